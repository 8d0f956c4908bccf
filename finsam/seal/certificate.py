"""The self-made certificate that an association seals with, and its fingerprint."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

CERTIFICATE_YEARS = 20
_SIGNS_ONLY = {
    "digital_signature": True, "content_commitment": True, "key_encipherment": False, "data_encipherment": False,
    "key_agreement": False, "key_cert_sign": False, "crl_sign": False, "encipher_only": False, "decipher_only": False,
}  # fmt: skip


def make_certificate(
    name: str, *, passphrase: bytes | None = None, valid_from: datetime | None = None
) -> bytes:
    """Make a key and a self-signed certificate for sealing; give both as PKCS #12."""
    from cryptography.hazmat.primitives import serialization  # slow to import, as all below
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs12

    # As strong as RSA of 3072 bits, made in a thousandth of the time.
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _self_signed(name, key, valid_from or datetime.now(UTC) - timedelta(days=1))
    lock = serialization.BestAvailableEncryption(passphrase) if passphrase else serialization.NoEncryption()
    return pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, lock)


def _self_signed(name: str, key: Any, begins: datetime) -> Any:
    from cryptography import x509  # slow to import
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    words = (
        (NameOID.COUNTRY_NAME, "SE"),
        (NameOID.ORGANIZATION_NAME, name[:64]),
        (NameOID.COMMON_NAME, name[:64]),
    )
    subject = x509.Name([x509.NameAttribute(what, word) for what, word in words])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=365 * CERTIFICATE_YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**_SIGNS_ONLY), critical=True)
        .sign(key, hashes.SHA256())
    )


def certificate_sha256(certificate: bytes, *, passphrase: bytes | None = None) -> str:
    """Give the fingerprint of a PKCS #12 certificate, as `verify` compares it."""
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    found = pkcs12.load_key_and_certificates(certificate, passphrase)[1]
    if found is None:
        raise ValueError("No certificate in the PKCS #12 bytes.")
    return hashlib.sha256(found.public_bytes(Encoding.DER)).hexdigest()
