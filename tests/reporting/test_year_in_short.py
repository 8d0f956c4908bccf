"""Året i korthet: large figures beside last year's, the chart, and how the goals went; as typed words stand above."""

from __future__ import annotations

import pytest

from reporting.documents.report import build_section
from reporting.models import Goal, Report, Section
from reporting.states import GoalStatus, Unit
from tests.cast import Cast
from tests.pages import in_one_line
from tests.reporting.figures import annual  # noqa: F401  the year 2021

pytestmark = pytest.mark.django_db


def printed(report: Report) -> str:
    section, _ = Section.objects.get_or_create(report=report, heading="Året i korthet", block="year_in_short")
    return in_one_line(build_section(Report.objects.get(pk=report.pk), section).html.replace("\u00a0", " "))


def test_the_year_stands_beside_the_year_before(annual: Report):
    told = printed(annual)
    assert (
        "<strong>1 058 307 kr</strong> <span>Eget kapital vid årets slut</span> <small>690 698 kr 2020</small>"
        in told
    )
    assert "<strong>367 609 kr</strong> <span>Årets resultat</span>" in told
    assert "Pengarnas väg 2021" in told


def test_a_report_in_thousands_says_so(annual: Report):
    Report.objects.filter(pk=annual.pk).update(unit=Unit.TKR)
    assert "<strong>1 058 tkr</strong>" in printed(annual)


def test_goals_are_counted_when_one_is_assessed(annual: Report):
    Goal.objects.update(status=GoalStatus.NOT_ASSESSED)
    assert "Uppfyllda mål" not in printed(annual)
    one = Goal.objects.filter(year=2021).first()
    Goal.objects.filter(pk=one.pk).update(status=GoalStatus.GREEN)
    whole = Goal.objects.filter(year__lte=2021, until_year__gte=2021).count()
    assert (
        f"<strong>1 av {whole}</strong> <span>Uppfyllda mål</span> <small>{whole - 1} är inte bedömda</small>"
        in printed(annual)
    )


def test_without_figures_it_says_where_they_come_from(cast: Cast):
    report = Report.objects.create(
        association=cast.association, kind="arsredovisning", year=2021, begun_on="2022-01-01", title="Å"
    )
    assert "korthet" not in printed(report)
