"""Lists as other programs and people write them: read right, or refused with the cell and the reason, never fewer rows."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from economy.imports.reading_figures import Figures, read_figures

INPUTS = Path(__file__).resolve().parents[3] / "shared" / "inputs"

SEVEN = [
    ("16510", 429_000, 400_000), ("19400", 3_316_324, 3_000_000), ("20100", -785_824, -785_824),
    ("24400", -2_944_500, -2_600_000), ("29900", -15_000, 0), ("35110", 0, -7_030_000), ("45310", 0, 7_015_824),
]  # fmt: skip
CLOSING = [(number, 0, closing) for number, _, closing in SEVEN if closing]


def workbook(*sheets: tuple[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet(*rows: list[object]) -> bytes:
    return workbook(("Blad1", list(rows)))


def with_part(content: bytes, name: str, old: str, new: str) -> bytes:
    """The file with a text in one of its parts changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for part in source.infolist():
            data = source.read(part)
            if part.filename == name:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(part.filename, data)
    return stream.getvalue()


def read(content: bytes | str, name: str = "lista.xlsx", year: int = 2021, **asked: str) -> Figures:
    if isinstance(content, str):
        content, name = content.encode(), name.replace("xlsx", "csv")
    return read_figures(content, name=name, year=year, **asked)


def accounts(found: Figures) -> list[tuple[str, Decimal, Decimal]]:
    assert (found.errors, found.is_accepted) == ((), True)
    return [(each.number, each.opening, each.closing) for each in found.accounts]


def rows(found: Figures) -> list[tuple[str, Decimal, bool]]:
    assert (found.errors, found.is_accepted) == ((), True)
    return [(row.label, row.amount, row.is_sum) for row in found.rows]


def refusal(found: Figures) -> list[tuple[str, str]]:
    assert (found.is_accepted, found.accounts, found.rows) == (False, (), ())
    return [(each.where, each.what) for each in found.errors]


# ---- The files that others have tried


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("transaktioner-minus-i-debet.csv", 2021, [("1930", 0, 0), ("4511", 0, 0)]),
        ("saldon-matt-for-kort.xlsx", 2021, [
            ("1510", 0, 100), ("1930", 500_000, 1_199_000), ("2010", -500_000, -500_000), ("2440", 0, -100),
            ("3511", 0, -1_000_000), ("4511", 0, 301_000),
        ]),
        ("economy/saldon.csv", 2024, SEVEN), ("economy/saldon-en.csv", 2024, SEVEN),
        ("economy/saldon-svenska.xlsx", 2024, SEVEN), ("economy/saldon-sammanslagna.xlsx", 2024, SEVEN),
        ("economy/saldobalans-debet-kredit.xlsx", 2024, SEVEN), ("economy/saldobalans-andra-bladet.xlsx", 2024, SEVEN),
        ("economy/konto-och-namn-i-samma-cell.xlsx", 2024, CLOSING),
        ("economy/transaktioner.xlsx", 2024, [
            ("19400", 0, 7_030_000), ("24400", 0, -100_000), ("35110", 0, -7_030_000), ("45310", 0, 100_000),
        ]),
        ("economy/ver2024.si", 2024, [("19400", 0, 600_000), ("35110", 0, -1_000_000), ("45310", 0, 400_000)]),
    ],
)  # fmt: skip
def test_a_file_that_somebody_tried_gives_its_accounts(name, year, expected):
    assert accounts(read_figures(_input(name), name=Path(name).name, year=year)) == expected


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("budget-sammantradeskostnader.csv", 2021, [("Bidrag", 5_034_000), ("Sammanträdeskostnader", 120_000), ("Arvoden", 80_000)]),
        ("budget-tva-ar.csv", 2021, [("Bidrag", 5_034_000), ("Arvoden", 120_000)]),
        ("budget-tva-ar.csv", 2020, [("Bidrag", 5_000_000), ("Arvoden", 100_000)]),
        ("economy/budget-manader.xlsx", 2024, [("Bidrag", 7_030_000), ("Team", -6_000_000)]),
        ("economy/budget-minus-kostnader.xlsx", 2024, [
            ("Bidrag", 7_030_000), ("Team", -6_000_000), ("Utvärdering", -30_000), ("Lön", -640_000),
        ]),
        ("economy/budget-positiva.xlsx", 2024, [
            ("Bidrag", 7_030_000), ("Team", 6_000_000), ("Utvärdering", 30_000), ("Lön", 640_000),
        ]),
    ],
)  # fmt: skip
def test_a_budget_that_somebody_tried_gives_its_rows(name, year, expected):
    found = rows(read_figures(_input(name), name=Path(name).name, year=year))
    assert found == [(label, amount, False) for label, amount in expected]


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("budget-formler-utan-varden.xlsx", ["Rad 3, cell C3", "Rad 4, cell C4", "Rad 5, cell C5"]),
        ("saldon-tomma-rader-och-fel.xlsx", ["Rad 6, cell D6"]), ("economy/budget.xlsx", ["Rad 5, cell C5"]),
        ("economy/fel-kolumner.xlsx", ["Filen"]), ("economy/rader-utan-konto.xlsx", ["Filen"]),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_where_and_why(name, where):
    found = read_figures(_input(name), name=Path(name).name, year=2021 if "/" not in name else 2024)
    assert [place for place, _ in refusal(found)] == where


