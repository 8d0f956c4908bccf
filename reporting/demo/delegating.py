"""The demo's delegationsordning, and what has been decided under it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from board.actions.delegation import note_decision, save_delegation_point
from finsam.states import AppointmentRole
from reporting.demo.meetings import at
from reporting.demo.stage import Stage

_POINTS = (
    ("1.1", "Avtal om köp av varor och tjänster", AppointmentRole.CHIEF, Decimal(50_000)),
    ("1.2", "Anställning på vikariat upp till sex månader", AppointmentRole.CHIEF, None),
    ("2.1", "Bidrag till konferenser och studiebesök", AppointmentRole.CHIEF, Decimal(20_000)),
    ("2.2", "Beslut som inte kan vänta till nästa sammanträde", AppointmentRole.CHAIR, None),
    ("3.1", "Utlämnande av allmän handling med villkor", AppointmentRole.OFFICER, None),
)
_DECISIONS = (
    ("1.1", dt.date(2022, 3, 30), "chief", "Köpa stöd för upphandling av revisionstjänster", Decimal(18_500)),
    ("2.1", dt.date(2022, 4, 8), "chief", "Betala konferensavgift för fyra ledamöter", Decimal(9_600)),
)


def load_delegation(stage: Stage) -> None:
    """Write the ordning as it is since January 2022, and note two decisions that wait to be reported."""
    points = {}
    with at("2022-01-31 09.00"):
        for number, text, role, most in _POINTS:
            facts = {
                "number": number, "text": text, "role": role, "person": None, "most": most, "conditions": "",
                "decided_in": "§ 8, 2021-02-26", "from_on": dt.date(2021, 3, 1), "to_on": None,
            }  # fmt: skip
            points[number] = save_delegation_point(association=stage.association, facts=facts, by=stage.chief)
    with at("2022-04-09 10.00"):
        for number, day, who, text, amount in _DECISIONS:
            note_decision(
                point=points[number],
                decided_on=day,
                delegate=stage.people[who],
                text=text,
                amount=amount,
                by=stage.chief,
            )
