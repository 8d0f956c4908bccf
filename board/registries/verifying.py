"""What may be told to anyone of a file: whoever keeps documents that leave the förbund tells how they stand.

Upper apps register; a document that nobody answers for is not told of, were it ever so much in the storage.
"""

from collections.abc import Callable
from dataclasses import dataclass

from finsam.models import Document


@dataclass(frozen=True)
class Standing:
    """How a document of ours stands: what it is, in the definite form, and what is to be said of it."""

    what: str
    is_final: bool  # in force as it is; else not signed by all, or replaced
    note: str = ""


Finder = Callable[[Document], Standing | None]
_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Have `finder(document)` asked how a document that it answers for stands."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def standing_of(document: Document) -> Standing | None:
    """Give how a document stands, or None where nobody answers for it."""
    found = (finder(document) for finder in _finders)
    return next((standing for standing in found if standing), None)
