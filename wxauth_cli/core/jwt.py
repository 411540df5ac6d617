"""Reads a JWT as RFC 7515 and RFC 7519 write it, and says at which place it departs from them.

Nothing here checks a signature: `unsafe_decode` is named after what it does. Its reading is stricter than PyJWT's,
which takes the last of two equal keys, UTF-16 and BOMs, and one `=` too many.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wxauth_cli.core import base64url, strict_json

HMAC_HASHES = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}
HMAC = tuple(HMAC_HASHES)
RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
EC_CURVES = {"ES256": "P-256", "ES256K": "secp256k1", "ES384": "P-384", "ES512": "P-521"}
"""The curve of each algorithm (RFC 7518, 3.4; RFC 8812, 3.2)."""
EDWARDS = ("EdDSA", "Ed25519", "Ed448")
"""RFC 8037 has the first name, RFC 9864 the other two."""
SUPPORTED = (*HMAC, *RSA, *EC_CURVES, *EDWARDS)
"""Signature algorithms that can be checked here."""
REGISTERED = frozenset({*SUPPORTED, "none"})
"""Names of the IANA registry for JWS."""


class Problem(NamedTuple):
    """One place where the token is not what the RFCs describe."""

    part: str
    """`token`, `header`, `claims` or `signature`."""
    code: str
    """`parts`, `json-serialization`, `not-object`, a code of `core.base64url` or, for JSON, of `core.strict_json`."""
    position: int
    """Character in that part, from 0; for JSON, in the decoded part."""
    what: str
    """The character, key or count at fault. Untrusted."""
    json: bool = False
    """Whether the part is fine Base64url and its JSON is at fault."""


@dataclass(frozen=True)
class UnverifiedToken:
    """A JWT taken apart. Nothing in it has been proven."""

    text: str
    parts: tuple[str, ...]
    header: Mapping[str, object] | None
    """None if it cannot be read even leniently."""
    claims: Mapping[str, object] | None
    payload: bytes | None
    """The second part, decoded; of a JWE None."""
    signature: bytes | None
    problems: tuple[Problem, ...]
    """Empty: strictly a JWT."""

    @property
    def is_jwe(self) -> bool:
        """Whether it has the five parts of an encrypted token (RFC 7516)."""
        return len(self.parts) == 5

    @property
    def signing_input(self) -> bytes:
        """What the signature is over: the first two parts with their dot (RFC 7515, 5.1)."""
        return ".".join(self.parts[:2]).encode("utf-8", "surrogatepass")

    @property
    def alg(self) -> str | None:
        """The header's word for the algorithm: to be compared with the pinned one, never to be followed."""
        alg = self.header.get("alg") if self.header is not None else None
        return alg if isinstance(alg, str) else None


def unsafe_decode(text: str) -> UnverifiedToken:
    """`text` taken apart, with all of its problems. Never raises; nothing is verified.

    `text` is a bare token: what a paste leaves around it is `core.shapes.strip`'s.
    """
    if text.lstrip().startswith("{"):
        problem = Problem("token", "json-serialization", 0, "{")
        return UnverifiedToken(text, (text,), None, None, None, None, (problem,))
    parts = tuple(text.split("."))
    problems: list[Problem] = []
    if len(parts) not in (3, 5):
        problems.append(Problem("token", "parts", 0, str(len(parts))))
    names = {2: ("header", "claims"), 3: ("header", "claims", "signature"), 5: ("header",)}.get(
        len(parts), ("header", "claims", "signature")[: len(parts)]
    )
    raw: dict[str, bytes | None] = {
        name: _bytes(name, part, problems) for name, part in zip(names, parts, strict=False)
    }
    if len(parts) == 5:
        for part in parts[1:]:
            _bytes("token", part, problems)
    header = _object("header", raw.get("header"), problems)
    payload = raw.get("claims")
    detached = header is not None and header.get("b64") is False
    nested = payload is not None and _looks_like_token(payload)
    claims = None
    if detached:
        # RFC 7797: the payload stands there as it is, so Base64url faults in it are none.
        payload = parts[1].encode("utf-8", "surrogatepass") if len(parts) == 3 else payload
        problems = [problem for problem in problems if problem.part != "claims"]
        claims = _object("claims", payload, [])
    elif payload is not None and not nested:
        claims = _object("claims", payload, problems)
    return UnverifiedToken(text, parts, header, claims, payload, raw.get("signature"), tuple(problems))


def _bytes(name: str, part: str, problems: list[Problem]) -> bytes | None:
    try:
        return base64url.decode(part)
    except base64url.Base64UrlError as exc:
        problems.append(Problem(name, exc.code, exc.position, exc.what))
        return base64url.decode_lenient(part)


def _object(name: str, data: bytes | None, problems: list[Problem]) -> Mapping[str, object] | None:
    if data is None:
        return None
    try:
        value, notes = strict_json.loads_lenient(data)
    except strict_json.StrictJsonError as exc:
        problems.append(Problem(name, exc.code, exc.position, exc.what, json=True))
        return None
    problems.extend(Problem(name, note.code, note.position, note.what, json=True) for note in notes)
    if not isinstance(value, dict):
        problems.append(Problem(name, "not-object", 0, type(value).__name__, json=True))
        return None
    return value


def _looks_like_token(payload: bytes) -> bool:
    return payload.startswith(b"eyJ") and payload.count(b".") in (2, 4)
