"""Makes and checks signatures of JWTs with PyJWT's algorithms. The caller names the algorithm; the token never does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from wxauth_cli.core import base64url
from wxauth_cli.core.jwt import EC_CURVES, EDWARDS, HMAC, HMAC_HASHES, RSA, UnverifiedToken

if TYPE_CHECKING:
    from jwt.algorithms import Algorithm

    from wxauth_cli.core.jwt_keys import Key


def _algorithm(alg: str) -> Algorithm:
    from jwt.algorithms import get_default_algorithms

    return get_default_algorithms()["EdDSA" if alg in EDWARDS else alg]


def signature_holds(token: UnverifiedToken, key: Key, alg: str) -> bool:
    """Whether the signature of `token` is right under `key` and the pinned `alg` (one of `key.algorithms`).

    ValueError if the key cannot check that algorithm: a mismatch is the caller's to report.
    """
    if alg not in key.algorithms:
        raise ValueError(alg)
    if not token.signature:
        return False
    if key.kind == "secret":
        return _algorithm(alg).verify(token.signing_input, key.secret, token.signature)
    if key.public is None:
        return False
    return _algorithm(alg).verify(token.signing_input, key.public, token.signature)


def hmac_fits(token: UnverifiedToken, alg: str, secret: bytes) -> bool:
    """Whether HMAC under `secret` gives this token's signature: for finding out with what it was signed, also by
    mistake. Not a verification."""
    import hmac

    digest = hmac.new(secret, token.signing_input, HMAC_HASHES[alg]).digest()
    return hmac.compare_digest(digest, token.signature or b"")


def hash_length(alg: str) -> int:
    """Bytes that the hash of an HS algorithm has, the least that its secret should have (RFC 7518, 3.2)."""
    import hashlib

    return hashlib.new(HMAC_HASHES[alg]).digest_size


def encode_unsigned(header: Mapping[str, object], claims: Mapping[str, object] | bytes) -> str:
    """The first two parts of a token, in compact JSON."""
    payload = claims if isinstance(claims, bytes) else _compact(claims)
    return f"{base64url.encode(_compact(header))}.{base64url.encode(payload)}"


def sign(
    header: Mapping[str, object], claims: Mapping[str, object] | bytes, alg: str, key: bytes | object | None
) -> str:
    """A token whose signature is made with `alg`; `header` is written as it is given, so that it may lie.

    `key`: the secret's bytes, a private key object of cryptography, or None for the algorithm `none` (empty signature).
    """
    signing_input = encode_unsigned(header, claims)
    if alg == "none":
        return f"{signing_input}."
    signature: bytes = _algorithm(alg).sign(signing_input.encode("ascii"), key)
    return f"{signing_input}.{base64url.encode(signature)}"


def generate_key(alg: str) -> tuple[bytes | object, str]:
    """A throw-away signing key for `alg`, and its text form: a random secret, or a private key as PEM (PKCS#8)."""
    from secrets import token_urlsafe

    if alg in HMAC:
        text = token_urlsafe(48)
        return text.encode("ascii"), text
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey
    if alg in RSA:
        private = rsa.generate_private_key(65537, 2048)
    elif alg in EC_CURVES:
        curves = {
            "ES256": ec.SECP256R1(),
            "ES256K": ec.SECP256K1(),
            "ES384": ec.SECP384R1(),
            "ES512": ec.SECP521R1(),
        }
        private = ec.generate_private_key(curves[alg])
    elif alg == "Ed448":
        private = ed448.Ed448PrivateKey.generate()
    else:
        private = ed25519.Ed25519PrivateKey.generate()
    return private, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def signing_key(data: bytes, alg: str) -> bytes | object:
    """The key of `data` to sign with: a private key from PEM or DER, a JWK's (RFC 7517), or the bytes of a secret.

    ValueError if it does not fit `alg`.
    """
    from wxauth_cli.core.jwt_keys import read_keys

    keys = read_keys(data)
    key = keys.keys[0]
    if len(keys.keys) > 1 or alg not in key.algorithms:
        raise ValueError(alg)
    if key.kind == "secret":
        return key.secret
    if not key.private:
        raise ValueError(alg)
    if keys.origin == "jwk":
        private: object = type(_algorithm(alg)).from_jwk(data.decode("utf-8"))
        return private
    from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key

    return load_pem_private_key(data, None) if keys.origin == "pem" else load_der_private_key(data, None)


def _compact(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")
