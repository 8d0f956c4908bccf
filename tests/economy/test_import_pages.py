"""The pages of the books: who may, what they show, and that nothing is stored before it is asked for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from economy.actions.ledger_storing import store_books
from economy.models import FiscalYear, LedgerImport, LedgerRow, ObjectInsats
from economy.states import ImportState, Source
from finsam.models import Job
from finsam.states import BodyKind, JobState
from insatser.models import Grant, Insats
from tests.bench.sie_files import made_file
from tests.cast import client_of
from tests.economy.ledgers import NUMBER, be_exempelbygden, opened_year, stored, waiting
from tests.economy.sie.samples import YEAR, changed
from tests.economy.test_other_lists import workbook
from tests.factories import make_body
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def url(cast, name, *args):
    return reverse(name, args=[cast.association.slug, *args])


def send(cast, person, content=None, name="2021.se", **facts):
    data = YEAR.read_bytes() if content is None else content
    return client_of(person).post(
        url(cast, "ledger_take_in"), {"file": SimpleUploadedFile(name, data), "year": 2021} | facts
    )


@pytest.fixture
def chief(cast):
    be_exempelbygden(cast)
    return client_of(cast.chief)


# ---- Taking in


def test_a_sent_file_leads_to_what_it_holds_and_stores_nothing(cast, chief):
    answer = send(cast, cast.chief)
    taken = LedgerImport.objects.get()
    assert (answer.url, LedgerRow.objects.count()) == (taken.get_absolute_url(), 0)


@pytest.mark.parametrize(("asked", "is_told"), [(2021, False), ("", False), (2022, True)])
def test_a_file_of_another_year_than_the_chosen_is_told_with_both(cast, chief, asked, is_told):
    page = chief.get(send(cast, cast.chief, year=asked).url).content.decode()
    assert ("Filen gäller räkenskapsåret 2021, och räkenskapsåret som är valt är 2022." in page) is is_told
    assert "Läs in 2021" in page


def test_a_list_whose_title_says_another_year_is_told_with_both_until_the_year_is_chosen(cast, chief):
    content = b"Saldobalans 2020;;\nKonto;Namn;UB\n1930;Bank;5\n2010;Eget kapital;-5\n"
    page = chief.get(send(cast, cast.chief, content, name="saldo.csv").url).content.decode()
    assert "Listan säger ”Saldobalans 2020”, och räkenskapsåret som är valt är 2021." in page
    page = chief.get(send(cast, cast.chief, content + b"\n", name="saldo.csv", year=2020).url)
    assert "som är valt" not in page.content.decode()


def test_a_refused_file_shows_why_and_keeps_what_was_typed(cast, chief):
    answer = send(cast, cast.chief, b"", kind="budget")
    assert (answer.status_code, "Filen är tom." in answer.content.decode()) == (422, True)
    assert '<option value="budget" selected>' in answer.content.decode()


def test_a_file_is_sent_by_the_office_alone(cast, chief):
    assert [send(cast, person).status_code for person in (cast.chair, cast.auditor, cast.contact, cast.outsider)] == [
        403, 403, 403, 404,
    ]  # fmt: skip


def test_the_same_file_sent_twice_is_one_file(cast, chief):
    assert send(cast, cast.chief).url == send(cast, cast.chief).url
    assert LedgerImport.objects.count() == 1


def test_a_large_file_is_read_in_the_worker(cast, chief, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(cast, cast.chief, made_file(16_000), name="stor.se")
    job = Job.objects.get()
    assert (answer.url, job.state) == (url(cast, "job_detail", job.pk), JobState.DONE)
    assert LedgerImport.objects.get().found["is_read"]


def test_a_large_file_is_read_again_in_the_worker(cast, chief, django_capture_on_commit_callbacks):
    taken = waiting(cast, made_file(16_000), name="stor.se")
    with django_capture_on_commit_callbacks(execute=True):
        answer = chief.post(url(cast, "ledger_read", taken.pk), {"encoding": "latin-1"})
    job = Job.objects.get()
    taken.refresh_from_db()
    assert (answer.url, job.state, job.done, job.total) == (
        url(cast, "job_detail", job.pk), JobState.DONE, 4, 4,
    )  # fmt: skip
    assert (taken.encoding, taken.found["encoding"]["name"]) == ("latin-1", "latin-1")


# ---- What it holds


def test_the_preview_says_what_agrees_what_is_unmapped_and_which_letters(cast, chief):
    page = chief.get(waiting(cast).get_absolute_url()).content.decode()
    for told in ("CP437 (PC8)", "Provböcker", "Går inte att pröva", "På ingen rad", "Läs in 2021", NUMBER):
        assert told in page


def test_a_file_with_faults_cannot_be_stored_from_its_page(cast, chief):
    taken = waiting(cast, changed(("#UB 0 1930 1199000.00", "#UB 0 1930 1199000.01")))
    page = chief.get(taken.get_absolute_url()).content.decode()
    assert ("Läs in 2021" in page, "Konto 1930: ingående balans och verifikationer ger" in page) == (
        False,
        True,
    )
    chief.post(url(cast, "ledger_store", taken.pk))
    taken.refresh_from_db()
    assert (taken.state, Job.objects.count()) == (ImportState.STAGED, 0)


def test_other_letters_are_chosen_before_it_is_stored(cast, chief):
    taken = waiting(cast)
    chief.post(url(cast, "ledger_read", taken.pk), {"encoding": "latin-1"})
    taken.refresh_from_db()
    assert taken.found["encoding"]["name"] == "latin-1"


def test_other_columns_are_chosen_before_it_is_stored(cast, chief):
    taken = waiting(cast, b"A;B\n1930;100\n2010;-100\n", name="a.csv", year=2021, kind="balances")
    chief.post(
        url(cast, "ledger_read", taken.pk),
        {"kind": "balances", "year": 2021, "col-account": "0", "col-closing": "1"},
    )
    taken.refresh_from_db()
    assert (taken.found["blockers"], len(taken.found["accounts_list"])) == ([], 2)


def test_another_sheet_is_chosen_before_it_is_stored(cast, chief):
    content = workbook(
        ("Ett", [["Konto", "UB"], [1930, 1], [2010, -1]]),
        ("Två", [["Konto", "Namn", "UB"], [1930, "", 5], [2010, "", -5]]),
    )
    taken = waiting(cast, content, name="saldon.xlsx", year=2021)
    assert taken.found["blockers"] == ["Filen har flera blad som kan läsas: Två och Ett. Välj ett av dem."]
    page = chief.get(taken.get_absolute_url()).content.decode()
    assert '<option value="Två" selected>Två</option>' in page
    chief.post(
        url(cast, "ledger_read", taken.pk),
        {"kind": "balances", "year": 2021, "sheet": "Ett", "col-account": "0", "col-closing": "2"},
    )
    taken.refresh_from_db()
    assert (taken.found["sheet_read"], taken.columns, taken.found["blockers"]) == (
        "Ett",
        {"account": 0, "closing": 1},
        [],
    )
    assert taken.found["accounts_list"][0] == ["1930", "", True, "0", "1.00", "1.00"]


def test_another_year_takes_its_own_column(cast, chief):
    taken = waiting(cast, b"Konto;UB 2020;UB 2021\n1930;1;5\n2010;-1;-5\n", name="saldon.csv", year=2021)
    chief.post(
        url(cast, "ledger_read", taken.pk),
        {"kind": "balances", "year": 2020, "col-account": "0", "col-closing": "2", "col-opening": "1"},
    )
    taken.refresh_from_db()
    assert taken.columns == {"account": 0, "closing": 1}


def test_bad_columns_show_a_sentence(cast, chief):
    taken = waiting(cast, b"A;B\n1930;100\n", name="a.csv", year=2021, kind="balances")
    answer = chief.post(
        url(cast, "ledger_read", taken.pk), {"kind": "balances", "year": "", "col-account": "9"}
    )
    assert (answer.status_code, LedgerImport.objects.get().columns) == (422, {})


def test_the_preview_asks_as_many_questions_of_a_large_file_as_of_a_small(cast, chief):
    be_exempelbygden(cast)
    small = waiting(cast, made_file(200), name="liten.se")
    large = waiting(cast, made_file(20_000), name="stor.se")
    chief.get(small.get_absolute_url())
    assert count_queries(chief, large.get_absolute_url()) == count_queries(chief, small.get_absolute_url())


def test_an_opening_balance_that_differs_from_last_years_closing_is_shown(cast, chief):
    stored(cast)
    later = YEAR.read_bytes().replace(b"2021", b"2022").replace(b"2020", b"2021")
    page = chief.get(waiting(cast, later, name="2022.se").get_absolute_url()).content.decode()
    assert ("Ingående balans skiljer" in page, "1\u00a0199\u00a0000,00" in page) == (True, True)


# ---- Storing and taking back


def test_storing_is_done_in_the_worker_with_its_progress(cast, chief, django_capture_on_commit_callbacks):
    taken = waiting(cast)
    with django_capture_on_commit_callbacks(execute=True):
        chief.post(url(cast, "ledger_store", taken.pk))
    taken.refresh_from_db()
    job = Job.objects.get()
    assert (taken.state, LedgerRow.objects.count(), job.state, job.done, job.total) == (
        ImportState.STORED, 9, JobState.DONE, 5, 5,
    )  # fmt: skip


def test_a_file_that_is_being_stored_says_so_and_is_not_asked_for_again(cast, chief):
    taken = waiting(cast)
    chief.post(url(cast, "ledger_store", taken.pk))  # on commit, which a test never comes to
    page = chief.get(taken.get_absolute_url())
    assert (page.context["job"], bool(page.context["is_ready"])) == (Job.objects.get(), False)
    assert "Läs in 2021" not in page.content.decode()


def test_storing_twice_is_one_storing(cast, chief):
    kept = stored(cast)
    chief.post(url(cast, "ledger_store", kept.pk))
    assert (Job.objects.count(), LedgerRow.objects.count()) == (0, 9)


def test_a_stored_file_is_taken_back_after_a_question(cast, chief):
    kept = stored(cast)
    assert "Själva filen finns kvar." in chief.get(url(cast, "ledger_take_back", kept.pk)).content.decode()
    chief.post(url(cast, "ledger_take_back", kept.pk))
    chief.post(url(cast, "ledger_take_back", kept.pk))
    kept.refresh_from_db()
    assert (kept.state, LedgerRow.objects.count()) == (ImportState.TAKEN_BACK, 0)


def test_a_waiting_file_is_thrown_away_after_a_question(cast, chief):
    taken = waiting(cast)
    chief.get(url(cast, "ledger_discard", taken.pk))
    chief.post(url(cast, "ledger_discard", taken.pk))
    taken.refresh_from_db()
    assert taken.state == ImportState.DISCARDED


@pytest.mark.parametrize("name", ["ledger_read", "ledger_store", "ledger_discard", "ledger_take_back"])
def test_the_acts_on_a_file_are_the_offices(cast, chief, name):
    taken = waiting(cast)
    answers = [
        client_of(cast.chair).post(url(cast, name, taken.pk)).status_code,
        client_of(cast.outsider).post(url(cast, name, taken.pk)).status_code,
        client_of(cast.outsider).post(reverse(name, args=["exempel-granne", taken.pk])).status_code,
        chief.post(url(cast, name, 999_999)).status_code,
    ]
    assert answers == [403, 404, 404, 404]


@pytest.mark.parametrize("name", ["ledger_read", "ledger_store"])
def test_a_look_does_not_act(cast, chief, name):
    taken = waiting(cast)
    assert chief.get(url(cast, name, taken.pk)).status_code == 405


def test_the_file_is_given_as_it_came(cast, chief):
    answer = chief.get(url(cast, "ledger_file", waiting(cast).pk))
    assert (answer.content, answer["Content-Disposition"][:10]) == (YEAR.read_bytes(), "attachment")


# ---- The books


def test_one_goes_from_the_line_to_the_insats_and_its_paragraph(cast, chief):
    opened_year(cast)
    kept = stored(cast)
    insats = Insats.objects.create(
        association=cast.association, key="ett", name="Vidare Vy", kind="individ", starts_on="2021-01-01",
        body=make_body(association=cast.association, kind=BodyKind.INSATS),
    )  # fmt: skip
    ObjectInsats.objects.create(association=cast.association, dimension="6", number="100", insats=insats)
    Grant.objects.create(
        insats=insats, year=2021, amount=1, source="§ 45, 2020-12-04", made_at="2020-12-04T12:00Z"
    )
    year = chief.get(url(cast, "ledger_year", 2021)).content.decode()
    assert url(cast, "ledger_line", 2021, "insatser") in year
    line = chief.get(url(cast, "ledger_line", 2021, "insatser")).content.decode()
    assert url(cast, "ledger_account", 2021, "4511") in line
    voucher = kept.vouchers.get(series="A", number="2")
    account = chief.get(url(cast, "ledger_account", 2021, "4511")).content.decode()
    assert url(cast, "ledger_voucher", voucher.pk) in account
    shown = chief.get(url(cast, "ledger_voucher", voucher.pk)).content.decode()
    assert ("Vidare Vy" in shown, "§ 45, 2020-12-04" in shown) == (True, True)


def test_a_year_without_books_says_what_to_do(cast, chief):
    opened_year(cast)
    assert "är inte inläst" in chief.get(url(cast, "ledger_year", 2021)).content.decode()


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("ledger_line", [2021, "finns-inte"]),
        ("ledger_account", [2021, "9"]),
        ("ledger_voucher", [999_999]),
        ("ledger_year", [1999]),
    ],
)
def test_what_is_not_there_is_not_found(cast, chief, name, args):
    opened_year(cast)
    stored(cast)
    assert chief.get(url(cast, name, *args)).status_code == 404


def test_an_account_asks_as_many_questions_with_many_rows(cast, chief):
    opened_year(cast)
    stored(cast)
    few = count_queries(chief, url(cast, "ledger_account", 2021, "2010"))
    store_books(ledger_import=waiting(cast, made_file(800), name="b.se"), by=cast.chief)
    assert count_queries(chief, url(cast, "ledger_account", 2021, "1930")) <= few + 1


# ---- Accounts on lines, objects, the source


def test_a_change_of_accounts_is_shown_before_it_is_saved(cast, chief):
    year = opened_year(cast)
    stored(cast)
    typed = {f"{kind}-{line.key}": getattr(line, name) for line in year.lines.all() if line.is_line
             for kind, name in (("a", "accounts"), ("o", "objects_filter"))}  # fmt: skip
    page = chief.post(
        url(cast, "ledger_mapping", 2021), typed | {"a-insatser": "", "a-arvoden": "45", "do": "preview"}
    ).content.decode()
    assert ("−350\u00a0000,50" in page, year.lines.get(key="arvoden").accounts) == (True, "")
    chief.post(url(cast, "ledger_mapping", 2021), typed | {"a-insatser": "", "a-arvoden": "45", "do": "save"})
    assert year.lines.get(key="arvoden").accounts == "45"


def test_bad_accounts_show_a_sentence_and_keep_what_was_typed(cast, chief):
    year = opened_year(cast)
    answer = chief.post(url(cast, "ledger_mapping", 2021), {"a-insatser": "fyrtiofem", "do": "save"})
    assert (answer.status_code, 'value="fyrtiofem"' in answer.content.decode(), year.lines.get(key="insatser").accounts) == (
        422, True, "45",
    )  # fmt: skip


def test_proposals_are_marked_and_not_saved(cast, chief):
    year = opened_year(cast)
    page = chief.get(url(cast, "ledger_mapping", 2021) + "?forslag=BAS").content.decode()
    assert ("förslag från BAS" in page, year.lines.get(key="ranteintakter").accounts) == (True, "")


def test_objects_are_given_insatser(cast, chief):
    stored(cast)
    insats = Insats.objects.create(
        association=cast.association, key="ett", name="Ett", kind="individ", starts_on="2021-01-01",
        body=make_body(association=cast.association, kind=BodyKind.INSATS),
    )  # fmt: skip
    chief.post(url(cast, "ledger_objects"), {"object-6:100": insats.pk})
    assert [str(row) for row in ObjectInsats.objects.all()] == [f"6 100: {insats.pk}"]


def test_the_source_is_switched_after_its_differences_are_seen(cast, chief):
    stored(cast)
    assert "Skillnader" in chief.get(url(cast, "ledger_source", 2021)).content.decode()
    for _ in range(2):
        chief.post(url(cast, "ledger_source", 2021), {"to": "lines"})
    assert FiscalYear.objects.get().source == Source.LINES


@pytest.mark.parametrize(
    ("name", "args"), [("ledger_mapping", [2021]), ("ledger_source", [2021]), ("ledger_objects", [])]
)
def test_the_mapping_is_the_offices(cast, chief, name, args):
    opened_year(cast)
    answers = [
        client_of(person).post(url(cast, name, *args)).status_code for person in (cast.chair, cast.outsider)
    ]
    assert answers == [403, 404]
