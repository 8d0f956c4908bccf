"""How a meeting of the demo is written down before the program's actions hold it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from board.states import MeetingKind, Outcome, ParagraphKind


@dataclass(frozen=True)
class Paper:
    """A handling: its file name says of what kind it is, `lines` what stands in it."""

    name: str
    title: str
    lines: tuple[str, ...]
    is_appendix: bool = False
    is_public: bool = False  # anyone may read it from the kungörelse on


@dataclass(frozen=True)
class Att:
    """An att-sats with who does what by when, the money it moves, and how far that has come today."""

    text: str
    who: str = ""
    due: str = ""
    amounts: tuple[tuple[str, str, str], ...] = ()
    follow_up: str = ""
    note: str = ""


@dataclass(frozen=True)
class Item:
    """An ärende: added to the agenda where it is not a standing one, and what was written under it."""

    heading: str
    text: str = ""
    decisions: tuple[Att, ...] = ()
    kind: ParagraphKind = ParagraphKind.MATTER
    presenter: str = ""
    proposal: str = ""
    matter: str = ""
    papers: tuple[Paper, ...] = ()
    outcome: Outcome = Outcome.DECIDED
    is_immediate: bool = False
    comes_back: bool = False
    in_points: bool = False  # each heading in the text is an underpunkt


@dataclass(frozen=True)
class Signed:
    """When a protocol was sent, and when each signed; a place without a moment still waits."""

    sent: str
    secretary: str
    chair: str
    adjuster: str = ""


@dataclass(frozen=True)
class Held:
    """A meeting as it was called, held, signed and announced; moments are written 2022-03-25 08.31.

    Minnesanteckningar are neither signed nor announced: they are `sent`.
    """

    key: str
    held_on: dt.date
    planned: str
    called: str
    opened: str
    closed: str
    items: tuple[Item, ...]
    adjuster: str = ""
    signing: Signed | None = None
    sent: str = ""
    body: str = "board"
    starts_at: dt.time = dt.time(8, 30)
    ends_at: dt.time = dt.time(11, 30)
    place: str = "Stadshuset, Tallen"
    kind: MeetingKind = MeetingKind.ORDINARY
    is_remote: bool = False
    is_public: bool = False
    proclaimed: str = ""
    coming: tuple[str, ...] = ("chair", "vice", "fk", "af")
    remote: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    serving: dict[str, str] = field(default_factory=dict)
    posted: dict[str, str] = field(default_factory=dict)
    down: dict[str, str] = field(default_factory=dict)
    announced: str = ""
    held_back: tuple[tuple[str, str], ...] = ()  # words that everyone is not shown, and on what ground
    immediate: Signed | None = None
