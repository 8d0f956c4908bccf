"""What the indicators said in a year is written down."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction

from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.models import IndicatorResult


@transaction.atomic
def save_indicators(
    *, association: Association, year: int, rows: list[dict[str, Any]], by: Person | None
) -> None:
    """Write a year's results as they stand; each row: group, mean, lowest, highest, respondents, answers, is_total."""
    Association.objects.select_for_update().get(pk=association.pk)
    groups = [row["group"].strip() for row in rows]
    if len(set(groups)) != len(groups):
        raise DomainError("Samma grupp står två gånger.")
    for row in rows:
        if not Decimal(1) <= row["mean"] <= Decimal(6):
            raise DomainError(f"Medelvärdet för {row['group']} ligger utanför skalan 1 till 6.")
    IndicatorResult.objects.filter(association=association, year=year).exclude(group__in=groups).delete()
    for place, row in enumerate(rows):
        IndicatorResult.objects.update_or_create(
            association=association, year=year, group=row["group"].strip(),
            defaults={"position": place, **{name: value for name, value in row.items() if name != "group"}},
        )  # fmt: skip
    audit.record(
        association=association,
        by=by,
        verb="skrev indikatorer",
        target=association,
        year=year,
        groups=len(rows),
    )