@pytest.mark.parametrize(
    ("name", "result"), [("skn-2016.tsv", -2_255_000), ("skn-2016-minus.tsv", -2_255_000)]
)
def test_a_printed_plan_gives_the_budget_of_its_year_with_every_sum(name, result):
    found = rows(read_figures(_input(f"economy/{name}"), name=name, year=2016, kind="budget"))
    assert [
        amount for label, amount, is_sum in found if label == "Resultat efter finansiella poster" and is_sum
    ] == [result]
    assert [label for label, _, is_sum in found if is_sum] == [
        "Summa intäkter", "Summa verksamhetskostnader", "Summa verksamhetsnära kostnader", "Summa kansli/adm kostnader",
        "Summa kostnader", "Resultat före finansiella poster", "Resultat efter finansiella poster",
        "Resultat inkl. överf. fr. föreg. år",
    ]  # fmt: skip


def _input(name: str) -> bytes:
    path = INPUTS / name
    if not path.exists():
        pytest.skip("The folder shared/inputs does not lie beside the project.")
    return path.read_bytes()


# ---- How CSV is written

PLAIN = "Konto;Namn;IB;UB\n1930;Bank;500;1 199,50\n2010;Eget kapital;-500;-500\n3511;Bidrag;0;-699,50\n"
PLAIN_READ = [("1930", 500, Decimal("1199.50")), ("2010", -500, -500), ("3511", 0, Decimal("-699.50"))]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(), b"\xef\xbb\xbf" + PLAIN.encode(), PLAIN.encode("cp1252"), PLAIN.encode("utf-16"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"), PLAIN.replace("\n", "\r\n").encode(), PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(";", "\t").encode(), PLAIN.replace(";", "|").encode(), ("sep=;\n" + PLAIN).encode(),
        ("\n\nSaldolista 2021\n\n" + PLAIN).encode(), PLAIN.replace("\n", "\n;;;\n").encode(),
        PLAIN.replace("1 199,50", "1\u00a0199,50").encode(), PLAIN.replace("1 199,50", "1.199,50").encode(),
        PLAIN.replace("1 199,50", "1199,50 kr").encode(), PLAIN.replace("1 199,50", "1\u202f199,50").encode(),
        PLAIN.replace("-699,50", "699,50-").encode(), PLAIN.replace("-699,50", "(699,50)").encode(),
        PLAIN.replace("-699,50", "\u2212699,50").encode(), PLAIN.replace("-699,50", "- 699,50").encode(),
        PLAIN.replace("1 199,50", '"1 199,50"').replace("Eget kapital", '"Eget; kapital"').encode(),
        b"Konto,Namn,IB,UB\n1930,Bank,500,1199.50\n2010,EK,-500,-500\n3511,Bidrag,0,-699.50\n",
        b'Konto,Namn,IB,UB\n1930,Bank,500,"1 199,50"\n2010,EK,-500,-500\n3511,Bidrag,0,"-699,50"\n',
        (PLAIN + "Konto;Namn;IB;UB\n" + ";Summa;0;0\n").encode(),
    ],
)  # fmt: skip
def test_csv_is_read_however_it_is_written(content):
    assert accounts(read(content, "lista.csv")) == PLAIN_READ


def test_a_decimal_comma_that_parts_a_field_is_refused_at_its_row():
    found = read("Konto,Namn,UB\n1930,Bank,1 199,50\n2010,EK,-1199\n")
    assert refusal(found)[0][0] == "Rad 2"


