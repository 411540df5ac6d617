"""`diagnose` on captures: a client's HAR, a server's log, both together, and what is healthy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

import pytest

from tests.conftest import NOW, Cli
from tests.diagnose import evidence as e
from tests.diagnose import sequences as s
from wxauth_cli.core.model import Exchange

CAPTURES = Path(__file__).parents[1] / "trace" / "captures"


def har(exchanges: Sequence[Exchange]) -> str:
    """A HAR of those exchanges, as a proxy on the phone would export it."""
    entries = []
    for item in exchanges:
        request, response = item.request, item.response
        began = datetime.fromtimestamp(item.timing.started_at, timezone.utc).isoformat()
        entries.append(
            {
                "startedDateTime": began,
                "time": item.timing.total_ms,
                "request": {
                    "method": request.method,
                    "url": request.url,
                    "headers": [{"name": name, "value": value} for name, value in request.headers],
                    **(
                        {"postData": {"mimeType": "application/json", "text": request.body.decode()}}
                        if request.body
                        else {}
                    ),
                },
                "response": {
                    "status": response.status if response else 0,
                    "headers": [{"name": name, "value": value} for name, value in response.headers] if response else [],
                    "content": {"mimeType": "application/json", "text": response.body.decode() if response else ""},
                },
            }
        )
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "test", "version": "1"}, "entries": entries}})


def loop() -> list[Exchange]:
    made: list[Exchange] = []
    for number in range(4):
        at = NOW + number * 3
        made += [s.login(number, at=at), s.call(number, at=at + 1, status=401, answer={"code": 401})]
    return made


def test_a_loop_in_a_har(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "client.har"
    path.write_text(har(loop()), encoding="utf-8")
    result = cli("diagnose", str(path), "--json", exit_code=10)
    document = result.json
    assert document["findings"][0]["id"] == "relogin-loop"
    assert document["data"]["inputs"][0]["kind"] == "capture"
    assert len(document["data"]["flow"]) == 8
    for number in range(4):
        assert s.code(number) not in result.stdout
        assert s.token(number).rpartition(".")[2] not in result.stdout
    drawn = cli("diagnose", str(path), "--lang", "zh", exit_code=10)
    assert "抓包" in drawn.stdout


def test_a_har_and_a_server_log_together_show_the_other_appid(cli: Cli, tmp_path: Path) -> None:
    client = tmp_path / "client.har"
    client.write_text(har([s.login(1, appid=e.OTHER_APPID, status=500)]), encoding="utf-8")
    server = tmp_path / "server.log"
    url = f"https://api.weixin.qq.com/sns/jscode2session?appid={e.APPID}&secret=***&js_code={s.code(1)}"
    server.write_text(
        f"2027-01-15T08:00:00.020Z INFO GET {url}\n"
        '2027-01-15T08:00:00.090Z INFO response {"errcode":40029,'
        '"errmsg":"invalid code, rid: 6b49d200-1d0af18b-5b069232"}\n',
        encoding="utf-8",
    )
    findings = cli("diagnose", str(client), str(server), "--json", exit_code=10).json["findings"]
    assert (findings[0]["id"], findings[0]["confidence"]) == ("code-appid-mismatch", "certain")


def test_a_secret_in_a_client_s_capture_is_named_and_not_shown(cli: Cli) -> None:
    exchange = e.code2session()
    marked = s.visit("/x")
    request = exchange.request.__class__("GET", exchange.request.url, marked.request.headers, b"")
    made = exchange.__class__(
        3, marked.leg, "code2Session", request, marked.response, exchange.timing, exchange.outcome
    )
    result = cli("diagnose", "-", "--json", stdin=har([made]), exit_code=10)
    assert result.json["findings"][0]["id"] == "secret-in-client"
    assert e.SECRET not in result.stdout


@pytest.mark.parametrize(
    "path", sorted(path for path in CAPTURES.iterdir() if path.suffix != ".md"), ids=lambda path: path.name
)
def test_healthy_captures_of_every_tool_give_no_finding(cli: Cli, path: Path) -> None:
    document = cli("diagnose", str(path), "--json", exit_code=0).json
    assert document["findings"] == []
    assert document["data"]["inputs"][0]["kind"] == "capture"


def test_a_broken_har_names_the_place(cli: Cli) -> None:
    result = cli("diagnose", "-", stdin='{"log": {"entries": [}}', exit_code=3)
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
