"""The one source of today."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today() -> dt.date:
    """The day the program acts on: the real one, or the demo's `FINSAM_TODAY`."""
    if settings.FINSAM_TODAY:
        return dt.date.fromisoformat(settings.FINSAM_TODAY)
    return timezone.localdate()


def now() -> dt.datetime:
    """This moment on the day of `today()`; stamps of login and audit use the real time instead."""
    moment = timezone.localtime()
    if settings.FINSAM_TODAY:
        return dt.datetime.combine(today(), moment.timetz())
    return moment
