"""`wxauth access-token …`: get, show, check, clear."""

from __future__ import annotations

from wxauth_cli.actions.access_tokens import (
    TokenResult,
    cooldown_key,
    fetch,
    fetch_legacy,
    fetch_lock,
    given_token,
    usable_token,
)
from wxauth_cli.actions.confirm import confirm_appid
from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import App, api_base_of, app, client_for, credentials
from wxauth_cli.core.errors import ExitCode, UsageError
from wxauth_cli.core.report import Report

DEAD = (40001, 40014, 42001)
"""What the global error list says of a dead access_token: invalid or not latest, malformed, expired."""


def get(run: Context, *, legacy: bool, force_refresh: bool, confirm: str | None) -> Report:
    """The token of the app. `legacy` and `force_refresh` take a token away from others and need the appid typed."""
    if legacy and force_refresh:
        raise UsageError("legacy-and-force")
    chosen = app(run)
    if legacy or force_refresh:
        confirm_appid(run, chosen.appid, confirm)
    creds = credentials(run)
    if legacy:
        result = fetch_legacy(run, creds)
    elif force_refresh:
        with fetch_lock(run, creds):
            result = fetch(run, creds, force_refresh=True)
    else:
        result = usable_token(run, creds)
    return Report(command=run.command, data=_data(run, chosen, result), flow=result.flow)


def _data(run: Context, chosen: App, result: TokenResult) -> dict[str, object]:
    now = run.clock.now()
    data: dict[str, object] = {
        "access_token": result.token,
        "expires_in": None,
        "obtained_at": None,
        "kind": result.kind,
        "cached": result.cached,
        "appid": chosen.appid,
    }
    if result.obtained_at is not None and result.expires_at is not None:
        data["expires_in"] = max(0, int(result.expires_at - now))
        data["obtained_at"] = int(result.obtained_at)
        data["expires_at"] = int(result.expires_at)
        data["age_s"] = max(0, int(now - result.obtained_at))
    return data


def show(run: Context) -> Report:
    """What is cached for the app, without reading the token, and whether WeChat is not to be asked for now."""
    chosen = app(run)
    now = run.clock.now()
    tokens = run.stores.tokens
    known = next(
        (item for item in tokens.entries() if (item.appid, item.api_base) == (chosen.appid, chosen.api_base)), None
    )
    cooldown = tokens.cooldown(cooldown_key(chosen.appid, chosen.api_base))
    data: dict[str, object] = {"appid": chosen.appid, "api_base": chosen.api_base, "cached": known is not None}
    if known is not None:
        data["kind"] = known.kind
        data["obtained_at"] = int(known.obtained_at)
        data["expires_at"] = int(known.expires_at)
        data["age_s"] = max(0, int(now - known.obtained_at))
        data["expires_in"] = max(0, int(known.expires_at - now))
    if cooldown is not None:
        data["cooldown"] = {"errcode": cooldown.errcode, "errmsg": cooldown.errmsg, "until": int(cooldown.until)}
    return Report(command=run.command, data=data)


def check(run: Context, *, access_token_file: str | None) -> Report:
    """Ask WeChat whether the given or cached token is alive, with a call that changes nothing."""
    result = given_token(run, access_token_file)
    if result is None:
        chosen = app(run)
        known = run.stores.tokens.get(chosen.appid, chosen.api_base)
        if known is None:
            data: dict[str, object] = {"appid": chosen.appid, "cached": False, "alive": None}
            return Report(command=run.command, data=data)
        kind = "legacy" if known.kind == "legacy" else "stable"
        token, base, appid = known.token, chosen.api_base, chosen.appid
    else:
        kind, token, base, appid = "given", result.token, api_base_of(run), None
    client = client_for(run, base)
    exchange = client.api_domain_ip(token)
    flow = client.flow
    alive = exchange.outcome.errcode not in DEAD
    if alive:
        client.require(exchange)
    data = {"appid": appid, "cached": kind != "given", "kind": kind, "alive": alive, "access_token": token}
    if alive:
        return Report(command=run.command, data=data, flow=flow)
    from wxauth_cli.diagnose.engine import findings_for_flow

    data["errcode"] = exchange.outcome.errcode
    data["errmsg"] = exchange.outcome.errmsg
    findings = findings_for_flow(flow, lang=run.lang, now=run.clock.now(), appid=appid)
    return Report(command=run.command, data=data, flow=flow, findings=findings, ok=False, exit_code=ExitCode.VERDICT)


def clear(run: Context) -> Report:
    """Forget the cached token and the cool-down. WeChat is not told: the token lives on for others."""
    chosen = app(run)
    cleared = run.stores.tokens.clear(chosen.appid, chosen.api_base)
    lifted = run.stores.tokens.lift_cooldown(cooldown_key(chosen.appid, chosen.api_base))
    data = {"appid": chosen.appid, "cleared": cleared, "cooldown_lifted": lifted}
    return Report(command=run.command, data=data)
