"""Errcode and endpoint -> the first finding and its confidence; and every known number is handled."""

from __future__ import annotations

import re

import pytest

from tests.diagnose import evidence as e
from wxauth_cli.core.findings import Confidence
from wxauth_cli.diagnose.case import Case, error_of
from wxauth_cli.diagnose.endpoints import endpoint_of_name, endpoint_of_path, names, path_of
from wxauth_cli.diagnose.engine import diagnose
from wxauth_cli.knowledge.errcodes import all_codes, lookup

C, L, P = Confidence.CERTAIN, Confidence.LIKELY, Confidence.POSSIBLE

FIRST: list[tuple[int, str | None, str, Confidence]] = [
    (40029, "code2Session", "code-expired", P),
    (40029, "getPhoneNumber", "phone-code-expired-in-panel", P),
    (40029, "sns/oauth2/access_token", "code-expired", P),
    (40163, "code2Session", "code-reused", L),
    (40226, "code2Session", "user-high-risk", C),
    (-1, "code2Session", "wechat-busy", C),
    (-1, "getPhoneNumber", "wechat-busy", C),
    (40125, "code2Session", "appsecret-wrong", L),
    (40001, "getAccessToken", "appsecret-wrong", L),
    (40001, "getPhoneNumber", "token-clobbered", P),
    (40001, "thirdpartyCode2Session", "component-token-clobbered", L),
    (40013, "code2Session", "appid-malformed", L),
    (40013, "getPhoneNumber", "token-of-other-app", L),
    (40164, "getStableAccessToken", "ip-not-whitelisted", C),
    (40243, "getAccessToken", "secret-frozen", C),
    (41001, "getPhoneNumber", "token-not-in-url", C),
    (42001, "checkSessionKey", "token-expired", C),
    (42006, "thirdpartyCode2Session", "component-credential", C),
    (43002, "getStableAccessToken", "wrong-http-method", C),
    (44002, "getPhoneNumber", "phone-body-empty", C),
    (45009, "getAccessToken", "token-day-quota", C),
    (45009, None, "token-day-quota", L),
    (45011, "code2Session", "login-rate", C),
    (45011, "getStableAccessToken", "force-refresh-abuse", P),
    (47001, "getPhoneNumber", "phone-body-not-json", L),
    (48001, "getPhoneNumber", "wrong-account-kind-token", L),
    (48001, "thirdpartyCode2Session", "component-credential", L),
    (48004, None, "account-limited", C),
    (49001, None, "token-of-other-app", C),
    (50002, "code2Session", "account-limited", C),
    (61003, "thirdpartyCode2Session", "component-not-authorised", C),
    (61004, "thirdpartyCode2Session", "component-ip-not-registered", C),
    (61010, "getUserRiskRank", "user-inactive-risk-api", C),
    (76001, "getRidInfo", "rid-query-unsupported", C),
    (76022, None, "rid-query-unsupported", L),
    (87009, "checkSessionKey", "server-kept-old-key", L),
    (89507, "getAccessToken", "ip-call-needs-admin", C),
    (40240, "getPhoneNumber", "api-security-signature", C),
]


@pytest.mark.parametrize(("errcode", "endpoint", "slug", "confidence"), FIRST)
def test_first_finding(errcode: int, endpoint: str | None, slug: str, confidence: Confidence) -> None:
    found = lookup(errcode, api=endpoint, scope="weixin")
    text = found[0].errmsg.partition("{")[0]
    error = error_of(errcode, text, where="errcode", endpoint=endpoint)
    findings = diagnose(Case("en", 0.0, errors=(error,))).findings
    assert (findings[0].id, findings[0].confidence) == (slug, confidence)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_known_number_is_handled_in_both_languages(lang: str) -> None:
    for entry in all_codes():
        error = error_of(entry.code, entry.errmsg.partition("{")[0], where="errcode")
        diagnosis = diagnose(Case("zh" if lang == "zh" else "en", 0.0, errors=(error,)))
        for finding in diagnosis.findings:
            assert "{" not in finding.title + finding.detail.replace('{"code"', "") + finding.fix.replace('{"code"', "")
            chinese = re.search("[\u4e00-\u9fff]", finding.title)
            assert bool(chinese) is (lang == "zh")


def test_nothing_of_the_success_code() -> None:
    assert e.judge('{"errcode":0,"errmsg":"ok"}').findings == ()


def test_wecom_numbers_are_not_wechat_s() -> None:
    text = (
        '{"errcode":41004,"errmsg":"corpsecret missing, hint: [1], from ip: 203.0.113.7, '
        'more info at https://open.work.weixin.qq.com/devtool/query?e=41004"}'
    )
    assert e.judge(text).findings == ()


@pytest.mark.parametrize("name", names())
def test_an_endpoint_is_found_by_name_and_path(name: str) -> None:
    path = path_of(name)
    assert path is not None
    assert endpoint_of_name(name) == name
    assert endpoint_of_name(name.upper()) == name
    assert endpoint_of_path(path) == name
    assert endpoint_of_name(f"https://api.weixin.qq.com{path}?a=b") == name


@pytest.mark.parametrize("name", ["", "/", "get", "nothing", "https://", "/cgi-bin/unknown"])
def test_no_endpoint(name: str) -> None:
    assert endpoint_of_name(name) is None


def test_evidence_never_shows_a_secret() -> None:
    findings = e.judge_flow(
        e.code2session(40125, "invalid appsecret", secret="S3cret-Value-That-Is-Not-Hex"),
        e.code2session(40029, "invalid code", js_code=f'"{e.CODE}"'),
    )
    text = repr(findings)
    assert "S3cret" not in text
    assert e.CODE[4:] not in text
    assert e.SECRET not in text
