"""Amounts: written, adopted, revised; contributions and years without books."""

import datetime as dt
from decimal import Decimal

import pytest

from economy.actions.adoption import adopt, revise
from economy.actions.figures import (
    add_column,
    keep_historical,
    remove_column,
    save_contributions,
    save_figures,
)
from economy.actions.notes import add_note, add_row, leave_undivided, save_note_figures
from economy.actions.years import open_year
from economy.models import Figure, FigureSet, FiscalYear
from economy.outlines import STARTER
from economy.queries import statements
from economy.queries.books import open_books
from economy.queries.notes import notes
from economy.states import TRANSITIONS, FigureKind, FigureSetState, Source
from finsam.errors import DomainError
from finsam.models import AuditEvent


@pytest.fixture
def year(cast):
    return open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)


@pytest.fixture
def budget(cast, year):
    return add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2021", key="budget", by=cast.chief
    )


def test_amounts_are_kept_to_the_ore(cast, year, budget):
    save_figures(figure_set=budget, amounts={"insatser": Decimal("-404315.57")}, by=cast.chief)
    assert Figure.objects.get().amount == Decimal("-404315.57")


def test_lines_that_are_not_named_keep_their_amount(cast, budget):
    save_figures(figure_set=budget, amounts={"bidrag": Decimal(10)}, by=cast.chief)
    save_figures(figure_set=budget, amounts={"insatser": Decimal(-4)}, by=cast.chief)
    assert sorted(Figure.objects.values_list("amount", flat=True)) == [-4, 10]


def test_saving_the_same_twice_is_one_change(cast, budget):
    for _ in range(2):
        save_figures(figure_set=budget, amounts={"bidrag": Decimal(10)}, by=cast.chief)
    assert AuditEvent.objects.filter(verb="skrev belopp").count() == 1


def test_a_sum_is_never_typed(cast, budget):
    with pytest.raises(DomainError, match="är en summa"):
        save_figures(figure_set=budget, amounts={"summa_intakter": Decimal(1)}, by=cast.chief)


def test_what_is_adopted_does_not_change(cast, budget):
    adopt(figure_set=budget, on=dt.date(2020, 11, 27), reference="§ 45", by=cast.chief)
    with pytest.raises(DomainError, match="är fastställd"):
        save_figures(figure_set=budget, amounts={"bidrag": Decimal(1)}, by=cast.chief)


def test_nothing_is_adopted_on_a_day_to_come(cast, budget):
    with pytest.raises(DomainError, match="inte kommit än"):
        adopt(figure_set=budget, on=dt.date(2022, 4, 12), by=cast.chief)


@pytest.mark.parametrize("state", list(FigureSetState))
def test_a_column_is_adopted_once(cast, budget, state):
    if state == FigureSetState.ADOPTED:
        adopt(figure_set=budget, on=dt.date(2020, 11, 27), by=cast.chief)
    may = FigureSetState.ADOPTED in TRANSITIONS[state]
    try:
        adopt(figure_set=budget, on=dt.date(2020, 11, 27), by=cast.chief)
    except DomainError:
        assert not may
    else:
        assert may


def test_a_revision_is_a_new_version_and_the_old_one_stays(cast, year, budget):
    save_figures(figure_set=budget, amounts={"bidrag": Decimal(10)}, by=cast.chief)
    adopt(figure_set=budget, on=dt.date(2020, 11, 27), by=cast.chief)
    second = revise(figure_set=budget, by=cast.chief)
    save_figures(figure_set=second, amounts={"bidrag": Decimal(12)}, by=cast.chief)
    assert [(each.version, each.figures.get().amount) for each in FigureSet.objects.order_by("version")] == [
        (1, 10), (2, 12),
    ]  # fmt: skip


def test_a_fixed_budget_counts_until_its_revision_is_fixed(cast, year, budget):
    save_figures(figure_set=budget, amounts={"bidrag": Decimal(10)}, by=cast.chief)
    adopt(figure_set=budget, on=dt.date(2020, 11, 27), by=cast.chief)
    revised = revise(figure_set=budget, by=cast.chief)
    save_figures(figure_set=revised, amounts={"bidrag": Decimal(12)}, by=cast.chief)
    assert statements.income_statement(year).value("summa_intakter") == 10
    assert open_books(cast.association).by_year[2021].columns == [budget, revised]
    adopt(figure_set=revised, on=dt.date(2021, 2, 26), by=cast.chief)
    assert statements.income_statement(year).value("summa_intakter") == 12


def test_a_corrected_outcome_is_shown_at_once(cast, year):
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall", key="utfall", by=cast.chief
    )
    adopt(figure_set=column, on=dt.date(2022, 3, 25), by=cast.chief)
    corrected = revise(figure_set=column, by=cast.chief)
    save_figures(figure_set=corrected, amounts={"bidrag": Decimal(12)}, by=cast.chief)
    assert statements.income_statement(year).value("summa_intakter") == 12


def test_there_is_one_open_version_at_a_time(cast, budget):
    with pytest.raises(DomainError, match="inte är fastställd"):
        revise(figure_set=budget, by=cast.chief)


def test_an_adopted_column_is_not_removed(cast, budget):
    adopt(figure_set=budget, on=dt.date(2020, 11, 27), by=cast.chief)
    with pytest.raises(DomainError, match="är fastställd"):
        remove_column(figure_set=budget, by=cast.chief)


def test_an_outcome_from_the_ledger_is_not_typed(cast, year):
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall", key="utfall", by=cast.chief
    )
    FiscalYear.objects.filter(pk=year.pk).update(source=Source.LEDGER)
    with pytest.raises(DomainError, match="kommer från bokföringen"):
        save_figures(figure_set=column, amounts={"bidrag": Decimal(1)}, by=cast.chief)


