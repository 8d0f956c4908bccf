"""How far a year's closing has come: what the program sees by itself, and what people have said is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from economy import rules
from economy.imports.mapping import Mapping as LineMapping
from economy.imports.reading import date_or_none
from economy.models import FiscalYear, LedgerImport, Note, Requisition
from economy.queries import ledger, ledger_insatser, ledger_opening
from economy.queries.books import Books, open_books
from economy.queries.comparisons import comparisons
from economy.queries.ledger import YearSums
from economy.queries.requirement import required_of
from economy.queries.requisitions import prepaid_at_end
from economy.states import LkbrLine
from finsam.models import Association, Person
from finsam.swedish import dates, money, words
from finsam.web.asked_once import asked_once
from reporting import year_end
from reporting.models import Report, YearEndStep
from reporting.states import FROZEN, ReportKind


@dataclass(frozen=True)
class Seen:
    """What the program sees of a step: None where it cannot tell; `said` in a sentence, `page` where it is mended."""

    is_done: bool | None
    said: str
    url: str


@dataclass(frozen=True)
class StepRow:
    """A step of the list with what is known of it."""

    step: YearEndStep
    seen: Seen | None
    today: dt.date

    @property
    def is_done(self) -> bool:
        return self.step.done_at is not None or bool(self.seen and self.seen.is_done)

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.step.due_on < self.today

    @property
    def is_by_itself(self) -> bool:
        """Whether the program sees that it is done, and nobody needs to say so."""
        return bool(self.seen and self.seen.is_done)


def steps_of(fiscal_year: FiscalYear) -> list[YearEndStep]:
    """Give the year's steps by day: one query."""
    return list(YearEndStep.objects.of(fiscal_year.association).filter(fiscal_year=fiscal_year))


def year_end_rows(fiscal_year: FiscalYear, today: dt.date) -> list[StepRow]:
    """Give each step with what the program sees of it."""
    steps = steps_of(fiscal_year)
    seen = seen_in(fiscal_year.association, fiscal_year.year) if steps else {}
    return [StepRow(step, seen.get(step.key), today) for step in steps]


def steps_that_wait(association: Association, person: Person, until: dt.date) -> list[YearEndStep]:
    """Give the steps that are the person's or nobody's, that are due by the day and that are not done.

    The books are looked into only where such a step may be seen to be done.
    """
    rows = YearEndStep.objects.of(association).filter(done_at__isnull=True, due_on__lte=until)
    own = [step for step in rows if step.person_id in {None, person.pk}]
    return [step for step in own if not _is_seen(association, step)]


def _is_seen(association: Association, step: YearEndStep) -> bool:
    if step.key not in _FINDERS:
        return False
    return bool(_FINDERS[step.key](_view_of(association, step.fiscal_year.year)).is_done)


def seen_in(association: Association, year: int) -> dict[str, Seen]:
    """Give what the program sees of each shipped step that it knows how to look for."""
    view = _view_of(association, year)
    return {key: find(view) for key, find in _FINDERS.items()}


@asked_once
def _view_of(association: Association, year: int) -> _View:
    rows = FiscalYear.objects.select_related("association")
    return _View(rows.get(association=association, year=year))


class _View:
    """What the finders look at, each fetched once and only where one asks."""

    def __init__(self, fiscal_year: FiscalYear) -> None:
        self.fiscal_year, self.association = fiscal_year, fiscal_year.association

    @cached_property
    def books(self) -> Books:
        return open_books(self.association, [self.fiscal_year.year, self.fiscal_year.year - 1])

    @cached_property
    def kept(self) -> LedgerImport | None:
        return ledger.import_in_force(self.fiscal_year)

    @cached_property
    def sums(self) -> YearSums:
        return ledger.sums_of_import(self.kept)

    @cached_property
    def report(self) -> Report | None:
        rows = Report.objects.of(self.association).filter(kind=ReportKind.ANNUAL, year=self.fiscal_year.year)
        return rows.order_by("-version").first()

    def url(self, name: str) -> str:
        return reverse(name, args=[self.association.slug, self.fiscal_year.year])

    @property
    def report_url(self) -> str:
        return self.report.get_absolute_url() if self.report else reverse("report_list", args=[self.association.slug])  # fmt: skip


def _done(said: str, url: str) -> Seen:
    return Seen(is_done=True, said=said, url=url)


def _left(said: str, url: str) -> Seen:
    return Seen(is_done=False, said=said, url=url)


def _untold(said: str, url: str) -> Seen:
    return Seen(is_done=None, said=said, url=url)


def _books(view: _View) -> Seen:
    url, ends_on = view.url("ledger_year"), view.fiscal_year.ends_on
    if view.kept is None:
        return _untold("Ingen bokföring är inläst.", url)
    reached = date_or_none(view.kept.found.get("reaches_to"))
    if reached and reached < ends_on:
        return _left(f"Inläst till {dates.long_date(reached)}.", url)
    return _done(f"Inläst till {dates.long_date(ends_on)}.", url)


