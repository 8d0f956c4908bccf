"""The list of överenskommelser."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from finsam.models import Association
from finsam.swedish import money, words
from insatser.models import Agreement
from insatser.queries.agreements import agreed_in_all
from insatser.rules import AGREEMENT_ENDS_DAYS
from insatser.states import AgreementState

_KINDS = {
    AgreementState.DRAFT: "",
    AgreementState.FOR_SIGNING: "wait",
    AgreementState.SIGNED: "done",
    AgreementState.ENDED: "off",
}
AGREEMENT_HEADINGS = (
    "Insats", "Version", "Part", "Läge", "Undertecknad", "Från och med", "Till och med", "Upphörde", "Medlen begärs ut",
    "Belopp, kronor",
)  # fmt: skip
_NUM = {"th": {"class": "num"}, "td": {"class": "num"}, "tf": {"class": "num"}}


def days_left(row: Agreement, today: dt.date) -> str:
    """Say when an agreement in force runs out, where that is soon or has been: "går ut om 12 dagar"; else nothing."""
    days = (row.ends_on - today).days
    if row.state != AgreementState.SIGNED or days > AGREEMENT_ENDS_DAYS:
        return ""
    if days == 0:
        return "går ut i dag"
    counted = words.plural(abs(days), "dag", "dagar")
    return f"går ut om {counted}" if days > 0 else f"gick ut för {counted} sedan"


class AgreementTable(tables.Table):
    """Överenskommelser, those that run out first on top; the sum of those in force stands below."""

    insats = tables.Column("Insats", order_by=("insats__name", "version"), footer="Summa, gällande")
    party = tables.Column("Part", default="")
    state = tables.Column("Läge")
    agreed_on = tables.Column("Undertecknad", default="")
    ends_on = tables.Column("Till och med")
    interval = tables.Column("Medlen begärs ut")
    amount = tables.Column(
        "Belopp, kr", empty_values=(), orderable=False, attrs=_NUM,
        footer=lambda table: money.kr_as_needed(table.total),
    )  # fmt: skip

    caption = "Överenskommelser"
    search_label = "Sök insats eller part"
    empty_how = "Skriv en på insatsens sida när medel är beviljade."

    class Meta:
        order_by = "ends_on"
        empty_text = "Inga överenskommelser."

    def __init__(self, *args: Any, association: Association, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.excel_url = reverse("agreement_list_excel", args=[association.slug])
        in_force = (row for row in self.data if row.state == AgreementState.SIGNED)
        self.total = sum((agreed_in_all(row) or Decimal(0) for row in in_force), Decimal(0))

    def render_insats(self, record: Agreement) -> SafeString:
        """Lead to the agreement."""
        version = f", version {record.version}" if record.version > 1 else ""
        return format_html('<a href="{}">{}{}</a>', record.get_absolute_url(), record.insats.name, version)

    def render_state(self, record: Agreement) -> SafeString:
        """A shape and a word; one that runs out says when."""
        kind, label = _KINDS[AgreementState(record.state)], record.get_state_display()
        if left := days_left(record, self._today):
            kind, label = "late", f"{label}, {left}"
        return format_html('<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", label)

    def render_ends_on(self, value: dt.date) -> str:
        """As a list writes a day."""
        return value.isoformat()

    render_agreed_on = render_ends_on

    def render_amount(self, record: Agreement) -> str:
        """Kronor; nothing while it is a draft."""
        amount = agreed_in_all(record)
        return "" if amount is None else money.kr_as_needed(amount)


def agreement_values(row: Agreement) -> list[Any]:
    """One överenskommelse as a row of the Excel file."""
    return [
        row.insats.name, row.version, row.party, row.get_state_display(), row.agreed_on, row.starts_on, row.ends_on,
        row.ended_on, row.get_interval_display(), agreed_in_all(row),
    ]  # fmt: skip
