"""Arrangemang for tests, brought to where a test needs them by the program's own actions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core import mail

from finsam.models import Letter
from insatser.actions.events import plan_event, tell_event
from insatser.actions.registering import open_registration, register
from insatser.models import Event, EventRegistration
from tests.cast import Cast


def make_event(
    cast: Cast, *, came: Iterable[dict[str, Any]] = (), cost: Decimal | None = None, **facts: Any
) -> Event:
    """An inspirationsdag of October 2021, with those who came where any are given."""
    defaults = {
        "title": "Inspirationsdag", "kind": "konferens", "theme": "", "insats": None, "starts_on": dt.date(2021, 10, 3),
        "ends_on": None, "hours": "9–16", "place": "Arenan", "arranger": "Förbundet", "about": "",
    }  # fmt: skip
    event = plan_event(association=cast.association, facts=defaults | facts, by=cast.chief)
    rows = list(came)
    if not rows:
        return event
    return tell_event(event=event, version=0, groups=rows, cost=cost, evaluation="", by=cast.chief)


def invite(event: Event, cast: Cast, *, places: int | None = None, **facts: Any) -> Event:
    """Open the registration."""
    known = {"places": places, "registers_until": None, "remind_days": 3}
    return open_registration(event=event, facts=known | facts, by=cast.chief)


def register_one(
    event: Event, name: str = "Eva Ek", organisation: str = "Regionen"
) -> tuple[str, EventRegistration]:
    """Register someone; give the secret of her link too."""
    email = f"{name.lower().replace(' ', '.')}@example.se"
    row = register(event=event, name=name, organisation=organisation, email=email)
    letter = Letter.objects.filter(to=email).order_by("-pk").first()
    body = letter.body or mail.outbox[-1].body  # a letter that has gone keeps no secret
    return re.search(r"/avanmal/([^/\s]+)/", body)[1], row
