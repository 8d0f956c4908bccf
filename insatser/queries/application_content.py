"""What a section of an ansökan holds, as the flat names and strings that its form, its savings and its merges use.

"answer-3.1" is HTML; "name", "goal-2-measure", "places-2023" and "cost-1-2023" are what one would type: the second
goal's measure, the places of a year, the first kostnadsslag of a year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from finsam.swedish import dates, money
from finsam.web.asked import number as number_of
from insatser.models import Application, ApplicationSection
from insatser.states import Ask

Content = dict[str, Any]

FACTS = ("name", "kind", "esf", "focus", "followup", "starts_on", "ends_on")
DAYS = ("starts_on", "ends_on")
APPLICANT = ("member", "unit", "contact", "email", "phone")
ROWS = {
    "goal": ("wording", "measure", "number"),
    "activity": ("what", "when"),
    "party": ("organisation", "contact", "email", "brings"),
}
ROWS_OF = {Ask.GOALS: ("goal", "activity"), Ask.PARTIES: ("party",)}
SHOWN_FROM_START = 2
MOST_ROWS = 60  # an application with more is a mistake or worse


def load_sections(application: Application) -> list[ApplicationSection]:
    """Give the sections of an ansökan: one query."""
    sections = list(application.sections.all())
    for section in sections:
        section.application = application
    return sections


def row_count(section: ApplicationSection, kind: str) -> int:
    """Give how many rows of a kind the section shows."""
    return number_of(str(section.content.get(f"rows-{kind}", ""))) or SHOWN_FROM_START


def field_names(section: ApplicationSection) -> Iterator[str]:
    """Give every field that the section has now."""
    part = Ask(section.part)
    if part == Ask.FACTS:
        yield from FACTS
    if part == Ask.PARTIES:
        yield from APPLICANT
    for kind in ROWS_OF.get(part, ()):
        for number in range(1, row_count(section, kind) + 1):
            yield from (f"{kind}-{number}-{name}" for name in ROWS[kind])
    if part == Ask.PLACES:
        yield from (f"{what}-{year}" for year in years_of(section) for what in ("places", "people"))
    if part == Ask.COSTS:
        for place, _ in enumerate(categories_of(section), start=1):
            yield from (f"cost-{place}-{year}" for year in years_of(section))
        yield from (f"other-{year}" for year in years_of(section))
        yield "other-who"
    yield from (f"answer-{each['key']}" for each in questions_of(section))


def questions_of(section: ApplicationSection) -> list[dict[str, Any]]:
    """Give the questions as they were asked: key, label, hint, is_optional."""
    return list(section.asked.get("questions", []))


def years_of(section: ApplicationSection) -> list[int]:
    """Give the years that the section asks about."""
    return [int(year) for year in section.asked.get("years", [])]


def categories_of(section: ApplicationSection) -> list[str]:
    """Give the kostnadsslag as they were when the ansökan was begun."""
    return list(section.asked.get("categories", []))


def is_text(name: str) -> bool:
    """Whether a field is a running text."""
    return name.startswith("answer-")


def is_amount(name: str) -> bool:
    """Whether a field is an amount in kronor."""
    return name.startswith(("cost-", "other-")) and name != "other-who"


def tidy(name: str, value: str) -> str:
    """Give a typed value as it will stand, so that "5000" and "5 000" are one."""
    value = value.replace("\r\n", "\n").strip()
    if name in DAYS:
        day = read_day(value)
        return day.isoformat() if day else value
    if not is_amount(name):
        return value
    try:
        amount = read_amount(value)
    except ValueError:
        return value
    return "" if amount is None else money.kr_as_needed(amount)


def read_amount(typed: str) -> Decimal | None:
    """Read kronor as typed; None for nothing. Raises ValueError with a Swedish sentence."""
    return money.parse_amount(typed) if typed.strip() else None


def amount_in(section: ApplicationSection, name: str) -> Decimal | None:
    """Give an amount of the section; None where nothing is written, or where it cannot be read."""
    try:
        return read_amount(str(section.content.get(name) or ""))
    except ValueError:
        return None


def unread_in(section: ApplicationSection) -> list[str]:
    """Give what is typed as an amount and cannot be read."""
    return [
        str(section.content[name])
        for name in field_names(section)
        if is_amount(name) and section.content.get(name) and amount_in(section, name) is None
    ]


def sums_by_year(section: ApplicationSection) -> dict[int, Decimal]:
    """Sum what is asked for in each year, in kronor."""
    places = range(1, len(categories_of(section)) + 1)
    return {
        year: sum((amount_in(section, f"cost-{place}-{year}") or Decimal(0) for place in places), Decimal(0))
        for year in years_of(section)
    }


def rows_in(section: ApplicationSection, kind: str) -> list[dict[str, str]]:
    """Give the rows of a kind in which something is written."""
    rows = [
        {name: str(section.content.get(f"{kind}-{number}-{name}") or "") for name in ROWS[kind]}
        for number in range(1, row_count(section, kind) + 1)
    ]
    return [row for row in rows if any(row.values())]


def day_in(section: ApplicationSection, name: str) -> dt.date | None:
    """Give a day of the section; None where nothing is written, or where it is no day."""
    return read_day(str(section.content.get(name) or ""))


def read_day(typed: str) -> dt.date | None:
    """Read a day as typed; None for what is no day."""
    try:
        return dates.parse_date(typed) if typed else None
    except ValueError:
        return None
