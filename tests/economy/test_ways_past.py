"""What refuses a SIE file without need: records that nothing hangs on, and faults that a person may go past."""

from __future__ import annotations

import pytest
from django.urls import reverse

from economy.actions.ledger_mapping import save_mapping
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from economy.imports.reading_figures import read_figures
from economy.queries.ledger import outcome_by_line
from economy.sie.reader import read
from tests.cast import client_of
from tests.economy.ledgers import opened_year, waiting
from tests.economy.sie.samples import TEXT, changed

pytestmark = pytest.mark.django_db

BANK = "#TRANS 1930 {} -1000.00 20210115"


@pytest.mark.parametrize(
    "row",
    [
        "#PBUDGET 0 2021 4511 {} 250000.00", "#PBUDGET 0 202103 4511 {} 250 000,00", "#PBUDGET 0 202103 FEL {} 1.00",
        "#PBUDGET noll 202103 4511 {} 1.00", "#PBUDGET", "#PSALDO 0 202113 4511 {} 1.00", "#PSALDO 0 202103 4511 {} abc",
        "#OIB 0 1930 {1} 1.00", "#OUB 0 1930 {} ett", "#KTYP FEL T", "#SRU FEL 7201", "#ENHET FEL st",
    ],
)  # fmt: skip
def test_a_record_that_nothing_hangs_on_is_passed_by_with_a_warning(row):
    found = read((TEXT + row + "\n").encode("cp437"), name="2021.se")
    assert (found.errors, found.is_accepted) == ((), True)
    assert [each.record for each in found.warnings if "läses inte." in each.message] == [
        row.split(" ")[0][1:]
    ]


def unbalanced() -> bytes:
    """The year with a row of a voucher gone: its balances are whole."""
    lines = TEXT.split("\n")
    at = next(place for place, line in enumerate(lines) if line.startswith("#TRANS"))
    return "\n".join(lines[:at] + lines[at + 1 :]).encode("cp437")


def test_balances_are_read_in_without_vouchers_that_are_not_whole(cast):
    year, client = opened_year(cast), client_of(cast.chief)
    taken = waiting(cast, unbalanced())
    assert (taken.found["ways_past"], len(taken.found["blockers"])) == (["balances"], 1)
    assert "Läs in saldona ändå" in client.get(taken.get_absolute_url()).content.decode()
    client.post(reverse("ledger_read", args=[cast.association.slug, taken.pk]), {"ways": "balances"})
    taken.refresh_from_db()
    assert (taken.found["blockers"], taken.found["errors"]) == ([], [])
    kept = store_books(ledger_import=taken, by=cast.chief)
    assert (kept.vouchers.count(), kept.accounts.get(number="1930").closing) == (0, 1_199_000)
    assert outcome_by_line(year, year.starts_on, year.ends_on)["bidrag"] == 1_000_000


def test_balances_that_are_not_whole_lead_nowhere(cast):
    content = unbalanced().replace(b"#UB 0 1930 1199000.00", b"#UB 0 1930 1199000.50")
    taken = analyse_file(ledger_import=waiting(cast, content), ways=["balances"], by=cast.chief)
    assert (taken.found["ways_past"], len(taken.found["blockers"])) == ([], 1)


def lettered() -> bytes:
    return TEXT.replace("7111", "FEL").encode("cp437")


def test_an_account_with_letters_is_read_in_as_it_stands_and_gets_a_line_by_hand(cast):
    year = opened_year(cast)
    taken = waiting(cast, lettered())
    assert (taken.found["ways_past"], taken.found["letters"]) == (["accounts"], ["FEL"])
    page = client_of(cast.chief).get(taken.get_absolute_url()).content.decode()
    assert "Kontonummer med andra tecken än siffror: FEL." in page
    kept = store_books(
        ledger_import=analyse_file(ledger_import=taken, ways=["accounts"], by=cast.chief), by=cast.chief
    )
    assert kept.accounts.get(number="FEL").closing == 1000
    save_mapping(fiscal_year=year, accounts={"ovriga_kostnader": ("60-79, FEL", "")}, by=cast.chief)
    assert outcome_by_line(year, year.starts_on, year.ends_on)["ovriga_kostnader"] == -1000


def test_a_fault_that_no_way_leads_past_is_offered_none(cast):
    content = changed(("#IB 0 1930 500000.00", "#IB 0 1930 500 000"))
    assert waiting(cast, content).found["ways_past"] == []


def test_the_terminal_reads_the_balances_when_they_are_asked_for():
    assert not read_figures(unbalanced(), name="2021.se", year=2021).is_accepted
    found = read_figures(unbalanced(), name="2021.se", year=2021, kind="balances")
    assert (found.is_accepted, [each.closing for each in found.accounts if each.number == "1930"]) == (
        True,
        [1_199_000],
    )
