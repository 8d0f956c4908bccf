"""When a meeting was really held, and the ways back to its text until it is sent."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from board import rules
from board.actions import session as acts
from board.actions.protocol import ensure_main_protocol
from board.actions.signing import send_back
from board.documents.assemble import build_protocol
from board.indexing import MEETING
from board.mail.calendar import times
from board.mail.letter import occasion
from board.models import Meeting, SigningComment
from finsam import clock
from finsam.errors import DomainError
from finsam.models import Letter, SearchEntry
from tests.board.meetings import make_held_meeting, send
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph


def at(hour: int, minute: int, *, day: int = 25) -> dt.datetime:
    return dt.datetime(2022, 3, day, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@pytest.fixture
def planned(cast: Cast) -> Meeting:
    meeting = make_meeting(body=cast.board, starts_at=dt.time(8, 30), ends_at=dt.time(11, 30))
    make_paragraph(meeting=meeting, heading="Öppnande")
    return meeting


def said(meeting: Meeting, cast: Cast) -> str:
    meeting.refresh_from_db()
    protocol = ensure_main_protocol(meeting=meeting, by=cast.chief)
    return build_protocol(protocol).when.time_text.replace("\u00a0", " ")


def hold(meeting: Meeting, cast: Cast, opened: dt.datetime, closed: dt.datetime) -> None:
    acts.open_meeting(meeting=meeting, by=cast.chief, at=opened)
    acts.close_meeting(meeting=meeting, by=cast.chief, at=closed)


def test_print_says_when_it_was_held_and_not_when_it_was_planned(cast: Cast, planned: Meeting):
    hold(planned, cast, at(8, 37), at(12, 4))
    assert said(planned, cast) == "Fredagen den 25 mars 2022 kl. 8.37–12.04"


def test_a_meeting_written_in_on_another_day_has_its_planned_times(cast: Cast, planned: Meeting):
    hold(planned, cast, at(9, 0, day=28), at(9, 30, day=28))
    assert said(planned, cast) == "Fredagen den 25 mars 2022 kl. 8.30–11.30"


def test_a_meeting_past_midnight_says_which_day_it_ended(cast: Cast):
    meeting = make_meeting(body=cast.board, starts_at=dt.time(18, 0), ends_at=dt.time(0, 30))
    make_paragraph(meeting=meeting, heading="Öppnande")
    hold(meeting, cast, at(18, 2), at(0, 40, day=26))
    assert said(meeting, cast) == "Fredagen den 25 mars 2022 kl. 18.02–0.40 den 26 mars 2022"
    starts, ends = times(meeting)
    assert ends - starts == dt.timedelta(hours=6, minutes=30)


def late(cast: Cast, opened: dt.datetime, closed: dt.datetime | None) -> Meeting:
    """A meeting planned for the last hour of its day."""
    meeting = make_meeting(body=cast.board, starts_at=dt.time(22, 30), ends_at=dt.time(23, 55))
    make_paragraph(meeting=meeting, heading="Öppnande")
    acts.open_meeting(meeting=meeting, by=cast.chief, at=opened)
    if closed:
        acts.close_meeting(meeting=meeting, by=cast.chief, at=closed)
    meeting.refresh_from_db()
    return meeting


def test_a_meeting_that_began_after_midnight_says_the_day_it_began(cast: Cast):
    meeting = late(cast, at(0, 15, day=26), at(1, 40, day=26))
    assert said(meeting, cast) == "Lördagen den 26 mars 2022 kl. 0.15–1.40"
    protocol = build_protocol(ensure_main_protocol(meeting=meeting, by=cast.chief))
    assert (protocol.subtitle, protocol.dated) == ("Styrelsen, 26\u00a0mars 2022", dt.date(2022, 3, 26))
    assert times(meeting)[0].date() == dt.date(2022, 3, 25)  # the calendar still has what was called to
    page = reverse("meeting_times", args=[cast.association.slug, meeting.pk])
    shown = client_of(cast.chief).get(page).content.decode().replace("\u00a0", " ")
    assert "fredag 25 mars 2022, 22.30–23.55" in shown
    assert "Det började efter midnatt, lördag 26 mars 2022" in shown


def test_a_start_moved_back_before_midnight_moves_the_day_back_too(cast: Cast):
    meeting = late(cast, at(0, 15, day=26), at(1, 40, day=26))
    page = reverse("meeting_times", args=[cast.association.slug, meeting.pk])
    client_of(cast.chief).post(page, {"began_at": "23.50", "finished_at": "1.40"})
    assert said(meeting, cast) == "Fredagen den 25 mars 2022 kl. 23.50–1.40 den 26 mars 2022"


@pytest.mark.parametrize(
    ("starts", "ends", "opened", "day", "told"),
    [
        ((22, 30), (23, 55), (0, 15), 26, "Lördagen den 26 mars 2022 kl. 0.15"),
        ((8, 30), (11, 30), (12, 5), 25, "Fredagen den 25 mars 2022 kl. 12.05"),
        ((8, 30), (11, 30), (8, 20), 25, "Fredagen den 25 mars 2022 kl. 8.20–11.30"),
        ((18, 0), (0, 30), (18, 5), 25, "Fredagen den 25 mars 2022 kl. 18.05–0.30 den 26 mars 2022"),
    ],
)
def test_a_planned_end_that_cannot_have_been_is_not_told(cast: Cast, starts, ends, opened, day, told):
    meeting = make_meeting(body=cast.board, starts_at=dt.time(*starts), ends_at=dt.time(*ends))
    make_paragraph(meeting=meeting, heading="Öppnande")
    acts.open_meeting(meeting=meeting, by=cast.chief, at=at(*opened, day=day))
    assert said(meeting, cast) == told


def test_times_and_ajourneringar_are_written_and_printed(cast: Cast, planned: Meeting):
    hold(planned, cast, at(8, 37), at(12, 4))
    page = reverse("meeting_times", args=[cast.association.slug, planned.pk])
    typed = {"began_at": "8.35", "finished_at": "12", "breaks": "10.00–10.15\n11 - 11.10"}
    client_of(cast.chief).post(page, typed)
    assert said(planned, cast).endswith("kl. 8.35–12.00, ajournerat 10.00–10.15 och 11.00–11.10")


def test_what_is_no_ajournering_is_said_and_kept_on_the_page(cast: Cast, planned: Meeting):
    hold(planned, cast, at(8, 37), at(12, 4))
    page = reverse("meeting_times", args=[cast.association.slug, planned.pk])
    shown = client_of(cast.chief).post(page, {"began_at": "8.35", "breaks": "en paus"}).content.decode()
    assert "”en paus” är ingen ajournering" in shown


@pytest.mark.parametrize(
    ("finished", "breaks", "said"),
    [
        ("12", "10.15–10.00", "Ajourneringen 10.15–10.00 slutar innan den börjar."),
        ("12", "13.00–13.10", "Ajourneringen 13.00–13.10 ligger utanför mötets tider."),
        ("12", "8.00–8.10", "Ajourneringen 8.00–8.10 ligger utanför mötets tider."),
        ("12", "10.00–10.20\n10.10–10.30", "Ajourneringen 10.10–10.30 börjar innan den förra slutade."),
    ],
)
def test_an_ajournering_that_cannot_have_been_is_said_and_kept(
    cast: Cast, planned: Meeting, finished: str, breaks: str, said: str
):
    hold(planned, cast, at(8, 37), at(12, 4))
    page = reverse("meeting_times", args=[cast.association.slug, planned.pk])
    shown = client_of(cast.chief).post(page, {"began_at": "8.35", "finished_at": finished, "breaks": breaks})
    text = shown.content.decode()
    assert (said in text, breaks.split("\n", maxsplit=1)[0] in text) == (True, True)


def test_an_ajournering_may_go_past_midnight_with_its_meeting():
    assert rules.faults_of_pauses(dt.time(18, 0), dt.time(0, 40), [["23:50", "00:05"]]) == []
    assert rules.faults_of_pauses(dt.time(8, 30), None, [["11:00", "11:10"], ["10:00", "10:15"]]) == []


def test_one_closed_too_early_goes_on_and_ends_when_it_is_closed_again(cast: Cast, planned: Meeting):
    hold(planned, cast, at(8, 37), at(11, 0))
    with clock.standing_at(at(11, 5)):
        acts.reopen_meeting(meeting=planned, by=cast.chief)
    acts.close_meeting(meeting=planned, by=cast.chief, at=at(11, 50))
    assert said(planned, cast).endswith("kl. 8.37–11.50")


def test_one_opened_again_to_write_in_keeps_the_time_it_ended(cast: Cast, planned: Meeting):
    hold(planned, cast, at(8, 37), at(11, 0))
    with clock.standing_at(at(14, 0)):
        acts.reopen_meeting(meeting=planned, by=cast.chief)
    acts.close_meeting(meeting=planned, by=cast.chief, at=at(14, 20))
    assert said(planned, cast).endswith("kl. 8.37–11.00")


def test_the_times_of_a_sent_protocol_stand(cast: Cast):
    meeting = make_held_meeting(cast)
    send(meeting, cast)
    with pytest.raises(DomainError, match="sänt"):
        acts.write_times(meeting=meeting, began_at=dt.time(9), finished_at=None, breaks=[], by=cast.chief)


# ---- The day it was held


@pytest.fixture
def after_midnight(cast: Cast) -> Meeting:
    """Planned for late on the 24th, and begun at twenty past twelve."""
    meeting = make_held_meeting(
        cast, held_on=dt.date(2022, 3, 24), starts_at=dt.time(23, 30), ends_at=dt.time(1, 0)
    )
    acts.write_times(
        meeting=meeting, began_at=dt.time(0, 20), finished_at=dt.time(1, 10), breaks=[], by=cast.chief
    )
    ensure_main_protocol(meeting=meeting, by=cast.chief)
    return Meeting.objects.get(pk=meeting.pk)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("meeting_detail", "fredag 25 mars 2022"),
        ("meeting_session", "25 mars 2022"),
        ("meeting_list", "fredag 25 mars 2022"),
        ("protocol_list", "fredag 25 mars 2022"),
        ("protocol_detail", "25 mars 2022"),
        ("paragraph_detail", "25 mars 2022"),
    ],
)
def test_a_meeting_begun_after_midnight_is_called_by_that_day_on_every_page(cast, after_midnight, name, said):
    own = {
        "meeting_list": [], "protocol_list": [], "protocol_detail": [after_midnight.protocols.get().pk],
        "paragraph_detail": [after_midnight.paragraphs.first().pk],
    }  # fmt: skip
    address = reverse(name, args=[cast.association.slug, *own.get(name, [after_midnight.pk])])
    text = client_of(cast.chief).get(address, follow=True).content.decode().replace("\u00a0", " ")
    text = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    assert (said in text, re.findall(r".{40}24 mars 2022", text)) == (True, [])


def test_its_letters_files_and_paragraphs_are_called_by_that_day_too(cast, after_midnight):
    protocol = send(after_midnight, cast)
    paragraph = after_midnight.paragraphs.first()
    named = [str(after_midnight), str(paragraph), protocol.document.name, occasion(after_midnight)]
    assert [("25" in each, "24" in each) for each in named] == [(True, False)] * 4
    assert all("24 mars" not in letter.subject for letter in Letter.objects.all())


def test_it_is_found_by_the_day_it_was_held(cast, after_midnight):
    entry = SearchEntry.objects.get(kind=MEETING, key=str(after_midnight.pk))
    assert (entry.occurred_on, entry.title.endswith("25\u00a0mars 2022")) == (dt.date(2022, 3, 25), True)


# ---- Back to the text


def text_of(cast: Cast, meeting: Meeting) -> str:
    first = meeting.paragraphs.order_by("position").first()
    return reverse("meeting_session_paragraph", args=[cast.association.slug, meeting.pk, first.pk])


def test_a_returned_protocol_leads_back_to_the_text_from_everywhere(cast: Cast):
    meeting = make_held_meeting(cast)
    protocol = send(meeting, cast)
    first = meeting.paragraphs.order_by("position").first()
    SigningComment.objects.create(
        protocol=protocol, version=1, paragraph=first, person=cast.adjuster, text="Fel dag."
    )
    client, writing = client_of(cast.chief), text_of(cast, meeting)
    assert writing not in client.get(protocol.get_absolute_url()).content.decode()
    send_back(protocol=protocol, reason="Fel dag.", by=cast.adjuster)
    shown = client.get(protocol.get_absolute_url()).content.decode()
    assert shown.count(writing) == 2  # at the § and at the comment
    assert writing in client.get(first.get_absolute_url()).content.decode()
    assert reverse("meeting_session", args=[cast.association.slug, meeting.pk]) in (
        client.get(meeting.get_absolute_url()).content.decode()
    )
    assert client.get(writing).status_code == 200
