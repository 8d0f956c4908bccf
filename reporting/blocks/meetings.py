"""The year's protokollförda sammanträden."""

from __future__ import annotations

from typing import Any

from board.models import Meeting
from finsam import dates
from finsam.states import BodyKind
from reporting.blocks import Block, register
from reporting.models import Report, Section
from reporting.queries.board_year import recorded_meetings
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give how many meetings the board has held with a protocol, and when."""
    found = recorded_meetings(report.association, report.period)
    board = [each for each in found if each.body.kind == BodyKind.BOARD]
    return {
        "count": len(board),
        "sentence": _sentence(board),
        "meetings": [
            (each.body.name, dates.long_date(each.held_on), each.get_kind_display(), _numbers(each))
            for each in found
        ],
    }


def _sentence(board: list[Meeting]) -> str:
    if not board:
        return ""
    if len(board) == 1:
        return "Styrelsen har under året haft ett protokollfört sammanträde."
    return f"Styrelsen har under året haft {len(board)} protokollförda sammanträden."


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
