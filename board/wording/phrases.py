"""The house's phrases: att-satser that come back, and those that the program writes by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from board.states import ParagraphKind
from finsam.swedish.words import join_och

GAP = "…"  # where the writer fills in


class HousePhrase(Protocol):
    """An att-sats that comes back, in §§ of a kind or (without one) in all."""

    @property
    def kind(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class DefaultPhrase:
    """A phrase that every förbund has until it writes its own."""

    text: str
    kind: str = ""


DEFAULTS = (
    DefaultPhrase("lägga protokollet till handlingarna", ParagraphKind.PREVIOUS),
    DefaultPhrase("lägga protokollet till handlingarna utan anmärkning", ParagraphKind.PREVIOUS),
    DefaultPhrase("notera informationen", ParagraphKind.INFORMATION),
    DefaultPhrase("tacka för informationen", ParagraphKind.INFORMATION),
    DefaultPhrase("lägga uppföljningen till handlingarna", ParagraphKind.FOLLOW_UP),
    DefaultPhrase("lägga anmälan av delegationsbeslut till handlingarna", ParagraphKind.DELEGATED),
    DefaultPhrase("notera informationen", ParagraphKind.OTHER),
    DefaultPhrase("godkänna …"),
    DefaultPhrase("fastställa …"),
    DefaultPhrase("notera informationen"),
    DefaultPhrase("lägga protokollet till handlingarna"),
    DefaultPhrase("lägga redovisningen till handlingarna"),
    DefaultPhrase("uppdra till förbundschefen att …"),
    DefaultPhrase("uppdra till ordföranden att …"),
    DefaultPhrase("bevilja …"),
    DefaultPhrase("anslå högst … kronor för …"),
    DefaultPhrase("avslå …"),
    DefaultPhrase("förklara paragrafen omedelbart justerad"),
)

ADJUSTERS_ROW = "justerare"  # the row keys of what the program writes; a row changed by hand is left alone
RETURN_ROW = "atervander"


@dataclass(frozen=True)
class Offer:
    """A phrase as the page offers it."""

    text: str

    @property
    def starting(self) -> str:
        """What stands in the att-sats when it is chosen, with room where the writer fills in."""
        return self.text.replace(GAP, "")


def in_use(own: Iterable[HousePhrase]) -> Sequence[HousePhrase]:
    """Give a förbund's own phrases, or the program's when it has none."""
    return list(own) or DEFAULTS


def offers(kind: str, house: Iterable[HousePhrase], proposal: Sequence[str] = ()) -> list[Offer]:
    """Give the att-satser at hand for a kind of §: the proposal's first, then the kind's own, then those of all §§."""
    house = list(house)
    own = [each.text for each in house if each.kind == kind]
    common = [each.text for each in house if not each.kind]
    proposed = [Offer(line) for line in proposal]
    return list(dict.fromkeys([*proposed, *map(Offer, own), *map(Offer, common)]))


def adjusters(names: Sequence[str], *, of_notes: bool = False) -> str:
    """Write the att-sats that elects justerare, or who signs the notes; nothing for nobody."""
    if of_notes:
        return f"{join_och(names)} justerar anteckningarna" if names else ""
    return f"välja {join_och(names)} att jämte ordföranden justera protokollet" if names else ""


def tabled(*, in_notes: bool = False) -> str:
    """Write the att-sats of bordläggning, or that a point comes back."""
    return "frågan tas upp på nästa möte" if in_notes else "bordlägga ärendet till nästa sammanträde"


def referred_back() -> str:
    """Write the att-sats of återremiss."""
    return "återremittera ärendet till förbundschefen för vidare beredning"
