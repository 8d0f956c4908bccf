"""How the insatser go at half-year."""

from __future__ import annotations

from typing import Any

from economy.queries.notes import costs_of_insatser
from finsam.swedish import dates
from reporting.models import Report, Section
from reporting.queries.insatser import half_year_insatser
from reporting.queries.sources import interim_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give each insats of the year with what is granted, what it has cost so far and what its half-year report says."""
    outcome = interim_of(report)
    costs = costs_of_insatser(outcome) if outcome else {}
    insatser = half_year_insatser(report.association, report.year)
    return {
        "insatser": [(each, costs.get(each.name)) for each in insatser],
        "period": dates.date_range(outcome.starts_on, outcome.ends_on) if outcome else "",
    }


BLOCK = register(
    Block(
        "insatser_half_year",
        "Insatserna vid halvåret",
        "print/blocks/insatser_half_year.html",
        build,
        frozenset({ReportKind.HALF_YEAR}),
    )
)
