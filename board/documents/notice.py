"""The anslag: tells on each member's anslagstavla that a protocol is justerat, and how one appeals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from finsam.dates import long_date, paragraphs


@dataclass(frozen=True)
class Appeal:
    """How one appeals: kommunallagen 13 kap. 1, 4 and 5 §§, through lag (2003:1210) 28 §."""

    court: str  # "Förvaltningsrätten i Exempelstad"
    court_address: str = ""
    court_email: str = ""

    @property
    def send_to(self) -> str:
        """Where the appeal goes, in one line."""
        return ", ".join(filter(None, (self.court, self.court_address, self.court_email)))


@dataclass(frozen=True)
class Notice:
    """Everything that an anslag shows; the three last days are unknown until a board has posted it."""

    association: str
    body: str
    meeting_on: date
    section_numbers: Sequence[int]
    adjusted_on: date
    kept_at: str
    responsible: str
    appeal: Appeal
    reference: str = ""
    is_immediate: bool = False
    boards: tuple[str, ...] = ()
    protocol_address: str = ""
    posted_on: date | None = None
    last_appeal_on: date | None = None
    down_earliest_on: date | None = None
    template_name: str = field(default="print/notice.html", init=False)

    heading = "Anslag"

    @property
    def subtitle(self) -> str:
        """What is announced."""
        return f"Justerat protokoll, {self.body.lower()} den {long_date(self.meeting_on)}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"Anslag: {self.body.lower()}s protokoll {self.meeting_on.isoformat()}, {self.section_range}"

    @property
    def dated(self) -> date:
        """The day of posting, or of justering while nobody has posted it."""
        return self.posted_on or self.adjusted_on

    @property
    def section_range(self) -> str:
        """Such as "§§ 22–25, 27–30"."""
        return paragraphs(self.section_numbers)
