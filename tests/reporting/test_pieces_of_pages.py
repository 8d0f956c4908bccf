"""Charts and tables are taken from the pages that show them, by who may see the page, as they stand there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from finsam.models import AuditEvent
from reporting.actions import reports
from reporting.models import Report
from tests.cast import Cast, client_of
from tests.reporting.figures import annual  # noqa: F401  the year 2021
from tests.reporting.test_reports import adopted


def read(cast: Cast, report: Report) -> str:
    return reverse("report_read", args=[cast.association.slug, report.pk])


def taken() -> list[str]:
    return list(
        AuditEvent.objects.filter(verb="hämtade").order_by("pk").values_list("facts__file", flat=True)
    )


@pytest.mark.django_db
def test_each_chart_and_table_of_a_report_says_what_it_is_given_as(cast: Cast, annual: Report):
    page = client_of(cast.chief).get(read(cast, annual)).content.decode()
    for form in ("csv", "xlsx", "png", "svg"):
        assert f'href="?hamta=pengarnas-vag-2021.{form}"' in page
    assert page.count('class="more take"') > 10


@pytest.mark.django_db
def test_a_table_is_given_as_the_page_shows_it_and_it_is_logged(cast: Cast, annual: Report):
    client = client_of(cast.officer)
    answer = client.get(read(cast, annual), {"hamta": "pengarnas-vag-2021.csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="pengarnas-vag-2021.csv"'
    assert answer.content.decode("utf-8-sig").splitlines()[0] == ";In;Ut"
    assert client.get(read(cast, annual), {"hamta": "pengarnas-vag-2021.png"}).content.startswith(b"\x89PNG")
    assert taken() == ["pengarnas-vag-2021.csv", "pengarnas-vag-2021.png"]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["finns-inte.csv", "pengarnas-vag-2021.exe", "csv", "../hemligt.csv"])
def test_what_the_page_does_not_show_is_not_given(cast: Cast, annual: Report, asked: str):
    assert client_of(cast.chief).get(read(cast, annual), {"hamta": asked}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("contact", 403)])
def test_who_does_not_see_the_page_gets_nothing_of_it(cast: Cast, annual: Report, who: str, status: int):
    answer = client_of(cast.by_role()[who]).get(read(cast, annual), {"hamta": "pengarnas-vag-2021.csv"})
    assert answer.status_code == status
    assert taken() == []


@pytest.mark.django_db
def test_anyone_takes_what_is_published_without_a_trace(cast: Cast, annual: Report, client: Client):
    report = reports.publish(report=adopted(annual, cast), by=cast.chief)
    address = reverse("public_report", args=[cast.association.slug, report.pk])
    assert client.get(address, {"hamta": "pengarnas-vag-2021.svg"})["Content-Type"] == "image/svg+xml"
    assert taken() == []
