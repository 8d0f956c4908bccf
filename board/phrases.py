"""The house's phrases: att-satser that come back, and those that the program writes by itself."""

from collections.abc import Sequence

from board.states import ParagraphKind
from finsam.words import join_och

COMMON = (
    "godkänna ",
    "fastställa ",
    "notera informationen",
    "lägga protokollet till handlingarna",
    "lägga redovisningen till handlingarna",
    "uppdra till förbundschefen att ",
    "uppdra till ordföranden att ",
    "bevilja ",
    "anslå högst  kronor för ",
    "avslå ",
    "förklara paragrafen omedelbart justerad",
)
_BY_KIND: dict[str, tuple[str, ...]] = {
    ParagraphKind.PREVIOUS: (
        "lägga protokollet till handlingarna",
        "lägga protokollet till handlingarna utan anmärkning",
    ),
    ParagraphKind.INFORMATION: ("notera informationen", "tacka för informationen"),
    ParagraphKind.FOLLOW_UP: ("lägga uppföljningen till handlingarna",),
    ParagraphKind.DELEGATED: ("lägga anmälan av delegationsbeslut till handlingarna",),
    ParagraphKind.OTHER: ("notera informationen",),
}

ADJUSTERS_ROW = "justerare"  # the row keys of what the program writes; a row changed by hand is left alone
RETURN_ROW = "atervander"


def phrases_for(kind: str) -> list[str]:
    """Give the standard att-satser for a kind of §, the likeliest first."""
    first = _BY_KIND.get(kind, ())
    return [*first, *(phrase for phrase in COMMON if phrase not in first)]


def adjusters(names: Sequence[str]) -> str:
    """Write the att-sats that elects justerare; nothing for nobody."""
    return f"välja {join_och(names)} att jämte ordföranden justera protokollet" if names else ""


def tabled() -> str:
    """Write the att-sats of bordläggning."""
    return "bordlägga ärendet till nästa sammanträde"


def referred_back() -> str:
    """Write the att-sats of återremiss."""
    return "återremittera ärendet till förbundschefen för vidare beredning"
