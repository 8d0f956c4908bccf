"""A file of books: taken in, stored whole or not at all, replaced, taken back."""

import itertools
from decimal import Decimal

import pytest
from django.db import connection, transaction

from economy.actions.ledger import discard_file, refuse_too_large, take_back, take_in
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from economy.models import FiscalYear, LedgerAccount, LedgerImport, LedgerRow, LedgerVoucher
from economy.states import IMPORT_TRANSITIONS, ImportState, Source
from finsam.errors import DomainError
from finsam.models import AuditEvent, Document
from tests.economy.ledgers import opened_year, stored, waiting
from tests.economy.sie.samples import ACCRUALS, YEAR, changed

pytestmark = pytest.mark.django_db

NEWER = changed(("#TRANS 7111 {1 \"10\"} 1000 ", "#TRANS 7111 {1 \"10\"} 1500 "), ("#TRANS 1930 {} -1000.00", "#TRANS 1930 {} -1500.00"),
                ("#RES 0 7111 1000.00", "#RES 0 7111 1500.00"), ("#UB 0 1930 1199000.00", "#UB 0 1930 1198500.00"))  # fmt: skip


def counts() -> tuple[int, int, int]:
    return LedgerAccount.objects.count(), LedgerVoucher.objects.count(), LedgerRow.objects.count()


def test_a_file_is_stored_with_its_accounts_vouchers_and_rows(cast):
    kept = stored(cast)
    assert counts() == (6, 4, 9)
    bank = kept.accounts.get(number="1930")
    assert (bank.opening, bank.closing, bank.before) == (500_000, 1_199_000, 500_000)


def test_nothing_of_a_file_that_waits_is_stored(cast):
    taken = waiting(cast)
    assert (counts(), taken.found["blockers"]) == ((0, 0, 0), [])


def test_who_hash_encoding_and_file_are_kept(cast):
    kept = stored(cast)
    assert (kept.taken_in_by, kept.stored_by, kept.found["encoding"]["name"]) == (
        cast.chief,
        cast.chief,
        "cp437",
    )
    assert kept.document.sha256 == kept.found["sha256"]


def test_a_missing_year_is_opened_and_takes_its_outcome_from_the_books(cast):
    stored(cast)
    year = FiscalYear.objects.get(association=cast.association, year=2021)
    assert (year.source, year.figure_sets.get().key) == (Source.LEDGER, "utfall")


def test_the_same_file_twice_changes_nothing(cast):
    kept = stored(cast)
    with pytest.raises(DomainError, match="Samma fil är redan inläst"):
        take_in(association=cast.association, name="igen.se", content=YEAR.read_bytes(), by=cast.chief)
    assert list(LedgerImport.objects.all()) == [kept]


def test_the_same_file_that_waits_is_given_back(cast):
    taken = waiting(cast)
    again = take_in(association=cast.association, name="2021.se", content=YEAR.read_bytes(), by=cast.chief)
    assert (again, Document.objects.count()) == (taken, 1)


def test_a_newer_file_replaces_with_a_list_of_differences(cast):
    first = stored(cast)
    second = stored(cast, NEWER, name="ny.se")
    first.refresh_from_db()
    assert (first.state, second.replaces) == (ImportState.REPLACED, first)
    assert second.differences["changed"] == [
        ["1930", "1199000.00", "1198500.00"],
        ["7111", "1000.00", "1500.00"],
    ]


def test_taking_back_leaves_no_rows_and_gives_the_year_to_its_lines(cast):
    take_back(ledger_import=stored(cast), by=cast.chief)
    assert (counts(), FiscalYear.objects.get().source) == ((0, 0, 0), Source.LINES)


def test_taking_back_lets_the_replaced_file_count_again(cast):
    first = stored(cast)
    take_back(ledger_import=stored(cast, NEWER, name="ny.se"), by=cast.chief)
    first.refresh_from_db()
    assert (first.state, first.accounts.get(number="7111").closing, counts()) == (
        ImportState.STORED,
        1000,
        (6, 4, 9),
    )


def test_a_file_that_was_taken_back_can_be_read_in_again(cast):
    take_back(ledger_import=stored(cast), by=cast.chief)
    assert stored(cast).is_stored


def test_a_discarded_file_is_not_stored(cast):
    taken = discard_file(ledger_import=waiting(cast), by=cast.chief)
    with pytest.raises(DomainError, match="Kastad före inläsning"):
        store_books(ledger_import=taken, by=cast.chief)


