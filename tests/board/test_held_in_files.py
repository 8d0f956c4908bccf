"""Before words are held back one is told where they stand; what an uploaded file says is not masked, and takes a yes."""

import datetime as dt
import io
from types import SimpleNamespace

import pytest
from django.urls import reverse
from docx import Document as WordDocument
from openpyxl import Workbook
from PIL import Image

from board.actions import publishing
from board.actions.attachments import attach, change_attachment
from board.models import Attachment, Paragraph, Protocol, Withholding
from board.queries.held_places import places_of
from finsam import clock, pdf
from finsam.errors import DomainError
from finsam.models import AuditEvent
from finsam.pdf.look import Look
from finsam.pdf.said_inside import said_inside
from tests.board.meetings import adjust_meeting, make_held_meeting
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph

SECRET, GROUND = "Lind Exempelsson", "39 kap. 3 § OSL"


def a_pdf(text: str) -> bytes:
    paper = SimpleNamespace(
        title="Budget", heading="Budget", subtitle="", dated=dt.date(2022, 4, 11), lines=[text], language="sv"
    )
    return pdf.render("print/demo_paper.html", {"document": paper}, look=Look(name="Exempel"))


def a_word_file(text: str) -> bytes:
    document, out = WordDocument(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def an_excel_file(text: str) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Post", text, 10])
    book.save(out)
    return out.getvalue()


def a_scan(_: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(out, "PNG")
    return out.getvalue()


FILES = {"budget.pdf": a_pdf, "budget.docx": a_word_file, "budget.xlsx": an_excel_file}


@pytest.fixture
def protocol(cast: Cast) -> Protocol:
    meeting = make_held_meeting(cast, headings=("Öppnande", f"Anställning av {SECRET}"))
    return adjust_meeting(meeting, cast)


@pytest.fixture
def budget(cast: Cast) -> Paragraph:
    """The ärende of a public sammanträde ahead."""
    meeting = make_meeting(body=cast.board, held_on=clock.today().replace(month=11), is_public=True)
    return make_paragraph(meeting=meeting, heading="Budget")


def hold(cast: Cast, protocol: Protocol, words: str = SECRET) -> list[str]:
    return publishing.hold_back(protocol=protocol, words=words, ground=GROUND, by=cast.chief)


def add(cast: Cast, budget: Paragraph, name: str, content: bytes) -> Attachment:
    return attach(paragraph=budget, name=name, content=content, is_public=True, by=cast.chief)


@pytest.mark.parametrize("name", list(FILES))
@pytest.mark.parametrize("typed", [SECRET, "LIND   EXEMPELSSON", "Lind Exempels\u00adson"])
def test_words_are_found_in_a_file_however_they_are_written(name, typed):
    said = said_inside(FILES[name](f"Till {typed} i maj."))
    assert (said.says(SECRET), said.says("Någon Annan"), said.is_whole) == (True, False, True)


def test_a_picture_is_never_taken_for_read():
    assert not said_inside(a_scan("")).is_whole


def test_the_page_counts_the_places_before_anything_is_held_back(cast, protocol):
    page = reverse("protocol_publish", args=[cast.association.slug, protocol.pk])
    typed = {"act": "hold", "words": f" {SECRET.lower()} ", "ground": GROUND}
    asked = client_of(cast.chief).post(page, typed)
    count = places_of(cast.association, SECRET).count
    text = asked.content.decode().replace("\u00a0", " ")
    assert count > 0
    assert f"står på {count} ställe" in text
    assert f"Håll tillbaka på {count} ställe" in text
    assert not Withholding.objects.exists()
    client_of(cast.chief).post(page, typed | {"counted": SECRET.lower()})
    assert Withholding.objects.get().words == SECRET.lower()


def test_other_words_than_those_counted_are_counted_first(cast, protocol):
    page = reverse("protocol_publish", args=[cast.association.slug, protocol.pk])
    asked = client_of(cast.chief).post(
        page, {"act": "hold", "words": "och", "counted": SECRET, "ground": GROUND}
    )
    assert (asked.status_code, Withholding.objects.exists()) == (422, False)


def test_words_that_stand_nowhere_are_asked_about(cast, protocol):
    page = reverse("protocol_publish", args=[cast.association.slug, protocol.pk])
    asked = client_of(cast.chief).post(page, {"act": "hold", "words": "Lidn Exmepel", "ground": GROUND})
    assert "Är det rätt stavat?" in asked.content.decode()


def test_the_page_says_that_uploaded_files_are_not_masked(cast, protocol):
    page = reverse("protocol_publish", args=[cast.association.slug, protocol.pk])
    assert (
        "Det som står i en uppladdad fil maskeras inte." in client_of(cast.chief).get(page).content.decode()
    )


@pytest.mark.parametrize("name", list(FILES))
def test_a_file_that_says_it_is_kept_but_shown_to_nobody_without_a_yes(cast, protocol, budget, name):
    hold(cast, protocol)
    attachment = add(cast, budget, name, FILES[name](f"Till {SECRET}."))
    assert not attachment.is_public
    facts = {"title": "Budget", "is_appendix": False, "is_public": True, "by": cast.chief}
    with pytest.raises(DomainError, match="innehåller ord som förbundet håller tillbaka"):
        change_attachment(attachment=attachment, **facts)
    assert change_attachment(attachment=attachment, is_read=True, **facts).is_public
    assert AuditEvent.objects.filter(verb__startswith="ändrade handling").count() == 1


def test_a_file_that_cannot_be_read_takes_a_yes_too(cast, protocol, budget):
    hold(cast, protocol)
    attachment = add(cast, budget, "skannad.png", a_scan(""))
    assert not attachment.is_public
    with pytest.raises(DomainError, match="går inte att läsa här"):
        change_attachment(
            attachment=attachment, title="Budget", is_appendix=False, is_public=True, by=cast.chief
        )


@pytest.mark.parametrize("make", [a_pdf, a_scan], ids=["clean", "nothing held"])
def test_a_file_is_shown_at_once_where_nothing_in_it_is_held_back(cast, protocol, budget, make):
    if make is a_pdf:
        hold(cast, protocol)
    content = make("Budget för nästa år")
    assert add(cast, budget, "budget.pdf" if make is a_pdf else "b.png", content).is_public


def test_what_is_held_back_later_takes_the_file_that_says_it_down_and_says_so(cast, protocol, budget):
    says = add(cast, budget, "budget.pdf", a_pdf(f"Till {SECRET}."))
    other = add(cast, budget, "annat.pdf", a_pdf("Inget särskilt."))
    told = hold(cast, protocol)
    says.refresh_from_db()
    other.refresh_from_db()
    assert (says.is_public, other.is_public) == (False, True)
    assert told == ["”budget” innehåller det och visas inte längre för alla."]


def test_the_office_says_yes_on_the_page_of_the_file(cast, protocol, budget):
    hold(cast, protocol)
    attachment = add(cast, budget, "budget.pdf", a_pdf(f"Till {SECRET}."))
    page = reverse("attachment_edit", args=[cast.association.slug, attachment.pk])
    typed = {"title": "Budget", "is_public": "on"}
    refused = client_of(cast.chief).post(page, typed).content.decode()
    assert "Läs filen." in refused
    client_of(cast.chief).post(page, typed | {"is_read": "on"})
    attachment.refresh_from_db()
    assert attachment.is_public


def test_a_forbund_that_holds_nothing_back_is_not_asked(cast, budget):
    attachment = add(cast, budget, "budget.pdf", a_pdf("Budget"))
    page = reverse("attachment_edit", args=[cast.association.slug, attachment.pk])
    assert "Jag har läst filen" not in client_of(cast.chief).get(page).content.decode()
