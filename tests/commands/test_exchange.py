"""`wxauth exchange`."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.conftest import Cli
from tests.net.fault_server import FaultServer, closed_port
from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores import BackendInfo, MemoryBackend

PHONE_CODE = "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144"
LOGIN = "/sns/jscode2session"


@pytest.fixture
def app(cli: Cli, wechat: Any) -> Any:
    """The sandbox as the app of the environment."""
    cli.env |= {"WXAUTH_APPID": wechat.appid, "WXAUTH_SECRET": wechat.secret, "WXAUTH_API_BASE": wechat.url}
    return wechat


def login(app: Any, **arguments: object) -> str:
    code: str = app.control("login", **arguments)["code"]
    return code


def calls(app: Any) -> list[str]:
    return [entry["path"] for entry in app.control("journal")["entries"]]


def ids(result: Any) -> list[str]:
    return [finding["id"] for finding in result.json["findings"]]


def test_a_session(cli: Cli, app: Any) -> None:
    user = app.control("user", user="default")
    code = login(app)
    document = cli("exchange", code, "--json", exit_code=0).json
    data = document["data"]
    assert document["ok"] is True
    assert document["findings"] == []
    assert document["error"] is None
    assert data["openid"] == user["openid"]
    assert data["appid"] == app.appid
    assert data["obtained_at"] == 1_800_000_000
    assert data["session_key"].startswith("****")
    assert len(data["session_key"]) == 8
    assert data["elapsed_ms"] == 0
    (step,) = data["steps"]
    assert (step["step"], step["endpoint"], step["status"], step["errcode"]) == (3, "code2Session", 200, 0)
    assert step["reached"] == "answered"
    assert "code_may_be_used" not in step
    listed = cli("session", "list", "--json", exit_code=0).json["data"]["sessions"]
    assert [item["openid"] for item in listed] == [user["openid"]]


@pytest.mark.parametrize(("lang", "verdict"), [("zh", "换到了。"), ("en", "Exchanged.")])
def test_in_words(cli: Cli, app: Any, lang: str, verdict: str) -> None:
    result = cli("exchange", login(app), "--lang", lang, exit_code=0)
    assert result.stdout.startswith(verdict)
    assert app.control("user", user="default")["openid"] in result.stdout
    assert "code2Session" in result.stdout
    assert result.stderr == ""


def test_reveal(cli: Cli, app: Any) -> None:
    key = cli("exchange", login(app), "--reveal", "--json", exit_code=0).json["data"]["session_key"]
    assert re.fullmatch(r"[A-Za-z0-9+/]{22}==", key)


def test_no_unionid_is_explained(cli: Cli, app: Any) -> None:
    bare = app.control("app", open_platform=False)
    cli.env |= {"WXAUTH_APPID": bare["appid"], "WXAUTH_SECRET": bare["secret"]}
    code = login(app, appid=bare["appid"])
    result = cli("exchange", code, exit_code=0)
    assert "Open Platform" in result.stdout
    code = login(app, appid=bare["appid"])
    assert "unionid" not in cli("exchange", code, "--json", exit_code=0).json["data"]


@pytest.mark.parametrize("text", ['"{}"', " {} ", "code={}", "%22{}%22", '{{"code":"{}","errMsg":"login:ok"}}'])
def test_what_surrounds_the_code_is_taken_off(cli: Cli, app: Any, text: str) -> None:
    result = cli("exchange", text.format(login(app)), "--json", exit_code=0)
    assert "taken off" in result.stderr
    (finding,) = result.json["findings"]
    assert (finding["id"], finding["severity"]) == ("code-quoted-or-padded", "info")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_from_standard_input(cli: Cli, app: Any, end: str) -> None:
    result = cli("exchange", "-", "--json", stdin=login(app) + end, exit_code=0)
    assert result.json["findings"] == []
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("code", "error", "finding"),
    [
        ("the code is a mock one", "mock-code", "mock-code-tourist-appid"),
        ("the code", "not-a-code", "placeholder-code"),
        ("CODE", "not-a-code", "placeholder-code"),
        ("undefined", "not-a-code", "placeholder-code"),
        ('""', "code-empty", "placeholder-code"),
        (PHONE_CODE, "wrong-kind-of-code-login", "code-kind-swapped"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_no_login_code_is_not_sent(cli: Cli, app: Any, code: str, error: str, finding: str, lang: str) -> None:
    result = cli("exchange", code, "--json", "--lang", lang, exit_code=3)
    assert result.json["error"]["code"] == error
    assert ids(result) == [finding]
    assert result.json["findings"][0]["confidence"] == "certain"
    assert result.json["data"] is None
    assert calls(app) == []
    assert PHONE_CODE[:8] not in result.stdout + result.stderr


def test_a_document_is_not_sent(cli: Cli, app: Any) -> None:
    result = cli("exchange", "-", "--force", "--json", stdin="a" * 2000, exit_code=3)
    assert result.json["error"]["code"] == "code-too-long"
    assert calls(app) == []


@pytest.mark.parametrize("code", ["the code is a mock one", "CODE", PHONE_CODE])
def test_force_sends_it(cli: Cli, app: Any, code: str) -> None:
    result = cli("exchange", code, "--force", "--json", exit_code=4)
    assert result.json["error"]["errcode"] == 40029
    assert calls(app) == [LOGIN]


@pytest.mark.parametrize("change", [lambda c: c[:-4], str.upper, lambda c: "1" + c[1:], lambda c: c[:4] + c[5:] + "0"])
def test_an_unusual_shape_only_warns(cli: Cli, app: Any, change: Any) -> None:
    result = cli("exchange", change(login(app)), exit_code=4)
    assert "sent all the same" in result.stderr
    assert calls(app) == [LOGIN]


def test_the_second_time(cli: Cli, app: Any) -> None:
    code = login(app)
    cli("exchange", code, exit_code=0)
    cli.clock.time += 42
    result = cli("exchange", code, "--json", exit_code=4)
    assert "42 s ago" in result.stderr
    document = result.json
    assert set(document["data"]) == {"steps", "elapsed_ms"}
    assert document["error"]["code"] == "wechat-refused"
    assert document["error"]["errcode"] == 40163
    assert document["error"]["rid"] == document["data"]["steps"][0]["rid"]
    assert document["data"]["steps"][0]["rid_time"] == 1_800_000_042
    assert "code-reused" in ids(result)
    assert calls(app) == [LOGIN, LOGIN]


@pytest.mark.parametrize(("lang", "here"), [("zh", "在 code2Session 的意思"), ("en", "means at code2Session")])
def test_a_refusal_in_words(cli: Cli, app: Any, lang: str, here: str) -> None:
    cli.env["WXAUTH_SECRET"] = "0" * 32
    result = cli("exchange", login(app), "--lang", lang, exit_code=4)
    assert here in result.stdout
    assert "40125" in result.stdout
    assert "2027-01-15 08:00:00 UTC" in result.stdout
    assert "wxauth explain 40125" in result.stderr
    assert app.secret not in result.stdout + result.stderr


def test_the_code_is_not_shown(cli: Cli, app: Any) -> None:
    code = login(app)
    for arguments in ((), ("-v",), ("--json",)):
        result = cli("exchange", code, "--no-remember", *arguments, exit_code=0 if not arguments else 4)
        for start in range(len(code) - 7):
            assert code[start : start + 8] not in result.stdout + result.stderr
        assert app.secret not in result.stdout + result.stderr


def test_no_app(cli: Cli) -> None:
    assert cli("exchange", "0" * 32, "--json", exit_code=2).json["error"]["code"] == "no-profile"


# --- stores ---


class Broken(MemoryBackend):
    """Fails on every write, or on all but the probe's."""

    def __init__(self, *, probes: bool) -> None:
        super().__init__()
        self.probes = probes

    def set(self, name: str, value: str) -> None:
        if not (self.probes and name == "probe"):
            raise StoreError("keyring-not-stored", backend=self.info().name)
        super().set(name, value)

    def info(self) -> BackendInfo:
        return super().info()


