"""Which vouchers of the books are the money that members were asked for: an amount that came in, near its due day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.imports.mapping import Mapping as LineMapping
from economy.models import FiscalYear, LedgerImport, LedgerRow, LedgerVoucher, Requisition
from economy.states import LineRole
from finsam import clock

BANK = "19"  # where no line of the year says which accounts its money lies on: kassa och bank in the BAS plan
_SOON = dt.timedelta(days=40)  # how long before the due day money may have come


@dataclass(frozen=True)
class Found:
    """A bidragsrekvisition and the voucher that seems to be its payment."""

    requisition: Requisition
    voucher: LedgerVoucher

    @property
    def key(self) -> str:
        """What a form chooses it by."""
        return str(self.requisition.pk)


def payments_in_books(fiscal_year: FiscalYear, rows: Sequence[Requisition]) -> list[Found]:
    """Find the money of those that are sent and not paid, in the books of the year and of its neighbours.

    A voucher is the payment of one at most, and not of one that is noted already. One whose text names the member or
    the number goes before one that only has the amount; then the nearest day. Three queries.
    """
    waiting = [row for row in rows if row.is_sent]
    if not waiting:
        return []
    years = fiscal_year.association.fiscal_years.filter(
        year__range=(fiscal_year.year - 1, fiscal_year.year + 1)
    )
    noted = {(row.voucher, row.paid_on) for row in rows if row.voucher}
    imports = list(LedgerImport.objects.in_force().filter(fiscal_year__in=years).values_list("pk", flat=True))
    left = [
        (voucher, amount)
        for voucher, amount in _received(imports, fiscal_year, {row.amount for row in waiting})
        if (str(voucher), voucher.day) not in noted
    ]
    found: list[Found] = []
    for names in (True, False):
        for row in [each for each in waiting if each.pk not in {hit.requisition.pk for hit in found}]:
            own = [each for each, amount in left if amount == row.amount and _may_be(each, row, names=names)]
            if own:
                best = min(own, key=lambda each: (abs((each.day - row.due_on).days), each.pk))
                left = [(each, amount) for each, amount in left if each.pk != best.pk]
                found.append(Found(row, best))
    return sorted(found, key=lambda hit: (hit.requisition.starts_on, hit.requisition.number))


def _received(
    imports: Iterable[int], fiscal_year: FiscalYear, amounts: Iterable[Decimal]
) -> list[tuple[LedgerVoucher, Decimal]]:
    """Give what came in to the bank of those amounts, with its voucher."""
    rows = LedgerRow.objects.filter(
        voucher__ledger_import__in=imports, account__is_balance=True, amount__in=list(amounts)
    ).select_related("voucher", "account")
    lines = {line.key: line for line in fiscal_year.lines.all()}
    mapping = LineMapping(lines.values())
    has_bank = any(line.role == LineRole.CASH and line.accounts.strip() for line in lines.values())

    def is_bank(number: str) -> bool:
        key = mapping.line_of(number)
        return bool(key and lines[key].role == LineRole.CASH) if has_bank else number.startswith(BANK)

    return [(row.voucher, row.amount) for row in rows if is_bank(row.account.number)]


def _may_be(voucher: LedgerVoucher, row: Requisition, *, names: bool) -> bool:
    if voucher.day < row.due_on - _SOON and (row.sent_at is None or voucher.day < clock.day_of(row.sent_at)):
        return False
    said = voucher.text.lower()
    return not names or row.name in said or row.member.name.lower() in said
