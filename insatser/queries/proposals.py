"""What is proposed to the board on an ansökan, and what the board has decided so far."""

from __future__ import annotations

from collections.abc import Iterable

from board.models import Decision, Paragraph
from board.registries.effects import ProposedAmount
from board.states import AGENDA_OPEN, HELD
from insatser.models import Application, Grant, ProposedGrant


def proposed_for(paragraph: Paragraph, clause: str) -> list[ProposedAmount]:
    """Give the money of a proposed att-sats in a § on an ansökan; registered in `board.effects`."""
    if paragraph.matter_id is None:
        return []
    rows = ProposedGrant.objects.filter(application__matter=paragraph.matter_id, clause=clause)
    return [ProposedAmount(row.year, row.amount, row.financing) for row in rows]


def paragraphs_of(application: Application) -> list[Paragraph]:
    """Give the §§ and ärenden in which the ansökan has been on an agenda, the latest first."""
    if application.matter is None:
        return []
    rows = application.matter.paragraphs.select_related("meeting__body__association")
    return list(rows.prefetch_related("decisions__amounts").order_by("-meeting__held_on", "-id"))


def earlier_grants(application: Application) -> list[Grant]:
    """Give what the insats that an ansökan is about has been granted, the latest year first."""
    if application.insats is None:
        return []
    rows = application.insats.grants.current().select_related("decision__paragraph__meeting")
    return list(rows.order_by("-year", "-id"))


def decisions_in(paragraphs: Iterable[Paragraph]) -> list[Decision]:
    """Give the att-satser of held meetings among an ansökan's §§ (`paragraphs_of`), each with its amounts."""
    return [
        decision
        for paragraph in paragraphs
        if paragraph.meeting.state in HELD
        for decision in paragraph.decisions.all()
    ]


def coming_in(paragraphs: Iterable[Paragraph]) -> Paragraph | None:
    """Give the ärende among them that waits on an agenda; None where none does."""
    return next(
        (each for each in paragraphs if each.number is None and each.meeting.state in AGENDA_OPEN), None
    )
