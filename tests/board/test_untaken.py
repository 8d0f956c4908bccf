"""What a meeting never came to gets no number, waits for the next agenda, and can be numbered afterwards."""

import datetime as dt

import pytest
from django.urls import reverse

from board.actions import session as acts
from board.actions.attendance import mark_all_members
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.untaken import number_afterwards
from board.actions.writing import save_paragraph
from board.models import Adjuster, Meeting, Paragraph
from board.queries.warnings import before_sending
from board.states import Outcome, ParagraphKind
from finsam.errors import DomainError
from tests.board.meetings import send
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph

NEXT = MeetingPlan(held_on=dt.date(2022, 6, 10), starts_at=dt.time(9))
ROWS = (
    ("Sammanträdet öppnas", ParagraphKind.OPENING),
    ("Fastställande av dagordning", ParagraphKind.MATTER),
    ("Två ansökningar", ParagraphKind.MATTER),
    ("Läget i insatserna", ParagraphKind.INFORMATION),
    ("Övriga frågor", ParagraphKind.OTHER),
    ("Sammanträdet avslutas", ParagraphKind.CLOSING),
)


@pytest.fixture
def opened(cast: Cast) -> Meeting:
    """A meeting of the board that has just begun."""
    meeting = make_meeting(body=cast.board)
    for heading, kind in ROWS:
        make_paragraph(meeting=meeting, heading=heading, kind=kind)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    meeting.refresh_from_db()
    return meeting


def numbers(meeting: Meeting) -> list[int | None]:
    return [each.number for each in meeting.paragraphs.order_by("position")]


def named(meeting: Meeting, heading: str) -> Paragraph:
    return meeting.paragraphs.get(heading=heading)


def write(meeting: Meeting, heading: str, cast: Cast) -> None:
    """Write a sentence in a § far down the agenda, without taking it up."""
    row = named(meeting, heading)
    save_paragraph(
        paragraph=row, fields={"text": "<p>Sagt.</p>"}, base_version=str(row.version), by=cast.chief
    )


def close(meeting: Meeting, cast: Cast) -> None:
    acts.close_meeting(meeting=meeting, by=cast.chief)


def test_the_opening_and_the_end_are_numbered_and_the_rest_is_not(cast, opened):
    close(opened, cast)
    assert numbers(opened) == [1, None, None, None, None, 2]


def test_what_was_written_in_was_taken_up(cast, opened):
    write(opened, "Två ansökningar", cast)
    close(opened, cast)
    assert numbers(opened) == [1, None, 2, None, None, 3]


def test_own_matters_wait_for_the_next_agenda_and_standing_ones_do_not(cast, opened):
    close(opened, cast)
    following = plan_meeting(body=cast.board, plan=NEXT, by=cast.chief)
    headings = [each.heading for each in following.paragraphs.filter(continues__isnull=False)]
    assert headings == ["Två ansökningar", "Läget i insatserna"]
    assert following.paragraphs.filter(heading="Fastställande av dagordning").count() == 1


def test_the_next_agenda_says_why_the_matter_is_there_again(cast, opened):
    close(opened, cast)
    following = plan_meeting(body=cast.board, plan=NEXT, by=cast.chief)
    text = named(following, "Två ansökningar").text.html.replace("\u00a0", " ")
    assert text == "<p>Ärendet blev inte behandlat 25 mars 2022.</p>"


def test_a_meeting_opened_again_may_take_up_what_waited(cast, opened):
    close(opened, cast)
    acts.reopen_meeting(meeting=opened, by=cast.chief)
    taken = acts.take_up(paragraph=named(opened, "Två ansökningar"), by=cast.chief)
    assert (taken.number, taken.outcome) == (3, Outcome.DECIDED)


def test_they_were_taken_up_all_the_same(cast, opened):
    close(opened, cast)
    assert number_afterwards(meeting=opened, by=cast.chief) == 4
    assert numbers(opened) == [1, 2, 3, 4, 5, 6]
    assert opened.protocols.get().paragraphs.count() == 6
    assert set(opened.paragraphs.values_list("outcome", flat=True)) == {Outcome.DECIDED}


def test_one_of_them_was_taken_up_all_the_same(cast, opened):
    close(opened, cast)
    acts.take_up(paragraph=named(opened, "Läget i insatserna"), by=cast.chief)
    assert numbers(opened) == [1, None, None, 2, None, 3]


def test_what_a_later_agenda_has_is_not_numbered_here(cast, opened):
    close(opened, cast)
    plan_meeting(body=cast.board, plan=NEXT, by=cast.chief)
    with pytest.raises(DomainError, match="Två ansökningar står redan på en senare dagordning"):
        number_afterwards(meeting=opened, by=cast.chief)


def test_once_the_protocol_is_sent_nothing_more_is_numbered(cast, opened):
    close(opened, cast)
    Adjuster.objects.create(meeting=opened, person=cast.adjuster)
    send(opened, cast)
    with pytest.raises(DomainError, match="sänt för justering"):
        number_afterwards(meeting=opened, by=cast.chief)


def test_text_without_a_number_is_pointed_out_before_sending(cast, opened):
    close(opened, cast)
    write(opened, "Två ansökningar", cast)
    assert "Två ansökningar har text men inget nummer." in [each.what for each in before_sending(opened)]


def test_the_closed_page_tells_and_has_a_way_back(cast, opened):
    client = client_of(cast.chief)
    close(opened, cast)
    page = client.get(reverse("meeting_closed", args=["exempel", opened.pk])).content.decode()
    assert "4 ärenden togs inte upp och har inget nummer" in page.replace("\u00a0", " ")
    client.post(reverse("meeting_number_rest", args=["exempel", opened.pk]))
    assert numbers(opened) == [1, 2, 3, 4, 5, 6]
