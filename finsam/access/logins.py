"""Where one is logged in, how one logs out there, and how many may guess at a code."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from finsam.access.sessions import SessionStore
from finsam.models import Login, User, WrongGuess

GUESSES_AN_HOUR = 100
LONG_AFTER = 40  # guesses in an hour, after which new codes are so long that nobody guesses them
SHORT, LONG = 6, 18  # digits
AN_HOUR = dt.timedelta(hours=1)

_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip


def device_of(agent: str) -> str:
    """Say in two words what a browser calls itself: "Firefox, Windows"."""
    found = [next((name for sign, name in signs if sign in agent), "") for signs in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, found)) or "Okänd enhet"


@receiver(user_logged_in)
def remember(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """Keep where somebody has logged in."""
    key = request.session.session_key
    if key:
        facts = {"user": user, "device": device_of(request.headers.get("User-Agent", ""))}
        Login.objects.update_or_create(session_key=key, defaults=facts)


def logins_of(user: User) -> list[Login]:
    """Give the logins that still hold, newest first."""
    rows = list(Login.objects.filter(user=user))
    model = SessionStore.get_model_class()
    held = set(
        model.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    return [row for row in rows if row.session_key in held]


def end(rows: Iterable[Login]) -> None:
    """Log out there: the session is gone, and with it everything that it held."""
    for row in rows:
        SessionStore(row.session_key).delete()
        row.delete()


def end_others(user: User, session: SessionBase) -> int:
    """Log out everywhere but here; how many places."""
    others = [row for row in logins_of(user) if row.session_key != session.session_key]
    end(others)
    return len(others)


def forget() -> None:
    """Remove logins whose sessions are gone, and guesses that no longer count."""
    held = SessionStore.get_model_class().objects.values("session_key")
    Login.objects.exclude(session_key__in=held).delete()
    WrongGuess.objects.filter(at__lt=timezone.now() - AN_HOUR).delete()


# ---- Guesses


def guessed_wrong(user_id: int | None) -> None:
    """Count a wrong guess; nobody's are not counted."""
    if user_id is not None:
        WrongGuess.objects.create(user_id=user_id)


def guesses(user_id: int | None) -> int:
    """How many have guessed wrong in the last hour, whoever and wherever they are."""
    return WrongGuess.objects.filter(user=user_id, at__gt=timezone.now() - AN_HOUR).count()


def length_of_code(user: User | None) -> int:
    """How many digits a new code has: so many while somebody guesses that the guesses lead nowhere, and lock nobody out."""
    return LONG if user is not None and guesses(user.pk) >= LONG_AFTER else SHORT


def may_guess(user: User, code: str) -> bool:
    """Whether one more guess at this code is heard; a long one always, for it comes with three tries and 18 digits."""
    return len(re.sub(r"\D", "", code)) > SHORT or guesses(user.pk) < GUESSES_AN_HOUR
