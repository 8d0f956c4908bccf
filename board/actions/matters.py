"""What the office does to the diarium: an ärende is opened, renamed, closed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from board import indexing
from board.actions.numbering import next_number
from board.models import Matter
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from finsam.swedish import dnr


@transaction.atomic
def open_matter(
    *, association: Association, title: str, by: Person | None, on: dt.date | None = None
) -> Matter:
    """Open an ärende with the next diarienummer of the year; `on` is today unless said otherwise."""
    day = on or clock.today()
    number = next_number(association=association, body=None, year=day.year)
    matter = Matter.objects.create(
        association=association,
        year=day.year,
        number=number,
        reference=dnr.write(association.dnr_form, year=day.year, number=number),
        title=title,
        opened_on=day,
        opened_by=by,
    )
    audit.record(association=association, by=by, verb="lade upp ärende", target=matter)
    indexing.index_matter(matter)
    return matter


@transaction.atomic
def rename_matter(*, matter: Matter, title: str, by: Person) -> Matter:
    """Give the ärende another heading; its number stays."""
    row = Matter.objects.select_for_update().get(pk=matter.pk)
    old, row.title = row.title, title
    row.save(update_fields=["title"])
    audit.record(association=matter.association, by=by, verb="ändrade ärendets rubrik", target=row, old=old)
    indexing.index_matter(row)
    return row


@transaction.atomic
def close_matter(*, matter: Matter, by: Person, on: dt.date | None = None) -> Matter:
    """Close the ärende. Raises DomainError when it is closed already."""
    row = Matter.objects.select_for_update().get(pk=matter.pk)
    if row.closed_on:
        raise DomainError("Ärendet är redan avslutat.")
    row.closed_on = on or clock.today()
    row.save(update_fields=["closed_on"])
    audit.record(association=matter.association, by=by, verb="avslutade ärende", target=row)
    return row


@transaction.atomic
def reopen_matter(*, matter: Matter, by: Person) -> Matter:
    """Open a closed ärende again. Raises DomainError when it is open."""
    row = Matter.objects.select_for_update().get(pk=matter.pk)
    if not row.closed_on:
        raise DomainError("Ärendet är redan öppet.")
    row.closed_on = None
    row.save(update_fields=["closed_on"])
    audit.record(association=matter.association, by=by, verb="öppnade ärende igen", target=row)
    return row
