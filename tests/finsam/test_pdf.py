"""Typesetting keeps its promises: sound files, our typefaces, our own sources, the same bytes twice."""

import io
import re
import time
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from finsam.pdf import Attachment, Look, PackFront, Part, merge_pack, typeset
from finsam.pdf.fitting import fit_tables
from finsam.pdf.letters import (
    NBSP,
    PRINTED,
    break_runs,
    hold_together,
    legible_text,
    lost_in_print,
    make_legible,
)
from finsam.pdf.look import contrast_on_white, parse_colour
from finsam.pdf.sources import Sources, printable_picture
from finsam.pdf.structure import mend_structure
from finsam.pdf.system import check_typesetting
from tests.tools.verapdf import findings

LOOK = Look(name="Samordningsförbundet Exempelbygden", organisation_number="222000-0000")
FRONT = PackFront("Styrelsens sammanträde den 25 mars 2022", date(2022, 3, 11))


def page(
    body: str,
    *,
    title: str = "Prov",
    files: dict[str, bytes] | None = None,
    look: Look = LOOK,
    attachments: tuple[Attachment, ...] = (),
) -> bytes:
    html = f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title><meta name="author" content="Kansliet"></head><body>{body}</body></html>'
    return typeset.typeset(
        html,
        look=look,
        files=files or {},
        attachments=attachments,
        created_at=datetime(2022, 4, 5, tzinfo=UTC) if attachments else None,
    )


def text_of(pdf: bytes) -> str:
    return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(pdf))


def fonts_of(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            str(obj.BaseFont).partition("+")[2]
            for obj in opened.objects
            if isinstance(obj, pikepdf.Dictionary) and "/BaseFont" in obj
        }


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode in "LP" else tuple([90] * len(mode))).save(out, form)
    return out.getvalue()


def faults(pdf: bytes, tmp_path) -> list:
    path = tmp_path / "prov.pdf"
    path.write_bytes(pdf)
    return findings(path)["prov.pdf"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert page("<h1>Rubrik</h1><p>Text.</p>") == page("<h1>Rubrik</h1><p>Text.</p>")


def test_the_file_says_its_title_author_and_language() -> None:
    with pikepdf.open(io.BytesIO(page("<h1>Rubrik</h1>", title="Årsredovisning 2021"))) as pdf:
        assert (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Author"]), str(pdf.Root.Lang)) == (
            "Årsredovisning 2021",
            "Kansliet",
            "sv",
        )


def test_headings_become_bookmarks() -> None:
    with pikepdf.open(io.BytesIO(page("<h1>Ett</h1><h2>Två</h2>"))) as pdf, pdf.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("Ett", ["Två"])
        ]


def test_tables_pictures_and_attachments_keep_the_file_sound(tmp_path) -> None:
    body = (
        "<h1>Rubrik</h1><table><caption>Belopp</caption><thead><tr><th>Rad</th><th>Kronor</th></tr></thead>"
        '<tbody><tr><th>Bidrag</th><td>5 034 000</td></tr></tbody></table><p><img src="doc:bild" alt="En grå ruta"></p>'
    )
    kept = (Attachment("underlag.csv", b"rad;kronor\n", "Underlag till tabellen", "Source"),)
    assert faults(page(body, files={"bild": picture("PNG", "RGBA")}, attachments=kept), tmp_path) == []


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_every_kind_of_photograph_prints(mode: str, tmp_path) -> None:
    body = '<h1>Rubrik</h1><p><img src="doc:bild" alt="En grå ruta"></p>'
    assert faults(page(body, files={"bild": picture("JPEG", mode)}), tmp_path) == []


def test_a_picture_in_rgb_is_left_as_it_is() -> None:
    data = picture("PNG")
    assert printable_picture(data) == data


def test_table_heads_say_what_they_cover() -> None:
    body = (
        "<table><thead><tr><th>Rad</th></tr></thead><tbody><tr><th>Bidrag</th><td>1</td></tr></tbody></table>"
    )
    with pikepdf.open(io.BytesIO(page(body))) as pdf:
        scopes = {
            str(obj.A.Scope)
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/TH"
        }
    assert scopes == {"/Column", "/Row"}


