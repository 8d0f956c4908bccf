"""Whoever is told of a meeting is told the same: mail, kallelse, calendar, answer page, kungörelse and public page."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.core import mail
from django.test import Client
from hypothesis import assume, given
from hypothesis import strategies as some
from icalendar import Calendar

from board.actions.call import call
from board.actions.meetings import MeetingPlan, cancel_meeting, change_meeting
from board.actions.proclaiming import proclaim
from board.documents.call import CallKind
from board.documents.proclamation import build_proclamation, render_proclamation
from board.mail.calendar import times
from board.mail.call import answer_token
from board.models import Meeting
from finsam.files import store
from finsam.swedish import dates
from tests.cast import Cast
from tests.factories import make_meeting, make_paragraph

SWEDEN = ZoneInfo("Europe/Stockholm")
MEETINGS = {
    "an ordinary one": {"held_on": dt.date(2022, 5, 6), "starts_at": dt.time(8, 30), "ends_at": dt.time(11, 30)},
    "past midnight": {"held_on": dt.date(2022, 5, 6), "starts_at": dt.time(22, 0), "ends_at": dt.time(0, 30)},
    "over New Year": {"held_on": dt.date(2022, 12, 31), "starts_at": dt.time(23, 5), "ends_at": dt.time(1, 0)},
    "when clocks go back": {"held_on": dt.date(2022, 10, 30), "starts_at": dt.time(1, 0), "ends_at": dt.time(9, 0)},
    "next year": {"held_on": dt.date(2023, 1, 13), "starts_at": dt.time(13, 15), "ends_at": dt.time(15, 45)},
    "no end": {"held_on": dt.date(2022, 5, 6), "starts_at": dt.time(9, 0), "ends_at": None},
    "an awkward place": {
        "held_on": dt.date(2022, 5, 6), "starts_at": dt.time(9, 0), "ends_at": dt.time(10, 0),
        "place": 'Rum A, plan 2; "Eken" \\ Å & Ö',
    },
    "by video alone": {
        "held_on": dt.date(2022, 5, 6), "starts_at": dt.time(9, 0), "ends_at": dt.time(10, 0), "place": "",
        "video_url": "https://video.example.se/rum?a=1,2;b=3",
    },
}  # fmt: skip


def plain(text: str) -> str:
    text = text.replace("\ufffe", "").replace("\u00ad", "").replace("&amp;", "&").replace("&quot;", '"')
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def pdf_text(content: bytes) -> str:
    return plain("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)))


def the_last_letter(cast: Cast, address: str) -> tuple[str, dict, str]:
    """What the ledamot got last: the words, the event and the calendar's method."""
    letter = [each for each in mail.outbox if each.to == [address]][-1]
    ics = next(content for name, content, _ in letter.attachments if name == "sammantrade.ics")
    calendar = Calendar.from_ical(ics)
    return plain(f"{letter.subject} {letter.body}"), calendar.walk("VEVENT")[0], str(calendar["method"])


