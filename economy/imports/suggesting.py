"""Proposals of which accounts stand on which line: from a chart's groups, and from what the file calls its accounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Protocol

from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import account_ranges, holds_account, needs_line
from economy.states import (
    ASSET_ROLES,
    FINANCIAL_ROLES,
    INCOME_ROLES,
    LineKind,
    LineRole,
    StatementKind,
)

# Starting points: group numbers of Kommun-Bas other than 35 are from memory, and every kommun
# has its own plan, so that these are only ever proposals for a person to look at.
SUGGESTIONS: dict[str, dict[str, str]] = {
    "Kommun-Bas": {
        LineRole.CONTRIBUTION: "35",
        LineRole.OTHER_INCOME: "30-34, 36-39",
        LineRole.INSATSER: "45-46",
        LineRole.ADMINISTRATION: "40-44, 47-78",
        LineRole.DEPRECIATION: "79",
        LineRole.FINANCIAL_INCOME: "84",
        LineRole.FINANCIAL_COST: "85",
        LineRole.RECEIVABLE: "15-17",
        LineRole.CASH: "19",
        LineRole.FIXED_ASSET: "10-13",
        LineRole.SHORT_INVESTMENT: "18",
        LineRole.OPENING_EQUITY: "20",
        LineRole.PROVISION: "22",
        LineRole.LONG_DEBT: "23",
        LineRole.SHORT_DEBT: "24-29",
    },
    "BAS": {
        LineRole.CONTRIBUTION: "3980-3989",
        LineRole.OTHER_INCOME: "3000-3979, 3990-3999",
        LineRole.INSATSER: "40-46",
        LineRole.ADMINISTRATION: "47-76",
        LineRole.DEPRECIATION: "78",
        LineRole.FINANCIAL_INCOME: "83",
        LineRole.FINANCIAL_COST: "84",
        LineRole.RECEIVABLE: "15-17",
        LineRole.CASH: "19",
        LineRole.FIXED_ASSET: "10-13",
        LineRole.SHORT_INVESTMENT: "18",
        LineRole.OPENING_EQUITY: "20",
        LineRole.PROVISION: "22",
        LineRole.LONG_DEBT: "23",
        LineRole.SHORT_DEBT: "24-29",
    },
}

_WORD = re.compile(r"[^\W\d_]{4,}")
# Words that nearly every line and account may have tell little of which belongs to which.
_GENERAL = ("övrig", "kostnad", "intäkt", "avgift", "förbund")
_LITTLE = 0.1


class Line(Protocol):
    """What a proposal knows of a line."""

    key: str
    label: str
    kind: str
    statement: str
    role: str
    accounts: str
    objects_filter: str


def suggestions(
    lines: Iterable[Line], plan: str, accounts: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Propose accounts for lines that have none, by their keys; `accounts` are the books' own, number to name.

    With accounts at hand each goes to the line that is called as it is, or else to the catch-all of its role in the
    plan. A role with a single line gets the plan's whole group, so that next year's new accounts stand there too.
    """
    kept = [line for line in lines if line.kind == LineKind.LINE]
    if not accounts:
        return _by_group(kept, plan)
    groups = {role: account_ranges(text) for role, text in SUGGESTIONS[plan].items()}
    placed = LineMapping(kept)
    empty = [line for line in kept if _may_get(line)]
    chosen: dict[str, list[str]] = defaultdict(list)
    for number, name in sorted(accounts.items()):
        if needs_line(number) and not placed.lines_of(number) and (
            line := _named(empty, number, name) or _grouped(empty, number, groups)
        ):  # fmt: skip
            chosen[line.key].append(number)
    return _widened(kept, empty, chosen, plan, groups)


def nearest(label: str, names: Iterable[str]) -> str | None:
    """Give the one name that is nearest a label, or None where none is or several are as near."""
    scores = {name: _likeness(name, label) for name in names}
    best = max(scores.values(), default=0.0)
    found = [name for name, score in scores.items() if score == best]
    return found[0] if best >= 1 and len(found) == 1 else None


def _by_group(lines: Sequence[Line], plan: str) -> dict[str, str]:
    proposed: dict[str, str] = {}
    told: set[str] = {line.role for line in lines if line.accounts.strip()}
    for line in lines:
        accounts = SUGGESTIONS[plan].get(line.role)
        if accounts and not line.accounts.strip() and line.role not in told:
            proposed[line.key] = accounts
            told.add(line.role)
    return proposed


def _may_get(line: Line) -> bool:
    """The year's result is what the accounts come to, and stands on no account."""
    return bool(line.role) and line.role != LineRole.YEARS_RESULT and not line.accounts.strip()


def _fits(line: Line, number: str) -> bool:
    """Whether an account of that class may stand on a line with that role."""
    if number[0] in "12":
        is_asset = line.role in ASSET_ROLES
        return line.statement == StatementKind.BALANCE and is_asset == (number[0] == "1")
    if line.statement != StatementKind.INCOME:
        return False
    if number[0] == "8":
        return line.role in FINANCIAL_ROLES
    return line.role not in FINANCIAL_ROLES and (line.role in INCOME_ROLES) == (number[0] == "3")


def _named(empty: Sequence[Line], number: str, name: str) -> Line | None:
    """The one line that is called as the account is; None where several are as near."""
    scores = [(_likeness(line.label, name), line) for line in empty if _fits(line, number)]
    best = max((score for score, _ in scores), default=0.0)
    found = [line for score, line in scores if score == best]
    return found[0] if best and len(found) == 1 else None


def _likeness(label: str, name: str) -> float:
    words = _WORD.findall(label.casefold())
    return sum(
        max((_same(word, other) for other in words), default=0.0) for word in _WORD.findall(name.casefold())
    )


def _same(first: str, second: str) -> float:
    """How much it says that two words begin alike: "fordran" and "fordringar" do."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
    if alike < min(6, max(4, min(len(first), len(second)) - 2)):
        return 0.0
    return _LITTLE if first.startswith(_GENERAL) else 1.0


def _grouped(empty: Sequence[Line], number: str, groups: Mapping[str, list[tuple[str, str]]]) -> Line | None:
    """The catch-all of the account's role, "Övrigt" or "Övriga fordringar", or else the role's first line."""
    role = next((role for role, ranges in groups.items() if holds_account(ranges, number)), None)
    lines = [line for line in empty if line.role == role and _fits(line, number)]
    return next(
        (line for line in lines if line.label.casefold().startswith("övrig")), lines[0] if lines else None
    )


def _widened(
    lines: Sequence[Line], empty: Sequence[Line], chosen: Mapping[str, list[str]], plan: str,
    groups: Mapping[str, list[tuple[str, str]]],
) -> dict[str, str]:  # fmt: skip
    """The accounts as text: the plan's group where its role has one line and nobody else has an account of it."""
    proposed = {}
    for line in empty:
        own, ranges = chosen.get(line.key, []), groups.get(line.role, [])
        others = {number for key, numbers in chosen.items() if key != line.key for number in numbers}
        is_alone = sum(each.role == line.role for each in lines) == 1
        if ranges and is_alone and not any(holds_account(ranges, number) for number in others):
            extra = [number for number in own if not holds_account(ranges, number)]
            proposed[line.key] = ", ".join([SUGGESTIONS[plan][line.role], *extra])
        elif own:
            proposed[line.key] = ", ".join(own)
    return proposed
