"""The office writes the phrases of its förbund."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from board.models import Phrase
from board.wording.phrases import DefaultPhrase
from finsam import audit
from finsam.models import Association, Person


@transaction.atomic
def save_phrases(*, association: Association, phrases: Sequence[DefaultPhrase], by: Person) -> None:
    """Replace the förbund's phrases, in this order; without any it has the program's again. What is written stays as it is."""
    Association.objects.select_for_update().get(pk=association.pk)
    wanted = list(dict.fromkeys(phrases))
    before = [DefaultPhrase(row.text, row.kind) for row in association.phrases.all()]
    if before == wanted:
        return
    association.phrases.all().delete()
    Phrase.objects.bulk_create(
        Phrase(association=association, position=position, kind=each.kind, text=each.text)
        for position, each in enumerate(wanted, start=1)
    )
    audit.record(
        association=association,
        by=by,
        verb="ändrade fraser",
        target=association,
        count=len(wanted),
        added=[each.text for each in wanted if each not in before],
        removed=[each.text for each in before if each not in wanted],
    )
