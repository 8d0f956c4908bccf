"""What a page asks for more than once is fetched once, and never remembered longer than the page."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from finsam.web.asked_once import AskedOnceMiddleware, asked_once, kept_for_page, when_looked_in

asked: list[object] = []


@asked_once
def answer(subject: object, year: int = 2022) -> object:
    asked.append(subject)
    return object()


@pytest.fixture(autouse=True)
def _nothing_asked():
    asked.clear()


def page(method: str, *calls) -> list[object]:
    """Make a page of which each call is a part; give what they got."""
    got: list[object] = []

    def view(request):
        got.extend(call() for call in calls)
        return HttpResponse()

    AskedOnceMiddleware(view)(RequestFactory().generic(method, "/"))
    return got


def test_the_same_question_is_asked_once_a_page():
    first, second = page("GET", lambda: answer("a"), lambda: answer("a"))
    assert (first is second, asked) == (True, ["a"])


@pytest.mark.parametrize(
    "other", [lambda: answer("b"), lambda: answer("a", 2021), lambda: answer("a", year=2021)]
)
def test_another_question_is_another(other):
    first, second = page("GET", lambda: answer("a"), other)
    assert first is not second


def test_the_same_years_are_the_same_question_however_they_are_listed():
    page("GET", lambda: answer([2021, 2022]), lambda: answer((2021, 2022)))
    assert len(asked) == 1


def test_what_can_be_gone_through_once_is_never_remembered():
    page("GET", lambda: answer(year for year in (1, 2)), lambda: answer(year for year in (1, 2)))
    assert len(asked) == 2


def test_the_next_page_asks_anew():
    page("GET", lambda: answer("a"))
    page("GET", lambda: answer("a"))
    assert len(asked) == 2


def test_who_may_write_asks_each_time():
    page("POST", lambda: answer("a"), lambda: answer("a"))
    answer("a")
    assert len(asked) == 3


def test_a_page_that_fails_leaves_nothing_behind():
    def fail():
        answer("a")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  the page's own
        page("GET", fail)
    answer("a")
    assert len(asked) == 2


@pytest.mark.parametrize(("method", "shared"), [("GET", True), ("POST", False)])
def test_what_a_query_lays_by_lasts_as_long_as_the_page(method, shared):
    first, second = page(method, lambda: kept_for_page(answer), lambda: kept_for_page(answer))
    assert ((first is second), kept_for_page(answer)) == (shared, {})


def test_what_nobody_looks_in_is_never_asked():
    [told] = page("GET", lambda: when_looked_in(lambda: {"a": answer("a")}))
    assert asked == []
    assert list(told) == list(told) == ["a"]
    assert asked == ["a"]


def test_who_may_write_has_it_as_it_was_before_she_writes():
    [told] = page("POST", lambda: when_looked_in(lambda: {"a": answer("a")}))
    assert (asked, type(told)) == (["a"], dict)
