"""How text and questions are taken apart into words, the same for both databases."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import snowballstemmer

from finsam.texts.cleaning import bare

# A number with its parts (2022/14, 2022-03-25, 8.30) is one word, as is the sign §; hyphens part letters.
TOKEN = re.compile(r"\d+(?:[/.:,\u2013-]\d+)+|§+|[^\W_]+")
_DASHES = re.compile("[-\u2010\u2011\u2013'\u2019]")
_AMOUNT = re.compile(
    r"(?<![\d.,/-])\d{1,3}(?:[ \u00a0\u2007\u202f]\d{3})+(?:,\d{1,2})?(?!\d)|(?<![\d.,/-])\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?![\d.])"
)
_HYPHENED = re.compile(
    r"(?<!\w)[^\W\d_]+(?:[-\u2010\u2011'\u2019][^\W_]+)+(?!\w)"
)  # also covid-19 and O’Brien
_RANGE = re.compile(r"(?<![\w/-])((?:19|20|21)\d\d)[-\u2013/]((?:19|20|21)\d\d)(?![\w/-])")
_SHORT_RANGE = re.compile(
    r"(?<![\w/-])((?:19|20|21)\d\d)[-\u2013](\d\d)(?![\w/-])"
)  # 2022–24, but 2022-03 is a month
_APART = re.compile(rf"{_AMOUNT.pattern}|{_HYPHENED.pattern}")
_APART_LAST = re.compile(rf"(?:{_APART.pattern})\s*$")
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
    apart: tuple[
        Term, ...
    ] = ()  # the same written apart, all of which must be found: "e-post" beside "epost"

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
    """Return a word as it is compared: in small letters, without accents, å ä ö kept apart from a and o, one kind of dash."""
    folded_word = bare(word).replace("\u2013", "-")
    return "§" if folded_word.startswith("§") else folded_word


def words_of(text: str) -> Iterator[str]:
    """Yield the folded words of a text."""
    composed = unicodedata.normalize("NFC", text)
    return (fold(found[0]) for found in TOKEN.finditer(composed))


def joined_words(text: str) -> list[str]:
    """Return what a text's words are when they are written otherwise: amounts without spaces, words without hyphens."""
    composed = unicodedata.normalize("NFC", text)
    whole = [word for word, _, _ in joined_places(composed)]
    kronor = [word.split(",")[0] for word in whole if "," in word]
    years = [each for found in _RANGE.finditer(composed) for each in _span(found[1], found[2])]
    years += [
        each
        for found in _SHORT_RANGE.finditer(composed)
        if (last := _last_year(found[1], found[2]))
        for each in _span(found[1], last)
    ]
    return list(dict.fromkeys([*whole, *kronor, *years]))


def _span(first: str, last: str) -> list[str]:
    """Give both years of some years in a row, and the two as one word."""
    return [first, last, f"{first}-{last}"]


def _last_year(first: str, last: str) -> str:
    """Give the year that "24" stands for in "2022–24"; nothing where it may be a month."""
    return first[:2] + last if int(last) > max(int(first[2:]), 12) else ""


def folded(text: str) -> str:
    """Return a text's words with a space before and after each, for LIKE; after a bar, the same written otherwise."""
    joined = joined_words(text)
    return f" {' '.join([*words_of(text), *(['|', *joined] if joined else [])])} "


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
    return " ".join(stem(word) for word in (*words_of(text), *joined_words(text)))


def terms_of(query: str) -> list[Term]:
    """Take what someone typed and return its terms; none where there is nothing to look for.

    Quotation marks make phrases, "§ 26" is one by itself, and the last word may be a beginning.
    """
    text = query[:_MAX_QUERY]
    phrases = [Term(tuple(words_of(found[1]))) for found in _QUOTED.finditer(text)]
    rest = _QUOTED.sub(" ", text)
    written_apart = [found[0] for found in _APART.finditer(rest)]
    loose = list(map(_with_years, _loose_terms(list(words_of(_APART.sub(" ", rest))))))
    if _APART_LAST.search(rest):
        loose += map(_either, written_apart)
    else:
        loose = [*map(_either, written_apart), *loose]
    if loose and not loose[-1].is_phrase and not text.rstrip().endswith(tuple('"”“«»')):
        loose[-1] = replace(loose[-1], is_beginning=True)
    meaningful = [term for term in [*phrases, *loose] if term.words and term.words != ("§",)]
    return meaningful[:_MAX_TERMS]


def _either(written: str) -> Term:
    """Take "e-post" or "1 200 000" and return the term for it in one word, or in its parts."""
    words = tuple(words_of(written))
    apart = (Term(words),) if words[0][0].isdigit() else tuple(map(Term, ((word,) for word in words)))
    return Term((_joined(written),), apart=apart)


def _with_years(term: Term) -> Term:
    """Take "2022-24" or "2022/2023" and return the term for it, or for the same years written whole."""
    word = term.words[0]
    if found := _SHORT_RANGE.fullmatch(word):
        last = _last_year(found[1], found[2])
    else:
        found = _RANGE.fullmatch(word)
        last = found[2] if found else ""
    if term.is_phrase or not found or not last:
        return term
    return replace(term, apart=(Term((f"{found[1]}-{last}",)),))


def _joined(written: str) -> str:
    return re.sub(r"[^\d,]", "", written) if written[0].isdigit() else fold("".join(_DASHES.split(written)))


def joined_places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each amount and hyphened word of a text as one folded word, with where it stands."""
    return ((_joined(found[0]), found.start(), found.end()) for found in _APART.finditer(text))


def _loose_terms(words: list[str]) -> list[Term]:
    terms: list[Term] = []
    for word in words:
        if terms and terms[-1].words == ("§",) and word[0].isdigit():
            terms[-1] = Term(("§", word))
        else:
            terms.append(Term((word,)))
    return terms
