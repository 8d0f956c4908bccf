"""Who held each seat at each §: one truth for print, votes, quorum and what the command tells."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.actions import session as acts
from board.actions.attendance import add_attendee, mark_all_members, save_attendance
from board.actions.protocol import ensure_main_protocol
from board.counting.presence import Sitting, sitting
from board.documents.assemble import build_protocol
from board.documents.assemble_attendance import absent_members, attendance_groups, sittings_of
from board.documents.assemble_sections import sections
from board.documents.assemble_signers import signers_of
from board.models import Adjuster, Attendance, BallotVote, Decision, Meeting
from board.queries.session import paragraphs_of, session_page
from board.queries.warnings import before_sending
from board.states import PresenceChange
from finsam.models import Person
from finsam.states import AppointmentRole
from tests.cast import Cast, client_of
from tests.factories import appoint, make_meeting, make_member, make_paragraph, make_person


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A meeting of four seats and five §§, everybody there, with one more ersättare."""
    meeting = make_meeting(body=cast.board)
    for number in range(37, 42):
        make_paragraph(meeting=meeting, heading=f"Ärende {number}")
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    for number, paragraph in enumerate(meeting.paragraphs.order_by("position"), start=37):
        paragraph.number = number
        paragraph.save()
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def second(cast: Cast, meeting: Meeting) -> Attendance:
    """Another ersättare, who is there."""
    row = add_attendee(
        meeting=meeting, person=make_person(association=cast.association, name="Ylva Sjö"), by=cast.chief
    )
    Attendance.objects.filter(pk=row.pk).update(role=AppointmentRole.DEPUTY)
    mark(cast, meeting, {f"present:{row.pk}": True})
    return Attendance.objects.get(pk=row.pk)


def mark(cast: Cast, meeting: Meeting, fields: dict[str, object]) -> None:
    meeting.refresh_from_db()
    save_attendance(
        meeting=meeting, fields=fields, base_version=str(meeting.attendance_version), by=cast.chief
    )


def row_of(meeting: Meeting, person: Person) -> Attendance:
    return meeting.attendances.get(person=person)


def at(meeting: Meeting, number: int):
    return meeting.paragraphs.get(number=number)


def sat(meeting: Meeting) -> dict[int, Sitting]:
    paragraphs = list(meeting.paragraphs.filter(number__isnull=False).order_by("position"))
    return {each.paragraph.number: each for each in sittings_of(meeting, paragraphs)}


def served(meeting: Meeting, person: Person) -> list[int]:
    return [
        number for number, each in sat(meeting).items() if any(row.person == person for row in each.deciding)
    ]


def printed(meeting: Meeting) -> dict[str, list[str]]:
    found = attendance_groups(meeting, list(meeting.paragraphs.order_by("position")))
    return {
        group.heading: [f"{each.name} {each.present}".replace("\u00a0", " ") for each in group.attendees]
        for group in found
    }


def test_an_ersattare_serves_until_the_ledamot_comes(cast: Cast, meeting: Meeting):
    vice, deputy = row_of(meeting, cast.vice), row_of(meeting, cast.deputy)
    mark(cast, meeting, {f"present:{deputy.pk}": True, f"serves:{deputy.pk}": cast.vice.pk})
    mark(cast, meeting, {f"came:{vice.pk}:{at(meeting, 40).pk}": True})
    assert (served(meeting, cast.deputy), served(meeting, cast.vice)) == ([37, 38, 39], [40, 41])
    assert f"{cast.deputy.name} §§ 37–39" in printed(meeting)["Beslutande"]
    assert f"{cast.deputy.name} §§ 40–41" in printed(meeting)["Övriga närvarande"]


def test_an_ersattare_steps_in_for_a_jav_and_no_longer(cast: Cast, meeting: Meeting):
    member, deputy = row_of(meeting, cast.member), row_of(meeting, cast.deputy)
    mark(
        cast,
        meeting,
        {f"present:{deputy.pk}": True, f"serves:{deputy.pk}:{at(meeting, 39).pk}": cast.member.pk},
    )
    member.exceptions.create(paragraph=at(meeting, 39), change=PresenceChange.CONFLICT)
    assert (served(meeting, cast.deputy), served(meeting, cast.member)) == ([39], [37, 38, 40, 41])


