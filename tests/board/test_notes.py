"""A body that decides nothing writes minnesanteckningar: numbered points, what is agreed, who and when, sent to all."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from board.actions.protocol import correct, start_immediate
from board.actions.session import close_meeting, open_meeting, take_up
from board.actions.writing import save_paragraph
from board.documents.assemble import build_paper
from board.models import Meeting, Paragraph, Protocol
from board.queries.notice import notices_of
from board.queries.numbers import series_of
from board.states import ParagraphKind, ProtocolState
from board.todos.meetings import after_meetings
from finsam import clock
from finsam.actions import change_body
from finsam.errors import DomainError
from finsam.models import Body, Letter, Person
from finsam.permissions import permissions_of
from finsam.queue import duties
from finsam.states import AppointmentRole, BodyKind, BodyPaper, NotesSigners
from tests.board.meetings import adjust, make_held_meeting
from tests.cast import Cast, client_of
from tests.factories import appoint, make_body, make_meeting, make_paragraph, make_person


@pytest.fixture
def group(cast: Cast) -> Body:
    """The beredningsgrupp, with one who leads it beside the cast's own member."""
    group = cast.preparer.appointments.get().body
    leader = make_person(association=cast.association, name="Ulla Grön", email="ulla.gron@exempel.example.se")
    appoint(leader, group, role=AppointmentRole.CHAIR, member=cast.kommun)
    return group


def url(name: str, *args: object) -> str:
    return reverse(name, args=["exempel", *args])


def held(cast: Cast, body: Body, *, headings: tuple[str, ...] = ("Läget", "Två ansökningar")) -> Meeting:
    """A meeting of the body that is closed, with something agreed in its last point."""
    meeting = make_meeting(body=body, called_at=dt.datetime(2022, 3, 11, 9, 0, tzinfo=dt.UTC))
    rows = [
        make_paragraph(meeting=meeting, heading=heading, html=f"<p>{heading}.</p>") for heading in headings
    ]
    open_meeting(meeting=meeting, by=cast.chief)
    meeting.attendances.update(is_present=True)
    for row in rows:
        take_up(paragraph=row, by=cast.chief)
    rows[-1].refresh_from_db()
    fields = {
        "decision:k:text": "Pia frågar regionen",
        "decision:k:who": "Pia Nordin",
        "decision:k:due": "2022-05-13",
    }
    save_paragraph(paragraph=rows[-1], fields=fields, base_version=str(rows[-1].version), by=cast.chief)
    close_meeting(meeting=meeting, by=cast.chief)
    return Meeting.objects.select_related("body__association").get(pk=meeting.pk)


def sent(cast: Cast, meeting: Meeting, commit) -> Protocol:
    """The meeting's paper, sent from its page."""
    with duties.at_once(), commit(execute=True):
        client_of(cast.chief).post(url("protocol_send", meeting.pk))
    return meeting.protocols.select_related("meeting__body__association").get()


def test_notes_say_in_what_capacity_each_sits_there(cast: Cast, group: Body):
    row = cast.preparer.appointments.get()
    answer = client_of(cast.chief).post(
        url("appointment_edit", row.pk),
        {
            "role": row.role, "member": row.member_id or "", "from_on": row.from_on.isoformat(), "to_on": "",
            "title": "enhetschef", "unit": "Socialförvaltningen", "stands_in_for": cast.deputy.pk,
        },
    )  # fmt: skip
    assert answer.status_code == 302
    assert "enhetschef, Socialförvaltningen" in client_of(cast.chief).get(answer.url).content.decode()
    document = build_paper(held(cast, group).protocols.get())
    roles = {each.name: each.role for part in document.attendance for each in part.attendees}
    assert roles["Pia Nordin"] == (
        f"{row.get_role_display()}, enhetschef, Socialförvaltningen, vikarie för {cast.deputy.name}"
    )


def code_in_the_last_mail() -> str:
    found = re.search(r"\b\d{6}\b", mail.outbox[-1].body)
    assert found
    return found.group()


def sign(person: Person, protocol: Protocol, commit) -> Client:
    client = client_of(person)
    with commit(execute=True):
        client.post(url("protocol_sign", protocol.pk))
    with duties.at_once(), commit(execute=True):
        answer = client.post(url("protocol_sign_code", protocol.pk), {"code": code_in_the_last_mail()})
    assert answer.status_code == 302
    return client


# ---- The whole way, through the pages


