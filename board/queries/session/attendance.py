"""Who is at the meeting, as things stand at the § shown, and whether they are enough to decide."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from board import rules
from board.counting.presence import VACANT, Sitting, Whom, has_conflict, is_in_room, is_there, serves_at
from board.models import Attendance, Meeting, PresenceException
from board.states import PresenceChange
from finsam.states import AppointmentRole
from finsam.swedish import dates

_SHORT_ROLES: dict[str, str] = {
    AppointmentRole.CHAIR: "ordf.",
    AppointmentRole.VICE_CHAIR: "vice",
    AppointmentRole.DEPUTY: "ers.",
    AppointmentRole.CHIEF: "förbundschef",
    AppointmentRole.OFFICER: "handläggare",
}


@dataclass(frozen=True)
class Quorum:
    """Whether the board may decide: seats, those deciding there, and how many it takes (6 kap. 27 § kommunallagen)."""

    seats: int
    present: int
    is_board: bool

    @property
    def needed(self) -> int:
        return rules.quorum_minimum(self.seats)

    @property
    def is_met(self) -> bool:
        return rules.quorum(self.seats, self.present)

    @property
    def marks(self) -> list[bool]:
        """A mark a seat, filled for each who is there."""
        return [place < self.present for place in range(self.seats)]


@dataclass(frozen=True)
class AttendanceLine:
    """One person in the list beside the text, as things stand at the § shown."""

    row: Attendance
    is_in_room: bool
    is_there: bool
    serves_for: Whom
    is_deciding: bool
    has_conflict: bool
    came_here: bool
    left_here: bool
    at: str
    moves: str
    is_chair: bool
    is_secretary: bool
    is_adjuster: bool

    @property
    def serves_vacant(self) -> bool:
        """Whether she has gone in on a vacant seat."""
        return self.serves_for == VACANT

    @property
    def may_have_conflict(self) -> bool:
        """Whether jäv can be said of her: one who is there and may decide."""
        return self.is_there and (self.row.has_seat or self.row.is_deputy)

    @property
    def moves_here(self) -> bool:
        """Whether she came or went at the §."""
        return self.came_here or self.left_here

    @property
    def note(self) -> str:
        """What stands at right: who appointed her, and in what capacity she is there."""
        role = "sekr." if self.is_secretary else _SHORT_ROLES.get(self.row.role, self.row.title.lower())
        leads = "leder" if self.is_chair and self.row.role != AppointmentRole.CHAIR else ""
        parts = [self.row.member_abbreviation, role, leads, "just." if self.is_adjuster else ""]
        parts += ["distans" if self.row.is_remote else "", "jäv" if self.has_conflict else "", self.moves]
        if self.is_deciding and not self.row.has_seat:
            parts.append("tjänstgör")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Offer:
    """An ersättare who is there and stands in turn for an empty seat of her member."""

    deputy: Attendance
    ledamot: Attendance | None

    @property
    def whom(self) -> Whom:
        """What the button says of the seat."""
        return self.ledamot.person_id if self.ledamot else VACANT

    @property
    def for_text(self) -> str:
        return f"för {self.ledamot.person.name}" if self.ledamot else "på den vakanta platsen"


def substitutes(sitting: Sitting) -> list[Offer]:
    """Give who may go in where a seat is empty: of the same member, in the order of service (12 § lag 2003:1210)."""
    free = [row for row in sitting.present if row.is_deputy and sitting.seat_of(row) is None]
    offers = []
    for seat in (each for each in sitting.seats if each.holder is None):
        deputy = next((row for row in free if row.member_name == seat.member_name), None)
        if deputy:
            free.remove(deputy)
            offers.append(Offer(deputy, seat.ledamot))
    return offers


def attendances_of(meeting: Meeting) -> QuerySet[Attendance]:
    """Everyone listed at the meeting, with their comings and goings."""
    moves = Prefetch("exceptions", PresenceException.objects.select_related("paragraph"))
    return (
        meeting.attendances.select_related("person", "serves_for")
        .prefetch_related(moves)
        .order_by("position", "id")
    )


def attendance_line(row: Attendance, sitting: Sitting, *, is_adjuster: bool) -> AttendanceLine:
    """Show one listed person at the §; her comings and goings must be loaded."""
    paragraph = sitting.paragraph
    meeting = paragraph.meeting
    exceptions = list(row.exceptions.all())
    here = [each for each in exceptions if each.paragraph_id == paragraph.pk]
    came = next((each for each in here if each.change == PresenceChange.CAME), None)
    left = next((each for each in here if each.change == PresenceChange.LEFT), None)
    timed = next((each.at_time for each in (came, left) if each and each.at_time), None)
    return AttendanceLine(
        row=row,
        is_in_room=is_in_room(row, paragraph, exceptions),
        is_there=is_there(row, paragraph, exceptions),
        serves_for=serves_at(row, paragraph)[0],
        is_deciding=sitting.seat_of(row) is not None,
        has_conflict=has_conflict(paragraph, exceptions),
        came_here=came is not None,
        left_here=left is not None,
        at=dates.clock_time(timed) if timed else "",
        moves=", ".join(
            _move(each) for each in exceptions if each.change in {PresenceChange.CAME, PresenceChange.LEFT}
        ),
        is_chair=sitting.chair is not None and sitting.chair.pk == row.pk,
        is_secretary=row.person_id == meeting.secretary_id,
        is_adjuster=is_adjuster,
    )


def _move(exception: PresenceException) -> str:
    where = f"§\u00a0{exception.paragraph.number}" if exception.paragraph.number else "ett ärende"
    return f"{exception.get_change_display().lower()} {where}"
