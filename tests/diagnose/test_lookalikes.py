"""Evidence that looks alike: what may be named, how surely at most, what must not be named, what is asked for next."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

import pytest

from tests.conftest import NOW
from tests.diagnose import evidence as e
from tests.diagnose import sequences as s
from wxauth_cli.core.crypto import seal
from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.core.signatures import raw_data_signature

C, L, P = Confidence.CERTAIN, Confidence.LIKELY, Confidence.POSSIBLE


@dataclass(frozen=True)
class Alike:
    """A text that several causes could have written."""

    text: str
    among: frozenset[str]
    at_most: Confidence
    never: frozenset[str] = frozenset()
    asks_for: str = ""


ALIKES = {
    "one 40029": Alike(
        e.error(40029, "invalid code"),
        frozenset({"code-expired", "code-appid-mismatch", "code-kind-swapped", "code-quoted-or-padded"}),
        P,
        frozenset({"code-reused", "plugin-code", "multi-end-app-code", "wecom-code"}),
        "time of wx.login",
    ),
    "one 40163": Alike(
        e.error(40163, "code been used"),
        frozenset({"code-reused", "code-resubmitted-by-plumbing", "code-appid-mismatch"}),
        L,
        frozenset({"code-expired"}),
        "first exchange",
    ),
    "one 40001": Alike(
        e.error(40001, "invalid credential, access_token is invalid or not latest", comma=False),
        frozenset({"token-clobbered", "token-of-other-app", "wrong-account-kind-token"}),
        P,
        frozenset({"token-expired"}),
        "When, by whom",
    ),
    "one 40014": Alike(
        e.error(40014, "invalid access_token", comma=False),
        frozenset({"token-truncated"}),
        P,
        frozenset({"token-expired"}),
    ),
    "one 40013": Alike(
        e.error(40013, "invalid appid"),
        frozenset({"appid-malformed", "token-of-other-app"}),
        L,
        asks_for="Which endpoint",
    ),
    "one 40125": Alike(e.error(40125, "invalid appsecret"), frozenset({"appsecret-wrong"}), L, asks_for="Which SDK"),
    "one 40090": Alike(
        e.error(40090, "invalid request source (bad client ip)"),
        frozenset({"client-ip-or-endpoint"}),
        P,
        asks_for="proxy",
    ),
    "one 41004": Alike(e.error(41004, "appsecret missing"), frozenset({"exchange-param-name"}), L),
    "one 41002": Alike(e.error(41002, "appid missing"), frozenset({"exchange-params-in-body"}), L),
    "one 48002 without a sign of WeCom": Alike(
        e.error(48002, "api forbidden"), frozenset({"wrong-account-kind-token"}), L, frozenset({"wecom-code"})
    ),
    "one 87009": Alike(
        e.error(87009, "invalid signature", comma=False), frozenset({"server-kept-old-key"}), L, asks_for="session_key"
    ),
    "one 61010": Alike(
        e.error(61010, "code is expired"), frozenset({"user-inactive-risk-api"}), P, frozenset({"code-expired"})
    ),
}


@pytest.mark.parametrize("alike", ALIKES.values(), ids=ALIKES.keys())
def test_lookalikes(alike: Alike) -> None:
    diagnosis = e.judge(alike.text)
    named = {finding.id for finding in diagnosis.findings}
    assert alike.among <= named
    assert not alike.never & named
    assert min(finding.confidence.rank for finding in diagnosis.findings) >= alike.at_most.rank
    assert not alike.asks_for or any(alike.asks_for in sentence for sentence in diagnosis.next_evidence)


def test_a_whitelist_error_on_login_does_not_say_that_code2session_needs_a_whitelist() -> None:
    text = e.error(40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist", comma=False)
    named_sdk = e.judge(text, notes=("wechatpy code_to_session",)).findings
    assert [finding.id for finding in named_sdk] == ["sdk-fetched-token-first", "ip-not-whitelisted"]
    assert named_sdk[0].confidence is L
    login = e.judge(text, notes=("jscode2session fails",)).findings
    assert [finding.id for finding in login] == ["ip-not-whitelisted", "sdk-fetched-token-first"]
    assert login[1].confidence is P
    assert "203.0.113.7" in login[0].fix


DECRYPTION = [
    ("javax.crypto.BadPaddingException: Given final block not properly padded.", "session-key-stale-relogin", P),
    ("error:1C800064:Provider routines::bad decrypt", "session-key-stale-relogin", P),
    ("Padding is invalid and cannot be removed.", "session-key-stale-relogin", P),
    ("IllegalBlockSizeException: Input length must be multiple of 16 when decrypting", "plus-became-space", P),
    ("error:1C80006B:Provider routines::wrong final block length", "plus-became-space", P),
    ("Illegal base64 character 20", "plus-became-space", L),
    ("Illegal base64 character 25", "still-percent-encoded", L),
    ("Invalid AES key length: 24 bytes", "key-not-decoded", L),
    ("Wrong IV length: must be 16 bytes long", "iv-malformed", L),
    ("app id not match", "watermark-other-app", L),
    ('{"errcode":-41003,"errmsg":""}', "session-key-stale-relogin", P),
    ('{"errcode":-41002,"errmsg":""}', "iv-malformed", L),
]


@pytest.mark.parametrize(("text", "slug", "confidence"), DECRYPTION)
def test_the_text_of_a_failing_decryption_names_a_set(text: str, slug: str, confidence: Confidence) -> None:
    findings = e.judge(text).findings
    assert (findings[0].id, findings[0].confidence) == (slug, confidence)
    assert len(findings) > 1 or confidence is L
    assert C not in {finding.confidence for finding in findings}


RAW = '{"nickName":"Band"}'


def test_a_raw_data_signature_is_checked() -> None:
    key = "HyVFkGl5F5OQWJZZaNzBBg=="
    right = raw_data_signature(RAW, key)
    bundle = {"rawData": RAW, "signature": right, "session_key": key}
    assert e.judge(json.dumps(bundle)).findings == ()
    wrong = e.judge(json.dumps({**bundle, "signature": right[::-1]}))
    assert [finding.id for finding in wrong.findings] == ["rawdata-signature-mismatch"]
    keyless = e.judge(json.dumps({"rawData": RAW, "signature": right}))
    assert keyless.findings == ()
    assert not keyless.decided


def test_an_answer_s_key_opens_the_bundle_beside_it() -> None:
    key, iv = bytes(range(16)), bytes(16)
    plain = json.dumps({"phoneNumber": "13800138000", "watermark": {"appid": e.APPID, "timestamp": 1}}).encode()
    coded = [base64.b64encode(part).decode() for part in (seal(plain, key, iv), iv, key)]
    bundle = json.dumps({"encryptedData": coded[0], "iv": coded[1]})
    answer = json.dumps({"openid": "o1", "session_key": coded[2]})
    alone = e.judge(bundle)
    assert alone.findings == ()
    assert not alone.decided
    assert any("session_key" in sentence for sentence in alone.next_evidence)
    together = e.judge(bundle, answer)
    assert together.findings == ()
    assert together.decided


def test_a_backend_that_hides_the_reason_gives_no_cause_but_a_question() -> None:
    diagnosis = e.judge('{"code": -1, "msg": "登录失败"}')
    assert [finding.id for finding in diagnosis.findings] == ["backend-hides-reason"]
    assert e.judge('{"code": -1, "msg": "库存不足"}').findings == ()
    assert any("errcode" in sentence for sentence in diagnosis.next_evidence)


def test_40029_then_40163_of_one_code_is_another_app() -> None:
    flow = e.judge_flow(
        e.code2session(40029, "invalid code", at=NOW - 3), e.code2session(40163, "code been used", at=NOW)
    )
    assert flow[0].id == "code-appid-mismatch"
    assert flow[0].confidence is L
    assert e.confidence_in(flow, "code-reused") is P
    assert e.confidence_in(flow, "code-expired") is None


def test_40029_then_40163_of_two_codes_are_two_matters() -> None:
    other = "1" + e.CODE[1:]
    flow = e.judge_flow(
        e.code2session(40029, "invalid code", at=NOW - 3), e.code2session(40163, "code been used", js_code=other)
    )
    assert e.confidence_in(flow, "code-appid-mismatch") is P
    assert flow[0].id == "code-reused"


def test_a_repeat_within_two_seconds_is_plumbing_and_leads() -> None:
    flow = e.judge_flow(e.code2session(at=NOW - 1), e.code2session(40163, "code been used"))
    assert flow[0].id == "code-resubmitted-by-plumbing"
    assert e.confidence_in(flow, "code-reused") is C
    later = e.judge_flow(e.code2session(at=NOW - 3), e.code2session(40163, "code been used"))
    assert later[0].id == "code-reused"
    assert e.confidence_in(later, "code-resubmitted-by-plumbing") is None


def test_an_exchange_of_one_s_own_stays_modest_about_an_expired_code() -> None:
    findings = e.judge_flow(e.code2session(40029, "invalid code"))
    assert findings[0].id == "code-expired"
    assert {finding.confidence for finding in findings} == {P}
    assert "code-kind-swapped" not in {finding.id for finding in findings}


def test_times_without_a_clock_to_trust_are_only_likely() -> None:
    findings = e.judge_flow(e.login_post(at=NOW - 420), e.code2session(40029, "invalid code"))
    assert findings[0].id == "code-expired"
    assert findings[0].confidence is L


def test_a_client_clock_that_is_wrong_does_not_make_a_code_old() -> None:
    # The client's clock is seven minutes slow: its own Date header shows it.
    findings = e.judge_flow(
        e.login_post(at=NOW - 420, date="Fri, 15 Jan 2027 08:00:00 GMT"), e.code2session(40029, "invalid code")
    )
    assert e.confidence_in(findings, "code-expired") is None


HEALTHY = {
    "an exchange": (e.code2session(),),
    "a login": (e.login_post(), e.code2session()),
    "a second login": (e.code2session(at=NOW - 900), e.code2session(js_code="1" + e.CODE[1:])),
    "a phone number": (e.token_fetch(at=NOW - 60), e.phone()),
    "two fetches in the grace": (e.token_fetch(at=NOW - 200), e.token_fetch("89_" + "new" * 40), e.phone()),
    "one forced fetch": (e.forced_fetch(),),
    "a code of unusual shape that worked": (e.code2session(js_code="zz" * 20),),
    "another app's Referer, though granted": (e.login_post(appid=e.OTHER_APPID), e.code2session()),
}


@pytest.mark.parametrize("flow", HEALTHY.values(), ids=HEALTHY.keys())
def test_healthy_flows_are_silent(flow: tuple[e.Exchange, ...]) -> None:
    assert e.judge_flow(*flow) == ()


@pytest.mark.parametrize(
    "text",
    [
        '{"openid":"oGZUI0egBJY1zhBYw2KhdUfwVJJE","session_key":"tiihtNczf5v6AKRyjwEUhQ=="}',
        '{"errcode":0,"errmsg":"ok","phone_info":{"phoneNumber":"13800138000"}}',
        '{"access_token":"88_abc","expires_in":7200}',
        e.CODE,
        e.PHONE_CODE,
        e.SNS_RID,
        e.APPID,
        f'{{"code":"{e.CODE}"}}',
        '{"code":0,"msg":"ok","data":{}}',
        "GET https://api.weixin.qq.com/sns/jscode2session?appid=wx&secret=***&js_code=*** 200 12ms",
        "oGZUI0egBJY1zhBYw2KhdUfwVJJE",
    ],
)
def test_healthy_texts_are_silent(text: str) -> None:
    assert e.judge(text).findings == ()


@dataclass(frozen=True)
class Row:
    """Evidence that leaves several causes open: those that may be named, how surely, and what must not be claimed."""

    findings: tuple[Finding, ...]
    may: frozenset[str]
    at_most: Confidence
    never: frozenset[str] = frozenset()


def garbled() -> str:
    """A payload that no key at hand opens."""
    key, iv = bytes(range(16)), bytes(16)
    coded = [base64.b64encode(part).decode() for part in (seal(b'{"phoneNumber":"1"}' + b" " * 40, key, iv), iv, iv)]
    return json.dumps({"encryptedData": coded[0], "iv": coded[1], "session_key": coded[2]})


ROWS = {
    "one 40029": Row(
        e.judge(e.error(40029, "invalid code")).findings,
        frozenset(
            {"code-appid-mismatch", "code-expired", "code-quoted-or-padded", "code-kind-swapped"}
            | {"wrong-platform-endpoint", "phone-code-expired-in-panel", "mock-code-tourist-appid", "placeholder-code"}
        ),
        P,
    ),
    "one 40163": Row(
        e.judge(e.error(40163, "code been used")).findings,
        frozenset({"code-reused", "code-appid-mismatch", "code-resubmitted-by-plumbing", "wechat-busy"}),
        L,
        frozenset({"code-expired"}),
    ),
    "all garbled": Row(
        e.judge(garbled()).findings,
        frozenset({"session-key-stale-relogin", "server-kept-old-key", "key-not-decoded", "not-a-session-key"}),
        L,
        frozenset({"plus-became-space", "iv-malformed"}),
    ),
    "one 40001": Row(
        e.judge(e.error(40001, "invalid credential, access_token is invalid or not latest", comma=False)).findings,
        frozenset(
            {"token-clobbered", "wrong-account-kind-token", "token-of-other-app", "component-token-clobbered"}
            | {"appsecret-wrong", "token-truncated"}
        ),
        P,
        frozenset({"token-expired"}),
    ),
    "401 after a login": Row(
        e.judge_flow(s.login(1), s.call(1, status=401, at=NOW + 1)),
        frozenset(),
        P,
        frozenset({"token-has-expired", "own-session-vs-checksession", "relogin-loop"}),
    ),
    "500 on a login": Row(
        e.judge_flow(s.login(1, status=500, answer={"message": "Internal Server Error"})),
        frozenset({"backend-hides-reason"}),
        C,
        frozenset({"code-expired", "code-reused", "server-network", "appsecret-wrong"}),
    ),
    "works in DevTools, not on a phone": Row(
        e.judge("request:fail", notes=("works in DevTools, not on the phone",)).findings,
        frozenset({"domain-not-listed", "tls-chain-on-device", "devtools-cached-appid"}),
        P,
    ),
    "a timeout without a host": Row(
        e.judge("Error: connect timed out").findings, frozenset({"server-network"}), P, frozenset({"server-ca-missing"})
    ),
    "a clean flow": Row(e.judge_flow(s.login(1), e.code2session(js_code=s.code(1)), s.call(1)), frozenset(), P),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_what_looks_alike_is_told_apart_no_further_than_the_evidence_goes(row: Row) -> None:
    named = {finding.id for finding in row.findings}
    assert named <= row.may
    assert not named & row.never
    assert all(finding.confidence.rank >= row.at_most.rank for finding in row.findings)


def test_a_foreign_watermark_is_no_decryption_failure() -> None:
    key, iv = bytes(range(16)), bytes(16)
    plain = json.dumps({"phoneNumber": "13800138000", "watermark": {"appid": e.OTHER_APPID, "timestamp": 1}}).encode()
    coded = [base64.b64encode(part).decode() for part in (seal(plain, key, iv), iv, key)]
    bundle = json.dumps({"encryptedData": coded[0], "iv": coded[1], "session_key": coded[2]})
    findings = e.judge(bundle, appid=e.APPID).findings
    assert findings[0].id == "watermark-other-app"
    assert "session-key-stale-relogin" not in {finding.id for finding in findings}


def test_only_the_first_block_garbled_is_not_the_key() -> None:
    key, iv = bytes(range(16)), bytes(16)
    plain = json.dumps({"openId": "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "watermark": {"appid": e.APPID}}).encode()
    coded = [base64.b64encode(part).decode() for part in (seal(plain, key, iv), bytes(range(100, 116)), key)]
    findings = e.judge(json.dumps({"encryptedData": coded[0], "iv": coded[1], "session_key": coded[2]})).findings
    assert findings[0].id in ("iv-malformed", "ciphertext-truncated")
    assert "session-key-stale-relogin" not in {finding.id for finding in findings}


@pytest.mark.parametrize("mask", ["0a3***", "****", "<hidden>", "0a3…", "[REDACTED]", "xxxxxxxxxxxx"])
def test_what_was_masked_is_no_damage(mask: str) -> None:
    codes = e.judge_flow(e.code2session(40029, "invalid code", js_code=mask))
    assert {finding.confidence for finding in codes} <= {P}
    assert not {finding.id for finding in codes} & {"placeholder-code", "mock-code-tourist-appid"}
    secrets = e.judge_flow(e.code2session(40125, "invalid appsecret", secret=mask))
    assert C not in {finding.confidence for finding in secrets}
    appids = e.judge_flow(e.code2session(40013, "invalid appid", appid=mask))
    assert C not in {finding.confidence for finding in appids}
