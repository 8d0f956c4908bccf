"""A "tänk om" is kept under a name, and taken away; no budget changes."""

from __future__ import annotations

from django.db import transaction

from economy.models import Scenario
from economy.queries.scenarios import Supposed
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person


@transaction.atomic
def keep_scenario(
    *, association: Association, first_year: int, name: str, supposed: Supposed, by: Person | None
) -> Scenario:
    """Keep what is supposed under a name; raises DomainError where the name is taken or missing."""
    name = name.strip()
    if not name:
        raise DomainError("Skriv ett namn att spara det under.")
    if Scenario.objects.filter(association=association, first_year=first_year, name=name).exists():
        raise DomainError(f"Det finns redan ett som heter {name}. Välj ett annat namn.")
    row = Scenario.objects.create(
        association=association, first_year=first_year, name=name, insatser=supposed.insatser, amount=supposed.amount,
        contributions={str(year): str(amount) for year, amount in supposed.contributions.items()},
        start_month=supposed.start_month, made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(association=association, by=by, verb="sparade tänk om", target=row)
    return row


@transaction.atomic
def remove_scenario(*, scenario: Scenario, by: Person | None) -> None:
    """Take one away."""
    audit.record(association=scenario.association, by=by, verb="tog bort tänk om", target=scenario)
    scenario.delete()
