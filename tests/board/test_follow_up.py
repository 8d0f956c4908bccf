"""Following up tasks: who may say how far one has come, what the list shows, and to whom."""

import datetime as dt

import pytest
from django.urls import reverse

from board.actions.follow_up import follow_up
from board.models import Decision, Meeting
from board.states import FollowUp
from finsam import clock
from finsam.errors import DomainError
from finsam.models import AuditEvent, Person
from finsam.permissions import ROLE_PERMISSIONS, Role
from finsam.registries import todos
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.queries import count_queries


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A meeting that is over; its protocol is justerat when the tasks are in it."""
    return make_held_meeting(cast)


def give_task(
    meeting: Meeting, *people: Person, text: str = "undersöka ESF+", due_on: dt.date | None = None
) -> Decision:
    """A task to the people, or to a made up body when there are none."""
    decision = Decision.objects.create(
        paragraph=meeting.paragraphs.order_by("number").last(),
        text=text,
        who=", ".join(each.name for each in people) or "Beredningsgruppen",
        due_on=due_on,
        position=5,
    )
    decision.assignees.set(people)
    return decision


def url(name: str, *more: object) -> str:
    return reverse(name, args=["exempel", *more])


def test_the_one_who_has_a_task_says_how_far_it_has_come(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.member)
    adjust_meeting(meeting, cast)

    answer = client_of(cast.member).post(
        url("task_update", task.pk), {"state": "started", "note": "Möte bokat."}
    )

    task.refresh_from_db()
    assert answer.status_code == 302
    assert (task.follow_up, task.follow_up_note, task.followed_up_by) == (
        "started",
        "Möte bokat.",
        cast.member,
    )


def test_another_ledamot_finds_no_page_for_it(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.member)
    adjust_meeting(meeting, cast)

    assert client_of(cast.adjuster).post(url("task_update", task.pk), {"state": "done"}).status_code == 404


def test_the_neighbour_finds_nothing(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.member)
    adjust_meeting(meeting, cast)

    assert client_of(cast.outsider).post(url("task_update", task.pk), {"state": "done"}).status_code == 404


def test_one_without_the_permission_is_refused(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.member)
    adjust_meeting(meeting, cast)

    assert client_of(cast.contact).get(url("task_update", task.pk)).status_code == 403


def test_a_task_that_does_not_exist_is_not_found(cast: Cast):
    assert client_of(cast.chief).get(url("task_update", 4711)).status_code == 404


def test_no_state_is_refused_with_a_sentence_and_the_note_is_kept(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.chief)
    adjust_meeting(meeting, cast)

    answer = client_of(cast.chief).post(url("task_update", task.pk), {"note": "Halvvägs."})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Välj hur långt uppdraget har kommit." in page
    assert "Halvvägs." in page


def test_too_long_a_note_is_refused_and_kept(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.chief)
    adjust_meeting(meeting, cast)

    answer = client_of(cast.chief).post(url("task_update", task.pk), {"state": "done", "note": "x" * 301})

    task.refresh_from_db()
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()
    assert task.follow_up == FollowUp.OPEN


def test_reading_the_page_writes_nothing(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.chief)
    adjust_meeting(meeting, cast)
    before = AuditEvent.objects.count()

    client_of(cast.chief).get(url("task_update", task.pk))

    assert AuditEvent.objects.count() == before


def test_the_same_told_twice_is_one_change(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.chief)
    adjust_meeting(meeting, cast)

    for _ in range(2):
        client_of(cast.chief).post(url("task_update", task.pk), {"state": "done", "note": ""})

    assert AuditEvent.objects.filter(verb="följde upp").count() == 1


def test_a_decision_that_asks_nothing_is_not_followed_up(cast: Cast, meeting: Meeting):
    adjust_meeting(meeting, cast)
    plain = meeting.paragraphs.first().decisions.first()

    with pytest.raises(DomainError):
        follow_up(decision=plain, state=FollowUp.DONE, note="", by=cast.chief, is_office=True)


def rows(answer) -> list[str]:
    """The tasks of a list's page, in order."""
    return [str(row.record.text) for row in answer.context["table"].rows]


