"""What several of the board's documents say of a sammanträde: when, where, who was there, what was attached."""

from dataclasses import dataclass
from datetime import date, time

from finsam.swedish import words
from finsam.swedish.dates import definite_date, hours_on


@dataclass(frozen=True)
class TimeAndPlace:
    """When and where a body meets; times may be unknown until the meeting has been held."""

    on: date
    place: str
    starts_at: time | None = None
    ends_at: time | None = None
    pauses: tuple[str, ...] = ()  # "10.00–10.15"

    @property
    def time_text(self) -> str:
        """Such as "Fredagen den 25 mars 2022 kl. 8.30–11.30"; past midnight with the day it ended."""
        day = words.capitalised(definite_date(self.on))
        if not self.starts_at:
            return day
        said = f"{day} kl. {hours_on(self.on, self.starts_at, self.ends_at)}"
        return said + (f", ajournerat {words.join_och(self.pauses)}" if self.pauses else "")

    def __str__(self) -> str:
        return f"{self.time_text}, {self.place}" if self.place else self.time_text


@dataclass(frozen=True)
class Attendee:
    """One person's row in the närvaro table."""

    name: str
    appointed_by: str
    role: str
    present: str  # "§§ 22–30", with exceptions already in it
    serving_for: str = ""  # the ledamot whose place a tjänstgörande ersättare takes
    is_remote: bool = False
    remark: str = ""  # why the person is away from a §: jäv, came late, left

    @property
    def role_text(self) -> str:
        """The role, with whom a tjänstgörande ersättare serves for."""
        return f"{self.role} för {self.serving_for}" if self.serving_for else self.role

    @property
    def remark_text(self) -> str:
        """That the person is at a distance, and why away from a §."""
        return ". ".join(filter(None, ("På distans" if self.is_remote else "", self.remark)))


@dataclass(frozen=True)
class AttendanceGroup:
    """Beslutande, Övriga närvarande or another heading with its rows."""

    heading: str
    attendees: tuple[Attendee, ...]


@dataclass(frozen=True)
class Attachment:
    """A bilaga in a document's list."""

    number: int
    title: str
    section: str = ""  # "§ 26"
    remark: str = ""  # kind and size, or where it is kept
