"""The figures that running text may name: a page that names one asks the source of that one, and no other."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from finsam.models import Association
from finsam.registries import fields
from finsam.registries.fields import Field, Printed
from finsam.web.asked_once import AskedOnceMiddleware

asked: list[str] = []


def money(association: Association, year: int):
    asked.append("money")
    yield Field("money.result", "Resultat", "1 234 567", amount=Decimal(1_234_567), kind="kr")


def people(association: Association, year: int):
    asked.append("people")
    yield Field("people.count", "Antal", "7")


@pytest.fixture(autouse=True)
def _two_sources(monkeypatch):
    asked.clear()
    monkeypatch.setattr(fields, "_sources", {money: ("money.",), people: ("people.",)})


def page(method: str, look) -> object:
    """Give what a page finds when it looks among the figures."""
    found: list[object] = []

    def view(request):
        found.append(look(fields.values(Association(pk=1), 2022)))
        return HttpResponse()

    AskedOnceMiddleware(view)(RequestFactory().generic(method, "/"))
    return found[0]


@pytest.mark.parametrize(
    ("look", "of"),
    [
        (type, []),
        (lambda known: known["people.count"].value, ["people"]),
        (lambda known: known.get("money.result:mkr"), ["money"]),
        (lambda known: "strange.key" in known, []),
        (lambda known: "people.strange" in known, ["people"]),
        (lambda known: [known["people.count"], known["people.count"]], ["people"]),
        (list, ["money", "people"]),
        (len, ["money", "people"]),
    ],
)
def test_a_source_is_asked_when_somebody_looks_for_a_figure_of_its_own(look, of):
    page("GET", look)
    assert asked == of


def test_a_form_is_found_without_going_through_them_all():
    every = page("GET", lambda known: known.every)
    assert "money.result:mkr" in every
    assert page("GET", lambda known: {key: known[key] for key in every}) == every


def test_who_may_write_has_every_figure_as_it_is_before_she_writes():
    page("POST", type)
    assert asked == ["money", "people"]


def test_a_text_that_names_no_figure_asks_for_none_and_another_has_them_by_year():
    assert fields.printed(Association(pk=1), ["<p>Ord</p>"], year=2022) == {}
    assert asked == []
    texts = [
        '<data value="people.count"></data>',
        '<data value="money.result:2021"></data>',
        '<data value="x"></data>',
    ]
    assert fields.printed(Association(pk=1), texts, year=2022) == {
        "people.count": "7",
        "money.result:2021": "1 234 567",
    }


def test_what_prints_says_something_else_where_there_is_no_such_figure():
    printed = page(
        "GET", lambda known: Printed(known, instead={"people.gone": "[saknas]", "people.count": "?"})
    )
    assert [printed[key] for key in ("people.count", "people.gone")] == ["7", "[saknas]"]
    assert asked == ["people"]
    assert (printed.get("money.gone"), len(printed)) == (None, len(list(printed)))
    assert "people.gone" in list(printed)
