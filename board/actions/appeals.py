"""The course of an appeal: received, held against the time, handed over with the board's yttrande, and settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from board.models import Appeal, AppealedDecision, Decision, Paragraph, Protocol
from board.queries.decided import may_decide
from board.states import (
    APPEAL_TRANSITIONS,
    BEFORE_COURT,
    OUTCOMES_FROM,
    AppealOutcome,
    AppealStage,
)
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from finsam.states import BodyKind


@transaction.atomic
def receive_appeal(
    *,
    protocol: Protocol,
    decisions: Sequence[Decision],
    on: dt.date,
    by: Person,
    sender: str = "",
    note: str = "",
) -> Appeal:
    """Write down that an appeal of some att-satser came in; the others of the protocol take laga kraft without regard to it.

    A protocol without att-satser is appealed as a whole. Raises DomainError for a day that cannot be, and
    when no att-sats is named.
    """
    if protocol.adjusted_on is None or not protocol.meeting.held_on <= on <= clock.today():
        raise DomainError("Dagen ska ligga mellan sammanträdet och i dag, och protokollet ska vara justerat.")
    own = Decision.objects.filter(paragraph__protocols=protocol)
    if not decisions and own.exists():
        raise DomainError("Kryssa för vilka beslut överklagandet gäller.")
    if not decisions and not note.strip():
        raise DomainError("Skriv vilket beslut överklagandet gäller.")
    if own.filter(pk__in=[each.pk for each in decisions]).distinct().count() != len(decisions):
        raise DomainError("Överklagandet kan bara gälla beslut i det här protokollet.")
    appeal = Appeal.objects.create(
        protocol=protocol, received_on=on, sender=sender.strip(), note=note.strip()
    )
    for each in decisions:
        AppealedDecision.objects.create(appeal=appeal, decision=each)
    audit.record(
        association=protocol.meeting.body.association,
        by=by,
        verb="tog emot överklagande",
        target=appeal,
        decisions=[each.pk for each in decisions],
    )
    return appeal


@transaction.atomic
def judge_time(*, appeal: Appeal, is_in_time: bool, by: Person, note: str = "") -> Appeal:
    """Note whether it came in time (13 kap. 5 and 6 §§ kommunallagen); the court, where it is lodged, is the one to turn it away."""
    row = _locked(appeal)
    _move(row, AppealStage.IN_TIME if is_in_time else AppealStage.LATE)
    row.time_note = note.strip()
    row.save(update_fields=["state", "time_note"])
    _record(row, by, "prövade överklagandets tid", is_in_time=is_in_time)
    return row


@transaction.atomic
def forward_appeal(*, appeal: Appeal, on: dt.date, by: Person, case_number: str = "") -> Appeal:
    """Write down that the appeal was handed over to förvaltningsrätten, or that it was lodged there."""
    row = _locked(appeal)
    _refuse_day(row, on, "Överklagandet kan inte lämnas vidare innan det kom in.")
    _move(row, AppealStage.SENT)
    row.forwarded_on, row.case_number = on, case_number.strip()
    row.save(update_fields=["state", "forwarded_on", "case_number"])
    _record(row, by, "lämnade överklagande vidare", on=on.isoformat())
    return row


@transaction.atomic
def give_statement(*, appeal: Appeal, paragraph: Paragraph, on: dt.date, by: Person) -> Appeal:
    """Write down that the board's yttrande went to the court; it is decided by a § and cannot be delegated (10 § finsamlagen)."""
    row = _locked(appeal)
    if row.state != AppealStage.SENT:
        raise DomainError("Yttrandet lämnas när överklagandet är hos förvaltningsrätten.")
    body = paragraph.meeting.body
    is_ours = body.association_id == row.protocol.meeting.body.association_id
    if not (is_ours and body.kind == BodyKind.BOARD and may_decide(paragraph)):
        raise DomainError(
            "Välj den paragraf där styrelsen beslutade yttrandet. Det får inte delegeras (10 § lag 2003:1210)."
        )
    if not paragraph.decisions.exists():
        raise DomainError("Paragrafen har inget beslut. Välj den där styrelsen beslutade yttrandet.")
    _refuse_day(row, on, "Yttrandet kan inte ha lämnats innan överklagandet kom in.")
    if on < paragraph.meeting.held_on:
        raise DomainError("Yttrandet kan inte ha lämnats innan styrelsen beslutade det.")
    row.statement, row.statement_on = paragraph, on
    row.save(update_fields=["statement", "statement_on"])
    _record(row, by, "lämnade yttrande till förvaltningsrätten", paragraph=str(paragraph))
    return row


