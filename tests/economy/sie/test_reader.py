"""What is read, and what is found wrong, in a file where one thing is changed at a time."""

from datetime import date
from decimal import Decimal

import pytest

from economy.sie import kinds, records
from economy.sie.encoding import CHOICES
from economy.sie.findings import KEPT_PER_CODE
from economy.sie.reader import SieFile, begin_reading, read
from tests.economy.sie.samples import ACCRUALS, TEXT, YEAR, changed, line_of

BANK = "#TRANS 1930 {} -1000.00"
HALF = "#VER B 2 20211231"
OBJECTS = '{1 "10" 6 "100"} 200000.00 20210310'


def errors(*changes: tuple[str, str]) -> list[str]:
    return [finding.code for finding in read(changed(*changes)).errors]


def warnings(*changes: tuple[str, str]) -> list[str]:
    return [finding.code for finding in read(changed(*changes)).warnings]


@pytest.fixture(scope="module")
def year() -> SieFile:
    return read(YEAR)


def test_a_file_without_faults_has_no_findings(year: SieFile) -> None:
    assert (year.findings, year.is_accepted, kinds.kind_of(year.tally, year.name)) == ((), True, "4E")


def test_the_header_is_read(year: SieFile) -> None:
    head = year.tally.header
    assert (head.name, head.program, head.made_on, head.currency, head.chart) == (
        "Samordningsförbundet Exempelbygden", "Provböcker", date(2022, 1, 15), "SEK", "Kommun-Bas",
    )  # fmt: skip


def test_every_kind_of_record_but_the_checksum_is_read(year: SieFile) -> None:
    kinds = {type(record) for record in year.records}
    assert set(records.Record.__args__) - kinds == {
        records.Ksumma, records.Unknown, records.Bkod, records.Ftyp, records.Omfattn,
    }  # fmt: skip


def test_a_row_has_several_objects_a_quantity_and_a_sign(year: SieFile) -> None:
    assert year.vouchers[1].rows[1] == records.Trans(
        "TRANS", "4511", (("1", "10"), ("6", "100")), Decimal(200000), date(2021, 3, 10), "Insats Ett",
        Decimal(2), "ek",
    )  # fmt: skip


def test_added_and_removed_rows_are_kept_but_not_counted(year: SieFile) -> None:
    voucher = year.vouchers[1]
    assert (len(voucher.rows), len(voucher.added), len(voucher.removed), voucher.total()) == (3, 1, 1, 0)


def test_an_added_row_without_its_repetition_is_a_warning() -> None:
    assert warnings(
        ('#RTRANS 4511 {1 "10" 6 "100"} 200000.00 20210311', '#RTRANS 4511 {1 "10" 6 "100"} 1.00 20210311')
    ) == ["rtrans_alone"]


def test_each_record_knows_its_line(year: SieFile) -> None:
    assert year.vouchers[3].line == line_of(HALF)


