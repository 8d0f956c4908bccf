"""The kallelse with its dagordning, and the tilläggslista that comes after it."""

from dataclasses import dataclass, field
from datetime import date

from board.documents.meeting import TimeAndPlace
from finsam.swedish.dates import long_date


@dataclass(frozen=True)
class AgendaItem:
    """One ärende on the dagordning."""

    number: int
    heading: str
    kind: str = ""  # Beslut, Val, Information
    presenter: str = ""
    attachment: str = ""  # "Bilaga 1"
    remark: str = ""
    points: tuple[str, ...] = ()  # the headings of its underpunkter


@dataclass(frozen=True)
class AgendaGroup:
    """A heading in the dagordning with its ärenden."""

    heading: str
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class Contact:
    """Who calls, or whom one turns to."""

    name: str
    role: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Agenda:
    """Everything that a kallelse shows."""

    body: str
    when: TimeAndPlace
    called_on: date
    called: str  # a sentence: who are called and invited
    hindrance: str  # a sentence: where and by when one says that one cannot come
    groups: tuple[AgendaGroup, ...]
    contacts: tuple[Contact, ...]
    reference: str = ""
    is_public: bool = False  # the sammanträde that fixes the budget: lag (2003:1210) 19 §
    is_addition: bool = False
    is_changed: bool = False
    message: str = ""
    template_name: str = field(default="print/agenda.html", init=False)

    @property
    def heading(self) -> str:
        """Kallelse, a changed one, or Tilläggslista for what came after it."""
        if self.is_addition:
            return "Tilläggslista"
        return "Ändrad kallelse" if self.is_changed else "Kallelse"

    @property
    def printed_groups(self) -> tuple[AgendaGroup, ...]:
        """The groups under their headings; one without any where the order goes back and forth between them."""
        headings = [group.heading for group in self.groups]
        if len(set(headings)) == len(headings):
            return self.groups
        return (AgendaGroup("", tuple(item for group in self.groups for item in group.items)),)

    @property
    def subtitle(self) -> str:
        """Such as "Styrelsens sammanträde den 25 mars 2022"."""
        return f"{self.body}s sammanträde den {long_date(self.when.on)}"

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.heading} till {self.body.lower()}s sammanträde {self.when.on.isoformat()}"

    @property
    def dated(self) -> date:
        """The day of the kallelse."""
        return self.called_on
