"""The year, the kind and the days of a column are what its head says; what it does not say is refused, never guessed."""

import datetime as dt

import pytest

from economy.pasting.heads import Column
from economy.pasting.table import Table, read_table

YEAR = 2025


def read(*heads: str, title: str = "Tkr") -> Table:
    rows = (("Medlemsbidrag", "5 000"), ("Insatser", "-4 000"), ("Kansli", "-900"), ("Resultat", "100"))
    lines = [
        "\t".join((title, *heads)),
        *("\t".join((label, *[amount] * len(heads))) for label, amount in rows),
    ]
    return read_table("\n".join(lines), year=YEAR)


def said(column: Column) -> tuple[int | None, str | None]:
    return column.year, column.kind


@pytest.mark.parametrize(
    ("head", "year", "kind"),
    [
        ("Bu 25", 2025, "budget"), ("2025 bu", 2025, "budget"), ("Bud -25", 2025, "budget"), ("Utf 24", 2024, "outcome"),
        ("24 utfall", 2024, "outcome"), ("Plan26", 2026, "plan"), ("Progn. 25", 2025, "forecast"),
        ("Budget 2 026", 2026, "budget"), ("Prognos 2 2024", 2024, "forecast"), ("Budget v. 2", 2025, "budget"),
        ("Utfall 31/8", 2025, "outcome"), ("Utfall 202408", 2024, "outcome"),
    ],
)  # fmt: skip
def test_a_short_head_says_its_year_and_kind(head, year, kind):
    table = read(head)
    assert (said(table.columns[0]), table.errors) == ((year, kind), ())


@pytest.mark.parametrize(
    "head", ["Budget 2024/25", "Budget 24/25", "Budget år 2", "Utfall 2023 2024", "Utfall 88"]
)
def test_a_year_that_cannot_be_told_is_refused(head):
    table = read(head, "Budget 2025")
    assert [each.where for each in table.errors] == [f"Kolumnen {head}"]
    assert "vilket år" in table.errors[0].what


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("Utfall jan–aug 2024", (dt.date(2024, 1, 1), dt.date(2024, 8, 31))),
        ("Utfall t.o.m. aug 2024", (None, dt.date(2024, 8, 31))), ("Ack utfall aug 2024", (None, dt.date(2024, 8, 31))),
        ("Utfall 202408", (None, dt.date(2024, 8, 31))), ("Utfall 2024-08", (None, dt.date(2024, 8, 31))),
        ("Utfall 20240831", (None, dt.date(2024, 8, 31))), ("Utfall 30/6 2024", (None, dt.date(2024, 6, 30))),
        ("Utfall 202405-202408", (dt.date(2024, 5, 1), dt.date(2024, 8, 31))),
        ("Utfall 2024-01-01–2024-08-31", (dt.date(2024, 1, 1), dt.date(2024, 8, 31))),
        ("Utfall 2024-01-01 - 2024-12-31", None), ("Utfall tom dec 2024", None), ("Utfall 202412", None), ("Prognos aug 2024", None),
    ],
)  # fmt: skip
def test_a_part_of_the_year_is_not_taken_for_the_whole(head, part):
    table = read(head)
    assert (table.columns[0].part, table.errors) == (part, ())


@pytest.mark.parametrize("head", ["Utfall aug 2024", "Delår 2024"])
def test_a_part_whose_days_are_not_said_is_refused(head):
    assert "vilka dagar" in read(head).errors[0].what


def test_a_head_without_year_has_that_of_the_others_beside_it():
    table = read("Utfall jan–aug 2024", "Budget 2024", "Prognos helår", "Diff")
    assert [said(each) for each in table.columns[:3]] == [
        (2024, "outcome"),
        (2024, "budget"),
        (2024, "forecast"),
    ]


def test_the_day_of_a_decision_is_not_the_year_of_a_column():
    assert said(read("Budget", title="Beslutad av styrelsen 2024-11-21, tkr").columns[0]) == (2025, "budget")


def test_what_a_year_opened_with_is_no_outcome_of_it():
    assert [each.where for each in read("IB 2024", "UB 2024").errors] == ["Kolumnen IB 2024"]
