"""Logging in by a mailed code, staying logged in, and the code that is asked for again."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import RequestFactory

from finsam import reauth
from finsam.errors import DomainError

SIGN = "sign:protocol:17"


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