def test_one_ersattare_serves_for_several_in_turn(cast: Cast, meeting: Meeting):
    vice, member, deputy = (row_of(meeting, each) for each in (cast.vice, cast.member, cast.deputy))
    mark(cast, meeting, {f"present:{deputy.pk}": True, f"serves:{deputy.pk}": cast.vice.pk})
    mark(
        cast,
        meeting,
        {f"came:{vice.pk}:{at(meeting, 39).pk}": True, f"left:{member.pk}:{at(meeting, 40).pk}": True},
    )
    mark(cast, meeting, {f"serves:{deputy.pk}:{at(meeting, 40).pk}": cast.member.pk})
    assert served(meeting, cast.deputy) == [37, 38, 40, 41]
    lines = [line for line in printed(meeting)["Beslutande"] if line.startswith(cast.deputy.name)]
    assert lines == [f"{cast.deputy.name} §§ 37–38", f"{cast.deputy.name} §§ 40–41"]


def test_a_seat_has_several_ersattare_in_turn(cast: Cast, meeting: Meeting, second: Attendance):
    vice, deputy = row_of(meeting, cast.vice), row_of(meeting, cast.deputy)
    mark(
        cast,
        meeting,
        {f"present:{vice.pk}": False, f"present:{deputy.pk}": True, f"serves:{deputy.pk}": cast.vice.pk},
    )
    mark(cast, meeting, {f"serves:{second.pk}:{at(meeting, 39).pk}": cast.vice.pk})
    assert (served(meeting, cast.deputy), served(meeting, second.person)) == ([37, 38], [39, 40, 41])


def test_a_tick_beside_a_paragraph_changes_no_earlier_one(cast: Cast, meeting: Meeting):
    vice = row_of(meeting, cast.vice)
    mark(cast, meeting, {f"here:{vice.pk}:{at(meeting, 39).pk}": False})
    assert served(meeting, cast.vice) == [37, 38]
    mark(cast, meeting, {f"here:{vice.pk}:{at(meeting, 41).pk}": True})
    assert served(meeting, cast.vice) == [37, 38, 41]


def test_an_absent_chair_does_not_lead(cast: Cast, meeting: Meeting):
    mark(cast, meeting, {f"left:{row_of(meeting, cast.chair).pk}:{at(meeting, 40).pk}": True})
    led = {number: each.chair.person if each.chair else None for number, each in sat(meeting).items()}
    assert (led[39], led[40]) == (cast.chair, cast.vice)


def test_one_who_is_javig_has_no_vote(cast: Cast, meeting: Meeting):
    paragraph, member = at(meeting, 39), row_of(meeting, cast.member)
    BallotVote.objects.create(paragraph=paragraph, person=cast.member, vote="yes")
    member.exceptions.create(paragraph=paragraph, change=PresenceChange.CONFLICT)
    page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
    assert cast.member not in [voter.person for voter in page.voters]


def voted(meeting: Meeting, number: int) -> str:
    shown = [at(meeting, number)]
    return " ".join(
        f"{[vote.name for vote in voting.votes]} {voting.outcome}"
        for section in sections(shown, meeting, [])
        for voting in section.votings
    )


def test_print_and_page_agree_on_a_casting_vote_when_the_chair_was_jav(cast: Cast, meeting: Meeting):
    paragraph = at(meeting, 39)
    votes = ((cast.chair, "no"), (cast.vice, "yes"), (cast.member, "no"))
    for person, vote in votes:
        BallotVote.objects.create(paragraph=paragraph, person=person, vote=vote)
    row_of(meeting, cast.chair).exceptions.create(paragraph=paragraph, change=PresenceChange.CONFLICT)
    page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
    assert page.outcome_text == "1 ja, 1 nej. Ja vann genom ordförandens utslagsröst."
    printed_vote = voted(meeting, 39)
    assert (page.outcome_text in printed_vote, cast.chair.name in printed_vote) == (True, False)


def test_everybody_is_here_counts_from_the_paragraph_where_it_is_said(cast: Cast, meeting: Meeting):
    mark(cast, meeting, {f"present:{row_of(meeting, cast.vice).pk}": False})
    meeting.refresh_from_db()
    page = reverse("attendance_save", args=[cast.association.slug, at(meeting, 39).pk])
    client_of(cast.chief).post(page, {"act": "all", "base_version": meeting.attendance_version})
    assert served(meeting, cast.vice) == [39, 40, 41]


