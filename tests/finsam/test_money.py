"""Kronor: written with U+00A0 and U+2212, rounded half up, read as Swedes write them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam.swedish import money

AMOUNTS = st.decimals(min_value=Decimal("-9999999999.99"), max_value=Decimal("9999999999.99"), places=2)


def test_kronor_have_no_break_spaces_between_thousands():
    assert money.kr(Decimal(5034000)) == "5\u00a0034\u00a0000"


def test_a_negative_amount_has_a_true_minus():
    assert money.kr(Decimal(-622000)) == "\u2212622\u00a0000"


def test_ore_stand_after_a_comma():
    assert money.kr(Decimal("404315.57"), ore=True) == "404\u00a0315,57"


@pytest.mark.parametrize(
    ("amount", "written"), [(Decimal("404315.57"), "404\u00a0315,57"), (Decimal("12.00"), "12")]
)
def test_ore_may_be_written_only_where_there_are_any(amount, written):
    assert money.kr_as_needed(amount) == written


@pytest.mark.parametrize(
    ("amount", "written"), [("0.5", "1"), ("1.5", "2"), ("2.5", "3"), ("-0.5", "\u22121")]
)
def test_a_half_goes_away_from_zero(amount, written):
    assert money.kr(Decimal(amount)) == written


def test_there_is_no_minus_zero():
    assert money.kr(Decimal("-0.4")) == "0"


def test_tkr_takes_kronor():
    assert money.tkr(Decimal(5034000)) == "5\u00a0034"


def test_to_tkr_rounds_half_up():
    assert money.to_tkr(Decimal(1500)) == Decimal(2)


def test_percent_takes_percent():
    assert money.percent(Decimal(21)) == "21,0\u00a0%"


def test_percent_rounds_and_does_not_truncate():
    assert money.percent(money.share(Decimal(690698), Decimal(1857326))) == "37,2\u00a0%"


def test_no_share_of_nothing():
    assert money.share(Decimal(5), Decimal(0)) is None


@pytest.mark.parametrize("write", [money.kr, money.tkr, money.to_tkr, money.percent])
@pytest.mark.parametrize("wrong", [0.5, "5", True, None])
def test_what_is_no_decimal_is_refused(write, wrong):
    with pytest.raises(TypeError, match="aldrig"):
        write(wrong)


@pytest.mark.parametrize("wrong", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(wrong):
    with pytest.raises(ValueError, match="inget tal"):
        money.kr(Decimal(wrong))


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("5 034 000", "5034000"),
        ("5\u00a0034\u00a0000", "5034000"),
        ("5\u202f034\u202f000 kr", "5034000"),
        ("5034000", "5034000"),
        ("5.034.000", "5034000"),
        ("12.000", "12000"),
        ("404 315,57", "404315.57"),
        ("404.315,57", "404315.57"),
        ("404,315.57", "404315.57"),
        ("404315.57", "404315.57"),
        ("0,5", "0.50"),
        (",50", "0.50"),
        ("−622 000", "-622000"),
        ("-622 000 kr", "-622000"),
        ("–622 000", "-622000"),
        ("622 000-", "-622000"),
        ("(622 000)", "-622000"),
        ("+10", "10"),
        ("5 034 tkr", "5034000"),
        ("5 034,5 tkr", "5034500"),
        ("4,7 mkr", "4700000"),
        ("4,665 mnkr", "4665000"),
        ("5.034 mkr", "5034000"),
        ("16 200:-", "16200"),
        ("100 kronor", "100"),
        ("100 SEK", "100"),
        ("0", "0"),
        ("-0", "0"),
    ],
)
def test_the_ways_swedes_write_an_amount_are_read(written, amount):
    assert money.parse_amount(written) == Decimal(amount)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "Beloppet saknas. Skriv till exempel 5 034 000."),
        ("kr", "”kr” är inget belopp. Skriv till exempel 404 315,57."),
        ("12,000", "”12,000” kan läsas på två sätt. Skriv tusental med mellanslag, 12 000."),
        ("5.034 tkr", "”5.034 tkr” kan vara 5 034 tkr eller 5 034 kr. Skriv det ena."),
        ("1,2345", "”1,2345” har fler än två decimaler. Skriv till exempel 404 315,57."),
        ("50 34", "”50 34” är inget belopp. Skriv till exempel 404 315,57."),
        ("1e5", "”1e5” är inget belopp. Skriv till exempel 404 315,57."),
        ("NaN", "”NaN” är inget belopp. Skriv till exempel 404 315,57."),
        ("1,2,3", "”1,2,3” är inget belopp. Skriv till exempel 404 315,57."),
        ("21 %", "”21 %” är inget belopp. Skriv till exempel 404 315,57."),
        ("١٢", "”١٢” är inget belopp. Skriv till exempel 404 315,57."),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(written, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        money.parse_amount(written)


@given(AMOUNTS)
def test_what_is_written_with_ore_is_read_as_the_same_amount(amount):
    assert money.parse_amount(money.kr(amount, ore=True)) == amount


@given(st.text(alphabet="0123456789 ,.-−kr()\u00a0"))
def test_reading_an_amount_never_fails_in_another_way(text):
    refusal = None
    try:
        money.parse_amount(text)
    except ValueError as error:
        refusal = str(error)
    assert refusal is None or refusal.endswith(".")
