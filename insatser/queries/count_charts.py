"""The year's participants as bars with the same in words: who took part by insats, and why they ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from finsam.models import Association
from finsam.swedish import money, words
from insatser.queries.count_shapes import TableRow, YearTable
from insatser.queries.outside import seen_outside
from insatser.queries.spots import Spot
from insatser.states import Measure, Sex

_PARTS = (Sex.WOMEN, Sex.MEN, Sex.UNKNOWN)
_LOOKS = {Sex.WOMEN: "fg", Sex.MEN: "fg-2", Sex.UNKNOWN: "bg", Sex.TOTAL: "fg"}


@dataclass(frozen=True)
class Piece:
    """A part of a bar: how it looks, where it begins and how long it is, in per cent of the longest bar."""

    look: str
    start: str
    width: str


@dataclass(frozen=True)
class Bar:
    """A bar with its name and what it comes to."""

    label: str
    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class BarChart:
    """Bars, what their parts are (look, name), and the same in a sentence."""

    key: str
    title: str
    told: str
    parts: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]


def charts_of(association: Association, year: int, tables: Sequence[YearTable]) -> list[BarChart]:
    """Give the charts of the tables at hand, as the house sees them; no question is asked that the tables have not asked."""
    numbers = seen_outside(association, year).numbers
    drawn = (_took_part(numbers, tables), _reasons(numbers, tables))
    return [chart for chart in drawn if chart]


def _took_part(numbers: Mapping[Spot, int], tables: Sequence[YearTable]) -> BarChart | None:
    """Draw those who took part, insats by insats and by sex."""
    found: dict[str, dict[Sex, int]] = {}
    for row in (
        row for table in tables if table.key == "deltagare" for row in table.rows if not row.is_total
    ):
        told = {
            Sex(spot.sex): numbers[spot] for spot in _told(numbers, row) if spot.counted == Measure.TOOK_PART
        }
        if Sex.TOTAL in told:
            parts = {sex: told.get(sex, 0) for sex in _PARTS}
            rest = told[Sex.TOTAL] - sum(parts.values())  # where nobody has told the sex of them
            found[row.label] = parts | {Sex.UNKNOWN: parts[Sex.UNKNOWN] + rest}
    if not any(sum(parts.values()) for parts in found.values()):
        return None
    sums = {sex: sum(parts[sex] for parts in found.values()) for sex in _PARTS}
    every = sum(sums.values())
    share = money.share(sums[Sex.WOMEN], every)
    said = [f"{money.number(every)} deltagare"]
    if sums[Sex.WOMEN]:
        said[0] += f", varav {words.plural(sums[Sex.WOMEN], 'kvinna', 'kvinnor')}"
    if sums[Sex.WOMEN] and share is not None and not sums[Sex.UNKNOWN]:
        said[0] += f" ({money.percent(share, 0)})"
    if len(found) > 1:
        most = max(found, key=lambda label: sum(found[label].values()))
        said.append(f"Flest hade {most}, {money.number(sum(found[most].values()))}")
    told_by = [sex for sex in _PARTS if sums[sex]]
    shown = tuple((_LOOKS[sex], str(sex.label)) for sex in told_by)
    if len(told_by) == 1:
        bars = _bars({label: [(Sex.TOTAL, sum(parts.values()))] for label, parts in found.items()})
    else:
        bars = _bars({label: [(sex, parts[sex]) for sex in _PARTS] for label, parts in found.items()})
    return BarChart("took-part", "Deltagare per insats", ". ".join(said) + ".", shown, bars)


def _reasons(numbers: Mapping[Spot, int], tables: Sequence[YearTable]) -> BarChart | None:
    """Draw why they ended, the most usual first: of all together, or of the one insats that is at hand."""
    found: dict[str, int] = {}
    for table in tables:
        rows = [row for row in table.rows if row.is_total] or (table.rows if len(table.rows) == 1 else ())
        for label, cell in (
            (label, cell) for row in rows for label, cell in zip(table.columns, row.cells, strict=True)
        ):
            spots = [spot for spot in cell.spots[:1] if spot.counted == Measure.REASON]
            if spots and numbers.get(spots[0]):
                found[label] = found.get(label, 0) + numbers[spots[0]]
    if len(found) < 2:
        return None
    order = sorted(found, key=lambda label: -found[label])
    share = money.share(found[order[0]], sum(found.values()))
    told = f"Vanligast var {order[0].lower()}, {found[order[0]]} av {sum(found.values())}"
    told += f" ({money.percent(share, 0)})." if share is not None else "."
    bars = _bars({label: [(Sex.TOTAL, found[label])] for label in order})
    return BarChart("reasons", "Varför de avslutades", told, (), bars)


def _told(numbers: Mapping[Spot, int], row: TableRow) -> Iterator[Spot]:
    yield from (cell.spots[0] for cell in row.cells if cell.spots and cell.spots[0] in numbers)


def _bars(found: Mapping[str, Sequence[tuple[Sex, int]]]) -> tuple[Bar, ...]:
    most = max(sum(number for _, number in parts) for parts in found.values())
    bars = []
    for label, parts in found.items():
        reached, pieces = 0, []
        for sex, number in parts:
            if number:
                pieces.append(Piece(_LOOKS[sex], _percent(reached, most), _percent(number, most)))
            reached += number
        bars.append(Bar(label, reached, tuple(pieces)))
    return tuple(bars)


def _percent(number: int, most: int) -> str:
    return f"{Decimal(number) / most * 100:.2f}%"
