"""Årshjulet as it stands on a day: each point with its day, where it lies, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from django.db.models import Count
from django.urls import reverse

from board.counting import wheel_days
from board.models import Meeting, Paragraph, YearWheelItem, YearWheelTurn
from board.registries import year_wheel as outcomes
from board.registries.year_wheel import Came
from board.states import COMES_BACK, HELD, MeetingState, PointOwner, TurnState
from board.wording import wheel
from finsam import clock
from finsam.models import Association
from finsam.states import BodyKind
from finsam.swedish import dates


class Standing(StrEnum):
    """Where a point stands on a day."""

    DONE = "done"
    LATE = "late"
    NEXT = "next"
    AHEAD = "ahead"
    DROPPED = "dropped"
    BEFORE = "before"  # its day was before the förbund began with the wheel: nobody is alarmed


@dataclass(frozen=True)
class WheelPoint:
    """A point in one year."""

    item: YearWheelItem
    year: int
    due_on: dt.date
    today: dt.date
    turn: YearWheelTurn | None = None
    came: Came | None = None
    slug: str = ""
    anchor_turn: YearWheelTurn | None = None

    @property
    def paragraph(self) -> Paragraph | None:
        """The § or ärende where it lies; one of a cancelled meeting is none."""
        row = self.turn.paragraph if self.turn else None
        return row if row and row.meeting.state != MeetingState.CANCELLED else None

    @cached_property
    def decided(self) -> Came | None:
        """What its § came to, once that is held and not put off."""
        row = self.paragraph
        if row is None or row.number is None or row.meeting.state not in HELD or row.outcome in COMES_BACK:
            return None
        text = f"{row.meeting.numbered([row.number])}, {dates.day_month(row.meeting.held_on)}"
        return Came(text, row.get_absolute_url(), is_done=True, on=row.meeting.held_on)

    @property
    def is_done(self) -> bool:
        """Whether it is done: a person has said so, or what should come of it has."""
        said = self.turn is not None and self.turn.state == TurnState.DONE
        return said or self.decided is not None or bool(self.came and self.came.is_done)

    @property
    def done_on(self) -> dt.date | None:
        """The day it was done, where that is known."""
        if self.turn and self.turn.state == TurnState.DONE:
            return self.turn.done_on
        days = [each.on for each in (self.came, self.decided) if each and each.is_done and each.on]
        return min(days) if days else None

    @property
    def standing(self) -> Standing:
        """Where it stands today."""
        if self.turn and self.turn.state == TurnState.DROPPED:
            return Standing.DROPPED
        if self.is_done:
            return Standing.DONE
        if self.due_on < self.item.starts_on:
            return Standing.BEFORE
        if self.due_on < self.today:
            return Standing.LATE
        return Standing.NEXT if self.shows_from <= self.today else Standing.AHEAD

    @property
    def shows_from(self) -> dt.date:
        """The first day that it stands in its person's list."""
        return self.due_on - dt.timedelta(days=self.item.lead_days)

    @property
    def is_open(self) -> bool:
        return self.standing in {Standing.LATE, Standing.NEXT, Standing.AHEAD}

    @property
    def heading(self) -> str:
        """Its heading on the agenda of the year."""
        return wheel_days.in_words(self.item.heading, self.year)

    @property
    def proposal(self) -> str:
        return wheel_days.in_words(self.item.proposal, self.year)

    @property
    def papers(self) -> list[str]:
        """The handlingar that it brings."""
        lines = wheel_days.in_words(self.item.papers, self.year).splitlines()
        return [line.strip() for line in lines if line.strip()]

    @property
    def lacks_papers(self) -> bool:
        """Whether it lies on an agenda without a single handling, though it brings some."""
        row = self.paragraph
        return bool(row and self.papers and not getattr(self.turn, "paper_count", 0))

    @property
    def whose(self) -> str:
        """Who does it, in words."""
        return self.item.person.name if self.item.person else self.item.get_owner_display()

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("year_point", args=[self.slug, self.item.pk, self.year])

    @property
    def told(self) -> str:
        """What has come of it so far, in a line."""
        said = self.turn.note if self.turn and self.turn.state != TurnState.OPEN else ""
        if said:
            return said
        if self.decided and not (self.came and self.came.is_done):
            return self._in_time(self.decided)
        if self.came:
            return self._in_time(self.came) if self.came.is_done else self.came.text
        if self.paragraph:
            lacks = ", utan handling" if self.lacks_papers and self.shows_from <= self.today else ""
            return f"Ligger på dagordningen {dates.near_date(self.paragraph.meeting.held_on, self.today)}{lacks}."
        return ""

    def _in_time(self, came: Came) -> str:
        if not came.on or came.on <= self.due_on:
            return came.text
        late = (came.on - self.due_on).days
        return f"{came.text}, {late} {'dag' if late == 1 else 'dagar'} sent"

    @property
    def told_and_whose(self) -> str:
        """The same, and who does it."""
        return f"{self.told.removesuffix('.')}. {self.whose}" if self.told else self.whose

    @property
    def when(self) -> str:
        """How far away its day is, or how late it is."""
        days = (self.due_on - self.today).days
        if self.is_done:
            return "klart"
        if self.standing in {Standing.DROPPED, Standing.BEFORE}:
            return "görs inte" if self.standing == Standing.DROPPED else "före start"
        if days == 0:
            return "i dag"
        count = f"{abs(days)} {'dag' if abs(days) == 1 else 'dagar'}"
        return f"{count} sent" if days < 0 else count