def test_a_beredningsgrupp_goes_from_kallelse_to_sent_notes(cast, group, django_capture_on_commit_callbacks):
    office, preparer = client_of(cast.officer), client_of(cast.preparer)
    day = clock.today() + dt.timedelta(days=3)
    plan = {
        "body": group.pk,
        "held_on": day.isoformat(),
        "starts_at": "13.00",
        "place": "Eken",
        "kind": "ordinarie",
    }
    meeting_page = office.post(url("meeting_plan"), plan)["Location"]
    meeting = Meeting.objects.get(body=group)
    with duties.at_once(), django_capture_on_commit_callbacks(execute=True):
        office.post(url("meeting_call", meeting.pk), {"message": ""})
        preparer.post(url("meeting_answer", meeting.pk), {"answer": "coming"})
    office.post(url("meeting_open", meeting.pk))
    points = list(meeting.paragraphs.order_by("position"))
    for point in points:
        page = url("meeting_session_paragraph", meeting.pk, point.pk)
        shown = office.get(page).content.decode()
        point.refresh_from_db()
        office.post(url("paragraph_save", point.pk), {
            "base_version": str(point.version), "text": "<p>Vi går laget runt.</p>", "decisions-TOTAL_FORMS": "1",
            "decisions-0-key": "k1", "decisions-0-text": "Pia frågar regionen", "decisions-0-who": "Pia Nordin",
            "decisions-0-due": "2022-05-13", "act": "save",
        })  # fmt: skip
        assert "Överenskommet" in shown
        for word in ("Jäv<", "Omröstning<", "Reservation<", "Omedelbar justering<", ">att<", "§"):
            assert word not in shown, word
        office.post(url("paragraph_save", point.pk), {"base_version": str(point.version), "act": "take_up"})
    office.post(url("meeting_close", meeting.pk))
    before = office.get(url("protocol_send", meeting.pk)).content.decode()
    mail.outbox.clear()
    with duties.at_once(), django_capture_on_commit_callbacks(execute=True):
        office.post(url("protocol_send", meeting.pk))
    notes = meeting.protocols.get()
    after = preparer.get(url("protocol_detail", notes.pk)).content.decode()
    assert meeting_page == url("meeting_detail", meeting.pk)
    assert "De här får anteckningarna" in before
    assert notes.state == ProtocolState.SENT
    assert [each.number for each in meeting.paragraphs.order_by("position")] == list(
        range(1, len(points) + 1)
    )
    assert {each.to[0] for each in mail.outbox} == {
        each.email for each in (cast.preparer, cast.chief, cast.officer, Person.objects.get(name="Ulla Grön"))
    }
    assert all(each.attachments[0][0].startswith("Minnesanteckningar") for each in mail.outbox)
    assert ("Punkt\xa03" in after, "Överenskommet" in after, "Skickades till" in after) == (True, True, True)
    for word in ("Anslå", "Justera", "§", "Sammanträdesprotokoll"):
        assert word not in after, word


# ---- What is written


@pytest.mark.parametrize(
    "kind", [BodyKind.PRESIDIUM, BodyKind.PREPARATORY, BodyKind.CONSULTATION, BodyKind.OTHER]
)
def test_bodies_that_decide_nothing_write_notes(cast, kind):
    paper = build_paper(Protocol(meeting=held(cast, make_body(association=cast.association, kind=kind))))
    assert (paper.heading, [each.number_text for each in paper.sections]) == (
        "Minnesanteckningar", ["Punkt\xa01", "Punkt\xa02"],
    )  # fmt: skip


@pytest.mark.parametrize("kind", [BodyKind.BOARD, BodyKind.AUDIT])
def test_the_board_and_the_revisorer_keep_protocols(cast, kind):
    meeting = held(cast, make_body(association=cast.association, kind=kind))
    protocol = meeting.protocols.get()
    paper = build_paper(protocol)
    assert (paper.heading, [each.number_text for each in paper.sections]) == (
        "Sammanträdesprotokoll", ["§\xa01", "§\xa02"],
    )  # fmt: skip


def test_a_group_that_so_chooses_keeps_a_protocol(cast, group):
    change_body(body=group, facts={"paper": BodyPaper.PROTOCOL}, by=cast.chief)
    group.refresh_from_db()
    meeting = held(cast, group)
    assert build_paper(meeting.protocols.get()).heading == "Sammanträdesprotokoll"


