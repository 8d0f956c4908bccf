"""What a text says that the stored figures do not: pointed out with both, never altered by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import chain

from finsam.registries.fields import Field
from finsam.swedish import money
from finsam.swedish.figure_forms import SHARE
from reporting.said.concepts import keys_of, sentences, told_in
from reporting.said.counts import miscounted_numbers
from reporting.said.directions import turned_directions
from reporting.said.numbers import Said, Unit, numbers_in
from reporting.said.tables import Beside, contradictions_beside, contradictions_in_tables
from reporting.said.years import left_behind

NEAR = Decimal("0.005")  # half a percent apart: the same figure rounded, or last week's
NEAR_SHARE = Decimal("0.2")  # percentage points
CLOSE = Decimal("0.0001")  # so close that no word is needed, where the figure has as many digits as this:
SHARP = 6
CLOSE_SHARE = Decimal("0.15")
STEM = 6  # letters that a word keeps when it is inflected
LEAST = 1000  # smaller whole numbers are years of age, places and pages
_TAGS = re.compile(r"(<[^>]+>)")
_PIECES = re.compile(r"(<tr\b.*?</tr>)|(?<=</p>)", re.DOTALL)
_SCALES = (Decimal(1000), Decimal(1) / 1000, Decimal(1_000_000), Decimal(1) / 1_000_000)
_REACH = 40  # signs between a figure's name and the number that is told of it
_IS = re.compile(
    r"\b(?:är|var|blev|uppgick till|uppgår till|landade på|ligger på|låg på|motsvarar|(?:öka|minska|steg|stiga|sjönk)(?:de|r|t)? till)\b",
    re.IGNORECASE,
)
_LONG_WORD = re.compile(r"[a-zåäö]{5,}")
_EVERYWHERE = frozenset({"övriga", "årets", "summa", "verksamhetens", "budget", "utfall", "mellan", "andra"})


@dataclass(frozen=True)
class Typed:
    """What stands in a text, the stored figure that it is held against, and what is wrong in a heading.

    `swap` is the key of the field that may take its place; "" where the writer has to reword. What a typed table says
    against itself `is_of_table`, and is held against no figure.
    """

    text: str
    figure: Field | None
    what: str = ""
    swap: str = ""
    is_of_table: bool = False


@dataclass(frozen=True)
class Stored:
    """A stored figure with its exact value and what it counts."""

    value: Decimal
    unit: Unit
    field: Field


def typed_numbers(
    html: str,
    figures: Iterable[Field],
    kept: Iterable[str] = (),
    *,
    in_thousands: bool = False,
    source: tuple[str, int] | None = None,
    beside: Beside | None = None,
) -> list[Typed]:
    """Give what a text says otherwise than the stored figures; each once, what was let stand left out.

    `in_thousands` says that the report shows tkr, and `source` is last year's text with its year where this one is a copy.
    `beside` is the table that the section computes: its heads, and its rows by name with what each cell prints.
    """
    known = {figure.key: figure for figure in figures}
    stored = _stored(known.values())
    skipped, found = set(kept), []
    readers: tuple[Callable[[], Iterator[Typed]], ...] = (
        lambda: _numbers(html, stored, in_thousands=in_thousands),
        lambda: _named(html, known, stored),
        lambda: (
            Typed(text, figure, f"{text} stämmer inte med det som är lagrat")
            for text, figure in miscounted_numbers(html, known)
        ),
        lambda: _directions(html, known),
        lambda: _years(html, source),
        lambda: (
            Typed(off.text, None, off.what, is_of_table=True)
            for off in chain(
                contradictions_in_tables(html), contradictions_beside(html, *beside) if beside else ()
            )
        ),
    )
    for read in readers:
        for each in read():
            if each.text not in skipped:
                skipped.add(each.text)
                found.append(each)
    return found


def put_figure(html: str, typed: str, key: str) -> str:
    """Give the text with every such number replaced by the figure's field."""
    pattern = re.compile(rf"(?<![\d,.]){re.escape(typed)}(?![\d,]*\d)")
    field = f'<data value="{escape(key, quote=True)}"></data>'
    parts = _TAGS.split(html)
    return "".join(part if part.startswith("<") else pattern.sub(field, part) for part in parts)


def _stored(figures: Iterable[Field]) -> list[Stored]:
    found = []
    for figure in figures:
        if figure.form_of or (
            figure.key.startswith(("economy.deviation.", "reporting.")) and figure.amount is None
        ):
            continue
        if figure.amount is not None:
            unit = Unit.SHARE if figure.kind == SHARE else Unit.KRONOR
            found.append(Stored(figure.amount, unit, figure))
        elif read := _read(figure):
            found.append(read)
    return [each for each in found if each.value]


def _read(figure: Field) -> Stored | None:
    """Read a figure that has no exact value with it, as it prints."""
    is_share = figure.value.rstrip().endswith("%")
    try:
        value = money.parse_amount(figure.value.replace("%", "").strip())
    except ValueError:
        return None
    return Stored(value, Unit.SHARE if is_share else Unit.KRONOR, figure)


def _numbers(html: str, stored: list[Stored], *, in_thousands: bool) -> Iterator[Typed]:
    """Give the numbers that are near a stored figure and not the same, and those that are it in another unit."""
    for said, told in _with_row(html, stored):
        if _is_small(said) or _is_known(said, stored, in_thousands=in_thousands):
            continue
        near = [
            (abs(abs(each.value) - abs(said.value)), each)
            for each in stored
            if each.field.key not in told and _is_near(said, each)
        ]
        if near:
            figure = min(near, key=lambda pair: pair[0])[1].field
            yield Typed(said.text, figure, f"{said.text} liknar en lagrad uppgift", _swap(figure, said.form))
        elif other := _in_another_unit(said, stored):
            yield Typed(
                said.text,
                other,
                f"{said.text} är en lagrad uppgift i en annan enhet",
                other.key if not said.is_scaled else "",
            )


