"""Members are asked for their contributions part by part, mailed, found in the books, reminded of and accrued."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.core import mail
from django.urls import reverse
from openpyxl import load_workbook

from economy.actions.requisitions import (
    note_paid,
    remind_of_requisition,
    send_requisition,
    send_requisitions,
    undo_paid,
    withdraw_requisition,
)
from economy.models import LedgerRow, LedgerVoucher, Requisition
from economy.queries.requisition_matching import payments_in_books
from economy.queries.requisitions import divided, member_rows, prepaid_at_end, unpaid_at_end
from economy.states import REQUISITION_TRANSITIONS, Interval, RequisitionState
from economy.todos import requisitions_waiting
from finsam.errors import DomainError
from finsam.files import store
from finsam.permissions import Permission
from tests.cast import Cast
from tests.economy.desk import Desk
from tests.economy.ledgers import opened_year, stored
from tests.economy.requisitions import (
    budget_with_contributions,
    drafted,
    freeze_requisition,
    make_requisition,
)
from tests.insatser.test_documents import words
from tests.tools.verapdf import findings

TODAY = dt.date(2022, 4, 11)


@pytest.fixture
def year(cast: Cast):
    return opened_year(cast, 2022)


@pytest.fixture
def rows(cast: Cast, year) -> list[Requisition]:
    """The state pays once, the region each half-year and the kommun each quarter."""
    column = budget_with_contributions(
        cast, year, {cast.fk: 2_517_000, cast.region: 1_258_501, cast.kommun: 1_258_500}
    )
    intervals = {cast.fk: Interval.YEAR, cast.region: Interval.HALF, cast.kommun: Interval.QUARTER}
    return drafted(cast, column, intervals)


def told(rows, member):
    return [(row.starts_on.month, row.ends_on.month, row.amount) for row in rows if row.member == member]


def test_each_member_is_asked_in_the_parts_it_chose_and_the_parts_are_its_contribution(cast, rows):
    assert told(rows, cast.fk) == [(1, 12, 2_517_000)]
    assert told(rows, cast.region) == [(1, 6, 629_251), (7, 12, 629_250)]
    assert told(rows, cast.kommun) == [(1, 3, 314_625), (4, 6, 314_625), (7, 9, 314_625), (10, 12, 314_625)]
    assert [row.number for row in rows] == list(range(1, 8))


def test_a_part_is_due_so_many_days_into_its_period_and_never_before_today(rows):
    assert [row.due_on for row in rows if row.starts_on.month in {4, 7}] == [
        TODAY + dt.timedelta(days=30), dt.date(2022, 7, 31), dt.date(2022, 7, 31),
    ]  # fmt: skip


def test_a_short_year_is_divided_by_its_months_to_the_ore(cast, year):
    year.starts_on = dt.date(2022, 3, 1)
    parts = divided(year, Decimal("100000.01"), Interval.QUARTER)
    assert [(part.starts_on.month, part.amount) for part in parts] == [
        (3, 10_000), (4, Decimal("30000.01")), (7, 30_000), (10, 30_000),
    ]  # fmt: skip


def test_a_member_that_is_asked_is_not_asked_again(cast, rows):
    column = rows[0].fiscal_year.figure_sets.get()
    with pytest.raises(DomainError, match="redan rekvirerade"):
        drafted(cast, column, {cast.fk: Interval.YEAR})


def test_the_member_is_mailed_the_paper(cast, rows, tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = send_requisition(requisition=rows[4], by=cast.chief)
    [sent] = mail.outbox
    assert (sent.to, "314\u00a0625 kronor" in sent.body) == (
        [f"{row.member.abbreviation.lower()}@example.se"], row.member == cast.kommun,
    )  # fmt: skip
    row.refresh_from_db()
    text = words(store.read(row.document))
    for said in ("Bankgiro 123-4567", f"2022-{row.number}", "Förfaller", "Summa", row.member.name):
        assert said in text
    path = tmp_path / "rekvisition.pdf"
    path.write_bytes(store.read(row.document))
    assert findings(path) == {path.name: []}


def test_nothing_is_sent_where_one_of_them_has_no_address(cast, rows):
    cast.fk.requisition_terms.delete()
    with pytest.raises(DomainError, match="ingen e-postadress"):
        send_requisitions(rows=[rows[2], rows[0]], by=cast.chief)
    assert not Requisition.objects.exclude(state=RequisitionState.DRAFT).exists()


@pytest.mark.parametrize("state", RequisitionState)
def test_each_act_is_refused_where_the_state_does_not_allow_it(cast, year, state):
    row = make_requisition(cast, year, due_on=dt.date(2022, 5, 1))
    if state != RequisitionState.DRAFT:
        freeze_requisition(row, cast)
    if state == RequisitionState.PAID:
        note_paid(requisition=row, on=TODAY, by=cast.chief)
    if state == RequisitionState.WITHDRAWN:
        withdraw_requisition(requisition=row, why="Fel belopp", by=cast.chief)
    acts = {
        RequisitionState.PAID: lambda: note_paid(requisition=row, on=TODAY, by=cast.chief),
        RequisitionState.WITHDRAWN: lambda: withdraw_requisition(requisition=row, why="Fel", by=cast.chief),
    }
    for to, act in acts.items():
        if to not in REQUISITION_TRANSITIONS[state]:
            with pytest.raises(DomainError, match="har läget"):
                act()


def test_a_payment_noted_by_mistake_is_taken_back(cast, year):
    row = note_paid(
        requisition=freeze_requisition(make_requisition(cast, year), cast), on=TODAY, by=cast.chief
    )
    row = undo_paid(requisition=row, by=cast.chief)
    assert (row.state, row.paid_on) == (RequisitionState.SENT, None)


def test_what_is_due_and_has_not_come_is_reminded_of_once_a_day(
    cast, year, django_capture_on_commit_callbacks
):
    row = freeze_requisition(make_requisition(cast, year), cast)
    with django_capture_on_commit_callbacks(execute=True):
        remind_of_requisition(requisition=row, by=cast.chief)
    assert ["Påminnelse" in each.subject for each in mail.outbox] == [True]
    with pytest.raises(DomainError, match="redan påmind i dag"):
        remind_of_requisition(requisition=row, by=cast.chief)


def test_what_is_not_due_yet_is_not_reminded_of(cast, year):
    row = freeze_requisition(make_requisition(cast, year, due_on=TODAY), cast)
    with pytest.raises(DomainError, match="förfallodag har varit"):
        remind_of_requisition(requisition=row, by=cast.chief)


def test_the_sums_leave_out_what_is_withdrawn(cast, year):
    paid, off = (freeze_requisition(make_requisition(cast, year, number=n), cast) for n in (1, 2))
    note_paid(requisition=paid, on=TODAY, by=cast.chief)
    withdraw_requisition(requisition=off, why="Fel belopp", by=cast.chief)
    late = freeze_requisition(make_requisition(cast, year, number=3, amount=Decimal(100)), cast)
    found = member_rows({cast.region: Decimal(400_000)}, Requisition.objects.all(), TODAY)
    assert [(row.asked, row.paid, row.late, row.left) for row in found] == [
        (314_725, 314_625, late.amount, 85_275), (314_725, 314_625, late.amount, 85_275),
    ]  # fmt: skip


def test_what_waits_is_told_by_period_and_what_is_late_one_by_one(cast, rows):
    late = freeze_requisition(rows[1], cast)
    may = frozenset({Permission.WRITE_ECONOMY})
    found = list(requisitions_waiting(cast.association, cast.chief, may, dt.date(2022, 6, 20)))
    assert [
        (each.what, each.due_on.month, each.about.split(",")[0].replace("\u00a0", " ")) for each in found
    ] == [
        ("Skicka bidragsrekvisitioner", 1, "1 januari–31 mars 2022"),
        ("Skicka bidragsrekvisitioner", 1, "1 januari–31 december 2022"),
        ("Skicka bidragsrekvisitioner", 4, "1 april–30 juni 2022"),
        ("Skicka bidragsrekvisitioner", 7, "1 juli–30 september 2022"),
        ("Skicka bidragsrekvisitioner", 7, "1 juli–31 december 2022"),
        ("Påminn om medlemsbidrag", 5, str(late.member)),
    ]
    assert not list(requisitions_waiting(cast.association, cast.chair, frozenset(), TODAY))


# ---- The books


def receive(cast: Cast, number: str, day: dt.date, amount: int, text: str) -> LedgerVoucher:
    """Book money that came in."""
    books = cast.association.ledger_imports.get()
    voucher = LedgerVoucher.objects.create(ledger_import=books, series="B", number=number, day=day, text=text)
    bank = books.accounts.get(number="1930")
    LedgerRow.objects.create(voucher=voucher, account=bank, amount=Decimal(amount))
    return voucher


@pytest.fixture
def booked(cast: Cast):
    """Books of 2021, in which two who were asked for the same amount have paid on the same day."""
    year = opened_year(cast, 2021)
    stored(cast)
    rows = [
        freeze_requisition(make_requisition(cast, year, number=number, member=member), cast)
        for number, member in ((1, cast.region), (2, cast.kommun))
    ]
    day = dt.date(2021, 1, 28)
    vouchers = [receive(cast, "1", day, 314_625, f"Bidrag {cast.kommun.name}"), receive(cast, "2", day, 314_625, "Inbetalning")]  # fmt: skip
    return year, rows, vouchers


def test_money_is_found_by_its_amount_first_where_the_text_names_the_member(booked):
    year, rows, vouchers = booked
    found = payments_in_books(year, rows)
    assert [(hit.requisition.number, hit.voucher.pk) for hit in found] == [
        (1, vouchers[1].pk), (2, vouchers[0].pk),
    ]  # fmt: skip


def test_what_is_found_is_noted_from_the_page_and_found_no_more(cast, booked):
    year, rows, _ = booked
    desk = Desk(cast)
    assert "2 rekvisitioner ser" in desk.get("requisition_list", 2021)
    desk.post("requisitions_found", 2021, rows=[rows[1].pk])
    rows = list(Requisition.objects.of(cast.association))
    assert [(row.number, row.voucher, row.paid_on) for row in rows if row.is_paid] == [
        (2, "B 1", dt.date(2021, 1, 28))
    ]
    assert [hit.requisition.number for hit in payments_in_books(year, rows)] == [1]


def test_what_came_for_next_year_is_prepaid_and_what_did_not_come_is_owed(cast, booked):
    year, rows, _ = booked
    after = opened_year(cast, 2022)
    early = freeze_requisition(make_requisition(cast, after), cast)
    note_paid(requisition=early, on=dt.date(2021, 12, 30), by=cast.chief)
    assert [(each.requisition, each.amount) for each in prepaid_at_end(year)] == [(early, 314_625)]
    assert unpaid_at_end(year, rows) == rows
    url = reverse("requisitions_prepaid", args=[cast.association.slug, 2021])
    answer = Desk(cast).client.post(url, {"cost": "3510", "debt": "2970", "turns_back": "on"})
    lines = [line.strip() for line in answer.content.decode("cp437").splitlines() if "#TRANS" in line]
    assert [(line.split()[1], line.split()[3]) for line in lines] == [
        ("3510", "314625.00"), ("2970", "-314625.00"), ("3510", "-314625.00"), ("2970", "314625.00"),
    ]  # fmt: skip


# ---- The pages


def test_the_office_makes_changes_sends_and_reads_the_list(cast, year, django_capture_on_commit_callbacks):
    budget_with_contributions(cast, year, {cast.region: 1_000_000})
    desk = Desk(cast)
    members = {f"{name}{each.pk}": value for each in (cast.fk, cast.region, cast.kommun) for name, value in (("n", 2), ("e", "a@example.se"), ("r", "R1"))}  # fmt: skip
    column = year.figure_sets.get()
    desk.post("requisition_draft", 2022, column=column.pk, pay_to="Bankgiro 1-2", due_days=20, **members)
    first, second = Requisition.objects.of(cast.association)
    desk.post("requisition_edit", first.pk, starts_on="2022-01-01", ends_on="2022-06-30", amount="400 000", due_on="2022-05-02")  # fmt: skip
    desk.post("requisitions_send", 2022, rows=[first.pk])
    page = desk.get("requisition_list", 2022)
    assert [word in page for word in ("900 000", "100 000", "Skickad", "Inte skickad")] == [True] * 4
    desk.post("requisition_remove", second.pk)
    excel = Desk(cast).client.get(reverse("requisition_list_excel", args=[cast.association.slug, 2022]))
    sheet = load_workbook(BytesIO(excel.content)).active
    assert [[cell.value for cell in row][1:6:3] for row in sheet.iter_rows(min_row=2)] == [
        [cast.region.name, 400_000]
    ]


def test_a_year_without_contributions_leads_to_where_they_are_written(cast, year):
    desk = Desk(cast)
    assert "Inga rekvisitioner" in desk.get("requisition_list", 2022)
    assert desk.post("requisition_draft", 2022).url.endswith("/medlemsbidrag/")
