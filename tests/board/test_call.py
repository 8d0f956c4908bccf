"""Calling to a meeting: frozen, sent, answered, counted."""

import datetime as dt
import re

import pypdfium2
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.call import answer_call, call, send_again
from board.actions.meetings import MeetingPlan, cancel_meeting, plan_meeting
from board.documents.call import CallKind, build_call, render_call
from board.mail.call import answer_token
from board.models import Invitation, Meeting
from board.queries.invited import call_documents, expected_attendance, recipients
from board.states import MeetingState, RsvpAnswer
from board.todos import meetings
from finsam import clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import AuditEvent, Letter, Person
from finsam.permissions import ROLE_PERMISSIONS, Role
from finsam.registries import printing
from finsam.states import AppointmentRole, LetterState
from tests.cast import Cast, client_of
from tests.factories import appoint, make_meeting, make_person
from tests.tools.verapdf import findings

PLAN = MeetingPlan(
    held_on=dt.date(2022, 5, 13), starts_at=dt.time(8, 30), ends_at=dt.time(11, 30), place="Stadshuset"
)
CALLED = [
    "Margareta Ek",
    "Lars-Erik Norén",
    "Solveig Åström",
    "Daniel Haddad",
    "Tomas Lindgren",
    "Anna Berglund",
    "Sara Holm",
]


@pytest.fixture
def planned(cast: Cast) -> Meeting:
    """A planned board meeting with its agenda."""
    return plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)


@pytest.fixture
def called(cast: Cast, planned: Meeting, django_capture_on_commit_callbacks) -> Meeting:
    """The same, called."""
    with django_capture_on_commit_callbacks(execute=True):
        return call(meeting=planned, by=cast.chief)


def invitation(meeting: Meeting, person: Person) -> Invitation:
    return meeting.invitations.get(person=person)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


# ---- The call


def test_the_call_goes_to_the_board_every_deputy_and_the_office(planned):
    assert [each.person.name for each in recipients(planned)] == CALLED


def test_calling_freezes_the_kallelse(called):
    assert called.state == MeetingState.CALLED
    assert called.call_version == 1
    assert called.call_document.name == "Kallelse 2022-05-13.pdf"
    assert "Styrelsens sammanträde den 13" in text_of(store.read(called.call_document))


def test_each_gets_a_letter_with_pdf_calendar_and_links(called):
    assert len(mail.outbox) == 7
    letter = mail.outbox[0]
    assert letter.subject == "Kallelse: Styrelsen fredag 13\xa0maj 2022 kl.\xa08.30"
    assert [(name, kind) for name, _, kind in letter.attachments] == [
        ("Kallelse 2022-05-13.pdf", "application/pdf"),
        ("sammantrade.ics", "text/calendar; method=REQUEST"),
    ]
    assert len(re.findall(r"/kallelse/\S+\?svar=(?:coming|absent)", letter.body)) == 2


def test_the_letters_are_written_down_as_sent(called):
    assert set(called.invitations.values_list("sent_version", flat=True)) == {1}


def test_guests_are_invited_and_named_in_the_kallelse(cast, planned):
    meeting = call(meeting=planned, by=cast.chief, guests=[cast.auditor])
    assert invitation(meeting, cast.auditor).answer == RsvpAnswer.WAITING
    assert (
        "Berit Sandin är inbjuden."
        in build_call(meeting, called_on=PLAN.held_on, guests=[cast.auditor]).called
    )


def test_one_without_an_address_is_invited_without_a_letter(
    cast, planned, django_capture_on_commit_callbacks
):
    person = make_person(association=cast.association, logs_in=False)
    Person.objects.filter(pk=person.pk).update(email="")
    appoint(person, cast.board, role=AppointmentRole.DEPUTY, member=cast.af)
    with django_capture_on_commit_callbacks(execute=True):
        meeting = call(meeting=planned, by=cast.chief)
    assert (len(mail.outbox), invitation(meeting, person).sent_version) == (7, 0)


def test_calling_is_written_down(called):
    event = AuditEvent.objects.get(verb="skickade kallelse")
    assert (event.facts["version"], event.facts["invited"]) == (1, 7)


