"""The door to WeChat: to the sandbox, and to the real hosts (here a stand-in on this machine) over verified TLS."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.record.support import Heads, get, talk
from wxauth_cli.actions.context import Context, Streams
from wxauth_cli.actions.trace_record import _wechat_side
from wxauth_cli.net.tls import context
from wxauth_cli.record.doors import Door, Doors
from wxauth_cli.record.target import WECHAT_ORIGIN, BadTarget, may_enter, target_of
from wxauth_cli.sandbox.authority import make_authority, server_context
from wxauth_cli.sandbox.server import Running, open_wechat_door


def through(wechat: Running, env: dict[str, str], now: float) -> tuple[bytes, dict[str, object]]:
    """What a backend gets that asks WeChat through the door, and what is heard of it."""
    authority = make_authority(now)
    if "SSL_CERT_FILE" in env:
        Path(env["SSL_CERT_FILE"]).write_bytes(authority.certificate_pem)
    port, close = open_wechat_door(wechat.front, tls=server_context(authority, now))
    target = replace(target_of(WECHAT_ORIGIN, "wechat", tls=context(env)), dial=("127.0.0.1", port))
    heads = Heads()
    try:
        with Doors([Door(target)], now=lambda: now, keep=heads.keep) as doors:
            query = (
                f"appid={wechat.appid}&secret={wechat.secret}&js_code={wechat.login()}&grant_type=authorization_code"
            )
            got = talk(doors.ports[0], get(f"/sns/jscode2session?{query}", "Connection: close"))[0]
            (heard,) = heads.wait(1)
    finally:
        close()
    return got, heard


def real_now() -> float:
    import time

    return time.time()


def test_the_real_one_is_reached_over_tls_under_its_own_name(wechat: Running, tmp_path: Path) -> None:
    got, heard = through(wechat, {"SSL_CERT_FILE": str(tmp_path / "ca.pem")}, real_now())
    assert b'"openid"' in got
    assert str(heard["url"]).startswith("https://api.weixin.qq.com/sns/jscode2session?")
    assert ("Host", "api.weixin.qq.com") in heard["request_headers"]  # type: ignore[operator]


def test_one_that_cannot_prove_who_it_is_gets_nothing(wechat: Running) -> None:
    got, heard = through(wechat, {}, real_now())
    assert got.startswith(b"HTTP/1.1 502")
    assert (heard["failure"], heard["sent"]) == ("tls-untrusted", "nothing")
    assert not wechat.control("journal")["entries"]


def test_real_means_one_host_and_no_other(cli: object) -> None:
    import io

    stream = io.StringIO()
    run = Context("en", FakeClock(), {}, Streams(stream, stream, stream))
    with _wechat_side(run, "real") as (target, sandbox):
        assert (target.host, target.port, target.dial) == ("api.weixin.qq.com", 443, None)
        assert target.tls is not None
        assert target.tls.check_hostname
        assert sandbox is None


@pytest.mark.quick
@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://", "host"),
        ("http://a b", "host"),
        ("http://a:x", "port"),
        ("http://a:0", "port"),
        ("http://u@a", "user"),
        ("http://a/b", "path"),
        ("http://a?b", "path"),
        ("http://[::1", "port"),
    ],
)
def test_what_is_no_target(url: str, word: str) -> None:
    with pytest.raises(BadTarget) as caught:
        target_of(url, "client")
    assert str(caught.value) == word


@pytest.mark.quick
@pytest.mark.parametrize(
    ("url", "host", "port", "authority"),
    [
        ("http://127.0.0.1:3000/", "127.0.0.1", 3000, "127.0.0.1:3000"),
        ("http://backend", "backend", 80, "backend"),
        ("https://backend", "backend", 443, "backend"),
        ("http://[::1]:8080", "::1", 8080, "[::1]:8080"),
    ],
)
def test_what_is_one(url: str, host: str, port: int, authority: str) -> None:
    target = target_of(url, "client")
    assert (target.host, target.port, target.authority) == (host, port, authority)


@pytest.mark.quick
def test_who_may_enter() -> None:
    assert may_enter("192.168.1.7:8801", loopback=False)
    assert not may_enter("192.168.1.7:8801", loopback=True)
    assert not may_enter("evil.example", loopback=False)
    assert not may_enter("a/b", loopback=False)
    assert may_enter("evil.example", loopback=True, names=frozenset({"evil.example"}))
