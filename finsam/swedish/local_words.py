"""What a förbund calls things: its own words in the place of the shipped ones, wherever they are shown; code and addresses keep theirs.

Whose words are spoken is said once a request, a job and a document; where nobody has said it, the shipped ones are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import cast

from django.utils.functional import lazystr

Words = Mapping[str, str]


@dataclass(frozen=True)
class LocalWord:
    """A word that a förbund may choose: its key, what it is about, the shipped word, and others that are used in the country."""

    key: str
    label: str
    shipped: str
    offered: tuple[str, ...]
    is_adjective: bool = False


WORDS = (
    LocalWord("individual", "Insatser för enskilda", "individinriktad", ("individriktad", "individuell"), is_adjective=True),
    LocalWord(
        "structural", "Insatser för strukturer", "strukturinriktad", ("strukturövergripande", "strukturpåverkande"),
        is_adjective=True,
    ),
    LocalWord("owner", "Den som ansvarar för en insats", "insatsägare", ("projektägare", "verksamhetsägare")),
)  # fmt: skip
_BY_KEY = {word.key: word for word in WORDS}

_spoken: ContextVar[Callable[[], Words] | None] = ContextVar("local_words", default=None)


@contextmanager
def speaking(words: Callable[[], Words] | None) -> Iterator[None]:
    """Speak in a förbund's words meanwhile; they are fetched when the first is needed."""
    before = _spoken.set(words)
    try:
        yield
    finally:
        _spoken.reset(before)


def speak(words: Callable[[], Words]) -> None:
    """Speak in a förbund's words for the rest of what is under way."""
    _spoken.set(words)


def base(key: str) -> str:
    """Give a word as the förbund has it, in its first form."""
    asked = _spoken.get()
    own = asked().get(key, "") if asked else ""
    return own or _BY_KEY[key].shipped


def word(key: str, pattern: str = "{}", *, form: str = "") -> str:
    """Give a word of the förbund, put into a pattern; a form is "many" or "neuter" of an adjective, "the" of a noun.

    The first letter of the whole is a capital where the pattern begins with one, or with the word written "{!}".
    """
    inflected = _INFLECTIONS[form](base(key)) if form else base(key)
    if pattern.startswith("{!}"):
        pattern, inflected = "{}" + pattern[3:], inflected[:1].upper() + inflected[1:]
    return pattern.format(inflected)


def word_lazily(key: str, pattern: str = "{}", *, form: str = "") -> str:
    """Give the same, said anew each time it is shown: for labels that are written once for all förbund."""
    return cast("str", lazystr(_Saying(key, pattern, form)))


@dataclass(frozen=True)
class _Saying:
    key: str
    pattern: str
    form: str

    def __str__(self) -> str:
        return word(self.key, self.pattern, form=self.form)


def _many(word: str) -> str:
    """Inriktad: inriktade; övergripande: övergripande; individuell: individuella."""
    if word.endswith(("ande", "ende")):
        return word
    return f"{word}e" if word.endswith("ad") else f"{word}a"


def _neuter(word: str) -> str:
    """Inriktad: inriktat; övergripande: övergripande; individuell: individuellt."""
    if word.endswith(("ande", "ende")):
        return word
    return f"{word[:-1]}t" if word.endswith("ad") else f"{word}t"


def _the(word: str) -> str:
    """Ägare: ägaren; ansvarig: ansvarige; part: parten."""
    if word.endswith("ig"):
        return f"{word}e"
    return f"{word}n" if word.endswith(("e", "a", "r")) else f"{word}en"


_INFLECTIONS = {"many": _many, "neuter": _neuter, "the": _the}
