"""What came of a decision: the money it gave."""

from __future__ import annotations

from board.models import Decision
from board.registries.effects import Consequence
from finsam.swedish import money


def grants_by(decision: Decision) -> list[Consequence]:
    """Give the grants that a decision made."""
    return [
        Consequence(
            f"{money.kr_as_needed(grant.amount)} kr till {grant.insats} för {grant.year}",
            grant.insats.get_absolute_url(),
        )
        for grant in decision.grants.select_related("insats__association")
    ]
