"""What the books say: by line and month, in the statements, instead of what is typed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from economy.actions.figures import add_column, save_figures
from economy.actions.ledger_mapping import save_mapping, switch_source
from economy.queries.books import open_books
from economy.queries.ledger import lines_of, outcome_by_line, sums_of_import
from economy.queries.ledger_accounts import differences_of, line_accounts, typed_outcome
from economy.queries.ledger_months import month_table
from economy.states import FigureKind, Source
from finsam.errors import DomainError
from tests.economy.ledgers import MAPPED, opened_year, stored
from tests.economy.sie.samples import YEAR

pytestmark = pytest.mark.django_db

WHOLE = {
    "bidrag": 1_000_000, "insatser": Decimal("-350000.50"), "ovriga_kostnader": -1000, "kassa_bank": 1_199_000,
    "balanserat": 500_000, "arets_resultat": Decimal("648999.50"), "kortfristiga_skulder": Decimal("50000.50"),
}  # fmt: skip


def test_the_outcome_is_given_by_line_with_its_effect_on_the_result(cast):
    year = opened_year(cast)
    stored(cast)
    assert outcome_by_line(year, year.starts_on, year.ends_on) == WHOLE


def test_a_part_of_the_year_is_what_was_booked_by_then(cast):
    year = opened_year(cast)
    stored(cast)
    assert outcome_by_line(year, year.starts_on, dt.date(2021, 6, 30)) == WHOLE | {
        "insatser": -300_000, "ovriga_kostnader": 0, "kassa_bank": 1_200_000, "arets_resultat": 700_000,
        "kortfristiga_skulder": 0,
    }  # fmt: skip


def test_the_balance_holds_whatever_the_day(cast):
    year = opened_year(cast)
    stored(cast)
    for month in range(1, 13):
        found = outcome_by_line(year, year.starts_on, dt.date(2021, month, 28))
        assert (
            found["kassa_bank"]
            == found["balanserat"] + found["arets_resultat"] + found["kortfristiga_skulder"]
        )


def test_the_statements_take_a_ledger_years_outcome_from_the_books(cast):
    opened_year(cast)
    stored(cast)
    book = open_books(cast.association).by_year[2021]
    assert {key: book.amounts(book.outcome)[key] for key in WHOLE} == WHOLE


def test_the_months_add_up_to_the_year(cast):
    year = opened_year(cast)
    table = month_table(year, sums_of_import(stored(cast)))
    insatser = next(row for row in table.rows if row.line.key == "insatser")
    assert (insatser.months[2], insatser.months[11], sum(insatser.months)) == (
        -300_000,
        Decimal("-50000.50"),
        insatser.total,
    )


def test_a_lines_accounts_add_up_to_the_line(cast):
    year = opened_year(cast)
    rows = line_accounts(year, "insatser", sums_of_import(stored(cast)))
    assert sum(row.amount for row in rows) == WHOLE["insatser"]
    assert [row.objects for row in rows] == [
        (("1", "10"), ("6", "100")), (("6", "200"),), (("6", "200"), ("21", "201")),
    ]  # fmt: skip


def test_objects_decide_the_line_where_a_line_names_them(cast):
    year = opened_year(cast)
    save_mapping(fiscal_year=year, accounts=MAPPED | {"personal": ("4511", "6:100")}, by=cast.chief)
    stored(cast)
    found = outcome_by_line(year, year.starts_on, year.ends_on)
    assert (found["personal"], found["insatser"]) == (-200_000, Decimal("-150000.50"))


# ---- The books or typed lines, never both


def typed_year(cast):
    year = opened_year(cast)
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall", key="utfall", by=cast.chief
    )
    save_figures(
        figure_set=column,
        amounts={"bidrag": Decimal(900_000), "insatser": Decimal("-350000.50")},
        by=cast.chief,
    )
    return year, column


def test_typed_lines_go_on_counting_until_someone_switches(cast):
    year, column = typed_year(cast)
    stored(cast)
    year.refresh_from_db()
    assert (year.source, open_books(cast.association).by_year[2021].amounts(column)["bidrag"]) == (
        Source.LINES,
        900_000,
    )


def test_the_switch_shows_its_differences_and_keeps_what_is_typed(cast):
    year, column = typed_year(cast)
    stored(cast)
    booked = outcome_by_line(year, year.starts_on, year.ends_on)
    differences = differences_of(lines_of(year), typed_outcome(year)[1], booked)
    assert (differences[0].line.key, differences[0].difference) == ("bidrag", 100_000)
    switch_source(fiscal_year=year, source=Source.LEDGER, by=cast.chief)
    assert open_books(cast.association).by_year[2021].amounts(column)["bidrag"] == 1_000_000
    switch_source(fiscal_year=year, source=Source.LINES, by=cast.chief)
    assert open_books(cast.association).by_year[2021].amounts(column)["bidrag"] == 900_000


def test_nothing_is_typed_in_a_year_that_comes_from_the_books(cast):
    year, column = typed_year(cast)
    stored(cast)
    switch_source(fiscal_year=year, source=Source.LEDGER, by=cast.chief)
    with pytest.raises(DomainError, match="kommer från bokföringen"):
        save_figures(figure_set=column, amounts={"bidrag": Decimal(1)}, by=cast.chief)


def test_a_year_without_books_does_not_switch(cast):
    with pytest.raises(DomainError, match="inte inläst"):
        switch_source(fiscal_year=opened_year(cast), source=Source.LEDGER, by=cast.chief)


def test_an_adopted_outcome_keeps_its_source(cast):
    year, column = typed_year(cast)
    stored(cast)
    type(column).objects.filter(pk=column.pk).update(state="adopted", adopted_on="2022-03-25")
    with pytest.raises(DomainError, match="byter inte källa"):
        switch_source(fiscal_year=year, source=Source.LEDGER, by=cast.chief)


def test_two_ledger_years_take_no_more_queries_than_one(cast):
    opened_year(cast)
    stored(cast)
    with CaptureQueriesContext(connection) as one:
        open_books(cast.association)
    count = len(one)
    stored(cast, YEAR.read_bytes().replace(b"2020", b"2019").replace(b"2021", b"2020"), name="2020.se")
    with CaptureQueriesContext(connection) as two:
        open_books(cast.association)
    assert len(two) == count