@pytest.mark.parametrize("kind", [BodyKind.BOARD, BodyKind.AUDIT])
def test_the_law_lets_the_board_and_the_revisorer_write_no_notes(cast, kind):
    body = make_body(association=cast.association, kind=kind)
    with pytest.raises(DomainError, match="19 och 26 §§"):
        change_body(body=body, facts={"paper": BodyPaper.NOTES}, by=cast.chief)


def test_the_notes_say_what_was_agreed_by_whom_and_when(cast, group):
    paper = build_paper(Protocol(meeting=held(cast, group)))
    assert paper.sections[1].agreed == (("Pia frågar regionen.", "Pia Nordin, senast den 13\xa0maj 2022"),)
    assert paper.tasks == ((2, "Pia frågar regionen.", "Pia Nordin", "2022-05-13"),)


def test_the_notes_name_who_took_part_at_which_points_and_who_was_called(cast, group):
    meeting = held(cast, group)
    meeting.attendances.filter(person__name="Ulla Grön").update(is_present=False)
    paper = build_paper(Protocol(meeting=meeting))
    there = [(each.heading, [(row.name, row.present) for row in each.attendees]) for each in paper.attendance]
    assert there[0][0] == "Deltagare"
    assert ("Pia Nordin", "1–2") in there[0][1]
    assert there[1] == ("Kallade som inte deltog", [("Ulla Grön", "")])


def test_the_printed_notes_have_no_word_of_a_protocol(cast, group):
    paper = build_paper(Protocol(meeting=held(cast, group)))
    html = render_to_string(paper.template_name, {"document": paper, "look": {"name": "Exempel"}})
    for word in ("§", "Beslut", "Sammanträdesprotokoll", "Justera", "överklag"):
        assert word not in html, word


def test_points_are_counted_from_one_in_each_meeting(cast, group):
    held(cast, group)
    later = make_meeting(body=group, held_on=dt.date(2022, 4, 8))
    point = make_paragraph(meeting=later)
    open_meeting(meeting=later, by=cast.chief)
    point.refresh_from_db()
    assert (point.number, str(point)) == (1, "Punkt\xa01, 2022-04-08")


def test_no_series_of_paragraphs_is_kept_for_notes(cast, group):
    assert [line.body for line in series_of(cast.association, 2022)] == [
        None, cast.board, cast.auditor.appointments.get().body,
    ]  # fmt: skip


def test_a_meeting_keeps_the_paper_it_was_opened_with(cast, group):
    meeting = held(cast, group)
    change_body(body=group, facts={"paper": BodyPaper.PROTOCOL}, by=cast.chief)
    fresh = Meeting.objects.select_related("body__association").get(pk=meeting.pk)
    assert (fresh.keeps_notes, fresh.body.keeps_notes) == (True, False)


def test_the_kind_of_a_group_is_changed_and_its_paper_follows(cast, group):
    change_body(body=group, facts={"kind": BodyKind.CONSULTATION}, by=cast.chief)
    with pytest.raises(DomainError, match="nytt organ"):
        change_body(body=group, facts={"kind": BodyKind.BOARD}, by=cast.chief)


# ---- Sent, signed, taken back


def test_notes_are_sent_again_when_they_have_been_changed(cast, group, django_capture_on_commit_callbacks):
    notes = sent(cast, held(cast, group), django_capture_on_commit_callbacks)
    client_of(cast.chief).post(url("protocol_take_back", notes.pk), {"reason": "Fel datum."})
    mail.outbox.clear()
    again = sent(cast, notes.meeting, django_capture_on_commit_callbacks)
    assert (again.state, again.version) == (ProtocolState.SENT, 2)
    assert {each.subject for each in mail.outbox} == {
        "Nya minnesanteckningar: Beredningsgruppen fredag 25\xa0mars 2022 kl.\xa08.30, version 2"
    }


def test_notes_are_signed_by_the_chosen_justerare_and_then_sent_to_all(
    cast, group, django_capture_on_commit_callbacks
):
    change_body(body=group, facts={"notes_signers": NotesSigners.CHAIR_AND_ADJUSTERS}, by=cast.chief)
    group.refresh_from_db()
    meeting = held(cast, group)
    leader = Person.objects.get(name="Ulla Grön")
    Meeting.objects.filter(pk=meeting.pk).update(chair=leader)
    meeting.adjusters.create(person=cast.preparer)
    notes = sent(cast, meeting, django_capture_on_commit_callbacks)
    asked = [(each.person, each.get_role_display()) for each in notes.signings.select_related("person")]
    sign(leader, notes, django_capture_on_commit_callbacks)
    mail.outbox.clear()
    sign(cast.preparer, notes, django_capture_on_commit_callbacks)
    notes.refresh_from_db()
    letters = [each for each in mail.outbox if each.subject.startswith("Minnesanteckningar")]
    assert asked == [(leader, "Ordförande"), (cast.preparer, "Justerare")]
    assert (notes.state, len(letters)) == (ProtocolState.SIGNED, 4)
    assert not Letter.objects.filter(subject__contains="anslå").exists()


