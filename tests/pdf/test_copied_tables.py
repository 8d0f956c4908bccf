"""What is copied out of a page or a printed report of ours is read again, and gives the same figures."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from economy.actions.notes import add_note, add_row, save_note_figures
from economy.models import FiscalYear
from economy.pasting.table import Table, read_table
from economy.queries import statements
from economy.queries.books import open_books
from economy.queries.requirement import balance_requirement
from economy.queries.tables import Statement
from finsam.registries.checks import findings
from reporting.documents.registered import print_draft
from reporting.models import Report
from tests.cast import Cast
from tests.economy.desk import Desk
from tests.economy.test_paste_tables import pasted, remove
from tests.pdf.test_reports import text_of

pytestmark = pytest.mark.pdf

RESULTS = {
    2021: -300_000,
    2022: 120_000,
    2023: 80_000,
    2024: 150_000,
}  # a deficit, and three years that restore it
YEAR = """\tUtfall {year}\tBudget {year}
Bidrag från medlemmarna\t3 000 000\t3 000 000
Insatser\t{insatser}\t−2 000 000
Förbundschef och kansli\t−900 000\t−900 000
Arvoden\t−60 000\t−60 000
Övriga kostnader\t−40 000\t−40 000
Fordringar\t90 000\t
Kassa och bank\t{bank}\t
Eget kapital vid årets början\t{opening}\t
Kortfristiga skulder\t400 000\t
"""
HALF = """\tUtfall jan–jul {year}
Bidrag från medlemmarna\t1 750 000
Insatser\t−1 100 000
Förbundschef och kansli\t−580 000
Fordringar\t50 000
Kassa och bank\t{bank}
Eget kapital vid årets början\t{opening}
Kortfristiga skulder\t300 000
"""


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """Four years of a förbund by the shipped outline, and the first seven months of the two last."""
    desk, equity = Desk(cast), 500_000
    for year, result in RESULTS.items():
        desk.open_year(year)
        desk.add_column(year, "outcome", f"Utfall {year}")
        desk.add_column(year, "budget", f"Budget {year}")
        bank = equity + result + 310_000
        desk.paste(year, YEAR.format(year=year, insatser=result - 2_000_000, bank=bank, opening=equity))
        if year > 2022:
            days = {"starts_on": f"{year}-01-01", "ends_on": f"{year}-07-31"}
            desk.add_column(year, "outcome", f"Utfall jan–jul {year}", **days)
            desk.paste(year, HALF.format(year=year, bank=equity + 320_000, opening=equity))
        equity += result
    return desk


class _Tables(HTMLParser):
    """The tables of a page as a browser copies them: a row a line, cells parted by tabs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.cell: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.rows: list[list[str]] = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"th", "td", "caption"}:
            self.cell = []

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"th", "td", "caption"} and self.cell is not None:
            text = " ".join("".join(self.cell).split())
            if tag == "caption":
                self.rows.append([])
            self.rows[-1].append(text)
            self.cell = None
        elif tag == "table":
            self.found.append("\n".join("\t".join(row) for row in self.rows))


def printed(desk: Desk, kind: str) -> str:
    return text_of(print_draft(Report.objects.get(pk=desk.begin_report(kind, 2024))))


def cut(text: str, caption: str, last: str) -> str:
    """The lines of a printed table, from its caption to its last row, page breaks and all."""
    begin = re.search(rf"^{caption}.*$", text, re.MULTILINE)
    assert begin, caption
    end = re.compile(rf"^ *{last}.*$", re.MULTILINE).search(text, begin.start())
    assert end, last
    return text[begin.start() : end.end()]


def read(table: Table) -> list[tuple[str, tuple[Decimal | None, ...]]]:
    return [(row.label, row.amounts) for row in table.rows if not row.is_heading]


def rows(statement: Statement) -> list[tuple[str, tuple[Decimal | None, ...]]]:
    return [(row.label, row.values) for row in statement.rows if row.values]


def of_annual(year: FiscalYear) -> dict[tuple[str, str], Statement]:
    """The statements of the årsredovisning, by caption and last row."""
    books = open_books(year.association)
    return {
        ("Räkenskapsåret 2024", "Årets resultat"): statements.income_statement(year),
        ("Ställningen vid årets slut", "Summa eget kapital och skulder"): statements.balance_sheet(year),
        ("Resultaträkning enligt LKBR", "Årets resultat"): statements.lkbr_income(year),
        ("Balansräkning enligt LKBR", r"b\) Övriga ansvarsförbindelser"): statements.lkbr_balance(year),
        ("Balanskravsutredning", "Återstår att reglera"): balance_requirement(year),
        ("Indirekt metod", "Likvida medel vid periodens slut"): statements.cash_flow(year, books=books),
    }