def test_an_amount_that_can_be_read_in_two_ways_is_refused_at_its_row():
    assert refusal(read("Konto;UB\n\n1930;1,234\n2010;-1234\n"))[0][0] == "Rad 3, kolumnen UB"


# ---- Sheets, cells and sizes


def test_a_sheet_says_less_than_it_holds_and_is_read_whole():
    content = sheet(["Konto", "UB"], [1930, 5], [2010, -5], [1510, 7], [2440, -7])
    wrong = with_part(content, "xl/worksheets/sheet1.xml", 'ref="A1:B5"', 'ref="A1:A2"')
    assert [number for number, _, _ in accounts(read(wrong))] == ["1510", "1930", "2010", "2440"]


def test_a_small_file_with_cells_far_out_is_refused_at_once_with_the_cell():
    book = Workbook()
    for number in range(1, 400):
        book.active.cell(number, 1, number)
        book.active.cell(number, 16_384, "x")
    stream = io.BytesIO()
    book.save(stream)
    what = refusal(read(stream.getvalue()))[0][1]
    assert what.startswith("Cell XFD1 på bladet Sheet ligger längre ut än de 256 kolumner som läses.")


def test_empty_cells_far_out_take_nothing_away():
    content = sheet(["Konto", "UB"], [1930, 5], [2010, -5])
    far = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        '<row r="1048576"><c r="XFD1048576"/></row></sheetData>',
    )
    assert accounts(read(far)) == [("1930", 0, 5), ("2010", 0, -5)]


def test_a_file_that_unpacks_to_millions_of_cells_is_refused_with_its_row():
    cells = "".join(f'<row r="{row}">{"<c/>" * 16_000}</row>' for row in range(10, 200))
    content = with_part(
        sheet(["Konto", "UB"], [1930, 5]), "xl/worksheets/sheet1.xml", "</sheetData>", cells + "</sheetData>"
    )
    assert "har fler än 2000000 celler fram till rad" in refusal(read(content))[0][1]


def test_a_row_far_down_keeps_its_number():
    content = sheet(["Konto", "UB"], [], [], [1930, "fel"], [2010, -5])
    assert refusal(read(content))[0][0] == "Rad 4, cell B4"


def test_a_formula_without_a_value_is_refused_and_one_in_another_column_is_not():
    assert refusal(read(sheet(["Konto", "UB"], [1930, "=2+3"], [2010, -5])))[0][0] == "Rad 2, cell B2"
    assert accounts(read(sheet(["Konto", "UB", "Kommentar"], [1930, 5, "=2+3"], [2010, -5]))) == [
        ("1930", 0, 5),
        ("2010", 0, -5),
    ]


def test_a_formula_with_its_value_is_its_value():
    content = sheet(["Konto", "UB"], [1930, "=2+3"], [2010, -5])
    computed = with_part(content, "xl/worksheets/sheet1.xml", "<f>2+3</f><v></v>", "<f>2+3</f><v>5</v>")
    assert accounts(read(computed)) == [("1930", 0, 5), ("2010", 0, -5)]


def test_an_error_of_excel_is_refused_with_its_cell():
    content = sheet(["Konto", "UB"], [1930, "#REF!"], [2010, -5])
    assert refusal(read(content))[0][0] == "Rad 2, cell B2"


OLD = [["Konto", "UB"], [1930, 1], [2010, -1]]
NEW = [["Konto", "UB"], [1930, 5], [2010, -5]]


def test_a_hidden_sheet_is_passed_by_and_told_of_when_it_is_asked_for():
    content = workbook(("Gammalt", OLD), ("Nytt", NEW), hidden=("Gammalt",))
    assert accounts(read(content)) == [("1930", 0, 5), ("2010", 0, -5)]
    asked = read(content, sheet="Gammalt")
    assert (accounts(asked)[0], asked.warnings[0].what) == (("1930", 0, 1), "Bladet Gammalt är dolt i Excel.")


def test_of_sheets_named_by_years_the_right_one_is_read():
    content = workbook(("2020", OLD), ("2021", NEW), ("Noter", [["Se även"], ["bilaga"]]))
    assert accounts(read(content)) == [("1930", 0, 5), ("2010", 0, -5)]
    assert accounts(read(content, year=2020)) == [("1930", 0, 1), ("2010", 0, -1)]


def test_of_sheets_that_are_alike_one_must_be_chosen():
    content = workbook(("Ett", OLD), ("Två", NEW))
    assert refusal(read(content)) == [
        ("Filen", "Filen har flera blad som kan läsas: Ett och Två. Välj ett av dem.")
    ]
    assert accounts(read(content, sheet="Två")) == [("1930", 0, 5), ("2010", 0, -5)]


