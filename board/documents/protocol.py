"""The protocol of a sammanträde, of §§ justerade at once, and of a rättelse; frozen before anybody signs."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.utils.safestring import SafeString

from board.documents.meeting import Attachment, AttendanceGroup, TimeAndPlace
from board.documents.section import Section
from finsam.swedish import words
from finsam.swedish.dates import long_date, paragraphs


class ProtocolKind(StrEnum):
    """Which of the three protocols this is."""

    MAIN = "main"
    IMMEDIATE = "immediate"
    CORRECTION = "correction"


@dataclass(frozen=True)
class Signer:
    """One place on the signature page; `field` is the name that the seal fills."""

    field: str
    name: str
    role: str
    label: str = ""  # "Vid protokollet", "Justeras": said once, beside the first

    @property
    def description(self) -> str:
        """What a screen reader says of the place."""
        return f"Underskrift: {self.role.lower()} {self.name}"


@dataclass(frozen=True)
class Protocol:
    """Everything that a protocol shows. It cannot say when it was signed or posted: it is frozen before that."""

    kind: ProtocolKind
    body: str  # "Styrelsen"
    when: TimeAndPlace
    sections: tuple[Section, ...]
    attendance: tuple[AttendanceGroup, ...]
    secretary: str
    adjusters: tuple[str, ...]
    signers: tuple[Signer, ...]
    kept_at: str  # förvaringsplats
    verify_address: str  # the page that tells of a file whether it is ours and unchanged
    reference: str = ""
    is_public: bool = False
    is_announced: bool = True  # the board's and the revisorer's alone are
    absent: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    distance_note: str = ""
    led_by: str = ""  # one chair's name, or "§§ 37–39 NN, §§ 40–41 NN"
    chair_alone: str = ""  # the §§ where every justerare is jävig
    corrects: str = ""  # a rättelse: which protocol and § it corrects
    correction_reason: SafeString | str = ""
    mask_note: str = ""  # of the version for everyone: that something is left out
    template_name: str = field(default="print/protocol.html", init=False)

    @property
    def heading(self) -> str:
        """The document's own name, the largest type on its first page."""
        return {
            ProtocolKind.MAIN: "Sammanträdesprotokoll",
            ProtocolKind.IMMEDIATE: "Protokoll, omedelbar justering",
            ProtocolKind.CORRECTION: "Rättelse av protokoll",
        }[self.kind]

    @property
    def subtitle(self) -> str:
        """Such as "Styrelsen, 25 mars 2022"."""
        return f"{self.body}, {long_date(self.when.on)}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.heading} {self.when.on.isoformat()}, {self.section_range}"

    @property
    def dated(self) -> date:
        """The day of the sammanträde."""
        return self.when.on

    @property
    def section_range(self) -> str:
        """Such as "§§ 22–30"."""
        return paragraphs(section.number for section in self.sections)

    @property
    def immediate_note(self) -> str:
        """Which §§ of a main protocol are justerade in protocols of their own."""
        numbers = [section.number for section in self.sections if section.is_adjusted_immediately]
        if self.kind != ProtocolKind.MAIN or not numbers:
            return ""
        return f"{paragraphs(numbers)} justeras omedelbart i eget protokoll."

    @property
    def adjusters_text(self) -> str:
        """The justerare in one line."""
        return words.join_och(self.adjusters)

    @property
    def has_contents(self) -> bool:
        """Whether a list of ärenden says more than the one § itself."""
        return len(self.sections) > 1

    @property
    def is_main(self) -> bool:
        """Whether this is the protocol of the whole sammanträde."""
        return self.kind == ProtocolKind.MAIN

    @property
    def is_immediate(self) -> bool:
        """Whether this holds only §§ justerade at once."""
        return self.kind == ProtocolKind.IMMEDIATE

    @property
    def is_correction(self) -> bool:
        """Whether this corrects an earlier protocol."""
        return self.kind == ProtocolKind.CORRECTION

    @property
    def attestation(self) -> str:
        """What those who sign say together."""
        chairs = [each for each in self.signers if each.field.startswith("ordforande")]
        who = f"{'Ordförandena' if len(chairs) > 1 else 'Ordföranden'} och "
        who += "justeraren intygar" if len(self.adjusters) == 1 else "justerarna intygar"
        done = _when_adjusted(max(len(chairs), 1) + len(self.adjusters))
        if self.is_correction:
            return (
                f"Rättelsen omfattar {self.section_range}. {who} att den är riktig. Den är justerad {done}."
            )
        what = "övriga paragrafer" if self.immediate_note else "det"
        scope = f"Protokollet omfattar {self.section_range}. {self.immediate_note}".strip()
        alone = (
            f" Justeraren är jävig i {self.chair_alone}, som justeras av ordföranden."
            if self.chair_alone
            else ""
        )
        return (
            f"{scope} {who} att {what} återger sammanträdet riktigt.{alone} Protokollet är justerat {done}."
        )


def _when_adjusted(people: int) -> str:
    words_of = {2: "när båda har skrivit under", 3: "när alla tre har skrivit under"}
    return words_of.get(people, "när alla har skrivit under")
