"""What one takes along from a page: found in it, given as numbers and pictures, and only to who sees the page."""

from __future__ import annotations

import base64
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from finsam.pieces.finding import pieces_of
from finsam.pieces.giving import as_csv, as_file, drawing, number_in
from finsam.pptx.chart_data import ChartData, metadata

TABLE = """<div class="tw" tabindex="0"><table class="belopp"><caption>Utfall <span>Kronor</span></caption>
<thead><tr><td></td><th class="num">2021</th></tr></thead><tbody>
<tr><th>2016</th><td class="num">\u22121\u00a0200,50</td></tr><tr class="summa"><th>=1+1</th><td class="num">21,5\u00a0%</td></tr>
<tr><th>Få</th><td class="num">..</td></tr></tbody></table></div>"""
CHART = (
    '<figure><figcaption>Eget kapital</figcaption><svg class="chart" viewBox="0 0 328 172"><title>t</title>'
    '<rect class="c" x="1" y="2" width="40" height="9"/><line class="lim" x1="0" x2="328"/></svg></figure>'
)


def page(inner: str) -> str:
    return f"<body><table><tr><td>utanför</td></tr></table><main>{inner}</main></body>"


def test_the_main_part_s_tables_and_charts_are_found_with_a_name_each() -> None:
    found = pieces_of(page(TABLE + TABLE + CHART))
    assert [(each.key, each.forms) for each in found] == [
        ("utfall-kronor", ("csv", "xlsx")), ("utfall-kronor-2", ("csv", "xlsx")), ("eget-kapital", ("png", "svg")),
    ]  # fmt: skip


def test_a_link_comes_after_the_frame_that_scrolls_its_table() -> None:
    whole = page(TABLE)
    [piece] = pieces_of(whole)
    assert whole[: piece.ends].endswith("</table></div>")


def test_a_table_that_one_types_in_is_none() -> None:
    assert pieces_of(page('<table><tr><td><input name="a"></td></tr></table>')) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("\u22121\u00a0200,50", Decimal("-1200.5")), ("21,5\u00a0%", Decimal("21.5")), ("0", Decimal(0)), ("12 000", Decimal(12000)),
        ("..", None), ("\u2013", None), ("2016-01-02", None), ("12 personer", None), ("", None),
    ],
)  # fmt: skip
def test_only_a_number_is_a_number(text: str, number: Decimal | None) -> None:
    assert number_in(text) == number


def test_csv_counts_in_a_swedish_excel_and_holds_no_formula() -> None:
    [piece] = pieces_of(page(TABLE))
    assert piece.grid
    assert as_csv(piece.grid).decode("utf-8-sig").splitlines() == [
        ";2021", "2016;-1200,5", "'=1+1;21,5", "Få;..",
    ]  # fmt: skip


def test_excel_holds_numbers_and_text_as_they_are() -> None:
    [piece] = pieces_of(page(TABLE))
    sheet = load_workbook(BytesIO(as_file(piece, "xlsx"))).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Utfall, kronor", None], [None, "2021"], ["2016", -1200.5], ["=1+1", 21.5], ["Få", ".."],
    ]  # fmt: skip
    assert sheet["A4"].data_type == "s"


def test_a_year_in_a_cell_stays_a_year_in_excel() -> None:
    table = "<table><caption>Avtal</caption><tr><th>Hyra</th><td>2022</td><td>2 022</td></tr></table>"
    [piece] = pieces_of(page(table))
    sheet = load_workbook(BytesIO(as_file(piece, "xlsx"))).active
    assert [cell.number_format for cell in list(sheet)[-1]][1:] == ["0", "# ##0"]


def test_a_drawing_carries_its_colours_along() -> None:
    [piece] = pieces_of(page(CHART))
    svg = drawing(piece.svg)
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg
    assert ".chart .c { fill: #b9c5d8; }" in svg
    assert "var(" not in svg
    assert as_file(piece, "png").startswith(b"\x89PNG")


def test_a_chart_alone_gives_the_figures_that_its_picture_carries() -> None:
    data = ChartData(
        "upright", False, ("2020", "2021"), (("Utfall", (5034000.0, None)), ("Budget", (0.5, -3.0)))
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{metadata(data)}</svg>'
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    [piece] = pieces_of(page(f'<h2>Kapital</h2><img src="{source}" alt="Så här gick det">'))
    assert piece.title == "Så här gick det"
    assert as_file(piece, "csv").decode("utf-8-sig").splitlines() == [
        ";Utfall;Budget",
        "2020;5034000;0,5",
        "2021;;-3",
    ]
    assert as_file(piece, "svg").decode() == svg


def test_a_table_without_a_name_has_that_of_the_heading_above() -> None:
    found = pieces_of(
        page(
            '<h2>Ett</h2><h3>1.2&nbsp;Mål</h3><div class="tw" aria-label="Tabell"><table><tr><td>a</td></tr></table></div>'
        )
    )
    assert [each.title for each in found] == ["1.2 Mål"]


def test_the_words_of_a_drawing_are_in_its_picture() -> None:
    said = CHART.replace("</svg>", '<text x="9" y="40">Ord</text></svg>')
    [with_words], [without] = pieces_of(page(said)), pieces_of(page(CHART))
    assert as_file(with_words, "png") != as_file(without, "png")
