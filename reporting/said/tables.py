"""Tables that someone typed or pasted into a text: sums, shares and changes that their own rows contradict.

The kinds are those of real documents: a sum that its rows are not, a sum left empty, a mean or a change that was cut
rather than rounded, shares of more than the whole, and a product that its factors are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from html import unescape

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_NUMBER = re.compile(r"^[+\-\u2212–]?\d[\d \u00a0]*(?:,\d+)?\s*%?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SUM = re.compile(r"^(?:slut)?summa\b|^s:a\b|^total(?:t|summa)?\b|\b(?:summa|totalt)$", re.IGNORECASE)
_SPAN = r"(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d"
_SUM_HEAD = re.compile(rf"^(?:{_SPAN}\s+)?(?:(?:slut)?summa|totalt?)(?:\s+{_SPAN})?$", re.IGNORECASE)
_YEAR_IN_HEAD = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MEAN = re.compile(r"\bmv\b|medelvärde|snitt", re.IGNORECASE)
_PARTED_AFTER = re.compile(r"^(?:antal )?avslutade$", re.IGNORECASE)
_TOLD = re.compile(r"antal deltagare\b[^.:]*:\s*(\d+)", re.IGNORECASE)
_SHARE = re.compile(r"^andel", re.IGNORECASE)
_BEFORE, _AFTER, _CHANGE = (
    re.compile(what, re.IGNORECASE) for what in (r"före", r"efter", r"^förändring i (?:%|procent)")
)
_PARTS_OF_CHANGE = re.compile(r"^andel|%|procent", re.IGNORECASE)
_COUNT, _EACH, _FULL = (re.compile(what, re.IGNORECASE) for what in (r"^antal", r"^medel$", r"heltid"))


# A computed table: its heads, and its rows by name with what each cell prints.
Beside = tuple[Sequence[str], Sequence[tuple[str, Sequence[str]]]]


@dataclass(frozen=True)
class Off:
    """A cell of a typed table that the rest of it contradicts: where it stands with what it says, and why."""

    text: str
    what: str


@dataclass(frozen=True)
class _Table:
    heads: list[str]
    rows: list[list[str]]

    def places(self, pattern: re.Pattern[str]) -> list[int]:
        return [place for place, head in enumerate(self.heads) if place and pattern.search(head)]

    def value(self, row: list[str], place: int) -> Decimal | None:
        return _number(row[place]) if place < len(row) else None

    def is_share(self, place: int) -> bool:
        return any(row[place].rstrip().endswith("%") for row in self.rows if place < len(row))


def contradictions_in_tables(html: str) -> Iterator[Off]:
    """Give every cell of a text's tables that the table's own rows or columns contradict."""
    since = 0
    for place in _TABLE.finditer(html):
        table, before = _read(place[0]), unescape(_TAG.sub(" ", html[since : place.start()]))
        since = place.end()
        if table is None:
            continue
        yield from _beyond_the_told(table, before)
        for look in (_sum_rows, _sum_columns, _shares, _changes, _products):
            yield from look(table)


def contradictions_beside(
    html: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[Off]:
    """Hold each amount of a text's tables against the computed table of the same section: same name, same year, in the same unit.

    Sums are left out, for they are held against their own rows. A head that names two years, or none, is no year's.
    """
    years = {place: year for place, head in enumerate(heads) if (year := _year_of(head))}
    computed = {
        (label.casefold(), year): value
        for label, cells in rows
        for place, year in years.items()
        if place < len(cells) and (value := _number(cells[place])) is not None
    }
    for place in _TABLE.finditer(html):
        table = _read(place[0])
        for row in table.rows if table else ():
            label = re.sub(r"^[-–•]\s*", "", row[0])
            for at, head in enumerate(table.heads if table else ()):
                inside = computed.get((label.casefold(), _year_of(head)))
                printed = table.value(row, at) if table else None
                if inside is None or printed is None or abs(inside) == abs(printed) or _SUM.search(label):
                    continue
                what = f"{label} {_year_of(head)} är {row[at]}, men i avsnittets egen tabell {_said(inside)}"
                yield Off(f"{label}, {head}: {row[at]}", what)


def _year_of(head: str) -> str:
    """Give the one year that a head names, or nothing."""
    found = _YEAR_IN_HEAD.findall(head)
    return found[0] if len(found) == 1 else ""


def _beyond_the_told(table: _Table, before: str) -> Iterator[Off]:
    """Hold columns of how many against how many the text says above the table: some may lack, but none is two."""
    told = _TOLD.findall(before)
    if not told:
        return
    whole = Decimal(told[-1])
    for place in table.places(_COUNT):
        own = [row for row in table.rows if not any(_SUM.search(cell) for cell in row[:2])]
        total = sum((table.value(row, place) or Decimal(0) for row in own), Decimal(0))
        if total > whole:
            head = table.heads[place]
            yield Off(f"{head}: {total}", f"{head} är tillsammans {total}, men deltagarna sägs vara {whole}")


def _read(html: str) -> _Table | None:
    rows = [
        [unescape(_TAG.sub("", cell)).strip() for cell in _CELL.findall(row)] for row in _ROW.findall(html)
    ]
    rows = [row for row in rows if row]
    if len(rows) < 2:
        return None
    if any(_number(cell) is not None and not _YEAR.match(cell) for cell in rows[0][1:]):
        return _Table([""] * max(map(len, rows)), rows)
    return _Table(rows[0], rows[1:])


def _number(text: str) -> Decimal | None:
    if not _NUMBER.match(text):
        return None
    plain = re.sub(r"[ \u00a0%]", "", text).replace(",", ".").replace("\u2212", "-").replace("–", "-")
    return Decimal(plain)


def _rounded(value: Decimal, like: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(like.as_tuple().exponent), ROUND_HALF_UP)


def _said(value: Decimal) -> str:
    whole, _, decimals = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u00a0")
    return ("\u2212" if value < 0 else "") + grouped + (f",{decimals}" if decimals else "")


def _sum_rows(table: _Table) -> Iterator[Off]:
    """Hold each row that is a sum against the rows above it; which rows it sums is what fits, if anything does."""
    above: list[list[str]] = []
    sums: list[list[str]] = []
    since = 0
    for row in table.rows:
        if not _SUM.search(row[0]):
            above.append(row)
            continue
        yield from _sum_row(table, row, (above[since:], above, sums))
        sums.append(row)
        since = len(above)


def _sum_row(table: _Table, row: list[str], choices: tuple[list[list[str]], ...]) -> Iterator[Off]:
    is_empty = not any(row[1:])
    for place in range(1, len(table.heads)):
        if table.is_share(place):
            continue
        parts = [
            [value for each in rows if (value := table.value(each, place)) is not None] for rows in choices
        ]
        if len(parts[1]) < 2:
            continue
        where = ", ".join(part for part in (row[0], table.heads[place]) if part)
        printed = table.value(row, place)
        if printed is None:
            if is_empty:
                yield Off(
                    f"{where}: inget belopp",
                    f"Summan saknas; raderna ger {_said(sum(parts[0] or parts[1], Decimal(0)))}",
                )
            continue
        if _MEAN.search(table.heads[place]):
            computed = [_rounded(sum(each) / len(each), printed) for each in parts if each]
        else:
            computed = [sum(each, Decimal(0)) for each in parts if each]
        if printed not in computed:
            kind = "medelvärdet av raderna är" if _MEAN.search(table.heads[place]) else "raderna ger"
            yield Off(f"{where}: {row[place]}", f"{row[0]} är {row[place]}, men {kind} {_said(computed[0])}")


def _sum_columns(table: _Table) -> Iterator[Off]:
    """Hold each column that is a sum against those before it, and those who ended against the reasons after."""
    spans = [(place, range(1, place)) for place in table.places(_SUM_HEAD)]
    spans += [(place, range(place + 1, len(table.heads))) for place in table.places(_PARTED_AFTER)]
    for place, span in spans:
        if len(span) < 2:
            continue
        for row in table.rows:
            printed = table.value(row, place)
            parts = [value for each in span if (value := table.value(row, each)) is not None]
            if printed is None or not parts or any(table.is_share(each) for each in span):
                continue
            if sum(parts) != printed:
                where = f"{row[0]}, {table.heads[place]}: {row[place]}"
                yield Off(
                    where,
                    f"{table.heads[place]} för {row[0]} är {row[place]}, men kolumnerna ger {_said(sum(parts, Decimal(0)))}",
                )


def _shares(table: _Table) -> Iterator[Off]:
    """Find shares that together are more than the whole, beyond what rounding gives."""
    for place in table.places(_SHARE):
        rows = [row for row in table.rows if not _SUM.search(row[0])]
        parts = [value for row in rows if (value := table.value(row, place)) is not None]
        total = sum(parts, Decimal(0))
        if len(parts) > 1 and table.is_share(place) and total > 100 + Decimal(len(parts)) / 2:
            where = f"{table.heads[place]}: {_said(total)} %"
            yield Off(
                where, f"{table.heads[place]} är tillsammans {_said(total)} %; någon räknas mer än en gång"
            )


def _changes(table: _Table) -> Iterator[Off]:
    """Hold each change in percent against the numbers before and after."""
    for place in table.places(_CHANGE):
        ends = [
            next(
                (each for each in table.places(pattern) if not _PARTS_OF_CHANGE.search(table.heads[each])), 0
            )
            for pattern in (_BEFORE, _AFTER)
        ]
        for row in table.rows:
            printed, before, after = (table.value(row, each) for each in (place, *ends))
            if printed is None or not before or after is None or not all(ends):
                continue
            computed = _rounded((after - before) * 100 / before, printed)
            if computed != printed:
                where = f"{row[0]}, {table.heads[place]}: {row[place]}"
                yield Off(where, f"{row[0]} ändrades {_said(computed)} % och inte {row[place]}")


def _products(table: _Table) -> Iterator[Off]:
    """Hold what an amount of full-time work is said to be against how many it is and how much each works."""
    for place in table.places(_FULL):
        count = max((each for each in table.places(_COUNT) if each < place), default=0)
        each_one = max((each for each in table.places(_EACH) if each < place), default=0)
        for row in table.rows:
            printed, many, mean = (table.value(row, each) for each in (place, count, each_one))
            if printed is None or many is None or mean is None or not count or not each_one:
                continue
            computed = many * mean / 100
            if _rounded(computed, printed) != printed:
                where = f"{row[0]}, {table.heads[place]}: {row[place]}"
                yield Off(
                    where,
                    f"{_said(many)} × {row[each_one]} är {_said(_rounded(computed, Decimal('0.01')))} och inte {row[place]}",
                )
