"""An act that is refused says why where one sees it, and whatever else goes wrong goes on."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from finsam.errors import DomainError
from finsam.views.pages import refusals_on


def refuse() -> None:
    raise DomainError("Protokollet är redan justerat.")


def test_a_refusal_stands_on_the_form_and_the_view_goes_on():
    form = forms.Form({})
    assert form.is_valid()
    done = []
    with refusals_on(form):
        refuse()
        done.append("said")
    assert (form.non_field_errors(), done) == (["Protokollet är redan justerat."], [])


def test_a_refusal_is_told_on_the_next_page():
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)
    with refusals_on(request):
        refuse()
    assert [str(message) for message in get_messages(request)] == ["Protokollet är redan justerat."]


def test_what_is_no_refusal_goes_on():
    with pytest.raises(ZeroDivisionError), refusals_on(forms.Form({})):
        _ = 1 / 0


def test_what_is_not_refused_says_nothing():
    form = forms.Form({})
    with refusals_on(form):
        pass
    assert form.errors == {}
