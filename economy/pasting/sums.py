"""Which rows of a table are sums, of which rows, and which of them do not add up."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from economy.pasting import labels
from economy.pasting.labels import Side, Word
from economy.pasting.rows import Amounts, Item, column_totals, differences_from_printed

_NEAR = Decimal("0.25")


@dataclass
class Check:
    """A printed sum beside what its rows give, column by column."""

    item: Item
    computed: Amounts

    @property
    def off(self) -> list[int]:
        pairs = zip(self.item.amounts, self.computed, strict=True)
        return [
            n
            for n, (own, other) in enumerate(pairs)
            if own is not None and other is not None and own != other
        ]

    @property
    def agreeing(self) -> int:
        return len(differences_from_printed(self.item.amounts, self.computed)) - len(self.off)


@dataclass
class Solved:
    """The rows with their sums found, and every sum's check."""

    items: list[Item]
    checks: list[Check] = field(default_factory=list)
    doubtful: frozenset[int] = frozenset()  # rows that are a sum by their arithmetic alone, in one column

    @property
    def amiss(self) -> tuple[int, int]:
        """How many printed sums do not agree, and how many rows no sum counts though their side or the result should."""
        last = max(
            (item.number for item in self.items if item.is_sum and item.side is Side.RESULT), default=0
        )
        summed = {item.side for item in self.items if item.is_sum and item.word is Word.SUM}
        loose = [
            item
            for item in self.items
            if item.is_counted
            and not item.is_sum
            and item.parent is None
            and (item.side in summed or (item.side in {Side.INCOME, Side.COST} and item.number < last))
        ]
        return sum(len(check.off) for check in self.checks), len(loose)

    @property
    def score(self) -> tuple[int, int]:
        """How many printed sums agree, less those that do not."""
        agreeing = sum(check.agreeing for check in self.checks)
        return agreeing - sum(len(check.off) for check in self.checks), agreeing