def test_a_sheet_of_another_kind_is_passed_by_when_the_kind_is_said():
    budget = [["Konto", "Namn", "Budget 2021"], [3511, "Bidrag", 10]]
    content = workbook(("Saldon", NEW), ("Budget", budget))
    assert rows(read(content, kind="budget")) == [("Bidrag", 10, False)]
    assert accounts(read(content, kind="balances")) == [("1930", 0, 5), ("2010", 0, -5)]


# ---- Headings


@pytest.mark.parametrize(
    "heads",
    [
        [["Konto", "Benämning", "2020", None, "2021", None], [None, None, "IB", "UB", "IB", "UB"]],
        [["Konto", None, 2020, None, 2021, None], ["Nr", "Namn", "IB", "UB", "IB", "UB"]],
        [["Konto", "Kontonamn", "IB 2020-01-01", "UB 2020-12-31", "IB 2021-01-01", "UB 2021-12-31"]],
        [
            [
                "Kontonr",
                "Kontobenämning",
                "Ing balans 2020",
                "Utg balans 2020",
                "Ing balans 2021",
                "Utg balans 2021",
            ]
        ],
        [
            [
                "Konto",
                "Konto (T)",
                "Ingående saldo 2020",
                "Saldo 2020",
                "Ingående saldo 2021 (kr)",
                "Saldo 2021 (kr)",
            ]
        ],
    ],
)
def test_of_two_years_the_right_one_is_read_by_its_heading(heads):
    content = sheet(*heads, [1930, "Bank", 1, 2, 3, 4], [2010, "EK", -1, -2, -3, -4])
    assert accounts(read(content)) == [("1930", 3, 4), ("2010", -3, -4)]
    assert accounts(read(content, year=2020)) == [("1930", 1, 2), ("2010", -1, -2)]


def test_what_last_year_closed_with_is_the_opening():
    content = sheet(["Konto", "Namn", "2021-12-31", "2020-12-31"], [1930, "Bank", 4, 3], [2010, "EK", -4, -3])
    assert accounts(read(content)) == [("1930", 3, 4), ("2010", -3, -4)]


def test_a_list_of_another_year_alone_is_refused_and_not_read_as_this_one():
    assert refusal(read("Rad;Budget 2020\nBidrag;5\n")) == [
        ("Filen", "Ingen kolumn med belopp gäller 2021: rubrikerna säger 2020. Välj kolumnen med belopp.")
    ]


@pytest.mark.parametrize("heads", ["Jan;Feb;Mars", "Budget jan;Budget feb;Budget mars"])
def test_months_without_a_sum_for_the_year_are_refused(heads):
    what = refusal(read(f"Konto;Namn;{heads}\n3511;Bidrag;1;2;3\n", kind="budget"))[0][1]
    assert what.startswith("Beloppen står månad för månad utan summa för året.")


def test_half_balances_in_debit_and_credit_are_put_together():
    content = sheet(["Konto", "Namn", "Debet", "Kredit"], [1930, "Bank", 5, None], [2010, "EK", None, 5])
    assert accounts(read(content)) == [("1930", 0, 5), ("2010", 0, -5)]


def test_opening_and_movements_give_the_closing():
    content = sheet(["Konto", "IB", "Debet", "Kredit"], [1930, 5, 2, 1], [2010, -5, 0, 0], [3511, 0, 0, 1])
    assert accounts(read(content)) == [("1930", 5, 6), ("2010", -5, -5), ("3511", 0, -1)]


def test_movements_that_do_not_give_the_closing_are_refused():
    content = sheet(["Konto", "IB", "Debet", "Kredit", "UB"], [1930, 5, 2, 1, 7], [2010, -5, 0, 2, -7])
    assert refusal(read(content))[0][1].startswith("Konto 1930: ingående balans och förändring ger 6.")


# ---- Units


