"""Days as Swedish law counts them and as Swedes write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from functools import lru_cache

NO_BREAK = "\u00a0"
DASH = "\u2013"

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")

_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:[ /-]+(?P<year>\d{4}))?"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(r"(?:den )?(?P<day>\d{1,2})(?::?e)?[ .]+(?P<name>[a-zåäö]+)\.?(?:[ ,]+(?P<year>\d{4}))?"),
)
_WEEKDAY_BEFORE = re.compile(
    r"^(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|mån|tis|ons|tors?|fre|lör|sön)\.?,? +"
)


def easter(year: int) -> date:
    """Take a year and return påskdagen in it, by the Gregorian computus (Meeus, Jones, Butcher)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    lunar = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - lunar + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(5 - day.weekday()) % 7)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> dict[date, str]:
    """Take a year and return its allmänna helgdagar with names, Sundays aside (lag 1989:253, 1 §).

    The sixth of June is one of them since 2005, which is before any förbund's first protocol.
    """
    sunday = easter(year)
    return {
        date(year, 1, 1): "nyårsdagen",
        date(year, 1, 6): "trettondedag jul",
        sunday - timedelta(days=2): "långfredagen",
        sunday: "påskdagen",
        sunday + timedelta(days=1): "annandag påsk",
        date(year, 5, 1): "första maj",
        sunday + timedelta(days=39): "Kristi himmelsfärdsdag",
        sunday + timedelta(days=49): "pingstdagen",
        date(year, 6, 6): "nationaldagen",
        _saturday_from(date(year, 6, 20)): "midsommardagen",
        _saturday_from(date(year, 10, 31)): "alla helgons dag",
        date(year, 12, 25): "juldagen",
        date(year, 12, 26): "annandag jul",
    }


@lru_cache(maxsize=64)
def _eves(year: int) -> frozenset[date]:
    midsommarafton = _saturday_from(date(year, 6, 20)) - timedelta(days=1)
    return frozenset({midsommarafton, date(year, 12, 24), date(year, 12, 31)})


def is_working_day(day: date) -> bool:
    """Tell whether a legal time may end on the day: lag (1930:173) om beräkning av lagstadgad tid, 2 §.

    Not on a Saturday, Sunday or other helgdag, midsommarafton, julafton or nyårsafton.
    """
    if day.weekday() >= 5:
        return False
    return day not in public_holidays(day.year) and day not in _eves(day.year)


def next_working_day(day: date) -> date:
    """Return the day itself when it is a working day, else the first one after it (lag 1930:173, 2 §)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def same_weekday_after(day: date, *, weeks: int) -> date:
    """Return the last day of a time counted in weeks: the same weekday (lag 1930:173, 1 §), not yet moved."""
    return day + timedelta(weeks=weeks)


def day_month(day: date) -> str:
    """Write "25 mars"; the line does not break inside."""
    return f"{day.day}{NO_BREAK}{MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """Write "25 mars 2022"; the line may break before the year only."""
    return f"{day_month(day)} {day.year}"


def weekday_date(day: date) -> str:
    """Write "fredag 25 mars 2022"."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


def definite_date(day: date) -> str:
    """Write "fredagen den 25 mars 2022", as a protocol's head has it."""
    return f"{WEEKDAYS[day.weekday()]}en den {long_date(day)}"


def short_date(day: date) -> str:
    """Write "fre 6 maj", for lists and pictures of the year."""
    return f"{WEEKDAYS[day.weekday()][:3]}{NO_BREAK}{day_month(day)}"


def near_date(day: date, today: date) -> str:
    """Write "25 mars", with the year where it is another than today's."""
    return day_month(day) if day.year == today.year else long_date(day)


def near_short_date(day: date, today: date) -> str:
    """Write "fre 6 maj", with the year where it is another than today's."""
    return short_date(day) if day.year == today.year else f"{short_date(day)} {day.year}"


def week(day: date) -> str:
    """Write "vecka 15", by ISO 8601 as Swedish calendars count."""
    return f"vecka{NO_BREAK}{day.isocalendar().week}"


def clock_time(at: time) -> str:
    """Write "8.30"."""
    return f"{at.hour}.{at.minute:02}"


