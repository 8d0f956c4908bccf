"""Vouchers that come without balances are added to the books of their year, and a budget comes along when chosen."""

from decimal import Decimal

import pytest
from django.urls import reverse

from economy.actions.ledger import take_back
from economy.actions.ledger_mapping import save_mapping
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from economy.models import Figure, FigureSet
from economy.queries.stored_books import stored_books
from economy.states import ImportState
from finsam.errors import DomainError
from tests.cast import client_of
from tests.economy.ledgers import opened_year, stored, waiting
from tests.economy.sie.samples import ACCRUALS, YEAR, changed
from tests.economy.test_ledger_import import NEWER, counts
from tests.economy.test_ledger_properties import assert_holds

pytestmark = pytest.mark.django_db

SI = ACCRUALS.read_bytes()


def of_2022(text: bytes) -> bytes:
    return text.replace(b"20211231", b"20220131")


def test_vouchers_are_added_to_the_years_books(cast):
    base = stored(cast)
    kept = stored(cast, SI, name="periodisering.si")
    base.refresh_from_db()
    assert (base.state, kept.replaces, kept.vouchers.count()) == (ImportState.REPLACED, base, 5)
    assert kept.accounts.get(number="2910").closing == Decimal("-62500.75")
    assert kept.accounts.get(number="1930").opening == 500_000
    assert_holds(kept)


def test_what_was_added_and_to_what_is_told_before_anything_is_stored(cast):
    stored(cast)
    taken = waiting(cast, SI, name="periodisering.si")
    assert taken.found["checks"][-2] == [
        "Verifikationerna läggs till årets bokföring", "good", "1\u00a0verifikation till de 4 i 2021.se",
    ]  # fmt: skip
    marks = {label: mark for label, mark, _ in taken.found["checks"]}
    assert marks["Ingående balans och verifikationer ger utgående balans"] == "unknown"
    assert [each[2] for each in taken.found["first_vouchers"]] == ["Periodisering av rekvisition"]
    assert taken.found["compared"]["changed"] == [
        ["2910", "-50000.50", "-62500.75"],
        ["4511", "350000.50", "362500.75"],
    ]


def test_taking_the_added_vouchers_back_leaves_the_books_as_they_were(cast):
    base = stored(cast)
    take_back(ledger_import=stored(cast, SI, name="periodisering.si"), by=cast.chief)
    base.refresh_from_db()
    assert (base.state, counts()) == (ImportState.STORED, (6, 4, 9))


def test_a_year_without_books_begins_with_what_the_last_one_closed_with(cast):
    stored(cast)
    kept = stored(cast, of_2022(SI), name="januari.si")
    bank = kept.accounts.get(number="1930")
    assert (kept.fiscal_year.year, bank.opening, bank.closing) == (2022, 1_199_000, 1_199_000)
    assert kept.accounts.get(number="4511").closing == Decimal("12500.25")
    assert_holds(kept)


def test_vouchers_that_the_books_have_are_not_added_twice(cast):
    stored(cast)
    stored(cast, SI, name="periodisering.si")
    with pytest.raises(
        DomainError,
        match="1\u00a0verifikation i filen finns redan i årets bokföring, till exempel 2021-12-31",
    ):
        stored(cast, SI + b"\r\n", name="igen.si")
    numbered = SI.replace(b'#VER "" ""', b"#VER B 2")
    with pytest.raises(DomainError, match="Verifikation B 2 finns i årets bokföring med annat innehåll"):
        stored(cast, numbered, name="numrerad.si")


def test_vouchers_of_two_years_are_refused(cast):
    stored(cast)
    both = SI + SI[SI.index(b"#VER") :].replace(b"20211231", b"20220101")
    assert (
        "ligger inte i ett och samma räkenskapsår" in waiting(cast, both, name="två.si").found["blockers"][0]
    )


def test_vouchers_are_not_added_to_balances_alone(cast):
    text = YEAR.read_bytes().decode("cp437").split("#VER")[0].replace("#SIETYP 4", "#SIETYP 1")
    stored(cast, text.encode("cp437"), name="typ1.se")
    assert "är inläst som saldon utan verifikationer" in waiting(cast, SI, name="p.si").found["blockers"][0]


def test_books_that_changed_after_the_look_are_not_added_to(cast):
    stored(cast)
    taken = waiting(cast, SI, name="periodisering.si")
    stored(cast, NEWER, name="ny.se")
    with pytest.raises(DomainError, match="har ändrats sedan filen granskades"):
        store_books(ledger_import=taken, by=cast.chief)
    assert store_books(
        ledger_import=analyse_file(ledger_import=taken, by=cast.chief), by=cast.chief
    ).is_stored


