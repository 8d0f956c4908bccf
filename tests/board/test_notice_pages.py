"""The pages of the anslag: the office's, and the registrator's by a link without login."""

import datetime as dt

import pytest
from django.urls import reverse

from board.actions import notice as acts
from board.actions.appeals import receive_appeal
from board.actions.protocol import ensure_main_protocol
from board.models import Decision, Notice, Posting, Protocol
from finsam.files import store
from finsam.models import AuditEvent, Job
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """Justerat on 5 April 2022."""
    return adjust_meeting(make_held_meeting(cast), cast)


@pytest.fixture
def notice(cast: Cast, protocol: Protocol) -> Notice:
    """Announced to the kommun and the region."""
    document = store.keep(
        b"%PDF-1.7 anslag",
        association=cast.association,
        name="a.pdf",
        content_type="application/pdf",
        by=None,
    )
    return acts.announce(protocol=protocol, document=document, by=cast.chief)


@pytest.fixture
def posting(notice: Notice) -> Posting:
    """The kommun's."""
    return notice.postings.first()


@pytest.fixture
def early(notice: Notice, posting: Posting) -> Posting:
    """The kommun's, taken down too early."""
    for each in notice.postings.all():
        acts.confirm_posted(posting=each, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    return acts.confirm_down(posting=posting, on=dt.date(2022, 4, 10), said_by="Ros-Marie")


def url(name: str, *more: object) -> str:
    return reverse(name, args=["exempel", *more])


UP = {"on": "2022-04-06", "said_by": "Ros-Marie Lind"}


# ---- Announcing


def test_the_office_asks_for_the_anslag_and_follows_the_job(cast: Cast, protocol: Protocol):
    answer = client_of(cast.chief).post(url("notice_detail", protocol.pk))

    assert answer.url == url("job_detail", Job.objects.get().pk)


def test_asking_twice_is_one_job(cast: Cast, protocol: Protocol):
    for _ in range(2):
        client_of(cast.chief).post(url("notice_detail", protocol.pk))

    assert Job.objects.count() == 1


def test_a_ledamot_may_not_announce(cast: Cast, protocol: Protocol):
    assert client_of(cast.member).post(url("notice_detail", protocol.pk)).status_code == 404
    assert Job.objects.count() == 0


def test_the_neighbour_may_not_announce(cast: Cast, protocol: Protocol):
    assert client_of(cast.outsider).post(url("notice_detail", protocol.pk)).status_code == 404


def test_a_protocol_that_is_not_justerat_has_no_page(cast: Cast):
    draft = ensure_main_protocol(meeting=make_held_meeting(cast), by=cast.chief)

    assert client_of(cast.chief).get(url("notice_detail", draft.pk)).status_code == 404


def test_the_page_says_that_the_anslag_is_late(cast: Cast, protocol: Protocol):
    page = client_of(cast.chief).get(url("notice_detail", protocol.pk)).content.decode()

    assert "Anslaget skulle ha suttit uppe senast <strong>torsdag 7\u00a0april 2022</strong>" in page


def test_reading_the_page_announces_nothing(cast: Cast, protocol: Protocol):
    client_of(cast.chief).get(url("notice_detail", protocol.pk))

    assert Job.objects.count() == 0


def test_the_page_shows_the_days_when_every_board_has_it(cast: Cast, notice: Notice):
    for each in notice.postings.all():
        acts.confirm_posted(posting=each, on=dt.date(2022, 4, 6), said_by="Ros-Marie")

    page = client_of(cast.member).get(url("notice_detail", notice.protocol_id)).content.decode()

    assert "onsdag 27\u00a0april 2022" in page
    assert "torsdag 28\u00a0april 2022" in page


# ---- The registrator


def test_a_registrator_confirms_without_login(client, posting: Posting):
    answer = client.post(reverse("posting_confirm", args=[posting.token]), UP)

    posting.refresh_from_db()
    assert answer.status_code == 302
    assert (posting.posted_on, posting.posted_said_by) == (dt.date(2022, 4, 6), "Ros-Marie Lind")


def test_by_the_same_link_she_confirms_that_it_is_down(client, notice: Notice, posting: Posting, settings):
    for each in notice.postings.all():
        acts.confirm_posted(posting=each, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    settings.FINSAM_TODAY = "2022-04-28"

    client.post(
        reverse("posting_confirm", args=[posting.token]), {"on": "28 april 2022", "said_by": "Ros-Marie"}
    )

    posting.refresh_from_db()
    assert posting.down_on == dt.date(2022, 4, 28)
    assert (
        "Tack, allt är klart."
        in client.get(reverse("posting_confirm", args=[posting.token])).content.decode()
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": "31 februari 2022"}, "är inget datum"),
        ({"on": ""}, "Skriv vilken dag det var."),
        ({"on": "2022-04-12"}, "Dagen har inte kommit än."),
        ({"on": "2022-04-01"}, "före justeringen"),
        ({"said_by": ""}, "Skriv ditt namn."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_kept(client, posting: Posting, typed, sentence):
    sent = UP | {"said_by": "Ros-Marie Lind"} | typed

    answer = client.post(reverse("posting_confirm", args=[posting.token]), sent)

    page = answer.content.decode()
    posting.refresh_from_db()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{sent["said_by"] or sent["on"]}"' in page
    assert posting.posted_on is None


def test_a_link_that_was_never_sent_leads_nowhere(client, db):
    assert client.get(reverse("posting_confirm", args=["gissad"])).status_code == 404
    assert client.get(reverse("posting_file", args=["gissad"])).status_code == 404


def test_opening_the_link_confirms_nothing(client, posting: Posting):
    client.get(reverse("posting_confirm", args=[posting.token]))

    posting.refresh_from_db()
    assert posting.posted_on is None


def test_the_registrator_has_the_anslag_as_a_file(client, posting: Posting):
    assert client.get(reverse("posting_file", args=[posting.token])).content == b"%PDF-1.7 anslag"


# ---- The office writes for the registrator

ACTS = ["posting_record", "posting_correct", "posting_remind", "notice_repost"]


@pytest.mark.parametrize("name", ACTS)
def test_a_ledamot_may_not_write_about_postings(cast: Cast, posting: Posting, name: str):
    assert client_of(cast.member).post(url(name, posting.pk), UP).status_code == 403


@pytest.mark.parametrize("name", ACTS)
def test_the_neighbour_finds_no_posting(cast: Cast, posting: Posting, name: str):
    stranger = client_of(cast.outsider)
    assert stranger.post(url(name, posting.pk), UP).status_code == 404
    assert stranger.post(reverse(name, args=["exempel-granne", posting.pk]), UP).status_code == 404


@pytest.mark.parametrize("name", ACTS)
def test_a_posting_that_does_not_exist_is_not_found(cast: Cast, name: str):
    assert client_of(cast.chief).post(url(name, 4711), UP).status_code == 404


def test_the_office_writes_what_it_was_told(cast: Cast, posting: Posting):
    client_of(cast.chief).post(url("posting_record", posting.pk), UP)

    posting.refresh_from_db()
    assert (posting.posted_on, posting.posted_said_by) == (dt.date(2022, 4, 6), "Ros-Marie Lind")


def test_the_office_mends_a_day_written_down_wrong(cast: Cast, posting: Posting):
    acts.confirm_posted(posting=posting, on=dt.date(2022, 4, 8), said_by="Ros-Marie")

    client_of(cast.chief).post(url("posting_correct", posting.pk), UP)

    posting.refresh_from_db()
    assert posting.posted_on == dt.date(2022, 4, 6)


def test_a_bad_day_from_the_office_is_refused_and_kept(cast: Cast, posting: Posting):
    answer = client_of(cast.chief).post(url("posting_record", posting.pk), UP | {"on": "snart"})

    assert answer.status_code == 422
    assert 'value="snart"' in answer.content.decode()


def test_reading_the_office_s_form_writes_nothing(cast: Cast, posting: Posting):
    before = AuditEvent.objects.count()

    client_of(cast.chief).get(url("posting_record", posting.pk))

    assert AuditEvent.objects.count() == before


def test_a_reminder_is_sent_and_remembered(
    cast: Cast, posting: Posting, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client_of(cast.chief).post(url("posting_remind", posting.pk))

    posting.refresh_from_db()
    assert [letter.to for letter in mailoutbox] == [[cast.kommun.registrar_email]]
    assert posting.reminded_at is not None


@pytest.mark.parametrize("name", ["posting_remind", "notice_repost"])
def test_acts_are_not_done_by_reading(cast: Cast, posting: Posting, name: str):
    assert client_of(cast.chief).get(url(name, posting.pk)).status_code == 405


def test_the_page_raises_the_alarm_and_posts_again_once(cast: Cast, early: Posting):
    client = client_of(cast.chief)
    page = client.get(url("notice_detail", early.notice.protocol_id)).content.decode()
    for _ in range(2):
        client.post(url("notice_repost", early.pk))

    assert "Anslaget togs ned för tidigt" in page
    assert Posting.objects.filter(follows=early).count() == 1


def test_what_is_still_up_is_not_posted_again(cast: Cast, posting: Posting):
    answer = client_of(cast.chief).post(url("notice_repost", posting.pk), follow=True)

    assert "behöver inte sättas upp igen" in answer.content.decode()
    assert Posting.objects.filter(follows__isnull=False).count() == 0


# ---- Files


@pytest.mark.parametrize(
    ("which", "status"), [("anslag", 200), ("bevis", 404), ("slutbevis", 404), ("annat", 404)]
)
def test_a_file_is_given_when_there_is_one(cast: Cast, notice: Notice, which: str, status: int):
    assert client_of(cast.auditor).get(url("notice_file", notice.protocol_id, which)).status_code == status


# ---- What a registrator is asked, and when


def test_the_letter_has_the_whole_anslag_as_text_and_names_what_it_is_about(
    cast: Cast, protocol: Protocol, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        acts.announce(protocol=protocol, document=None, by=cast.chief)
    letter = mailoutbox[0]
    assert letter.subject.replace("\u00a0", " ") == "Anslag att sätta upp: Styrelsen, 25 mars 2022, §§ 1–2"
    assert "ska ha kommit in till förvaltningsrätten inom tre veckor" in letter.body
    assert "sätt genast upp" in letter.body  # on 11 April it is four days late


def test_a_board_that_took_it_down_early_is_told_why_it_is_asked_again(
    cast: Cast, early: Posting, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        acts.post_again(posting=early, by=cast.chief)
    (letter,) = mailoutbox
    assert letter.subject.startswith("Sätt upp anslaget igen: ")
    assert "togs ned hos er den 10 april 2022, innan överklagandetiden hade gått ut" in letter.body


def test_the_link_asks_for_the_removal_when_the_day_has_come(
    client, notice: Notice, posting: Posting, settings
):
    for each in notice.postings.all():
        acts.confirm_posted(posting=each, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    address = url_of(posting)
    before = client.get(address).content.decode().replace("\u00a0", " ")
    assert "Anslaget ska sitta uppe till och med onsdag 27 april 2022." in before
    assert '<details class="more"><summary>Anslaget är redan nedtaget' in before
    settings.FINSAM_TODAY = "2022-04-28"
    assert "När togs anslaget ned?" in client.get(address).content.decode()


def test_an_appeal_does_not_change_when_the_anslag_comes_down(
    cast: Cast, client, notice: Notice, posting: Posting, settings
):
    for each in notice.postings.all():
        acts.confirm_posted(posting=each, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    receive_appeal(
        protocol=notice.protocol, decisions=[Decision.objects.get(paragraph__number=1)], on=dt.date(2022, 4, 8), by=cast.chief
    )  # fmt: skip
    page = client.get(url_of(posting)).content.decode().replace("\u00a0", " ")
    assert "Anslaget ska sitta uppe till och med onsdag 27 april 2022." in page


def test_nobody_is_reminded_of_the_removal_before_its_day(cast: Cast, notice: Notice, settings):
    for each in notice.postings.all():
        acts.confirm_posted(posting=each, on=dt.date(2022, 4, 6), said_by="Ros-Marie")
    page = url("notice_detail", notice.protocol_id)
    assert "Påminn" not in client_of(cast.chief).get(page).content.decode()
    settings.FINSAM_TODAY = "2022-04-28"
    assert "Påminn" in client_of(cast.chief).get(page).content.decode()


def test_the_page_remembers_an_early_removal(cast: Cast, early: Posting):
    acts.post_again(posting=early, by=cast.chief)
    page = client_of(cast.chief).get(url("notice_detail", early.notice.protocol_id)).content.decode()
    page = page.replace("\u00a0", " ")
    assert "hade anslaget uppe från 6 april 2022 till 10 april 2022." in page


def url_of(posting: Posting) -> str:
    return reverse("posting_confirm", args=[posting.token])
