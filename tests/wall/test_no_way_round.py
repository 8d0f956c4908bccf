"""No way round the gate: few participants are found nowhere outside, whoever asks and whatever she opens."""

from __future__ import annotations

import base64
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from types import SimpleNamespace

import pypdfium2
import pytest
from django.db import transaction
from django.test import Client
from pptx import Presentation

from board.documents.assemble import look_of
from finsam import pdf, pptx, search
from finsam.models import Letter, SearchEntry
from finsam.registries import fields, printing
from insatser.actions.count_lists import begin_list, plan_counting
from insatser.actions.participants import count_participants
from insatser.documents.report import build_report
from insatser.models import CellKey, PublishedFigure
from insatser.queries import outside
from insatser.starting_lists import STARTING_LISTS
from insatser.states import Phase
from reporting.actions.slides import add_slide, make_set
from reporting.documents import comparing, registered
from reporting.documents.report import build_section
from reporting.documents.slides import build_slides
from reporting.models import Report, Section
from reporting.registries import blocks
from reporting.states import ReportKind
from tests.cast import client_of, make_cast
from tests.insatser.events import make_event
from tests.insatser.reports import make_insats
from tests.tools.standing import standing
from tests.wall.table import WALL
from tests.wall.test_wall import address, things_of
from tests.wall.world import make_world

pytestmark = pytest.mark.django_db

FEW, SHOWN = 73_519, 611_953  # below and above the limit; numbers that stand nowhere else
LIMIT = 90_000
_DRAWN = re.compile(r"data:[\w/+.-]+;base64,([A-Za-z0-9+/=]+)")
_MARKS = re.compile(r"<[^>]*>")
YEAR = (dt.date(2021, 1, 1), dt.date(2021, 12, 31))
HOUSE = {
    "insats_detail",
    "counting",
    "counting_conflict",
    "counting_paste",
    "participant_list",
    "event",
    "event_tell",
    "national_sheet",  # what the national system asks of those who enter it there
    "national_sheet_excel",
}  # pages for those with a role, where every number is shown and marked
TELLING = {
    "participants",
    "insats_reports",
    "participant_reasons",
    "participant_incomes",
    "events",
}  # blocks that print participants
# Documents that print participants. One that is not here must first write what it shows in the ledger;
# a läspaket goes to the board, who may see every number, and what it tells is written when the protocol is signed.
PRINTED = {
    "arsrapport", "arsredovisning", "delarsrapport", "verksamhetsplan", "protokoll", "protokollsutdrag", "laspaket",
}  # fmt: skip


def says(text: str, number: int) -> bool:
    """Whether a text holds a number, however its thousands are parted."""
    digits = str(number)
    parted = rf"{digits[:-3]}[\s\u00a0\u202f.]?{digits[-3:]}"
    return bool(re.search(rf"(?<!\d){parted}(?!\d)", text))


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """One of everything, with a small count, named by every text and printed by every block."""
    with standing(django_db_blocker):
        cast = make_cast()
        cast.association.count_limit = LIMIT
        cast.association.save()
        world = make_world(cast)
        other = make_insats(cast, key="annan", name="Annan insats")
        incomes = begin_list(association=cast.association, starting=STARTING_LISTS[4], by=cast.chief)
        for insats in (world.insats, other):
            plan_counting(
                insats=insats, facts={"reasons": world.count_list, "incomes": incomes}, by=cast.chief
            )
            _count(insats, cast)
        for few in (FEW, 200_000):
            make_event(cast, theme="Psykisk hälsa", came=({"women": few, "men": 300_000}, {"men": SHOWN}))
        _name_everywhere(cast, world)
        browsers = {role: client_of(person) for role, person in cast.by_role().items()} | {"nobody": Client()}
        yield SimpleNamespace(cast=cast, world=world, association=cast.association, browsers=browsers)


def _count(insats, cast) -> None:
    few = FEW if insats.key == "vidare-vy" else 200_000
    numbers = {
        Phase.NEW: {"women": few, "men": 300_000, "unknown": None},
        Phase.GOING: {"women": 250_000, "men": 400_000, "unknown": 350_000},
        Phase.ENDED: {"women": SHOWN, "men": 700_000, "unknown": None},
    }
    more = {
        CellKey(measure, "total", value): number
        for measure in ("forsorjning_fore", "forsorjning_efter")
        for value, number in (("forsorjningsstod", few), ("studiestodstudiemedel", SHOWN))
    }
    more |= {CellKey("orsak", "women", "arbete"): few, CellKey("orsak", "women", "studier"): SHOWN}
    count_participants(
        insats=insats, starts_on=YEAR[0], ends_on=YEAR[1], numbers=numbers, more=more, by=cast.chief
    )


