"""The förbund words its own documents: a saving is a version, and what has gone out keeps its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from insatser.models import OwnWords
from insatser.queries.own_words import Clause, fields_in, words_of


@transaction.atomic
def save_words(
    *, association: Association, document: str, clauses: Sequence[Clause], known: Sequence[str], by: Person
) -> tuple[Clause, ...]:
    """Let a document say this from now on. Raises DomainError for nothing, a clause without text, and a field not `known`."""
    Association.objects.select_for_update().get(pk=association.pk)
    written = check_clauses(clauses, known)
    if written == words_of(association, document):
        return written
    latest = OwnWords.objects.filter(association=association, document=document).first()
    row = OwnWords.objects.create(
        association=association, document=document, version=latest.version + 1 if latest else 1,
        clauses=[asdict(clause) for clause in written], saved_at=clock.now(), saved_by=by,
    )  # fmt: skip
    audit.record(association=association, by=by, verb="ändrade förbundets ord", target=row)
    return written


def check_clauses(clauses: Sequence[Clause], known: Sequence[str]) -> tuple[Clause, ...]:
    """Give the clauses trimmed. Raises DomainError for none, one without heading or text, and a field not `known`."""
    written = tuple(Clause(" ".join(each.heading.split()), each.text.strip()) for each in clauses)
    if not written:
        raise DomainError("Skriv minst ett stycke.")
    for clause in written:
        if not clause.heading or not clause.text:
            raise DomainError(f"”{clause.heading or 'Stycket'}” behöver både rubrik och text.")
    if unknown := [name for name in fields_in(written) if name not in known]:
        raise DomainError(
            f"Det finns inget fält som heter {{{unknown[0]}}}. Fälten är {', '.join(f'{{{name}}}' for name in known)}."
        )
    return written
