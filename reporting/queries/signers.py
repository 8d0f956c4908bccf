"""Who signs a report: the board that sits on the day, those asked who took part in the decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from board.counting.presence import deciding_at
from board.models import Paragraph
from board.queries.seats import vacant_seats
from finsam import clock
from finsam.models import Appointment
from finsam.states import VOTING_ROLES, AppointmentRole, BodyKind
from finsam.swedish import words
from reporting.models import Report


@dataclass(frozen=True)
class ReportSigner:
    """One place on the signature page; `field` is the name that the seal fills."""

    field: str
    name: str
    role: str
    person_id: int
    is_asked: bool = True  # a ledamot who did not take part signs only if the office asks her

    @property
    def description(self) -> str:
        """What a screen reader says of the place."""
        return f"Underskrift: {self.role[:1].lower()}{self.role[1:]}, {self.name}"


def signers_of(report: Report) -> tuple[ReportSigner, ...]:
    """Give the places on the report's signature page: by the § once it is adopted, before that as the board sits.

    The sitting board signs, each with function (for the state's part the årsredovisning must be signed). A ledamot who
    did not take part in the decision has a place after those who did, so that she can be asked too; an ersättare has
    one only if she held a seat at that very §.
    """
    if report.adopted_by is None:
        asked, others = _of_board(report, report.board_on or clock.today()), []
    else:
        asked = _of_paragraph(report.adopted_by)
        there = {person for person, _, _ in asked}
        sitting = _of_board(report, report.adopted_by.meeting.held_on)
        others = [row for row in sitting if row[0] not in there]
    return tuple(
        ReportSigner(f"underskrift{number}", name, role, person, is_asked=number <= len(asked))
        for number, (person, name, role) in enumerate([*asked, *others], start=1)
    )


def _of_paragraph(paragraph: Paragraph) -> list[tuple[int, str, str]]:
    rows = paragraph.meeting.attendances.select_related("person").prefetch_related("exceptions__paragraph")
    listed = list(rows.order_by("position", "id"))
    taking_part = deciding_at(listed, paragraph, vacant=vacant_seats(paragraph.meeting, listed))
    return [
        (
            each.person_id,
            each.person.name,
            _function(
                each.get_role_display() if each.has_seat else "Tjänstgörande ersättare", each.member_name
            ),
        )
        for each in taking_part
    ]


def _of_board(report: Report, day: dt.date) -> list[tuple[int, str, str]]:
    seats = Appointment.objects.in_force(day).filter(
        body__association=report.association, body__kind=BodyKind.BOARD, role__in=VOTING_ROLES
    )
    return [
        (
            seat.person_id,
            seat.person.name,
            _function(AppointmentRole(seat.role).label, seat.member.name if seat.member else ""),
        )
        for seat in seats.in_order().select_related("person", "member")
    ]


def _function(role: str, member: str) -> str:
    return words.capitalised(", ".join(part for part in (role, member) if part))
