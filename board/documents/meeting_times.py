"""When a meeting was held: as it was where that is written, else as it was planned."""

from __future__ import annotations

import datetime as dt

from board.documents.meeting import TimeAndPlace
from board.models import Meeting
from finsam.swedish import dates


def pauses_of(meeting: Meeting) -> list[str]:
    """Give each ajournering as it is written, such as "10.00–10.15"."""
    return [dates.time_range(*(dt.time.fromisoformat(each) for each in pause)) for pause in meeting.breaks]


def held_when(meeting: Meeting) -> TimeAndPlace:
    """Give when and where the meeting was held."""
    return TimeAndPlace(
        on=meeting.began_on,
        place=meeting.place,
        starts_at=meeting.began_at or meeting.starts_at,
        ends_at=meeting.ended_at,
        pauses=tuple(pauses_of(meeting)),
    )
