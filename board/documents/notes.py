"""Minnesanteckningar from a meeting that decides nothing: points, what was agreed, who does it by when."""

from dataclasses import dataclass, field
from datetime import date

from board.documents.meeting import Attachment, AttendanceGroup, TimeAndPlace
from board.documents.protocol import Signer
from board.documents.section import Section, sentence
from finsam.swedish.dates import long_date


@dataclass(frozen=True)
class Notes:
    """Everything that minnesanteckningar show."""

    body: str  # "Beredningsgruppen"
    when: TimeAndPlace
    sections: tuple[Section, ...]
    attendance: tuple[AttendanceGroup, ...]
    led_by: str
    written_by: str
    signers: tuple[Signer, ...]  # nobody, where the body says so
    verify_address: str
    reference: str = ""
    attachments: tuple[Attachment, ...] = ()
    distance_note: str = ""
    heading: str = field(default="Minnesanteckningar", init=False)
    template_name: str = field(default="print/notes.html", init=False)

    @property
    def subtitle(self) -> str:
        """Such as "Beredningsgruppen, 14 april 2022"."""
        return f"{self.body}, {long_date(self.when.on)}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.heading}, {self.body.lower()} {self.when.on.isoformat()}"

    @property
    def dated(self) -> date:
        """The day of the meeting."""
        return self.when.on

    @property
    def tasks(self) -> tuple[tuple[int, str, str, str], ...]:
        """What someone has taken on: under which point, what, who and by when."""
        return tuple(
            (
                section.number,
                sentence(clause.text),
                clause.responsible,
                clause.due_on.isoformat() if clause.due_on else "",
            )
            for section in self.sections
            for clause in (*section.clauses, *(each for point in section.points for each in point.clauses))
            if clause.responsible or clause.due_on
        )
