"""Word files: the same template as the PDF, read into styles, tables, lists, fields and pictures that Word knows."""

import base64
import io

import docx
from docx.oxml.ns import qn
from docx.table import Table

from finsam.pdf.look import Look
from finsam.word import from_html
from finsam.word.tables import SIGN

LOOK = Look(name="Samordningsförbundet Nybygden", organisation_number="222000-0009", accent="#1f4b8e")
DRAWING = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
).decode()
PAGE = f"""<html lang="sv"><head><title>Plan 2023</title></head><body>
<h1><span class="dok">Plan 2023</span></h1>
<section class="innehall"><h2 class="utan">Innehåll</h2><ol class="toc">
<li><p class="rad"><span class="nr">1&#160;</span><a href="#a-1">Mål</a></p>
<ol><li><p class="rad"><a href="#a-2">Delmål</a></p></li></ol></li></ol></section>
<h2 id="a-1"><span class="nr">1&#160;</span>Mål</h2>
<p>Vi når <strong>många</strong>  <em>fler</em><br>i år, se <a href="https://example.se/">sidan</a>.</p>
<h3 id="a-2">Delmål</h3>
<ul><li>ett</li><li>två<ul><li>inre</li></ul></li></ul>
<ol><li>först</li></ol><p>Mellan.</p><ol start="5"><li>femte</li></ol>
<table class="belopp"><caption>Budget <span>Tkr</span></caption>
<thead><tr><td></td><th scope="col" class="num">2023</th></tr></thead>
<tbody><tr class="grupp"><th colspan="2">Kostnader</th></tr><tr><th>Insatser</th><td class="num">−5&#160;548</td></tr></tbody></table>
<figure><figcaption>Fördelning</figcaption><img src="data:image/svg+xml;base64,{DRAWING}" alt="Sjuttio procent"></figure>
<div class="liggande"><h2>Bred</h2><p>Tvärs.</p></div>
<p>Efter.</p>
</body></html>"""


def read(html: str = PAGE):
    return docx.Document(io.BytesIO(from_html(html, look=LOOK, files={})))


def paragraphs(document, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_headings_lists_and_captions_are_styles_of_word():
    document = read()

    assert paragraphs(document, "Title") == ["Plan 2023"]
    assert paragraphs(document, "Heading 1") == ["1\u00a0Mål", "Bred"]
    assert paragraphs(document, "Heading 2") == ["Delmål"]
    assert (paragraphs(document, "List Bullet"), paragraphs(document, "List Bullet 2")) == (
        ["ett", "två"],
        ["inre"],
    )
    assert paragraphs(document, "List Number") == ["först", "femte"]
    assert paragraphs(document, "Caption") == ["Budget Tkr", "Fördelning"]
    assert "Vi når många fler\ni år, se sidan." in paragraphs(document, "Normal")


def test_each_numbered_list_begins_at_its_own_number():
    document = read()
    numbers = [
        each._p.pPr.numPr.numId.val for each in document.paragraphs if each.style.name == "List Number"
    ]
    starts = {
        each.numId: [o.startOverride.val for o in each.findall(qn("w:lvlOverride"))]
        for each in document.part.numbering_part.element.findall(qn("w:num"))
    }
    assert [starts[number] for number in numbers] == [[1], [5]]


def test_a_table_repeats_its_head_and_sets_amounts_to_the_right():
    table: Table = read().tables[0]

    assert table.style.name == "Tabell finsam"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "2023"],
        ["Kostnader", "Kostnader"],
        ["Insatser", "−5\u00a0548"],
    ]
    head = table.rows[0]._tr.trPr
    assert head.find(qn("w:tblHeader")) is not None
    assert table.rows[2].cells[1].paragraphs[0].style.name == "Tabellbelopp"
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert kept == [True, True, None]  # no head of a group is left alone last on a page


def test_no_amount_is_parted_and_a_table_without_head_has_no_strong_first_row():
    heads = "".join(f'<th scope="col" class="num">Budget {year}</th>' for year in range(2021, 2026))
    cells = '<td class="num">−5 034 000</td>' * 5
    wide = f"<thead><tr><td></td>{heads}</tr></thead><tbody><tr><th>Kostnader för samordnade insatser och kansli under året</th>{cells}</tr></tbody>"
    plain = "<tbody><tr><th>Hur</th><td>Förbundet driver på.</td></tr></tbody>"
    document = read(
        f"<html><head><title>x</title></head><body><table>{wide}</table><table>{plain}</table></body></html>"
    )

    amounts = [cell.width for cell in document.tables[0].rows[1].cells[1:]]
    assert min(amounts) >= len("−5 034 000") * SIGN
    looks = [table._tbl.tblPr.find(qn("w:tblLook")) for table in document.tables]
    assert [(look.get(qn("w:val")), look.get(qn("w:firstRow"))) for look in looks] == [
        ("0420", "1"),
        ("0400", "0"),
    ]


def test_contents_and_page_numbers_are_fields_that_word_counts():
    document = read()
    codes = [each.text.strip() for each in document.element.iter(qn("w:instrText"))]
    footer = [each.text.strip() for each in document.sections[0].footer._element.iter(qn("w:instrText"))]

    assert codes == [r'TOC \o "1-3" \h \z \u']
    assert footer == ["PAGE", "NUMPAGES"]
    assert (paragraphs(document, "TOC 1"), paragraphs(document, "TOC 2")) == (["1 Mål"], ["Delmål"])
    assert document.settings.element.find(qn("w:updateFields")) is not None
    places = {each.get(qn("w:name")) for each in document.element.iter(qn("w:bookmarkStart"))}
    led_to = {each.get(qn("w:anchor")) for each in document.element.iter(qn("w:hyperlink"))} - {None}
    assert led_to
    assert led_to <= places


def test_it_says_what_it_is_and_that_it_is_swedish():
    document = read()
    facts = document.core_properties
    defaults = document.styles.element.find(qn("w:docDefaults"))

    assert (facts.title, facts.author, facts.language) == ("Plan 2023", LOOK.name, "sv-SE")
    assert [each.get(qn("w:val")) for each in defaults.iter(qn("w:lang"))] == ["sv-SE"]
    assert document.sections[0].header.paragraphs[0].text == f"{LOOK.name}\tPlan 2023"


def test_a_drawing_is_a_picture_with_its_words():
    document = read()
    assert len(document.inline_shapes) == 1
    assert [each.get("descr") for each in document.element.iter(qn("wp:docPr"))] == ["Sjuttio procent"]


def test_what_is_wide_lies_across_and_the_rest_stands():
    turned = [section.page_width > section.page_height for section in read().sections]
    assert turned == [False, True, False]


def test_odd_html_is_written_and_loses_no_word():
    document = read(
        "<html><head><title>x</title></head><body>löst <b>fet</b><div>i <i>ruta</i><p>stycke</p>svans</div>"
        "<table></table><table><tr><td rowspan='2'>a<td>b<tr><td>c</table><img src='http://x.se/y'></body></html>"
    )
    assert [each.text for each in document.paragraphs if each.text] == [
        "löst fet",
        "i ruta",
        "stycke",
        "svans",
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["a", "b"], ["a", "c"]]
