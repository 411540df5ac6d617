"""One failing login, captured by each tool that could be run, and seen by the servers on its way: the same flow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.trace.support import outline, read
from wxauth_cli.core.model import Leg
from wxauth_cli.trace.study import Trace, study

REAL = Path(__file__).parent / "real_captures"
LOGIN = (2, "client-backend", "POST /login", 200)
EXCHANGE = (3, "backend-wechat", "code2Session", 200)
ME = (6, "client-backend", "GET /me", 200)
PHONE = (8, "client-backend", "POST /phone", 200)
TOKEN = (9, "backend-wechat", "getStableAccessToken", 200)
NUMBER = (9, "backend-wechat", "getPhoneNumber", 200)
AGAIN = (2, "client-backend", "POST /login", 502)
CLIENT = [LOGIN, ME, PHONE, AGAIN]
BOTH = [LOGIN, EXCHANGE, ME, PHONE, TOKEN, NUMBER, AGAIN, EXCHANGE]
CLIENT_ONLY = ("chromium.har", "chrome-har.har", "playwright.har", "firefox.har")
BOTH_LEGS = ("mitmproxy-httpx.har", "mitmproxy-curl.har", "whistle.har", "backend.jsonl")
# What a browser asks for besides: the page from which the calls were made.
START = "GET /start"


def seen(*names: str) -> Trace:
    return study([read((REAL / name).read_bytes(), name, number) for number, name in enumerate(names)])


def calls(found: Trace) -> list[tuple[int, str, str, int | None]]:
    return [line for line in outline(found) if line[2] != START]


def errcodes(found: Trace) -> list[int]:
    return [item.exchange.outcome.errcode for item in found.seen if item.exchange.outcome.errcode]


def test_every_capture_is_judged_here() -> None:
    assert {path.name for path in REAL.iterdir()} == {"PROVENANCE.md", *CLIENT_ONLY, *BOTH_LEGS, "nginx.log"}


@pytest.mark.parametrize("name", CLIENT_ONLY)
def test_a_browser_shows_the_clients_leg(name: str) -> None:
    found = seen(name)
    assert calls(found) == CLIENT
    assert errcodes(found) == []
    assert len(found.logins) == 1
    assert found.not_seen[0] == "wechat-leg"


@pytest.mark.parametrize("name", BOTH_LEGS)
def test_a_proxy_between_and_a_log_of_the_backend_show_both_legs(name: str) -> None:
    found = seen(name)
    assert outline(found) == BOTH
    assert errcodes(found) == [40163]
    assert [login.items for login in found.logins] == [list(range(8))]
    assert found.not_seen == ("inside",)


@pytest.mark.parametrize("name", [*CLIENT_ONLY, *BOTH_LEGS])
def test_what_connects_the_requests_is_read(name: str) -> None:
    found = seen(name)
    legs = [item for item in found.seen if item.exchange.leg is Leg.CLIENT_BACKEND]
    mine = [item for item in legs if item.exchange.endpoint != START]
    assert mine[0].marks.code == mine[3].marks.code != ""
    assert mine[0].marks.issued == mine[1].marks.token == mine[2].marks.token != ""
    times = [item.exchange.timing.started_at - mine[0].exchange.timing.started_at for item in mine]
    assert times == sorted(times)
    assert 1.0 < times[3] < 3.0
    assert {fact.kind for fact in found.facts} >= {"same-code", "token-lifetime"}
    assert found.inputs[0].skipped_count == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [*CLIENT_ONLY, *BOTH_LEGS, "nginx.log"])
def test_the_table(cli: Cli, golden: Callable[[str, str], None], name: str, lang: str) -> None:
    result = cli("trace", "show", str(REAL / name), "--lang", lang, exit_code=0, env={"COLUMNS": "100"})
    assert result.stderr == ""
    golden(f"trace/{name.replace('.', '-')}.{lang}.txt", "\n".join(line.rstrip() for line in result.stdout.split("\n")))


SIGHTS = (
    ("chromium.har", "backend.jsonl"),
    ("backend.jsonl", "chromium.har"),
    ("chromium.har", "nginx.log", "backend.jsonl"),
    ("nginx.log", "backend.jsonl"),
    ("backend.jsonl", "chrome-har.har"),
)


@pytest.mark.parametrize("names", SIGHTS, ids="+".join)
def test_the_same_login_seen_from_several_places_is_one_flow(names: tuple[str, ...]) -> None:
    """The browser, the server in front and the backend have seen the very same login."""
    found = seen(*names)
    alone = seen("backend.jsonl")
    assert calls(found) == outline(alone) == BOTH
    assert errcodes(found) == errcodes(alone) == [40163]
    assert len(found.logins) == 1
    assert found.logins[0].codes == alone.logins[0].codes
    merged = [item for item in found.seen if item.exchange.endpoint == "POST /login"]
    assert [len(item.places) for item in merged] == [len(names)] * 2


def test_the_capture_alone_the_log_alone_and_both_agree_on_the_clients_leg() -> None:
    both = [line for line in calls(seen("chromium.har", "backend.jsonl")) if line[1] == "client-backend"]
    assert both == calls(seen("chromium.har")) == CLIENT
    assert both == [line for line in calls(seen("backend.jsonl")) if line[1] == "client-backend"]
    assert both == calls(seen("nginx.log"))


def primary(cli: Cli, *names: str) -> tuple[str, str]:
    result = cli("diagnose", *(str(REAL / name) for name in names), "--json", exit_code=10)
    first = result.json["findings"][0]
    return first["id"], first["confidence"]


@pytest.mark.parametrize("name", [*CLIENT_ONLY, "nginx.log"])
def test_who_sees_the_clients_leg_only_is_told_so(cli: Cli, name: str) -> None:
    """From there only this is certain: the backend keeps the reason to itself."""
    assert primary(cli, name) == ("backend-hides-reason", "certain")


@pytest.mark.parametrize("names", [(name,) for name in BOTH_LEGS] + list(SIGHTS), ids="+".join)
def test_who_sees_both_legs_gets_the_same_cause(cli: Cli, names: tuple[str, ...]) -> None:
    assert primary(cli, *names) == ("code-resubmitted-by-plumbing", "likely")


def late(folder: Path, seconds: float) -> Path:
    """The backend's log, written by a clock that is wrong."""
    lines = []
    for line in (REAL / "backend.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        moment = datetime.fromisoformat(record["time"].replace("Z", "+00:00")) + timedelta(seconds=seconds)
        record["time"] = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        lines.append(json.dumps(record))
    path = folder / "late.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("seconds", [-3600.0, -45.0, 90.0, 28800.0])
def test_a_clock_that_is_wrong_is_estimated_put_right_and_shown(cli: Cli, tmp_path: Path, seconds: float) -> None:
    path = late(tmp_path, seconds)
    argv = ("trace", "import", str(REAL / "chromium.har"), str(path))
    data = cli(*argv, "--json", exit_code=0).json["data"]
    assert data["inputs"][1]["offset_s"] == pytest.approx(-seconds, abs=0.1)
    assert [(item["step"], item["leg"], item["endpoint"], item["status"]) for item in data["items"]] == BOTH
    amount = f"{data['inputs'][1]['offset_s']:+g}"
    sentences = {"zh": f"按 4 个共同请求调整 {amount} 秒", "en": f"moved {amount} s by 4 common requests"}
    for lang, sentence in sentences.items():
        for verb in ("import", "show"):
            shown = cli("trace", verb, *argv[2:], "--lang", lang, exit_code=0, env={"COLUMNS": "200"}).stdout
            assert sentence in shown
    page = tmp_path / "a.html"
    cli("trace", "report", *argv[2:], "-o", str(page), exit_code=0)
    text = page.read_text(encoding="utf-8")
    assert f"，时钟{sentences['zh']}" in text
    assert f", clock {sentences['en']}" in text


def test_the_captures_hold_nothing_of_the_machine_and_come_from_the_sandbox() -> None:
    for path in REAL.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/root/|/home/|/tmp/|Users[/\\]", text), path.name
        appids = set(re.findall(r"\bwx[0-9a-f]{16}\b", text))
        assert len(appids) <= 1, "one sandbox, one mini program"
        assert "api.weixin.qq.com" not in text
