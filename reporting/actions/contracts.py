"""Agreements are entered with their file, changed, and let run on past a day of notice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.db import transaction

from board.queries.policies import paragraph_that_adopted
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.files.kinds import recognise
from finsam.models import Association, Person
from finsam.texts.cleaning import clean_text
from reporting.models import Contract


@transaction.atomic
def save_contract(
    *,
    association: Association,
    facts: Mapping[str, Any],
    by: Person,
    file: tuple[str, bytes] | None = None,
    contract: Contract | None = None,
) -> Contract:
    """Enter an agreement, or change one; `file` is the name and bytes of what was signed, which takes the earlier one's place.

    Raises DomainError for a file that cannot be taken, and for one of another förbund's people.
    """
    if facts.get("person") and facts["person"].association_id != association.pk:
        raise DomainError("Personen hör till ett annat förbund.")
    row = _locked(contract) if contract else Contract(association=association)
    for name, value in facts.items():
        setattr(row, name, value)
    is_known = row.decided_on and row.decided_in
    row.paragraph = paragraph_that_adopted(association, row.decided_on, row.decided_in) if is_known else None  # type: ignore[arg-type]
    row.save()
    if file:
        _keep(row, *file, by=by)
    verb = "ändrade avtal" if contract else "lade till avtal"
    audit.record(
        association=association, by=by, verb=verb, target=row, file=row.document.sha256 if row.document else ""
    )  # fmt: skip
    return row


def _keep(row: Contract, name: str, content: bytes, *, by: Person) -> None:
    name = clean_text(PurePath(name.replace("\\", "/")).name)
    kind = recognise(name, content).content_type
    row.document = store.keep(
        content, association=row.association, name=name, content_type=kind, by=by, made_from=row
    )
    row.save(update_fields=["document"])


@transaction.atomic
def let_run_on(*, contract: Contract, by: Person) -> Contract:
    """Say that an agreement is to run on past its next day of notice: nobody is told of that day again.

    Raises DomainError for one that has no such day ahead.
    """
    row = _locked(contract)
    day = row.notice_by(clock.today())
    if day is None or day < clock.today():
        raise DomainError("Avtalet har ingen sista dag för uppsägning framför sig.")
    row.runs_on_past, row.settled_at, row.settled_by = day, clock.now(), by
    row.save(update_fields=["runs_on_past", "settled_at", "settled_by"])
    audit.record(association=row.association, by=by, verb="lät avtal löpa", target=row, past=day.isoformat())
    return row


def _locked(contract: Contract) -> Contract:
    rows = Contract.objects.select_for_update(of=("self",)).select_related("association", "document")
    return rows.get(pk=contract.pk)