def test_the_command_tells_each_seat_at_each_paragraph(cast: Cast, meeting: Meeting):
    vice, deputy = row_of(meeting, cast.vice), row_of(meeting, cast.deputy)
    mark(cast, meeting, {f"present:{deputy.pk}": True, f"serves:{deputy.pk}": cast.vice.pk})
    mark(cast, meeting, {f"came:{vice.pk}:{at(meeting, 40).pk}": True})
    said = StringIO()
    call_command("served", cast.association.slug, meeting.held_on.isoformat(), stdout=said)
    told = json.loads(said.getvalue())
    place = [seat["ledamot"] for seat in told["seats"]].index(cast.vice.name)
    assert len(told["seats"]) == 4
    assert [(row["number"], row["served"][place]) for row in told["paragraphs"]] == [
        (37, cast.deputy.name), (38, cast.deputy.name), (39, cast.deputy.name), (40, cast.vice.name), (41, cast.vice.name),
    ]  # fmt: skip


# ---- Whatever happens


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["came", "left", "conflict", "serves"]),
        st.integers(0, 5), st.integers(37, 41), st.integers(0, 3),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_there_are_never_more_who_decide_than_seats(
    cast: Cast, meeting: Meeting, second: Attendance, changes
):
    rows = list(meeting.attendances.order_by("position", "id"))
    seats = [row for row in rows if row.has_seat]
    deputies = [row for row in rows if row.is_deputy]
    for row in rows:
        row.exceptions.all().delete()
    for change, who, number, whom in changes:
        row = deputies[who % len(deputies)] if change == "serves" else rows[who % len(rows)]
        row.exceptions.get_or_create(
            paragraph=at(meeting, number), change=change,
            defaults={"serves_for": seats[whom].person if change == "serves" else None},
        )  # fmt: skip
    loaded = list(meeting.attendances.select_related("person").prefetch_related("exceptions__paragraph"))
    for paragraph in meeting.paragraphs.all():
        found = sitting(loaded, paragraph, chair_id=meeting.chair_id)
        holders = [seat.holder.pk for seat in found.seats if seat.holder]
        assert len(holders) == len(set(holders)) <= len(found.seats) == 4
        assert not {row.pk for row in found.conflicted} & set(holders)
        assert [row.pk for row in found.deciding] == [row.pk for row in found.present if row.pk in holders]


# ---- Vacant seats


@pytest.fixture
def vacant(cast: Cast, meeting: Meeting) -> Meeting:
    """The meeting of four seats where Arbetsförmedlingen has appointed nobody."""
    cast.member.appointments.update(to_on=dt.date(2022, 3, 1))
    meeting.attendances.filter(person=cast.member).delete()
    return meeting


def told(cast: Cast, meeting: Meeting) -> dict:
    said = StringIO()
    call_command("served", cast.association.slug, meeting.held_on.isoformat(), stdout=said)
    return json.loads(said.getvalue())


def test_a_vacant_seat_is_told_with_its_member_and_nobody_in_it(cast: Cast, vacant: Meeting):
    said = told(cast, vacant)
    member = cast.member.appointments.first().member.name
    assert {"member": member, "ledamot": None} in said["seats"]
    assert [(len(row["served"]), row["served"].count(None)) for row in said["paragraphs"]] == [(4, 1)] * 5


def test_quorum_counts_the_vacant_seat(cast: Cast, vacant: Meeting):
    page = session_page(paragraphs_of(cast.association).get(pk=at(vacant, 39).pk))
    assert (page.quorum.seats, page.quorum.present, page.quorum.needed) == (4, 3, 3)


def test_an_ersattare_of_the_member_goes_in_on_its_vacant_seat(
    cast: Cast, vacant: Meeting, second: Attendance
):
    Attendance.objects.filter(pk=second.pk).update(member_name=cast.member.appointments.first().member.name)
    mark(cast, vacant, {f"serves:{second.pk}:{at(vacant, 39).pk}": "vakant"})
    assert served(vacant, second.person) == [39, 40, 41]
    assert f"{second.person.name} §§ 39–41" in printed(vacant)["Beslutande"]