@pytest.mark.parametrize("state", list(MeetingState))
def test_a_meeting_is_called_from_planned_alone(cast, planned, state):
    Meeting.objects.filter(pk=planned.pk).update(
        state=state, called_at=clock.now(), opened_at=clock.now(), closed_at=clock.now()
    )
    if state == MeetingState.PLANNED:
        assert call(meeting=planned, by=cast.chief).state == MeetingState.CALLED
    else:
        with pytest.raises(DomainError, match="kan inte skickas på nytt"):
            call(meeting=planned, by=cast.chief)


def test_a_meeting_without_a_place_is_not_called(cast):
    plan = MeetingPlan(held_on=PLAN.held_on, starts_at=PLAN.starts_at)
    meeting = plan_meeting(body=cast.board, plan=plan, by=cast.chief)
    with pytest.raises(DomainError, match="Plats saknas"):
        call(meeting=meeting, by=cast.chief)


def test_a_meeting_whose_day_has_passed_is_not_called(cast):
    plan = MeetingPlan(held_on=dt.date(2022, 4, 1), starts_at=PLAN.starts_at, place="Stadshuset")
    meeting = plan_meeting(body=cast.board, plan=plan, by=cast.chief)
    with pytest.raises(DomainError, match="har passerat"):
        call(meeting=meeting, by=cast.chief)


def test_an_empty_agenda_is_not_called(cast):
    meeting = make_meeting(body=cast.board, held_on=PLAN.held_on)
    with pytest.raises(DomainError, match="Dagordningen är tom"):
        call(meeting=meeting, by=cast.chief)


def test_an_addition_lists_only_what_has_come_since(cast, called, django_capture_on_commit_callbacks):
    add_paragraph(meeting=called, draft=ParagraphDraft(heading="Ukraina"), by=cast.chief)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        meeting = call(meeting=called, by=cast.chief, kind=CallKind.ADDITION)
    assert (mail.outbox[0].subject, len(mail.outbox)) == (
        "Tilläggslista: Styrelsen fredag 13\xa0maj 2022 kl.\xa08.30",
        7,
    )
    assert [each.name for each in call_documents(meeting)] == [
        "Kallelse 2022-05-13.pdf",
        "Tilläggslista 2022-05-13.pdf",
    ]
    groups = build_call(meeting, called_on=PLAN.held_on, kind=CallKind.ADDITION).groups
    assert [item.heading for group in groups for item in group.items] == ["Ukraina"]


def test_a_changed_call_replaces_the_first(cast, called):
    meeting = call(meeting=called, by=cast.chief, kind=CallKind.CHANGED)
    assert [each.name for each in call_documents(meeting)] == ["Ändrad kallelse 2022-05-13.pdf"]


