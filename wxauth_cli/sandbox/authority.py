"""A certificate authority for one sandbox, made on the spot: it can vouch for WeChat's API hosts and for nothing else.

Name constraints (RFC 5280, 4.2.1.10) bind it to those names and to loopback: whoever trusts it and then loses its key
has lost no other site. The key stays in memory unless `key_pem` is asked for.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from wxauth_cli.sandbox.guard import WECHAT_HOSTS

if TYPE_CHECKING:
    import ssl

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

DAY_S = 86_400
LIFE_S = 7 * DAY_S
"""Of an authority that ends with its sandbox."""
KEPT_LIFE_S = 30 * DAY_S
"""Of one whose key is kept."""
_SPARE_S = DAY_S
"""Valid from this long ago, for clocks that are behind; and one with less than this left is as good as over."""
_LOOPBACK_NAMES = ("localhost",)
_LOOPBACK_ADDRESSES = ("127.0.0.1", "::1")


@dataclass(frozen=True)
class Authority:
    """A CA certificate and its key."""

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey

    @property
    def certificate_pem(self) -> bytes:
        """What clients have to trust. Public."""
        from cryptography.hazmat.primitives.serialization import Encoding

        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def name(self) -> str:
        """Its common name, by which trust stores list it."""
        from cryptography import x509

        return str(self.certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value)

    @property
    def key_pem(self) -> bytes:
        """The private key, PKCS#8 in clear: to be written to a file of mode 0600 or not at all."""
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def usable(self, now: float) -> bool:
        """Whether it is valid at `now` (Unix seconds), and for a day more."""
        ends = self.certificate.not_valid_after_utc.timestamp()
        return self.certificate.not_valid_before_utc.timestamp() <= now and now + _SPARE_S < ends


def make_authority(now: float, life_s: float = LIFE_S) -> Authority:
    """A new authority, valid for `life_s` seconds from `now` (Unix seconds)."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    # A number in the name: trust stores that hold two of them must not take one for the other.
    name = _name(f"wxauth sandbox CA {secrets.token_hex(4)}")
    subtrees: list[x509.GeneralName] = [x509.DNSName(host) for host in (*WECHAT_HOSTS, *_LOOPBACK_NAMES)]
    subtrees += [x509.IPAddress(ipaddress.ip_network(address)) for address in _LOOPBACK_ADDRESSES]
    certificate = (
        _builder(name, name, key, now, life_s)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=subtrees, excluded_subtrees=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Authority(_signed(certificate, key), key)


def load_authority(certificate_pem: bytes, key_pem: bytes) -> Authority:
    """One that was kept. ValueError if the two are damaged or do not belong together."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    certificate = x509.load_pem_x509_certificate(certificate_pem)
    key = load_pem_private_key(key_pem, None)
    if not isinstance(key, EllipticCurvePrivateKey) or certificate.public_key() != key.public_key():
        raise ValueError("certificate and key do not belong together")
    return Authority(certificate, key)


def server_context(authority: Authority, now: float) -> ssl.SSLContext:
    """A TLS context of a server that has all of WeChat's API names, and loopback's."""
    import ipaddress
    import ssl

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
    from cryptography.x509.oid import ExtendedKeyUsageOID

    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate
    names: list[x509.GeneralName] = [x509.DNSName(host) for host in (*WECHAT_HOSTS, *_LOOPBACK_NAMES)]
    names += [x509.IPAddress(ipaddress.ip_address(address)) for address in _LOOPBACK_ADDRESSES]
    left_s = issuer.not_valid_after_utc.timestamp() - now
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    certificate = (
        _builder(_name(WECHAT_HOSTS[0]), issuer.subject, key, now, left_s)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
    )
    chain = _signed(certificate, authority.key).public_bytes(Encoding.PEM) + authority.certificate_pem
    # The ssl module reads keys from files only. This one is encrypted under a password that never leaves memory.
    password = secrets.token_bytes(32).hex()
    encrypted = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    descriptor, path = tempfile.mkstemp(prefix="wxauth-")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(encrypted + chain)
        context.load_cert_chain(path, password=password)
    finally:
        Path(path).unlink()
    return context


def _name(text: str) -> x509.Name:
    from cryptography import x509

    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, now: float, life_s: float
) -> x509.CertificateBuilder:
    from cryptography import x509

    start = datetime.fromtimestamp(int(now), tz=timezone.utc)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start - timedelta(seconds=_SPARE_S))
        .not_valid_after(start + timedelta(seconds=int(life_s)))
    )


def _key_usage(*, signs_certificates: bool) -> x509.KeyUsage:
    from cryptography import x509

    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _signed(builder: x509.CertificateBuilder, key: EllipticCurvePrivateKey) -> x509.Certificate:
    from cryptography.hazmat.primitives import hashes

    return builder.sign(key, hashes.SHA256())
