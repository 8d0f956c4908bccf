"""Putting away the list of a new förbund's first steps, and taking it out again."""

from __future__ import annotations

from django.db import transaction

from finsam import audit
from finsam.models import Association, Person


@transaction.atomic
def put_first_steps_away(*, association: Association, is_away: bool, by: Person) -> None:
    """Take the first steps from kansliet's front page, or put them back; what is done is not stored."""
    row = Association.objects.select_for_update().get(pk=association.pk)
    if row.first_steps_away == is_away:
        return
    row.first_steps_away = is_away
    row.save(update_fields=["first_steps_away"])
    verb = "lade undan de första stegen" if is_away else "tog fram de första stegen"
    audit.record(association=row, by=by, verb=verb, target=row)
