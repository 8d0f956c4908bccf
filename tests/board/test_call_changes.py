"""A call that no longer holds, those who have not answered, and the ersättare who stands in turn."""

import datetime as dt

import pytest
from django.urls import reverse

from board.actions.call import answer_call, call, send_again
from board.actions.meetings import MeetingPlan, change_meeting
from board.documents.call import CallKind, build_call
from board.mail.calendar import times
from board.models import Invitation, Meeting
from board.states import RsvpAnswer
from finsam import clock
from finsam.errors import DomainError
from finsam.models import Person
from finsam.permissions import Permission
from finsam.registries.todos import waiting
from finsam.states import AppointmentRole
from tests.cast import Cast, client_of
from tests.factories import appoint, make_meeting, make_paragraph, make_person

DAY = dt.date(2022, 5, 6)


@pytest.fixture
def called(cast: Cast, settings) -> Meeting:
    settings.FINSAM_TODAY = "2022-04-20"
    meeting = make_meeting(body=cast.board, held_on=DAY, starts_at=dt.time(8, 30), place="Storgatan 6")
    make_paragraph(meeting=meeting, heading="Budget")
    return call(meeting=meeting, by=cast.chief)


def invitation(meeting: Meeting, person: Person) -> Invitation:
    return meeting.invitations.get(person=person)


def answer(meeting: Meeting, person: Person, said: str) -> None:
    answer_call(invitation=invitation(meeting, person), answer=said)


def move(meeting: Meeting, cast: Cast, **changed: object) -> Meeting:
    plan = {"held_on": DAY, "starts_at": dt.time(8, 30), "place": "Storgatan 6"} | changed
    return change_meeting(meeting=meeting, plan=MeetingPlan(**plan), by=cast.chief)


def letters(cast: Cast, beginning: str) -> list[str]:
    return [each.to for each in cast.association.letters.all() if each.subject.startswith(beginning)]


def told_the_office(cast: Cast) -> list[str]:
    every = frozenset(Permission)
    return [each.what for each in waiting(cast.association, cast.chief, every, clock.today())]


@pytest.mark.parametrize(
    "changed",
    [{"held_on": dt.date(2022, 5, 9)}, {"starts_at": dt.time(13)}, {"place": "Rådhuset"}],
)
def test_a_change_after_the_call_is_an_alarm_until_it_is_sent(cast: Cast, called: Meeting, changed: dict):
    assert "Skicka ändrad kallelse" not in told_the_office(cast)
    meeting = move(called, cast, **changed)
    assert "Skicka ändrad kallelse" in told_the_office(cast)
    shown = client_of(cast.chief).get(meeting.get_absolute_url()).content.decode()
    assert "Kallelsen säger fredag 6 maj" in shown.replace("\u00a0", " ")
    call(meeting=meeting, by=cast.chief, kind=CallKind.CHANGED)
    assert "Skicka ändrad kallelse" not in told_the_office(cast)


def test_everyone_is_asked_anew_and_the_old_answer_is_marked(cast: Cast, called: Meeting):
    answer(called, cast.vice, RsvpAnswer.COMING)
    call(meeting=move(called, cast, starts_at=dt.time(13)), by=cast.chief, kind=CallKind.CHANGED)
    row = invitation(called, cast.vice)
    assert (row.answer, row.earlier_answer) == (RsvpAnswer.WAITING, RsvpAnswer.COMING)
    assert "svarade förut: kommer" in client_of(cast.chief).get(called.get_absolute_url()).content.decode()
    answer(called, cast.vice, RsvpAnswer.ABSENT)
    assert invitation(called, cast.vice).earlier_answer == ""


def test_a_changed_call_with_the_same_time_and_place_keeps_the_answers(cast: Cast, called: Meeting):
    answer(called, cast.vice, RsvpAnswer.COMING)
    make_paragraph(meeting=called, heading="Sent ärende")
    call(meeting=called, by=cast.chief, kind=CallKind.CHANGED)
    assert invitation(called, cast.vice).answer == RsvpAnswer.COMING


def test_nobody_new_gets_the_old_hour(cast: Cast, called: Meeting):
    meeting = move(called, cast, starts_at=dt.time(13))
    appoint(make_person(association=cast.association, name="Ny Ledamot", email="ny@example.se"), cast.board)
    with pytest.raises(DomainError, match="ändrad kallelse"):
        send_again(meeting=meeting, by=cast.chief)
    with pytest.raises(DomainError, match="ändrad kallelse"):
        call(meeting=meeting, by=cast.chief, kind=CallKind.ADDITION)