def _opening(view: _View) -> Seen:
    url, before = view.url("ledger_year"), view.books.get(view.fiscal_year.year - 1)
    if view.kept is None:
        return _untold("Ingen bokföring är inläst.", url)
    lines = list(view.fiscal_year.lines.all())
    found = ledger_opening.opening_differences(
        lines, LineMapping(lines), view.sums, before.fiscal_year if before else None
    )
    if found is None:
        return _untold("Förra årets balansräkning saknas, eller ett konto står inte på någon rad.", url)
    if found:
        return _left(f"Skiljer på {words.join_och(each.label for each in found)}.", url)
    return _done("Varje rad är densamma.", url)


def _accruals(view: _View) -> Seen:
    url = view.url("ledger_accruals")
    if view.kept is None:
        return _untold("Ingen bokföring är inläst.", url)
    rows = ledger_insatser.rows_to_accrue(view.fiscal_year, view.sums)
    left = [row for row in rows if row.insats and row.to_accrue and row.to_accrue > 0]
    if left:
        return _left(f"{words.plural(len(left), 'insats har', 'insatser har')} mer beviljat än bokfört.", url)
    return _done("Inget är kvar att periodisera.", url)


def _contributions(view: _View) -> Seen:
    url = view.url("requisition_list")
    rows = list(Requisition.objects.standing().filter(fiscal_year=view.fiscal_year))
    if not rows:
        return _untold("Inga bidragsrekvisitioner är gjorda.", url)
    unpaid, prepaid = [row for row in rows if not row.is_paid], prepaid_at_end(view.fiscal_year)
    if unpaid:
        amount = money.kr_as_needed(sum(row.amount for row in unpaid))
        return _left(f"{amount} kr är inte betalda.", url)
    if prepaid:
        return _untold(f"{words.plural(len(prepaid), 'betalning', 'betalningar')} gäller tiden efter årets slut.", url)  # fmt: skip
    return _done("Allt är betalt.", url)


def _agree(view: _View) -> Seen:
    found = comparisons(view.association, view.fiscal_year.year)
    wrong = sum(not each.agrees for each in found)
    if not found:
        return _untold("Det finns inget att jämföra än.", view.url("figure_checks"))
    said = f"{wrong} av {len(found)} stämmer inte." if wrong else f"Alla {len(found)} stämmer."
    return Seen(is_done=not wrong, said=said, url=view.url("figure_checks"))


def _notes(view: _View) -> Seen:
    count = Note.objects.filter(fiscal_year=view.fiscal_year).count()
    said = words.plural(count, "not", "noter") if count else "Inga noter än"
    return Seen(is_done=bool(count), said=f"{said}.", url=view.url("note_list"))


def _audit_cost(view: _View) -> Seen:
    book, url = view.books.by_year[view.fiscal_year.year], view.url("economy_statements")
    cost = rules.of_lkbr(book.lines, book.amounts(book.outcome), LkbrLine.AUDIT) if book.outcome else None
    if cost is None:
        return _left("Ingen rad har revisionens kostnad.", url)
    return _done(f"{money.kr_as_needed(abs(cost))} kr.", url)


def _balance(view: _View) -> Seen:
    book, url = view.books.by_year[view.fiscal_year.year], view.url("economy_statements")
    required = required_of(view.books, book.outcome) if book.outcome else None
    if required is None:
        return _left("Årets utfall saknas.", url)
    said = f"Balanskravsresultatet är {money.kr_as_needed(required)} kr."
    return _done(said, url) if required >= 0 else _untold(f"{said} Skriv hur det regleras.", url)


def _adopted(view: _View) -> Seen:
    if view.report is None:
        return _left("Inte påbörjad.", view.report_url)
    is_done = view.report.state in FROZEN
    return Seen(is_done=is_done, said=f"{view.report.get_state_display()}.", url=view.report_url)


def _signed(view: _View) -> Seen:
    rows = list(view.report.signings.filter(is_asked=True)) if view.report else []
    done = sum(row.signed_at is not None for row in rows)
    said = f"{done} av {len(rows)} har signerat." if rows else "Ingen är ombedd att signera än."
    return Seen(is_done=bool(rows) and done == len(rows), said=said, url=view.report_url)


_FINDERS: dict[str, Callable[[_View], Seen]] = {
    year_end.BOOKS: _books, year_end.OPENING: _opening, year_end.ACCRUALS: _accruals,
    year_end.CONTRIBUTIONS: _contributions, year_end.AGREE: _agree, year_end.NOTES: _notes,
    year_end.AUDIT_COST: _audit_cost, year_end.BALANCE: _balance, year_end.ADOPTED: _adopted, year_end.SIGNED: _signed,
}  # fmt: skip
