"""The arithmetic of statements: sums once each, before rounding, and None for what nobody knows."""

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from economy import rules
from economy.states import LineKind, LineRole, StatementKind


@dataclass
class Row:
    key: str
    kind: str = LineKind.LINE
    covers: list[str] = field(default_factory=list)
    role: str = ""
    statement: str = StatementKind.INCOME
    lkbr: str = ""


LINES = [
    Row("a"), Row("b"), Row("ab", LineKind.SUM, ["a", "b"]), Row("c"), Row("all", LineKind.SUM, ["ab", "a", "c"]),
]  # fmt: skip


def test_a_sum_of_sums_adds_each_line_once():
    amounts = rules.with_sums(LINES, {"a": Decimal(1), "b": Decimal(2), "c": Decimal(4)})
    assert (amounts["ab"], amounts["all"]) == (3, 7)


def test_what_is_not_known_does_not_spoil_a_sum():
    assert rules.with_sums(LINES, {"a": Decimal(1), "b": None})["ab"] == 1


def test_a_sum_of_nothing_known_is_not_known():
    assert rules.with_sums(LINES, {})["all"] is None


def test_nothing_is_not_the_same_as_not_known():
    assert rules.with_sums(LINES, {"a": Decimal(0)})["ab"] == 0


def test_a_sum_is_taken_before_rounding():
    amounts = rules.with_sums(LINES, {"a": Decimal("0.40"), "b": Decimal("0.40")})
    assert amounts["ab"] == Decimal("0.80")


@pytest.mark.parametrize(("covers", "expected"), [(["all"], True), (["ab"], True), (["a"], False)])
def test_a_sum_that_would_add_itself_is_seen(covers, expected):
    assert rules.covers_itself(LINES, "ab", covers) is expected


def test_sums_that_add_each_other_come_to_an_end():
    ring = [Row("x", LineKind.SUM, ["y"]), Row("y", LineKind.SUM, ["x"])]
    assert rules.with_sums(ring, {}) == {"x": None, "y": None}


def position(**parts: int) -> rules.Position:
    names = (
        "liquid",
        "receivables",
        "fixed",
        "equity",
        "years_result",
        "provisions",
        "long_debt",
        "short_debt",
    )
    return rules.Position(**{name: Decimal(parts.get(name, 0)) for name in names})


def test_the_cash_flow_takes_investments_and_depreciation_apart():
    opening = position(liquid=100, fixed=50, equity=150)
    closing = position(liquid=70, fixed=60, equity=140, years_result=-10, long_debt=-10)
    flow = rules.cash_flow(depreciation=Decimal(-20), opening=opening, closing=closing)
    assert (flow.operating, flow.investments, flow.financing) == (10, -30, -10)
    assert flow.difference == 0


def test_a_change_that_nothing_explains_is_left_over():
    flow = rules.cash_flow(
        depreciation=Decimal(0), opening=position(liquid=100), closing=position(liquid=90, years_result=5)
    )
    assert flow.difference == -15


@pytest.mark.parametrize(("terms", "unit", "slack"), [(1, 1, 1), (10, 1, 5), (9, 1000, 5000), (2, 1, 1)])
def test_a_rounded_sum_may_differ_by_half_a_unit_a_term(terms, unit, slack):
    assert rules.rounding_slack(terms, Decimal(unit)) == slack


def test_a_role_counts_lines_and_not_their_sums():
    lines = [Row("a", role=LineRole.CASH), Row("s", LineKind.SUM, ["a"], role=LineRole.CASH)]
    assert rules.of_roles(lines, {"a": Decimal(5), "s": Decimal(5)}, {LineRole.CASH}) == 5
