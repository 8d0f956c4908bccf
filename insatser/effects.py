"""What came of decisions: the money they gave."""

from __future__ import annotations

from collections.abc import Sequence

from board.models import Decision
from board.registries.effects import Consequence
from finsam.swedish import money
from insatser.models import Grant
from insatser.queries.register import replacing


def grants_by(decisions: Sequence[Decision]) -> list[Consequence]:
    """Give the grants that decisions made, in their order: one query."""
    rows = Grant.objects.filter(decision__in=decisions)
    grants = rows.select_related(
        "insats__association",
        "replaces__decision__paragraph__meeting",
        "replaced_in__decision__paragraph__meeting",
    )
    place = {decision.pk: number for number, decision in enumerate(decisions)}
    return [
        Consequence(
            f"{money.kr_as_needed(grant.amount)} kr till {grant.insats} för {grant.year}{_replacing(grant)}",
            grant.insats.get_absolute_url(),
        )
        for grant in sorted(grants, key=lambda grant: place[grant.decision_id or 0])
    ]


def _replacing(grant: Grant) -> str:
    said = replacing(grant)
    return f" ({said[0].lower()}{said[1:]})" if said else ""
