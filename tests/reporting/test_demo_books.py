"""The demo's books: what its bookkeeper sends adds up to what its statements say, to the krona."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest

from economy.imports.mapping import Mapping, sign_of
from economy.imports.reading import Read
from economy.imports.reading_sie import read_sie
from economy.imports.suggesting import suggestions
from economy.models import StatementLine
from reporting.demo import books
from reporting.demo.books_figures import LINES
from reporting.demo.economy_figures import FIGURES, LAYOUT


def read(year: int) -> Read:
    return read_sie(books.sie_file(year), name="x.se", encoding="", organisation_number=books.NUMBER)


def lines(accounts: dict[str, str]) -> list[StatementLine]:
    return [
        StatementLine(statement=statement, accounts=accounts.get(row["key"], ""), **row)
        for statement, rows in LAYOUT.items()
        for row in rows
    ]


BESIDE = {"rakenskapsrevision"}  # what the notes tell of a cost that another line holds


def by_line(found: Read, mapped: dict[str, str], until: int = 12) -> dict[str, Decimal]:
    """What the books come to on each line until a month's end, whole kronor."""
    mapping, sums = Mapping(lines(mapped)), defaultdict(Decimal)
    assert found.ledger
    amounts = [(each.number, each.opening) for each in found.ledger.accounts.values()]
    amounts += [
        (row.account, row.amount)
        for voucher in found.ledger.vouchers
        for row in voucher.rows
        if voucher.day.month <= until
    ]
    for account, amount in amounts:
        key = mapping.line_of(account)
        assert key, account
        sums[key] += sign_of(mapping.lines[key], account) * amount
        sums["arets_resultat"] -= amount if account[0] in "345678" else 0
    return {key: amount.quantize(Decimal(1), ROUND_HALF_UP) for key, amount in sums.items() if amount}


def stated(column: str) -> dict[str, Decimal]:
    return {
        key: Decimal(amount) for key, amount in FIGURES[2021, column].items() if amount and key not in BESIDE
    }


@pytest.mark.parametrize(("column", "until"), [("utfall", 12), ("utfall-0630", 6)])
def test_the_books_of_2021_are_its_statements_to_the_krona(column, until):
    assert by_line(read(2021), LINES, until) == stated(column)


def test_what_is_proposed_for_the_accounts_of_2021_gives_its_statements():
    found = read(2021)
    assert found.ledger
    names = {each.number: each.name for each in found.ledger.accounts.values()}
    assert by_line(found, suggestions(lines({}), "Kommun-Bas", names)) == stated("utfall")


@pytest.mark.parametrize("year", [2021, 2022])
def test_nothing_in_the_books_is_remarked_upon(year):
    found = read(year)
    assert (found.blockers, found.found["errors"], found.found["warnings"]) == ([], [], [])


def test_2022_opens_with_what_2021_closed_with():
    closed, opened = read(2021).ledger, read(2022).ledger
    assert closed
    assert opened
    closing = {
        each.number: each.closing for each in closed.accounts.values() if each.is_balance and each.closing
    }
    opening = {each.number: each.opening for each in opened.accounts.values() if each.opening}
    year_end = Decimal(-367609)  # the result is booked as equity between the two
    assert opening == closing | {"2019": year_end}