def test_a_text_field_becomes_an_empty_signature_field(tmp_path) -> None:
    pdf = page(
        '<h1>Underskrift</h1><div class="underskrift"><input type="text" name="ordforande" title="Underskrift: ordförande"></div>'
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        field = opened.Root.AcroForm.Fields[0]
        assert (str(field.FT), str(field.T), str(field.TU), "/V" in field) == (
            "/Sig",
            "ordforande",
            "Underskrift: ordförande",
            False,
        )
    assert faults(pdf, tmp_path) == []


ALPHABETS = {
    "Latin": "Żółć Šejla Łukasz Dvořák Győr Þór İstanbul",
    "Vietnamese": "Nguyễn Thị Hồng Đặng Phượng",
    "Greek": "Αθήνα Ελευθερία Ὅμηρος",
    "Cyrillic": "Зеленський Ђорђе Қазақстан",
    "arrows and sums": "5 → 6 ← ↑ ↓ ↔ ⇒ ≥ 4 ≤ ≈ ≠ − × ½",
    "marks": "✓ ✔ ✗ ☐ ☑ ☒ ● ■ ▪ □ ★",
}


def test_every_alphabet_that_is_promised_is_printed_in_shipped_typefaces(tmp_path) -> None:
    lines = "".join(
        f"<p>{text} <strong>{text}</strong> <em>{text}</em></p><h2>{text}</h2>" for text in ALPHABETS.values()
    )
    pdf = page(f"<h1>Alla alfabet 😀</h1>{lines}")
    shown = " ".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(pdf))
    assert [text for text in ALPHABETS.values() if not all(word in shown for word in text.split())] == []
    assert all("Source" in name or "Finsam" in name or "Noto" in name for name in fonts_of(pdf)), fonts_of(
        pdf
    )
    assert faults(pdf, tmp_path) == []


@pytest.mark.parametrize("text", ALPHABETS.values(), ids=ALPHABETS)
def test_what_is_promised_is_printed_as_it_is_written(text: str) -> None:
    assert (legible_text(text), lost_in_print(text)) == (text, [])


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("\ufb01nansiering av \ufb02öden", "finansiering av flöden"),
        ("1\u2007000 kr", f"1{NBSP}000 kr"),
        ("en\u2003vid lucka", "en vid lucka"),
        ("osynligt\u200e\u2060\u200b här", "osynligt här"),
        ("\uf0fc klart", "✓ klart"),
        ("㎡ och Ａ", "m2 och A"),
    ],
)
def test_what_has_no_glyph_is_printed_as_what_says_the_same(typed: str, printed: str) -> None:
    assert legible_text(typed) == printed


def test_what_print_can_only_show_as_a_question_mark_is_told() -> None:
    assert lost_in_print("a? 😀 ع 😀 b") == ["😀", "ع"]


def test_a_family_that_is_not_ours_borrows_nothing_from_the_machine() -> None:
    pdf = page('<h1>Rubrik</h1><p style="font-family: Comic Papyrus">Text.</p>')
    assert all("Source" in name for name in fonts_of(pdf))


def test_a_letter_without_a_glyph_is_shown_as_a_question_mark() -> None:
    assert legible_text("a 😀 b") == "a ? b"


