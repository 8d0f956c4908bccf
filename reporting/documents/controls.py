"""The internkontroll of a year on paper: the plan that the board adopts, and the follow-up of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.serializers.json import DjangoJSONEncoder

from board.documents.assemble import look_of
from finsam import clock, pdf
from finsam.errors import DomainError
from finsam.models import Association
from finsam.registries.printing import DocumentKind
from finsam.swedish import dates
from reporting.models import Control
from reporting.queries.controls import controls_of
from reporting.states import ControlPaper


@dataclass(frozen=True)
class ControlLine:
    """A control as it is printed."""

    process: str
    risk: str
    likelihood: int
    consequence: int
    value: int
    control: str
    who: str
    when: str
    result: str
    outcome: str
    measure: str


@dataclass(frozen=True)
class ControlDocument:
    """Everything on the paper."""

    paper: str
    year: int
    subtitle: str
    dated: dt.date
    lines: tuple[ControlLine, ...]
    is_follow_up: bool
    reference: str = ""
    template_name: str = field(default="print/controls.html", init=False)

    @property
    def heading(self) -> str:
        """As the årshjul heads the ärende."""
        return f"{ControlPaper(self.paper).label} {self.year}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return self.heading


def build_controls(
    association: Association, year: int, paper: ControlPaper, *, meeting_on: dt.date | None = None
) -> ControlDocument:
    """Build the plan or the follow-up of a year as it stands; `meeting_on` is the day of the meeting that gets it.

    The plan leaves out what the controls have shown. Raises DomainError for a year without controls.
    """
    rows = controls_of(association, year)
    if not rows:
        raise DomainError(f"Planen för {year} har inga kontroller än. Lägg till dem först.")
    today = clock.today()
    to = f"Till styrelsens sammanträde den {dates.long_date(meeting_on)}" if meeting_on else f"Läget den {dates.long_date(today)}"  # fmt: skip
    is_follow_up = paper == ControlPaper.FOLLOW_UP
    told = f". {sum(each.is_reported for each in rows)} av {len(rows)} kontroller är gjorda" if is_follow_up else ""  # fmt: skip
    lines = tuple(_line(each, is_follow_up=is_follow_up) for each in rows)
    return ControlDocument(paper.value, year, f"{to}{told}", today, lines, is_follow_up)


def is_planned_so(rows: list[Control], content: Mapping[str, object]) -> bool:
    """Whether a plan that was handed over says of the controls what they say today."""
    lines = [dataclasses.asdict(_line(each, is_follow_up=False)) for each in rows]
    return lines == content["lines"]


def _line(row: Control, *, is_follow_up: bool) -> ControlLine:
    said = (row.get_result_display() or "Inte gjord", row.outcome, row.measure) if is_follow_up else ("", "", "")  # fmt: skip
    return ControlLine(
        row.process, row.risk, row.likelihood, row.consequence, row.value, row.control,
        row.person.name if row.person else "Kansliet", dates.long_date(row.due_on), *said,
    )  # fmt: skip


def as_json(document: ControlDocument) -> dict[str, object]:
    """Give everything the paper says as plain values, to be kept and compared."""
    found: dict[str, object] = json.loads(json.dumps(dataclasses.asdict(document), cls=DjangoJSONEncoder))
    return found


def render_controls(document: ControlDocument, association: Association) -> bytes:
    """Typeset it."""
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


def _kind(name: str, paper: ControlPaper) -> DocumentKind:
    def years(association: Association) -> list[str]:
        rows = Control.objects.filter(association=association).order_by("year")
        return [str(each) for each in dict.fromkeys(rows.values_list("year", flat=True))]

    def render(association: Association, which: str) -> bytes:
        return render_controls(build_controls(association, int(which), paper), association)

    return DocumentKind(name, str(paper.label), years, render)


KINDS = (
    _kind("internkontrollplan", ControlPaper.PLAN),
    _kind("internkontroll", ControlPaper.FOLLOW_UP),
)
