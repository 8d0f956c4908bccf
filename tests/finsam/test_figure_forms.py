"""A figure is written as words want it, each form with its rounding."""

from decimal import Decimal

import pytest

from finsam.swedish.figure_forms import about, change, forms_of


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
    assert plain(about(Decimal(amount))) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [("18.6", "knappt 19 procent"), ("18.4", "drygt 18 procent"), ("21", "21 procent"), ("0.3", "0,3 %")],
)
def test_a_share_is_about_whole_percent(share, said):
    assert plain(about(Decimal(share), "percent")) == said
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
    assert plain(change(Decimal(now), Decimal(before))) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("37.2", "33.0", "ökade med 4,2 procentenheter"),
        ("20", "21", "minskade med 1 procentenhet"),
        ("20", "20", "var oförändrat"),
    ],
)
def test_a_share_changes_in_percentage_points(now, before, said):
    assert plain(change(Decimal(now), Decimal(before), "percent")) == said


def test_nothing_below_nothing_is_told_as_about():
    assert "ungefar" not in written("-622000")
    assert "ungefar" not in written("0")
