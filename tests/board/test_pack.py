"""The reading pack: each ärende's text and then its handlingar, bound into one file with bookmarks."""

import datetime as dt
import io
from collections import Counter

import pikepdf
import pypdfium2
import pytest

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.actions.call import call
from board.actions.meetings import MeetingPlan, plan_meeting
from board.actions.pack import ask_for_pack, make_pack
from board.documents.pack import bind_pack, pack_parts
from board.models import Meeting
from finsam.files import store
from finsam.pdf import Part
from finsam.registries import printing
from tests.board.test_attachments import GOOD
from tests.cast import Cast

PLAN = MeetingPlan(
    held_on=dt.date(2022, 5, 13), starts_at=dt.time(8, 30), ends_at=dt.time(11, 30), place="Stadshuset"
)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


@pytest.fixture
def planned(cast: Cast) -> Meeting:
    """A planned board meeting with its agenda."""
    return plan_meeting(body=cast.board, plan=PLAN, by=cast.chief)


def test_the_reading_pack_has_kallelse_texts_and_handlingar(cast, planned):
    add_paragraph(
        meeting=planned,
        draft=ParagraphDraft(
            heading="Budget", html="<p>Budgeten balanserar.</p>", proposal="fastställa budgeten"
        ),
        by=cast.chief,
    )
    job = ask_for_pack(meeting=planned, by=cast.chief)
    content = store.read(make_pack(job, meeting_id=planned.pk))
    text = text_of(content)
    assert "Det här är ett läspaket." in text
    assert "Budgeten balanserar." in text
    assert "att fastställa budgeten." in text


def test_the_pack_of_a_called_meeting_holds_the_frozen_kallelse(cast, planned):
    called = call(meeting=planned, by=cast.chief)
    assert [part.title for part in pack_parts(called)] == ["Kallelse", "Ärende 1–9"]


@pytest.fixture
def with_handlingar(cast, planned):
    """An agenda on which the first two ärenden have handlingar, the first of them two."""
    first, second, *_ = planned.paragraphs.order_by("position")
    attach(paragraph=first, name="Karta.pdf", content=GOOD["beslut.pdf"], by=cast.chief)
    attach(paragraph=first, name="Kalkyl.xlsx", content=GOOD["kalkyl.xlsx"], by=cast.chief)
    attach(paragraph=second, name="Bild.jpg", content=GOOD["bild.jpg"], by=cast.chief)
    return planned


def test_each_matter_of_the_pack_is_followed_by_its_handlingar(with_handlingar):
    titles = [part.title for part in pack_parts(with_handlingar)]
    assert titles == [
        "Kallelse",
        "Ärende 1",
        "Bilaga 1: Karta",
        "Bilaga 2: Kalkyl",
        "Ärende 2",
        "Bilaga 3: Bild",
        "Ärende 3–9",
    ]


def test_the_packs_bookmarks_name_each_matter_with_its_handlingar_under_it(with_handlingar):
    content = bind_pack(with_handlingar, pack_parts(with_handlingar))
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        named = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert named[:4] == [
        ("Läspaket", []),
        ("Kallelse", []),
        ("1 Sammanträdet öppnas", ["Bilaga 1: Karta", "Bilaga 2: Kalkyl"]),
        ("2 Val av justerare", ["Bilaga 3: Bild"]),
    ]


def test_each_line_of_the_packs_contents_leads_to_its_page(with_handlingar):
    content = bind_pack(with_handlingar, pack_parts(with_handlingar))
    marks = [mark.get_dest().get_index() for mark in pypdfium2.PdfDocument(content).get_toc()]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        links = [pages[link.Dest[0].objgen] for link in pdf.pages[0].Annots]
    assert links == marks[1:]  # the first bookmark is the contents


def test_the_packs_bookmarks_lead_to_the_page_that_shows_the_matter(with_handlingar):
    pack = pypdfium2.PdfDocument(bind_pack(with_handlingar, pack_parts(with_handlingar)))
    for mark in pack.get_toc():
        number, _, heading = mark.get_title().partition(" ")
        if number.isdigit():
            assert heading in pack[mark.get_dest().get_index()].get_textpage().get_text_bounded()


def test_the_pack_keeps_one_copy_of_the_typefaces_however_often_texts_are_parted(with_handlingar):
    content = bind_pack(with_handlingar, pack_parts(with_handlingar))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = [
            obj.FontName for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/FontFile2" in obj
        ]
    kallelse_front_and_texts = 3
    assert max(Counter(map(str, fonts)).values()) <= kallelse_front_and_texts


def test_the_pack_can_be_printed_by_its_meetings_day(with_handlingar):
    content = printing.render(
        with_handlingar.body.association, "laspaket", with_handlingar.held_on.isoformat()
    )
    assert "Det här är ett läspaket." in text_of(content)


def test_a_pack_is_bound_though_a_handling_cannot_be(planned):
    content = bind_pack(planned, [*pack_parts(planned), Part("Kalkyl", b"PK\x03\x04", "kalkyl.xlsx")])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) >= 4
