"""The year change: how a year opens against how the last one closed, alike in every kind of file."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from economy.actions.figures import add_column, save_figures
from economy.actions.years import open_year
from economy.outlines import STARTER
from economy.pasting.table import read_table
from economy.queries.books import open_books
from economy.queries.ledger_preview import preview_of
from economy.queries.statements import balance_sheet, cash_flow, income_statement
from economy.sie.opening import opening_differences
from economy.sie.reader import read
from economy.states import FigureKind
from finsam.errors import DomainError
from tests.cast import client_of
from tests.economy.ledgers import opened_year, stored, waiting
from tests.pages import in_one_line

pytestmark = pytest.mark.django_db

# Closes with 100 of profit that no balance account holds.
LAST = "Konto;Namn;IB;UB\n1930;Bank;500;600\n2010;Eget kapital;-500;-500\n3511;Bidrag;0;-300\n4511;Insatser;0;200\n"
LABEL = "Ingående balans är förra årets utgående här i programmet"
MOVED = ("Stämmer", "Alla balanskonton. Förra årets resultat, 100,00, är fört till eget kapital.")
WAITING = (
    "Inte gjort än",
    "Alla balanskonton. Förra årets resultat, 100,00, är inte fört till eget kapital än.",
)
WRONG = ("Stämmer inte", "1\u00a0konto skiljer.")


VOUCHERS = (
    b"#FLAGGA 0\r\n#SIETYP 4\r\n#GEN 20220301\r\n#ORGNR 222000-0000\r\n#RAR 0 20220101 20221231\r\n"
    b'#VER A 1 20220115 "Bidrag"\r\n{\r\n#TRANS 1930 {} 70\r\n#TRANS 3511 {} -70\r\n}\r\n'
)


def sie(kind: int, equity: int, *, last_year: bool = False) -> bytes:
    lines = [
        "#FLAGGA 0", '#PROGRAM "x" 1', "#FORMAT PC8", "#GEN 20230101", f"#SIETYP {kind}", "#ORGNR 222000-0000",
        '#FNAMN "x"', "#RAR 0 20220101 20221231", "#RAR -1 20210101 20211231", "#OMFATTN 20221231",
        '#KONTO 1930 "Bank"', '#KONTO 2010 "Eget kapital"', "#IB 0 1930 600.00", f"#IB 0 2010 {equity}.00",
        "#UB 0 1930 600.00", f"#UB 0 2010 {equity}.00",
    ]  # fmt: skip
    if last_year:
        lines += ["#UB -1 1930 600.00", "#UB -1 2010 -500.00", "#RES -1 3511 -300.00", "#RES -1 4511 200.00"]
    return "\r\n".join([*lines, ""]).encode("cp437")


def told(cast, content: bytes, name: str, **facts: object) -> tuple[str, str]:
    page = preview_of(waiting(cast, content, name=name, **facts))
    return next((each.mark, each.told) for each in page.checks if each.label == LABEL)


@pytest.mark.parametrize(("equity", "expected"), [(-600, MOVED), (-500, WAITING), (-550, WRONG)])
@pytest.mark.parametrize("kind", [1, 2, 3, 4])
def test_a_sie_file_says_whether_last_years_result_is_moved(cast, kind, equity, expected):
    opened_year(cast)
    stored(cast, LAST.encode(), name="2021.csv", year=2021)
    assert told(cast, sie(kind, equity), "2022.se") == expected


@pytest.mark.parametrize(("equity", "expected"), [(-600, MOVED), (-500, WAITING), (-550, WRONG)])
def test_a_list_says_whether_last_years_result_is_moved(cast, equity, expected):
    opened_year(cast)
    stored(cast, LAST.encode(), name="2021.csv", year=2021)
    content = f"Konto;IB;UB\n1930;600;600\n2010;{equity};{equity}\n".encode()
    assert told(cast, content, "2022.csv", year=2022) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("2022.si", VOUCHERS),
        ("2022.csv", b"Datum;Ver;Konto;Debet;Kredit\n2022-01-15;A1;1930;70;\n2022-01-15;A1;3511;;70\n"),
        ("2022-saldon.csv", b"Konto;UB\n1930;670\n2010;-600\n3511;-70\n"),
    ],
)  # fmt: skip
def test_what_says_no_opening_opens_with_last_years_result_in_equity(cast, name, content):
    opened_year(cast)
    stored(cast, LAST.encode(), name="2021.csv", year=2021)
    year = {} if name.endswith("si") else {"year": 2022}
    assert told(cast, content, name, **year) == MOVED
    books = stored(cast, content.replace(b"A1", b"A 1"), name=name, **year)
    opening = dict(books.accounts.filter(is_balance=True).values_list("number", "opening"))
    assert (opening["1930"], opening["2010"]) == (600, -600)
    assert sum(books.accounts.values_list("closing", flat=True)) == 0


def test_a_result_that_might_go_to_several_accounts_is_told_as_not_moved(cast):
    opened_year(cast)
    last = LAST.replace("2010;Eget kapital;-500;-500", "2010;Eget kapital;-300;-300\n2020;Fond;-200;-200")
    stored(cast, last.encode(), name="2021.csv", year=2021)
    content = b"Datum;Ver;Konto;Debet;Kredit\n2022-01-15;A1;1930;70;\n2022-01-15;A1;3511;;70\n"
    assert told(cast, content, "2022.csv", year=2022) == WAITING


def test_a_part_of_last_year_is_nothing_to_open_with(cast):
    opened_year(cast)
    part = stored(cast, LAST.encode(), name="2021.csv", year=2021)
    part.found["reaches_to"] = "2021-08-31"
    part.save(update_fields=["found"])
    assert told(cast, sie(1, -600), "2022.se") == (
        "Går inte att pröva",
        "Hela förra årets bokföring är inte inläst.",
    )
    vouchers = b"#FLAGGA 0\n#SIETYP 4\n#ORGNR 222000-0000\n#RAR 0 20220101 20221231\n#VER A 1 20220115\n{\n#TRANS 1930 {} 0\n}\n"
    assert "hela förra årets bokföring" in waiting(cast, vouchers, name="2022.si").found["blockers"][0]


@pytest.mark.parametrize(
    ("equity", "codes"), [(-600, []), (-500, ["opening_sum", "closing_sum", "result_not_moved"]), (-550, ["opening_sum", "closing_sum", "opening_differs"])]
)  # fmt: skip
def test_a_files_own_last_year_is_held_against_its_opening_with_the_result(equity, codes):
    found = read(sie(1, equity, last_year=True), name="2022.se")
    assert [
        each.code
        for each in found.warnings
        if each.code in ("opening_sum", "closing_sum", "result_not_moved", "opening_differs")
    ] == codes


@pytest.mark.parametrize(
    ("opening", "wrong", "is_moved"),
    [
        ({"1930": 600, "2010": -600}, [], True), ({"1930": 600, "2010": -500}, [], False),
        ({"1930": 600, "2010": -500, "2098": -100}, [], True), ({"1930": 600, "2010": -650}, ["2010"], False),
        ({"1930": 610, "2010": -610}, ["1930", "2010"], False), ({"1930": 610, "2010": -600}, ["1930"], True),
    ],
)  # fmt: skip
def test_only_what_equity_is_together_can_agree(opening, wrong, is_moved):
    found = opening_differences(
        {number: Decimal(amount) for number, amount in opening.items()},
        {"1930": Decimal(600), "2010": Decimal(-500)},
    )
    assert ([number for number, _, _ in found.wrong], found.is_moved) == (wrong, is_moved)


def test_vouchers_alone_are_refused_where_nothing_came_before(cast):
    opened_year(cast)
    with pytest.raises(DomainError, match="varken årets eller hela förra årets bokföring"):
        stored(
            cast,
            b"#FLAGGA 0\n#SIETYP 4\n#ORGNR 222000-0000\n#VER A 1 20220115\n{\n#TRANS 1930 {} 0\n}\n",
            name="a.si",
        )


# ---- The first year


def test_the_first_year_takes_comparison_and_cash_flow_from_its_file(cast):
    year = opened_year(cast, 2022)
    stored(cast, sie(1, -600, last_year=True), name="2022.se")
    sheet, income, flow = balance_sheet(year), income_statement(year), cash_flow(year)
    assert [column.label for column in sheet.columns] == ["2022-12-31", "2021-12-31"]
    assert [column.label for column in income.columns] == ["Utfall 2022", "Utfall 2021"]
    values = {row.key: row.values for row in (*sheet.rows, *income.rows) if row.values}
    assert (values["kassa_bank"], values["balanserat"]) == ((600, 600), (600, 500))
    assert (values["bidrag"], values["insatser"], values["arets_resultat"]) == ((0, 300), (0, -200), (0, 100))
    assert (flow.value("opening"), flow.value("closing"), flow.value("total")) == (600, 600, 0)


@pytest.mark.parametrize(("equity", "expected"), [(-600, (600, 0)), (-500, (500, 100))])
def test_opening_balances_alone_give_a_balance_sheet_to_compare_with(cast, equity, expected):
    year = opened_year(cast, 2022)
    stored(cast, sie(1, equity), name="2022.se")
    values = {row.key: row.values for row in balance_sheet(year).rows if row.values}
    assert (values["balanserat"][1], values["arets_resultat"][1]) == expected
    assert {row.values[1] for row in income_statement(year).rows if row.kind == "line"} == {None}
    assert cash_flow(year).value("opening") == 600


def test_a_list_with_opening_balances_does_so_too(cast):
    year = opened_year(cast, 2022)
    stored(cast, b"Konto;IB;UB\n1930;600;670\n2010;-600;-600\n3511;0;-70\n", name="2022.csv", year=2022)
    assert cash_flow(year).value("total") == 70


def test_the_year_after_has_the_first_years_cash_flow_to_compare_with(cast):
    opened_year(cast, 2022)
    stored(cast, sie(1, -600, last_year=True), name="2022.se")
    stored(cast, b"Konto;IB;UB\n1930;600;670\n2010;-600;-600\n3511;0;-70\n", name="2023.csv", year=2023)
    books = open_books(cast.association)
    assert [
        len(cash_flow(books.by_year[year].fiscal_year, books=books).columns) for year in (2022, 2023)
    ] == [1, 2]


def test_a_year_that_is_here_is_not_made_up(cast):
    opened_year(cast, 2021)
    opened_year(cast, 2022)
    stored(cast, sie(1, -600, last_year=True), name="2022.se")
    assert open_books(cast.association).by_year[2021].sets == ()


def test_a_first_year_from_nothing_has_nothing_before_it(cast):
    opened_year(cast, 2022)
    stored(cast, b"Konto;IB;UB\n1930;0;70\n3511;0;-70\n", name="2022.csv", year=2022)
    assert list(open_books(cast.association).by_year) == [2022]


def test_a_first_year_has_no_year_before_it_to_open_with(cast):
    year = opened_year(cast, year=2022)
    year.starts_on = dt.date(2022, 9, 1)
    year.save(update_fields=["starts_on"])
    content = sie(1, -600).replace(b"20220101", b"20220901").replace(b"#RAR -1 20210101 20211231\r\n", b"")
    assert told(cast, content, "2022.se") == (
        "Går inte att pröva", "Det finns inget år före det här i programmet."
    )  # fmt: skip


def test_a_year_of_four_months_is_not_printed_as_a_whole_one(cast):
    first = open_year(
        association=cast.association, year=2021, layout=STARTER, starts_on=dt.date(2021, 9, 1), by=cast.chief
    )
    second = open_year(association=cast.association, year=2022, copy_from=first, by=cast.chief)
    for year, amount in ((first, 100), (second, 300)):
        column = add_column(
            fiscal_year=year,
            kind=FigureKind.OUTCOME,
            label=f"Utfall {year.year}",
            key="utfall",
            by=cast.chief,
        )
        amounts = {"bidrag": Decimal(amount), "balanserat": Decimal(30)}
        save_figures(figure_set=column, amounts=amounts, by=cast.chief)
    overview = client_of(cast.chief).get(reverse("economy_year", args=[cast.association.slug, 2021]))
    told = in_one_line(overview.content.decode())
    assert "av bidragen 1 september–31 december 2021" in told
    assert "Helår 2021" not in told
    heads = [column.label for column in income_statement(second).columns]
    assert heads == ["Utfall 2022", "Utfall sep–dec 2021"]
    page = client_of(cast.chief).get(reverse("figure_paste", args=[cast.association.slug, 2022]))
    assert page.status_code == 200
    [column] = read_table(f"\t{heads[1]}\nMedlemsbidrag\t100\nKansli\t-50", year=2022).columns
    assert (column.year, column.kind, column.part) == (
        2021, "outcome", (dt.date(2021, 9, 1), dt.date(2021, 12, 31))
    )  # fmt: skip


def test_a_file_is_offered_the_year_that_is_opened(cast):
    open_year(association=cast.association, year=2020, layout=STARTER, by=cast.chief)
    page = client_of(cast.chief).get(reverse("ledger_take_in", args=[cast.association.slug]))
    assert page.context["form"].initial["year"] == 2020
