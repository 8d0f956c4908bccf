"""A table over several years is pasted as it was printed, seen as it was read, and kept; what is printed reads the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from economy.models import HistoricalFigure
from economy.pasting.years import read_years
from economy.queries.books import open_books
from economy.queries.ratios import HISTORICAL, ratios_over_years
from finsam.swedish import money
from tests.cast import client_of

PRINTED = """Fem år i sammandrag, tkr\t2021\t2020\t2019
Verksamhetens intäkter\t5 034\t5 034\t5 000
Verksamhetens kostnader\t−4 666\t−4 500\t−5 100
Årets resultat\t368\t534\t−100
Eget kapital\t1 058\t691\t157
Eget kapital av medlemsbidragen\t21,0 %\t13,7 %\t3,4 %
Soliditet\t45,2 %\t–\t12,0 %
Antal anställda\t2\t2\t1
"""


def paste(cast, **typed):
    where = reverse("historical_figures_paste", args=[cast.association.slug])
    return client_of(cast.chief).post(
        where, {"text": PRINTED, "unit": "kr", "source": "Årsredovisning 2021"} | typed
    )


@pytest.mark.django_db
def test_nothing_is_kept_by_looking_and_the_row_that_is_computed_is_told(cast):
    page = paste(cast).content.decode()
    assert "Lämnades: Eget kapital av medlemsbidragen." in page
    assert "5\u00a0034\u00a0000" in page
    assert not HistoricalFigure.objects.exists()


@pytest.mark.django_db
def test_what_was_seen_is_kept_for_each_year_with_its_source(cast):
    assert paste(cast, act="keep").status_code == 302
    kept = {(row.year, row.key): row.value for row in HistoricalFigure.objects.all()}
    assert len(kept) == 17
    assert kept[2019, "result"] == -100_000
    assert kept[2021, "costs"] == 4_666_000
    assert kept[2021, "equity_ratio"] == Decimal("45.2")
    assert (2020, "equity_ratio") not in kept
    assert set(HistoricalFigure.objects.values_list("source", flat=True)) == {"Årsredovisning 2021"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Årets resultat\tinget\n", "inga år att läsa"),
        ("\t2021\t2020\nÅrets resultat\t368\tfem\n", "Årets resultat, 2020: ”fem” är inget belopp"),
        ("\t2021\t2021\nÅrets resultat\t368\t5\n", "Samma år står i två kolumner"),
        ("\t2021\t2020\nAntal bilar\t3\t5\n", "Ingen rad kändes igen"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_stays(cast, text, said):
    answer = paste(cast, text=text, act="keep")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert text.strip() in answer.content.decode()
    assert not HistoricalFigure.objects.exists()


def test_years_may_stand_as_rows():
    read = read_years("År\tIntäkter\tResultat\n2019\t100\t-7\n2020\t110\t3\n")
    assert read.of_year(2019) == {"income": 100, "result": -7}
    assert read.faults == ()


def test_a_part_of_a_figure_is_not_taken_for_it():
    parts = [
        "Övriga intäkter",
        "Finansiella kostnader",
        "Resultat före finansiella poster",
        "Balanskravsresultat",
        "Summa eget kapital och skulder",
    ]
    read = read_years(
        "\t2021\t2020\n" + "".join(f"{label}\t9\t8\n" for label in parts) + "Årets resultat\t3\t2\n"
    )
    assert read.values == {(2021, "result"): 3, (2020, "result"): 2}
    assert read.left_out == tuple(parts)


def test_a_lost_corner_does_not_move_the_years():
    read = read_years("2021\t2020\nÅrets resultat\t368\t5\n")
    assert read.values == {(2021, "result"): 368, (2020, "result"): 5}


AMOUNTS = st.integers(-9_999_999, 9_999_999).map(Decimal)
PERSONS = st.integers(0, 40).map(Decimal)
SHARES = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)
KINDS = {"equity_ratio": SHARES, "employees": PERSONS, "costs": AMOUNTS.map(abs)}
YEARS = (2021, 2020, 2019, 2018, 2017)


@pytest.mark.django_db
@given(data=st.data())
def test_five_years_that_are_printed_read_as_the_same_figures(data):
    values = {key: [data.draw(st.none() | KINDS.get(key, AMOUNTS)) for _ in YEARS] for key in HISTORICAL}
    rows = [
        "\t".join([label, *("–" if each is None else _printed(key, each) for each in values[key])])
        for key, label in HISTORICAL.items()
    ]
    read = read_years("\n".join(["Kronor\t" + "\t".join(map(str, YEARS)), *rows]))
    wanted = {
        (year, key): each
        for key, row in values.items()
        for year, each in zip(YEARS, row, strict=True)
        if each is not None
    }
    assert dict(read.values) == wanted


def _printed(key: str, value: Decimal) -> str:
    return money.percent(value) if key == "equity_ratio" else money.number(value)


@pytest.mark.django_db
def test_kept_years_are_those_of_the_five_years(cast):
    paste(cast, act="keep")
    found = ratios_over_years(cast.association, (2021, 2020, 2019), books=open_books(cast.association, []))
    assert [(each.year, each.income, each.result, each.equity) for each in found] == [
        (2021, 5_034_000, 368_000, 1_058_000), (2020, 5_034_000, 534_000, 691_000), (2019, 5_000_000, -100_000, 157_000),
    ]  # fmt: skip
