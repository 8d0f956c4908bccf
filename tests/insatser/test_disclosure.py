"""The gate: no figure it hides can be worked out, by a linear programme written here from nothing."""

import json
from itertools import combinations, product

import highspy
import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from finsam.errors import DomainError
from insatser.disclosure import Shown, Table, disclose

LIMIT = 5
FAR = 100_000.0  # more than anyone would think a figure to be


def table(key, cells):
    """A table with made-up labels."""
    rows = tuple(f"rad {i}" for i in range(len(cells)))
    columns = tuple(f"kolumn {j}" for j in range(len(cells[0])))
    return Table(key, rows, columns, tuple(tuple(row) for row in cells))


def full(shown):
    """A shown table with its totals as a matrix."""
    rows = [[*row, total] for row, total in zip(shown.cells, shown.row_totals, strict=True)]
    return [*rows, [*shown.column_totals, shown.total]]


def narrow(publications, sums=(), *, least=1, unknown=()):
    """Name each null in any publication that an outsider can bound to less than the limit.

    She sees the zeros that are printed, so that what is hidden is at least `least`.
    """
    known, rows = {}, []
    for shown in (one for publication in publications for one in publication):
        key, matrix = shown.key, full(shown)
        tall, wide = range(len(matrix)), range(len(matrix[0]))
        for i, j in product(tall, wide):
            known[key, i, j] = known.get((key, i, j)) if matrix[i][j] is None else matrix[i][j]
        rows += [[(key, i, j) for j in wide] for i in tall] + [[(key, i, j) for i in tall] for j in wide]
    for whole, *parts in sums:
        places = [name[1:] for name in known if name[0] == whole]
        rows += [[*((part, *place) for part in parts), (whole, *place)] for place in places]
    names = {name: number for number, name in enumerate(known)}
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    for name, value in known.items():
        low = 0 if name in unknown else least
        solver.addVar(low if value is None else value, FAR if value is None else value)
    for row in rows:
        solver.addRow(0.0, 0.0, len(row), [names[name] for name in row], [1.0] * (len(row) - 1) + [-1.0])
    return [name for name in names if known[name] is None and _width(solver, names[name]) < LIMIT - 1e-6]


def _width(solver, column):
    """From the least that a column can be to the most."""
    ends = []
    for cost in (1.0, -1.0):
        solver.changeColCost(column, cost)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        ends.append(solver.getSolution().col_value[column])
    solver.changeColCost(column, 0.0)
    return ends[1] - ends[0]


def hidden(shown):
    return sum(value is None for row in full(shown) for value in row)


COUNTS = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 200))


@st.composite
def matrices(draw, *, count=1, high=7, wide=6):
    tall, broad = draw(st.integers(1, high)), draw(st.integers(1, wide))
    return [[[draw(COUNTS) for _ in range(broad)] for _ in range(tall)] for _ in range(count)]


def added(*parts):
    return [[sum(cells) for cells in zip(*rows, strict=True)] for rows in zip(*parts, strict=True)]


@settings(max_examples=60)
@given(matrices())
def test_no_hidden_figure_of_a_table_can_be_bounded_closer_than_the_limit(drawn):
    found = disclose([table("a", drawn[0])], limit=LIMIT).tables

    assert narrow([found]) == []
    assert all(value is None or value == 0 or value >= LIMIT for row in full(found[0]) for value in row)


@settings(max_examples=30)
@given(matrices(count=4, high=4, wide=4))
def test_two_linked_totals_hold_together(drawn):
    first, second, third, fourth = drawn
    sums = [["year", "h1", "h2"], ["all", "year", "other"]]
    year = added(first, second)
    tables = [
        table("h1", first), table("h2", second), table("year", year), table("other", third),
        table("all", added(year, third)), table("alone", fourth),
    ]  # fmt: skip
    found = disclose(tables, limit=LIMIT, sums=sums)

    assert narrow([found.tables], sums) == []


@settings(max_examples=30)
@given(matrices(count=2, high=5, wide=5))
def test_a_second_publication_is_held_against_the_first(drawn):
    half, other = drawn
    first = disclose([table("h1", half)], limit=LIMIT)
    sums = [["year", "h1", "h2"]]
    tables = [table("h1", half), table("h2", other), table("year", added(half, other))]
    second = disclose(tables, limit=LIMIT, sums=sums, published=first.tables)

    assert second.exposed == ()
    assert narrow([first.tables, second.tables], sums) == []


