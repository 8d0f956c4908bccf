"""Who is listed, who is there, who came and went, and whether the board may decide."""

import datetime as dt

import pytest
from django.urls import reverse

from board.actions import session as acts
from board.actions.attendance import add_attendee, mark_all_members, save_attendance
from board.models import Invitation, Meeting, PresenceException
from board.queries.session import paragraphs_of, session_page
from board.states import RsvpAnswer
from finsam.errors import DomainError
from finsam.models import Appointment, Person
from tests.cast import client_of
from tests.factories import make_meeting, make_paragraph, make_person


@pytest.fixture
def meeting(cast):
    meeting = make_meeting(body=cast.board)
    make_paragraph(meeting=meeting, heading="Öppnande")
    make_paragraph(meeting=meeting, heading="Budget")
    return meeting


@pytest.fixture
def opened(cast, meeting):
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    meeting.refresh_from_db()
    return meeting


def page_of(cast, meeting: Meeting, place=0):
    return session_page(paragraphs_of(cast.association).filter(meeting=meeting).order_by("position")[place])


def attendance(meeting, person):
    return meeting.attendances.get(person=person)


def mark(cast, meeting, fields, *, version=None, by=None, key=""):
    meeting.refresh_from_db()
    version = str(meeting.attendance_version) if version is None else version
    return save_attendance(
        meeting=meeting, fields=fields, base_version=version, by=by or cast.chief, save_key=key
    )


def test_those_with_appointments_that_day_are_listed_in_order(cast, meeting):
    acts.open_meeting(meeting=meeting, by=cast.chief)
    assert [row.person for row in meeting.attendances.order_by("position")] == [
        cast.chair, cast.vice, cast.adjuster, cast.member, cast.deputy, cast.chief, cast.officer,
    ]  # fmt: skip


def test_one_whose_appointment_has_ended_is_not_listed(cast, meeting):
    Appointment.objects.filter(person=cast.member).update(to_on=dt.date(2022, 3, 24))
    acts.open_meeting(meeting=meeting, by=cast.chief)
    assert not meeting.attendances.filter(person=cast.member).exists()


def test_one_invited_is_listed_and_those_who_said_they_come_are_there(cast, meeting):
    guest = make_person(association=cast.association, name="Gäst Gästsson")
    Invitation.objects.create(meeting=meeting, person=guest, answer=RsvpAnswer.COMING)
    Invitation.objects.create(meeting=meeting, person=cast.vice, answer=RsvpAnswer.REMOTE)
    Invitation.objects.create(meeting=meeting, person=cast.chair, answer=RsvpAnswer.ABSENT)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    there = {row.person: row.is_remote for row in meeting.attendances.filter(is_present=True)}
    assert there == {guest: False, cast.vice: True, cast.chief: False}


def test_an_ersattare_who_comes_instead_of_a_ledamot_of_her_member_serves_from_the_start(cast, meeting):
    Invitation.objects.create(meeting=meeting, person=cast.vice, answer=RsvpAnswer.ABSENT)
    Invitation.objects.create(meeting=meeting, person=cast.deputy, answer=RsvpAnswer.COMING)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    assert attendance(meeting, cast.deputy).serves_for == cast.vice


def test_an_ersattare_serves_for_no_one_who_has_not_said_no(cast, meeting):
    Invitation.objects.create(meeting=meeting, person=cast.vice, answer=RsvpAnswer.WAITING)
    Invitation.objects.create(meeting=meeting, person=cast.deputy, answer=RsvpAnswer.COMING)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    assert attendance(meeting, cast.deputy).serves_for is None


def test_the_chair_and_the_one_who_opens_lead_and_write(cast, opened):
    assert (page_of(cast, opened).sitting.chair.person, opened.secretary) == (cast.chair, cast.chief)


def test_nobody_is_named_to_lead_while_the_chair_may_still_come(cast, meeting):
    Invitation.objects.create(meeting=meeting, person=cast.vice, answer=RsvpAnswer.COMING)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    assert page_of(cast, meeting).sitting.chair.person == cast.vice
    mark(cast, meeting, {f"present:{attendance(meeting, cast.chair).pk}": True})
    assert page_of(cast, meeting).sitting.chair.person == cast.chair


def test_the_vice_chair_leads_when_the_chair_said_no(cast, meeting):
    Invitation.objects.create(meeting=meeting, person=cast.vice, answer=RsvpAnswer.COMING)
    Invitation.objects.create(meeting=meeting, person=cast.chair, answer=RsvpAnswer.ABSENT)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    meeting.refresh_from_db()
    assert meeting.chair == cast.vice


