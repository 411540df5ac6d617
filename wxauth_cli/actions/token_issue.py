"""`wxauth token issue`: mints test JWTs, good and bad ones, for trying a backend."""

from __future__ import annotations

from collections.abc import Sequence

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.token_input import algorithm, key_bytes
from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.core.report import Report

MAX_TTL_S = 10 * 365 * 86_400
EXPIRED_SINCE_S = 3_600
ISSUER = "wxauth-test"


def issue(
    run: Context,
    *,
    alg: str,
    sub: str,
    ttl_s: int,
    claims: Sequence[str],
    expired: bool,
    tampered: bool,
    kid: str | None,
    key_file: str | None,
    key_env: str | None,
) -> Report:
    """A token and, if none was given, the throw-away key that it was made with. All of it is synthetic: in clear."""
    from wxauth_cli.core.jwt_sign import encode_unsigned, generate_key, sign, signing_key

    if key_file is not None and key_env is not None:
        raise UsageError("one-key-source")
    if not 0 < ttl_s <= MAX_TTL_S:
        raise UsageError("bad-ttl", value=ttl_s)
    chosen = "none" if alg == "none" else algorithm(alg)
    given = key_file is not None or key_env is not None
    if given and chosen == "none":
        raise UsageError("key-with-none")
    payload = _claims(run, sub, ttl_s, claims, expired=expired)
    header: dict[str, object] = {"alg": chosen, "typ": "JWT"}
    if kid is not None:
        header["kid"] = kid
    generated = None
    key: bytes | object | None = None
    if given:
        try:
            key = signing_key(key_bytes(run, key_file=key_file, key_env=key_env), chosen)
        except (ValueError, TypeError):
            raise InputError("key-does-not-sign", source=key_file or key_env or "", alg=chosen) from None
    elif chosen != "none":
        key, generated = generate_key(chosen)
    token = sign(header, payload, chosen, key)
    if tampered:
        payload = {**payload, "sub": f"{sub}-tampered"}
        token = f"{encode_unsigned(header, payload)}.{token.rpartition('.')[2]}"
    data: dict[str, object] = {"token": token, "alg": chosen, "header": header, "claims": payload, "key": generated}
    if generated is not None:
        run.notify(run.t("token.issue.key"))
        run.streams.stderr.write(generated.rstrip("\n") + "\n")
    return Report(command=run.command, data=data, clear=True)


def _claims(run: Context, sub: str, ttl_s: int, extra: Sequence[str], *, expired: bool) -> dict[str, object]:
    from secrets import token_hex

    now = int(run.clock.now())
    issued = now - ttl_s - EXPIRED_SINCE_S if expired else now
    claims: dict[str, object] = {
        "iss": ISSUER,
        "sub": sub,
        "aud": ISSUER,
        "iat": issued,
        "exp": issued + ttl_s,
        "jti": token_hex(16),
    }
    for pair in extra:
        name, equals, value = pair.partition("=")
        if not name or not equals:
            raise UsageError("bad-claim", value=pair)
        claims[name] = _value(value)
    return claims


def _value(text: str) -> object:
    """JSON if it is JSON, so that numbers and lists can be written; else the text itself."""
    from wxauth_cli.core.strict_json import StrictJsonError, loads

    try:
        return loads(text)
    except StrictJsonError:
        return text
