"""The diarium: ärenden with numbers without gap, their lists and pages."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from board.actions.matters import close_matter, open_matter, rename_matter, reopen_matter
from board.queries.matters import matters_of
from finsam.errors import DomainError
from finsam.models import AuditEvent
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph


def opened(cast: Cast, title: str = "Budget 2023", on: dt.date | None = None):
    return open_matter(association=cast.association, title=title, by=cast.chief, on=on)


def test_numbers_run_by_the_year(cast):
    days = [dt.date(2021, 12, 30), dt.date(2021, 12, 31), dt.date(2022, 1, 3)]
    assert [opened(cast, on=day).dnr for day in days] == ["2021/1", "2021/2", "2022/1"]


def test_two_associations_have_numbers_of_their_own(cast):
    opened(cast)
    other = open_matter(association=cast.outsider.association, title="Annat", by=cast.outsider)
    assert other.dnr == "2022/1"


def test_closing_is_written_down(cast):
    matter = close_matter(matter=opened(cast), by=cast.chief)
    assert matter.closed_on == dt.date(2022, 4, 11)
    assert AuditEvent.objects.filter(verb="avslutade ärende").count() == 1


def test_a_closed_matter_is_not_closed_again(cast):
    matter = close_matter(matter=opened(cast), by=cast.chief)
    with pytest.raises(DomainError, match="redan avslutat"):
        close_matter(matter=matter, by=cast.chief)


def test_a_closed_matter_is_opened_again(cast):
    matter = close_matter(matter=opened(cast), by=cast.chief)
    assert reopen_matter(matter=matter, by=cast.chief).closed_on is None


def test_another_heading_keeps_the_number(cast):
    matter = opened(cast)
    assert str(rename_matter(matter=matter, title="Budget 2024", by=cast.chief)) == "2022/1 Budget 2024"


@pytest.mark.parametrize(("words", "found"), [("budget", 1), ("2022/2", 1), ("lokaler", 0), ("", 2)])
def test_a_matter_is_found_by_heading_or_number(cast, words, found):
    opened(cast, "Budget 2023")
    opened(cast, "Val av revisor")
    assert matters_of(cast.association, words=words).count() == found


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(cast):
    client, url = client_of(cast.chief), reverse("matter_list", args=["exempel"])
    opened(cast)
    client.get(url)
    one = _queries(client, url)
    for number in range(29):
        opened(cast, f"Ärende {number}")
    assert _queries(client, url) == one


def _queries(client, url) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_the_list_comes_as_excel(cast):
    opened(cast)
    content = client_of(cast.chief).get(reverse("matter_list_excel", args=["exempel"])).content
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    assert rows[1][:2] == ("2022/1", "Budget 2023")


def test_a_matters_page_shows_where_it_was_dealt_with(cast):
    matter = opened(cast)
    make_paragraph(
        meeting=make_meeting(body=cast.board), heading="Budget i styrelsen", matter=matter, number=4
    )
    page = client_of(cast.chief).get(reverse("matter_detail", args=["exempel", matter.pk])).content.decode()
    assert "Styrelsen §\u00a04: Budget i styrelsen" in page


def test_an_agenda_that_has_not_gone_out_is_not_shown_to_a_member(cast):
    matter = opened(cast)
    make_paragraph(meeting=make_meeting(body=cast.board), heading="Budget i styrelsen", matter=matter)
    page = client_of(cast.member).get(reverse("matter_detail", args=["exempel", matter.pk])).content.decode()
    assert "Ärendet har inte varit uppe än." in page


def test_a_matter_is_opened_on_its_page(cast):
    response = client_of(cast.chief).post(reverse("matter_add", args=["exempel"]), {"title": " Ny  insats "})
    assert response.status_code == 302
    assert cast.association.matters.get().title == "Ny insats"


def test_a_matter_without_a_heading_gets_a_sentence(cast):
    page = (
        client_of(cast.chief).post(reverse("matter_add", args=["exempel"]), {"title": " "}).content.decode()
    )
    assert "Skriv en rubrik." in page


@pytest.mark.parametrize("name", ["matter_edit", "matter_close"])
@pytest.mark.parametrize(("who", "status"), [("member", 403), ("auditor", 403), ("outsider", 404)])
def test_only_the_office_changes_a_matter(cast, name, who, status):
    matter = opened(cast)
    url = reverse(name, args=["exempel", matter.pk])
    assert client_of(getattr(cast, who)).post(url, {"title": "X"}).status_code == status
    matter.refresh_from_db()
    assert (matter.title, matter.closed_on) == ("Budget 2023", None)


def test_the_neighbours_matter_is_unknown(cast):
    matter = open_matter(association=cast.outsider.association, title="Annat", by=cast.outsider)
    assert client_of(cast.chief).get(reverse("matter_detail", args=["exempel", matter.pk])).status_code == 404
