"""What the § that follows up tells beside the board's own tasks: upper apps register, the kept text asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from board.models import Meeting


@dataclass(frozen=True)
class Told:
    """What is told of one kind of thing: its heading and a sentence each."""

    heading: str
    sentences: tuple[str, ...]


Teller = Callable[[Meeting, dt.date | None], Told | None]
_tellers: list[Teller] = []


def register(teller: Teller) -> Teller:
    """Have `teller(meeting, since)` asked what has come to a meeting; called from `AppConfig.ready()`.

    `since` is the day of the body's meeting before, None for its first.
    """
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def told_at(meeting: Meeting, since: dt.date | None) -> list[Told]:
    """Give what is to be told at a meeting, in the order of registration."""
    found = [teller(meeting, since) for teller in _tellers]
    return [told for told in found if told and told.sentences]
