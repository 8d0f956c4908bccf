"""Whom a form of the förbund's plans and lists may choose among."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from finsam.models import Association, Person


def choosable(association: Association, chosen: int | None = None) -> QuerySet[Person]:
    """Give those who have not left, by name; and the one who is chosen already, by her key, whether she has or not."""
    rows = Person.objects.filter(association=association)
    return rows.filter(Q(left_on__isnull=True) | Q(pk=chosen)).order_by("name")
