"""The calendar invitation that goes with a kallelse (iCalendar, RFC 5545 and 5546)."""

from __future__ import annotations

import datetime as dt
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from board.models import Meeting
from board.states import MeetingState
from finsam.models import Person
from finsam.swedish import dates

USUAL_LENGTH = dt.timedelta(hours=3)  # kept free in calendars when the end is not known


def invitation(meeting: Meeting, *, person: Person, url: str, stamped_at: dt.datetime) -> bytes:
    """Make the invitation for one person; the same meeting called again replaces it in her calendar."""
    cancelled = meeting.state == MeetingState.CANCELLED
    association = meeting.body.association
    calendar = Calendar()
    calendar.add("prodid", "-//finsam//sammantraden//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    event = Event()
    event.add("uid", f"sammantrade-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", meeting.call_version)
    event.add("dtstamp", stamped_at.astimezone(dt.UTC))
    starts, ends = times(meeting)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", f"{meeting.body.name}, {association.short_name}")
    event.add("location", meeting.place or meeting.video_url)
    event.add("description", _description(meeting, url))
    event.add("url", url)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("organizer", _organizer(meeting))
    event.add("attendee", _address(person.email, person.name, answers_here=True))
    calendar.add_component(event)
    return calendar.to_ical()


def _organizer(meeting: Meeting) -> vCalAddress:
    """Name who called, the same through every change: calendars take a change only from the one who sent the first."""
    association, sender = meeting.body.association, meeting.called_by
    if sender and sender.email:
        address = _address(sender.email, sender.name)
    else:
        address = _address(association.email or settings.DEFAULT_FROM_EMAIL, association.name)
    address.params["sent-by"] = vText(
        f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}"
    )  # the mail's From
    return address


def times(meeting: Meeting) -> tuple[dt.datetime, dt.datetime]:
    """Give when the meeting starts and ends, in UTC, so that no calendar has to know our zone."""
    zone = ZoneInfo(settings.TIME_ZONE)
    starts = dt.datetime.combine(meeting.held_on, meeting.starts_at, tzinfo=zone)
    if meeting.ends_at and meeting.ends_at != meeting.starts_at:
        ends = dt.datetime.combine(meeting.held_on, meeting.ends_at, tzinfo=zone)
        ends += dt.timedelta(days=int(meeting.ends_at < meeting.starts_at))  # past midnight
    else:
        ends = starts + USUAL_LENGTH
    return starts.astimezone(dt.UTC), ends.astimezone(dt.UTC)


def _description(meeting: Meeting, url: str) -> str:
    lines = [f"Sammanträde {dates.weekday_date(meeting.held_on)} {meeting.hours}."]
    if meeting.video_url:
        lines.append(f"Videomöte: {meeting.video_url}")
    lines.append(f"Dagordning och handlingar: {url}")
    return "\n".join(lines)


def _address(email: str, name: str, *, answers_here: bool = False) -> vCalAddress:
    address = vCalAddress(f"mailto:{parseaddr(email)[1]}")
    address.params["cn"] = vText(name)
    if answers_here:
        address.params["rsvp"] = vText(
            "FALSE"
        )  # one answers by the links of the mail, where ersättare are counted
    return address
