"""The books come in, in a browser: every page sound at every width, the import by keys and without scripts."""

import pytest
from django.urls import reverse

from economy.models import LedgerImport
from economy.states import ImportState
from tests.economy.ledgers import be_exempelbygden, opened_year, stored, waiting
from tests.economy.sie.samples import YEAR
from tests.tools.chromium import look

pytestmark = pytest.mark.browser

BALANCES = "Konto;Namn;IB;UB\n1930;Bank;100;200\n2010;Eget kapital;-100;-200\nSumma;;0;0\n"


@pytest.fixture
def chief_page(cast, new_page):
    be_exempelbygden(cast)
    return new_page(user=cast.chief.user)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("ledger_list", []), ("ledger_take_in", []), ("ledger_objects", []), ("ledger_year", [2021]),
        ("ledger_line", [2021, "insatser"]), ("ledger_account", [2021, "4511"]), ("ledger_mapping", [2021]),
        ("ledger_source", [2021]),
    ],
)  # fmt: skip
def test_a_page_of_the_books_is_sound_at_every_width(cast, chief_page, name, args):
    opened_year(cast)
    stored(cast)
    chief_page.goto(reverse(name, args=[cast.association.slug, *args]))
    assert look(chief_page, name) == {}


def test_a_voucher_is_sound_at_every_width(cast, chief_page):
    voucher = stored(cast).vouchers.get(series="A", number="2")
    chief_page.goto(reverse("ledger_voucher", args=[cast.association.slug, voucher.pk]))
    assert look(chief_page, "ledger_voucher") == {}


def test_the_preview_of_a_sie_file_is_sound_at_every_width(cast, chief_page):
    chief_page.goto(waiting(cast).get_absolute_url())
    assert look(chief_page, "ledger_preview") == {}


def test_the_preview_of_a_list_is_sound_at_every_width(cast, chief_page):
    chief_page.goto(waiting(cast, BALANCES.encode(), name="saldon.csv", year=2021).get_absolute_url())
    assert look(chief_page, "ledger_preview_list") == {}


def test_what_a_change_of_accounts_does_is_sound_at_every_width(cast, chief_page):
    opened_year(cast)
    stored(cast)
    chief_page.goto(reverse("ledger_mapping", args=[cast.association.slug, 2021]))
    chief_page.get_by_label("Konton på Insatser").fill("4511, 7111")
    chief_page.get_by_role("button", name="Visa vad det ändrar").click()
    assert look(chief_page, "ledger_mapping_effect") == {}
    chief_page.get_by_role("button", name="Spara kontona").wait_for()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_is_read_in_and_taken_back(cast, new_page, tmp_path, javascript):
    be_exempelbygden(cast)
    path = tmp_path / "2021.se"
    path.write_bytes(YEAR.read_bytes())
    page = new_page(user=cast.chief.user, javascript=javascript)
    page.goto(reverse("ledger_list", args=[cast.association.slug]))
    page.get_by_role("link", name="Läs in en fil").first.click()
    page.get_by_label("Fil", exact=True).set_input_files(path)
    page.get_by_role("button", name="Granska filen").click()
    page.get_by_role("button", name="Läs in 2021").click()
    page.get_by_role("link", name="Tillbaka").click()
    assert LedgerImport.objects.get().state == ImportState.STORED
    page.get_by_role("link", name="Ta tillbaka inläsningen").click()
    page.get_by_role("button", name="Ta tillbaka inläsningen").click()
    page.get_by_role("heading", name="Bokföring", exact=True).wait_for()
    assert LedgerImport.objects.get().state == ImportState.TAKEN_BACK


def test_a_file_is_read_in_by_keys_alone(cast, chief_page):
    taken = waiting(cast)
    chief_page.goto(taken.get_absolute_url())
    for _ in range(60):
        chief_page.keyboard.press("Tab")
        if chief_page.evaluate("document.activeElement.textContent.trim()") == "Läs in 2021":
            break
    chief_page.keyboard.press("Enter")
    chief_page.get_by_role("link", name="Tillbaka").wait_for()
    taken.refresh_from_db()
    assert taken.state == ImportState.STORED
