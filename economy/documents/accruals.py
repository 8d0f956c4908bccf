"""Accruals out to the bookkeeper: vouchers as SIE 4I, one for the year's end and one that turns it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.models import FiscalYear
from economy.sie import records
from economy.sie.records import Objects, Trans, Voucher
from economy.sie.writer import Sender, vouchers_file
from finsam.errors import DomainError


@dataclass(frozen=True)
class Accrual:
    """What is granted an insats and not yet paid: kronor, and the objects that the books know it by."""

    label: str
    amount: Decimal
    objects: Objects = ()


def accruals_file(
    fiscal_year: FiscalYear, accruals: Sequence[Accrual], *, cost: str, debt: str, turns_back: bool, made_on: dt.date,
    made_by: str, text: str = "Beviljat, inte utbetalt",
) -> bytes:  # fmt: skip
    """Write the accruals as costs and a debt on the year's last day; `turns_back` undoes them on the day after.

    `text` is what the vouchers say, before the year. Income that is paid before its time is written as a cost is.

    Raises DomainError where there is nothing to write. The bookkeeper's program gives the vouchers their numbers.
    """
    kept = [each for each in accruals if each.amount]
    if not kept:
        raise DomainError("Skriv minst ett belopp att periodisera.")
    association = fiscal_year.association
    sender = Sender(association.name, association.organisation_number, made_on, made_by)
    year = records.Rar(0, fiscal_year.starts_on, fiscal_year.ends_on)
    text = f"{text} {fiscal_year.year}"
    vouchers = [_voucher(fiscal_year.ends_on, text, kept, (cost, debt), sign=1)]
    if turns_back:
        first = fiscal_year.ends_on + dt.timedelta(days=1)
        vouchers.append(_voucher(first, f"Återföring: {text.lower()}", kept, (cost, debt), sign=-1))
    return vouchers_file(sender, vouchers, year=None if turns_back else year)


def _voucher(
    day: dt.date, text: str, accruals: Sequence[Accrual], accounts: tuple[str, str], *, sign: int
) -> Voucher:
    cost, debt = accounts
    costs = [
        Trans("TRANS", cost, each.objects, each.amount * sign, text=each.label, date=day) for each in accruals
    ]
    total = sum((row.amount for row in costs), Decimal(0))
    return Voucher("", "", day, text, rows=(*costs, Trans("TRANS", debt, (), -total, date=day)))
