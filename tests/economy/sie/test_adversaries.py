"""Files that somebody has broken on purpose: each point of the format, and whether it refuses the file or not."""

from collections.abc import Callable

import pytest

from economy.sie import kinds
from economy.sie.encoding import Confidence, detect_encoding
from economy.sie.reader import SieFile, read
from tests.economy.sie.samples import TEXT, YEAR, changed, line_of

BANK = "#TRANS 1930 {} -1000.00"
FEE = '#TRANS 7111 {1 "10"} 1000 "" "" '
HALF = "#VER B 2 20211231"
HEADER = TEXT[: TEXT.index("#KONTO 1930")]
VOUCHERS = TEXT[TEXT.index("#VER A 1") :]
BALANCES = TEXT[: TEXT.index("#OIB")]


def codes(file: SieFile) -> tuple[list[str], list[str]]:
    """The errors and the warnings."""
    return [each.code for each in file.errors], [each.code for each in file.warnings]


def of(text: str, *, name: str = "bok.se") -> tuple[list[str], list[str]]:
    return codes(read(text.encode("cp437"), name=name))


def with_(*changes: tuple[str, str]) -> tuple[list[str], list[str]]:
    return codes(read(changed(*changes), name="bok.se"))


# ---- Amounts


@pytest.mark.parametrize(
    "change",
    [
        (BANK, "#TRANS 1930 {} -1 000.00"),
        (BANK, "#TRANS 1930 {} -1 000"),
        (BANK, "#TRANS 1930 {} -1 000,00 20211231"),
        (BANK, "#TRANS 1930 {} - 1000.00"),
        (BANK, "#TRANS 1930 {} 1000.00-"),
        (BANK, "#TRANS 1930 {} −1000.00".replace("−", "\u2219")),
        (BANK, "#TRANS 1930 {} -1,000.00"),
        ("#IB 0 1930 500000.00", "#IB 0 1930 500 000.00"),
        ("#IB 0 1930 500000.00", "#IB 0 1930 500 123,50"),
        ("#UB 0 1930 1199000.00", "#UB 0 1930 1 199 000.00"),
        ("#RES 0 3511 -1000000.00", "#RES 0 3511 -1 000 000.00"),
    ],
)
def test_an_amount_that_is_not_plainly_one_number_refuses(change: tuple[str, str]) -> None:
    assert "amount_form" in with_(change)[0]


def test_both_rows_of_a_voucher_with_blanks_between_thousands_are_not_taken_for_one_krona() -> None:
    errors, _ = with_((FEE, '#TRANS 7111 {1 "10"} 1 000.00'), (BANK, "#TRANS 1930 {} -1 000.00"))
    assert errors.count("amount_form") == 2


def test_a_quantity_after_a_balance_is_no_thousand() -> None:
    assert with_(("#RES 0 7111 1000.00", "#RES 0 7111 1000.00 120.5")) == ([], [])


def test_minus_nothing_is_nothing() -> None:
    file = read(changed((BANK, BANK + "\n#TRANS 1930 {} -0.00")))
    assert [str(row.amount) for row in file.vouchers[3].rows] == ["1000", "-1000.00", "0.00"]


def test_the_amount_that_is_missing_in_both_rows_is_missed() -> None:
    errors, _ = with_((FEE, "#TRANS 7111 {} 20211231"), (BANK, "#TRANS 1930 {} 20211231"))
    assert errors.count("amount_missing") == 2


# ---- Dates and years


@pytest.mark.parametrize("day", ["20210229", "21000229", "20210431", "00000000", "00010101", "99991231"])
def test_a_day_that_is_in_no_calendar_of_ours_refuses(day: str) -> None:
    assert "date_form" in with_((HALF, f"#VER B 2 {day}"))[0]


@pytest.mark.parametrize("day", ["20240229", "20000229"])
def test_a_leap_day_is_a_day(day: str) -> None:
    assert with_((HALF, f"#VER B 2 {day}")) == ([], ["voucher_outside_year"])


def test_a_voucher_outside_the_year_is_found_though_the_year_comes_after_it() -> None:
    rar = "#RAR 0 20210101 20211231\n"
    late = TEXT.replace(rar, "").replace(HALF, "#VER B 2 20220101") + rar
    assert of(late) == ([], ["record_order", "voucher_outside_year"])


def test_a_year_given_twice_alike_is_a_warning_and_with_other_days_an_error() -> None:
    rar = "#RAR 0 20210101 20211231\n"
    assert with_((rar, rar * 2)) == ([], ["rar_twice"])
    assert with_((rar, rar + "#RAR 0 20200101 20201231\n"))[0] == ["year_twice"]


