"""Tells of a file whether its seals hold, and whether anything but further seals came after them."""

import hashlib
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise
from typing import Any

from finsam.seal.loop import in_own_loop
from finsam.seal.revisions import only_fills_fields

MOST_SEALS = 60  # a board's protocol has a handful; each takes about a tenth of a second to judge
_GAP = re.compile(rb"<([0-9A-F]+|[0-9a-f]+)>")


@dataclass(frozen=True)
class Seal:
    """One signature found in a file."""

    field: str
    signer: str  # the certificate's name
    statement: str  # what the stamp says: who, role, when
    signed_at: datetime | None
    is_intact: bool
    is_ours: bool
    covers_bytes: int  # the length of the revision it seals


@dataclass(frozen=True)
class SealReport:
    """What a file says of itself."""

    seals: tuple[Seal, ...]
    changes: tuple[str, ...]  # sentences: what was altered outside the signature fields after a seal
    revision_count: int
    is_readable: bool = True
    has_too_many: bool = False  # more seals than any document of ours; none was judged

    @property
    def is_sealed(self) -> bool:
        """Whether the file has any signature at all."""
        return bool(self.seals)

    @property
    def is_intact(self) -> bool:
        """Whether every seal holds, and nothing but further signatures came after it."""
        return self.is_sealed and all(seal.is_intact for seal in self.seals) and not self.changes

    @property
    def is_ours(self) -> bool:
        """Whether every seal was made with one of the certificates that were asked for."""
        return self.is_sealed and all(seal.is_ours for seal in self.seals)


def verify(pdf: bytes, *, our_certificates: Collection[str] = ()) -> SealReport:
    """Tell whether a file's seals hold and whether anything but further seals came after them.

    `our_certificates` are fingerprints from `certificate_sha256`. A file that is no PDF gives a report that says so.
    Takes about a tenth of a second a seal: the revisions are compared object by object instead of by pyHanko's
    difference analysis, which takes minutes for a long document.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader  # slow to import
    from pyhanko.sign.fields import enumerate_sig_fields

    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        revision_count = reader.xrefs.total_revisions
        # Counted before any is read, for the reading is what takes the time.
        if (
            sum(1 for _ in islice(enumerate_sig_fields(reader, filled_status=True), MOST_SEALS + 1))
            > MOST_SEALS
        ):
            return SealReport(seals=(), changes=(), revision_count=revision_count, has_too_many=True)
        signatures = reader.embedded_regular_signatures
    except Exception:  # noqa: BLE001  a broken file breaks its reader in any way it can
        return SealReport(seals=(), changes=(), revision_count=0, is_readable=False)
    seals = sorted(
        (_seal_or_ruin(pdf, signature, our_certificates) for signature in signatures),
        key=lambda seal: seal.covers_bytes,
    )
    return SealReport(tuple(seals), _changes_after(pdf, seals), revision_count)


def _changes_after(pdf: bytes, seals: Sequence[Seal]) -> tuple[str, ...]:
    """Say in a sentence after which seals something else than a further seal was written."""
    changed = [
        seal
        for seal, following in pairwise(seals)
        if not _only_seals_between(pdf[: seal.covers_bytes], pdf[: following.covers_bytes])
    ]
    if seals and pdf[seals[-1].covers_bytes :].strip():
        changed.append(seals[-1])
    return tuple(f"Filen ändrades efter underskriften: {seal.statement or seal.field}." for seal in changed)


def _only_seals_between(old: bytes, new: bytes) -> bool:
    try:
        return only_fills_fields(old, new)
    except Exception:  # noqa: BLE001  what cannot be compared was changed
        return False


def _seal_or_ruin(pdf: bytes, signature: Any, our_certificates: Collection[str]) -> Seal:
    try:
        return _read_seal(pdf, signature, our_certificates)
    except Exception:  # noqa: BLE001  a seal that cannot be read does not hold
        field = str(getattr(signature, "field_name", ""))
        return Seal(field, "", "", None, is_intact=False, is_ours=False, covers_bytes=0)


def _read_seal(pdf: bytes, signature: Any, our_certificates: Collection[str]) -> Seal:
    certificate = signature.signer_cert
    start, length, resumes, rest = (int(number) for number in signature.byte_range)
    is_ours = certificate is not None and hashlib.sha256(certificate.dump()).hexdigest() in our_certificates
    return Seal(
        field=signature.field_name,
        signer=certificate.subject.native.get("common_name", "") if certificate else "",
        statement=str(signature.sig_object.get("/Reason", "")),
        signed_at=signature.self_reported_timestamp,
        is_intact=start == 0
        and length < resumes
        and (not is_ours or _holds_only_the_signature(pdf[length:resumes]))
        and _is_valid(signature),
        is_ours=is_ours,
        covers_bytes=resumes + rest,
    )


def _holds_only_the_signature(gap: bytes) -> bool:
    """Whether the bytes that no seal covers are what we write there: the signature in hexadecimal, then zeros."""
    found = _GAP.fullmatch(gap)
    if not found:
        return False
    content = bytes.fromhex(found[1].decode())
    octets = content[1] & 0x7F if content[1] & 0x80 else 0
    size = 2 + octets + (int.from_bytes(content[2 : 2 + octets]) if octets else content[1])
    return not any(content[size:])


def _is_valid(signature: Any) -> bool:
    """Tell whether the signature is right over the bytes it covers; whose certificate it is, is another question."""
    from pyhanko.sign.validation import async_validate_pdf_signature  # slow to import
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    try:
        context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = in_own_loop(lambda: async_validate_pdf_signature(signature, context, skip_diff=True))
    except (SignatureValidationError, ValueError, AttributeError):
        return False
    return bool(status.intact and status.valid and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION)
