"""A year of a förbund that does what its lists ask, day by day: every act of law is done in time, on the right agenda, with its handlingar."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from functools import partial

import pikepdf

from board.actions.attachments import attach
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.placing import place_points, put_point_on_agenda, right_meeting
from board.actions.year_wheel import start_wheel, tick
from board.models import Decision, Meeting, Paragraph
from board.queries.year_wheel import WheelPoint, points_of, points_showing
from board.states import UPCOMING, MeetingState, ParagraphKind, PointBasis
from board.todos.year_wheel import of_the_year
from finsam import clock
from finsam.permissions import permissions_of
from finsam.registries.todos import Todo
from tests.cast import Cast
from tests.queries import as_on_a_page

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2023, 3, 31)
BOARD_MEETINGS = [
    (1, 28),
    (2, 25),
    (3, 25),
    (5, 20),
    (6, 17),
    (9, 30),
    (11, 25),
    (12, 9),
]  # as the demo's förbund meets


def _one_page() -> bytes:
    with pikepdf.new() as paper, io.BytesIO() as written:
        paper.add_blank_page()
        paper.save(written)
        return written.getvalue()


PAPER = _one_page()


@dataclass
class Office:
    """A förbundschef who opens her list each morning and does what it asks, and a revisor who does hers."""

    cast: Cast
    alarms: list[tuple[dt.date, str]] = field(default_factory=list)

    def live(self, day: dt.date) -> None:
        """One day: meetings that are today are held, and what the lists ask for is done."""
        with clock.standing_at(dt.datetime(day.year, day.month, day.day, 9, tzinfo=dt.UTC)):
            self._call(day)
            self._hold(day)
            for person in (self.cast.chief, self.cast.officer, self.cast.auditor):
                may = permissions_of(person.appointments.select_related("body"))
                asked = as_on_a_page(partial(of_the_year, self.cast.association, person, may, day))
                self.alarms += [
                    (day, each.what) for each in asked if each.is_alarm and each.due_on and each.due_on < day
                ]
                for todo in asked:
                    self._do(todo, day)

    def _call(self, day: dt.date) -> None:
        soon = day + dt.timedelta(days=self.cast.association.call_days)
        Meeting.objects.filter(body=self.cast.board, state=MeetingState.PLANNED, held_on__lte=soon).update(
            state=MeetingState.CALLED, called_at=clock.now(), called_by=self.cast.chief
        )

    def _hold(self, day: dt.date) -> None:
        for meeting in Meeting.objects.filter(held_on=day, state__in=UPCOMING):
            for number, row in enumerate(meeting.paragraphs.order_by("position", "id"), start=1):
                row.number = meeting.held_on.month * 100 + number
                row.save(update_fields=["number"])
                if row.kind == ParagraphKind.MATTER:
                    Decision.objects.create(paragraph=row, text=row.proposal or "notera")
            Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED, closed_at=clock.now())

    def _do(self, todo: Todo, day: dt.date) -> None:
        title, _, what = todo.what.partition(": ")
        for point in self._named(title, day):
            if what == "bifoga handlingen":
                self._attach(point)
            elif what.startswith("planera"):
                plan_meeting(
                    body=self.cast.board, plan=MeetingPlan(point.due_on, dt.time(9)), by=self.cast.chief
                )
            elif what == "lägg på dagordningen":
                meeting = right_meeting(
                    point, Meeting.objects.filter(body=self.cast.board, state__in=UPCOMING)
                )
                assert meeting
                put_point_on_agenda(point=point, meeting=meeting, by=self.cast.chief)
            elif point.item.outcome == "kungjort" and (meeting := self._budget_meeting(point)):
                Meeting.objects.filter(pk=meeting.pk).update(
                    is_public=True, proclaimed_at=clock.now(), proclaimed_by=self.cast.chief
                )
            elif not point.item.lands_on_agenda:
                tick(item=point.item, year=point.year, done_on=day, note="", by=self.cast.chief)

    def _budget_meeting(self, point: WheelPoint) -> Meeting | None:
        row = point.anchor_turn.paragraph if point.anchor_turn else None
        return row.meeting if row else None

    def _named(self, title: str, day: dt.date) -> list[WheelPoint]:
        return [each for each in points_showing(self.cast.association, day) if each.item.title == title][:1]

    def _attach(self, point: WheelPoint) -> None:
        row: Paragraph | None = point.paragraph
        assert row
        attach(paragraph=row, name="handling.pdf", content=PAPER, by=self.cast.chief, title=point.papers[0])


def test_who_does_what_the_lists_ask_does_every_act_of_law_in_time(cast):
    with clock.standing_at(dt.datetime(2022, 1, 1, 8, tzinfo=dt.UTC)):
        start_wheel(association=cast.association, from_on=FIRST, by=cast.chief)
        for year in (2022, 2023):
            for month, day in BOARD_MEETINGS:
                plan_meeting(
                    body=cast.board,
                    plan=MeetingPlan(dt.date(year, month, day), dt.time(8, 30)),
                    by=cast.chief,
                )
        place_points(association=cast.association)
    office, day = Office(cast), FIRST
    while day <= LAST:
        office.live(day)
        day += dt.timedelta(days=1)

    assert office.alarms == []  # nothing was ever late
    own = [each for each in points_of(cast.association, [2022, 2023], LAST) if FIRST <= each.due_on <= LAST]
    assert {each.item.key for each in own if each.item.basis == PointBasis.LAW} >= {
        "arsredovisning", "revision", "ansvarsfrihet", "budget", "kungorelse", "samrad-ut", "samrad-svar",
    }  # fmt: skip
    for point in own:
        assert point.is_done, point.item.title
        assert point.done_on is None or point.done_on <= point.due_on, point.item.title
        if point.item.lands_on_agenda:
            assert point.paragraph, point.item.title
            assert point.paragraph.meeting.body == cast.board
            assert not point.lacks_papers, point.item.title
    held = {(each.item.key, each.year): each.paragraph.meeting.held_on for each in own if each.paragraph}
    assert held["arsredovisning", 2022] == dt.date(2022, 3, 25)
    assert held["budget", 2022] == dt.date(2022, 11, 25)
    assert held["delar", 2022] == dt.date(2022, 9, 30)
    assert held["arsredovisning", 2023] == dt.date(2023, 3, 25)
