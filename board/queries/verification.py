"""What can be said of a file that somebody has: ours or not, unchanged or not, who sealed it."""

from dataclasses import dataclass, replace

from django.db.models import Q

from board.models import Meeting, Notice, Paragraph, Protocol, Publication
from board.queries.force import force_of
from board.queries.held import held_of
from board.registries.public_files import shown_file
from board.registries.verifying import Standing, standing_of
from board.states import MeetingState, ProtocolState
from finsam import clock, seal
from finsam.models import Document, SealCertificate
from finsam.seal import Seal, SealReport, certificates


@dataclass(frozen=True)
class Verdict:
    """The answer in a sentence, with the grounds for it."""

    is_ours: bool
    is_unchanged: bool
    heading: str
    explanation: str
    seals: tuple[Seal, ...] = ()
    changes: tuple[str, ...] = ()
    note: str = ""
    is_final: bool = True


TOO_MANY = Verdict(
    is_ours=False,
    is_unchanged=False,
    heading="Filen är inte vår",
    explanation="Den har fler underskrifter än någon av våra handlingar, så den är inte prövad.",
)
UNREADABLE = Verdict(
    is_ours=False,
    is_unchanged=False,
    heading="Filen går inte att läsa som PDF",
    explanation="Kontrollera att du valde rätt fil. Är det en PDF har den skadats eller ändrats.",
)
UNKNOWN = Verdict(
    is_ours=False,
    is_unchanged=False,
    heading="Filen är inte känd här",
    explanation="Den finns inte bland våra handlingar och bär inte vår hela försegling. Den kan vara en utskrift som har "
    "skannats, en fil som sparats om på vägen eller en som har skadats.",
)
WHOLE = Verdict(
    is_ours=True,
    is_unchanged=True,
    heading="Filen är förseglad av oss och oförändrad",
    explanation="Förseglingen är vår och hel, och inget har skrivits i filen efter den.",
)
CHANGED = Verdict(
    is_ours=True,
    is_unchanged=False,
    heading="Filen är vår men har ändrats",
    explanation="Något har skrivits i filen efter vår försegling. Lita inte på den. Be förbundet om originalet.",
)


def verdict_on(content: bytes, sha256: str) -> Verdict:
    """Judge a file by its bytes first, and by its seals when we do not have the very same.

    Only documents that leave the förbund are told of; handlingar and books that are kept here are not.
    """
    report = seal.verify(content, our_certificates=_our_certificates())
    if report.has_too_many:
        return TOO_MANY
    for kept in Document.objects.filter(sha256=sha256).select_related("association"):
        if standing := standing_of(kept):
            return _the_very_same(kept, standing, report)
    if not report.is_readable:
        return UNREADABLE
    if not any(each.is_ours for each in report.seals):
        return replace(UNKNOWN, seals=report.seals, changes=report.changes)
    if report.is_intact and report.is_ours:
        return replace(WHOLE, seals=report.seals)
    return replace(CHANGED, seals=report.seals, changes=report.changes)


def _the_very_same(kept: Document, standing: Standing, report: SealReport) -> Verdict:
    return Verdict(
        is_ours=True,
        is_unchanged=True,
        heading="Filen är vår och oförändrad"
        if standing.is_final
        else "Filen är vår, men den gäller inte som den är",
        explanation=f"Den är på varje tecken {standing.what} som {kept.association.name} har kvar.",
        seals=report.seals,
        note=standing.note,
        is_final=standing.is_final,
    )


def protocol_standing(document: Document) -> Standing | None:
    """Tell how a protocol's file stands: the signed one, the one without signatures, one on its way, or one taken back."""
    name, _, key = document.made_from.partition(" ")
    if name != "protocol" or not key.isdecimal():
        return None
    protocol = (
        Protocol.objects.select_related("meeting__body", "document", "frozen").filter(pk=int(key)).first()
    )
    if protocol is None:
        return None
    what = f"{protocol.meeting.paper} från {protocol.meeting}"
    if protocol.document and document.sha256 == protocol.document.sha256 and _is_final(protocol):
        return Standing(what, is_final=True)
    if protocol.frozen and document.sha256 == protocol.frozen.sha256:
        if protocol.is_signed:
            return Standing(what, is_final=True, note="Det finns en version med underskrifterna.")
        return Standing(what, is_final=False, note="Protokollet är inte färdigsignerat.")
    if protocol.signings.filter(document__sha256=document.sha256).exists():
        later = (
            "Det finns en senare version med fler underskrifter."
            if protocol.is_signed
            else "Alla har inte signerat än."
        )
        return Standing(what, is_final=False, note=f"Filen är inte färdigsignerad. {later}")
    return Standing(
        what,
        is_final=False,
        note="Den här versionen är ersatt: den var ett utkast, eller protokollet togs tillbaka.",
    )


