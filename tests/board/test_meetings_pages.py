"""The pages before a meeting: lists, planning, the meeting's own page, and who may do what on them."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.actions.call import call
from board.actions.meetings import MeetingPlan, plan_meeting
from board.models import Meeting, Paragraph, StandingItem
from board.queries.agenda import agenda
from board.queries.invited import possible_guests
from board.states import MeetingState, Outcome, ParagraphKind
from finsam.models import AuditEvent, Job
from finsam.pdf import office
from tests.board.test_attachments import an_excel_file
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph, make_person

PLAN = MeetingPlan(
    held_on=dt.date(2022, 5, 13), starts_at=dt.time(8, 30), ends_at=dt.time(11, 30), place="Stadshuset"
)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A planned board meeting with its agenda."""
    return plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)


@pytest.fixture
def first(meeting: Meeting) -> Paragraph:
    """The first ärende of its agenda."""
    return meeting.paragraphs.order_by("position").first()


def url(name: str, *args: object) -> str:
    return reverse(name, args=["exempel", *args])


def page(person: object, address: str) -> str:
    response = client_of(person).get(address)
    assert response.status_code == 200
    return response.content.decode()


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def headings(meeting: Meeting) -> list[str]:
    return [row.paragraph.heading for row in agenda(meeting)]


# ---- The meeting's own page


@pytest.mark.parametrize(
    ("state", "is_offered"),
    [
        (MeetingState.PLANNED, True),
        (MeetingState.CALLED, True),
        (MeetingState.IN_SESSION, True),
        (MeetingState.CLOSED, False),
        (MeetingState.CANCELLED, False),
    ],
)
def test_the_video_meeting_is_offered_until_the_meeting_is_over(cast, state, is_offered):
    stamps = {"called_at": timezone.now()} if state == MeetingState.CALLED else {}
    stamps |= {"closed_at": timezone.now()} if state == MeetingState.CLOSED else {}
    meeting = make_meeting(body=cast.board, state=state, video_url="https://video.example.se/a", **stamps)
    assert ("Öppna videomötet" in page(cast.chief, meeting.get_absolute_url())) == is_offered


# ---- The list


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(cast):
    client = client_of(cast.chief)
    make_meeting(body=cast.board, state=MeetingState.CLOSED, closed_at=timezone.now())
    client.get(url("meeting_list"))
    one = queries(client, url("meeting_list"))
    for day in range(29):
        closed = make_meeting(
            body=cast.board,
            held_on=dt.date(2022, 1, 1) + dt.timedelta(days=day),
            state=MeetingState.CLOSED,
            closed_at=timezone.now(),
        )
        make_paragraph(meeting=closed)
    assert queries(client, url("meeting_list")) == one


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3),
        ("?ar=2021", 1),
        ("?q=budget", 1),
        ("?q=finns%20inte", 0),
        ("?ar=inget", 3),
        ("?sort=state", 3),
    ],
)
def test_the_list_is_chosen_by_year_and_words(cast, query, found):
    for held_on in (dt.date(2021, 11, 26), dt.date(2022, 2, 25), dt.date(2022, 3, 25)):
        make_meeting(body=cast.board, held_on=held_on)
    make_paragraph(meeting=cast.board.meetings.first(), heading="Budget 2023")
    shown = page(cast.chief, url("meeting_list") + query)
    assert shown.count("/exempel/sammantraden/") - shown.count("/exempel/sammantraden/excel") >= found
    assert shown.count('data-l="Tid:"') == found


def test_the_list_comes_as_excel(cast, meeting):
    content = client_of(cast.chief).get(url("meeting_list_excel")).content
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    assert rows[1][1:4] == ("8.30", "11.30", "Styrelsen")


def test_an_empty_list_says_so(cast):
    assert "Här finns inga sammanträden än." in page(cast.chief, url("meeting_list"))


def test_a_member_is_not_offered_to_plan(cast):
    assert "Planera ett sammanträde" not in page(cast.member, url("meeting_list"))


