"""Styrdokument whose review is due or near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from board.queries.policies import to_review
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries.todos import Todo
from finsam.swedish import words


def policies_to_review(
    association: Association, _person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Tell the office of the review that comes first, and how many more there are."""
    found = to_review(association, today) if Permission.WRITE_MEETINGS in permissions else []
    if not found:
        return
    first, more = found[0], len(found) - 1
    yield Todo(
        what=f"Gå igenom {first.title}",
        about=f"Styrdokument. {words.plural(more, 'till', 'till')} väntar på översyn."
        if more
        else "Styrdokument.",
        url=reverse(
            "policy_list" if more else "policy_review", args=[association.slug, *([] if more else [first.pk])]
        ),
        due_on=first.review_on,
        is_alarm=bool(first.review_on and first.review_on < today),
    )