def test_a_justerare_who_sits_in_the_group_alone_reads_comments_returns_and_signs(
    cast, group, django_capture_on_commit_callbacks
):
    change_body(body=group, facts={"notes_signers": NotesSigners.CHAIR_AND_ADJUSTERS}, by=cast.chief)
    group.refresh_from_db()
    meeting = held(cast, group)
    leader = Person.objects.get(name="Ulla Grön")
    Meeting.objects.filter(pk=meeting.pk).update(chair=leader, secretary=cast.chief)
    meeting.adjusters.create(person=cast.preparer)
    mail.outbox.clear()
    notes = sent(cast, meeting, django_capture_on_commit_callbacks)
    asked = next(each for each in mail.outbox if each.to == [cast.preparer.email])
    link = re.search(r"https?://[^/]+(/\S+)", asked.body)[1]
    client = client_of(cast.preparer)
    assert url("protocol_sign", notes.pk) in client.get(url("front")).content.decode()
    assert (link, client.get(link).status_code) == (url("protocol_sign", notes.pk), 200)
    assert client.get(url("protocol_file", notes.pk)).status_code == 200
    point = meeting.paragraphs.last()
    client.post(link, {f"comment-{point.pk}": "Det var Pia Nordin.", "act": "return"})
    said = client.get(url("protocol_return", notes.pk)).context["form"]["reason"].value()
    assert said == "Punkt 2: Det var Pia Nordin."
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("protocol_return", notes.pk), {"reason": said})
    assert "skickades tillbaka till kansliet" in client.get(link).content.decode()

    writing = url("meeting_session_paragraph", meeting.pk, point.pk)
    assert writing in client_of(cast.chief).get(url("protocol_detail", notes.pk)).content.decode()
    point.refresh_from_db()
    changed = {"text": "<p>Pia Nordin frågar.</p>", "text_format": "html"}
    save_paragraph(paragraph=point, fields=changed, base_version=str(point.version), by=cast.chief)
    mail.outbox.clear()
    notes = sent(cast, meeting, django_capture_on_commit_callbacks)
    subjects = {each.subject for each in mail.outbox}
    assert subjects == {
        "Anteckningar att signera: Beredningsgruppen fredag 25\xa0mars 2022 kl.\xa08.30, version 2"
    }
    page = client.get(link).content.decode()
    assert ("Ändrat sedan förra versionen: texten" in page, f'href="#p{point.number}"' in page) == (
        True,
        True,
    )
    for person in (cast.preparer, leader):
        sign(person, notes, django_capture_on_commit_callbacks)
    notes.refresh_from_db()
    assert notes.state == ProtocolState.SIGNED
    assert "skickade till alla" in client.get(link).content.decode()


def test_notes_that_want_a_justerare_say_so_before_they_are_sent(cast, group):
    change_body(body=group, facts={"notes_signers": NotesSigners.CHAIR_AND_ADJUSTERS}, by=cast.chief)
    group.refresh_from_db()
    page = client_of(cast.chief).get(url("protocol_send", held(cast, group).pk)).content.decode()
    assert "Ingen justerare är vald." in page


def test_one_who_has_no_role_any_more_still_signs_what_she_was_chosen_for(
    cast, group, django_capture_on_commit_callbacks
):
    change_body(body=group, facts={"notes_signers": NotesSigners.CHAIR}, by=cast.chief)
    group.refresh_from_db()
    meeting = held(cast, group)
    Meeting.objects.filter(pk=meeting.pk).update(chair=cast.preparer)
    notes = sent(cast, meeting, django_capture_on_commit_callbacks)
    cast.preparer.appointments.update(to_on=clock.today() - dt.timedelta(days=1))
    sign(cast.preparer, notes, django_capture_on_commit_callbacks)
    notes.refresh_from_db()
    assert notes.state == ProtocolState.SIGNED