def test_letters_typed_in_two_parts_are_joined() -> None:
    assert legible_text("A\u030aret") == "Året"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("5 034 000 kronor", "5~034~000~kronor"),
        ("21,0 % av", "21,0~% av"),
        ("enligt § 26 och §§ 27", "enligt §~26 och §§~27"),
        ("se not 6 och bilaga 2", "se not~6 och bilaga~2"),
        ("kl. 8.30", "kl.~8.30"),
        ("den 25 mars 2022", "den 25~mars~2022"),
        ("5 kap. 69 § kommunallagen", "5~kap.~69~§ kommunallagen"),
        ("år 2022 150 personer", "år 2022 150~personer"),
        ("ett ord – ett till", "ett ord~– ett till"),
        ("070-123 45 67", "070-123 45 67"),
        ("3 år och 12 krav", "3 år och 12 krav"),
        ("vårt maj 2 inte", "vårt maj 2 inte"),
    ],
)
def test_what_belongs_together_stays_on_one_line(typed: str, printed: str) -> None:
    assert hold_together(typed) == printed.replace("~", NBSP)


def test_a_figure_that_is_an_element_of_its_own_is_held_to_its_unit() -> None:
    root = fromstring("<p>Utfallet är <data>5 034 000</data> kronor.</p>")
    make_legible(root)
    assert root[0].tail == f"{NBSP}kronor."


def test_what_style_prints_from_an_attribute_is_legible_too() -> None:
    root = fromstring('<h1 data-titel="Plan ไทย" data-bok="Not 1 你">Plan</h1>')
    make_legible(root)
    assert (root.get("data-titel"), root.get("data-bok")) == ("Plan ???", "Not 1 ?")


def test_every_attribute_that_style_prints_is_known() -> None:
    style = (Path(__file__).resolve().parents[2] / "static" / "print" / "print.css").read_text()
    assert set(re.findall(r"attr\(([a-z-]+)\)", style)) == {*PRINTED, "href"}


CARELESS_TEXT = """
<h1>§ 1</h1><div class="text"><h4>Djup rubrik</h4><p>Text med <a href="https://example.se/"><strong>fet länk</strong> i</a> sig.</p>
<h2>Grund rubrik</h2><h5>Djup igen</h5><h2></h2>
<table><tbody><tr><td>Rad</td><td>Kronor</td></tr><tr><td>Bidrag</td><td>1</td></tr></tbody></table>
<table><tr><td>Ensam rad</td><td>1</td></tr></table>
<img src="doc:bild"><ul><li>Ett<ul><li>Två</li></ul></li></ul><blockquote><p>Citat</p></blockquote></div><h2>§ 2</h2>
"""


def test_careless_running_text_still_prints_soundly(tmp_path) -> None:
    assert faults(page(CARELESS_TEXT, files={"bild": picture("PNG")}), tmp_path) == []


def test_headings_in_a_text_follow_on_the_one_above_without_gaps() -> None:
    root = fromstring(
        '<body><h2>§ 1</h2><div class="text"><h4>a</h4><h2>b</h2><h5>c</h5></div><h2>§ 2</h2></body>'
    )
    mend_structure(root)
    assert [element.tag for element in root.iter() if element.tag.startswith("h")] == [
        "h2",
        "h3",
        "h3",
        "h4",
        "h2",
    ]


def test_a_link_keeps_its_words_and_loses_its_markup() -> None:
    root = fromstring('<p>Se <a href="x">en <b>fet</b> länk</a>.</p>')
    mend_structure(root)
    assert (root[0].text, len(root[0]), root[0].tail) == ("en fet länk", 0, ".")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.se/bild.png",
        "http://127.0.0.1/x",
        "file:///etc/passwd",
        "doc:okand",
        "ftp://example.se/x",
    ],
)
def test_nothing_outside_the_document_is_fetched(url: str) -> None:
    with pytest.raises(ValueError, match=r"Not a"):
        Sources({"bild": b""}).fetch(url)


def test_a_picture_that_may_not_be_fetched_prints_its_alt_text() -> None:
    assert "En bild utifrån" in text_of(
        page('<h1>Rubrik</h1><p><img src="https://example.se/x.png" alt="En bild utifrån"></p>')
    )


def test_a_pale_accent_is_darkened_until_it_can_be_read() -> None:
    look = Look(name="Grannbygden", accent="#ffcc00")
    assert contrast_on_white(parse_colour(look.print_accent)) >= 7


