"""An insats's report as it is printed, alone and in the förbund's årsredovisning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from django.utils.safestring import mark_safe

from finsam import clock
from finsam.swedish import dates
from insatser import rules
from insatser.documents.participants import PrintedCount, hiding_explanation, printed_counts
from insatser.models import InsatsReport, ReportSection
from insatser.queries.completeness import cost_groups, mismatch, overspending, sums_of
from insatser.queries.content import load_sections
from insatser.queries.outside import HIDDEN, NOT_COUNTED, Spot, seen_outside
from insatser.queries.register import granted
from insatser.states import Part, Reached, ReportState

_MARKS = {Reached.YES: "gron", Reached.PARTLY: "gul", Reached.NO: "rod", "": "ej"}
_JUDGED = {Reached.YES: "Uppnått", Reached.PARTLY: "Delvis", Reached.NO: "Inte uppnått", "": "Inte bedömt"}


@dataclass(frozen=True)
class PrintedAnswer:
    """A question as it was asked, and the answer as clean HTML."""

    key: str
    question: str
    html: str


@dataclass(frozen=True)
class PrintedGoal:
    """A goal with the insats's judgement of it."""

    wording: str
    reached: str
    mark: str  # gron, gul, rod or ej: the shape in print
    outcome: str


@dataclass(frozen=True)
class PrintedCost:
    """A cost in kronor, None where nothing is written; `what` is empty for a kostnadsslag as a whole."""

    label: str
    what: str
    budget: Decimal | None
    outcome: Decimal | None

    @property
    def deviation(self) -> Decimal | None:
        return None if self.budget is None or self.outcome is None else self.budget - self.outcome


@dataclass(frozen=True)
class PrintedParty:
    """A party that applied, with its contact."""

    organisation: str
    contact: str
    email: str


@dataclass(frozen=True)
class PrintedSection:
    """A section of the report; only the parts that it has are filled."""

    number: int
    title: str
    part: str
    answers: tuple[PrintedAnswer, ...] = ()
    goals: tuple[PrintedGoal, ...] = ()
    costs: tuple[PrintedCost, ...] = ()
    sum_row: PrintedCost | None = None
    parties: tuple[PrintedParty, ...] = ()

    @property
    def has_contacts(self) -> bool:
        return any(party.contact for party in self.parties)

    @property
    def has_emails(self) -> bool:
        return any(party.email for party in self.parties)

    @property
    def is_one_text(self) -> bool:
        """Whether the section is one text with headings of its own."""
        return self.part == Part.TEXTS and len(self.answers) == 1

    @property
    def has_ore(self) -> bool:
        """Whether any amount has öre, so that all are written with them."""
        rows = (*self.costs, *((self.sum_row,) if self.sum_row else ()))
        amounts = [amount for row in rows for amount in (row.budget, row.outcome) if amount is not None]
        return any(amount != amount.to_integral_value() for amount in amounts)


@dataclass(frozen=True)
class PrintedSigner:
    """One who answers for the report."""

    name: str
    organisation: str
    place: str
    signed_on: dt.date

    @property
    def line(self) -> str:
        return f"{self.name}, {self.organisation}, {self.place} den {dates.long_date(self.signed_on)}"


