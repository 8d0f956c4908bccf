"""Which §§ may fix a column, and which columns their § does not hold fast yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from board.models import Paragraph
from board.states import HELD
from economy.models import FigureSet
from economy.states import PLANNED
from finsam.states import BodyKind

NEWEST = 60


def adopting_paragraphs(column: FigureSet) -> list[Paragraph]:
    """Give the board's §§ with a decision that may have fixed the column, the newest first.

    A budget is fixed the year before its own (23 § lag 2003:1210), an outcome after its end.
    """
    year = column.fiscal_year
    earliest = min(dt.date(year.starts_on.year - 1, 1, 1), column.starts_on)
    rows = Paragraph.objects.filter(
        meeting__body__association=year.association, meeting__body__kind=BodyKind.BOARD, meeting__state__in=HELD,
        meeting__held_on__gte=earliest, number__isnull=False, decisions__isnull=False,
    )  # fmt: skip
    ordered = rows.select_related("meeting__body").distinct().order_by("-meeting__held_on", "-number")
    return list(ordered[:NEWEST])


def adopted_with(column: FigureSet) -> list[FigureSet]:
    """Give the other budgets and plans of the year that are not fixed: one § fixes them together."""
    if column.kind not in PLANNED:
        return []
    rows = FigureSet.objects.filter(fiscal_year_id=column.fiscal_year_id, kind__in=PLANNED, adopted_on=None)
    return list(rows.exclude(pk=column.pk).order_by("position", "id"))


def is_adjusted(paragraph: Paragraph) -> bool:
    """Tell whether the § is justerad: from then on it holds."""
    return paragraph.protocols.filter(adjusted_on__isnull=False).exists()


def unsettled(columns: Sequence[FigureSet]) -> frozenset[int]:
    """Give the keys of the columns that a § has fixed which is not justerad yet: one query."""
    by_paragraph = {each.pk: each.paragraph_id for each in columns if each.paragraph_id}
    settled = set(
        Paragraph.objects.filter(
            pk__in=set(by_paragraph.values()), protocols__adjusted_on__isnull=False
        ).values_list("pk", flat=True)
    )
    return frozenset(pk for pk, paragraph in by_paragraph.items() if paragraph not in settled)
