"""The one way to write down what was done."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from finsam.models import Association, AuditEvent, AuditSeal, Person

FIRST = "0" * 64


def record(
    *,
    association: Association,
    by: Person | None,
    verb: str,
    target: models.Model,
    told_by: str = "",
    **facts: Any,
) -> AuditEvent:
    """Write down that `by` (None: the program itself) did `verb` to `target`, in the caller's transaction.

    `told_by` is who did it where it was someone without a login, who came by a secret link. `facts` are what one needs to understand the act later, as plain values.
    """
    event = AuditEvent.objects.create(
        association=association,
        by_name=by.name if by else told_by.strip() or "finsam",
        by_id=by.pk if by else None,
        verb=verb,
        target_kind=target._meta.model_name or "",
        target_id=str(target.pk),
        target_label=str(target)[:300],
        facts=facts,
    )
    transaction.on_commit(partial(chain, association.pk), robust=True)
    return event


def chain(association_id: int, *, since: dt.timedelta | None = dt.timedelta(days=1)) -> int:
    """Seal the association's events that have no link yet, after the last that has; give how many got one.

    Called when an act is committed, so that no act waits for another's. Two at once: one does it all. `since` is how
    far back to look (None: from the beginning).
    """
    loose = AuditEvent.objects.filter(association_id=association_id, seal=None).order_by("id")
    if since is not None:
        loose = loose.filter(happened_at__gte=timezone.now() - since)
    last = AuditSeal.objects.filter(association_id=association_id).order_by("-number").first()
    number, link, seals = (last.number, last.sha256, []) if last else (0, FIRST, [])
    for event in loose:
        number, link = number + 1, next_link(link, event)
        seals.append(AuditSeal(association_id=association_id, event=event, number=number, sha256=link))
    try:
        with transaction.atomic():
            AuditSeal.objects.bulk_create(seals)
    except IntegrityError:
        return 0
    return len(seals)


def next_link(before: str, event: AuditEvent) -> str:
    """Give the hash of an event that follows a link."""
    told = [
        event.pk, event.association_id, event.happened_at.astimezone(dt.UTC), event.by_name, event.by_id, event.verb,
        event.target_kind, event.target_id, event.target_label, event.facts,
    ]  # fmt: skip
    plain = json.dumps(told, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{before}\n{plain}".encode()).hexdigest()


def as_json_lines(events: models.QuerySet[AuditEvent]) -> Iterator[str]:
    """Give events as JSON, a line each, with each one's link in the chain."""
    for event in events.select_related("association", "seal").iterator(chunk_size=1000):
        seal = getattr(event, "seal", None)
        told = {
            "association": event.association.slug,
            "happened_at": event.happened_at.astimezone(dt.UTC),
            "by": event.by_name,
            "by_id": event.by_id,
            "verb": event.verb,
            "target_kind": event.target_kind,
            "target_id": event.target_id,
            "target": event.target_label,
            "facts": event.facts,
            "number": seal.number if seal else None,
            "sha256": seal.sha256 if seal else None,
        }
        yield json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False) + "\n"


def faults_in_chain(association: Association) -> Iterator[str]:
    """Give, as sentences, each link that is missing and each event that is not what it was when it was sealed."""
    link, awaited = FIRST, 1
    seals = AuditSeal.objects.filter(association=association).select_related("event").order_by("number")
    for seal in seals.iterator(chunk_size=1000):
        if seal.number != awaited:
            yield f"Länk {awaited}–{seal.number - 1} saknas."
        elif next_link(link, seal.event) != seal.sha256:
            yield f"Händelse {seal.event_id} ({seal.event}) är ändrad, eller någon före den är borttagen."
        link, awaited = seal.sha256, seal.number + 1
    if loose := AuditEvent.objects.filter(association=association, seal=None).count():
        yield f"{loose} händelser har ingen länk."
