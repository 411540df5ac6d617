"""What is in order gives no finding: flows and texts of many shapes, and odd ones that are fine."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import NOW
from tests.diagnose import evidence as e
from tests.diagnose import sequences as s
from tests.hanging import no_hang
from wxauth_cli.core.findings import Severity
from wxauth_cli.core.model import Exchange, Flow
from wxauth_cli.diagnose.engine import findings_for_flow
from wxauth_cli.diagnose.signs import signs_in

KEY = "tiihtNczf5v6AKRyjwEUhQ=="


def logged_in(number: int = 1, *, openid: str = s.OPENID, at: float = NOW, **more: object) -> tuple[Exchange, ...]:
    """One login with its exchange, and a call with its token."""
    return (
        s.login(number, at=at, **more),
        s.granted(number, openid=openid, at=at + 0.02),
        s.call(number, at=at + 1),
    )


def stable(at: float) -> Exchange:
    body = json.dumps({"appid": e.APPID, "secret": e.SECRET}).encode()
    return e.http("POST", "https://api.weixin.qq.com/cgi-bin/stable_token", body=body, at=at)


FLOWS: dict[str, tuple[Exchange, ...]] = {
    "a login and calls": (*logged_in(), s.call(at=NOW + 2), s.call(at=NOW + 3)),
    "a second login later": (*logged_in(1), *logged_in(2, at=NOW + 4000)),
    "two users at the same moment": (*logged_in(1), *logged_in(2, openid=s.OTHER_OPENID, at=NOW + 0.01)),
    "two users in a server's log": (s.login(1, marked=False), s.login(2, marked=False, at=NOW + 0.01)),
    "a token that ran out, and one new login": (
        s.call(7, status=401, auth="Bearer " + s.token(7, kid="a"), at=NOW),
        *logged_in(1, at=NOW + 1),
    ),
    "several users whose tokens ran out": tuple(
        item
        for number in range(5)
        for item in (
            s.call(50 + number, status=401, at=NOW + number * 60),
            s.login(number, at=NOW + number * 60 + 1),
            s.call(number, at=NOW + number * 60 + 2),
        )
    ),
    "a refresh": (
        s.login(1),
        s.visit("/api/refresh", body={"refreshToken": "r1"}, answer={"token": s.token(2)}, at=NOW + 60),
        s.call(2, at=NOW + 61),
    ),
    "two refreshes within the grace": (
        s.visit("/api/refresh", body={"refreshToken": "r1"}, answer={"token": s.token(2)}),
        s.visit("/api/refresh", body={"refreshToken": "r1"}, answer={"token": s.token(2)}, at=NOW + 0.1),
    ),
    "a bare token that is served": (s.login(1), s.call(1, auth=s.token(1))),
    "bearer in small letters": (s.login(1), s.call(1, auth="bearer " + s.token(1))),
    "a token under a name with an underscore": (
        s.visit("/api/me", method="GET", headers=(("access_token", s.token(1)),), answer={"code": 0}),
    ),
    "no token yet on a public call": (
        s.visit("/api/banner", method="GET", auth="Bearer undefined", answer={"code": 0}),
    ),
    "cookies that come back": (
        s.login(answer={"code": 0}, answer_headers=(("Set-Cookie", "JSESSIONID=1; Path=/"),)),
        s.visit("/api/me", method="GET", headers=(("Cookie", "JSESSIONID=1"),), answer={"code": 0}, at=NOW + 1),
    ),
    "a load balancer's cookie": (
        s.login(answer={"token": s.token(1)}, answer_headers=(("Set-Cookie", "acw_tc=1; Path=/"),)),
        s.call(1, at=NOW + 1),
    ),
    "a cached banner": (
        s.call(answer={"code": 0, "data": {"banners": [1]}}, answer_headers=(("X-Cache", "HIT"), ("Age", "30"))),
    ),
    "a personal answer past the cache": (s.call(answer={"nickName": "A"}, answer_headers=(("X-Cache", "MISS"),)),),
    "no unionid": (s.login(1), s.granted(1)),
    "a phone code without openid": (e.token_fetch(at=NOW - 9), e.phone()),
    "an event with code and data": (s.payload(ok=True, code=e.PHONE_CODE),),
    "an old event without a code": (s.payload(ok=True),),
    "pre-fetch and login that work": (
        s.visit(f"/prefetch?code={s.code(1)}&fetchType=pre", method="GET", marked=False, answer={"code": 0}),
        *logged_in(2, at=NOW + 2),
        s.payload(ok=True, at=NOW + 30),
    ),
    "a login right before data that open": (s.login(1), s.payload(ok=True, at=NOW + 1)),
    "DevTools with the same appid": logged_in(version="devtools"),
    "two mini programs, each with its own appid": (
        *logged_in(1),
        s.login(2, appid=e.OTHER_APPID, at=NOW + 9),
        s.granted(2, appid=e.OTHER_APPID, openid=s.OTHER_OPENID, at=NOW + 9.02),
    ),
    "both kinds of access_token": (e.token_fetch(at=NOW - 99), stable(NOW - 90), e.phone()),
    "an OAuth-style answer of the backend": (
        s.login(answer={"access_token": s.token(1), "expires_in": 7200, "token_type": "bearer"}),
        s.call(1, at=NOW + 1),
    ),
    "a session name that is no session_key": (
        s.login(answer={"sessionKey": "5f0c1f0e-8d5c-4a52-9d1e-0242ac120002", "token": s.token(1)}),
    ),
    "a business failure": (*logged_in(), s.call(answer={"code": 1001, "msg": "库存不足"}, at=NOW + 5)),
    "an openid in a call with a token": (
        s.visit("/api/bind", body={"openid": s.OPENID}, auth="Bearer " + s.token(), answer={"token": s.token(2)}),
    ),
    "a login by password": (
        s.visit("/admin/login", body={"username": "a", "password": "b"}, answer={"token": s.token()}, marked=False),
    ),
    "a day of logins": tuple(item for number in range(20) for item in logged_in(number, at=NOW + number * 3600)),
    "a page of a login that is only looked at": (s.visit("/login", method="GET", status=404, marked=False),),
    "a backend behind a proxy without marks": (s.login(1, marked=False), s.call(1, marked=False, at=NOW + 1)),
}

TEXTS: dict[str, str] = {
    "settings that are right": f'WX_APPID="{e.APPID}"\nWX_SECRET={e.SECRET}\nTOKEN_SECRET=whatever-else\n',
    "settings as a template": "wechat:\n  appid: ${WX_APPID}\n  secret: ${WX_SECRET}\n",
    "an access log": '10.0.0.1 - - [15/Jan/2027:08:00:00 +0000] "POST /api/login HTTP/1.1" 200 512 "-" "okhttp/4.9"',
    "an application's log": (
        "2027-01-15 08:00:00 INFO login ok user=12 cost=35ms\n2027-01-15 08:00:01 INFO "
        "GET /api/me 200"
    ),
    "a key list without a secret": (
        f'1) "wechat:access_token:{e.APPID}"\n2) "session:12"\n3) '
        f'"spring:session:expirations"'
    ),
    "a masked request": "GET https://api.weixin.qq.com/sns/jscode2session?appid=wx&secret=***&js_code=*** 200 12ms",
    "a good header": f"Authorization: Bearer {s.token()}",
    "another service's trouble": (
        "redis.exceptions.ConnectionError: Error 111 connecting to 127.0.0.1:6379. "
        "Connection refused."
    ),
    "another program's exception": (
        "java.lang.NullPointerException\n\tat "
        "com.shop.OrderService.pay(OrderService.java:42)"
    ),
    "words about keys": "we keep the AppSecret in the keyring and read it with the keyring library",
    "a success message": '{"errMsg":"login:ok","code":"' + e.CODE + '"}',
    "a client's success": '{"errMsg":"request:ok","statusCode":200}',
    "an answer": f'{{"openid":"{s.OPENID}","session_key":"{KEY}"}}',
    "an answer with unionid": (
        f'{{"openid":"{s.OPENID}","session_key":"{KEY}",'
        f'"unionid":"o6_bmasdasdsad6_2sgVt7hMZOPfL"}}'
    ),
    "source code of a backend": (
        "const res = await axios.get('https://api.weixin.qq.com/sns/jscode2session', { "
        "params })"
    ),
    "a retry that worked": "read timed out talking to https://pay.example.com, retry 1 ok",
}  # fmt: skip


def test_there_are_many() -> None:
    assert len(FLOWS) >= 30
    assert len(TEXTS) >= 12


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS.keys())
def test_a_healthy_flow_is_silent(flow: tuple[Exchange, ...]) -> None:
    findings = findings_for_flow(Flow(flow), lang="en", now=NOW)
    assert [(finding.id, finding.confidence.value) for finding in findings] == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_healthy_text_is_silent(text: str) -> None:
    findings = e.judge(text).findings
    assert [finding.id for finding in findings if finding.severity is not Severity.INFO] == []


HOSTILE = {
    "one long line": "Authorization: " * 60_000,
    "quotes": "\"'" * 300_000,
    "secrets without end": "secret=" + "0" * 500_000,
    "many secrets": ("Exception secret=" + e.SECRET + " ") * 10_000,
    "certificates": "certificate verify failed " * 30_000,
    "growing letters": "\u0130" * 200_000 + " Authorization: Bearer undefined",
    "NUL": "\x00" * 100_000 + "NoKeyringError",
    "escape codes": "\x1b]0;x\x07 curl error 60 \x1b[2J" * 5_000,
    "dots": "access_token." * 60_000,
    "undefined": "token: " * 80_000 + "undefined",
    "a word that many signs begin with": "checksession ok " * 30_000,
    "logins": "login 500" * 50_000,
    "ids": "unionid is " * 40_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read(text: str) -> None:
    with no_hang():
        signs = signs_in(text)
    assert all(len(sign.text) < 400 and e.SECRET not in sign.text for _, _, sign in signs)


@pytest.mark.parametrize(
    "text",
    [
        'errcode":40029,"errmsg":"' * 4_000,
        '{"errcode":40029}\n' * 6_000,
        "base64 decrypt NullPointerException\n" * 3_000,
        "errcode:" * 12_000,
        "%7B%22errcode%22" * 6_000,
        "“" * 100_000,
        "[" * 100_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_diagnosed(text: str) -> None:
    with no_hang():
        e.judge(text)


def test_a_hostile_answer_of_a_backend_is_no_trouble() -> None:
    bodies = [
        b"{" * 100_000,
        b'{"data":' * 5_000,
        b"\xff\xfe{}",
        b'{"code":NaN}',
        b'{"code":{"a":1},"data":[1]}',
        b"[]",
        b"1",
    ]
    flow = Flow(tuple(s.login(number, answer=body, at=NOW + number) for number, body in enumerate(bodies)))
    assert findings_for_flow(flow, lang="zh", now=NOW) == ()


@pytest.mark.parametrize("kind", ["refused", "logins", "payloads"])
def test_thousands_of_requests_are_judged(kind: str) -> None:
    count = 2_000
    makers: dict[str, Callable[[int], Exchange]] = {
        "refused": lambda n: e.code2session(40029, "invalid code", js_code=s.code(n), at=NOW + n),
        "logins": lambda n: s.login(n, at=NOW + n * 0.001),
        "payloads": lambda n: s.payload(ok=bool(n % 3), at=NOW + n),
    }
    made = makers[kind]
    flow = Flow(tuple(made(number) for number in range(count)))
    with no_hang():
        findings_for_flow(flow, lang="en", now=NOW)