def test_another_associations_member_pays_nothing_here(cast, budget):
    theirs = type(cast.kommun).objects.create(
        association=cast.outsider.association, kind="kommun", name="Grannby", abbreviation="G"
    )
    with pytest.raises(DomainError, match="annat förbund"):
        save_contributions(figure_set=budget, amounts={theirs: Decimal(1)}, by=cast.chief)


def test_a_figure_without_a_source_is_not_kept(cast):
    with pytest.raises(DomainError, match="var uppgifterna kommer ifrån"):
        keep_historical(
            association=cast.association, year=2017, values={"income": Decimal(1)}, source=" ", by=None
        )


def test_last_years_row_that_is_gone_still_stands_with_its_amount(cast, year):
    old = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall 2021", key="utfall", by=cast.chief
    )
    save_figures(figure_set=old, amounts={"ovriga_intakter": Decimal(7), "bidrag": Decimal(1)}, by=cast.chief)
    later = open_year(association=cast.association, year=2022, copy_from=year, by=cast.chief)
    later.lines.filter(key="ovriga_intakter").delete()
    later.lines.filter(key="summa_intakter").update(covers=["bidrag"])
    column = add_column(
        fiscal_year=later, kind=FigureKind.OUTCOME, label="Utfall 2022", key="utfall", by=cast.chief
    )
    save_figures(figure_set=column, amounts={"bidrag": Decimal(2)}, by=cast.chief)
    own = statements.income_statement(later)
    assert [(row.key, row.values) for row in own.rows[1:4]] == [
        ("bidrag", (2, 1)), ("ovriga_intakter", (None, 7)), ("summa_intakter", (2, 8)),
    ]  # fmt: skip


def test_a_forbund_that_prints_costs_without_minus_gets_them_so(cast, year, budget):
    year.lines.filter(key__in=["insatser", "summa_kostnader"]).update(sign=-1)
    save_figures(figure_set=budget, amounts={"bidrag": Decimal(10), "insatser": Decimal(-4)}, by=cast.chief)
    own = statements.income_statement(year)
    assert (own.value("insatser"), own.value("summa_kostnader"), own.value("resultat")) == (4, 4, 6)


def test_a_note_leaves_its_rest_undivided_where_that_is_chosen(cast, year, budget):
    save_figures(figure_set=budget, amounts={"insatser": Decimal(-10)}, by=cast.chief)
    note = add_note(fiscal_year=year, number=2, label="Insatser", by=cast.chief)
    add_row(note=note, label="Vidare Vy", by=cast.chief)
    save_note_figures(note=note, figure_set=budget, amounts={"vidare_vy": Decimal(-4)}, by=cast.chief)
    assert [table.differences for table in notes(year, [budget])] == [(-6,)]
    leave_undivided(note=note, figure_set=budget, by=cast.chief)
    [table] = notes(year, [budget])
    assert [(row.label, row.values) for row in table.rows] == [("Vidare Vy", (-4,)), ("Ej fördelat", (-6,))]
    save_figures(figure_set=budget, amounts={"insatser": Decimal(-12)}, by=cast.chief)
    assert notes(year, [budget])[0].rows[1].values == (-8,)


def test_the_choice_of_an_undivided_rest_is_taken_back(cast, year, budget):
    save_figures(figure_set=budget, amounts={"insatser": Decimal(-10)}, by=cast.chief)
    note = add_note(fiscal_year=year, number=2, label="Insatser", by=cast.chief)
    leave_undivided(note=note, figure_set=budget, by=cast.chief)
    leave_undivided(note=note, figure_set=budget, is_left=False, by=cast.chief)
    assert notes(year, [budget])[0].rows == ()


def test_what_is_not_divided_is_never_typed(cast, year, budget):
    note = add_note(fiscal_year=year, number=2, label="Insatser", by=cast.chief)
    leave_undivided(note=note, figure_set=budget, by=cast.chief)
    with pytest.raises(DomainError, match="skrivs inte in"):
        save_note_figures(note=note, figure_set=budget, amounts={"ej_fordelat": Decimal(1)}, by=cast.chief)


def test_eight_columns_are_no_more_than_two(cast, year):
    columns = [
        add_column(
            fiscal_year=year,
            kind=FigureKind.PLAN,
            label=f"Plan {number}",
            key=f"plan-{number}",
            by=cast.chief,
        )
        for number in range(8)
    ]
    for number, column in enumerate(columns):
        save_figures(figure_set=column, amounts={"bidrag": Decimal(number)}, by=cast.chief)
    own = statements.income_statement(year, columns)
    assert next(row.values for row in own.rows if row.key == "resultat") == tuple(range(8))


def _opened(cast, count):
    """Open years backwards from 2021, each with an outcome and a note."""
    for number in range(count):
        year = open_year(association=cast.association, year=2021 - number, layout=STARTER, by=None)
        column = add_column(fiscal_year=year, kind=FigureKind.OUTCOME, label="U", key="utfall", by=None)
        save_figures(figure_set=column, amounts={"bidrag": Decimal(1), "kassa_bank": Decimal(1)}, by=None)
        note = add_note(fiscal_year=year, number=2, label="Insatser", by=None)
        leave_undivided(note=note, figure_set=column, by=None)


def test_the_books_take_as_many_queries_for_thirty_years_as_for_one(cast, django_assert_num_queries):
    _opened(cast, 1)
    with django_assert_num_queries(8):
        open_books(cast.association)
    for year in range(1992, 2021):
        opened = open_year(association=cast.association, year=year, layout=STARTER, by=None)
        add_column(fiscal_year=opened, kind=FigureKind.OUTCOME, label="U", key="utfall", by=None)
    with django_assert_num_queries(8):
        open_books(cast.association)
