"""A form that is sent twice is done once, and the second sending gets the first one's answer."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from finsam.models import Body, SentForm
from finsam.web import once
from tests.cast import Cast, client_of, make_cast

KEY = "k" * 22


@pytest.fixture
def chief(cast):
    return client_of(cast.chief)


def add(client, cast: Cast, name: str = "Arbetsgruppen", key: str = KEY):
    facts = {"kind": "annat", "name": name, "position": 9, "notes_signers": "ingen", once.FIELD: key}
    return client.post(reverse("body_add", args=[cast.association.slug]), facts)


def made(cast: Cast) -> int:
    return cast.association.bodies.filter(name__startswith="Arbetsgruppen").count()


def test_each_form_of_a_page_has_a_key_of_its_own(cast, chief):
    page = chief.get(reverse("body_add", args=[cast.association.slug])).content.decode()
    keys = re.findall(rf'name="{once.FIELD}" value="([^"]+)"', page)
    assert len(keys) == len(set(keys)) == len(re.findall(r'<form[^>]*method="post"', page)) > 0


def test_what_is_sent_twice_is_done_once_and_answered_alike(cast, chief):
    first, second = add(chief, cast), add(chief, cast)
    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, second.url)
    assert made(cast) == 1


def test_one_who_goes_back_and_writes_something_else_has_sent_something_else(cast, chief):
    add(chief, cast)
    add(chief, cast, "Arbetsgruppen två")
    assert made(cast) == 2


def test_another_person_with_the_same_key_is_another(cast, chief):
    add(chief, cast)
    answer = add(client_of(cast.officer), cast)
    assert answer.status_code == 200  # the name is taken, and that is told
    assert made(cast) == 1


def test_what_was_refused_can_be_sent_again(cast, chief):
    assert add(chief, cast, name="").status_code == 200
    assert not SentForm.objects.exists()


def fail(**facts):
    raise ZeroDivisionError


def test_what_met_a_fault_can_be_sent_again(cast, chief, monkeypatch):
    chief.raise_request_exception = False
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("finsam.views.association.actions.add_body", fail)
        assert add(chief, cast).status_code == 500
    assert add(chief, cast).status_code == 302
    assert made(cast) == 1


def test_what_a_dead_process_began_is_done_anew(cast, chief):
    add(chief, cast)
    Body.objects.filter(name="Arbetsgruppen").delete()
    long_ago = once.timezone.now() - once.LOST_AFTER * 2
    SentForm.objects.update(status=None, sent_at=long_ago)
    assert add(chief, cast).status_code == 302
    assert made(cast) == 1


def test_one_who_waits_too_long_is_told_so(cast, chief, monkeypatch):
    add(chief, cast)
    SentForm.objects.update(status=None)
    monkeypatch.setattr(once, "PATIENCE", 0.1)
    answer = add(chief, cast)
    assert answer.status_code == 409
    assert "Skicka inte formuläret en gång till" in answer.content.decode()


def test_a_file_is_part_of_what_is_sent(rf):
    def digest(content: bytes) -> str:
        request = rf.post("/", {"file": SimpleUploadedFile("a.pdf", content)})
        request.user = type("Someone", (), {"pk": 1})()
        found = once._digest(request)
        assert request.FILES["file"].read() == content
        return found

    assert digest(b"a") == digest(b"a") != digest(b"b")


def test_what_scripts_save_is_excepted(cast, chief):
    facts = {"kind": "annat", "name": "Arbetsgruppen", "position": 9, once.FIELD: KEY}
    chief.post(
        reverse("body_add", args=[cast.association.slug]), facts, headers={"Accept": "application/json"}
    )
    assert not SentForm.objects.exists()


def test_old_keys_are_forgotten(cast, chief):
    add(chief, cast)
    SentForm.objects.update(sent_at=once.timezone.now() - once.KEPT)
    assert once.forget() == 1


@pytest.mark.django_db(transaction=True)
def test_three_at_once_make_one_and_all_get_its_address():
    cast = make_cast()
    clients = [client_of(cast.chief) for _ in range(3)]

    def send(client):
        try:
            answer = add(client, cast)
            return answer.status_code, answer.headers.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(send, clients))
    assert answers == [answers[0]] * 3
    assert (answers[0][0], made(cast)) == (302, 1)