def test_an_ersattare_of_another_member_does_not(cast: Cast, vacant: Meeting, second: Attendance):
    Attendance.objects.filter(pk=second.pk).update(member_name=cast.kommun.name)
    mark(cast, vacant, {f"serves:{second.pk}:{at(vacant, 39).pk}": "vakant"})
    assert served(vacant, second.person) == []


def test_more_ledamoter_than_seats_give_one_count_in_meeting_and_before_sending(cast: Cast, meeting: Meeting):
    extra = add_attendee(
        meeting=meeting, person=make_person(association=cast.association, name="Fem Femman"), by=cast.chief
    )
    Attendance.objects.filter(pk=extra.pk).update(role=AppointmentRole.MEMBER)
    for row in meeting.attendances.all():
        if row.has_seat and row.person not in (cast.chair, cast.vice):
            mark(cast, meeting, {f"present:{row.pk}": False})
    page = session_page(paragraphs_of(cast.association).get(pk=at(meeting, 39).pk))
    Decision.objects.create(paragraph=at(meeting, 39), text="notera informationen")
    found = [each.what for each in before_sending(meeting) if "beslutande närvarande" in each.what]
    assert page.quorum.seats == 5
    assert found == ["§\xa039: 2 av 5 beslutande närvarande, 3 krävs."]


# ---- Who led, and who signs


def signs(meeting: Meeting, cast: Cast) -> list[tuple[str, str]]:
    meeting.refresh_from_db()
    protocol = ensure_main_protocol(meeting=meeting, by=cast.chief)
    return [(each.role.replace("\u00a0", " "), each.name) for each in signers_of(protocol)]


def test_who_is_named_at_a_paragraph_leads_from_it_on(cast: Cast, meeting: Meeting):
    mark(cast, meeting, {f"leads:{at(meeting, 40).pk}": cast.vice.pk})
    led = {number: each.chair.person for number, each in sat(meeting).items()}
    assert [led[number] for number in range(37, 42)] == [cast.chair] * 3 + [cast.vice] * 2


def test_a_chair_named_again_takes_over_again(cast: Cast, meeting: Meeting):
    mark(cast, meeting, {f"leads:{at(meeting, 38).pk}": cast.vice.pk})
    mark(cast, meeting, {f"leads:{at(meeting, 40).pk}": cast.chair.pk})
    led = {number: each.chair.person for number, each in sat(meeting).items()}
    assert [led[number] for number in range(37, 42)] == [cast.chair] + [cast.vice] * 2 + [cast.chair] * 2


def test_each_chair_signs_her_own_paragraphs_and_print_says_so(cast: Cast, meeting: Meeting):
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    mark(cast, meeting, {f"leads:{at(meeting, 40).pk}": cast.vice.pk})
    assert signs(meeting, cast) == [
        ("Sekreterare", cast.chief.name),
        ("Ordförande §§ 37–39", cast.chair.name),
        ("Ordförande §§ 40–41", cast.vice.name),
        ("Justerare", cast.adjuster.name),
    ]
    printed_now = build_protocol(meeting.protocols.get())
    assert (
        printed_now.led_by.replace("\u00a0", " ") == f"§§ 37–39 {cast.chair.name}, §§ 40–41 {cast.vice.name}"
    )
    assert "Ordförandena och justeraren intygar" in printed_now.attestation
    assert "när alla tre har skrivit under" in printed_now.attestation


def test_a_chair_who_never_came_is_not_asked_to_sign(cast: Cast, meeting: Meeting):
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    mark(cast, meeting, {f"present:{row_of(meeting, cast.chair).pk}": False})
    assert ("Ordförande", cast.vice.name) in signs(meeting, cast)
    assert cast.chair.name not in [name for _, name in signs(meeting, cast)]
    assert build_protocol(meeting.protocols.get()).absent == (cast.chair.name,)


def test_one_who_left_before_the_first_paragraph_was_absent(cast: Cast, meeting: Meeting):
    mark(cast, meeting, {f"left:{row_of(meeting, cast.vice).pk}:{at(meeting, 37).pk}": True})
    assert absent_members(meeting, list(meeting.paragraphs.all())) == (cast.vice.name,)


