"""Which parts of two sequences are the same, found within a budget of steps however alike or unlike they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

MOST_STEPS = 2_000_000  # less than half a second on the shortest way; a day's editing takes some thousands
MOST_LOOKS = 2_000_000  # and as long in search of what stands once: each word is looked at a few times

Change = tuple[bool, int, int, int, int]  # whether alike, and from where to where in the old and the new
_Match = tuple[int, int]
_Bounds = tuple[int, int, int, int]


@dataclass
class Budget:
    """What work is left; what would take more is told as wholly changed, which is true though coarse."""

    steps: int = MOST_STEPS
    looks: int = MOST_LOOKS


def aligned_parts(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> Iterator[Change]:
    """Yield the parts in order, alike and changed by turns; together they are the whole of both."""
    done_old = done_new = 0
    matches = [*_matches(old, new, budget), (len(old), len(new))]
    start = 0
    while start < len(matches):
        at_old, at_new = matches[start]
        if (done_old, done_new) != (at_old, at_new):
            yield False, done_old, at_old, done_new, at_new
        stop = start + 1
        while stop < len(matches) - 1 and matches[stop] == (at_old + stop - start, at_new + stop - start):
            stop += 1
        done_old, done_new = at_old + stop - start, at_new + stop - start
        if start < len(matches) - 1:
            yield True, at_old, done_old, at_new, done_new
        start = stop


def _matches(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[_Match]:
    """Give the places that are alike, rising in both: by what stands once in each, and between those by the shortest way."""
    found: list[_Match] = []
    waiting: list[_Bounds] = [(0, len(old), 0, len(new))]
    while waiting:
        low, high, left, right = waiting.pop()
        while low < high and left < right and old[low] == new[left]:
            found.append((low, left))
            low, left = low + 1, left + 1
        while low < high and left < right and old[high - 1] == new[right - 1]:
            high, right = high - 1, right - 1
            found.append((high, right))
        if low == high or left == right:
            continue
        anchors = _anchors(old, new, (low, high, left, right), budget)
        if anchors:
            found += anchors
            edges = [(low - 1, left - 1), *anchors, (high, right)]
            waiting += [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges) if (c, d) != (a, b)]
        else:
            found += [(low + a, left + b) for a, b in _shortest(old[low:high], new[left:right], budget)]
    return sorted(found)


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], within: _Bounds, budget: Budget
) -> list[_Match]:
    """Give what stands once in each of the stretches, in the longest row that rises in both."""
    low, high, left, right = within
    budget.looks -= high - low + right - left
    if budget.looks <= 0:
        return []
    once_old, once_new = Counter(old[low:high]), Counter(new[left:right])
    place = {new[at]: at for at in range(left, right) if once_new[new[at]] == 1}
    pairs = [(at, place[old[at]]) for at in range(low, high) if once_old[old[at]] == 1 and old[at] in place]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, at_new) in enumerate(pairs):
        spot = bisect_left(tails, at_new)
        tails[spot : spot + 1] = [at_new]
        ends[spot : spot + 1] = [number]
        before.append(ends[spot - 1] if spot else -1)
    row: list[_Match] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _shortest(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[_Match]:
    """Give the places alike on the shortest way from old to new (Myers 1986); none where the budget does not reach."""
    count, width = len(old), len(new)
    furthest = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(count + width + 1):
        trail.append(furthest.copy())
        budget.steps -= 2 * edits + 1
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (
                diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            x = start = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            while x < count and 0 <= x - diagonal < width and old[x] == new[x - diagonal]:
                x += 1
            budget.steps -= x - start
            furthest[diagonal] = x
            if x >= count and x - diagonal >= width:
                return _walk_back(trail, count, width)
        if budget.steps <= 0:
            return []
    return []


def _walk_back(trail: list[dict[int, int]], x: int, y: int) -> list[_Match]:
    found: list[_Match] = []
    for edits in range(len(trail) - 1, -1, -1):
        furthest, diagonal = trail[edits], x - y
        down = diagonal == -edits or (diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1])
        earlier = diagonal + 1 if down else diagonal - 1
        stop_x = furthest[earlier] if edits else 0
        stop_y = stop_x - earlier if edits else 0
        while x > stop_x and y > stop_y:
            x, y = x - 1, y - 1
            found.append((x, y))
        x, y = stop_x, stop_y
    return found