@pytest.mark.parametrize(
    "content",
    [
        sheet(["Rad", "Budget 2021 (tkr)"], ["Bidrag", 5034], ["Arvoden", 120.5]),
        sheet(["Rad", "Budget 2021, tkr"], ["Bidrag", "5 034"], ["Arvoden", "120,5"]),
        sheet(["Budget 2021, belopp i tkr"], ["Rad", "Budget"], ["Bidrag", 5034], ["Arvoden", 120.5]),
        sheet(["(tkr)", "Budget 2021"], ["Bidrag", 5034], ["Arvoden", "120,5"]),
        sheet(["Rad", "Budget 2021"], [None, "tkr"], ["Bidrag", 5034], ["Arvoden", "120 500 kr"]),
        sheet(["Tusental kronor"], [None], ["Rad", "Budget 2020", "Budget 2021"], ["Bidrag", 1, 5034], ["Arvoden", 2, 120.5]),
    ],
)  # fmt: skip
def test_thousands_in_a_heading_or_a_title_are_kronor(content):
    assert rows(read(content, "budget.xlsx")) == [("Bidrag", 5_034_000, False), ("Arvoden", 120_500, False)]


def test_kronor_in_a_column_of_thousands_are_refused_with_both_readings():
    where, what = refusal(read(sheet(["Rad", "Budget 2021 (tkr)"], ["Bidrag", 5034000])))[0]
    assert (where, what.startswith("”5034000” kan vara 5034000 kr eller 5034000 tkr.")) == (
        "Rad 2, cell B2",
        True,
    )


# ---- Sums


def test_labels_that_look_like_sums_are_rows_unless_they_are():
    found = rows(read(
        "Rad;Budget 2021\nBidrag;1 000\nSummering av erfarenheter;40\nSamverkan;30\nSammanträdeskostnader;20\n"
        "Totalentreprenad;10\nResultatutjämning;5\nSaldoavgift;1\nSumma kostnader;106\nResultat;894\n"
    ))  # fmt: skip
    assert [label for label, _, is_sum in found if is_sum] == ["Summa kostnader", "Resultat"]


def test_the_states_half_is_no_sum_of_the_others_quarters():
    found = read(
        "Rad;Budget 2021\nRegionen;1 000\nKommunen;1 000\nFörsäkringskassan;2 000\nSumma intäkter;4 000\n"
    )
    assert [row for row in rows(found) if row[2]] == [("Summa intäkter", 4_000, True)]
    alone = read("Rad;Budget 2021\nRegionen;1 000\nKommunen;1 000\nFörsäkringskassan;2 000\n")
    assert [row for row in rows(alone) if row[2]] == []


def test_a_sum_above_its_rows_is_a_sum():
    found = rows(read(
        "Rad;Budget 2021\nBidrag;100\nIndividinriktade insatser;-70\n-Team ett;-40\n-Team två;-30\nSumma kostnader;-70\nResultat;30\n"
    ))  # fmt: skip
    assert [label for label, _, is_sum in found if is_sum] == [
        "Individinriktade insatser",
        "Summa kostnader",
        "Resultat",
    ]


def test_a_wrong_sum_beside_others_that_agree_is_the_documents_own():
    content = sheet(
        ["Rad", "Budget 2021"], ["Bidrag", 100], ["Ränta", 5], ["Summa intäkter", 105], ["Arvoden", -20], ["Resor", -10],
        ["Summa kostnader", -35],
    )  # fmt: skip
    found = read(content)
    assert found.is_accepted
    assert [row.label for row in found.rows if row.is_sum] == ["Summa intäkter", "Summa kostnader"]
    [told] = found.warnings
    assert told.where == "Rad 7, cell B7"
    assert "Där står −35,00, väntat: −30,00." in told.what


def test_a_wrong_sum_is_refused_with_its_cell():
    content = sheet(["Rad", "Budget 2021"], ["Bidrag", 100], ["Arvoden", 20], ["Summa", 130])
    where, what = refusal(read(content))[0]
    assert (where, what.startswith("Summan är inte vad dess rader ger.")) == ("Rad 4, cell B4", True)


def test_a_total_that_counts_a_part_twice_is_wrong():
    assert (
        refusal(read("Konto;UB\n1930;5\n1940;7\nSumma bank;12\n1510;3\nSumma;27\n"))[0][0]
        == "Rad 6, kolumnen UB"
    )


def test_groups_with_fewer_digits_are_sums_of_their_accounts():
    content = sheet(["Konto", "UB"], ["193", 12], [1930, 5], [1931, 7], ["201", -12], [2010, -12])
    assert [number for number, _, _ in accounts(read(content))] == ["1930", "1931", "2010"]


def test_an_account_that_cannot_be_read_is_not_left_out():
    assert refusal(read("Konto;UB\n193A;5\n193B;5\n2010;-10\n"))[0][0] == "Rad 2"


