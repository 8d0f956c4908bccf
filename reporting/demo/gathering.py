"""The demo's arrangemang: two that have been held, and one that people register for; and what the förbund pays its ledamöter."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from economy.actions.fees import save_fee_rule
from economy.states import FeeKind
from insatser.actions.events import plan_event, tell_event
from insatser.actions.registering import open_registration, register
from insatser.states import EventKind, Way
from reporting.demo.meetings import at
from reporting.demo.stage import Stage

_HELD: tuple[tuple[str, dict[str, Any], tuple[tuple[str, str, int, int, int], ...], int, str], ...] = (
    (
        "2021-10-08 10.00",
        {
            "title": "Samverkansdagen 2021", "kind": EventKind.CONFERENCE, "theme": "Unga utan arbete eller studier",
            "starts_on": dt.date(2021, 10, 7), "hours": "9–16", "place": "Stadshuset, stora salen",
            "about": "Parternas medarbetare möts om unga som varken arbetar eller studerar.",
        },
        (
            ("Exempelby kommun", Way.PLACE, 31, 12, 0), ("Region Exempelland", Way.PLACE, 18, 6, 0),
            ("Försäkringskassan", Way.ONLINE, 9, 4, 0), ("Arbetsförmedlingen", Way.ONLINE, 11, 8, 0),
            ("", Way.WATCHED, 0, 0, 46),
        ),
        38_400,
        "De flesta vill ses varje år, och fler från vården behöver komma.",
    ),
    (
        "2022-02-17 15.00",
        {
            "title": "Grundkurs i samordnad rehabilitering", "kind": EventKind.TRAINING, "theme": "Samordnad rehabilitering",
            "starts_on": dt.date(2022, 2, 16), "hours": "13–16", "place": "På distans",
            "about": "För nya handläggare: vem gör vad, och när kallar man till ett gemensamt möte.",
        },
        (("Exempelby kommun", Way.ONLINE, 12, 3, 0), ("Arbetsförmedlingen", Way.ONLINE, 6, 5, 0)),
        4_500,
        "",
    ),
)  # fmt: skip
_COMING = {
    "title": "Frukostmöte om arbetsträning", "kind": EventKind.NETWORK, "theme": "Arbetsträning",
    "starts_on": dt.date(2022, 5, 5), "hours": "8–9.30", "place": "Biblioteket, läsrummet",
    "about": "Tre arbetsgivare berättar hur de tar emot den som arbetstränar.",
}  # fmt: skip
_REGISTERED = (
    ("Ellen Sjögren", "Exempelby kommun", "ellen.sjogren@example.se"),
    ("Hassan Karimi", "Region Exempelland", "hassan.karimi@example.se"),
)
_FEES = (
    (FeeKind.MEETING, "900", "5010"), (FeeKind.REMOTE, "700", "5010"), (FeeKind.CHAIR_YEAR, "24000", "5010"),
    (FeeKind.LOST_EARNINGS, "350", "5010"), (FeeKind.TRAVEL, "2.50", "7010"),
)  # fmt: skip


def load_events(stage: Stage) -> None:
    """Plan the arrangemang and tell who came; two have registered for the one in May."""
    common = {"insats": None, "ends_on": None, "arranger": stage.association.name}
    for moment, facts, came, cost, evaluation in _HELD:
        with at(moment):
            event = plan_event(association=stage.association, facts=common | facts, by=stage.chief)
            groups = [
                {
                    "organisation": organisation, "note": "", "way": way,
                    "women": women or None, "men": men or None, "unknown": unknown or None,
                }
                for organisation, way, women, men, unknown in came
            ]  # fmt: skip
            tell_event(
                event=event,
                version=0,
                groups=groups,
                cost=Decimal(cost),
                evaluation=evaluation,
                by=stage.chief,
            )
    with at("2022-04-04 09.00"):
        coming = plan_event(association=stage.association, facts=common | _COMING, by=stage.chief)
        places = {"places": 40, "registers_until": dt.date(2022, 5, 3), "remind_days": 2}
        open_registration(event=coming, facts=places, by=stage.chief)
        for name, organisation, email in _REGISTERED:
            register(event=coming, name=name, organisation=organisation, email=email)


def load_fees(stage: Stage) -> None:
    """Write the rules of arvoden that hold from January 2022."""
    with at("2022-01-31 10.00"):
        for kind, amount, account in _FEES:
            facts = {
                "kind": kind, "body": None, "amount": Decimal(amount), "account": account, "from_hours": None, "pays_waiting": False,
                "decided_in": "§ 44, 2021-11-26", "from_on": dt.date(2022, 1, 1), "to_on": None,
            }  # fmt: skip
            save_fee_rule(association=stage.association, facts=facts, by=stage.chief)
