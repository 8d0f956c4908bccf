"""What came of decisions: the money they gave."""

from __future__ import annotations

from collections.abc import Sequence

from board.models import Decision
from board.registries.effects import Consequence
from finsam.swedish import money
from insatser.models import Grant


def grants_by(decisions: Sequence[Decision]) -> list[Consequence]:
    """Give the grants that decisions made, in their order: one query."""
    grants = Grant.objects.filter(decision__in=decisions).select_related("insats__association")
    place = {decision.pk: number for number, decision in enumerate(decisions)}
    return [
        Consequence(
            f"{money.kr_as_needed(grant.amount)} kr till {grant.insats} för {grant.year}",
            grant.insats.get_absolute_url(),
        )
        for grant in sorted(grants, key=lambda grant: place[grant.decision_id or 0])
    ]
