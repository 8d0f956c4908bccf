"""Dividing the year's budget on its months, saying what deviation must be explained, and copying last year's budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction

from economy import rules
from economy.actions.figures import add_column, kind_key, save_figures
from economy.models import DeviationLimit, FigureSet, FiscalYear, LineSpread, StatementLine
from economy.queries.books import open_books
from economy.queries.ledger_months import months_of
from economy.queries.month_budget import last_year_by_month
from economy.states import INCOME_ROLES, FigureKind, SpreadWay, StatementKind
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Person
from finsam.swedish import money


@transaction.atomic
def spread_lines(*, fiscal_year: FiscalYear, ways: Mapping[str, str], by: Person | None) -> None:
    """Say how lines are divided on the months, by their keys; own amounts are written by `spread_own`."""
    lines = {line.key: line for line in fiscal_year.lines.all() if line.is_line}
    if any(way == SpreadWay.LAST_YEAR for way in ways.values()) and not last_year_by_month(fiscal_year):
        raise DomainError(
            f"Bokföringen för {fiscal_year.year - 1} är inte inläst med månader. Välj ett annat sätt, eller läs in den."
        )
    before = {
        row.line.key: row for row in LineSpread.objects.filter(line__in=lines.values()).select_related("line")
    }
    changed = {}
    for key, way in ways.items():
        was = before[key].way if key in before else SpreadWay.EQUAL
        if key not in lines or way == was:
            continue
        if way == SpreadWay.OWN:
            raise DomainError(f"Skriv de egna beloppen för {lines[key].label} på radens egen sida.")
        LineSpread.objects.update_or_create(line=lines[key], defaults={"way": way, "months": []})
        changed[key] = [str(was), str(way)]
    if changed:
        audit.record(
            association=fiscal_year.association,
            by=by,
            verb="fördelade budgeten på månader",
            target=fiscal_year,
            changed=changed,
        )


@transaction.atomic
def spread_own(*, line: StatementLine, months: Sequence[Decimal], by: Person | None) -> LineSpread:
    """Give a line its own amounts by month, kronor with the sign that is stored; together they are the year's budget.

    Raises DomainError with both sums when they are not.
    """
    year = line.fiscal_year
    book = open_books(year.association, [year.year]).by_year[year.year]
    planned = book.amounts(book.budget).get(line.key) if book.budget else None
    if planned is None:
        raise DomainError(f"{line.label} har ingen budget att fördela. Skriv budgeten för året först.")
    if len(months) != len(months_of(year)):
        raise DomainError("Skriv ett belopp för varje månad.")
    total = sum(months, Decimal(0))
    if total != planned:
        raise DomainError(
            f"Månaderna blir {money.kr_as_needed(total * line.sign)} kronor och årets budget är "
            f"{money.kr_as_needed(planned * line.sign)}. Skillnaden är {money.kr_as_needed((planned - total) * line.sign)}."
        )
    kept, _ = LineSpread.objects.update_or_create(
        line=line, defaults={"way": SpreadWay.OWN, "months": [str(each) for each in months]}
    )
    audit.record(
        association=year.association,
        by=by,
        verb="skrev budget per månad",
        target=line,
        months=[str(each) for each in months],
    )
    return kept


@transaction.atomic
def set_deviation_limit(
    *, association: Association, percent: Decimal, kronor: Decimal, by: Person | None
) -> DeviationLimit:
    """Say from how large a deviation a line is marked and a comment asked for: above both percent and kronor."""
    if not 0 <= percent <= 100 or kronor < 0:
        raise DomainError("Procenten är mellan 0 och 100, och beloppet är 0 eller mer.")
    limit, _ = DeviationLimit.objects.update_or_create(
        association=association, defaults={"percent": percent, "kronor": kronor}
    )
    audit.record(
        association=association,
        by=by,
        verb="satte gräns för avvikelser",
        target=limit,
        percent=str(percent),
        kronor=str(kronor),
    )
    return limit


@transaction.atomic
def copy_budget(
    *, fiscal_year: FiscalYear, incomes: Decimal, costs: Decimal, to: Decimal = Decimal(1), by: Person | None
) -> FigureSet:
    """Begin the year's budget with last year's, changed by percent: `incomes` and `costs` (2 for two percent more).

    Amounts are rounded to `to` kronor. Raises DomainError where the year has a budget or last year has none.
    """
    before = open_books(fiscal_year.association, [fiscal_year.year - 1]).get(fiscal_year.year - 1)
    if before is None or before.budget is None:
        raise DomainError(f"Det finns ingen budget för {fiscal_year.year - 1} att kopiera.")
    if fiscal_year.figure_sets.filter(
        kind=FigureKind.BUDGET, ends_on=fiscal_year.ends_on, starts_on=fiscal_year.starts_on
    ).exists():
        raise DomainError(f"{fiscal_year.year} har redan en budget. Ta bort den först, eller ändra i den.")
    keys = {
        line.key
        for line in fiscal_year.lines.all()
        if line.is_line and line.statement == StatementKind.INCOME
    }
    held = before.amounts(before.budget)
    amounts = {}
    for line in before.lines:
        amount = held.get(line.key)
        if line.key in keys and line.is_line and amount is not None:
            more = incomes if rules.role_of(line) in INCOME_ROLES else costs
            amounts[line.key] = money.round_half_up(amount * (100 + more) / 100 / to) * to
    column = add_column(
        fiscal_year=fiscal_year, kind=FigureKind.BUDGET, label=f"Budget {fiscal_year.year}",
        key=kind_key(FigureKind.BUDGET, fiscal_year.ends_on, fiscal_year), by=by,
        source=f"Budget {before.year}, intäkter {money.number(incomes, 1)} % och kostnader {money.number(costs, 1)} %",
    )  # fmt: skip
    save_figures(figure_set=column, amounts=amounts, by=by)
    return column
