"""Handlingar are looked into, kept as they came, and shown to those who may read."""

import io
import zipfile

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from PIL import Image

from board.actions.attachments import attach, change_attachment, remove_attachment
from board.actions.protocol import as_json, ensure_main_protocol, submit_for_signing
from board.documents.assemble import build_protocol
from board.models import Attachment, Meeting, Paragraph, Protocol
from board.states import MeetingState
from finsam.errors import DomainError
from finsam.files import kinds, store
from finsam.models import AuditEvent
from tests.board.meetings import make_held_meeting
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph

MEGABYTE = 1024 * 1024


def a_pdf(*, password: str = "") -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else None)
    return out.getvalue()


def a_word_file(**extra: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *extra.values()):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def an_excel_file() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def a_picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, kind)
    return out.getvalue()


GOOD = {
    "beslut.pdf": a_pdf(),
    "beslut.docx": a_word_file(),
    "kalkyl.xlsx": an_excel_file(),
    "bild.png": a_picture("PNG"),
    "bild.jpg": a_picture("JPEG"),
    "BILD.JPEG": a_picture("JPEG"),
}
BAD = {
    "tom.pdf": (b"", "tom.pdf är tom."),
    "fel.pdf": (a_word_file(), "fel.pdf är inte den PDF-fil som namnet säger, utan en fil av slaget Word."),
    "fel.docx": (an_excel_file(), "fel.docx är inte den Word-fil som namnet säger"),
    "fel.png": (a_picture("JPEG"), "fel.png är inte den Bild-fil som namnet säger"),
    "program.pdf": (
        b"MZ\x90\x00" * 200,
        "program.pdf är inte den PDF-fil som namnet säger, utan något annat.",
    ),
    "program.exe": (b"MZ\x90\x00" * 200, "program.exe är av ett slag som inte tas emot."),
    "sida.html": (b"<html>", "sida.html är av ett slag som inte tas emot."),
    "makron.docx": (a_word_file(makro="word/vbaProject.bin"), "makron.docx är inte den Word-fil"),
    "trasig.pdf": (b"%PDF-1.7\n" + b"skrot" * 100, "trasig.pdf är skadad och går inte att öppna."),
    "last.pdf": (a_pdf(password="hemligt"), "last.pdf är låst med lösenord."),
    "trasig.png": (a_picture("PNG")[:40], "trasig.png är skadad och går inte att öppna."),
}


@pytest.fixture
def paragraph(cast: Cast) -> Paragraph:
    """An ärende on a planned meeting's agenda."""
    return make_paragraph(meeting=make_meeting(body=cast.board), heading="Budget")


@pytest.mark.parametrize("name", GOOD)
def test_a_sound_file_is_kept_as_it_came(cast, paragraph, name):
    attachment = attach(paragraph=paragraph, name=name, content=GOOD[name], by=cast.chief)
    assert store.read(attachment.document) == GOOD[name]


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_taken_gets_a_sentence(cast, paragraph, name):
    content, sentence = BAD[name]
    with pytest.raises(DomainError) as refusal:
        attach(paragraph=paragraph, name=name, content=content, by=cast.chief)
    assert str(refusal.value).startswith(sentence)
    assert Attachment.objects.count() == 0


def test_a_locked_word_file_is_named_as_locked():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 4
    with pytest.raises(DomainError, match="avtal.docx är låst med lösenord"):
        kinds.recognise("avtal.docx", locked)


def test_a_file_of_thirty_megabytes_is_too_large():
    with pytest.raises(DomainError, match="stor.pdf är 30 MB, och en fil får vara högst 25 MB"):
        kinds.refuse_too_large("stor.pdf", 30 * MEGABYTE)


def test_the_title_is_the_files_name(cast, paragraph):
    attachment = attach(
        paragraph=paragraph, name="Budget_2023.pdf", content=GOOD["beslut.pdf"], by=cast.chief
    )
    assert attachment.title == "Budget 2023"


def test_the_same_file_twice_is_one_handling(cast, paragraph):
    for _ in range(2):
        attach(paragraph=paragraph, name="beslut.pdf", content=GOOD["beslut.pdf"], by=cast.chief)
    assert paragraph.attachments.count() == 1