def test_every_statement_of_a_printed_report_is_read_with_its_years_and_figures(cast, desk):
    assert [findings(cast.association, year) for year in RESULTS] == [[]] * 4
    year, text = FiscalYear.objects.get(year=2024), printed(desk, "arsredovisning")
    for (caption, last), statement in of_annual(year).items():
        table = read_table(cut(text, caption, last), year=2024)
        told = [(each.year, each.kind) for each in table.columns]
        assert told in (
            [(2024, "outcome"), (2024, "budget"), (2023, "outcome")],
            [(2024, "outcome"), (2023, "outcome")],
        ), caption
        assert read(table) == rows(statement), caption
        assert (table.errors, table.warnings) == ((), ()), caption


def test_five_years_in_percent_and_kronor_are_read_and_what_is_no_kronor_is_said(desk):
    text = cut(printed(desk, "arsredovisning"), "Fem år i sammandrag", "Soliditet")
    table = read_table(text, year=2024)
    assert [each.year for each in table.columns] == [2024, 2023, 2022, 2021, 2020]
    found = dict(read(table))
    assert found["Årets resultat"] == (*(Decimal(RESULTS[year]) for year in (2024, 2023, 2022, 2021)), None)
    assert found["Verksamhetens kostnader"][:2] == (-2_850_000, -2_920_000)
    assert [each.where for each in table.warnings] == [
        "Eget kapital av medlemsbidragen", "Soliditet", "Kolumnen 2020",
    ]  # fmt: skip


def test_a_printed_half_year_and_its_differences_are_read_at_their_own_days(desk):
    text = printed(desk, "delarsrapport")
    table = read_table(cut(text, "Resultaträkning 1 januari–31 juli 2024", "Årets resultat"), year=2024)
    assert [(each.year, each.kind, bool(each.part)) for each in table.columns] == [
        (2024, "outcome", True), (2023, "outcome", True), (2024, "forecast", False), (2024, "budget", False),
    ]  # fmt: skip
    assert dict(read(table))["Årets resultat"] == (70_000, 70_000, None, 0)
    table = read_table(
        cut(text, "Balansräkning per den 31 juli", "Summa eget kapital och skulder"), year=2024
    )
    assert dict(read(table))["Eget kapital vid årets början"] == (400_000, 320_000)


def test_a_printed_note_is_read_with_its_rows_and_sum(cast, desk):
    year = FiscalYear.objects.get(year=2024)
    line = year.lines.get(key="insatser")
    desk.post("line_edit", line.pk, label="Insatser", level=1, sign=1, role="insatser", lkbr="", note=2)
    note = add_note(fiscal_year=year, number=2, label="Insatser", by=cast.chief)
    keys = {
        label: add_row(note=note, label=label, by=cast.chief).key for label in ("Lotsen", "Bron till arbete")
    }
    column = year.figure_sets.get(key="utfall")
    amounts = {keys["Lotsen"]: Decimal(-1_200_000), keys["Bron till arbete"]: Decimal(-650_000)}
    save_note_figures(note=note, figure_set=column, amounts=amounts, by=cast.chief)
    table = read_table(cut(printed(desk, "arsredovisning"), "Noter till resultat", "Summa"), year=2024)
    assert read(table) == [
        ("Lotsen", (-1_200_000, None)), ("Bron till arbete", (-650_000, None)), ("Summa", (-1_850_000, None)),
    ]  # fmt: skip
    assert [row.label for row in table.rows if row.is_sum] == ["Summa"]


@pytest.mark.parametrize("view", ["", "lkbr"])
def test_the_tables_of_the_page_are_pasted_into_nothing_and_give_the_same(cast, desk, view):
    year = FiscalYear.objects.get(year=2024)
    page = desk.get("economy_statements", 2024, **({"vy": view} if view else {}))
    copied = [text for text in _Tables(page).found if "Kassa och bank" in text or "Årets resultat" in text]
    made = (
        [statements.lkbr_income, statements.lkbr_balance]
        if view
        else [statements.income_statement, statements.balance_sheet]
    )
    expected = [[(row.label, row.values) for row in make(year).rows] for make in made]
    for each in FiscalYear.objects.all():
        remove(each)
    assert [pasted(cast, text, "kr", of=2024) for text in copied[:2]] == expected


def test_a_deficit_is_carried_on_until_it_is_regulated_and_that_is_said(desk):
    text = printed(desk, "arsredovisning")
    assert "Negativt balanskravsresultat från tidigare år är reglerat." in text
    table = read_table(cut(text, "Balanskravsutredning", "Återstår att reglera"), year=2024)
    assert dict(read(table))["Återstår att reglera"] == (0, -100_000)
