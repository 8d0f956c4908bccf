"""The one way to write down what was done."""

from typing import Any

from django.db import models

from finsam.models import Association, AuditEvent, Person


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
    return AuditEvent.objects.create(
        association=association,
        by_name=by.name if by else told_by.strip() or "finsam",
        by_id=by.pk if by else None,
        verb=verb,
        target_kind=target._meta.model_name or "",
        target_id=str(target.pk),
        target_label=str(target)[:300],
        facts=facts,
    )
