"""The HAR that `--trace` writes: valid for other tools, without a secret, written safely."""

from __future__ import annotations

import json
import os
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from wxauth_cli.core.errors import InputError
from wxauth_cli.core.model import (
    Event,
    Exchange,
    Flow,
    HttpRequest,
    HttpResponse,
    Leg,
    Outcome,
    OutcomeKind,
    Sent,
    Timing,
)
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.render.har import har, write_har

pytestmark = pytest.mark.quick

APPSECRET = "e7a91c0d5b3f48629d1e6a7c8b2f4053"
SESSION_KEY = "tiihtNczf5v6AKRyjwEUhQ=="
CODE = "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P"
NOW = 1_800_000_000.25


def flow() -> Flow:
    login = Event(1, Leg.CLIENT, "login-called", NOW - 1, {"code": Secret(CODE, SecretKind.CODE)})
    fine = Exchange(
        3,
        Leg.BACKEND_WECHAT,
        "code2Session",
        HttpRequest(
            "GET",
            f"https://api.weixin.qq.com/sns/jscode2session?appid=wx1&secret={APPSECRET}&js_code={CODE}",
            (("Host", "api.weixin.qq.com"), ("Cookie", "sid=abc")),
        ),
        HttpResponse(
            200,
            (("Content-Type", "text/plain"), ("Set-Cookie", "x=y; Path=/")),
            json.dumps({"openid": "oABC", "session_key": SESSION_KEY}).encode(),
        ),
        Timing(NOW, 100.0, dns_ms=5.0, connect_ms=10.0, tls_ms=15.0, first_byte_ms=60.0),
        Outcome(OutcomeKind.FINE),
        {"openid": "oABC", "session_key": Secret(SESSION_KEY, SecretKind.SESSION_KEY)},
    )
    lost = Exchange(
        9,
        Leg.BACKEND_WECHAT,
        "getPhoneNumber",
        HttpRequest(
            "POST", "https://api.weixin.qq.com/wxa/x", (("Content-Type", "application/json"),), b'{"code":"\xff"}'
        ),
        None,
        Timing(NOW + 1, 5000.0),
        Outcome(OutcomeKind.TRANSPORT, Sent.NOTHING, "network-timeout"),
    )
    return Flow((login, fine, lost))


def test_shape() -> None:
    log = har(flow())["log"]
    assert log["version"] == "1.2"
    assert log["creator"]["name"] == "wxauth"
    assert [event["what"] for event in log["_wxauth"]["events"]] == ["login-called"]
    for entry in log["entries"]:
        begun = datetime.fromisoformat(entry["startedDateTime"])
        assert begun.utcoffset() == timedelta(0)
        assert set(entry) >= {"startedDateTime", "time", "request", "response", "cache", "timings"}
        assert set(entry["request"]) >= {
            "method",
            "url",
            "httpVersion",
            "cookies",
            "headers",
            "queryString",
            "headersSize",
            "bodySize",
        }
        assert set(entry["response"]) >= {
            "status",
            "statusText",
            "httpVersion",
            "cookies",
            "headers",
            "content",
            "redirectURL",
            "headersSize",
            "bodySize",
        }
        assert set(entry["response"]["content"]) >= {"size", "mimeType"}
        timings = entry["timings"]
        assert set(timings) >= {"send", "wait", "receive"}
        assert min(timings["send"], timings["wait"], timings["receive"]) >= 0
        assert all(value >= 0 or value == -1 for value in timings.values())
        total = sum(value for name, value in timings.items() if value >= 0 and name != "ssl")
        assert entry["time"] == pytest.approx(total)


def test_what_was_measured() -> None:
    fine, lost = har(flow())["log"]["entries"]
    assert fine["timings"] == {"blocked": -1, "dns": 5, "connect": 25, "send": 0, "wait": 60, "receive": 10, "ssl": 15}
    assert fine["time"] == 100
    assert fine["startedDateTime"] == "2027-01-15T08:00:00.250+00:00"
    assert lost["timings"]["dns"] == lost["timings"]["ssl"] == -1
    assert lost["response"]["status"] == 0
    assert lost["response"]["_error"] == "network-timeout"
    assert lost["_wxauth"]["outcome"]["sent"] == "nothing"
    assert lost["request"]["postData"]["text"] == '{"code":"\\xff"}'
    assert fine["_wxauth"]["learnt"] == {"openid": "oABC", "session_key": "****hQ=="}
    assert fine["request"]["queryString"][0] == {"name": "appid", "value": "wx1"}


def test_no_secret() -> None:
    text = json.dumps(har(flow()))
    for secret in (APPSECRET, SESSION_KEY, CODE, "sid=abc", "x=y"):
        assert secret not in text


def test_no_secret_even_if_nobody_registered_it() -> None:
    from wxauth_cli.core.secret import LIVE

    made = flow()
    LIVE.clear()
    text = json.dumps(har(made))
    for secret in (APPSECRET, SESSION_KEY, CODE, "sid=abc", "x=y"):
        assert secret not in text


def test_the_file_is_the_owners_own(tmp_path: Path) -> None:
    folder = tmp_path / "traces"
    folder.mkdir()
    path = folder / "trace.har"
    write_har(path, flow())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text(encoding="utf-8")) == har(flow())
    path.chmod(0o644)
    write_har(path, Flow())
    assert json.loads(path.read_text(encoding="utf-8"))["log"]["entries"] == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(folder) == ["trace.har"]


def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("keep")
    for name, to in (("link", target), ("dangling", tmp_path / "nowhere")):
        link = tmp_path / name
        link.symlink_to(to)
        with pytest.raises(InputError) as caught:
            write_har(link, flow())
        assert caught.value.code == "trace-not-a-file"
        assert link.is_symlink()
    assert target.read_text() == "keep"
    assert not (tmp_path / "nowhere").exists()


def test_what_cannot_be_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    for path, code in (
        (tmp_path, "trace-not-a-file"),
        (tmp_path / "fifo", "trace-not-a-file"),
        (tmp_path / "missing" / "x.har", "trace-unwritable"),
        (tmp_path / ("x" * 300), "trace-unwritable"),
        (tmp_path / "a\0b", "trace-unwritable"),
    ):
        with pytest.raises(InputError) as caught:
            write_har(path, flow())
        assert caught.value.code == code
    assert not list(tmp_path.rglob("*.tmp"))


def test_hostile_values_do_not_break_it() -> None:
    exchange = Exchange(
        2,
        Leg.CLIENT_BACKEND,
        "POST \x1b[31m",
        HttpRequest("POST", "http://[::1/\udc80?%zz=%&&==\x00", (("X-\u202e", "\x1b"),), b"\x00\xff" * 5),
        HttpResponse(799, (), b'{"a":' * 3000),
        Timing(NOW, -5.0, first_byte_ms=9.0),
        Outcome(OutcomeKind.WECHAT, errcode=40029, errmsg="\x1b\u202e"),
    )
    (entry,) = har(Flow((exchange,)))["log"]["entries"]
    assert entry["time"] == 0
    assert entry["response"]["statusText"] == ""
