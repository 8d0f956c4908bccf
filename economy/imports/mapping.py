"""Which line of the statements an account with its objects belongs to: pure, from the lines' own ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from economy.states import (
    ASSET_ROLES,
    DEBT_ROLES,
    EQUITY_ROLES,
    LineKind,
    StatementKind,
)
from finsam.errors import DomainError

Pair = tuple[str, str]  # dimension and object
Range = tuple[str, str]
_RANGE = re.compile(
    r"(\d+)(?:\s*[-–]\s*(\d+))?|([A-ZÅÄÖ0-9]*[A-ZÅÄÖ][A-ZÅÄÖ0-9]*)"
)  # or an account with letters
_OBJECTS = re.compile(r"(\d+)\s*:\s*([^\s,–-]+)(?:\s*[-–]\s*([^\s,–-]+))?")
# BAS and Kommun-Bas close the year over 899x; it stands on no line, for the line of the year's result is computed.
_YEAR_END = "899"


class Line(Protocol):
    """What the mapping knows of a line."""

    key: str
    kind: str
    statement: str
    role: str
    accounts: str
    objects_filter: str


def account_ranges(text: str) -> list[Range]:
    """Read "3500-3599, 3985, 37" as ranges of first digits; DomainError says what cannot be read."""
    found = []
    for part in filter(None, (each.strip() for each in text.replace(";", ",").split(","))):
        match = _RANGE.fullmatch(part)
        if not match:
            raise DomainError(f"”{part}” är inga konton. Skriv till exempel 3500-3599, 3985.")
        low = match[1] or match[3]
        high = match[2] or low
        if len(low) != len(high) or high < low:
            raise DomainError(
                f"”{part}” är inget intervall. Skriv det lägsta kontot först, lika många siffror."
            )
        found.append((low, high))
    return found


def object_ranges(text: str) -> list[tuple[str, str, str]]:
    """Read "6:100-199, 1:20" as (dimension, first, last); DomainError says what cannot be read."""
    found = []
    for part in filter(None, (each.strip() for each in text.replace(";", ",").split(","))):
        match = _OBJECTS.fullmatch(part)
        if not match:
            raise DomainError(
                f"”{part}” är inget objekt. Skriv dimension, kolon och objekt, till exempel 6:101."
            )
        found.append((match[1], match[2], match[3] or match[2]))
    return found


def holds_account(ranges: Iterable[Range], account: str) -> bool:
    """Whether an account stands in one of the ranges, by as many first digits as the range is written with.

    So "35" holds 3510 and 35101, and "3500-3599" holds 35101.
    """
    return any(low <= account.ljust(len(low), "0")[: len(low)] <= high for low, high in ranges)


def _natural(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isascii() and text.isdigit() else (-1, text)


def holds_objects(ranges: Iterable[tuple[str, str, str]], objects: Sequence[Pair]) -> bool:
    """Whether one of the objects stands in one of the ranges."""
    return any(
        dimension == wanted and _natural(first) <= _natural(number) <= _natural(last)
        for wanted, first, last in ranges
        for dimension, number in objects
    )


@dataclass(frozen=True)
class _Rule:
    key: str
    accounts: list[Range]
    objects: list[tuple[str, str, str]]


class Mapping:
    """The year's lines with their ranges; a line that names objects goes before one that does not."""

    def __init__(self, lines: Iterable[Line]) -> None:
        kept = [line for line in lines if line.kind == LineKind.LINE]
        self.lines = {line.key: line for line in kept}
        self._rules = [
            _Rule(line.key, account_ranges(line.accounts), object_ranges(line.objects_filter))
            for line in kept
            if line.accounts.strip()
        ]
        self._known: dict[tuple[str, tuple[Pair, ...]], list[str]] = {}
        self._hits: dict[str, list[_Rule]] = {}

    def lines_of(self, account: str, objects: Sequence[Pair] = ()) -> list[str]:
        """Give the keys of every line that claims the account; more than one is a fault to be shown."""
        name = (account, tuple(objects))
        if name not in self._known:
            hits = self._rules_of(account)
            special = [rule.key for rule in hits if rule.objects and holds_objects(rule.objects, objects)]
            self._known[name] = special or [rule.key for rule in hits if not rule.objects]
        return self._known[name]

    def _rules_of(self, account: str) -> list[_Rule]:
        if account not in self._hits:
            self._hits[account] = [rule for rule in self._rules if holds_account(rule.accounts, account)]
        return self._hits[account]

    def line_of(self, account: str, objects: Sequence[Pair] = ()) -> str | None:
        """Give the line that gets the amount: the first that claims it, so that nothing counts twice."""
        found = self.lines_of(account, objects)
        return found[0] if found else None


def needs_line(account: str) -> bool:
    """Whether an account must stand on a line: all but the one that closes the year."""
    return not account.startswith(_YEAR_END)


def sign_of(line: Line, account: str) -> int:
    """How a debit counts on the line: minus in the income statement, plus on assets, minus on equity and debts."""
    if line.statement == StatementKind.INCOME:
        return -1
    if line.role in ASSET_ROLES:
        return 1
    if line.role in EQUITY_ROLES | DEBT_ROLES:
        return -1
    return 1 if account.startswith("1") else -1