@dataclass(frozen=True)
class PrintedReport:
    """Everything that a report shows."""

    association: str
    name: str  # "Årsrapport 2021"
    year: int
    key: str
    insats: str
    kind: str
    period: str
    owner: str
    parties: str
    granted: Decimal | None
    granted_source: str
    sections: tuple[PrintedSection, ...]
    counts: tuple[PrintedCount, ...] = ()
    counted_period: str = ""
    counts_note: str = ""
    mismatch: str = ""
    signers: tuple[PrintedSigner, ...] = ()
    submitted_on: dt.date | None = None
    submitted_by: str = ""
    approved_on: dt.date | None = None
    approved_by: str = ""
    reference: str = ""
    made_on: dt.date | None = None
    template_name: str = field(default="print/insats_report.html", init=False)

    @property
    def heading(self) -> str:
        return self.name

    @property
    def subtitle(self) -> str:
        return self.insats

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.name}: {self.insats}"

    @property
    def dated(self) -> dt.date | None:
        """The day it was approved or, before that, submitted."""
        return self.approved_on or self.submitted_on or self.made_on

    @property
    def lists_parties(self) -> bool:
        """Whether a section says who applied."""
        return any(section.part == Part.PARTIES for section in self.sections)

    @property
    def last_number(self) -> int:
        """The number of the section that says who signed."""
        return max((section.number for section in self.sections), default=0) + 1

    @property
    def counts_unknown(self) -> bool:
        """Whether anyone is counted without sex, so that the table needs a column for them."""
        return any(count.unknown not in {NOT_COUNTED, "0"} for count in self.counts)

    @property
    def is_draft(self) -> bool:
        return self.submitted_on is None

    def answer(self, key: str) -> str:
        """Give the answer to a question as HTML; empty when it was not asked or not answered."""
        found = (answer.html for section in self.sections for answer in section.answers if answer.key == key)
        return next(found, "")


def build_report(report: InsatsReport) -> PrintedReport:
    """Build a report from what is stored: about ten queries."""
    insats = report.insats
    sections = load_sections(report)
    amount, source = granted(insats, report.year)
    counted = counted_for(report)
    counts = printed_counts(insats, counted) if counted else ()
    handed_in = report.state in {ReportState.SUBMITTED, ReportState.APPROVED}
    signers = report.signers.filter(version=report.versions.count() or 1) if handed_in else ()
    differs = mismatch(sums_of(sections), amount)
    return PrintedReport(
        association=insats.association.name,
        name=report.name,
        year=report.year,
        key=insats.key,
        insats=insats.name,
        kind=insats.get_kind_display(),
        period=report.period,
        owner=", ".join(part for part in (str(insats.owner or ""), insats.unit) if part),
        parties=", ".join(member.name for member in insats.parties.all()),
        granted=amount,
        granted_source=source,
        sections=tuple(_section(section) for section in sections if section.part != Part.SIGNATURES),
        counts=counts,
        counts_note=hiding_explanation(counts, insats.association.count_limit),
        counted_period=dates.date_range(*counted) if counted else "",
        mismatch=" ".join([*([differs.sentence] if differs else []), *overspending(sections, amount)]),
        signers=tuple(PrintedSigner(row.name, row.organisation, row.place, row.signed_on) for row in signers),
        submitted_on=_day(report.submitted_at) if handed_in else None,
        submitted_by=report.submitted_by.name if handed_in and report.submitted_by else "",
        approved_on=_day(report.approved_at),
        approved_by=report.approved_by.name if report.approved_by else "",
        made_on=_day(report.opened_at),
    )


def printed_report(report: InsatsReport) -> PrintedReport:
    """Give an approved report as it was frozen, and any other as it stands."""
    version = report.versions.first() if report.state == ReportState.APPROVED else None
    return read_frozen(version.content) or build_report(report) if version else build_report(report)


def read_frozen(content: Mapping[str, Any]) -> PrintedReport | None:
    """Give a report as it was frozen as plain values; None where so little was kept that it is no report."""
    if "sections" not in content:
        return None
    facts = _facts_of(PrintedReport, content)
    facts["sections"] = tuple(_read_section(each) for each in content["sections"])
    facts["counts"] = tuple(_read_count(each) for each in content.get("counts", []))
    facts["signers"] = tuple(
        PrintedSigner(**_facts_of(PrintedSigner, each) | {"signed_on": _read_day(each["signed_on"])})
        for each in content.get("signers", [])
    )
    for name in ("submitted_on", "approved_on", "made_on"):
        facts[name] = _read_day(content.get(name))
    facts["granted"] = _read_amount(content.get("granted"))
    return PrintedReport(**facts)