# ---- Planning

TYPED = {
    "held_on": "2022-06-10",
    "starts_at": "8.30",
    "ends_at": "11.30",
    "place": "Stadshuset",
    "kind": "ordinarie",
}


def test_a_meeting_is_planned_on_its_page(cast):
    response = client_of(cast.chief).post(url("meeting_plan"), TYPED | {"body": cast.board.pk})
    planned = cast.board.meetings.get()
    assert response["Location"] == planned.get_absolute_url()
    assert (planned.held_on, planned.starts_at) == (dt.date(2022, 6, 10), dt.time(8, 30))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"held_on": "2022-02-30"}, "”2022-02-30” är inget datum."),
        ({"held_on": "snart"}, "”snart” är inget datum."),
        ({"held_on": ""}, "Skriv ett datum, till exempel 2022-03-25."),
        ({"held_on": "0022-06-10"}, "År 22 kan inte stämma."),
        ({"starts_at": "25.00"}, "”25.00” är inget klockslag."),
        ({"starts_at": ""}, "Skriv ett klockslag, till exempel 8.30."),
        ({"ends_at": "7.00"}, "Sluttiden ligger före starttiden."),
        ({"video_url": "inte en länk"}, "Skriv hela adressen"),
    ],
)
def test_what_cannot_be_gets_a_sentence_and_the_rest_is_kept(cast, typed, sentence):
    response = client_of(cast.chief).post(url("meeting_plan"), TYPED | {"body": cast.board.pk} | typed)
    shown = response.content.decode()
    assert sentence in shown
    assert all(value in shown for value in typed.values())
    assert 'value="Stadshuset"' in shown
    assert Meeting.objects.count() == 0


def test_the_neighbours_body_cannot_be_chosen(cast):
    other = cast.outsider.association.bodies.get()
    response = client_of(cast.chief).post(url("meeting_plan"), TYPED | {"body": other.pk})
    assert (response.status_code, Meeting.objects.count()) == (200, 0)


def test_a_copy_is_one_click_from_the_list(cast):
    source = make_meeting(body=cast.board, state=MeetingState.CLOSED, closed_at=timezone.now())
    make_paragraph(meeting=source, heading="Budget")
    assert url("meeting_copy", source.pk) in page(cast.chief, url("meeting_list"))
    client_of(cast.chief).post(url("meeting_copy", source.pk), {"held_on": "2022-05-20"})
    assert headings(cast.board.meetings.get(held_on="2022-05-20")) == ["Budget"]


def test_a_copy_to_a_day_that_does_not_exist_gets_a_sentence(cast, meeting):
    response = client_of(cast.chief).post(
        url("meeting_copy", meeting.pk), {"held_on": "2022-02-30"}, follow=True
    )
    assert "”2022-02-30” är inget datum." in response.content.decode()


# ---- The meeting's page


def make_called(cast: Cast, meeting: Meeting) -> Meeting:
    return call(meeting=meeting, by=cast.chief)


def test_the_page_takes_as_many_queries_with_thirty_matters_as_with_one(cast):
    meeting = make_meeting(body=cast.board, held_on=PLAN.held_on)
    client = client_of(cast.chief)
    make_paragraph(meeting=meeting)
    client.get(meeting.get_absolute_url())
    one = queries(client, meeting.get_absolute_url())
    for _ in range(29):
        make_paragraph(meeting=meeting)
    assert queries(client, meeting.get_absolute_url()) == one


def test_a_planned_meeting_waits_for_its_call(cast, meeting):
    assert f'<a class="ds-button" href="{url("meeting_call", meeting.pk)}">Skicka kallelsen</a>' in page(
        cast.chief, meeting.get_absolute_url()
    )


