"""What must agree: apps register checks; findings name both figures and say what to do. They warn, never stop."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from finsam.models import Association


class Kind(StrEnum):
    """How two figures disagree."""

    REAL = "fel i handlingen"
    CROSS = "två ställen säger olika"
    ROUNDING = "avrundning"
    METHOD = "olika sätt att räkna"
    MISSING = "uppgift saknas"


@dataclass(frozen=True)
class Finding:
    """Two figures that should agree: both as text, where each stands, the kind and the remedy.

    `topic` says what it is about ("economy.note"), so that a part of a document can say which it shows.
    """

    key: str
    what: str
    here: str
    here_place: str
    there: str
    there_place: str
    kind: Kind
    remedy: str
    url: str = ""
    topic: str = ""


Check = Callable[[Association, int], Iterable[Finding]]
_checks: list[Check] = []


def register(check: Check) -> Check:
    """Have `check(association, year)` asked; called from `AppConfig.ready()`."""
    if check not in _checks:
        _checks.append(check)
    return check


def findings(association: Association, year: int) -> list[Finding]:
    """Give everything that does not agree in the year, in the order the checks were registered."""
    return [finding for check in _checks for finding in check(association, year)]
