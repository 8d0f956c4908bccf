"""One's own calendar at a secret address: apps register what stands in it, a mail program fetches it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from finsam import clock
from finsam.models import Appointment, Association, Person
from finsam.permissions import Permission, permissions_of

ZONE = "Europe/Stockholm"
FETCH_AGAIN = dt.timedelta(hours=6)
BEHIND = dt.timedelta(days=365)  # how long what has been stays


@dataclass(frozen=True)
class Entry:
    """One line of the calendar: a day, or from one Swedish clock to another; `key` is the same when it changes."""

    key: str
    title: str
    starts: dt.date | dt.datetime
    url: str  # a path of ours
    ends: dt.datetime | None = None
    place: str = ""
    text: str = ""
    version: int = 0
    is_cancelled: bool = False


Finder = Callable[[Association, Person, frozenset[Permission], dt.date], Iterable[Entry]]
_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Have `finder` asked for what stands in a person's calendar; called from `AppConfig.ready()`."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def calendar_of(person: Person) -> bytes:
    """Make the person's calendar as iCalendar (RFC 5545), from what she may see today."""
    today, association = clock.today(), person.association
    held = Appointment.objects.in_force(today).filter(person=person).select_related("body", "member")
    allowed = permissions_of(held)
    calendar = Calendar()
    calendar.add("prodid", "-//finsam//kalender//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", association.short_name)
    calendar.add("refresh-interval", FETCH_AGAIN, parameters={"VALUE": "DURATION"})
    for finder in _finders:
        for entry in finder(association, person, allowed, today):
            calendar.add_component(_event(entry, association))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry: Entry, association: Association) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", clock.now().astimezone(dt.UTC))
    event.add("sequence", entry.version)
    event.add("summary", f"{entry.title}, {association.short_name}")
    event.add("dtstart", _swedish(entry.starts))
    if entry.ends:
        event.add("dtend", _swedish(entry.ends))
    elif not isinstance(entry.starts, dt.datetime):
        event.add("transp", "TRANSPARENT")  # a day to remember takes no time
    if entry.place:
        event.add("location", entry.place)
    address = settings.SITE_URL.rstrip("/") + entry.url
    event.add("description", f"{entry.text}\n{address}".strip())
    event.add("url", address)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def _swedish(when: dt.date | dt.datetime) -> dt.date | dt.datetime:
    return when.astimezone(ZoneInfo(ZONE)) if isinstance(when, dt.datetime) else when
