"""The styrkort as chapters: under each perspective its goals, measures and activities, one after the other."""

from __future__ import annotations

from typing import Any

from reporting.blocks.scorecard import columns_of
from reporting.models import Report, Section
from reporting.registries.blocks import Block, register


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the perspectives in order, each with its goals, measures and activities as lists."""
    return {
        "perspectives": [
            {
                "name": each.name,
                "text": each.text,
                "lists": [
                    (label, cells)
                    for label, cells in (
                        ("Mål", each.goals),
                        ("Mått", each.measures),
                        ("Aktiviteter", each.activities),
                    )
                    if cells
                ],
            }
            for each in columns_of(report)
        ]
    }


BLOCK = register(
    Block(
        "scorecard_chapters",
        "Perspektiv som kapitel",
        "print/blocks/scorecard_chapters.html",
        build,
        picture="app/blocks/scorecard_chapters.svg",
        told="Samma perspektiv efter varandra, med mål, mått och aktiviteter som listor.",
    )
)
