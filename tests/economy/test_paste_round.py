"""What the program prints of a year can be copied and pasted into nothing, and is the same year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from economy.actions.figures import add_column, save_figures
from economy.actions.layout import add_line
from economy.actions.pasting import take_in
from economy.actions.years import open_year
from economy.models import FiscalYear, StatementLine
from economy.queries import statements
from economy.queries.books import open_books
from economy.queries.paste import plan_paste, read_for
from economy.queries.tables import Statement
from economy.templatetags.economy import amount as shown
from finsam.registries.checks import findings
from tests.cast import Cast

pytestmark = pytest.mark.django_db

INCOME = [
    ("Bidrag från medlemmarna", "contribution"), ("Övriga intäkter", "other_income"), ("Statsbidrag", "other_income"),
    ("Projektmedel från ESF", "other_income"),
]  # fmt: skip
COSTS = [
    ("Norrskenet", "individual"), ("Samordningsteam Sala", "individual"), ("Sammanträdeskostnader", "administration"),
    ("Samverkan för unga", "insatser"), ("Processtöd", "structural"), ("Arvoden", "administration"),
    ("Resor, logi", "administration"), ("Avskrivningar", "depreciation"), ("Totalförsvarsdagen", "structural"),
]  # fmt: skip
GROUPS = ["Individinriktade insatser", "Strukturinriktade insatser", "Kansliet"]
HEADS = [
    ("outcome", "Utfall 2021"), ("budget", "Budget 2021"), ("forecast", "Prognos 2021"), ("plan", "Plan 2021"),
]  # fmt: skip
KRONOR = st.integers(100, 9_999).map(lambda kronor: Decimal(kronor) * 1000)


@st.composite
def years(draw: st.DrawFn) -> dict[str, object]:
    """An outline with its amounts: incomes, costs in groups with their sums above or below, and the result."""
    income = draw(st.lists(st.sampled_from(INCOME), min_size=1, max_size=3, unique=True))
    costs = draw(st.lists(st.sampled_from(COSTS), min_size=2, max_size=7, unique=True))
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=1, max_size=3, unique=True))
    count = len(income) + len(costs)
    amounts = draw(
        st.lists(st.lists(KRONOR, min_size=count, max_size=count), min_size=len(heads), max_size=len(heads))
    )
    assume(not any(_looks_like_sums(column) for column in amounts))
    return {
        "income": income,
        "costs": costs,
        "group": draw(st.sampled_from([None, *GROUPS])),
        "is_above": draw(st.booleans()),
        "has_headings": draw(st.booleans()),
        "unit": draw(st.sampled_from(["kr", "tkr"])),
        "heads": heads,
        "amounts": amounts,
    }


def _looks_like_sums(column: list[Decimal]) -> bool:
    """Whether some row is by chance what rows beside it add up to: nobody could tell it from a sum."""
    spans = {sum(column[a:b]) for a in range(len(column)) for b in range(a + 2, len(column) + 1)}
    return bool(spans & set(column))


def build(cast: Cast, given_: dict) -> FiscalYear:
    year = open_year(association=cast.association, year=2021, unit=given_["unit"], by=cast.chief)

    def line(label: str, kind: str = "line", **facts: object) -> str:
        return add_line(
            fiscal_year=year, statement="income", label=label, kind=kind, by=cast.chief, **facts
        ).key

    if given_["has_headings"]:
        line("Verksamhetens intäkter", "heading")
    incomes = [line(label, role=role, level=1) for label, role in given_["income"]]
    parts = [line("Summa intäkter", "sum", covers=incomes)]
    if given_["has_headings"]:
        line("Verksamhetens kostnader", "heading")
    costs = _costs(given_, line)
    parts.append(line("Summa kostnader", "sum", covers=costs[0]))
    line("Årets resultat", "sum", covers=parts, role="years_result")
    keys = [*incomes, *costs[1]]
    for (kind, label), amounts in zip(given_["heads"], given_["amounts"], strict=True):
        column = add_column(fiscal_year=year, kind=kind, label=label, key=kind, by=cast.chief)
        signed = [amount if n < len(incomes) else -amount for n, amount in enumerate(amounts)]
        save_figures(figure_set=column, amounts=dict(zip(keys, signed, strict=True)), by=cast.chief)
    return year


def _costs(given_: dict, line) -> tuple[list[str], list[str]]:
    """The keys that the sum of costs adds, and those of all rows in order: some of them in a group of its own."""
    rows, group = given_["costs"], given_["group"]
    if group is None:
        keys = [line(label, role=role, level=1) for label, role in rows]
        return keys, keys
    inner, rest = rows[:2], rows[2:]
    above = line(group, "sum", covers=[]) if given_["is_above"] else None
    keys = [line(label, role=role, level=1) for label, role in inner]
    if above:
        StatementLine.objects.filter(key=above).update(covers=keys)
    else:
        above = line(f"Summa {group.lower()}", "sum", covers=keys)
    more = [line(label, role=role, level=1) for label, role in rest]
    return [above, *more], [*keys, *more]


def as_copied(statement: Statement, unit: str) -> str:
    """The table as a browser copies it: a caption, heads, and cells parted by tabs."""
    lines = ["Tusental kronor" if unit == "tkr" else "Kronor"]
    lines.append("\t".join(["", "Not", *(column.label for column in statement.columns)]))
    for row in statement.rows:
        cells = [shown(value, unit) for value in row.values]
        lines.append("\t".join([row.label, "", *cells]) if cells else row.label)
    return "\n".join(lines)


def without_minus(statement: Statement, unit: str) -> str:
    """The table as most budgets print it: costs and their sums without minus, and a result with the sign it has."""
    lines, is_cost = as_copied(statement, unit).splitlines(), False
    for place, row in enumerate(statement.rows, start=2):
        if is_cost and row.label != "Årets resultat":
            lines[place] = lines[place].replace("\u2212", "")
        is_cost = is_cost or row.label == "Summa intäkter"
    return "\n".join(lines)


def as_printed(statement: Statement, unit: str) -> str:
    """The table as text out of a PDF: columns that end at one place, parted by spaces."""
    lines = [" " * 40 + "".join(f"{column.label:>22}" for column in statement.columns)]
    lines.insert(0, "Tusental kronor" if unit == "tkr" else "Kronor")
    for row in statement.rows:
        cells = "".join(f"{shown(value, unit):>22}" for value in row.values)
        lines.append(f"{'  ' * row.level + row.label:<40}{cells}".rstrip())
    return "\n".join(lines)


def figures(year: FiscalYear) -> list[tuple[str, tuple[Decimal | None, ...]]]:
    sets = list(year.figure_sets.order_by("position"))
    return [(row.label, row.values) for row in statements.income_statement(year, sets).rows]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_=years(), write=st.sampled_from([as_copied, as_printed, without_minus]))
def test_a_printed_year_is_pasted_into_nothing_and_is_the_same(cast, given_, write):
    year = build(cast, given_)
    before = figures(year)
    text = write(
        statements.income_statement(year, list(year.figure_sets.order_by("position"))), given_["unit"]
    )
    year.figure_sets.all().delete()
    year.delete()
    year = open_year(association=cast.association, year=2021, unit=given_["unit"], by=cast.chief)
    book = open_books(cast.association, [2021]).by_year[2021]
    plan = plan_paste(read_for(book, text), book)
    assert (plan.table.errors, plan.table.warnings) == ((), ())
    take_in(plan=plan, fiscal_year=year, document="Tabellen", by=cast.chief)
    assert figures(year) == before
    assert findings(cast.association, 2021) == []
    year.figure_sets.all().delete()
    year.delete()
