"""Seats and roles that are corrected while a meeting goes on are offered to it, and taken in with one press."""

import pytest
from django.urls import reverse

from board.actions import session as acts
from board.actions.take_in_seats import take_in_seats
from board.models import Adjuster, Meeting
from board.queries.seat_changes import seat_changes
from board.queries.session import paragraphs_of, session_page
from board.queries.session.attendance import attendances_of
from finsam.errors import DomainError
from finsam.models import Member
from finsam.states import AppointmentRole
from tests.board.meetings import adjust_meeting
from tests.board.test_seats import at, mark, meeting, printed, row_of, sat, served  # noqa: F401  fixtures
from tests.cast import Cast, client_of
from tests.factories import appoint, make_person


def told(meeting: Meeting) -> list[str]:
    meeting.refresh_from_db()
    said = seat_changes(meeting, list(attendances_of(meeting)))
    return [each.replace("\u00a0", " ") for each in said]


def test_nothing_is_said_while_all_agrees(meeting: Meeting):
    assert told(meeting) == []


def test_more_seats_are_told_and_taken_in_by_the_button_beside_the_names(cast: Cast, meeting: Meeting):
    Member.objects.filter(pk=cast.kommun.pk).update(seats=3)
    row, client = at(meeting, 39), client_of(cast.chief)
    page = client.get(
        reverse("meeting_session_paragraph", args=["exempel", meeting.pk, row.pk])
    ).content.decode()
    assert "Platserna har ändrats" in page
    assert session_page(paragraphs_of(cast.association).get(pk=row.pk)).seats == 4
    client.post(
        reverse("attendance_save", args=["exempel", row.pk]),
        {"act": "seats", "base_version": meeting.attendance_version},
    )
    taken = session_page(paragraphs_of(cast.association).get(pk=row.pk))
    assert (taken.seats, taken.vacant, told(meeting)) == (6, [cast.kommun.name] * 2, [])


def test_a_new_ersattare_can_serve_once_she_is_taken_in(cast: Cast, meeting: Meeting):
    new = make_person(association=cast.association, name="Ylva Sjö")
    appoint(new, cast.board, role=AppointmentRole.DEPUTY, member=cast.kommun)
    assert told(meeting) == [f"Ylva Sjö är ersättare ({cast.kommun.name}), men står inte här."]
    client_of(cast.chief).post(reverse("meeting_presence", args=["exempel", meeting.pk]), {"act": "seats"})
    row = row_of(meeting, new)
    mark(cast, meeting, {f"here:{row.pk}:{at(meeting, 39).pk}": True})
    mark(cast, meeting, {f"serves:{row.pk}:{at(meeting, 39).pk}": cast.vice.pk})
    mark(cast, meeting, {f"left:{row_of(meeting, cast.vice).pk}:{at(meeting, 40).pk}": True})
    assert (served(meeting, new), served(meeting, cast.vice)) == ([40, 41], [37, 38, 39])


def test_one_whose_role_was_a_mistake_is_a_guest_where_she_was_there(cast: Cast, meeting: Meeting):
    cast.member.appointments.all().delete()
    assert told(meeting) == [f"{cast.member.name} har ingen roll i styrelsen den dagen."]
    take_in_seats(meeting=meeting, by=cast.chief)
    assert f"{cast.member.name} §§ 37–41" in printed(meeting)["Övriga närvarande"]
    assert served(meeting, cast.member) == []
    assert [len(each.seats) for each in sat(meeting).values()] == [4] * 5


def test_one_who_was_never_there_is_no_longer_listed(cast: Cast, meeting: Meeting):
    mark(cast, meeting, {f"present:{row_of(meeting, cast.member).pk}": False})
    cast.member.appointments.all().delete()
    take_in_seats(meeting=meeting, by=cast.chief)
    assert not meeting.attendances.filter(person=cast.member).exists()


def test_a_guest_cannot_be_made_to_serve(cast: Cast, meeting: Meeting):
    chief = row_of(meeting, cast.chief)
    mark(cast, meeting, {f"left:{row_of(meeting, cast.vice).pk}:{at(meeting, 37).pk}": True})
    mark(cast, meeting, {f"serves:{chief.pk}": cast.vice.pk})
    mark(cast, meeting, {f"serves:{chief.pk}:{at(meeting, 39).pk}": cast.vice.pk})
    assert served(meeting, cast.chief) == []


def test_what_is_sent_keeps_its_seats(cast: Cast, meeting: Meeting):
    acts.close_meeting(meeting=meeting, by=cast.chief)
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    adjust_meeting(meeting, cast)
    with pytest.raises(DomainError):
        take_in_seats(meeting=meeting, by=cast.chief)