def test_a_called_meeting_is_opened_by_one_button_on_its_day(cast, meeting, settings):
    make_called(cast, meeting)
    settings.FINSAM_TODAY = "2022-05-13"
    shown = page(cast.chief, meeting.get_absolute_url())
    assert '<button class="ds-button" type="submit">Öppna mötet</button>' in shown


def test_before_its_day_the_button_leads_to_a_page_that_asks(cast, meeting):
    shown = page(cast.chief, make_called(cast, meeting).get_absolute_url())
    assert (
        f'<a class="ds-button" data-variant="secondary" href="{url("meeting_open", meeting.pk)}">Öppna mötet</a>'
        in shown
    )


@pytest.mark.parametrize(
    ("state", "label"),
    [(MeetingState.IN_SESSION, "Fortsätt skriva"), (MeetingState.CLOSED, "Skicka för justering")],
)
def test_a_meeting_under_way_waits_for_its_protocol(cast, meeting, state, label):
    Meeting.objects.filter(pk=meeting.pk).update(state=state, closed_at=timezone.now())
    assert f">{label}</a>" in page(cast.chief, meeting.get_absolute_url())


def test_a_member_does_not_see_an_agenda_that_has_not_gone_out(cast, meeting):
    shown = page(cast.member, meeting.get_absolute_url())
    assert "Dagordningen kommer med kallelsen." in shown
    assert "Val av justerare" not in shown


def test_a_member_reads_texts_and_proposals_of_a_called_meeting(cast, meeting):
    draft = ParagraphDraft(
        heading="Budget", html="<p>Den balanserar.</p>", proposal="fastställa budgeten\nanslå den"
    )
    add_paragraph(meeting=meeting, draft=draft, by=cast.chief)
    shown = page(cast.member, make_called(cast, meeting).get_absolute_url())
    assert "<p>Den balanserar.</p>" in shown
    assert "<p>att fastställa budgeten, och</p><p>att anslå den.</p>" in shown
    assert "Kommer du?" in shown


def test_a_text_being_written_in_the_meeting_is_not_shown_to_a_member(cast, meeting, first):
    make_called(cast, meeting)
    add_paragraph(
        meeting=meeting, draft=ParagraphDraft(heading="X", html="<p>Halvskrivet.</p>"), by=cast.chief
    )
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.IN_SESSION)
    assert "Halvskrivet." not in page(cast.member, meeting.get_absolute_url())


def test_what_was_put_off_since_is_offered(cast, meeting):
    other = make_meeting(
        body=cast.board, held_on=dt.date(2022, 4, 8), state=MeetingState.CLOSED, closed_at=timezone.now()
    )
    make_paragraph(meeting=other, heading="Ny insats", outcome=Outcome.TABLED)
    assert "Ny insats, bordlagt" in page(cast.chief, meeting.get_absolute_url())
    client_of(cast.chief).post(url("agenda_bring_back", meeting.pk))
    assert "Ny insats" in headings(meeting)


# ---- Ärenden on their pages

MATTER = {
    "heading": "Budget 2023",
    "kind": "matter",
    "matter": "nytt",
    "html": "Text.",
    "proposal": "fastställa den",
}


def test_a_matter_is_added_on_its_page(cast, meeting):
    response = client_of(cast.chief).post(url("paragraph_add", meeting.pk), MATTER)
    paragraph = meeting.paragraphs.select_related("text", "matter").get(heading="Budget 2023")
    assert response["Location"] == f"{meeting.get_absolute_url()}#arende-{paragraph.pk}"
    assert (paragraph.matter.dnr, paragraph.text.html) == ("2022/1", "<p>Text.</p>")


def test_a_matter_without_a_heading_keeps_what_was_typed(cast, meeting):
    response = client_of(cast.chief).post(url("paragraph_add", meeting.pk), MATTER | {"heading": ""})
    shown = response.content.decode()
    assert "Skriv en rubrik." in shown
    assert "fastställa den" in shown