def test_what_excel_computed_with_many_decimals_is_no_wrong_sum():
    parts = [["Rad", "Budget 2021"], *([f"Del {n}", 1000 / 3] for n in range(6)), ["Summa", 2000.0]]
    assert rows(read(sheet(*parts)))[-1] == ("Summa", 2000, True)


# ---- Vouchers

HEAD = ["Datum", "Ver", "Konto", "Text", "Debet", "Kredit"]


def test_a_red_correction_takes_back_and_a_credit_with_minus_is_a_credit():
    content = sheet(
        HEAD, [dt.date(2021, 1, 15), "A1", 4511, "", 1000, None], [dt.date(2021, 1, 15), "A1", 1930, "", None, 1000],
        ["2021-02-15", "A2", 4511, "", -400, None], ["2021-02-15", "A2", 1930, "", None, -400],
        ["20210315", "A3", 4511, "", 50, None], ["210315", "A3", 1930, "", None, -50],
    )  # fmt: skip
    assert accounts(read(content)) == [("1930", 0, -650), ("4511", 0, 650)]


def test_a_voucher_that_does_not_balance_is_refused_at_its_row():
    found = read("Datum;Ver;Konto;Debet;Kredit\n2021-01-15;A1;4511;10;\n2021-01-15;A1;1930;;11\n")
    assert refusal(found)[0] == (
        "Rad 2", "Verifikation A1 går inte jämnt ut: raderna summerar till -1. Där står -1, väntat: 0.",
    )  # fmt: skip


def test_a_general_ledger_with_accounts_above_their_rows_is_read():
    found = read(
        "Huvudbok 2021\nKonto;Ver nr;Datum;Text;Debet;Kredit;Saldo\n1930 Bank;;;;;;\n;;;Ingående saldo;;;500\n"
        ";A1;2021-01-15;Bidrag;1 000;;1 500\n;;;Omslutning;1 000;0;\n;;;Utgående saldo;;;1 500\n"
        "3511 Bidrag;;;;;;\n;A1;2021-01-15;Bidrag;;1 000;-1 000\n;;;Omslutning;0;1 000;\n"
    )  # fmt: skip
    assert accounts(found) == [("1930", 0, 1000), ("3511", 0, -1000)]


# ---- Reports as programs print them


def test_a_balance_report_with_groups_and_its_computed_result_is_read():
    found = read(
        "Balansrapport;;;;\nPeriod 2021-01-01 - 2021-12-31;;;;\nKonto;Benämning;Ing balans;Period;Utg balans\n;TILLGÅNGAR;;;\n"
        "1930;Bank;500;700;1 200\n;S:a Kassa och bank;500;700;1 200\n;SUMMA TILLGÅNGAR;500;700;1 200\n"
        ";EGET KAPITAL OCH SKULDER;;;\n2010;Eget kapital;-500;0;-500\n;S:a Eget kapital;-500;0;-500\n"
        ";BERÄKNAT RESULTAT;0;700;700\n;SUMMA EGET KAPITAL OCH SKULDER;-500;-700;-1 200\n"
    )  # fmt: skip
    assert accounts(found) == [("1930", 500, 1200), ("2010", -500, -500)]
    assert "listan har inte alla konton" in found.warnings[-1].what


def test_a_profit_and_loss_report_with_incomes_as_plus_is_turned_and_says_so():
    found = read("Konto;Benämning;Utfall 2021\n3511;Bidrag;1 000\n4511;Insatser;-700\n;Summa;300\n")
    assert accounts(found) == [("3511", 0, -1000), ("4511", 0, 700)]
    assert found.warnings[0].what.startswith("Listan skriver intäkter med plus")


def test_movements_of_the_period_beside_the_years_opening_are_no_fault():
    found = read(
        "Konto;Benämning;Ing balans;Ing saldo;Period;Utg saldo\n1930;Bank;500;900;300;1 200\n2010;EK;-500;-500;0;-500\n"
        "3511;Bidrag;0;-400;-300;-700\n"
    )  # fmt: skip
    assert accounts(found) == [("1930", 500, 1200), ("2010", -500, -500), ("3511", 0, -700)]


def test_a_workbook_as_it_comes_from_excel_again_is_read_the_same():
    content = sheet(["Konto", "UB"], ["1930", "5,00 kr"], [2010, -5])
    stream = io.BytesIO()
    load_workbook(io.BytesIO(content)).save(stream)
    assert accounts(read(stream.getvalue())) == accounts(read(content)) == [("1930", 0, 5), ("2010", 0, -5)]
