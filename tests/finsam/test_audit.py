"""The log: found by words, doer and days, as Excel, and never changed."""

import datetime as dt
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from openpyxl import load_workbook

from finsam import audit
from finsam.errors import DomainError
from finsam.models import AuditEvent
from finsam.registries import freezing
from tests.cast import client_of


@pytest.fixture
def log(cast):
    """Three acts by two people, one of them long ago."""
    audit.record(association=cast.association, by=cast.chief, verb="lade till person", target=cast.chair)
    audit.record(
        association=cast.association, by=cast.officer, verb="gav roll", target=cast.deputy, role="Ersättare"
    )
    audit.record(association=cast.association, by=cast.chief, verb="ändrade person", target=cast.deputy)
    with freezing.thawed():
        AuditEvent.objects.filter(verb="lade till person").update(
            happened_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
        )
    return reverse("audit_list", args=[cast.association.slug])


def verbs(cast, log, **asked):
    page = client_of(cast.auditor).get(log, asked)
    return [row.record.verb for row in page.context["table"].page.object_list]


def test_the_latest_is_first(cast, log):
    assert verbs(cast, log) == ["ändrade person", "gav roll", "lade till person"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "roll"}, ["gav roll"]),
        ({"q": "tomas person"}, ["ändrade person"]),
        ({"av": "Sara Holm"}, ["gav roll"]),
        ({"till": "2020-12-31"}, ["lade till person"]),
        ({"fran": "1 januari 2021"}, ["ändrade person", "gav roll"]),
    ],
)
def test_the_log_is_narrowed(cast, log, asked, found):
    assert verbs(cast, log, **asked) == found


def test_a_day_that_is_none_gets_a_sentence(cast, log):
    page = client_of(cast.auditor).get(log, {"fran": "i går"})
    assert page.context["form"].errors["fran"] == [
        "”i går” är inget datum. Skriv till exempel 2022-03-25 eller 25 mars 2022."
    ]


def test_the_log_as_excel(cast, log):
    answer = client_of(cast.auditor).get(log, {"format": "xlsx", "q": "gav roll"})
    [heading, row] = load_workbook(BytesIO(answer.content)).active.values
    assert heading == ("När", "Vem", "Vad", "Om", "Uppgifter")
    assert row[1:] == ("Sara Holm", "gav roll", "Tomas Lindgren", "roll: Ersättare")


def test_the_neighbours_acts_are_not_shown(cast, log):
    audit.record(association=cast.outsider.association, by=cast.outsider, verb="smög", target=cast.outsider)
    assert "smög" not in verbs(cast, log)


def test_a_row_is_neither_changed_nor_removed(cast, log):
    event = AuditEvent.objects.first()
    event.verb = "gjorde något annat"
    with pytest.raises(DomainError, match="ändras inte"), transaction.atomic():
        event.save()
    with pytest.raises(DomainError, match="tas inte bort"), transaction.atomic():
        event.delete()


def test_the_log_asks_as_many_questions_of_few_as_of_many(cast, log, count_queries):
    auditor = client_of(cast.auditor)
    few = count_queries(lambda: auditor.get(log))
    for _ in range(30):
        audit.record(association=cast.association, by=cast.chief, verb="v", target=cast.chair)
    assert count_queries(lambda: auditor.get(log)) == few


def test_facts_are_told_in_swedish_and_fingerprints_cut_short(cast, log):
    audit.record(
        association=cast.association, by=cast.chief, verb="skickade", target=cast.deputy, version=2, copied=False,
        changed=["state", "heading"], sha256="ab" * 32,
    )  # fmt: skip
    words = ["version: 2", "kopierad: nej", "ändrat: läge, rubrik", "fingeravtryck: abababababab…"]
    page = client_of(cast.auditor).get(log).content.decode()
    assert [each for each in words if each not in page] == []  # PostgreSQL has an order of its own
    rows = load_workbook(BytesIO(client_of(cast.auditor).get(log, {"format": "xlsx"}).content)).active
    assert "ab" * 32 in rows.cell(2, 5).value
