"""The year-end list: what the program sees is ticked by itself, the rest by who did it, and what is due waits."""

import datetime as dt

import pytest

from finsam.errors import DomainError
from finsam.permissions import Permission
from reporting import year_end
from reporting.actions.year_end import (
    add_year_end_step,
    begin_year_end,
    change_year_end_step,
    tick_year_end_step,
)
from reporting.queries.year_end import seen_in, steps_that_wait, year_end_rows
from reporting.todos import of_year_end
from tests.cast import Cast
from tests.economy.desk import Desk
from tests.economy.ledgers import opened_year, stored
from tests.economy.requisitions import freeze_requisition, make_requisition

TODAY = dt.date(2022, 2, 1)
OFFICE = frozenset({Permission.WRITE_ECONOMY})


@pytest.fixture
def year(cast: Cast):
    return opened_year(cast)


def row_of(year, key: str):
    return next(row for row in year_end_rows(year, TODAY) if row.step.key == key)


def test_a_list_begins_once_with_each_step_on_its_day(cast, year):
    steps = begin_year_end(fiscal_year=year, by=cast.chief)
    assert len(steps) == len(year_end.SHIPPED)
    assert (steps[0].due_on, steps[-1].due_on) == (dt.date(2022, 1, 20), dt.date(2022, 3, 31))
    with pytest.raises(DomainError, match="redan påbörjad"):
        begin_year_end(fiscal_year=year, by=cast.chief)


def test_books_to_the_years_end_tick_their_step_by_themselves(cast, year):
    begin_year_end(fiscal_year=year, by=cast.chief)
    before = row_of(year, year_end.BOOKS)
    assert (before.is_done, before.is_late, before.seen.said) == (False, True, "Ingen bokföring är inläst.")
    stored(cast)
    after = row_of(year, year_end.BOOKS)
    assert (after.is_done, after.is_by_itself, after.step.done_at) == (True, True, None)


def test_a_contribution_that_has_not_come_keeps_its_step_open(cast, year):
    freeze_requisition(make_requisition(cast, year), cast)
    found = seen_in(cast.association, year.year)[year_end.CONTRIBUTIONS]
    assert (found.is_done, found.said.replace("\u00a0", " ")) == (False, "314 625 kr är inte betalda.")


def test_what_the_program_cannot_see_is_ticked_by_who_did_it_and_taken_back(cast, year):
    begin_year_end(fiscal_year=year, by=cast.chief)
    row = row_of(year, "bank")
    assert (row.seen, row.is_done) == (None, False)
    tick_year_end_step(step=row.step, is_done=True, by=cast.officer)
    row = row_of(year, "bank")
    assert (row.is_done, row.is_by_itself, row.step.done_by) == (True, False, cast.officer)
    assert tick_year_end_step(step=row.step, is_done=False, by=cast.chief).done_by is None


def test_what_is_due_within_a_week_waits_for_whose_it_is(cast, year):
    def step(label: str, day: dt.date, person):
        return add_year_end_step(fiscal_year=year, label=label, due_on=day, person=person, by=cast.chief)

    mine, anyones = step("Mitt", TODAY, cast.chief), step("Någons", TODAY - dt.timedelta(days=1), None)
    step("Hennes", TODAY, cast.officer)
    step("Senare", dt.date(2022, 3, 1), cast.chief)
    until = TODAY + dt.timedelta(days=7)
    assert steps_that_wait(cast.association, cast.chief, until) == [anyones, mine]
    told = list(of_year_end(cast.association, cast.chief, OFFICE, TODAY))
    assert [(each.about, each.is_alarm) for each in told] == [("Någons, 2021", True), ("Mitt, 2021", False)]
    assert not list(of_year_end(cast.association, cast.chair, frozenset(), TODAY))


def test_what_is_seen_to_be_done_does_not_wait(cast, year):
    begin_year_end(fiscal_year=year, by=cast.chief)
    stored(cast)
    waiting = {step.key for step in steps_that_wait(cast.association, cast.chief, TODAY)}
    assert (year_end.BOOKS in waiting, "bank" in waiting) == (False, True)


def test_a_step_is_not_given_to_somebody_of_another_forbund(cast, year):
    step = add_year_end_step(fiscal_year=year, label="Ring", due_on=TODAY, person=None, by=cast.chief)
    with pytest.raises(DomainError, match="annat förbund"):
        change_year_end_step(
            step=step, label="Ring", due_on=TODAY, person=cast.outsider, note="", by=cast.chief
        )


def test_the_office_begins_plans_and_ticks_on_the_page(cast, year):
    desk = Desk(cast)
    assert "inte påbörjad" in desk.get("year_end_list", 2021)
    desk.post("year_end_begin", 2021)
    step = year.year_end_steps.get(key="specified")
    desk.post("year_end_step_edit", step.pk, label=step.label, due_on="2022-02-12", person=cast.officer.pk, note="Pärm 3")  # fmt: skip
    desk.post("year_end_step_tick", step.pk, done="1")
    page = desk.get("year_end_list", 2021)
    assert [word in page for word in ("Pärm 3", "2022-02-12", cast.officer.name, "1 av 14 steg")] == [
        True
    ] * 4
    desk.post("year_end_step_remove", step.pk)
    assert "av 13 steg" in desk.get("year_end_list", 2021)
