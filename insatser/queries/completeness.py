"""How far a report has come: what each section lacks, and what does not add up. It is said, and stops nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from finsam import clock
from finsam.swedish import dates, money, words
from insatser.models import CostRow, InsatsReport, ReportSection
from insatser.rules import differs, period, sum_of_known
from insatser.states import CostCategory, Part, ReportKind, ReportState


@dataclass(frozen=True)
class Sums:
    """The costs of a report in kronor; None where nothing is written."""

    budget: Decimal | None
    outcome: Decimal | None

    @property
    def deviation(self) -> Decimal | None:
        """Budget less outcome."""
        return None if self.budget is None or self.outcome is None else self.budget - self.outcome


@dataclass(frozen=True)
class CategoryCosts:
    """A kostnadsslag with its rows."""

    category: CostCategory
    rows: tuple[CostRow, ...]

    @property
    def label(self) -> str:
        return str(self.category.label)

    @property
    def sums(self) -> Sums:
        return Sums(
            sum_of_known(row.budget for row in self.rows), sum_of_known(row.outcome for row in self.rows)
        )


@dataclass(frozen=True)
class Mismatch:
    """Granted and budget that differ, in kronor."""

    granted: Decimal
    budget: Decimal

    @property
    def heading(self) -> str:
        return f"Beviljat {money.kr_as_needed(self.granted)}, budget {money.kr_as_needed(self.budget)}"

    @property
    def sentence(self) -> str:
        """What differs, in a sentence."""
        difference = self.granted - self.budget
        way = "lägre" if difference > 0 else "högre"
        return f"Budgeten är {money.kr_as_needed(abs(difference))}\u00a0kr {way} än vad styrelsen beviljade."


@dataclass(frozen=True)
class SectionProgress:
    """One section's state in words and as a shape, with what it lacks in sentences."""

    section: ReportSection
    kind: str
    note: str
    missing: tuple[str, ...]

    @property
    def label(self) -> str:
        return str(self.section)


def cost_groups(section: ReportSection) -> list[CategoryCosts]:
    """Give the kostnadsslag in order, each with its rows, also those where nothing is written."""
    rows = list(section.costs.all())
    return [
        CategoryCosts(category, tuple(row for row in rows if row.category == category))
        for category in CostCategory
    ]


def sums_of(sections: Sequence[ReportSection]) -> Sums:
    """Sum a report's costs."""
    rows = [row for section in sections for row in section.costs.all()]
    return Sums(sum_of_known(row.budget for row in rows), sum_of_known(row.outcome for row in rows))


def mismatch(sums: Sums, granted: Decimal | None) -> Mismatch | None:
    """Give what was granted beside the budget, when both are known and differ."""
    if not differs(granted, sums.budget):
        return None
    assert granted is not None
    assert sums.budget is not None
    return Mismatch(granted, sums.budget)


def cost_remarks(sections: Sequence[ReportSection], granted: Decimal | None) -> list[str]:
    """Ask about costs that may be right and seldom are: more spent than was granted, and amounts below nothing."""
    found = overspending(sections, granted)
    for row in (row for section in sections for row in section.costs.all()):
        for label, amount in (("budget", row.budget), ("utfall", row.outcome)):
            if amount is not None and amount < 0:
                found.append(
                    f"{row}, {label}: {money.kr_as_needed(amount)} är mindre än noll. Är det en återbetalning?"
                )
    return found


def unread_in(section: ReportSection) -> list[str]:
    """Give what was typed as an amount and cannot be read, as it now is stored."""
    return [
        typed
        for unread in section.costs.order_by("id").values_list("unread", flat=True)
        for typed in unread.values()
    ]


def overspending(sections: Sequence[ReportSection], granted: Decimal | None) -> list[str]:
    """Say that more is spent than was granted; nothing where it is not."""
    outcome = sums_of(sections).outcome
    if granted is None or outcome is None or outcome <= granted:
        return []
    spent, above, given = (money.kr_as_needed(each) for each in (outcome, outcome - granted, granted))
    return [f"Utfallet {spent}\u00a0kr är {above}\u00a0kr mer än de {given}\u00a0kr som styrelsen beviljade."]


def told_early(report: InsatsReport) -> str:
    """Say that a report is handed in, or would be today, before what it tells of is over; else nothing."""
    last = period(report.kind, report.year)[1]
    day = (
        clock.day_of(report.submitted_at) if report.submitted_at and not report.is_writable else clock.today()
    )
    if day > last:
        return ""
    what = "Halvåret" if report.kind == ReportKind.HALF_YEAR else "Året"
    verb = "lämnades" if not report.is_writable else "lämnas"
    days = f"{what} är slut först {dates.long_date(last)}, och rapporten {verb} {dates.long_date(day)}."
    return f"{days} Det som händer däremellan kommer inte med."


