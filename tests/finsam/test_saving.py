"""Two versions of a text are brought together paragraph by paragraph, and nothing that either wrote is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam.saving.paragraphs import both_texts, merge_texts

LETTERS = st.text("abcdefgh", min_size=1, max_size=6)
PARAGRAPHS = st.lists(LETTERS, max_size=7)


def text(*paragraphs: str) -> str:
    return "".join(f"<p>{each}</p>" for each in paragraphs)


def points(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        (text("a", "b", "c"), text("A", "b", "c"), text("a", "b", "C"), text("A", "b", "C")),
        (text("a", "b"), text("A", "b"), text("a", "B"), text("A", "B")),
        (text("a", "b", "c"), text("a", "c"), text("a", "b", "c", "d"), text("a", "c", "d")),
        (text("a"), text("a", "mitt"), text("a", "hennes"), text("a", "hennes", "mitt")),
        (text("a"), text("a", "x"), text("a", "x"), text("a", "x")),
        (text("a", "b"), text("x", "a", "b"), text("a", "b", "y"), text("x", "a", "b", "y")),
        (points("a", "b"), points("A", "b"), points("a", "B"), points("A", "B")),
        (points("a"), points("a", "x"), points("a", "y"), points("a", "y", "x")),
        (table("ab", "cd"), table("aB", "cd"), table("ab", "Cd"), table("aB", "Cd")),
        (
            text("a") + points("b"),
            text("A") + points("b"),
            text("a") + points("b", "c"),
            text("A") + points("b", "c"),
        ),
    ],
)
def test_what_is_written_in_different_paragraphs_stands_both(base, mine, theirs, merged):
    assert merge_texts(base=base, mine=mine, theirs=theirs) == merged


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        (text("a", "b"), text("A", "b"), text("AA", "b")),
        (text("a", "b"), text("b"), text("A", "b")),
        (text("a"), text("a", "vi beslutar om pengar"), text("a", "vi beslutar om annat")),
        (text("a"), text("a", "vi"), text("a", "vi beslutar")),
        ("", text("mitt"), text("hennes")),
        (points("a"), points("A"), points("AA")),
        (table("ab"), table("aB"), table("abc")),
    ],
)
def test_what_is_written_in_the_same_paragraph_waits_for_a_choice(base, mine, theirs):
    assert merge_texts(base=base, mine=mine, theirs=theirs) is None


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        (text("a"), text("a och b"), text("a och b och c"), text("a och b och c")),
        (text("a", "b"), text("mitt", "b"), text("hennes", "b"), text("hennes", "mitt", "b")),
        ("", text("mitt"), text("hennes"), text("hennes", "mitt")),
        (None, text("rubrik", "mitt"), text("rubrik", "hennes"), text("rubrik", "hennes", "mitt")),
        (None, text("rubrik", "hej på dig"), text("rubrik", "hej"), text("rubrik", "hej på dig")),
    ],
)
def test_both_says_nothing_twice(base, mine, theirs, both):
    assert both_texts(base=base, mine=mine, theirs=theirs) == both


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_only_one_has_changed_stands_as_she_wrote_it(base, theirs):
    before, after = text(*base), text(*theirs)
    if base:
        assert merge_texts(base=before, mine=before, theirs=after) == after
        assert merge_texts(base=before, mine=after, theirs=before) == after
        assert merge_texts(base=before, mine=after, theirs=after) == after


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_what_either_has_put_in_is_there_and_what_either_took_away_is_not(base, mine, theirs):
    merged = merge_texts(base=text(*base), mine=text(*mine), theirs=text(*theirs))
    if merged is None:
        return
    for paragraph in {*mine, *theirs} - {*base}:
        assert f"<p>{paragraph}</p>" in merged
    for paragraph in {*base} - ({*mine} & {*theirs}):
        assert merged.count(f"<p>{paragraph}</p>") <= max(mine.count(paragraph), theirs.count(paragraph))


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_both_holds_every_word_that_was_put_in(base, mine, theirs):
    both = both_texts(base=text(*base), mine=text(*mine), theirs=text(*theirs))
    for paragraph in {*mine, *theirs} - {*base}:
        assert paragraph in both
