"""Correcting how the body sat at one § afterwards, cell by cell, until the protocol is sent."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.actions.attendance import add_attendee
from board.actions.presence_sheet import Correction, correct_paragraph
from board.counting.presence import Sitting
from board.documents.assemble_attendance import absent_members, sittings_of
from board.models import Attendance, BallotVote, Meeting
from board.queries.session import paragraphs_of, session_page
from finsam.errors import DomainError
from finsam.models import Person
from tests.board.meetings import send
from tests.board.test_seats import at, mark, meeting, printed, row_of, sat, second, served  # noqa: F401  fixtures
from tests.cast import Cast, client_of
from tests.factories import make_person
from tests.pages import in_one_line


def correct(cast: Cast, meeting: Meeting, number: int, said: dict[Person, Correction], leads=None) -> None:
    rows = {row_of(meeting, person).pk: correction for person, correction in said.items()}
    correct_paragraph(
        paragraph=at(meeting, number), corrections=rows, leads=leads.pk if leads else None, by=cast.chief
    )
    meeting.refresh_from_db()


def test_one_paragraph_is_corrected_and_no_other(cast: Cast, meeting: Meeting):
    correct(cast, meeting, 39, {cast.vice: Correction("away")})
    assert served(meeting, cast.vice) == [37, 38, 40, 41]


def test_an_ersattare_is_put_on_a_seat_at_one_paragraph(cast: Cast, meeting: Meeting):
    correct(cast, meeting, 39, {cast.vice: Correction("away"), cast.deputy: Correction("here", cast.vice.pk)})
    assert served(meeting, cast.deputy) == [39]
    assert [row.person for row in sat(meeting)[40].present if row.person == cast.deputy] == []


def test_a_clock_time_stays_with_the_move_it_was_written_for(cast: Cast, meeting: Meeting):
    row, paragraph = row_of(meeting, cast.member), at(meeting, 41)
    mark(cast, meeting, {f"left:{row.pk}:{paragraph.pk}": True, f"left_at:{row.pk}:{paragraph.pk}": "11.05"})
    correct(cast, meeting, 38, {cast.member: Correction("away")})
    assert f"{row.exceptions.get(change='left', paragraph=paragraph).at_time:%H.%M}" == "11.05"


def test_a_conflict_marked_afterwards_takes_her_vote_away(cast: Cast, meeting: Meeting):
    BallotVote.objects.create(paragraph=at(meeting, 39), person=cast.member, vote="yes")
    correct(cast, meeting, 39, {cast.member: Correction("conflict")})
    assert not at(meeting, 39).votes.exists()
    assert served(meeting, cast.member) == [37, 38, 40, 41]


def test_who_led_at_one_paragraph_is_corrected_and_the_next_keeps_its_chair(cast: Cast, meeting: Meeting):
    correct(cast, meeting, 39, {}, leads=cast.vice)
    led = {number: each.chair.person for number, each in sat(meeting).items()}
    assert [led[number] for number in range(37, 42)] == [
        cast.chair, cast.chair, cast.vice, cast.chair, cast.chair,
    ]  # fmt: skip


def test_an_official_is_there_at_one_paragraph(cast: Cast, meeting: Meeting):
    guest = make_person(association=cast.association, name="Eva Föredragande")
    add_attendee(meeting=meeting, person=guest, by=cast.chief, at=at(meeting, 39), only=True)
    assert f"{guest.name} § 39" in printed(meeting)["Övriga närvarande"]


def test_one_added_beside_a_paragraph_is_there_from_it_on(cast: Cast, meeting: Meeting):
    page = reverse("attendance_add", args=[cast.association.slug, meeting.pk])
    client_of(cast.chief).post(f"{page}?fran={at(meeting, 40).pk}", {"name": "Nils Ny", "when": "from"})
    assert "Nils Ny §§ 40–41" in printed(meeting)["Övriga närvarande"]


def test_a_sent_protocol_is_not_corrected(cast: Cast, meeting: Meeting):
    meeting.adjusters.create(person=cast.adjuster)
    meeting.state, meeting.closed_at = "closed", meeting.opened_at
    meeting.save()
    send(meeting, cast)
    with pytest.raises(DomainError, match="sänd"):
        correct(cast, meeting, 39, {cast.vice: Correction("away")})


def test_the_page_shows_the_strip_and_corrects_without_scripts(cast: Cast, meeting: Meeting):
    page = f"{reverse('meeting_presence', args=[cast.association.slug, meeting.pk])}?paragraf={at(meeting, 39).pk}"
    client, vice = client_of(cast.chief), row_of(meeting, cast.vice)
    shown = client.get(page).content.decode()
    assert f'name="how:{vice.pk}"' in shown
    client.post(page, {f"how:{vice.pk}": "conflict", "leads": cast.chair.pk})
    assert served(meeting, cast.vice) == [37, 38, 40, 41]
    assert "är jävig" in client.get(page).content.decode()


# ---- Whatever is corrected


CORRECTIONS = st.lists(
    st.tuples(
        st.integers(37, 41), st.integers(0, 6),
        st.sampled_from(["here", "away", "conflict", "abstained"]), st.integers(0, 4),
    ),
    max_size=8,
)  # fmt: skip


def facts(sitting: Sitting) -> tuple:
    return (
        [seat.holder.pk if seat.holder else None for seat in sitting.seats],
        [row.pk for row in sitting.present],
        sitting.chair.pk if sitting.chair else None,
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CORRECTIONS)
def test_a_correction_changes_its_own_paragraph_alone_and_print_agrees(
    cast: Cast, meeting: Meeting, second: Attendance, changes
):
    rows = list(meeting.attendances.order_by("position", "id"))
    seats = [row for row in rows if row.has_seat]
    for number, who, how, whom in changes:
        row = rows[who % len(rows)]
        serves = seats[whom].person_id if row.is_deputy and whom < len(seats) else None
        before = {each: facts(sitting) for each, sitting in sat(meeting).items() if each != number}
        correct(cast, meeting, number, {row.person: Correction(how, serves)})
        after = {each: facts(sitting) for each, sitting in sat(meeting).items() if each != number}
        assert after == before
    paragraphs = list(meeting.paragraphs.order_by("position"))
    sittings = sittings_of(meeting, paragraphs)
    lines = printed(meeting).get("Beslutande", [])
    assert {line.rsplit(" §", 1)[0] for line in lines} == {
        row.person.name for each in sittings for row in each.deciding
    }
    assert all(len(each.deciding) <= len(each.seats) for each in sittings)
    there = {row.person.name for each in sittings for row in (*each.present, *each.conflicted)}
    assert not set(absent_members(meeting, paragraphs)) & there


# ---- Ersättare in turn, and a page without scripts


def test_the_ersattare_in_turn_is_offered_for_an_empty_seat_of_her_member(cast: Cast, meeting: Meeting):
    vice, deputy = row_of(meeting, cast.vice), row_of(meeting, cast.deputy)
    mark(cast, meeting, {f"present:{deputy.pk}": True, f"left:{vice.pk}:{at(meeting, 39).pk}": True})
    page = session_page(paragraphs_of(cast.association).get(pk=at(meeting, 39).pk))
    assert [(each.deputy.person, each.whom) for each in page.substitutes] == [(cast.deputy, cast.vice.pk)]
    save = reverse("attendance_save", args=[cast.association.slug, at(meeting, 39).pk])
    meeting.refresh_from_db()
    client_of(cast.chief).post(
        save, {"act": f"serve:{deputy.pk}:{cast.vice.pk}", "base_version": meeting.attendance_version}
    )
    assert served(meeting, cast.deputy) == [39, 40, 41]


def test_what_was_typed_in_the_paragraph_is_saved_with_the_attendance_without_scripts(
    cast: Cast, meeting: Meeting
):
    paragraph, vice = at(meeting, 39), row_of(meeting, cast.vice)
    page = client_of(cast.chief).get(
        reverse("meeting_session_paragraph", args=[cast.association.slug, meeting.pk, paragraph.pk])
    )
    assert f'form="paragraph" name="here:{vice.pk}:{paragraph.pk}"' in in_one_line(page.content.decode())
    meeting.refresh_from_db()
    client_of(cast.chief).post(
        reverse("paragraph_save", args=[cast.association.slug, paragraph.pk]),
        {
            "base_version": paragraph.version,
            "heading": "Ny rubrik",
            "att_marks": f"here:{vice.pk}:{paragraph.pk}",
            "att_version": meeting.attendance_version,
        },
    )
    assert (at(meeting, 39).heading, served(meeting, cast.vice)) == ("Ny rubrik", [37, 38])
