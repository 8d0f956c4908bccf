"""The demo's one appeal: of one att-sats in October, too late, turned away by the court."""

from __future__ import annotations

import datetime as dt

from board.actions.appeals import close_appeal, forward_appeal, judge_time, receive_appeal
from board.models import Decision
from board.states import AppealOutcome, ProtocolKind
from finsam import clock
from reporting.demo.stage import Stage, moment

DECISION = "godkänna delårsrapporten"


def load_appeal(stage: Stage) -> None:
    """Let an appeal of the delårsrapport come in four days late; the court has it, and turns it away."""
    decision = Decision.objects.get(paragraph__meeting=stage.meetings["october"], text=DECISION)
    protocol = decision.paragraph.protocols.select_related("meeting__body__association").get(
        kind=ProtocolKind.MAIN
    )
    received, sent = dt.date(2021, 11, 29), dt.date(2021, 11, 30)
    ruled, final = dt.date(2022, 1, 20), dt.date(2022, 2, 11)
    with clock.standing_at(moment(received, "13.15")):
        appeal = receive_appeal(
            protocol=protocol, decisions=[decision], on=received, sender="E.N.", by=stage.chief
        )
    with clock.standing_at(moment(sent, "08.40")):
        judge_time(appeal=appeal, is_in_time=False, note="Sista dagen var den 25 november.", by=stage.chief)
        forward_appeal(appeal=appeal, on=sent, by=stage.chief)
    with clock.standing_at(moment(final, "09.05")):
        close_appeal(
            appeal=appeal, outcomes={decision.pk: AppealOutcome.REJECTED}, on=ruled, final_on=final,
            note="Överklagandet kom in för sent.", by=stage.chief,
        )  # fmt: skip
