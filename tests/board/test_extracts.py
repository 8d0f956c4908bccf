"""A protokollsutdrag: attested by a new code, sealed, and only of what is justerat."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from board.actions import signing
from board.models import Paragraph, Protocol
from finsam import seal
from finsam.files import store
from finsam.models import AuditEvent, Document
from finsam.queue import duties
from tests.board.meetings import make_held_meeting, send
from tests.cast import Cast, client_of


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    """A protocol that waits for its three signatures."""
    return send(make_held_meeting(cast), cast)


@pytest.fixture
def adjusted(protocol: Protocol) -> Paragraph:
    """Its first §, when the three have signed."""
    for place in protocol.signings.select_related("person"):
        signing.sign(signing=place, by=place.person, identified="Kod i mejl")
    return first_of(protocol)


def first_of(protocol: Protocol) -> Paragraph:
    return protocol.paragraphs.order_by("number")[0]


def url(name: str, paragraph: Paragraph) -> str:
    return reverse(name, args=[paragraph.meeting.body.association.slug, paragraph.pk])


def asked(cast: Cast, paragraph: Paragraph) -> Client:
    """The office after it has asked for an extract, the code mailed."""
    client = client_of(cast.chief)
    client.post(url("extract_file", paragraph), {"sent_to": "Region Exempel\nArbetsförmedlingen"})
    return client


def mailed_code() -> str:
    return re.findall(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def test_an_extract_is_attested_by_a_code_and_sealed(
    cast: Cast, adjusted: Paragraph, django_capture_on_commit_callbacks
):
    client = asked(cast, adjusted)
    with duties.at_once(), django_capture_on_commit_callbacks(execute=True):
        client.post(url("extract_code", adjusted), {"code": mailed_code()})
    made = Document.objects.get(name__startswith="Utdrag")
    (found,) = seal.verify(store.read(made)).seals
    assert (found.statement.split(",")[0], found.is_intact) == (cast.chief.name, True)
    assert found.statement.endswith("Kod i mejl")  # printed without her address, which the log keeps
    event = AuditEvent.objects.get(verb="bestyrkte utdrag")
    assert event.facts["identified"] == f"Kod i mejl till {cast.chief.email}"


def test_a_wrong_code_makes_no_extract_and_says_what_to_do(cast: Cast, adjusted: Paragraph):
    client = asked(cast, adjusted)
    wrong = f"{(int(mailed_code()) + 1) % 1_000_000:06}"
    page = client.post(url("extract_code", adjusted), {"code": wrong})
    assert (page.status_code, "Koden stämmer inte" in page.content.decode()) == (422, True)
    assert not Document.objects.filter(name__startswith="Utdrag").exists()


def test_no_extract_is_made_of_what_is_not_adjusted(cast: Cast, protocol: Protocol):
    page = client_of(cast.chief).post(url("extract_file", first_of(protocol)), {"sent_to": ""})
    assert (page.status_code, "inte justerad än" in page.content.decode()) == (422, True)
    assert not any("kod" in letter.subject for letter in mail.outbox)


def test_the_page_for_the_code_leads_back_when_none_was_asked_for(cast: Cast, adjusted: Paragraph):
    answer = client_of(cast.chief).get(url("extract_code", adjusted))
    assert answer.url == url("extract_file", adjusted)
