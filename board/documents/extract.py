"""A protokollsutdrag: some §§ of a signed protocol, with the utdragsbestyrkande of the one who made it."""

from dataclasses import dataclass, field
from datetime import date

from board.documents.meeting import Attachment, AttendanceGroup, TimeAndPlace
from board.documents.protocol import Signer
from board.documents.section import Section
from finsam.swedish import words
from finsam.swedish.dates import long_date, paragraphs


@dataclass(frozen=True)
class Extract:
    """Everything that an extract shows; the protocol it is taken from is signed, so it may say when."""

    body: str
    when: TimeAndPlace
    sections: tuple[Section, ...]
    attendance: tuple[AttendanceGroup, ...]
    certifier: Signer
    made_on: date
    verify_address: str
    reference: str = ""
    adjusted_on: date | None = None
    signed_by: tuple[str, ...] = ()  # "ordföranden Karin Alström"
    sent_to: tuple[str, ...] = ()  # expedieras till
    attachments: tuple[Attachment, ...] = ()
    template_name: str = field(default="print/extract.html", init=False)

    heading = "Protokollsutdrag"

    @property
    def subtitle(self) -> str:
        """Such as "Styrelsen, 25 mars 2022, § 26"."""
        return f"{self.body}, {long_date(self.when.on)}, {self.section_range}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"Protokollsutdrag {self.when.on.isoformat()}, {self.section_range}"

    @property
    def dated(self) -> date:
        """The day the extract was made."""
        return self.made_on

    @property
    def section_range(self) -> str:
        """Such as "§§ 26, 28"."""
        return paragraphs(section.number for section in self.sections)

    @property
    def adjusted_text(self) -> str:
        """When and by whom the protocol was justerat."""
        if not self.adjusted_on:
            return "Protokollet är inte justerat."
        by = f" av {words.join_och(self.signed_by)}" if self.signed_by else ""
        return f"Protokollet justerades den {long_date(self.adjusted_on)}{by}."

    @property
    def sent_to_text(self) -> str:
        """Whom the extract goes to, in one line."""
        return words.join_och(self.sent_to)
