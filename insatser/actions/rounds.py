"""A period in which applications are taken is opened, changed and closed."""

from django.db import transaction

from finsam import audit
from finsam.models import Person
from insatser.models import ApplicationRound


@transaction.atomic
def save_round(*, period: ApplicationRound, by: Person) -> ApplicationRound:
    """Store a period that its form has found right."""
    is_new = period.pk is None
    period.save()
    audit.record(
        association=period.association, by=by, verb="öppnade ansökningsperiod" if is_new else "ändrade ansökningsperiod",
        target=period, opens_on=period.opens_on.isoformat(),
        closes_on=period.closes_on.isoformat() if period.closes_on else "",
    )  # fmt: skip
    return period
