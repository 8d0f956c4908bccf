"""What the board puts into a person's own calendar: her bodies' meetings, last days of justering, anslag that come down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from board.mail import calendar
from board.models import Meeting, Protocol
from board.queries.notice import notice_page, unsettled_notices
from board.states import MeetingState
from finsam.models import Appointment, Association, Person
from finsam.permissions import Permission
from finsam.registries.calendar_feed import BEHIND, Entry


def entries(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Entry]:
    """Give the lines of her calendar that are the board's."""
    if Permission.READ_MEETINGS in permissions:
        yield from _meetings(association, person, today)
        yield from _signings(association, person, permissions)
    if Permission.POST_NOTICES in permissions:
        yield from _notices(association, today)


def _meetings(association: Association, person: Person, today: dt.date) -> Iterator[Entry]:
    """Meetings of the bodies where she sits on their day, and those she is called to."""
    sits = Appointment.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=OuterRef("held_on")),
        body=OuterRef("body"),
        person=person,
        from_on__lte=OuterRef("held_on"),
    )
    rows = Meeting.objects.of(association).filter(held_on__gte=today - BEHIND, is_imported=False)
    rows = rows.filter(Exists(sits) | Q(invitations__person=person, invitations__sent_version__gt=0))
    for meeting in rows.select_related("body__association").distinct():
        starts, ends = calendar.times(meeting)
        is_cancelled = meeting.state == MeetingState.CANCELLED
        yield Entry(
            key=f"kalender-sammantrade-{meeting.pk}",
            title=("Inställt: " if is_cancelled else "") + meeting.body.name,
            starts=starts,
            ends=ends,
            place=meeting.place or meeting.video_url,
            text=f"Videomöte: {meeting.video_url}" if meeting.video_url else "",
            url=meeting.get_absolute_url(),
            version=meeting.call_version + int(is_cancelled),
            is_cancelled=is_cancelled,
        )


def _signings(
    association: Association, person: Person, permissions: frozenset[Permission]
) -> Iterator[Entry]:
    waiting = Protocol.objects.waiting().filter(meeting__body__association=association)
    if Permission.WRITE_MEETINGS not in permissions:
        waiting = waiting.filter(signings__person=person, signings__signed_at__isnull=True)
    for protocol in waiting.select_related("meeting__body__association").distinct():
        if protocol.due_on:
            yield Entry(
                key=f"kalender-justering-{protocol.pk}",
                title="Sista dag för justering",
                starts=protocol.due_on,
                text=str(protocol),
                url=protocol.get_absolute_url(),
            )


def _notices(association: Association, today: dt.date) -> Iterator[Entry]:
    for protocol in unsettled_notices(association):
        page = notice_page(protocol, today)
        if page.removal_earliest:
            yield Entry(
                key=f"kalender-anslag-{protocol.pk}",
                title=f"Anslag tas ned, {page.numbers}",
                starts=page.removal_earliest,
                text=str(protocol),
                url=reverse("notice_detail", args=[association.slug, protocol.pk]),
            )
