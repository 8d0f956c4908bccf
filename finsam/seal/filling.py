"""Fills the empty signature fields of a PDF, one incremental PAdES revision a signer."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from finsam.errors import DomainError
from finsam.seal.loop import in_own_loop


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

    from finsam.seal.stamp import printable_line, stamp_style

    _refuse_unless_empty(pdf, field)
    try:
        key = SimpleSigner.load_pkcs12_data(certificate, other_certs=[], passphrase=passphrase)
    except ValueError as error:
        raise DomainError(
            "Förbundets certifikat går inte att öppna. Kontrollera lösenordet till det."
        ) from error
    words = [printable_line(line) for line in lines]
    metadata = PdfSignatureMetadata(
        field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason=", ".join(words)
    )
    signer = _dated(PdfSigner(metadata, signer=key, stamp_style=stamp_style(words)), at)
    out = io.BytesIO()
    revision = IncrementalPdfFileWriter(io.BytesIO(pdf))
    in_own_loop(lambda: signer.async_sign_pdf(revision, output=out, existing_fields_only=True))
    return out.getvalue()


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
