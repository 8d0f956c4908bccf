"""Underlag to a rekvisition; their bytes are kept as they came."""

from __future__ import annotations

from django.db import transaction

from finsam import audit
from finsam.models import Person
from insatser.actions.application_files import keep_file
from insatser.actions.requesting import lock_writable
from insatser.models import PaymentFile, PaymentRequest


@transaction.atomic
def add_payment_file(*, payment: PaymentRequest, name: str, content: bytes, by: Person) -> PaymentFile:
    """Keep a file with a rekvisition that is being written; the same file sent twice is one.

    Raises DomainError, a sentence, for a file that is too large, locked, broken or not what its name says.
    """
    row = lock_writable(payment)
    kept = keep_file(row, row.insats.association, name=name, content=content, by=by, noun="Rekvisitionen")
    if isinstance(kept, PaymentFile):
        return kept
    file = PaymentFile.objects.create(payment=row, document=kept.document, title=kept.title)
    audit.record(
        association=row.insats.association, by=by, verb="lade till underlag", target=row,
        file=kept.document.name, sha256=kept.document.sha256,
    )  # fmt: skip
    return file


@transaction.atomic
def remove_payment_file(*, file: PaymentFile, by: Person) -> None:
    """Take an underlag from a rekvisition that is being written; the stored bytes stay."""
    row = lock_writable(file.payment)
    PaymentFile.objects.filter(pk=file.pk).delete()
    audit.record(
        association=row.insats.association, by=by, verb="tog bort underlag", target=row, file=file.title
    )
