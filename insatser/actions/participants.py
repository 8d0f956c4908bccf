"""How many an insats reaches, as numbers by period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from finsam import audit
from finsam.errors import DomainError
from finsam.models import Person
from insatser.models import Insats, ParticipantCount
from insatser.states import Phase

Numbers = Mapping[str, int | None]  # women, men, unknown


@transaction.atomic
def count_participants(
    *,
    insats: Insats,
    starts_on: dt.date,
    ends_on: dt.date,
    numbers: Mapping[Phase, Numbers],
    by: Person | None,
) -> list[ParticipantCount]:
    """Write down a period's participants by phase and sex; the same period written again is corrected.

    A phase without numbers is not counted. Raises DomainError for days in the wrong order.
    """
    insats = Insats.objects.select_for_update(of=("self",)).select_related("association").get(pk=insats.pk)
    if ends_on < starts_on:
        raise DomainError("Sista dagen ligger före den första.")
    insats.counts.filter(starts_on=starts_on, ends_on=ends_on).delete()
    rows = [
        ParticipantCount.objects.create(
            insats=insats, starts_on=starts_on, ends_on=ends_on, phase=phase, **dict(own)
        )
        for phase, own in numbers.items()
        if any(number is not None for number in own.values())
    ]
    audit.record(
        association=insats.association, by=by, verb="räknade deltagare", target=insats,
        from_on=starts_on.isoformat(), to_on=ends_on.isoformat(),
    )  # fmt: skip
    return rows
