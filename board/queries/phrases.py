"""The phrases that a förbund uses."""

from __future__ import annotations

from collections.abc import Sequence

from board.models import Phrase
from board.wording import phrases
from board.wording.phrases import HousePhrase
from finsam.models import Association


def house_phrases(association: Association) -> Sequence[HousePhrase]:
    """Give the förbund's own phrases in order, or the program's until it has written any."""
    return phrases.in_use(Phrase.objects.filter(association=association))
