"""A meeting from open to closed, and its page."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from board.actions import session as acts
from board.actions.attendance import mark_all_members
from board.actions.writing import save_paragraph
from board.models import Decision, Meeting, NumberSeries, Paragraph, Protocol, SessionSaving
from board.states import MeetingState, Outcome, ParagraphKind, ProtocolKind, ProtocolState
from finsam.errors import DomainError
from finsam.models import AuditEvent
from tests.cast import Cast, client_of
from tests.factories import make_body, make_meeting, make_paragraph


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A planned meeting of the board with four ärenden."""
    meeting = make_meeting(body=cast.board)
    make_paragraph(meeting=meeting, heading="Sammanträdet öppnas", kind=ParagraphKind.OPENING)
    make_paragraph(meeting=meeting, heading="Val av justerare", kind=ParagraphKind.ADJUSTERS)
    make_paragraph(meeting=meeting, heading="Årsredovisning 2021", proposal="fastställa årsredovisningen")
    make_paragraph(meeting=meeting, heading="Avslutning", kind=ParagraphKind.CLOSING)
    return meeting


@pytest.fixture
def opened(cast: Cast, meeting: Meeting) -> Meeting:
    """The same meeting, open, with every ledamot there."""
    acts.open_meeting(meeting=meeting, by=cast.chief)
    mark_all_members(meeting=meeting, by=cast.chief)
    meeting.refresh_from_db()
    return meeting


def paragraphs(meeting: Meeting) -> list[Paragraph]:
    return list(meeting.paragraphs.order_by("position"))


def numbers(meeting: Meeting) -> list[int | None]:
    return [each.number for each in paragraphs(meeting)]


def take_up_all(meeting: Meeting, cast: Cast) -> None:
    for each in paragraphs(meeting):
        acts.take_up(paragraph=each, by=cast.chief)


def save(client, cast, paragraph, *, version=None, key="", after="", autosave=True, **fields):
    """Post a § as the page does."""
    data = {
        "base_version": str(paragraph.version if version is None else version),
        "save_key": key,
        "after": after,
        **fields,
    }
    headers = {"accept": "application/json"} if autosave else {}
    return client.post(
        reverse("paragraph_save", args=[cast.association.slug, paragraph.pk]), data, headers=headers
    )


# ---- Opening and closing


@pytest.mark.parametrize("state", [MeetingState.PLANNED])
def test_a_meeting_that_nobody_called_can_be_opened(cast, meeting, state):
    acts.open_meeting(meeting=meeting, by=cast.chief)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.opened_at is not None) == (MeetingState.IN_SESSION, True)


def test_opening_takes_up_the_first_matter(cast, meeting):
    acts.open_meeting(meeting=meeting, by=cast.chief)
    assert numbers(meeting) == [1, None, None, None]


def test_opening_twice_is_one_opening(cast, meeting):
    acts.open_meeting(meeting=meeting, by=cast.chief)
    acts.open_meeting(meeting=meeting, by=cast.chief)
    assert (AuditEvent.objects.filter(verb="öppnade").count(), numbers(meeting)) == (1, [1, None, None, None])


