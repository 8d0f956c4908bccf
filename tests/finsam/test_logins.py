"""Where one is logged in, how many may guess, and what a förbund wants more than a mail box."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from finsam.access import logins, vault
from finsam.models import AuditEvent, Login, SealCertificate, WrongGuess
from finsam.seal.certificates import certificate_of
from tests.cast import client_of

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    cache.clear()


def ask(client, email, **facts):
    return client.post(reverse("account_request_login_code"), {"email": email}, follow=True, **facts)


def guess(client, code):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def sent_code(digits: int = 6) -> str:
    return re.search(rf"(?<!\d)\d{{{digits}}}(?!\d)", mail.outbox[-1].body)[0]


def log_in(email, agent=FIREFOX) -> Client:
    client = Client(headers={"User-Agent": agent})
    ask(client, email)
    guess(client, sent_code())
    return client


def is_in(client) -> bool:
    return client.get(reverse("login_list")).status_code == 200


# ---- Where one is logged in


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox, Linux"),
        (IPHONE, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl", "Okänd enhet"),
    ],
)
def test_a_device_is_told_in_two_words(agent, words):
    assert logins.device_of(agent) == words


def test_one_sees_where_one_is_logged_in_and_nobody_elses(cast):
    here, _ = log_in(cast.chair.email), log_in(cast.chair.email, IPHONE)
    log_in(cast.member.email, EDGE)
    page = here.get(reverse("login_list")).content.decode()
    assert [word in page for word in ("Firefox, Linux", "Safari, iPhone", "Edge, Windows")] == [
        True,
        True,
        False,
    ]


def test_one_logs_out_in_one_other_place(cast):
    here, there = log_in(cast.chair.email), log_in(cast.chair.email, IPHONE)
    row = Login.objects.get(device="Safari, iPhone")
    here.post(reverse("login_list"), {"var": str(row.public_id)})
    assert (is_in(here), is_in(there)) == (True, False)


def test_one_logs_out_everywhere(cast):
    clients = [log_in(cast.chair.email) for _ in range(3)]
    other = log_in(cast.member.email)
    clients[0].post(reverse("login_list"), {"var": "overallt"})
    assert [is_in(client) for client in (*clients, other)] == [False, False, False, True]


def test_one_logs_out_everywhere_else(cast):
    clients = [log_in(cast.chair.email) for _ in range(3)]
    clients[0].post(reverse("login_list"), {"var": "andra"})
    assert [is_in(client) for client in clients] == [True, False, False]


def test_nobody_ends_anothers_login(cast):
    here, there = log_in(cast.chair.email), log_in(cast.member.email)
    row = Login.objects.get(user=cast.member.user)
    here.post(reverse("login_list"), {"var": str(row.public_id)})
    assert is_in(there)


def test_a_login_that_has_ended_is_not_shown_and_is_forgotten(cast):
    there = log_in(cast.chair.email, IPHONE)
    there.post(reverse("account_logout"))
    here = log_in(cast.chair.email)
    assert "iPhone" not in here.get(reverse("login_list")).content.decode()
    logins.forget()
    assert [row.device for row in Login.objects.all()] == ["Firefox, Linux"]


# ---- Guesses


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


def test_a_wrong_guess_is_counted_for_the_account_and_not_for_the_browser(cast):
    for _ in range(2):
        client = Client()
        ask(client, cast.chair.email)
        guess(client, wrong(sent_code()))
    assert (logins.guesses(cast.chair.user_id), logins.guesses(cast.member.user_id)) == (2, 0)


def test_after_many_guesses_a_short_code_is_not_heard_even_when_it_is_right(cast):
    client = Client()
    ask(client, cast.chair.email)
    WrongGuess.objects.bulk_create(WrongGuess(user=cast.chair.user) for _ in range(logins.GUESSES_AN_HOUR))
    assert "Be om en ny kod" in guess(client, sent_code()).content.decode()
    assert "_auth_user_id" not in client.session


def test_whoever_guesses_its_owner_gets_in_with_a_code_that_nobody_guesses(cast):
    WrongGuess.objects.bulk_create(
        WrongGuess(user=cast.chair.user) for _ in range(logins.GUESSES_AN_HOUR * 5)
    )
    client = Client()
    ask(client, cast.chair.email)
    guess(client, sent_code(logins.LONG))
    assert client.session["_auth_user_id"] == str(cast.chair.user_id)


def test_a_new_code_that_is_asked_for_on_the_page_is_long_too(cast):
    client = Client()
    ask(client, cast.chair.email)
    WrongGuess.objects.bulk_create(WrongGuess(user=cast.chair.user) for _ in range(logins.LONG_AFTER))
    client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    guess(client, sent_code(logins.LONG))
    assert client.session["_auth_user_id"] == str(cast.chair.user_id)


def test_guesses_are_forgotten_after_an_hour(cast):
    WrongGuess.objects.bulk_create(WrongGuess(user=cast.chair.user) for _ in range(logins.GUESSES_AN_HOUR))
    WrongGuess.objects.update(at=logins.timezone.now() - dt.timedelta(hours=1))
    assert logins.length_of_code(cast.chair.user) == logins.SHORT


def test_others_who_ask_for_codes_in_ones_name_keep_nobody_out(cast):
    for _ in range(25):
        ask(Client(), cast.chair.email, REMOTE_ADDR="203.0.113.7")
    client = Client()
    ask(client, cast.chair.email, REMOTE_ADDR="198.51.100.4")
    guess(client, sent_code())
    assert client.session["_auth_user_id"] == str(cast.chair.user_id)


@pytest.mark.parametrize(
    ("backend", "is_told"),
    [
        ("django.core.cache.backends.locmem.LocMemCache", True),
        ("django.core.cache.backends.db.DatabaseCache", False),
    ],
)
def test_a_cache_of_one_process_is_told_in_production(backend, is_told, settings):
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "finsam_cache"}}
    assert ("finsam.W002" in [told.id for told in run_checks()]) is is_told
    settings.DEMO = True
    assert "finsam.W002" not in [told.id for told in run_checks()]


# ---- More than a mail box


def want(cast, *roles: str) -> None:
    cast.association.second_factor_roles = list(roles)
    cast.association.save()


def test_a_role_that_needs_more_is_led_to_where_it_is_added(cast):
    want(cast, "förbundschef")
    there = reverse("member_list", args=[cast.association.slug])
    answer = client_of(cast.chief).get(there, follow=True)
    assert answer.redirect_chain[0][0] == reverse("mfa_index")
    assert "kräver att du loggar in med mer än kod i mejlen" in answer.content.decode()
    assert client_of(cast.officer).get(there).status_code == 200


def test_one_who_has_more_is_let_in(cast):
    want(cast, "förbundschef")
    TOTP.activate(cast.chief.user, generate_totp_secret())
    assert client_of(cast.chief).get(reverse("member_list", args=[cast.association.slug])).status_code == 200


def test_the_chief_says_which_roles_need_more(cast):
    client = client_of(cast.chief)
    there = reverse("association_edit", args=[cast.association.slug])
    form = client.get(there).context["form"]
    facts = {name: value for name, value in form.initial.items() if value not in (None, "", False)}
    client.post(there, facts | {"second_factor_roles": ["ordförande"], "accent": "#1f4b8e"})
    cast.association.refresh_from_db()
    assert cast.association.second_factor_roles == ["ordförande"]


# ---- Nothing in clear


def test_a_session_does_not_tell_the_code_that_it_waits_for(cast):
    client = Client()
    ask(client, cast.chair.email)
    [row] = Session.objects.all()
    assert vault.is_locked(row.session_data)
    assert sent_code() in str(dict(client.session))


def test_keys_and_second_factors_lie_locked_and_work(cast):
    secret = generate_totp_secret()
    totp = TOTP.activate(cast.chief.user, secret)
    codes = RecoveryCodes.activate(cast.chief.user).get_unused_codes()
    certificate = certificate_of(cast.association)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert len(codes) == 10
    assert bytes(SealCertificate.objects.get().pkcs12) != certificate == certificate_of(cast.association)
    assert totp.validate_code("000000") in {True, False}


def test_a_new_key_takes_over_from_the_old(cast, settings):
    settings.ENCRYPTION_KEYS = ["old"]
    TOTP.activate(cast.chief.user, secret := generate_totp_secret())
    certificate = certificate_of(cast.association)
    client = client_of(cast.chief)
    settings.ENCRYPTION_KEYS = ["new", "old"]
    call_command("lock_again")
    settings.ENCRYPTION_KEYS = ["new"]
    assert certificate_of(cast.association) == certificate
    assert vault.unlock(Authenticator.objects.get().data["secret"]) == secret
    assert is_in(client)
    settings.ENCRYPTION_KEYS = ["lost"]
    assert not is_in(client)
    with pytest.raises(CommandError, match="Inget är ändrat"):
        call_command("lock_again")


def test_a_login_stands_in_the_log_of_the_forbund(cast):
    log_in(cast.chair.email, IPHONE)
    [row] = AuditEvent.objects.filter(verb="loggade in")
    assert (row.association, row.by_id, row.facts) == (
        cast.association,
        cast.chair.pk,
        {"device": "Safari, iPhone"},
    )
