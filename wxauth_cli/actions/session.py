"""`wxauth session list`, `show` and `forget`: the session_keys that this machine remembers."""

from __future__ import annotations

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import explicit_appid
from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.core.report import Report
from wxauth_cli.stores import SessionEntry


def _data(run: Context, entry: SessionEntry) -> dict[str, object]:
    return {
        "appid": entry.appid,
        "openid": entry.openid,
        **({"unionid": entry.unionid} if entry.unionid else {}),
        "session_key_count": entry.keys,
        "obtained_at": int(entry.obtained_at),
        "age_s": max(0, int(run.clock.now() - entry.obtained_at)),
    }


def list(run: Context) -> Report:
    """The remembered sessions, of one app if one was named, else of all; reads no key."""
    found = run.stores.sessions.list(explicit_appid(run))
    return Report(command=run.command, data={"sessions": [_data(run, item) for item in found]})


def find(run: Context, openid: str) -> SessionEntry | None:
    """The remembered session of that openid, in the app that was named, else wherever it is; None if there is none."""
    found = [item for item in run.stores.sessions.list(explicit_appid(run)) if item.openid == openid]
    if len(found) > 1:
        raise UsageError("openid-in-many-apps", openid=openid, appids=", ".join(item.appid for item in found))
    return found[0] if found else None


def show(run: Context, openid: str) -> Report:
    """The session_keys of a user, masked, newest first. InputError if none is remembered."""
    entry = find(run, openid)
    keys = run.stores.sessions.keys(entry.appid, openid) if entry else ()
    if entry is None or not keys:
        raise InputError("no-such-session", openid=openid)
    now = run.clock.now()
    listed = [
        {
            "session_key": key.session_key,
            "obtained_at": int(key.obtained_at),
            "age_s": max(0, int(now - key.obtained_at)),
        }
        for key in keys
    ]
    return Report(command=run.command, data={**_data(run, entry), "session_keys": listed})


def forget(run: Context, openid: str | None, *, every: bool) -> Report:
    """Delete the keys of a user, or of all users of the app that was named (of every app if none was)."""
    if every == (openid is not None):
        raise UsageError("openid-or-all")
    if openid is not None:
        entry = find(run, openid)
        chosen = [entry] if entry else []
    else:
        chosen = [*run.stores.sessions.list(explicit_appid(run))]
    gone = [item for item in chosen if run.stores.sessions.forget(item.appid, item.openid)]
    data = {
        "forgotten": len(gone),
        "sessions": [{"appid": item.appid, "openid": item.openid} for item in gone],
    }
    return Report(command=run.command, data=data)
