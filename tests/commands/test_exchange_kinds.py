"""`wxauth exchange --kind component|wecom`: against the sandbox's endpoints of both."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from tests.conftest import Cli
from wxauth_cli.sandbox.server import Running

MERCHANT = "wx00000000000000aa"


class Platform(NamedTuple):
    """A third-party platform, or a company, and how it is given."""

    kind: str
    token: str
    env: dict[str, str]
    running: Running

    def code(self, user: str = "default", appid: str | None = None) -> str:
        if self.kind == "wecom":
            return self.running.login(user, kind="wecom", appid=appid)
        return self.running.login(user, appid=appid or MERCHANT)

    def words(self, *more: str) -> tuple[str, ...]:
        return ("--kind", self.kind, *more)


def component(wechat: Running) -> Platform:
    given = wechat.component(authorize=MERCHANT)
    body = {name: given[name] for name in ("component_appid", "component_appsecret", "component_verify_ticket")}
    answer = httpx.post(f"{wechat.url}/cgi-bin/component/api_component_token", json=body, trust_env=False).json()
    token = answer["component_access_token"]
    env = {
        "WXAUTH_APPID": MERCHANT,
        "WXAUTH_API_BASE": wechat.url,
        "WXAUTH_COMPONENT_APPID": given["component_appid"],
        "WXAUTH_COMPONENT_ACCESS_TOKEN": token,
    }
    return Platform("component", token, env, wechat)


def company(wechat: Running) -> Platform:
    corp = wechat.corp()
    query = {"corpid": corp["corpid"], "corpsecret": corp["corpsecret"]}
    token = httpx.get(f"{wechat.url}/cgi-bin/gettoken", params=query, trust_env=False).json()["access_token"]
    env = {"WXAUTH_APPID": wechat.appid, "WXAUTH_API_BASE": wechat.url, "WXAUTH_CORP_ACCESS_TOKEN": token}
    return Platform("wecom", token, env, wechat)


@pytest.fixture(params=[component, company], ids=["component", "wecom"])
def platform(request: pytest.FixtureRequest, cli: Cli, wechat: Running) -> Platform:
    made: Platform = request.param(wechat)
    cli.env |= made.env
    return made


def ids(result: Any) -> list[str]:
    return [finding["id"] for finding in result.json["findings"]]


def test_a_session_by_a_platform(cli: Cli, wechat: Running) -> None:
    made = component(wechat)
    cli.env |= made.env
    document = cli("exchange", made.code(), *made.words(), "--json", exit_code=0).json
    data = document["data"]
    assert (data["kind"], data["appid"]) == ("component", MERCHANT)
    assert data["component_appid"] == made.env["WXAUTH_COMPONENT_APPID"]
    assert data["openid"] == wechat.user("default", appid=MERCHANT)["openid"]
    assert data["session_key"].startswith("****")
    assert document["findings"] == []
    (step,) = data["steps"]
    assert (step["endpoint"], step["step"], step["errcode"]) == ("thirdpartyCode2Session", 3, 0)
    # Nothing but that call, so no token was fetched or ended, and no AppSecret was needed.
    paths = [entry["path"] for entry in wechat.journal() if "component_token" not in entry["path"]]
    assert paths == ["/sns/component/jscode2session"]


def test_a_session_on_wecom(cli: Cli, wechat: Running) -> None:
    made = company(wechat)
    cli.env |= made.env
    data = cli("exchange", made.code("ann"), *made.words(), "--json", exit_code=0).json["data"]
    assert (data["kind"], data["corpid"], data["userid"]) == ("wecom", wechat.corp()["corpid"], "ann")
    assert data["appid"] == wechat.appid
    assert not {"openid", "unionid", "component_appid"} & set(data)
    assert data["steps"][0]["endpoint"] == "WeCom miniprogram jscode2session"


def test_what_is_remembered_opens_data(cli: Cli, platform: Platform) -> None:
    data = cli("exchange", platform.code("ann"), *platform.words(), "--json", exit_code=0).json["data"]
    (kept,) = cli("session", "list", "--json", exit_code=0).json["data"]["sessions"]
    assert kept["openid"] == data.get("userid", data.get("openid"))
    assert kept["appid"] == data["appid"]
    if platform.kind == "component":
        detail = platform.running.tap("userinfo", user="ann", appid=MERCHANT)
        opened = cli(
            "decrypt", "--encrypted-data", detail["encryptedData"], "--iv", detail["iv"], "--openid", data["openid"],
            "--json", exit_code=0,
        ).json  # fmt: skip
        assert opened["data"]["watermark"]["appid"] == MERCHANT


def test_without_a_mini_program_wecom_answers_and_remembers_nothing(cli: Cli, wechat: Running) -> None:
    made = company(wechat)
    cli.env |= {name: value for name, value in made.env.items() if name != "WXAUTH_APPID"}
    result = cli("exchange", made.code(), *made.words(), exit_code=0)
    assert "not remembered: no mini program is named" in result.stdout
    assert "appid" not in cli("exchange", made.code(), *made.words(), "--json", exit_code=0).json["data"]
    assert cli("session", "list", "--json", exit_code=0).json["data"]["sessions"] == []


@pytest.mark.parametrize(("lang", "verdict"), [("zh", "换到了。"), ("en", "Exchanged.")])
def test_in_words(cli: Cli, platform: Platform, lang: str, verdict: str) -> None:
    result = cli("exchange", platform.code(), *platform.words(), "--lang", lang, "-v", exit_code=0)
    assert result.stdout.startswith(verdict)
    assert "****" in result.stdout
    assert {"component": "component_appid", "wecom": "userid"}[platform.kind] in result.stdout
    assert platform.token not in result.stdout + result.stderr


@pytest.mark.parametrize("place", ["file", "stdin", "terminal"])
def test_where_the_token_comes_from(cli: Cli, platform: Platform, place: str, tmp_path: Path) -> None:
    token = cli.env.pop(
        {"component": "WXAUTH_COMPONENT_ACCESS_TOKEN", "wecom": "WXAUTH_CORP_ACCESS_TOKEN"}[platform.kind]
    )
    code = platform.code()
    if place == "terminal":
        error = cli("exchange", code, *platform.words(), "--json", exit_code=2).json["error"]
        assert error["code"] == "no-terminal"
        assert "--access-token-file" in error["hint"]
        assert cli.env.get("WXAUTH_SECRET") is None
        return
    file = "-" if place == "stdin" else str(tmp_path / "token")
    (tmp_path / "token").write_text(f"{token}\n")
    stdin = token if place == "stdin" else ""
    cli("exchange", code, *platform.words("--access-token-file", file), stdin=stdin, exit_code=0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_used_code(cli: Cli, platform: Platform, lang: str) -> None:
    code = platform.code()
    cli("exchange", code, *platform.words(), exit_code=0)
    result = cli("exchange", code, *platform.words(), "--json", "--lang", lang, exit_code=4)
    # WeCom has no number of its own for a used code.
    assert result.json["error"]["errcode"] == {"component": 40163, "wecom": 40029}[platform.kind]
    assert {"zh": "这台机器", "en": "This machine has sent this code before"}[lang] in result.stderr
    text = cli("exchange", code, *platform.words(), "--lang", lang, exit_code=4).stdout
    assert str(result.json["error"]["errcode"]) in text


def test_an_expired_code(cli: Cli, platform: Platform) -> None:
    code = platform.code()
    platform.running.advance(301)
    result = cli("exchange", code, *platform.words(), "--json", exit_code=4)
    assert result.json["error"]["errcode"] == 40029
    assert result.json["findings"]


def test_a_foreign_code(cli: Cli, platform: Platform) -> None:
    code = platform.code(appid="wx00000000000000bb")
    result = cli("exchange", code, *platform.words(), "--json", exit_code=4)
    assert result.json["error"]["errcode"] == 40029


def test_a_code_of_wx_login_at_wecom(cli: Cli, wechat: Running) -> None:
    made = company(wechat)
    cli.env |= made.env
    result = cli("exchange", wechat.login(), *made.words(), "--json", exit_code=4)
    assert "wx.qy.login" in result.stderr
    assert ids(result)[0] == "wecom-code"
    assert result.json["findings"][0]["confidence"] == "likely"


def test_a_used_code_of_wecom_is_not_called_a_mix_up(cli: Cli, wechat: Running) -> None:
    made = company(wechat)
    cli.env |= made.env
    code = made.code()
    cli("exchange", code, *made.words(), exit_code=0)
    result = cli("exchange", code, *made.words(), "--json", exit_code=4)
    assert {finding["confidence"] for finding in result.json["findings"] if finding["id"] == "wecom-code"} <= {
        "possible"
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("what", ["wrong", "expired", "other-kind"])
def test_a_token_that_is_not_taken(cli: Cli, platform: Platform, what: str, lang: str) -> None:
    token = platform.token
    if what == "wrong":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    elif what == "expired":
        platform.running.advance(7201)
    else:
        query = {"appid": platform.running.appid, "secret": platform.running.secret, "grant_type": "client_credential"}
        token = httpx.get(f"{platform.running.url}/cgi-bin/token", params=query, trust_env=False).json()["access_token"]
    code = platform.code()
    result = cli(
        "exchange",
        code,
        *platform.words("--access-token-file", "-"),
        "--json",
        "--lang",
        lang,
        stdin=token,
        exit_code=4,
    )
    expected = {
        "component": {"wrong": 40094, "expired": 42006, "other-kind": 48001},
        "wecom": {"wrong": 40014, "expired": 42001, "other-kind": 40014},
    }
    assert result.json["error"]["errcode"] == expected[platform.kind][what]
    name = {"component": "component_access_token", "wecom": "corpsecret"}[platform.kind]
    assert name in result.stderr
    if platform.kind == "component":
        assert ids(result)[0] == "component-credential"
    assert token[:12] not in result.stdout + result.stderr
    # The refusal came before the code was looked at.
    fresh = component(platform.running) if platform.kind == "component" else company(platform.running)
    cli("exchange", code, *platform.words(), env=fresh.env, exit_code=0)


def test_a_mini_program_that_did_not_authorise(cli: Cli, wechat: Running) -> None:
    made = component(wechat)
    cli.env |= made.env
    wechat.component(unauthorize=MERCHANT)
    result = cli("exchange", made.code(), *made.words(), "--json", exit_code=4)
    assert result.json["error"]["errcode"] == 61003
    assert ids(result)[0] == "component-not-authorised"


@pytest.mark.parametrize(
    ("words", "env", "error"),
    [
        (["--component-appid", "wx00000000000000cc"], {}, "exchange-option"),
        (["--access-token-file", "x"], {}, "exchange-option"),
        (["--kind", "wecom", "--component-appid", "wx00000000000000cc"], {}, "exchange-option"),
        (["--kind", "component"], {}, "no-component-appid"),
        (["--kind", "component", "--component-appid", "wxyz"], {}, "bad-appid"),
        (["--kind", "component", "--component-appid", MERCHANT], {}, "component-is-app"),
        (["--kind", "nobody"], {}, "bad-value"),
    ],
    ids=str,
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_does_not_go_together(
    cli: Cli, wechat: Running, words: list[str], env: dict[str, str], error: str, lang: str
) -> None:
    cli.env |= {"WXAUTH_APPID": MERCHANT, "WXAUTH_SECRET": "5f3c9a7e1b8d42609e7c5a3f1d8b6042"}
    cli.env |= {"WXAUTH_API_BASE": wechat.url, **env}
    code = wechat.login()
    result = cli("exchange", code, *words, "--json", "--lang", lang, exit_code=2)
    assert result.json["error"]["code"] == error
    assert wechat.journal() == []


def test_standard_input_is_read_once(cli: Cli, platform: Platform) -> None:
    words = platform.words("--access-token-file", "-")
    assert cli("exchange", "-", *words, "--json", exit_code=2).json["error"]["code"] == "stdin-for-two"


def test_a_phone_code_is_not_sent(cli: Cli, platform: Platform) -> None:
    result = cli("exchange", platform.running.tap()["code"], *platform.words(), "--json", exit_code=3)
    assert ids(result) == ["code-kind-swapped"]


def test_wecoms_own_host_is_taken_where_no_other_is_named(cli: Cli) -> None:
    token = {"WXAUTH_CORP_ACCESS_TOKEN": "x" * 40, "WXAUTH_API_BASE": "https://api.weixin.qq.com"}
    proxy = {"HTTPS_PROXY": "http://127.0.0.1:9"}
    words = ("--kind", "wecom", "--no-remember")
    result = cli("exchange", "c" * 43, *words, env={**token, **proxy}, exit_code=5)
    assert "qyapi.weixin.qq.com" in result.stderr
