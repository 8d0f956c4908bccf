"""A table over several years, as the five years of an årsredovisning, read from what was pasted; nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.pasting import amounts, labels
from economy.pasting.grid import grid_of
from economy.pasting.units import unit_in
from finsam.swedish import money

_YEAR = re.compile(r"\b20\d\d\b")
_PERCENT = re.compile(r"\s*(%|procent)\s*$", re.IGNORECASE)
# What each figure is called, whole: a part of it, as finansiella intäkter, is none of them. The first that fits is it.
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("", re.compile(r"eget kapital.*(bidrag|%|procent|andel)|andel.*eget kapital")),  # computed from the two
    ("equity_ratio", re.compile(r"^soliditet")),
    ("equity", re.compile(r"^(summa |utgående )?eget kapital(?! och)")),
    ("employees", re.compile(r"^(antal )?(anställda|årsarbetare)")),
    ("result", re.compile(r"^årets resultat|^resultat$")),
    ("contributions", re.compile(r"^(summa )?(medlemsbidrag|medlemsavgift)")),
    ("income", re.compile(r"^(verksamhetens|summa|totala) intäkter|^intäkter$")),
    ("costs", re.compile(r"^(verksamhetens|summa|totala) kostnader|^kostnader$")),
)
_NO_KRONOR = {"equity_ratio", "employees"}


@dataclass(frozen=True)
class YearsRead:
    """Figures by year and key as `economy.queries.ratios.HISTORICAL` has them: kronor, percent, persons; costs positive.

    `left_out` are the labels of rows that hold none of them, `faults` sentences of what must be mended first.
    """

    years: tuple[int, ...]
    values: Mapping[tuple[int, str], Decimal]
    left_out: tuple[str, ...]
    faults: tuple[str, ...]

    def of_year(self, year: int) -> dict[str, Decimal]:
        """Give a year's figures by key."""
        return {key: value for (each, key), value in self.values.items() if each == year}


def read_years(text: str, *, unit: str = "") -> YearsRead:
    """Read the table, its years as columns or as rows; `unit` counts where neither cell nor table names one."""
    grid = [[" ".join(cell.split()) for cell in row] for row in grid_of(text)]
    if sum(bool(_YEAR.search(row[0])) for row in grid) > 1:
        grid = [list(column) for column in zip(*grid, strict=True)]
    start = next((n for n, row in enumerate(grid) if any(map(_YEAR.search, row))), None)
    if start is None:
        return YearsRead((), {}, (), ("Det finns inga år att läsa: rubrikerna ska vara år, som 2021.",))
    if _YEAR.search(grid[start][0]) and not grid[start][-1]:  # the empty corner was lost on the way
        grid[start] = ["", *grid[start][:-1]]
    years = {
        place: int(found[-1])
        for place, cell in enumerate(grid[start])
        if place and (found := _YEAR.findall(cell))
    }
    if len(set(years.values())) < len(years):
        return YearsRead((), {}, (), ("Samma år står i två kolumner. Ta bort den ena.",))
    unit = next(filter(None, (unit_in(cell) for row in grid[: start + 1] for cell in row)), unit)
    return _read_rows(grid[start + 1 :], years, unit)


def _read_rows(rows: Sequence[Sequence[str]], years: Mapping[int, int], unit: str) -> YearsRead:
    values: dict[tuple[int, str], Decimal] = {}
    left_out: list[str] = []
    faults: list[str] = []
    for row in rows:
        key = _key_of(row[0])
        is_twice = any((year, key) in values for year in years.values())
        if not key or is_twice:
            left_out += [row[0]] if row[0] else []
            continue
        own_unit = unit_in(row[0]) or unit
        for place, year in years.items():
            try:
                value = _value(row[place], key, own_unit)
            except ValueError as error:
                faults.append(f"{row[0]}, {year}: {error}")
            else:
                values |= {} if value is None else {(year, key): value}
    if not values and not faults:
        faults.append(
            "Ingen rad kändes igen. De heter till exempel Årets resultat, Eget kapital eller Soliditet."
        )
    return YearsRead(tuple(years.values()), values, tuple(left_out), tuple(faults))


def _key_of(label: str) -> str:
    low = labels.plain(label)
    return next((key for key, holds in _LABELS if holds.search(low)), "")


def _value(cell: str, key: str, unit: str) -> Decimal | None:
    if cell in amounts.BLANK:
        return None
    if key in _NO_KRONOR:
        return money.parse_amount(_PERCENT.sub("", cell))
    value = amounts.read(cell, unit)
    return abs(value) if value is not None and key == "costs" else value
