"""The goals as a tree of the förbund's own levels, each with what lies below it."""

from __future__ import annotations

from typing import Any

from reporting.blocks.goals import as_printed, day_of
from reporting.models import Report, Section
from reporting.queries.goals import goals_of, placed
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind

DEEPEST = 5  # from which depth goals stand no further in


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the goals from the highest down, each with its depth on the page; assessed in delår and årsredovisning."""
    day, is_assessed = day_of(report), report.kind != ReportKind.PLAN
    rows = placed(goals_of(report.association, report.year))
    return {
        "goals": [
            as_printed(each, day, is_assessed=is_assessed) | {"step": min(each.depth, DEEPEST)}
            for each in rows
        ],
        "is_assessed": is_assessed,
    }


BLOCK = register(
    Block(
        "goal_tree",
        "Mål i nivåer",
        "print/blocks/goal_tree.html",
        build,
        picture="app/blocks/goal_tree.svg",
        told="Målen i förbundets nivåer, vart och ett indraget under det som det ligger under.",
    )
)
