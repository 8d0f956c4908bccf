"""Books without vouchers: their months and objects come from the period balances, and their sums from the balances."""

import datetime as dt
from decimal import Decimal

import pytest

from economy.imports.books import Ledger, Objects
from economy.imports.from_sie import ledger_of
from economy.imports.periods import budget_of
from economy.imports.reading_sie import read_sie
from economy.sie import kinds
from economy.sie.reader import read
from tests.economy.sie.real_files import ABSENT, FOLDER, expected
from tests.economy.sie.samples import YEAR
from tests.economy.sie.test_adversaries import BALANCES, TYPE_2

TYPE_3 = TYPE_2.replace("#SIETYP 2", "#SIETYP 3")
ETT, TVA, KANSLI = (("6", "100"),), (("6", "200"),), (("1", "10"),)
MARCH, DECEMBER = dt.date(2021, 3, 1), dt.date(2021, 12, 1)


def ledger(text: str) -> Ledger:
    found = ledger_of(read(text.encode("cp437"), name="typ3.se"))
    assert found
    return found


def insatser(text: str) -> dict[tuple[Objects, dt.date | None], Decimal]:
    """The months of the account that insatser are paid from."""
    months = ledger(text).months.items()
    return {(objects, month): amount for (account, objects, month), amount in months if account == "4511"}


def test_rows_with_objects_say_what_of_the_month_is_theirs() -> None:
    text = TYPE_3 + '#PSALDO 0 202103 4511 {6 "100"} 200000.00\n#PSALDO 0 202103 4511 {6 "200"} 100000.00\n'
    assert insatser(text) == {
        (ETT, MARCH): 200_000,
        (TVA, MARCH): 100_000,
        ((), DECEMBER): Decimal("50000.50"),
    }


def test_the_same_kronor_in_another_dimension_are_not_counted_again_and_it_is_told() -> None:
    text = TYPE_3 + '#PSALDO 0 202103 4511 {6 "100"} 200000.00\n#PSALDO 0 202103 4511 {1 "10"} 1000.00\n'
    assert insatser(text)[ETT, MARCH] == 200_000
    assert (KANSLI, MARCH) not in insatser(text)
    told = read_sie(text.encode("cp437"), name="typ3.se", encoding="", organisation_number="").found["checks"]
    assert told[-1][2] == (
        "Läses från dimension 6 Projekt. Dimension 1 Kostnadsställe fördelar samma belopp och läses inte."
    )


def test_rows_that_are_parts_are_added_up() -> None:
    parts = TYPE_3.replace(
        "#PSALDO 0 202103 4511 {} 300000.00",
        '#PSALDO 0 202103 4511 {} 100000.00\n#PSALDO 0 202103 4511 {6 "100" 1 "10"} 200000.00',
    )
    assert insatser(parts)[(("6", "100"), ("1", "10")), MARCH] == 200_000


def test_objects_divide_a_year_that_has_no_months() -> None:
    text = BALANCES.replace("#SIETYP 4", "#SIETYP 3") + '#OUB 0 4511 {6 "100"} 200000.00\n'
    assert insatser(text) == {(ETT, None): 200_000, ((), None): Decimal("150000.50")}


def test_months_that_do_not_give_the_year_leave_it_whole() -> None:
    text = TYPE_3.replace("202103 4511 {} 300000.00", "202103 4511 {} 299999.00")
    assert insatser(text) == {((), None): Decimal("350000.50")}


def test_a_budget_is_read_by_account_without_counting_its_objects_twice() -> None:
    text = (
        BALANCES
        + '#PBUDGET 0 202101 4511 {} 10.00\n#PBUDGET 0 202102 4511 {} 5.00\n#PBUDGET 0 202102 4511 {6 "1"} 5.00\n'
    )
    file = read(
        (text + '#PBUDGET 0 202102 3511 {6 "1"} -7.00\n#PBUDGET -1 202002 3511 {} 9.00\n').encode("cp437")
    )
    assert budget_of(file.records) == {"4511": 15, "3511": -7}


def test_the_sample_with_vouchers_takes_its_months_from_them() -> None:
    found = ledger_of(read(YEAR))
    assert found
    assert (found.months, found.object_dimensions) == ({}, [])


@pytest.mark.skipif(not expected(), reason=ABSENT)
def test_every_file_of_another_program_holds_its_year_whatever_it_divides() -> None:
    divided = tagged = 0
    for row in expected():
        file = read(FOLDER / row["file"])
        found = ledger_of(file) if file.is_accepted else None
        if found and kinds.kind_of(file.tally, file.name) in ("1", "2", "3", "4E"):
            assert found.does_not_hold() == []
            divided += any(month for _, _, month in found.months)
            tagged += any(objects for _, objects, _ in found.months)
    assert (divided, tagged) == (18, 7)