def _is_final(protocol: Protocol) -> bool:
    """Whether nothing more is waited for: signed by all, or sent where nobody signs."""
    return protocol.is_signed or protocol.state == ProtocolState.SENT


def notice_standing(document: Document) -> Standing | None:
    """Tell of an anslag and its two anslagsbevis."""
    own = (
        Q(document__sha256=document.sha256)
        | Q(proof__sha256=document.sha256)
        | Q(final_proof__sha256=document.sha256)
    )
    notice = Notice.objects.filter(own, protocol__meeting__body__association=document.association).first()
    return Standing("anslaget eller anslagsbeviset", is_final=True) if notice else None


def made_standing(document: Document) -> Standing | None:
    """Tell of what is made of a protocol for somebody: the offentliga versionen, a bevis, an utdrag, a kungörelse."""
    name, _, key = document.made_from.partition(" ")
    told = _TOLD.get(name)
    return told(document, int(key)) if told and key.isdecimal() else None


def _public_protocol(document: Document, key: int) -> Standing | None:
    publications = Publication.objects.select_related("protocol__meeting__body", "document")
    publication = publications.filter(protocol=key).first()
    if publication is None:
        return None
    what = f"den offentliga versionen av protokollet från {publication.protocol.meeting}"
    if publication.document is None or publication.document.sha256 != document.sha256:
        return Standing(what, is_final=False, note="Den är ersatt, eller protokollet visas nu som det är.")
    if not Publication.objects.shown(clock.today()).filter(pk=publication.pk).exists():
        return Standing(what, is_final=False, note="Förbundet visar den inte längre för alla.")
    return Standing(what, is_final=True, note=_LEFT_OUT)


def _public_file(document: Document, key: int) -> Standing | None:
    original = Document.objects.filter(pk=key, association=document.association).first()
    told = standing_of(original) if original else None
    if original is None or told is None:
        return None
    shown = shown_file(original, held_of(document.association))
    is_shown = shown is not None and shown.sha256 == document.sha256
    note = _LEFT_OUT if is_shown else "Den är ersatt, eller visas inte längre för alla."
    return Standing(f"den offentliga versionen av {told.what}", is_final=is_shown, note=note)


def _legal_force(_document: Document, key: int) -> Standing | None:
    paragraph = Paragraph.objects.filter(pk=key).select_related("meeting__body__association").first()
    if paragraph is None:
        return None
    what = f"laga kraft-beviset för {paragraph.number_text} från {paragraph.meeting}"
    said = "Det säger hur besluten stod den dag det förseglades."
    force = force_of(paragraph, paragraph.meeting.body.association, clock.today())
    if force is None or not force.has_any:
        return Standing(what, is_final=False, note=f"{said} Inget beslut i paragrafen har laga kraft i dag.")
    return Standing(what, is_final=True, note=said)


def _extract(_document: Document, key: int) -> Standing | None:
    paragraph = Paragraph.objects.filter(pk=key).select_related("meeting__body").first()
    what = f"utdraget ur protokollet från {paragraph.meeting}, {paragraph.number_text}" if paragraph else ""
    return Standing(what, is_final=True) if what else None


def _proclamation(document: Document, key: int) -> Standing | None:
    meeting = Meeting.objects.select_related("body", "proclamation").filter(pk=key).first()
    if meeting is None:
        return None
    is_final = meeting.proclamation is not None and meeting.proclamation.sha256 == document.sha256
    note = "" if is_final else "En senare kungörelse har gått ut."
    if is_final and meeting.state == MeetingState.CANCELLED:
        is_final, note = False, "Sammanträdet är inställt."
    elif is_final and meeting.is_proclaimed_otherwise:
        is_final, note = False, "Sammanträdet har fått en annan tid eller plats."
    return Standing(f"kungörelsen av sammanträdet {meeting}", is_final=is_final, note=note)


_LEFT_OUT = "Något är utelämnat i den. Originalet finns hos förbundet."
_TOLD = {
    "public_protocol": _public_protocol,
    "public_file": _public_file,
    "legal_force": _legal_force,
    "extract": _extract,
    "proclamation": _proclamation,
}


def _our_certificates() -> set[str]:
    return {seal.certificate_sha256(certificates.opened(row)) for row in SealCertificate.objects.all()}
