"""How what is measured is read, written and held against its target, as pure functions of numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from finsam.swedish import money
from reporting.states import Direction, GoalStatus, MeasureKind

MOST_DECIMALS = 4
LARGEST = Decimal(10) ** 13
_OF = re.compile(r"^(?P<number>.+?)\s+av\s+(?P<of>.+)$", re.IGNORECASE | re.DOTALL)
_PLAIN = re.compile(r"[-−–]?\d[\d\s]*(?:[.,]\d+)?")


@dataclass(frozen=True)
class Value:
    """What was measured; for shares `of` is what it is a share of: 3 of 14, or 44 percent of 36 answers."""

    number: Decimal
    of: Decimal | None = None


def read_value(kind: str, text: str, unit: str = "") -> Value:
    """Read a value as Swedes write it: 63 %, 4,71, 3 av 14, 44 % av 36. Raises ValueError with a sentence."""
    parted = _OF.match(text.strip())
    if kind == MeasureKind.SHARE and parted is None:
        raise ValueError("Skriv andelen som två tal, till exempel 3 av 14.")
    if kind == MeasureKind.PERCENT_OF and parted is None:
        raise ValueError("Skriv procenten och hur många som svarade, till exempel 44 % av 36.")
    if parted is None or kind in {MeasureKind.NUMBER, MeasureKind.CHANGE}:
        return Value(_read_number(text, unit))
    value = Value(_read_number(parted["number"], unit), _read_number(parted["of"], unit))
    if value.of is None or value.of <= 0:
        raise ValueError("Skriv hur många det är av, mer än noll.")
    if kind == MeasureKind.SHARE and not 0 <= value.number <= value.of:
        raise ValueError("Andelen kan inte vara större än det den är av.")
    return value


def read_target(kind: str, text: str, unit: str = "") -> Value:
    """Read a target: as a value, but a share may be told in percent alone (75 %)."""
    if kind in {MeasureKind.SHARE, MeasureKind.PERCENT_OF} and not _OF.match(text.strip()):
        return Value(_read_number(text, "%"))
    return read_value(kind, text, unit)


def _read_number(text: str, unit: str) -> Decimal:
    body = text.strip()
    for ending in (unit.strip(), "%", "procent"):
        if ending and body.casefold().endswith(ending.casefold()):
            body = body[: len(body) - len(ending)].strip()
    if not _PLAIN.fullmatch(body):
        raise ValueError(f"{text.strip() or 'Det'} är inget tal. Skriv till exempel 26 eller 4,71.")
    number = Decimal(re.sub(r"\s", "", body).replace(",", ".").replace("−", "-").replace("–", "-"))
    if -int(number.as_tuple().exponent) > MOST_DECIMALS or abs(number) >= LARGEST:
        raise ValueError(f"Skriv ett tal med högst {MOST_DECIMALS} decimaler och tretton siffror.")
    return number


def compared(kind: str, value: Value) -> Decimal:
    """Give the number by which values of the kind are compared: of a share its percent."""
    if kind == MeasureKind.SHARE and value.of:
        return value.number * 100 / value.of
    return value.number


def written(kind: str, value: Value, unit: str = "") -> str:
    """Write a value as Swedes do: 26 dagar, 63 %, 3 av 14 (21 %), 44 % av 36."""
    number = _number(value.number)
    if kind == MeasureKind.SHARE:
        if value.of is None:
            return f"{number}\u00a0%"
        share = money.percent(compared(kind, value), 0)
        return f"{number}\u00a0av\u00a0{_number(value.of)} ({share})"
    if kind == MeasureKind.PERCENT_OF:
        percent = f"{number}\u00a0%"
        return percent if value.of is None else f"{percent} av\u00a0{_number(value.of)}"
    return f"{number}\u00a0{unit}" if unit else number


def target_written(kind: str, target: Value | None, direction: str, unit: str = "") -> str:
    """Write a target: 50 %, högst 21 dagar, lägre än föregående år; nothing where there is none."""
    if kind == MeasureKind.CHANGE:
        return "lägre än föregående år" if direction == Direction.DOWN else "högre än föregående år"
    if target is None:
        return ""
    told = written(kind, target, unit)
    if kind == MeasureKind.SHARE and target.of is not None:
        told = told.rpartition(" (")[0]
    return f"högst {told}" if direction == Direction.DOWN else told


def proposed_status(
    *, value: Decimal | None, target: Decimal | None, direction: str, near_percent: Decimal
) -> GoalStatus:
    """Propose an assessment: reached, near (within the förbund's band, in percent of the target) or not.

    Nothing is proposed without a value and a target.
    """
    if value is None or target is None:
        return GoalStatus.NOT_ASSESSED
    ahead = value - target if direction == Direction.UP else target - value
    if ahead >= 0:
        return GoalStatus.GREEN
    return GoalStatus.YELLOW if -ahead <= abs(target) * near_percent / 100 else GoalStatus.RED


def proposed_change(
    *, value: Decimal | None, before: Decimal | None, direction: str, near_percent: Decimal
) -> GoalStatus:
    """Propose the same for what shall go up or down from the year before: standing still is near, never reached."""
    if value is None or before is None:
        return GoalStatus.NOT_ASSESSED
    if value == before:
        return GoalStatus.YELLOW
    return proposed_status(value=value, target=before, direction=direction, near_percent=near_percent)


def _number(value: Decimal) -> str:
    plain = value.normalize()
    return money.number(value, max(0, -int(plain.as_tuple().exponent)))


_ELECTED = re.compile(
    r"ordförande|ledamot|ersättare|fullmäktig|förtroende|(?:\b|kommunal|kommun|region|landstings|oppositions)råd\b|\bkso\b|\brso\b",
    re.IGNORECASE,
)


def seems_elected(title: str) -> bool:
    """Whether a title is one that a förtroendevald has: kommunalråd, ordförande, ledamot and the like."""
    return bool(_ELECTED.search(title))
