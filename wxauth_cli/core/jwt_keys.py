"""Reads what may be given as a key: JWK, JWKS, PEM, DER, a certificate, and public keys in the shapes in which they are
mistaken for an HMAC secret. Everything else is the bytes of a secret.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from wxauth_cli.core import base64url, strict_json
from wxauth_cli.core.jwt import EC_CURVES, EDWARDS, HMAC, RSA

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    PublicKey = RSAPublicKey | EllipticCurvePublicKey | Ed25519PublicKey | Ed448PublicKey

MIN_RSA_BITS = 2048
"""RFC 7518, 3.3."""


class KeyProblem(NamedTuple):
    """Why a key must not be used: the slug of the rule and the fact."""

    slug: str
    """`key-size`, `key-use`, `key-mixed-set`, `key-dup-kid` or `alg-key-mismatch`."""
    where: str
    what: str
    critical: bool = False


class KeyFormatError(ValueError):
    """It is marked as a key and cannot be read as one. `what` says at which field or step."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Key:
    """One key to check a signature with."""

    kind: str
    """`secret`, `RSA`, `EC` or `OKP`."""
    secret: bytes = field(default=b"", repr=False)
    public: PublicKey | None = None
    curve: str | None = None
    alg: str | None = None
    """The JWK's own `alg`, which pins."""
    kid: str | None = None
    private: bool = False
    problems: tuple[KeyProblem, ...] = ()

    @property
    def algorithms(self) -> tuple[str, ...]:
        """What this key can check: its own `alg`, else all that its type and curve allow."""
        by_type: tuple[str, ...]
        if self.kind == "secret":
            by_type = HMAC
        elif self.kind == "RSA":
            by_type = RSA
        elif self.kind == "EC":
            by_type = tuple(alg for alg, curve in EC_CURVES.items() if curve == self.curve)
        else:
            by_type = tuple(alg for alg in EDWARDS if alg in ("EdDSA", self.curve))
        return tuple(alg for alg in by_type if self.alg in (None, alg))


@dataclass(frozen=True)
class KeySet:
    """The keys of one source."""

    keys: tuple[Key, ...]
    origin: str
    """`raw`, `jwk`, `jwks`, `pem`, `der`."""
    raw: bytes = field(repr=False)
    """What was given, byte for byte."""
    problems: tuple[KeyProblem, ...] = ()
    """Of the set as a whole."""

    @property
    def asymmetric(self) -> bool:
        """Whether any of its keys is a public or private key."""
        return any(key.kind != "secret" for key in self.keys)


def read_keys(data: bytes) -> KeySet:
    """The keys in `data`. Raw bytes are a secret, whole, line ends included; KeyFormatError for a broken JWK or PEM."""
    stripped = data.strip()
    if stripped.startswith(b"{"):
        keys = _json_keys(data)
        if keys is not None:
            return keys
    if b"-----BEGIN" in data:
        return KeySet((_pem_key(data),), "pem", data)
    found = _der_key(data) or _der_key(_base64(stripped)) or _der_key(_hex(stripped))
    if found is not None:
        return KeySet((found,), "der", data)
    return KeySet((Key("secret", secret=data),), "raw", data)


def _base64(data: bytes) -> bytes:
    body = data.replace(b"\\n", b"").replace(b"\\r", b"")
    if not 40 <= len(body) <= 65536:
        return b""
    try:
        return b64decode(re.sub(rb"\s", b"", body), validate=True)
    except ValueError:
        return b""


def _hex(data: bytes) -> bytes:
    return bytes.fromhex(data.decode()) if re.fullmatch(rb"(?:[0-9a-fA-F]{2}){40,32768}", data) else b""


# --- PEM and DER ---

_PEM = re.compile(rb"-----BEGIN ([A-Z0-9 ]+?)-----(.*?)(?:-----END [A-Z0-9 ]+?-----|-----END|\Z)", re.S)