@pytest.mark.parametrize(("start", "end"), list(itertools.product(ImportState, ImportState)))
def test_the_table_says_which_moves_are_legal(start, end):
    legal = {
        ("staged", "stored"), ("staged", "discarded"), ("stored", "replaced"), ("stored", "taken_back"),
        ("replaced", "stored"),
    }  # fmt: skip
    assert (end in IMPORT_TRANSITIONS[start]) == ((start.value, end.value) in legal)


def test_every_act_is_written_down(cast):
    take_back(ledger_import=stored(cast), by=cast.chief)
    verbs = (
        AuditEvent.objects.filter(target_kind="ledgerimport").order_by("id").values_list("verb", flat=True)
    )
    assert list(verbs) == ["tog emot bokföringsfil", "läste in bokföringsfil", "tog tillbaka bokföringsfil"]


# ---- What is refused


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("#TRANS\t2910\t{}\t-50000.50", "#TRANS\t2910\t{}\t-50000.40"), "voucher_unbalanced"),
        (("#UB 0 1930 1199000.00", "#UB 0 1930 1199000.01"), "closing_differs"),
        (("#RES 0 7111 1000.00", "#RES 0 7111 1001.00"), "result_differs"),
        (("#ORGNR 222000-0000", "#ORGNR 222000-1111"), "orgnr_foreign"),
    ],
)
def test_a_file_whose_sums_do_not_agree_is_not_stored(cast, change, code):
    taken = waiting(cast, changed(change))
    with pytest.raises(DomainError, match="fel och kan inte läsas in|gäller en annan organisation"):
        store_books(ledger_import=taken, by=cast.chief)
    assert (code in taken.found["codes"], counts()) == (True, (0, 0, 0))


def test_vouchers_alone_are_not_a_year(cast):
    taken = waiting(cast, ACCRUALS.read_bytes(), name="periodisering.si")
    assert taken.found["blockers"] == [
        (
            "Filen är av typ 4I och har verifikationer men inga saldon, och varken årets eller hela förra årets bokföring är "
            "inläst att lägga dem till. Be bokföraren om hela året som SIE typ 4."
        )
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.se", b"", "Filen är tom."),
        ("a.se", b'<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5">', "Filen är en SIE 5-fil"),
        ("a.se", b"PK\x03\x04 [Content_Types].xml", "Filen är en Excel-fil"),
        ("a.xlsx", b"Konto;Saldo\n1930;1", "Filen heter xlsx men är ingen Excel-fil"),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", "gamla Excel-formatet"),
        ("a.pdf", b"%PDF-1.7", "Filen är en PDF"),
        ("a.csv", b"PK\x03\x04 annat", "Spara den som xlsx"),
        ("a.xlsx", b"PK\x03\x04 trasig", "skadad"),
    ],
)
def test_what_is_no_file_of_books_gets_a_sentence_and_is_not_kept(cast, name, content, sentence):
    with pytest.raises(DomainError, match=sentence):
        take_in(association=cast.association, name=name, content=content, by=cast.chief)
    assert (Document.objects.count(), LedgerImport.objects.count()) == (0, 0)


def test_two_hundred_megabytes_are_refused_before_they_are_read():
    with pytest.raises(DomainError, match="är 200 MB, och en fil får vara högst 64 MB"):
        refuse_too_large("stor.se", 200 * 1024 * 1024)


def test_amounts_in_another_currency_are_not_taken_for_kronor(cast):
    taken = waiting(cast, changed(("#VALUTA SEK", "#VALUTA EUR")))
    assert taken.found["blockers"] == ["Filens belopp är i EUR. Be bokföraren om en fil i kronor."]


def test_a_year_with_other_days_is_refused(cast):
    opened_year(cast)
    FiscalYear.objects.update(starts_on="2021-03-01")
    assert "men 2021 är här" in waiting(cast).found["blockers"][0]


def test_parts_of_an_ore_are_refused(cast):
    content = changed(("#TRANS 7111 {1 \"10\"} 1000 ", "#TRANS 7111 {1 \"10\"} 1000.001 "), ("#TRANS 1930 {} -1000.00", "#TRANS 1930 {} -1000.001"),
                      ("#RES 0 7111 1000.00", "#RES 0 7111 1000.001"), ("#UB 0 1930 1199000.00", "#UB 0 1930 1198999.999"))  # fmt: skip
    taken = waiting(cast, content)
    with pytest.raises(DomainError):
        store_books(ledger_import=taken, by=cast.chief)
    assert counts() == (0, 0, 0)


