"""Which §§ have decided something that the rest of the program may lean on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from board.models import Paragraph
from board.states import COMES_BACK, FORMAL, HELD
from finsam.models import Association
from finsam.states import BodyKind

NEWEST = 60  # what one chooses among


def decided_paragraphs(association: Association, *, since: dt.date, about: Sequence[str]) -> list[Paragraph]:
    """Give the board's §§ from the day on that decided a matter, first those `about` the words, then the newest.

    Left out are the formal §§, those put off, and those without an att-sats: they decide nothing.
    """
    rows = Paragraph.objects.filter(
        meeting__body__association=association, meeting__body__kind=BodyKind.BOARD, meeting__state__in=HELD,
        meeting__held_on__gte=since, number__isnull=False, decisions__isnull=False,
    )  # fmt: skip
    rows = rows.exclude(kind__in=FORMAL).exclude(outcome__in=COMES_BACK)
    rows = rows.select_related("meeting__body", "matter").prefetch_related("decisions").distinct()
    newest = list(rows.order_by("-meeting__held_on", "-number")[:NEWEST])
    return sorted(
        newest, key=lambda row: -_mentions(row, about)
    )  # a stable sort: the newest first among equals


def may_decide(paragraph: Paragraph) -> bool:
    """Whether the § is one that decides a matter: numbered, held, and neither formal nor put off."""
    return (
        paragraph.number is not None
        and paragraph.meeting.state in HELD
        and paragraph.kind not in FORMAL
        and paragraph.outcome not in COMES_BACK
    )


def is_about(paragraph: Paragraph, words: Iterable[str]) -> bool:
    """Whether the heading, the ärende or an att-sats of the § has any of the words."""
    return _mentions(paragraph, words) > 0


def _mentions(paragraph: Paragraph, about: Iterable[str]) -> int:
    """Count the words in the heading and its ärende twice, and those that only an att-sats has once."""
    matter = paragraph.matter.title if paragraph.matter else ""
    heading = f"{paragraph.heading} {matter}".casefold()
    text = " ".join(decision.text for decision in paragraph.decisions.all()).casefold()
    return sum(2 if word in heading else word in text for word in (each.casefold() for each in about))
