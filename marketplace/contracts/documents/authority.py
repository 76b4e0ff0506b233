"""Our own certificate authority and time-stamp authority: made once, kept in one file that only we may read.

It vouches for who signed what and when inside the marketplace; its certificate, `ca.pem`, lets anybody check that.
"""

import os
import unicodedata
import warnings
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from asn1crypto import keys  # type: ignore[import-untyped]  # it has no types
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from marketplace.contracts.documents.texts import make_printable

# Fixed, so that no clock decides whether an agreement of any day can be checked.
VALID_FROM, VALID_TO = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)
SIGNER_DAYS = 365 * 3
SECRET, PUBLIC = "authority.pem", "ca.pem"
MAX_NAME_LENGTH = 64  # characters that RFC 5280 gives a common name or an organisation
IN_LATIN_LETTERS = ObjectIdentifier("2.5.4.41")  # "name" of X.520: here the signatory's own romanisation

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
# RFC 4518 compares names by Unicode 3.2 and refuses mixed directions: Burmese, for one, has letters that are younger.
# A certificate bears the name as it is written; where that comparison refuses it, it is compared as NFKC.
_compared = asn1.NameTypeAndValue._ldap_string_prep


def _compared_in_any_script(attribute: Any, text: str) -> str:
    try:
        return str(_compared(attribute, text))
    except ValueError:
        return unicodedata.normalize("NFKC", text).casefold()


asn1.NameTypeAndValue._ldap_string_prep = _compared_in_any_script


@dataclass(frozen=True)
class Holder:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: PrivateKey

    @property
    def asn1_certificate(self) -> asn1.Certificate:
        """The certificate as pyhanko reads it."""
        return asn1.Certificate.load(self.certificate.public_bytes(serialization.Encoding.DER))

    @property
    def asn1_key(self) -> keys.PrivateKeyInfo:
        """The key as pyhanko reads it."""
        return keys.PrivateKeyInfo.load(_key_bytes(self.key, serialization.Encoding.DER))


@dataclass(frozen=True)
class Authority:
    """The CA (ECDSA P-256), which issues the signers, and the time-stamp authority (RSA 2048) that it vouches for."""

    ca: Holder
    stamper: Holder


def open_authority(folder: Path) -> Authority:
    """The authority kept in `folder`; made there the first time. Two that race get the same one."""
    path = folder / SECRET
    if not path.exists():
        _keep_authority(_new_authority(), folder)
    authority = _read_authority(path)
    if not (folder / PUBLIC).exists():  # the process that made the keys may have been killed before it wrote this
        _publish_certificate(authority, folder)
    return authority


def issue_signer(
    authority: Authority,
    *,
    name: str,
    organisation: str,
    email: str,
    territory: str,
    at: datetime,
    latin_name: str = "",
) -> Holder:
    """A certificate for one signature of one person, valid from `at` on; its key is used once and never stored.

    `name` stands in it as it is written, `latin_name` beside it as the person states it, nothing is romanised here.
    """
    stated = [x509.NameAttribute(IN_LATIN_LETTERS, make_printable(latin_name))] if latin_name else []
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, territory),
            _fit_attribute(NameOID.ORGANIZATION_NAME, organisation),
            *stated,
            _fit_attribute(NameOID.COMMON_NAME, name),
        ]
    )
    key = ec.generate_private_key(ec.SECP256R1())
    start = at.astimezone(UTC).replace(microsecond=0)
    builder = _build_certificate(subject, key, start - timedelta(minutes=5), start + timedelta(days=SIGNER_DAYS))
    builder = builder.add_extension(_key_usage(digital_signature=True, content_commitment=True), critical=True)
    if email.isascii():
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(email)]), critical=False)
    return Holder(_issue_certificate(builder, authority.ca), key)


def _fit_attribute(oid: ObjectIdentifier, text: str) -> x509.NameAttribute[str]:
    """`text` as it is written, in at most 64 characters: what RFC 5280 counts, where the library counts bytes."""
    words = make_printable(text)[:MAX_NAME_LENGTH].strip() or "–"
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Attribute's length must be")
        return x509.NameAttribute(oid, words, _validate=False)


def _new_authority() -> Authority:
    ca_key, stamper_key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
    ca_name = _make_name("Monsoon Contracts CA")
    builder = _build_certificate(ca_name, ca_key, VALID_FROM, VALID_TO).issuer_name(ca_name)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
    ca = Holder(builder.sign(ca_key, hashes.SHA256()), ca_key)
    stamper = _build_certificate(_make_name("Monsoon Time Stamps"), stamper_key, VALID_FROM, VALID_TO)
    stamper = stamper.add_extension(_key_usage(digital_signature=True), critical=True)
    stamper = stamper.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Authority(ca, Holder(_issue_certificate(stamper, ca), stamper_key))


def _make_name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Monsoon"), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def _build_certificate(subject: x509.Name, key: PrivateKey, start: datetime, end: datetime) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(end)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _issue_certificate(builder: x509.CertificateBuilder, ca: Holder) -> x509.Certificate:
    """Signed by the CA as something that is no CA itself."""
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca.key.public_key())
    builder = builder.issuer_name(ca.certificate.subject).add_extension(issuer, critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    return builder.sign(ca.key, hashes.SHA256())


def _key_usage(**wanted: bool) -> x509.KeyUsage:
    """A key usage of the named bits only."""
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in names})


def _keep_authority(authority: Authority, folder: Path) -> None:
    """Write the file whole under another name, then link it: only the first link is made, the others find it there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=folder, prefix=".new-") as file:  # made with mode 600
        file.write(b"".join(_holder_pem(holder) for holder in (authority.ca, authority.stamper)))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, folder / SECRET)


def _publish_certificate(authority: Authority, folder: Path) -> None:
    """Write the CA's certificate, which anybody may read; whole or not at all, the same from every process."""
    with NamedTemporaryFile(dir=folder, prefix=".new-") as file:
        file.write(authority.ca.certificate.public_bytes(serialization.Encoding.PEM))
        file.flush()
        os.fsync(file.fileno())
        Path(file.name).chmod(0o644)
        with suppress(FileExistsError):
            os.link(file.name, folder / PUBLIC)


def _holder_pem(holder: Holder) -> bytes:
    certificate = holder.certificate.public_bytes(serialization.Encoding.PEM)
    return _key_bytes(holder.key, serialization.Encoding.PEM) + certificate


def _key_bytes(key: PrivateKey, encoding: serialization.Encoding) -> bytes:
    return key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _read_authority(path: Path) -> Authority:
    """The two holders of the file: key, certificate, key, certificate."""
    end = b"-----END CERTIFICATE-----\n"
    first, second, _rest = path.read_bytes().split(end)
    return Authority(_read_holder(first + end), _read_holder(second + end))


def _read_holder(pem: bytes) -> Holder:
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise TypeError(f"{SECRET} holds a key of another kind")
    return Holder(x509.load_pem_x509_certificate(pem), key)
