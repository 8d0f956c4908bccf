"""A §'s history and its collisions, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from board.models import Paragraph, SessionSaving
from board.queries import writing
from finsam import markup
from finsam.models import TextVersion
from finsam.registries import fields
from finsam.saving.collisions import Collision, collisions_of
from finsam.swedish import words
from finsam.texts.editor import with_values

_LABELS = {
    "text": "Redogörelsen",
    "heading": "Rubriken",
    "presenter": "Föredragande",
    "proposition_order": "Propositionsordningen",
    "yes_means": "Den som röstar ja",
    "no_means": "Den som röstar nej",
    "is_election": "Val eller anställning",
    "lot": "Lotten föll på",
    "lead": "Inledningen till beslutet",
    "ballot": "Röster för varje förslag",
    "ballot_winner": "Lotten eller utslagsrösten gav",
    "is_secret": "Sluten omröstning",
    "refers_to_id": "Tidigare paragraf",
    "corrects_it": "Rättar den tidigare paragrafen",
}
_POINT_PARTS = {"heading": "rubriken", "presenter": "föredragande", "text": "texten"}
_PARTS = {"text": "texten", "who": "vem", "due": "senast", "amounts": "beloppet", "kind": "slaget"}


@dataclass(frozen=True)
class Version:
    """One version in a text's history."""

    row: TextVersion
    is_current: bool
    is_shown: bool


def figures_in(paragraph: Paragraph, texts: Iterable[str]) -> dict[str, str]:
    """Give the values, by key, of the figures that texts of the § name, earlier ones too."""
    meeting = paragraph.meeting
    return fields.printed(meeting.body.association, texts, year=meeting.held_on.year)


def collisions_in(saving: SessionSaving, paragraph: Paragraph) -> list[Collision]:
    """Give what the waiting saving and the stored § say of the same things."""
    stored = writing.paragraph_content(paragraph)
    content = {**stored, **saving.content}
    texts = [
        str(value or "")
        for fields_ in (stored, saving.content)
        for name, value in fields_.items()
        if writing.is_text(name)
    ]
    return collisions_of(
        saving, stored=stored, label=lambda name: label_of(name, content), is_text=writing.is_text,
        said=_said, figures=figures_in(paragraph, texts),
    )  # fmt: skip


def versions_of(paragraph: Paragraph, *, shown: int) -> list[Version]:
    """Give the text's versions, the newest first."""
    rows = paragraph.text.versions.select_related("saved_by")[:300]
    return [Version(row, row.number == paragraph.text.version, row.number == shown) for row in rows]


def not_chosen(paragraph: Paragraph) -> QuerySet[SessionSaving]:
    """Give what was written at the same time as something else, settled or not."""
    return paragraph.savings.beside().select_related("saved_by")


def difference_from_before(paragraph: Paragraph, number: int) -> str | None:
    """Give the version with what was put in and taken out since the one before; None when there is none such."""
    own = {row.number: row.html for row in paragraph.text.versions.filter(number__in=[number, number - 1])}
    if number not in own:
        return None
    figures = figures_in(paragraph, own.values())
    before, after = (with_values(own.get(each, ""), figures) for each in (number - 1, number))
    return markup.differences(before, after)


def label_of(name: str, content: dict[str, Any]) -> str:
    """Give a field of a § as the page names it; `content` is all its fields."""
    head, _, rest = name.partition(":")
    if head == "decision":
        key, _, part = rest.rpartition(":")
        text = content.get(f"decision:{key}:text") or "utan text"
        return f"Att-satsen ”{text}”, {_PARTS.get(part, part)}"
    if head == "point":
        key, _, part = rest.rpartition(":")
        heading = content.get(f"point:{key}:heading") or "utan rubrik"
        return f"Underpunkten {heading}, {_POINT_PARTS.get(part, part)}"
    if head == "statement":
        return f"Yrkande eller reservation, {_PARTS.get(rest.rpartition(':')[2], '')}"
    simple = {"vote": "En röst", "conflict": "Jäv", "abstained": "Avstår", "adjuster": "Justerare"}
    return _LABELS.get(name) or simple.get(head, words.capitalised(name))


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, list) and name == "ballot":
        return "; ".join(f"{what}: {votes}" for what, votes in value)
    if isinstance(value, list):
        return "; ".join(
            " ".join(part for part in (f"{kronor} kr", year, financing) if part)
            for kronor, year, financing in value
        )
    return str(value or "")
