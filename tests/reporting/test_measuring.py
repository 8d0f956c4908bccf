"""What is measured: read and written as Swedes do, held against targets, and told as of a day."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam.errors import DomainError
from reporting import rules
from reporting.actions.goals import add_goal, change_goal, copy_goals
from reporting.actions.measures import add_value, change_measure, remove_measure, set_measures, take_figure
from reporting.forms.following import told
from reporting.models import Goal, Measure, MeasureValue
from reporting.queries.measuring import habits_of, measured
from reporting.rules import Value
from reporting.states import GoalStatus, MeasureKind, MeasureSource
from tests.cast import Cast

NEAR = Decimal(10)


@pytest.mark.parametrize(
    ("kind", "text", "value", "written"),
    [
        ("number", "26", Value(Decimal(26)), "26\u00a0dagar"),
        ("number", "1 200,5 dagar", Value(Decimal("1200.5")), "1\u00a0200,5\u00a0dagar"),
        ("number", "−4", Value(Decimal(-4)), "\u22124\u00a0dagar"),
        ("share", "3 av 14", Value(Decimal(3), Decimal(14)), "3\u00a0av\u00a014 (21\u00a0%)"),
        ("percent_of", "44 % av 36", Value(Decimal(44), Decimal(36)), "44\u00a0% av\u00a036"),
        ("change", "26 dagar", Value(Decimal(26)), "26\u00a0dagar"),
    ],
)
def test_values_are_read_and_written_as_swedes_do(kind, text, value, written):
    assert rules.read_value(kind, text, "dagar") == value
    assert rules.written(kind, value, "dagar") == written


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("number", "många", "är inget tal"),
        ("number", "3 av 14", "är inget tal"),
        ("number", "1,23456", "högst 4 decimaler"),
        ("share", "21 %", "3 av 14"),
        ("share", "15 av 14", "kan inte vara större"),
        ("share", "3 av 0", "mer än noll"),
        ("percent_of", "44", "44 % av 36"),
    ],
)
def test_what_is_no_value_is_refused_with_what_one_may_write(kind, text, said):
    with pytest.raises(ValueError, match=said):
        rules.read_value(kind, text)


numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@given(
    kind=st.sampled_from(list(MeasureKind)),
    number=numbers,
    of=st.integers(1, 10**6),
    unit=st.sampled_from(["", "%", "dagar"]),
)
def test_what_a_form_shows_of_a_value_is_read_back_the_same(kind, number, of, unit):
    value = Value(number)
    if kind == MeasureKind.SHARE:
        value = Value(abs(number) % (of + 1) // 1, Decimal(of))
    elif kind == MeasureKind.PERCENT_OF:
        value = Value(number, Decimal(of))
    assert rules.read_value(kind, told(kind, value, unit), unit) == value


@pytest.mark.parametrize(
    ("value", "target", "direction", "status"),
    [
        (50, 50, "up", "green"), (49, 50, "up", "yellow"), (45, 50, "up", "yellow"), (44, 50, "up", "red"),
        (21, 21, "down", "green"), (23, 21, "down", "yellow"), (26, 21, "down", "red"),
        (0, 0, "down", "green"), (1, 0, "down", "red"), (-5, -5, "up", "green"), (None, 50, "up", "not_assessed"),
        (50, None, "up", "not_assessed"),
    ],
)  # fmt: skip
def test_a_status_is_proposed_from_the_band_around_the_target(value, target, direction, status):
    as_decimal = [None if each is None else Decimal(each) for each in (value, target)]
    proposed = rules.proposed_status(
        value=as_decimal[0], target=as_decimal[1], direction=direction, near_percent=NEAR
    )
    assert proposed == GoalStatus(status)


@given(value=numbers, target=numbers)
def test_a_better_value_is_never_proposed_a_worse_status(value, target):
    order = [GoalStatus.RED, GoalStatus.YELLOW, GoalStatus.GREEN]
    one, better = (
        rules.proposed_status(value=each, target=target, direction="up", near_percent=NEAR)
        for each in (value, value + 1)
    )
    assert order.index(better) >= order.index(one)


@pytest.mark.parametrize(
    ("value", "before", "status"), [(9, 10, "green"), (10, 10, "yellow"), (11, 10, "yellow"), (12, 10, "red")]
)
def test_what_shall_go_down_from_the_year_before_is_not_reached_by_standing_still(value, before, status):
    proposed = rules.proposed_change(
        value=Decimal(value), before=Decimal(before), direction="down", near_percent=NEAR
    )
    assert proposed == GoalStatus(status)


def goal_with(cast: Cast, *measures: tuple[str, str], **facts: object) -> Goal:
    wording = {"goal": "Fler går till arbete", "year": 2022} | facts
    return add_goal(association=cast.association, by=cast.chief, measures=measures, **wording)


def test_a_measure_is_told_as_of_a_day_beside_start_and_target(cast):
    measure = goal_with(cast, ("Andel av avslutade", "")).measures.get()
    change_measure(
        measure=measure, by=cast.chief, kind="share", start_number=Decimal(4), start_of=Decimal(10),
        start_on=dt.date(2021, 12, 31), targets={2022: Value(Decimal(50))},
    )  # fmt: skip
    for day, share in ((dt.date(2022, 6, 30), (5, 12)), (dt.date(2022, 12, 31), (9, 15))):
        add_value(measure=measure, day=day, value=Value(*map(Decimal, share)), by=cast.chief)
    measure.refresh_from_db()
    habits = habits_of(cast.association)
    spring = measured(measure, 2022, dt.date(2022, 6, 30), habits)
    autumn = measured(measure, 2022, dt.date(2022, 12, 31), habits)
    assert (spring.start, spring.target) == ("4\u00a0av\u00a010 (40\u00a0%)", "50\u00a0%")
    assert (spring.outcome, spring.proposed) == ("5\u00a0av\u00a012 (42\u00a0%)", GoalStatus.RED)
    assert (autumn.outcome, autumn.proposed) == ("9\u00a0av\u00a015 (60\u00a0%)", GoalStatus.GREEN)
    assert measured(measure, 2023, dt.date(2023, 12, 31), habits).outcome == ""


def test_a_second_value_of_a_day_stands_and_the_first_is_kept(cast):
    measure = goal_with(cast, ("Dagar", "")).measures.get()
    for number in (20, 26):
        add_value(measure=measure, day=dt.date(2022, 3, 1), value=Value(Decimal(number)), by=cast.chief)
    measure.refresh_from_db()
    told_on = measured(measure, 2022, dt.date(2022, 12, 31), habits_of(cast.association))
    assert (told_on.outcome, MeasureValue.objects.count()) == ("26", 2)


def test_a_reworded_measure_keeps_its_values_and_one_with_values_does_not_go_unseen(cast):
    goal = goal_with(cast, ("Andel", ""), ("Antal", ""))
    first = goal.measures.first()
    add_value(measure=first, day=dt.date(2022, 3, 1), value=Value(Decimal(40)), by=cast.chief)
    set_measures(holder=goal, rows=[("Andelen", "bra"), ("Antal", "")], by=cast.chief)
    first.refresh_from_db()
    assert (first.text, first.outcome, first.series.values.count()) == ("Andelen", "bra", 1)
    with pytest.raises(DomainError, match="har värden"):
        change_goal(goal, by=cast.chief, measures=[("Antal", "")])
    remove_measure(measure=first, by=cast.chief)
    assert (Measure.objects.count(), MeasureValue.objects.count()) == (1, 0)


def test_next_years_goal_goes_on_with_the_series_and_begins_from_its_last_value(cast):
    measure = goal_with(cast, ("Andel", "")).measures.get()
    change_measure(
        measure=measure, by=cast.chief, unit="%", targets={2022: Value(Decimal(40)), 2023: Value(Decimal(50))}
    )
    add_value(measure=measure, day=dt.date(2022, 12, 31), value=Value(Decimal(44)), by=cast.chief)
    copy_goals(association=cast.association, from_year=2022, to_year=2023, by=cast.chief)
    new = Measure.objects.get(goal__year=2023)
    add_value(measure=new, day=dt.date(2023, 6, 30), value=Value(Decimal(47)), by=cast.chief)
    stands = measured(new, 2023, dt.date(2023, 12, 31), habits_of(cast.association))
    assert (stands.start, stands.target, stands.outcome) == ("44\u00a0%", "50\u00a0%", "47\u00a0%")
    assert [number for _, number in stands.points] == [Decimal(44), Decimal(47)]


def test_a_value_is_taken_from_the_programs_own_figure(cast):
    goal = goal_with(cast, ("Uppnådda mål", ""), year=2021)
    measure = goal.measures.get()
    change_measure(measure=measure, by=cast.chief, source=MeasureSource.FIELD, source_key="reporting.goals")
    measure.refresh_from_db()
    value = take_figure(measure=measure, day=dt.date(2021, 12, 31), by=cast.chief)
    assert (value.number, value.note) == (Decimal(1), "Antal mål")
    with pytest.raises(DomainError, match="finns inte för 2019"):
        take_figure(measure=measure, day=dt.date(2019, 12, 31), by=cast.chief)
