"""What the § that follows up at a board's meeting is told of insatser, by itself."""

import datetime as dt

from board.actions.filling import fill_in
from board.actions.meetings import MeetingPlan, plan_meeting
from board.models import Meeting
from board.states import ParagraphKind
from insatser.actions.dialogues import note_dialogue, plan_dialogue
from tests.cast import Cast
from tests.insatser.reports import make_insats, make_report

PLAN = MeetingPlan(
    held_on=dt.date(2022, 5, 20), starts_at=dt.time(8, 30), ends_at=dt.time(11, 30), place="Stadshuset"
)


def followed_up(meeting: Meeting) -> str:
    fill_in(meeting=meeting)
    return meeting.paragraphs.get(kind=ParagraphKind.FOLLOW_UP).text.html.replace("\u00a0", " ")


def test_dialogues_and_late_reports_are_on_the_boards_agenda(cast: Cast):
    report = make_report(cast)
    dialogue = plan_dialogue(insats=report.insats, planned_on=dt.date(2022, 4, 8), by=cast.chief)
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    late = "<li>Årsrapport 2021 från Vidare Vy skulle ha kommit in senast den 31 januari 2022.</li>"
    assert followed_up(meeting) == (
        "<h3>Insatser</h3><ul><li>Dialog med Vidare Vy är planerad till den 8 april 2022.</li>"
        + late
        + "</ul>"
    )
    note_dialogue(
        dialogue=dialogue, planned_on=dialogue.planned_on, subject="", held_on=dt.date(2022, 4, 9),
        notes="En deltagare har det svårt.", by=cast.chief,
    )  # fmt: skip
    assert followed_up(meeting) == (
        "<h3>Insatser</h3><ul><li>Dialog med Vidare Vy hölls den 9 april 2022.</li>" + late + "</ul>"
    )


def test_what_belongs_to_an_earlier_meeting_is_not_told_again(cast: Cast):
    plan_dialogue(insats=make_insats(cast), planned_on=dt.date(2022, 5, 2), by=cast.chief)
    plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    later = MeetingPlan(
        held_on=dt.date(2022, 6, 17), starts_at=dt.time(8, 30), ends_at=dt.time(11, 30), place="Stadshuset"
    )
    assert followed_up(plan_meeting(body=cast.board, plan=later, by=cast.chief)) == ""
