"""What reports tell of the insatser: extracts, reports in full, and what is planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from finsam import markup
from finsam.models import Association
from finsam.swedish import words
from finsam.swedish.local_words import word, word_lazily
from finsam.web.asked_once import asked_once
from insatser.models import Grant, Insats, InsatsReport, ReportAnswer, ReportGoal, ReportSection
from insatser.models.insats import granted_in
from insatser.queries.register import source_of
from insatser.states import HANDED_IN, YEARLY, InsatsKind, Reached, ReportKind

_EXTRACT = (("Syfte", "3.2", "purpose"), ("Målgrupp", "3.3", "target_group"), ("Metod", "4.2", "method"))
BRIEF = 450  # characters: some six lines of print
_PLURAL = {
    InsatsKind.INDIVID: word_lazily("individual", "{!} insatser", form="many"),
    InsatsKind.STRUKTUR: word_lazily("structural", "{!} insatser", form="many"),
}


@dataclass(frozen=True)
class Extract:
    """An insats as the förvaltningsberättelse tells of it; texts are HTML."""

    name: str
    facts: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    goals: tuple[str, ...]
    reached: str
    has_report: bool

    @property
    def opens_briefly(self) -> bool:
        """Whether the facts and the first text are little enough to be kept on one page."""
        return not self.texts or len(self.texts[0][1]) < BRIEF


@dataclass(frozen=True)
class Planned:
    """An insats in a plan, or at half-year; `granted` in kronor, None where nothing is decided."""

    name: str
    owner: str
    purpose: str
    granted: Decimal | None
    source: str = ""
    texts: tuple[tuple[str, str], ...] = ()


def extracts_of(association: Association, year: int, kinds: Iterable[str]) -> list[Extract]:
    """Give the insatser of the year and kinds, with what their handed in reports say; a fixed number of queries."""
    reports = {report.insats_id: report for report in _handed_in(association, year, YEARLY)}
    wanted = frozenset(kinds)
    rows = (insats for insats in _of_year(association, year) if insats.kind in wanted)
    return [_extract(insats, reports.get(insats.pk)) for insats in rows]


def yearly_reports(association: Association, year: int) -> list[InsatsReport]:
    """Give every handed in yearly report of the year, the individual ones first."""
    return sorted(
        _handed_in(association, year, YEARLY), key=lambda each: (each.insats.kind, each.insats.name)
    )


def planned_insatser(association: Association, year: int) -> list[tuple[str, list[Planned]]]:
    """Give those that money is granted for in the year, by kind."""
    rows = _of_year(association, year)
    found = [
        (label, [_planned(each, year) for each in rows if each.kind == kind])
        for kind, label in _PLURAL.items()
    ]
    kept = [(label, [each for each in own if each.granted is not None]) for label, own in found]
    return [(label, own) for label, own in kept if own]


def half_year_insatser(association: Association, year: int) -> list[Planned]:
    """Give the year's insatser with what their half-year reports say."""
    reports = {report.insats_id: report for report in _handed_in(association, year, {ReportKind.HALF_YEAR})}
    return [_planned(each, year, reports.get(each.pk)) for each in _of_year(association, year)]


@asked_once
def _of_year(association: Association, year: int) -> list[Insats]:
    rows = Insats.objects.of(association).filter(grants__year=year) | Insats.objects.of(association).filter(
        reports__year=year
    )
    grants = Grant.objects.current().filter(year=year).select_related("decision__paragraph__meeting")
    return list(
        rows.distinct()
        .select_related("owner")
        .prefetch_related("parties", "goals", Prefetch("grants", grants))
        .order_by("kind", "name")
    )


@asked_once
def _handed_in(association: Association, year: int, kinds: Iterable[str]) -> list[InsatsReport]:
    rows = InsatsReport.objects.of(association).filter(year=year, kind__in=list(kinds), state__in=HANDED_IN)
    answers = Prefetch("answers", ReportAnswer.objects.select_related("text"))
    sections = ReportSection.objects.prefetch_related(answers, "costs", "goals", "parties")
    grants = Grant.objects.current().filter(year=year).select_related("decision__paragraph__meeting")
    return list(
        rows.prefetch_related(
            Prefetch("sections", sections), "signers", "versions", Prefetch("insats__grants", grants)
        )
    )


def _extract(insats: Insats, report: InsatsReport | None) -> Extract:
    answers = _answers(report)
    texts = [
        (
            label,
            answers.get(key)
            or (markup.markup_to_html(getattr(insats, source)) if getattr(insats, source) else ""),
        )
        for label, key, source in _EXTRACT
    ]
    if free := answers.get("2.1"):
        texts = [*texts[:2], ("Året", free)]
    goals = _goals(report)
    parties = words.join_och(party.name for party in insats.parties.all())
    facts = [(word("owner", "{!}"), _owner(insats)), ("Samverkande parter", parties)]
    return Extract(
        name=insats.name,
        facts=tuple((label, value) for label, value in facts if value),
        texts=tuple((label, html) for label, html in texts if html),
        goals=tuple(goal.wording for goal in goals)
        or tuple(goal.wording for goal in insats.goals.all() if goal.is_pursued),
        reached=_reached([goal.reached for goal in goals]),
        has_report=report is not None,
    )


def _reached(answers: Sequence[str]) -> str:
    """Say in a sentence whether the goals were reached."""
    told = [answer for answer in answers if answer]
    if not told:
        return ""
    if len(set(told)) == 1 and len(told) > 1:
        return {
            Reached.YES: f"Ja, alla {len(told)} målen.",
            Reached.PARTLY: "Delvis, alla målen.",
            Reached.NO: "Nej, inget av målen.",
        }[Reached(told[0])]
    counted = [(told.count(each.value), each.label.lower()) for each in Reached]
    if len(told) == 1:
        return f"{Reached(told[0]).label}."
    return words.capitalised(words.join_och(f"{label}: {count}" for count, label in counted if count)) + "."


def _planned(insats: Insats, year: int, report: InsatsReport | None = None) -> Planned:
    grants = list(insats.grants.all())
    texts = [
        (answer.question, answer.text.html)
        for section in (report.sections.all() if report else ())
        for answer in section.answers.all()
    ]
    return Planned(
        name=insats.name, owner=_owner(insats), purpose=insats.purpose, granted=granted_in(grants, year),
        source=", ".join(dict.fromkeys(source_of(each) for each in grants)), texts=tuple(pair for pair in texts if pair[1]),
    )  # fmt: skip


def _owner(insats: Insats) -> str:
    return ", ".join(part for part in (insats.owner.name if insats.owner else "", insats.unit) if part)


def _answers(report: InsatsReport | None) -> dict[str, str]:
    sections = report.sections.all() if report else ()
    return {answer.key: answer.text.html for section in sections for answer in section.answers.all()}


def _goals(report: InsatsReport | None) -> list[ReportGoal]:
    return [
        goal
        for section in (report.sections.all() if report else ())
        for goal in section.goals.all()
        if goal.wording
    ]
