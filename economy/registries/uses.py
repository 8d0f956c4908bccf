"""Which columns of figures a document being written shows: asked before one is taken away by books that come or go."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from economy.models import FiscalYear

Use = Callable[[FiscalYear], Iterable[str]]
_uses: list[Use] = []


def register(use: Use) -> Use:
    """Have `use(fiscal_year)` asked for the keys of the columns that it shows; called from `AppConfig.ready()`."""
    if use not in _uses:
        _uses.append(use)
    return use


def used_in(fiscal_year: FiscalYear) -> frozenset[str]:
    """Give the keys of the year's columns that documents being written show."""
    return frozenset(key for use in _uses for key in use(fiscal_year))
