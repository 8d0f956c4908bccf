"""A protocol signed elsewhere is taken in as a whole PDF, and whoever in the office does it confirms it by a code."""

import io
import re

import pikepdf
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from board.models import Protocol
from board.states import ProtocolState
from tests.board.meetings import make_held_meeting, send
from tests.cast import Cast, client_of


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    return send(make_held_meeting(cast), cast)


def scanned() -> bytes:
    pdf, content = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(content)
    return content.getvalue()


def page_of(protocol: Protocol) -> str:
    return reverse("protocol_take_in", args=[protocol.meeting.body.association.slug, protocol.pk])


def take_in(client, protocol: Protocol, content: bytes, code: str):
    file = SimpleUploadedFile("protokoll.pdf", content, content_type="application/pdf")
    return client.post(page_of(protocol), {"file": file, "adjusted_on": "2022-04-05", "code": code})


def code_in_mail() -> str:
    return re.findall(r"\b\d{6}\b", mail.outbox[-1].body)[0]


def test_nothing_is_taken_in_without_a_code(cast: Cast, protocol: Protocol):
    client = client_of(cast.chief)
    take_in(client, protocol, scanned(), "123456")
    protocol.refresh_from_db()
    assert protocol.state == ProtocolState.FOR_SIGNING


def test_a_whole_pdf_and_the_code_make_the_protocol_signed(cast: Cast, protocol: Protocol):
    client = client_of(cast.chief)
    client.post(page_of(protocol), {"send_code": "1"})
    assert "Den ska ha underskrift av" in client.get(page_of(protocol)).content.decode()
    assert take_in(client, protocol, scanned(), code_in_mail()).url == protocol.get_absolute_url()
    protocol.refresh_from_db()
    assert protocol.state == ProtocolState.SIGNED


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"GIF89a"])
def test_what_is_no_whole_pdf_is_refused_and_uses_up_no_code(cast: Cast, protocol: Protocol, content: bytes):
    client = client_of(cast.chief)
    client.post(page_of(protocol), {"send_code": "1"})
    code = code_in_mail()
    assert take_in(client, protocol, content, code).status_code == 422
    protocol.refresh_from_db()
    assert protocol.state == ProtocolState.FOR_SIGNING
    assert take_in(client, protocol, scanned(), code).status_code == 302
