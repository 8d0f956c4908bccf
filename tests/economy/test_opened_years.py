"""What a page has asked of several years."""

from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from economy.queries.books import open_books
from finsam.web.asked_once import AskedOnceMiddleware
from tests.economy.figures import load_demo_figures


def test_a_page_that_has_opened_more_years_has_these_among_them(cast):
    """The same figures as when they are opened alone, and no question more."""
    load_demo_figures(cast)
    alone = open_books(cast.association, [2021])
    outcome = alone.by_year[2021].outcome
    seen = []

    def view(_request):
        wide = open_books(cast.association, [2020, 2021])
        wide.amounts(outcome)
        with CaptureQueriesContext(connection) as captured:
            seen.append(open_books(cast.association, [2021]))
        seen.append(len(captured))
        return HttpResponse()

    AskedOnceMiddleware(view)(RequestFactory().get("/"))
    again, asked = seen
    assert (asked, list(again.by_year)) == (0, [2021])
    assert again.amounts(outcome) == alone.amounts(outcome)
    paid = again.by_year[2021].contributions[outcome.pk]
    assert paid == alone.by_year[2021].contributions[outcome.pk]
