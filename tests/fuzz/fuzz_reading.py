"""Everything that reads what others wrote is fed with what nobody meant, for as long as one likes (`make fuzz`).

What a reader may answer is its result or a sentence (DomainError, ValueError where it says so); anything else is a fault, and
then becomes a plain test beside those of its room. Hypothesis prints the smallest example that it found.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from economy.imports.reading_figures import read_figures
from finsam import markup
from finsam.errors import DomainError
from finsam.files import kinds
from finsam.pdf.pack import Part, merge_pack
from finsam.swedish import dates, money
from finsam.texts.cleaning import clean_text, one_line
from tests.cast import client_of, make_cast
from tests.finsam.test_pdf import FRONT, LOOK
from tests.fuzz import files
from tests.texts.awkward import Awkward
from tests.texts.walk import every_form, send_awkward
from tests.wall.test_questions_in_addresses import PARAMETERS, _addresses
from tests.wall.world import make_world

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))  # a target
ROUND = 50  # examples before one looks at the clock

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
SNIPPETS = st.sampled_from(
    [
        "kr",
        "tkr",
        "mkr",
        "−",
        "-",
        " ",
        "\u00a0",
        ",",
        ".",
        "1",
        "5034",
        "000",
        "%",
        "(",
        ")",
        ":-",
        "mars",
        "2022",
        "/",
        "kl",
        "fredag",
        "e9",
    ]
)
MARKS = st.sampled_from(
    [
        "# ",
        "* ",
        "1. ",
        "> ",
        "|",
        "**",
        "*",
        "[",
        "](",
        ")",
        "{",
        "}",
        "\\",
        "\n",
        "\n\n",
        "ord",
        "http://x.se",
        "  ",
    ]
)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<ul>",
        "<ol",
        "start=7>",
        "<li>",
        "</li>",
        "</ul>",
        "</ol>",
        "<table>",
        "<tr>",
        "<td",
        "colspan=3>",
        "<th>",
        "</td>",
        "</table>",
        "<a",
        "href='http://x.se'>",
        "</a>",
        "<br>",
        "<del>",
        "</del>",
        "<ins>",
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<![if]>",
        "<o:p>",
        "<h1>",
        "</h1>",
        "<blockquote>",
        "<data",
        "value='x'>",
        "&nbsp;",
        "&lt;",
        "&#0;",
        "ord",
    ]
)


def run(check: Callable[..., None], *strategies: st.SearchStrategy) -> None:
    """Try ever new examples until the time is out."""
    until = time.monotonic() + SECONDS
    tried = 0
    while time.monotonic() < until:
        profile = settings(
            max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        seed(random.getrandbits(64))(profile(given(*strategies)(check)))()
        tried += ROUND
    print(f"{tried} examples")


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts put together of a target's own pieces and of anything."""
    return st.lists(st.one_of(*parts), max_size=12).map("".join)


def test_amounts() -> None:
    def check(text: str) -> None:
        with suppress(ValueError):
            money.kr(money.parse_amount(text), ore=True)

    run(check, joined(SNIPPETS, ANY))


def test_dates() -> None:
    def check(text: str) -> None:
        with suppress(ValueError):
            dates.long_date(dates.parse_date(text, year=2022))
        with suppress(ValueError):
            dates.parse_time(text)

    run(check, joined(SNIPPETS, ANY))


def test_names() -> None:
    def check(text: str) -> None:
        assert clean_text(clean_text(text)) == clean_text(text)
        assert one_line(one_line(text)) == one_line(text)

    run(check, ANY)


def test_light_markup() -> None:
    def check(text: str) -> None:
        once = markup.markup_to_html(text)
        assert markup.clean(once) == once
        assert markup.markup_to_html(markup.html_to_markup(once)) == once

    run(check, joined(MARKS, ANY))


def test_pasted_html() -> None:
    def check(html: str) -> None:
        once = markup.clean(html)
        assert markup.clean(once) == once
        assert "<script" not in once

    run(check, joined(TAGS, ANY))


@pytest.mark.parametrize(
    ("name", "whole"), [("f.se", files.SIE), ("f.csv", files.CSV), ("f.xlsx", files.xlsx())]
)
def test_figures(name: str, whole: bytes) -> None:
    def check(content: bytes) -> None:
        found = read_figures(content, name=name, year=2023)
        assert found.is_accepted or found.errors

    run(check, files.spoiled(whole))


@pytest.mark.parametrize(
    ("name", "whole"), [("f.docx", files.docx()), ("f.pdf", files.pdf()), ("f.xlsx", files.xlsx())]
)
def test_handlingar(name: str, whole: bytes) -> None:
    def check(content: bytes) -> None:
        with suppress(DomainError):
            kinds.recognise(name, content)

    run(check, files.spoiled(whole))


def test_packs() -> None:
    def check(content: bytes) -> None:
        assert merge_pack([Part("Bilaga", content, "f.pdf")], front=FRONT, look=LOOK).startswith(b"%PDF")

    run(check, files.spoiled(files.pdf()))


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    cast = make_cast()
    made = make_world(cast)
    made.cast = cast
    return made


def test_forms(world: SimpleNamespace) -> None:
    senders = [sender for sender in every_form(world.cast, world) if sender.writable]

    def check(text: str, place: int) -> None:
        sender = senders[place % len(senders)]
        assert send_awkward(sender, Awkward("fuzz", text)).faults == [], sender.action

    # markup has targets of its own: half a tag cannot be told apart from what was written around it
    texts = joined(ANY, SNIPPETS, MARKS).map(lambda text: re.sub("[<>&]", "+", text))
    run(check, texts, st.integers(0, 10_000))


def test_questions_in_addresses(world: SimpleNamespace) -> None:
    client = client_of(world.cast.chief)
    client.raise_request_exception = False
    addresses = _addresses(world.cast, world)

    def check(place: int, asked: dict[str, str]) -> None:
        address = addresses[place % len(addresses)]
        with transaction.atomic():
            assert client.get(address, asked).status_code < 500, address
            transaction.set_rollback(True)

    run(
        check,
        st.integers(0, 10_000),
        st.dictionaries(st.sampled_from(PARAMETERS), joined(ANY, SNIPPETS), max_size=5),
    )