def test_the_house_mark_takes_the_accent() -> None:
    assert b"#17505e" not in Look(name="Grannbygden", accent="#5a1a3c").mark_bytes


def test_the_machine_can_typeset() -> None:
    assert check_typesetting() == []


def test_a_pack_says_on_its_first_page_that_it_is_one() -> None:
    pack = merge_pack([Part("Bilaga 1", page("<h1>Ett</h1>"))], front=FRONT, look=LOOK)
    assert "Det här är ett läspaket." in pypdfium2.PdfDocument(pack)[0].get_textpage().get_text_bounded()


def test_a_pack_has_a_bookmark_for_each_part_at_its_page() -> None:
    two_pages = page('<h1>Ett</h1><h2 class="ny-sida">Två</h2>')
    pack = merge_pack([("Bilaga 1", two_pages), ("Bilaga 2", page("<h1>Tre</h1>"))], front=FRONT, look=LOOK)
    bookmarks = [
        (mark.get_title(), mark.get_dest().get_index()) for mark in pypdfium2.PdfDocument(pack).get_toc()
    ]
    assert bookmarks == [("Läspaket", 0), ("Bilaga 1", 1), ("Bilaga 2", 3)]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_every_page_of_a_pack_is_stamped_whichever_way_it_is_turned(turned: int) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page("<h1>Ett</h1>"))) as pdf:
        pdf.pages[0].rotate(turned, relative=False)
        pdf.save(out)
    pack = pypdfium2.PdfDocument(merge_pack([("Bilaga 1", out.getvalue())], front=FRONT, look=LOOK))
    stamp = [sheet.get_textpage().get_text_bounded().split("Läspaket", 1)[1] for sheet in (pack[1],)]
    assert stamp[0].split() == [".", "Bilaga", "1", "2", "av", "2"]


def test_a_pack_is_stamped_with_names_from_any_machine() -> None:
    pack = merge_pack(
        [("A\u030atga\u0308rd, Łódź, Nguyễn, Ελένη, Жанна ﬁn", page("<h1>Ett</h1>"))], front=FRONT, look=LOOK
    )
    assert (
        "Åtgärd, Łódź, Nguyễn, Ελένη, Жанна fin"
        in pypdfium2.PdfDocument(pack)[1].get_textpage().get_text_bounded()
    )


def test_a_picture_becomes_a_page_of_its_pack() -> None:
    pack = merge_pack([Part("Karta", picture("JPEG", size=(400, 200)), "karta.jpg")], front=FRONT, look=LOOK)
    sheet = pypdfium2.PdfDocument(pack)[1]
    assert sheet.get_width() > sheet.get_height()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04", "”kalkyl.xlsx” är en Excel-fil och visas inte i läspaketet."),
        (b"%PDF-1.7 trasig", "Filen ”kalkyl.xlsx” är skadad"),
    ],
)
def test_what_cannot_be_bound_gets_a_sheet_that_says_so(data: bytes, reason: str) -> None:
    pack = merge_pack([Part("Kalkyl", data, "kalkyl.xlsx")], front=FRONT, look=LOOK)
    sheet = " ".join(pypdfium2.PdfDocument(pack)[1].get_textpage().get_text_bounded().split())
    assert reason in sheet


def test_a_locked_pdf_gets_a_sheet_that_says_so() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page("<h1>Ett</h1>"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="hemligt", owner="hemligt"))
    pack = merge_pack([Part("Låst", out.getvalue(), "last.pdf")], front=FRONT, look=LOOK)
    assert "låst med lösenord" in text_of(pack)


