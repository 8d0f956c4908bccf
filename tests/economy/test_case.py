"""Every amount of the real year comes out of the stored figures, and the contradictions of the original with it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from economy.queries import statements
from economy.queries.books import open_books
from finsam.registries.checks import Kind, findings
from tests.economy.figures import column, load_demo_figures
from tests.tools.standing import ready

CASE = Path(__file__).resolve().parents[3] / "shared" / "cases" / "ornskoldsvik-2021.json"


@pytest.fixture
def case():
    if not CASE.exists():
        pytest.skip("Mappen shared ligger inte bredvid projektet.")
    return json.loads(CASE.read_text(encoding="utf-8"))


loaded, copied, cast, year = ready(load_demo_figures)


def values(statement):
    return [list(row.values) for row in statement.rows if row.values]


def test_the_income_statement_is_the_cases(year, case):
    own = statements.income_statement(year)
    totals = case["income_statement"]["totals"]
    lines = [row["values"] for row in case["income_statement"]["rows"]]
    expected = [
        lines[0], totals["Rörelsens intäkter"], *lines[1:], totals["Rörelsens kostnader"], totals["Rörelseresultat"],
        totals["Ränteintäkter"], totals["Räntekostnader"], totals["Årets resultat"],
    ]  # fmt: skip
    assert values(own) == expected


def test_the_income_statement_says_where_its_notes_are(year, case):
    own = {row.label: row.note for row in statements.income_statement(year).rows}
    assert {row["line"]: row["note"] for row in case["income_statement"]["rows"]}.items() <= own.items()


def test_the_balance_sheet_is_the_cases(year, case):
    own = statements.balance_sheet(year)
    lines = [row["values"] for row in case["balance_sheet"]["rows"]]
    totals = case["balance_sheet"]["totals"]
    expected = [
        *lines[:3], totals["Summa tillgångar"], *lines[3:5], totals["Eget kapital"], lines[5],
        totals["Summa skulder och eget kapital"],
    ]  # fmt: skip
    assert values(own) == expected
    assert [each.label for each in own.columns] == case["balance_sheet"]["columns"]


@pytest.mark.parametrize(("number", "key"), [(8, "note_8"), (9, "note_9")])
def test_the_notes_of_the_balance_are_the_cases(year, case, number, key):
    columns = statements.balance_columns(statements.annual_columns(year))
    note = next(each for each in statements.notes(year, columns) if each.number == number)
    wanted = [each for name, each in case[key].items() if isinstance(each, dict) for each in each.values()]
    wanted = wanted or [case[key]["Medfinansiering psykeveckan"]]
    shown = [[value or 0 for value in row.values] for row in note.rows]
    # The case has two rows that are nothing at both ends; the original prints them for the sake of the half-year.
    assert sorted(each for each in shown if any(each)) == sorted(each for each in wanted if any(each))
    assert list(note.totals) == case[key]["total"]


def test_the_five_years_are_the_cases(year, case):
    own = {row.key: list(row.values) for row in statements.five_years(year).rows}
    wanted = case["five_years"]
    assert own["income"] == wanted["Verksamhetens intäkter"]
    assert own["costs"] == wanted["Verksamhetens kostnader"]
    assert own["result"] == wanted["Årets resultat"]
    assert own["employees"] == wanted["Antal anställda"]
    rounded = [f"{value:.1f}" for value in own["equity_ratio"]]
    assert rounded == ["96.6", "37.2", "10.2", "47.1", "31.9"]  # 37.1 in the original is cut off


def test_the_key_ratios_are_the_cases(year, case):
    own, wanted = statements.key_ratios(year), case["key_ratios_2021"]
    assert own.administration == wanted["ledning_samordning_administration"]
    assert round(own.administration_share, 1) == Decimal("18.6")
    assert round(own.equity_share, 1) == Decimal("21.0")


def test_the_share_of_individual_insatser_is_not_told_while_the_note_is_undivided(year):
    own = statements.key_ratios(year)
    assert (own.individual_share, own.undivided) == (None, 3731398)


def test_the_share_of_individual_insatser_is_told_where_the_note_divides_all(cast, year):
    own = statements.key_ratios(year, column(cast, "utfall-0630"))
    assert (own.individual, own.structural, own.undivided) == (1054390, 716218, 0)
    assert round(own.individual_share, 1) == Decimal("59.5")


def test_the_cash_flow_ties_to_the_bank(year):
    own = statements.cash_flow(year)
    assert [(row.key, *row.values) for row in own.rows if row.values] == [
        ("result", 367609), ("receivables", -284625), ("short_debt", -1128868), ("operating", -1045884),
        ("investments", 0), ("financing", 0), ("total", -1045884), ("opening", 1822531), ("closing", 776647),
    ]  # fmt: skip


def test_the_half_year_is_the_cases(year, case):
    own = statements.income_statement(year, statements.half_year_columns(year))
    half = case["half_year_2021"]
    by_key = {row.key: list(row.values) for row in own.rows}
    names = {
        "note_3_uppdragsersattning": "forbundschef", "note_4_kanslikostnader": "kansli", "note_5_arvoden": "arvoden",
        "sammantradeskostnader": "sammantraden", "resor_logi": "resor", "kurser_konferenser": "kurser",
        "bankkostnader": "bank", "foreningsavgift_nns": "nns", "note_6_ovrigt": "ovrigt",
    }  # fmt: skip
    assert {name: by_key[key] for name, key in names.items()} == {name: half[name] for name in names}
    assert by_key["bidrag"] == half["note_1_bidrag"]["total"]
    assert by_key["insatser"] == half["note_2_bidrag_beviljade_projekt"]["total_printed"]
    assert by_key["summa_kostnader"] == [-2277380, -2517030, -4514824]  # the original prints one krona less
    assert by_key["resultat"] == [239620, -30, 519176]


def test_the_half_years_balance_is_the_cases(year, case):
    own = statements.balance_sheet(year, statements.half_year_columns(year))
    found = {row.label: row.values[0] for row in own.rows if row.values}
    wanted = dict(case["half_year_2021"]["balance_2021_06_30"])
    wanted["Summa eget kapital"] = wanted.pop("Eget kapital")
    assert {label: found[label] for label in wanted} == wanted


def test_the_half_years_notes_are_the_cases(year, case):
    columns = statements.half_year_columns(year)
    found = {each.number: each for each in statements.notes(year, columns)}
    half = case["half_year_2021"]
    insatser = {
        key: value for key, value in half["note_2_bidrag_beviljade_projekt"].items() if key != "total_printed"
    }
    shown = [[value or 0 for value in row.values] for row in found[2].rows]
    assert sorted(shown) == sorted([value or 0 for value in row] for row in insatser.values())
    members = [value for key, value in half["note_1_bidrag"].items() if key != "total"]
    assert sorted(list(row.values) for row in found[1].rows) == sorted(members)
    assert found[7].totals[0], found[7].totals[2] == (2770433, 2219655)


def test_every_note_adds_up_to_its_line_but_the_bank_of_2020(cast, year):
    sets = [*open_books(cast.association, [2021]).by_year[2021].sets, column(cast, "utfall", 2020)]
    wrong = [
        (table.number, sets[place].label, difference)
        for table in statements.notes(year, sets)
        for place, difference in enumerate(table.differences)
        if difference
    ]
    assert wrong == [(7, "Utfall 2020", -397124)]


def test_the_laws_income_statement_gives_the_same_result(year):
    own = statements.lkbr_income(year)
    assert [(row.label, *row.values) for row in own.rows] == [
        ("Verksamhetens intäkter", 5034000, 5034000, 5034000),
        ("Verksamhetens kostnader", -4666391, -5034000, -4514824),
        ("Avskrivningar", 0, 0, 0),
        ("Verksamhetens nettokostnader", 367609, 0, 519176),
        ("Skatteintäkter", 0, 0, 0),
        ("Generella statsbidrag och utjämning", 0, 0, 0),
        ("Verksamhetens resultat", 367609, 0, 519176),
        ("Finansiella intäkter", 0, 0, 0),
        ("Finansiella kostnader", 0, 0, 0),
        ("Resultat efter finansiella poster", 367609, 0, 519176),
        ("Extraordinära poster", 0, 0, 0),
        ("Årets resultat", 367609, 0, 519176),
    ]


def test_the_laws_balance_sheet_splits_equity(year):
    own = {row.label: row.values for row in statements.lkbr_balance(year).rows if row.values}
    assert own["I. Eget kapital vid årets början"] == (690698, 171522)
    assert own["II. Årets resultat"] == (367609, 519176)
    assert own["III. Eget kapital vid årets slut"] == (1058307, 690698)
    assert (
        own["Summa tillgångar"] == own["Summa eget kapital, avsättningar och skulder"] == (1096067, 1857326)
    )


def test_the_balance_requirement_is_the_result(year):
    assert statements.balance_requirement(year).value("balance_requirement") == 367609


def test_each_member_has_its_contribution(cast, year):
    own = statements.contributions(year)
    assert [(row.label, row.values[0]) for row in own.rows] == [
        (cast.kommun.name, 1258500), (cast.region.name, 1258500), (cast.fk.name, 2517000), ("Summa", 5034000),
    ]  # fmt: skip


def test_the_checks_find_the_originals_contradictions_and_nothing_else(cast, year):
    found = [row for row in findings(cast.association, 2021) if row.key.startswith("economy.")]
    assert [(row.key, row.here, row.there, row.kind) for row in found] == [
        ("economy.note.7.2020.utfall", "2\u00a0219\u00a0655", "1\u00a0822\u00a0531", Kind.REAL),
        ("economy.sum.2021.utfall-0630.summa_kostnader", "−2\u00a0277\u00a0379", "−2\u00a0277\u00a0380", Kind.ROUNDING),
        ("economy.ratio.2020.utfall.equity_ratio", "37,1\u00a0%", "37,2\u00a0%", Kind.REAL),
    ]  # fmt: skip
