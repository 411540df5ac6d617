"""Causes that are seen in the order of things, in consoles' and libraries' texts, and in what is told in words."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest

from tests.conftest import NOW
from tests.diagnose import evidence as e
from tests.diagnose import sequences as s
from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.core.model import Exchange, HttpResponse, Leg
from wxauth_cli.core.signatures import raw_data_signature

C, L, P = Confidence.CERTAIN, Confidence.LIKELY, Confidence.POSSIBLE
KEY = base64.b64encode(bytes(range(16))).decode()
ANONYMOUS = "\u5fae\u4fe1\u7528\u6237"
RAW = '{"nickName":"Band"}'
SIGNED = json.dumps(
    {
        "rawData": RAW,
        "signature": raw_data_signature(RAW, "HyVFkGl5F5OQWJZZaNzBBg=="),
        "session_key": "HyVFkGl5F5OQWJZZaNzBBg==",
    }
)


def pasted(*texts: str, notes: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    return e.judge(*texts, notes=notes).findings


def flow(*items: Exchange, notes: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    return e.judge_flow(*items, notes=notes)


def with_body(exchange: Exchange, body: bytes, content_type: str) -> Exchange:
    response = HttpResponse(200, (("Content-Type", content_type),), body)
    return replace(exchange, response=response)


def loop(rounds: int, *, fresh: bool = True) -> list[Exchange]:
    made: list[Exchange] = []
    for number in range(rounds):
        at = NOW + number * 3
        made.append(s.login(number, at=at))
        made.append(s.call(number if fresh else 99 + number, at=at + 1, status=401))
    return made


def app_logins(wrong: int, total: int, *, version: str = "12") -> list[Exchange]:
    made: list[Exchange] = []
    for number in range(total):
        at = NOW + number
        client = e.OTHER_APPID if number < wrong else e.APPID
        made.append(s.login(number, at=at, appid=client, version=version if number < wrong else "12"))
        refused = (40029, "invalid code") if number < wrong else (0, "")
        made.append(e.code2session(*refused, at=at + 0.01, js_code=s.code(number)))
    return made


CASES: dict[str, tuple[tuple[Finding, ...], Confidence, tuple[Finding, ...]]] = {
    "integer-sub": (
        pasted("jwt.exceptions.InvalidSubjectError: Subject must be a string"),
        C,
        pasted("jwt.exceptions.DecodeError: Not enough segments"),
    ),
    "clock-skew": (
        pasted("jwt.exceptions.ImmatureSignatureError: The token is not yet valid (iat)"),
        L,
        pasted("jwt.exceptions.ExpiredSignatureError: Signature has expired"),
    ),
    "base64-secret-mismatch": (pasted("JsonWebTokenError: invalid signature"), P, pasted("TokenExpiredError")),
    "userinfo-emptied": (pasted(f"nickName: {ANONYMOUS}"), L, pasted("nickName: Band")),
    "cloudid-as-payload": (
        pasted('{"errcode":-601006,"errmsg":"cloudID expired."}'),
        C,
        pasted('{"errcode":-601000,"errmsg":"system error"}'),
    ),
    "devtools-not-member": (
        pasted('{"errMsg":"login:fail 登录用户不是该小程序的开发者"}'),
        C,
        pasted('{"errMsg":"login:fail timeout"}'),
    ),
    "domain-not-listed": (
        pasted("request:fail url not in domain list"),
        C,
        pasted("request:fail timeout"),
    ),
    "tls-chain-on-device": (
        pasted('{"errMsg":"request:fail ssl hand shake error"}'),
        L,
        pasted('{"errMsg":"request:fail timeout"}'),
    ),
    "userprofile-not-in-tap": (
        pasted("getUserProfile:fail can only be invoked by user TAP gesture."),
        C,
        pasted("getUserProfile:fail auth deny"),
    ),
    "padding-provider": (
        pasted("java.security.NoSuchAlgorithmException: Cannot find any provider supporting AES/CBC/PKCS7Padding"),
        C,
        pasted('Cipher.getInstance("AES/CBC/PKCS7Padding", "BC"); // code been used'),
    ),
    "official-python-demo-fault": (
        pasted("TypeError: ord() expected string of length 1, but int found"),
        L,
        pasted("UnicodeDecodeError: 'utf-8' codec can't decode byte 0x8f in position 0: invalid start byte"),
    ),
    "server-ca-missing": (
        pasted("cURL error 60: SSL certificate problem: unable to get local issuer certificate for api.weixin.qq.com"),
        C,
        pasted("curl: (60) SSL certificate problem: unable to get local issuer certificate"),
    ),
    "server-network": (
        pasted("java.net.UnknownHostException: api.weixin.qq.com"),
        C,
        pasted("cURL error 28: Connection timed out after 5001 milliseconds"),
    ),
    "keyring-unavailable": (
        pasted("keyring.errors.NoKeyringError: No recommended backend was available."),
        C,
        (),
    ),
    "secret-in-cache-key": (
        pasted(f'1) "easywechat.basic_service.access_token.{e.APPID}.{e.SECRET}.0"\n2) "user:1"'),
        C,
        pasted(f'1) "wechat:access_token:{e.APPID}"\n2) "user:1" code been used'),
    ),
    "secret-leaks-in-errors": (
        pasted(
            "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.weixin.qq.com', port=443): Max retries "
            f"exceeded with url: /cgi-bin/token?grant_type=client_credential&appid={e.APPID}&secret={e.SECRET}"
        ),
        C,
        pasted(f"INFO GET https://api.weixin.qq.com/cgi-bin/token?appid={e.APPID}&secret={e.SECRET} 200 13ms"),
    ),
    "error-inside-200-or-binary": (
        flow(
            with_body(s.visit("/api/qrcode", auth="Bearer x"), b'{"errcode":40001,"errmsg":"invalid"}', "image/jpeg"),
        ),
        C,
        flow(with_body(e.code2session(40029, "invalid code"), b'{"errcode":40029,"errmsg":"x"}', "text/plain")),
    ),
    "backend-code-null": (
        flow(s.login(1, status=500), e.code2session(41008, "missing code", js_code="null", at=NOW + 0.1)),
        C,
        flow(e.code2session(41008, "missing code", js_code="null")),
    ),
    "uniapp-field-name": (
        flow(s.visit("/api/login", body={"code": "undefined"}, status=400)),
        C,
        pasted('{"code": "undefined"}'),
    ),
    "concurrent-login": (
        flow(s.login(1), s.login(2, at=NOW + 0.05), s.granted(1), s.granted(2)),
        C,
        flow(s.login(1), s.login(2, at=NOW + 0.05)),
    ),
    "bearer-format": (
        flow(s.login(1), s.call(1, auth=s.token(1), status=401, at=NOW + 1), s.call(1, at=NOW + 2)),
        C,
        flow(s.login(1), s.call(1, auth=s.token(1), status=401, at=NOW + 1)),
    ),
    "token-undefined": (
        flow(s.call(auth="Bearer undefined", status=401)),
        C,
        flow(s.call(auth="Bearer undefined")),
    ),
    "cookies-not-kept": (
        flow(
            s.login(answer={"code": 0}, answer_headers=(("Set-Cookie", "JSESSIONID=1; Path=/"),)),
            s.visit("/api/me", method="GET", status=401, at=NOW + 1),
        ),
        C,
        flow(
            s.login(answer={"code": 0}, answer_headers=(("Set-Cookie", "JSESSIONID=1; Path=/"),)),
            s.visit("/api/me", method="GET", status=401, at=NOW + 1, headers=(("Cookie", "JSESSIONID=1"),)),
        ),
    ),
    "header-dropped-by-proxy": (
        flow(
            s.call(auth="Bearer " + s.token(1), status=401),
            s.visit(
                "/api/me", method="GET", status=401, marked=False, headers=(("Host", "backend.example"),), at=NOW + 0.1
            ),
        ),
        C,
        flow(s.visit("/api/me", method="GET", status=401, headers=(("access_token", s.token(1)),))),
    ),
    "relogin-loop": (flow(*loop(4)), C, flow(*loop(4, fresh=False))),
    "refresh-race": (
        flow(
            s.visit("/api/refresh", body={"refreshToken": "r1"}, answer={"token": "t"}),
            s.visit("/api/refresh", body={"refreshToken": "r1"}, status=401, at=NOW + 0.2),
        ),
        C,
        flow(
            s.visit("/api/refresh", body={"refreshToken": "r1"}, answer={"token": "t"}),
            s.visit("/api/refresh", body={"refreshToken": "r2"}, status=401, at=NOW + 0.2),
        ),
    ),
    "own-session-vs-checksession": (
        flow(
            *(s.call(auth="Bearer " + s.token(exp=NOW - 600), status=401, at=NOW + n, date=NOW + n) for n in range(3))
        ),
        L,
        flow(s.call(auth="Bearer " + s.token(exp=NOW - 600), status=401, date=NOW)),
    ),
    "cdn-cached-user-data": (
        flow(s.call(answer={"nickName": "A", "phone": "1"}, answer_headers=(("X-Cache", "HIT from edge"),))),
        C,
        flow(s.call(answer={"nickName": "A", "phone": "1"}, answer_headers=(("X-Cache", "MISS"),))),
    ),
    "backend-hides-reason": (
        flow(s.login(status=500, answer={"message": "Internal Server Error"})),
        C,
        flow(s.login(status=500), e.code2session(40029, "invalid code", js_code=s.code(1))),
    ),
    "alternating-decrypt": (
        flow(*(s.payload(ok=bool(n % 2), at=NOW + n * 60) for n in range(4))),
        L,
        flow(*(s.payload(ok=n > 1, at=NOW + n * 60) for n in range(4))),
    ),
    "session-key-stale-relogin": (
        flow(s.login(1), s.payload(ok=False, at=NOW + 1)),
        L,
        flow(s.login(1), s.payload(ok=False, at=NOW + 600)),
    ),
    "devtools-cached-appid": (flow(*app_logins(1, 3, version="devtools")), L, flow(*app_logins(1, 3))),
    "multi-appid-mixup": (
        flow(*app_logins(2, 10), s.login(77, at=NOW + 50, appid=e.OTHER_APPID), s.granted(77, appid=e.OTHER_APPID)),
        L,
        flow(*app_logins(2, 10)),
    ),
    "devtools-differs-userinfo": (
        flow(
            s.visit("/api/user", body={"userInfo": {"nickName": "Band"}}, version="devtools"),
            s.visit("/api/user", body={"userInfo": {"nickName": ANONYMOUS}}, at=NOW + 9),
        ),
        C,
        pasted("code been used", notes=(f"devtools fine, phones show {ANONYMOUS}",)),
    ),
    "phone-code-other-user": (
        flow(
            s.visit("/api/phone", body={"code": e.PHONE_CODE}, auth="Bearer " + s.token(1)),
            s.visit("/api/phone", body={"code": e.PHONE_CODE}, auth="Bearer " + s.token(2), at=NOW + 2),
        ),
        L,
        flow(s.visit("/api/phone", body={"code": e.PHONE_CODE}, auth="Bearer " + s.token(1))),
    ),
    "phone-event-without-code": (
        pasted('{"errMsg":"getPhoneNumber:ok","code":null,"encryptedData":"QUJD","iv":"QUJD"}'),
        L,
        pasted('{"errMsg":"getPhoneNumber:ok","encryptedData":"QUJD","iv":"QUJD"}'),
    ),
    "prefetch-rotated-key": (
        flow(
            s.visit(f"/prefetch?code={s.code(1)}&fetchType=pre", method="GET", marked=False),
            s.login(2, at=NOW + 2),
            s.payload(ok=False, at=NOW + 30),
        ),
        L,
        flow(
            s.visit(f"/prefetch?code={s.code(1)}&fetchType=pre", method="GET", marked=False),
            s.login(2, at=NOW + 2),
            s.payload(ok=True, at=NOW + 30),
        ),
    ),
    "unionid-missing": (
        pasted(f'{{"openid":"{s.OPENID}","session_key":"{KEY}"}}', notes=("拿不到 unionid",)),
        C,
        pasted("code been used", notes=("unionid is empty",)),
    ),
    "sdk-drops-unionid": (
        pasted(
            f'{{"openid":"{s.OPENID}","session_key":"{KEY}","unionid":"o6_bm"}}', "WxUser(openid=o1, unionid=null)\n"
        ),
        C,
        pasted("WxUser(openid=o1, unionid=null)\n"),
    ),
    "sdk-verifier-inverted": (pasted(SIGNED, notes=("backend: 验签失败",)), P, pasted(SIGNED)),
    "secret-in-client": (
        flow(replace(e.code2session(), leg=Leg.CLIENT_BACKEND)),
        C,
        flow(e.code2session()),
    ),
    "stable-legacy-confusion": (
        flow(
            e.token_fetch(at=NOW - 900),
            e.http(
                "POST",
                "https://api.weixin.qq.com/cgi-bin/stable_token",
                body=json.dumps({"appid": e.APPID, "secret": e.SECRET}).encode(),
                at=NOW - 800,
            ),
            e.phone(40001, "invalid credential, access_token is invalid or not latest"),
        ),
        L,
        flow(
            e.token_fetch(at=NOW - 900),
            e.phone(40001, "invalid credential, access_token is invalid or not latest"),
        ),
    ),
    "trusting-client-openid": (
        flow(s.visit("/api/login", body={"openid": s.OPENID}, answer={"token": s.token()})),
        L,
        flow(s.visit("/api/login", body={"openid": s.OPENID, "code": s.code(1)}, answer={"token": s.token()})),
    ),
    "session-key-sent-to-client": (
        flow(s.login(answer={"data": {"openid": s.OPENID, "session_key": KEY}})),
        C,
        flow(s.login(answer={"data": {"openid": s.OPENID, "session_key": "hidden"}})),
    ),
}


@pytest.mark.parametrize("slug", sorted(CASES))
def test_a_case_is_named_and_its_near_miss_more_modestly(slug: str) -> None:
    findings, expected, near_miss = CASES[slug]
    assert e.confidence_in(findings, slug) is expected
    near = e.confidence_in(near_miss, slug)
    assert near is None or near.rank > expected.rank
    assert C not in {finding.confidence for finding in near_miss if finding.id in CASES} or slug in (
        "backend-code-null",
        "multi-appid-mixup",
    )


@pytest.mark.parametrize("slug", sorted(set(CASES) - {"sdk-verifier-inverted"}))
def test_the_case_leads(slug: str) -> None:
    findings, _, _ = CASES[slug]
    assert findings[0].id == slug


def test_a_code_that_had_worked_and_fails_later_is_used_up() -> None:
    """Nobody says why; the two requests do."""
    again = {"at": NOW + 10, "status": 500, "answer": {"code": 500, "msg": "登录失败"}}
    found = flow(s.login(1), s.login(1, **again))
    assert [(finding.id, finding.confidence) for finding in found] == [("code-reused", Confidence.LIKELY)]
    # Right behind each other they may be one that was sent twice; with another code nothing can be told.
    for other in (flow(s.login(1), s.login(1, **{**again, "at": NOW + 1})), flow(s.login(1), s.login(2, **again))):
        assert [finding.id for finding in other] == ["backend-hides-reason"]


def test_a_loop_is_seen_in_an_access_log() -> None:
    """Which has neither codes nor tokens; a call that is served between ends it."""
    rounds = []
    for number in range(4):
        rounds += [
            s.visit("/api/login", at=NOW + 2 * number, step=2),
            s.visit("/api/me", method="GET", status=401, at=NOW + 2 * number + 1),
        ]
    assert e.confidence_in(flow(*rounds), "relogin-loop") is Confidence.LIKELY
    served = s.visit("/api/me", method="GET", at=NOW + 3.5)
    assert e.confidence_in(flow(*rounds[:4], served, *rounds[4:]), "relogin-loop") is None


def test_a_second_login_right_after_the_first_tokens_refusal_is_not_beside_it() -> None:
    """A loop can be that fast: the client had the first token when it logged in again."""
    first = s.login(1, ms=10)
    again = s.login(2, at=NOW + 0.05)
    refused = s.call(1, status=401, answer={"code": 401}, at=NOW + 0.02, ms=5)
    granted = (s.granted(1), s.granted(2, at=NOW + 0.06))
    assert e.confidence_in(flow(first, again, *granted), "concurrent-login") is C
    assert e.confidence_in(flow(first, refused, again, *granted), "concurrent-login") is None


SETTINGS = [
    (f'WX_APPID="{e.APPID.upper()}"\n', "appid-malformed"),
    (f"<?php return ['mini_program' => ['app_id' => '{e.APPID} ', 'secret' => env('S')]];\n", "appid-malformed"),
    (f"wechat:\n  appid: {e.APPID[:-1]}\n  secret: ${{WX_SECRET}}\n", "appid-malformed"),
    ('[wechat]\nappid = "gh_0123456789ab"\n', "appid-malformed"),
    (f"wx.appid={e.APPID}\nwx.secret={e.SECRET[:31]}\n", "appsecret-wrong"),
    (f"wx.appid={e.APPID}\nwx.secret={e.SECRET.upper()}\n", "appsecret-wrong"),
]


@pytest.mark.parametrize(("text", "slug"), SETTINGS)
def test_a_setting_that_cannot_be_right(text: str, slug: str) -> None:
    findings = pasted(text)
    assert [(finding.id, finding.confidence) for finding in findings] == [(slug, C)]
    assert not any(e.SECRET[:31] in piece.what for finding in findings for piece in finding.evidence)
