"""Meetings are planned and copied, and agendas kept in order."""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from board import indexing
from board.actions.agenda import (
    ParagraphDraft,
    add_paragraph,
    change_paragraph,
    move_paragraph,
    order_agenda,
    remove_paragraph,
)
from board.actions.attachments import attach
from board.actions.filling import bring_back, fill_in, save_standing_items
from board.actions.meetings import MeetingPlan, cancel_meeting, change_meeting, copy_meeting, plan_meeting
from board.models import Attachment, Meeting, Paragraph
from board.queries.agenda import agenda, earlier_protocols, put_off
from board.queries.meetings import suggested_day
from board.states import FollowUp, MeetingKind, MeetingState, Outcome, ParagraphKind
from board.wording.standing import Standing
from finsam import search
from finsam.errors import DomainError, StaleVersionError
from finsam.files import store
from finsam.models import AuditEvent
from finsam.permissions import ROLE_PERMISSIONS, Role
from finsam.states import BodyKind
from tests.board.test_attachments import GOOD
from tests.cast import Cast
from tests.factories import make_body, make_meeting, make_paragraph

MAY = dt.date(2022, 5, 13)
PLAN = MeetingPlan(held_on=MAY, starts_at=dt.time(8, 30), ends_at=dt.time(11, 30), place="Stadshuset")


def make_closed_meeting(cast: Cast, held_on: dt.date, *, first: int = 1, **fields: object) -> Meeting:
    """A meeting that has been held, with a § on earlier protocols and one ärende."""
    meeting = make_meeting(
        body=cast.board, held_on=held_on, state=MeetingState.CLOSED, closed_at=timezone.now(), **fields
    )
    make_paragraph(meeting=meeting, heading="Föregående protokoll", kind=ParagraphKind.PREVIOUS, number=first)
    make_paragraph(meeting=meeting, heading="Årsredovisning", number=first + 1)
    return meeting


def headings(meeting: Meeting) -> list[str]:
    return [row.paragraph.heading for row in agenda(meeting)]


def by_kind(meeting: Meeting, kind: ParagraphKind) -> Paragraph:
    return meeting.paragraphs.select_related("text").get(kind=kind)


# ---- Planning


def test_a_board_agenda_starts_from_the_standing_items(cast):
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    assert headings(meeting) == [
        "Sammanträdet öppnas",
        "Val av justerare",
        "Fastställande av dagordning",
        "Föregående protokoll",
        "Information",
        "Uppföljning av uppdrag",
        "Delegationsbeslut",
        "Övriga frågor",
        "Sammanträdet avslutas",
    ]


def test_a_constituting_meeting_has_standing_items_of_its_own(cast):
    plan = MeetingPlan(held_on=MAY, starts_at=dt.time(9), kind=MeetingKind.CONSTITUTING)
    assert "Val av ordförande" in headings(plan_meeting(body=cast.board, plan=plan, by=cast.chief))


def test_another_body_has_a_shorter_agenda(cast):
    group = make_body(association=cast.association, kind=BodyKind.CONSULTATION)
    assert headings(plan_meeting(body=group, plan=PLAN, by=cast.chief))[0] == "Mötet öppnas"


def test_own_standing_items_replace_the_house_ones(cast):
    items = [Standing(ParagraphKind.OPENING, "Upprop"), Standing(ParagraphKind.CLOSING, "Slut")]
    save_standing_items(body=cast.board, kind=MeetingKind.ORDINARY, items=items, by=cast.chief)
    assert headings(plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)) == ["Upprop", "Slut"]


def test_planning_is_written_down(cast):
    plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    event = AuditEvent.objects.get(verb="planerade sammanträde")
    assert (event.by_name, event.target_kind) == ("Anna Berglund", "meeting")


def test_a_body_does_not_meet_twice_at_the_same_time(cast):
    plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    with pytest.raises(DomainError, match="har redan ett sammanträde den 13\xa0maj 2022 klockan 8.30"):
        plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)