def time_range(start: time, end: time | None = None) -> str:
    """Write "8.30–11.30", or "8.30" when the end is not known."""
    return clock_time(start) if end is None else f"{clock_time(start)}{DASH}{clock_time(end)}"


def hours_on(on: date, start: time, end: time | None = None) -> str:
    """Write "8.30–11.30", and of what goes on past midnight the day it ends: "22.00–0.30 den 7 maj 2022"."""
    if end is not None and clock_time(end) == clock_time(start):  # opened and closed within a minute
        return clock_time(start)
    past = f" den {long_date(on + timedelta(days=1))}" if end is not None and end < start else ""
    return time_range(start, end) + past


def date_range(start: date, end: date) -> str:
    """Write "1 januari–31 mars 2022", or both years where they differ."""
    if start == end:
        return long_date(start)
    if start.year != end.year:
        return f"{long_date(start)} {DASH} {long_date(end)}"
    if start.month == end.month:
        return f"{start.day}{DASH}{long_date(end)}"
    return f"{day_month(start)}{DASH}{long_date(end)}"


def months(start: date, end: date) -> int:
    """Count the calendar months that a time touches: 1 January to 30 June are six."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def end_of_month(start: date, later: int = 0) -> date:
    """Give the last day of the month that is some months later than the day's own."""
    years, month = divmod(start.month + later, 12)
    return date(start.year + years, month + 1, 1) - timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """Give the day so many months later, earlier with a minus; the last of a shorter month, and of one from a last day."""
    last = end_of_month(day, months)
    return last if day == end_of_month(day) else last.replace(day=min(day.day, last.day))


def number_ranges(numbers: Iterable[int]) -> str:
    """Write "22–23, 25" for 22, 23 and 25, in order and each number once."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}{DASH}{b}" for a, b in runs)


def paragraphs(numbers: Iterable[int]) -> str:
    """Write "§ 26" for one number and "§§ 22–30" for several; nothing for none."""
    unique = set(numbers)
    if not unique:
        return ""
    return f"{'§' if len(unique) == 1 else '§§'}{NO_BREAK}{number_ranges(unique)}"


def points(numbers: Iterable[int]) -> str:
    """Write "punkt 3" for one number and "punkterna 1–4" for several; nothing for none."""
    unique = set(numbers)
    if not unique:
        return ""
    return f"{'punkt' if len(unique) == 1 else 'punkterna'}{NO_BREAK}{number_ranges(unique)}"


def parse_date(text: str, *, year: int | None = None) -> date:
    """Read a day as Swedes write it: 2022-03-25, 20220325, 25/3 2022, 25 mars 2022, fredag 25 mars 2022.

    `year` is used where the text names none. Raises ValueError with a Swedish sentence fit to show.
    """
    plain = _WEEKDAY_BEFORE.sub("", " ".join(text.split()).lower())
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found:
            return _day_of(found.groupdict(), text.strip(), year)
    raise ValueError(_not_a_day(text.strip()))


def _day_of(parts: dict[str, str | None], written: str, year: int | None) -> date:
    typed = parts.get("year")
    given = int(typed) if typed else year
    if given is None:
        raise ValueError(f"Året saknas i ”{written}”. Skriv till exempel 2022-03-25.")
    month = parts.get("month")
    number = int(month) if month else _month_number(parts.get("name") or "")
    try:
        return date(given, number, int(parts["day"] or 0))
    except ValueError:
        raise ValueError(_not_a_day(written)) from None


def _month_number(name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if name == month or (len(name) >= 3 and month.startswith(name)):
            return number
    return 0


def _not_a_day(written: str) -> str:
    if not written:
        return "Datumet saknas. Skriv till exempel 2022-03-25."
    return f"”{written}” är inget datum. Skriv till exempel 2022-03-25 eller 25 mars 2022."


def parse_time(text: str) -> time:
    """Read a time of day: 8.30, 08:30, kl. 8.30, kl 9. Raises ValueError with a Swedish sentence."""
    found = re.fullmatch(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?", text.strip().lower())
    if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
        return time(int(found[1]), int(found[2] or 0))
    raise ValueError(f"”{text.strip()}” är inget klockslag. Skriv till exempel 8.30.")
