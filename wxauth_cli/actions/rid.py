"""`wxauth rid`: what a rid tells offline."""

from __future__ import annotations

import json
from dataclasses import replace

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errmsg import WechatError, parse_errmsg, read_error
from wxauth_cli.core.errors import InputError
from wxauth_cli.core.report import Report
from wxauth_cli.core.rid import LOOKUP_DAYS, Rid, find_rid, parse_rid
from wxauth_cli.knowledge.error_words import error_view

CLOCK_TOLERANCE_S = 2
"""A rid this far ahead of our clock says nothing: seconds are whole."""


def rid(run: Context, text: str, *, lookup: bool, access_token_file: str | None) -> Report:
    """The rid in `text` (`-`: standard input; a whole errmsg or error JSON will do): when, how old, lookup or not."""
    if text == "-":
        text = run.read_input("-").decode("utf-8", "replace")
    found = find_rid(text)
    if found is None:
        raise InputError("no-rid")
    error = _error_around(text)
    offline = _offline(run, found, error)
    if not lookup:
        return offline
    if not _possible(offline):
        refused = InputError("rid-not-kept", reason=run.t(f"rid.impossible.{_reason(offline)}"))
        return replace(offline, ok=False, exit_code=refused.exit_code, error=error_view(refused, run.t))
    from wxauth_cli.actions.rid_lookup import look_up

    return look_up(run, found, offline, access_token_file)


def _error_around(text: str) -> WechatError | None:
    """The error that the rid stood in, if it did."""
    if parse_rid(text.strip()) is not None:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict):
        return read_error(value)
    parsed = parse_errmsg(text, 0)
    return parsed if parsed.family is not None else None


def _offline(run: Context, found: Rid, error: WechatError | None) -> Report:
    age_s = int(run.clock.now()) - found.time
    family = error.family if error else None
    reason = "sns" if family == "sns" else "too-old" if age_s > LOOKUP_DAYS * 86400 else None
    data: dict[str, object] = {"rid": found.text, "time": found.time, "age_s": age_s, "family": family}
    if error is not None and error.errcode:
        data["errcode"] = error.errcode
    if error is not None and error.message:
        data["errmsg"] = error.message
    if age_s < -CLOCK_TOLERANCE_S:
        data["clock_behind_s"] = -age_s
    data["lookup"] = {"possible": reason is None, "reason": reason or ("unknown-endpoint" if family is None else None)}
    return Report(command=run.command, data=data)


def _possible(report: Report) -> bool:
    lookup = (report.data or {})["lookup"]
    assert isinstance(lookup, dict)
    return bool(lookup["possible"])


def _reason(report: Report) -> str:
    lookup = (report.data or {})["lookup"]
    assert isinstance(lookup, dict)
    return str(lookup["reason"])