def test_two_meetings_on_one_day_are_planned(cast):
    plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    later = MeetingPlan(held_on=MAY, starts_at=dt.time(13), kind=MeetingKind.CONSTITUTING)
    plan_meeting(body=cast.board, plan=later, by=cast.chief)
    assert cast.board.meetings.filter(held_on=MAY).count() == 2


def test_a_meeting_that_ends_before_it_starts_is_refused(cast):
    plan = MeetingPlan(held_on=MAY, starts_at=dt.time(11), ends_at=dt.time(9))
    with pytest.raises(DomainError, match="Sluttiden ligger före starttiden"):
        plan_meeting(body=cast.board, plan=plan, by=cast.chief)


# ---- What comes back


def test_a_tabled_matter_comes_back_on_the_next_agenda_with_its_attachments(cast):
    earlier = make_closed_meeting(cast, dt.date(2022, 3, 25))
    tabled = make_paragraph(
        meeting=earlier, heading="Ny insats", outcome=Outcome.TABLED, number=9, proposal="bevilja medel"
    )
    document = store.keep(
        b"x", association=cast.association, name="a.pdf", content_type="application/pdf", by=cast.chief
    )
    Attachment.objects.create(paragraph=tabled, title="Ansökan", document=document)
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    again = meeting.paragraphs.select_related("text").get(continues=tabled)
    assert (again.heading, again.proposal, again.attachments.get().document) == (
        "Ny insats",
        "bevilja medel",
        document,
    )
    assert again.text.html == "<p>Ärendet blev bordlagt §\xa09, 25\xa0mars 2022.</p>"


def test_what_came_back_stands_before_the_end(cast):
    make_paragraph(
        meeting=make_closed_meeting(cast, dt.date(2022, 3, 25)),
        heading="Ny insats",
        outcome=Outcome.REFERRED_BACK,
    )
    assert headings(plan_meeting(body=cast.board, plan=PLAN, by=cast.chief))[-3:] == [
        "Ny insats",
        "Övriga frågor",
        "Sammanträdet avslutas",
    ]


def test_what_was_put_off_comes_back_once(cast):
    make_paragraph(meeting=make_closed_meeting(cast, dt.date(2022, 3, 25)), outcome=Outcome.TABLED)
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    assert bring_back(meeting=meeting, by=cast.chief) == []


def test_what_a_later_meeting_puts_off_waits_for_a_planned_agenda(cast):
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    tabled = make_paragraph(meeting=make_closed_meeting(cast, dt.date(2022, 4, 8)), outcome=Outcome.TABLED)
    assert put_off(meeting) == [tabled]


def test_what_another_body_put_off_stays_there(cast):
    group = make_body(association=cast.association, kind=BodyKind.PREPARATORY)
    other = make_meeting(body=group, state=MeetingState.CLOSED, closed_at=timezone.now())
    make_paragraph(meeting=other, outcome=Outcome.TABLED)
    assert put_off(plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)) == []


def test_a_cancelled_meeting_lets_go_of_what_it_had_taken_up(cast):
    tabled = make_paragraph(meeting=make_closed_meeting(cast, dt.date(2022, 3, 25)), outcome=Outcome.TABLED)
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    cancel_meeting(meeting=meeting, reason="", by=cast.chief)
    following = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    assert following.paragraphs.filter(continues=tabled).count() == 1


# ---- What fills itself in


def test_the_earlier_protocols_are_filled_in_by_themselves(cast):
    make_closed_meeting(cast, dt.date(2022, 2, 25), first=12)
    earlier = make_closed_meeting(cast, dt.date(2022, 3, 25), first=22)
    make_closed_meeting(cast, dt.date(2022, 3, 25), first=31, starts_at=dt.time(13))
    earlier.paragraphs.filter(kind=ParagraphKind.PREVIOUS)
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    assert by_kind(meeting, ParagraphKind.PREVIOUS).text.html == (
        "<p>Protokollet från den 25\xa0mars 2022, §§\xa031\u201332, ännu inte justerat.</p>"
    )