def test_what_was_kept_in_the_browser_is_not_offered_once_it_is_added(cast, meeting):
    client = client_of(cast.chief)
    client.post(url("paragraph_add", meeting.pk), MATTER | {"save_key": "first"})
    shown = client.get(url("paragraph_add", meeting.pk)).content.decode()
    assert f'data-autosave="" data-object="agenda-new-{meeting.pk}" data-landed="first"' in shown


def test_what_was_kept_is_offered_again_while_it_is_not_added(cast, meeting):
    client = client_of(cast.chief)
    client.post(url("paragraph_add", meeting.pk), MATTER | {"save_key": "first", "heading": ""})
    assert 'data-landed=""' in client.get(url("paragraph_add", meeting.pk)).content.decode()


def test_a_pasted_script_is_left_out(cast, meeting):
    typed = MATTER | {"html": "<p>Hej</p><script>alert(1)</script>", "html_format": "html"}
    client_of(cast.chief).post(url("paragraph_add", meeting.pk), typed)
    assert meeting.paragraphs.select_related("text").get(heading="Budget 2023").text.html == "<p>Hej</p>"


def test_the_neighbours_matter_cannot_be_chosen(cast, meeting):
    response = client_of(cast.chief).post(url("paragraph_add", meeting.pk), MATTER | {"matter": "999"})
    assert response.status_code == 200


def test_a_stale_text_shows_both_and_saves_on_the_second_try(cast, meeting):
    paragraph = make_paragraph(meeting=meeting, heading="Budget", html="<p>Hennes.</p>")
    client, address = client_of(cast.chief), url("paragraph_edit", paragraph.pk)
    typed = {"heading": "Budget", "kind": "matter", "html": "Min.", "base_version": "0"}
    shown = client.post(address, typed).content.decode()
    assert "Hennes." in shown
    assert "Min." in shown
    client.post(address, typed | {"base_version": "1"})
    paragraph.text.refresh_from_db()
    assert paragraph.text.html == "<p>Min.</p>"


def test_the_buttons_move_a_matter(cast, meeting, first):
    client_of(cast.chief).post(url("paragraph_move", first.pk), {"step": "down"})
    assert headings(meeting)[:2] == ["Val av justerare", "Sammanträdet öppnas"]


def test_dragging_sends_the_whole_order(cast, meeting):
    order = list(reversed([row.paragraph.pk for row in agenda(meeting)]))
    response = client_of(cast.chief).post(url("agenda_order", meeting.pk), {"item": order})
    assert "saved_at" in response.json()
    assert [row.paragraph.pk for row in agenda(meeting)] == order


def test_an_order_that_is_not_the_agendas_changes_nothing(cast, meeting):
    before = headings(meeting)
    response = client_of(cast.chief).post(url("agenda_order", meeting.pk), {"item": ["1", "2"]})
    assert response.status_code == 400
    assert headings(meeting) == before


def test_removing_asks_first(cast, meeting, first):
    client = client_of(cast.chief)
    assert "Ta bort ärendet" in client.get(url("paragraph_remove", first.pk)).content.decode()
    client.post(url("paragraph_remove", first.pk))
    assert not Paragraph.objects.filter(pk=first.pk).exists()


def test_standing_items_are_saved_in_the_order_of_their_numbers(cast):
    rows = [("Slut", "closing", "2"), ("Upprop", "opening", "1"), ("", "matter", "3")]
    data = {"punkt-TOTAL_FORMS": "3", "punkt-INITIAL_FORMS": "0"}
    for number, (heading, kind, order) in enumerate(rows):
        data |= {
            f"punkt-{number}-heading": heading,
            f"punkt-{number}-kind": kind,
            f"punkt-{number}-ORDER": order,
        }
    client_of(cast.chief).post(url("standing_items", cast.board.pk), data)
    assert list(StandingItem.objects.values_list("heading", "kind")) == [
        ("Upprop", ParagraphKind.OPENING),
        ("Slut", ParagraphKind.CLOSING),
    ]


