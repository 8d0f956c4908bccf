"""Who was there at which §, and who held each seat: pure functions of loaded rows; everything else asks here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from board.models import Attendance, Paragraph, PresenceException
from board.states import PresenceChange
from finsam.states import AppointmentRole


@dataclass(frozen=True)
class Seat:
    """A ledamot's seat at a §, and who held it: she herself, an ersättare for her, or nobody."""

    ledamot: Attendance
    holder: Attendance | None


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

    def served_for(self, row: Attendance) -> Attendance | None:
        """Give the ledamot whose seat the person held at the §: herself, or the one she served for."""
        return next((seat.ledamot for seat in self.seats if seat.holder and seat.holder.pk == row.pk), None)


def sitting(attendances: Iterable[Attendance], paragraph: Paragraph, *, chair_id: int | None) -> Sitting:
    """Say how the body sat at the §; `exceptions` must be prefetched with their paragraphs.

    A ledamot who is there holds her seat herself. Otherwise the ersättare holds it who last went in for her and is
    there (6 kap. 17 § kommunallagen). `chair_id` is the person who leads the meeting when she is there.
    """
    rows = list(attendances)
    present = [row for row in rows if is_in_room(row, paragraph, row.exceptions.all())]
    conflicted = [row for row in rows if has_conflict(paragraph, row.exceptions.all())]
    seats = tuple(Seat(row, _holder(row, present, paragraph)) for row in rows if row.has_seat)
    return Sitting(paragraph, seats, tuple(present), tuple(conflicted), _chair(present, seats, chair_id))


def serves_at(row: Attendance, paragraph: Paragraph) -> tuple[int | None, int]:
    """Give whom (a person's key) the ersättare has gone in for as of the §, and the place on the agenda where she did."""
    found: tuple[int | None, int] = (row.serves_for_id, -1)
    for each in _ordered(row.exceptions.all(), {PresenceChange.SERVES}):
        if each.paragraph.position <= paragraph.position:
            found = (each.serves_for_id, each.paragraph.position)
    return found


def _holder(ledamot: Attendance, present: Sequence[Attendance], paragraph: Paragraph) -> Attendance | None:
    if any(row.pk == ledamot.pk for row in present):
        return ledamot
    claims = [
        (since, -place, row)
        for place, row in enumerate(present)
        if not row.has_seat
        for whom, since in [serves_at(row, paragraph)]
        if whom == ledamot.person_id
    ]
    return max(claims, key=lambda claim: claim[:2])[2] if claims else None


def _chair(present: Sequence[Attendance], seats: Sequence[Seat], chair_id: int | None) -> Attendance | None:
    """Give who led: the meeting's chair, else the vice chair, else the first ledamot on the list who was there."""
    named = next((row for row in present if row.person_id == chair_id), None)
    seated = [seat.ledamot for seat in seats if seat.holder and seat.holder.pk == seat.ledamot.pk]
    order = {AppointmentRole.CHAIR: 0, AppointmentRole.VICE_CHAIR: 1}
    ranked = sorted(seated, key=lambda row: order.get(AppointmentRole(row.role), 2))
    return named or next(iter(ranked), None)


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


def deciding(attendances: Iterable[Attendance], paragraph: Paragraph) -> list[Attendance]:
    """Give those who took part in deciding the §; `exceptions` must be prefetched with their paragraphs."""
    return sitting(attendances, paragraph, chair_id=None).deciding


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