def test_many_earlier_years_are_read() -> None:
    more = "#RAR -1 20200101 20201231\n#RAR -2 20190101 20191231\n#RAR -3 20180101 20181231\n"
    file = read(changed(("#RAR -1 20200101 20201231\n", more)))
    assert (file.findings, sorted(file.tally.header.years)) == ((), [-3, -2, -1, 0])


def test_a_broken_year_is_a_year() -> None:
    july = TEXT.replace("#RAR 0 20210101 20211231", "#RAR 0 20200701 20210630")
    july = july.replace("#RAR -1 20200101 20201231", "#RAR -1 20190701 20200630")
    assert of(july.replace("20211231", "20210630")) == ([], [])


def test_a_year_of_more_than_eighteen_months_is_a_warning() -> None:
    long = ("#RAR 0 20210101 20211231", "#RAR 0 20210101 20221231")
    assert with_(long) == ([], ["year_long"])


def test_the_last_day_that_there_is_does_not_break_the_checks() -> None:
    assert "date_form" in with_(("#RAR -1 20200101 20201231", "#RAR -1 20200101 99991231"))[0]


# ---- Records


def test_records_that_contradict_whose_books_they_are_refuse() -> None:
    assert with_(("#ORGNR 222000-0000", "#ORGNR 222000-0000\n#ORGNR 222000-1111"))[0] == ["orgnr_twice"]
    assert "sietyp_twice" in with_(("#SIETYP 4", "#SIETYP 4\n#SIETYP 1"))[0]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("#SIETYP 4", "#SIETYP 4\n#SIETYP 4"), "sietyp_twice"),
        (("#TAXAR 2022", "#TAXAR 2022\n#TAXAR 2023"), "taxar_twice"),
        (('#KTYP 1930 T', '#KTYP 1930 T\n#KTYP 1930 S'), "ktyp_twice"),
        (('#DIM 6 "Projekt"', '#DIM 6 "Projekt"\n#DIM 6 "Insats"'), "dim_twice"),
        (('#OBJEKT 1 "10" "Kansliet"', '#OBJEKT 1 "10" "Kansliet"\n#OBJEKT 1 "10" "Annat"'), "objekt_twice"),
        (('#KTYP 7111 K', '#KONTO 7111 "Annat"\n#KTYP 7111 K'), "konto_twice"),
        (("#PBUDGET 0 202103 4511 {} 250000.00", "#PBUDGET 0 202103 4511 {} 1.00\n" * 2), "period_twice"),
        (("#OIB 0 1930 {} 500000.00", "#OIB 0 1930 {} 500000.00\n" * 2), "object_balance_twice"),
        (("#PBUDGET 0 202103", "#PBUDGET 0 202203"), "period_outside_year"),
        (("#FLAGGA 0", "#FLAGGA ja"), "flagga_form"),
        (("#FLAGGA 0\n", ""), "record_missing"),
        (('#FNAMN "Samordningsförbundet Exempelbygden"', "#FNAMN Samordningsförbundet Exempelbygden"), "fields_extra"),
        (('#UNDERDIM 21 "Delprojekt" 6', '#UNDERDIM 21 "Delprojekt" 99'), "dimension_undeclared"),
        ((BANK, '#TRANS 1930 {1 "10" 1 "20"} -1000.00'), "objects_same_dimension"),
        ((BANK, '#TRANS 1930 "" -1000.00'), "objects_missing"),
        (('#KTYP 7111 K', '#KTYP 7111 K\n#MOMSKOD 7111 5'), "label_unknown"),
        (("Upplupet", "Upp\x00lu\x7fpet"), "control_signs"),
        ((BANK, BANK + ' "" "" två'), "quantity_form"),
        (("#RAR -1 20200101 20201231\n", ""), "year_undeclared"),
    ],
)  # fmt: skip
def test_what_is_odd_is_a_warning(change: tuple[str, str], code: str) -> None:
    errors, warnings = with_(change)
    assert (errors, code in warnings) == ([], True)


def test_a_file_that_does_not_say_its_type_is_read_as_what_it_holds() -> None:
    assert with_(("#SIETYP 4\n", "")) == ([], ["record_missing", "sietyp_assumed"])
    file = read(BALANCES.replace("#SIETYP 4\n", "").encode("cp437"))
    assert (file.errors, kinds.kind_of(file.tally)) == ((), "1")


def test_records_in_another_order_are_read_with_one_warning() -> None:
    lines = HEADER + VOUCHERS + TEXT[len(HEADER) : TEXT.index("#VER A 1")]
    assert of(lines) == ([], ["record_order"])


