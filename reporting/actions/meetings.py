"""The board's meetings and seats that the program does not hold are told of, so that a year is told whole."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.models import ToldMeetings, ToldSeat

Seats = Sequence[tuple[str, str, str]]  # name, what she was, which days


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


@transaction.atomic
def tell_of_seats(
    *, association: Association, year: int, ordinary: Seats, deputies: Seats, by: Person
) -> None:
    """Say who sat in the board during the year beside those that the program holds; none takes what was said away."""
    Association.objects.select_for_update().get(pk=association.pk)
    rows = [
        (is_deputy, *seat) for is_deputy, seats in ((False, ordinary), (True, deputies)) for seat in seats
    ]
    told = ToldSeat.objects.filter(association=association, year=year)
    if rows == list(told.values_list("is_deputy", "name", "what", "days")):
        return
    if nameless := [row for row in rows if not row[1]]:
        raise DomainError(f"Skriv namnet först på raden: {' | '.join(nameless[0][1:])}.")
    told.delete()
    ToldSeat.objects.bulk_create(
        ToldSeat(
            association=association, year=year, position=place, is_deputy=is_deputy, name=name, what=what, days=days,
            told_at=clock.now(), told_by=by,
        )
        for place, (is_deputy, name, what, days) in enumerate(rows)
    )  # fmt: skip
    audit.record(
        association=association, by=by, verb="berättade vilka som satt i styrelsen", target=association, year=year,
        names=[row[1] for row in rows],
    )  # fmt: skip
