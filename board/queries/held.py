"""What a förbund holds back from everyone, gathered for the one mechanism that leaves it out (`board/documents/masking.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from board.models import Paragraph, Phrase, StandingItem, Withholding
from board.states import ParagraphKind
from board.wording.masking import Held, quotes_of
from board.wording.phrases import in_use
from finsam.models import Association

_RECURRING = frozenset(
    {
        ParagraphKind.OPENING, ParagraphKind.ADJUSTERS, ParagraphKind.PREVIOUS, ParagraphKind.FOLLOW_UP,
        ParagraphKind.DELEGATED, ParagraphKind.OTHER, ParagraphKind.CLOSING,
    }
)  # fmt: skip


def held_of(association: Association) -> Held:
    """Give the words that are held back in any of the förbund's meetings, and what the §§ that are held back say.

    Words are held back wherever they stand, in other meetings' papers and in reports too: a secret is one wherever it is
    told. What a held back § says is found where it is quoted: its heading and its sentences, but not headings and
    att-satser that come back at every meeting and so tell nothing of it.
    """
    rows = list(Withholding.objects.filter(meeting__body__association=association).order_by("pk"))
    words = tuple(row.words for row in rows if row.words)
    keys = [row.paragraph_id for row in rows if row.paragraph_id]
    if not keys:
        return Held(words=words)
    paragraphs = Paragraph.objects.filter(pk__in=keys).select_related("text").order_by("pk")
    found = list(paragraphs.prefetch_related("points", "decisions", "statements"))
    common = _common(association)
    quotes = dict.fromkeys(
        quote for each in found for quote in _said(each) if quote.strip(" .").casefold() not in common
    )
    sections = frozenset((each.meeting_id, each.number) for each in found if each.number)
    return Held(words=words, quotes=tuple(quotes), sections=sections)


def _common(association: Association) -> set[str]:
    """Give the headings and att-satser that are the house's own and come back from meeting to meeting."""
    items = StandingItem.objects.filter(body__association=association)
    headings = items.values_list("heading", "opening_text", "proposal")
    phrases = [each.text for each in in_use(Phrase.objects.filter(association=association))]
    said = [*phrases, *(line for row in headings for text in row for line in text.splitlines())]
    return {each.strip(" .").casefold() for each in said}


def _said(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.kind not in _RECURRING and paragraph.heading.strip():
        yield paragraph.heading
    yield from quotes_of(paragraph.text.html)
    for point in paragraph.points.all():
        yield from _long([point.heading])
        yield from quotes_of(point.html)
    yield from _long(each.text for each in paragraph.decisions.all())
    for statement in paragraph.statements.all():
        yield from quotes_of(statement.text)


def _long(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from quotes_of(text)
