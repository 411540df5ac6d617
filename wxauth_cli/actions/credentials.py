"""Which app a run is about: a profile that was chosen, the environment, or the default profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.secret import Secret, SecretKind

if TYPE_CHECKING:
    from wxauth_cli.stores import Profile
    from wxauth_cli.wechat.client import Client

DEFAULT_API_BASE = "https://api.weixin.qq.com"


class App(NamedTuple):
    """An app, without its secret."""

    appid: str
    api_base: str
    profile: str | None
    """The profile's name; None: WXAUTH_APPID."""
    explicit: bool
    """Whether the user named it (`--profile`, WXAUTH_PROFILE, WXAUTH_APPID); the default profile is not named."""


class Credentials(NamedTuple):
    """An app and its secret."""

    appid: str
    secret: Secret
    api_base: str
    profile: str | None
    explicit: bool


def client_for(run: Context, api_base: str) -> Client:
    """The client of WeChat's API at that address, with the run's clock, network and environment."""
    from wxauth_cli.net.http import Http
    from wxauth_cli.wechat.client import Client

    return Client(Http(run.clock, network=run.network, env=run.env), api_base)


def credentials(run: Context) -> Credentials:
    """The app of this run and its secret.

    A profile that was named comes before WXAUTH_APPID and WXAUTH_SECRET, and these before the default profile.
    UsageError `no-profile` if there is none; StoreError if the secret cannot be read.
    """
    profile = _profile(run)
    if profile is None:
        secret = run.env.get("WXAUTH_SECRET", "").strip()
        if not secret:
            raise UsageError("env-incomplete", have="WXAUTH_APPID", missing="WXAUTH_SECRET")
        chosen = _from_env(run)
        return Credentials(chosen.appid, Secret(secret, SecretKind.APPSECRET), chosen.api_base, None, chosen.explicit)
    chosen = _from_profile(run, profile)
    return Credentials(
        chosen.appid, run.stores.profiles.secret(profile), chosen.api_base, chosen.profile, chosen.explicit
    )


def app(run: Context) -> App:
    """The app of this run; reads no secret. UsageError `no-profile` if there is none."""
    profile = _profile(run)
    return _from_env(run) if profile is None else _from_profile(run, profile)


def app_or_none(run: Context) -> App | None:
    """The app of this run, None if none is known."""
    try:
        return app(run)
    except UsageError as exc:
        if exc.code != "no-profile":
            raise
        return None


def explicit_appid(run: Context) -> str | None:
    """The appid of an app that the user named, None otherwise: what a watermark may be compared with."""
    if run.profile is None and not run.env.get("WXAUTH_APPID"):
        return None
    return app(run).appid


def api_base_of(run: Context) -> str:
    """Where WeChat's API is for this run, also without an app."""
    known = app_or_none(run)
    return known.api_base if known else _env_base(run) or DEFAULT_API_BASE


def _profile(run: Context) -> Profile | None:
    """The profile to use; None: the environment's app."""
    if run.profile is not None:
        return run.stores.profiles.get(run.profile)
    if run.env.get("WXAUTH_APPID"):
        return None
    if run.env.get("WXAUTH_SECRET"):
        raise UsageError("env-incomplete", have="WXAUTH_SECRET", missing="WXAUTH_APPID")
    default = run.stores.profiles.default
    if default is None:
        raise UsageError("no-profile", names=", ".join(item.name for item in run.stores.profiles.list()) or "-")
    return run.stores.profiles.get(default)


def _from_env(run: Context) -> App:
    from wxauth_cli.stores.profiles import check_appid

    return App(check_appid(run.env["WXAUTH_APPID"]), _env_base(run) or DEFAULT_API_BASE, None, True)


def _from_profile(run: Context, profile: Profile) -> App:
    base = profile.api_base or _env_base(run) or DEFAULT_API_BASE
    return App(profile.appid, base, profile.name, run.profile is not None)


def _env_base(run: Context) -> str | None:
    from wxauth_cli.stores.profiles import check_api_base

    url = run.env.get("WXAUTH_API_BASE")
    return check_api_base(url) if url else None
