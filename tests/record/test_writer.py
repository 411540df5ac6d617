"""What is kept: made-up values for secrets, the same from first to last; nothing lost by whatever ends it."""

from __future__ import annotations

import json
import os
import signal
import stat
import threading
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.record.support import Server, get, recording, relaying, talk
from tests.trace.support import read
from wxauth_cli.record.entries import entry_of
from wxauth_cli.record.heard import Heard
from wxauth_cli.record.keeper import CannotKeep, Keeper
from wxauth_cli.record.masking import RunningRedaction
from wxauth_cli.record.spool import Spool
from wxauth_cli.record.writer import Backlog
from wxauth_cli.trace.study import study

CODE = "0a3Ab1cd2EFgh3ijklMNO4pqrSTU5a3A"
KEY = "tiihtNczf5v6AKRyjwEUhQ=="
OPENID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"


def message(**given: Any) -> dict[str, Any]:
    heard = Heard(1, "client", "http://127.0.0.1:1", 1_800_000_000.0, 0.0)
    heard.method, heard.target, heard.status, heard.reason = "POST", "/login", 200, "OK"
    heard.request_headers = [("Content-Type", "application/json")]
    heard.response_headers = [("Content-Type", "application/json")]
    heard.total_s = 0.01
    made = heard.message(open_=False)
    for name in ("request_body", "response_body"):
        data = given.pop(name, b"")
        made[name] = {"data": b64encode(data).decode(), "size": given.pop(f"{name}_size", len(data))}
    return {**made, **given}


def har(path: Path) -> list[Any]:
    entries: list[Any] = json.loads(path.read_text(encoding="utf-8"))["log"]["entries"]
    return entries


@pytest.mark.parametrize(
    ("lang", "cut", "binary"),
    [
        ("zh", "录制时请求正文只留了前 2 KB（共 3 KB）", "应答正文不是文本，没有录"),
        ("en", "of the request body, the first 2 KB of 3 KB were recorded", "the answer body is no text"),
    ],
)
def test_what_was_not_recorded_is_named_when_the_record_is_read(
    cli: Cli, tmp_path: Path, lang: str, cut: str, binary: str
) -> None:
    entry = entry_of(
        message(
            url="http://127.0.0.1:1/api/login",
            request_headers=[["Referer", "https://servicewechat.com/wx0123456789abcdef/1/page-frame.html"]],
            request_body=b'{"code": "' + b"c" * 2038,
            request_body_size=3072,
            response_body=b"\x89PNG\0\xff",
        ),
        binary=False,
    )
    source, page = tmp_path / "a.har", tmp_path / "a.html"
    source.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}), encoding="utf-8")
    wide = {"COLUMNS": "400"}
    shown = cli("trace", "show", str(source), "--entry", "1", "--lang", lang, exit_code=0, env=wide).stdout
    cli("trace", "report", str(source), "-o", str(page), "--lang", lang, exit_code=0)
    for text in (shown, page.read_text(encoding="utf-8")):
        assert cut in text
        assert binary in text


def test_one_value_has_one_stand_in() -> None:
    redaction = RunningRedaction(b"s" * 16)
    first = redaction.entry(entry_of(message(request_body=json.dumps({"code": CODE}).encode()), binary=False))
    answer = json.dumps(
        {"openid": OPENID, "session_key": KEY, "echo": f"{CODE} and {KEY.replace('/', '%2F')}"}
    ).encode()
    second = redaction.entry(
        entry_of(message(url=f"http://127.0.0.1:1/x?js_code={CODE}", response_body=answer), binary=False)
    )
    text = json.dumps([first, second])
    for value in (CODE, KEY, OPENID):
        assert value not in text
    made = json.loads(first["request"]["postData"]["text"])["code"]
    told = json.loads(second["response"]["content"]["text"])
    assert second["request"]["url"].endswith(f"js_code={made}")
    assert told["echo"].startswith(f"{made} and {told['session_key'][:10]}")


def test_what_becomes_known_later_is_replaced_at_the_end(tmp_path: Path) -> None:
    redaction = RunningRedaction(b"s" * 16)
    spool = Spool(tmp_path / "x.part")
    value = "Zq81kd02mxnLLwpoqA77"
    spool.append(1, redaction.entry(entry_of(message(response_body=json.dumps({"x": value}).encode()), binary=False)))
    headers = [["Authorization", f"Bearer {value}"]]
    spool.append(2, redaction.entry(entry_of(message(id=2, request_headers=headers), binary=False)))
    assert spool.finish(tmp_path / "x.har", redaction.late) == 2
    first, second = har(tmp_path / "x.har")
    made = second["request"]["headers"][0]["value"].removeprefix("Bearer ")
    assert made != value
    assert json.loads(first["response"]["content"]["text"])["x"] == made


def test_a_body_is_decoded_as_far_as_it_was_kept() -> None:
    import gzip

    packed = gzip.compress(b"a" * 1000)
    whole = entry_of(message(response_headers=[["Content-Encoding", "gzip"]], response_body=packed), binary=False)
    cut = entry_of(message(response_body="wxé微".encode()[:-1], response_body_size=1000), binary=False)
    noise = message(response_body=b"\xff\0\xfe", request_body=b"\0\xff")
    assert whole["response"]["content"]["text"] == "a" * 1000
    assert "comment" not in whole["response"]["content"]
    assert cut["response"]["content"] == {
        "size": 1000,
        "mimeType": "application/json",
        "text": "wxé",
        "comment": "cut: 6 of 1000 bytes kept",
    }
    assert "text" not in entry_of(noise, binary=False)["response"]["content"]
    kept = entry_of(noise, binary=True)
    assert kept["response"]["content"]["encoding"] == "base64"
    assert kept["request"]["postData"]["_encoding"] == "base64"


