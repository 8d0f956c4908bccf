"""Slides for PowerPoint: tables and charts are the program's own, nothing is lost, and what is long goes on under its heading."""

import io

from pptx import Presentation

from finsam import pptx
from finsam.pdf.look import Look
from finsam.pptx.chart_data import ChartData, data_of, metadata

CHART = ChartData("lying", False, ("A & B", "C"), (("2021", (1.5, None)), ("2022", (2.0, 3.0))))


def deck_of(html: str) -> list:
    content = pptx.render("Titel", "", [pptx.Shown("Rubrik", html)], look=Look("Förbundet"))
    return list(Presentation(io.BytesIO(content)).slides)[1:]


def table(rows: int) -> str:
    body = "".join(f'<tr><th>Rad {n}</th><td class="num">{n} 000</td></tr>' for n in range(rows))
    return f"<table><caption>Budget <span>Kronor</span></caption><thead><tr><td></td><th>2022</th></tr></thead>{body}</table>"


def test_a_chart_is_drawn_anew_from_the_figures_that_its_picture_carries():
    svg = f"<svg xmlns='http://www.w3.org/2000/svg'>{metadata(CHART)}</svg>"
    assert data_of(svg) == CHART
    import base64  # noqa: PLC0415

    source = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    (slide,) = deck_of(f'<figure><img src="{source}" alt="Staplar: A och B."></figure>')
    (frame,) = [each for each in slide.shapes if each.has_chart]
    assert list(frame.chart.plots[0].categories) == ["A & B", "C"]
    assert [tuple(each.values) for each in frame.chart.plots[0].series] == [(1.5, None), (2.0, 3.0)]
    assert frame._element._nvXxPr.cNvPr.get("descr") == "Staplar: A och B."


def test_every_row_of_a_long_table_is_shown_once_and_each_slide_has_heading_and_head():
    slides = deck_of(table(60))
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    labels = [row.cells[0].text for each in tables for row in list(each.rows)[1:]]
    assert labels == [f"Rad {n}" for n in range(60)]
    assert {each.cell(0, 1).text for each in tables} == {"2022"}
    assert [slide.shapes.title.text for slide in slides] == [
        "Rubrik",
        *["Rubrik, forts."] * (len(slides) - 1),
    ]


def test_a_table_of_a_budget_s_length_stays_on_one_slide_with_its_remark():
    assert len(deck_of(table(21) + '<p class="anm">Fastställd genom § 44.</p>')) == 1


def test_each_slide_says_its_number_and_all_of_a_text_however_long():
    words = [f"<p>{'ord ' * 40}{n}</p>" for n in range(30)]
    slides = deck_of("".join(words))
    said = "".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    )
    assert said.count("ord ") == 30 * 40
    assert all(any("sldNum" in each.element.xml for each in slide.placeholders) for slide in slides)
