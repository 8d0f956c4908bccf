"""What can be said of a file that somebody has: ours or not, unchanged or not, who sealed it."""

from dataclasses import dataclass, replace

from board.models import Protocol
from finsam import seal
from finsam.models import Document, SealCertificate
from finsam.seal import Seal, SealReport


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
    explanation="Vi har inte kvar just den här versionen, men förseglingen är vår och hel.",
)
CHANGED = Verdict(
    is_ours=True,
    is_unchanged=False,
    heading="Filen är vår men har ändrats",
    explanation="Något har skrivits i filen efter vår försegling. Lita inte på den. Be förbundet om originalet.",
)


def verdict_on(content: bytes, sha256: str) -> Verdict:
    """Judge a file by its bytes first, and by its seals when we do not have the very same."""
    report = seal.verify(content, our_certificates=_our_certificates())
    kept = Document.objects.filter(sha256=sha256).select_related("association").first()
    if kept:
        return _the_very_same(kept, report)
    if not report.is_readable:
        return UNREADABLE
    if not any(each.is_ours for each in report.seals):
        return replace(UNKNOWN, seals=report.seals, changes=report.changes)
    if report.is_intact and report.is_ours:
        return replace(WHOLE, seals=report.seals)
    return replace(CHANGED, seals=report.seals, changes=report.changes)


def _the_very_same(kept: Document, report: SealReport) -> Verdict:
    return Verdict(
        is_ours=True,
        is_unchanged=True,
        heading="Filen är vår och oförändrad",
        explanation=f"Den är på varje tecken den fil som {kept.association.name} har kvar: {kept.name}.",
        seals=report.seals,
        newer_note=_newer_note(kept),
    )


def _our_certificates() -> set[str]:
    return {seal.certificate_sha256(bytes(row.pkcs12)) for row in SealCertificate.objects.all()}


def _newer_note(kept: Document) -> str:
    earlier = (
        Protocol.objects.filter(frozen__sha256=kept.sha256).exclude(document__sha256=kept.sha256).first()
    )
    return "Det finns en senare version med fler underskrifter." if earlier else ""
