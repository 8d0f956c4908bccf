"""Kallelse, protocol and protokollsutdrag in Word: made in the worker of the same document as the PDF, and logged."""

import io
import re
from collections.abc import Iterator

import docx
import pytest
from django.test import TestCase
from django.urls import reverse
from lxml import html as reading

from board.actions.protocol import correct, ensure_main_protocol, start_immediate
from board.documents.assemble import build_paper, look_of
from board.models import Paragraph, Protocol
from finsam import word
from finsam.files import store
from finsam.models import AuditEvent, Job
from finsam.queue import duties
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.board.test_notes import held
from tests.cast import Cast, client_of


@pytest.fixture(autouse=True)
def _at_once() -> Iterator[None]:
    with duties.at_once():
        yield


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w§]+", text.replace("\u00ad", "")))


def text_of(document) -> str:
    """Everything that stands in a Word file's body."""
    return " ".join(each.text or "" for each in document.element.body.iter("{*}t"))


def made(cast: Cast, name: str, pk: int):
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client_of(cast.chief).post(reverse(name, args=["exempel", pk]))
    assert answer.status_code == 302
    job = Job.objects.latest("pk")
    assert job.result, job.message
    return job.result, docx.Document(io.BytesIO(store.read(job.result)))


def lost(cast: Cast, protocol: Protocol, document) -> set[str]:
    """The words of the printed paper that its Word file lacks."""
    paper = build_paper(protocol)
    printed = word.render_to_string(
        paper.template_name, {"document": paper, "look": look_of(cast.association)}
    )
    said = " ".join(reading.document_fromstring(printed).body.itertext())
    return words_of(said) - words_of(text_of(document))


def immediate(cast: Cast) -> Protocol:
    return start_immediate(paragraph=make_held_meeting(cast).paragraphs.get(number=2), by=cast.chief)


def correction(cast: Cast) -> Protocol:
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    second = Paragraph.objects.get(meeting=protocol.meeting, number=2)
    return correct(
        protocol=protocol, paragraphs=[second], reason="Beloppet ska vara 12 000 kronor.", by=cast.chief
    )


def notes(cast: Cast) -> Protocol:
    meeting = held(cast, cast.preparer.appointments.get().body)
    return ensure_main_protocol(meeting=meeting, by=cast.chief)


@pytest.mark.parametrize(
    ("make", "name", "says"),
    [
        (notes, "Minnesanteckningar", "Två ansökningar"),
        (immediate, "Omedelbart justerat", "Årsredovisning för 2021"),
        (correction, "Rättelse", "Beloppet ska vara 12 000 kronor."),
    ],
)
def test_notes_a_paragraph_adjusted_at_once_and_a_correction_come_whole_in_word(cast: Cast, make, name, says):
    protocol = make(cast)
    file, document = made(cast, "protocol_word", protocol.pk)
    text = text_of(document).replace("\u00a0", " ")
    assert (lost(cast, protocol, document), says in text) == (set(), True)
    assert file.name.startswith(name)
    assert any(each.style.name.startswith(("Heading", "Rubrik")) for each in document.paragraphs)


def test_a_protocol_in_word_says_every_word_of_the_printed_one(cast: Cast):
    protocol = adjust_meeting(make_held_meeting(cast), cast)
    file, document = made(cast, "protocol_word", protocol.pk)

    assert lost(cast, protocol, document) == set()
    assert file.name.endswith(".docx")
    assert document.core_properties.author == cast.association.name
    event = AuditEvent.objects.filter(verb="gjorde Word-fil").get()
    assert event.facts["sha256"] == file.sha256


def test_an_extract_in_word_has_its_paragraph_and_a_line_to_sign_on(cast: Cast):
    adjust_meeting(make_held_meeting(cast), cast)
    paragraph = Paragraph.objects.get(number=2)
    _, document = made(cast, "extract_word", paragraph.pk)

    text = text_of(document)
    assert paragraph.heading in text
    assert "____" in text


def test_what_is_not_adjusted_gives_no_extract(cast: Cast):
    make_held_meeting(cast)
    paragraph = Paragraph.objects.get(number=2)
    answer = client_of(cast.chief).post(reverse("extract_word", args=["exempel", paragraph.pk]), follow=True)
    assert "inte justerad än" in answer.content.decode()
    assert not Job.objects.exists()


def test_a_kallelse_in_word_has_its_agenda_as_a_table(cast: Cast):
    meeting = make_held_meeting(cast)
    _, document = made(cast, "meeting_call_word", meeting.pk)

    heads = [cell.text for cell in document.tables[1].rows[0].cells]
    assert heads == ["Nr", "Ärende", "Slag", "Föredragande", "Handling"]