def test_an_opening_balance_that_is_not_last_years_closing_here_is_shown(cast):
    stored(cast)
    text = YEAR.read_bytes().decode("cp437")
    later = text.replace("0210101 20211231", "0220101 20221231").replace(
        "#RAR -1 20200101 20201231", "#RAR -1 20210101 20211231"
    )
    taken = waiting(cast, later.replace("2021", "2022").encode("cp437"), name="2022.se")
    assert taken.found["opening_differs"][0] == ["1930", "500000.00", "1199000.00"]


def test_another_encoding_can_be_chosen_before_it_is_stored(cast):
    taken = analyse_file(ledger_import=waiting(cast), encoding="latin-1", by=cast.chief)
    assert (taken.encoding, taken.found["encoding"]["why"]) == ("latin-1", "Vald för hand.")
    assert (
        store_books(ledger_import=taken, by=cast.chief).accounts.get(number="1930").name
        != "Förbundets bankkonto"
    )


def test_an_adopted_outcome_is_not_changed_by_a_newer_file(cast):
    first = stored(cast)
    first.fiscal_year.figure_sets.update(state="adopted", adopted_on="2022-03-25")
    with pytest.raises(DomainError, match="fastställt"):
        stored(cast, NEWER, name="ny.se")
    with pytest.raises(DomainError, match="fastställt"):
        take_back(ledger_import=first, by=cast.chief)


def test_a_file_of_balances_without_vouchers_holds_its_year(cast):
    lines = [
        line
        for line in YEAR.read_bytes().decode("cp437").split("#VER")[0].splitlines()
        if "#SIETYP" not in line
    ]
    kept = stored(cast, "\r\n".join([lines[0], "#SIETYP 1", *lines[1:]]).encode("cp437"), name="typ1.se")
    assert (kept.accounts.get(number="3511").closing, kept.vouchers.count()) == (Decimal(-1_000_000), 0)


def test_a_sign_that_the_database_cannot_keep_is_left_out(cast):
    content = (
        YEAR.read_bytes().replace(b"Upplupet", b"Upp\x00lupet").replace(b"Insats Ett", b"Ins\x00ats Ett")
    )
    kept = stored(cast, content)
    assert kept.vouchers.get(series="B", number="1").text == "Upplupet"


def test_a_file_that_is_older_than_the_one_it_would_replace_is_shown_as_such(cast):
    stored(cast)
    marks = []
    for made in (b"#GEN 20211101", b"#GEN 20220301"):
        taken = waiting(cast, NEWER.replace(b"#GEN 20220115", made), name="annan.se")
        marks += [mark for label, mark, _ in taken.found["checks"] if "minst lika ny" in label]
    assert marks == ["bad", "good"]


# ---- Cut off in the middle


@pytest.mark.parametrize("table", ["economy_ledgertag", "economy_ledgersum", "auditevent"])
def test_a_storing_that_is_cut_off_leaves_what_was_there(cast, table):
    first, taken = stored(cast), waiting(cast, NEWER, name="ny.se")
    before = counts()

    def cut_off(execute, sql, params, many, context):
        if sql.startswith("INSERT") and table in sql:
            raise ConnectionError
        return execute(sql, params, many, context)

    with pytest.raises(ConnectionError), connection.execute_wrapper(cut_off), transaction.atomic():
        store_books(ledger_import=taken, by=cast.chief)
    first.refresh_from_db()
    taken.refresh_from_db()
    assert (first.state, taken.state, counts()) == (ImportState.STORED, ImportState.STAGED, before)
    assert store_books(ledger_import=taken, by=cast.chief).replaces == first


def test_long_names_and_texts_in_the_books_are_stored_whole(cast):
    name, text = "Köpta tjänster, " + "insats " * 60, "Faktura från " + "leverantören " * 40
    stored(
        cast, changed(("Bidrag till insatser", name.strip()), ("Medlemsbidrag första halvåret", text.strip()))
    )
    assert LedgerAccount.objects.filter(name=name.strip()).exists()
    assert LedgerVoucher.objects.filter(text=text.strip()).exists()
