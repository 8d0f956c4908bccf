"""Where pages break: whatever a text's length, no bullet, heading or caption stands alone on its side of a page."""

import re

import pytest

from finsam import pdf
from reporting.documents.report import PrintedSection, ReportDocument
from tests.pdf.test_pages import pages_of

pytestmark = pytest.mark.pdf

LINES = range(14, 44)  # how far down the page the part that could be parted begins
LIST = "<ul>" + "".join(f"<li>Punkt {name}</li>" for name in ("ett", "två", "tre", "fyra")) + "</ul>"
PAIR = "<ul><li>Punkt ett</li><li>Punkt fyra</li></ul>"
TABLE = (
    '<table class="ord"><caption>Tabellens namn</caption><thead><tr><th scope="col">Vad</th><th scope="col">När</th></tr></thead><tbody>'
    + "".join(f'<tr><th scope="row">Rad {n}</th><td>Dag {n}</td></tr>' for n in range(1, 9))
    + "</tbody></table>"
)
PARTS = {
    "a list under a heading": f"<h3>Rubriken</h3>{LIST}",
    "a list of two under a sentence": f"<p>Så här blev det:</p>{PAIR}",
    "a table under a heading": f"<h3>Rubriken</h3>{TABLE}",
    "a table under a sentence and a heading": f"<h3>Rubriken</h3><p>Tabellen visar.</p>{TABLE}",
}


def section(lines: int, part: str) -> PrintedSection:
    filling = "".join(f"<p>Fyllnad {number}</p>" for number in range(lines))
    return PrintedSection(
        key=str(lines), number=str(lines), heading=f"Avsnitt {lines}", level=1,
        html=f'<div class="text">{filling}{part}<p>Slut.</p></div>', starts_page=True,
    )  # fmt: skip


@pytest.mark.parametrize("what", PARTS)
def test_at_every_length_nothing_is_left_alone(what):
    document = ReportDocument(
        kind="arsredovisning", year=2021, title="Årsredovisning 2021", association="Exempel", organisation_number="222000-0000",
        period_text="", adopted_text="", reference="", version_text="", dated=None,
        unit="kr", sections=tuple(section(lines, PARTS[what]) for lines in LINES),
    )  # fmt: skip
    pages = pages_of(pdf.render("print/report.html", {"document": document}, look=pdf.Look("Exempel")))
    alone = re.compile(r"Rubriken|Tabellens namn|Vad +När|.*Punkt ett|Så här blev det:")
    ends = [page[-1] for page in pages if page]
    begins = [page[0] for page in pages if page]
    assert len(pages) > len(LINES) + 5
    assert [line for line in ends if alone.fullmatch(line)] == []
    assert [line for line in begins if line.endswith("Punkt fyra")] == []