def _name_everywhere(cast, world) -> None:
    keys = [
        key for key in fields.values(cast.association, 2021) if key.startswith(("insatser.", "arrangemang."))
    ]
    html = "".join(f'<p><data value="{key}:2021"></data></p>' for key in keys)
    for text in [
        world.text, world.report_section.text, world.goal.result, world.report_answer.text,
        *(paragraph.text for paragraph in (world.planned_paragraph, world.closed_meeting.paragraphs.get())),
    ]:  # fmt: skip
        text.html = html
        text.save(update_fields=["html"])
    for kind in ReportKind:
        report = world.draft_report
        if kind != report.kind:
            report = Report.objects.create(
                association=cast.association, kind=kind, year=2021, version=2, title=str(kind.label)
            )
        for position, block in enumerate(blocks.for_kind(kind)):
            Section.objects.create(report=report, heading=block.label, block=block.name, position=position)


def words(content: bytes) -> str:
    """Everything that a page or file says, also where a reader does not look: in its drawings, notes and properties."""
    if content.startswith(b"%PDF"):
        return _of_pdf(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(words(parts.read(name)) for name in parts.namelist())
    text = content.decode(errors="replace")
    drawn = [base64.b64decode(found[1]).decode(errors="replace") for found in _DRAWN.finditer(text)]
    # A number may stand in runs of its own in Word, so the text is also read without its marks.
    return "\n".join([text, *drawn, *(_MARKS.sub("", each) for each in (text, *drawn))])


def _of_pdf(content: bytes) -> str:
    try:
        paper = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return ""
    told = [page.get_textpage().get_text_bounded() for page in paper]
    attached = [bytes(paper.get_attachment(n).get_data()) for n in range(paper.count_attachments())]
    return "\n".join([*told, *paper.get_metadata_dict().values(), *map(words, attached)])


def test_what_lies_hidden_in_a_file_is_read():
    drawing = f'<svg><metadata id="figures">[{FEW}.0]</metadata></svg>'.encode()
    page = b'<img src="data:image/svg+xml;base64,' + base64.b64encode(drawing) + b'">'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("word/document.xml", "<w:t>73</w:t></w:r><w:r><w:t>519</w:t>")
    assert says(words(page), FEW)
    assert says(words(packed.getvalue()), FEW)


@pytest.mark.parametrize("name", sorted(WALL))
def test_no_page_or_export_tells_a_small_number(house, name):
    row = WALL[name]
    url = address(name, house.association.slug, things_of(row, house.world))
    telling = []
    # Who is turned away sees nothing, as the wall's own test holds; a stranger and nobody are tried all the same.
    for role in sorted(row.looks | {"outsider", "nobody"} & set(house.browsers)):
        browser = house.browsers.get(role, house.browsers["nobody"])
        with transaction.atomic():
            answer = browser.get(url)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            transaction.set_rollback(True)
        if says(words(content), FEW):
            telling.append(role)
    assert telling == [] or (name in HOUSE and "nobody" not in telling and "outsider" not in telling)


@pytest.mark.parametrize("kind", [each.name for each in printing.kinds()])
def test_no_document_tells_a_small_number(house, kind):
    [chosen] = [each for each in printing.kinds() if each.name == kind]
    texts = [words(chosen.render(house.association, which)) for which in chosen.whiches(house.association)]
    assert not any(says(text, FEW) for text in texts)
    assert kind in PRINTED or not any(says(text, SHOWN) for text in texts)


@pytest.mark.parametrize("kind", [each.name for each in printing.kinds() if each.word])
def test_no_document_in_word_tells_a_small_number(house, kind, monkeypatch):
    monkeypatch.setattr(registered, "FROZEN", frozenset())  # the frozen ones of the world are empty
    [chosen] = [each for each in printing.kinds() if each.name == kind]
    assert chosen.word
    for which in chosen.whiches(house.association):
        assert not says(words(chosen.word(house.association, which)), FEW), which


@pytest.mark.parametrize("kind", [each.name for each in printing.kinds() if each.compare])
def test_no_comparison_of_a_document_tells_a_small_number(house, kind, monkeypatch):
    for module in (registered, comparing):
        monkeypatch.setattr(module, "FROZEN", frozenset())
    [chosen] = [each for each in printing.kinds() if each.name == kind]
    assert chosen.others
    assert chosen.compare
    for which in chosen.whiches(house.association):
        for key, _ in chosen.others(house.association, which):
            assert not says(words(chosen.compare(house.association, which, key)), FEW), (which, key)


def test_no_letter_tells_a_small_number(house):
    letters = Letter.objects.all()
    assert letters
    assert not [each.subject for each in letters if says(f"{each.subject} {each.body}", FEW)]


def test_every_block_that_prints_participants_has_its_line_in_the_ledger(house):
    telling = set()
    for section in Section.objects.filter(report__association=house.association).exclude(block=""):
        html = build_section(section.report, section).html
        assert not says(html, FEW), section.block
        if says(html, SHOWN):
            telling.add(section.block)
            assert blocks.get(section.block).spots
    assert telling <= TELLING


def test_no_slide_tells_a_small_number(house):
    chief, report = house.cast.chief, house.world.draft_report
    with transaction.atomic():
        made = make_set(report=report, by=chief)
        add_slide(slide_set=made, heading="Ord", html=house.world.report_section.text.html, by=chief)
        made.slides.update(is_shown=True)
        slides = build_slides(made).slides
        told = "".join(each.words + each.html for each in slides)
        deck = pptx.render(
            "",
            "",
            [pptx.Shown(each.heading, each.words + each.html) for each in slides],
            look=look_of(house.association),
        )
        transaction.set_rollback(True)
    cells = "\n".join(
        row_cell.text
        for slide in Presentation(io.BytesIO(deck)).slides
        for shape in slide.shapes
        if shape.has_table
        for row_cell in shape.table.iter_cells()
    )
    assert (says(told, SHOWN), says(cells, SHOWN)) == (True, True)
    assert (says(told, FEW), says(cells, FEW), says(words(deck), FEW)) == (False, False, False)


def test_no_field_of_any_year_tells_a_small_number(house):
    for year in (2020, 2021, 2022):
        told = [each.key for each in fields.values(house.association, year).values() if says(each.value, FEW)]
        assert told == []
    assert fields.values(house.association, 2021)["insatser.vidare-vy.nya.kvinnor"].value == ".."
    assert fields.values(house.association, 2021)["insatser.vidare-vy.avslutade.kvinnor"].value == str(SHOWN)


def test_nothing_that_can_be_found_tells_a_small_number(house):
    assert search.rebuild(house.association)
    entries = SearchEntry.objects.filter(association=house.association)
    assert not [each.title for each in entries if says(f"{each.title} {each.body}", FEW)]


def test_those_in_the_house_see_every_number_with_a_mark(house):
    page = client_of(house.cast.chief).get(house.world.insats.get_absolute_url()).content.decode()
    assert f'{FEW}<span aria-hidden="true">*</span><span class="ds-sr-only"> döljs utåt</span>' in page


def test_a_gate_that_lets_a_number_out_is_found(house, monkeypatch):
    monkeypatch.setattr(outside, "_decide", lambda *_: (frozenset(), frozenset()))
    report = house.world.open_report
    document = build_report(report)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(house.association))
    section = Section.objects.get(report=house.world.draft_report, block="participants")
    assert says(words(content), FEW)
    assert says(build_section(section.report, section).html, FEW)
    assert any(says(each.value, FEW) for each in fields.values(house.association, 2021).values())


def test_a_planted_cell_of_one_is_neither_printed_nor_to_be_worked_out(house):
    house.association.count_limit = 5
    house.association.save()
    insats = make_insats(house.cast, key="liten", name="Liten")
    count_participants(
        insats=insats, starts_on=YEAR[0], ends_on=YEAR[1], by=house.cast.chief,
        numbers={Phase.NEW: {"women": 1, "men": 40, "unknown": None}},
    )  # fmt: skip
    told = {
        key: each.value
        for key, each in fields.values(house.association, 2021).items()
        if ".liten.nya." in key
    }
    assert told["insatser.liten.nya.kvinnor"] == ".."
    assert list(told.values()).count("..") >= 2
    assert not PublishedFigure.objects.filter(insats=insats).exists()