@pytest.mark.parametrize(("state", "is_told"), [(MeetingState.PLANNED, False), (MeetingState.CALLED, True)])
def test_one_who_adds_after_the_kallelse_is_told_of_the_tillaggslista(cast, state, is_told):
    called_at = timezone.now() if state == MeetingState.CALLED else None
    meeting = make_meeting(body=cast.board, state=state, called_at=called_at)
    typed = {"heading": "Remiss", "kind": ParagraphKind.MATTER, "matter": ""}
    answer = client_of(cast.chief).post(url("paragraph_add", meeting.pk), typed, follow=True)
    assert ("Skicka tilläggslistan när den är klar." in answer.content.decode()) == is_told


# ---- The call and the pack


def test_the_call_page_names_everyone_and_says_if_it_is_late(cast, settings, meeting):
    settings.FINSAM_TODAY = "2022-05-02"
    shown = page(cast.chief, url("meeting_call", meeting.pk))
    assert "Tomas Lindgren" in shown
    assert "Kallelsen skulle ha skickats senast fredag 29\xa0april 2022" in shown


def test_signs_that_print_cannot_show_are_told_before_the_kallelse_is_sent(cast, meeting):
    meeting.place = "Rum 漢, Nguyễns hus"
    meeting.save(update_fields=["place"])
    assert "”漢” kan inte skrivas ut" in page(cast.chief, url("meeting_call", meeting.pk))


def test_the_call_is_sent_from_its_page(cast, meeting, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client_of(cast.chief).post(url("meeting_call", meeting.pk), {"message": "Välkomna."})
    meeting.refresh_from_db()
    assert (meeting.state, len(mailoutbox)) == (MeetingState.CALLED, 7)
    assert "Välkomna." in mailoutbox[0].body


def test_the_call_sent_twice_is_one_call(cast, meeting, django_capture_on_commit_callbacks):
    client = client_of(cast.chief)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("meeting_call", meeting.pk), {"message": ""})
        client.post(url("meeting_call", meeting.pk), {"message": ""})
    meeting.refresh_from_db()
    assert (meeting.call_version, Job.objects.count()) == (1, 1)


def test_while_the_kallelse_is_made_the_page_says_so_and_does_not_ask_for_it_again(cast, meeting):
    client_of(cast.chief).post(url("meeting_call", meeting.pk), {"message": ""})
    shown = page(cast.chief, url("meeting_detail", meeting.pk))
    assert (f"Kallelse, {meeting}" in shown, "Skicka kallelsen</a>" in shown) == (True, False)


def test_an_agenda_that_is_changed_while_the_kallelse_is_made_is_not_sent(
    cast, meeting, django_capture_on_commit_callbacks, mailoutbox
):
    with django_capture_on_commit_callbacks(execute=True):
        client_of(cast.chief).post(url("meeting_call", meeting.pk), {"message": ""})
        meeting.paragraphs.update(heading="Något annat")
    meeting.refresh_from_db()
    said = Job.objects.get().message
    assert (meeting.state, len(mailoutbox)) == (MeetingState.PLANNED, 0)
    assert said == "Dagordningen ändrades medan kallelsen gjordes. Titta igenom den och skicka igen."


def test_guests_are_called_in_the_order_in_which_they_were_chosen(
    cast, meeting, django_capture_on_commit_callbacks
):
    guests = [person.pk for person in possible_guests(meeting)]
    with django_capture_on_commit_callbacks(execute=True):
        client_of(cast.chief).post(url("meeting_call", meeting.pk), {"message": "", "guests": guests})
    assert meeting.invitations.filter(person__in=guests).count() == len(guests) > 0


def test_the_preview_is_made_by_the_worker_and_calls_nobody(
    cast, meeting, django_capture_on_commit_callbacks, mailoutbox
):
    client = client_of(cast.chief)
    with django_capture_on_commit_callbacks(execute=True):
        waiting = client.post(url("meeting_call_preview", meeting.pk))["Location"]
    job = Job.objects.get()
    assert waiting == reverse("job_detail", args=[cast.association.slug, job.pk])
    shown = client.get(reverse("job_file", args=[cast.association.slug, job.pk]))
    assert shown["Content-Type"] == "application/pdf"
    meeting.refresh_from_db()
    assert (meeting.call_version, len(mailoutbox)) == (0, 0)


