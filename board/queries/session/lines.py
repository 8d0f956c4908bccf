"""Att-satser, yrkanden, reservationer and votes of a § as the page shows them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from board.counting.presence import Sitting
from board.models import Attendance, new_row_key
from board.queries import writing
from board.states import StatementKind
from board.wording.said_in_clause import Said, said_in
from finsam.models import Person
from finsam.swedish import dates, money, words

_MONEY = re.compile(r"\bkr\b|kronor|\btkr\b", re.IGNORECASE)


@dataclass(frozen=True)
class AmountLine:
    """Money in an att-sats as the page shows it."""

    kronor: str = ""
    year: str = ""
    financing: str = ""


@dataclass(frozen=True)
class DecisionLine:
    """An att-sats as the page shows it; the last one is empty and ready."""

    key: str
    text: str = ""
    who: str = ""
    due: str = ""
    amounts: tuple[AmountLine, ...] = ()
    is_new: bool = False
    point: str = ""
    index: int | str = 0
    year: int = 0

    @property
    def offered(self) -> Said:
        """What the att-sats says of money, person and day where that is not filled in."""
        said = said_in(self.text, year=self.year)
        return Said(
            kronor=said.kronor if not self.amounts else "",
            who=said.who if not self.who else "",
            due=said.due if not self.due else "",
        )

    @property
    def offer_text(self) -> str:
        """Such as "420 000 kronor, förbundschefen, senast 13 maj 2022"; nothing when nothing is offered."""
        offered = self.offered
        day = dt.date.fromisoformat(offered.due) if offered.due else None
        parts = [f"{_kronor(offered.kronor)} kronor" if offered.kronor else "", offered.who]
        parts.append(f"senast {dates.long_date(day)}" if day else "")
        return ", ".join(filter(None, parts))

    @property
    def asks_for_money(self) -> bool:
        """Whether the amounts stand open: there are some, or the att-sats speaks of money (as the page's script has it)."""
        return bool(self.amounts or _MONEY.search(self.text))

    @property
    def money_lines(self) -> list[AmountLine]:
        """The amounts there are and one more."""
        return [*self.amounts, AmountLine()]


@dataclass(frozen=True)
class PointLine:
    """An underpunkt as the page shows it, with its own att-satser and an empty one."""

    key: str
    heading: str
    presenter: str
    text: str
    rows: tuple[DecisionLine, ...]
    proposal: tuple[str, ...] = ()  # its proposed att-satser

    @property
    def name(self) -> str:
        """What its fields are called for who does not see the page."""
        return self.heading or "utan rubrik"

    @property
    def under(self) -> str:
        """What is said of its att-satser beside their number."""
        return f", {self.name}"


@dataclass(frozen=True)
class StatementLine:
    """A yrkande, a reservation or a särskilt yttrande as the page shows it."""

    key: str
    kind: str
    who: str = ""
    text: str = ""


@dataclass(frozen=True)
class Voter:
    """One who may vote in the §, and how she did."""

    person: Person
    vote: str


def decision_lines(content: dict[str, Any], *, year: int = 0) -> list[DecisionLine]:
    """Give every att-sats in which something is written: the §'s own and an empty one, then those of each underpunkt.

    Each has its place among them all, which is what its fields are named by.
    """
    rows = writing.rows_of(content, "decision")
    filled = [
        _decision_line(key, parts)
        for key, parts in rows.items()
        if any(parts.get(part) for part in writing.DECISION_PARTS)
    ]
    points = list(writing.rows_of(content, "point"))
    lines = []
    for point in ["", *points]:
        lines += [line for line in filled if (line.point if line.point in points else "") == point]
        lines.append(DecisionLine(key=new_row_key(), is_new=True, point=point))
    return [replace(line, index=index, year=year) for index, line in enumerate(lines)]


def point_lines(
    content: dict[str, Any], lines: Iterable[DecisionLine], proposals: Mapping[str, str]
) -> list[PointLine]:
    """Give the underpunkter, each with its own of the att-satser and what was proposed in it (`proposals`, by key)."""
    lines = list(lines)
    return [
        PointLine(
            key=key,
            heading=parts.get("heading") or "",
            presenter=parts.get("presenter") or "",
            text=parts.get("text") or "",
            rows=tuple(line for line in lines if line.point == key),
            proposal=tuple(words.bare_clauses(proposals.get(key, ""))),
        )
        for key, parts in writing.rows_of(content, "point").items()
    ]


def statement_lines(content: dict[str, Any], kinds: Collection[StatementKind]) -> list[StatementLine]:
    """Give what was put forward of these kinds, and an empty line of the first of them."""
    rows = writing.rows_of(content, "statement")
    filled = [
        StatementLine(key, parts.get("kind", ""), parts.get("who", ""), parts.get("text", ""))
        for key, parts in rows.items()
        if parts.get("kind") in kinds and (parts.get("who") or parts.get("text"))
    ]
    return [*filled, StatementLine(new_row_key(), next(iter(kinds)))]


def voters(content: dict[str, Any], attendances: Iterable[Attendance], sitting: Sitting) -> list[Voter]:
    """Give those who take part in the §, and whoever has a vote all the same; never one who is jävig."""
    voted = {
        int(name.partition(":")[2]): vote
        for name, vote in content.items()
        if name.startswith("vote:") and vote
    }
    asked = {row.person_id for row in sitting.deciding} | set(voted)
    asked -= {row.person_id for row in sitting.conflicted}
    return [Voter(row.person, voted.get(row.person_id, "")) for row in attendances if row.person_id in asked]


def _decision_line(key: str, parts: dict[str, Any]) -> DecisionLine:
    amounts = tuple(
        AmountLine(_kronor(kronor), year, financing) for kronor, year, financing in parts.get("amounts") or []
    )
    return DecisionLine(
        key,
        parts.get("text") or "",
        parts.get("who") or "",
        parts.get("due") or "",
        amounts,
        point=parts.get("point") or "",
    )


def _kronor(stored: str) -> str:
    try:
        return money.kr_as_needed(money.parse_amount(stored)) if stored else ""
    except ValueError:
        return stored
