"""What waits in the economy: members to ask for contributions, those who have not paid, and arvoden to confirm and close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from economy.models import Requisition
from economy.queries.fees import open_period, unconfirmed
from economy.queries.requisitions import by_period
from economy.states import RequisitionState
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries import todos
from finsam.registries.todos import Todo
from finsam.swedish import dates, money, words

CLOSE_DAYS = 10  # how long after its last day a period of arvoden may wait to be closed
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


def fees(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell a ledamot of ended meetings that she has not confirmed, and the office of a period that is over."""
    period = open_period(association)
    if period is None:
        return
    close_on = period.ends_on + dt.timedelta(days=CLOSE_DAYS)
    if Permission.CLAIM_FEES in permissions:
        for each in unconfirmed(period, person):
            yield Todo(
                what="Bekräfta resa och förlorad arbetsinkomst",
                about=f"{each.meeting.body.name} {dates.weekday_date(each.meeting.began_on)}",
                url=reverse("fee_claim", args=[association.slug, each.meeting.pk]),
                due_on=period.ends_on,
            )
    if Permission.WRITE_ECONOMY in permissions and period.ends_on < today:
        yield Todo(
            what="Gå igenom och stäng arvodena",
            about=f"{period.days}, till löneunderlaget",
            url=reverse("fee_period", args=[association.slug, period.pk]),
            due_on=close_on,
            is_alarm=close_on < today,
        )
