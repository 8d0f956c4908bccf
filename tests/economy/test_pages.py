"""The economy's pages: who reads, who writes, what is refused and what it says."""

import io
import json
import re
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from economy.actions.figures import add_column, remove_column
from economy.actions.limits import set_equity_limit
from economy.actions.years import open_year
from economy.models import (
    Contribution,
    EquityLimit,
    Figure,
    FigureSet,
    FiscalYear,
    NoteFigure,
    StatementLine,
)
from economy.outlines import STARTER
from economy.queries.front import money_panel
from economy.queries.ratios import equity_limit
from economy.states import FigureKind
from finsam import clock
from finsam.models import AuditEvent
from finsam.registries.fields import values
from tests.cast import client_of
from tests.economy.figures import column, load_demo_figures
from tests.tools.standing import ready

loaded, copied, cast, year = ready(load_demo_figures)


def page(cast, name, *args, person=None, **query):
    answer = client_of(person or cast.chief).get(reverse(name, args=[cast.association.slug, *args]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(cast, name, *args, person=None, query="", **data):
    url = reverse(name, args=[cast.association.slug, *args]) + query
    return client_of(person or cast.chief).post(url, data)


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


# ---- Reading


def test_the_first_page_shows_the_latest_year_with_an_outcome(cast, year):
    open_year(association=cast.association, year=2022, copy_from=year, by=cast.chief)
    assert "Resultat 2021" in page(cast, "economy")


def test_the_half_year_is_shown_against_its_own_budget(cast, year):
    shown = text(page(cast, "economy_year", 2021, period="utfall-0630"))
    assert (
        "Bidrag beviljade projekt 2 −1 770 608 −1 996 518 225 910 44 % −4 000 000 −3 993 000 −7 000" in shown
    )


def test_an_opened_line_shows_its_notes_rows(cast, year):
    shown = text(page(cast, "economy_year", 2021, period="utfall-0630", rad="insatser"))
    assert "Plattform U −300 000 −300 000 0" in shown


def test_a_period_that_is_not_there_is_not_found(cast, year):
    url = reverse("economy_year", args=[cast.association.slug, 2021])
    assert client_of(cast.chief).get(url, {"period": "utfall-0930"}).status_code == 404


def test_the_printed_division_stands_beside_what_cannot_be_computed(cast, year):
    assert "Den tryckta handlingen säger 62 % individinriktat och 38 % strukturinriktat." in text(
        page(cast, "economy_year", 2021)
    )


def test_a_ledamot_reads_and_is_offered_nothing_to_write(cast, year):
    shown = page(cast, "figure_grid", 2021, person=cast.chair)
    assert "Utfall 2021" in shown
    assert "Spara beloppen" not in shown


def test_the_checks_page_names_both_figures_and_their_difference(cast, year):
    shown = text(page(cast, "figure_checks", 2021))
    assert (
        "Kassa och bank, 2020-12-31 Not 7, summan av raderna 2 219 655 Kassa och bank i balansräkningen 1 822 531 "
        "Skillnad 397 124"
    ) in shown


def test_the_front_page_shows_the_money_to_those_who_read_it(cast, year):
    shown = text(page(cast, "front"))
    assert "Insatser −3 731 398 −3 993 000 261 602" in shown
    assert "Ekonomin 2021" not in page(cast, "front", person=cast.contact)


def test_the_money_of_a_year_that_has_not_ended_is_not_shown(cast, year):
    panel = money_panel(cast.association, clock.today().replace(year=2021))
    assert panel.title == "Ekonomin 2020"


@pytest.mark.parametrize(
    "which", ["resultatrakning", "balansrakning", "kassaflode", "resultatrakning-lkbr", "noter"]
)
def test_each_statement_comes_out_as_excel_with_numbers(cast, year, which):
    answer = client_of(cast.auditor).get(
        reverse("statement_excel", args=[cast.association.slug, 2021, which])
    )
    sheet = load_workbook(io.BytesIO(answer.content)).active
    numbers = [
        cell
        for row in sheet.iter_rows(min_row=2, values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    ]
    assert len(numbers) > 5


def test_an_opened_line_leaves_out_rows_with_nothing_in_the_period(cast, year):
    shown = text(page(cast, "economy_year", 2021, period="utfall-0630", rad="insatser"))
    assert "Psykeveckan v45 0 −50 002" in shown
    assert "Utbildning YAM-instruktörer" not in shown


def test_a_period_without_a_budget_of_its_own_has_no_column_for_one(cast, year):
    remove_column(figure_set=column(cast, "budget-0630"), by=cast.chief)
    shown = text(page(cast, "economy_year", 2021, period="utfall-0630"))
    assert "Bidrag beviljade projekt 2 −1 770 608 44 % −4 000 000 −3 993 000 −7 000" in shown


def test_the_half_year_is_compared_as_the_law_asks(cast, year):
    shown = text(page(cast, "economy_statements", 2021, kolumner="halvar"))
    assert "Bidrag beviljade projekt 2 −1 770 608 – −4 000 000 −3 993 000" in shown
    assert "Samma period 2020 saknas." in shown
    assert "Periodens kassaflöde 947 902" in shown


def test_every_column_comes_out_as_one_list_to_work_on(cast, year):
    url = reverse("statement_excel", args=[cast.association.slug, 2021, "belopp"])
    sheet = load_workbook(io.BytesIO(client_of(cast.chief).get(url, {"kolumner": "alla"}).content)).active
    rows = {row[0]: row[1:] for row in sheet.iter_rows(values_only=True) if row[0]}
    heads = next(sheet.iter_rows(values_only=True))[1:]
    at = heads.index("Utfall jan–jun 2021")
    assert (rows["Arvoden"][at], rows["Summa tillgångar"][at]) == (-40935, 2917587)


def test_a_sum_names_the_fields_that_it_adds(cast, year):
    half = column(cast, "budget-0630")
    shown = (
        client_of(cast.chief).get(reverse("figure_grid", args=[cast.association.slug, 2021])).content.decode()
    )
    [equity] = [
        part for part in shown.split('data-of="') if f"c{half.pk}-balanserat:1" in part.split('"')[0]
    ][:1]
    parts = equity.split('"')[0].split()
    assert f"c{half.pk}-bidrag:1" in parts  # the result is computed from the rows above
    assert f"c{half.pk}-arets_resultat:1" not in parts


def test_an_unknown_statement_is_not_found(cast, year):
    url = reverse("statement_excel", args=[cast.association.slug, 2021, "hittepa"])
    assert client_of(cast.chief).get(url).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "economy_year",
        "economy_statements",
        "note_list",
        "figure_grid",
        "figure_checks",
        "layout",
        "contribution_list",
    ],
)
def test_a_page_takes_as_many_queries_with_thirty_years_as_with_three(cast, year, name):
    client, url = client_of(cast.chief), reverse(name, args=[cast.association.slug, 2021])
    earlier = FiscalYear.objects.get(year=2020)
    open_year(association=cast.association, year=2019, copy_from=earlier, by=None)
    client.get(url)
    few = queries(client, url)
    for number in range(1990, 2019):
        opened = open_year(association=cast.association, year=number, layout=STARTER, by=None)
        made = add_column(fiscal_year=opened, kind=FigureKind.OUTCOME, label="Utfall", key="utfall", by=None)
        Figure.objects.create(figure_set=made, line=opened.lines.get(key="bidrag"), amount=1)
    assert queries(client, url) == few


# ---- Writing in the grid


def grid(cast, changes, person=None, year=2021):
    """Post the grid as the browser does, with some fields changed."""
    url = reverse("figure_grid", args=[cast.association.slug, year])
    html = client_of(cast.chief).get(url).content.decode()
    fields = re.findall(r'name="((?:was-)?c\d+-[a-z_]+)" value="([^"]*)"', html)
    data = dict(fields) | changes
    return client_of(person or cast.chief).post(url, data)


def test_an_amount_is_written_as_swedes_write_it(cast, year):
    half = column(cast, "utfall-0630")
    grid(cast, {f"c{half.pk}-arvoden": "-41 000,50"})
    assert str(Figure.objects.get(figure_set=half, line__key="arvoden").amount) == "-41000.50"


def test_saving_an_untouched_grid_changes_nothing(cast, year):
    before = AuditEvent.objects.count()
    assert grid(cast, {}).status_code == 302
    assert AuditEvent.objects.count() == before


def test_an_old_page_saved_late_does_not_put_back_what_another_has_changed(cast, year):
    half = column(cast, "utfall-0630")
    url = reverse("figure_grid", args=[cast.association.slug, 2021])
    old = dict(
        re.findall(
            r'name="((?:was-)?c\d+-[a-z_]+)" value="([^"]*)"',
            client_of(cast.officer).get(url).content.decode(),
        )
    )
    grid(cast, {f"c{half.pk}-arvoden": "-1"})
    client_of(cast.officer).post(url, old | {f"c{half.pk}-kansli": "-2"})
    written = half.figures.filter(line__key__in=["arvoden", "kansli"]).order_by("line__key")
    assert list(written.values_list("amount", flat=True)) == [-1, -2]


def test_an_emptied_cell_is_not_known(cast, year):
    half = column(cast, "utfall-0630")
    grid(cast, {f"c{half.pk}-arvoden": ""})
    assert Figure.objects.get(figure_set=half, line__key="arvoden").amount is None


def test_an_unreadable_amount_is_said_and_stays_in_its_cell(cast, year):
    half = column(cast, "utfall-0630")
    answer = grid(cast, {f"c{half.pk}-arvoden": "fyrtio"})
    shown = answer.content.decode()
    assert "”fyrtio” är inget belopp" in shown
    assert 'value="fyrtio"' in shown


def test_a_ledamot_writes_nothing(cast, year):
    half = column(cast, "utfall-0630")
    grid(cast, {f"c{half.pk}-arvoden": "1"}, person=cast.chair)
    assert Figure.objects.get(figure_set=half, line__key="arvoden").amount == -40935


# ---- The other forms: each works, and says in Swedish what is wrong


def test_a_year_is_opened(cast, year):
    answer = post(cast, "fiscal_year_add", year="2022", layout="2021", unit="kr")
    assert answer.status_code == 302
    assert FiscalYear.objects.get(year=2022).lines.count() == year.lines.count()


def test_a_year_that_is_there_is_not_opened_again(cast, year):
    assert (
        "finns redan" in post(cast, "fiscal_year_add", year="2021", layout="2020", unit="kr").content.decode()
    )


def test_a_column_is_added(cast, year):
    post(cast, "column_add", 2021, kind="forecast", label="Prognos 2021")
    assert column(cast, "prognos").label == "Prognos 2021"


def test_a_column_without_a_name_is_asked_for_one(cast, year):
    answer = post(cast, "column_add", 2021, kind="forecast", label="")
    assert "Skriv kolumnens rubrik" in answer.content.decode()


def test_a_column_is_adopted_and_revised(cast, year):
    half = column(cast, "utfall-0630")
    post(cast, "column_adopt", half.pk, on="2021-09-01", reference="§ 60, 2021-09-01")
    assert FigureSet.objects.get(pk=half.pk).adopted_by == "§ 60, 2021-09-01"
    post(cast, "column_revise", half.pk)
    assert column(cast, "utfall-0630").version == 2


def test_a_column_is_removed_with_its_figures(cast, year):
    half = column(cast, "utfall-0630")
    post(cast, "column_remove", half.pk)
    assert not FigureSet.objects.filter(pk=half.pk).exists()


def test_an_adopted_column_is_kept_and_the_page_says_why(cast, year):
    answer = client_of(cast.chief).post(
        reverse("column_remove", args=[cast.association.slug, column(cast, "utfall").pk]), follow=True
    )
    assert "är fastställd och ändras inte" in answer.content.decode()


def test_a_row_is_added_changed_moved_and_removed(cast, year):
    post(cast, "income_line_add", 2021, label="ESF", kind="line", level="1", sign="1", role="other_income")
    line = StatementLine.objects.get(fiscal_year=year, key="esf")
    post(cast, "line_edit", line.pk, label="ESF+", level="1", sign="1", role="other_income")
    line.refresh_from_db()
    assert line.label == "ESF+"
    post(cast, "line_move", line.pk, up="1")
    assert list(year.lines.filter(statement="income").values_list("key", flat=True))[-2:] == [
        "esf",
        "rakenskapsrevision",
    ]
    post(cast, "line_remove", line.pk)
    assert not StatementLine.objects.filter(fiscal_year=year, key="esf").exists()


def test_a_row_without_a_name_is_asked_for_one(cast, year):
    line = year.lines.get(key="arvoden")
    assert "Skriv radens benämning" in post(cast, "line_edit", line.pk, label="").content.decode()


def test_a_used_row_is_kept_and_the_page_says_why(cast, year):
    line = year.lines.get(key="arvoden")
    answer = client_of(cast.chief).post(
        reverse("line_remove", args=[cast.association.slug, line.pk]), follow=True
    )
    assert "Arvoden har belopp" in answer.content.decode()


def test_a_note_is_added_with_a_row_and_written(cast, year):
    post(cast, "note_add", 2021, number="10", label="Resor")
    note = year.notes.get(number=10)
    post(cast, "note_row_add", note.pk, label="Tåg", group="", orientation="")
    half = column(cast, "utfall-0630")
    row = note.rows.get()
    post(
        cast,
        "note_edit",
        note.pk,
        **{f"c{half.pk}-{row.pk}": "-12", f"c{column(cast, 'budget-0630').pk}-{row.pk}": ""},
    )
    assert NoteFigure.objects.get(row=row, figure_set=half).amount == -12


def test_a_note_that_is_there_is_not_added_again(cast, year):
    assert "Not 2 finns redan" in post(cast, "note_add", 2021, number="2", label="Igen").content.decode()


def test_a_notes_row_with_amounts_is_kept(cast, year):
    row = year.notes.get(number=2).rows.get(key="plattform_u")
    answer = client_of(cast.chief).post(
        reverse("note_row_remove", args=[cast.association.slug, row.pk]), follow=True
    )
    assert "Plattform U har belopp" in answer.content.decode()


def test_a_notes_row_is_renamed(cast, year):
    row = year.notes.get(number=2).rows.get(key="plattform_u")
    post(cast, "note_row_edit", row.pk, label="Plattform Unga", group="", orientation="individ")
    row.refresh_from_db()
    assert row.label == "Plattform Unga"


def test_contributions_are_written_by_member(cast, year):
    half = column(cast, "utfall-0630")
    post(cast, "contribution_list", 2021, query="?kolumn=utfall-0630", **{
        f"m{cast.kommun.pk}": "629 250", f"m{cast.region.pk}": "629 250", f"m{cast.fk.pk}": "", f"m{cast.af.pk}": "",
    })  # fmt: skip
    assert sorted(Contribution.objects.filter(figure_set=half).values_list("member", "amount")) == sorted(
        [(cast.kommun.pk, 629250), (cast.region.pk, 629250)]
    )


def test_the_limit_of_equity_is_set_and_taken_away(cast, year):
    post(cast, "equity_limits", from_year="2021", percent="25", up_to="", source="Nytt beslut")
    limit = EquityLimit.objects.get(from_year=2021)
    assert "Riktmärke högst 25\u00a0%" in page(cast, "economy_year", 2021)
    post(cast, "equity_limit_remove", limit.pk)
    assert "Riktmärke högst 20\u00a0%" in page(cast, "economy_year", 2021)


def test_a_small_forbund_may_have_a_limit_of_its_own(cast, year):
    for up_to, percent in [(Decimal(3000000), 30), (Decimal(6000000), 25), (None, 20)]:
        set_equity_limit(
            association=cast.association, from_year=2018, percent=Decimal(percent), up_to=up_to, by=cast.chief
        )
    assert equity_limit(cast.association, 2021, Decimal(5034000)) == 25


WRITING = [
    ("equity_limit_remove", "limit"),
    ("column_adopt", "half"), ("column_revise", "half"), ("column_remove", "half"), ("line_edit", "line"),
    ("line_move", "line"), ("line_remove", "line"), ("note_edit", "note"), ("note_row_add", "note"),
    ("note_row_edit", "row"), ("note_row_remove", "row"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "what"), WRITING)
def test_only_the_office_writes_and_the_neighbour_knows_of_nothing(cast, year, name, what):
    note = year.notes.get(number=2)
    things = {
        "half": column(cast, "utfall-0630"), "line": year.lines.get(key="arvoden"), "note": note,
        "row": note.rows.first(), "limit": EquityLimit.objects.get(),
    }  # fmt: skip
    here = reverse(name, args=[cast.association.slug, things[what].pk])
    there = reverse(name, args=[cast.outsider.association.slug, things[what].pk])
    unknown = reverse(name, args=[cast.association.slug, 999_999])
    assert client_of(cast.chair).post(here).status_code == 403
    assert client_of(cast.outsider).post(here).status_code == 404
    assert client_of(cast.outsider).post(there).status_code == 404
    assert client_of(cast.chief).post(unknown).status_code == 404


# ---- Figures in text, and the command


def test_text_may_name_the_years_figures(cast, year):
    fields = values(cast.association, 2021)
    wanted = {
        "economy.result": "367\u00a0609", "economy.equity_ratio": "96,6\u00a0%", "economy.equity_share": "21,0\u00a0%",
        "economy.administration": "934\u00a0993", "economy.administration_share": "18,6\u00a0%",
        "economy.lines.insatser": "−3\u00a0731\u00a0398", "economy.budget.lines.insatser": "−3\u00a0993\u00a0000",
        "economy.previous.equity": "690\u00a0698", "economy.cash_flow": "−1\u00a0045\u00a0884",
        "economy.deviation.insatser": "261\u00a0602", "economy.utfall_0630.lines.resultat": "239\u00a0620",
    }  # fmt: skip
    assert {key: fields[key].value for key in wanted} == wanted


def test_what_is_not_known_is_no_figure(cast, year):
    assert "economy.individual_share" not in values(cast.association, 2021)


def test_the_command_prints_the_findings_as_json(cast, year, capsys):
    call_command("check_figures", cast.association.slug, "2021", "--format", "json")
    printed = json.loads(capsys.readouterr().out)
    assert printed["findings"][0] | {"url": "", "key": "", "topic": ""} == {
        "key": "", "topic": "", "what": "Kassa och bank, 2020-12-31", "here": "2\u00a0219\u00a0655",
        "here_place": "Not 7, summan av raderna", "there": "1\u00a0822\u00a0531",
        "there_place": "Kassa och bank i balansräkningen", "kind": "fel i handlingen", "url": "",
        "remedy": "Rätta notens rader, eller låt det som inte är fördelat stå på en egen rad.",
    }  # fmt: skip
