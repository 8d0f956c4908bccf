"""Kronor as Decimal, written and read the Swedish way."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK = "\u00a0"
MINUS = "\u2212"

_NOT_EXACT = "Belopp är Decimal eller heltal, aldrig {}."

_TOO_MUCH = Decimal(10) ** 12  # an amount is stored in fourteen digits, two of them öre
_MINUSES = "-\u2212\u2010\u2011\u2012\u2013\u2014"
_UNITS = {"tkr": 1_000, "mkr": 1_000_000, "mnkr": 1_000_000}
_UNIT = re.compile(r"(?P<unit>tkr|mn?kr|kronor|kr\.?|sek|:[-\u2013\u2212])\s*$")
_GROUPED = r"\d{1,3}(?:%s\d{3})+"
_APOSTROPHE = "['\u2019]"
_NUMBER_FORMS = (
    # plain or grouped by spaces, with comma or point before at most the decimals of the unit
    re.compile(rf"(?P<whole>\d+|{_GROUPED % ' '})(?:[.,](?P<part>\d+))?"),
    re.compile(rf"(?P<whole>{_GROUPED % '[.]'})(?:,(?P<part>\d+))?"),
    re.compile(rf"(?P<whole>{_GROUPED % _APOSTROPHE})(?:[.,](?P<part>\d+))?"),
    re.compile(rf"(?P<whole>{_GROUPED % ','})\.(?P<part>\d+)"),
    re.compile(r"(?P<whole>)[.,](?P<part>\d+)"),
)
_THOUSANDS_BY_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_THREE_AFTER_COMMA = re.compile(r"\d{1,3},\d{3}")


def _exact(amount: Decimal | int) -> Decimal:
    if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
        raise TypeError(_NOT_EXACT.format(type(amount).__name__))
    exact = Decimal(amount)
    if not exact.is_finite():
        raise ValueError("Beloppet är inget tal.")
    return exact


def round_half_up(amount: Decimal | int, decimals: int = 0) -> Decimal:
    """Round as Swedish accounts do: a half goes away from zero, and there is no minus zero."""
    rounded = _exact(amount).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def number(value: Decimal | int, decimals: int = 0) -> str:
    """Write a number with U+00A0 between thousands, comma before decimals and U+2212 for minus."""
    rounded = round_half_up(value, decimals)
    grouped = f"{abs(rounded):,.{decimals}f}"
    swedish = grouped.replace(",", NO_BREAK).replace(".", ",")
    return f"{MINUS}{swedish}" if rounded < 0 else swedish


def number_as_needed(value: Decimal | int) -> str:
    """Write a number with as many decimals as it has: "2,5", or "46"."""
    shown = _exact(value).normalize()
    return number(shown, max(0, -int(shown.as_tuple().exponent)))


def kr(amount: Decimal | int, *, ore: bool = False) -> str:
    """Write kronor: "5 034 000", or "404 315,57" with öre. The unit itself is not written."""
    return number(amount, 2 if ore else 0)


def kr_as_needed(amount: Decimal | int) -> str:
    """Write kronor, with öre only where there are any."""
    exact = _exact(amount)
    return kr(exact, ore=exact != exact.to_integral_value())


def to_tkr(amount: Decimal | int) -> Decimal:
    """Take kronor and return whole thousands of kronor, half up. Sum first, round last."""
    return round_half_up(_exact(amount) / 1000)


def tkr(amount: Decimal | int) -> str:
    """Take kronor and write whole thousands of them: 5 034 000 kronor is "5 034"."""
    return number(to_tkr(amount))


def percent(value: Decimal | int, decimals: int = 1) -> str:
    """Take a number of percent (21, not 0.21) and write "21,0 %"."""
    return f"{number(value, decimals)}{NO_BREAK}%"


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Return the part in percent of the whole, unrounded; None where the whole is nothing."""
    denominator = _exact(whole)
    return None if denominator == 0 else _exact(part) * 100 / denominator


def parse_amount(text: str) -> Decimal:
    """Read kronor as Swedes write them and return kronor with at most two decimals.

    Takes spaces of every kind between thousands, comma or point before öre, points between
    thousands, any minus sign, "kr", "tkr" and "mkr". A point before three digits stands between
    thousands of kronor and before decimals of mkr; of tkr it may be either and is refused, as is a
    comma before three digits.
    Raises ValueError with a Swedish sentence fit to show.
    """
    written = " ".join(text.split())
    body, factor = _without_unit(written.lower())
    body, negative = _without_sign(body)
    amount = _read_number(body, written, factor) * factor
    if amount >= _TOO_MUCH:
        raise ValueError(f"”{written}” är mer än programmet räknar med.")
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError(f"”{written}” har fler än två decimaler. Skriv till exempel 404 315,57.")
    amount = amount.quantize(Decimal("0.01")) if amount % 1 else amount.quantize(Decimal(1))
    return -amount if negative and amount else amount


def _without_unit(written: str) -> tuple[str, int]:
    found = _UNIT.search(written)
    if not found:
        return written, 1
    return written[: found.start()].strip(" ,") or "?", _UNITS.get(found["unit"], 1)


def _without_sign(body: str) -> tuple[str, bool]:
    if body.startswith("(") and body.endswith(")"):
        return body[1:-1].strip(), True
    if body and body[0] in _MINUSES:
        return body[1:].strip(), True
    if body and body[-1] in _MINUSES:
        return body[:-1].strip(), True
    return body.removeprefix("+").strip(), False


def _read_number(body: str, written: str, factor: int) -> Decimal:
    if not body:
        raise ValueError("Beloppet saknas. Skriv till exempel 5 034 000.")
    if _THOUSANDS_BY_POINT.fullmatch(body) and factor == 1_000:
        thousands = body.replace(".", " ")
        raise ValueError(f"”{written}” kan vara {thousands} tkr eller {thousands} kr. Skriv det ena.")
    if _THOUSANDS_BY_POINT.fullmatch(body) and factor == 1:
        return Decimal(body.replace(".", ""))
    if _THREE_AFTER_COMMA.fullmatch(body) and factor < 1_000_000:
        raise ValueError(f"”{written}” kan läsas på två sätt. Skriv tusental med mellanslag, 12 000.")
    for form in _NUMBER_FORMS:
        found = form.fullmatch(body)
        if found and body.replace("\u2019", "'").isascii():
            whole = re.sub(r"\D", "", found["whole"]) or "0"
            return Decimal(f"{whole}.{found['part'] or 0}")
    raise ValueError(f"”{written}” är inget belopp. Skriv till exempel 404 315,57.")
