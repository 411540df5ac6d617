"""HMAC secrets that everybody knows."""

from __future__ import annotations

from wxauth_cli.core.jwt import HMAC_HASHES, unsafe_decode
from wxauth_cli.core.jwt_sign import hmac_fits
from wxauth_cli.diagnose.tokens.secret_rules import WORDS, b64decode_or_empty


def public_secret(token: str) -> bytes | None:
    """The HMAC secret of a JWT, if it is blank or a word that templates ship."""
    read = unsafe_decode(token)
    alg = read.alg
    if alg is None or alg not in HMAC_HASHES or not read.signature:
        return None
    for word in ("", *WORDS):
        for secret in (word.encode(), b64decode_or_empty(word)):
            if hmac_fits(read, alg, secret):
                return secret
    return None
