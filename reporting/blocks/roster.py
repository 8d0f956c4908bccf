"""Who has sat in the board during the year, with dates where a seat changed hands."""

from __future__ import annotations

from typing import Any

from finsam.models import Appointment
from finsam.states import VOTING_ROLES, AppointmentRole
from finsam.swedish import dates
from reporting.models import Report, Section
from reporting.queries.board_year import board_seats, told_seats
from reporting.registries.blocks import Block, register

_TITLES = {AppointmentRole.CHAIR: "Ordförande", AppointmentRole.VICE_CHAIR: "Vice ordförande"}


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give ordinary members and ersättare of the period, each with title, member and the days that are not the whole of it.

    Those that the program does not hold stand last in each group, as they are told.
    """
    seats = board_seats(report.association, report.period)
    told = told_seats(report.association, report.year)
    ordinary = [_line(seat, report) for seat in seats if seat.role in VOTING_ROLES]
    ordinary += [(each.name, each.what, each.days) for each in told if not each.is_deputy]
    deputies = [_line(seat, report) for seat in seats if seat.role == AppointmentRole.DEPUTY]
    deputies += [(each.name, each.what, each.days) for each in told if each.is_deputy]
    return {
        "groups": [
            (label, rows)
            for label, rows in (("Ordinarie ledamöter", ordinary), ("Ersättare", deputies))
            if rows
        ]
    }


def _line(seat: Appointment, report: Report) -> tuple[str, str, str]:
    first, last = report.period
    days = []
    if seat.from_on > first:
        days.append(f"från och med {dates.long_date(seat.from_on)}")
    if seat.to_on and seat.to_on < last:
        days.append(f"till och med {dates.long_date(seat.to_on)}")
    what = ", ".join(
        part
        for part in (_TITLES.get(AppointmentRole(seat.role), ""), seat.member.name if seat.member else "")
        if part
    )
    return seat.person.name, what, " ".join(days)


BLOCK = register(Block("roster", "Styrelsens ledamöter", "print/blocks/roster.html", build))
