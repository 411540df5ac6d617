"""Who exchanges a login code: the mini program with its AppSecret, a third-party platform, or a company on WeCom.

The last two bring a token of their own, which this program never fetches: a new component_access_token ends the one
that the platform's servers use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import api_base_of, app, app_or_none, credentials
from wxauth_cli.core.errors import InputError, UsageError, WechatRefused
from wxauth_cli.core.model import Exchange
from wxauth_cli.core.secret import Secret, SecretKind

if TYPE_CHECKING:
    from wxauth_cli.wechat.client import Client

WECOM_BASE = "https://qyapi.weixin.qq.com"
DEAD_TOKEN = {"component": (40001, 40094, 42006, 48001), "wecom": (40014, 42001)}
"""errcodes that say that the given token is not alive, or not one of that kind."""
VARIABLES = {"component": "WXAUTH_COMPONENT_ACCESS_TOKEN", "wecom": "WXAUTH_CORP_ACCESS_TOKEN"}
COMPONENT_APPID = "WXAUTH_COMPONENT_APPID"


@dataclass(frozen=True)
class Way:
    """How a code is exchanged."""

    kind: str
    """`mini`, `component` or `wecom`."""
    appid: str | None
    """The mini program; None: not known, which only WeCom can do without."""
    api_base: str
    send: Callable[[Client, Secret], Exchange]
    component_appid: str | None = None

    def notices(self, run: Context, error: Exception) -> tuple[str, ...]:
        """What to say when WeChat refused: where a better token comes from."""
        dead = isinstance(error, WechatRefused) and error.errcode in DEAD_TOKEN.get(self.kind, ())
        return (run.t(f"exchange.{self.kind}-token-dead"),) if dead else ()


def way_of(run: Context, kind: str, *, component_appid: str | None, access_token_file: str | None) -> Way:
    """The way of that kind, its credentials read.

    UsageError for an option of another kind, `no-profile`, or a component_appid that is missing.
    """
    if component_appid is not None and kind != "component":
        raise UsageError("exchange-option", option="--component-appid", kinds="component")
    if kind == "component":
        return _component(run, component_appid, access_token_file)
    if kind == "wecom":
        return _wecom(run, access_token_file)
    if access_token_file is not None:
        raise UsageError("exchange-option", option="--access-token-file", kinds="component, wecom")
    creds = credentials(run)
    return Way(
        "mini",
        creds.appid,
        creds.api_base,
        lambda client, code: client.code2session(creds.appid, creds.secret, code),
    )


def _component(run: Context, component_appid: str | None, access_token_file: str | None) -> Way:
    from wxauth_cli.stores.profiles import check_appid

    component = component_appid or run.env.get(COMPONENT_APPID, "")
    if not component.strip():
        raise UsageError("no-component-appid", variable=COMPONENT_APPID)
    component = check_appid(component)
    chosen = app(run)
    if component == chosen.appid:
        raise UsageError("component-is-app", appid=component)
    token = _token(run, "component", "component_access_token", access_token_file)
    return Way(
        "component",
        chosen.appid,
        chosen.api_base,
        lambda client, code: client.component_code2session(chosen.appid, component, token, code),
        component,
    )


def _wecom(run: Context, access_token_file: str | None) -> Way:
    chosen = app_or_none(run)
    base = chosen.api_base if chosen else api_base_of(run)
    if (urlsplit(base).hostname or "").endswith(".weixin.qq.com"):
        base = WECOM_BASE
    token = _token(run, "wecom", "access_token", access_token_file)
    return Way(
        "wecom", chosen.appid if chosen else None, base, lambda client, code: client.wecom_code2session(token, code)
    )


def _token(run: Context, kind: str, name: str, file: str | None) -> Secret:
    variable = VARIABLES[kind]
    text = run.env.get(variable, "").strip() if file is None else ""
    if not text:
        either = run.t("exchange.either", one="--access-token-file", other=variable)
        text = run.read_secret(name, file=file, alternative=either).strip()
    if not text:
        raise InputError("input-empty")
    return Secret(text, SecretKind.ACCESS_TOKEN)