def test_a_meeting_without_that_section_leaves_its_protocol_to_the_next(cast):
    make_closed_meeting(cast, dt.date(2022, 2, 25), first=12)
    constituting = make_closed_meeting(cast, dt.date(2022, 2, 25), first=14, starts_at=dt.time(13))
    constituting.paragraphs.filter(kind=ParagraphKind.PREVIOUS).update(kind=ParagraphKind.MATTER)
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    assert [each.numbers for each in earlier_protocols(meeting)] == [(12, 13), (14, 15)]


def test_unfinished_tasks_that_are_due_are_listed(cast):
    paragraph = make_closed_meeting(cast, dt.date(2022, 3, 25), first=22).paragraphs.get(number=23)
    paragraph.decisions.create(text="ta fram en plan", who="Anna Berglund", due_on=dt.date(2022, 5, 1))
    paragraph.decisions.create(
        text="boka lokal", who="Sara Holm", due_on=dt.date(2022, 5, 1), follow_up=FollowUp.DONE
    )
    paragraph.decisions.create(text="vänta", who="Sara Holm", due_on=dt.date(2022, 12, 1))
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    assert by_kind(meeting, ParagraphKind.FOLLOW_UP).text.html == (
        "<ul><li>Att ta fram en plan (§\xa023, 25\xa0mars 2022). Ansvarig: Anna Berglund. "
        "Klart senast den 1\xa0maj 2022.</li></ul>"
    )


def test_a_text_that_a_person_wrote_is_not_filled_in(cast):
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    paragraph = by_kind(meeting, ParagraphKind.PREVIOUS)
    draft = ParagraphDraft(heading=paragraph.heading, kind=paragraph.kind, html="<p>Egen text.</p>")
    change_paragraph(paragraph=paragraph, draft=draft, base_version=paragraph.text.version, by=cast.chief)
    make_closed_meeting(cast, dt.date(2022, 3, 25))
    fill_in(meeting=meeting)
    assert by_kind(meeting, ParagraphKind.PREVIOUS).text.html == "<p>Egen text.</p>"


# ---- Copying


def test_a_copy_has_headings_and_proposals_but_no_texts_or_decisions(cast):
    source = make_closed_meeting(cast, dt.date(2022, 3, 25), ends_at=dt.time(11), place="Stadshuset")
    paragraph = make_paragraph(
        meeting=source,
        heading="Budget",
        proposal="fastställa budgeten",
        presenter="Anna Berglund",
        html="<p>Hemligt.</p>",
    )
    paragraph.decisions.create(text="fastställa budgeten")
    meeting = copy_meeting(source=source, held_on=MAY, by=cast.chief)
    copy = meeting.paragraphs.select_related("text").get(heading="Budget")
    assert (meeting.place, meeting.starts_at, meeting.ends_at) == ("Stadshuset", dt.time(8, 30), dt.time(11))
    assert (copy.proposal, copy.presenter, copy.text.html) == ("fastställa budgeten", "Anna Berglund", "")
    assert (copy.number, copy.decisions.count()) == (None, 0)


def test_copying_twice_to_one_day_is_one_copy(cast):
    source = make_closed_meeting(cast, dt.date(2022, 3, 25))
    first = copy_meeting(source=source, held_on=MAY, by=cast.chief)
    assert copy_meeting(source=source, held_on=MAY, by=cast.chief) == first


def test_a_tabled_matter_is_on_the_copy_once(cast):
    source = make_closed_meeting(cast, dt.date(2022, 3, 25))
    make_paragraph(meeting=source, heading="Ny insats", outcome=Outcome.TABLED)
    assert headings(copy_meeting(source=source, held_on=MAY, by=cast.chief)).count("Ny insats") == 1