@pytest.mark.parametrize("which", MEETINGS)
def test_every_way_says_the_same_day_hour_and_place(
    cast: Cast, which: str, settings, django_capture_on_commit_callbacks
):
    facts = {"place": "Storgatan 6", "video_url": "", "is_public": True} | MEETINGS[which]
    meeting = make_meeting(body=cast.board, **facts)
    make_paragraph(meeting=meeting, heading="Budget")
    with django_capture_on_commit_callbacks(execute=True):
        called = call(meeting=meeting, by=cast.chief)
    document = build_proclamation(called)
    kept = store.keep(
        render_proclamation(document, cast.association), association=cast.association, name="k.pdf",
        content_type="application/pdf", by=cast.chief,
    )  # fmt: skip
    proclaim(meeting=called, document=document, file=kept, by=cast.chief)
    body, event, method = the_last_letter(cast, cast.vice.email)
    hours = plain(dates.hours_on(called.held_on, called.starts_at, called.ends_at))
    on = plain(dates.weekday_date(called.held_on))
    answer = Client().get(f"/kallelse/{answer_token(called.invitations.get(person=cast.vice))}/")
    told = {
        "mail": body,
        "kallelse": pdf_text(store.read(called.call_document)),
        "kungörelse": pdf_text(store.read(kept)),
        "calendar": plain(str(event["description"])),
        "answer page": plain(answer.content.decode()),
        "public page": plain(Client().get("/exempel/offentligt/").content.decode()),
    }
    assert {name for name, text in told.items() if hours not in text} == set()
    day = plain(dates.long_date(called.held_on))
    assert {name for name, text in told.items() if day not in text and on not in text} == set()
    if called.place:
        everywhere = {**told, "calendar": str(event["location"])}
        assert {name for name, text in everywhere.items() if plain(called.place) not in text} == set()
    else:
        assert str(event["location"]) == called.video_url
        assert called.video_url in body
    starts = event["dtstart"].dt.astimezone(SWEDEN)
    assert (starts.date(), starts.time(), method) == (called.held_on, called.starts_at, "REQUEST")
    if called.ends_at:
        assert event["dtend"].dt.astimezone(SWEDEN).time() == called.ends_at


def test_one_event_lives_through_change_and_cancellation(cast: Cast, django_capture_on_commit_callbacks):
    plan = {"held_on": dt.date(2022, 5, 6), "starts_at": dt.time(8, 30), "place": "Storgatan 6"}
    meeting = make_meeting(body=cast.board, **plan)
    make_paragraph(meeting=meeting, heading="Budget")
    seen = []

    def look() -> None:
        _, event, method = the_last_letter(cast, cast.vice.email)
        seen.append(
            (str(event["uid"]), int(event["sequence"]), method, event["dtstart"].dt.astimezone(SWEDEN))
        )

    with django_capture_on_commit_callbacks(execute=True):
        call(meeting=meeting, by=cast.chief)
    look()
    changed = change_meeting(
        meeting=meeting, plan=MeetingPlan(**plan | {"starts_at": dt.time(13)}), by=cast.chief
    )
    with django_capture_on_commit_callbacks(execute=True):
        call(meeting=changed, by=cast.chief, kind=CallKind.CHANGED)
    look()
    later = MeetingPlan(**plan | {"held_on": dt.date(2022, 5, 9), "place": "Rådhuset"})
    change_meeting(meeting=changed, plan=later, by=cast.chief)  # and nobody is told
    with django_capture_on_commit_callbacks(execute=True):
        cancel_meeting(meeting=Meeting.objects.get(pk=meeting.pk), reason="Sjukdom", by=cast.chief)
    look()
    words, event, _ = the_last_letter(cast, cast.vice.email)

    assert len({uid for uid, *_ in seen}) == 1
    assert [sequence for _, sequence, *_ in seen] == [1, 2, 3]
    assert [method for _, _, method, _ in seen] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [starts.hour for *_, starts in seen] == [8, 13, 13]
    assert "fredag 6 maj 2022 klockan 13.00 är inställt" in words  # what they were told, not what nobody was
    assert str(event["status"]) == "CANCELLED"


@given(
    some.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)),
    some.integers(4, 23),
    some.sampled_from([0, 5, 30]),
    some.none() | some.integers(4, 23),
)
def test_the_calendar_shows_the_clock_that_is_printed(on: dt.date, hour: int, minute: int, end: int | None):
    """Between two and three nobody meets: on two nights a year that hour is not, or comes twice."""
    assume(end is None or dt.time(end) != dt.time(hour, minute))  # none is planned to end as it begins
    meeting = Meeting(
        held_on=on, starts_at=dt.time(hour, minute), ends_at=None if end is None else dt.time(end)
    )
    starts, ends = (each.astimezone(SWEDEN) for each in times(meeting))
    assert (starts.date(), starts.time().replace(tzinfo=None)) == (on, dt.time(hour, minute))
    assert ends > starts
    if end is not None:
        assert ends.time() == dt.time(end)
        assert (ends.date() > on) == (" den " in meeting.hours)
