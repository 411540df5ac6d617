"""What the user sees of an exchange as soon as it is over: one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from wxauth_cli.core.model import OutcomeKind
from wxauth_cli.trace.captured import BadEntry
from wxauth_cli.trace.exchange import exchange_of
from wxauth_cli.trace.har_entry import read_entry
from wxauth_cli.trace.steps import understand

LEGS = {"client": "client-backend", "wechat": "backend-wechat"}


def _cut(message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The bodies of which not all was kept."""
    for side in ("request", "response"):
        body = message[f"{side}_body"]
        kept = len(body["data"]) * 3 // 4 - body["data"][-2:].count("=")
        if body["size"] > kept:
            yield {"side": side, "kept": kept, "size": body["size"]}


def row_of(entry: Mapping[str, Any], message: Mapping[str, Any]) -> dict[str, Any]:
    """The row of an entry before its redaction: secrets are masked, texts are as they came. `step` is None for what is
    no login."""
    row: dict[str, Any] = {
        "entry": message["id"],
        "over": not message["open"],
        "step": None,
        "leg": LEGS[message["door"]],
        "started_at": message["started_at"],
        "endpoint": f"{message['method']} {urlsplit(message['url']).path or '/'}"[:200],
        "status": message["status"],
        "own_answer": message["own_answer"],
        "error": message["failure"],
        "errcode": None,
        "errmsg": None,
        "elapsed_ms": round(message["ms"]["total"] or 0.0, 1),
        "added_ms": message["ms"]["added"],
        "switched": message["upgraded"],
        "learnt": {},
        "cut": list(_cut(message)),
        "failed": message["failure"] is not None or (message["status"] or 0) >= 400,
    }
    try:
        understood = understand(read_entry(entry, 0))
    except BadEntry:
        return row
    if understood is None:
        return row
    exchange, _ = exchange_of(understood)
    outcome = exchange.outcome
    row["step"], row["endpoint"] = exchange.step, exchange.endpoint
    if message["open"]:
        return row
    row["failed"] = outcome.kind is not OutcomeKind.FINE
    row["error"] = outcome.error_code
    row["errcode"] = outcome.errcode
    row["errmsg"] = outcome.errmsg
    # A Secret gives its mask.
    row["learnt"] = {name: value if isinstance(value, int) else str(value) for name, value in exchange.learnt.items()}
    return row
