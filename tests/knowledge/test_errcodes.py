"""The knowledge base of error codes: complete, readable in both languages, and right about each endpoint."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
import subprocess
import sys
from collections import Counter
from typing import get_args

import pytest

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge import errcodes
from wxauth_cli.knowledge.errcodes import ErrCode, Meaning, all_codes, lookup, match_errmsg, meaning
from wxauth_cli.knowledge.errcodes.model import Confidence, Literalness, Scope

CODES = all_codes()
RID = "6650a1b2-0c0ffee0-1234abcd"

CHINESE = re.compile(r"[\u3400-\u9fff]")
CHINESE_OR_FULL_WIDTH = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# A half-width mark that touches a Chinese character. The point in `1.2.3.*` touches none.
HALF_WIDTH_MARK = re.compile(r"[\u3400-\u9fff][,.:;()?!]|[,.:;()?!][\u3400-\u9fff]")
SPACE_BY_FULL_WIDTH_MARK = re.compile(r" [，。：；（）、！？]|[，。：；（）、！？] ")
# Chinese sets a space between Chinese and Latin text, except for names that the console itself writes without.
NO_SPACE_BY_LATIN = re.compile(r"[\u3400-\u9fff][A-Za-z0-9_]|[A-Za-z0-9_][\u3400-\u9fff]")
CONSOLE_NAME = re.compile(r"「[^」]*」")


def sentences(entry: ErrCode) -> list[Text]:
    readings = (Meaning(entry.apis, entry.cause, entry.fix), *entry.meanings)
    return [text for reading in readings for text in (reading.cause, reading.fix)]


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def faults(text: Text) -> list[str]:
    """What is wrong with a sentence, as short names; empty for a good one."""
    found = []
    if not (text.zh and text.en):
        found.append("empty")
    if any(side != side.strip() or "  " in side or "\n" in side for side in text):
        found.append("spaces")
    try:
        if placeholders(text.zh) or placeholders(text.en):
            found.append("placeholder that nobody fills")
    except ValueError:
        found.append("brace")
    if not CHINESE.search(text.zh):
        found.append("zh without Chinese")
    if CHINESE_OR_FULL_WIDTH.search(text.en):
        found.append("en with Chinese")
    if HALF_WIDTH_MARK.search(text.zh):
        found.append("half-width mark")
    if SPACE_BY_FULL_WIDTH_MARK.search(text.zh):
        found.append("space by a full-width mark")
    if NO_SPACE_BY_LATIN.search(CONSOLE_NAME.sub("", text.zh)):
        found.append("no space by Latin text")
    if text.zh[-1:] != "。" or text.en[-1:] != ".":
        found.append("no full stop")
    if text.zh == text.en:
        found.append("not translated")
    return found


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("", "Fine.", "empty"),
        ("没有 问题。 ", "Fine.", "spaces"),
        ("没有问题。", "Quite  fine.", "spaces"),
        ("没有{what}问题。", "Fine.", "placeholder that nobody fills"),
        ("请求体是 {。", "Fine.", "brace"),
        ("Fine.", "Fine.", "not translated"),
        ("Fine。", "Fine.", "zh without Chinese"),
        ("没有问题。", "Open 后台.", "en with Chinese"),
        ("没有问题。", "Fine。", "en with Chinese"),
        ("没有,问题。", "Fine.", "half-width mark"),
        ("没有(问题。", "Fine.", "half-width mark"),
        ("没有 ，问题。", "Fine.", "space by a full-width mark"),
        ("没有code。", "Fine.", "no space by Latin text"),
        ("没有问题", "Fine.", "no full stop"),
        ("没有问题。", "Fine", "no full stop"),
    ],
)
def test_the_check_of_sentences_finds_each_fault(zh: str, en: str, fault: str) -> None:
    assert fault in faults(Text(zh, en))


def test_the_check_of_sentences_accepts_good_ones() -> None:
    assert faults(Text("改用 wx.login（见「IP白名单」），写成 1.2.3.*。", "Use wx.login, see the whitelist.")) == []


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: f"{entry.scope}{entry.code}")
def test_every_sentence_is_sound_in_both_languages(entry: ErrCode) -> None:
    assert [(text.en, found) for text in sentences(entry) if (found := faults(text))] == []


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: f"{entry.scope}{entry.code}")
def test_every_sentence_can_be_said(entry: ErrCode) -> None:
    for text in sentences(entry):
        assert text.say("zh") == text.zh
        assert text.say("en") == text.en


@pytest.mark.parametrize("entry", CODES, ids=lambda entry: f"{entry.scope}{entry.code}")
def test_every_entry_is_well_formed(entry: ErrCode) -> None:
    assert entry.scope in get_args(Scope)
    assert entry.literal in get_args(Literalness)
    assert entry.confidence in get_args(Confidence)
    assert (entry.errmsg == "") == (entry.literal == "unknown")
    for template in (entry.errmsg, *entry.variants):
        assert placeholders(template) <= {"suffix", "ip", "hint"}
        assert template == template.strip()
    assert entry.source.startswith("https://")
    for apis in (entry.apis, *(special.apis for special in entry.meanings)):
        assert apis
        assert len(set(apis)) == len(apis)
        assert all(name == name.strip() and name for name in apis)


def test_a_number_occurs_once_per_scope() -> None:
    counts = Counter((entry.scope, entry.code) for entry in CODES)
    assert [key for key, count in counts.items() if count > 1] == []


def test_nothing_was_lost() -> None:
    # Grows when a code is added; a smaller number means that an entry fell out.
    assert Counter(entry.scope for entry in CODES) == {"weixin": 178, "wecom": 10, "client": 30, "local": 17}


def test_every_data_module_is_read() -> None:
    names = {module.name for module in pkgutil.iter_modules(errcodes.__path__)} - {"model", "sources"}
    held = [entry for name in names for entry in importlib.import_module(f"wxauth_cli.knowledge.errcodes.{name}").CODES]
    assert len(names) > 10
    assert sorted((entry.scope, entry.code) for entry in held) == sorted((entry.scope, entry.code) for entry in CODES)


def test_no_reading_for_an_endpoint_repeats_another_of_the_same_code() -> None:
    for entry in CODES:
        causes = [entry.cause, *(special.cause for special in entry.meanings)]
        assert len(set(causes)) == len(causes), entry.code
        named = [name for special in entry.meanings for name in special.apis]
        assert len(set(named)) == len(named), entry.code


def test_the_data_are_read_only_when_asked_for() -> None:
    script = (
        "import sys, wxauth_cli.knowledge.errcodes as e\n"
        "before = [m for m in sys.modules if m.startswith(e.__name__ + '.')]\n"
        "assert before == [e.__name__ + '.model'], before\n"
        "e.lookup(40029)\n"
        "assert e.__name__ + '.wecom' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    ("api", "codes"),
    [
        (
            "code2Session",
            "-1 40002 40013 40029 40125 40163 40164 40226 40243 41002 41004 41008 45009 45011 50002",
        ),
        (
            "thirdpartyCode2Session",
            "40029 40090 40094 41018 41021 42006 45011 48001 61003 61004 61005 61006 61007 61014 61015 61023 61024",
        ),
        ("getAccessToken", "-1 40001 40002 40013 40125 40164 40243 41004 45009 50004 50007"),
        (
            "getStableAccessToken",
            "-1 40002 40013 40125 40164 41002 41004 43002 45009 45011 89503 89506 89507",
        ),
        ("getPhoneNumber", "-1 40001 40013 40014 40029 41001 42001 44002 45011 47001 48001"),
        ("checkSessionKey", "40001 40003 40014 40097 41001 42001 87007 87008 87009"),
        ("resetUserSessionKey", "-1 40097 45011 87007 87008 87009"),
        ("getUserEncryptKey", "40001 87007 87008 87009"),
        ("getPluginOpenPId", "1000 1001 1003 1005 1007 1022 45009"),
        ("getPaidUnionid", "40001 40003 89002 89300"),
        ("checkEncryptedData", "-1 1 40097 44002 47001"),
        ("getRidInfo", "76001 76002 76003 76004 76022"),
        ("getApiQuota", "76003 76021 76022"),
        ("clearQuota", "40013 48006"),
        ("clearQuotaByAppSecret", "40125 41002 41004 48006"),
        ("callbackCheck", "40201 40202 40203"),
    ],
)
def test_the_codes_documented_for_an_endpoint_are_known_for_it(api: str, codes: str) -> None:
    for code in map(int, codes.split()):
        entry = next(entry for entry in lookup(code, api=api) if entry.scope == "weixin")
        # The family "any API" takes in every endpoint.
        every = any(name == "*" or name.startswith("any API") for name in entry.apis)
        named = {name for apis in (entry.apis, *(special.apis for special in entry.meanings)) for name in apis}
        assert every or api in named, (code, entry.apis)


@pytest.mark.parametrize("code", range(40230, 40241))
def test_api_security_codes_are_known(code: int) -> None:
    (entry,) = lookup(code)
    assert "getPhoneNumber" in entry.apis


@pytest.mark.parametrize(
    "code", [-41016, -41005, -41004, -41003, -41002, -41001, *range(-40011, -40000), -13001, -700000]
)
def test_numbers_far_below_zero_are_never_a_server_s(code: int) -> None:
    assert [entry.scope in ("local", "client") for entry in lookup(code)] == [True]


def of(code: int, api: str | None, scope: str = "weixin") -> Meaning:
    (entry,) = lookup(code, scope=scope)
    return meaning(entry, api)


def test_40029_of_the_phone_endpoint_speaks_of_the_phone_code() -> None:
    phone = of(40029, "getPhoneNumber")
    assert "phone code" in phone.cause.en
    assert "手机号 code" in phone.cause.zh
    assert "e.detail.code" in phone.fix.en
    assert "e.detail.code" in phone.fix.zh


def test_40029_of_the_login_speaks_of_the_login_code() -> None:
    login = of(40029, "code2Session")
    assert login.cause.en.startswith("The login code")
    assert login.cause.zh.startswith("登录 code")
    assert "wx.login" in login.fix.en
    assert "wx.login" in login.fix.zh


def test_40029_of_a_third_party_platform_speaks_of_the_merchant() -> None:
    platform = of(40029, "thirdpartyCode2Session")
    assert "merchant" in platform.cause.en
    assert "商家" in platform.cause.zh


def test_40029_of_wecom_sends_the_reader_to_wx_qy_login() -> None:
    wecom = of(40029, "WeCom miniprogram jscode2session", scope="wecom")
    assert "wx.qy.login" in wecom.fix.en
    assert "wx.qy.login" in wecom.fix.zh


@pytest.mark.parametrize(
    ("code", "api", "en", "zh"),
    [
        (40013, "code2Session", "login", "登录"),
        (40013, "getPhoneNumber", "access_token come from two different apps", "来自两个不同的小程序"),
        (40013, "getAccessToken", "fetch the access_token", "取 access_token"),
        (40001, "getAccessToken", "AppSecret", "AppSecret"),
        (40001, "checkSessionKey", "not the latest", "不是最新"),
        (40001, "getPhoneNumber", "another account", "另一个账号"),
        (40002, "code2Session", "login exchange", "登录换取"),
        (40125, "code2Session", "login exchange", "登录换取"),
        (40125, "clearQuotaByAppSecret", "clearing the quota", "清零额度"),
        (40164, "getAccessToken", "fetches the access_token", "取 access_token"),
        (40164, "code2Session", "during login", "登录过程"),
        (41001, "getPhoneNumber", "phone number", "手机号"),
        (45009, "getAccessToken", "fetches of an access_token", "取 access_token"),
        (45009, "code2Session", "page views", "访问量"),
        (45011, "code2Session", "One user", "同一位用户"),
        (45011, "getStableAccessToken", "10 000", "1 万"),
        (45011, "resetUserSessionKey", "60 000", "6 万"),
        (47001, "getPhoneNumber", "phone number", "手机号"),
        (44002, "getPhoneNumber", "phone code", "手机号 code"),
        (48001, "getPhoneNumber", "phone numbers", "手机号"),
        (87007, "resetUserSessionKey", "does not bring it back", "不能让它恢复"),
        (87009, "checkSessionKey", "stored session_key", "保存的 session_key"),
        (40090, "thirdpartyCode2Session", "not registered", "没有登记"),
        (61010, "component APIs", "authorisation of the platform", "授权平台"),
        (61010, "getUserRiskRank", "not used the mini program lately", "最近没有使用"),
        (76003, "getRidInfo", "another account", "另一个账号"),
        (76003, "getApiQuota", "path", "路径"),
        (76022, "getRidInfo", "rid", "rid"),
        (89002, "getPaidUnionid", "paying user", "支付用户"),
    ],
)
def test_a_code_is_explained_for_the_endpoint_that_sent_it(code: int, api: str, en: str, zh: str) -> None:
    assert en in of(code, api).cause.en
    assert zh in of(code, api).cause.zh


@pytest.mark.parametrize(
    ("code", "api", "fix"),
    [
        (40002, "code2Session", "authorization_code"),
        (40002, "getAccessToken", "client_credential"),
        (41002, "code2Session", "URL"),
        (41002, "getStableAccessToken", "JSON"),
        (41004, "code2Session", "secret"),
        (41004, "clearQuotaByAppSecret", "appsecret"),
        (41008, "code2Session", "js_code"),
        (41008, "thirdpartyCode2Session", "js_code"),
        (40163, "code2Session", "wx.login"),
        (40226, "code2Session", "getUserRiskRank"),
        (48001, "thirdpartyCode2Session", "component_access_token"),
        (87008, "checkSessionKey", "hmac_sha256"),
        (61014, "thirdpartyCode2Session", "component_access_token"),
        (61015, "component APIs", "authorizer_access_token"),
    ],
)
def test_the_fix_names_the_thing_to_change(code: int, api: str, fix: str) -> None:
    said = of(code, api).fix
    assert re.search(rf"(?<![A-Za-z_]){fix}(?![A-Za-z_])", said.zh)
    assert fix in said.en or (fix == "URL" and "query string" in said.en)


def test_a_code_without_a_reading_for_the_endpoint_gets_the_general_one() -> None:
    (entry,) = lookup(40029, scope="weixin")
    general = Meaning(entry.apis, entry.cause, entry.fix)
    assert meaning(entry, "getWeRunData") == general
    assert meaning(entry, None) == general
    assert meaning(entry, "getPhoneNumber") != general


def test_lookup_gives_all_scopes_with_weixin_first() -> None:
    assert [entry.scope for entry in lookup(40029)] == ["weixin", "wecom"]


def test_lookup_puts_the_scope_of_the_endpoint_first() -> None:
    assert [entry.scope for entry in lookup(40001, api="qyapi gettoken")] == ["wecom", "weixin"]
    assert [entry.scope for entry in lookup(42001, api="qyapi gettoken")] == ["wecom", "weixin"]
    assert [entry.scope for entry in lookup(40001, api="getPhoneNumber")] == ["weixin", "wecom"]


def test_lookup_keeps_one_scope() -> None:
    assert [entry.scope for entry in lookup(40029, scope="wecom")] == ["wecom"]
    assert lookup(40163, scope="wecom") == ()


def test_lookup_of_an_unknown_number_is_empty() -> None:
    assert lookup(99999) == ()


def test_a_family_of_endpoints_covers_its_members() -> None:
    (entry,) = lookup(42007)
    assert entry.apis == ("sns/oauth2/*",)
    special = entry._replace(meanings=(Meaning(("sns/oauth2/*",), Text("甲。", "A."), Text("乙。", "B.")),))
    assert meaning(special, "sns/oauth2/refresh_token").cause.en == "A."
    assert meaning(special, "sns/jscode2session").cause == entry.cause


@pytest.mark.parametrize(
    ("message", "scope", "code"),
    [
        (f"invalid code, rid: {RID}", "weixin", 40029),
        ("invalid code, hints: [ req_id: AbCd12EfGh-ij3K ]", "weixin", 40029),
        (f"invalid code hint: [AbCd1EfGh-IjKl2M] rid: {RID}", "weixin", 40029),
        (f"code been used, rid: {RID}", "weixin", 40163),
        ("code been used, hints: [ req_id: ab123c0456de78 ]", "weixin", 40163),
        (f"code blocked, rid: {RID}", "weixin", 40226),
        (f"invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: {RID}", "weixin", 40164),
        ("invalid ip 203.0.113.7, not in whitelist hint: [AbCd1]", "weixin", 40164),
        (f"invalid ip 2001:db8::7, not in whitelist rid: {RID}", "weixin", 40164),
        (f"invalid ip rid: {RID}", "weixin", 40187),
        ("reach max api daily quota limit hint: [ab1c2d03456789!]", "weixin", 45009),
        (
            "reach max api daily quota limit, could get access_token by getStableAccessToken, more details at "
            f"https://mmbizurl.cn/s/JtxxFh33r rid: {RID}",
            "weixin",
            45009,
        ),
        (f"access clientip is not registered requestIP: 203.0.113.7 rid: {RID}", "weixin", 61004),
        ("access clientip is not registered hint: [AbCd1] requestIP: 203.0.113.7", "weixin", 61004),
        (f"access clientip is not registered, not in ip-white-list rid: {RID}", "weixin", 45035),
        (f"invalid request source (bad client ip), requestIP: 203.0.113.7 rid: {RID}", "weixin", 40090),
        ("invalid request source (bad client ip) hint: [AbCd1] requestIP: 203.0.113.7", "weixin", 40090),
        (f"invalid credential, access_token is invalid or not latest rid: {RID}", "weixin", 40001),
        (
            "invalid credential, access_token is invalid or not latest, could get access_token by "
            f"getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r rid: {RID}",
            "weixin",
            40001,
        ),
        (f"api minute-quota reach limit, must slower, retry next minute, rid: {RID}", "weixin", 45011),
        (f"api minute-quota reach limit  mustslower  retry next minute, rid: {RID}", "weixin", 45011),
        ("invalid appsecret, view more at http://t.cn/RAEkdVq, hints: [ req_id: AbCd12EfGhij3 ]", "weixin", 40125),
        (f"invalid code, this code has consumed. rid: {RID}", "weixin", 40099),
        (f"rid not found, please check rid: {RID}", "weixin", 76001),
        (f"could not use this cgi_path，no permission rid: {RID}", "weixin", 76022),
        (f"session_key is not existd or expired rid: {RID}", "weixin", 87007),
        (
            "invalid code, hint: [1716560306_12_0a1b2c3d], from ip: 203.0.113.7, more info at "
            "https://open.work.weixin.qq.com/devtool/query?e=40029",
            "wecom",
            40029,
        ),
        (
            "corpsecret missing, hint: [1716560306_12_0a1b2c3d], from ip: 203.0.113.7, more info at "
            "https://open.work.weixin.qq.com/devtool/query?e=41004",
            "wecom",
            41004,
        ),
        (
            "errCode: 40029 | errMsg: openapi.phonenumber.getPhoneNumber:fail invalid code hint: "
            f"[AbCd1EfGh-IjKl2M] rid: {RID}",
            "weixin",
            40029,
        ),
        ("getPhoneNumber:fail jsapi has no permission", "client", 102),
        ("checkSession:fail Error: session time out, need relogin", "client", -13001),
        (f"  invalid appid rid: {RID}\n", "weixin", 40013),
    ],
)
def test_a_real_message_is_recognised_by_its_beginning(message: str, scope: str, code: int) -> None:
    first = match_errmsg(message)[0]
    assert (first.scope, first.code) == (scope, code)


SUFFIXES = [
    "",
    f", rid: {RID}",
    f" rid: {RID}",
    f" hint: [AbCd1EfGh-IjKl2M] rid: {RID}",
    ", hints: [ req_id: Ab1.c_d-2 ]",
]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_known_text_leads_back_to_its_code(suffix: str) -> None:
    for entry in CODES:
        for template in filter(None, (entry.errmsg, *entry.variants)):
            message = template.format(suffix=suffix, ip="203.0.113.7", hint="AbCd1")
            assert entry in match_errmsg(message), message


def test_longer_literals_come_first() -> None:
    found = match_errmsg(f"invalid code, this code has consumed. rid: {RID}")
    assert [entry.code for entry in found][:2] == [40099, 40029]


def test_texts_that_several_codes_share_give_them_all() -> None:
    assert {entry.code for entry in match_errmsg(f"invalid signature rid: {RID}")} == {40234, 63002, 87009}


def test_no_code_is_named_twice_for_a_message() -> None:
    found = match_errmsg("invalid appsecret, view more at http://t.cn/RAEkdVq")
    assert [entry.code for entry in found] == [40125]


def test_a_message_of_the_wechat_gateways_is_not_taken_for_wecom() -> None:
    assert all(entry.scope == "weixin" for entry in match_errmsg(f"invalid code hint: [AbCd1] rid: {RID}"))


@pytest.mark.parametrize("message", ["", "   ", "expiredToken", "okay", "invalid codec", "Internal Server Error"])
def test_a_strange_message_is_not_recognised(message: str) -> None:
    assert match_errmsg(message) == ()
