"""What waits in the economy: members to ask for their contributions, and members who have not paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from economy.models import Requisition
from economy.queries.requisitions import by_period
from economy.states import RequisitionState
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries import todos
from finsam.registries.todos import Todo
from finsam.swedish import dates, money, words

AHEAD = dt.timedelta(days=14)  # how long before a period begins its bidragsrekvisitioner wait to be sent


def requisitions_waiting(
    association: Association, _person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of what is to be sent, a line for each period, and of what is due and has not come."""
    if Permission.WRITE_ECONOMY not in permissions:
        return
    rows = list(
        Requisition.objects.of(association).filter(
            state__in=[RequisitionState.DRAFT, RequisitionState.SENT], starts_on__lte=today + AHEAD
        )[: todos.MOST_READ]
    )
    for (starts_on, ends_on), drafts in by_period(row for row in rows if row.is_draft).items():
        total = sum(row.amount for row in drafts)
        yield Todo(
            what="Skicka bidragsrekvisitioner",
            about=f"{dates.date_range(starts_on, ends_on)}, {words.plural(len(drafts), 'medlem', 'medlemmar')}",
            url=_list_url(drafts[0]), due_on=starts_on, figure=f"{money.kr_as_needed(total)} kr",
            is_alarm=starts_on < today,
        )  # fmt: skip
    yield from todos.told([row for row in rows if row.is_overdue(today)], _late, _more)


def _late(row: Requisition) -> Todo:
    return Todo(
        what="Påminn om medlemsbidrag", about=f"{row.member}, rekvisition {row.name}", url=row.get_absolute_url(),
        due_on=row.due_on, figure=f"{money.kr_as_needed(row.amount)} kr", is_alarm=True,
    )  # fmt: skip


def _more(row: Requisition, more: int) -> Todo:
    return Todo(
        what=f"Påminn om {words.plural(more, 'medlemsbidrag', 'medlemsbidrag')} till",
        about="Alla står i listan över bidragsrekvisitioner.", url=_list_url(row), due_on=row.due_on, is_alarm=True,
    )  # fmt: skip


def _list_url(row: Requisition) -> str:
    return reverse("requisition_list", args=[row.fiscal_year.association.slug, row.fiscal_year.year])
