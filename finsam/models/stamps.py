"""Promises of the database on when a thing was done and who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import CheckConstraint, Q


def stamped(*acts: str) -> Iterator[CheckConstraint]:
    """Promise of each act, such as "called", that whoever did it (`called_by`) did it at a time (`called_at`)."""
    for act in acts:
        yield CheckConstraint(
            condition=Q(**{f"{act}_by__isnull": True}) | Q(**{f"{act}_at__isnull": False}),
            name=f"%(class)s_{act}_by_someone_at_a_time",
        )


def stamped_when(act: str, states: Iterable[str]) -> CheckConstraint:
    """Promise that what is in one of the states has had the act done to it, at a time."""
    return CheckConstraint(
        condition=~Q(state__in=sorted(states)) | Q(**{f"{act}_at__isnull": False}),
        name=f"%(class)s_{act}_at_a_time",
    )
