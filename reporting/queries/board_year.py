"""The board's year: its meetings, and who sat in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from board.models import Meeting
from board.states import MeetingState
from finsam.models import Appointment, Association
from finsam.states import BodyKind
from finsam.swedish import dates
from finsam.web.asked_once import asked_once
from reporting.models import ToldMeetings, ToldSeat

Period = tuple[dt.date, dt.date]


def recorded_meetings(association: Association, period: Period) -> list[Meeting]:
    """Give the board's meetings of the period that were held and have numbered §§, in order."""
    rows = Meeting.objects.of(association).filter(
        body__kind=BodyKind.BOARD,
        held_on__range=period,
        state=MeetingState.CLOSED,
        paragraphs__number__isnull=False,
    )
    return list(
        rows.distinct()
        .select_related("body")
        .prefetch_related("paragraphs")
        .order_by("held_on", "starts_at", "id")
    )


def board_seats(association: Association, period: Period) -> list[Appointment]:
    """Give everyone who sat in the board during the period, in the order of the seats."""
    first, last = period
    rows = Appointment.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=first),
        body__association=association,
        body__kind=BodyKind.BOARD,
        from_on__lte=last,
    )
    return list(rows.in_order().select_related("person", "member", "body"))


def told_seats(association: Association, year: int) -> list[ToldSeat]:
    """Give those who are told to have sat in the board during a year, beside those that the program holds."""
    rows = ToldSeat.objects.filter(association=association, year=year).select_related("told_by")
    return list(rows.order_by("is_deputy", "position", "id"))


@dataclass(frozen=True)
class BoardYear:
    """The board's meetings of a year: those that the program holds, those told of, and the §§ that neither tells of."""

    year: int
    held: list[Meeting]
    told: ToldMeetings | None
    gap: str  # "§§ 1–31": numbers below those at hand that stand nowhere

    @property
    def count(self) -> int:
        return len(self.held) + (self.told.count if self.told else 0)

    @property
    def is_lacking(self) -> bool:
        """Whether §§ are missing that nobody has told of."""
        return bool(self.gap) and self.told is None

    @property
    def lead(self) -> str:
        """What the program holds and lacks, in words."""
        held = f"Programmet har {len(self.held)} protokollförda sammanträden för {self.year}."
        return f"{held} {self.gap} finns inte i programmet." if self.gap else held


@asked_once
def meetings_of_year(association: Association, year: int, *, until: dt.date | None = None) -> BoardYear:
    """Give the board's year, or as much of it as was held until a day."""
    last = dt.date(year, 12, 31)
    held = recorded_meetings(association, (dt.date(year, 1, 1), min(until or last, last)))
    numbers = {each.number for meeting in held for each in meeting.paragraphs.all() if each.number}
    lacking = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)
    told = ToldMeetings.objects.filter(association=association, year=year).first()
    return BoardYear(year, held, told, dates.paragraphs(lacking) if lacking else "")
