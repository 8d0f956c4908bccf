"""The strip of seats and §§: who held each seat at each §, and what can be corrected there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from board import rules
from board.counting.presence import Sitting, Whom, has_conflict, is_there, serves_at, sitting
from board.models import Attendance, Meeting, Paragraph
from board.queries.seats import seats_of
from board.queries.session.attendance import attendances_of
from board.states import AtParagraph, PresenceChange


@dataclass(frozen=True)
class Cell:
    """A seat, or a person without one, at a §."""

    paragraph: Paragraph
    kind: str  # "self", "other", "conflict" or "none": how it is drawn
    short: str
    said: str


@dataclass(frozen=True)
class StripRow:
    """A seat through the meeting, or one who has none."""

    label: str
    note: str
    cells: tuple[Cell, ...]
    key: str  # what the address of a cell calls the row


@dataclass(frozen=True)
class Correctable:
    """One person's fields at the § that is corrected."""

    row: Attendance
    how: str
    serves: Whom
    may_serve_vacant: bool


@dataclass(frozen=True)
class Strip:
    """Everything that the page of närvaro shows."""

    paragraphs: list[Paragraph]
    sittings: list[Sitting]
    seats: list[StripRow]
    others: list[StripRow]
    counted: int
    people: list[Attendance]
    vacant: list[str]

    @property
    def totals(self) -> list[tuple[int, bool]]:
        """How many decided at each §, and whether they were enough."""
        return [
            (len(each.deciding), rules.quorum(self.counted, len(each.deciding))) for each in self.sittings
        ]

    @property
    def chairs(self) -> list[tuple[str, str]]:
        """Who led at each §: initials and name."""
        names = [each.chair.person.name if each.chair else "" for each in self.sittings]
        return [(initials(name) or "–", name or "ingen") for name in names]

    @property
    def ledamoter(self) -> list[Attendance]:
        return [row for row in self.people if row.has_seat]

    def named(self, key: str) -> StripRow | None:
        """Give the row that the address of a cell names."""
        return next((row for row in (*self.seats, *self.others) if row.key == key), None)

    def around(self, row: StripRow, paragraph: Paragraph) -> list[Correctable]:
        """Give those who may have held a seat at one §: its ledamot, the ersättare of her member, and who held it.

        For one without a seat that is herself.
        """
        everyone = self.at(paragraph)
        if row in self.others:
            return [each for each in everyone if str(each.row.pk) == row.key]
        place = self.seats.index(row)
        seat = next(each for each in self.sittings if each.paragraph.pk == paragraph.pk).seats[place]
        own = {each.pk for each in (seat.ledamot, seat.holder) if each}
        return [
            each
            for each in everyone
            if each.row.pk in own or (each.row.is_deputy and each.row.member_name == seat.member_name)
        ]

    def at(self, paragraph: Paragraph) -> list[Correctable]:
        """Give everyone's fields at one §."""
        return [
            Correctable(
                row=row,
                how=_how(row, paragraph),
                serves=serves_at(row, paragraph)[0],
                may_serve_vacant=row.member_name in self.vacant,
            )
            for row in self.people
        ]

    def leader_at(self, paragraph: Paragraph) -> Attendance | None:
        """Give who led at one §."""
        return next((each.chair for each in self.sittings if each.paragraph.pk == paragraph.pk), None)


def strip_of(meeting: Meeting) -> Strip:
    """Gather the strip: the numbered §§, else all; in a number of queries that does not grow."""
    every = list(meeting.paragraphs.order_by("position", "id"))
    paragraphs = [each for each in every if each.number] or every
    rows = list(attendances_of(meeting))
    vacant, counted = seats_of(meeting, rows)
    sittings = [
        sitting(rows, paragraph, chair_id=meeting.chair_id, vacant=vacant) for paragraph in paragraphs
    ]
    others = [row for row in rows if not row.has_seat]
    return Strip(
        paragraphs=paragraphs,
        sittings=sittings,
        seats=_seat_rows(sittings),
        others=[_other(row, sittings) for row in others],
        counted=counted,
        people=rows,
        vacant=vacant,
    )


def initials(name: str) -> str:
    """Give the first letter of each part of a name."""
    return "".join(part[0] for part in name.split()[:3])


def _seat_rows(sittings: Sequence[Sitting]) -> list[StripRow]:
    count = len(sittings[0].seats) if sittings else 0
    rows = []
    for place in range(count):
        seat = sittings[0].seats[place]
        label = seat.ledamot.person.name if seat.ledamot else "Vakant plats"
        cells = tuple(_seat_cell(each, place) for each in sittings)
        key = str(seat.ledamot.pk) if seat.ledamot else f"v{place}"
        rows.append(StripRow(label, seat.member_name, cells, key))
    return rows


def _seat_cell(sat: Sitting, place: int) -> Cell:
    seat = sat.seats[place]
    if seat.holder and seat.is_held_for_another:
        name = seat.holder.person.name
        return Cell(sat.paragraph, "other", initials(name), f"{name} tjänstgör")
    if seat.holder:
        return Cell(sat.paragraph, "self", "●", "är här")
    if seat.ledamot and seat.ledamot in sat.conflicted:
        return Cell(sat.paragraph, "conflict", "jäv", "är jävig")
    return Cell(sat.paragraph, "none", "–", "ingen")


def _other(row: Attendance, sittings: Sequence[Sitting]) -> StripRow:
    cells = []
    for each in sittings:
        if row in each.conflicted:
            cells.append(Cell(each.paragraph, "conflict", "jäv", "är jävig"))
        elif row not in each.present:
            cells.append(Cell(each.paragraph, "none", "–", "är inte här"))
        elif seat := each.seat_of(row):
            whom = seat.ledamot.person.name if seat.ledamot else "en vakant plats"
            cells.append(Cell(each.paragraph, "other", "tj", f"tjänstgör för {whom}"))
        else:
            cells.append(Cell(each.paragraph, "self", "●", "är här"))
    return StripRow(row.person.name, row.member_name or row.title, tuple(cells), str(row.pk))


def _how(row: Attendance, paragraph: Paragraph) -> str:
    exceptions = list(row.exceptions.all())
    here = {each.change for each in exceptions if each.paragraph_id == paragraph.pk}
    if has_conflict(paragraph, exceptions):
        return AtParagraph.CONFLICT
    if not is_there(row, paragraph, exceptions):
        return AtParagraph.AWAY
    return AtParagraph.ABSTAINED if PresenceChange.ABSTAINED in here else AtParagraph.HERE