def test_stored_books_read_back_are_the_books_that_were_stored(cast):
    books = stored_books(stored(cast))
    rows = [(row.account, row.objects, row.amount) for voucher in books.vouchers for row in voucher.rows]
    assert (len(rows), rows[3], books.object_names["6", "200"], books.does_not_hold()) == (
        9, ("4511", (("1", "10"), ("6", "100")), Decimal(200_000)), "Insats Två", [],
    )  # fmt: skip


# ---- The budget that a file of books has with it


BUDGETED = changed(("#PBUDGET 0 202103 4511 {} 250000.00",
                    "#PBUDGET 0 202103 4511 {} 250000.00\n#PBUDGET 0 202106 4511 {} 50000.00\n#PBUDGET 0 202101 3511 {} -900000.00"))  # fmt: skip


def budget() -> dict[str, Decimal | None]:
    return dict(
        Figure.objects.filter(figure_set__key="budget", amount__isnull=False).values_list(
            "line__key", "amount"
        )
    )


def test_a_budget_is_not_read_in_unless_someone_chooses_it(cast):
    opened_year(cast)
    taken = stored(cast, BUDGETED)
    assert (taken.found["budget"], budget()) == ({"accounts": 2}, {})


def test_a_chosen_budget_becomes_the_years_column_with_its_effect_on_the_result(cast):
    opened_year(cast)
    kept = store_books(ledger_import=waiting(cast, BUDGETED), with_budget=True, by=cast.chief)
    assert (budget(), kept.figure_set.label) == ({"bidrag": 900_000, "insatser": -300_000}, "Budget 2021")


def test_taking_the_books_back_takes_their_budget_back(cast):
    opened_year(cast)
    take_back(
        ledger_import=store_books(ledger_import=waiting(cast, BUDGETED), with_budget=True, by=cast.chief),
        by=cast.chief,
    )
    assert (budget(), FigureSet.objects.filter(key="budget").count()) == ({}, 0)


def test_an_adopted_budget_stays_when_the_books_are_taken_back(cast):
    opened_year(cast)
    kept = store_books(ledger_import=waiting(cast, BUDGETED), with_budget=True, by=cast.chief)
    FigureSet.objects.filter(pk=kept.figure_set_id).update(state="adopted", adopted_on="2020-12-04")
    take_back(ledger_import=kept, by=cast.chief)
    assert budget() == {"bidrag": 900_000, "insatser": -300_000}


def test_a_budget_whose_account_is_on_no_line_waits_until_it_is(cast):
    year = opened_year(cast)
    year.lines.filter(key="insatser").update(accounts="")
    kept = store_books(ledger_import=waiting(cast, BUDGETED), with_budget=True, by=cast.chief)
    page = client_of(cast.chief).get(kept.get_absolute_url()).content.decode()
    assert ("Budgetens konto 4511 hör inte till någon rad" in page, budget()) == (True, {})
    save_mapping(fiscal_year=year, accounts={"insatser": ("45", "")}, by=cast.chief)
    assert budget() == {"bidrag": 900_000, "insatser": -300_000}
    kept.refresh_from_db()
    take_back(ledger_import=kept, by=cast.chief)
    assert FigureSet.objects.filter(key="budget").count() == 0


def test_a_new_forbund_reads_its_first_file_in_with_its_budget(cast):
    kept = store_books(ledger_import=waiting(cast, BUDGETED), with_budget=True, by=cast.chief)
    assert (kept.is_stored, sorted(kept.differences["budget_waiting"])) == (True, ["3511", "4511"])
    save_mapping(
        fiscal_year=kept.fiscal_year, accounts={"bidrag": ("35", ""), "insatser": ("45", "")}, by=cast.chief
    )
    assert budget() == {"bidrag": 900_000, "insatser": -300_000}


@pytest.mark.parametrize(("chosen", "lines"), [({"budget": "1"}, 2), ({}, 0)])
def test_the_page_offers_the_budget_and_reads_it_in_when_it_is_chosen(
    cast, chosen, lines, django_capture_on_commit_callbacks
):
    opened_year(cast)
    taken, client = waiting(cast, BUDGETED), client_of(cast.chief)
    assert (
        "Läs också in filens budget, 2\u00a0konton" in client.get(taken.get_absolute_url()).content.decode()
    )
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("ledger_store", args=[cast.association.slug, taken.pk]), chosen)
    taken.refresh_from_db()
    assert (taken.is_stored, len(budget())) == (True, lines)


def test_the_page_says_to_what_the_vouchers_are_added(cast):
    stored(cast)
    page = client_of(cast.chief).get(waiting(cast, SI, name="p.si").get_absolute_url()).content.decode()
    assert "verifikationerna läggs till dem i 2021.se. Nästa fil med hela året ersätter dem." in page
