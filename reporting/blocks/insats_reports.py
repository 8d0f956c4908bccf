"""The insatser's yearly reports in full, as a bilaga."""

from __future__ import annotations

from typing import Any

from insatser.documents.report import printed_report, printed_spots
from insatser.queries.outside import Spot
from reporting.models import Report, Section
from reporting.queries.insatser import yearly_reports
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give every yearly report that is handed in, as it was approved: the very document that the insats has."""
    rows = yearly_reports(report.association, report.year)
    return {"documents": [printed_report(each) for each in rows]}


def spots(report: Report) -> list[Spot]:
    """Give the figures of participants that the reports print."""
    rows = yearly_reports(report.association, report.year)
    return [spot for each in rows for spot in printed_spots(each)]


BLOCK = register(
    Block(
        "insats_reports",
        "Insatsernas årsrapporter i sin helhet",
        "print/blocks/insats_reports.html",
        build,
        frozenset({ReportKind.ANNUAL}),
        topics=frozenset({"insatser.report"}),
        spots=spots,
    )
)