def test_the_sent_kallelse_can_be_read(cast, meeting):
    make_called(cast, meeting)
    assert client_of(cast.member).get(url("meeting_call_file", meeting.pk, 1)).content[:5] == b"%PDF-"
    assert client_of(cast.member).get(url("meeting_call_file", meeting.pk, 2)).status_code == 404


def test_the_pack_is_asked_for_once(cast, meeting):
    make_called(cast, meeting)
    for _ in range(2):
        assert client_of(cast.member).post(url("meeting_pack", meeting.pk)).status_code == 302
    assert Job.objects.count() == 1


# ---- Who may do what

OFFICE_ONLY = [
    "meeting_edit",
    "meeting_cancel",
    "meeting_copy",
    "paragraph_add",
    "agenda_order",
    "agenda_bring_back",
    "meeting_call",
    "meeting_call_again",
]
OF_A_MATTER = ["paragraph_edit", "agenda_save", "paragraph_move", "paragraph_remove", "attachment_add"]
READERS = ["chair", "member", "deputy", "auditor", "preparer", "contact"]


@pytest.mark.parametrize("who", READERS)
def test_only_the_office_changes_a_meeting(cast, meeting, first, who):
    client = client_of(getattr(cast, who))
    before = headings(meeting)
    answers = {client.post(url(name, meeting.pk), TYPED).status_code for name in OFFICE_ONLY}
    answers |= {client.post(url(name, first.pk), MATTER).status_code for name in OF_A_MATTER}
    answers.add(client.post(url("standing_items", cast.board.pk)).status_code)
    answers.add(client.post(url("meeting_plan"), TYPED).status_code)
    assert answers == {403}
    assert headings(meeting) == before


def test_the_neighbour_knows_nothing_of_the_meeting(cast, meeting, first):
    client = client_of(cast.outsider)
    answers = {client.post(url(name, meeting.pk)).status_code for name in OFFICE_ONLY}
    answers |= {client.post(url(name, first.pk)).status_code for name in OF_A_MATTER}
    assert answers == {404}


@pytest.mark.parametrize("name", OFFICE_ONLY)
def test_the_neighbours_meeting_is_not_found_under_ones_own_address(cast, meeting, name):
    address = reverse(name, args=[cast.outsider.association.slug, meeting.pk])
    assert client_of(cast.outsider).post(address).status_code == 404


@pytest.mark.parametrize("name", [*OFFICE_ONLY, *OF_A_MATTER])
def test_an_unknown_number_is_not_found(cast, name):
    assert client_of(cast.chief).post(url(name, 999_999)).status_code == 404


@pytest.mark.parametrize("name", ["meeting_copy", "agenda_order", "agenda_bring_back", "meeting_call_again"])
def test_an_act_is_not_done_by_opening_its_address(cast, meeting, name):
    assert client_of(cast.chief).get(url(name, meeting.pk)).status_code == 405


def test_one_who_is_not_logged_in_is_asked_to(cast, meeting):
    assert Client().get(meeting.get_absolute_url()).status_code == 302


def test_the_page_takes_as_many_queries_with_many_invited_as_with_few(cast, meeting):
    make_called(cast, meeting)
    client = client_of(cast.chief)
    client.get(meeting.get_absolute_url())
    few = queries(client, meeting.get_absolute_url())
    for _ in range(20):
        person = make_person(association=cast.association)
        meeting.invitations.create(person=person, answer="coming")
    assert queries(client, meeting.get_absolute_url()) == few