def test_a_line_that_could_not_be_read_back_loses_its_bodies(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "x.part")
    spool.append(1, entry_of(message(response_body=b'"' * 700_000), binary=False))
    spool.finish(tmp_path / "x.har", str)
    (entry,) = har(tmp_path / "x.har")
    assert entry["response"]["content"]["comment"] == "dropped: too long"


def test_the_record_is_a_har(tmp_path: Path) -> None:
    output = tmp_path / "x.har"
    with Server() as server, recording(output, server.url) as (doors, keeper):
        talk(
            doors.ports[0], get("/gzip"), get("/echo", "Connection: close", method="POST", body=f'{{"code":"{CODE}"}}')
        )
        assert stat.S_IMODE(keeper.spool.stat().st_mode) == 0o600
    assert not keeper.spool.exists()
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    first, second = har(output)
    assert CODE not in output.read_text()
    assert first["response"]["content"]["text"].startswith('{"openid"')
    assert second["_wxauth"]["record"]["door"] == "client"
    assert second["_wxauth"]["record"]["added_ms"] >= 0
    assert second["time"] == pytest.approx(sum(value for value in second["timings"].values() if value > 0), abs=0.01)


def test_secrets_are_kept_where_that_is_asked_for(tmp_path: Path) -> None:
    output = tmp_path / "x.har"
    with Server() as server, recording(output, server.url, clear=True) as (doors, _):
        talk(doors.ports[0], get("/echo", "Connection: close", method="POST", body=f'{{"code":"{CODE}"}}'))
    assert CODE in output.read_text()


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.har.part").write_text("mine")
    with pytest.raises(CannotKeep) as caught:
        Keeper(tmp_path / "x.har", clear=False, env=os.environ)
    assert caught.value.exists
    assert (tmp_path / "x.har.part").read_text() == "mine"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotKeep) as caught:
        Keeper(tmp_path / "no" / "x.har", clear=False, env=os.environ)
    assert not caught.value.exists


def test_a_writer_that_is_killed_leaves_what_was_written(tmp_path: Path) -> None:
    output = tmp_path / "x.har"
    keeper = Keeper(output, clear=False, env=os.environ)
    with Server() as server, relaying(server.url, keeper=keeper) as (doors, _):
        talk(doors.ports[0], get("/echo", "Connection: close", method="POST", body=f'{{"code":"{CODE}"}}'))
        assert "row" in (keeper.news.get(timeout=5) or {})
        os.kill(keeper.process_id, signal.SIGKILL)
        assert keeper.news.get(timeout=5) is None
        assert keeper.broken
        # The client notices nothing.
        assert talk(doors.ports[0], get("/plain", "Connection: close"))[0].startswith(b"HTTP/1.1 200")
    keeper.close()
    with pytest.raises(CannotKeep):
        keeper.saved()
    assert not output.exists()
    text = keeper.spool.read_bytes()
    assert CODE.encode() not in text
    found = study([read(text)])
    assert [item.exchange.step for item in found.seen] == [2]


def test_what_goes_on_is_written_when_there_is_time(tmp_path: Path) -> None:
    output = tmp_path / "x.har"
    with Server() as server, recording(output, server.url) as (doors, keeper):
        body = f'{{"code":"{CODE}"}}'
        client = threading.Thread(
            target=talk, args=(doors.ports[0], get("/slow/1", "Connection: close", method="POST", body=body))
        )
        client.start()
        until = time.monotonic() + 5
        while b'"open":true' not in keeper.spool.read_bytes() and time.monotonic() < until:
            time.sleep(0.01)
        halfway = keeper.spool.read_bytes()
        client.join()
    (seen,) = study([read(halfway)]).seen
    assert seen.exchange.response is None
    assert seen.exchange.outcome.error_code == "not-finished"
    (entry,) = har(output)
    assert entry["response"]["status"] == 200
    assert "open" not in entry["_wxauth"]["record"]


def test_a_backlog_has_a_bound() -> None:
    backlog = Backlog(100)
    assert backlog.get(0.01) is None
    backlog.put(b"x" * 100)
    waiting = threading.Thread(target=backlog.put, args=(b"y",))
    waiting.start()
    waiting.join(0.05)
    assert waiting.is_alive()
    assert backlog.get() == b"x" * 100
    waiting.join(5)
    assert backlog.get() == b"y"


def test_what_stands_under_its_name_is_replaced_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wxauth_cli.record.masking.MOST_SEARCHED", 3)
    redaction = RunningRedaction(b"s" * 16)
    codes = [f"0{number}3Ab1cd2EFgh3ijklMNO4pqrSTU5{number}3A" for number in range(9)]
    made = []
    for code in [*codes, *codes]:
        entry = redaction.entry(entry_of(message(request_body=json.dumps({"code": code}).encode()), binary=False))
        made.append(json.loads(entry["request"]["postData"]["text"])["code"])
    assert made[:9] == made[9:]
    assert len(set(made)) == 9
    assert not set(made) & set(codes)
