"""The laga kraft-bevis: that a decision can no longer be appealed, since when, and how one knows."""

from dataclasses import dataclass, field
from datetime import date

from finsam.swedish.dates import long_date


@dataclass(frozen=True)
class ProvenDecision:
    """One att-sats and where it stands."""

    text: str
    standing: str
    is_final: bool


@dataclass(frozen=True)
class LegalForce:
    """Everything that a laga kraft-bevis shows."""

    association: str
    body: str
    meeting_on: date
    section: str  # "§ 26"
    section_heading: str
    decisions: tuple[ProvenDecision, ...]
    adjusted_on: date
    posted_on: date  # the latest board
    last_appeal_on: date
    appeals: tuple[str, ...]  # a sentence an appeal; none when nobody has appealed
    made_on: date
    issued_by: str
    issued_as: str
    kept_at: str
    verify_address: str = ""
    reference: str = ""
    template_name: str = field(default="print/legal_force.html", init=False)

    heading = "Bevis om laga kraft"

    @property
    def subtitle(self) -> str:
        """Such as "Styrelsen, 25 mars 2022, § 26"."""
        return f"{self.body}, {long_date(self.meeting_on)}, {self.section}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"Bevis om laga kraft, {self.meeting_on.isoformat()}, {self.section}"

    @property
    def dated(self) -> date:
        """The day the bevis was made."""
        return self.made_on

    @property
    def seal_note(self) -> str:
        """How one knows that the bevis is the förbund's."""
        return f"Filen kontrolleras på {self.verify_address}."

    @property
    def lead(self) -> str:
        """What it proves, in a sentence."""
        if all(each.is_final for each in self.decisions):
            return f"{self.body} beslutade den {long_date(self.meeting_on)} det som står här. Beslutet kan inte längre överklagas."
        return (
            f"{self.body} beslutade den {long_date(self.meeting_on)} det som står här. "
            "Besluten står för sig: bara de som har laga kraft nedan kan inte längre överklagas."
        )
