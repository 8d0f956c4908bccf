"""What an ansökan asks for, by kostnadsslag and year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from insatser.models import Application


@dataclass(frozen=True)
class AskedTable:
    """The years, each kostnadsslag with its amounts in kronor, and the sum of each year."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[Decimal, ...]], ...]
    sums: dict[int, Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.sums.values(), Decimal(0))


def asked_table(application: Application) -> AskedTable:
    """Give what the latest version asks for: two queries. A kostnadsslag that nothing is asked for is left out."""
    version = application.versions.first()
    found: dict[str, dict[int, Decimal]] = {}
    years = set(application.round.years)
    for row in version.amounts.all() if version else ():
        own = found.setdefault(row.category, {})
        own[row.year] = own.get(row.year, Decimal(0)) + row.amount
        years.add(row.year)
    ordered = tuple(sorted(years))
    return AskedTable(
        years=ordered,
        rows=tuple(
            (category, tuple(own.get(year, Decimal(0)) for year in ordered))
            for category, own in found.items()
            if any(own.values())
        ),
        sums={
            year: sum((own.get(year, Decimal(0)) for own in found.values()), Decimal(0)) for year in ordered
        },
    )