def _with_row(html: str, stored: list[Stored]) -> Iterator[tuple[Said, frozenset[str]]]:
    """Give each number with the figures that the row of a table it stands in tells rightly beside it.

    A neighbour that is nearly one of those is another column's figure: a budget, or another year.
    """
    for piece in filter(None, _PIECES.split(html)):
        numbers = list(numbers_in(piece))
        is_row = piece.startswith("<tr") or "\t" in piece
        told = frozenset(
            each.field.key
            for each in stored
            if is_row
            and any(_same_kind(said, each) and abs(said.value) == abs(each.value) for said in numbers)
        )
        yield from ((said, told) for said in numbers)


def _is_small(said: Said) -> bool:
    """Whether a number is one that texts have for other reasons: an age, a page, a year."""
    if said.unit != Unit.PLAIN:
        return said.unit == Unit.KRONOR and abs(said.value) < LEAST
    is_year = 1990 <= said.value <= 2100 and len(said.text) == 4
    return abs(said.value) < LEAST or is_year


def _is_known(said: Said, stored: Iterable[Stored], *, in_thousands: bool) -> bool:
    for each in stored:
        if _same_kind(said, each) and said.is_true_of(each.value):
            return True
        if in_thousands and said.unit == Unit.PLAIN and said.is_true_of(each.value / 1000):
            return True
    return False


def _same_kind(said: Said, stored: Stored) -> bool:
    return (said.unit == Unit.SHARE) == (stored.unit == Unit.SHARE)


def _is_near(said: Said, stored: Stored) -> bool:
    """Whether a number is nearly a stored figure, and not by chance.

    It is told beside a word of the figure's name, or so close to a figure of many digits that it can be no other.
    """
    if not _same_kind(said, stored):
        return False
    apart = abs(abs(stored.value) - abs(said.value))
    if not _shares_a_word(said.around, stored.field.label):
        if said.unit == Unit.SHARE:
            return said.step < 1 and apart <= CLOSE_SHARE
        return (
            len(str(abs(stored.value.to_integral_value())).rstrip("0")) >= SHARP
            and apart <= abs(stored.value) * CLOSE
        )
    slack = NEAR_SHARE if said.unit == Unit.SHARE else abs(stored.value) * NEAR
    return apart <= max(slack, said.step if said.is_scaled else slack)


def _shares_a_word(text: str, label: str) -> bool:
    """Whether a text has the beginning of a long word of a label: "insatserna" of "Kostnad för insatser"."""
    told = text.casefold()
    return any(
        word[:STEM] in told for word in _LONG_WORD.findall(label.casefold()) if word not in _EVERYWHERE
    )


def _in_another_unit(said: Said, stored: Iterable[Stored]) -> Field | None:
    """Give the figure that a number with a unit is, digit for digit, in another unit: "3 731 kr" of 3 731 398 kronor."""
    if said.unit != Unit.KRONOR or said.about or len(re.sub(r"\D", "", said.text)) < len(str(LEAST)):
        return None
    for each in stored:
        if (
            each.unit == Unit.KRONOR
            and abs(each.value) >= LEAST
            and any(
                abs(abs(said.value) * scale - abs(each.value)) <= said.step * scale / 2 for scale in _SCALES
            )
        ):
            return each.field
    return None


def _swap(figure: Field, form: str) -> str:
    if not form:
        return figure.key
    return f"{figure.key}:{form}" if figure.amount is not None else ""


def _named(html: str, known: Mapping[str, Field], stored: list[Stored]) -> Iterator[Typed]:
    """Give the numbers that a sentence tells of a figure by its name and that no stored figure has."""
    for sentence in sentences(html):
        for concept, name in told_in(sentence):
            rest = sentence[name.end() : name.end() + _REACH]
            said = next((each for each in numbers_in(rest) if each.unit in {Unit.SHARE, Unit.KRONOR}), None)
            if said is None or (said.unit == Unit.SHARE) != concept.is_share or _is_small(said):
                continue
            between = rest[: rest.find(said.text)] if said.text in rest else rest
            own = next((known[key] for key in _places_of(concept.name) if key in known), None)
            is_told = not between.strip(" \u00a0:\u2212-") or _IS.search(between)
            if own is None or not is_told or re.search(r"\d", between):
                continue
            if not _is_known(said, stored, in_thousands=False) and keys_of(concept, known):
                yield Typed(
                    said.text, own, f"{said.text} är inte den lagrade uppgiften", _swap(own, said.form)
                )


def _places_of(name: str) -> tuple[str, ...]:
    """Give the keys of a figure in the order in which it is told: as it came out, else as it was planned."""
    return f"economy.{name}", f"economy.budget.{name}", f"economy.forecast.{name}"


def _directions(html: str, known: Mapping[str, Field]) -> Iterator[Typed]:
    for each in turned_directions(html, known):
        against = (
            f"{each.other.value} i budgeten"
            if each.other
            else f"{_as_printed(each.before, each.figure)} året före"
        )
        yield Typed(each.text, each.figure, f"”{each.text}” stämmer inte: {each.figure.value} mot {against}")


def _as_printed(value: Decimal | None, figure: Field) -> str:
    if value is None:
        return ""
    return money.percent(value) if figure.kind == SHARE else money.kr(value)


def _years(html: str, source: tuple[str, int] | None) -> Iterator[Typed]:
    if source is None:
        return
    for text, year in left_behind(html, source[0], source_year=source[1]):
        yield Typed(text, None, f"Året {year} kommer med förra årets text: ”{text}”")
