"""`wxauth token inspect`: says what a pasted value is, takes a JWT apart, and applies the rules. Verifies nothing."""

from __future__ import annotations

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.token_input import remember, times, token_text
from wxauth_cli.core.errors import ExitCode
from wxauth_cli.core.findings import reaches
from wxauth_cli.core.report import Report


def inspect(run: Context, token: str | None, *, fail_on: str) -> Report:
    """What the value is. Without one: standard input, or at a terminal the state of the cached access_token."""
    if token is None and run.streams.stdin.isatty():
        return cached_access_token(run)
    from wxauth_cli.core.jwt import unsafe_decode
    from wxauth_cli.core.shapes import recognise
    from wxauth_cli.diagnose.tokens.content_rules import masked_claims
    from wxauth_cli.diagnose.tokens.lint import lint_text

    text = token_text(run, token)
    shape = recognise(text)
    if shape.kind in ("jwt", "jwe", "access_token", "session_key", "login_code", "phone_code"):
        remember(shape.value)
    now = run.clock.now()
    decoded = unsafe_decode(shape.value) if shape.kind in ("jwt", "jwe") else None
    data: dict[str, object] = {
        "kind": shape.kind,
        "confidence": shape.confidence.value,
        "also": list(shape.also),
        "stripped": [*shape.stripped, *shape.mended],
        "mended": list(shape.mended),
        "length": len(shape.value),
        "header": masked_claims(decoded.header) if decoded else None,
        "claims": masked_claims(decoded.claims) if decoded else None,
        "times": times(decoded.claims, now) if decoded else {},
        "verified": False,
    }
    if shape.kind == "rid":
        data["times"] = {"rid": rid_time(shape.value, now)}
    findings = lint_text(text, lang=run.lang, now=now)
    failed = reaches(findings, fail_on)
    return Report(
        command=run.command,
        data=data,
        findings=findings,
        ok=not failed,
        exit_code=ExitCode.VERDICT if failed else ExitCode.DONE,
    )


def rid_time(rid: str, now: float) -> dict[str, object]:
    """When WeChat received the request: the first eight hex digits are Unix seconds (observed, not promised)."""
    from wxauth_cli.actions.token_input import local_time
    from wxauth_cli.diagnose.tokens.claim_rules import utc

    moment = int(rid[:8], 16)
    local = local_time(moment)
    return {"unix_s": moment, "utc": utc(moment), "local": local, "from_now_s": int(moment - now), "unit": "s"}


def cached_access_token(run: Context) -> Report:
    """What is cached as access_token for the run's app; no token is read or fetched."""
    from wxauth_cli.actions.credentials import app_or_none

    chosen = app_or_none(run)
    now = run.clock.now()
    entries = run.stores.tokens.entries() if chosen is not None else []
    known = next(
        (item for item in entries if chosen and (item.appid, item.api_base) == (chosen.appid, chosen.api_base)), None
    )
    data: dict[str, object] = {
        "kind": "access_token",
        "cached": known is not None,
        "appid": chosen.appid if chosen else None,
        "header": None,
        "claims": None,
        "times": {},
        "stripped": [],
        "verified": False,
    }
    if known is not None:
        data["obtained_at"] = int(known.obtained_at)
        data["expires_in"] = max(0, int(known.expires_at - now))
    return Report(command=run.command, data=data)
