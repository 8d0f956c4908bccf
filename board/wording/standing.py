"""The standing ärenden that a body's agenda starts from until the office has written its own."""

from dataclasses import dataclass

from board.states import MeetingKind, ParagraphKind
from finsam.models import Body
from finsam.states import BodyKind, NotesSigners


@dataclass(frozen=True)
class Standing:
    """One standing ärende: its heading, what it is for, and the text and proposal it starts with."""

    kind: ParagraphKind
    heading: str
    proposal: str = ""
    opening_text: str = ""


_OPENING = Standing(ParagraphKind.OPENING, "Sammanträdet öppnas")
_ADJUSTERS = Standing(ParagraphKind.ADJUSTERS, "Val av justerare")
_AGENDA = Standing(ParagraphKind.MATTER, "Fastställande av dagordning", "fastställa dagordningen")
_PREVIOUS = Standing(ParagraphKind.PREVIOUS, "Föregående protokoll", "lägga protokollet till handlingarna")
_INFORMATION = Standing(ParagraphKind.INFORMATION, "Information")
_FOLLOW_UP = Standing(
    ParagraphKind.FOLLOW_UP, "Uppföljning av uppdrag", "lägga uppföljningen till handlingarna"
)
_DELEGATED = Standing(
    ParagraphKind.DELEGATED, "Delegationsbeslut", "lägga anmälan av delegationsbeslut till handlingarna"
)
_OTHER = Standing(ParagraphKind.OTHER, "Övriga frågor")
_CLOSING = Standing(ParagraphKind.CLOSING, "Sammanträdet avslutas")

BOARD: dict[MeetingKind, tuple[Standing, ...]] = {
    MeetingKind.ORDINARY: (
        _OPENING, _ADJUSTERS, _AGENDA, _PREVIOUS, _INFORMATION, _FOLLOW_UP, _DELEGATED, _OTHER, _CLOSING,
    ),
    # 13 § lag (2003:1210): a new board elects its presidium and renews what the old one had settled.
    MeetingKind.CONSTITUTING: (
        _OPENING,
        Standing(ParagraphKind.INFORMATION, "Styrelsens sammansättning"),
        Standing(ParagraphKind.MATTER, "Val av ordförande"),
        Standing(ParagraphKind.MATTER, "Val av vice ordförande"),
        _ADJUSTERS,
        Standing(ParagraphKind.MATTER, "Arbetsordning för styrelsen", "fastställa arbetsordningen"),
        Standing(ParagraphKind.MATTER, "Sätt för justering av protokoll"),
        Standing(ParagraphKind.MATTER, "Deltagande på distans"),
        Standing(ParagraphKind.MATTER, "Firmatecknare"),
        Standing(ParagraphKind.MATTER, "Delegationsordning", "fastställa delegationsordningen"),
        Standing(ParagraphKind.MATTER, "Sammanträdesdagar"),
        _CLOSING,
    ),
    MeetingKind.EXTRA: (_OPENING, _ADJUSTERS, _AGENDA, _CLOSING),
}  # fmt: skip

OTHERS: tuple[Standing, ...] = (
    Standing(ParagraphKind.OPENING, "Mötet öppnas"),
    Standing(ParagraphKind.PREVIOUS, "Föregående anteckningar"),
    _INFORMATION,
    _OTHER,
    Standing(ParagraphKind.CLOSING, "Mötet avslutas"),
)

# The members meet to hear how it goes, and to say which way they want it to go; they decide nothing.
CONSULTATION: tuple[Standing, ...] = (
    OTHERS[0],
    Standing(ParagraphKind.MATTER, "Presentation"),
    _ADJUSTERS,
    Standing(ParagraphKind.INFORMATION, "Förbundets verksamhet och resultat"),
    Standing(ParagraphKind.MATTER, "Önskad riktning för förbundet"),
    _OTHER,
    Standing(ParagraphKind.MATTER, "Nästa medlemssamråd och sammankallande"),
    OTHERS[-1],
)

# Bodies other than the board that keep protocols: the revisorer, and those that so choose.
PROTOCOLS: tuple[Standing, ...] = (_OPENING, _ADJUSTERS, _AGENDA, _PREVIOUS, _INFORMATION, _OTHER, _CLOSING)


def defaults(body: Body, kind: MeetingKind) -> tuple[Standing, ...]:
    """Give the house's standing ärenden for a kind of meeting, by what the body writes of its meetings."""
    if body.is_board:
        return BOARD[kind]
    if not body.keeps_notes:
        return PROTOCOLS
    if body.kind == BodyKind.CONSULTATION:
        return CONSULTATION
    signed_by_chosen = body.notes_signers == NotesSigners.CHAIR_AND_ADJUSTERS
    return (OTHERS[0], _ADJUSTERS, *OTHERS[1:]) if signed_by_chosen else OTHERS
