"""What a protocol brings about above the board: upper apps register, the board's actions call.

Registered functions run in the caller's transaction, in the order of registration.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from board.models import Decision, Paragraph, Protocol
from finsam.models import Person

Effect = Callable[[Protocol, Person | None], None]
WrittenEffect = Callable[[Paragraph, Person | None], None]
Letting = Callable[[Decision, Person | None], None]


@dataclass(frozen=True)
class Consequence:
    """What came of a decision elsewhere in the program, with its page."""

    label: str
    url: str


@dataclass(frozen=True)
class ProposedAmount:
    """Money that a proposed att-sats moves, in kronor, as the one who proposed it has said."""

    year: int
    amount: Decimal
    financing: str = ""


Finder = Callable[[Sequence[Decision]], list[Consequence]]
Proposer = Callable[[Paragraph, str], list[ProposedAmount]]
_on_signed: list[Effect] = []
_on_written: list[WrittenEffect] = []
_lettings: list[Letting] = []
_finders: list[Finder] = []
_proposers: list[Proposer] = []


def register_on_signed(effect: Effect) -> Effect:
    """Have `effect(protocol, by)` run when a protocol has its last signature."""
    if effect not in _on_signed:
        _on_signed.append(effect)
    return effect


def register_on_written(effect: WrittenEffect) -> WrittenEffect:
    """Have `effect(paragraph, by)` run when a § of a held meeting has been written, and when its meeting is closed."""
    if effect not in _on_written:
        _on_written.append(effect)
    return effect


def register_letting_go(letting: Letting) -> Letting:
    """Have `letting(decision, by)` run before an att-sats is taken away, to take back what followed it of itself."""
    if letting not in _lettings:
        _lettings.append(letting)
    return letting


def register_consequences(finder: Finder) -> Finder:
    """Have `finder(decisions)` asked what came of decisions."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def register_proposed_amounts(proposer: Proposer) -> Proposer:
    """Have `proposer(paragraph, att-sats)` asked what money a proposed att-sats moves, so that it is not typed again."""
    if proposer not in _proposers:
        _proposers.append(proposer)
    return proposer


def proposed_amounts(paragraph: Paragraph, clause: str) -> list[ProposedAmount]:
    """Give the money that a proposed att-sats moves."""
    return [amount for proposer in _proposers for amount in proposer(paragraph, clause)]


def protocol_signed(protocol: Protocol, by: Person | None) -> None:
    """Run what a signed protocol brings about."""
    for effect in _on_signed:
        effect(protocol, by)


def paragraph_written(paragraph: Paragraph, by: Person | None) -> None:
    """Run what follows a § as it now stands."""
    for effect in _on_written:
        effect(paragraph, by)


def let_go(decision: Decision, by: Person | None) -> None:
    """Take back what followed an att-sats of itself, before it goes."""
    for letting in _lettings:
        letting(decision, by)


def consequences(decisions: Sequence[Decision]) -> list[Consequence]:
    """Give what came of the decisions."""
    return [consequence for finder in _finders for consequence in finder(decisions)]