def test_the_new_day_keeps_the_distance_between_meetings(cast):
    make_closed_meeting(cast, dt.date(2022, 2, 25))
    make_closed_meeting(cast, dt.date(2022, 3, 25))
    assert suggested_day(cast.board, dt.date(2022, 4, 11)) == dt.date(2022, 4, 22)


def test_the_new_day_is_a_working_day_after_today(cast):
    make_closed_meeting(cast, dt.date(2021, 10, 29))
    day = suggested_day(cast.board, dt.date(2022, 4, 11))
    assert day > dt.date(2022, 4, 11)
    assert day.weekday() < 5


# ---- Ärenden


def test_an_added_matter_stands_before_the_other_questions(cast):
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    add_paragraph(meeting=meeting, draft=ParagraphDraft(heading="Budget"), by=cast.chief)
    assert headings(meeting)[-3:] == ["Budget", "Övriga frågor", "Sammanträdet avslutas"]


def test_a_matter_is_opened_with_the_next_number_of_the_year(cast):
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    draft = ParagraphDraft(heading="Budget", opens_matter=True)
    numbers = [add_paragraph(meeting=meeting, draft=draft, by=cast.chief).matter.dnr for _ in range(2)]
    assert numbers == ["2022/1", "2022/2"]


def test_a_matter_after_the_call_is_late(cast):
    meeting = make_meeting(
        body=cast.board, state=MeetingState.CALLED, called_at=timezone.now(), call_version=1
    )
    assert add_paragraph(meeting=meeting, draft=ParagraphDraft(heading="Sent"), by=cast.chief).is_late is True


def test_a_matter_is_not_added_to_a_closed_meeting(cast):
    meeting = make_closed_meeting(cast, dt.date(2022, 3, 25))
    with pytest.raises(DomainError, match="Sammanträdet är avslutat"):
        add_paragraph(meeting=meeting, draft=ParagraphDraft(heading="Sent"), by=cast.chief)


def test_a_text_saved_by_another_meanwhile_is_not_overwritten(cast):
    paragraph = make_paragraph(meeting=make_meeting(body=cast.board), html="<p>Nytt.</p>")
    with pytest.raises(StaleVersionError):
        change_paragraph(
            paragraph=paragraph,
            draft=ParagraphDraft(heading="B", html="<p>Mitt.</p>"),
            base_version=0,
            by=cast.chief,
        )
    paragraph.refresh_from_db()
    assert paragraph.heading != "B"


def test_a_matter_moves_up_and_stays_at_the_top(cast):
    meeting = make_meeting(body=cast.board)
    make_paragraph(meeting=meeting, heading="A")
    second = make_paragraph(meeting=meeting, heading="B")
    move_paragraph(paragraph=second, step=-1, by=cast.chief)
    move_paragraph(paragraph=second, step=-1, by=cast.chief)
    assert headings(meeting) == ["B", "A"]


def test_an_order_of_other_matters_is_refused(cast):
    meeting = make_meeting(body=cast.board)
    one = make_paragraph(meeting=meeting)
    with pytest.raises(DomainError, match="ändrats av någon annan"):
        order_agenda(meeting=meeting, order=[one.pk, one.pk + 1], by=cast.chief)


def test_numbered_sections_do_not_change_places(cast):
    meeting = make_meeting(body=cast.board, state=MeetingState.IN_SESSION)
    one = make_paragraph(meeting=meeting, number=1)
    two = make_paragraph(meeting=meeting, number=2)
    with pytest.raises(DomainError, match="har fått nummer"):
        order_agenda(meeting=meeting, order=[two.pk, one.pk], by=cast.chief)


def test_a_removed_matter_that_had_been_tabled_waits_again(cast):
    tabled = make_paragraph(meeting=make_closed_meeting(cast, dt.date(2022, 3, 25)), outcome=Outcome.TABLED)
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    remove_paragraph(paragraph=meeting.paragraphs.get(continues=tabled), by=cast.chief)
    assert put_off(meeting) == [tabled]