class Solver:
    """Reads the rows: first sums that stand above their rows, then those below, from the top down."""

    def __init__(self, items: list[Item], rows: Collection[int] = ()) -> None:
        self.items = items
        self.rows = rows  # numbers of those that are no sums, whatever they are equal to
        self.width = len(items[0].amounts) if items else 0
        self.solved = Solved(items)

    def solve(self) -> Solved:
        """Find the sums and check each against its rows."""
        for n in range(len(self.items) - 1, -1, -1):
            self._above(n)
        self._below()
        return self.solved

    # Sums that stand above their rows.

    def _above(self, n: int) -> None:
        head = self.items[n]
        if not head.is_counted or head.is_nothing or n in self.rows or self._stands_below(n):
            return
        if numbered := self._numbered_rows(n):
            self._bind(head, numbered)
            return
        rows: list[Item] = []
        best: list[Item] = []
        for item in self.items[n + 1 :]:
            if item.is_heading or item.word is Word.SUM or item.side is not head.side:
                break
            if item.parent is not None or not item.is_counted:
                continue
            rows.append(item)
            if self._is_sum_of(head, rows):
                best = list(rows)
                break
        best = best or self._inset_rows(n)
        if best:
            self._bind(head, best)

    def _stands_below(self, n: int) -> bool:
        """Whether rows of its side stand above a row that calls itself a sum: then it is theirs."""
        head = self.items[n]
        if head.word is Word.NONE or (
            head.word is Word.MAYBE and not labels.plain(head.label).startswith("total")
        ):
            return False
        for item in reversed(self.items[:n]):
            if item.is_heading or item.word is Word.SUM:
                break
            if item.side is head.side and item.is_counted:
                return True
        return head.side not in {Side.INCOME, Side.COST}

    def _numbered_rows(self, n: int) -> list[Item]:
        """All rows numbered in another way below one with a numeral, as I. and II. under C., where they make it."""
        head, rows = self.items[n], []
        own = labels.numeral(head.label)
        for item in self.items[n + 1 :] if own else ():
            if item.is_heading or labels.numeral(item.label) in {"", own}:
                break
            if (
                item.parent is None
                and item.is_counted
                and not labels.CLOSING.search(labels.plain(item.label))
            ):
                rows.append(item)
        return (
            rows
            if rows and not any(differences_from_printed(head.amounts, column_totals(rows, self.width)))
            else []
        )

    def _is_sum_of(self, head: Item, rows: Sequence[Item]) -> bool:
        if sum(not row.is_nothing for row in rows) < 2:
            return False
        return not any(differences_from_printed(head.amounts, column_totals(rows, self.width)))

    def _inset_rows(self, n: int) -> list[Item]:
        """The rows with bullets below one without, where they nearly make it: a printed sum may be wrong."""
        head = self.items[n]
        if labels.is_inset(head.label):
            return []
        rows = []
        for item in self.items[n + 1 :]:
            if item.is_heading or not labels.is_inset(item.label) or item.word is Word.SUM:
                break
            if item.is_counted and item.parent is None:
                rows.append(item)
        if len(rows) < 2 or any(row.side is not head.side for row in rows):
            return []
        pairs = list(zip(head.amounts, column_totals(rows, self.width), strict=True))
        near = all(
            own is None or abs(own - other) <= abs(own) * _NEAR for own, other in pairs if other is not None
        )
        return rows if near else []

    # Sums that stand below their rows.

    def _below(self) -> None:
        open_: list[Item] = []  # rows that no sum has taken yet
        since: list[Item] = []  # those of them after the last sum or heading
        result: Item | None = None
        for item in self.items:
            if item.is_heading:
                since = []
                continue
            if item.parent is not None or not item.is_counted:
                continue
            if item.side is Side.BALANCE and not (open_ and open_[-1].side is Side.BALANCE):
                open_, since = [], []
            if labels.CLOSING.search(labels.plain(item.label)) or labels.CARRIED.search(
                labels.plain(item.label)
            ):
                if group := self._same_equity(item):
                    item.is_sum, item.parts, group.parent = True, [group.number], item.number
                else:
                    self._close_equity(item, open_, result)
                open_, since = ([each for each in rows if each.parent is None] for rows in (open_, since))
                open_, since = [*open_, item], [*since, item]
                continue
            taken = [] if item.parts or item.number in self.rows else self._parts_of(item, open_, since)
            if taken:
                self._bind(item, taken)
                open_ = [each for each in open_ if each.parent is None]
                since = []
            else:
                since = [*since, item]
            open_ = [*open_, item]
            if item.side is Side.RESULT and item.is_sum:
                result = item

    def _parts_of(self, item: Item, open_: list[Item], since: list[Item]) -> list[Item]:
        """The rows above that the row is the sum of; none where it is an ordinary row."""
        word = item.word
        if item.side is Side.BALANCE and labels.is_result(item.label):
            return []
        options = [each for each in self._options(item, open_, since) if each]
        exact = next((rows for rows in options if self._adds_up(item, rows, word)), None)
        if exact is None and labels.NET_COST.search(labels.plain(item.label)):
            net = replace(item, amounts=tuple(-a if a else a for a in item.amounts))
            exact = next((rows for rows in options if self._adds_up(net, rows, word)), None)
            item.amounts = net.amounts if exact is not None else item.amounts
        if exact is not None:
            return exact
        if word is not Word.SUM or not options:
            return []
        return max(options, key=lambda rows: Check(item, column_totals(rows, self.width)).agreeing)

    def _options(self, item: Item, open_: list[Item], since: list[Item]) -> list[list[Item]]:
        own = [each for each in open_ if each.side is item.side]
        if item.word is Word.NONE:
            return [since] if len(since) == sum(each.side is item.side for each in since) else []
        if item.side is Side.RESULT:
            return [list(open_), *_tails(open_)]
        if item.side is Side.BALANCE:
            return [since, own, *_tails(own)]
        return [[each for each in since if each.side is item.side], own, *_tails(own)]

    def _adds_up(self, item: Item, rows: Sequence[Item], word: Word) -> bool:
        if word is not Word.SUM and (item.is_nothing or sum(not row.is_nothing for row in rows) < 2):
            return False
        return not any(differences_from_printed(item.amounts, column_totals(rows, self.width)))

    def _close_equity(self, item: Item, open_: Sequence[Item], result: Item | None) -> None:
        """Equity at the end is that at the beginning and the year's result, wherever the result stands."""
        item.is_sum = True
        opening = [each for each in open_ if _is_equity(each.label) and not each.is_sum]
        inner = [each for each in open_ if each.side is Side.BALANCE and labels.is_result(each.label)]
        results = inner or ([result] if result else [])
        if len(opening) == 1 and results:
            rows = [*opening, results[-1]]
            item.parts = [row.number for row in rows]
            for row in rows:
                row.parent = item.number if row.side is Side.BALANCE else row.parent
            self._check(item, rows)

    def _same_equity(self, item: Item) -> Item | None:
        """The group of equity above its end that has the same amounts, as the law's layout has: its end is that group."""
        return next(
            (
                each
                for each in self.items[: item.number]
                if each.parts and each.amounts == item.amounts and _is_equity(each.label)
            ),
            None,
        )

    def _bind(self, head: Item, rows: Sequence[Item]) -> None:
        head.is_sum, head.parts = True, [row.number for row in rows]
        for row in rows:
            row.parent = head.number
        self._check(head, rows)

    def _check(self, head: Item, rows: Sequence[Item]) -> None:
        self.solved.checks.append(Check(head, column_totals(rows, self.width)))