def points_of(association: Association, years: Iterable[int], today: dt.date) -> list[WheelPoint]:
    """Give the points of some years, by day, with what has come of them: a handful of questions however many they are."""
    return _with_what_came(association, _bare(association, sorted(set(years)), today))


def points_showing(association: Association, today: dt.date) -> list[WheelPoint]:
    """Give the open points that have come so near that they show, or are late; what came of others is not asked."""
    years = [today.year - 1, today.year, today.year + 1]
    near = [each for each in _bare(association, years, today) if each.is_open and each.shows_from <= today]
    return [each for each in _with_what_came(association, near) if each.is_open]


def _bare(association: Association, years: list[int], today: dt.date) -> list[WheelPoint]:
    """Give the points with their days and where they lie."""
    rows = YearWheelItem.objects.filter(association=association, is_active=True)
    items = list(rows.select_related("person", "body"))
    if not items:
        return []
    anchors = {each.pk: each for each in items}
    turns = turns_of(association, years)
    found = [
        WheelPoint(
            item, year, wheel_days.due_day(item, year, turns, anchors), today, turns.get((item.pk, year)),
            slug=association.slug, anchor_turn=turns.get((item.anchor_id or 0, year)),
        )
        for item in items
        for year in years
        if wheel_days.comes_in(item, year) and (item.anchor_id is None or item.anchor_id in anchors)
    ]  # fmt: skip
    return sorted(found, key=lambda point: (point.due_on, point.item.pk))


def _with_what_came(association: Association, points: list[WheelPoint]) -> list[WheelPoint]:
    years = sorted({each.year for each in points})
    came = outcomes.came_of(association, (each.item.outcome for each in points), years)
    if any(each.item.outcome == wheel.MEETING for each in points):
        came[wheel.MEETING] = _meetings_held(association, years)
    return [
        replace(each, came=_proclaimed(each) if each.item.outcome == wheel.PROCLAIMED else came.get(each.item.outcome, {}).get(each.year))
        for each in points
    ]  # fmt: skip


def point_of(association: Association, pk: int, year: int, today: dt.date) -> WheelPoint | None:
    """Give one point in one year, a retired one too where something was said of it."""
    return next((each for each in points_of(association, [year], today) if each.item.pk == pk), None)


def turns_of(association: Association, years: Iterable[int]) -> dict[tuple[int, int], YearWheelTurn]:
    """Give what has been said of the points in the years, by item and year, each with its § and `paper_count`."""
    rows = YearWheelTurn.objects.filter(item__association=association, year__in=list(years))
    rows = rows.select_related("paragraph__meeting__body__association").annotate(
        paper_count=Count("paragraph__attachments")
    )
    return {(row.item_id, row.year): row for row in rows}


def _meetings_held(association: Association, years: list[int]) -> dict[int, Came]:
    rows = Meeting.objects.of(association).filter(
        body__kind=BodyKind.CONSULTATION, held_on__year__in=years
    ).exclude(state=MeetingState.CANCELLED)  # fmt: skip
    came: dict[int, Came] = {}
    for row in rows.select_related("body__association").order_by("held_on"):
        day, is_held = dates.day_month(row.held_on), row.state == MeetingState.CLOSED
        new = Came(
            f"{'Hölls' if is_held else 'Planerat'} {day}", row.get_absolute_url(), is_held, row.held_on
        )
        if row.held_on.year not in came or not came[row.held_on.year].is_done:
            came[row.held_on.year] = new
    return came


def _proclaimed(point: WheelPoint) -> Came | None:
    """Whether the meeting that the point is counted from, where the budget is fixed, has been announced (19 §)."""
    row = point.anchor_turn.paragraph if point.anchor_turn else None
    if row is None:
        return None
    meeting = row.meeting
    url, day = meeting.get_absolute_url(), dates.day_month(meeting.held_on)
    if not meeting.is_public:
        return Came(f"Mötet {day} är inte satt som offentligt", url)
    if meeting.proclaimed_at is None or meeting.is_proclaimed_otherwise:
        return Came(f"Mötet {day} är inte kungjort", url)
    return Came("Kungjort", url, is_done=True, on=clock.day_of(meeting.proclaimed_at))


MINE_LABELS = {
    "": "Alla",
    "mina": "Mina",
    "styrelsen": "Styrelsen",
    "medlemmarna": "Medlemmarna",
    "revisorerna": "Revisorerna",
}
_OWNERS = {
    "styrelsen": {PointOwner.BOARD, PointOwner.CHAIR},
    "medlemmarna": {PointOwner.MEMBERS},
    "revisorerna": {PointOwner.AUDITORS},
}


def chosen(
    points: Iterable[WheelPoint], whose: str, *, mine: Collection[str], person_id: int
) -> list[WheelPoint]:
    """Leave out the points that are not of those asked for; `mine` are the owners that the person answers as."""
    if whose == "mina":
        return [each for each in points if is_of(each.item, mine, person_id)]
    if whose not in _OWNERS:
        return list(points)
    return [
        each for each in points
        if each.item.owner in _OWNERS[whose] or (whose == "styrelsen" and each.item.body and each.item.body.is_board)
    ]  # fmt: skip


def is_of(item: YearWheelItem, mine: Collection[str], person_id: int) -> bool:
    """Whether the point is the person's: named for her, or for nobody and of what she is."""
    return item.person_id == person_id if item.person_id else item.owner in mine
