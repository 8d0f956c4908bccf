"""The economy's pages before anything is entered, or with a few things of the test's own."""

from django.core.management import call_command

from economy.actions.figures import add_column, save_figures
from economy.actions.years import open_year
from economy.models import (
    Figure,
    HistoricalFigure,
)
from economy.outlines import STARTER
from economy.queries.front import money_panel
from economy.states import FigureKind
from finsam import clock
from tests.economy.test_pages import grid, page, post


def test_without_years_the_page_says_how_to_begin(cast):
    assert "Öppna det första" in page(cast, "economy")


def test_no_year_gives_no_money(cast):
    assert money_panel(cast.association, clock.today()) is None


def test_a_year_in_thousands_is_typed_in_thousands(cast):
    opened = open_year(association=cast.association, year=2023, layout=STARTER, unit="tkr", by=cast.chief)
    made = add_column(fiscal_year=opened, kind=FigureKind.BUDGET, label="Budget", key="budget", by=cast.chief)
    save_figures(figure_set=made, amounts={"bidrag": 7030500}, by=cast.chief)
    assert 'value="7\u00a0030,5"' in page(cast, "figure_grid", 2023)
    grid(cast, {f"c{made.pk}-insatser": "-5 548"}, year=2023)
    assert Figure.objects.get(line__key="insatser").amount == -5548000


def test_figures_of_a_year_without_books_are_kept_with_their_source(cast):
    post(cast, "historical_figures", year="2016", source="Årsredovisning 2016", result="-100", income="")
    kept = HistoricalFigure.objects.get()
    assert (kept.key, kept.value, kept.source) == ("result", -100, "Årsredovisning 2016")


def test_figures_without_a_source_are_asked_for_one(cast):
    assert "var uppgifterna kommer ifrån" in post(cast, "historical_figures", year="2016").content.decode()


def test_a_limit_above_the_whole_is_refused(cast):
    answer = post(cast, "equity_limits", from_year="2021", percent="120")
    assert "mellan 0 och 100 procent" in answer.content.decode()


def test_the_command_says_when_all_is_well(cast, capsys):
    call_command("check_figures", cast.association.slug, "2021")
    assert capsys.readouterr().out == "Allt stämmer 2021.\n"