def test_vouchers_to_be_imported_need_neither_year_nor_accounts() -> None:
    file = read(ACCRUALS)
    assert (kinds.kind_of(file.tally, file.name), file.findings) == ("4I", ())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((BANK, "#TRANS 1930 {} -1000,00"), "amount_form"),
        ((BANK, "#TRANS 1930 {} -1000.001"), "amount_form"),
        ((BANK, '#TRANS 1930 {} "-1 000.00"'), "amount_form"),
        ((BANK, "#TRANS 1930 {} tusen"), "amount_form"),
        ((BANK, "#TRANS 1930 {} 1e3"), "amount_form"),
        ((BANK, "#TRANS 1930 {} 9999999999999999"), "amount_form"),
        ((BANK, "#TRANS 1930 {}"), "amount_missing"),
        ((BANK, '#TRANS 1930 {} ""'), "amount_missing"),
        ((BANK, "#TRANS 1930 {} 20211231"), "amount_missing"),
        ((BANK, "#TRANS {} -1000.00"), "account_missing"),
        (("#IB 0 1930 500000.00", "#IB 0 1930"), "amount_missing"),
        (("#KONTO 7111 ", "#KONTO 7111A "), "account_not_digits"),
        ((HALF, "#VER B 2 20210229"), "date_form"),
        ((HALF, "#VER B 2 20211301"), "date_form"),
        ((HALF, "#VER B 2 211231"), "date_form"),
        ((HALF, '#VER B 2 "Sammanträde"'), "date_form"),
        ((HALF, '#VER B 2 ""'), "date_missing"),
        (("1000000.00 20210115\n", "1000000.00 20210229\n"), "date_form"),
        (("#RAR 0 20210101 20211231", "#RAR 0 20210229 20211231"), "date_form"),
        (("#RAR 0 20210101 20211231", "#RAR 0"), "year_missing"),
        (("#RAR 0 20210101 20211231\n", ""), "year_missing"),
        (("#RAR 0 20210101 20211231", "#RAR 0 20211231 20210101"), "year_backwards"),
        (("#SIETYP 4", "#SIETYP 5"), "sietyp_unknown"),
        (("#UB 0 2910", "#UB noll 2910"), "year_form"),
        ((OBJECTS, '{1 "10" 6} 200000.00 20210310'), "objects_odd"),
        (("#DIM 6", "DIM 6"), "line_without_label"),
        (("#DIM 6", "#TRANS 1930 {} 5.00\n#DIM 6"), "row_outside"),
        (("#DIM 6", "}\n#DIM 6"), "brace_stray"),
        (("#DIM 6", "{\n#DIM 6"), "brace_stray"),
        (("}\n#VER B 1", "#VER B 1"), "brace_unclosed"),
        (("#IB 0 2010", "#IB 0 1930"), "balance_twice"),
    ],
)  # fmt: skip
def test_what_breaks_the_format_refuses_the_file(change: tuple[str, str], code: str) -> None:
    assert code in errors(change)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((BANK, "#TRANS 1930 {} -1000.0000"), "amount_form"),
        ((BANK, "#TRANS 1930 -1000.00"), "objects_missing"),
        ((BANK, '#TRANS 1930 {} -1000.00 "Arvode"'), "date_form"),
        ((HALF, "#VER B 2 2021-12-31"), "date_form"),
        ((HALF, "#VER B 2 20220101"), "voucher_outside_year"),
        ((HALF, "#VER B 1 20211231"), "voucher_number_twice"),
        (("#FLAGGA 0", "#FLAGGA 1"), "flagga_set"),
        (("#FNAMN ", "#FIRMA "), "label_unknown"),
        (("#GEN 20220115 \"kansliet\"\n", ""), "record_missing"),
        (("#FORMAT PC8", "#FORMAT UTF8"), "format_other"),
        (("#VALUTA SEK", "#VALUTA EUR"), "currency_other"),
        (("#ORGNR 222000-0000", "#ORGNR 222000-0001"), "orgnr_digit"),
        (("#ORGNR 222000-0000", "#ORGNR 555555-5555"), "orgnr_other"),
        (("#ORGNR 222000-0000", "#ORGNR 12"), "orgnr_form"),
        (("#ORGNR 222000-0000\n", ""), "orgnr_missing"),
        (("#RAR -1 20200101 20201231", "#RAR -1 20200101 20201130"), "years_apart"),
        (("#UB -1 1930 500000.00", "#UB -1 1930 400000.00"), "opening_differs"),
        (("#KONTO 2910 \"Upplupna kostnader\"\n", ""), "account_undeclared"),
        (("#OBJEKT 6 \"200\" \"Insats Två\"\n", ""), "object_undeclared"),
        (("#UNDERDIM 21 \"Delprojekt\" 6\n", ""), "dimension_undeclared"),
        (("#KTYP 7111 K", "#KTYP 7111 X"), "ktyp_unknown"),
        (("\"Egen provfil;", "\"Egen \"provfil;"), "quote_inside"),
        (("åäö ÅÄÖ é ü\"", "åäö ÅÄÖ é ü\nsom fortsätter\""), "text_continues"),
        (("#SIETYP 4", "#SIETYP 3"), "vouchers_in_type"),
    ],
)  # fmt: skip
def test_what_is_odd_but_can_be_read_is_a_warning(change: tuple[str, str], code: str) -> None:
    file = read(changed(change))
    assert ([f.code for f in file.errors], code in [f.code for f in file.warnings]) == ([], True)


def test_a_fault_is_told_with_its_place_and_what_was_expected() -> None:
    (finding, *_) = read(changed((BANK, "#TRANS 1930 {} -1000,00")), name="bok.se").errors
    assert (finding.file, finding.line, finding.record, finding.found, finding.expected, finding.message) == (
        "bok.se", line_of(BANK), "TRANS", "-1000,00", "till exempel 1234.50", "Beloppet har decimalkomma.",
    )  # fmt: skip


def test_one_badly_written_amount_gives_one_error() -> None:
    assert errors((BANK, "#TRANS 1930 {} -1000,00")) == ["amount_form"]


def test_one_account_with_a_letter_gives_one_error() -> None:
    assert errors(("#KONTO 7111 ", "#KONTO 7111A ")) == ["account_not_digits"]


def test_an_unbalanced_voucher_is_named_with_its_difference() -> None:
    (voucher, account) = read(changed((BANK, "#TRANS 1930 {} -999.99"))).errors
    assert (voucher.message, voucher.line, account.code) == (
        "Verifikation B 2 går inte jämnt ut: raderna summerar till 0.01.", line_of(HALF), "closing_differs",
    )  # fmt: skip


def test_a_voucher_whose_row_cannot_be_read_is_not_also_called_unbalanced() -> None:
    assert "voucher_unbalanced" not in errors((BANK, "#TRANS 1930 {}"))


def test_a_voucher_without_rows_is_a_warning() -> None:
    assert warnings((HALF, "#VER B 3 20211231 Tom\n{\n}\n" + HALF)) == ["voucher_empty"]