def test_a_path_in_the_name_is_left_out(cast, paragraph):
    attachment = attach(
        paragraph=paragraph, name="C:\\hem\\beslut.pdf", content=GOOD["beslut.pdf"], by=cast.chief
    )
    assert attachment.document.name == "beslut.pdf"


def test_attaching_is_written_down_with_the_files_hash(cast, paragraph):
    attachment = attach(paragraph=paragraph, name="beslut.pdf", content=GOOD["beslut.pdf"], by=cast.chief)
    assert AuditEvent.objects.get(verb="lade till handling").facts["sha256"] == attachment.document.sha256


# ---- When the meeting is over


@pytest.fixture
def written(cast: Cast) -> Paragraph:
    """A § of a closed meeting whose protocol is a draft."""
    held = make_held_meeting(cast)
    ensure_main_protocol(meeting=held, by=cast.chief)
    return held.paragraphs.last()


def hand_in(paragraph: Paragraph, cast: Cast) -> Attachment:
    return attach(paragraph=paragraph, name="beslut.pdf", content=GOOD["beslut.pdf"], by=cast.chief)


def test_a_handling_comes_to_a_closed_meeting_while_its_protocol_is_a_draft(cast, written):
    hand_in(written, cast)
    assert AuditEvent.objects.filter(verb="lade till handling efter sammanträdet").count() == 1


def test_a_handling_is_taken_from_a_closed_meeting_while_its_protocol_is_a_draft(cast, written):
    remove_attachment(attachment=hand_in(written, cast), by=cast.chief)
    assert AuditEvent.objects.filter(verb="tog bort handling efter sammanträdet").count() == 1


def test_the_meeting_need_not_be_opened_again(cast, written):
    hand_in(written, cast)
    assert Meeting.objects.get(pk=written.meeting_id).state == MeetingState.CLOSED


@pytest.mark.parametrize("act", ["attach", "change", "remove"])
def test_handlingar_stand_still_once_the_paragraph_is_sent_for_justering(cast, written, act):
    attachment = hand_in(written, cast)
    protocol = Protocol.objects.get(meeting=written.meeting)
    submit_for_signing(
        protocol=protocol, typeset=b"%PDF-1.7", made_from=as_json(build_protocol(protocol)), by=cast.chief
    )
    acts = {
        "attach": lambda: attach(
            paragraph=written, name="a.xlsx", content=GOOD["kalkyl.xlsx"], by=cast.chief
        ),
        "change": lambda: change_attachment(
            attachment=attachment, title="Annat", is_appendix=True, is_public=True, by=cast.chief
        ),
        "remove": lambda: remove_attachment(attachment=attachment, by=cast.chief),
    }
    with pytest.raises(DomainError, match="sänd för justering"):
        acts[act]()


def test_nothing_is_attached_to_a_meeting_that_was_called_off(cast):
    meeting = make_meeting(body=cast.board, state=MeetingState.CANCELLED)
    with pytest.raises(DomainError, match="Sammanträdet är inställt"):
        hand_in(make_paragraph(meeting=meeting), cast)


# ---- Its name and place


def test_a_handling_becomes_a_bilaga_afterwards(cast, paragraph):
    attachment = hand_in(paragraph, cast)
    client_of(cast.chief).post(
        reverse("attachment_edit", args=["exempel", attachment.pk]),
        {"title": "Beslutet", "is_appendix": "on"},
    )
    attachment.refresh_from_db()
    assert (attachment.title, attachment.is_appendix) == ("Beslutet", True)


def test_a_handling_keeps_its_name_when_none_is_written(cast, paragraph):
    attachment = hand_in(paragraph, cast)
    answer = client_of(cast.chief).post(
        reverse("attachment_edit", args=["exempel", attachment.pk]), {"title": " "}
    )
    assert "Skriv vad handlingen ska heta." in answer.content.decode()


def test_a_change_that_changes_nothing_is_not_written_down(cast, paragraph):
    attachment = hand_in(paragraph, cast)
    change_attachment(
        attachment=attachment, title="beslut", is_appendix=False, is_public=False, by=cast.chief
    )
    assert not AuditEvent.objects.filter(verb="ändrade handling").exists()


