"""Who was there at which §, and who held each seat: pure functions of loaded rows; everything else asks here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from board.models import Attendance, Paragraph, PresenceException
from board.states import PresenceChange
from finsam.states import AppointmentRole

VACANT = "vakant"  # the ersättare has gone in on a vacant seat of her member
Whom = int | str | None  # whom an ersättare has gone in for: a person's key, VACANT, or nobody


@dataclass(frozen=True)
class Seat:
    """A seat at a §, and who held it: its ledamot, an ersättare for her, or nobody; a vacant seat has no ledamot."""

    ledamot: Attendance | None
    holder: Attendance | None
    member_name: str = ""

    @property
    def is_held_for_another(self) -> bool:
        """Whether an ersättare holds it."""
        return self.holder is not None and (self.ledamot is None or self.ledamot.pk != self.holder.pk)


@dataclass(frozen=True)
class Sitting:
    """How the body sat at one §."""

    paragraph: Paragraph
    seats: tuple[Seat, ...]
    present: tuple[Attendance, ...]
    conflicted: tuple[Attendance, ...]
    chair: Attendance | None

    @property
    def deciding(self) -> list[Attendance]:
        """Those who took part in deciding, one a seat and no more, in the order of the list."""
        holders = {seat.holder.pk for seat in self.seats if seat.holder}
        return [row for row in self.present if row.pk in holders]

    def seat_of(self, row: Attendance) -> Seat | None:
        """Give the seat that the person held at the §: her own, one she served on, or none."""
        return next((seat for seat in self.seats if seat.holder and seat.holder.pk == row.pk), None)


def sitting(
    attendances: Iterable[Attendance],
    paragraph: Paragraph,
    *,
    chair_id: int | None,
    vacant: Sequence[str] = (),
) -> Sitting:
    """Say how the body sat at the §; `exceptions` must be prefetched with their paragraphs.

    A ledamot who is there holds her seat herself. Otherwise the ersättare holds it who last went in for her and is
    there (6 kap. 17 § kommunallagen). `vacant` names the member of each vacant seat. `chair_id` is the person who
    leads from the start when she is there.
    """
    rows = list(attendances)
    present = _present(rows, paragraph)
    conflicted = [row for row in rows if has_conflict(paragraph, row.exceptions.all())]
    seats = [Seat(row, _holder(row, present, paragraph), row.member_name) for row in rows if row.has_seat]
    seats += _vacant_seats(vacant, present, paragraph)
    chair = leader(rows, paragraph, chair_id=chair_id)
    return Sitting(paragraph, tuple(seats), tuple(present), tuple(conflicted), chair)


def serves_at(row: Attendance, paragraph: Paragraph) -> tuple[Whom, int]:
    """Give whom the ersättare has gone in for as of the §, and the place on the agenda where she did."""
    found: tuple[Whom, int] = (VACANT if row.serves_vacant else row.serves_for_id, -1)
    for each in _ordered(row.exceptions.all(), {PresenceChange.SERVES}):
        if each.paragraph.position <= paragraph.position:
            found = (VACANT if each.serves_vacant else each.serves_for_id, each.paragraph.position)
    return found


def leader(
    attendances: Iterable[Attendance], paragraph: Paragraph, *, chair_id: int | None
) -> Attendance | None:
    """Give who led at the §, among those who were in the room.

    The one last named beside a §, else the one named for the meeting, else the chair, the vice chair and then the
    ledamot who stands first in the order that the förbund has set (the eldest, where its förbundsordning says so).
    Nobody where no such order is known: then it is asked.
    """
    rows = list(attendances)
    present = _present(rows, paragraph)
    for person_id in [*_named_leaders(rows, paragraph), chair_id]:
        named = next((row for row in present if row.person_id == person_id), None)
        if named:
            return named
    order = {AppointmentRole.CHAIR: 0, AppointmentRole.VICE_CHAIR: 1}
    ranks = {
        row.pk: (order.get(AppointmentRole(row.role), 2), row.stand_in or 0)
        for row in present
        if row.has_seat
    }
    known = [row for row in present if row.has_seat and (row.role in order or row.stand_in)]
    return min(known, key=lambda row: ranks[row.pk], default=None)


def _named_leaders(rows: Iterable[Attendance], paragraph: Paragraph) -> list[int]:
    """Give who have been named beside a § up to this one, the latest first."""
    marks = [
        (each.paragraph.position, each.pk, row.person_id)
        for row in rows
        for each in row.exceptions.all()
        if each.change == PresenceChange.LEADS and each.paragraph.position <= paragraph.position
    ]
    return [person_id for _, _, person_id in sorted(marks, reverse=True)]


def _present(rows: Iterable[Attendance], paragraph: Paragraph) -> list[Attendance]:
    return [row for row in rows if is_in_room(row, paragraph, row.exceptions.all())]


def _claims(whom: Whom, present: Sequence[Attendance], paragraph: Paragraph) -> list[Attendance]:
    """Give the ersättare there who have gone in for someone, the latest first."""
    claims = [
        (since, -place, row)
        for place, row in enumerate(present)
        if not row.has_seat
        for served, since in [serves_at(row, paragraph)]
        if served == whom
    ]
    return [row for _, _, row in sorted(claims, key=lambda claim: claim[:2], reverse=True)]


def _holder(ledamot: Attendance, present: Sequence[Attendance], paragraph: Paragraph) -> Attendance | None:
    if any(row.pk == ledamot.pk for row in present):
        return ledamot
    return next(iter(_claims(ledamot.person_id, present, paragraph)), None)


def _vacant_seats(vacant: Sequence[str], present: Sequence[Attendance], paragraph: Paragraph) -> list[Seat]:
    waiting = _claims(VACANT, present, paragraph)
    seats = []
    for member_name in vacant:
        holder = next((row for row in waiting if row.member_name == member_name), None)
        waiting = [row for row in waiting if row != holder]
        seats.append(Seat(None, holder, member_name))
    return seats


def is_in_room(attendance: Attendance, paragraph: Paragraph, exceptions: Iterable[PresenceException]) -> bool:
    """Whether the person was in the room, or connected, when the § was dealt with.

    Who has jäv is out for that § alone (6 kap. 30 § kommunallagen).
    """
    return is_there(attendance, paragraph, exceptions) and not has_conflict(paragraph, exceptions)


def is_there(attendance: Attendance, paragraph: Paragraph, exceptions: Iterable[PresenceException]) -> bool:
    """Whether the person was at the meeting at the §, jäv aside.

    `exceptions` are the attendance's own, each with its paragraph at hand. Who comes at a § is there from it, and who
    leaves at a § is away from it on.
    """
    if not attendance.is_present:
        return False
    came_first = _first_move(exceptions)
    inside = came_first != PresenceChange.CAME
    for move in _moves(exceptions):
        if move.paragraph.position > paragraph.position:
            break
        inside = move.change == PresenceChange.CAME
    return inside


def has_conflict(paragraph: Paragraph, exceptions: Iterable[PresenceException]) -> bool:
    """Whether the person was kept out of this § by jäv."""
    return any(
        exception.change == PresenceChange.CONFLICT and exception.paragraph_id == paragraph.pk
        for exception in exceptions
    )


def deciding_at(
    attendances: Iterable[Attendance], paragraph: Paragraph, *, vacant: Sequence[str] = ()
) -> list[Attendance]:
    """Give those who took part in deciding the §; `exceptions` must be prefetched with their paragraphs."""
    return sitting(attendances, paragraph, chair_id=None, vacant=vacant).deciding


def _moves(exceptions: Iterable[PresenceException]) -> list[PresenceException]:
    return _ordered(exceptions, {PresenceChange.CAME, PresenceChange.LEFT})


def _ordered(
    exceptions: Iterable[PresenceException], changes: set[PresenceChange]
) -> list[PresenceException]:
    return sorted(
        (each for each in exceptions if each.change in changes), key=lambda each: each.paragraph.position
    )


def _first_move(exceptions: Iterable[PresenceException]) -> str | None:
    moves = _moves(exceptions)
    return moves[0].change if moves else None
