"""What two wrote at the same time in a section, side by side."""

from __future__ import annotations

from finsam.saving.collisions import Collision, collisions_of
from insatser.models import InsatsReport, ReportSaving, ReportSection
from insatser.queries.content import is_answer, section_content
from insatser.states import Reached

_PARTS = {
    "wording": "målet", "reached": "uppnått", "outcome": "utfall", "what": "vad", "budget": "budget",
    "organisation": "organisation", "contact": "kontaktperson", "email": "e-post",
}  # fmt: skip


def waiting_in(report: InsatsReport) -> list[ReportSaving]:
    """Give the savings of a report that wait for a choice between two writers."""
    rows = ReportSaving.objects.waiting().filter(section__report=report)
    return list(rows.select_related("section"))


def collisions_in(saving: ReportSaving, section: ReportSection) -> list[Collision]:
    """Give what the waiting saving and the stored section say of the same things."""
    return collisions_of(
        saving, stored=section_content(section), label=lambda name: label_of(name, section), is_text=is_answer, said=_said
    )  # fmt: skip


def _said(name: str, value: str | None) -> str:
    value = value or ""
    return str(Reached(value).label) if name.endswith("-reached") and value in Reached.values else value


def label_of(name: str, section: ReportSection) -> str:
    """Give a field as the page names it."""
    kind, _, rest = name.partition("-")
    key, _, part = rest.partition("-")
    if kind == "answer":
        return next(str(answer) for answer in section.answers.all() if answer.pk == int(key))
    if kind == "goal":
        goals = [goal.pk for goal in section.goals.all()]
        number = goals.index(int(key)) + 1 if int(key) in goals else len(goals) + 1  # added since it was read
        return f"Mål {number}, {_PARTS[part]}"
    if kind == "cost":
        cost = next((row for row in section.costs.all() if row.pk == int(key)), None)
        category = cost.get_category_display() if cost else "En ny rad"
        return f"{category}, {'utfall' if part == 'outcome' else _PARTS[part]}"
    if kind == "party":
        return f"Part, {_PARTS[part]}"
    return {"starts_on": "Första dag", "ends_on": "Sista dag"}[name]
