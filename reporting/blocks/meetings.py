"""The year's protokollförda sammanträden."""

from __future__ import annotations

from typing import Any

from board.models import Meeting
from finsam.swedish import dates
from reporting.models import Report, Section
from reporting.queries.board_year import meetings_of_year
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give how many meetings the board has held with a protocol, and when."""
    year = meetings_of_year(report.association, report.year, until=report.period[1])
    found = year.held
    return {
        "count": year.count,
        "sentence": _sentence(year.count),
        "told": year.told,
        "gap": year.gap if year.is_lacking else "",
        "meetings": [
            (each.body.name, dates.long_date(each.began_on), each.get_kind_display(), _numbers(each))
            for each in found
        ],
    }


def _sentence(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "Styrelsen har under året haft ett protokollfört sammanträde."
    return f"Styrelsen har under året haft {count} protokollförda sammanträden."


def _numbers(meeting: Meeting) -> str:
    numbers = [each.number for each in meeting.paragraphs.all() if each.number]
    return dates.paragraphs(numbers) if numbers else ""


BLOCK = register(
    Block(
        "meetings",
        "Årets sammanträden",
        "print/blocks/meetings.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
    )
)
