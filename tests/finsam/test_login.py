"""Logging in by a mailed code, staying logged in, and the code that is asked for again."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from finsam.access import reauth
from finsam.access.accounts import second_factor_missing
from finsam.errors import DomainError
from finsam.models import Appointment, User
from finsam.permissions import permissions_of

SIGN = "sign:protocol:17"


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    """The limits on attempts are kept in the cache."""
    cache.clear()


@pytest.fixture
def request_of_chair(cast):
    request = RequestFactory().get("/")
    request.session = {}
    request.user = cast.chair.user
    return request


def sent_code() -> str:
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body)[0]


# ---- A code again


def test_the_right_code_is_accepted_once(request_of_chair, cast):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    assert [reauth.check_code(request_of_chair, sent_code(), SIGN) for _ in range(2)] == [True, False]


def test_a_code_may_be_typed_with_a_space(request_of_chair, cast):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    code = sent_code()
    assert reauth.check_code(request_of_chair, f" {code[:3]} {code[3:]} ", SIGN) is True


def test_a_code_for_one_protocol_does_not_sign_another(request_of_chair, cast):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    assert reauth.check_code(request_of_chair, sent_code(), "sign:protocol:18") is False


def test_three_wrong_tries_void_the_code(request_of_chair, cast):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    code = sent_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(3):
        assert reauth.check_code(request_of_chair, wrong, SIGN) is False
    assert reauth.check_code(request_of_chair, code, SIGN) is False


def test_a_code_is_void_after_ten_minutes(request_of_chair, cast, monkeypatch):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    later = reauth.timezone.now() + reauth.LIFETIME
    monkeypatch.setattr(reauth.timezone, "now", lambda: later)
    assert reauth.check_code(request_of_chair, sent_code(), SIGN) is False


def test_a_new_code_voids_the_old(request_of_chair, cast):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    old = sent_code()
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    assert (reauth.check_code(request_of_chair, old, SIGN), old == sent_code()) in {
        (False, False),
        (True, True),
    }


def test_the_session_keeps_no_code_in_clear(request_of_chair, cast):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    assert sent_code() not in str(request_of_chair.session)


def test_another_login_in_the_same_session_cannot_use_the_code(request_of_chair, cast):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    request_of_chair.user = cast.vice.user
    assert reauth.check_code(request_of_chair, sent_code(), SIGN) is False
    request_of_chair.user = AnonymousUser()
    assert reauth.check_code(request_of_chair, sent_code(), SIGN) is False


def test_a_sixth_code_in_ten_minutes_is_refused(request_of_chair, cast):
    for _ in range(reauth.CODES_PER_LIFETIME):
        reauth.send_code(request_of_chair, cast.chair, SIGN)
    with pytest.raises(DomainError, match="Vänta tio minuter"):
        reauth.send_code(request_of_chair, cast.chair, SIGN)


def test_the_code_goes_to_the_person_alone(request_of_chair, cast):
    reauth.send_code(request_of_chair, cast.chair, SIGN)
    assert [letter.to for letter in mail.outbox] == [[cast.chair.email]]


# ---- Logging in


def ask_for_code(client, email, *, to=""):
    """Send the address as the login page does, and return the page that asks for the code."""
    data = {"email": email} | ({"next": to} if to else {})
    return client.post(reverse("account_request_login_code"), data, follow=True)


def log_in(client, email, *, to=""):
    ask_for_code(client, email, to=to)
    return client.post(
        reverse("account_confirm_login_code"), {"code": sent_code()} | ({"next": to} if to else {})
    )


def test_the_mailed_code_logs_in(cast, client):
    answer = log_in(client, cast.chair.email)
    assert (answer.status_code, client.session["_auth_user_id"]) == (302, str(cast.chair.user_id))


def test_an_address_in_capitals_is_the_same_address(cast, client):
    log_in(client, cast.chair.email.upper())
    assert client.session["_auth_user_id"] == str(cast.chair.user_id)


def test_one_stays_logged_in_for_thirty_days(cast, client):
    log_in(client, cast.chair.email)
    assert client.cookies["sessionid"]["max-age"] == 30 * 24 * 3600


def test_a_link_from_a_mail_leads_on_after_login(cast, client):
    there = reverse("body_detail", args=[cast.association.slug, cast.board.pk])
    door = client.get(there, follow=True)
    assert f'name="next" value="{there}"' in door.content.decode()
    assert log_in(client, cast.chair.email, to=there).url == there


def test_a_link_to_somewhere_else_does_not_lead_there(cast, client):
    assert log_in(client, cast.chair.email, to="https://example.com/").url == reverse("start")


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(cast, client):
    known = ask_for_code(Client(), cast.chair.email)
    unknown = ask_for_code(Client(), "okand@example.se")
    assert unknown.redirect_chain == known.redirect_chain
    assert without_token(unknown, "okand@example.se") == without_token(known, cast.chair.email)


def without_token(page, email) -> str:
    text = page.content.decode().replace(email, "")
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"', "", text)


def test_three_wrong_codes_end_the_attempt(cast, client):
    ask_for_code(client, cast.chair.email)
    wrong = f"{(int(sent_code()) + 1) % 1_000_000:06}"
    for _ in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": wrong})
    client.post(reverse("account_confirm_login_code"), {"code": sent_code()})
    assert "_auth_user_id" not in client.session


def test_codes_are_not_sent_without_end(cast, client):
    for _ in range(10):
        ask_for_code(Client(), cast.chair.email)
    assert len(mail.outbox) < 10


def test_nobody_makes_an_account_by_herself(db, client):
    client.post(reverse("account_signup"), {"email": "ny@example.se"})
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "page", ["email/", "confirm-email/", "password/change/", "password/set/", "password/reset/"]
)
def test_an_account_has_no_address_or_password_to_change_apart_from_the_person(page, cast, client):
    client.force_login(cast.chair.user)
    assert client.get(f"/konto/{page}").status_code == 404


def test_a_shut_account_does_not_get_in(cast, client):
    User.objects.filter(pk=cast.chair.user_id).update(is_active=False)
    ask_for_code(client, cast.chair.email)
    if mail.outbox and re.search(r"\b\d{6}\b", mail.outbox[-1].body):
        client.post(reverse("account_confirm_login_code"), {"code": sent_code()})
    assert "_auth_user_id" not in client.session


def test_a_script_without_a_login_is_told_so(cast, client):
    answer = client.get(
        reverse("people_list", args=[cast.association.slug]), headers={"Accept": "application/json"}
    )
    assert (answer.status_code, answer.json()) == (
        401,
        {"error": "Du är utloggad. Det du skrev ligger kvar här."},
    )


# ---- A second factor


def reminders(person):
    permissions = permissions_of(Appointment.objects.filter(person=person).select_related("body"))
    return [todo.what for todo in second_factor_missing(person.association, person, permissions, None)]


def test_the_office_is_reminded_of_a_second_factor(cast):
    assert (reminders(cast.chief), reminders(cast.officer)) == (
        ["Skydda din inloggning"],
        ["Skydda din inloggning"],
    )


def test_the_board_is_not_reminded(cast):
    assert reminders(cast.chair) == []


def test_one_with_a_second_factor_is_not_reminded(cast):
    TOTP.activate(cast.chief.user, generate_totp_secret())
    assert reminders(cast.chief) == []


def test_one_who_logged_in_by_code_may_add_a_second_factor(cast, client):
    log_in(client, cast.chief.email)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_second_factor_is_asked_for_after_the_code(cast, client):
    TOTP.activate(cast.chief.user, generate_totp_secret())
    assert log_in(client, cast.chief.email).url.startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session


# ---- The second step


def test_a_wrong_code_says_where_the_right_one_is(cast, client):
    ask_for_code(client, cast.chair.email)
    wrong = f"{(int(sent_code()) + 1) % 1_000_000:06}"
    page = client.post(reverse("account_confirm_login_code"), {"code": wrong})
    assert "Kontrollera att det är koden ur det senaste mejlet." in page.content.decode()


def test_one_who_logged_in_a_moment_ago_is_not_asked_again(cast, client):
    log_in(client, cast.chief.email)
    TOTP.activate(cast.chief.user, generate_totp_secret())
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_one_who_logged_in_long_ago_shows_herself_again_before_a_passkey_is_added(cast, client):
    log_in(client, cast.chief.email)
    TOTP.activate(cast.chief.user, generate_totp_secret())
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 3600
    session.save()
    assert (
        reverse("mfa_reauthenticate")
        in client.get(reverse("mfa_add_webauthn"), follow=True).redirect_chain[-1][0]
    )


def test_one_who_asks_too_often_is_told_how_long_to_wait(cast):
    answers = [ask_for_code(Client(), cast.chair.email) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Vänta tio minuter" in answers[-1].content.decode()
