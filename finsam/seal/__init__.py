"""Seals a PDF with the förbund's certificate, one incremental revision a signer, and tells of a file whether it is whole.

A seal shows that nothing has changed since; it is made by the program for a person who has proved herself by a code,
and is not that person's own advanced electronic signature.
"""

from finsam.seal.certificate import certificate_sha256, make_certificate
from finsam.seal.filling import fill_field, signature_fields
from finsam.seal.reading import Seal, SealReport, verify

__all__ = [
    "Seal",
    "SealReport",
    "certificate_sha256",
    "fill_field",
    "make_certificate",
    "signature_fields",
    "verify",
]
