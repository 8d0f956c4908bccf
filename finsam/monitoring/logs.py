"""One line of JSON a happening, to stderr: which request, which förbund and person by id, how long; nothing personal."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import time
import traceback
from contextvars import ContextVar
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BETWEEN_MAILS = 300  # seconds; a fault that everybody meets is one mail
MOST_FRAMES = 40
current: ContextVar[str] = ContextVar("current", default="")  # the id of the request under way

_ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")
_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+]?\d{4}(?!\d)")
# Their messages name what the program is made of; those of other faults may hold what people wrote.
_ABOUT_CODE = (AttributeError, NameError, ImportError)


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON; of a fault its kind and where it happened, not its words."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        facts: dict[str, Any] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        if request := current.get():
            facts["request"] = request
        facts |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            facts |= _fault(record.exc_info[1])
        return json.dumps(facts, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    """Give a record's message without addresses, numbers of persons and what an address on the web holds."""
    message = record.getMessage()
    if request := getattr(record, "request", None):
        message = message.replace(getattr(request, "path", "") or "\n", route_of(request))
    return _NUMBER.sub("(nummer)", _ADDRESS.sub("(adress)", message))


def route_of(request: Any) -> str:
    """Give the pattern of a request's address, in which ids and secret links are but names."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "(none)"


def _fault(error: BaseException) -> dict[str, Any]:
    found: dict[str, Any] = {"fault": _name(error)}
    if isinstance(error, _ABOUT_CODE):
        found["says"] = str(error)
    if cause := error.__cause__ or error.__context__:
        found["after"] = _name(cause)
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return found | {"trace": [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]}


def _name(error: BaseException) -> str:
    kind = type(error)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def _place(file: str) -> str:
    return file.removeprefix(f"{ROOT}/").rpartition("site-packages/")[2]


class MailToAdmins(logging.Handler):
    """Mails the line of a fault to ADMINS, one every five minutes from each process."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._last = float("-inf")

    def emit(self, record: logging.LogRecord) -> None:
        """Mail it, if there is anybody to mail and it was not just done."""
        from django.conf import settings  # noqa: PLC0415  gunicorn reads this module before there are settings
        from django.core.mail import mail_admins  # noqa: PLC0415

        if not settings.ADMINS or time.monotonic() - self._last < BETWEEN_MAILS:
            return
        self._last = time.monotonic()
        try:
            mail_admins(f"Fel {current.get()}".strip(), self.format(record), fail_silently=True)
        except Exception:  # noqa: BLE001  a fault in telling of a fault ends here, on stderr
            self.handleError(record)


def logging_to_stderr(level: str) -> dict[str, Any]:
    """Give the settings of logging for web, worker and commands: everything through one handler."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "finsam.monitoring.logs.JsonLines"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "lines"},
            "admins": {"class": "finsam.monitoring.logs.MailToAdmins", "formatter": "lines"},
        },
        "root": {"handlers": ["stderr", "admins"], "level": "WARNING"},
        "loggers": {
            "finsam": {"level": level},
            # What Django hangs on its own logger goes; of requests it tells faults alone, for `finsam.requests` tells each.
            "django": {"handlers": [], "level": "WARNING"},
            "django.request": {"level": "ERROR"},
            "django_tasks": {"level": level},
        },
    }


def gunicorn_to_stderr() -> dict[str, Any]:
    """Give the settings of logging for gunicorn's own words, before the program is there."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "finsam.monitoring.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "gunicorn.error": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "gunicorn.access": {"handlers": [], "propagate": False},
        },
    }