def _pem_key(data: bytes) -> Key:
    """The first key of a PEM text: also on one line, with `\\n` written out, with CRLF, without its last line."""
    match = _PEM.search(data)
    if match is None:
        raise KeyFormatError("PEM")
    body = match.group(2).replace(b"\\n", b"").replace(b"\\r", b"")
    try:
        der = b64decode(re.sub(rb"\s", b"", body), validate=True)
    except ValueError:
        raise KeyFormatError("PEM") from None
    key = _der_key(der)
    if key is None:
        raise KeyFormatError(match.group(1).decode("ascii"))
    return key


def _der_key(der: bytes) -> Key | None:
    """A public key (SubjectPublicKeyInfo or PKCS#1), a private key without password, or a certificate's key."""
    if not der.startswith(b"\x30"):
        return None
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key
    from cryptography.x509 import load_der_x509_certificate

    errors = (ValueError, TypeError, UnsupportedAlgorithm)
    try:
        return _public(load_der_public_key(der))
    except errors:
        pass
    try:
        return _public(load_der_private_key(der, None).public_key(), private=True)
    except errors:
        pass
    try:
        return _public(load_der_x509_certificate(der).public_key())
    except errors:
        return None


def _public(public: object, *, private: bool = False) -> Key:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    if isinstance(public, RSAPublicKey):
        return Key("RSA", public=public, private=private, problems=rsa_problems(public))
    if isinstance(public, EllipticCurvePublicKey):
        names = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
        return Key("EC", public=public, private=private, curve=names.get(public.curve.name, public.curve.name))
    if isinstance(public, Ed25519PublicKey):
        return Key("OKP", public=public, private=private, curve="Ed25519")
    if isinstance(public, Ed448PublicKey):
        return Key("OKP", public=public, private=private, curve="Ed448")
    raise TypeError("no signature key")


def rsa_problems(public: RSAPublicKey) -> tuple[KeyProblem, ...]:
    """What makes an RSA key unfit: too short, an exponent that protects nothing, a modulus of the ROCA family."""
    numbers = public.public_numbers()
    found = []
    if public.key_size < MIN_RSA_BITS:
        found.append(KeyProblem("key-size", "n", f"{public.key_size} bit"))
    if numbers.e < 3 or numbers.e % 2 == 0:
        found.append(KeyProblem("key-size", "e", str(numbers.e)))
    if is_roca(numbers.n):
        found.append(KeyProblem("key-size", "n", "ROCA (CVE-2017-15361)"))
    return tuple(found)


_ROCA_PRIMES = (11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157)


def is_roca(modulus: int) -> bool:
    """Whether the modulus has the fingerprint of CVE-2017-15361: modulo small primes it is a power of 65537."""
    for prime in _ROCA_PRIMES:
        powers = {1}
        power = 65537 % prime
        while power not in powers:
            powers.add(power)
            power = power * 65537 % prime
        if modulus % prime not in powers:
            return False
    return True


# --- JWK and JWKS (RFC 7517, RFC 7518 section 6, RFC 8037) ---


def _json_keys(data: bytes) -> KeySet | None:
    """The keys of a JWK or JWKS; None if it is other JSON."""
    try:
        value = strict_json.loads(data)
    except strict_json.StrictJsonError as exc:
        if b'"kty"' in data:
            raise KeyFormatError(f"JWK: {exc.code}") from None
        return None
    if not isinstance(value, dict):
        return None
    if "kty" in value:
        return KeySet((jwk_key(value),), "jwk", data)
    members = value.get("keys")
    if not isinstance(members, list):
        return None
    keys: list[Key] = []
    for member in members:
        # RFC 7517, 5: a member of a kind that is not understood is passed over.
        with suppress(KeyFormatError):
            keys.append(jwk_key(member if isinstance(member, dict) else {}))
    if not keys:
        raise KeyFormatError("keys")
    return KeySet(tuple(keys), "jwks", data, _set_problems(tuple(keys)))


