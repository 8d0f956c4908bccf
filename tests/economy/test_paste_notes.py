"""Notes that are printed are pasted into a year without notes, and are the same notes; nothing is kept by looking."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from economy.actions.figures import add_column
from economy.actions.notes import add_note, add_row, save_note_figures
from economy.actions.years import open_year
from economy.models import NoteRow
from economy.outlines import STARTER
from economy.pasting.notes import read_notes
from economy.queries.books import open_books
from economy.queries.notes import NoteTable, notes
from economy.templatetags.economy import amount as shown
from tests.cast import client_of

pytestmark = pytest.mark.django_db

ONE = "\tUtfall 2021\tBudget 2021\nFörvaltning\nLöner\t500 000\t480 000\nResor\t12 500\t\nSumma\t512 500\t480 000\n"


@pytest.fixture(params=["kr", "tkr"])
def year(cast, request):
    """A year with two columns and three notes: of a line that prints costs without minus, in headings, and of one row."""
    year = open_year(
        association=cast.association, year=2021, unit=request.param, layout=STARTER, by=cast.chief
    )
    columns = [
        add_column(fiscal_year=year, kind=kind, label=label, key=kind, by=cast.chief)
        for kind, label in (("outcome", "Utfall 2021"), ("budget", "Budget 2021"))
    ]
    year.lines.filter(key="personal").update(note=3, sign=-1)
    kept = {
        (3, "Personal"): {("", "Löner"): (-500_000, -480_000), ("", "Sociala avgifter"): (-157_000, None)},
        (4, "Insatser"): {
            ("Individ", "Vidare Vy"): (374_000, 455_000), ("Struktur", "Nätverk"): (-12_000, 0), ("Struktur", "Övrigt"): (1_000, 2_000),
        },
        (7, "Skulder"): {("", "Upplupna kostnader"): (25_000, None)},
    }  # fmt: skip
    for (number, label), rows in kept.items():
        note = add_note(fiscal_year=year, number=number, label=label, by=cast.chief)
        made = {each: add_row(note=note, group=each[0], label=each[1], by=cast.chief) for each in rows}
        for place, column in enumerate(columns):
            amounts = {made[each].key: _decimal(values[place]) for each, values in rows.items()}
            save_note_figures(note=note, figure_set=column, amounts=amounts, by=cast.chief)
    return year


def _decimal(value):
    return None if value is None else Decimal(value)


def paste(cast, year, text, **typed):
    where = reverse("note_paste", args=[cast.association.slug, year.year])
    return client_of(cast.chief).post(where, {"text": text, "unit": "kr", "number": ""} | typed)


def tables(cast, year):
    books = open_books(cast.association, [year.year])
    return notes(year, books.by_year[year.year].columns, books=books)


def as_printed(found: list[NoteTable], heads: list[str], unit: str) -> str:
    """The notes as a report prints them: the number in a column of its own, rows under their headings, and a sum."""
    lines = ["\t".join(["", "", *heads])]
    for table in found:
        lines.append("\t".join([f"Not {table.number}", table.label, *("" for _ in heads)]))
        group = ""
        for row in table.rows:
            if row.group != group:
                lines.append("\t".join(["", row.group, *("" for _ in heads)]))
                group = row.group
            lines.append("\t".join(["", row.label, *(shown(value, unit) for value in row.values)]))
        if len(table.rows) > 1:
            lines.append("\t".join(["", "Summa", *(shown(value, unit) for value in table.totals)]))
    return "\n".join(lines)


def test_the_notes_of_a_year_are_pasted_into_nothing_and_are_the_same(cast, year):
    before = tables(cast, year)
    assert len(before) == 3
    text = as_printed(before, ["Utfall 2021", "Budget 2021"], year.unit)
    year.notes.all().delete()
    answer = paste(cast, year, text, unit="", act="keep")
    assert answer.status_code == 302, answer.content.decode()
    assert [_plain(table) for table in tables(cast, year)] == [_plain(table) for table in before]


def _plain(table):
    return table.number, table.label, [(row.group, row.label, row.values) for row in table.rows], table.totals


def test_what_was_read_is_shown_before_it_is_kept(cast, year):
    page = paste(cast, year, ONE, number="9").content.decode()
    assert "Inget är sparat än" in page
    assert "500\u00a0000" in page
    assert not year.notes.filter(number=9).exists()
    assert paste(cast, year, ONE, number="9", act="keep").status_code == 302
    rows = year.notes.get(number=9).rows.all()
    assert [(row.group, row.label) for row in rows] == [("Förvaltning", "Löner"), ("Förvaltning", "Resor")]


def test_pasted_again_no_row_stands_twice(cast, year):
    for _ in range(2):
        assert paste(cast, year, ONE, number="9", act="keep").status_code == 302
    assert year.notes.get(number=9).rows.count() == 2


def test_what_another_amount_replaces_is_shown_beside_it(cast, year):
    paste(cast, year, ONE, number="9", act="keep")
    page = paste(cast, year, ONE.replace("500 000", "510 000"), number="9").content.decode()
    assert page.count("ersätter") == 1
    assert "ersätter 500\u00a0000" in page


def test_a_sum_that_its_rows_do_not_give_is_told(cast, year):
    read = read_notes(ONE.replace("512 500", "512 600"), year=2021, number=9)
    assert read.remarks == ("Not 9, Utfall 2021: raderna ger 512\u00a0500 kr, summan säger 512\u00a0600 kr.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ONE, "Skriv notens nummer"),
        ("Not 3 Löner\nLöner\tfem\t3\n", "Ta med rubrikerna som säger år"),
        ("\tUtfall 2021\tBudget 2021\nNot 3 Löner\nLöner\t5\t1.234,5,6\n", "Löner, Budget 2021"),
        ("\tUtfall 2021\tBudget 2021\nNot 3 A\nLöner\t5\t6\nNot 3 B\nResor\t7\t8\n", "Samma notnummer"),
        ("\tUtfall 2021\tBudget 2021\nNot 3 A\nResor\t5\t6\nResor\t7\t8\n", "Resor står två gånger"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays(cast, year, text, said):
    answer = paste(cast, year, text, act="keep")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert text.strip().split("\n")[-1].split("\t")[0] in answer.content.decode()


def test_a_column_of_another_year_is_told_and_left(cast, year):
    text = "\tUtfall 2021\tUtfall 1998\nNot 9 Löner\nLöner\t500 000\t480 000\n"
    assert "Läses inte in: Utfall 1998" in paste(cast, year, text).content.decode()
    assert paste(cast, year, text, act="keep").status_code == 302
    assert [each.amount for row in NoteRow.objects.filter(note__number=9) for each in row.figures.all()] == [
        Decimal(500000)
    ]
