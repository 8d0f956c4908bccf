"""The forms in which running text says a figure: "1,2 mkr", "drygt 85 000", "ökade med 4 procent". Pure functions.

Each form has a rule of its own for rounding, which the figure's stored value goes through once; a half goes away from zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from finsam.swedish import money

AMOUNT, SHARE = "kr", "percent"  # what a figure is measured in
_MILLION = Decimal(1_000_000)
_TENTH = Decimal(100_000)  # of a million: what a decimal of mkr is worth
_NO_BREAK = money.NO_BREAK


@dataclass(frozen=True)
class Form:
    """A figure in words: the form's name in the key, what it is called in the menu, and how it reads."""

    name: str
    label: str
    text: str


def forms_of(amount: Decimal, kind: str, before: Decimal | None = None) -> Iterator[Form]:
    """Give the forms of an amount in kronor or a share in percent; `before` is the same figure a year earlier."""
    if kind == AMOUNT:
        yield Form("kronor", "med kronor", f"{money.kr(amount)}{_NO_BREAK}kronor")
        yield Form("tkr", "i tkr", f"{money.tkr(amount)}{_NO_BREAK}tkr")
        if abs(amount) >= _TENTH:
            yield Form("mkr", "i mkr", f"{in_millions(amount)}{_NO_BREAK}mkr")
            yield Form("miljoner", "i miljoner", f"{millions_in_words(amount)}{_NO_BREAK}kronor")
    elif kind == SHARE:
        yield Form("procent", "i ord", f"{money.number(amount, 1)}{_NO_BREAK}procent")
    if amount > 0:
        yield Form("ungefar", "ungefär", roughly(amount, kind))
    if before is not None and (told := change_in_words(amount, before, kind)):
        yield Form("andring", "mot året före", told)


def in_millions(amount: Decimal) -> str:
    """Write kronor as millions with one decimal, half up: 1 249 999 is "1,2" and 1 250 000 is "1,3"."""
    return money.number(amount / _MILLION, 1)


def millions_in_words(amount: Decimal) -> str:
    """Write kronor as "1 miljon" or "1,2 miljoner", rounded as `in_millions`."""
    written = _short(in_millions(amount))
    return f"{written}{_NO_BREAK}{'miljon' if written.lstrip(money.MINUS) == '1' else 'miljoner'}"


def roughly(amount: Decimal, kind: str = AMOUNT) -> str:
    """Write a positive figure by its two first digits (a share in whole percent), with "drygt" above them and "knappt" below.

    84 600 is "knappt 85 000", 85 200 "drygt 85 000", 85 000 "85 000" and 1 960 000 "knappt 2 miljoner". What rounds to
    nothing is written whole.
    """
    rounded = money.round_half_up(amount) if kind == SHARE else two_digits(amount)
    if rounded == 0:
        return money.percent(amount) if kind == SHARE else money.kr_as_needed(amount)
    word = "drygt " if amount > rounded else "knappt " if amount < rounded else ""
    if kind == SHARE:
        return f"{word}{money.number(rounded)}{_NO_BREAK}procent"
    if rounded >= _MILLION:
        return f"{word}{millions_in_words(rounded)}"
    return f"{word}{money.number(rounded)}"


def two_digits(amount: Decimal) -> Decimal:
    """Round a positive amount to its two first digits, half up: 85 499 is 85 000 and 1 250 000 is 1 300 000."""
    place = max(amount.adjusted() - 1, 0)
    unit = Decimal(1).scaleb(place)
    return money.round_half_up(amount / unit) * unit


def change_in_words(amount: Decimal, before: Decimal, kind: str = AMOUNT) -> str:
    """Write how a figure has changed: amounts in percent, shares in percentage points; "" where that has no meaning.

    Whole percent, half up; less than one with a decimal. Costs are compared by their size. From nothing, and between plus
    and minus, no percentage is told.
    """
    if kind == SHARE:
        return _told(amount - before, "procentenheter")
    if before == 0 or (amount < 0) != (before < 0):
        return ""
    return _told((abs(amount) - abs(before)) * 100 / abs(before), "procent")


def _told(difference: Decimal, unit: str) -> str:
    size = abs(difference)
    decimals = 0 if unit == "procent" and size >= 1 else 1
    if money.round_half_up(size, decimals) == 0:
        return "var oförändrat"
    written = _short(money.number(size, decimals))
    word = "procentenhet" if unit == "procentenheter" and written == "1" else unit
    return f"{'ökade' if difference > 0 else 'minskade'} med {written}{_NO_BREAK}{word}"


def _short(written: str) -> str:
    """Leave out a decimal that is nothing: "2,0" is "2"."""
    return written.removesuffix(",0")
