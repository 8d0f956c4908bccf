"""The board's lists: meetings and ärenden."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from board.models import Matter, Meeting
from board.states import MeetingState
from finsam import dates
from finsam.models import Association

_STATE_KINDS = {
    MeetingState.PLANNED: "",
    MeetingState.CALLED: "going",
    MeetingState.IN_SESSION: "going",
    MeetingState.CLOSED: "done",
    MeetingState.CANCELLED: "",
}


def state_mark(meeting: Meeting) -> SafeString:
    """The meeting's state as a shape and a word."""
    kind = _STATE_KINDS[MeetingState(meeting.state)]
    return format_html('<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", meeting.get_state_display())


class MeetingTable(tables.Table):
    """Meetings by day; each row leads to the meeting's page."""

    held_on = tables.Column("Datum")
    starts_at = tables.Column("Tid", orderable=False)
    body = tables.Column("Organ", order_by="body__name")
    kind = tables.Column("Slag")
    place = tables.Column("Plats")
    matter_count = tables.Column("Ärenden", attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    state = tables.Column("Läge")

    search_label = "Sök på rubrik eller plats"
    caption = "Sammanträden"

    class Meta:
        order_by = "-held_on"
        empty_text = "Här finns inga sammanträden än."

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._slug = association.slug
        self.excel_url = reverse("meeting_list_excel", args=[association.slug])

    def render_held_on(self, value: dt.date, record: Meeting) -> SafeString:
        """The day, as the row's link."""
        url = reverse("meeting_detail", args=[self._slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, dates.weekday_date(value))

    def order_held_on(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001  as django-tables2 calls it
        """Two meetings on one day follow the clock."""
        sign = "-" if is_descending else ""
        return queryset.order_by(f"{sign}held_on", f"{sign}starts_at", f"{sign}id"), True

    def render_starts_at(self, record: Meeting) -> str:
        """From when to when."""
        return dates.time_range(record.starts_at, record.ends_at)

    def render_state(self, record: Meeting) -> SafeString:
        """A shape and a word."""
        return state_mark(record)


MEETING_HEADINGS = ("Datum", "Börjar", "Slutar", "Organ", "Slag", "Plats", "Offentligt", "Ärenden", "Läge")


def meeting_values(meeting: Meeting) -> list[Any]:
    """One meeting as a row of the Excel file."""
    return [
        meeting.held_on,
        dates.clock_time(meeting.starts_at),
        dates.clock_time(meeting.ends_at) if meeting.ends_at else None,
        meeting.body.name,
        meeting.get_kind_display(),
        meeting.place,
        "ja" if meeting.is_public else "nej",
        meeting.matter_count,
        meeting.get_state_display(),
    ]


class MatterTable(tables.Table):
    """Ärenden by diarienummer; each row leads to the ärende's page."""

    dnr = tables.Column("Diarienummer", order_by=("year", "number"))
    title = tables.Column("Rubrik")
    opened_on = tables.Column("Öppnat")
    last_held_on = tables.Column("Senast behandlat", empty_values=())
    paragraph_count = tables.Column("Gånger", attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    closed_on = tables.Column("Läge", empty_values=())

    search_label = "Sök på rubrik eller diarienummer"
    caption = "Ärenden"
    empty_how = "Ett ärende får sitt diarienummer när det läggs på en dagordning eller läggs upp här."

    class Meta:
        order_by = "-dnr"
        empty_text = "Här finns inga ärenden än."

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._slug = association.slug
        self.excel_url = reverse("matter_list_excel", args=[association.slug])

    def render_dnr(self, value: str, record: Matter) -> SafeString:
        """The number, as the row's link."""
        return format_html('<a href="{}">{}</a>', reverse("matter_detail", args=[self._slug, record.pk]), value)

    def render_opened_on(self, value: dt.date) -> str:
        """Year, month and day."""
        return value.isoformat()

    def render_last_held_on(self, value: dt.date | None) -> str:
        """The day of the last meeting, or that there was none."""
        return value.isoformat() if value else "Aldrig"

    def render_closed_on(self, value: dt.date | None) -> str:
        """Open, or when it was closed."""
        return f"Avslutat {value.isoformat()}" if value else "Pågår"


MATTER_HEADINGS = ("Diarienummer", "Rubrik", "Öppnat", "Senast behandlat", "Gånger", "Avslutat")


def matter_values(matter: Matter) -> list[Any]:
    """One ärende as a row of the Excel file."""
    return [
        matter.dnr,
        matter.title,
        matter.opened_on,
        matter.last_held_on,
        matter.paragraph_count,
        matter.closed_on,
    ]