def test_a_numbered_section_is_not_removed(cast):
    paragraph = make_paragraph(meeting=make_meeting(body=cast.board, state=MeetingState.IN_SESSION), number=3)
    with pytest.raises(DomainError, match="har fått sitt paragrafnummer"):
        remove_paragraph(paragraph=paragraph, by=cast.chief)


def test_attachments_are_numbered_through_the_agenda(cast):
    meeting = make_meeting(body=cast.board)
    for heading in ("A", "B"):
        paragraph = make_paragraph(meeting=meeting, heading=heading)
        document = store.keep(
            heading.encode(),
            association=cast.association,
            name="a.pdf",
            content_type="application/pdf",
            by=None,
        )
        Attachment.objects.create(paragraph=paragraph, title=heading, document=document)
    assert [row.appendix_text for row in agenda(meeting)] == ["Bilaga 1", "Bilaga 2"]


def test_several_handlingar_of_one_arende_are_named_from_the_first_to_the_last(cast):
    paragraph = make_paragraph(meeting=make_meeting(body=cast.board))
    for name in ("beslut.pdf", "kalkyl.xlsx", "bild.png"):
        attach(paragraph=paragraph, name=name, content=GOOD[name], by=cast.chief)
    assert [row.appendix_text for row in agenda(paragraph.meeting)] == ["Bilaga 1–3"]


# ---- Changing and cancelling

STATES = list(MeetingState)


@pytest.mark.parametrize("state", STATES)
def test_a_meeting_is_cancelled_only_before_it_is_held(cast, state):
    meeting = make_meeting(body=cast.board, state=state, called_at=timezone.now(), closed_at=timezone.now())
    if state in {MeetingState.PLANNED, MeetingState.CALLED}:
        assert cancel_meeting(meeting=meeting, reason="", by=cast.chief).state == MeetingState.CANCELLED
    else:
        with pytest.raises(DomainError, match="kan inte ställas in"):
            cancel_meeting(meeting=meeting, reason="", by=cast.chief)


@pytest.mark.parametrize("state", STATES)
def test_a_meeting_is_changed_only_before_it_is_held(cast, state):
    meeting = make_meeting(body=cast.board, state=state, called_at=timezone.now(), closed_at=timezone.now())
    if state in {MeetingState.PLANNED, MeetingState.CALLED}:
        assert change_meeting(meeting=meeting, plan=PLAN, by=cast.chief).held_on == MAY
    else:
        with pytest.raises(DomainError, match="ändras inte längre"):
            change_meeting(meeting=meeting, plan=PLAN, by=cast.chief)


# ---- Search


def found(cast: Cast, words: str) -> list[str]:
    kinds = indexing.kinds_for(ROLE_PERMISSIONS[Role.CHIEF])
    return [strip_tags(hit.title) for hit in search.find(cast.association, words, kinds=kinds)]


def test_an_added_matter_is_found_at_once(cast):
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    add_paragraph(meeting=meeting, draft=ParagraphDraft(heading="Lärlingsvux"), by=cast.chief)
    assert found(cast, "lärlingsvux") == ["Lärlingsvux"]


def test_a_removed_matter_is_found_no_more(cast):
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    paragraph = add_paragraph(meeting=meeting, draft=ParagraphDraft(heading="Lärlingsvux"), by=cast.chief)
    remove_paragraph(paragraph=paragraph, by=cast.chief)
    assert found(cast, "lärlingsvux") == []


def test_a_cancelled_meetings_matters_are_found_no_more(cast):
    meeting = plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)
    add_paragraph(meeting=meeting, draft=ParagraphDraft(heading="Lärlingsvux"), by=cast.chief)
    cancel_meeting(meeting=meeting, reason="", by=cast.chief)
    assert found(cast, "lärlingsvux") == []
