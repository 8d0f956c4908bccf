"""Figures of the reports' own that running text may name."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import slugify

from finsam.models import Association
from finsam.registries.fields import Field
from reporting.models import Goal
from reporting.queries.board_year import meetings_of_year
from reporting.queries.indicators import told_results
from reporting.states import GoalStatus

_COUNTED = {
    GoalStatus.GREEN: ("reporting.goals.reached", "Antal mål som är uppnådda"),
    GoalStatus.YELLOW: ("reporting.goals.partly", "Antal mål som är delvis uppnådda"),
    GoalStatus.RED: ("reporting.goals.missed", "Antal mål som inte är uppnådda"),
}


def meetings(association: Association, year: int) -> Iterator[Field]:
    """Give how many meetings of the year have a protocol."""
    count = meetings_of_year(association, year).count
    yield Field("reporting.meetings", "Antal protokollförda sammanträden", str(count), "Sammanträden")


def goals(association: Association, year: int) -> Iterator[Field]:
    """Give the year's counts of goals."""
    in_force = Goal.objects.filter(association=association, year__lte=year, until_year__gte=year)
    told = list(in_force.values_list("status", flat=True))
    if told:
        yield Field("reporting.goals", "Antal mål", str(len(told)), "Mål")
        for status, (key, label) in _COUNTED.items():
            yield Field(key, label, str(told.count(status)), "Mål")


def indicators(association: Association, year: int) -> Iterator[Field]:
    """Give the indicators' means of the year."""
    for result in told_results(association, year):
        if result.mean is not None:
            label = f"Indikatorer, {result.row.group}, medelvärde"
            yield Field(
                f"reporting.indicator.{slugify(result.row.group)}",
                label,
                f"{result.mean:.2f}".replace(".", ","),
                "Indikatorer",
            )
