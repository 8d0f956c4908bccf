"""What was typed awkwardly is read back whole: on every page, in every Excel file, in every document and by searching."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace

import openpyxl
import pypdfium2
import pytest
from django.test import Client, override_settings
from django.urls import reverse

from finsam.pdf.letters import lost_in_print
from finsam.registries import printing
from finsam.texts.cleaning import clean_text
from finsam.web import once
from tests.cast import Cast, client_of, make_cast
from tests.texts.awkward import TEXTS, gist
from tests.texts.forms import FREE, Page
from tests.texts.walk import Sender, every_form, type_into
from tests.tools.verapdf import findings
from tests.wall.table import WALL
from tests.wall.test_questions_in_addresses import _address
from tests.wall.test_sent_at_once import ENDS
from tests.wall.test_wall import NAMES
from tests.wall.world import SMALL_PDF, make_world

pytestmark = pytest.mark.django_db

LEFT_OUT = {"nothing to see", "turned round", "one long word", "long text", "bars"}
LEAVING = {"login_list", "call_answer"}  # their forms log the sender out
SILENT = {"health"}  # tells of no text, and here of jobs that nobody takes
KEPT = [text for text in TEXTS if text.name not in LEFT_OUT]
ONE_LINE = [text for text in KEPT if "\n" not in clean_text(text.text)]
BEGUN = re.compile(r"Q(\d+)q")
WHOLE = re.compile(r"Q(\d+)q(.*?)q\1Q", re.DOTALL)
BY_CHANCE = {"csrfmiddlewaretoken", once.FIELD}  # keys of chance letters look like a text's mark now and then
LEAST_TYPED, LEAST_SEEN, LEAST_FOUND = 200, 0.7, 30


@dataclass
class Typed:
    """What was typed where, by its number, and where it was read again."""

    texts: dict[int, str] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def read(self, place: str, words: str, *, hyphens: bool = False) -> None:
        """Note what stands in some words; a text that is begun there and not whole, or not the same, is a fault."""
        whole = WHOLE.findall(words)
        for number, between in whole:
            wanted, found = gist(self.texts.get(int(number), "")), gist(between)
            if hyphens:
                wanted, found = _as_printed(wanted), _as_printed(found)
            if wanted == found:
                self.seen.add(int(number))
            elif int(number) in self.texts:
                self.faults.append(f"{place}: {found[:80]!a} for {wanted[:80]!a}")
        if len(whole) < len(BEGUN.findall(words)):
            self.faults.append(f"{place}: a text is cut")


def _as_printed(text: str) -> str:
    """Print breaks words with hyphens, sets its own spaces, and shows a question mark for what it told of."""
    text = text.replace("promille", "‰")  # it says in words what its letters have no sign for
    lost = set(lost_in_print(text))
    return re.sub(r"[-\u2010\ufffe\x02?\ufe0f\u200d]", "", "".join(sign for sign in text if sign not in lost))


@pytest.fixture
def stage() -> Iterator[SimpleNamespace]:
    """A world in which every form that ends nothing has been sent with awkward texts in its fields."""
    with override_settings(FINSAM_TODAY="2022-04-11"):
        cast = make_cast()
        world = make_world(cast)
        typed, numbers = Typed(), count()
        for sender in every_form(cast, world):
            if not sender.name.endswith(ENDS) and sender.name not in LEAVING:
                _type(sender, typed, numbers)
        yield SimpleNamespace(cast=cast, world=world, typed=typed)


def _type(sender: Sender, typed: Typed, numbers: Iterator[int]) -> None:
    """Send a form with a text of its own in every field where one may write anything, as far as it is taken."""
    texts = {}
    for name in (name for name in sender.writable if sender.form.controls[name].kind in FREE):
        number = next(numbers)
        kept = ONE_LINE if sender.form.controls[name].is_list else KEPT
        texts[name] = number, kept[number % len(kept)].text
    taken = type_into(sender, {name: _marked(number, text) for name, (number, text) in texts.items()})
    typed.texts |= dict(texts[name] for name in taken)


def _marked(number: int, text: str) -> str:
    return f"{'=' if text[0] == '=' else ''}Q{number}q {text} q{number}Q"


@pytest.mark.slow
def test_what_was_typed_is_read_back_whole_everywhere(stage, tmp_path):
    cast, typed = stage.cast, stage.typed
    assert len(typed.texts) >= LEAST_TYPED
    client = client_of(cast.chief)
    for name in (name for name in NAMES if name in WALL and WALL[name].looks and name not in SILENT):
        _read_page(client, _address(name, cast, stage.world), typed)
    _read_documents(cast, typed, tmp_path)
    assert typed.faults == []
    assert len(typed.seen) >= LEAST_SEEN * len(typed.texts)
    found = _found_by_searching(client, cast, typed)
    assert found >= LEAST_FOUND


def _read_page(client: Client, address: str, typed: Typed) -> None:
    answer = client.get(address)
    assert answer.status_code in {200, 302, 403, 404, 405}, address
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != 200:
        return
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if kind.startswith("text/html"):
        page = Page(content.decode())
        values = [
            each
            for form in page.forms
            for name, control in form.controls.items()
            if name not in BY_CHANCE
            for each in control.values
        ]
        typed.read(address, "\n".join([page.words, *values]))
    elif "spreadsheet" in kind:
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [
            cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        assert not [cell.value for cell in cells if cell.data_type == "f" and "Q" in str(cell.value)], address
        typed.read(address, "\n".join(str(cell.value) for cell in cells))


def _read_documents(cast: Cast, typed: Typed, folder: object) -> None:
    """Every document that is not frozen is printed, read, and put before veraPDF."""
    paths = []
    for kind in printing.kinds():
        for which in kind.whiches(cast.association):
            content = kind.render(cast.association, which)
            if len(content) == len(SMALL_PDF):
                continue  # what the world has frozen in advance
            pages = pypdfium2.PdfDocument(content)
            typed.read(
                f"{kind.name} {which}",
                "".join(page.get_textpage().get_text_range() for page in pages),
                hyphens=True,
            )
            if kind.name != "laspaket":  # for reading, and no archive file
                paths.append(folder / f"{kind.name}-{which}.pdf")
                paths[-1].write_bytes(content)
    assert {name: found for name, found in findings(*paths).items() if found} == {}


def _found_by_searching(client: Client, cast: Cast, typed: Typed) -> int:
    where = reverse("search", args=[cast.association.slug])
    pages = (client.get(where, {"q": f"Q{number}q"}) for number in typed.texts)
    return sum(
        f"q{number}Q" in page.content.decode() for number, page in zip(typed.texts, pages, strict=True)
    )
