"""What an att-sats says of money, person and day, so that it is offered and not typed twice: a pure function."""

from __future__ import annotations

import re
from dataclasses import dataclass

from finsam.swedish import dates, money

_AMOUNT = re.compile(
    r"(?<![\d,])(\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(,\d{1,2})?[ \u00a0](?:kronor|kr)\b", re.IGNORECASE
)
_MONTHS = "|".join(dates.MONTHS)
_DAY = re.compile(
    rf"\b(\d{{4}}-\d\d-\d\d|\d{{1,2}}[ \u00a0](?:{_MONTHS})(?:[ \u00a0]\d{{4}})?)\b", re.IGNORECASE
)
_WHOM = re.compile(r"\b(?:uppdra|ge i uppdrag) (?:till|åt) (.{2,80}?) (?:att|i uppdrag)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What can be read in an att-sats: kronor as stored, who, and the day as 2022-05-13; empty where nothing is said."""

    kronor: str = ""
    who: str = ""
    due: str = ""


def said_in(text: str, *, year: int) -> Said:
    """Read an att-sats; what is said twice, as two amounts, is not guessed at. A day without a year is of `year`."""
    amounts = [first + rest for first, rest in _AMOUNT.findall(text)]
    days = _DAY.findall(text)
    whom = _WHOM.search(text)
    return Said(
        kronor=_kronor(amounts[0]) if len(amounts) == 1 else "",
        who=whom[1].strip() if whom else "",
        due=_day(days[0], year) if len(days) == 1 else "",
    )


def _kronor(written: str) -> str:
    amount = money.parse_amount(written)
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def _day(written: str, year: int) -> str:
    try:
        return dates.parse_date(written.replace("\u00a0", " "), year=year).isoformat()
    except ValueError:
        return ""
