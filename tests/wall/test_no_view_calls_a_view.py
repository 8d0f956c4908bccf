"""A view that is guarded takes what the address holds; what two of them do is a function of its own, not one of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = sorted(ROOT.glob("*/views"))


def calls_of_views(source: str) -> list[tuple[str, int]]:
    """Give the views that a module calls itself, and on which line."""
    tree = ast.parse(source)
    guarded = {
        each.name for each in tree.body if isinstance(each, ast.FunctionDef)
        for mark in each.decorator_list if isinstance(mark, ast.Call)
    }  # fmt: skip
    return [
        (each.func.id, each.lineno) for each in ast.walk(tree)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in guarded
    ]  # fmt: skip


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.parent.name)
def test_no_view_calls_a_view(room: Path):
    assert {
        path.name: called for path in room.rglob("*.py") if (called := calls_of_views(path.read_text()))
    } == {}


def test_a_view_that_calls_a_view_is_found():
    source = (
        "@requires(1)\ndef one(request): ...\n\n@requires(1)\ndef two(request):\n    return one(request)\n"
    )
    assert calls_of_views(source) == [("one", 6)]
