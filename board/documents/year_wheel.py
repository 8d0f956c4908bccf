"""The årshjul of a year on paper: the wheel, and the list of what comes when, whose it is and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from board.documents.assemble import look_of
from board.documents.wheel_picture import WheelPicture, draw
from board.queries.year_wheel import Standing, WheelPoint, points_of
from finsam import clock, pdf
from finsam.models import Association
from finsam.registries.printing import DocumentKind
from finsam.swedish import dates

_TOLD = {
    Standing.DONE: "Klart",
    Standing.LATE: "Försenat",
    Standing.DROPPED: "Görs inte i år",
}


@dataclass(frozen=True)
class WheelRow:
    """A point as it is printed."""

    day: str
    title: str
    source: str
    whose: str
    standing: str
    told: str


@dataclass(frozen=True)
class WheelPaper:
    """Everything that the printed årshjul shows."""

    year: int
    rows: tuple[WheelRow, ...]
    picture: WheelPicture
    made_on: dt.date
    subtitle: str
    reference: str = ""
    template_name: str = field(default="print/year_wheel.html", init=False)

    @property
    def heading(self) -> str:
        return f"Årshjul {self.year}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return self.heading

    @property
    def dated(self) -> dt.date:
        """The day that it tells of."""
        return self.made_on


def build_wheel(association: Association, year: int) -> WheelPaper:
    """Build the årshjul of a year as it stands today."""
    today = clock.today()
    points = [
        each for each in points_of(association, [year], today)
        if each.due_on.year == year and each.standing != Standing.BEFORE
    ]  # fmt: skip
    return WheelPaper(
        year=year, rows=tuple(map(_row, points)), picture=draw(points, year, today), made_on=today,
        subtitle=f"{association.short_name}, som det står den {dates.long_date(today)}",
    )  # fmt: skip


def _row(point: WheelPoint) -> WheelRow:
    basis = point.item.get_basis_display()
    source = f"{basis}: {point.item.source}" if point.item.source else basis
    return WheelRow(
        dates.day_month(point.due_on), point.item.title, source, point.whose,
        _TOLD.get(point.standing, ""), point.told,
    )  # fmt: skip


def render_wheel(document: WheelPaper, association: Association) -> bytes:
    """Typeset it."""
    svg = render_to_string("board/_wheel.html", {"picture": document.picture, "is_file": True}).encode()
    return pdf.render(
        document.template_name, {"document": document}, look=look_of(association), files={"arshjul": svg}
    )


def _years(association: Association) -> list[str]:
    if not association.year_wheel.filter(is_active=True).exists():
        return []
    return [str(clock.today().year + each) for each in (0, 1)]


def _print(association: Association, which: str) -> bytes:
    return render_wheel(build_wheel(association, int(which)), association)


KIND = DocumentKind("arshjul", "Årshjul", _years, _print)
