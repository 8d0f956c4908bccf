"""Mail goes out from the worker; what the mail server refuses is tried again, and seen."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.utils import parseaddr
from pathlib import Path
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.test import Client
from django.urls import reverse

from finsam.files import store
from finsam.mail import letters
from finsam.models import Association, AuditEvent, Letter
from finsam.states import LetterState
from tests.cast import Cast, client_of

pytestmark = pytest.mark.django_db

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


class Refusing(BaseEmailBackend):
    """A mail server that answers as told."""

    error: Exception = SMTPServerDisconnected("Stängd")

    def send_messages(self, email_messages: object) -> int:
        raise self.error


@pytest.fixture
def refusing(settings, monkeypatch):
    def answer(error: Exception) -> None:
        monkeypatch.setattr(Refusing, "error", error)
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"

    return answer


def post(cast: Cast, **facts: object) -> Letter:
    words = {"to": "registrator@example.se", "subject": "Anslag", "body": "Länk: /anslag/hemlig/"}
    return letters.post(association=cast.association, **(words | facts))


def test_a_letter_goes_when_the_transaction_is_through(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post(cast)
        assert mail.outbox == []
    letter.refresh_from_db()
    assert [sent.to for sent in mail.outbox] == [["registrator@example.se"]]
    assert letter.state == LetterState.SENT


@pytest.mark.django_db(transaction=True)
def test_a_letter_of_an_act_that_was_undone_never_goes(cast):
    with transaction.atomic():
        post(cast)
        transaction.set_rollback(True)
    assert mail.outbox == []
    assert not Letter.objects.exists()


def test_the_words_are_wiped_when_the_letter_has_gone(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post(cast)
    letter.refresh_from_db()
    assert letter.body == ""
    assert mail.outbox[0].body == "Länk: /anslag/hemlig/"


def test_a_pdf_goes_along_and_a_large_one_is_left_to_the_link(cast, django_capture_on_commit_callbacks):
    small, large = (
        store.keep(content, association=cast.association, name=name, content_type="application/pdf", by=None)
        for name, content in [
            ("liten.pdf", b"%PDF-1"),
            ("stor.pdf", b"%PDF-" + bytes(letters.LARGEST_ENCLOSURE)),
        ]
    )
    with django_capture_on_commit_callbacks(execute=True):
        post(cast, documents=[small, large])
    assert [(name, content) for name, content, _ in mail.outbox[0].attachments] == [("liten.pdf", b"%PDF-1")]


def test_a_letter_is_delivered_once(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post(cast)
    letters.deliver.call(letter.pk)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_is_tried_again_later(cast, refusing, settings):
    settings.TASKS = DATABASE
    refusing(SMTPServerDisconnected("Stängd"))
    letter = post(cast)
    letters.deliver.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.error) == (LetterState.WAITING, 1, "Stängd")
    assert letter.body == "Länk: /anslag/hemlig/"


def test_after_the_last_try_the_letter_has_failed(cast, refusing, settings):
    settings.TASKS = DATABASE
    refusing(OSError("Ingen kontakt"))
    letter = post(cast)
    for _ in range(len(letters.WAITS) + 1):
        letters.deliver.call(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.tries) == (LetterState.FAILED, len(letters.WAITS) + 1)


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (SMTPRecipientsRefused({"a@example.se": (550, b"okand")}), LetterState.FAILED),
        (SMTPRecipientsRefused({"a@example.se": (451, b"senare")}), LetterState.WAITING),
        (SMTPDataError(554, b"nej"), LetterState.FAILED),
        (SMTPDataError(421, b"senare"), LetterState.WAITING),
    ],
)
def test_what_is_refused_for_good_is_not_tried_again(error, state, cast, refusing, settings):
    settings.TASKS = DATABASE
    refusing(error)
    letter = post(cast)
    letters.deliver.call(letter.pk)
    letter.refresh_from_db()
    assert letter.state == state


def test_an_act_stands_though_the_mail_server_is_away(cast, refusing, django_capture_on_commit_callbacks):
    refusing(OSError("Ingen kontakt"))
    with django_capture_on_commit_callbacks(execute=True):
        letter = post(cast)
    letter.refresh_from_db()
    assert letter.state == LetterState.FAILED


# ---- The office sees it and sends again


@pytest.fixture
def failed(cast: Cast) -> Letter:
    return Letter.objects.create(
        association=cast.association, to="fel@example.se", subject="Anslag från Exempel", body="Länk",
        state=LetterState.FAILED, error="550 okänd", tries=1,
    )  # fmt: skip


@pytest.fixture
def chief(cast: Cast) -> Client:
    return client_of(cast.chief)


def address(letter: Letter) -> str:
    return reverse("letter_send", args=[letter.association.slug, letter.pk])


def test_the_front_page_of_the_office_says_that_a_letter_did_not_arrive(cast, failed, chief):
    page = chief.get(f"/{cast.association.slug}/").content.decode()
    assert "Anslag från Exempel, till fel@example.se" in page
    assert address(failed) in page


def test_the_board_is_not_told_of_letters(cast, failed):
    assert address(failed) not in client_of(cast.chair).get(f"/{cast.association.slug}/").content.decode()


def test_the_list_shows_where_letters_are_and_never_their_words(cast, failed, chief):
    page = chief.get(reverse("letter_list", args=[cast.association.slug]), {"q": "fel@"}).content.decode()
    assert "550 okänd" in page
    assert "Länk" not in page


def test_a_letter_that_is_being_sent_is_not_offered_to_be_sent_again(cast, failed, chief):
    Letter.objects.update(state=LetterState.SENDING)
    assert (
        address(failed)
        not in chief.get(reverse("letter_list", args=[cast.association.slug])).content.decode()
    )
    page = chief.post(address(failed), {"to": "ratt@example.se"}).content.decode()
    assert "Mejlet skickas just nu." in page
    assert mail.outbox == []


def test_a_letter_is_sent_again_to_a_mended_address(failed, chief, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        chief.post(address(failed), {"to": "ratt@example.se"})
    failed.refresh_from_db()
    assert (failed.state, failed.to) == (LetterState.SENT, "ratt@example.se")
    assert [sent.to for sent in mail.outbox] == [["ratt@example.se"]]
    assert AuditEvent.objects.filter(verb="skickade mejlet igen").count() == 1


def test_an_address_that_is_none_keeps_what_was_typed(failed, chief):
    page = chief.post(address(failed), {"to": "registrator"}).content.decode()
    assert "Skriv en e-postadress, som namn@example.se." in page
    assert 'value="registrator"' in page


def test_a_letter_that_has_gone_is_not_sent_again(failed, chief):
    Letter.objects.update(state=LetterState.SENT)
    chief.post(address(failed), {"to": "ratt@example.se"})
    assert mail.outbox == []


def test_a_letter_may_be_left_unsent_and_is_told_of_no_more(cast, failed, chief):
    chief.post(reverse("letter_drop", args=[cast.association.slug, failed.pk]))
    failed.refresh_from_db()
    assert (failed.state, failed.body) == (LetterState.DROPPED, "")
    assert address(failed) not in chief.get(f"/{cast.association.slug}/").content.decode()


def test_a_letter_that_has_gone_is_not_dropped(cast, failed, chief):
    Letter.objects.update(state=LetterState.SENT)
    chief.post(reverse("letter_drop", args=[cast.association.slug, failed.pk]))
    failed.refresh_from_db()
    assert failed.state == LetterState.SENT


def test_the_neighbour_does_not_know_of_our_letters(cast, failed):
    theirs = cast.outsider.association.slug
    assert client_of(cast.outsider).get(reverse("letter_send", args=[theirs, failed.pk])).status_code == 404


def test_a_long_subject_reaches_the_reader_whole(cast, django_capture_on_commit_callbacks):
    subject = f"Kallelse till {'sammanträde ' * 40}".strip()
    with django_capture_on_commit_callbacks(execute=True):
        post(cast, subject=subject)
    assert mail.outbox[0].subject == subject


def test_a_line_break_in_a_subject_makes_no_header_of_its_own(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post(cast, subject="Kallelse\nBcc: spion@example.se\r\nX-Mer: ja")
    [sent] = mail.outbox
    assert (sent.message()["Bcc"], sent.message()["X-Mer"], len(sent.recipients())) == (None, None, 1)


@pytest.mark.parametrize("name", ["Exempelbygden", 'Samordningsförbundet "Väst", Å & Ö; del 2'])
def test_a_letter_is_the_forbunds_from_an_address_that_may_send_it(
    cast, settings, name, django_capture_on_commit_callbacks
):
    settings.DEFAULT_FROM_EMAIL = "finsam <post@program.example.se>"
    Association.objects.filter(pk=cast.association.pk).update(
        short_name=name, email="kansli@forbund.example.se"
    )
    with django_capture_on_commit_callbacks(execute=True):
        post(cast)
    sent = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert parseaddr(str(sent["from"])) == (f"{name} via finsam", "post@program.example.se")
    assert str(sent["reply-to"]) == "kansli@forbund.example.se"


def test_every_letter_goes_out_the_same_way():
    """Only the letters and the codes, which belong to no förbund, are written as mails."""
    root = Path(letters.__file__).parents[2]
    apps = ("finsam", "board", "insatser", "economy", "reporting")
    files = [path for app in apps for path in (root / app).rglob("*.py")]
    made = {
        path.name for path in files if re.search(r"EmailMessage\(|send_mail\(\n|EmailMulti", path.read_text())
    }
    assert made == {"letters.py", "codes.py"}