def test_a_matter_added_in_the_meeting_leads_back_to_the_meeting(cast, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.IN_SESSION)
    response = client_of(cast.chief).post(url("paragraph_add", meeting.pk), MATTER)
    paragraph = meeting.paragraphs.get(heading="Budget 2023")
    assert response["Location"] == url("meeting_session_paragraph", meeting.pk, paragraph.pk)
    assert paragraph.is_late is False


# ---- What is typed saves itself

TYPED_TEXT = {
    "heading": "Budget",
    "kind": "matter",
    "html": "Min text.",
    "base_version": "0",
    "save_key": "k1",
}


def test_what_is_typed_is_saved_without_an_event(cast, meeting):
    paragraph = make_paragraph(meeting=meeting, heading="Budget")
    events = AuditEvent.objects.count()
    answer = client_of(cast.chief).post(url("agenda_save", paragraph.pk), TYPED_TEXT)
    paragraph.text.refresh_from_db()
    assert (answer.json()["version"], paragraph.text.html) == (1, "<p>Min text.</p>")
    assert AuditEvent.objects.count() == events


def test_the_same_saving_twice_is_one_version(cast, meeting):
    paragraph = make_paragraph(meeting=meeting, heading="Budget")
    for _ in range(2):
        client_of(cast.chief).post(url("agenda_save", paragraph.pk), TYPED_TEXT)
    assert paragraph.text.versions.count() == 1


def test_a_saving_after_one_whose_answer_was_lost_is_no_conflict(cast, meeting):
    paragraph = make_paragraph(meeting=meeting, heading="Budget")
    client = client_of(cast.chief)
    client.post(url("agenda_save", paragraph.pk), TYPED_TEXT)
    later = TYPED_TEXT | {"html": "Mer text.", "save_key": "k2", "after": "k1"}
    assert client.post(url("agenda_save", paragraph.pk), later).json()["version"] == 2


def test_a_saving_over_someone_elses_leads_to_both_texts(cast, meeting):
    paragraph = make_paragraph(meeting=meeting, heading="Budget", html="<p>Hennes.</p>")
    answer = client_of(cast.chief).post(url("agenda_save", paragraph.pk), TYPED_TEXT)
    paragraph.text.refresh_from_db()
    assert (answer.status_code, answer.json()["conflict_url"]) == (409, url("paragraph_edit", paragraph.pk))
    assert paragraph.text.html == "<p>Hennes.</p>"


def test_a_saving_opens_no_matter(cast, meeting):
    paragraph = make_paragraph(meeting=meeting, heading="Budget")
    client_of(cast.chief).post(url("agenda_save", paragraph.pk), TYPED_TEXT | {"matter": "nytt"})
    assert cast.association.matters.count() == 0


def test_a_saving_without_a_heading_says_why_not(cast, meeting):
    paragraph = make_paragraph(meeting=meeting, heading="Budget")
    answer = client_of(cast.chief).post(url("agenda_save", paragraph.pk), TYPED_TEXT | {"heading": ""})
    assert (answer.status_code, answer.json()) == (400, {"message": "Skriv en rubrik."})


def test_a_ledamot_sees_no_empty_heading_before_the_call(cast, meeting):
    page = client_of(cast.adjuster).get(meeting.get_absolute_url())
    assert (page.context["has_documents"], "Dokument</h2>" in page.content.decode()) == (False, False)


def test_the_page_names_the_handlingar_that_a_pack_only_names(cast, meeting, monkeypatch):
    paragraph = meeting.paragraphs.first()
    attach(paragraph=paragraph, name="budget.xlsx", content=an_excel_file(), by=cast.chief)
    monkeypatch.setattr(office, "program", lambda: None)
    assert "Visas inte i läspaketet, utan öppnas för sig: budget.xlsx." in page(
        cast.chief, meeting.get_absolute_url()
    )
    monkeypatch.setattr(office, "program", lambda: "/usr/bin/soffice")
    assert "Visas inte i läspaketet" not in page(cast.chief, meeting.get_absolute_url())