def test_a_store_that_fails_is_found_before_the_code_is_spent(cli: Cli, app: Any) -> None:
    cli.backend = Broken(probes=False)
    code = login(app)
    result = cli("exchange", code, "--json", exit_code=6)
    assert result.json["data"] is None
    assert "--no-remember" in result.stderr
    assert calls(app) == []
    assert cli("exchange", code, "--no-remember", "--json", exit_code=0).json["data"]["openid"]
    assert cli("session", "list", "--json", exit_code=0).json["data"]["sessions"] == []


def test_an_answer_that_cannot_be_kept_is_shown(cli: Cli, app: Any) -> None:
    cli.backend = Broken(probes=True)
    result = cli("exchange", login(app), "--json", exit_code=6)
    assert result.json["data"]["openid"]
    assert result.json["ok"] is False
    assert result.json["error"]["code"] == "keyring-not-stored"
    assert "not kept" in result.stderr


# --- the network ---


def test_nothing_was_sent(cli: Cli, app: Any) -> None:
    code = login(app)
    cli.env["WXAUTH_API_BASE"] = f"http://127.0.0.1:{closed_port()}"
    result = cli("exchange", code, "--json", exit_code=5)
    assert result.json["error"]["code"] == "network-refused"
    steps = result.json["data"]["steps"]
    assert [(step["reached"], step["code_may_be_used"]) for step in steps] == [("dns", False)] * 3
    assert "not used up" in result.stderr
    cli.env["WXAUTH_API_BASE"] = app.url
    again = cli("exchange", code, exit_code=0)
    assert again.stderr == "", "a code of which nothing was sent was not sent before"


