"""`wxauth sandbox component|corp|pay|user-key|callback|event|switch`: what the platforms' consoles and payments do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.sandbox_control import PATIENT_S, control_of
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.report import Report


def component(run: Context, url: str | None, **arguments: object) -> Report:
    """A third-party platform: `component_appid`, `component_appsecret`, the ticket, `authorizations`."""
    return _asked(run, url, "component", arguments)


def corp(run: Context, url: str | None, **arguments: object) -> Report:
    """A company on WeCom: `corpid`, `corpsecret`, `appid` and its suite's credentials."""
    return _asked(run, url, "corp", arguments)


def pay(run: Context, url: str | None, **arguments: object) -> Report:
    """A payment: `openid` and the numbers of the trade."""
    return _asked(run, url, "pay", arguments)


def user_key(run: Context, url: str | None, **arguments: object) -> Report:
    """The key of the encrypted network channel: `encryptKey`, `iv`, `version`, `expireTime`."""
    return _asked(run, url, "user_key", arguments)


def callback(
    run: Context,
    url: str | None,
    *,
    address: str,
    token_file: str | None,
    aes_key_file: str | None,
    **arguments: object,
) -> Report:
    """Message push as it was set up; `ok` is false, exit 10, if the URL did not verify and so is not set.

    Token and EncodingAESKey come from files (`-`: standard input), because they may be those of a real app.
    """
    if (token_file, aes_key_file) == ("-", "-"):
        raise UsageError("stdin-twice")
    given = {
        **arguments,
        "url": address,
        "token": _read(run, "Token", token_file, "--token-file"),
        "encoding_aes_key": _read(run, "EncodingAESKey", aes_key_file, "--aes-key-file"),
    }
    report = _asked(run, url, "callback", given)
    return _verdict(report, "verified")


def event(run: Context, url: str | None, **arguments: object) -> Report:
    """The `message` that was pushed and its `attempts`; `ok` is false, exit 10, if nobody took it."""
    return _verdict(_asked(run, url, "event", arguments), "delivered")


def switch(run: Context, url: str | None, choices: Sequence[str]) -> Report:
    """How all switches stand, after `NAME=VALUE` have been set; UsageError `switch-form`."""
    given: dict[str, object] = {}
    for choice in choices:
        name, equals, text = choice.partition("=")
        if not equals or not name:
            raise UsageError("switch-form", word=choice)
        given[name.replace("-", "_")] = _plain(text)
    return _asked(run, url, "switch", given)


def _plain(text: str) -> object:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, (bool, int)) else text


def _read(run: Context, what: str, file: str | None, option: str) -> str | None:
    return None if file is None else run.read_secret(what, file=file, alternative=option)


def _asked(run: Context, url: str | None, verb: str, arguments: dict[str, object]) -> Report:
    answer = control_of(run, url).call(verb, arguments, patience_s=PATIENT_S)
    return Report(run.command, dict(answer), clear=True)


def _verdict(report: Report, name: str) -> Report:
    good = (report.data or {}).get(name) is True
    return report if good else replace(report, ok=False, exit_code=10)
