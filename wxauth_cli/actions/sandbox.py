"""`wxauth sandbox login|tap|user|app|session|clock|state|reset`: clients of a running sandbox's control API."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.sandbox_control import PATIENT_S, control_of
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.report import Report

MAX_SECONDS = 10 * 365 * 86400
_DURATION = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(s|m|h|d|)")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}


def login(run: Context, url: str | None, **arguments: object) -> Report:
    """wx.login on the sandbox's phone: `code`, `errMsg`."""
    control = control_of(run, url)
    answer = control.call("login", arguments)
    again = f" --profile {control.profile}" if control.profile else ""
    how = {"login": "", "wecom": " --kind wecom"}.get(str(arguments.get("kind")))
    return _report("login", answer, next="" if how is None else f"wxauth exchange {answer['code']}{how}{again}")


def tap(run: Context, url: str | None, *, age: str | None, **arguments: object) -> Report:
    """A tapped button: the detail object of its event."""
    control = control_of(run, url)
    age_s = None if age is None else signed_duration(age)
    answer = control.call("tap", {**arguments, "age_s": age_s})
    again = f" --profile {control.profile}" if control.profile else ""
    return _report("tap", answer, next=f"wxauth phone {answer['code']}{again}" if "code" in answer else "")


def user(run: Context, url: str | None, **arguments: object) -> Report:
    """Make or change a user: `user`, `openid`, `unionid`."""
    return _report("user", control_of(run, url).call("user", arguments))


def app(run: Context, url: str | None, *, secret_file: str | None, **arguments: object) -> Report:
    """Make or change an app: `appid`, `secret`, `api_security`. A secret comes from a file (`-`: standard input)."""
    if secret_file is not None:
        arguments["secret"] = run.read_secret("AppSecret", file=secret_file, alternative="--secret-file")
    return _report("app", control_of(run, url).call("app", arguments, patience_s=PATIENT_S))


def session(run: Context, url: str | None, *, every: str | None, **arguments: object) -> Report:
    """A user's session, looked at or changed: `session_key`, `history` and more."""
    given = {**arguments, "rotate_every_s": None if every is None else duration(every)}
    return _report("session", control_of(run, url).call("session", given))


def clock(run: Context, url: str | None, *, advance: str | None, freeze: bool | None, skew: str | None) -> Report:
    """The sandbox's time, after what was asked of the clock: `now`; `frozen`, `skew_s`, `shown_now` if not usual."""
    given = {
        "advance_s": duration(advance) if advance else None,
        "freeze": freeze,
        "skew_s": None if skew is None else signed_duration(skew),
    }
    return _report("clock", control_of(run, url).call("clock", given))


def state(run: Context, url: str | None, what: str, name: str | None) -> Report:
    """Save, load or drop a snapshot, or list them: `snapshots`."""
    if (name is None) != (what == "list"):
        raise UsageError("state-name", what=what)
    answer = control_of(run, url).call("state", {} if what == "list" else {what: name})
    return _report("state", answer, what=what, name=name or "")


def reset(run: Context, url: str | None) -> Report:
    """Back to the beginning; the app of the serve line stays."""
    return _report("reset", control_of(run, url).call("reset", {}))


def duration(text: str) -> float:
    """Seconds of `90`, `90s`, `10m`, `2h`, `3d`; UsageError `bad-duration`."""
    match = _DURATION.fullmatch(text.strip())
    seconds = float(match[1]) * _UNITS[match[2]] if match else -1.0
    if not 0 <= seconds <= MAX_SECONDS:
        raise UsageError("bad-duration", value=text)
    return seconds


def signed_duration(text: str) -> float:
    """The same with a sign: `-90s`, `+10m`."""
    plain = text.strip()
    return -duration(plain[1:]) if plain.startswith("-") else duration(plain.removeprefix("+"))


def _report(verb: str, answer: Mapping[str, object], **extra: object) -> Report:
    return Report(f"sandbox {verb}", dict(answer), clear=True, extra=extra)
