"""Agreements: the last day of notice is reckoned, a renewal moves it, and somebody is told in time."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from finsam.swedish import dates
from reporting.actions.contracts import let_run_on, save_contract
from reporting.models import Contract
from reporting.queries.contracts import contract_rows, contracts_that_wait
from tests.board.meetings import make_held_meeting
from tests.board.test_attachments import a_pdf
from tests.cast import Cast, client_of, make_cast

TODAY = dt.date(2022, 4, 11)
PDF = a_pdf()  # each has an identity of its own


def contract(**facts: object) -> Contract:
    return Contract(**{"starts_on": dt.date(2020, 1, 1), "notice_months": 3} | facts)


def make(cast: Cast, **facts: object) -> Contract:
    given = {
        "party": "Kommunen", "subject": "Hyra av kontor", "starts_on": dt.date(2020, 1, 1), "ends_on": dt.date(2022, 8, 31),
        "renewal_months": 12, "notice_months": 3, "remind_days": 60, "person": None, "decided_on": None,
        "decided_in": None, "ended_on": None,
    } | facts  # fmt: skip
    return save_contract(association=cast.association, facts=given, by=cast.chief)


@pytest.mark.parametrize(
    ("day", "months", "there"),
    [("2022-08-31", -3, "2022-05-31"), ("2022-05-31", -3, "2022-02-28"), ("2022-02-28", 12, "2023-02-28"), ("2023-02-28", 12, "2024-02-29"), ("2022-01-15", -1, "2021-12-15")],
)  # fmt: skip
def test_months_are_counted_from_a_last_day_to_a_last_day(day, months, there):
    assert dates.months_after(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(there)


@pytest.mark.parametrize(
    ("facts", "end", "notice"),
    [
        ({"ends_on": None}, None, None),
        ({"ends_on": dt.date(2022, 8, 31)}, dt.date(2022, 8, 31), dt.date(2022, 5, 31)),
        ({"ends_on": dt.date(2022, 4, 30)}, dt.date(2022, 4, 30), dt.date(2022, 1, 31)),
        ({"ends_on": dt.date(2022, 4, 30), "renewal_months": 12}, dt.date(2023, 4, 30), dt.date(2023, 1, 31)),
        ({"ends_on": dt.date(2021, 1, 31), "renewal_months": 6}, dt.date(2022, 7, 31), dt.date(2022, 4, 30)),
    ],
)
def test_a_renewal_counts_when_the_last_day_of_notice_has_gone(facts, end, notice):
    row = contract(**facts)
    assert (row.end_on(TODAY), row.notice_by(TODAY)) == (end, notice)


def test_the_office_is_told_before_the_last_day_until_it_says_that_it_runs_on(cast):
    row = make(cast)
    url = f"{reverse('contract_list', args=['exempel'])}#avtal-{row.pk}"
    page = client_of(cast.officer)
    assert url in page.get("/exempel/").content.decode()
    assert url not in client_of(cast.member).get("/exempel/").content.decode()
    let_run_on(contract=row, by=cast.chief)
    assert url not in page.get("/exempel/").content.decode()
    later = contracts_that_wait(cast.association, cast.officer, dt.date(2023, 5, 1), is_office=True)
    assert [each.notice_by for each in later] == [dt.date(2023, 5, 31)]


def test_it_is_entered_with_its_file_and_its_paragraph_and_read_by_the_board(cast):
    paragraph = make_held_meeting(cast).paragraphs.last()
    sent = {
        "party": "Kommunen", "subject": "Hyra av kontor", "starts_on": "2022-01-01", "notice_months": "3",
        "remind_days": "60", "decided_on": str(paragraph.meeting.held_on), "decided_in": str(paragraph.number),
        "file": SimpleUploadedFile("hyra.pdf", PDF, "application/pdf"),
    }  # fmt: skip
    client_of(cast.officer).post(reverse("contract_add", args=["exempel"]), sent)
    row = Contract.objects.get()
    assert (row.paragraph, row.notice_by(TODAY)) == (paragraph, None)
    reader = client_of(cast.member)
    assert "tills vidare" in reader.get(reverse("contract_list", args=["exempel"])).content.decode()
    file = reader.get(reverse("contract_file", args=["exempel", row.pk]))
    assert b"".join(file) == PDF


def test_what_ended_is_not_among_those_that_hold(cast):
    make(cast, ended_on=dt.date(2022, 3, 31))
    assert contract_rows(cast.association, TODAY) == []


def test_another_forbunds_agreement_is_not_found(cast):
    row = make(make_cast("annan"))
    assert client_of(cast.chief).get(reverse("contract_edit", args=["exempel", row.pk])).status_code == 404
