"""Blocks: what a report computes from stored data."""

from decimal import Decimal

from django.template.loader import render_to_string

from economy.models import Figure
from reporting.documents.report import build_report
from reporting.figures import charts, grids
from reporting.models import Report, Section
from reporting.queries.sources import books_of
from reporting.registries import blocks
from reporting.states import ReportKind, Unit
from tests.cast import Cast
from tests.reporting.figures import load_year
from tests.tools.standing import ready

loaded, copied, cast, annual = ready(load_year)


def built(report: Report, name: str, **options: object) -> dict:
    """Give what a block computes for the report."""
    report = Report.objects.of(report.association).get(pk=report.pk)
    return blocks.get(name).build(report, Section(report=report, options=options))


def texts(grid: grids.Grid, label: str) -> list[str]:
    """Give what stands on a row, with plain spaces."""
    row = next(row for row in grid.rows if row.label == label)
    return [cell.text.replace("\u00a0", " ") for cell in row.cells]


def report_of(cast: Cast, kind: str = ReportKind.ANNUAL, year: int = 2021) -> Report:
    return Report.objects.create(association=cast.association, kind=kind, year=year, title="Rapport")


def test_five_years_with_their_sources(annual):
    grid = built(annual, "five_years")["grid"]
    assert grid.heads == ("2021", "2020", "2019", "2018", "2017")
    assert texts(grid, "Årets resultat") == ["367 609", "519 176", "−122 307", "−367 537", "154 586"]
    assert texts(grid, "Soliditet") == ["96,6 %", "37,2 %", "10,2 %", "47,1 %", "31,9 %"]
    assert "femårsöversikten" in grid.remark


def test_the_income_statement_has_its_notes_and_columns(annual):
    grid = built(annual, "income_statement")["grid"]
    assert grid.heads == ("Utfall 2021", "Budget 2021", "Utfall 2020")
    assert texts(grid, "Bidrag beviljade projekt") == ["−3 731 398", "−3 993 000", "−3 542 014"]
    assert [row.note for row in grid.rows if row.note] == [1, 2, 3, 4, 5, 6]
    assert grid.rows[-1].kind == "total"


def test_the_cash_flow_ties_to_the_bank(annual):
    grid = built(annual, "cash_flow")["grid"]
    assert texts(grid, "Årets kassaflöde") == ["−1 045 884"]
    assert texts(grid, "Likvida medel vid periodens slut") == ["776 647"]


def test_in_tkr_sums_are_taken_before_rounding(annual):
    Report.objects.filter(pk=annual.pk).update(unit=Unit.TKR)
    grid = built(annual, "income_statement")["grid"]
    assert (grid.unit, texts(grid, "Årets resultat")) == ("Tusental kronor", ["368", "0", "519"])


def test_a_figure_that_is_not_known_is_a_dash(annual):
    figure = Figure.objects.get(
        figure_set__key="utfall", figure_set__fiscal_year__year=2021, line__key="resor"
    )
    figure.amount = None
    figure.save()
    assert texts(built(annual, "income_statement")["grid"], "Resor, logi")[0] == "–"


def test_equity_stands_against_its_limit(annual):
    found = built(annual, "equity")
    assert texts(found["grid"], "2021") == ["1 058 307", "21,0 %"]
    assert "Riktvärde 20 procent" in found["chart"].svg
    assert found["chart"].told.endswith("riktvärdet 20\u00a0%.")


def test_a_chart_has_its_title_and_its_words(annual):
    chart = built(annual, "equity")["chart"]
    assert chart.svg.count("<title>") == 1
    assert chart.source.startswith("data:image/svg+xml;base64,")


def test_the_same_chart_is_drawn_once(annual, monkeypatch):
    built(annual, "equity")
    drawn = []
    monkeypatch.setattr(charts, "_svg", lambda *given: drawn.append(given))
    built(annual, "equity")
    assert drawn == []


def test_goals_say_their_state_in_word_and_shape(annual):
    told = [(goal["status"], goal["light"]) for goal in built(annual, "goals")["goals"]]
    assert told == [("Delvis uppnått", "gul"), ("Uppnått", "gron"), ("Ej bedömt", "ej"), ("Ej bedömt", "ej")]


def test_indicators_beside_last_year(annual):
    grid = built(annual, "indicators")["grid"]
    assert texts(grid, "Styrelsen") == ["4,71", "4,48"]
    assert texts(grid, "Samtliga") == ["4,49", "4,08"]


def test_the_half_year_has_its_own_columns(annual):
    found = built(annual, "half_year")
    assert found["grids"][0].heads == ("Utfall jan–jun 2021", "Budget jan–jun 2021", "Utfall 2020")
    assert texts(found["grids"][0], "Årets resultat") == ["239 620", "−30", "519 176"]
    assert texts(found["grids"][1], "Kassa och bank") == ["2 770 433", "1 822 531"]


def test_a_budget_shows_the_columns_that_were_chosen(annual):
    books = books_of(annual)
    report = report_of_plan(annual)
    grid = built(report, "budget", columns=["2021/budget", "2020/utfall"])["grid"]
    assert grid.heads == (books.by_year[2021].budget.label, "Utfall 2020")


def report_of_plan(annual: Report) -> Report:
    return Report.objects.create(
        association=annual.association, kind=ReportKind.PLAN, year=2021, title="Plan"
    )


def test_no_old_figure_is_left_anywhere_when_stored_figures_change(annual):
    before = "".join(each.html for each in build_report(Report.objects.get(pk=annual.pk)).sections)
    figure = Figure.objects.get(
        figure_set__key="utfall", figure_set__fiscal_year__year=2021, line__key="insatser"
    )
    figure.amount = Decimal(-3654321)
    figure.save()
    sheet = Figure.objects.get(
        figure_set__key="utfall", figure_set__fiscal_year__year=2021, line__key="arets_resultat"
    )
    sheet.amount = Decimal(444686)
    sheet.save()
    after = "".join(each.html for each in build_report(Report.objects.get(pk=annual.pk)).sections)
    old = ["3 731 398", "4 666 391", "367 609", "1 058 307", "261 602"]
    new = ["3 654 321", "4 589 314", "444 686", "1 135 384", "338 679"]
    plain = before.replace("\u00a0", " ")
    assert [figure for figure in old if figure not in plain] == []
    changed = after.replace("\u00a0", " ")
    assert [figure for figure in old if figure in changed] == []
    assert [figure for figure in new if figure not in changed] == []


def test_costs_too_small_to_be_seen_share_one_bar(annual):
    told = built(annual, "operations")["chart"].told
    assert "6 mindre poster, utfall 27; 6 mindre poster, budget 106." in told
    assert "Bankkostnader" not in told


def test_many_columns_turn_the_page_with_their_heading(annual, monkeypatch):
    monkeypatch.setattr(grids, "MANY", 3)
    section = annual.sections.get(key="resultatrakning")
    document = build_report(Report.objects.of(annual.association).get(pk=annual.pk))
    turned = [each.heading for each in document.sections if each.is_landscape]
    html = render_to_string(document.template_name, {"document": document})
    before = html.partition(f'id="a-{section.pk}"')[0]
    assert "Resultaträkning" in turned
    assert before.rstrip().endswith('<div class="liggande">\n<h2')
