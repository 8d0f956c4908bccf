"""The one source of today."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils import timezone

_moment: ContextVar[dt.datetime | None] = ContextVar("moment", default=None)


@contextmanager
def standing_at(moment: dt.datetime) -> Iterator[None]:
    """Let today and now be those of the moment, for the demo: its past is made by the program's own actions."""
    before = _moment.set(timezone.localtime(moment))
    try:
        yield
    finally:
        _moment.reset(before)


def today() -> dt.date:
    """The day the program acts on: the real one, or the demo's `FINSAM_TODAY`."""
    if moment := _moment.get():
        return moment.date()
    if settings.FINSAM_TODAY:
        return dt.date.fromisoformat(settings.FINSAM_TODAY)
    return timezone.localdate()


def local(moment: dt.datetime) -> dt.datetime:
    """A stored moment as Swedish clocks showed it."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day_of(moment: dt.datetime) -> dt.date:
    """The Swedish day of a stored moment; in UTC it may be the day before."""
    return local(moment).date()


def now() -> dt.datetime:
    """This moment on the day of `today()`; stamps of login and audit use the real time instead."""
    if standing := _moment.get():
        return standing
    moment = timezone.localtime()
    if settings.FINSAM_TODAY:
        return dt.datetime.combine(today(), moment.timetz())
    return moment
