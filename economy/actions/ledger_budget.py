"""The budget that a file holds, as a column on the year's lines; what stood there is kept, to be put back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from economy.actions.adoption import revise
from economy.actions.figures import add_column, remove_column, save_figures
from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import sign_of
from economy.models import FigureSet, FiscalYear, LedgerImport
from economy.states import INCOME_ROLES, FigureKind, ImportKind, LineRole, StatementKind
from finsam.errors import DomainError
from finsam.models import Person

Budget = Mapping[tuple[str, str], Decimal]


def store_budget(
    ledger_import: LedgerImport, fiscal_year: FiscalYear, budget: Budget, by: Person | None
) -> dict[str, Any]:
    """Put the amounts on the lines of the year's budget; gives what is needed to put back what stood there.

    Raises DomainError for what belongs to no line.
    """
    by_line = booked_budget_by_line if ledger_import.is_sie else budget_by_line
    amounts = by_line(fiscal_year, budget)
    column = FigureSet.objects.filter(fiscal_year=fiscal_year, key="budget").order_by("-version").first()
    is_made = column is None or column.is_adopted
    if column is None:
        label = f"Budget {fiscal_year.year}"
        column = add_column(fiscal_year=fiscal_year, kind=FigureKind.BUDGET, label=label, key="budget", by=by)
    elif column.is_adopted:
        column = revise(figure_set=column, by=by)
    before = {
        key: None if amount is None else str(amount)
        for key, amount in column.figures.values_list("line__key", "amount")
    }
    save_figures(figure_set=column, amounts=amounts, source=ledger_import.document.name[:120], by=by)
    ledger_import.figure_set = column
    return {
        "is_made": is_made,
        "before": {key: before.get(key) for key in amounts},
        "after": {key: str(amount) for key, amount in amounts.items()},
    }


def undo_budget(ledger_import: LedgerImport, by: Person | None) -> None:
    """Put back what stood in the budget before the file; a budget that books brought is left where it is adopted.

    Raises DomainError for a file of budget alone whose column is adopted.
    """
    column = ledger_import.figure_set
    kept = ledger_import.differences.get("budget", ledger_import.differences)
    if column is None:
        return
    if column.is_adopted:
        if ledger_import.kind == ImportKind.BUDGET:
            raise DomainError("Budgeten är fastställd och tas inte tillbaka. Gör en ny version.")
        return
    if kept.get("is_made"):
        remove_column(figure_set=column, by=by)
        return
    before = {key: None if amount is None else Decimal(amount) for key, amount in kept["before"].items()}
    save_figures(figure_set=column, amounts=before, by=by)


def booked_budget_by_line(fiscal_year: FiscalYear, budget: Budget) -> dict[str, Decimal | None]:
    """Put a SIE file's #PBUDGET on the lines of the income statement: debit plus, as in the books.

    Raises DomainError for an account that belongs to no line.
    """
    mapping = LineMapping(fiscal_year.lines.all())
    found: dict[str, Decimal] = {}
    for (account, _), amount in budget.items():
        key = mapping.line_of(account)
        if key is None:
            raise DomainError(
                f"Budgetens konto {account} hör inte till någon rad. Lägg det på en rad, eller läs in filen utan budget."
            )
        line = mapping.lines[key]
        if line.statement == StatementKind.INCOME:
            found[key] = found.get(key, Decimal(0)) + sign_of(line, account) * amount
    return dict(found)


def budget_by_line(
    fiscal_year: FiscalYear, budget: Mapping[tuple[str, str], Decimal]
) -> dict[str, Decimal | None]:
    """Put a budget's amounts on the year's lines, by account or by the line's own name.

    A budget is written without signs, or with minus before the costs or before the incomes: only the line tells. So
    incomes are taken as plus and costs as minus. Raises DomainError for what belongs to no line.
    """
    lines = [line for line in fiscal_year.lines.all() if line.is_line]
    mapping = LineMapping(lines)
    by_label = {line.label.casefold(): line.key for line in lines}
    found: dict[str, Decimal] = {}
    for (account, label), amount in budget.items():
        key = mapping.line_of(account) if account else by_label.get(label.casefold())
        if key is None:
            raise DomainError(
                f"{account or label} hör inte till någon rad. Lägg kontot på en rad, eller skriv radens namn."
            )
        found[key] = found.get(key, Decimal(0)) + amount
    plus = INCOME_ROLES | {LineRole.FINANCIAL_INCOME, LineRole.CAPITAL_GAIN}
    return {
        key: abs(amount) if mapping.lines[key].role in plus else -abs(amount) for key, amount in found.items()
    }
