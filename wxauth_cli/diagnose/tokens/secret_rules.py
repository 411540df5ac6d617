"""Rules on the HMAC secret: blank, listed, too short, given in another form, or a public key."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from wxauth_cli.core import base64url
from wxauth_cli.core.findings import Evidence, Severity
from wxauth_cli.core.jwt import HMAC_HASHES
from wxauth_cli.core.jwt_sign import hash_length, hmac_fits
from wxauth_cli.diagnose.tokens.facts import Check, Facts, Hit, say

if TYPE_CHECKING:
    from wxauth_cli.core.jwt_keys import Key

WORDS = (
    "secret", "Secret", "SECRET", "secretkey", "secret-key", "secret_key", "secretKey", "SECRET_KEY", "mysecret",
    "my-secret", "my_secret", "mySecret", "mysecretkey", "my-secret-key", "supersecret", "super-secret", "super_secret",
    "supersecretkey", "topsecret", "jwt", "JWT", "jwtsecret", "jwt-secret", "jwt_secret", "jwtSecret", "JWT_SECRET",
    "jwtkey", "jwt-key", "jwt_key", "jwttoken", "token", "tokensecret", "token-secret", "token_secret", "key", "apikey",
    "privatekey", "private-key", "signingkey", "signing-key", "hmac", "HS256", "HS512", "password", "Password",
    "password123", "passw0rd", "pass", "admin", "admin123", "root", "user", "test", "test123", "testing", "dev", "demo",
    "example", "sample", "default", "changeme", "change-me", "changeit", "todo", "123456", "12345678", "123456789",
    "1234567890", "111111", "000000", "888888", "abc123", "abcdef", "abcdefg", "qwerty", "letmein", "hello",
    "helloworld", "hello-world", "wechat", "weixin", "wxlogin", "miniprogram", "wxapp", "mini-program",
    "mall-admin-secret", "mall-portal-secret", "ruoyi", "abcdefghijklmnopqrstuvwxyz", "your-secret-key",
    "your_secret_key", "your-256-bit-secret", "your-384-bit-secret", "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long", "shhhhh", "keyboard cat",
    "somesecret", "none", "null",
)  # fmt: skip
"""At most 100 words that templates ship and people type: enough to find carelessness, too few to break a secret."""


def hmac_blank(facts: Facts) -> Iterator[Hit]:
    """J08: signed with nothing."""
    alg = facts.token.alg
    if alg in HMAC_HASHES and alg is not None and hmac_fits(facts.token, alg, b""):
        yield Hit(evidence=(Evidence("signature", alg),))


def weak_or_default_secret(facts: Facts) -> Iterator[Hit]:
    """J09: signed with a word of the list. The word stands in public templates and is shown."""
    alg = facts.token.alg
    if alg is None or alg not in HMAC_HASHES or not facts.token.signature:
        return
    for word in WORDS:
        for secret in (word.encode(), b64decode_or_empty(word)):
            if secret and hmac_fits(facts.token, alg, secret):
                yield Hit(evidence=(Evidence("signature", f"{alg}, {word}"),), params={"what": say("secret-listed")})
                return


def b64decode_or_empty(text: str) -> bytes:
    """What a library that takes secrets as Base64 makes of a word."""
    return base64url.decode_lenient(text) or b""


def short_secret(key: Key, alg: str) -> Iterator[Hit]:
    """J09: a secret shorter than its hash (RFC 7518, 3.2). One of the list is `weak_or_default_secret`'s to name."""
    if key.kind != "secret" or key.secret.decode("utf-8", "replace") in WORDS:
        return
    need = hash_length(alg)
    if len(key.secret) < need:
        yield Hit(
            evidence=(Evidence("secret", f"{len(key.secret)} B < {need} B"),),
            params={"what": say("secret-short")},
            severity=Severity.ERROR,
        )


FORMS = (
    "raw", "raw-without-newline", "raw-with-newline", "raw-with-crlf", "raw-without-blanks", "raw-without-quotes",
    "raw-with-double-quotes", "raw-with-single-quotes", "hex", "base64", "base64url", "base64-text", "base64url-text",
    "hex-text", "upper-hex-text",
)  # fmt: skip
"""Values of `secret_form`. The last four: the file holds the bytes, the other side used their text."""


