"""The insats that the neighbour owns and both förbund pay for, counted for each of them in the first quarter of 2022."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from finsam.mail import letters
from insatser.actions.count_periods import hand_in_counting
from insatser.actions.grants import grant_money
from insatser.actions.participants import count_participants
from insatser.actions.register import add_insats
from insatser.actions.sharing import accept_share, offer_share
from insatser.models import Share
from insatser.states import InsatsKind, Phase
from reporting.demo.meetings import at
from reporting.demo.stage import Stage

_FIRST, _LAST = dt.date(2022, 1, 1), dt.date(2022, 3, 31)
_OWN = {Phase.NEW: (4, 6), Phase.ENDED: (0, 0), Phase.GOING: (4, 6)}
_OURS = {Phase.NEW: (5, 8), Phase.ENDED: (0, 0), Phase.GOING: (5, 8)}


def load_shared(owner: Stage, guest: Stage) -> None:
    """Let the neighbour share an insats with the demo's förbund, which has said yes."""
    with letters.reach_nobody():
        with at("2021-12-10 09.00"):
            insats = add_insats(
                association=owner.association, key="digitala-vagen", body=None, by=owner.chief,
                facts={
                    "name": "Digitala vägen", "kind": InsatsKind.INDIVID, "owner": owner.members["kommun"],
                    "purpose": "Den som vill arbeta med data får pröva på det i egen takt.", "starts_on": _FIRST,
                    "target_group": "Unga vuxna som står långt från arbete och är vana vid datorer.",
                    "method": "Kurser och handledning hos en folkhögskola.", "report_kind": "arsrapport",
                },
            )  # fmt: skip
            grant_money(
                insats=insats, year=2022, amount=Decimal(150_000), source="§ 41, 2021-12-03", by=owner.chief
            )
            share = offer_share(
                insats=insats, name=guest.association.slug, by=owner.chief,
                facts={
                    "amount": Decimal(150_000), "places": 15, "from_on": _FIRST, "decided_in": "§ 41, 2021-12-03",
                },
            )  # fmt: skip
        with at("2021-12-20 10.00"):
            accept_share(share=share, agreed_in="Budget 2022, 2021-11-26", by=guest.chief)
        share.refresh_from_db()
        with at("2022-04-06 13.00"):
            _count(owner, share, None, _OWN)
            _count(owner, share, share, _OURS)


def _count(owner: Stage, share: Share, of: Share | None, told: dict[Phase, tuple[int, int]]) -> None:
    numbers = {phase: {"women": women, "men": men, "unknown": None} for phase, (women, men) in told.items()}
    counting = count_participants(
        insats=share.insats, share=of, starts_on=_FIRST, ends_on=_LAST, numbers=numbers, by=owner.chief
    )
    hand_in_counting(counting=counting, by=owner.chief)
