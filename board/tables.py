"""The board's lists: meetings and ärenden."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from board.models import Decision, DelegatedDecision, Matter, Meeting, Protocol
from board.queries.tasks import is_late, task_text
from board.states import FollowUp, MeetingState, ProtocolState
from finsam.models import Association, Person
from finsam.swedish import dates, words

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
    return format_html(
        '<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", meeting.get_state_display()
    )


class MeetingTable(tables.Table):
    """Meetings by day; each row leads to the meeting's page."""

    held_on = tables.Column("Datum")
    starts_at = tables.Column("Tid", orderable=False)
    body = tables.Column("Organ", order_by="body__name")
    kind = tables.Column("Slag")
    place = tables.Column("Plats")
    matter_count = tables.Column("Ärenden")
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

    def render_held_on(self, record: Meeting) -> SafeString:
        """The day, as the row's link."""
        url = reverse("meeting_detail", args=[self._slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, dates.weekday_date(record.began_on))

    def order_held_on(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001  as django-tables2 calls it
        """Two meetings on one day follow the clock."""
        sign = "-" if is_descending else ""
        return queryset.order_by(f"{sign}held_on", f"{sign}starts_at", f"{sign}id"), True

    def render_starts_at(self, record: Meeting) -> str:
        """From when to when: as it was once it is written, as planned till then."""
        return dates.time_range(record.began_at or record.starts_at, record.ended_at)

    def render_state(self, record: Meeting) -> SafeString:
        """A shape and a word."""
        return state_mark(record)


MEETING_HEADINGS = ("Datum", "Börjar", "Slutar", "Organ", "Slag", "Plats", "Offentligt", "Ärenden", "Läge")


def meeting_values(meeting: Meeting) -> list[Any]:
    """One meeting as a row of the Excel file."""
    return [
        meeting.began_on,
        dates.clock_time(meeting.began_at or meeting.starts_at),
        dates.clock_time(meeting.ended_at) if meeting.ended_at else None,
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
    paragraph_count = tables.Column("Gånger")
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
        return format_html(
            '<a href="{}">{}</a>', reverse("matter_detail", args=[self._slug, record.pk]), value
        )

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


class ProtocolTable(tables.Table):
    """Protocols by day; each row leads to the protocol."""

    held_on = tables.Column("Sammanträde", accessor="meeting__held_on")
    body = tables.Column("Organ", accessor="meeting__body__name")
    kind = tables.Column("Slag")
    numbers = tables.Column("Paragrafer", empty_values=(), orderable=False)
    adjusted_on = tables.Column("Justerat", default="")
    state = tables.Column("Läge")

    search_label = "Sök på paragrafernas rubriker"
    caption = "Protokoll"
    empty_text = "Här finns inga protokoll än."
    empty_how = "Ett protokoll syns här för alla när det är justerat."

    class Meta:
        order_by = "-held_on"

    def __init__(self, *args: Any, association: Association, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._slug = association.slug
        self.excel_url = reverse("protocol_list_excel", args=[association.slug])

    def render_held_on(self, record: Protocol) -> SafeString:
        """The day, as the row's link."""
        url = reverse("protocol_detail", args=[self._slug, record.pk])
        return format_html('<a href="{}">{}</a>', url, dates.weekday_date(record.meeting.began_on))

    def order_held_on(self, queryset: Any, is_descending: bool) -> tuple[Any, bool]:  # noqa: FBT001  as django-tables2 calls it
        """Two meetings on one day follow the clock."""
        sign = "-" if is_descending else ""
        return queryset.order_by(f"{sign}meeting__held_on", f"{sign}meeting__starts_at", "kind", "id"), True

    def render_kind(self, record: Protocol) -> str:
        """The kind of protocol, or that it is minnesanteckningar."""
        return record.title_text if record.meeting.keeps_notes else record.get_kind_display()

    def render_numbers(self, record: Protocol) -> str:
        """Such as "§§ 22–25, 27–30"."""
        return protocol_numbers(record)

    def render_adjusted_on(self, value: dt.date) -> str:
        """The day of justering."""
        return value.isoformat()

    def render_state(self, record: Protocol) -> SafeString:
        """A shape and a word."""
        is_adjusted = record.adjusted_on and not record.meeting.keeps_notes
        kind = "done" if record.adjusted_on else _PROTOCOL_KINDS[ProtocolState(record.state)]
        label = ProtocolState.SIGNED.label if is_adjusted else record.state_text
        return format_html('<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", label)


_PROTOCOL_KINDS = {
    ProtocolState.DRAFT: "",
    ProtocolState.FOR_SIGNING: "wait",
    ProtocolState.SIGNED: "done",
    ProtocolState.SENT: "done",
}
PROTOCOL_HEADINGS = ("Sammanträde", "Organ", "Slag", "Paragrafer", "Justerat", "Läge")


def protocol_numbers(protocol: Protocol) -> str:
    """Give the §§ that a protocol adjusts; its numbered §§ must be at hand."""
    return words.capitalised(
        protocol.meeting.numbered(
            each.number for each in protocol.paragraphs.all() if each.number is not None
        )
    )


def protocol_values(protocol: Protocol) -> list[Any]:
    """One protocol as a row of the Excel file."""
    return [
        protocol.meeting.began_on,
        protocol.meeting.body.name,
        protocol.title_text if protocol.meeting.keeps_notes else protocol.get_kind_display(),
        protocol_numbers(protocol).replace("\u00a0", " "),
        protocol.adjusted_on,
        protocol.state_text,
    ]


class TaskTable(tables.Table):
    """Tasks that decisions gave, with who, by when and how far."""

    text = tables.Column("Uppdrag")
    who = tables.Column("Vem", default="Ingen utpekad")
    due_on = tables.Column("Senast", default="", attrs={"td": {"class": "nowrap"}})
    paragraph = tables.Column(
        "Beslut",
        order_by=("paragraph__meeting__held_on", "paragraph__number"),
        attrs={"td": {"class": "nowrap"}},
    )
    follow_up = tables.Column("Läge")
    follow_up_note = tables.Column("Anteckning", default="", orderable=False)

    search_label = "Sök på uppdrag eller person"
    caption = "Uppdrag"
    empty_text = "Här finns inga uppdrag."
    empty_how = "Ett uppdrag uppstår när en att-sats har en person eller ett sista datum."

    def __init__(
        self,
        *args: Any,
        association: Association,
        person: Person,
        is_office: bool,
        today: dt.date,
        struck: dict[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._struck = struck
        self._slug, self._person, self._is_office, self._today = association.slug, person, is_office, today
        self.excel_url = reverse("task_list_excel", args=[association.slug])

    def render_text(self, value: str, record: Decision) -> SafeString | str:
        """What is asked, as the link to where it is followed up."""
        text = task_text(value)
        if not self._is_office and self._person not in record.assignees.all():
            return text
        return format_html('<a href="{}">{}</a>', reverse("task_update", args=[self._slug, record.pk]), text)

    def render_who(self, value: str) -> str:
        """With a large letter: it stands by itself."""
        return words.capitalised(value)

    def render_due_on(self, value: dt.date) -> str:
        """The day."""
        return value.isoformat()

    def render_paragraph(self, record: Decision) -> SafeString:
        """The §, as a link to it."""
        return format_html('<a href="{}">{}</a>', record.paragraph.get_absolute_url(), str(record.paragraph))

    def render_follow_up(self, record: Decision) -> SafeString:
        """A shape and a word; what a court has set aside is not asked for, then what is late."""
        if record.pk in self._struck:
            return format_html(
                '<span class="st st-late">{}</span>', f"Beslutet {self._struck[record.pk].lower()}"
            )
        if is_late(record, self._today):
            return format_html('<span class="st st-late">{}</span>', "Försenat")
        kind = _TASK_KINDS[FollowUp(record.follow_up)]
        return format_html(
            '<span class="{}">{}</span>', f"st st-{kind}" if kind else "st", record.get_follow_up_display()
        )


_TASK_KINDS = {FollowUp.OPEN: "", FollowUp.STARTED: "going", FollowUp.DONE: "done", FollowUp.DROPPED: ""}
TASK_HEADINGS = ("Uppdrag", "Vem", "Senast", "Beslut", "Läge", "Anteckning")


def task_values(task: Decision, struck: dict[int, str]) -> list[Any]:
    """One task as a row of the Excel file, with a word on those whose decision is appealed or set aside."""
    stands = f", beslutet {struck[task.pk].lower()}" if task.pk in struck else ""
    return [
        task_text(task.text),
        task.who,
        task.due_on,
        str(task.paragraph).replace("\u00a0", " "),
        task.get_follow_up_display() + stands,
        task.follow_up_note,
    ]


DELEGATED_HEADINGS = ("Beslutat", "Punkt", "Beslutade", "Beslut", "Belopp, kronor", "Dnr", "Anmält")


def delegated_values(row: DelegatedDecision) -> list[Any]:
    """Give a decision by delegation as a row of an Excel file."""
    said = f"{row.paragraph}" if row.is_reported else ""
    return [
        row.decided_on, row.point.number, row.delegate.name, row.text, row.amount,
        row.matter.dnr if row.matter else "", said,
    ]  # fmt: skip
