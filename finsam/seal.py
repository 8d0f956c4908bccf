"""Seals a PDF with the förbund's certificate, one incremental revision a signer, and tells of a file whether it is whole.

A seal shows that nothing has changed since; it is made by the program for a person who has proved herself by a code,
and is not that person's own advanced electronic signature.
"""

import asyncio
import hashlib
import io
from collections.abc import Callable, Collection, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from finsam.errors import DomainError
from finsam.revisions import only_fills_fields

CERTIFICATE_YEARS = 20


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


def make_certificate(
    name: str, *, passphrase: bytes | None = None, valid_from: datetime | None = None
) -> bytes:
    """Make a key and a self-signed certificate for sealing; give both as PKCS #12."""
    from cryptography import x509  # slow to import, as all below
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID

    begins = valid_from or datetime.now(UTC) - timedelta(days=1)
    key = ec.generate_private_key(
        ec.SECP256R1()
    )  # as strong as RSA of 3072 bits, made in a thousandth of the time
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=365 * CERTIFICATE_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .sign(key, hashes.SHA256())
    )
    lock = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, lock)


def certificate_sha256(certificate: bytes, *, passphrase: bytes | None = None) -> str:
    """Give the fingerprint of a PKCS #12 certificate, as `verify` compares it."""
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    found = pkcs12.load_key_and_certificates(certificate, passphrase)[1]
    if found is None:
        raise ValueError("No certificate in the PKCS #12 bytes.")
    return hashlib.sha256(found.public_bytes(Encoding.DER)).hexdigest()


def signature_fields(pdf: bytes) -> dict[str, bool]:
    """Give the signature fields of a PDF in reading order, and whether each is filled."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # slow to import
    from pyhanko.sign.fields import enumerate_sig_fields

    return {
        name: value is not None for name, value, _ in enumerate_sig_fields(PdfFileReader(io.BytesIO(pdf)))
    }


def fill_field(
    pdf: bytes,
    *,
    field: str,
    lines: Sequence[str],
    certificate: bytes,
    at: datetime,
    passphrase: bytes | None = None,
) -> bytes:
    """Fill one empty signature field by an incremental PAdES B-B revision; the former file is a byte prefix of the result.

    `lines` are what the stamp shows, one or two lines such as "Karin Alström, ordförande" and "5 april 2022 kl. 14.02".
    `at` is the aware time of signing. Raises DomainError when the field is missing or already filled.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # slow to import, as all below
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

    from finsam.stamp import printed, stamp_style

    _refuse_unless_empty(pdf, field)
    try:
        key = SimpleSigner.load_pkcs12_data(certificate, other_certs=[], passphrase=passphrase)
    except ValueError as error:
        raise DomainError(
            "Förbundets certifikat går inte att öppna. Kontrollera lösenordet till det."
        ) from error
    words = [printed(line) for line in lines]
    metadata = PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason=", ".join(words)
    )
    signer = _dated(PdfSigner(metadata, signer=key, stamp_style=stamp_style(words)), at)
    out = io.BytesIO()
    revision = IncrementalPdfFileWriter(io.BytesIO(pdf))
    _in_own_loop(lambda: signer.async_sign_pdf(revision, output=out, existing_fields_only=True))
    return out.getvalue()


def _in_own_loop(work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run pyHanko's coroutine in a thread with a loop of its own: the caller's thread may have one running already."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()


def verify(pdf: bytes, *, our_certificates: Collection[str] = ()) -> SealReport:
    """Tell whether a file's seals hold and whether anything but further seals came after them.

    `our_certificates` are fingerprints from `certificate_sha256`. A file that is no PDF gives a report that says so.
    Takes about a tenth of a second a seal: the revisions are compared object by object instead of by pyHanko's
    difference analysis, which takes minutes for a long document.
    """
    from pyhanko.pdf_utils.misc import PdfError  # slow to import
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        signatures = reader.embedded_regular_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError):
        return SealReport(seals=(), changes=(), revision_count=0, is_readable=False)
    seals = sorted(
        (_read_seal(signature, our_certificates) for signature in signatures),
        key=lambda seal: seal.covers_bytes,
    )
    return SealReport(tuple(seals), _changes_after(pdf, seals), reader.xrefs.total_revisions)


def _changes_after(pdf: bytes, seals: Sequence[Seal]) -> tuple[str, ...]:
    """Say in a sentence after which seals something else than a further seal was written."""
    changed = [
        seal
        for seal, following in pairwise(seals)
        if not only_fills_fields(pdf[: seal.covers_bytes], pdf[: following.covers_bytes])
    ]
    if seals and pdf[seals[-1].covers_bytes :].strip():
        changed.append(seals[-1])
    return tuple(f"Filen ändrades efter underskriften: {seal.statement or seal.field}." for seal in changed)


def _read_seal(signature: Any, our_certificates: Collection[str]) -> Seal:
    certificate = signature.signer_cert
    start, length, resumes, rest = (int(number) for number in signature.byte_range)
    return Seal(
        field=signature.field_name,
        signer=certificate.subject.native.get("common_name", "") if certificate else "",
        statement=str(signature.sig_object.get("/Reason", "")),
        signed_at=signature.self_reported_timestamp,
        is_intact=start == 0 and length < resumes and _is_valid(signature),
        is_ours=certificate is not None
        and hashlib.sha256(certificate.dump()).hexdigest() in our_certificates,
        covers_bytes=resumes + rest,
    )


def _is_valid(signature: Any) -> bool:
    """Tell whether the signature is right over the bytes it covers; whose certificate it is, is another question."""
    from pyhanko.sign.validation import async_validate_pdf_signature  # slow to import
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    try:
        context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = _in_own_loop(lambda: async_validate_pdf_signature(signature, context, skip_diff=True))
    except (SignatureValidationError, ValueError, AttributeError):
        return False
    return bool(status.intact and status.valid and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION)


def _refuse_unless_empty(pdf: bytes, field: str) -> None:
    fields = signature_fields(pdf)
    if field not in fields:
        raise DomainError("Dokumentet har ingen plats för den underskriften.")
    if fields[field]:
        raise DomainError("Den platsen är redan underskriven.")


def _dated(signer: Any, at: datetime) -> Any:
    """Let the signer say the given time instead of the machine's own."""
    open_session = signer.init_signing_session

    def open_dated_session(*args: Any, **kwargs: Any) -> Any:
        session = open_session(*args, **kwargs)
        session.system_time = at
        return session

    signer.init_signing_session = open_dated_session
    return signer
