"""A row of a pasted table while it is being read, and what its place among the others tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from economy.pasting import labels
from economy.pasting.labels import Side, Word

Amounts = tuple[Decimal | None, ...]


@dataclass
class Item:
    """A row: where it stands among the rows and the lines, what it says, and the sum that it goes into."""

    number: int
    label: str
    amounts: Amounts
    side: Side | None = None
    is_sum: bool = False
    is_heading: bool = False
    parent: int | None = None
    parts: list[int] = field(default_factory=list)
    line: int = 0
    note: int | None = None

    @property
    def word(self) -> Word:
        return labels.sum_word(self.label)

    @property
    def is_counted(self) -> bool:
        return not self.is_heading and not labels.VARAV.match(labels.plain(self.label))

    @property
    def shown_label(self) -> str:
        """The label without bullets, asterisks and the marks of footnotes."""
        bare = labels.without_mark(self.label.strip().strip("*")).strip()
        return bare.lstrip("-–—−•·*▪◦ \u00a0") or "Summa"

    @property
    def is_carried(self) -> bool:
        """Whether it carries the results of the years before along."""
        return bool(labels.CARRIED.search(labels.plain(self.label)))

    @property
    def is_nothing(self) -> bool:
        return not any(self.amounts)


def column_totals(items: Iterable[Item], width: int) -> Amounts:
    """Add the rows up, column by column; empty counts as nothing."""
    listed = list(items)
    return tuple(sum((item.amounts[n] or Decimal(0) for item in listed), Decimal(0)) for n in range(width))


def differences_from_printed(printed: Amounts, computed: Amounts) -> list[Decimal]:
    """How far the computed lies from the printed in each column that has a printed figure."""
    return [
        own - other
        for own, other in zip(printed, computed, strict=True)
        if own is not None and other is not None
    ]


def place(items: Sequence[Item], known: Mapping[str, Side] | None = None) -> None:
    """Give each row its side, from the layout or its words, the headings and the sums above and below it."""
    section: Side | None = None
    since: list[Item] = []
    for n, item in enumerate(items):
        side, is_outright = labels.side_of(item.label)
        if item.is_heading:
            section = side if side in {Side.INCOME, Side.COST, Side.BALANCE} else section
            since = []
            continue
        own = (known or {}).get(labels.plain(item.label))
        if own:
            item.side = own
        elif side is Side.RESULT and _follows_balance(items, n):
            item.side = Side.BALANCE
        elif since and (labels.is_plain_sum(item.label) or _closes(item, since)):
            sides = {each.side for each in since}
            item.side = since[0].side if len(sides) == 1 else Side.RESULT
        elif is_outright and side and not (section is Side.BALANCE and side is Side.RESULT):
            item.side = side
        elif labels.FROM_MEMBERS.match(labels.plain(item.label)):
            item.side = Side.INCOME
        else:
            item.side = (
                section
                or _side_of_total(items, n)
                or _side_of_head(items, n)
                or (Side.INCOME if side in {Side.COST, None} and _is_paid_back(items, n) else side)
                or _side_ahead(items, n)
                or _side_of_sign(items, n)
            )
        since.append(item)
        if item.word is Word.SUM or labels.is_plain_sum(item.label):
            is_first = all(each.is_heading or each.side is not item.side for each in items[:n])
            is_above = is_first and item.side in {Side.INCOME, Side.COST}
            section, since = item.side if is_above else _after(item, section), []


def _closes(item: Item, since: Sequence[Item]) -> bool:
    """Whether a row that calls itself a total, as "Totalt att fördela", is what the rows above it give."""
    rows = [each for each in since if each.is_counted and not each.is_nothing]
    return (
        item.word is Word.MAYBE
        and len(rows) > 1
        and labels.plain(item.label).startswith("total")
        and not any(differences_from_printed(item.amounts, column_totals(rows, len(item.amounts))))
    )


def _side_of_total(items: Sequence[Item], n: int) -> Side | None:
    """Income, where the row and those beside it add up to a sum of income below, whatever its words remind of."""
    after = next(
        (m for m in range(n + 1, len(items)) if items[m].is_heading or items[m].word is Word.SUM), None
    )
    if after is None or items[after].is_heading or labels.side_of(items[after].label)[0] is not Side.INCOME:
        return None
    first = n
    while first and not items[first - 1].is_heading and items[first - 1].word is not Word.SUM:
        first -= 1
    rows = [each for each in items[first:after] if each.is_counted]
    return (
        None
        if any(differences_from_printed(items[after].amounts, column_totals(rows, len(items[after].amounts))))
        else Side.INCOME
    )


def _side_of_head(items: Sequence[Item], n: int) -> Side | None:
    """Income or cost, where "Intäkter" above has an amount and is what the rows below it add up to."""
    for first in range(n - 1, -1, -1):
        head = items[first]
        side, is_outright = labels.side_of(head.label)
        if head.is_heading or head.word is Word.SUM:
            return None
        if not is_outright or side not in {Side.INCOME, Side.COST} or head.is_nothing:
            continue
        rows: list[Item] = []
        for each in items[first + 1 :]:
            if each.is_heading or each.word is Word.SUM or labels.side_of(each.label) == (_OTHER[side], True):
                break
            rows += [each] if each.is_counted else []
        given = column_totals(rows, len(head.amounts))
        return side if len(rows) > 1 and not any(differences_from_printed(head.amounts, given)) else None
    return None


_OTHER = {Side.INCOME: Side.COST, Side.COST: Side.INCOME}


def _follows_balance(items: Sequence[Item], n: int) -> bool:
    """A result among the rows of the balance sheet is a row of it."""
    before = next((each for each in reversed(items[:n]) if not each.is_heading), None)
    return before is not None and before.side is Side.BALANCE


def _side_of_sign(items: Sequence[Item], n: int) -> Side:
    """Where the costs have a minus a row without is income; otherwise what follows income is a cost.

    A list that names neither income nor a result is one of costs.
    """
    named = [each for each in items if not each.is_heading and labels.side_of(each.label)[0] is Side.COST]
    own = [amount for amount in items[n].amounts if amount]
    if own and any((amount or 0) < 0 for each in named for amount in each.amounts):
        return Side.COST if own[0] < 0 else Side.INCOME
    if any(each.side is Side.INCOME for each in items[:n]):
        return Side.COST
    told = {labels.side_of(each.label)[0] for each in items}
    return Side.INCOME if told & {Side.INCOME, Side.RESULT} else Side.COST


def _is_paid_back(items: Sequence[Item], n: int) -> bool:
    """Whether the row is without the minus that the costs have: what reminds of one, or of nothing, is income."""
    own = [amount for amount in items[n].amounts if amount]
    others = [
        [amount for amount in each.amounts if amount]
        for each in items
        if each is not items[n] and not each.is_heading and labels.side_of(each.label)[0] is Side.COST
    ]
    minus = sum(bool(each) and max(each) < 0 for each in others)
    plus = sum(bool(each) and max(each) > 0 for each in others)
    return bool(own) and min(own) > 0 and items[n].word is not Word.SUM and minus > 2 * plus


def _after(item: Item, section: Side | None) -> Side | None:
    if section is Side.BALANCE or item.side is Side.BALANCE:
        return section
    if item.side is Side.RESULT:
        return None
    return Side.COST if item.side is Side.INCOME else section


def _side_ahead(items: Sequence[Item], n: int) -> Side | None:
    """The side of the next sum that names one: the rows above it are most often of its kind."""
    for item in items[n + 1 :]:
        if item.is_heading:
            return None
        if item.word is Word.SUM:
            side, _ = labels.side_of(item.label)
            return side if side in {Side.INCOME, Side.COST} else None
    return None


def is_as_booked(items: Sequence[Item]) -> bool:
    """Tell whether income stands with minus and costs without, as books have debit and credit."""
    found = {
        side: sum(
            (
                amount
                for each in items
                if each.side is side and each.is_counted
                for amount in each.amounts
                if amount
            ),
            Decimal(0),
        )
        for side in (Side.INCOME, Side.COST)
    }
    return found[Side.INCOME] < 0 < found[Side.COST]


def with_deficits(items: Sequence[Item]) -> list[Item]:
    """The same rows where a deficit is printed without its minus, which its name says."""
    return [
        replace(each, amounts=tuple(-a if a else a for a in each.amounts))
        if labels.DEFICIT.match(labels.plain(each.label)) and all((a or 0) >= 0 for a in each.amounts)
        else each
        for each in items
    ]


def turned(items: Sequence[Item], *, as_booked: bool = False) -> list[Item]:
    """The same rows with the costs the other way round; `as_booked` turns all but the balance sheet."""
    sides = {Side.INCOME, Side.COST, Side.RESULT} if as_booked else {Side.COST}
    return [
        Item(
            each.number, each.label,
            tuple(None if a is None else (-a if a else a) for a in each.amounts) if each.side in sides else each.amounts,
            each.side, is_heading=each.is_heading, line=each.line,
        )
        for each in items
    ]  # fmt: skip
