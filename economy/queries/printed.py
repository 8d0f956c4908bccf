"""What documents printed, beside what is computed from the same stored figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q

from finsam.models import Association, PrintedFigure
from finsam.swedish import money
from finsam.web.asked_once import kept_for_page


@dataclass(frozen=True)
class Printed:
    """A printed figure: of which column ("2021.utfall"), which figure ("line.resultat", "ratio.equity_ratio").

    `value` is in kronor or percent, `unit` the size of its last printed digit in the same.
    """

    document: str
    place: str
    column: str
    figure: str
    text: str
    value: Decimal
    unit: Decimal

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        return f"{self.place} i {self.document[:1].lower()}{self.document[1:]}"

    @property
    def decimals(self) -> int:
        return max(0, -int(self.unit.normalize().as_tuple().exponent))


def printed_key(year: int, column: str, figure: str) -> str:
    """Make the key of a printed figure: the document's year, the column as "2020.utfall", the figure."""
    return f"economy/{year}/{column}/{figure}"


def printed_figures(association: Association, year: int) -> list[Printed]:
    """Give what the documents of the year printed and can be read as a number, in the order of keys."""
    return _of_two_years(association, year)[year]


def _of_two_years(association: Association, year: int) -> dict[int, list[Printed]]:
    """Fetch what a year's documents printed, and those of the year before, which it is held against."""
    kept: dict[int, list[Printed]] = kept_for_page(_of_two_years).setdefault(association.pk, {})
    if year not in kept:
        starts = {each: f"economy/{each}/" for each in (year, year - 1) if each not in kept}
        wanted = reduce(or_, (Q(key__startswith=start) for start in starts.values()))
        rows = list(PrintedFigure.objects.filter(wanted, association=association).order_by("document", "id"))
        for each, start in starts.items():
            kept[each] = list(_read(row for row in rows if row.key.startswith(start)))
    return kept


def _read(rows: Iterable[PrintedFigure]) -> Iterator[Printed]:
    for row in rows:
        parts = row.key.split("/")
        if len(parts) != 4:
            continue
        try:
            value, unit = read_printed(row.value)
        except ValueError:
            continue
        yield Printed(row.document, row.place, parts[2], parts[3], row.value, value, unit)


def read_printed(text: str) -> tuple[Decimal, Decimal]:
    """Read a printed amount or percent; return it in kronor or percent with the size of its last digit.

    "37,1 %" is 37.1 in tenths, "−943 tkr" is -943000 in thousands. Raises ValueError where it is no number.
    """
    body = text.strip()
    if body.endswith("%"):
        value = money.parse_amount(body.removesuffix("%").strip().replace(".", ","))
        return value, Decimal(1).scaleb(-_decimals(body))
    value = money.parse_amount(body)
    scale = {"tkr": 1_000, "mkr": 1_000_000}.get(body[-3:].lower(), 1)
    return value, Decimal(scale).scaleb(-_decimals(body))


def _decimals(body: str) -> int:
    number = "".join(letter for letter in body if letter.isdigit() or letter in ",.")
    return len(number.rpartition(",")[2]) if "," in number else 0