def test_a_removed_handlings_bytes_stay_in_the_store(cast, paragraph):
    attachment = attach(paragraph=paragraph, name="beslut.pdf", content=GOOD["beslut.pdf"], by=cast.chief)
    remove_attachment(attachment=attachment, by=cast.chief)
    assert store.read(attachment.document) == GOOD["beslut.pdf"]


# ---- The pages


def post_files(cast: Cast, paragraph: Paragraph, *names: str, **fields: str) -> object:
    content = GOOD | {name: bad[0] for name, bad in BAD.items()}
    files = [SimpleUploadedFile(name, content[name]) for name in names]
    url = reverse("attachment_add", args=["exempel", paragraph.pk])
    return client_of(cast.chief).post(url, {"files": files} | fields)


def test_several_files_are_handed_in_at_once(cast, paragraph):
    response = post_files(cast, paragraph, "beslut.pdf", "kalkyl.xlsx")
    assert (response.status_code, paragraph.attachments.count()) == (302, 2)


def test_a_file_handed_in_during_the_meeting_leads_back_to_the_paragraph(cast):
    meeting = make_meeting(body=cast.board, state=MeetingState.IN_SESSION)
    paragraph = make_paragraph(meeting=meeting)
    response = post_files(cast, paragraph, "beslut.pdf")
    assert response["Location"] == f"{meeting.get_absolute_url()}protokoll/{paragraph.pk}/"


def test_a_file_handed_in_before_the_meeting_leads_back_to_the_agenda(cast, paragraph):
    response = post_files(cast, paragraph, "beslut.pdf")
    assert response["Location"] == reverse("paragraph_edit", args=["exempel", paragraph.pk])


def test_a_refused_file_does_not_take_the_others_with_it(cast, paragraph):
    page = post_files(cast, paragraph, "beslut.pdf", "trasig.pdf").content.decode()
    assert "trasig.pdf är skadad och går inte att öppna." in page
    assert [each.title for each in paragraph.attachments.all()] == ["beslut"]


def test_a_refusal_keeps_the_title_that_was_typed(cast, paragraph):
    assert "Årets budget" in post_files(cast, paragraph, "last.pdf", title="Årets budget").content.decode()


def test_a_file_that_is_too_large_is_refused_by_the_page(cast, paragraph, settings):
    settings.MAX_UPLOAD_BYTES = 100
    assert (
        "Dela upp den eller spara den mindre." in post_files(cast, paragraph, "beslut.pdf").content.decode()
    )


def test_no_file_at_all_gets_a_sentence(cast, paragraph):
    assert "Välj minst en fil." in post_files(cast, paragraph).content.decode()


def test_a_file_is_served_safely(cast, paragraph):
    attachment = attach(paragraph=paragraph, name="beslut.docx", content=GOOD["beslut.docx"], by=cast.chief)
    response = client_of(cast.chief).get(reverse("attachment_file", args=["exempel", attachment.pk]))
    assert response.content == GOOD["beslut.docx"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == 'attachment; filename="beslut.docx"'


@pytest.mark.parametrize(
    ("who", "state", "status"),
    [
        ("chief", MeetingState.PLANNED, 200),
        ("member", MeetingState.PLANNED, 404),
        ("member", MeetingState.CALLED, 200),
        ("contact", MeetingState.CALLED, 403),
        ("outsider", MeetingState.CALLED, 404),
    ],
)
def test_a_handling_is_for_those_who_may_read_the_agenda(cast, paragraph, who, state, status):
    attachment = attach(paragraph=paragraph, name="beslut.pdf", content=GOOD["beslut.pdf"], by=cast.chief)
    called_at = timezone.now() if state == MeetingState.CALLED else None
    type(paragraph.meeting).objects.filter(pk=paragraph.meeting_id).update(state=state, called_at=called_at)
    url = reverse("attachment_file", args=["exempel", attachment.pk])
    assert client_of(getattr(cast, who)).get(url).status_code == status


def test_removing_asks_first_and_then_removes(cast, paragraph):
    attachment = attach(paragraph=paragraph, name="beslut.pdf", content=GOOD["beslut.pdf"], by=cast.chief)
    url = reverse("attachment_remove", args=["exempel", attachment.pk])
    client = client_of(cast.chief)
    assert client.get(url).status_code == 200
    assert paragraph.attachments.count() == 1
    assert client.post(url).status_code == 302
    assert paragraph.attachments.count() == 0