def test_a_justerare_who_is_javig_does_not_adjust_that_paragraph(cast: Cast, meeting: Meeting):
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    row_of(meeting, cast.adjuster).exceptions.create(
        paragraph=at(meeting, 39), change=PresenceChange.CONFLICT
    )
    assert ("Justerare §§ 37–38, 40–41", cast.adjuster.name) in signs(meeting, cast)
    attestation = build_protocol(meeting.protocols.get()).attestation.replace("\u00a0", " ")
    assert "Justeraren är jävig i § 39, som justeras av ordföranden." in attestation
    assert [each.what for each in before_sending(meeting) if "justerar inte" in each.what] == [
        f"§ 39: {cast.adjuster.name} justerar inte, eftersom hon eller han är jävig där."
    ]


def test_another_justerare_adjusts_where_the_first_is_javig(cast: Cast, meeting: Meeting):
    for person in (cast.adjuster, cast.member):
        Adjuster.objects.create(meeting=meeting, person=person)
    row_of(meeting, cast.adjuster).exceptions.create(
        paragraph=at(meeting, 39), change=PresenceChange.CONFLICT
    )
    assert ("Justerare", cast.member.name) in signs(meeting, cast)
    assert build_protocol(meeting.protocols.get()).chair_alone == ""


def test_a_vote_of_one_who_took_no_part_counts_nowhere_and_is_remarked(cast: Cast, meeting: Meeting):
    for person in (cast.chair, cast.vice, cast.member):
        BallotVote.objects.create(paragraph=at(meeting, 39), person=person, vote="yes")
    mark(cast, meeting, {f"left:{row_of(meeting, cast.member).pk}:{at(meeting, 39).pk}": True})
    page = session_page(paragraphs_of(cast.association).get(pk=at(meeting, 39).pk))
    assert page.outcome_text == "2 ja, 0 nej. Ja vann."
    assert page.outcome_text in voted(meeting, 39)
    said = f"{cast.member.name} har en röst men deltar inte i beslutet"
    assert said in [each.heading for each in page.remarks]
    assert any(cast.member.name in each.what for each in before_sending(meeting))


def test_without_the_javiga_the_board_may_have_to_let_them_judge_the_jav(cast: Cast, meeting: Meeting):
    mark(cast, meeting, {f"present:{row_of(meeting, cast.vice).pk}": False})
    row_of(meeting, cast.member).exceptions.create(paragraph=at(meeting, 39), change=PresenceChange.CONFLICT)
    page = session_page(paragraphs_of(cast.association).get(pk=at(meeting, 39).pk))
    assert f"Utan {cast.member.name} är styrelsen inte beslutsför" in [each.heading for each in page.remarks]


# ---- A board of thirteen


def test_a_board_of_thirteen_is_told_right_where_two_paragraphs_differ(cast: Cast):
    kommuner = [make_member(association=cast.association, name=f"Kommun {n}", seats=3) for n in range(3)]
    for place, kommun in enumerate(kommuner):
        for n in range(3):
            person = make_person(association=cast.association, name=f"Ledamot {place}{n}")
            appoint(person, cast.board, member=kommun, position=10 + 3 * place + n)
        deputy = make_person(association=cast.association, name=f"Ersättare {place}")
        appoint(deputy, cast.board, role=AppointmentRole.DEPUTY, member=kommun, position=30 + place)
    meeting = make_meeting(body=cast.board)
    for number in (1, 2):
        make_paragraph(meeting=meeting, heading=f"Ärende {number}")
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    _first, second_one = meeting.paragraphs.order_by("position")
    acts.take_up(paragraph=second_one, by=cast.chief)
    out = meeting.attendances.get(person__name="Ledamot 11")
    deputy = meeting.attendances.get(person__name="Ersättare 1")
    mark(cast, meeting, {f"present:{deputy.pk}": True, f"serves:{deputy.pk}:{second_one.pk}": out.person_id})
    out.exceptions.create(paragraph=second_one, change=PresenceChange.CONFLICT)
    one, two = sat(meeting).values()
    assert (len(one.seats), len(one.deciding), len(two.deciding)) == (13, 13, 13)
    differ = [
        (a.holder.person.name, b.holder.person.name)
        for a, b in zip(one.seats, two.seats, strict=True)
        if a.holder != b.holder
    ]
    assert differ == [("Ledamot 11", "Ersättare 1")]
    lines = printed(meeting)["Beslutande"]
    assert len(lines) == 14
    assert ("Ledamot 11 § 1" in lines, "Ersättare 1 § 2" in lines) == (True, True)
