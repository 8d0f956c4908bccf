"""The lists of insatser and of their reports."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from finsam import clock
from finsam.models import Association
from finsam.swedish import money
from finsam.swedish.local_words import word_lazily
from insatser.models import Application, Insats, InsatsReport
from insatser.states import ApplicationState, ReportState

_STATE_KINDS = {
    ReportState.DUE: "",
    ReportState.DRAFT: "going",
    ReportState.SUBMITTED: "wait",
    ReportState.RETURNED: "going",
    ReportState.APPROVED: "done",
}
_APPLICATION_KINDS = {
    ApplicationState.DRAFT: "",
    ApplicationState.SUBMITTED: "wait",
    ApplicationState.PREPARING: "going",
    ApplicationState.TO_COMPLETE: "going",
    ApplicationState.DECIDED: "done",
    ApplicationState.WITHDRAWN: "off",
}
APPLICATION_HEADINGS = ("Dnr", "Insats", "Ansökningsperiod", "Läge", "Kom in", "Sökt, kronor")
_NUM = {"th": {"class": "num"}, "td": {"class": "num"}, "tf": {"class": "num"}}
INSATS_HEADINGS = (
    "Insats",
    "Inriktning",
    word_lazily("owner", "{!}"),
    "Enhet",
    "Börjar",
    "Slutar",
    "År",
    "Sökt, kronor",
    "Beviljat, kronor",
    "Betalt, kronor",
    "Återlämnat, kronor",
    "Kvar, kronor",
)
MONEY = ("asked", "granted", "paid", "went_back", "left")
REPORT_HEADINGS = (
    "Insats",
    "Inriktning",
    "Rapport",
    "Läge",
    "Lämnas senast",
    "Inlämnad",
    "Godkänd",
    "Kontakter",
)


def report_mark(report: InsatsReport, today: dt.date) -> SafeString:
    """The report's state as a shape and a word; late ones say so."""
    kind, label = _STATE_KINDS[ReportState(report.state)], report.get_state_display()
    if report.is_late(today):
        kind, label = "late", f"{label}, försenad"
    return format_html('<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", label)


class InsatsTable(tables.Table):
    """The insatser of a year; the sum stands below."""

    name = tables.Column("Insats", footer="Summa")
    kind = tables.Column("Inriktning")
    owner = tables.Column(word_lazily("owner", "{!}"), order_by="owner__name", default="")
    period = tables.Column("Period", order_by="starts_on")
    asked = tables.Column("Sökt, kr", attrs=_NUM, default="", footer=lambda table: table.sum_of("asked"))
    granted = tables.Column(
        "Beviljat, kr", attrs=_NUM, default="", footer=lambda table: table.sum_of("granted")
    )
    paid = tables.Column("Betalt, kr", attrs=_NUM, default="", footer=lambda table: table.sum_of("paid"))
    bar = tables.Column(
        "Betalt av beviljat",
        empty_values=(),
        orderable=False,
        attrs={"td": {"class": "bar-col"}, "th": {"class": "bar-col"}},
    )
    left = tables.Column("Kvar, kr", attrs=_NUM, default="", footer=lambda table: table.sum_of("left"))

    caption = "Insatser"
    search_label = word_lazily("owner", "Sök insats eller {}")
    empty_how = "Lägg upp den första, eller välj ett annat år."

    class Meta:
        order_by = "name"
        empty_text = "Här finns inga insatser för året."

    def __init__(self, rows: Any, *, association: Association, year: int, **kwargs: Any) -> None:
        self._sums = {
            part: sum((getattr(row, part) or Decimal(0) for row in rows), Decimal(0)) for part in MONEY
        }
        self._most = max((row.granted or Decimal(0) for row in rows), default=Decimal(0))
        super().__init__(rows, **kwargs)
        self._slug = association.slug
        self.excel_url = reverse("insats_list_excel", args=[association.slug])

    def render_name(self, record: Insats) -> SafeString:
        """Lead to the insats."""
        return format_html(
            '<a href="{}">{}</a>', reverse("insats_detail", args=[self._slug, record.pk]), record.name
        )

    def render_owner(self, record: Insats) -> str:
        """The member, and its unit."""
        return ", ".join(part for part in (str(record.owner or ""), record.unit) if part)

    def sum_of(self, part: str) -> str:
        """What the whole list, all its pages, comes to."""
        return money.kr_as_needed(self._sums[part])

    @property
    def said(self) -> str:
        """The list's money in a sentence."""
        granted, paid, back, left = (self.sum_of(part) for part in ("granted", "paid", "went_back", "left"))
        return f"Av {granted} kr beviljade är {paid} kr betalda, {back} kr återlämnade och {left} kr kvar."

    def render_bar(self, record: Insats) -> SafeString | str:
        """A bar as long as what is granted, filled as far as it is paid, and lighter where it went back."""
        if not record.granted or not self._most:
            return ""
        paid, back = record.paid or Decimal(0), record.went_back or Decimal(0)
        reaches = (
            f"{min(part / self._most * 100, Decimal(100)):.1f}%"
            for part in (record.granted, paid + back, paid)
        )
        return format_html(
            '<svg class="bar" aria-hidden="true"><rect class="bg" width="{}" height="12"/><rect class="fg-2" width="{}" height="12"/>'
            '<rect class="fg" width="{}" height="12"/></svg>',
            *reaches,
        )

    def render_asked(self, value: Decimal) -> str:
        """Kronor."""
        return money.kr_as_needed(value)

    render_granted = render_paid = render_left = render_asked


class ReportTable(tables.Table):
    """The reports of a year."""

    insats = tables.Column("Insats", order_by="insats__name")
    kind = tables.Column("Rapport")
    state = tables.Column("Läge")
    due_on = tables.Column("Senast")
    submitted_at = tables.Column("Inlämnad", default="")
    contacts = tables.Column("Kontakt", empty_values=(), orderable=False)

    caption = "Årsrapporter"

    class Meta:
        order_by = "insats"
        empty_text = "Inga rapporter är öppnade för året."

    empty_how = "Öppna dem, så kan insatserna börja skriva."

    def __init__(
        self, *args: Any, association: Association, year: int, today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._slug, self._today = association.slug, today
        self.excel_url = reverse("report_list_insats_excel", args=[association.slug])

    def render_insats(self, record: InsatsReport) -> SafeString:
        """Lead to the report."""
        url = reverse("insats_report", args=[self._slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, record.insats.name)

    def render_state(self, record: InsatsReport) -> SafeString:
        """A shape and a word."""
        return report_mark(record, self._today)

    def render_due_on(self, value: dt.date) -> str:
        """As a list writes a day."""
        return value.isoformat()

    def render_submitted_at(self, value: dt.datetime) -> str:
        """The day it came."""
        return clock.day_of(value).isoformat()

    def render_contacts(self, record: InsatsReport) -> str:
        """Who writes it."""
        return contacts_in_words(record)


def contacts_in_words(report: InsatsReport) -> str:
    """Name the contacts of the day; `insats.body.sitting` must be at hand."""
    return ", ".join(row.person.name for row in report.insats.body.sitting)


def insats_values(insats: Insats, year: int) -> list[Any]:
    """One insats as a row of the Excel file."""
    return [
        insats.name, insats.get_kind_display(), str(insats.owner or ""), insats.unit, insats.starts_on, insats.ends_on,
        year, insats.asked, insats.granted, insats.paid, insats.went_back, insats.left,
    ]  # fmt: skip


def report_values(report: InsatsReport) -> list[Any]:
    """One report as a row of the Excel file."""
    return [
        report.insats.name, report.insats.get_kind_display(), report.name, report.get_state_display(), report.due_on,
        report.submitted_at, report.approved_at, contacts_in_words(report),
    ]  # fmt: skip


class ApplicationTable(tables.Table):
    """Applications, those that came in last first."""

    matter = tables.Column("Dnr", order_by=("matter__year", "matter__number"), default="")
    name = tables.Column("Insats", empty_values=())
    round = tables.Column("Period", order_by="round__opens_on")
    state = tables.Column("Läge")
    submitted_at = tables.Column("Kom in", default="")
    asked_total = tables.Column("Sökt, kr", attrs=_NUM, default="")

    caption = "Ansökningar"
    search_label = "Sök insats"
    empty_how = "Öppna en ansökningsperiod, så kan den som vill söka börja skriva."

    class Meta:
        order_by = "-submitted_at"
        empty_text = "Inga ansökningar."

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.excel_url = reverse("application_list_excel", args=[association.slug])

    def render_matter(self, record: Application) -> str:
        """The diarienummer."""
        return record.matter.dnr if record.matter else ""

    def render_name(self, record: Application) -> SafeString:
        """Lead to the ansökan."""
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), record.name or "Utan namn")

    def render_state(self, record: Application) -> SafeString:
        """A shape and a word."""
        kind = _APPLICATION_KINDS[ApplicationState(record.state)]
        return format_html(
            '<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", record.get_state_display()
        )

    def render_submitted_at(self, value: dt.datetime) -> str:
        """The day it came."""
        return clock.day_of(value).isoformat()

    def render_asked_total(self, value: Decimal) -> str:
        """Kronor."""
        return money.kr_as_needed(value)


def application_values(row: Application) -> list[Any]:
    """One ansökan as a row of the Excel file."""
    return [
        row.matter.dnr if row.matter else "", row.name, row.round.name, row.get_state_display(), row.submitted_at,
        row.asked_total,
    ]  # fmt: skip
