"""Points of the årshjul put themselves on the right agenda: the last one in time that is not called yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from board.actions.agenda import ParagraphDraft, add_paragraph, remove_untouched
from board.models import Meeting, Paragraph, YearWheelTurn
from board.queries.year_wheel import WheelPoint, points_of
from board.states import UPCOMING, MeetingState
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person

EARLIEST_DAYS = 75  # a meeting longer before a point's day than this is not the one that takes it up


@transaction.atomic
def place_points(*, association: Association) -> list[Paragraph]:
    """Put every open point of this year and the next on its agenda, and move those that nobody has written in.

    The right meeting is the body's last one on or before the point's day. One that is called gets nothing by itself: its
    agenda has been read. What a person took off stays off.
    """
    today = clock.today()
    if not association.year_wheel.filter(is_active=True, body__isnull=False).exists():
        return []
    upcoming = list(
        Meeting.objects.of(association).upcoming(today).select_related("body__association").prefetch_related("paragraphs")
    )  # fmt: skip
    placed = []
    for point in points_of(association, [today.year - 1, today.year, today.year + 1], today):
        row = _place(point, upcoming, today) if point.item.lands_on_agenda and point.is_open else None
        if row:
            placed.append(row)
    return placed


def right_meeting(point: WheelPoint, meetings: Iterable[Meeting]) -> Meeting | None:
    """Give the meeting that a point belongs to: the last in time, or the first to come where it is late already."""
    own = [each for each in meetings if each.body_id == point.item.body_id and each.state in UPCOMING]
    in_time = [
        each
        for each in own
        if point.due_on - dt.timedelta(days=EARLIEST_DAYS) <= each.held_on <= point.due_on
    ]
    if in_time:
        return max(in_time, key=lambda each: (each.held_on, each.starts_at))
    after = [each for each in own if each.held_on > point.due_on]
    return (
        min(after, key=lambda each: (each.held_on, each.starts_at))
        if point.due_on < clock.today() and after
        else None
    )


def _place(point: WheelPoint, upcoming: list[Meeting], today: dt.date) -> Paragraph | None:
    meeting, there = right_meeting(point, upcoming), point.paragraph
    if there is None and point.turn and point.turn.was_placed and not _is_cancelled(point.turn):
        return None  # a person took it off
    if meeting is None or (there and there.meeting_id == meeting.pk):
        return None
    if there and (there.meeting.state != MeetingState.PLANNED or not remove_untouched(paragraph=there)):
        return None
    if meeting.state != MeetingState.PLANNED:
        return None
    return _put(point, meeting, by=None)


def _is_cancelled(turn: YearWheelTurn) -> bool:
    return bool(turn.paragraph and turn.paragraph.meeting.state == MeetingState.CANCELLED)


@transaction.atomic
def put_point_on_agenda(*, point: WheelPoint, meeting: Meeting, by: Person) -> Paragraph:
    """Put a point on an agenda by hand, on that of a called meeting too, where it is on the tilläggslista.

    Raises DomainError where it lies on one already, or belongs to no body.
    """
    if point.paragraph and point.paragraph.meeting.state in UPCOMING:
        raise DomainError(f"{point.item.title} ligger redan på en dagordning.")
    if meeting.body_id != point.item.body_id or not point.item.lands_on_agenda:
        raise DomainError(f"{point.item.title} tas inte upp där. Ändra punkten först.")
    return _put(point, meeting, by=by)


def _put(point: WheelPoint, meeting: Meeting, *, by: Person | None) -> Paragraph:
    """Put it there; an ärende with its heading that is there already is the one."""
    wanted = point.heading.casefold()
    row = next(
        (
            each
            for each in meeting.paragraphs.filter(number__isnull=True)
            if each.heading.casefold() == wanted
        ),
        None,
    )
    if row is None:
        draft = ParagraphDraft(heading=point.heading, proposal=point.proposal)
        row = add_paragraph(meeting=meeting, draft=draft, by=by)
    turn, _ = YearWheelTurn.objects.select_for_update().get_or_create(item=point.item, year=point.year)
    turn.paragraph, turn.was_placed = row, True
    turn.save(update_fields=["paragraph", "was_placed"])
    audit.record(
        association=meeting.body.association, by=by, verb="lade ur årshjulet på dagordningen", target=row,
        meeting=str(meeting),
    )  # fmt: skip
    return row