def other_forms(secret: bytes) -> Iterator[tuple[str, bytes]]:
    """The secret as another program may have read it: (name of the form, bytes). The first is the bytes as given."""
    texts: list[tuple[str, bytes]] = [("raw", secret)]
    bare = secret.rstrip(b"\r\n")
    if bare != secret:
        texts.append(("raw-without-newline", bare))
    texts.append(("raw-with-newline", bare + b"\n"))
    texts.append(("raw-with-crlf", bare + b"\r\n"))
    trimmed = bare.strip()
    if trimmed != bare:
        texts.append(("raw-without-blanks", trimmed))
    inner = trimmed
    if len(inner) > 1 and inner[:1] == inner[-1:] and inner[:1] in (b'"', b"'"):
        inner = inner[1:-1]
        texts.append(("raw-without-quotes", inner))
    texts.append(("raw-with-double-quotes", b'"' + inner + b'"'))
    texts.append(("raw-with-single-quotes", b"'" + inner + b"'"))
    yield from texts
    yield from _decoded(inner)
    yield "base64-text", b64encode(inner)
    yield "base64url-text", base64url.encode(inner).encode()
    yield "hex-text", inner.hex().encode()
    yield "upper-hex-text", inner.hex().upper().encode()


def _decoded(text: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        word = text.decode("ascii")
    except UnicodeDecodeError:
        return
    with suppress(ValueError):
        yield "hex", bytes.fromhex(word)
    with suppress(ValueError):
        yield "base64", b64decode(word + "=" * (-len(word) % 4), validate=True)
    lenient = base64url.decode_lenient(word)
    if lenient is not None:
        yield "base64url", lenient


def form_that_fits(facts: Facts, alg: str, secret: bytes) -> str | None:
    """The name of the form (`FORMS`) of `secret` that this token was signed with; None if none fits."""
    return next((name for name, form in other_forms(secret) if form and hmac_fits(facts.token, alg, form)), None)


def public_key_shapes(key: Key) -> Iterator[tuple[str, bytes]]:
    """The twelve shapes in which a public key ends up as an HMAC secret: (name, bytes)."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    if key.public is None:
        return
    spki = PublicFormat.SubjectPublicKeyInfo
    pem = key.public.public_bytes(Encoding.PEM, spki)
    der = key.public.public_bytes(Encoding.DER, spki)
    lines = pem.strip().split(b"\n")
    yield "PEM", pem
    yield "PEM without final newline", pem.rstrip(b"\n")
    yield "PEM with CRLF", pem.replace(b"\n", b"\r\n")
    yield "PEM with CRLF, without final line end", pem.rstrip(b"\n").replace(b"\n", b"\r\n")
    yield "PEM on one line", b"".join(lines)
    yield "PEM on one line with blanks", b" ".join(lines)
    yield "PEM with literal \\n", b"\\n".join(lines)
    yield "PEM with literal \\n at the end too", b"\\n".join(lines) + b"\\n"
    yield "base64 body", b"".join(lines[1:-1])
    yield "base64 body with lines", b"\n".join(lines[1:-1])
    yield "base64 body with lines and final newline", b"\n".join(lines[1:-1]) + b"\n"
    yield "DER", der
    yield "hex of the DER", der.hex().encode()
    yield "PEM without its END line", b"\n".join(lines[:-1])
    yield "PEM without its END line, with final newline", b"\n".join(lines[:-1]) + b"\n"
    if key.kind == "RSA":
        yield "PKCS#1 PEM", key.public.public_bytes(Encoding.PEM, PublicFormat.PKCS1)
        yield (
            "PKCS#1 PEM without final newline",
            key.public.public_bytes(Encoding.PEM, PublicFormat.PKCS1).rstrip(b"\n"),
        )
    elif key.kind == "EC":
        yield "raw point", key.public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    else:
        yield "raw key", key.public.public_bytes(Encoding.Raw, PublicFormat.Raw)


SECRET_RULES: dict[str, Check] = {
    "hmac-blank": hmac_blank,
    "weak-or-default-secret": weak_or_default_secret,
}
