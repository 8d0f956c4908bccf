"""Extracts of the insatser's yearly reports, by kind."""

from __future__ import annotations

from typing import Any

from insatser.states import InsatsKind
from reporting.models import Report, Section
from reporting.queries.insatser import extracts_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the insatser of the kind named in the options ("individ" or "struktur"), else of both."""
    kind = (section.options or {}).get("kind", "")
    return {
        "extracts": extracts_of(
            report.association, report.year, kinds=[kind] if kind else list(InsatsKind.values)
        )
    }


BLOCK = register(
    Block(
        "insatser",
        "Insatser, utdrag ur årsrapporterna",
        "print/blocks/insatser.html",
        build,
        frozenset({ReportKind.ANNUAL}),
        topics=frozenset({"insatser.report"}),
    )
)
