"""How the goals go is a page to the board: red, late and silent first, on the agenda with its proposal."""

import datetime as dt

import pytest
from django.test import TestCase
from django.urls import reverse

from finsam.errors import DomainError
from finsam.files import store
from finsam.models import AuditEvent
from finsam.queue import duties
from reporting.actions.activities import change_activity, set_activities
from reporting.actions.assessing import assess
from reporting.actions.goal_status import put_on_agenda
from reporting.actions.goals import add_goal
from reporting.documents.goal_status import build_goal_status
from tests.cast import Cast, client_of
from tests.factories import make_meeting
from tests.tools.verapdf import findings

TODAY = dt.date(2022, 4, 11)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.FINSAM_TODAY = TODAY.isoformat()


@pytest.fixture
def goals(cast: Cast) -> None:
    """Three goals: one red with a word, one with a late activity, one that goes well."""
    red, late, well = (
        add_goal(association=cast.association, year=2022, goal=wording, by=cast.chief)
        for wording in ("Öppna ett jobbtorg", "Fler unga i arbete", "God samverkan")
    )
    assess(goal=red, status="red", note="Lokalen är uppsagd.", by=cast.chief)
    set_activities(holder=late, rows=[("Anställa samordnare", "", "")], by=cast.chief)
    change_activity(activity=late.activities.get(), by=cast.chief, due_on=dt.date(2022, 3, 1))
    assess(goal=late, status="yellow", note="", by=cast.chief)
    assess(goal=well, status="green", note="", by=cast.chief)


def test_what_is_red_late_or_silent_comes_first_with_why(cast, goals):
    document = build_goal_status(cast.association, TODAY, meeting_on=dt.date(2022, 4, 29))
    assert document.subtitle.replace("\u00a0", " ") == (
        "Kvartal 1 2022, läget den 11 april 2022, till styrelsens sammanträde den 29 april 2022"
    )
    assert [(row.goal, row.status, row.note) for row in document.asking] == [
        ("Öppna ett jobbtorg", "Ej uppnått", "Lokalen är uppsagd."),
        ("Fler unga i arbete", "Delvis uppnått", ""),
    ]
    assert [each.replace("\u00a0", " ") for each in document.asking[1].asks] == [
        "Försenad sedan 1 mars 2022: Anställa samordnare"
    ]
    assert [row.goal for row in document.others] == ["God samverkan"]


def test_it_lies_on_the_agenda_beside_the_ekonomisk_rapport(cast, goals, tmp_path):
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 4, 29))
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        client_of(cast.chief).post(reverse("goal_status", args=["exempel"]), {"meeting": meeting.pk})
    paragraph = meeting.paragraphs.get(heading="Uppföljning av målen")
    assert paragraph.proposal == "godkänna uppföljningen och lägga den till handlingarna"
    path = tmp_path / "mal.pdf"
    path.write_bytes(store.read(paragraph.attachments.get().document))
    assert findings(path) == {"mal.pdf": []}
    assert AuditEvent.objects.filter(verb="lämnade uppföljning av målen till styrelsen").exists()


def test_a_year_without_goals_has_nothing_to_hand_over(cast):
    meeting = make_meeting(body=cast.board, held_on=dt.date(2022, 4, 29))
    document = build_goal_status(cast.association, TODAY)
    with pytest.raises(DomainError, match="inga mål"):
        put_on_agenda(meeting=meeting, document=document, typeset=b"%PDF-1.7", by=cast.chief)
