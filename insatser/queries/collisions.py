"""What two wrote at the same time in a section, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from finsam import markup
from finsam.markup.reading import read_html
from finsam.markup.tree import write_html
from insatser.models import InsatsReport, ReportSaving, ReportSection
from insatser.queries.content import section_content
from insatser.states import Reached

_PARTS = {
    "wording": "målet", "reached": "uppnått", "outcome": "resultat", "what": "vad", "budget": "budget",
    "organisation": "organisation", "contact": "kontaktperson", "email": "e-post",
}  # fmt: skip


@dataclass(frozen=True)
class Collision:
    """One thing that two wrote: what the one had, what is stored, and what differs."""

    name: str
    label: str
    mine: str
    theirs: str
    is_rich: bool
    differences: str

    @property
    def both(self) -> str:
        """The stored text followed by those blocks of the other that it lacks."""
        stored = read_html(self.theirs)
        return write_html([*stored, *(block for block in read_html(self.mine) if block not in stored)])


def waiting_in(report: InsatsReport) -> list[ReportSaving]:
    """Give the savings of a report that wait for a choice between two writers."""
    rows = ReportSaving.objects.filter(section__report=report, number__isnull=True, settled_at__isnull=True)
    return list(rows.select_related("section"))


def collisions_of(saving: ReportSaving, section: ReportSection) -> list[Collision]:
    """Give what the waiting saving and the stored section say of the same things; what has become equal is left out."""
    stored = section_content(section)
    return [
        _collision(name, saving.content.get(name, ""), stored.get(name, ""), section)
        for name in saving.collisions
        if (saving.content.get(name) or "") != (stored.get(name) or "")
    ]


def _collision(name: str, mine: str, theirs: str, section: ReportSection) -> Collision:
    is_rich = name.startswith("answer-")
    old, new = (theirs, mine) if is_rich else (f"<p>{escape(theirs)}</p>", f"<p>{escape(mine)}</p>")
    mine, theirs = _said(name, mine), _said(name, theirs)
    return Collision(name, _label(name, section), mine, theirs, is_rich, markup.differences(old, new))


def _said(name: str, value: str) -> str:
    return str(Reached(value).label) if name.endswith("-reached") and value in Reached.values else value


def _label(name: str, section: ReportSection) -> str:
    kind, _, rest = name.partition("-")
    key, _, part = rest.partition("-")
    if kind == "answer":
        return next(str(answer) for answer in section.answers.all() if answer.pk == int(key))
    if kind == "goal":
        goals = [goal.pk for goal in section.goals.all()]
        return f"Mål {goals.index(int(key)) + 1}, {_PARTS[part]}"
    if kind == "cost":
        cost = next(row for row in section.costs.all() if row.pk == int(key))
        return f"{cost.get_category_display()}, {'utfall' if part == 'outcome' else _PARTS[part]}"
    if kind == "party":
        return f"Part, {_PARTS[part]}"
    return {"starts_on": "Första dag", "ends_on": "Sista dag"}[name]
