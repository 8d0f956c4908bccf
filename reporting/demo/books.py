"""The demo's books as a bookkeeper would send them: SIE files of 2021 and of the first quarter of 2022."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from economy.actions.ledger import take_in
from economy.actions.ledger_mapping import save_mapping, save_object_insatser
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from economy.sie import records
from economy.sie.records import Record, Trans, Voucher
from economy.sie.writer import Sender, year_file
from finsam import clock
from finsam.models import Association, Person
from insatser.models import Insats
from reporting.demo import books_figures as data
from reporting.demo.books_figures import Flow, YearPlan
from reporting.demo.names import ASSOCIATION
from reporting.demo.stage import Stage, moment

NUMBER = "222000-0000"
MADE_ON = {2021: dt.date(2022, 1, 27), 2022: dt.date(2022, 4, 8)}
TAKEN_IN_AT = moment(dt.date(2022, 4, 8), "15.30")
PLANS = {plan.year: plan for plan in (data.YEAR_2021, data.QUARTER_2022)}
ZERO, ORE = Decimal(0), Decimal("0.01")
_INVOICED, _PAID = 25, 20  # days of a month

Entry = tuple[dt.date, str, str, tuple[Trans, ...]]


def load_books(stage: Stage) -> None:
    """Read in the first quarter of 2022, with its accounts on lines and its projects as insatser."""
    association, by = stage.association, stage.chief
    year = association.fiscal_years.get(year=2022)
    save_mapping(fiscal_year=year, accounts={key: (text, "") for key, text in data.LINES.items()}, by=by)
    know_objects(association, by)
    with clock.standing_at(TAKEN_IN_AT):
        taken = take_in(association=association, name=file_name(2022), content=sie_file(2022), by=by)
        store_books(ledger_import=analyse_file(ledger_import=taken, by=by), by=by)


def know_objects(association: Association, by: Person) -> None:
    """Say which insats each project of the books is."""
    insatser = {each.key: each for each in Insats.objects.of(association)}
    known = {
        (data.PROJECT, number): insatser.get(key)
        for number, (_, key) in data.OBJECTS.items()
        if key in insatser
    }
    save_object_insatser(association=association, insatser=known, by=by)


def file_name(year: int) -> str:
    """What the bookkeeper calls the file of a year."""
    return f"exempelbygden-{year}.se"


def sie_file(year: int) -> bytes:
    """Write a year's books as SIE 4; KeyError for a year that the demo has no books of."""
    plan = PLANS[year]
    sender = Sender(
        ASSOCIATION, NUMBER, MADE_ON[year], "Bokföringsbyrån", program="Exempelbok", version="1.0"
    )
    days = records.Rar(0, dt.date(year, 1, 1), dt.date(year, 12, 31))
    registers: list[Record] = [
        *(records.Konto(number, name) for number, name in data.ACCOUNTS.items()),
        records.Dim(data.PROJECT, "Projekt"),
        *(records.Objekt(data.PROJECT, number, name) for number, (name, _) in data.OBJECTS.items()),
    ]
    opening = {account: Decimal(amount) for account, amount in plan.opening.items()}
    return year_file(sender, days, registers, opening, _vouchers(plan))


def _vouchers(plan: YearPlan) -> Iterator[Voucher]:
    """Number the entries by series, in the order of their days."""
    numbers: dict[str, int] = defaultdict(int)
    for day, series, text, rows in sorted(_entries(plan), key=lambda entry: (entry[0], entry[1], entry[2])):
        numbers[series] += 1
        yield Voucher(series, str(numbers[series]), day, text, rows=rows)


def _entries(plan: YearPlan) -> Iterator[Entry]:
    yield from _paid_in(plan)
    for flow in plan.flows:
        yield from _flow(plan, flow)
    for each in plan.singles:
        rows = tuple(_row(account, Decimal(amount), number) for account, number, amount in each.rows)
        yield dt.date(plan.year, each.month, each.day), "A", each.text, rows


def _paid_in(plan: YearPlan) -> Iterator[Entry]:
    """The state pays by quarter, the region and the kommun for the whole year in January."""
    quarter, prepaid = Decimal(plan.quarter), Decimal(plan.prepaid)
    for who, account in (("Regionen", "3520"), ("Kommunen", "3530")):
        day = dt.date(plan.year, 1, 15)
        yield day, "I", f"{who}, medlemsbidrag för året", (_row("1930", prepaid), _row("2970", -prepaid))
        for month in range(1, plan.months + 1):
            rows = (_row("2970", prepaid / 12), _row(account, -prepaid / 12))
            yield _last(plan.year, month), "P", f"{who}, månadens del av medlemsbidraget", rows
    for month in range(1, plan.months + 1, 3):
        rows = (_row("1930", quarter), _row("3510", -quarter))
        yield dt.date(plan.year, month, 18), "I", "Försäkringskassan, medlemsbidrag för kvartalet", rows


def _flow(plan: YearPlan, flow: Flow) -> Iterator[Entry]:
    """What was invoiced each month, and what was paid of it."""
    costs, moms = _by_month(flow.costs), _by_month(flow.moms)
    owed = Decimal(flow.opening)
    for month in range(1, plan.months + 1):
        left = Decimal(flow.left.get(month, "0"))
        if flow.debt != flow.account and costs[month]:
            amount, tax = costs[month], moms[month]
            rows = (
                _row(flow.account, amount, flow.object),
                _row("1680", tax),
                _row(flow.debt, -amount - tax),
            )
            yield (
                dt.date(plan.year, month, _INVOICED),
                "L",
                flow.text,
                tuple(row for row in rows if row.amount),
            )
        # An invoice of the month is paid in a later one, but for the months that close a half-year.
        due = owed + (costs[month] + moms[month] if month in (6, 12) else ZERO) - left
        owed += costs[month] + moms[month]
        if month in flow.pays and due > 0:
            owed -= due
            day = _last(plan.year, month) if month in (6, 12) else dt.date(plan.year, month, _PAID)
            yield day, "B", f"Betalning, {flow.text}", (_row(flow.debt, due), _row("1930", -due))


def _by_month(parts: Iterable[tuple[int, int, str]]) -> dict[int, Decimal]:
    """Divide each part evenly on its months; what cannot be divided stands on the last."""
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for first, last, total in parts:
        months = range(first, last + 1)
        each = (Decimal(total) / len(months)).quantize(ORE)
        for month in months:
            found[month] += each if month < last else Decimal(total) - each * (len(months) - 1)
    return found


def _row(account: str, amount: Decimal, number: str = "") -> Trans:
    return Trans("TRANS", account, ((data.PROJECT, number),) if number else (), amount.quantize(ORE))


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])
