"""The yearly series: what number comes next, and how low it may be set."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from board.models import Meeting, NumberSeries, Paragraph
from board.states import MeetingState
from finsam.models import Association, Body
from finsam.states import MEETING_BODIES


@dataclass(frozen=True)
class SeriesLine:
    """One series of a year: of a body's §§, or of the diarium where `body` is None."""

    body: Body | None
    next: int
    given: int | None

    @property
    def key(self) -> str:
        """What the series is called in a form."""
        return f"organ{self.body.pk}" if self.body else "diarium"

    @property
    def label(self) -> str:
        """What is asked of the one who sets it."""
        return f"Nästa § i {self.body.name}" if self.body else "Nästa diarienummer"

    @property
    def lowest(self) -> int:
        """The number after the highest that is given out."""
        return (self.given or 0) + 1


def highest_given(association: Association, body: Body | None, year: int) -> int | None:
    """Give the highest number that is given out in the year, None when none is."""
    if body is None:
        return association.matters.filter(year=year).aggregate(most=Max("number"))["most"]
    rows = Paragraph.objects.filter(meeting__body=body, meeting__held_on__year=year)
    return rows.aggregate(most=Max("number"))["most"]


def series_of(association: Association, year: int) -> list[SeriesLine]:
    """Give the diarium's series of the year, and that of every body that keeps protocols."""
    last = {row.body_id: row.last for row in association.number_series.filter(year=year)}
    meeting = association.bodies.filter(kind__in=MEETING_BODIES, is_active=True)
    bodies = [each for each in meeting if not each.keeps_notes]
    return [
        SeriesLine(body, last.get(body.pk if body else None, 0) + 1, highest_given(association, body, year))
        for body in (None, *bodies)
    ]


def begins_at(meeting: Meeting) -> int | None:
    """Give the number that the meeting's first § gets, where the body's year has none yet; else None."""
    year = meeting.held_on.year
    if meeting.keeps_notes:
        return None
    if highest_given(meeting.body.association, meeting.body, year) is not None:
        return None
    series = NumberSeries.objects.filter(body=meeting.body, year=year).first()
    return (series.last if series else 0) + 1


def left_open_before(meeting: Meeting) -> list[Meeting]:
    """Give the body's earlier meetings that are still open: their §§ and this one's take numbers from one series."""
    if meeting.keeps_notes:
        return []
    opened = meeting.body.meetings.filter(state=MeetingState.IN_SESSION).exclude(pk=meeting.pk)
    rows = opened.select_related("body").order_by("held_on", "starts_at", "id")
    now = (meeting.held_on, meeting.starts_at)
    return [each for each in rows if (each.held_on, each.starts_at) < now]
