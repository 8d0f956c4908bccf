"""Excel and CSV: the columns are found, remembered and changed, sums are checked and not read in."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from economy.actions.ledger import take_back, take_in
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from economy.imports.cells import account_of, amount_of, day_of
from economy.models import ColumnMapping, FigureSet, LedgerVoucher
from economy.queries.ledger_preview import preview_of
from economy.states import ImportKind
from finsam.errors import DomainError
from tests.economy.ledgers import opened_year, stored, waiting

pytestmark = pytest.mark.django_db

BALANCES = """Saldolista 2021
Konto;Benämning;IB;Period;UB
1930;Bank;500 000,00;699 000,00;1 199 000,00
2010;Eget kapital;-500 000,00;0,00;-500 000,00
2910;Upplupet;;-50 000,50;−50 000,50
Summa balans;;0,00;648 999,50;648 999,50
3511;Bidrag;;-1.000.000,00;-1 000 000,00
4511;Insatser;;350 000,50;350 000,50
7111;Sammanträden;;1 000;1000
Totalt;;0;0;0
"""
TRANSACTIONS = """Datum;Ver;Konto;Kontonamn;Projekt;Text;Debet;Kredit
2021-01-15;A1;1930;Bank;;Bidrag;1 000,00;
;;3511;Bidrag;;Bidrag;;1 000,00
2021-03-10;A2;4511;Insatser;100;Mars;250,50;
2021-03-10;A2;1930;Bank;;Mars;;250,50
Summa;;;;;;1 250,50;1 250,50
"""
BUDGET = """Konto;Namn;Budget 2021
3511;Bidrag;5 034 000
4511;Insatser;4 000 000
;Arvoden;120 000
Summa;;9 154 000
"""


def csv(text: str) -> bytes:
    return text.encode("cp1252", errors="ignore") if "−" not in text else text.encode()


def excel(rows: list[list[object]], merged: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_list_of_balances_is_stored_without_its_sums(cast):
    kept = stored(cast, csv(BALANCES), name="saldon.csv", year=2021)
    assert [(row.number, row.opening, row.closing) for row in kept.accounts.all()] == [
        ("1930", 500_000, 1_199_000),
        ("2010", -500_000, -500_000),
        ("2910", 0, Decimal("-50000.50")),
        ("3511", 0, -1_000_000),
        ("4511", 0, Decimal("350000.50")),
        ("7111", 0, 1000),
    ]


def test_a_sum_that_the_rows_do_not_give_refuses_the_list(cast):
    taken = waiting(
        cast,
        csv(BALANCES.replace("0,00;648 999,50;648 999,50", "0,00;648 999,50;648 999,00")),
        name="s.csv",
        year=2021,
    )
    assert [(error["line"], error["found"], error["expected"]) for error in taken.found["errors"]] == [
        (6, "648\u00a0999,00", "648\u00a0999,50")
    ]


def test_transactions_become_vouchers_with_their_objects(cast):
    kept = stored(cast, csv(TRANSACTIONS), name="trans.csv", year=2021)
    first, second = kept.vouchers.all()
    assert [(row.account.number, row.amount) for row in first.rows.all()] == [("1930", 1000), ("3511", -1000)]
    assert [row.tag.objects_list if row.tag else None for row in second.rows.all()] == [[["6", "100"]], None]


def test_a_voucher_that_does_not_balance_refuses_the_list(cast):
    taken = waiting(cast, csv(TRANSACTIONS.replace(";250,50\nS", ";250,00\nS")), name="t.csv", year=2021)
    assert taken.found["codes"] == {"voucher_unbalanced": 1, "sum_differs": 1}
    assert LedgerVoucher.objects.count() == 0


def test_a_budget_becomes_a_column_with_costs_as_minus(cast):
    opened_year(cast)
    kept = stored(cast, csv(BUDGET), name="budget.csv", year=2021)
    amounts = dict(kept.figure_set.figures.values_list("line__key", "amount"))
    assert amounts == {"bidrag": 5_034_000, "insatser": -4_000_000, "arvoden": -120_000}


def test_a_budget_that_is_taken_back_leaves_no_column(cast):
    opened_year(cast)
    take_back(ledger_import=stored(cast, csv(BUDGET), name="budget.csv", year=2021), by=cast.chief)
    assert not FigureSet.objects.filter(key="budget").exists()


def test_a_budget_with_an_account_on_no_line_is_refused(cast):
    opened_year(cast)
    with pytest.raises(DomainError, match="8899 hör inte till någon rad"):
        stored(cast, csv(BUDGET.replace("Summa;;9 154 000", "8899;Okänt;1")), name="b.csv", year=2021)


def test_a_workbook_with_merged_headings_is_read(cast):
    content = excel(
        [["Samordningsförbundet", None, None], ["Konto", "Namn", "Utfall"], [None, None, "UB"],
         [1930, "Bank", 100.1 + 200.2], [2010, "Eget kapital", -300.3]],
        merged="A2:A3",
    )  # fmt: skip
    kept = stored(cast, content, name="saldo.xlsx", year=2021)
    assert list(kept.accounts.values_list("number", "closing")) == [
        ("1930", Decimal("300.30")),
        ("2010", Decimal("-300.30")),
    ]


def test_chosen_columns_are_remembered_for_the_next_list_with_the_same_headings(cast):
    odd = "A;B;C\n1930;x;100\n2010;y;-100\n"
    taken = waiting(cast, csv(odd), name="udda.csv", year=2021, kind=ImportKind.BALANCES)
    assert taken.found["blockers"] == ["Välj kolumnen med konto."]
    analyse_file(ledger_import=taken, columns={"account": 0, "name": 1, "closing": 2}, by=cast.chief)
    later = waiting(
        cast, csv(odd.replace("100", "200")), name="udda2.csv", year=2021, kind=ImportKind.BALANCES
    )
    assert (later.columns, later.found["blockers"]) == ({"account": 0, "name": 1, "closing": 2}, [])
    assert ColumnMapping.objects.count() == 1


def test_a_list_without_a_year_asks_for_it(cast):
    assert waiting(cast, csv(BALANCES), name="s.csv").found["blockers"] == [
        "Välj vilket räkenskapsår filen gäller."
    ]


def test_a_day_outside_the_year_refuses_the_list(cast):
    taken = waiting(cast, csv(TRANSACTIONS), name="t.csv", year=2022)
    with pytest.raises(DomainError):
        store_books(ledger_import=taken, by=cast.chief)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1 234,50", "1234.50"), ("1.234,50", "1234.50"), ("-12", "-12"), ("−12,5", "-12.50"), ("12-", "-12"),
        ("(12)", "-12"), (0.1 + 0.2, "0.30"), (12, "12"), ("1 234 kr", "1234"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_swedes_write_them(cell, amount):
    assert amount_of(cell) == Decimal(amount)


@pytest.mark.parametrize(
    "cell", ["20210131", "2021-01-31", "31 januari 2021", 44227, dt.date(2021, 1, 31), 20210131]
)
def test_days_are_read_as_swedes_write_them(cell):
    assert day_of(cell) == dt.date(2021, 1, 31)


@pytest.mark.parametrize(
    ("cell", "expected"), [("1930 Bank", ("1930", "Bank")), (1930.0, ("1930", "")), ("Summa", ("", "Summa"))]
)
def test_an_account_may_stand_with_its_name(cell, expected):
    assert account_of(cell) == expected


@pytest.mark.parametrize(
    "content", [b"Konto;Saldo\n" + b"\xff\xfe;;;\n" * 3, b'Konto;"Saldo\n', b"1930\n", b"Konto;Saldo\n;1\n"]
)
def test_odd_lists_are_shown_with_what_stops_them(cast, content):
    assert waiting(cast, content, name="x.csv", year=2021).found["blockers"] != []


def test_a_list_of_nothing_is_refused(cast):
    with pytest.raises(DomainError, match="inga rader"):
        waiting(cast, b";;;\n;;\n", name="x.csv", year=2021)


def test_a_sie_file_named_as_csv_is_read_as_sie(cast):
    taken = take_in(
        association=cast.association, name="a.csv", content=b"#FLAGGA 0\n#SIETYP 4\n", by=cast.chief
    )
    assert taken.kind == ImportKind.SIE


# ---- What lists look like in practice


def test_a_number_column_under_a_merged_heading_is_the_account(cast):
    rows = [
        ["Konto", None, "Saldo", None],
        ["Nr", "Benämning", "IB", "UB"],
        [1930, "Bank", 0, 100],
        [3510, "Bidrag", 0, -100],
    ]
    taken = waiting(cast, excel(rows, "A1:B1"), name="saldo.xlsx", year=2021)
    assert (taken.columns["account"], taken.found["blockers"]) == (0, [])


def test_a_sum_of_costs_and_the_result_of_a_budget_without_signs_agree(cast):
    opened_year(cast)
    rows = [
        ["Rad", "Budget 2021"], ["Bidrag", 5_034_000], ["Summa intäkter", 5_034_000], ["Kostnader", None],
        ["Insatser", 4_570_000], ["Personal", 110_000], ["Summa kostnader", 4_680_000], ["Resultat", 354_000],
    ]  # fmt: skip
    taken = waiting(cast, excel(rows), name="plan.xlsx", year=2021)
    assert (taken.found["errors"], taken.found["blockers"]) == ([], [])


def test_a_list_whose_name_says_budget_is_a_budget(cast):
    assert waiting(cast, b"Konto;Belopp\n3510;10\n", name="budget.csv", year=2021).kind == ImportKind.BUDGET


def test_a_waiting_budget_shows_its_amounts_on_the_lines(cast):
    opened_year(cast)
    page = preview_of(waiting(cast, b"Rad;Budget\nInsatser;4 000\n", name="b.csv", year=2021))
    assert ({row.label: row.given for row in page.statement}["Insatser"], page.problem) == (-4000, "")


def test_a_waiting_budget_says_what_belongs_to_no_line_before_it_is_stored(cast):
    opened_year(cast)
    page = preview_of(waiting(cast, b"Rad;Budget\nRymdfart;4 000\n", name="b.csv", year=2021))
    assert (page.problem, page.statement) == (
        "Rymdfart hör inte till någon rad. Lägg kontot på en rad, eller skriv radens namn.", [],
    )  # fmt: skip
