"""The insatser's yearly reports in full, as a bilaga."""

from __future__ import annotations

from typing import Any

from reporting.blocks import Block, register
from reporting.models import Report, Section
from reporting.queries.insatser import full_reports
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give every yearly report that is handed in, section by section as its questions were asked."""
    return {"reports": full_reports(report.association, report.year)}


BLOCK = register(
    Block(
        "insats_reports",
        "Insatsernas årsrapporter i sin helhet",
        "print/blocks/insats_reports.html",
        build,
        frozenset({ReportKind.ANNUAL}),
        topics=frozenset({"insatser.report"}),
    )
)
