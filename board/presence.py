"""Who was there at which §: attendance with its exceptions, as pure functions of loaded rows."""

from collections.abc import Iterable, Sequence

from board.models import Attendance, Paragraph, PresenceException
from board.states import PresenceChange


def is_in_room(attendance: Attendance, paragraph: Paragraph, exceptions: Iterable[PresenceException]) -> bool:
    """Whether the person was in the room, or connected, when the § was dealt with.

    `exceptions` are the attendance's own, each with its paragraph at hand. Who comes at a § is there from it, who
    leaves at a § is away from it on, and who has jäv is out for that § alone (6 kap. 30 § kommunallagen).
    """
    if not attendance.is_present:
        return False
    came_first = _first_move(exceptions)
    inside = came_first != PresenceChange.CAME
    for move in _moves(exceptions):
        if move.paragraph.position > paragraph.position:
            break
        inside = move.change == PresenceChange.CAME
    return inside and not has_conflict(paragraph, exceptions)


def has_conflict(paragraph: Paragraph, exceptions: Iterable[PresenceException]) -> bool:
    """Whether the person was kept out of this § by jäv."""
    return any(
        exception.change == PresenceChange.CONFLICT and exception.paragraph_id == paragraph.pk
        for exception in exceptions
    )


def deciding(attendances: Iterable[Attendance], paragraph: Paragraph) -> list[Attendance]:
    """Give those who took part in deciding the §; `exceptions` must be prefetched with their paragraphs.

    An ersättare steps in for the ledamot she serves for; a ledamot who is there decides herself.
    """
    inside = [each for each in attendances if is_in_room(each, paragraph, each.exceptions.all())]
    seated = {each.person_id for each in inside if each.has_seat}
    return [
        each for each in inside if each.has_seat or (each.serves_for_id and each.serves_for_id not in seated)
    ]


def numbers_present(attendance: Attendance, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Give the numbers of the §§ at which the person was there."""
    exceptions = list(attendance.exceptions.all())
    return [
        paragraph.number
        for paragraph in paragraphs
        if paragraph.number is not None and is_in_room(attendance, paragraph, exceptions)
    ]


def _moves(exceptions: Iterable[PresenceException]) -> list[PresenceException]:
    moves = {PresenceChange.CAME, PresenceChange.LEFT}
    return sorted(
        (each for each in exceptions if each.change in moves), key=lambda each: each.paragraph.position
    )


def _first_move(exceptions: Iterable[PresenceException]) -> str | None:
    moves = _moves(exceptions)
    return moves[0].change if moves else None
