"""TLS: always verified, and what a failed verification means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

# Codes of X509_V_ERR_* in OpenSSL's x509_vfy.h.
_DATED = frozenset({9, 10})
_WRONG_HOST = frozenset({62, 64})


def context(env: Mapping[str, str]) -> ssl.SSLContext:
    """Certificates are checked against certifi's list, or against SSL_CERT_FILE or SSL_CERT_DIR as with httpx.

    OSError if those cannot be read. There is no way to switch verification off. SSLKEYLOGFILE is not followed: it would
    write down what decrypts the traffic.
    """
    import ssl

    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks name and certificate by default
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    file, folder = env.get("SSL_CERT_FILE"), env.get("SSL_CERT_DIR")
    if not file and not folder:
        import certifi

        file = certifi.where()
    made.load_verify_locations(cafile=file or None, capath=folder or None)
    return made


def fault_of(exc: OSError) -> str:
    """The kebab word for a handshake that failed."""
    import ssl

    if isinstance(exc, ssl.SSLCertVerificationError):
        if exc.verify_code in _WRONG_HOST:
            return "tls-wrong-host"
        return "tls-expired" if exc.verify_code in _DATED else "tls-untrusted"
    return "network-timeout" if isinstance(exc, TimeoutError) else "network-tls"