def _set_problems(keys: tuple[Key, ...]) -> tuple[KeyProblem, ...]:
    found = []
    secrets = [key for key in keys if key.kind == "secret"]
    if secrets and len(secrets) < len(keys):
        found.append(
            KeyProblem("key-mixed-set", "keys", "oct + " + " + ".join(sorted({k.kind for k in keys} - {"secret"})))
        )
    for index, key in enumerate(keys):
        if key.private:
            found.append(KeyProblem("key-mixed-set", f"keys[{index}]", "d", critical=True))
    kids = [key.kid for key in keys]
    if len(keys) > 1:
        for index, kid in enumerate(kids):
            if kid is None:
                found.append(KeyProblem("key-dup-kid", f"keys[{index}].kid", "-"))
            elif kid in kids[:index]:
                found.append(KeyProblem("key-dup-kid", f"keys[{index}].kid", kid[:80]))
    return tuple(found)


def jwk_key(jwk: Mapping[str, object]) -> Key:
    """The key of a JWK, with what is wrong with it. KeyFormatError if a field that it needs cannot be read."""
    kty = jwk.get("kty")
    alg = jwk.get("alg")
    kid = jwk.get("kid")
    try:
        key = _jwk_material(jwk, kty)
    except KeyFormatError:
        raise
    except (ValueError, TypeError):
        # The library refuses numbers that are no key at all: even exponents, points off the curve.
        kind = kty if isinstance(kty, str) else "?"
        key = Key(kind, problems=(KeyProblem("key-size", "JWK", kind),))
    key = replace(key, alg=alg if isinstance(alg, str) else None, kid=kid if isinstance(kid, str) else None)
    problems = [*key.problems, *_use_problems(jwk, key)]
    if alg is not None and not (isinstance(alg, str) and alg in key.algorithms):
        problems.append(KeyProblem("alg-key-mismatch", "JWK.alg", str(alg)[:80]))
    return replace(key, problems=tuple(problems))


def _jwk_material(jwk: Mapping[str, object], kty: object) -> Key:
    private = "d" in jwk
    if kty == "oct":
        return Key("secret", secret=_field(jwk, "k"))
    if kty == "RSA":
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

        n, e = _number(jwk, "n"), _number(jwk, "e")
        return _public(RSAPublicNumbers(e, n).public_key(), private=private)
    if kty == "EC":
        from cryptography.hazmat.primitives.asymmetric import ec

        crv = jwk.get("crv")
        curves: dict[object, ec.EllipticCurve] = {
            "P-256": ec.SECP256R1(),
            "P-384": ec.SECP384R1(),
            "P-521": ec.SECP521R1(),
        }
        if crv == "secp256k1":
            curves[crv] = ec.SECP256K1()
        if crv not in curves:
            raise KeyFormatError("crv")
        numbers = ec.EllipticCurvePublicNumbers(_number(jwk, "x"), _number(jwk, "y"), curves[crv])
        return _public(numbers.public_key(), private=private)
    if kty == "OKP":
        from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        loaders = {"Ed25519": Ed25519PublicKey.from_public_bytes, "Ed448": Ed448PublicKey.from_public_bytes}
        crv = jwk.get("crv")
        if not isinstance(crv, str) or crv not in loaders:
            raise KeyFormatError("crv")
        return _public(loaders[crv](_field(jwk, "x")), private=private)
    raise KeyFormatError("kty")


def _field(jwk: Mapping[str, object], name: str) -> bytes:
    value = jwk.get(name)
    raw = base64url.decode_lenient(value) if isinstance(value, str) else None
    if raw is None:
        raise KeyFormatError(name)
    return raw


def _number(jwk: Mapping[str, object], name: str) -> int:
    return int.from_bytes(_field(jwk, name), "big")


def _use_problems(jwk: Mapping[str, object], key: Key) -> list[KeyProblem]:
    found = []
    use, operations = jwk.get("use"), jwk.get("key_ops")
    if use is not None and use != "sig":
        found.append(KeyProblem("key-use", "JWK.use", str(use)[:80]))
    allowed = {"verify", "sign"} if key.private else {"verify"}
    if operations is not None and not (isinstance(operations, list) and allowed & {str(item) for item in operations}):
        found.append(KeyProblem("key-use", "JWK.key_ops", str(operations)[:80]))
    return found
