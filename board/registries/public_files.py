"""Which file everyone gets of one that may say what is held back: itself, one made anew without it, or none.

Whoever keeps files that everyone may read registers what they say and how they are made. Of an uploaded file nobody knows
what it says; kansliet ticks each of them itself, and only its name is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from board.models import PublicFile
from board.wording.masking import Held, fingerprint
from finsam.models import Association, Document

_KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Told:
    """What a file says, as plain values, what it is called here, and how it is made of what may be told."""

    content: Any
    name: str
    make: Callable[[Any], bytes] | None = None


@dataclass(frozen=True)
class HeldFile:
    """A file for everyone that says what is held back, as kansliet sees it."""

    document: Document
    name: str
    shown: Document | None
    may_be_made: bool


Teller = Callable[[Collection[Document]], Mapping[int, Told]]
Lister = Callable[[Association], Iterable[Document]]
_tellers: list[Teller] = []
_listers: list[Lister] = []


def register(teller: Teller, lister: Lister) -> None:
    """Have `teller(documents)` asked what those it knows say, by their keys, in a fixed number of queries.

    `lister(association)` gives those that everyone may read today.
    """
    if teller not in _tellers:
        _tellers.append(teller)
        _listers.append(lister)


def held_files(association: Association, held: Held) -> list[HeldFile]:
    """Give the files for everyone that say what is held back."""
    if not held:
        return []
    every = {each.pk: each for each in read_by_all(association)}
    said = [every[key] for key in sorted(saying(list(every.values()), held))]
    told, shown = told_by(said), shown_files(said, held)
    names = {key: each.name for key, each in told.items()}
    return [HeldFile(each, names.get(each.pk, each.name), shown[each.pk], each.pk in told) for each in said]


def read_by_all(association: Association) -> list[Document]:
    """Give the files that everyone may read today, beside the protocols."""
    return list({each.pk: each for lister in _listers for each in lister(association)}.values())


def told_by(documents: Collection[Document]) -> dict[int, Told]:
    """Give what is known of what the documents say."""
    found: dict[int, Told] = {}
    for teller in _tellers:
        if rest := [each for each in documents if each.pk not in found]:
            found |= teller(rest)
    return found


def saying(documents: Collection[Document], held: Held) -> set[int]:
    """Give the keys of the documents that say something held back; looked through once as long as the same is held back."""
    if not held:
        return set()
    keys = {f"held-{each.pk}-{held.key}": each for each in documents}
    known: dict[str, bool] = cache.get_many(list(keys))
    unknown = {key: each for key, each in keys.items() if key not in known}
    told = told_by(list(unknown.values())) if unknown else {}
    new = {key: _says(each, told.get(each.pk), held) for key, each in unknown.items()}
    if new:
        cache.set_many(new, _KEPT_SECONDS)
    return {keys[key].pk for key, says in (known | new).items() if says}


def shown_files(documents: Collection[Document], held: Held) -> dict[int, Document | None]:
    """Give what everyone gets in place of each document, by its key: None where what it says is held back and not left out."""
    said = saying(documents, held)
    shown: dict[int, Document | None] = {each.pk: each for each in documents if each.pk not in said}
    if not said:
        return shown
    told = told_by([each for each in documents if each.pk in said])
    made = PublicFile.objects.filter(original__in=said).select_related("document")
    masked = {each.original_id: each for each in made}
    for key in said:
        row, facts = masked.get(key), told.get(key)
        is_right = row and facts and row.content_sha256 == fingerprint(held.content(facts.content))
        shown[key] = row.document if row and is_right else None
    return shown


def shown_file(document: Document, held: Held) -> Document | None:
    """Give what everyone gets in place of one document."""
    return shown_files([document], held)[document.pk]


def _says(document: Document, told: Told | None, held: Held) -> bool:
    if held.text(document.name) != document.name:
        return True
    return told is not None and held.content(told.content) != told.content