@settings(max_examples=30)
@given(matrices())
def test_a_table_with_unknown_cells_tells_none_of_them(drawn):
    cells = drawn[0]
    cells[0][0] = None
    found = disclose([table("a", cells)], limit=LIMIT).tables
    margins = [("a", 0, 0), ("a", 0, len(cells[0])), ("a", len(cells), 0), ("a", len(cells), len(cells[0]))]

    assert narrow([found], unknown=margins) == []


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ([[None, 30]], [[0, 30]]),
        ([[None], [0], [None]], [[0], [3], [0]]),
        ([[0, 0, None, 9]], [[0, 0, 0, 9]]),
    ],
)
def test_a_number_not_known_is_not_told_by_the_zeros_beside_it(half, whole):
    other = [
        [number if own == 0 else 0 for own, number in zip(*rows, strict=True)]
        for rows in zip(half, whole, strict=True)
    ]
    sums = [["year", "h1", "h2"]]
    tables = [table("h1", half), table("h2", other), table("year", whole)]
    found = disclose(tables, limit=LIMIT, sums=sums)

    assert found.exposed == ()
    assert narrow([found.tables], sums, least=0) == []


def test_a_protecting_cell_let_out_is_found():
    cells = [[3, 20, 30], [25, 40, 50], [35, 60, 70]]
    shown = disclose([table("a", cells)], limit=LIMIT).tables[0]
    assert hidden(shown) == 4

    for i, j in product(range(3), range(3)):
        if shown.cells[i][j] is None and cells[i][j] >= LIMIT:
            leaking = [list(row) for row in shown.cells]
            leaking[i][j] = cells[i][j]
            changed = Shown("a", shown.rows, shown.columns, tuple(map(tuple, leaking)), *_margins(shown))
            assert ("a", 0, 0) in narrow([[changed]])


@settings(max_examples=12)
@given(matrices(high=2, wide=3))
@example([[[3, 20, 30], [25, 40, 50]]])
@example([[[2, 3, 0], [0, 4, 1]]])
def test_no_more_is_hidden_than_half_again_of_the_least_possible(drawn):
    cells = drawn[0]
    shown = disclose([table("a", cells)], limit=LIMIT).tables[0]
    matrix = full(_open("a", cells))
    places = list(product(range(len(matrix)), range(len(matrix[0]))))
    small = {(i, j) for i, j in places if 0 < matrix[i][j] < LIMIT}
    others = [(i, j) for i, j in places if matrix[i][j] >= LIMIT]

    def holds(extra):
        gone = small | set(extra)
        left = [
            [None if (i, j) in gone else value for j, value in enumerate(row)] for i, row in enumerate(matrix)
        ]
        return not narrow([[_as_shown(shown, left)]])

    least = next(n for n in range(len(others) + 1) if any(map(holds, combinations(others, n))))
    assert hidden(shown) <= 1.5 * (len(small) + least)


def _as_shown(shown, matrix):
    """A matrix with its margins, laid out as a shown table."""
    *rows, last = matrix
    cells = tuple(tuple(row[:-1]) for row in rows)
    return Shown(
        shown.key,
        shown.rows,
        shown.columns,
        cells,
        tuple(row[-1] for row in rows),
        tuple(last[:-1]),
        last[-1],
    )


def _open(key, cells):
    """A table as it would be shown if nothing were hidden."""
    return disclose([table(key, cells)], limit=1).tables[0]


def _margins(shown):
    return shown.row_totals, shown.column_totals, shown.total


def test_thirty_insatser_by_fifteen_reasons_over_a_year_and_its_halves():
    halves = [[[(i * 7 + j * 11 + i * j * k) % 23 for j in range(15)] for i in range(30)] for k in (3, 5)]
    sums = [["year", "h1", "h2"]]
    tables = [table("h1", halves[0]), table("h2", halves[1]), table("year", added(*halves))]
    found = disclose(tables, limit=LIMIT, sums=sums)

    assert narrow([found.tables], sums) == []
    assert found == disclose(tables, limit=LIMIT, sums=sums)


@pytest.mark.parametrize(
    ("cells", "row_totals", "total"),
    [
        ([[0, 0], [0, 0]], (0, 0), 0),
        ([[5, 6], [7, 8]], (11, 15), 26),
        ([[0, 0], [0, 3]], (0, None), None),
        ([[0, 0], [0, 30]], (0, 30), 30),
        ([[2]], (None,), None),
        ([[7]], (7,), 7),
        ([[0]], (0,), 0),
    ],
)
def test_totals_follow_their_cells(cells, row_totals, total):
    shown = disclose([table("a", cells)], limit=LIMIT).tables[0]

    assert (shown.row_totals, shown.total) == (row_totals, total)


def test_a_single_row_hides_a_neighbour_or_its_total():
    shown = disclose([table("a", [[3, 20, 30]])], limit=LIMIT).tables[0]

    assert shown.cells[0][0] is None
    assert shown.column_totals[0] is None
    assert narrow([[shown]]) == []


def test_what_is_hidden_is_thought_to_be_at_least_one_where_zeros_are_shown():
    shown = disclose([table("a", [[2, 3]])], limit=LIMIT).tables[0]

    # With its total shown, 5 = 2 + 3 would leave each of them between one and four.
    assert shown.total is None
    assert narrow([[shown]]) == []


