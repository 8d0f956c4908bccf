"""The office writes the phrases of its förbund, and its bodies' words before att-satser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from board.models import LeadWords, Phrase
from board.queries.phrases import lead_words
from board.wording.lead_words import Words, tidy
from board.wording.phrases import DefaultPhrase
from finsam import audit
from finsam.models import Association, Body, Person


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


@transaction.atomic
def save_lead_words(*, body: Body, words: Mapping[str, Words], by: Person) -> None:
    """Replace the body's words before att-satser, by the kind of §; what is sent for justering keeps those it had."""
    Body.objects.select_for_update().get(pk=body.pk)
    wanted = {kind: (tidy(before), tidy(alone)) for kind, (before, alone) in words.items()}
    wanted = {kind: said for kind, said in wanted.items() if any(said)}
    if wanted == lead_words(body):
        return
    LeadWords.objects.filter(body=body).delete()
    LeadWords.objects.bulk_create(
        LeadWords(body=body, kind=kind, words=before, alone=alone) for kind, (before, alone) in wanted.items()
    )
    audit.record(
        association=body.association,
        by=by,
        verb="ändrade inledningar till beslut",
        target=body,
        count=len(wanted),
    )
