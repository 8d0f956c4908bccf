"""The anslag: tells on each member's anslagstavla that a protocol is justerat, and how one appeals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from finsam.swedish.dates import long_date, paragraphs


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

    @property
    def who(self) -> str:
        """Who may appeal."""
        return (
            "Den som är medlem av en kommun eller region i förbundet kan få beslutens laglighet prövad. Medlem är den som "
            "är folkbokförd i kommunen, äger fast egendom där eller är taxerad till kommunalskatt där."
        )

    @property
    def how(self) -> str:
        """What to write, and where to send it."""
        return (
            "Överklagandet ska vara skriftligt. Skriv vilket beslut det gäller och vad som gör att du anser att det strider "
            f"mot lag. Skicka det till {self.send_to}."
        )

    @property
    def in_time(self) -> str:
        """By when, while the day is unknown."""
        return (
            "Det ska ha kommit in till förvaltningsrätten inom tre veckor från den dag då justeringen tillkännagavs på "
            "anslagstavlan."
        )


def _adjusted(numbers: Sequence[int]) -> str:
    return "justerad" if len(numbers) == 1 else "justerade"


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
    mask_note: str = ""  # of the version for everyone: that something is left out
    template_name: str = field(default="print/notice.html", init=False)

    heading = "Anslag"

    @property
    def opening(self) -> str:
        """What has been justerat: the protocol, or §§ of it that did not wait for the rest."""
        if not self.is_immediate:
            return f"Protokollet från {self.body.lower()}s sammanträde är justerat."
        rest = "Resten av protokollet får ett eget anslag när det är justerat."
        return f"{self.section_range} i {self.body.lower()}s protokoll är omedelbart {_adjusted(self.section_numbers)}. {rest}"

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
