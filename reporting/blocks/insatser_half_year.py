"""How the insatser go at half-year."""

from __future__ import annotations

from typing import Any

from reporting.blocks import Block, register
from reporting.models import Report, Section
from reporting.queries.insatser import half_year_insatser
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give each insats of the year with what is granted and what its half-year report says."""
    return {"insatser": half_year_insatser(report.association, report.year)}


BLOCK = register(
    Block(
        "insatser_half_year",
        "Insatserna vid halvåret",
        "print/blocks/insatser_half_year.html",
        build,
        frozenset({ReportKind.HALF_YEAR}),
    )
)
