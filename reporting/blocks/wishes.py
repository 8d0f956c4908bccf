"""What the members wanted of the plan, and how it was taken into account."""

from __future__ import annotations

from typing import Any

from finsam.swedish import dates
from reporting.models import Report, Section
from reporting.queries.members_meetings import wishes_for
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give each wish for the plan's year with whose it is, when it was said, and what came of it."""
    return {
        "wishes": [
            (each.whose, dates.long_date(each.meeting.held_on), each.text, each.considered)
            for each in wishes_for(report.association, report.year)
        ]
    }


BLOCK = register(
    Block(
        "wishes",
        "Medlemmarnas önskade riktning",
        "print/blocks/wishes.html",
        build,
        frozenset({ReportKind.PLAN}),
    )
)