def test_a_record_that_the_format_lacks_is_passed_by_inside_a_voucher_too() -> None:
    errors, warnings = with_((BANK, "#XKOMMENTAR hej\n" + BANK))
    assert (errors, warnings) == ([], ["label_unknown"])


def test_the_braces_of_a_record_that_the_format_lacks_are_its_own() -> None:
    block = '#XBILAGA 1\n{\n#XRAD "a"\n}\n'
    assert with_((HALF, block + HALF)) == ([], ["label_unknown", "label_unknown"])


def test_rows_under_a_record_that_the_format_lacks_do_not_get_lost() -> None:
    errors, _ = with_((HALF, HALF.replace("#VER", "#VERR")))
    assert errors[:2] == ["row_outside", "row_outside"]


def test_several_objects_and_empty_ones_are_read() -> None:
    lists = ['{1 "10" 6 ""}', '{ "1" "10" }', '{"1"\t"10"}', "{1 10}"]
    for objects in lists:
        file = read(changed((FEE, f"#TRANS 7111 {objects} 1000")))
        assert (file.findings, file.vouchers[3].rows[0].objects) == ((), (("1", "10"),))


def test_an_empty_list_may_have_blanks_and_tabs() -> None:
    for objects in ("{}", "{ }", "{\t}", "{   }"):
        assert with_((BANK, f"#TRANS 1930 {objects} -1000.00")) == ([], [])


# ---- Sums


def test_closing_balances_without_opening_ones_are_told_and_must_still_follow() -> None:
    file = read(TEXT.replace("#IB 0 1930 500000.00\n#IB 0 2010 -500000.00\n", "").encode("cp437"))
    errors, warnings = codes(file)
    assert (errors, "opening_missing" in warnings) == (["closing_differs", "closing_differs"], True)


def test_a_result_without_the_rows_that_made_it_refuses() -> None:
    errors, _ = with_(("#RES 0 7111 1000.00", "#RES 0 7111 1000.00\n#RES 0 6110 5.00"))
    assert errors == ["result_differs"]


def test_a_type_4_that_has_lost_its_vouchers_is_refused_in_one_sentence() -> None:
    assert of(TEXT[: TEXT.index("#VER A 1")])[0] == ["vouchers_missing"]


def test_vouchers_in_a_type_1_must_give_its_balances_too() -> None:
    text = TEXT.replace("#SIETYP 4", "#SIETYP 1").replace("#UB 0 2910 -50000.50", "#UB 0 2910 -1.00")
    assert of(text)[0] == ["closing_differs"]


def test_an_account_in_both_balances_and_result_is_what_its_kind_says() -> None:
    both = ("#RES 0 7111 1000.00", "#RES 0 7111 1000.00\n#UB 0 7111 0.00\n#RES 0 1930 0.00")
    assert with_(both) == ([], [])


TYPE_2 = BALANCES.replace("#SIETYP 4", "#SIETYP 2\n#OMFATTN 20211231") + (
    "#PSALDO 0 202101 1930 {} 699000.00\n#PSALDO 0 202112 2910 {} -50000.50\n"
    "#PSALDO 0 202101 3511 {} -1000000.00\n#PSALDO 0 202103 4511 {} 300000.00\n"
    "#PSALDO 0 202112 4511 {} 50000.50\n#PSALDO 0 202112 7111 {} 1000.00\n"
)


def test_types_without_vouchers_are_read_without_a_remark() -> None:
    assert of(BALANCES.replace("#SIETYP 4", "#SIETYP 1")) == ([], [])
    assert of(TYPE_2) == ([], [])


def test_periods_that_do_not_give_the_year_are_told_for_each_account() -> None:
    file = read(TYPE_2.replace("202103 4511 {} 300000.00", "202103 4511 {} 200000.00").encode("cp437"))
    assert [(each.code, each.found, each.expected) for each in file.findings] == [
        ("periods_differ", "250000.50", "350000.50")
    ]


def test_periods_by_object_may_be_parts_or_say_what_of_the_whole_is_theirs() -> None:
    rest = TYPE_2.replace("#SIETYP 2", "#SIETYP 3")
    whole = rest + '#PSALDO 0 202103 4511 {6 "100"} 200000.00\n'
    parts = rest.replace(
        "#PSALDO 0 202103 4511 {} 300000.00",
        '#PSALDO 0 202103 4511 {} 100000.00\n#PSALDO 0 202103 4511 {6 "100"} 200000.00',
    )
    assert (of(whole), of(parts)) == (([], []), ([], []))


# ---- Signs


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mac-roman", "Förbundets återställda ägare på Åland"),
        ("cp850", "Förbundets återställda ägare § 3"),
        ("utf-8", "Förbundets återställda ägare på Åland"),
    ],
)
def test_other_machines_letters_are_recognised(name: str, text: str) -> None:
    assert detect_encoding(text.encode(name)).name == name


