"""Every board document prints what it was given, soundly, and nothing it cannot know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pypdfium2
import pytest

from board.documents import AttendanceGroup, Clause, Section
from finsam.pdf import render
from tests.board import printed
from tests.tools.verapdf import findings

KINDS: dict[str, Callable[[], Any]] = {
    "protokoll": printed.a_protocol,
    "omedelbar": printed.an_immediate_protocol,
    "rattelse": printed.a_correction,
    "utdrag": printed.an_extract,
    "anslag": printed.a_notice,
    "anslagsbevis": printed.a_notice_proof,
    "kallelse": printed.an_agenda,
}


@cache
def printed_as(document: Any) -> bytes:
    return render(document.template_name, {"document": document}, look=printed.LOOK)


def words(document: Any) -> str:
    """The text of a printed document with single spaces, so that a sentence can be looked for across lines."""
    text = "\n".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(printed_as(document))
    )
    return " ".join(text.replace("\u00a0", " ").replace("\x02", "").split())


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_sound(kind: str, tmp_path) -> None:
    path = tmp_path / f"{kind}.pdf"
    path.write_bytes(printed_as(KINDS[kind]()))
    assert findings(path) == {path.name: []}


def test_the_protocol_of_nine_sections_takes_six_pages_or_more() -> None:
    assert len(pypdfium2.PdfDocument(printed_as(printed.a_protocol()))) >= 6


@pytest.mark.parametrize("kind", ["kallelse", "anslag"])
def test_kallelse_and_anslag_fit_one_page(kind: str) -> None:
    assert len(pypdfium2.PdfDocument(printed_as(KINDS[kind]()))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Fredagen den 25 mars 2022 kl. 8.30–11.30, Storgatan 6, Exempelby, och på distans",
        "§§ 22–30. § 26 justeras omedelbart i eget protokoll.",
        "Elektronisk. Datum och tid står vid varje underskrift.",
        "Tjänstgörande ersättare för Sofia Berg",
        "Mats Nyberg anmäler jäv och lämnar sammanträdet.",
        "Birgitta Lund yrkar att förbundet ska avstå från ansökan under 2022.",
        "Omröstning begärs.",
        "Två röster ja, en röst nej, en avstår.",
        "att överlämna den till revisorerna och förbundsmedlemmarna, och",
        "Ansvarig: Jonas Ekwall. Klart senast den 13 maj 2022.",
        "Birgitta Lund reserverar sig mot beslutet.",
        "Amir Haddad: Frågan borde ha beretts i beredningsgruppen",
        "Paragrafen justeras omedelbart i eget protokoll.",
        "Protokollet omfattar §§ 22–30. § 26 justeras omedelbart i eget protokoll. Ordföranden och justeraren intygar att övriga paragrafer återger sammanträdet riktigt.",
        "den är inte en personlig avancerad underskrift.",
        "Kontrollera filen på finsam.example.se/verifiera.",
        "Förbundets kansli, Storgatan 6, 000 00 Exempelby",
        "Bilaga 3 Sammanställning av indikatorenkäten Excel § 27",
    ],
)
def test_the_protocol_says(sentence: str) -> None:
    assert sentence in words(printed.a_protocol())


@pytest.mark.parametrize("later", ["5 april 2022", "6 april 2022", "anslaget den", "justerades den"])
def test_the_protocol_cannot_know_when_it_was_signed_or_posted(later: str) -> None:
    assert later not in words(printed.a_protocol())


def test_the_immediate_protocol_holds_only_its_section() -> None:
    text = words(printed.an_immediate_protocol())
    assert "§ 26 justeras omedelbart och har eget protokoll och eget anslag." in text
    assert "Indikatorenkäten 2021" not in text


def test_a_correction_says_first_what_it_corrects() -> None:
    text = words(printed.a_correction())
    assert text.index("Rättar § 29 i protokollet från den 25 mars 2022.") < text.index("Tid och plats")


def test_the_extract_says_when_the_protocol_was_adjusted_and_who_certifies() -> None:
    text = words(printed.an_extract())
    assert (
        "Protokollet justerades den 5 april 2022 av ordföranden Karin Alström och justeraren Amir Haddad."
        in text
    )
    assert "Utdragets riktighet bestyrks" in text


def test_the_signatures_leave_out_what_was_justerat_at_once() -> None:
    text = printed.a_protocol().attestation
    assert text.startswith(
        "Protokollet omfattar §§\u00a022–30. §\u00a026 justeras omedelbart i eget protokoll. "
        "Ordföranden och justeraren intygar att övriga paragrafer återger sammanträdet riktigt."
    )


def test_the_anslag_of_an_omedelbart_justerad_paragraph_does_not_say_that_the_rest_is_justerat() -> None:
    assert printed.a_notice(is_immediate=True, section_numbers=(26,)).opening == (
        "§\u00a026 i styrelsens protokoll är omedelbart justerad. "
        "Resten av protokollet får ett eget anslag när det är justerat."
    )


def test_the_anslag_tells_how_one_appeals() -> None:
    assert "Skicka det till Förvaltningsrätten i Exempelstad, Box 1, 000 01 Exempelstad." in words(
        printed.a_notice()
    )


def test_a_posted_anslag_tells_the_last_day() -> None:
    posted = printed.a_notice(
        posted_on=date(2022, 4, 6), last_appeal_on=date(2022, 4, 27), down_earliest_on=date(2022, 4, 28)
    )
    assert "Det ska ha kommit in till förvaltningsrätten senast den 27 april 2022." in words(posted)


def test_the_anslagsbevis_marks_a_board_that_took_it_down_early() -> None:
    document = printed.a_notice_proof()
    assert document.early_boards == ("Region Mellanbygd",)
    assert "2022-04-19 för tidigt" in words(document)


def test_an_anslagsbevis_is_complete_when_every_board_has_taken_it_down() -> None:
    document = printed.a_notice_proof()
    first, *rest = document.postings
    assert (
        document.is_complete,
        replace(document, postings=(replace(first, taken_down_on=None), *rest)).is_complete,
    ) == (True, False)


def test_a_kallelse_to_the_budget_meeting_says_that_it_is_public() -> None:
    assert "Sammanträdet är offentligt" in words(replace(printed.an_agenda(), is_public=True))


@pytest.mark.parametrize(
    ("typed", "set_by_the_program"),
    [
        (["att bifalla ansökan."], ("att bifalla ansökan.",)),
        (["bifalla, ", "Att uppdra, och"], ("att bifalla, och", "att uppdra.")),
        (["a;", "b", "att c,"], ("att a,", "att b, och", "att c.")),
        (["", "  "], ()),
        (["attestera fakturor"], ("att attestera fakturor.",)),
    ],
)
def test_att_satser_are_punctuated_by_the_program(
    typed: list[str], set_by_the_program: tuple[str, ...]
) -> None:
    section = Section(1, "Budget", clauses=tuple(map(Clause, typed)))
    assert tuple(text for text, _, _ in section.printed_clauses) == set_by_the_program


def test_a_section_without_decision_prints_no_beslut() -> None:
    document = printed.a_protocol(sections=(Section(1, "Information"),), attachments=())
    assert "Beslut " not in words(document).partition("Ärenden")[2]


def test_forty_sections_and_a_long_attendance_still_print_soundly(tmp_path) -> None:
    many = tuple(
        printed.a_section(number, f"Ärende {number}", clauses=(Clause("lägga till handlingarna"),))
        for number in range(1, 41)
    )
    crowd = (AttendanceGroup("Beslutande", printed.an_attendance()[0].attendees * 12),)
    path = tmp_path / "lang.pdf"
    path.write_bytes(printed_as(printed.a_protocol(sections=many, attendance=crowd)))
    assert findings(path) == {"lang.pdf": []}


def test_markup_in_a_name_is_printed_as_it_was_typed() -> None:
    assert "<b>Karin</b>" in words(printed.a_protocol(secretary="<b>Karin</b>"))


def test_one_paragraph_is_justerad_and_several_are_justerade() -> None:
    proof = printed.a_notice_proof()
    assert (proof.immediately, replace(proof, sections="§§\u00a026–27").immediately) == (
        "omedelbart justerad",
        "omedelbart justerade",
    )