def test_a_file_cut_short_in_a_voucher_is_refused() -> None:
    cut = TEXT[: TEXT.index("#TRANS 1930 {} -1000.00")].encode("cp437")
    assert "cut_short" in [finding.code for finding in read(cut).errors]


def test_closing_balances_must_follow_from_opening_and_vouchers() -> None:
    finding = read(changed(("#UB 0 2910 -50000.50", "#UB 0 2910 -50000.00"))).errors[0]
    assert (finding.code, finding.found, finding.expected) == ("closing_differs", "-50000.00", "-50000.50")


def test_a_balance_account_left_out_of_the_closing_balances_is_found() -> None:
    assert errors(("#UB 0 2910 -50000.50\n", "")) == ["closing_differs"]


def test_the_result_must_be_the_sum_of_the_vouchers() -> None:
    assert errors(("#RES 0 7111 1000.00", "#RES 0 7111 900.00")) == ["result_differs"]


def test_closing_balances_and_result_that_do_not_sum_to_zero_are_told() -> None:
    assert "closing_sum" in warnings(("#RES 0 7111 1000.00", "#RES 0 7111 900.00"))


def test_accounts_of_eight_digits_are_read_with_a_warning() -> None:
    long = TEXT.replace("7111", "71110000").encode("cp437")
    file = read(long)
    assert ([f.code for f in file.findings], file.tally.accounts["71110000"]) == (
        ["account_length"], 'Sammanträden "på plats"',
    )  # fmt: skip


def test_the_29th_of_february_is_a_date_in_a_leap_year_only() -> None:
    leap = TEXT.replace("2021", "2024").replace("2020", "2023").replace("20240310", "20240229")
    assert [finding.code for finding in read(leap.encode("cp437")).errors] == []


def test_the_format_lets_a_brace_stand_on_the_row_of_its_voucher() -> None:
    whole = TEXT.replace('"Sammanträde"\n{', '"Sammanträde" {').replace("-1000.00\n}", "-1000.00 }")
    assert read(whole.encode("cp437")).vouchers == read(YEAR).vouchers


def test_another_associations_file_is_refused() -> None:
    file = read(YEAR, organisation_number="222000-1111")
    assert [finding.code for finding in file.errors] == ["orgnr_foreign"]


def test_the_same_number_without_its_hyphen_is_the_same_association() -> None:
    assert read(YEAR, organisation_number="2220000000").is_accepted


def test_unknown_records_are_kept_as_they_stand() -> None:
    file = read(changed(("#DIM 6", '#MOMSKOD 2610 "10"\n#DIM 6')))
    assert [r for r in file.records if isinstance(r, records.Unknown)] == [
        records.Unknown("MOMSKOD", ("2610", "10"))
    ]


def test_ten_thousand_faults_are_counted_and_the_first_are_kept() -> None:
    file = read(changed(("#DIM 6", "skräp\n" * 10_000 + "#DIM 6")))
    assert (file.error_count, file.left_out) == (10_000, {"line_without_label": 10_000 - KEPT_PER_CODE})


def test_a_period_balance_knows_its_month(year: SieFile) -> None:
    periods = [r for r in year.records if isinstance(r, records.PeriodBalance)]
    assert [(p.label, p.period, p.objects, p.amount) for p in periods] == [
        ("PSALDO", date(2021, 3, 1), (), Decimal(300000)),
        ("PSALDO", date(2021, 3, 1), (("6", "100"),), Decimal(200000)),
        ("PBUDGET", date(2021, 3, 1), (), Decimal(250000)),
    ]


def test_records_can_be_taken_one_by_one_with_the_progress() -> None:
    with begin_reading(YEAR) as reader:
        taken = [(type(record), reader.progress) for record in reader]
        file = reader.finished()
    assert (taken[0][0], taken[-1], file.is_accepted, file.records) == (
        records.Flagga, (records.Voucher, 1.0), True, (),
    )  # fmt: skip


def test_vouchers_with_balances_that_they_do_not_explain_are_a_4i_by_their_suffix() -> None:
    file = read(changed(("#UB 0 2910 -50000.50", "#UB 0 2910 -1.00")), name="URVAL.SI")
    assert (file.errors, [f.code for f in file.warnings]) == ((), ["balances_in_4i"])


def test_a_row_of_many_braces_is_told_and_not_a_crash() -> None:
    assert errors(("#DIM 6", "{" * 5_000 + "\n#DIM 6"))[0] == "brace_stray"


@pytest.mark.parametrize("encoding", CHOICES)
def test_any_character_set_may_be_tried_without_a_crash(encoding: str) -> None:
    assert read(YEAR, encoding=encoding).encoding.name == encoding


def test_an_object_list_with_an_open_quote_is_read_with_care() -> None:
    assert "brace_open" in warnings((OBJECTS, '{1 "10 6 100} 200000.00 20210310'))