def progress(
    report: InsatsReport, sections: Sequence[ReportSection], granted: Decimal | None
) -> list[SectionProgress]:
    """Give every section's state."""
    sums = sums_of(sections)
    remarked = set(report.remarks.filter(settled_at__isnull=True).values_list("section", flat=True))
    return [
        _remarked(found) if section.number in remarked else found
        for section in sections
        for found in [_progress(report, section, sums, granted)]
    ]


def missing_in(sections: Sequence[SectionProgress]) -> list[str]:
    """Give everything that is missing, in order: "3.2 Syfte saknar svar."."""
    return [sentence for each in sections for sentence in each.missing]


def _remarked(found: SectionProgress) -> SectionProgress:
    """A section with a remark to answer is not done, whatever is filled in."""
    note = "Anmärkning att svara på" + (f", {found.note}" if found.missing else "")
    return SectionProgress(found.section, "going", note, found.missing)


def _progress(
    report: InsatsReport, section: ReportSection, sums: Sums, granted: Decimal | None
) -> SectionProgress:
    if section.part == Part.SIGNATURES:
        is_signed = report.state in {ReportState.SUBMITTED, ReportState.APPROVED}
        return SectionProgress(section, "done" if is_signed else "", "Klart" if is_signed else "", ())
    missing, asked = _missing(report, section, granted)
    if section.part == Part.COSTS and not missing:
        asked_about = bool(mismatch(sums, granted)) + len(cost_remarks([section], granted))
        if asked_about:
            note = "En sak att se över" if asked_about == 1 else f"{asked_about} saker att se över"
            return SectionProgress(section, "going", note, ())
    if not missing:
        return SectionProgress(section, "done", "Klart", ())
    if len(missing) >= asked and section.part != Part.FACTS:
        return SectionProgress(section, "", "Inte påbörjat", tuple(missing))
    return SectionProgress(
        section, "going", f"{words.plural(len(missing), 'sak', 'saker')} kvar", tuple(missing)
    )


def _missing(report: InsatsReport, section: ReportSection, granted: Decimal | None) -> tuple[list[str], int]:
    """Give what is missing, and how much the section asks for in all."""
    asked = [answer for answer in section.answers.all() if not answer.is_optional]
    missing = [f"{answer} saknar svar." for answer in asked if not answer.text.html]
    own, count = {
        Part.FACTS: _missing_facts,
        Part.PARTIES: _missing_parties,
        Part.RESULTS: _missing_goals,
        Part.COSTS: _missing_costs,
    }.get(Part(section.part), lambda *_: ([], 0))(report, section, granted)
    return own + missing, count + len(asked)


def _missing_facts(
    report: InsatsReport, section: ReportSection, granted: Decimal | None
) -> tuple[list[str], int]:
    missing = (
        [] if report.starts_on and report.ends_on else ["Insatsens period saknar första eller sista dag."]
    )
    if granted is None:
        missing.append("Förbundet har inte skrivit vad som beviljades för året.")
    return missing, 2


def _missing_parties(
    report: InsatsReport, section: ReportSection, granted: Decimal | None
) -> tuple[list[str], int]:
    owner = next(iter(section.parties.all()), None)
    missing = [] if owner and owner.organisation else ["Skriv vem som ansvarar för insatsen."]
    if not (owner and owner.contact):
        missing.append("Skriv vem som är kontaktperson hos den som ansvarar.")
    return missing, 2


def _missing_goals(
    report: InsatsReport, section: ReportSection, granted: Decimal | None
) -> tuple[list[str], int]:
    goals = [goal for goal in section.goals.all() if goal.wording or goal.reached or goal.outcome]
    if not goals:
        return ["Skriv minst ett mål."], 1
    missing = [
        f"Mål {place} saknar {'svar' if not goal.reached else 'utfall'}."
        for place, goal in enumerate(goals, start=1)
        if not (goal.reached and goal.outcome)
    ]
    return missing, len(goals)


def _missing_costs(
    report: InsatsReport, section: ReportSection, granted: Decimal | None
) -> tuple[list[str], int]:
    rows = list(section.costs.all())
    unread = [f"Beloppet ”{typed}” går inte att läsa." for row in rows for typed in row.unread.values()]
    if all(row.budget is None and row.outcome is None for row in rows):
        return [*unread, "Inga kostnader är ifyllda."], 1 + len(unread)
    half = [
        f"{row} saknar {'budget' if row.budget is None else 'utfall'}."
        for row in rows
        if (row.budget is None) != (row.outcome is None) and not row.unread
    ]
    return unread + half, len(rows)