RUNS = {
    "letters": "abcdefghij" * 1000,
    "an address": "https://eur02.safelinks.example.se/?url="
    + "https%3A%2F%2Fwww.example.se%2F&data=05%7C" * 60,
    "underscores": "_" * 2000,
    "å ä ö": "samordningsförbundetsåtgärder" * 300,
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS.keys())
@pytest.mark.parametrize(
    "body",
    [
        "<div class='text'><p>Vi skrev {} och gick hem.</p></div>",
        "<div class='text'><p>Vi <strong>skrev</strong> {} och gick hem.</p></div>",
        "<table><thead><tr><th>Vad</th></tr></thead><tbody><tr><td>{}</td></tr></tbody></table>",
        "<ul><li>{}</li></ul>",
    ],
    ids=["paragraph", "after an element", "cell", "item"],
)
def test_a_run_of_thousands_of_letters_is_typeset_at_once_and_stays_as_it_was_typed(run, body):
    page("<p>Typsnitten läses.</p>")
    began = time.process_time()
    content = page("<h1>Prov</h1>" + body.format(run.replace("&", "&amp;")))
    assert time.process_time() - began < 5
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(content)]
    printed = "".join("".join(re.sub(r"Sida\s\d+\sav\s\d+\s*$", "", sheet).split()) for sheet in sheets)
    printed = printed.replace("Vad", "").replace("–", "")  # a table's head and a list's mark, on every page
    assert "\u200b" not in printed
    assert run in printed


@pytest.mark.pdf
def test_a_run_of_thousands_of_letters_leaves_the_file_sound(tmp_path):
    path = tmp_path / "rad.pdf"
    path.write_bytes(
        page(f"<h1>Prov</h1><div class='text'><p>{RUNS['an address'].replace('&', '&amp;')}</p></div>")
    )
    assert findings(path)[path.name] == []


def test_words_of_a_hundred_letters_are_left_alone():
    assert break_runs("a" * 100) == "a" * 100
    assert break_runs("a" * 101).replace("\u200b", "") == "a" * 101


ADDRESS = (
    "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexempel.se%2F&data=05%7C01%7C"
    + "a1b2c3" * 40
)
WORDS = ["samordningsförbundet", "finansieringsmodellen", "arbetsförmedlingen", "försäkringskassan"]


def table(*rows: list[str]) -> str:
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows)}</table>"


WIDE = {
    "an address": f"<p>{ADDRESS}</p>",
    "a line of underscores": f"<p>{'_' * 200}</p><h3>{'_' * 90}</h3>",
    "a word of ninety letters": f"<p>{'ordet' * 18}</p>",
    "an address in a cell": table(["Bilaga", "Ort"], [ADDRESS, "Exempelbygden"], ["_" * 60, "_" * 200]),
    "four long words side by side": table([word.capitalize() for word in WORDS], WORDS),
    "twelve columns": table(*[[f"{row * 1000 + n}" for n in range(12)] for row in range(3)]),
    "twenty columns of words": table(*[[f"{WORDS[n % 4]} {n}" for n in range(20)]] * 3),
}


@pytest.mark.parametrize("html", WIDE.values(), ids=WIDE)
def test_nothing_is_cut_at_the_papers_edge(html: str, tmp_path) -> None:
    pdf = page(f'<h1>Rubrik</h1><div class="text"><p>Före.</p>{html}<p>Efter.</p></div>')
    for sheet in pypdfium2.PdfDocument(pdf):
        text = sheet.get_textpage()
        edges = [text.get_charbox(place) for place in range(text.count_chars())]
        assert max(right for _, _, right, _ in edges) <= sheet.get_width() - 23.5 * 72 / 25.4
        assert min(left for left, *_ in edges if left) >= 23.5 * 72 / 25.4
    assert faults(pdf, tmp_path) == []


def test_a_table_that_fits_is_left_as_it_is() -> None:
    root = fromstring(f'<div class="text">{table(["Vad", "Kronor"], ["Hyra", "1 000"])}</div>')
    fit_tables(root)
    assert (root.find("table").get("class"), root.find(".//colgroup")) == (None, None)


def test_a_table_of_many_words_lies_on_a_landscape_page() -> None:
    pdf = pypdfium2.PdfDocument(
        page(f'<h1>R</h1><div class="text">{WIDE["twenty columns of words"]}<p>x</p></div>')
    )
    assert any(sheet.get_width() > sheet.get_height() for sheet in pdf)