@pytest.mark.parametrize("kind", [BodyKind.AUDIT, BodyKind.OTHER])
def test_a_chosen_justerare_of_any_protocol_may_sign(cast, kind, django_capture_on_commit_callbacks):
    role = AppointmentRole.AUDITOR if kind == BodyKind.AUDIT else AppointmentRole.MEMBER
    body = make_body(association=cast.association, kind=kind, paper=BodyPaper.PROTOCOL)
    people = [make_person(association=cast.association) for _ in range(2)]
    for person in people:
        appoint(person, body, role=role)
    meeting = held(cast, body)
    Meeting.objects.filter(pk=meeting.pk).update(chair=people[0], secretary=cast.chief)
    meeting.adjusters.create(person=people[1])
    protocol = sent(cast, meeting, django_capture_on_commit_callbacks)
    for person in people:
        sign(person, protocol, django_capture_on_commit_callbacks)
    protocol.refresh_from_db()
    assert protocol.adjusted_on is not None
    assert build_paper(protocol).attendance[0].heading == "Beslutande"


# ---- Announced, corrected, found


@pytest.mark.parametrize(
    ("kind", "announced"),
    [(BodyKind.BOARD, True), (BodyKind.AUDIT, True), (BodyKind.OTHER, False), (BodyKind.PRESIDIUM, False)],
)
def test_only_the_board_and_the_revisorer_announce(cast, kind, announced):
    body = make_body(association=cast.association, kind=kind, paper="" if announced else BodyPaper.PROTOCOL)
    meeting = make_held_meeting(cast)
    meeting.body = body
    meeting.save()
    protocol = meeting.protocols.create()
    protocol.paragraphs.set(meeting.paragraphs.all())
    adjust(Protocol.objects.select_related("meeting__body__association").get(pk=protocol.pk), cast)
    page = client_of(cast.officer).get(url("protocol_detail", protocol.pk)).content.decode()
    may = permissions_of(cast.officer.appointments.select_related("body"))
    waiting = after_meetings(cast.association, cast.officer, may, clock.today())
    asked = [each.what for each in waiting if "Anslå" in each.what]
    assert (notices_of(cast.association).exists(), "Anslå justeringen" in page, bool(asked)) == (
        announced,
    ) * 3


def test_no_point_of_notes_is_justerad_at_once_and_signed_notes_are_not_corrected(cast, group):
    meeting = held(cast, group)
    point = meeting.paragraphs.first()
    with pytest.raises(DomainError):
        start_immediate(paragraph=point, by=cast.chief)
    with pytest.raises(DomainError):
        correct(protocol=Protocol(meeting=meeting, state=ProtocolState.SIGNED), paragraphs=[point], reason="x", by=cast.chief)  # fmt: skip


def test_sent_notes_are_read_by_members_and_found_in_the_list(
    cast, group, django_capture_on_commit_callbacks
):
    notes = sent(cast, held(cast, group), django_capture_on_commit_callbacks)
    client = client_of(cast.preparer)
    listed = client.get(url("protocol_list")).content.decode()
    assert ("Minnesanteckningar" in listed, "Utskickade" in listed) == (True, True)
    for name, key in (("protocol_detail", notes.pk), ("protocol_file", notes.pk), ("paragraph_detail", Paragraph.objects.filter(meeting=notes.meeting).first().pk)):  # fmt: skip
        assert client.get(url(name, key)).status_code == 200


def test_what_is_agreed_stands_with_the_one_who_has_it(cast, group, django_capture_on_commit_callbacks):
    sent(cast, held(cast, group), django_capture_on_commit_callbacks)
    page = client_of(cast.preparer).get(url("task_list")).content.decode()
    assert "Pia frågar regionen" in page


def test_the_next_notes_lay_the_last_to_the_files_in_their_own_words(
    cast, group, django_capture_on_commit_callbacks
):
    sent(cast, held(cast, group), django_capture_on_commit_callbacks)
    meeting = make_meeting(body=group, held_on=dt.date(2022, 5, 6))
    row = make_paragraph(meeting=meeting, kind=ParagraphKind.PREVIOUS)
    open_meeting(meeting=meeting, by=cast.chief)
    row.text.refresh_from_db()
    assert row.text.html == "<p>Anteckningarna från den 25\xa0mars 2022, utskickade den 11\xa0april 2022.</p>"


def test_the_body_says_on_its_page_what_it_writes(cast, group):
    page = client_of(cast.chief).get(url("body_detail", group.pk)).content.decode()
    assert "Minnesanteckningar med punkter, utan underskrift. De skickas till alla och anslås inte." in page
