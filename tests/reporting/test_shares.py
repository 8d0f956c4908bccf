"""How a budget divides: groups that the office names on a page, and shares that add up to what is printed under them."""

from decimal import Decimal

import pytest
from django.urls import reverse

from economy.actions.figures import add_column, save_figures
from economy.actions.years import open_year
from economy.outlines import STARTER
from economy.states import FigureKind
from finsam.pdf.look import HOUSE_ACCENT, Look
from reporting.blocks.shares import build
from reporting.models import Report, Section
from tests.cast import Cast, client_of


@pytest.fixture
def section(cast: Cast) -> Section:
    """A section of a plan that tells how the year's budget divides."""
    report = Report.objects.create(
        association=cast.association, kind="verksamhetsplan", year=2023, title="Plan 2023", unit="tkr"
    )
    open_year(association=cast.association, year=2023, layout=STARTER, by=cast.chief)
    return Section.objects.create(report=report, heading="Fördelning", block="shares")


def budget(cast: Cast, **amounts: int) -> None:
    year = cast.association.fiscal_years.get()
    column = add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2023", key="budget", by=cast.chief
    )
    save_figures(
        figure_set=column, amounts={key: Decimal(-value) for key, value in amounts.items()}, by=cast.chief
    )


def printed(section: Section) -> list[tuple[str, str]]:
    grid = build(section.report, section)["grid"]
    return [(row.label, row.cells[1].text.replace("\u00a0", " ")) for row in grid.rows]


def test_a_line_is_a_purpose_of_its_own_when_the_office_says_so(cast: Cast, section):
    budget(cast, insatser=7900, personal=1600, arvoden=500)
    page = reverse("section_groups", args=["exempel", section.pk])
    shown = client_of(cast.chief).get(page).content.decode()
    assert "Förbundschef och kansli" in shown
    client_of(cast.chief).post(page, {"line-arvoden": "Processtöd", "line-personal": "", "line-insatser": ""})
    section.refresh_from_db()

    assert section.options["groups"] == [["Processtöd", ["arvoden"]]]
    assert printed(section) == [
        ("Insatser", "79 %"), ("Administration", "16 %"), ("Processtöd", "5 %"), ("Summa", "100 %"),
    ]  # fmt: skip


def test_whole_percents_that_do_not_make_a_hundred_get_a_decimal(cast: Cast, section):
    budget(cast, insatser=7060, personal=1355, arvoden=1585)
    section.options = {"groups": [["Processtöd", ["arvoden"]]]}

    assert printed(section) == [
        ("Insatser", "70,6 %"), ("Administration", "13,6 %"), ("Processtöd", "15,9 %"), ("Summa", "100,0 %"),
    ]  # fmt: skip
    assert "avrundade var för sig" in build(section.report, section)["grid"].remark


def test_a_chart_and_a_cover_are_in_the_accent_of_the_forbund():
    look = Look(name="Nybygden", accent="#1f4b8e")
    assert HOUSE_ACCENT not in look.coloured(f'<rect fill="{HOUSE_ACCENT}"/><rect fill="#9bb5bb"/>')
    assert look.print_accent.encode() in look.cover_bytes
    assert Look(name="Huset").coloured("#17505e #9bb5bb") == "#17505e " + Look(name="Huset").tone(0.43)
