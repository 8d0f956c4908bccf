"""A mail server that refuses or is silent keeps nobody from the page, and the code comes when the mail server is back."""

from __future__ import annotations

import datetime as dt
import re
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from finsam.access import codes, reauth

pytestmark = pytest.mark.django_db

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
LATER = SMTPRecipientsRefused({"a@example.se": (451, b"greylisted")})
NEVER = SMTPRecipientsRefused({"a@example.se": (550, b"no such user")})


class Refusing(BaseEmailBackend):
    """A mail server that answers as told."""

    error: Exception = LATER

    def send_messages(self, email_messages: object) -> int:
        raise self.error


@pytest.fixture(autouse=True)
def _a_queue_and_no_earlier_attempts(settings):
    settings.TASKS = DATABASE
    cache.clear()


@pytest.fixture
def ask(settings, monkeypatch, django_capture_on_commit_callbacks):
    """A function that asks for a code while the mail server answers so."""

    def asked(client: Client, email: str, error: Exception):
        monkeypatch.setattr(Refusing, "error", error)
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("account_request_login_code"), {"email": email}, follow=True)
        settings.EMAIL_BACKEND = LOCMEM
        return answer

    return asked


def work() -> None:
    """What the worker does with what waits."""
    for task in DBTaskResult.objects.ready():
        codes.carry.call(*task.args_kwargs["args"])


def words(answer, email: str) -> str:
    text = re.sub(
        r"<form.*?</form>|csrf[^>]*>|X-CSRFToken[^}]*}", "", answer.content.decode(), flags=re.DOTALL
    )
    return text.replace(email, "")


ANSWERS = [
    LATER,
    NEVER,
    SMTPDataError(451, b"later"),
    SMTPDataError(554, b"spam"),
    SMTPServerDisconnected("closed"),
    ConnectionRefusedError(111, "refused"),
    TimeoutError("silent"),
    UnicodeEncodeError("ascii", "å", 0, 1, "no"),
]


@pytest.mark.parametrize("error", ANSWERS, ids=lambda error: f"{type(error).__name__}-{error.args[0]}")
def test_whatever_the_mail_server_says_the_page_is_the_same_for_every_address(error, cast, ask):
    known = ask(Client(), cast.chair.email, error)
    unknown = ask(Client(), "okand@example.se", error)
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert "är en kod på väg dit" in known.content.decode()
    assert words(known, cast.chair.email) == words(unknown, "okand@example.se")


def test_the_code_comes_when_the_mail_server_is_back_and_logs_in(cast, client, ask):
    ask(client, cast.chair.email, LATER)
    assert mail.outbox == []
    work()
    code = re.search(r"\b\d{6}\b", mail.outbox[0].body)[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.session["_auth_user_id"] == str(cast.chair.user_id)


def test_what_is_refused_for_good_is_not_tried_again(cast, client, ask):
    ask(client, cast.chair.email, NEVER)
    assert not DBTaskResult.objects.exists()


def test_a_code_that_is_no_longer_good_is_not_sent(cast, client, ask, monkeypatch):
    ask(client, cast.chair.email, LATER)
    later = codes.timezone.now() + dt.timedelta(minutes=16)
    monkeypatch.setattr(codes.timezone, "now", lambda: later)
    work()
    assert mail.outbox == []


def test_it_is_tried_again_as_long_as_it_is_good(cast, client, ask, settings):
    ask(client, cast.chair.email, LATER)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    work()
    assert DBTaskResult.objects.count() == 2


def test_the_code_does_not_lie_in_clear_among_the_workers_tasks(cast, client, ask):
    ask(client, cast.chair.email, LATER)
    kept = str(DBTaskResult.objects.get().args_kwargs)
    work()
    code = re.search(r"\b\d{6}\b", mail.outbox[0].body)[0]
    assert [word for word in (code, cast.chair.email) if word in kept] == []


def test_a_code_to_sign_with_waits_for_the_mail_server_too(
    cast, rf, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    request = rf.get("/")
    request.session, request.user = {}, cast.chair.user
    with django_capture_on_commit_callbacks(execute=True):
        reauth.send_code(request, cast.chair, "sign:protocol:17")
    settings.EMAIL_BACKEND = LOCMEM
    work()
    code = re.search(r"\b\d{6}\b", mail.outbox[0].body)[0]
    assert reauth.check_code(request, code, "sign:protocol:17") is True
