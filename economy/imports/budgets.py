"""A budget of accounts, or of lines' own names, put on the lines: pure, from the lines' ranges and labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import sign_of
from economy.models import StatementLine
from economy.states import INCOME_ROLES, LineRole, StatementKind
from finsam.errors import DomainError

Budget = Mapping[tuple[str, str], Decimal]  # account, or "" and the line's name


def booked_by_line(lines: Iterable[StatementLine], budget: Budget) -> dict[str, Decimal | None]:
    """Put a SIE file's #PBUDGET on the lines of the income statement: debit plus, as in the books.

    Raises DomainError for an account that belongs to no line.
    """
    mapping = LineMapping(lines)
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


def written_by_line(lines: Iterable[StatementLine], budget: Budget) -> dict[str, Decimal | None]:
    """Put a budget's amounts on the year's lines, by account or by the line's own name.

    A budget is written without signs, or with minus before the costs or before the incomes: only the line tells. So
    incomes are taken as plus and costs as minus, each kind together: what is paid back among the costs stays that.
    Raises DomainError for what belongs to no line.
    """
    kept = [line for line in lines if line.is_line]
    mapping = LineMapping(kept)
    by_label = {line.label.casefold(): line.key for line in kept}
    found: dict[str, Decimal] = {}
    for (account, label), amount in budget.items():
        key = mapping.line_of(account) if account else by_label.get(label.casefold())
        if key is None:
            raise DomainError(
                f"{account or label} hör inte till någon rad. Lägg kontot på en rad, eller skriv radens namn."
            )
        found[key] = found.get(key, Decimal(0)) + amount
    plus = INCOME_ROLES | {LineRole.FINANCIAL_INCOME, LineRole.CAPITAL_GAIN}
    incomes = {key: amount for key, amount in found.items() if mapping.lines[key].role in plus}
    costs = {key: amount for key, amount in found.items() if key not in incomes}
    turned: dict[str, Decimal | None] = {key: amount * _sign(incomes, 1) for key, amount in incomes.items()}
    return turned | {key: amount * _sign(costs, -1) for key, amount in costs.items()}


def _sign(amounts: Mapping[str, Decimal], wanted: int) -> int:
    """What turns amounts so that they are plus or minus together; one that stands the other way stays so."""
    total = sum(amounts.values(), Decimal(0))
    return -wanted if total < 0 else wanted
