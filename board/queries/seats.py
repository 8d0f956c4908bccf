"""How many seats a body has on a day, and which of them are vacant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from board.models import Attendance, Meeting
from finsam.models import Body


def seats_to_count(body: Body, *, on: dt.date, filled: int) -> int:
    """Give the seats that quorum counts on a day: förbundsordningen's, or those filled, as the association has chosen.

    `body` comes with its association. A body other than the board has the seats that are filled.
    """
    return _counted(body, filled, vacant=max(sum(seats for _, seats in ordained_seats(body, on)) - filled, 0))


def seats_of(meeting: Meeting, rows: Iterable[Attendance]) -> tuple[list[str], int]:
    """Give the member of each vacant seat at the meeting, and the seats that quorum counts from."""
    filled = [row.member_name for row in rows if row.has_seat]
    ordained = _ordained(meeting)
    short = max(sum(seats for _, seats in ordained) - len(filled), 0)
    lacking = [name for name, seats in ordained for _ in range(seats - filled.count(name))]
    return lacking[:short], _counted(meeting.body, len(filled), vacant=short)


def vacant_seats(meeting: Meeting, rows: Iterable[Attendance]) -> list[str]:
    """Give the member of each seat that nobody is appointed to (förbundsordningen; 10 § lag 2003:1210)."""
    return seats_of(meeting, rows)[0]


def _ordained(meeting: Meeting) -> list[tuple[str, int]]:
    """Give the seats that held when the meeting was opened: a later förbundsordning changes no earlier meeting."""
    if meeting.ordained is not None:
        return [(name, seats) for name, seats in meeting.ordained]
    return ordained_seats(meeting.body, meeting.held_on)


def ordained_seats(body: Body, on: dt.date) -> list[tuple[str, int]]:
    """Give each member's name and seats by förbundsordningen as it is; only the board has such."""
    return list(body.association.members.on(on).values_list("name", "seats")) if body.is_board else []


def _counted(body: Body, filled: int, *, vacant: int) -> int:
    return filled + vacant if body.is_board and body.association.vacant_seats_count else filled
