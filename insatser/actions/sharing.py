"""An insats is shared with another förbund: offered, accepted or declined, and ended. Both förbund's logs tell of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from finsam import audit, clock
from finsam.actions.association import other_association
from finsam.errors import DomainError
from finsam.models import Person
from insatser.models import Insats, Share
from insatser.states import OPEN_SHARES, SHARE_TRANSITIONS, ShareState


@transaction.atomic
def offer_share(*, insats: Insats, name: str, facts: Mapping[str, Any], by: Person) -> Share:
    """Offer the förbund of a name or an address a share: `amount` (kronor a year) or `percent`, `places`, `from_on`, `to_on`, `decided_in`.

    Raises DomainError for a förbund that is not here, for the owner itself, for one that shares the insats already, and for
    shares of more than the whole.
    """
    insats = Insats.objects.select_for_update(of=("self",)).select_related("association").get(pk=insats.pk)
    association = other_association(name, own=insats.association)
    others = list(insats.shares.filter(state__in=sorted(OPEN_SHARES)))
    if any(row.association_id == association.pk for row in others):
        raise DomainError(f"{association} har redan en delning av insatsen. Avsluta den först.")
    if sum(row.percent or 0 for row in others) + (facts.get("percent") or 0) >= 100:
        raise DomainError("Andelarna blir hela kostnaden eller mer. Skriv en mindre andel.")
    row = Share.objects.create(
        insats=insats, association=association, offered_at=clock.now(), offered_by=by, **facts
    )
    _record(row, "erbjöd delning av insats", by, row.decided_in)
    return row


@transaction.atomic
def accept_share(*, share: Share, agreed_in: str, by: Person) -> Share:
    """Accept what is offered. Raises DomainError without the § that agreed to it, and for what is answered already."""
    if not agreed_in.strip():
        raise DomainError("Skriv vilken paragraf som beslutade det.")
    row = _lock(share, ShareState.ACCEPTED)
    row.agreed_in = agreed_in.strip()
    return _answer(row, ShareState.ACCEPTED, "godtog delning av insats", by)


@transaction.atomic
def decline_share(*, share: Share, reason: str, by: Person) -> Share:
    """Decline what is offered. Raises DomainError without a reason, and for what is answered already."""
    if not reason.strip():
        raise DomainError("Skriv varför ni avböjer.")
    row = _lock(share, ShareState.DECLINED)
    row.reason = reason.strip()
    return _answer(row, ShareState.DECLINED, "avböjde delning av insats", by)


@transaction.atomic
def withdraw_share(*, share: Share, by: Person) -> Share:
    """Take back an offer that nobody has answered. Raises DomainError for one that is answered."""
    row = _lock(share, ShareState.WITHDRAWN)
    row.state, row.ended_at, row.ended_by = ShareState.WITHDRAWN, clock.now(), by
    row.save(update_fields=["state", "ended_at", "ended_by"])
    _record(row, "drog tillbaka delning av insats", by, row.decided_in)
    return row


@transaction.atomic
def end_share(*, share: Share, to_on: dt.date, by: Person) -> Share:
    """End a share that holds, on its last day. Raises DomainError for a day before it began."""
    row = _lock(share, ShareState.ENDED)
    if to_on < row.from_on:
        raise DomainError("Sista dagen ligger före den första.")
    row.state, row.to_on, row.ended_at, row.ended_by = ShareState.ENDED, to_on, clock.now(), by
    row.save(update_fields=["state", "to_on", "ended_at", "ended_by"])
    _record(row, "avslutade delning av insats", by, "")
    return row


def _lock(share: Share, state: ShareState) -> Share:
    rows = Share.objects.select_for_update(of=("self",)).select_related("insats__association", "association")
    row = rows.get(pk=share.pk)
    if state not in SHARE_TRANSITIONS[ShareState(row.state)]:
        raise DomainError(f"Delningen är {row.get_state_display().lower()}. Läs in sidan igen.")
    return row


def _answer(row: Share, state: ShareState, verb: str, by: Person) -> Share:
    row.state, row.answered_at, row.answered_by = state, clock.now(), by
    row.save(update_fields=["state", "agreed_in", "reason", "answered_at", "answered_by"])
    _record(row, verb, by, row.agreed_in)
    return row


def _record(row: Share, verb: str, by: Person, paragraph: str) -> None:
    """Write it in both logs; the other förbund's names the förbund that did it, and nobody there."""
    for association in (row.insats.association, row.association):
        is_own = association.pk == by.association_id
        audit.record(
            association=association, by=by if is_own else None, told_by="" if is_own else by.association.name,
            verb=verb, target=row, paragraph=paragraph,
        )  # fmt: skip
