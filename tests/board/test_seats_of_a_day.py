"""The seats of a meeting are those of its day, and who leads without a presidium is known or asked."""

import pytest
from django.urls import reverse

from board.actions import session as acts
from board.actions.attendance import mark_all_members, save_attendance
from board.actions.presence_sheet import Correction
from board.models import Meeting
from board.queries.session import paragraphs_of, session_page
from finsam.models import Appointment, Member
from tests.board.test_presence_sheet import correct
from tests.board.test_seats import at, meeting, row_of, sat, second, served  # noqa: F401  fixtures
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph
from tests.pages import in_one_line


def begun(cast: Cast) -> Meeting:
    """A meeting with two §§ and every ledamot there."""
    made = make_meeting(body=cast.board)
    for number in (1, 2):
        make_paragraph(meeting=made, heading=f"Ärende {number}")
    acts.open_meeting(meeting=made, by=cast.chief)
    mark_all_members(meeting=made, by=cast.chief)
    made.refresh_from_db()
    return made


def without_presidium(cast: Cast, made: Meeting) -> session_page:
    """The page of the first § when chair and vice chair have gone."""
    gone = {f"present:{row_of(made, each).pk}": False for each in (cast.chair, cast.vice)}
    save_attendance(meeting=made, fields=gone, base_version=str(made.attendance_version), by=cast.chief)
    first = made.paragraphs.order_by("position")[0]
    return session_page(paragraphs_of(cast.association).get(pk=first.pk))


def test_more_seats_later_make_no_vacant_seat_in_a_meeting_that_was_held(cast: Cast):
    made = begun(cast)
    Member.objects.filter(association=cast.association).update(seats=2)
    page = session_page(paragraphs_of(cast.association).get(pk=made.paragraphs.first().pk))
    assert (page.seats, page.vacant) == (4, [])
    assert session_page_of_next(cast).seats == 8


def session_page_of_next(cast: Cast) -> session_page:
    later = begun(cast)
    return session_page(paragraphs_of(cast.association).get(pk=later.paragraphs.first().pk))


def test_nobody_is_proposed_to_lead_where_no_order_is_known(cast: Cast):
    page = without_presidium(cast, begun(cast))
    assert page.sitting.chair is None
    assert "Ingen leder mötet" in [each.heading for each in page.remarks]


def test_the_first_in_the_order_that_the_association_has_set_leads(cast: Cast):
    for person, position in ((cast.adjuster, 2), (cast.member, 1)):
        Appointment.objects.filter(person=person, body=cast.board).update(position=position)
    page = without_presidium(cast, begun(cast))
    assert page.sitting.chair.person == cast.member


def test_a_vice_chair_leads_before_that_order(cast: Cast):
    Appointment.objects.filter(person=cast.member, body=cast.board).update(position=1)
    made = begun(cast)
    gone = {f"present:{row_of(made, cast.chair).pk}": False}
    save_attendance(meeting=made, fields=gone, base_version=str(made.attendance_version), by=cast.chief)
    first = made.paragraphs.order_by("position")[0]
    page = session_page(paragraphs_of(cast.association).get(pk=first.pk))
    assert page.sitting.chair.person == cast.vice


# ---- One cell of the strip


def test_a_cell_asks_about_its_own_seat_alone(cast: Cast, meeting: Meeting):
    seat = row_of(meeting, cast.vice)
    where = reverse("meeting_presence", args=["exempel", meeting.pk])
    page = client_of(cast.chief).get(f"{where}?paragraf={at(meeting, 39).pk}&plats={seat.pk}")
    asked = {each.row.person for each in page.context["people"]}
    assert cast.vice in asked
    assert not asked & {cast.chair, cast.member, cast.adjuster}


def test_what_a_cell_says_changes_no_other_seat_and_no_other_paragraph(cast: Cast, meeting: Meeting):
    correct(cast, meeting, 40, {cast.member: client_says("away")})
    where = reverse("meeting_presence", args=["exempel", meeting.pk])
    seat = row_of(meeting, cast.vice)
    client_of(cast.chief).post(f"{where}?paragraf={at(meeting, 39).pk}", {f"how:{seat.pk}": "conflict"})
    assert served(meeting, cast.vice) == [37, 38, 40, 41]
    assert served(meeting, cast.member) == [37, 38, 39, 41]
    assert {each.chair.person for each in sat(meeting).values()} == {cast.chair}


def client_says(how: str) -> Correction:

    return Correction(how)


@pytest.mark.parametrize("plats", ["", "v9", "999999", "åäö"])
def test_a_cell_that_is_not_there_asks_about_all(cast: Cast, meeting: Meeting, plats: str):
    where = reverse("meeting_presence", args=["exempel", meeting.pk])
    page = client_of(cast.chief).get(f"{where}?paragraf={at(meeting, 39).pk}&plats={plats}")
    assert len(page.context["people"]) == meeting.attendances.count()


def test_one_who_becomes_javig_goes_from_the_list_of_votes_at_once(cast: Cast, meeting: Meeting):
    paragraph, row = at(meeting, 39), row_of(meeting, cast.member)
    answer = client_of(cast.chief).post(
        reverse("paragraph_save", args=["exempel", paragraph.pk]),
        {
            "base_version": str(paragraph.version),
            "marks": f"conflict:{row.pk}",
            f"conflict:{row.pk}": "on",
            f"vote-{cast.member.pk}": "yes",
        },
        headers={"accept": "application/json"},
    )
    votes = answer.json()["fragments"]["session-votes"]
    assert (cast.member.name in votes, cast.chair.name in votes) == (False, True)
    assert not paragraph.votes.exists()


def test_jav_is_said_and_taken_back_with_one_press_beside_the_name(cast: Cast, meeting: Meeting):
    paragraph, row = at(meeting, 39), row_of(meeting, cast.member)
    client, where = client_of(cast.chief), reverse("attendance_save", args=["exempel", paragraph.pk])
    for act, expected in (("conflict", [37, 38, 40, 41]), ("no_conflict", [37, 38, 39, 40, 41])):
        meeting.refresh_from_db()
        answer = client.post(
            where, {"base_version": str(meeting.attendance_version), "act": f"{act}:{row.pk}"}
        )
        assert served(meeting, cast.member) == expected
    page = in_one_line(client.get(answer.url).content.decode())
    assert f'Jäv<span class="ds-sr-only"> här, {cast.member.name}' in page