def test_one_broken_sign_does_not_make_a_utf_8_file_something_else() -> None:
    found = detect_encoding("Förbundets återställda ägare på Åland".encode() + b" \xff \xc3")
    assert (found.name, found.confidence) == ("utf-8", Confidence.LIKELY)


@pytest.mark.parametrize("name", ["cp850", "mac-roman", "utf-8"])
def test_names_are_right_in(name: str) -> None:
    text = TEXT.replace("Förbundets", "Förbundets §") if name == "cp850" else TEXT
    file = read(text.encode(name))
    assert (file.tally.header.name, file.errors) == ("Samordningsförbundet Exempelbygden", ())


def test_utf_16_without_its_mark_is_read() -> None:
    file = read(TEXT.encode("utf-16-le"), name="bok.se")
    assert (codes(file), file.tally.header.name) == (
        ([], ["encoding_other"]), "Samordningsförbundet Exempelbygden",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["cp437", "latin-1", "utf-8"])
def test_a_mark_of_utf_8_before_any_letters_is_passed_by(name: str) -> None:
    file = read(b"\xef\xbb\xbf" + TEXT.encode(name))
    assert (file.errors, file.tally.is_flagged_first, file.tally.header.name) == (
        (), True, "Samordningsförbundet Exempelbygden",
    )  # fmt: skip


@pytest.mark.parametrize("end", ["\x1a", "\n\x1a", "\x00", "\n\n\n", " \t\n", ""])
def test_what_old_programs_put_at_the_end_does_not_matter(end: str) -> None:
    assert of(TEXT.rstrip("\n") + end)[0] == []


def test_a_very_long_text_is_one_text() -> None:
    long = "å" * 900_000
    file = read(changed(("Upplupet", long)))
    assert (file.findings, len(file.vouchers[2].text)) == ((), 900_000)


def test_quotes_inside_quotes_are_kept() -> None:
    file = read(changed(('"Upplupet"', '"Sa \\"ja\\" och \\"nej\\""')))
    assert (file.findings, file.vouchers[2].text) == ((), 'Sa "ja" och "nej"')


# ---- What is told


def _broken_in_every_way() -> list[SieFile]:
    breaks: list[Callable[[str], str]] = [
        lambda text: text.replace("}", ""),
        lambda text: text.replace("{\n", "\n"),
        lambda text: text.replace("#TRANS 1930", "#TRANS 19X0"),
        lambda text: text.replace("#KONTO", "#KONT"),
        lambda text: text.replace("0210", "0"),
        lambda text: text.replace("00.00", ""),
        lambda text: text.replace('"', ""),
        lambda text: text.replace("#VER", "#WER"),
        lambda text: text.replace("#FLAGGA 0", "#KSUMMA 5\n#FLAGGA 7\n#KSUMMA x\n#KSUMMA\nskräp"),
        lambda text: text[: len(text) // 2 + 900],
        lambda text: text.replace("#UB 0", "#UB 1"),
    ]
    return [read(each(TEXT).encode("cp437"), name="bok.se") for each in breaks]


def test_every_error_names_its_file_its_record_what_stands_there_and_what_is_expected() -> None:
    bare = [
        (each.code, each.message)
        for file in _broken_in_every_way()
        for each in file.errors
        if not (each.file and each.record and each.expected and (each.found or each.code == "year_missing"))
    ]
    assert [each for each in bare if each[0] != "line_without_label"] == []


def test_the_place_of_a_fault_is_the_row_in_the_file() -> None:
    (finding, *_) = read(changed((BANK, "#TRANS 1930 {} -1 000.00")), name="bok.se").errors
    assert (finding.file, finding.line, finding.record, finding.found) == (
        "bok.se", line_of(BANK), "TRANS", "-1 000.00",
    )  # fmt: skip


def test_the_sample_itself_has_nothing_to_be_told() -> None:
    assert codes(read(YEAR)) == ([], [])


def test_a_fault_in_the_header_is_told_with_its_row() -> None:
    file = read(changed(("#ORGNR 222000-0000", "#ORGNR 222000-1111")), organisation_number="222000-0000")
    assert [(each.code, each.line) for each in file.findings] == [
        ("orgnr_digit", line_of("#ORGNR")), ("orgnr_foreign", line_of("#ORGNR")),
    ]  # fmt: skip


def test_the_century_before_the_number_does_not_make_it_another_association() -> None:
    file = read(changed(("#ORGNR 222000-0000", "#ORGNR 162220000000")), organisation_number="222000-0000")
    assert codes(file) == ([], ["orgnr_form"])
