"""The bookkeeper's list: rekvisitioner with account and object, and the vouchers that they are in the books."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from economy.queries.payment_matching import Matched, match_payments
from economy.views.years import fiscal_year_of
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from insatser.queries.money import money_of_year, summed

HEADINGS = (
    "Insats", "Konto", "Objekt", "Rekvisition", "Period", "Belopp, kronor", "Läge", "Betalas till", "Referens", "Betald",
    "Verifikation", "I bokföringen",
)  # fmt: skip


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_payments(request: AccessRequest, year: int) -> HttpResponse:
    """Show a year's rekvisitioner beside the books, and what is booked on an insats without one."""
    fiscal_year = fiscal_year_of(request, year)
    context = {
        "fiscal_year": fiscal_year,
        "matching": match_payments(fiscal_year),
        "money": summed(money_of_year(request.association, year).values()),
    }
    return render(request, "economy/ledger_payments.html", context)


@requires(Permission.READ_ECONOMY)
@require_safe
def ledger_payments_excel(request: AccessRequest, year: int) -> HttpResponse:
    """The same list as an Excel file, with account and object."""
    matching = match_payments(fiscal_year_of(request, year))
    return excel.download(f"rekvisitioner-{year}", HEADINGS, map(_values, matching.payments))


def _values(row: Matched) -> list[Any]:
    payment = row.payment
    content = payment.current.content if payment.current else {}
    booked = ", ".join(each.name for each in row.booked) or "Hittas inte"
    return [
        payment.insats.name, row.account, row.object_number, payment.name, content.get("period", ""), row.amount,
        payment.get_state_display(), content.get("pay_to", ""), content.get("reference", ""), payment.paid_on,
        payment.voucher, booked,
    ]  # fmt: skip
