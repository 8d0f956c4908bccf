"""The year and the part of it that the head of a pasted column says."""

from __future__ import annotations

import datetime as dt
import re

Part = tuple[dt.date | None, dt.date]  # from and to; None is from when the förbund's year begins

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

# 2025, also within 202508 and 20250831.
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)|(?!\d))")
_PARTED_YEAR = re.compile(r"(?<!\d)(?<!\d[ \u00a0])2[ \u00a0]0(\d\d)(?!\d)")  # 2025 written as an amount
_TWO_YEARS = re.compile(r"(?<![\d-])(?:19|20)?(\d\d)\s?[-–/]\s?(?:19|20)?(\d\d)(?!\d|[-–/]\d)")
_SHORT_YEAR = re.compile(
    rf"(?:^|[a-zåäö.]\s?)\s?[-–'’]?(\d\d)(?![\d./]|\s?[-–]\s?\d|\s*(?:{'|'.join(_MONTHS)}|mån|dag))"
)
_UNCLEAR = re.compile(r"\d\d|\bår\s*\d")
_MONTHS_IN_YEAR = 12
_NEAR = 12  # years from the förbund's own; a number farther off is none

_MONTH = rf"({'|'.join(_MONTHS)})[a-zåäö]*\.?"
_MONTHS_HEAD = re.compile(rf"\b{_MONTH}\s*(?:[-–—]|till|t\.?o\.?m\.?)\s*{_MONTH}")
_DAY_HEAD = re.compile(rf"\b(\d\d?)\s+{_MONTH}")
_ISO_HEAD = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_SHORT_DAY_HEAD = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)(?![\d/])")
_NUMBERED_MONTH = re.compile(r"(?<!\d)(?:19|20)\d\d(?:(0[1-9]|1[0-2])(?!\d)|-(0[1-9]|1[0-2])(?!\d|-\d))")
_ONE_MONTH = re.compile(
    r"\b(jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_UP_TO = re.compile(r"\b(tom|t\.? ?o\.? ?m\b|till|per|ack\w*)")
_PARTS = (
    (6, re.compile(r"(halvår\w*|\bh)\s*([12])\b")),
    (4, re.compile(r"(tertial\w*|\bt)\s*([123])\b")),
    (3, re.compile(r"(kvartal\w*|\bq)\s*([1234])\b")),
)


def year_in(head: str, default_year: int, *, begins: int | None = None) -> tuple[int | None, bool]:
    """Give the year that a head says, and whether it says something of one that cannot be told: 24/25, år 2.

    `begins` is the calendar year in which the förbund's year begins, where that is an earlier one: then both are named.
    """
    low = head.lower()
    years = [int(year) for year in YEAR.findall(low)]
    if begins is not None and years == [begins, default_year]:
        return default_year, False
    two = _TWO_YEARS.search(low)
    if len(set(years)) > 1 or (two and int(two[2]) - int(two[1]) == 1 and int(two[2]) > _MONTHS_IN_YEAR):
        return None, True
    if years:
        return years[-1], False
    if parted := _PARTED_YEAR.search(low):
        return 2000 + int(parted[1]), False
    if short := _SHORT_YEAR.search(low):
        year = 2000 + int(short[1])
        return (year, False) if abs(year - default_year) <= _NEAR else (None, True)
    return None, bool(_UNCLEAR.search(_SHORT_DAY_HEAD.sub("", _DAY_HEAD.sub("", low))))


def part_in(head: str, year: int) -> Part | None:
    """Give the days that a head names: months, a day that it goes to, or a half, a third or a quarter of the year."""
    low = head.lower()
    if found := _MONTHS_HEAD.search(low):
        first, last = (_MONTHS.index(name) + 1 for name in found.groups())
        return (dt.date(year, first, 1), _month_end(year, last)) if first <= last else None
    if numbered := [int("".join(each)) for each in _NUMBERED_MONTH.findall(low)]:
        start = dt.date(year, numbered[0], 1) if len(numbered) > 1 else None
        return _unless_whole(start, _month_end(year, numbered[-1]))
    if day := _day_in(low, year):
        return _unless_whole(_first_day(low), day)
    for months, words in _PARTS:
        if found := words.search(low):
            number = int(found[2])
            return dt.date(year, months * (number - 1) + 1, 1), _month_end(year, months * number)
    month = _ONE_MONTH.search(low)
    if month and _UP_TO.search(low):
        return _unless_whole(None, _month_end(year, _MONTHS.index(month[1][:3]) + 1))
    return None


def is_part_unclear(head: str, part: Part | None) -> bool:
    """Tell whether a head of an outcome names a part of the year and not its days: a month alone, or "Delår"."""
    low = head.lower()
    if part or _day_in(low, 2000) or _NUMBERED_MONTH.search(low):
        return False
    return "delår" in low or bool(_ONE_MONTH.search(low) and not _UP_TO.search(low))


def _unless_whole(first: dt.date | None, last: dt.date) -> Part | None:
    is_whole = (last.month, last.day) == (12, 31) and (not first or (first.month, first.day) == (1, 1))
    return None if is_whole else (first, last)


def _first_day(low: str) -> dt.date | None:
    """The day that a head with two begins with."""
    days = _ISO_HEAD.findall(low)
    return _day_in("-".join(days[0]), 0) if len(days) > 1 else None


def _day_in(low: str, year: int) -> dt.date | None:
    try:
        if days := _ISO_HEAD.findall(low):
            return dt.date(*(int(part) for part in days[-1]))
        if found := _DAY_HEAD.search(low):
            return dt.date(year, _MONTHS.index(found[2]) + 1, int(found[1]))
        if found := _SHORT_DAY_HEAD.search(low):
            return dt.date(year, int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