def _facts_of(kind: type, content: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what an older or a newer program kept of it."""
    names = {each.name for each in fields(kind) if each.init}
    return {name: value for name, value in content.items() if name in names}


def _read_section(content: Mapping[str, Any]) -> PrintedSection:
    facts = _facts_of(PrintedSection, content)
    facts["answers"] = tuple(
        PrintedAnswer(**_facts_of(PrintedAnswer, each) | {"html": mark_safe(each["html"])})  # noqa: S308  as it was frozen
        for each in content.get("answers", [])
    )
    facts["goals"] = tuple(PrintedGoal(**_facts_of(PrintedGoal, each)) for each in content.get("goals", []))
    facts["costs"] = tuple(_read_cost(each) for each in content.get("costs", []))
    facts["sum_row"] = _read_cost(content["sum_row"]) if content.get("sum_row") else None
    facts["parties"] = tuple(
        PrintedParty(**_facts_of(PrintedParty, each)) for each in content.get("parties", [])
    )
    return PrintedSection(**facts)


def _read_cost(content: Mapping[str, Any]) -> PrintedCost:
    amounts = {name: _read_amount(content.get(name)) for name in ("budget", "outcome")}
    return PrintedCost(content["label"], content.get("what", ""), **amounts)


def _read_count(content: Mapping[str, Any]) -> PrintedCount:
    """Read a line of participants; a number that was kept before the gate was there is not let out."""
    facts = _facts_of(PrintedCount, content)
    return PrintedCount(
        **{name: value if isinstance(value, str) else HIDDEN for name, value in facts.items()}
    )


def _read_amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _read_day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def printed_spots(report: InsatsReport) -> list[Spot]:
    """Give the figures of participants that a report prints."""
    period = counted_for(report)
    if period is None:
        return []
    return seen_outside(report.insats.association, report.year).spots(insats=report.insats_id, period=period)


def counted_for(report: InsatsReport) -> tuple[dt.date, dt.date] | None:
    """Give the longest period that is counted last in the time that a report tells of."""
    outside = seen_outside(report.insats.association, report.year)
    return outside.longest(report.insats_id, rules.period(report.kind, report.year))


def _section(section: ReportSection) -> PrintedSection:
    goals = [goal for goal in section.goals.all() if goal.wording or goal.outcome]
    costs = _costs(section) if section.part == Part.COSTS else ()
    sums = sums_of([section])
    return PrintedSection(
        number=section.number,
        title=section.title,
        part=section.part,
        answers=tuple(
            PrintedAnswer(answer.key, answer.question, mark_safe(answer.text.html))  # noqa: S308  cleaned when saved
            for answer in section.answers.all()
            if answer.text.html or not answer.is_optional
        ),
        goals=tuple(
            PrintedGoal(goal.wording, str(_JUDGED[goal.reached]), _MARKS[goal.reached], goal.outcome)
            for goal in goals
        ),
        costs=costs,
        sum_row=PrintedCost("Summa", "", sums.budget, sums.outcome) if section.part == Part.COSTS else None,
        parties=tuple(
            PrintedParty(party.organisation, party.contact, party.email)
            for party in section.parties.all()
            if not party.is_empty
        ),
    )


def _costs(section: ReportSection) -> tuple[PrintedCost, ...]:
    """Give a line for each kostnadsslag that is not divided, or one for each of its rows."""
    lines: list[PrintedCost] = []
    for group in cost_groups(section):
        rows = [row for row in group.rows if not row.is_empty]
        if not rows:
            lines.append(PrintedCost(group.label, "", None, None))
        lines += [PrintedCost(group.label, row.what, row.budget, row.outcome) for row in rows]
    return tuple(lines)


def _day(moment: dt.datetime | None) -> dt.date | None:
    return clock.day_of(moment) if moment else None
