"""What was measured, as a table and as sentences of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.timing import Timing

WORST = 5  # so many are named before the table
MOST_QUERIES, MOST_TIMES = 15, 50  # what we aim at for every page


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
    """Give the lines of the table: the five worst pages first, by time and by questions, then each in its order."""
    yield from _worst(pages)
    yield (
        f"{'Sida':<34}{'demo':>10}{'frågor':>8}{'stort':>10}{'95 av 100':>12}{'frågor':>8}"
        f"{'gånger en tom vy':>18}"
    )
    for page in pages:
        yield _page_line(page.name, page.small, page.large, page.ratio)
    if pages:
        yield _page_line("En tom vy med en fråga", pages[0].small_bare, pages[0].large_bare, 1.0)
    over = [page for page in pages if page.ratio > MOST_TIMES or page.large.queries > MOST_QUERIES]
    yield f"{len(over)} av {len(pages)} sidor ställer mer än {MOST_QUERIES} frågor eller tar mer än {MOST_TIMES} gånger en tom vy."
    yield ""
    yield from map(_line, works)


def _worst(pages: list[PageResult]) -> Iterator[str]:
    if len(pages) <= WORST:
        return
    slow = sorted(pages, key=lambda page: -page.ratio)[:WORST]
    asking = sorted(pages, key=lambda page: -page.large.queries)[:WORST]
    yield "Långsammast: " + ", ".join(f"{page.name} {page.ratio:.0f} gånger" for page in slow) + "."
    yield "Flest frågor: " + ", ".join(f"{page.name} {page.large.queries}" for page in asking) + "."


def _page_line(name: str, small: Timing, large: Timing, ratio: float) -> str:
    return (
        f"{name:<34}{small.milliseconds:>7.1f} ms{small.queries:>8}"
        f"{large.milliseconds:>7.1f} ms{large.slowest:>9.1f} ms{large.queries:>8}{ratio:>18.1f}"
    )


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
