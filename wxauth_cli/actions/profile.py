"""`wxauth profile …`: add, list, show, use, remove."""

from __future__ import annotations

import contextlib
import re

from wxauth_cli.actions.access_tokens import cooldown_key
from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import DEFAULT_API_BASE
from wxauth_cli.core.errors import InputError, StoreError, UsageError
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.stores import Profile
from wxauth_cli.stores.profiles import check_api_base, check_appid, check_name

_APPSECRET = re.compile(r"[0-9a-f]{32}")


def _data(profile: Profile, default: str | None) -> dict[str, object]:
    return {
        "name": profile.name,
        "appid": profile.appid,
        "api_base": profile.api_base or DEFAULT_API_BASE,
        "storage": profile.storage,
        "default": profile.name == default,
    }


def add(
    run: Context,
    name: str,
    appid: str,
    *,
    secret_file: str | None,
    api_base: str | None,
    replace: bool,
    use: bool,
) -> Report:
    """Store an app under a name. That it can be stored is proved before the secret is asked for."""
    check_name(name)
    appid = check_appid(appid)
    base = check_api_base(api_base) if api_base else None
    profiles = run.stores.profiles
    if not replace and any(item.name == name for item in profiles.list()):
        raise UsageError("profile-exists", name=name)
    run.stores.probe()
    text = run.read_secret(
        run.t("profile.secret", appid=appid), file=secret_file, alternative="--secret-file FILE"
    ).strip()
    if not text:
        raise InputError("input-empty")
    secret = Secret(text, SecretKind.APPSECRET)
    if not _APPSECRET.fullmatch(text):
        run.notices.append(run.t("profile.secret-unusual", length=len(text)))
    profile = profiles.add(name, appid, secret, api_base=base, replace=replace)
    if use:
        profiles.use(name)
    run.stores.tokens.lift_cooldown(cooldown_key(appid, base or DEFAULT_API_BASE))
    return Report(command=run.command, data={**_data(profile, profiles.default), "appsecret": secret})


def list(run: Context) -> Report:
    """All profiles, without their secrets."""
    profiles = run.stores.profiles
    default = profiles.default
    if run.env.get("WXAUTH_APPID"):
        run.notices.append(run.t("profile.environment", appid=run.env["WXAUTH_APPID"]))
    data = {"profiles": [_data(item, default) for item in profiles.list()], "default": default}
    return Report(command=run.command, data=data)


def show(run: Context, name: str | None) -> Report:
    """One profile, its secret masked; without a name the one that would be used."""
    profiles = run.stores.profiles
    wanted = name or run.profile or profiles.default
    if wanted is None:
        raise UsageError("no-profile", names=", ".join(item.name for item in profiles.list()) or "-")
    profile = profiles.get(wanted)
    return Report(command=run.command, data={**_data(profile, profiles.default), "appsecret": profiles.secret(profile)})


def use(run: Context, name: str) -> Report:
    """Make a profile the default."""
    profile = run.stores.profiles.use(name)
    return Report(command=run.command, data=_data(profile, name))


def remove(run: Context, name: str) -> Report:
    """Delete a profile, its secret, and what is cached for its app if no other profile has that app."""
    profiles = run.stores.profiles
    profile = profiles.remove(name)
    data = {**_data(profile, None), "tokens": 0, "sessions": 0}
    if not any(item.appid == profile.appid for item in profiles.list()):
        with contextlib.suppress(StoreError) if profile.synthetic else contextlib.nullcontext():
            data["tokens"] = run.stores.tokens.clear(profile.appid)
            data["sessions"] = sum(
                run.stores.sessions.forget(item.appid, item.openid) for item in run.stores.sessions.list(profile.appid)
            )
    return Report(command=run.command, data=data)
