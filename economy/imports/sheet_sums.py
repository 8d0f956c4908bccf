"""Which rows of a list are sums of others: known by their arithmetic, and by words only where those hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from economy.pasting import labels
from economy.pasting.labels import Word
from economy.pasting.rows import Item, place, turned
from economy.pasting.sums import Solved, solve

ZERO = Decimal(0)
_MOST_SUMS = 30  # a result is compared with the differences of so many sums above it
_HALF_ORE = Decimal("0.005")

Differences = list[tuple[str, Decimal, Decimal]]  # column, what stands, what the rows give


@dataclass
class Running:
    """The amounts since the top, by column, so that a sum row can be compared with the rows it may add.

    A sum adds the rows straight above it, from wherever it begins: a heading, another sum or the top. A result may also
    be what two earlier sums differ by, in lists that write incomes and costs alike without signs. `slack` is for what
    Excel keeps with more decimals than are shown.
    """

    totals: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    starts: dict[str, set[Decimal]] = field(default_factory=lambda: defaultdict(lambda: {ZERO}))
    sums: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    last: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    results: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(lambda: [ZERO]))
    slack: Decimal = ZERO

    def add(self, amounts: Mapping[str, Decimal], *, is_rounded: bool = False) -> None:
        """Count a row."""
        self.slack += _HALF_ORE if is_rounded else ZERO
        for name, amount in amounts.items():
            self.starts[name].add(self.totals[name])
            self.totals[name] += amount

    def explains(self, amounts: Mapping[str, Decimal], *, is_result: bool = False) -> bool:
        """Whether every amount is what rows above it give."""
        return all(self._is_given(name, amount, is_result=is_result) for name, amount in amounts.items())

    def differences(self, amounts: Mapping[str, Decimal], *, is_result: bool = False) -> Differences:
        """Give (column, what stands, what the rows since the last sum give) for each sum that nothing explains."""
        wrong = [
            (name, amount, self.totals[name] - self.last[name])
            for name, amount in amounts.items()
            if not self._is_given(name, amount, is_result=is_result)
        ]
        for name, amount in amounts.items():
            self.sums[name] = [*self.sums[name], amount][-_MOST_SUMS:]
            self.last[name] = self.totals[name]
            if is_result:
                self.results[name].append(amount)
        return wrong

    def _is_given(self, name: str, amount: Decimal, *, is_result: bool) -> bool:
        total, sums = self.totals[name], self.sums[name]
        # A balance sheet's sum may have the result in it, which stands on no account.
        wanted = {total - amount + result for result in self.results[name]}
        if any(self._near(each, start) for start in self.starts[name] | {total} for each in wanted):
            return True
        if any(self._near(amount, first - second) for first in sums for second in sums):
            return True
        # Costs without minus: what is left of the rest when they are taken from it.
        costs = [*sums, sum(sums, ZERO)]
        return is_result and (
            self._near(-amount, total) or any(self._near(amount, total - 2 * cost) for cost in costs)
        )

    def _near(self, first: Decimal, second: Decimal) -> bool:
        return abs(first - second) <= self.slack


@dataclass(frozen=True)
class Labelled:
    """A row of a budget by its label; `beside` are the amounts of the list's other columns, of other years."""

    label: str
    amount: Decimal | None
    beside: tuple[Decimal | None, ...] = ()
    is_rounded: bool = False


@dataclass(frozen=True)
class Sums:
    """Which rows are sums, which of them do not agree with their rows, and which rows only look like sums."""

    places: frozenset[int]
    wrong: tuple[tuple[int, Decimal], ...] = ()  # place, and what its rows give
    doubtful: tuple[int, ...] = ()


def sums_in(rows: Sequence[Labelled]) -> Sums:
    """Find the sums of a budget without accounts.

    First by their words alone: where all of those agree, no other row is a sum. Else also those are that stand above
    their rows, or have no word for it, when that makes every sum agree.
    """
    plain, solved = _by_words(rows), _solved(rows)
    if plain.wrong and not solved.wrong:
        return solved
    if plain.wrong:
        return min(plain, solved, key=lambda sums: len(sums.wrong))
    if plain.places:
        return plain
    if solved.places and not solved.wrong and all(_is_headed(rows, at) for at in solved.places):
        return solved
    return replace(plain, doubtful=tuple(sorted(solved.places - plain.places)))


def _by_words(rows: Sequence[Labelled]) -> Sums:
    running, places, wrong = Running(), set(), []
    for at, row in enumerate(rows):
        if row.amount is None:
            continue
        word, amounts = labels.sum_word(row.label), {"amount": row.amount}
        is_result = labels.is_result(row.label)
        if labels.CARRIED.search(labels.plain(row.label)):
            places.add(at)  # with what other years left, so that it cannot be tried here
        elif word is Word.SUM or (
            word is Word.MAYBE and row.amount and running.explains(amounts, is_result=is_result)
        ):
            places.add(at)
            wrong += [(at, gives) for _, _, gives in running.differences(amounts, is_result=is_result)]
        else:
            running.add(amounts, is_rounded=row.is_rounded)
    return Sums(frozenset(places), tuple(wrong))


def _solved(rows: Sequence[Labelled]) -> Sums:
    """Read the rows with costs as they are written and turned, in all columns at once; what agrees best is right."""
    items = [
        Item(at, row.label, (row.amount, *row.beside), is_heading=row.amount is None)
        for at, row in enumerate(rows)
    ]
    place(items)
    best: Solved = max((solve(each) for each in (items, turned(items))), key=lambda solved: solved.score)
    places = frozenset(item.number for item in best.items if item.is_sum)
    called = {at for at, row in enumerate(rows) if row.amount and labels.sum_word(row.label) is Word.SUM}
    wrong = [(check.item.number, check.computed[0] or ZERO) for check in best.checks if 0 in check.off]
    return Sums(places, (*wrong, *((at, ZERO) for at in sorted(called - places))))


def _is_headed(rows: Sequence[Labelled], at: int) -> bool:
    """Whether the rows after a sum stand under it by bullets or spaces."""
    return not labels.is_inset(rows[at].label) and at + 1 < len(rows) and labels.is_inset(rows[at + 1].label)