def test_mail_pdf_and_calendar_say_the_same(cast: Cast, called: Meeting):
    meeting = call(
        meeting=move(called, cast, starts_at=dt.time(13), place="Rådhuset"),
        by=cast.chief,
        kind=CallKind.CHANGED,
    )
    letter = cast.association.letters.filter(to=cast.vice.email).order_by("id").last()
    document = build_call(meeting, called_on=clock.today())
    assert "fredag 6 maj 2022 klockan 13.00" in letter.body.replace("\u00a0", " ").lower()
    assert ("Rådhuset" in letter.body, "Rådhuset" in letter.calendar) == (True, True)
    assert document.when.starts_at == dt.time(13)
    assert times(meeting)[0].astimezone(dt.timezone(dt.timedelta(hours=2))).time() == dt.time(13)


# ---- Those who have not answered


def test_those_who_have_not_answered_are_reminded_and_no_others(cast: Cast, called: Meeting):
    answer(called, cast.vice, RsvpAnswer.COMING)
    client_of(cast.chief).post(reverse("meeting_call_remind", args=[cast.association.slug, called.pk]))
    reminded = letters(cast, "Påminnelse")
    assert cast.vice.email not in reminded
    assert cast.member.email in reminded


def test_the_office_is_told_to_remind_a_week_before(cast: Cast, called: Meeting, settings):
    assert "Påminn dem som inte har svarat" not in told_the_office(cast)
    settings.FINSAM_TODAY = "2022-05-01"
    assert "Påminn dem som inte har svarat" in told_the_office(cast)
    client_of(cast.chief).post(reverse("meeting_call_remind", args=[cast.association.slug, called.pk]))
    assert "Påminn dem som inte har svarat" not in told_the_office(cast)


def test_an_answer_by_phone_is_noted_by_the_office(cast: Cast, called: Meeting):
    page = reverse("meeting_answer_noted", args=[cast.association.slug, called.pk])
    typed = {"invitation": invitation(called, cast.member).pk, "answer": "absent", "note": "per telefon"}
    client_of(cast.chief).post(page, typed)
    row = invitation(called, cast.member)
    assert (row.answer, row.note) == (RsvpAnswer.ABSENT, "per telefon")


# ---- The ersättare in turn


@pytest.fixture
def second(cast: Cast) -> Person:
    """A second ersättare of the vice chair's member."""
    member = cast.vice.appointments.get().member
    person = make_person(association=cast.association, name="Ylva Sjö", email="ylva.sjo@example.se")
    appoint(person, cast.board, role=AppointmentRole.DEPUTY, member=member, position=9)
    return person


def asked(meeting: Meeting) -> dict[str, str]:
    rows = meeting.invitations.filter(asked_for__isnull=False).select_related("person", "asked_for")
    return {row.person.name: row.asked_for.name for row in rows}


def test_the_one_in_turn_is_asked_when_a_ledamot_declines_and_then_the_next(
    cast: Cast, second: Person, called: Meeting
):
    answer(called, cast.vice, RsvpAnswer.ABSENT)
    assert (asked(called), letters(cast, "Du står på tur")) == (
        {cast.deputy.name: cast.vice.name}, [cast.deputy.email],
    )  # fmt: skip
    answer(called, cast.deputy, RsvpAnswer.ABSENT)
    assert asked(called) == {second.name: cast.vice.name}
    assert second.email in letters(cast, "Du står på tur")


def test_one_who_has_said_no_already_is_not_asked(cast: Cast, second: Person, called: Meeting):
    answer(called, cast.deputy, RsvpAnswer.ABSENT)
    answer(called, cast.vice, RsvpAnswer.ABSENT)
    assert asked(called) == {second.name: cast.vice.name}


def test_an_ersattare_is_let_go_when_the_ledamot_comes_after_all(cast: Cast, called: Meeting):
    answer(called, cast.vice, RsvpAnswer.ABSENT)
    answer(called, cast.vice, RsvpAnswer.COMING)
    assert asked(called) == {}
    assert letters(cast, f"{cast.vice.name} kommer") == [cast.deputy.email]


def test_an_ersattare_of_another_member_is_not_asked(cast: Cast, called: Meeting):
    answer(called, cast.member, RsvpAnswer.ABSENT)
    assert asked(called) == {}
