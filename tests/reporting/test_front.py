"""The front page of each role, and that it costs the same however much there is."""

import datetime as dt

from django.urls import reverse

from board.models import Decision
from board.states import MeetingState
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.factories import appoint, make_body, make_meeting
from tests.queries import count_queries

FRONT = reverse("front", args=["exempel"])


def front_of(cast: Cast, reader: str):
    answer = client_of(getattr(cast, reader)).get(FRONT)
    assert answer.status_code == 200
    return answer.context["front"]


def waiting(cast: Cast, reader: str) -> dict[str, list[str]]:
    """What waits, under its headings."""
    return {group.title: [todo.what for todo in group.todos] for group in front_of(cast, reader).groups}


def test_a_forgotten_anslag_stands_first_with_the_days_it_is_late(cast: Cast):
    adjust_meeting(make_held_meeting(cast), cast)

    late = front_of(cast, "chief").groups[0]
    assert (late.title, late.is_late, late.todos[0].what, late.todos[0].figure) == (
        "Försenat",
        True,
        "Anslå §§\u00a01–2",
        "4\u00a0dagar sent",
    )


def test_a_ledamot_has_no_part_in_the_office_s_work(cast: Cast):
    adjust_meeting(make_held_meeting(cast), cast)
    make_held_meeting(cast, held_on=dt.date(2022, 4, 8))

    assert waiting(cast, "member") == {}
    assert front_of(cast, "member").summary == "Vecka\u00a015. Ingenting väntar på dig."


def test_an_auditor_sees_tasks_and_is_asked_for_nothing(cast: Cast):
    held = make_held_meeting(cast)
    Decision.objects.create(
        paragraph=held.paragraphs.get(number=2), text="undersöka ESF+", who="Anna", position=3
    )
    adjust_meeting(held, cast)

    front = front_of(cast, "auditor")
    assert (front.groups, [task.what for task in front.tasks]) == ([], ["Undersöka ESF+"])


def test_a_task_of_a_draft_is_not_told(cast: Cast):
    held = make_held_meeting(cast)
    Decision.objects.create(
        paragraph=held.paragraphs.get(number=2), text="undersöka ESF+", who="Anna", position=3
    )

    assert [len(front_of(cast, reader).tasks) for reader in ("chief", "auditor")] == [1, 0]


def test_a_closed_meeting_waits_for_its_protocol_to_be_sent(cast: Cast):
    make_held_meeting(cast, held_on=dt.date(2022, 4, 8))

    assert "Skicka protokollet från styrelsen 8\u00a0april för justering" in [
        what for group in waiting(cast, "chief").values() for what in group
    ]


def test_the_board_s_meeting_is_the_next_one_to_those_of_the_board(cast: Cast):
    group = make_body(association=cast.association, kind="beredningsgrupp", name="Presidiet")
    make_meeting(body=group, held_on=dt.date(2022, 4, 28))
    appoint(cast.chief, group)
    board = make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))

    assert [front_of(cast, each).next_meeting.meeting for each in ("chief", "member", "auditor")] == [
        board
    ] * 3


def test_one_who_sits_in_another_body_alone_sees_its_meeting(cast: Cast):
    make_meeting(body=cast.board, held_on=dt.date(2022, 4, 20))
    own = make_meeting(body=cast.preparer.appointments.get().body, held_on=dt.date(2022, 4, 28))

    assert front_of(cast, "preparer").next_meeting.meeting == own


def test_a_meeting_that_goes_on_comes_before_all(cast: Cast):
    make_meeting(
        body=cast.board, held_on=dt.date(2022, 4, 11), starts_at=dt.time(8), state=MeetingState.PLANNED
    )
    going = make_meeting(
        body=cast.board, held_on=dt.date(2022, 4, 11), starts_at=dt.time(13), state=MeetingState.IN_SESSION
    )

    assert front_of(cast, "chief").next_meeting.meeting == going


def test_who_keeps_the_minutes_of_a_meeting_that_goes_on_is_led_to_them(cast: Cast):
    held = make_meeting(body=cast.board, held_on=dt.date(2022, 4, 11), state=MeetingState.IN_SESSION)
    link = reverse("meeting_session", args=["exempel", held.pk])

    assert f'href="{link}">Skriv protokollet' in client_of(cast.chief).get(FRONT).content.decode()
    assert link not in client_of(cast.member).get(FRONT).content.decode()


def test_few_things_are_counted_in_words(cast: Cast):
    adjust_meeting(make_held_meeting(cast), cast)
    make_meeting(body=cast.board, held_on=dt.date(2022, 9, 30))

    assert front_of(cast, "chief").summary.endswith("väntar på dig, en är försenad.")


def test_the_front_page_asks_as_many_questions_with_one_meeting_as_with_thirty(cast: Cast):
    def fill(year: int, months: int) -> None:
        for month in range(1, months + 1):
            adjust_meeting(make_held_meeting(cast, held_on=dt.date(year, month, 3)), cast)
            make_held_meeting(cast, held_on=dt.date(year, month, 10))
            make_meeting(body=cast.board, held_on=dt.date(2022, 4, 11 + month))

    clients = [client_of(cast.chief), client_of(cast.member), client_of(cast.auditor)]
    fill(2021, 2)
    few = [count_queries(client, FRONT) for client in clients]
    fill(2020, 12)

    assert [count_queries(client, FRONT) for client in clients] == few
