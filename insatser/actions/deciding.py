"""What a signed protocol does to applications: each § on one decides it, and those who applied are told."""

from __future__ import annotations

from django.db import transaction

from board.models import Paragraph, Protocol
from board.states import Outcome
from finsam import audit
from finsam.models import Person
from insatser.actions.decision_letters import write_decision_letter
from insatser.actions.following import grant_by, locked_application
from insatser.queries.decision_letters import Receiver
from insatser.states import APPLICATION_TRANSITIONS, ApplicationState


def decide_applications(protocol: Protocol, by: Person | None) -> None:
    """Decide the applications of a signed protocol's §§; called by `board.effects` in its transaction.

    A § that is tabled or referred back decides nothing. A later § on the same ansökan replaces what an earlier gave for a year.
    """
    rows = protocol.paragraphs.filter(
        matter__application__isnull=False, outcome=Outcome.DECIDED, decisions__isnull=False
    )
    for paragraph in (
        rows.select_related("matter", "meeting__body__association").distinct().order_by("number")
    ):
        _decide(paragraph, by)


@transaction.atomic
def _decide(paragraph: Paragraph, by: Person | None) -> None:
    row = locked_application(paragraph)
    is_new = row and ApplicationState.DECIDED in APPLICATION_TRANSITIONS[ApplicationState(row.state)]
    if row is None or not (is_new or row.state == ApplicationState.DECIDED):
        return
    decisions = list(paragraph.decisions.prefetch_related("amounts"))
    if not row.proposal and not any(decision.amounts.all() for decision in decisions):
        return  # it was on the agenda for something else
    grant_by(row, paragraph, by)
    row.state = ApplicationState.DECIDED
    row.save(update_fields=["state"])
    audit.record(
        association=row.association, by=by, verb="fick ansökan beslutad", target=row, paragraph=str(paragraph)
    )
    receiver = Receiver(row, row.insats)
    if receiver.people:
        write_decision_letter(paragraph=paragraph, receiver=receiver, by=by)
