"""A period of arvoden as the office looks it through: its rows, who has not confirmed, what may change, and the budget."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from board.models import Meeting, Protocol
from board.states import UPCOMING, MeetingState, ProtocolKind, ProtocolState
from economy.imports.mapping import Mapping
from economy.models import FeePeriod, FeeRow, StatementLine
from economy.queries.books import open_books
from economy.queries.fees import ZERO, AtMeeting, FeeLine, lines_of, to_reckon, total
from economy.states import FeeKind
from finsam.models import Association, Person
from finsam.swedish.collation import sort_key


@dataclass(frozen=True)
class OfPerson:
    """One person's rows of a period."""

    person: Person
    lines: tuple[FeeLine, ...]

    @property
    def total(self) -> Decimal:
        """Kronor."""
        return total(self.lines)


@dataclass(frozen=True)
class FeePage:
    """A period: rows by person, who has not confirmed what, and meetings that may still change them."""

    period: FeePeriod
    lines: tuple[FeeLine, ...]
    waiting: tuple[AtMeeting, ...] = ()
    unended: tuple[Meeting, ...] = ()
    unsigned: tuple[Meeting, ...] = ()

    @property
    def total(self) -> Decimal:
        """Kronor."""
        return total(self.lines)

    @property
    def silent(self) -> list[tuple[Person, list[AtMeeting]]]:
        """Those who have not confirmed, each with her meetings."""
        found: dict[Person, list[AtMeeting]] = {}
        for each in self.waiting:
            found.setdefault(each.person, []).append(each)
        return sorted(found.items(), key=lambda pair: sort_key(pair[0].name))

    @property
    def people(self) -> list[OfPerson]:
        """The rows by person."""
        return [
            OfPerson(person, tuple(lines)) for person, lines in groupby(self.lines, lambda each: each.person)
        ]

    @property
    def sums(self) -> list[tuple[str, str, Decimal]]:
        """Account, kind and kronor, as they are booked."""
        found: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        for each in self.lines:
            found[each.fee.account, each.kind] += each.fee.amount
        return [(account, FeeKind(kind).label, amount) for (account, kind), amount in sorted(found.items())]


def fee_page(period: FeePeriod, today: dt.date) -> FeePage:
    """Give a period; of a closed one what was stored."""
    if period.is_closed:
        return FeePage(period, tuple(lines_of(period)))
    at = to_reckon(period)
    own = [each for each in at if each.meeting.held_on >= period.starts_on]
    return FeePage(
        period,
        tuple(lines_of(period, at)),
        tuple(each for each in own if each.claim is None),
        tuple(_unended(period, today)),
        tuple(_unsigned({each.meeting for each in own})),
    )


def _unended(period: FeePeriod, today: dt.date) -> list[Meeting]:
    rows = Meeting.objects.of(period.association).filter(
        body__kind="styrelse", held_on__gte=period.starts_on, held_on__lte=min(today, period.ends_on),
        state__in=[*UPCOMING, MeetingState.IN_SESSION],
    )  # fmt: skip
    return list(rows.select_related("body__association").order_by("held_on"))


def _unsigned(meetings: set[Meeting]) -> list[Meeting]:
    done = Protocol.objects.filter(
        meeting__in=[each.pk for each in meetings], kind=ProtocolKind.MAIN,
        state__in=[ProtocolState.SIGNED, ProtocolState.SENT],
    ).values_list("meeting_id", flat=True)  # fmt: skip
    settled = set(done)
    return sorted((each for each in meetings if each.pk not in settled), key=lambda each: each.held_on)


# ---- Beside the budget


@dataclass(frozen=True)
class FeesOnLine:
    """What a year's arvoden come to on a line of the statements, beside its budget; costs are plus."""

    line: StatementLine | None
    accounts: tuple[str, ...]
    paid: Decimal
    budget: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """What is left of the line's budget when the arvoden are paid."""
        return None if self.budget is None else self.budget - self.paid


def fees_and_budget(association: Association, year: int, lines: Sequence[FeeLine] = ()) -> list[FeesOnLine]:
    """Give the year's arvoden by line: those of closed periods, and those of an open one (`lines`)."""
    amounts: dict[str, Decimal] = defaultdict(lambda: ZERO)
    closed = FeeRow.objects.filter(
        period__association=association, period__closed_at__isnull=False, day__year=year
    )
    for account, amount in closed.values_list("account", "amount"):
        amounts[account] += amount
    for each in lines:
        if each.day.year == year:
            amounts[each.fee.account] += each.fee.amount
    if not amounts:
        return []
    book = open_books(association, [year]).get(year)
    mapping = Mapping(book.lines if book else ())
    by_line: dict[str | None, list[str]] = defaultdict(list)
    for account in sorted(amounts):
        by_line[mapping.line_of(account)].append(account)
    planned = book.amounts(book.budget) if book and book.budget else {}
    known = {each.key: each for each in book.lines} if book else {}
    return [
        FeesOnLine(
            known.get(key or ""), tuple(accounts), sum((amounts[each] for each in accounts), ZERO), _cost(planned.get(key or ""))
        )
        for key, accounts in by_line.items()
    ]  # fmt: skip


def _cost(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount
