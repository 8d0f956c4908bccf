"""What can be said of a file that somebody has: ours or not, unchanged or not, who sealed it."""

from dataclasses import dataclass

from board.models import Protocol
from finsam import seal
from finsam.models import Document, SealCertificate
from finsam.seal import Seal


@dataclass(frozen=True)
class Verdict:
    """The answer in a sentence, with the grounds for it."""

    is_ours: bool
    is_unchanged: bool
    heading: str
    explanation: str
    seals: tuple[Seal, ...] = ()
    changes: tuple[str, ...] = ()
    newer_note: str = ""


def verdict_on(content: bytes, sha256: str) -> Verdict:
    """Judge a file by its bytes first, and by its seals when we do not have the very same."""
    kept = Document.objects.filter(sha256=sha256).select_related("association").first()
    report = seal.verify(content, our_certificates=_our_certificates())
    if kept:
        return Verdict(
            is_ours=True,
            is_unchanged=True,
            heading="Filen är vår och oförändrad",
            explanation=f"Den är på varje tecken den fil som {kept.association.name} har kvar: {kept.name}.",
            seals=report.seals,
            newer_note=_newer_note(kept),
        )
    if not report.is_readable:
        return Verdict(
            is_ours=False,
            is_unchanged=False,
            heading="Filen går inte att läsa som PDF",
            explanation="Kontrollera att du valde rätt fil.",
        )
    if not (report.is_sealed and report.is_ours):
        return Verdict(
            is_ours=False,
            is_unchanged=False,
            heading="Filen är inte känd här",
            explanation="Den finns inte bland våra handlingar och bär inte vår försegling. Den kan vara en utskrift som har "
            "skannats, eller en fil som sparats om på vägen.",
            seals=report.seals,
            changes=report.changes,
        )
    if report.is_intact:
        return Verdict(
            is_ours=True,
            is_unchanged=True,
            heading="Filen är förseglad av oss och oförändrad",
            explanation="Vi har inte kvar just den här versionen, men förseglingen är vår och hel.",
            seals=report.seals,
        )
    return Verdict(
        is_ours=True,
        is_unchanged=False,
        heading="Filen är vår men har ändrats",
        explanation="Något har skrivits i filen efter vår försegling. Lita inte på den. Be förbundet om originalet.",
        seals=report.seals,
        changes=report.changes,
    )


def _our_certificates() -> set[str]:
    return {seal.certificate_sha256(bytes(row.pkcs12)) for row in SealCertificate.objects.all()}


def _newer_note(kept: Document) -> str:
    earlier = (
        Protocol.objects.filter(frozen__sha256=kept.sha256).exclude(document__sha256=kept.sha256).first()
    )
    return "Det finns en senare version med fler underskrifter." if earlier else ""
