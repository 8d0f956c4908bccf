"""Sparklines: a measure's values as a line no larger than a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT, EDGE = 96, 24, 3


def sparkline(points: Sequence[tuple[dt.date, Decimal]], told: str) -> SafeString:
    """Draw the values by their days with a dot at the last, `told` being the same in words; nothing below two values."""
    if len(points) < 2:
        return mark_safe("")
    days = [day.toordinal() for day, _ in points]
    numbers = [number for _, number in points]
    span, reach = max(days) - min(days), max(numbers) - min(numbers)
    places = [
        (
            EDGE + Decimal(day - min(days)) / (span or 1) * (WIDTH - 2 * EDGE),
            HEIGHT
            - EDGE
            - ((number - min(numbers)) / reach if reach else Decimal("0.5")) * (HEIGHT - 2 * EDGE),
        )
        for day, number in zip(days, numbers, strict=True)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    return mark_safe(  # noqa: S308  numbers of ours, and the words are escaped
        f'<svg class="spark" role="img" aria-label="{escape(told)}" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<polyline points="{line}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="currentColor"/></svg>'
    )
