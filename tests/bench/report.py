"""What was measured, as a table and as sentences of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.timing import Timing


@dataclass(frozen=True)
class PageResult:
    """One page with little and with much stored, beside the bare view of the same runs."""

    name: str
    small: Timing
    large: Timing
    small_bare: Timing
    large_bare: Timing

    @property
    def grows(self) -> bool:
        """Whether the page asks the database more often when more is stored."""
        return self.large.queries > self.small.queries

    @property
    def ratio(self) -> float:
        """How many times the bare view's time the page takes with much stored."""
        return self.large.milliseconds / self.large_bare.milliseconds


@dataclass(frozen=True)
class WorkResult:
    """One piece of work in the worker."""

    name: str
    seconds: float
    most: float
    note: str = ""


def table(pages: list[PageResult], works: list[WorkResult]) -> Iterator[str]:
    """Give the lines of the table."""
    yield f"{'Sida':<34}{'demo':>10}{'frågor':>8}{'stort':>10}{'frågor':>8}{'gånger en tom vy':>18}"
    for page in pages:
        yield (
            f"{page.name:<34}{page.small.milliseconds:>7.1f} ms{page.small.queries:>8}"
            f"{page.large.milliseconds:>7.1f} ms{page.large.queries:>8}{page.ratio:>18.1f}"
        )
    if pages:
        small, large = pages[0].small_bare, pages[0].large_bare
        yield (
            f"{'En tom vy med en fråga':<34}{small.milliseconds:>7.1f} ms{small.queries:>8}"
            f"{large.milliseconds:>7.1f} ms{large.queries:>8}{1.0:>18.1f}"
        )
    yield ""
    yield from map(_line, works)


def _line(work: WorkResult) -> str:
    """Give one piece of work with its seconds, to the thousandth where they are few, and what else was seen."""
    decimals = 1 if work.most >= 1 else 3
    note = f" {work.note}." if work.note else ""
    return f"{work.name}: {work.seconds:.{decimals}f} s, högst {work.most:g} s.{note}"


def faults(pages: list[PageResult], works: list[WorkResult]) -> list[str]:
    """Give a sentence for everything that is not as it should be."""
    return [
        *(
            f"{page.name} ställer {page.large.queries} frågor med mycket i databasen, {page.small.queries} med lite."
            for page in pages
            if page.grows
        ),
        *(f"{work.name} tog {work.seconds:.1f} s." for work in works if work.seconds > work.most),
    ]
