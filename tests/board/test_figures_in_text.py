"""Figures in the text of a §: named while one writes, shown on pages, and fixed when the protocol is sent."""

import datetime as dt
from collections.abc import Iterator

import pytest

from board import indexing
from board.actions.writing import save_paragraph
from board.documents.assemble import build_protocol
from board.documents.pack import build_pack_texts
from board.documents.reading import frozen_sections
from board.models import Paragraph
from board.queries.agenda import agenda
from board.states import MeetingState
from finsam import search
from finsam.models import Association
from finsam.registries import fields
from finsam.registries.fields import Field
from tests.board.meetings import make_held_meeting, send
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph

TEXT = '<p>Resultatet är <data value="house.result:2021"></data> kronor.</p>'

CALLED_AT = dt.datetime(2022, 4, 8, 9, 0, tzinfo=dt.UTC)


class House:
    """What the books say, which may be corrected."""

    def __init__(self) -> None:
        self.result = "367\u00a0609"

    def figures(self, association: Association, year: int) -> Iterator[Field]:
        if year == 2021:
            yield Field("house.result", "Årets resultat", self.result, "Utfall 2021")
        if year == 2022:
            yield Field("house.previous", "Årets resultat", self.result, "Utfall 2021")


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    own = House()
    monkeypatch.setattr(fields, "_sources", {own.figures: ("house.",)})
    return own


def test_the_menu_names_the_year_and_says_the_same_figure_once(cast: Cast, house: House) -> None:
    answer = client_of(cast.chief).get(f"/{cast.association.slug}/uppgifter/2022/?q=resultat")
    assert answer.json() == {
        "figures": [
            {"key": "house.result:2021", "label": "Årets resultat, Utfall 2021", "value": "367\u00a0609"}
        ]
    }


def test_no_figure_matches_other_words(cast: Cast, house: House) -> None:
    answer = client_of(cast.chief).get(f"/{cast.association.slug}/uppgifter/2022/?q=soliditet")
    assert answer.json() == {"figures": []}


def test_a_text_that_names_no_figure_asks_for_none(cast: Cast, house: House) -> None:
    house.figures = None  # type: ignore[assignment,method-assign]
    assert fields.printed(cast.association, ["<p>Inget.</p>"], year=2022) == {}


def test_the_session_shows_the_figure_and_offers_more(cast: Cast, house: House) -> None:
    meeting = make_meeting(body=cast.board, state=MeetingState.IN_SESSION)
    paragraph = make_paragraph(meeting=meeting, html=TEXT)
    page = client_of(cast.chief).get(
        f"/{cast.association.slug}/sammantraden/{meeting.pk}/protokoll/{paragraph.pk}/"
    )
    shown = page.content.decode()
    assert '<data value="house.result:2021">367\u00a0609</data>' in shown
    assert f'data-figures="/{cast.association.slug}/uppgifter/2022/"' in shown


def test_the_agenda_shows_the_figure(cast: Cast, house: House) -> None:
    meeting = make_meeting(
        body=cast.board, held_on=dt.date(2022, 5, 20), state=MeetingState.CALLED, called_at=CALLED_AT
    )
    make_paragraph(meeting=meeting, html=TEXT)
    page = client_of(cast.adjuster).get(meeting.get_absolute_url()).content.decode()
    assert '<data value="house.result:2021">367\u00a0609</data>' in page


def test_the_reading_pack_shows_the_figure(cast: Cast, house: House) -> None:
    meeting = make_meeting(body=cast.board)
    make_paragraph(meeting=meeting, html=TEXT)
    pack = build_pack_texts(meeting, agenda(meeting), dated=dt.date(2022, 3, 10))
    assert [item.html for item in pack.items] == [
        '<p>Resultatet är <data value="house.result:2021">367\u00a0609</data> kronor.</p>'
    ]


def test_what_was_sent_for_justering_keeps_the_figure_it_printed(cast: Cast, house: House) -> None:
    meeting = make_held_meeting(cast)
    paragraph = meeting.paragraphs.order_by("number").first()
    assert paragraph
    paragraph.text.html = TEXT
    paragraph.text.save(update_fields=["html"])
    protocol = send(meeting, cast)
    house.result = "1"
    wanted = '<p>Resultatet är <data value="house.result:2021">367\u00a0609</data> kronor.</p>'
    assert frozen_sections(protocol)[0].text == wanted
    assert build_protocol(protocol).sections[0].text == wanted  # as an utdrag and a rättelse read it


VALUE = '<data value="house.result:2021">367\u00a0609</data>'


@pytest.fixture
def changed(cast: Cast, house: House) -> Paragraph:
    """A § whose text gets a second version that names a figure, and a third text that came too late."""
    paragraph = make_paragraph(
        meeting=make_meeting(body=cast.board, state=MeetingState.IN_SESSION), html="<p>Inget.</p>"
    )
    base = str(paragraph.version)
    for text, by in ((TEXT, cast.chief), (TEXT.replace("kronor", "kr"), cast.officer)):
        save_paragraph(paragraph=paragraph, fields={"text": text}, base_version=base, by=by)
    paragraph.refresh_from_db()
    return paragraph


def test_the_history_shows_the_figure(cast: Cast, changed: Paragraph) -> None:
    page = client_of(cast.chief).get(f"/{cast.association.slug}/texter/{changed.text_id}/historik/")
    assert "367\u00a0609" in page.context["differences"]
    assert (VALUE in page.content.decode(), "{house" in page.content.decode()) == (True, False)


def test_two_who_wrote_at_once_see_the_figure(cast: Cast, changed: Paragraph) -> None:
    page = client_of(cast.officer).get(f"/{cast.association.slug}/texter/{changed.text_id}/tva-skrev/")
    shown = page.content.decode()
    assert (shown.count(VALUE), "{house" in page.context["conflict"].collisions[0].differences) == (
        4,
        False,
    )  # each, and both in the editor
    assert f'data-figures="/{cast.association.slug}/uppgifter/2022/"' in shown


def test_the_search_finds_the_figure(cast: Cast, changed: Paragraph) -> None:
    indexing.index_paragraph(changed)
    (hit,) = search.find(cast.association, "resultatet 609", kinds=[indexing.DRAFT])
    assert ("{house" in hit.snippet, "609" in hit.snippet) == (False, True)
