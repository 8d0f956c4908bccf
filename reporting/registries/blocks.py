"""The register of blocks: parts of a report that are computed from stored data, never typed.

Each block is one module with one template; the module registers itself when the app is ready.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from insatser.queries.outside import Spot
from reporting.states import ReportKind

if TYPE_CHECKING:
    from reporting.models import Report, Section


@dataclass(frozen=True)
class Block:
    """A block: its stable name, its name for people, where it belongs and how it is built.

    `build(report, section)` gives the template's variables as plain values; it reads, never writes. `topics` are
    the findings that are shown to whoever writes beside the block. `spots` gives the figures of participants that it
    prints, for the ledger of what has left the house: a block that names participants must have it.
    """

    name: str
    label: str
    template: str
    build: Callable[[Report, Section], dict[str, Any]]
    kinds: frozenset[ReportKind] = frozenset(ReportKind)
    topics: frozenset[str] = frozenset()
    spots: Callable[[Report], list[Spot]] | None = None
    picture: str = ""  # a small picture of it, among the static files, for whoever chooses
    told: str = ""  # and the same in a sentence


_blocks: dict[str, Block] = {}


def register(block: Block) -> Block:
    """Let reports use the block."""
    _blocks[block.name] = block
    return block


def get(name: str) -> Block | None:
    """Give the block of that name; None when an older report names one that is no more."""
    return _blocks.get(name)


def for_kind(kind: str) -> list[Block]:
    """Give the blocks that a kind of report may use, in the order of registration."""
    return [block for block in _blocks.values() if kind in block.kinds]