@transaction.atomic
def close_appeal(
    *,
    appeal: Appeal,
    outcomes: Mapping[int, str],
    on: dt.date,
    by: Person,
    final_on: dt.date | None = None,
    note: str = "",
) -> Appeal:
    """Write down what the appeal came to, for each appealed att-sats by its key, and from when that is final.

    An appeal that is withdrawn before the court has it is over at once; a ruling is final when its own time to appeal has
    run out, which can be written later.
    """
    row = _locked(appeal)
    _refuse_day(row, on, "Målet kan inte vara avgjort innan överklagandet kom in.")
    _refuse_final(on, final_on)
    stage = AppealStage(row.state)
    appealed = list(row.decisions.select_related("decision__paragraph__meeting"))
    for each in appealed:
        each.outcome = _outcome(outcomes.get(each.decision_id, ""), stage)
    if not appealed:
        _outcome(outcomes.get(0, ""), stage)
    _move(row, AppealStage.CLOSED)
    AppealedDecision.objects.bulk_update(appealed, ["outcome"])
    row.closed_on, row.outcome = on, note.strip()
    row.final_on = on if stage in BEFORE_COURT else final_on
    row.save(update_fields=["state", "closed_on", "final_on", "outcome"])
    said = {str(each): each.outcome for each in appealed}
    _record(row, by, "avslutade överklagande", outcomes=said, on=on.isoformat())
    return row


@transaction.atomic
def make_final(*, appeal: Appeal, on: dt.date, by: Person) -> Appeal:
    """Write down the day from which the ruling is final, as the court says."""
    row = _locked(appeal)
    if row.state != AppealStage.CLOSED or row.closed_on is None:
        raise DomainError("Anteckna först hur målet avgjordes.")
    _refuse_final(row.closed_on, on)
    row.final_on = on
    row.save(update_fields=["final_on"])
    _record(row, by, "antecknade att avgörandet gäller", on=on.isoformat())
    return row


def _outcome(said: str, stage: AppealStage) -> AppealOutcome:
    if said not in AppealOutcome.values:
        raise DomainError("Välj hur det gick för varje överklagat beslut.")
    outcome = AppealOutcome(said)
    if outcome not in OUTCOMES_FROM[stage]:
        raise DomainError(
            "Innan förvaltningsrätten har överklagandet kan det bara återkallas. Lämna det dit först, även om det kom för sent."
        )
    return outcome


def _move(row: Appeal, to: AppealStage) -> None:
    if to not in APPEAL_TRANSITIONS[AppealStage(row.state)]:
        raise DomainError(
            f"Överklagandet har läget {row.get_state_display().lower()} och kan inte bli {to.label.lower()}."
        )
    row.state = to


def _refuse_day(row: Appeal, on: dt.date, before: str) -> None:
    if on < row.received_on:
        raise DomainError(before)
    if on > clock.today():
        raise DomainError("Dagen har inte kommit än.")


def _refuse_final(closed_on: dt.date, final_on: dt.date | None) -> None:
    if final_on and final_on < closed_on:
        raise DomainError("Avgörandet kan inte gälla från en dag före avgörandet.")


def _locked(appeal: Appeal) -> Appeal:
    rows = Appeal.objects.select_for_update(of=("self",))
    return rows.select_related("protocol__meeting__body__association").get(pk=appeal.pk)


def _record(row: Appeal, by: Person, verb: str, **facts: Any) -> None:
    audit.record(association=row.protocol.meeting.body.association, by=by, verb=verb, target=row, **facts)
