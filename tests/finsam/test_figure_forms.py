"""A figure is written as words want it, each form with its rounding."""

from decimal import Decimal

import pytest

from finsam.swedish.figure_forms import change_in_words, forms_of, roughly


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def written(amount: str, kind: str = "kr", before: str | None = None) -> dict[str, str]:
    found = forms_of(Decimal(amount), kind, None if before is None else Decimal(before))
    return {form.name: plain(form.text) for form in found}


def test_an_amount_has_a_form_for_each_unit():
    assert written("1234567.89") == {
        "kronor": "1 234 568 kronor", "tkr": "1 235 tkr", "mkr": "1,2 mkr", "miljoner": "1,2 miljoner kronor",
        "ungefar": "drygt 1,2 miljoner",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "mkr"),
    [("1249999", "1,2 mkr"), ("1250000", "1,3 mkr"), ("2000000", "2,0 mkr"), ("-622000", "−0,6 mkr")],
)
def test_millions_have_one_decimal_half_up(amount, mkr):
    assert written(amount)["mkr"] == mkr


def test_what_is_less_than_a_tenth_of_a_million_is_not_told_in_millions():
    assert set(written("99999")) == {"kronor", "tkr", "ungefar"}


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("85200", "drygt 85 000"), ("84600", "knappt 85 000"), ("85000", "85 000"), ("1960000", "knappt 2 miljoner"),
        ("2040000", "drygt 2 miljoner"), ("999999", "knappt 1 miljon"), ("1050000", "knappt 1,1 miljoner"), ("12", "12"),
        ("12400000", "drygt 12 miljoner"), ("7.5", "knappt 8"), ("0.2", "0,20"),
    ],
)  # fmt: skip
def test_about_is_two_digits_with_drygt_above_and_knappt_below(amount, said):
    assert plain(roughly(Decimal(amount))) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [("18.6", "knappt 19 procent"), ("18.4", "drygt 18 procent"), ("21", "21 procent"), ("0.3", "0,3 %")],
)
def test_a_share_is_about_whole_percent(share, said):
    assert plain(roughly(Decimal(share), "percent")) == said
    assert (
        written(share, "percent")["procent"]
        == f"{share.replace('.', ',')}{'' if '.' in share else ',0'} procent"
    )


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("104", "100", "ökade med 4 procent"), ("96", "100", "minskade med 4 procent"), ("104.5", "100", "ökade med 5 procent"),
        ("100.6", "100", "ökade med 0,6 procent"), ("100.04", "100", "var oförändrat"), ("-110", "-100", "ökade med 10 procent"),
        ("100", "0", ""), ("-100", "100", ""), ("100", "-100", ""), ("0", "100", "minskade med 100 procent"),
    ],
)  # fmt: skip
def test_a_change_is_in_whole_percent_by_size(now, before, said):
    assert plain(change_in_words(Decimal(now), Decimal(before))) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("37.2", "33.0", "ökade med 4,2 procentenheter"),
        ("20", "21", "minskade med 1 procentenhet"),
        ("20", "20", "var oförändrat"),
    ],
)
def test_a_share_changes_in_percentage_points(now, before, said):
    assert plain(change_in_words(Decimal(now), Decimal(before), "percent")) == said


def test_nothing_below_nothing_is_told_as_about():
    assert "ungefar" not in written("-622000")
    assert "ungefar" not in written("0")


EDGES = (  # the amount, and what it was before
    ("0", "0"), ("0.01", "0"), ("0.5", "0"), ("1", "1"), ("999", "998"), ("999.5", "1000"), ("1000", "0"),
    ("9999", "9500"), ("49999", "50000"), ("50000", "50000"), ("99949", "1"), ("99950", "1"), ("99999.99", "1"),
    ("100000", "-1"), ("149999", "1"), ("150000", "1"), ("499500", "1"), ("949999", "950000"),
    ("950000", "949999"), ("999499", "1"), ("999500", "1"), ("999999", "1000000"), ("1000000", "999999"),
    ("1049999", "1"), ("1050000", "1"), ("9950000", "1"), ("99999999", "1"), ("-1", "1"),
    ("-999999", "-1000000"), ("-1000000", "0"), ("-0.4", "-0.4"), ("5000000000", "1"),
)  # fmt: skip


@pytest.mark.parametrize(("amount", "before"), EDGES)
def test_at_every_edge_a_form_says_what_reads_back_as_the_figure(amount, before):
    """Half up: what a form says is within half of its last digit, never "-0", never "1000 tkr" as a million, and never empty."""
    exact = Decimal(amount)
    forms = written(amount, before=before)
    assert "kronor" in forms
    assert forms.get("miljoner") not in ("1 miljoner kronor", "−1 miljoner kronor")
    for name, unit in (("kronor", 1), ("tkr", 1000), ("mkr", 1_000_000)):
        if name in forms:
            digits = forms[name].split(" kronor")[0].removesuffix(" tkr").removesuffix(" mkr")
            read = Decimal(digits.replace(" ", "").replace(",", ".").replace("−", "-"))
            step = Decimal(1).scaleb(read.as_tuple().exponent)
            assert abs(exact / unit - read) <= step / 2, (name, forms)
            assert not digits.startswith("−0") or digits.strip("−0,") != "", forms
    if "ungefar" in forms:
        said = forms["ungefar"]
        assert said.startswith("drygt ") == (plain(roughly(exact)).startswith("drygt")), said
        assert not said.endswith("000 000"), said
    if "andring" in forms:
        assert forms["andring"].startswith(("ökade med ", "minskade med ", "var oförändrat")), forms
        assert forms["andring"].startswith("ökade") == (
            abs(exact) > abs(Decimal(before)) and "oför" not in forms["andring"]
        )


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("100.5", "100", "ökade med 0,5 procent"), ("99.5", "100", "minskade med 0,5 procent"), ("100.05", "100", "ökade med 0,1 procent"),
        ("100.95", "100", "ökade med 1 procent"), ("100.999", "100", "ökade med 1 procent"), ("101.5", "100", "ökade med 2 procent"),
        ("101.49", "100", "ökade med 1 procent"), ("102.5", "100", "ökade med 3 procent"), ("97.5", "100", "minskade med 3 procent"),
        ("200", "100", "ökade med 100 procent"), ("1000000", "1", "ökade med 99 999 900 procent"), ("0", "0", ""),
    ],
)  # fmt: skip
def test_a_change_at_its_edges_is_rounded_half_up(now, before, said):
    assert plain(change_in_words(Decimal(now), Decimal(before))) == said
