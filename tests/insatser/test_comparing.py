"""Applications side by side: in the office's order, and what is left of the budget line after each."""

from decimal import Decimal

from django.urls import reverse
from openpyxl import load_workbook

from insatser.actions.preparing import rank, suggest
from insatser.models import ApplicationRound
from insatser.queries.comparing import comparable, compare
from tests.cast import client_of
from tests.insatser.applications import received
from tests.insatser.test_what_if import make_books

YEARS = (2022, 2023)


def compared(cast):
    rows = comparable(ApplicationRound.objects.get())
    return compare(cast.association, rows, YEARS)


def test_what_is_left_is_counted_from_the_first_on(cast):
    make_books(cast)
    first, second = received(cast), received(cast)
    suggest(
        application=second, amounts={2022: Decimal(800_000)}, start="2022-08", base_version="0", by=cast.chief
    )
    rank(period=first.round, order=[second, first], by=cast.chief)
    found = compared(cast)
    assert [row.application for row in found.rows] == [second, first]
    assert [row.left[0] for row in found.rows] == [Decimal(100_000), Decimal("-88000.50")]
    assert [row.fits for row in found.rows] == [True, False]
    assert (found.left[0], found.left_after[0]) == (Decimal(900_000), Decimal("-88000.50"))


def test_those_without_a_place_stand_last_as_they_came(cast):
    first, second, third = received(cast), received(cast), received(cast)
    rank(period=first.round, order=[third], by=cast.chief)
    assert [row.application for row in compared(cast).rows] == [third, first, second]


def test_the_page_asks_the_database_no_more_for_many(cast, django_assert_max_num_queries):
    for _ in range(4):
        received(cast)
    with django_assert_max_num_queries(12):
        compared(cast)


def test_the_order_is_typed_and_kept(cast):
    first, second = received(cast), received(cast)
    url = reverse("application_compare", args=[cast.association.slug])
    client_of(cast.chief).post(url, {f"plats-{first.pk}": "2", f"plats-{second.pk}": "1"})
    assert [row.rank for row in compared(cast).rows] == [1, 2]


def test_a_place_that_is_no_number_changes_nothing_and_is_said(cast):
    first = received(cast)
    url = reverse("application_compare", args=[cast.association.slug])
    client = client_of(cast.chief)
    answer = client.post(url, {f"plats-{first.pk}": "först"}, follow=True)
    assert "som ett tal" in answer.content.decode()


def test_only_those_chosen_are_compared(cast):
    first, second = received(cast), received(cast)
    url = reverse("application_compare", args=[cast.association.slug])
    answer = client_of(cast.preparer).get(url, {"vald": str(second.pk)})
    assert [row.application for row in answer.context["comparison"].rows] == [second]
    assert first.name in answer.content.decode()


def test_the_file_holds_what_the_page_does(cast, tmp_path):
    received(cast)
    url = reverse("application_compare_excel", args=[cast.association.slug])
    path = tmp_path / "a.xlsx"
    answer = client_of(cast.chief).get(url)
    path.write_bytes(b"".join(answer) if answer.streaming else answer.content)
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert [row[2] for row in rows] == ["Insats", "Samtalsstöd för unga", "Summa"]
