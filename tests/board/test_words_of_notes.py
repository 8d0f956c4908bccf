"""No page of a meeting that writes minnesanteckningar speaks of paragrafer, justering or protokoll."""

import re

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.html import strip_tags

from board.actions.session import close_meeting, open_meeting, take_up
from board.models import Meeting
from board.states import MeetingState
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph
from tests.wall.table import WALL

OTHERS_WORDS = re.compile(r"\w*paragraf\w*|§§|§\s?\d|\w*justera\w*|kommunallagen", re.IGNORECASE)
NAMES = sorted(
    name for name in WALL if name.startswith(("meeting_", "attendance_", "session_", "protocol_send"))
)


def meeting_in(cast: Cast, state: MeetingState) -> Meeting:
    """A meeting of the beredningsgrupp that has come so far."""
    meeting = make_meeting(body=cast.preparer.appointments.get().body)
    row = make_paragraph(meeting=meeting, heading="Läget", html="<p>Vi går laget runt.</p>")
    if state != MeetingState.PLANNED:
        open_meeting(meeting=meeting, by=cast.chief)
        take_up(paragraph=row, by=cast.chief)
    if state == MeetingState.CLOSED:
        close_meeting(meeting=meeting, by=cast.chief)
    return meeting


def said(page: str) -> str:
    """What the page says, with what is read aloud, under its menu and above its foot."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r"<(script|template)\b.*?</\1>", " ", main, flags=re.DOTALL)
    aloud = " ".join(re.findall(r'(?:aria-label|title|placeholder)="([^"]*)"', main))
    return f"{strip_tags(main)} {aloud}"


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.IN_SESSION, MeetingState.CLOSED])
def test_the_pages_of_a_meeting_with_notes_say_punkt(cast: Cast, state: MeetingState):
    meeting = meeting_in(cast, state)
    chief = client_of(cast.chief)
    wrong, seen = {}, 0
    for name in NAMES:
        try:
            answer = chief.get(reverse(name, args=[cast.association.slug, meeting.pk]), follow=True)
        except NoReverseMatch:
            continue
        if answer.status_code == 200 and b"<main" in answer.content:
            seen += 1
            if words := set(OTHERS_WORDS.findall(said(answer.content.decode()))):
                wrong[name] = words
    assert (wrong, seen > 5) == ({}, True)