def test_all_there_the_board_may_decide(cast, opened):
    quorum = page_of(cast, opened).quorum
    assert (quorum.present, quorum.seats, quorum.needed, quorum.is_met) == (4, 4, 3, True)


def test_two_of_four_may_not_decide_and_it_is_said(cast, opened):
    mark(cast, opened, {f"present:{attendance(opened, each).pk}": False for each in (cast.vice, cast.member)})
    page = page_of(cast, opened)
    assert (page.quorum.is_met, page.remarks[0].heading) == (False, "Styrelsen är inte beslutsför")


@pytest.mark.parametrize(("counts", "needed"), [(True, 3), (False, 2)])
def test_a_vacant_seat_counts_by_setting(cast, meeting, counts, needed):
    Appointment.objects.filter(person=cast.member).update(to_on=dt.date(2022, 3, 1))
    type(cast.association).objects.filter(pk=cast.association.pk).update(vacant_seats_count=counts)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    assert page_of(cast, meeting).quorum.needed == needed


def test_a_serving_deputy_takes_the_seat(cast, opened):
    vice, deputy = attendance(opened, cast.vice), attendance(opened, cast.deputy)
    mark(
        cast,
        opened,
        {f"present:{vice.pk}": False, f"present:{deputy.pk}": True, f"serves:{deputy.pk}": cast.vice.pk},
    )
    assert {row.person for row in page_of(cast, opened).deciding} == {
        cast.chair,
        cast.adjuster,
        cast.member,
        cast.deputy,
    }


def test_one_who_left_is_away_from_that_paragraph_on(cast, opened):
    row, second = attendance(opened, cast.member), opened.paragraphs.order_by("position")[1]
    mark(cast, opened, {f"left:{row.pk}:{second.pk}": True, f"left_at:{row.pk}:{second.pk}": "9.15"})
    assert (page_of(cast, opened, 0).quorum.present, page_of(cast, opened, 1).quorum.present) == (4, 3)
    assert PresenceException.objects.get().at_time == dt.time(9, 15)


def test_one_who_came_late_is_marked_as_there(cast, opened):
    row, second = attendance(opened, cast.deputy), opened.paragraphs.order_by("position")[1]
    mark(cast, opened, {f"came:{row.pk}:{second.pk}": True})
    assert attendance(opened, cast.deputy).is_present


def test_a_move_is_taken_back(cast, opened):
    row, second = attendance(opened, cast.member), opened.paragraphs.order_by("position")[1]
    mark(cast, opened, {f"left:{row.pk}:{second.pk}": True})
    mark(cast, opened, {f"left:{row.pk}:{second.pk}": False})
    assert PresenceException.objects.count() == 0


def test_two_who_mark_different_persons_both_count(cast, opened):
    version = str(opened.attendance_version)
    vice, member = attendance(opened, cast.vice), attendance(opened, cast.member)
    every = {f"present:{vice.pk}": True, f"present:{member.pk}": True}
    mark(cast, opened, every | {f"present:{vice.pk}": False}, version=version)
    mark(cast, opened, every | {f"present:{member.pk}": False}, version=version, by=cast.officer)
    assert (attendance(opened, cast.vice).is_present, attendance(opened, cast.member).is_present) == (
        False,
        False,
    )


def test_the_same_marks_sent_twice_are_one_change(cast, opened):
    row = attendance(opened, cast.vice)
    first = mark(cast, opened, {f"present:{row.pk}": False}, key="a", version=str(opened.attendance_version))
    again = mark(cast, opened, {f"present:{row.pk}": False}, key="a", version="1")
    assert first.version == again.version


def test_another_meetings_rows_are_left_alone(cast, opened):
    other = make_meeting(body=cast.board, held_on=dt.date(2022, 4, 8))
    acts.open_meeting(meeting=other, by=cast.chief)
    row = attendance(other, cast.chair)
    mark(cast, opened, {f"present:{row.pk}": True})
    assert attendance(other, cast.chair).is_present is False


def test_a_new_name_becomes_a_person_who_is_there(cast, opened):
    row = add_attendee(meeting=opened, name="Gun Gäst", title="revisor", by=cast.chief)
    assert (row.person.name, row.is_present, row.person.user) == ("Gun Gäst", True, None)


