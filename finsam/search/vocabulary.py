"""How text and questions are taken apart into words, the same for both databases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

# A number with its parts (2022/14, 2022-03-25, 8.30) is one word, as is the sign §; hyphens part letters.
TOKEN = re.compile(r"\d+(?:[/.:,\u2013-]\d+)+|§+|[^\W_]+")
_QUOTED = re.compile('["”“„«»]([^"”“„«»]*)["”“„«»]')
_MAX_QUERY = 200
_MAX_TERMS = 10
_INFIX_FROM = 4  # shorter parts of words are in nearly every word
_LONG_STEM = 5  # "insats" may stand for "insatser", but "styr" not for "styrelsen"
_LONGEST_ENDING = 4  # -erna

_stemmer = snowballstemmer.stemmer("swedish")


@dataclass(frozen=True)
class Term:
    """A word or a phrase of a question; the word being typed may be a beginning."""

    words: tuple[str, ...]
    is_beginning: bool = False

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    @property
    def pattern(self) -> str:
        """What LIKE looks for in folded text, where every word has a space on both sides."""
        text = " ".join(self.words)
        if self.is_phrase:
            return f"% {text} %"
        if self.infix:
            return f"%{self.infix}%"
        return f"% {text}%" if self.is_beginning else f"% {text} %"

    @property
    def infix(self) -> str:
        """What is looked for anywhere in a word: the word without its ending; nothing if short or a number."""
        word = self.words[0]
        if len(word) < _INFIX_FROM or word[0].isdigit():
            return ""
        root = _root(word)
        return root if len(root) >= _LONG_STEM and len(word) - len(root) <= _LONGEST_ENDING else word

    def matches(self, word: str) -> bool:
        """Tell whether a folded word of a text is one that this term finds."""
        own = self.words[0]
        if word == own or (self.is_beginning and word.startswith(own)):
            return True
        if self.infix and self.infix in word:
            return True
        return own[:2] == word[:2] and stem(own) == stem(word)


def fold(word: str) -> str:
    """Return a word as it is compared: composed, in small letters, å ä ö kept apart from a and o."""
    lowered = unicodedata.normalize("NFC", word).lower()
    return "§" if lowered.startswith("§") else lowered


def words_of(text: str) -> Iterator[str]:
    """Yield the folded words of a text."""
    composed = unicodedata.normalize("NFC", text)
    return (fold(found[0]) for found in TOKEN.finditer(composed))


def folded(text: str) -> str:
    """Return a text's words with a space before and after each, for LIKE."""
    return f" {' '.join(words_of(text))} "


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word, the same as PostgreSQL's dictionary `swedish` finds."""
    return str(_stemmer.stemWord(word))


def _root(word: str) -> str:
    """Return the stem without "-et" and "-an" too, which the stemmer leaves on protokollet and förskolan."""
    stemmed = stem(word)
    definite = stemmed.endswith(("et", "an")) and len(stemmed) >= _LONG_STEM + 2
    return stemmed[:-2] if definite else stemmed


def stems_of(text: str) -> str:
    """Return the stems of a text's words, for SQLite's full-text table."""
    return " ".join(stem(word) for word in words_of(text))


def terms_of(query: str) -> list[Term]:
    """Take what someone typed and return its terms; none where there is nothing to look for.

    Quotation marks make phrases, "§ 26" is one by itself, and the last word may be a beginning.
    """
    text = query[:_MAX_QUERY]
    phrases = [Term(tuple(words_of(found[1]))) for found in _QUOTED.finditer(text)]
    loose = _loose_terms(list(words_of(_QUOTED.sub(" ", text))))
    if loose and not loose[-1].is_phrase and not text.rstrip().endswith(tuple('"”“«»')):
        loose[-1] = Term(loose[-1].words, is_beginning=True)
    meaningful = [term for term in [*phrases, *loose] if term.words and term.words != ("§",)]
    return meaningful[:_MAX_TERMS]


def _loose_terms(words: list[str]) -> list[Term]:
    terms: list[Term] = []
    for word in words:
        if terms and terms[-1].words == ("§",) and word[0].isdigit():
            terms[-1] = Term(("§", word))
        else:
            terms.append(Term((word,)))
    return terms
