"""What the reports offer for a §: the motivation of an under-balanced budget."""

from __future__ import annotations

import re
from collections.abc import Iterator

from board.models import Paragraph
from board.registries.wordings import Wording
from finsam.states import BodyKind
from finsam.swedish import money
from reporting.queries.underbalance import deficit_of, motivation

_YEAR = re.compile(r"\b20\d\d\b")
_UNDATED = re.compile(r'<data value="([^":]+)">')


def of_budget(paragraph: Paragraph) -> Iterator[Wording]:
    """Offer the plan's motivation to a § of the board about the budget of a year, the next one where it names none."""
    heading = paragraph.heading.casefold()
    if paragraph.meeting.body.kind != BodyKind.BOARD or not (
        "budget" in heading or "verksamhetsplan" in heading
    ):
        return
    said = _YEAR.search(paragraph.heading)
    year = int(said[0]) if said else paragraph.meeting.held_on.year + 1
    association = paragraph.meeting.body.association
    html = motivation(association, year)
    deficit = deficit_of(association, year) if html else None
    if deficit is None:
        return
    yield Wording(
        key=f"underbalans-{year}",
        label=f"Motivering till underbalanserad budget {year}",
        html=_UNDATED.sub(rf'<data value="\1:{year}">', html),
        clause=f"fastställa budget {year} med ett underskott på {money.kr(deficit)} kronor enligt motiveringen",
    )
