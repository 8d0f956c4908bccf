"""Which reports a new one may take its headings from: the förbund's own, and those of others where the same person writes reports."""

from __future__ import annotations

import datetime as dt

from finsam.models import Appointment, Association, Person
from finsam.permissions import Permission, has_second_factor, permissions_of, role_of
from reporting.models import Report

OWN, OTHERS = 3, 12  # how many are offered, the latest first


def outlines_for(association: Association, person: Person, kind: str, today: dt.date) -> list[Report]:
    """Give the reports of the kind whose headings the person may begin from, the förbund's own first.

    Another förbund's is hers to take only if she writes its reports on the day, by a role in force there; nobody else
    knows of it.
    """
    rows = Report.objects.filter(kind=kind, corrected_by__isnull=True).select_related("association")
    own = list(rows.filter(association=association).order_by("-year")[:OWN])
    others = rows.filter(association__in=_written_by(person, today) - {association.pk})
    return [*own, *others.order_by("association__name", "-year")[:OTHERS]]


def _written_by(person: Person, today: dt.date) -> set[int]:
    """Give the keys of the förbund whose reports she writes; where a role takes more than a mail box to log in, she has that too."""
    if person.user_id is None:
        return set()
    rows = Appointment.objects.in_force(today).filter(
        person__user=person.user_id, person__left_on__isnull=True
    )
    by_association: dict[Association, list[Appointment]] = {}
    for each in rows.select_related("body", "member", "person__association"):
        by_association.setdefault(each.person.association, []).append(each)
    writes = {
        association: {role_of(each) for each in held}
        for association, held in by_association.items()
        if Permission.WRITE_REPORTS in permissions_of(held)
    }
    guarded = {row.pk for row, roles in writes.items() if roles & set(row.second_factor_roles)}
    closed = guarded if guarded and not has_second_factor(person.user_id) else set()
    return {row.pk for row in writes} - closed
