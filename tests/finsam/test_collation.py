"""Swedish alphabetical order, the same in Python, SQLite and PostgreSQL."""

import random

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from finsam.swedish.collation import compare, sort_key

NAMES = ["Ale", "Eda", "Édouard", "Vara", "Wallin", "Vänersborg", "Zorn", "Åre", "Ädel", "Öckerö"]


def test_aao_come_last():
    assert sorted(["Östersund", "Åre", "Zorn", "Ädel", "Ale"], key=sort_key) == [
        "Ale",
        "Zorn",
        "Åre",
        "Ädel",
        "Östersund",
    ]


def test_v_and_w_are_two_letters():
    assert sorted(["Wallin", "Vänersborg", "Vara"], key=sort_key) == [
        "Vara",
        "Vänersborg",
        "Wallin",
    ]


def test_case_decides_only_between_equals():
    assert sorted(["Berg", "alm", "Andersson", "andersson"], key=sort_key) == [
        "alm",
        "andersson",
        "Andersson",
        "Berg",
    ]


def test_an_accent_decides_only_between_equals():
    assert sorted(["Ida", "Idé", "Ide", "Ideal"], key=sort_key) == ["Ida", "Ide", "Idé", "Ideal"]


def test_decomposed_letters_sort_as_composed():
    assert sorted(["Z", "A\u030a"], key=sort_key) == ["Z", "A\u030a"]


@given(st.text(), st.text())
def test_two_texts_compare_as_mirrors_of_each_other(left, right):
    assert compare(left, right) == -compare(right, left)


@given(st.text(), st.text())
def test_only_the_same_text_compares_as_equal(left, right):
    assert (compare(left, right) == 0) == (left == right)


@pytest.mark.django_db
def test_the_database_knows_the_order():
    shuffled = random.Random(3).sample(NAMES, len(NAMES))
    rows = " UNION ALL ".join(["SELECT %s AS name"] * len(NAMES))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM ({rows}) AS names ORDER BY name COLLATE svenska", shuffled)
        assert [row[0] for row in cursor.fetchall()] == sorted(NAMES, key=sort_key)