def _is_equity(label: str) -> bool:
    low = labels.plain(label)
    return "eget kapital" in low or bool(labels.OPENING.search(low))


def solve(items: list[Item], *, rows: Collection[int] = (), sums: Collection[int] = ()) -> Solved:
    """Find the sums of the rows; `rows` are said to be none, `sums` to be some.

    A row without a word for it that is what rows beside it add up to may be so by chance: where the other sums agree
    better without it, it is a row. Where they say nothing and one column alone says it, it is doubtful.
    """
    barred = set(rows) | (_members(items) - set(sums))
    found = Solver(_fresh(items), barred).solve()
    for number in sorted(_by_chance(found) - set(sums)):
        other = Solver(_fresh(items), barred | {number}).solve()
        if other.amiss < found.amiss:
            barred, found = barred | {number}, other
        elif other.amiss == found.amiss and _is_of_one_amount(found.items[number]):
            found = replace(found, doubtful=found.doubtful | {number})
    return found


def _members(items: Sequence[Item]) -> set[int]:
    """The rows of single members, where no row stands under them: what they are equal to is the law's own shares."""
    return {
        item.number
        for item, below in itertools.zip_longest(items, items[1:])
        if labels.is_member(item.label) and not (below and labels.stands_below(below.label, item.label))
    }


_MOST = 12  # rows that are tried as rows and as sums: each is a reading of the whole table


def _by_chance(solved: Solved) -> set[int]:
    """The rows that are read as sums though neither words nor bullets say that they are."""
    found = [
        check.item.number
        for check in solved.checks
        if check.item.word is Word.NONE
        and not labels.CLOSING.search(labels.plain(check.item.label))
        and check.agreeing
        and not any(
            labels.stands_below(solved.items[part].label, check.item.label) for part in check.item.parts
        )
    ]
    return set(found[:_MOST])


def _is_of_one_amount(item: Item) -> bool:
    return len({amount for amount in item.amounts if amount}) == 1


def _fresh(items: Sequence[Item]) -> list[Item]:
    return [replace(item, parts=[], parent=None, is_sum=False) for item in items]


def _tails(rows: Sequence[Item]) -> list[list[Item]]:
    """The last two rows, the last three, and so on."""
    return [list(rows[-count:]) for count in range(2, len(rows))]
