"""Which proxy, by the environment that is passed in."""

from __future__ import annotations

import pytest

from wxauth_cli.net.proxy import is_loopback, proxy_for

PROXY = "http://proxy.test:3128"


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, None),
        ({"HTTPS_PROXY": PROXY}, PROXY),
        ({"https_proxy": PROXY}, PROXY),
        ({"https_proxy": PROXY, "HTTPS_PROXY": "http://other"}, PROXY),
        ({"https_proxy": "", "HTTPS_PROXY": PROXY}, None),
        ({"HTTPS_PROXY": "proxy.test:3128"}, PROXY),
        ({"HTTP_PROXY": PROXY}, None),
        ({"ALL_PROXY": PROXY}, PROXY),
        ({"ALL_PROXY": "http://other", "HTTPS_PROXY": PROXY}, PROXY),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "a.test, .qq.com"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "weixin.qq.com"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.weixin.qq.com"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "xin.qq.com,qq.com.cn"}, PROXY),
        ({"HTTPS_PROXY": PROXY, "no_proxy": "https://api.weixin.qq.com"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": " , "}, PROXY),
    ],
)
def test_proxy_of_wechat(env: dict[str, str], expected: str | None) -> None:
    assert proxy_for("https", "api.weixin.qq.com", env) == expected


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "[::1]", "a.localhost", "LOCALHOST."])
def test_this_machine_is_never_proxied(host: str) -> None:
    assert is_loopback(host)
    assert proxy_for("http", host, {"HTTP_PROXY": PROXY, "ALL_PROXY": PROXY}) is None


@pytest.mark.parametrize("host", ["127.0.0.1.example.com", "localhost.example.com", "10.0.0.1", "", "::2"])
def test_what_is_not_this_machine(host: str) -> None:
    assert not is_loopback(host)


def test_a_cgi_programs_proxy_header_is_no_proxy() -> None:
    assert proxy_for("http", "a.test", {"HTTP_PROXY": PROXY}) == PROXY
    assert proxy_for("http", "a.test", {"HTTP_PROXY": PROXY, "REQUEST_METHOD": "GET"}) is None
