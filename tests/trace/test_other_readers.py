"""What wxauth writes opens in Chromium's DevTools and in mitmproxy, with every request as it was."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Cli
from tests.record.support import Server, get, recording, talk
from tests.render.report.chromium import Chromium
from tests.trace.test_real_captures import REAL

if TYPE_CHECKING:
    from wxauth_cli.sandbox.server import Running

# The Network panel's own "Import HAR file"; what it made of the file is asked from its log.
IMPORT = """(async () => {
    const load = path => import('devtools://devtools/bundled/' + path);
    const [{NetworkLog}, {NetworkPanel}, {ViewManager}] = await Promise.all(
        ['models/logs/logs.js', 'panels/network/network.js', 'ui/legacy/legacy.js'].map(load));
    await ViewManager.ViewManager.instance().showView('network');
    const log = NetworkLog.NetworkLog.instance(), view = NetworkPanel.NetworkPanel.instance().networkLogView;
    let failed = '';
    log.reset(false);  // an import adds to what is there
    view.harLoadFailed = why => { failed = String(why); };
    await view.onLoadFromFile(new File([%s], 'x.har'));
    const found = [];
    for (const request of log.requests()) {
        const content = await request.requestContentData();
        found.push({
            method: request.requestMethod, url: request.url(), status: request.statusCode, at: request.startTime,
            took: (request.endTime - request.startTime) * 1000, sent: await request.requestFormData(),
            body: 'error' in content ? null : content.text, mime: request.mimeType,
        });
    }
    view.refresh();
    return {failed, found, rows: view.flatNodesList().length};
})()"""

# Run inside mitmproxy: every flow that its importer made of the file.
ADDON = """
import json, sys
from mitmproxy import ctx
def response(flow): tell(flow)
def error(flow): tell(flow)
def tell(flow):
    answer = flow.response
    print(json.dumps([flow.request.method, flow.request.pretty_url, answer.status_code if answer else 0,
        flow.request.get_text(strict=False), answer.get_text(strict=False) if answer else ""]), flush=True)
"""

Write = Callable[[], Path]


def demo(cli: Cli, folder: Path, wechat: Running) -> Path:
    cli("demo", "--trace", str(folder / "demo.har"), exit_code=0)
    return folder / "demo.har"


def imported(cli: Cli, folder: Path, wechat: Running) -> Path:
    sources = [str(REAL / name) for name in ("chromium.har", "backend.jsonl")]
    cli("trace", "import", *sources, "-o", str(folder / "imported.har"), exit_code=0)
    return folder / "imported.har"


def redacted(cli: Cli, folder: Path, wechat: Running) -> Path:
    cli("trace", "redact", str(REAL / "whistle.har"), "-o", str(folder / "redacted.har"), exit_code=0)
    return folder / "redacted.har"


def exchange(cli: Cli, folder: Path, wechat: Running) -> Path:
    """Of `--trace`, where WeChat refuses: an unknown code, which never was one."""
    env = {"WXAUTH_APPID": wechat.appid, "WXAUTH_SECRET": wechat.secret, "WXAUTH_API_BASE": wechat.url}
    code = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"
    cli("exchange", code, "--trace", str(folder / "exchange.har"), exit_code=4, env=env)
    return folder / "exchange.har"


def journal(cli: Cli, folder: Path, wechat: Running) -> Path:
    exchange(cli, folder, wechat)
    env = {"WXAUTH_SANDBOX_TOKEN": wechat.control_token}
    path = folder / "journal.har"
    cli("sandbox", "journal", "--har", str(path), "--url", wechat.control_url, exit_code=0, env=env)
    return path


def recorded(cli: Cli, folder: Path, wechat: Running) -> Path:
    """Both legs, with answers of every kind."""
    body = '{"code":"0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"}'
    ended = "Connection: close"
    with Server() as server, recording(folder / "recorded.har", server.url, wechat.url) as (doors, _):
        for path in ("/plain", "/gzip", "/chunked", "/empty", "/moved", "/silence", "/half", "/sse", "/failed"):
            talk(doors.ports[0], get(path, ended))
        talk(
            doors.ports[0],
            get("/echo?a=1&b=%E5%BE%AE", ended, "Content-Type: application/json", method="POST", body=body),
        )
        talk(doors.ports[1], get(f"/sns/jscode2session?appid={wechat.appid}&js_code=x", ended))
    return folder / "recorded.har"


WRITERS = [demo, imported, redacted, exchange, journal, recorded]


@pytest.fixture(params=WRITERS, ids=lambda writer: writer.__name__)
def written(request: pytest.FixtureRequest, cli: Cli, tmp_path: Path, wechat: Running) -> tuple[str, list[Any]]:
    """The text of a HAR that wxauth wrote, and its entries."""
    text = request.param(cli, tmp_path, wechat).read_text(encoding="utf-8")
    entries = json.loads(text)["log"]["entries"]
    assert entries
    return text, entries


def body_of(entry: dict[str, Any]) -> str:
    return str(entry["request"].get("postData", {}).get("text", ""))


@pytest.mark.chromium
def test_chromiums_devtools_import_it(devtools: Chromium, written: tuple[str, list[Any]]) -> None:
    text, entries = written
    devtools.console.clear()
    made = devtools.evaluate(IMPORT % json.dumps(text))
    assert made["failed"] == ""
    assert made["rows"] == len(made["found"]) == len(entries)
    for entry, found in zip(entries, made["found"], strict=True):
        answer = entry["response"]
        assert (found["method"], found["url"], found["status"]) == (
            entry["request"]["method"],
            entry["request"]["url"],
            answer["status"],
        )
        assert (found["sent"] or "") == body_of(entry)
        assert found["body"] == answer["content"].get("text", "")
        assert found["took"] == pytest.approx(entry["time"], abs=1)
    assert [line for line in devtools.console if "rror" in line] == []


@pytest.mark.registry
def test_mitmproxy_imports_it(mitmdump: Path, written: tuple[str, list[Any]], tmp_path: Path) -> None:
    text, entries = written
    (tmp_path / "x.har").write_text(text, encoding="utf-8")
    (tmp_path / "tell.py").write_text(ADDON, encoding="utf-8")
    argv = [str(mitmdump), "-q", "-n", "-r", str(tmp_path / "x.har"), "-s", str(tmp_path / "tell.py")]
    done = subprocess.run(
        [*argv, "--set", f"confdir={tmp_path}"],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert "rror" not in done.stderr
    found = sorted(json.loads(line) for line in done.stdout.splitlines())
    assert [line[:4] for line in found] == sorted(
        [entry["request"]["method"], entry["request"]["url"], entry["response"]["status"], body_of(entry)]
        for entry in entries
    )
