"""Accounts and objects on lines: ranges, faults first, proposals, and insatser."""

import pytest

from economy.actions.ledger_mapping import save_mapping, save_object_insatser
from economy.actions.years import open_year
from economy.imports.mapping import Mapping, account_ranges, holds_account, object_ranges
from economy.imports.suggesting import suggestions
from economy.models import StatementLine
from economy.queries.ledger import sums_of_import
from economy.queries.ledger_accounts import account_places
from economy.queries.ledger_insatser import insatser_of, objects_of
from finsam.errors import DomainError
from finsam.states import BodyKind
from insatser.models import Insats
from tests.economy.ledgers import MAPPED, opened_year, stored
from tests.factories import make_body


def line(key: str, accounts: str, objects: str = "", **facts: object) -> StatementLine:
    return StatementLine(
        key=key,
        label=key,
        kind="line",
        statement="income",
        accounts=accounts,
        objects_filter=objects,
        **facts,
    )


@pytest.mark.parametrize(
    ("ranges", "account", "holds"),
    [
        ("3500-3599", "3510", True), ("3500-3599", "35101", True), ("3500-3599", "3600", False), ("35", "3510", True),
        ("35", "35101234", True), ("3985", "3985", True), ("3985", "39851", True), ("1900-1999", "193", True),
        ("", "3510", False), ("30-34; 36", "3611", True), ("30–34", "3100", True),
    ],
)  # fmt: skip
def test_a_range_holds_the_accounts_that_begin_so(ranges, account, holds):
    assert holds_account(account_ranges(ranges), account) == holds


@pytest.mark.parametrize("text", ["35x", "3599-3500", "35-3599", "a"])
def test_what_is_no_accounts_is_refused_with_a_sentence(text):
    with pytest.raises(DomainError, match="”"):
        account_ranges(text)


@pytest.mark.parametrize("text", ["101", "6-101", "6:"])
def test_what_is_no_object_is_refused_with_a_sentence(text):
    with pytest.raises(DomainError, match="är inget objekt"):
        object_ranges(text)


def test_a_line_that_names_objects_goes_before_one_that_does_not():
    mapping = Mapping([line("alla", "45"), line("vidare", "45", "6:100-199")])
    assert (mapping.line_of("4511", [("6", "120")]), mapping.line_of("4511"), mapping.line_of("4511", [("1", "120")])) == (
        "vidare", "alla", "alla",
    )  # fmt: skip


def test_an_account_on_two_lines_counts_on_the_first():
    mapping = Mapping([line("a", "45"), line("b", "4511")])
    assert (mapping.lines_of("4511"), mapping.line_of("4511")) == (["a", "b"], "a")


def test_proposals_are_for_roles_without_accounts():
    lines = [
        line("a", "3511", role="contribution"),
        line("b", "", role="insatser"),
        line("c", "", role="insatser"),
    ]
    assert suggestions(lines, "Kommun-Bas") == {"b": "45-46"}


@pytest.mark.django_db
def test_accounts_on_no_line_and_on_several_come_first(cast):
    year = opened_year(cast)
    save_mapping(
        fiscal_year=year, accounts=MAPPED | {"arvoden": ("7111", ""), "kassa_bank": ("", "")}, by=cast.chief
    )
    places = account_places(list(year.lines.all()), sums_of_import(stored(cast)))
    assert [(each.account.number, each.is_unmapped, each.is_doubled) for each in places[:3]] == [
        ("1930", True, False), ("7111", False, True), ("2010", False, False),
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_mapping_is_remembered_next_year(cast):
    year = opened_year(cast)
    later = open_year(association=cast.association, year=2022, copy_from=year, by=cast.chief)
    assert later.lines.get(key="insatser").accounts == "45"


@pytest.mark.django_db
def test_a_mapping_that_cannot_be_read_changes_nothing(cast):
    year = opened_year(cast)
    with pytest.raises(DomainError):
        save_mapping(
            fiscal_year=year, accounts={"bidrag": ("36", ""), "insatser": ("fyrtiofem", "")}, by=cast.chief
        )
    assert year.lines.get(key="bidrag").accounts == "35"


@pytest.mark.django_db
def test_an_object_is_an_insats_and_is_remembered(cast):
    stored(cast)
    insats = Insats.objects.create(
        association=cast.association, key="ett", name="Ett", kind="individ", starts_on="2021-01-01",
        body=make_body(association=cast.association, kind=BodyKind.INSATS),
    )  # fmt: skip
    assert [pair for pair, _ in objects_of(cast.association)] == [
        ("1", "10"),
        ("21", "201"),
        ("6", "100"),
        ("6", "200"),
    ]
    save_object_insatser(association=cast.association, insatser={("6", "100"): insats}, by=cast.chief)
    assert insatser_of(cast.association) == {("6", "100"): insats}
    save_object_insatser(association=cast.association, insatser={("6", "100"): None}, by=cast.chief)
    assert insatser_of(cast.association) == {}