def test_a_known_name_is_the_same_person(cast, opened):
    assert add_attendee(meeting=opened, name="berit sandin", by=cast.chief).person == cast.auditor


def post(cast, opened, by, **data):
    url = reverse("attendance_save", args=["exempel", opened.paragraphs.order_by("position")[0].pk])
    return client_of(by).post(url, {"base_version": str(opened.attendance_version), **data})


def test_the_page_marks_who_is_there(cast, opened):
    name = f"present:{attendance(opened, cast.chair).pk}"
    post(cast, opened, cast.chief, marks=name)
    assert attendance(opened, cast.chair).is_present is False


def test_the_page_marks_every_member_at_once(cast, meeting):
    acts.open_meeting(meeting=meeting, by=cast.chief)
    post(cast, meeting, cast.chief, act="all")
    assert page_of(cast, meeting).quorum.present == 4


def moves_of(opened):
    return [
        (each.change, each.at_time)
        for each in PresenceException.objects.filter(attendance__meeting=opened).order_by("id")
    ]


def test_a_time_that_cannot_be_read_is_said_and_the_rest_is_saved(cast, opened):
    row, first = attendance(opened, cast.member), opened.paragraphs.order_by("position")[0].pk
    data = {f"left:{row.pk}:{first}": "on", f"left_at:{row.pk}:{first}": "strax efter nio"}
    answer = client_of(cast.chief).post(
        reverse("attendance_save", args=["exempel", first]),
        {"base_version": str(opened.attendance_version), "marks": f"left:{row.pk}:{first}", **data},
        headers={"Accept": "application/json"},
    )
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "message": "”strax efter nio” är inget klockslag. Skriv till exempel 8.30. Övrig närvaro är sparad."
        },
    )
    assert moves_of(opened) == [("left", None)]


def test_a_time_without_its_tick_is_said(cast, opened):
    row, first = attendance(opened, cast.member), opened.paragraphs.order_by("position")[0].pk
    data = {"marks": f"came:{row.pk}:{first}", f"came_at:{row.pk}:{first}": "9.15"}
    page = client_of(cast.chief).post(
        reverse("attendance_save", args=["exempel", first]),
        {"base_version": str(opened.attendance_version), **data},
        follow=True,
    )
    assert [str(each) for each in page.context["messages"]] == [
        "Klockslaget 9.15 hör till rutan Kom. Kryssa för den, eller ta bort klockslaget. Övrig närvaro är sparad."
    ]
    assert moves_of(opened) == []


def test_a_ledamot_does_not_mark(cast, opened):
    assert post(cast, opened, cast.member).status_code == 403


def test_only_the_one_who_came_or_went_at_the_paragraph_stands_open(cast, opened):
    row, first = attendance(opened, cast.member), opened.paragraphs.order_by("position")[0]
    mark(cast, opened, {f"left:{row.pk}:{first.pk}": True})
    lines = page_of(cast, opened).lines
    assert [line.row.person for line in lines if line.moves_here] == [cast.member]


@pytest.mark.parametrize("typed", ["ÅSA-LENA ÖQVIST", "åsa-lena  öqvist", "A\u030asa-Lena O\u0308qvist"])
def test_one_whom_the_forbund_knows_is_the_same_however_her_name_is_typed(cast, opened, typed):
    known = make_person(association=cast.association, name="Åsa-Lena Öqvist")
    assert add_attendee(meeting=opened, name=typed, by=cast.chief).person == known


def test_who_of_two_namesakes_is_meant_is_asked(cast, opened):
    first = make_person(association=cast.association, name="Anna Andersson", email="anna.a@example.se")
    second = make_person(association=cast.association, name="Anna Andersson", email="anna.b@example.se")
    Person.objects.filter(pk=first.pk).update(organisation="Kommunen")
    with pytest.raises(
        DomainError, match="Flera heter Anna Andersson: anna.a@example.se och anna.b@example.se"
    ):
        add_attendee(meeting=opened, name="anna andersson", by=cast.chief)
    assert add_attendee(meeting=opened, name="anna.b@example.se", by=cast.chief).person == second
    assert add_attendee(meeting=opened, name="Anna Andersson (kommunen)", by=cast.chief).person == first


@pytest.mark.parametrize("name", ["\u200b", "\u2800", "Anna \u202etgreB"])
def test_a_name_that_cannot_be_seen_or_is_turned_round_is_refused(cast, opened, name):
    with pytest.raises(DomainError):
        add_attendee(meeting=opened, name=name, by=cast.chief)
