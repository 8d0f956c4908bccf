"""Whatever happens in a meeting, never more decide than there are seats, and every paper and page counts the same people."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from board.actions import session as acts
from board.actions.attendance import mark_all_members, save_attendance
from board.actions.protocol import as_json, correct, ensure_main_protocol
from board.actions.say_conflict import say_conflict
from board.actions.take_in_seats import take_in_seats
from board.counting.presence import VACANT
from board.documents.assemble import build_extract, build_protocol
from board.documents.meeting import AttendanceGroup
from board.models import Adjuster, Attendance, Meeting, PresenceException
from board.queries.session import paragraphs_of, session_page
from board.queries.session.strip import strip_of
from board.states import MeetingState
from finsam.errors import DomainError
from finsam.models import Appointment
from finsam.states import AppointmentRole
from tests.board.meetings import adjust_meeting
from tests.cast import Cast
from tests.factories import appoint, make_meeting, make_member, make_paragraph, make_person

NUMBERS = (1, 2, 3, 4)
PEOPLE, DEPUTIES = 16, 4


@pytest.fixture
def thirteen(cast: Cast) -> Meeting:
    """A meeting of thirteen seats, one of them vacant, with four ersättare and four §§."""
    kommuner = [make_member(association=cast.association, name=f"Kommun {n}", seats=3) for n in range(3)]
    for place, kommun in enumerate(kommuner):
        for n in range(3 if place else 2):
            person = make_person(association=cast.association, name=f"Ledamot {place}{n}")
            appoint(person, cast.board, member=kommun, position=10 + 3 * place + n)
        deputy = make_person(association=cast.association, name=f"Ersättare {place}")
        appoint(deputy, cast.board, role=AppointmentRole.DEPUTY, member=kommun, position=30 + place)
    meeting = make_meeting(body=cast.board)
    for number in NUMBERS:
        make_paragraph(meeting=meeting, heading=f"Ärende {number}")
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    for number, paragraph in zip(NUMBERS, meeting.paragraphs.order_by("position"), strict=True):
        paragraph.number = number
        paragraph.save()
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    Attendance.objects.filter(meeting=meeting, role=AppointmentRole.DEPUTY).update(is_present=True)
    meeting.refresh_from_db()
    return meeting


HAPPENS = st.lists(
    st.tuples(
        st.sampled_from(
            ["here", "away", "conflict", "serve", "serve_vacant", "lead", "leave_seat", "fill_seat", "roll"]
        ),
        st.integers(0, PEOPLE - 1), st.sampled_from(NUMBERS), st.integers(0, 12),
    ),
    max_size=14,
)  # fmt: skip


def happen(cast: Cast, meeting: Meeting, what: str, who: int, number: int, whom: int) -> None:
    """Do one thing as the pages do it; what they refuse is refused."""
    meeting.refresh_from_db()
    at = meeting.paragraphs.get(number=number)
    rows = list(meeting.attendances.order_by("position", "id"))
    row = rows[who % len(rows)]
    seats = [each for each in rows if each.has_seat]
    deputies = [each for each in rows if each.is_deputy] or rows
    deputy = deputies[who % len(deputies)]
    fields = {
        "here": {f"here:{row.pk}:{at.pk}": True},
        "away": {f"here:{row.pk}:{at.pk}": False},
        "serve": {f"serves:{deputy.pk}:{at.pk}": seats[whom % len(seats)].person_id},
        "serve_vacant": {f"serves:{deputy.pk}:{at.pk}": VACANT},
        "lead": {f"leads:{at.pk}": row.person_id},
        "roll": {f"present:{row.pk}": bool(whom % 2)},
    }.get(what)
    if fields:
        save_attendance(
            meeting=meeting, fields=fields, base_version=str(meeting.attendance_version), by=cast.chief
        )
    elif what == "conflict":
        say_conflict(paragraph=at, key=str(row.pk), has_conflict=whom % 3 > 0, by=cast.chief)
    else:
        own = Appointment.objects.filter(body=cast.board, person=seats[whom % len(seats)].person)
        if what == "leave_seat":  # vacated in the middle of the year, and so corrected in the meeting
            own.update(to_on=meeting.held_on.replace(day=1))
        else:
            Appointment.objects.filter(body=cast.board).update(to_on=None)
        take_in_seats(meeting=meeting, by=cast.chief)


def deciders(groups: tuple[AttendanceGroup, ...]) -> dict[int, list[str]]:
    """Give who stands as Beslutande at each §, from the words that are printed."""
    found: dict[int, list[str]] = {number: [] for number in NUMBERS}
    for group in groups:
        for each in group.attendees if group.heading == "Beslutande" else ():
            said = each.present.replace("\u00a0", " ")
            for first, last in re.findall(r"(\d+)(?:–(\d+))?", said):
                for number in range(int(first), int(last or first) + 1):
                    found[number].append(each.name)
    return {number: sorted(names) for number, names in found.items()}


def told(cast: Cast, meeting: Meeting) -> dict:
    said = StringIO()
    call_command("served", cast.association.slug, meeting.held_on.isoformat(), stdout=said)
    return json.loads(said.getvalue())


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ],  # each try takes seconds: what failed is told as it was
)
@given(happens=HAPPENS)
def test_print_votes_quorum_extract_correction_public_page_strip_and_command_agree(
    cast: Cast, thirteen: Meeting, happens
):
    meeting = thirteen
    before_all(cast, meeting)
    for each in happens:
        try:
            happen(cast, meeting, *each)
        except DomainError:
            continue
    meeting.refresh_from_db()
    protocol = ensure_main_protocol(meeting=meeting, by=cast.chief)
    document = build_protocol(protocol)
    printed = deciders(document.attendance)
    frozen = deciders(stored(as_json(document)["attendance"]))
    command = told(cast, meeting)
    corrected, shown = after_signing(cast, meeting)
    strip = strip_of(meeting)
    assert len(command["seats"]) >= 13
    for row, (count, _), paragraph in zip(
        command["paragraphs"], strip.totals, meeting.paragraphs.order_by("position"), strict=True
    ):
        holders = [name for name in row["served"] if name]
        page = session_page(paragraphs_of(cast.association).get(pk=paragraph.pk))
        extract = deciders(build_extract(protocol, [paragraph], by=cast.chief).attendance)
        assert len(holders) == len(set(holders)) <= len(command["seats"])
        assert not set(holders) & set(row["conflict"])
        assert set(holders) <= set(row["present"])
        assert row["chair"] is None or row["chair"] in row["present"]
        number = row["number"]
        assert printed[number] == frozen[number] == extract[number] == sorted(holders)
        assert corrected[number] == shown[number] == sorted(holders)
        assert sorted(voter.person.name for voter in page.voters) == sorted(holders)
        assert page.quorum.present == count == len(holders)
        assert page.quorum.present <= page.quorum.seats == len(command["seats"])


def stored(groups: list[dict]) -> tuple[AttendanceGroup, ...]:
    """Give närvaro as it was frozen."""
    return tuple(
        AttendanceGroup(group["heading"], tuple(_Line(**_kept(row)) for row in group["attendees"]))
        for group in groups
    )


def on_page(html: str) -> AttendanceGroup:
    """Read those who decided from the public page, as it says it: name first, §§ last."""
    group = re.search(r"<dt>Beslutande</dt>\s*<dd[^>]*>(.*?)</dd>", html, re.DOTALL)
    rows = re.findall(r"<span>(.*?)</span>", group[1], re.DOTALL) if group else []
    lines = (_Line(row.partition(",")[0], row.partition("§")[2].replace("&nbsp;", " ")) for row in rows)
    return AttendanceGroup("Beslutande", tuple(lines))


def after_signing(cast: Cast, meeting: Meeting) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Give who decided each § in rättelser of each §, and on the public page; the meeting is as before afterwards."""
    corrected: dict[int, list[str]] = {}
    with transaction.atomic():
        if meeting.state != MeetingState.CLOSED:
            acts.close_meeting(meeting=meeting, by=cast.chief)
        signed = adjust_meeting(Meeting.objects.get(pk=meeting.pk), cast)
        for paragraph in meeting.paragraphs.all():
            rattelse = correct(protocol=signed, paragraphs=[paragraph], reason="Fel ord.", by=cast.chief)
            assert paragraph.number
            corrected[paragraph.number] = deciders(build_protocol(rattelse).attendance)[paragraph.number]
        page = Client().get(reverse("public_protocol", args=[cast.association.slug, signed.pk]))
        shown = deciders((on_page(page.content.decode()),))
        transaction.set_rollback(True)
    meeting.refresh_from_db()
    return corrected, shown


class _Line:
    """One line of närvaro as it was frozen."""

    def __init__(self, name: str, present: str) -> None:
        self.name, self.present = name, present


def _kept(row: dict) -> dict:
    return {"name": row["name"], "present": row["present"]}


def before_all(cast: Cast, meeting: Meeting) -> None:
    """Begin anew: everybody appointed and there, nothing said beside any §."""
    PresenceException.objects.filter(attendance__meeting=meeting).delete()
    Appointment.objects.filter(body=cast.board).update(to_on=None)
    meeting.refresh_from_db()
    take_in_seats(meeting=meeting, by=cast.chief)
    Attendance.objects.filter(meeting=meeting).update(is_present=True, serves_for=None, serves_vacant=False)
    Meeting.objects.filter(pk=meeting.pk).update(chair=cast.chair)