def test_the_oldest_day_comes_first_and_what_has_no_day_last(cast: Cast, meeting: Meeting):
    give_task(meeting, text="utan dag")
    give_task(meeting, text="i maj", due_on=dt.date(2022, 5, 20))
    give_task(meeting, text="i mars", due_on=dt.date(2022, 3, 31))
    adjust_meeting(meeting, cast)

    assert rows(client_of(cast.chief).get(url("task_list"))) == ["i mars", "i maj", "utan dag"]


def test_what_is_past_its_day_is_shown_as_late(cast: Cast, meeting: Meeting):
    give_task(meeting, due_on=dt.date(2022, 4, 10))
    adjust_meeting(meeting, cast)

    assert client_of(cast.chief).get(url("task_list")).content.decode().count("Försenat") == 1


def test_a_task_due_today_is_not_late(cast: Cast, meeting: Meeting):
    give_task(meeting, due_on=dt.date(2022, 4, 11))
    adjust_meeting(meeting, cast)

    assert client_of(cast.chief).get(url("task_list")).content.decode().count("Försenat") == 0


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        ("", ["mitt", "annans"]),
        ("mina", ["mitt"]),
        ("klara", ["gjort"]),
        ("alla", ["mitt", "annans", "gjort"]),
    ],
)
def test_the_list_shows_what_is_chosen(cast: Cast, meeting: Meeting, choice: str, shown: list[str]):
    give_task(meeting, cast.chief, text="mitt", due_on=dt.date(2022, 5, 1))
    give_task(meeting, cast.chair, text="annans", due_on=dt.date(2022, 5, 2))
    done = give_task(meeting, cast.chief, text="gjort", due_on=dt.date(2022, 5, 3))
    adjust_meeting(meeting, cast)
    follow_up(decision=done, state=FollowUp.DONE, note="", by=cast.chief, is_office=True)

    assert rows(client_of(cast.chief).get(url("task_list"), {"visa": choice})) == shown


def test_before_justering_only_the_office_and_the_one_asked_know_of_a_task(cast: Cast):
    draft = make_held_meeting(cast, held_on=dt.date(2022, 4, 8))
    give_task(draft, cast.member)

    seen = {
        name: rows(client_of(getattr(cast, name)).get(url("task_list")))
        for name in ("chief", "member", "chair", "auditor")
    }

    assert seen == {"chief": ["undersöka ESF+"], "member": ["undersöka ESF+"], "chair": [], "auditor": []}


def test_the_list_is_had_as_an_excel_file(cast: Cast, meeting: Meeting):
    give_task(meeting)
    adjust_meeting(meeting, cast)

    answer = client_of(cast.chief).get(url("task_list_excel"))

    assert answer["Content-Disposition"] == 'attachment; filename="uppdrag.xlsx"'


def test_the_list_asks_as_many_questions_for_one_task_as_for_thirty(cast: Cast, meeting: Meeting):
    client = client_of(cast.chief)
    give_task(meeting, cast.chair)
    adjust_meeting(meeting, cast)
    one = count_queries(client, url("task_list"))
    later = make_held_meeting(cast, held_on=dt.date(2022, 4, 1))
    for _ in range(29):
        give_task(later, cast.chair, cast.member)
    adjust_meeting(later, cast)

    assert count_queries(client, url("task_list")) == one


def test_a_ledamot_has_her_tasks_among_what_waits(cast: Cast, meeting: Meeting):
    task = give_task(meeting, cast.member, due_on=dt.date(2022, 4, 28))
    adjust_meeting(meeting, cast)

    waiting = todos.waiting(cast.association, cast.member, ROLE_PERMISSIONS[Role.MEMBER], clock.today())

    assert [(each.what, each.due_on, each.url) for each in waiting] == [
        ("Undersöka ESF+", dt.date(2022, 4, 28), url("task_update", task.pk))
    ]