def test_a_limit_of_one_hides_nothing():
    shown = disclose([table("a", [[1, 2], [0, None]])], limit=1).tables[0]

    assert full(shown) == [[1, 2, 3], [0, None, None], [1, None, None]]


def test_zeros_are_hidden_too_where_the_association_chooses():
    cells = [[0, 20, 30], [25, 40, 50], [35, 60, 70]]
    shown = disclose([table("a", cells)], limit=LIMIT, hides_zeros=True).tables[0]

    assert shown.cells[0][0] is None
    assert narrow([[shown]], least=0) == []


def test_a_figure_already_given_away_stays_hidden_and_is_named():
    before = Shown("a", ("rad 0",), ("kolumn 0",), ((3,),), (3,), (3,), 3)
    found = disclose([table("a", [[3]])], limit=LIMIT, published=[before])

    assert found.tables[0].cells == ((None,),)
    assert "a: rad 0, kolumn 0" in found.exposed


@pytest.mark.parametrize(
    ("tables", "sums", "sentence"),
    [
        ([table("a", [[1]]), table("a", [[1]])], [], "Två tabeller har samma nyckel."),
        ([Table("a", (), ("k",), ())], [], "Tabellen a saknar rader eller kolumner."),
        ([Table("a", ("r",), ("k", "k"), ((1, 2),))], [], "Tabellen a har två kolumner med samma namn."),
        (
            [Table("a", ("r",), ("k", "l"), ((1,),))],
            [],
            "Tabellen a har inte en cell för varje rad och kolumn.",
        ),
        ([table("a", [[-1]])], [], "Tabellen a har en cell som inte är ett heltal från noll: -1."),
        ([table("a", [[1]])], [["a", "b"]], "Summan anger tabellen b, som inte finns."),
        (
            [table("a", [[1]]), table("b", [[1, 0]])],
            [["a", "b"]],
            "Tabellerna a och b har inte samma rader och kolumner.",
        ),
        (
            [table("a", [[9]]), table("b", [[4]]), table("c", [[4]])],
            [["a", "b", "c"]],
            "a: rad 0, kolumn 0 är 9, men delarna är tillsammans 8.",
        ),
    ],
)
def test_faulty_tables_are_refused_with_a_sentence(tables, sums, sentence):
    with pytest.raises(DomainError) as refusal:
        disclose(tables, limit=LIMIT, sums=sums)

    assert str(refusal.value) == sentence


def test_a_figure_published_as_another_is_refused():
    before = Shown("a", ("rad 0",), ("kolumn 0",), ((8,),), (8,), (8,), 8)

    with pytest.raises(DomainError, match="a: rad 0, kolumn 0 har publicerats som 8 och är nu 9."):
        disclose([table("a", [[9]])], limit=LIMIT, published=[before])


def test_the_command_prints_the_tables_with_their_totals(tmp_path, capfd):
    asked = {
        "limit": 5,
        "tables": [{"key": "a", "rows": ["r"], "columns": ["k", "l"], "cells": [[0, 3]]}],
        "sums": [],
    }
    path = tmp_path / "tables.json"
    path.write_text(json.dumps(asked))
    call_command("disclose", str(path))

    assert json.loads(capfd.readouterr().out) == {
        "limit": 5,
        "tables": [
            {
                "key": "a", "rows": ["r"], "columns": ["k", "l"], "cells": [[0, None]],
                "row_totals": [None], "column_totals": [0, None], "total": None,
            }
        ],
        "sums": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "Filen är inte JSON."),
        ("[]", "Filen ska vara ett objekt med limit och tables."),
        ('{"tables": []}', "limit ska vara ett heltal."),
        ('{"limit": 5}', "tables ska vara en lista."),
        ('{"limit": 5, "tables": [1]}', "Varje tabell ska vara ett objekt med key, rows, columns och cells."),
        (
            '{"limit": 5, "tables": [{"key": "a", "rows": ["r"], "columns": ["k"], "cells": [[1.5]]}]}',
            "cells ska vara heltal eller null, inte 1.5.",
        ),
        ('{"limit": 0, "tables": []}', "Gränsen ska vara minst 1."),
        ("[" * 100_000, "Filen har listor i listor utan slut."),
        (
            '{"limit": 5, "tables": [{"key": "a", "rows": ["r"], "columns": ["k"], "cells": [[99999999999]]}]}',
            "Tabellen a har en cell som är större än tio miljoner.",
        ),
    ],
)
def test_the_command_says_what_is_wrong_with_a_file(tmp_path, content, sentence):
    path = tmp_path / "tables.json"
    path.write_text(content)

    with pytest.raises(CommandError) as refusal:
        call_command("disclose", str(path))

    assert str(refusal.value) == sentence