@pytest.mark.parametrize(("lang", "words"), [("zh", "可能已经用掉"), ("en", "may be used up")])
def test_no_answer_came(cli: Cli, app: Any, lang: str, words: str) -> None:
    code = login(app)
    with FaultServer(lambda c: c.sock.close()) as server:
        cli.env["WXAUTH_API_BASE"] = server.url
        result = cli("exchange", code, "--lang", lang, "--json", exit_code=5)
        assert len(server.requests) == 1
    (step,) = result.json["data"]["steps"]
    assert (step["reached"], step["code_may_be_used"], step["error"]) == ("sent", True, "network-closed")
    assert words in result.stderr
    assert result.json["data"]["elapsed_ms"] == 0


def test_a_gateway_answers(cli: Cli, app: Any) -> None:
    app.control("fault", path=LOGIN, kind="html502", times=1)
    result = cli("exchange", login(app), exit_code=5)
    assert "http-status" in result.stderr
    assert "HTTP 502" in result.stderr
    assert "may be used up" in result.stderr
    assert calls(app) == [LOGIN]


def test_busy_is_not_repeated(cli: Cli, app: Any) -> None:
    app.control("fault", path=LOGIN, errcode=-1, times=1)
    result = cli("exchange", login(app), "--json", exit_code=4)
    assert result.json["data"]["steps"][0]["code_may_be_used"] is True
    assert calls(app) == [LOGIN]


def test_ctrl_c_says_what_became_of_the_code(cli: Cli, app: Any) -> None:
    code = login(app)

    class Interrupted:
        def connect_tcp(self, *args: Any, **kwargs: Any) -> Any:
            raise KeyboardInterrupt

    cli.network = Interrupted()
    result = cli("exchange", code, exit_code=130)
    assert "may be used up" in result.stderr


def test_the_trace_holds_no_secret(cli: Cli, app: Any, tmp_path: Any) -> None:
    code, har = login(app), tmp_path / "trace.har"
    cli("exchange", code, "--trace", str(har), exit_code=0)
    text = har.read_text(encoding="utf-8")
    assert json.loads(text)["log"]["version"] == "1.2"
    for value in (code, app.secret):
        assert value[:12] not in text
        assert value[-12:] not in text
