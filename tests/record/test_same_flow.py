"""The same login as the client's tool, the server's log, both of them and the recorder show it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.record.test_scenarios import recorded
from tests.trace.support import outline, trace_of
from wxauth_cli.core.scenario import healthy_login
from wxauth_cli.lab.scenarios import scenario
from wxauth_cli.trace.study import Trace


def client_har(entries: list[dict[str, Any]]) -> str:
    """What DevTools would export: the client's requests, without anything of ours."""
    seen = [
        {name: value for name, value in entry.items() if name not in ("_wxauth", "comment")}
        for entry in entries
        if entry["_wxauth"]["record"]["door"] == "client"
    ]
    return json.dumps(
        {"log": {"version": "1.2", "creator": {"name": "WebInspector", "version": "537"}, "entries": seen}}
    )


def server_log(entries: list[dict[str, Any]]) -> str:
    """What a backend logs: requests that come in and calls that go out, a JSON object a line."""
    lines = []
    for entry in entries:
        asked, answer = entry["request"], entry["response"]
        lines.append(
            {
                "time": entry["startedDateTime"],
                "method": asked["method"],
                "url": asked["url"],
                "headers": {item["name"]: item["value"] for item in asked["headers"]},
                "request_body": asked.get("postData", {}).get("text", ""),
                "status": answer["status"],
                "response_body": answer["content"].get("text", ""),
                "duration_ms": entry["time"],
            }
        )
    return "".join(json.dumps(line) + "\n" for line in lines)


def told(found: Trace) -> tuple[object, ...]:
    """The requests in order, and the logins with what is known of each."""
    logins = sorted((sorted(login.openids), len(login.items), login.anchored) for login in found.logins)
    return sorted(outline(found)), logins


def legs(found: Trace) -> set[str]:
    return {item.exchange.leg.value for item in found.seen}


@pytest.mark.parametrize("slug", ["", "code-reused", "session-key-stale-relogin", "multi-appid-mixup", "refresh-race"])
def test_it_is_the_same_flow(tmp_path: Path, slug: str) -> None:
    wanted = scenario(slug) if slug else None
    recorded(wanted.play if wanted else healthy_login, tmp_path / "login.har", clear=True)
    text = (tmp_path / "login.har").read_text(encoding="utf-8")
    entries = json.loads(text)["log"]["entries"]
    recorder = trace_of(text)
    both = trace_of(client_har(entries), server_log(entries))
    server = trace_of(server_log(entries))
    client = trace_of(client_har(entries))
    assert told(both) == told(recorder)
    assert told(server) == told(recorder)
    assert legs(client) <= {"client-backend"}
    assert outline(client) == [item for item in outline(recorder) if item[1] == "client-backend"]
