"""Books of the cast's förbund, taken in and stored through the actions."""

from __future__ import annotations

from economy.actions.ledger import take_in
from economy.actions.ledger_mapping import save_mapping
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from economy.actions.years import open_year
from economy.models import FiscalYear, LedgerImport
from economy.outlines import STARTER
from tests.cast import Cast
from tests.economy.sie.samples import YEAR

NUMBER = "222000-0000"  # the sample's förbund
MAPPED = {
    "bidrag": ("35", ""), "insatser": ("45", ""), "ovriga_kostnader": ("60-79", ""), "kassa_bank": ("19", ""),
    "balanserat": ("20", ""), "kortfristiga_skulder": ("24-29", ""),
}  # fmt: skip


def be_exempelbygden(cast: Cast) -> None:
    """Give the cast's förbund the number that stands in the sample."""
    cast.association.organisation_number = NUMBER
    cast.association.save(update_fields=["organisation_number"])


def opened_year(cast: Cast, year: int = 2021) -> FiscalYear:
    """Open a year whose lines have accounts."""
    opened = open_year(association=cast.association, year=year, layout=STARTER, by=cast.chief)
    save_mapping(fiscal_year=opened, accounts=MAPPED, by=cast.chief)
    return opened


def waiting(
    cast: Cast, content: bytes | None = None, *, name: str = "2021.se", **facts: object
) -> LedgerImport:
    """Take a file in and read it; nothing is stored."""
    be_exempelbygden(cast)
    data = YEAR.read_bytes() if content is None else content
    taken = take_in(association=cast.association, name=name, content=data, by=cast.chief, **facts)  # type: ignore[arg-type]
    return analyse_file(ledger_import=taken, by=cast.chief)


def stored(
    cast: Cast, content: bytes | None = None, *, name: str = "2021.se", **facts: object
) -> LedgerImport:
    """Take a file in, read it and store it."""
    return store_books(ledger_import=waiting(cast, content, name=name, **facts), by=cast.chief)
