"""`wxauth token verify`: checks a JWT with a key of one's own and says which check failed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.token_input import algorithm, key_bytes, one_stdin, remember, times, token_text
from wxauth_cli.core.errors import ExitCode, InputError, NetworkError, UsageError
from wxauth_cli.core.model import Exchange, Flow
from wxauth_cli.core.report import Report

if TYPE_CHECKING:
    from wxauth_cli.core.jwt_keys import KeySet

MAX_LEEWAY_S = 86_400


def verify(
    run: Context,
    token: str | None,
    *,
    key_file: str | None,
    key_env: str | None,
    jwks_url: str | None,
    alg: str | None,
    audience: Sequence[str],
    issuer: str | None,
    leeway_s: int,
    fail_on: str,
) -> Report:
    """The verdict on a token. What surrounds it is stripped; anything foreign inside makes it unverified."""
    sources = [source for source in (key_file, key_env, jwks_url) if source is not None]
    if len(sources) > 1:
        raise UsageError("one-key-source")
    if not 0 <= leeway_s <= MAX_LEEWAY_S:
        raise UsageError("bad-leeway", value=leeway_s)
    one_stdin("-" if token is None else token, key_file)
    pinned = algorithm(alg) if alg is not None else None

    from wxauth_cli.core.shapes import strip
    from wxauth_cli.diagnose.tokens.content_rules import masked_claims
    from wxauth_cli.diagnose.tokens.verify import Expected
    from wxauth_cli.diagnose.tokens.verify import verify as judge

    text, stripped = strip(token_text(run, token))
    remember(text)
    keys, flow = _keys(run, key_file=key_file, key_env=key_env, jwks_url=jwks_url)
    if pinned is None and keys.origin == "raw":
        pinned = _asked_algorithm(run)
    expected = Expected(pinned, tuple(audience), issuer, leeway_s)
    result = judge(text, keys, expected, lang=run.lang, now=run.clock.now(), fail_on=fail_on)
    data: dict[str, object] = {
        "signature_valid": result.signature_valid,
        "alg": result.alg,
        "header": masked_claims(result.token.header),
        "claims": masked_claims(result.token.claims),
        "times": times(result.token.claims, run.clock.now()),
        "stripped": list(stripped),
    }
    if result.secret_form is not None:
        data["secret_form"] = result.secret_form
    return Report(
        command=run.command,
        data=data,
        findings=result.findings,
        flow=flow,
        ok=result.ok,
        exit_code=ExitCode.DONE if result.ok else ExitCode.VERDICT,
        extra={"why": result.findings[0].title if result.findings and not result.ok else ""},
    )


def _keys(run: Context, *, key_file: str | None, key_env: str | None, jwks_url: str | None) -> tuple[KeySet, Flow]:
    from wxauth_cli.core.jwt_keys import KeyFormatError, read_keys

    flow = Flow()
    if jwks_url is not None:
        source = jwks_url
        data, flow = _fetched(run, jwks_url)
    elif key_file is not None or key_env is not None:
        source = key_file or key_env or ""
        data = key_bytes(run, key_file=key_file, key_env=key_env)
    else:
        source = "-"
        typed = run.read_secret(run.t("token.verify.key"), file=None, alternative="--key-file / --key-env / --jwks-url")
        data = typed.encode()
    try:
        keys = read_keys(data)
    except KeyFormatError as exc:
        raise InputError("bad-key", source=source, reason=exc.what) from None
    if jwks_url is not None and keys.origin not in ("jwk", "jwks"):
        raise InputError("bad-key", source=source, reason="JWKS")
    remember_keys(keys)
    return keys, flow


def remember_keys(keys: KeySet) -> None:
    """Have secrets of the key set redacted from all output."""
    from wxauth_cli.core.secret import Secret, SecretKind

    for key in keys.keys:
        if key.secret:
            Secret(key.secret.decode("utf-8", "replace").strip(), SecretKind.JWT_KEY)


def _asked_algorithm(run: Context) -> str:
    """Bytes do not say for which algorithm they are, and the token must not: ask."""
    if run.ask is None:
        raise UsageError("algorithm-needed")
    return algorithm(run.ask(run.t("token.verify.ask-alg")).strip())


def _fetched(run: Context, url: str) -> tuple[bytes, Flow]:
    """The key set at an address of one's own. Addresses in a token are never fetched."""
    from urllib.parse import urlsplit

    from wxauth_cli.core.model import HttpRequest, Leg
    from wxauth_cli.net.http import Http

    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise UsageError("bad-jwks-url", url=url) from None
    loopback = host in ("localhost", "127.0.0.1", "::1")
    if not host or parts.username or not (parts.scheme == "https" or (parts.scheme == "http" and loopback)):
        raise UsageError("bad-jwks-url", url=url)
    http = Http(run.clock, network=run.network, env=run.env)
    request = HttpRequest("GET", url, (("Accept", "application/json"),))
    exchange = http.send(request, step=7, leg=Leg.BACKEND, endpoint="JWKS")
    flow = Flow((exchange,))
    return _body(exchange, url, flow), flow


def _body(exchange: Exchange, url: str, flow: Flow) -> bytes:
    if exchange.response is None or exchange.outcome.error_code is not None:
        raise NetworkError("jwks-unreachable", url=url, reason=exchange.outcome.error_code or "?", flow=flow)
    if exchange.response.status != 200:
        raise NetworkError("jwks-unreachable", url=url, reason=f"HTTP {exchange.response.status}", flow=flow)
    return exchange.response.body
