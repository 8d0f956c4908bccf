"""A table higher than a page is parted between its groups, and never leaves its heading or its caption alone."""

import pytest
from django.template.loader import render_to_string

from finsam import pdf
from reporting.documents.report import PrintedSection, ReportDocument
from reporting.figures.grids import UNIT_WORDS, Grid, GridRow, amount
from reporting.states import Unit
from tests.pdf.test_pages import pages_of

pytestmark = pytest.mark.pdf
YEARS = tuple(f"Budget {year}" for year in range(2014, 2019))


def rows(group: int, count: int, name: str) -> list[GridRow]:
    cells = tuple(amount(1_234_000 * (place + 1), Unit.TKR) for place in range(6))
    inner = [GridRow(f"{name} {group}.{place}", cells) for place in range(count)]
    return [
        GridRow(f"Grupp {group}", (), "grupp"),
        *inner,
        GridRow(f"Summa av grupp {group}", cells, "summa"),
    ]


@pytest.mark.parametrize(
    ("groups", "count", "name"),
    [(3, 8, "Kostnader"), (4, 9, "Verksamhetsnära kostnader för utvärdering"), (5, 9, "Rad"), (1, 60, "Insats med ett namn")],
)  # fmt: skip
def test_nothing_of_it_is_left_alone(groups: int, count: int, name: str) -> None:
    found = tuple(row for group in range(1, groups + 1) for row in rows(group, count, name))
    grid = Grid("Tabellens namn", (*YEARS, "Totalt 2014–2018"), found, UNIT_WORDS[Unit.TKR])
    html = render_to_string("print/_grid.html", {"grid": grid})
    sections = tuple(
        PrintedSection(
            key=str(place),
            number=str(place),
            heading=f"Avsnittet {place}",
            level=1,
            html=html,
            starts_page=True,
        )
        for place in (1, 2)
    )
    document = ReportDocument(
        kind="verksamhetsplan", year=2016, title="Plan 2016", association="Exempel", organisation_number="222000-0000", period_text="",
        adopted_text="", reference="", version_text="", dated=None, unit="tkr", sections=sections,
    )  # fmt: skip
    pages = pages_of(pdf.render("print/report.html", {"document": document}, look=pdf.Look("Exempel")))
    lone = [
        page
        for page in pages
        if page
        and (page[-1].startswith(("Avsnittet", "Tabellens namn", "Grupp ")) or "Budget 2014" in page[-1])
    ]
    assert lone == []
    assert sum(any("Tabellens namn" in line for line in page) for page in pages) == 2
    assert [page[0] for page in pages if page and page[0].startswith("Summa av")] == []
