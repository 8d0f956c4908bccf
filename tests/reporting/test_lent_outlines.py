"""A report's headings without its texts, in the same förbund and by who writes in two: nobody else knows of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from finsam.models import Association
from finsam.permissions import Role
from finsam.states import AppointmentRole, BodyKind
from reporting.actions.reports import begin_report
from reporting.models import Report, Section
from reporting.states import ReportKind
from tests.cast import Cast, client_of, make_cast
from tests.factories import appoint
from tests.queries import count_queries


@pytest.fixture
def other(cast: Cast) -> Report:
    """A plan of another förbund, with a text and a choice of its own columns."""
    theirs = make_cast("annat")
    report = begin_report(
        association=theirs.association,
        kind=ReportKind.PLAN,
        year=2022,
        by=theirs.chief,
        outline="verksamhetsplan-styrkort",
    )
    section = report.sections.get(block="budget")
    section.heading, section.options = "Pengarna 2022", {"columns": ["2022/k1"], "kind": "individ"}
    section.save()
    section.text.html = "<p>Deras ord.</p>"
    section.text.save()
    return report


def write_there(cast: Cast, association: Association) -> None:
    """Let the förbundschef, by the same login, be in the other förbund's office."""
    person = association.people.create(name=cast.chief.name, email=cast.chief.email, user=cast.chief.user)
    appoint(person, association.bodies.get(kind=BodyKind.OFFICE), role=AppointmentRole.OFFICER)


def begin(cast: Cast, report: Report, by: object = None):
    facts = {"kind": "verksamhetsplan", "year": 2023, "start": f"headings:{report.pk}"}
    return client_of(by or cast.chief).post(reverse("report_add", args=[cast.association.slug]), facts)


def test_who_writes_in_both_takes_the_headings_alone(cast: Cast, other: Report) -> None:
    write_there(cast, other.association)
    assert begin(cast, other).status_code == 302
    made = Report.objects.get(association=cast.association, year=2023)
    assert list(made.sections.values_list("key", "block")) == list(other.sections.values_list("key", "block"))
    money = made.sections.get(block="budget")
    assert (money.heading, money.options, money.text.html) == ("Pengarna 2023", {"kind": "individ"}, "")
    assert made.copied_from is None


def test_nobody_else_knows_of_it(cast: Cast, other: Report) -> None:
    page = (
        client_of(cast.chief)
        .get(f"{reverse('report_add', args=['exempel'])}?slag=verksamhetsplan")
        .content.decode()
    )
    assert "Verksamhetsplan 2022" not in page
    assert begin(cast, other).status_code == 404
    assert not Report.objects.filter(association=cast.association).exists()


def test_a_role_that_is_over_takes_nothing(cast: Cast, other: Report) -> None:
    write_there(cast, other.association)
    other.association.people.get(user=cast.chief.user).appointments.update(
        to_on="2020-01-02", from_on="2020-01-01"
    )
    assert begin(cast, other).status_code == 404


def test_its_own_headings_keep_what_they_have_set(cast: Cast) -> None:
    own = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    Section.objects.filter(report=own, block="budget").update(options={"columns": ["2022/k1"]})
    begin(cast, own)
    made = Report.objects.get(association=cast.association, year=2023)
    assert made.sections.get(block="budget").options == {"columns": ["2022/k1"]}


def test_many_of_them_ask_no_more(cast: Cast, other: Report) -> None:
    write_there(cast, other.association)
    url = f"{reverse('report_add', args=['exempel'])}?slag=verksamhetsplan"
    few = count_queries(client_of(cast.chief), url)
    for slug in ("tredje", "fjarde"):
        theirs = make_cast(slug)
        begin_report(association=theirs.association, kind=ReportKind.PLAN, year=2022, by=theirs.chief)
        write_there(cast, theirs.association)
    assert count_queries(client_of(cast.chief), url) <= few


def test_a_role_that_takes_a_second_factor_there_takes_it_here(cast: Cast, other: Report) -> None:
    write_there(cast, other.association)
    other.association.second_factor_roles = [Role.OFFICER]
    other.association.save()
    assert begin(cast, other).status_code == 404
