"""A cell of a pasted table as kronor: a unit written in the cell wins over that of its column."""

from __future__ import annotations

import re
from decimal import Decimal

from economy.pasting import labels
from finsam.swedish import money

BLANK = {"", "-", "–", "—", "−", "..", "…", "n/a", "N/A"}
_OWN_UNIT = re.compile(r"(tkr|mn?kr|kronor|kr\.?|sek|:[-–−])\s*$", re.IGNORECASE)
_STRAY_POINT = re.compile(r"^([-−–])\s*[.,]\s+(?=\d)")
_OLD_MINUS = re.compile(r"^\./\.\s*")
_YEAR = re.compile(r"(19|20)\d\d")
_LARGE = 100_000  # in thousands or millions, what no förbund has


def read(text: str, unit: str) -> Decimal | None:
    """Read kronor, None where the cell is empty; ValueError with a sentence and both readings where it is unclear."""
    if text in BLANK:
        return None
    text = _bare(text)
    if _OWN_UNIT.search(text) or unit in {"", "kr"}:
        return money.parse_amount(text)
    if "," not in text and abs(money.parse_amount(text)) >= _LARGE:
        raise ValueError(f"”{text}” kan vara {text} kr eller {text} {unit}. Skriv enheten efter beloppet.")
    return money.parse_amount(f"{text} {unit}")


def is_amount(text: str) -> bool:
    """Tell whether the cell holds an amount; a year at the head of a column looks like one and is none."""
    if text in BLANK or _YEAR.fullmatch(text):
        return False
    try:
        money.parse_amount(_bare(text))
    except ValueError as error:
        return "två sätt" in str(error)
    return True


def _bare(text: str) -> str:
    """Without the marks of footnotes, those of bold type and a point that strayed in after the minus."""
    is_bold = text.startswith("*") and text.endswith("*")
    text = _OLD_MINUS.sub("-", text).removeprefix("±")
    return _STRAY_POINT.sub(r"\1", labels.without_mark(text.strip("* ") if is_bold else text))


def written(amount: Decimal, unit: str) -> str:
    """Write kronor in the unit of the column, as the table has them."""
    if unit not in {"tkr", "mkr"}:
        return f"{money.kr_as_needed(amount)} kr"
    value = (amount / (1000 if unit == "tkr" else 1_000_000)).normalize()
    return f"{money.number(value, max(0, -int(value.as_tuple().exponent)))} {unit}"
