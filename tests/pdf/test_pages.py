"""Pages of a report in another order than the house's: own headings, three levels deep, long tables."""

import re

import pytest

from reporting.actions.sections import add_section, change_section, write_section
from reporting.documents.registered import print_draft
from reporting.models import Report, Section
from tests.pdf.test_reports import text_of
from tests.reporting.figures import annual  # noqa: F401  the year 2021
from tests.tools.verapdf import findings

pytestmark = pytest.mark.pdf

PROSE = (
    "<p>"
    + "Parterna har prövat nya sätt att möta den som behöver stöd från flera myndigheter på en gång. " * 5
    + "</p>"
)
TABLE = (
    "<table><thead><tr><th>Vad</th><th>Belopp</th></tr></thead><tbody>"
    + "".join(f"<tr><td>Aktivitet {n}</td><td>{n * 137} kr</td></tr>" for n in range(60))
    + "</tbody></table>"
)


@pytest.fixture
def own(annual: Report) -> Report:
    """The year's report anew: economy first, three levels, a table over several pages."""
    by = annual.made_by
    annual.sections.all().delete()

    def add(
        heading: str, parent: Section | None = None, block: str = "", html: str = "", *, page: bool = False
    ):
        section = add_section(report=annual, heading=heading, by=by, parent=parent, block=block)
        change_section(section=section, by=by, starts_page=page)
        write_section(section=section, html=html, base_version=str(section.text.version), by=by)
        return section

    money = add("Ekonomi före verksamhet", html=PROSE)
    statements = add("Räkningarna", money, html=PROSE * 3)
    add("Så gick året", statements, "income_statement", PROSE)
    add("Mot budget", statements, "operations", PROSE, page=True)
    add("Ställningen", statements, "balance_sheet", PROSE * 2)
    add("Noter", statements, "notes")
    work = add("Verksamheten", html=PROSE * 4)
    add("Målen", add("Vad vi ville", work, html=PROSE), "goals")
    add("Allt vi gjorde", add("Vad vi gjorde", work, html=PROSE), html=PROSE + TABLE)
    return Report.objects.of(annual.association).get(pk=annual.pk)


def pages_of(content: bytes) -> list[list[str]]:
    """The lines of each page between its head and its foot."""
    pages = [
        [line.strip() for line in page.splitlines() if line.strip()] for page in text_of(content).split("\f")
    ]
    return [[line for line in page[1:] if not re.search(r"Sida \d+ av \d+$", line)] for page in pages if page]


def test_no_heading_is_left_alone_last_on_a_page(own, tmp_path):
    content = print_draft(own)
    pages = pages_of(content)
    headings = re.compile(r"[\d.]+ +(" + "|".join(row.heading for row in own.sections.all()) + ")")
    assert [page[-1] for page in pages[2:] if page and headings.fullmatch(page[-1])] == []
    assert [page[-1] for page in pages if page and re.match(r"Not \d+ ", page[-1])] == []
    chosen = next(page for page in pages[2:] if any(line.endswith("Mot budget") for line in page))
    assert chosen[0].endswith("Mot budget")  # a section of any level may begin a page
    assert any(line.startswith("Kostnader 2021 mot budget") for line in chosen)
    assert any(line.startswith("Utfall mot budget") for line in chosen)  # the chart and its table on one page
    repeated = [page for page in pages if any(re.fullmatch(r"Vad +Belopp", line) for line in page)]
    assert len(repeated) > 1  # the head of a table is on each of its pages
    target = tmp_path / "egen.pdf"
    target.write_bytes(content)
    assert findings(target)[target.name] == []
