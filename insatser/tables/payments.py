"""The list of rekvisitioner."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from finsam import clock
from finsam.models import Association
from finsam.swedish import money
from insatser.models import PaymentRequest
from insatser.states import PaymentState

PAYMENT_KINDS = {
    PaymentState.DRAFT: "",
    PaymentState.SUBMITTED: "wait",
    PaymentState.RETURNED: "going",
    PaymentState.ATTESTED: "going",
    PaymentState.PAID: "done",
    PaymentState.CREDITED: "off",
}
PAYMENT_HEADINGS = (
    "Insats", "År", "Nummer", "Period", "Läge", "Kom in", "Attesterad", "Betald", "Verifikation", "Belopp, kronor",
)  # fmt: skip
_NUM = {"th": {"class": "num"}, "td": {"class": "num"}, "tf": {"class": "num"}}


def payment_mark(payment: PaymentRequest) -> SafeString:
    """The state as a shape and a word."""
    kind = PAYMENT_KINDS[PaymentState(payment.state)]
    return format_html(
        '<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", payment.get_state_display()
    )


class PaymentTable(tables.Table):
    """Rekvisitioner, those that came in last first; the sum of those that ask for money stands below."""

    insats = tables.Column("Insats", order_by=("insats__name", "year", "number"), footer="Summa")
    name = tables.Column("Rekvisition", empty_values=(), order_by=("year", "number"))
    state = tables.Column("Läge")
    submitted_at = tables.Column("Kom in", default="")
    paid_on = tables.Column("Betald", default="")
    amount = tables.Column(
        "Belopp, kr", attrs=_NUM, default="", footer=lambda table: money.kr_as_needed(table.total)
    )

    caption = "Rekvisitioner"
    search_label = "Sök insats"
    empty_how = "Insatsens kontaktperson begär utbetalning på insatsens sida."

    class Meta:
        order_by = "-submitted_at"
        empty_text = "Inga rekvisitioner."

    def __init__(self, rows: QuerySet[PaymentRequest], *, association: Association) -> None:
        super().__init__(rows)
        self.excel_url = reverse("payment_list_excel", args=[association.slug])
        asked = rows.exclude(state=PaymentState.CREDITED).order_by().aggregate(total=Sum("amount"))
        self.total = asked["total"] or Decimal(0)

    def render_insats(self, record: PaymentRequest) -> SafeString:
        """Lead to the insats."""
        return format_html('<a href="{}">{}</a>', record.insats.get_absolute_url(), record.insats.name)

    def render_name(self, record: PaymentRequest) -> SafeString:
        """Lead to the rekvisition."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.name)

    def render_state(self, record: PaymentRequest) -> SafeString:
        """A shape and a word."""
        return payment_mark(record)

    def render_submitted_at(self, value: dt.datetime) -> str:
        """The day it came."""
        return clock.day_of(value).isoformat()

    def render_paid_on(self, value: dt.date) -> str:
        """As a list writes a day."""
        return value.isoformat()

    def render_amount(self, value: Decimal) -> str:
        """Kronor."""
        return money.kr_as_needed(value)


def payment_values(row: PaymentRequest) -> list[Any]:
    """One rekvisition as a row of the Excel file."""
    content = row.current.content if row.current else {}
    return [
        row.insats.name, row.year, row.number, content.get("period", ""), row.get_state_display(), row.submitted_at,
        row.attested_outside_on or row.attested_at, row.paid_on, row.voucher, row.amount,
    ]  # fmt: skip
