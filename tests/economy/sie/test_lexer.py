"""How a line is split into fields."""

import pytest

from economy.sie.lexer import Oddity, split_fields


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("#KONTO 1930 Bank", ["#KONTO", "1930", "Bank"]),
        ('#KONTO\t1930\t\t"Bank och post"', ["#KONTO", "1930", "Bank och post"]),
        ('#FNAMN "Hon sa \\"ja\\""', ["#FNAMN", 'Hon sa "ja"']),
        ('#FNR "C:\\bok\\2021"', ["#FNR", "C:\\bok\\2021"]),
        ('#FNR "\\\\server\\bok"', ["#FNR", "\\\\server\\bok"]),
        ('#FNR "C:\\bok\\\\" 2', ["#FNR", "C:\\bok\\\\", "2"]),
        ('#FNR "Sa \\\\\\"ja" 2', ["#FNR", 'Sa \\\\"ja', "2"]),
        ('#FNR "C:\\bok\\"', ["#FNR", "C:\\bok\\"]),
        ('#ADRESS "" "" "123 45" ""', ["#ADRESS", "", "", "123 45", ""]),
        ("#TRANS 1930 {} -5.00", ["#TRANS", "1930", (), "-5.00"]),
        ("#TRANS 1930 { } -5.00", ["#TRANS", "1930", (), "-5.00"]),
        ("#TRANS 1930{}-5.00", ["#TRANS", "1930", (), "-5.00"]),
        ('#TRANS 4511 {1 "10" 6 "A B"} 7', ["#TRANS", "4511", ("1", "10", "6", "A B"), "7"]),
        ('#TRANS 4511 {"1" "a}b" 6 c} 7', ["#TRANS", "4511", ("1", "a}b", "6", "c"), "7"]),
        ("#VER # 1 20210101", ["#VER", "#", "1", "20210101"]),
    ],
)
def test_a_line_is_split_as_the_format_says(line: str, fields: list[object]) -> None:
    assert split_fields(line) == (fields, None)


@pytest.mark.parametrize(
    ("line", "fields", "oddity"),
    [
        ('#VER A 1 20210101 "utan slut', ["#VER", "A", "1", "20210101", "utan slut"], Oddity.OPEN_QUOTE),
        ('#TRANS 4511 {1 "10" 7', ["#TRANS", "4511", ("1", "10", "7")], Oddity.OPEN_BRACE),
        ('#KONTO 1288 "F"rskott till leverant"r"', ["#KONTO", "1288", 'F"rskott till leverant"r'],
         Oddity.QUOTE_INSIDE),
        ("#VER A 1 20210101 {", ["#VER", "A", "1", "20210101"], Oddity.OPENS),
        ("#TRANS 1930 {} 5 }", ["#TRANS", "1930", (), "5"], Oddity.CLOSES),
    ],
)  # fmt: skip
def test_a_line_with_a_fault_is_split_as_far_as_it_can_be(
    line: str, fields: list[object], oddity: Oddity
) -> None:
    assert split_fields(line) == (fields, oddity)
