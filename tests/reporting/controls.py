"""Controls of the cast's internkontroll."""

from __future__ import annotations

import datetime as dt

from reporting.actions.controls import save_control
from reporting.models import Control
from tests.cast import Cast


def make_control(cast: Cast, *, year: int = 2022, **facts: object) -> Control:
    """A control of payments that the adjuster does in April."""
    given = {
        "process": "Utbetalning", "risk": "Medel betalas till fel mottagare", "likelihood": 2, "consequence": 3,
        "control": "Tio rekvisitioner jämförs med besluten", "person": cast.adjuster, "due_on": dt.date(year, 4, 30),
    } | facts  # fmt: skip
    return save_control(association=cast.association, year=year, facts=given, by=cast.chief)
