"""What the board is told of insatser when it follows up: dialogues, agreements that run out, and reports that are late."""

from __future__ import annotations

import datetime as dt

from board.models import Meeting
from board.registries.follow_up import Told
from finsam.models import Association
from finsam.states import BodyKind
from finsam.swedish import dates
from insatser.models import Agreement, Dialogue, InsatsReport
from insatser.queries.agreements import ending_soon
from insatser.states import WRITABLE

AGREEMENT_ENDS_WITHIN = dt.timedelta(
    days=120
)  # so that the board can decide on what follows at a meeting in between


def insatser_to_follow_up(meeting: Meeting, since: dt.date | None) -> Told | None:
    """Tell a board's meeting of the dialogues since the last one, of agreements that run out, and of late reports."""
    if meeting.body.kind != BodyKind.BOARD:
        return None
    association, day = meeting.body.association, meeting.held_on
    sentences = (
        *_dialogues(association, since or dt.date(day.year, 1, 1), day),
        *_agreements(association, day),
        *_reports(association, day),
    )
    return Told("Insatser", sentences)


def _dialogues(association: Association, since: dt.date, day: dt.date) -> list[str]:
    rows = Dialogue.objects.filter(insats__association=association).select_related("insats")
    held = rows.filter(held_on__gt=since, held_on__lte=day).order_by("held_on", "insats__name", "id")
    planned = rows.filter(held_on__isnull=True, planned_on__gt=since, planned_on__lte=day)
    return [
        *(
            f"Dialog med {row.insats} hölls den {dates.long_date(row.held_on)}."
            for row in held
            if row.held_on
        ),
        *(
            f"Dialog med {row.insats} är planerad till den {dates.long_date(row.planned_on)}."
            for row in planned.order_by("planned_on", "insats__name", "id")
        ),
    ]


def _agreements(association: Association, day: dt.date) -> list[str]:
    rows = Agreement.objects.filter(
        ending_soon(day + AGREEMENT_ENDS_WITHIN), insats__association=association
    ).select_related("insats")
    return [
        f"Överenskommelsen om {row.insats} {'gick' if row.ends_on < day else 'går'} ut den {dates.long_date(row.ends_on)}."
        for row in rows.order_by("ends_on", "insats__name", "id")
    ]


def _reports(association: Association, day: dt.date) -> list[str]:
    rows = InsatsReport.objects.filter(
        insats__association=association, state__in=WRITABLE, due_on__lt=day
    ).select_related("insats")
    return [
        f"{row.name} från {row.insats} skulle ha kommit in senast den {dates.long_date(row.due_on)}."
        for row in rows.order_by("due_on", "insats__name", "id")
    ]
