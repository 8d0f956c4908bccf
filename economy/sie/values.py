"""Amounts, dates and numbers as SIE writes them, and what to make of those that are written otherwise."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

MAX_DIGITS = 14  # as many as the database keeps, two of them decimals
YEARS = range(1900, 2200)  # a date outside them is a slip, and the day after the last one is no date

_AMOUNT = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,2})?")
_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:([.,])([0-9]*))?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0'][0-9]{3})+(?:[.,][0-9]+)?")
_DATE = re.compile(r"[0-9]{8}")
_PART_OF_AMOUNT = re.compile(r"[0-9]{3}[.,][0-9]{1,2}|[0-9]{3}")
_DASHED = re.compile(r"([0-9]{4})[-/.]([0-9]{2})[-/.]([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Odd:
    """A value that is not written as the format says: a reason, and whether it refuses."""

    reason: str
    refuses: bool


def amount(text: str) -> tuple[Decimal | None, Odd | None]:
    """Kronor with a decimal point and at most two decimals; anything else comes with its reason.

    A value that has only one reading is given also when the way it is written refuses it, so that one
    fault gives one finding.
    """
    if _AMOUNT.fullmatch(text):
        return Decimal(text) + 0, None  # minus nothing is nothing
    text = text.strip()
    if not text:
        return None, Odd("Beloppet saknas.", refuses=True)
    if _GROUPED.fullmatch(text):
        return None, Odd("Beloppet har mellanrum eller tecken mellan tusental.", refuses=True)
    match = _NUMBER.fullmatch(text)
    if not match or not (match[2] or match[4]):
        return None, Odd("Beloppet är inget tal.", refuses=True)
    if len(match[2].lstrip("0")) > MAX_DIGITS - 2:
        return None, Odd("Beloppet är orimligt stort.", refuses=True)
    return _readable(match)


def _readable(match: re.Match[str]) -> tuple[Decimal | None, Odd]:
    sign, whole, mark, decimals = match[1], match[2] or "0", match[3], match[4] or ""
    value = Decimal(f"{sign}{whole}.{decimals[:30] or '0'}") + 0
    if mark == ",":
        return value, Odd("Beloppet har decimalkomma.", refuses=True)
    if len(decimals.rstrip("0")) > 2:
        return value, Odd("Beloppet har fler än två decimaler.", refuses=True)
    return value, Odd("Beloppet är skrivet på ett ovanligt sätt.", refuses=False)


def is_rest_of_amount(text: str) -> bool:
    """Whether the field after an amount looks like its last three digits: "1 234,50" without quotes is two fields."""
    return _PART_OF_AMOUNT.fullmatch(text) is not None


def quantity(text: str) -> Decimal | None:
    """A quantity with any number of decimals, or None when there is none that can be read."""
    match = _NUMBER.fullmatch(text.strip())
    if not match or not (match[2] or match[4]) or len(text) > 28:
        return None
    return Decimal(f"{match[1]}{match[2] or '0'}.{match[4] or '0'}")


@lru_cache(maxsize=4096)  # a year has few days and many vouchers
def day(text: str) -> tuple[date | None, Odd | None]:
    """A date written ÅÅÅÅMMDD; an empty text is no date and no fault."""
    if _DATE.fullmatch(text):
        found = _real(text[:4], text[4:6], text[6:])
        return found, None if found else Odd("Datumet finns inte i kalendern.", refuses=True)
    text = text.strip()
    if not text:
        return None, None
    dashed = _DASHED.fullmatch(text)
    if dashed:
        found = _real(dashed[1], dashed[2], dashed[3])
        if found:
            return found, Odd("Datumet är inte skrivet ÅÅÅÅMMDD.", refuses=False)
        return None, Odd("Datumet finns inte i kalendern.", refuses=True)
    if text.isascii() and text.isdigit():
        return None, Odd("Datumet är inte skrivet ÅÅÅÅMMDD.", refuses=True)
    return None, Odd("Här skulle ett datum ha stått.", refuses=False)


@lru_cache(maxsize=512)
def month(text: str) -> date | None:
    """The first day of a period written ÅÅÅÅMM, or None."""
    return _real(text[:4], text[4:], "01") if re.fullmatch(r"[0-9]{6}", text) else None


def _real(year: str, month_: str, day_: str) -> date | None:
    try:
        found = date(int(year), int(month_), int(day_))
    except ValueError:
        return None
    return found if found.year in YEARS else None
