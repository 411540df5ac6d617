"""Every cause of the registry: its form, and for those with a rule one case that it names and one that it does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import NOW
from tests.diagnose import evidence as e
from tests.diagnose.test_sequences import CASES as SEQUENCES
from wxauth_cli.core.findings import Confidence, Finding, Severity
from wxauth_cli.diagnose import causes
from wxauth_cli.diagnose.cause import Cause

C, L, P = Confidence.CERTAIN, Confidence.LIKELY, Confidence.POSSIBLE
ALL = causes.all_causes()
NOT_LISTED = "invalid ip 203.0.113.7, not in whitelist"
DAY_QUOTA = "reach max api daily quota limit, could get access_token by getStableAccessToken"
NO_LOOKUP = "could not use this cgi_path"


@pytest.mark.quick
@pytest.mark.parametrize("cause", ALL, ids=lambda cause: cause.slug)
def test_form(cause: Cause) -> None:
    module = Path(causes.__path__[0]) / f"{cause.slug.replace('-', '_')}.py"
    assert module.exists()
    assert causes.cause(cause.slug) is cause
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cause.slug)
    assert all(re.fullmatch(r"[JB][0-9]{2}", ref) for ref in cause.refs)
    assert cause.step is None or 1 <= cause.step <= 9


@pytest.mark.quick
@pytest.mark.parametrize(
    ("slug", "severity"),
    [
        ("rid-query-unsupported", Severity.INFO),
        ("code-reused", Severity.ERROR),
        ("code-kind-swapped", Severity.ERROR),
        ("ip-not-whitelisted", Severity.ERROR),
    ],
)
def test_severity(slug: str, severity: Severity) -> None:
    assert causes.cause(slug).severity is severity


@pytest.mark.quick
@pytest.mark.parametrize("name", ["", "no-such-cause", "../cause", "code_reused.py", "code reused", "__init__"])
def test_an_unknown_slug_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        causes.cause(name)


def pasted(*texts: str, **more: object) -> tuple[Finding, ...]:
    return e.judge(*texts, **more).findings  # type: ignore[arg-type]


def cases() -> dict[str, tuple[tuple[Finding, ...], Confidence, tuple[Finding, ...]]]:
    """Slug -> what a case that is one gives, how surely, and a near miss: the same without the deciding fact."""
    lone = pasted(e.error(40029, "invalid code"))
    nothing: tuple[Finding, ...] = ()
    return {
        "code-reused": (
            e.judge_flow(e.code2session(at=NOW - 60), e.code2session(40163, "code been used")),
            C,
            pasted(e.error(40163, "code been used")),
        ),
        "code-resubmitted-by-plumbing": (
            e.judge_flow(e.code2session(None, at=NOW - 6, ms=5000), e.code2session(40163, "code been used")),
            L,
            e.judge_flow(e.code2session(at=NOW - 60), e.code2session(40163, "code been used")),
        ),
        "code-appid-mismatch": (
            e.judge_flow(e.login_post(appid=e.OTHER_APPID), e.code2session(40029, "invalid code")),
            C,
            e.judge_flow(e.login_post(), e.code2session(40029, "invalid code")),
        ),
        "code-expired": (
            e.judge_flow(
                e.login_post(at=NOW - 420, date="Fri, 15 Jan 2027 07:53:00 GMT"), e.code2session(40029, "invalid code")
            ),
            C,
            lone,
        ),
        "mock-code-tourist-appid": (pasted("the code is a mock one"), C, pasted(e.CODE)),
        "placeholder-code": (pasted('{"code": "the code"}'), C, pasted(f'{{"code": "{e.CODE}"}}')),
        "code-quoted-or-padded": (
            e.judge_flow(e.code2session(40029, "invalid code", js_code=f'"{e.CODE}"')),
            C,
            e.judge_flow(e.code2session(40029, "invalid code")),
        ),
        "exchange-param-name": (
            e.judge_flow(e.code2session(41008, "missing code", js_code="-", code=e.CODE)),
            C,
            pasted(e.error(41008, "missing code")),
        ),
        "exchange-params-in-body": (
            e.judge_flow(
                e.http(
                    "POST",
                    "https://api.weixin.qq.com/sns/jscode2session",
                    errcode=41002,
                    errmsg="appid missing",
                    body=f'{{"appid": "{e.APPID}"}}'.encode(),
                )
            ),
            C,
            pasted(e.error(41002, "appid missing")),
        ),
        "grant-type": (pasted(e.error(40002, "invalid grant_type")), C, nothing),
        "appid-malformed": (
            e.judge_flow(e.code2session(40013, "invalid appid", appid=" " + e.APPID)),
            C,
            e.judge_flow(e.code2session(40013, "invalid appid")),
        ),
        "appsecret-wrong": (
            e.judge_flow(e.code2session(40125, "invalid appsecret", secret=e.SECRET[:31])),
            C,
            e.judge_flow(e.code2session(40125, "invalid appsecret")),
        ),
        "sdk-fetched-token-first": (
            e.judge_flow(e.login_post(), e.token_fetch(errcode=40164, message=NOT_LISTED)),
            C,
            e.judge_flow(e.token_fetch(errcode=40164, message=NOT_LISTED)),
        ),
        "wrong-platform-endpoint": (
            e.judge_flow(
                e.login_post(),
                e.http(
                    "GET",
                    f"https://api.weixin.qq.com/sns/oauth2/access_token?appid={e.APPID}&code={e.CODE}",
                    errcode=40029,
                    errmsg="invalid code",
                ),
            ),
            C,
            lone,
        ),
        "plugin-code": (pasted(e.error(40029, "invalid code"), notes=("插件里登录失败",)), L, lone),
        "component-not-authorised": (pasted(e.error(61003, "component is not authorized by this account")), C, nothing),
        "client-ip-or-endpoint": (pasted(e.error(40090, "invalid request source (bad client ip)")), P, nothing),
        "component-credential": (pasted(e.error(40094, "invalid component credential")), C, nothing),
        "component-token-clobbered": (
            pasted("GET /sns/component/jscode2session?component_appid=x\n" + e.error(40001, "invalid credential")),
            L,
            pasted(e.error(40001, "invalid credential")),
        ),
        "multi-end-app-code": (pasted(e.error(40029, "invalid code"), notes=("Donut app",)), L, lone),
        "wecom-code": (
            pasted(e.error(48002, "api forbidden"), notes=("environment is wxwork",)),
            L,
            pasted(e.error(48002, "api forbidden")),
        ),
        "user-high-risk": (pasted(e.error(40226, "code blocked")), C, nothing),
        "login-rate": (
            pasted(e.error(45011, "api minute-quota reach limit, must slower, retry next minute")),
            C,
            e.judge_flow(e.forced_fetch(45011)),
        ),
        "wechat-busy": (pasted(e.error(-1, "system error")), C, pasted('{"errcode": -1, "errmsg": "登录失败"}')),
        "code-kind-swapped": (
            e.judge_flow(e.phone(40029, "invalid code", code=e.CODE)),
            C,
            e.judge_flow(e.phone(40029, "invalid code")),
        ),
        "phone-code-expired-in-panel": (
            e.judge_flow(
                e.http(
                    "POST",
                    "https://backend.example/phone",
                    body=f'{{"code": "{e.PHONE_CODE}"}}'.encode(),
                    leg=e.Leg.CLIENT_BACKEND,
                    at=NOW - 400,
                ),
                e.phone(40029, "invalid code"),
            ),
            L,
            e.judge_flow(e.phone(40029, "invalid code")),
        ),
        "phone-body-not-json": (
            e.judge_flow(
                e.phone(
                    47001,
                    "data format error",
                    body=f"code={e.PHONE_CODE}".encode(),
                    content_type="application/x-www-form-urlencoded",
                )
            ),
            C,
            pasted(e.error(47001, "data format error")),
        ),
        "phone-body-empty": (pasted(e.error(44002, "empty post data", comma=False)), C, nothing),
        "token-not-in-url": (pasted(e.error(41001, "access_token missing", comma=False)), C, nothing),
        "token-of-other-app": (
            e.judge_flow(e.login_post(), e.token_fetch(appid=e.OTHER_APPID), e.phone(40013, "invalid appid")),
            C,
            e.judge_flow(e.login_post(), e.token_fetch(), e.phone(40013, "invalid appid")),
        ),
        "phone-no-permission": (
            pasted("getPhoneNumber:fail jsapi has no permission, event_id=1"),
            C,
            pasted("getPhoneNumber:fail user deny"),
        ),
        "server-kept-old-key": (pasted(e.error(87009, "invalid signature", comma=False)), L, nothing),
        "api-security-signature": (pasted(e.error(40234, "invalid signature", comma=False)), C, nothing),
        "token-clobbered": (
            e.judge_flow(
                e.token_fetch(at=NOW - 1000),
                e.token_fetch("89_" + "new" * 40, at=NOW - 400),
                e.phone(40001, "invalid credential, access_token is invalid or not latest"),
            ),
            C,
            e.judge_flow(
                e.token_fetch(at=NOW - 1000),
                e.phone(40001, "invalid credential, access_token is invalid or not latest"),
            ),
        ),
        "token-expired": (
            pasted(e.error(42001, "access_token expired", comma=False)),
            C,
            pasted(e.error(40001, "invalid credential", comma=False)),
        ),
        "token-has-expired": (
            pasted("io.jsonwebtoken.ExpiredJwtException: JWT expired at 2027-01-15T06:00:00Z."),
            L,
            pasted("io.jsonwebtoken.PrematureJwtException: JWT must not be accepted before 2027-01-15T08:01:00Z."),
        ),
        "ip-not-whitelisted": (
            pasted(e.error(40164, "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist", comma=False)),
            C,
            nothing,
        ),
        "wrong-account-kind-token": (
            pasted(e.error(48001, "api unauthorized", comma=False)),
            L,
            pasted(e.error(40001, "invalid credential", comma=False)),
        ),
        "force-refresh-abuse": (
            e.judge_flow(e.forced_fetch(), e.forced_fetch(45009)),
            C,
            e.judge_flow(e.forced_fetch()),
        ),
        "token-truncated": (
            e.judge_flow(e.token_fetch(), e.phone(40014, "invalid access_token", token=e.TOKEN[:64])),
            C,
            e.judge_flow(e.token_fetch(), e.phone(40014, "invalid access_token")),
        ),
        "secret-frozen": (pasted(e.error(40243)), C, nothing),
        "account-limited": (pasted(e.error(50002, "user limited")), C, nothing),
        "ip-call-needs-admin": (pasted(e.error(89503)), C, nothing),
        "wrong-http-method": (pasted(e.error(43002, "require POST method", comma=False)), C, nothing),
        "token-day-quota": (
            pasted(
                e.error(
                    45009,
                    "reach max api daily quota limit, could get access_token by getStableAccessToken",
                    comma=False,
                )
            ),
            C,
            pasted(e.error(45009, "reach max api daily quota limit", comma=False)),
        ),
        "openid-of-other-app": (
            pasted(e.error(40003, "invalid openid", comma=False)),
            L,
            pasted(e.error(43104, "this appid does not have permission", comma=False)),
        ),
        "user-inactive-risk-api": (
            pasted("POST /wxa/getuserriskrank?access_token=***\n" + e.error(61010, "code is expired", comma=False)),
            C,
            pasted(e.error(61010, "code is expired", comma=False)),
        ),
        "rid-query-unsupported": (
            pasted("POST /cgi-bin/openapi/rid/get?access_token=***\n" + e.error(76022, NO_LOOKUP)),
            C,
            pasted("POST /cgi-bin/openapi/quota/get?access_token=***\n" + e.error(76022, NO_LOOKUP)),
        ),
        "component-ip-not-registered": (pasted(e.error(61004, "access clientip is not registered")), C, nothing),
        "multi-end-client-errors": (pasted('{"errMsg": "getMiniProgramCode:fail", "errCode": 10001011}'), C, nothing),
        "privacy-not-agreed": (
            pasted('{"errMsg": "getPhoneNumber:fail privacy permission is not authorized", "errno": 104}'),
            C,
            pasted('{"errMsg": "authorize:fail auth deny", "errno": 104}'),
        ),
        "phone-quota": (pasted('{"errMsg": "getPhoneNumber:fail", "errno": 1400001}'), C, nothing),
    }


CASES = cases()


@pytest.mark.parametrize("slug", sorted(CASES))
def test_a_case_is_named_and_its_near_miss_more_modestly(slug: str) -> None:
    findings, expected, near_miss = CASES[slug]
    assert e.confidence_in(findings, slug) is expected
    near = e.confidence_in(near_miss, slug)
    assert near is None or near.rank > expected.rank


@pytest.mark.parametrize("slug", sorted(CASES))
def test_the_case_leads(slug: str) -> None:
    findings, expected, _ = CASES[slug]
    if expected is C:
        assert findings[0].id == slug


@pytest.mark.quick
def test_every_rule_has_a_case() -> None:
    assert {cause.slug for cause in ALL if cause.rule is not None} == set(CASES) | set(SEQUENCES)
