"""The board's meetings that the program does not hold are told of, so that a year is told whole."""

from __future__ import annotations

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.models import ToldMeetings


@transaction.atomic
def tell_of_meetings(*, association: Association, year: int, count: int, paragraphs: str, by: Person) -> None:
    """Say how many of the year's meetings the program does not hold, and their §§; none takes what was said away."""
    if count < 0:
        raise DomainError("Antalet sammanträden kan inte vara mindre än noll.")
    if paragraphs.strip() and not count:
        raise DomainError("Skriv hur många sammanträden paragraferna är från.")
    rows = ToldMeetings.objects.filter(association=association, year=year)
    if count:
        rows.update_or_create(
            association=association, year=year,
            defaults={"count": count, "paragraphs": paragraphs.strip(), "told_at": clock.now(), "told_by": by},
        )  # fmt: skip
    else:
        rows.delete()
    audit.record(
        association=association, by=by, verb="berättade om sammanträden", target=association, year=year,
        count=count, paragraphs=paragraphs.strip(),
    )  # fmt: skip
