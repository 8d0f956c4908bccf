"""The phrases that a förbund uses, and the words that its bodies put before their att-satser."""

from __future__ import annotations

from collections.abc import Sequence

from board.models import LeadWords, Phrase
from board.wording import phrases
from board.wording.lead_words import Words
from board.wording.phrases import HousePhrase
from finsam.models import Association, Body


def house_phrases(association: Association) -> Sequence[HousePhrase]:
    """Give the förbund's own phrases in order, or the program's until it has written any."""
    return phrases.in_use(Phrase.objects.filter(association=association))


def lead_words(body: Body) -> dict[str, Words]:
    """Give the body's words by the kind of § they are for, "" for all kinds."""
    return {each.kind: (each.words, each.alone) for each in LeadWords.objects.filter(body=body)}
