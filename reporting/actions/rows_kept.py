"""Which row is which, when rows are written anew as lines."""

from __future__ import annotations

from collections.abc import Sequence


def paired(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Give by its new place the old place of each row that is still there.

    Rows of the same wording are the same; the others are reworded, in order, when they are as many as before.
    """
    found: dict[int, int] = {}
    left = list(range(len(before)))
    for place, text in enumerate(after):
        same = next((old for old in left if before[old] == text), None)
        if same is not None:
            found[place] = same
            left.remove(same)
    fresh = [place for place in range(len(after)) if place not in found]
    return found | dict(zip(fresh, left, strict=True)) if len(fresh) == len(left) else found