def test_those_called_are_told_that_it_is_cancelled(cast, called, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        cancel_meeting(meeting=called, reason="För få kan komma.", by=cast.chief)
    assert len(mail.outbox) == 7
    assert mail.outbox[0].subject == "Inställt: Styrelsen fredag 13\xa0maj 2022 kl.\xa08.30"
    assert "För få kan komma." in mail.outbox[0].body


def test_nobody_is_told_that_an_uncalled_meeting_is_cancelled(
    cast, planned, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        cancel_meeting(meeting=planned, reason="", by=cast.chief)
    assert mail.outbox == []


# ---- The calendar invitation


def event_of(letter: mail.EmailMessage) -> tuple[Calendar, object]:
    calendar = Calendar.from_ical(letter.attachments[-1][1])
    return calendar, calendar.events[0]


def test_the_calendar_has_the_meeting_at_its_hour(called):
    calendar, event = event_of(mail.outbox[0])
    assert calendar["METHOD"] == "REQUEST"
    assert event.start == dt.datetime(2022, 5, 13, 6, 30, tzinfo=dt.UTC)
    assert event.end == dt.datetime(2022, 5, 13, 9, 30, tzinfo=dt.UTC)
    assert str(event["LOCATION"]) == "Stadshuset"


def test_a_cancelled_meeting_leaves_the_calendar(cast, called, django_capture_on_commit_callbacks):
    first = event_of(mail.outbox[0])[1]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        cancel_meeting(meeting=called, reason="", by=cast.chief)
    calendar, event = event_of(mail.outbox[0])
    assert (calendar["METHOD"], event["UID"], event["STATUS"]) == ("CANCEL", first["UID"], "CANCELLED")
    assert event["SEQUENCE"] > first["SEQUENCE"]


# ---- Answers


def answer_url(meeting: Meeting, person: Person) -> str:
    return reverse("call_answer", args=[answer_token(invitation(meeting, person))])


def test_the_link_in_the_letter_writes_nothing(cast, called):
    response = Client().get(answer_url(called, cast.member) + "?svar=coming")
    assert response.status_code == 200
    assert invitation(called, cast.member).answer == RsvpAnswer.WAITING


def test_the_button_behind_the_link_answers_without_a_login(cast, called):
    response = Client().post(answer_url(called, cast.member), {"answer": "absent", "note": "Tjänsteresa."})
    row = invitation(called, cast.member)
    assert (row.answer, row.note) == (RsvpAnswer.ABSENT, "Tjänsteresa.")
    assert "Ditt svar är sparat: kan inte." in response.content.decode()


def test_the_same_answer_twice_is_one_change(cast, called):
    for _ in range(2):
        Client().post(answer_url(called, cast.member), {"answer": "coming"})
    assert AuditEvent.objects.filter(verb="svarade på kallelse").count() == 1


def test_an_answer_without_a_choice_keeps_what_was_typed(cast, called):
    page = Client().post(answer_url(called, cast.member), {"note": "Kanske."}).content.decode()
    assert "Välj om du kommer, kommer på distans eller inte kan." in page
    assert "Kanske." in page


@pytest.mark.parametrize("token", ["1", "1.abc", "x" * 200])
def test_a_forged_link_leads_nowhere(cast, called, token):
    assert Client().get(reverse("call_answer", args=[token])).status_code == 404


def test_one_does_not_answer_a_cancelled_meeting(cast, called):
    url = answer_url(called, cast.member)
    cancel_meeting(meeting=called, reason="", by=cast.chief)
    page = Client().post(url, {"answer": "coming"}).content.decode()
    assert "Sammanträdet är inställt, så det går inte att svara längre." in page
    assert invitation(called, cast.member).answer == RsvpAnswer.WAITING


def test_one_who_is_logged_in_answers_on_the_meetings_page(cast, called):
    url = reverse("meeting_answer", args=["exempel", called.pk])
    response = client_of(cast.member).post(url, {"answer": "coming"})
    assert (response.status_code, invitation(called, cast.member).answer) == (302, RsvpAnswer.COMING)


def test_one_who_is_not_invited_cannot_answer(cast, called):
    url = reverse("meeting_answer", args=["exempel", called.pk])
    assert client_of(cast.preparer).post(url, {"answer": "coming"}).status_code == 404


def answer(meeting: Meeting, **answers: str) -> None:
    for name, what in answers.items():
        answer_call(invitation=meeting.invitations.get(person__name__startswith=name), answer=what)


def expected(cast: Cast, meeting: Meeting) -> object:
    return expected_attendance(meeting, list(meeting.invitations.all()))


def test_three_of_four_seats_are_enough(cast, called):
    answer(called, Margareta="coming", Solveig="remote", Daniel="coming")
    found = expected(cast, called)
    assert (found.seats, found.needed, found.expected, found.waiting, found.is_quorate) == (4, 3, 3, 1, True)


def test_a_deputy_of_the_same_member_steps_in(cast, called):
    answer(called, Lars="absent", Tomas="coming")
    [substitute] = expected(cast, called).substitutes
    assert (substitute.deputy, substitute.for_whom) == (cast.deputy, cast.vice)


def test_a_deputy_of_another_member_does_not_step_in(cast, called):
    answer(called, Daniel="absent", Tomas="coming")
    assert expected(cast, called).missing == (cast.member,)


# ---- What waits


def waiting(cast: Cast, person: Person, role: Role) -> list[tuple[str, dt.date | None, bool]]:
    found = meetings.before_meetings(cast.association, person, ROLE_PERMISSIONS[role], clock.today())
    return [(todo.what, todo.due_on, todo.is_alarm) for todo in found]


def test_the_call_waits_fourteen_days_before(cast, planned):
    assert waiting(cast, cast.chief, Role.CHIEF) == [("Skicka kallelsen", dt.date(2022, 4, 29), False)]


def test_a_call_that_is_late_is_an_alarm(cast, planned, settings):
    settings.FINSAM_TODAY = "2022-05-02"
    assert waiting(cast, cast.chief, Role.CHIEF) == [("Skicka kallelsen", dt.date(2022, 4, 29), True)]


def test_the_answer_waits_for_the_one_who_is_called(cast, called):
    assert waiting(cast, cast.member, Role.MEMBER) == [("Svara på kallelsen", dt.date(2022, 5, 10), False)]


def test_an_answered_call_waits_no_more(cast, called):
    answer(called, Daniel="coming")
    assert waiting(cast, cast.member, Role.MEMBER) == []


def test_a_next_meeting_waits_to_be_planned(cast):
    assert waiting(cast, cast.chief, Role.CHIEF) == [("Planera nästa sammanträde", None, False)]


# ---- Print


def test_the_kallelse_is_among_what_can_be_printed(cast, called):
    assert printing.render(cast.association, "kallelse", "2022-05-13") == store.read(called.call_document)


@pytest.mark.pdf
def test_the_kallelse_is_a_sound_archive_file_that_can_be_read_aloud(cast, planned, tmp_path):
    document = build_call(
        planned, called_on=clock.today(), guests=[cast.auditor], message="Välkomna.\n\nFika först."
    )
    path = tmp_path / "kallelse.pdf"
    path.write_bytes(render_call(document, planned))
    assert findings(path) == {"kallelse.pdf": []}


def test_one_appointed_after_the_call_gets_it_too(cast, called, django_capture_on_commit_callbacks):
    person = make_person(association=cast.association, name="Eva Ny")
    appoint(person, cast.board, role=AppointmentRole.DEPUTY, member=cast.af)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert send_again(meeting=called, by=cast.chief) == 1
    assert (mail.outbox[0].to, mail.outbox[0].subject[:8]) == ([person.email], "Kallelse")


def test_those_who_have_the_call_do_not_get_it_again(cast, called, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert send_again(meeting=called, by=cast.chief) == 0
    assert mail.outbox == []


def test_a_letter_that_cannot_be_sent_is_told_of_on_the_meetings_page(
    cast, planned, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing answers there
    with django_capture_on_commit_callbacks(execute=True):
        meeting = call(meeting=planned, by=cast.chief)
    assert meeting.state == MeetingState.CALLED
    assert {each.has_failed for each in meeting.invitations.select_related("letter")} == {True}
    page = client_of(cast.chief).get(meeting.get_absolute_url()).content.decode()
    assert page.count("Mejlet kom inte fram") == meeting.invitations.count()
    assert "Skicka till dem som inte har fått den" in page


def test_a_letter_that_failed_is_replaced_when_the_call_goes_again(
    cast, called, django_capture_on_commit_callbacks
):
    missed = invitation(called, cast.chair)
    Letter.objects.filter(pk=missed.letter_id).update(state=LetterState.FAILED)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert send_again(meeting=called, by=cast.chief) == 1
    assert [each.to for each in mail.outbox] == [[cast.chair.email]]
    assert Letter.objects.get(pk=missed.letter_id).state == LetterState.DROPPED


def test_nobody_waits_for_the_mail_server(cast, planned, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": ["default"]}
    }
    with django_capture_on_commit_callbacks(execute=True):
        meeting = call(meeting=planned, by=cast.chief)
    page = client_of(cast.chief).get(meeting.get_absolute_url()).content.decode()
    assert (mail.outbox, set(Letter.objects.values_list("state", flat=True))) == ([], {LetterState.WAITING})
    assert "Skicka till dem som inte har fått den" not in page


def test_the_letter_reads_as_a_calendar_invitation_in_the_mail_program(called):
    parts = {part.get_content_type(): part for part in mail.outbox[0].message().walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
