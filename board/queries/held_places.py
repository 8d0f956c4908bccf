"""Where words stand in what a förbund shows to everyone, counted before they are held back in all of it."""

from __future__ import annotations

from dataclasses import dataclass

from board.queries.publishing import publishable
from board.queries.uploaded import Inside, read_inside, uploaded_for_all
from board.registries.public_files import read_by_all, told_by
from board.wording.masking import Held, places
from finsam.models import Association
from finsam.swedish import words as swedish


@dataclass(frozen=True)
class Place:
    """A paper that says the words, and how often; an uploaded file is not counted in, and not masked."""

    name: str
    count: int
    is_uploaded: bool = False


@dataclass(frozen=True)
class Places:
    """Every paper that says the words."""

    words: str
    papers: tuple[Place, ...]

    @property
    def count(self) -> int:
        """In how many places they will be taken away."""
        return sum(each.count for each in self.papers)

    @property
    def sentence(self) -> str:
        """Say in how many places they stand."""
        masked = [each for each in self.papers if not each.is_uploaded]
        if not masked:
            return f"”{self.words}” står inte i något som visas för alla, eller kan komma att visas. Är det rätt stavat?"
        return (
            f"”{self.words}” står på {swedish.plural(self.count, 'ställe', 'ställen')} i "
            f"{swedish.plural(len(masked), 'handling', 'handlingar')}, och byts ut på alla."
        )


def places_of(association: Association, words: str) -> Places:
    """Count the words in the justerade protocols, in the files that everyone may read, and look into the uploaded ones."""
    found = [
        Place(str(each), places(each.content, [words])) for each in publishable(association) if each.content
    ]
    files = told_by(read_by_all(association))
    found += [Place(each.name, places(each.content, [words])) for each in files.values()]
    held = Held(words=(words,))
    found += [
        Place(each.title, 0, is_uploaded=True)
        for each in uploaded_for_all(association)
        if read_inside(each, held) == Inside.SAID
    ]
    return Places(words, tuple(each for each in found if each.count or each.is_uploaded))