def test_a_cancelled_meeting_is_not_opened(cast, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    with pytest.raises(DomainError, match="inställt och kan inte bli pågår"):
        acts.open_meeting(meeting=meeting, by=cast.chief)


def test_closing_gives_no_number_to_what_was_never_taken_up(cast, opened):
    acts.close_meeting(meeting=opened, by=cast.chief)
    assert numbers(opened) == [1, None, None, 2]


def test_closing_begins_the_main_protocol_with_every_paragraph(cast, opened):
    take_up_all(opened, cast)
    protocol = acts.close_meeting(meeting=opened, by=cast.chief)
    assert (protocol.kind, protocol.state, protocol.paragraphs.count()) == (
        ProtocolKind.MAIN,
        ProtocolState.DRAFT,
        4,
    )


def test_closing_twice_makes_one_protocol(cast, opened):
    acts.close_meeting(meeting=opened, by=cast.chief)
    acts.close_meeting(meeting=opened, by=cast.chief)
    assert Protocol.objects.count() == 1


def test_a_closed_meeting_opens_again_while_its_protocol_is_a_draft(cast, opened):
    take_up_all(opened, cast)
    acts.close_meeting(meeting=opened, by=cast.chief)
    acts.reopen_meeting(meeting=opened, by=cast.chief)
    opened.refresh_from_db()
    assert (opened.state, numbers(opened)) == (MeetingState.IN_SESSION, [1, 2, 3, 4])


def test_a_paragraph_planned_for_immediate_adjustment_gets_its_own_protocol_at_the_end(cast, opened):
    Paragraph.objects.filter(heading="Årsredovisning 2021").update(is_immediate=True)
    take_up_all(opened, cast)
    acts.close_meeting(meeting=opened, by=cast.chief)
    kinds = {each.kind: [p.number for p in each.paragraphs.all()] for each in Protocol.objects.all()}
    assert kinds == {ProtocolKind.MAIN: [1, 2, 4], ProtocolKind.IMMEDIATE: [3]}


# ---- Numbers


def test_numbers_follow_the_order_in_which_matters_are_taken_up(cast, opened):
    _, second, third, _ = paragraphs(opened)
    acts.take_up(paragraph=third, by=cast.chief)
    acts.take_up(paragraph=second, by=cast.chief)
    assert numbers(opened) == [1, 3, 2, None]


def test_taking_up_twice_keeps_the_number(cast, opened):
    second = paragraphs(opened)[1]
    acts.take_up(paragraph=second, by=cast.chief)
    acts.take_up(paragraph=second, by=cast.chief)
    assert (numbers(opened), NumberSeries.objects.get(body=cast.board).last) == ([1, 2, None, None], 2)


def test_a_number_taken_back_leaves_no_gap(cast, opened):
    _, second, third, _ = paragraphs(opened)
    acts.take_up(paragraph=second, by=cast.chief)
    acts.take_up(paragraph=third, by=cast.chief)
    acts.put_back(paragraph=second, by=cast.chief)
    assert (numbers(opened), NumberSeries.objects.get(body=cast.board).last) == ([1, None, 2, None], 2)


def test_a_number_is_not_taken_back_when_a_later_meeting_has_numbers(cast, opened):
    later = make_meeting(body=cast.board, held_on=dt.date(2022, 4, 8))
    make_paragraph(meeting=later)
    acts.open_meeting(meeting=later, by=cast.chief)
    with pytest.raises(DomainError, match="Ett senare sammanträde har redan fått nummer"):
        acts.put_back(paragraph=paragraphs(opened)[0], by=cast.chief)


def test_writing_in_the_next_matter_takes_it_up(cast, opened):
    second = paragraphs(opened)[1]
    save_paragraph(paragraph=second, fields={"text": "<p>Valdes.</p>"}, base_version="0", by=cast.chief)
    assert numbers(opened) == [1, 2, None, None]


def test_writing_ahead_takes_nothing_up(cast, opened):
    third = paragraphs(opened)[2]
    save_paragraph(paragraph=third, fields={"text": "<p>Underlag.</p>"}, base_version="0", by=cast.chief)
    assert numbers(opened) == [1, None, None, None]


def test_another_body_counts_for_itself(cast, opened):
    group = make_body(association=cast.association, kind="presidium", name="Presidiet")
    other = make_meeting(body=group)
    make_paragraph(meeting=other)
    acts.open_meeting(meeting=other, by=cast.chief)
    assert numbers(other) == [1]


# ---- Putting off, adding, justering at once


def test_putting_off_writes_the_att_sats(cast, opened):
    third = paragraphs(opened)[2]
    acts.send_on(paragraph=third, outcome=Outcome.TABLED, by=cast.chief)
    third.refresh_from_db()
    assert (third.outcome, [d.text for d in third.decisions.all()]) == (
        Outcome.TABLED,
        ["bordlägga ärendet till nästa sammanträde"],
    )


def test_putting_off_can_be_undone(cast, opened):
    third = paragraphs(opened)[2]
    acts.send_on(paragraph=third, outcome=Outcome.TABLED, by=cast.chief)
    acts.send_on(paragraph=third, outcome=Outcome.DECIDED, by=cast.chief)
    third.refresh_from_db()
    assert (third.outcome, third.decisions.count()) == (Outcome.DECIDED, 0)


def test_a_matter_added_during_the_meeting_stands_before_the_end(cast, opened):
    acts.add_in_session(meeting=opened, heading="Studiebesök", by=cast.chief)
    assert [each.heading for each in paragraphs(opened)][-2:] == ["Studiebesök", "Avslutning"]


def test_justering_at_once_gives_a_protocol_of_its_own_and_can_be_undone(cast, opened):
    third = paragraphs(opened)[2]
    acts.adjust_at_once(paragraph=third, by=cast.chief)
    assert [p.kind for p in third.protocols.all()] == [ProtocolKind.IMMEDIATE]
    acts.adjust_with_the_rest(paragraph=third, by=cast.chief)
    third.refresh_from_db()
    assert (third.is_immediate, third.protocols.count()) == (False, 0)


def test_the_proposal_becomes_the_decision_once(cast, opened):
    third = paragraphs(opened)[2]
    acts.fetch_proposal(paragraph=third, by=cast.chief)
    acts.fetch_proposal(paragraph=third, by=cast.chief)
    assert [each.text for each in third.decisions.all()] == ["fastställa årsredovisningen"]


# ---- The page


def test_the_session_leads_to_the_paragraph_the_meeting_has_come_to(cast, opened):
    acts.take_up(paragraph=paragraphs(opened)[1], by=cast.chief)
    answer = client_of(cast.chief).get(reverse("meeting_session", args=["exempel", opened.pk]))
    assert answer.url == reverse(
        "meeting_session_paragraph", args=["exempel", opened.pk, paragraphs(opened)[1].pk]
    )


def test_a_meeting_not_open_asks_first(cast, meeting):
    client = client_of(cast.chief)
    answer = client.get(reverse("meeting_session", args=["exempel", meeting.pk]), follow=True)
    assert answer.templates[0].name == "board/meeting_open.html"
    client.post(reverse("meeting_open", args=["exempel", meeting.pk]))
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.IN_SESSION


def test_looking_at_a_paragraph_writes_nothing(cast, opened):
    third = paragraphs(opened)[2]
    before = (numbers(opened), SessionSaving.objects.count(), AuditEvent.objects.count())
    answer = client_of(cast.chief).get(
        reverse("meeting_session_paragraph", args=["exempel", opened.pk, third.pk])
    )
    assert (
        answer.status_code,
        (numbers(opened), SessionSaving.objects.count(), AuditEvent.objects.count()),
    ) == (200, before)


@pytest.mark.parametrize("name", ["chair", "member", "auditor", "preparer", "contact"])
def test_only_the_office_writes(cast, opened, name):
    first = paragraphs(opened)[0]
    answer = save(client_of(cast.by_role()[name]), cast, first, heading="Annat")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "url",
    [
        "meeting_session",
        "meeting_open",
        "meeting_close",
        "meeting_closed",
        "meeting_reopen",
        "session_paragraph_add",
        "attendance_add",
    ],
)
def test_the_neighbour_knows_of_no_meeting(cast, opened, url):
    answer = client_of(cast.outsider).post(reverse(url, args=["exempel", opened.pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize("url", ["paragraph_save", "attendance_save"])
def test_the_neighbour_knows_of_no_paragraph(cast, opened, url):
    answer = client_of(cast.outsider).post(reverse(url, args=["exempel", paragraphs(opened)[0].pk]))
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "url",
    ["meeting_session", "meeting_open", "meeting_close", "paragraph_save", "text_history", "text_conflict"],
)
def test_what_is_unknown_is_404(cast, url):
    assert client_of(cast.chief).get(reverse(url, args=["exempel", 987_654])).status_code == 404


def test_a_button_saves_and_goes_on(cast, opened):
    first, second = paragraphs(opened)[:2]
    answer = save(
        client_of(cast.chief),
        cast,
        first,
        autosave=False,
        text="Ordföranden öppnade.",
        act="next",
        heading=first.heading,
    )
    first.text.refresh_from_db()
    assert (answer.url, first.text.html, numbers(opened)) == (
        reverse("meeting_session_paragraph", args=["exempel", opened.pk, second.pk]),
        "<p>Ordföranden öppnade.</p>",
        [1, 2, None, None],
    )


def test_the_same_button_pressed_twice_goes_one_step(cast, opened):
    first, second = paragraphs(opened)[:2]
    for _ in range(2):
        save(client_of(cast.chief), cast, first, autosave=False, act=f"next:{second.pk}")
    assert numbers(opened) == [1, 2, None, None]


def test_a_button_that_names_another_meetings_matter_goes_on_in_this_one(cast, opened):
    elsewhere = make_paragraph(meeting=make_meeting(body=cast.board, held_on=dt.date(2022, 4, 8)))
    save(client_of(cast.chief), cast, paragraphs(opened)[0], autosave=False, act=f"next:{elsewhere.pk}")
    elsewhere.refresh_from_db()
    assert (elsewhere.number, numbers(opened)) == (None, [1, 2, None, None])


def test_the_last_button_closes_and_says_what_remains(cast, opened):
    answer = save(client_of(cast.chief), cast, paragraphs(opened)[0], autosave=False, act="close")
    assert answer.url == reverse("meeting_closed", args=["exempel", opened.pk])


def test_a_get_to_save_comes_back_to_the_paragraph(cast, opened):
    first = paragraphs(opened)[0]
    answer = client_of(cast.chief).get(reverse("paragraph_save", args=["exempel", first.pk]))
    assert answer.url == reverse("meeting_session_paragraph", args=["exempel", opened.pk, first.pk])


def test_logged_out_a_script_is_told_so(cast, opened, client):
    assert save(client, cast, paragraphs(opened)[0], heading="Annat").status_code == 401


def test_sent_for_justering_nothing_is_written_and_what_was_typed_is_shown(cast, opened):
    protocol = acts.close_meeting(meeting=opened, by=cast.chief)
    _pretend_sent(protocol, cast)
    first = paragraphs(opened)[0]
    answer = save(client_of(cast.chief), cast, first, autosave=False, text="Sent tillägg", heading="Öppnande")
    assert (answer.status_code, answer.context["page"].content["text"], answer.context["error"]) == (
        400,
        "<p>Sent tillägg</p>",
        "Paragrafen är sänd för justering och ändras inte här. Ta tillbaka protokollet först.",
    )


def test_a_meeting_whose_protocol_is_sent_is_not_opened_again(cast, opened):
    _pretend_sent(acts.close_meeting(meeting=opened, by=cast.chief), cast)
    with pytest.raises(DomainError, match="sänt för justering"):
        acts.reopen_meeting(meeting=opened, by=cast.chief)


def _pretend_sent(protocol, cast):
    from finsam.files import store  # noqa: PLC0415  only this test needs a frozen file

    document = store.keep(
        b"%PDF-1.7", association=cast.association, name="p.pdf", content_type="application/pdf", by=cast.chief
    )
    Protocol.objects.filter(pk=protocol.pk).update(
        state=ProtocolState.FOR_SIGNING,
        frozen=document,
        document=document,
        sent_at=dt.datetime(2022, 3, 26, tzinfo=dt.UTC),
    )


def test_the_page_asks_as_often_with_ten_paragraphs_as_with_forty(cast, opened):
    client, first = client_of(cast.chief), paragraphs(opened)[0]
    url = reverse("meeting_session_paragraph", args=["exempel", opened.pk, first.pk])
    _fill(opened, first, 6)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    _fill(opened, first, 30)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert (len(few), len(few) <= 29) == (len(many), True)


def _fill(meeting: Meeting, paragraph: Paragraph, count: int) -> None:
    for number in range(count):
        make_paragraph(meeting=meeting)
        Decision.objects.create(paragraph=paragraph, text=f"godkänna {number}")


def test_the_saved_answer_says_when_and_what_changed(cast, opened):
    first = paragraphs(opened)[0]
    answer = json.loads(
        save(client_of(cast.chief), cast, first, key="a", text="<p>Hej</p>", text_format="html").content
    )
    notes = {f"note-{row.pk}" for row in opened.attendances.all()}
    names = (
        "agenda",
        "ballot",
        "head-conflict",
        "head-vote",
        "left",
        "number",
        "offers",
        "outcome",
        "quorum",
        "remarks",
        "votes",
    )
    parts = {f"session-{name}" for name in names} | {"others-writing"}
    assert (answer["version"], set(answer["fragments"])) == ("1", parts | notes)


def test_the_closed_meeting_leads_to_where_a_justerare_is_named(cast, opened):
    elects = opened.paragraphs.get(kind=ParagraphKind.ADJUSTERS)
    acts.close_meeting(meeting=opened, by=cast.chief)
    page = client_of(cast.chief).get(reverse("meeting_closed", args=["exempel", opened.pk]))
    where = reverse("meeting_session_paragraph", args=["exempel", opened.pk, elects.pk])
    assert page.context["adjusters_url"] == where
