"""`wxauth access-token`: never a token taken away from production unasked, and one request for many askers."""

from __future__ import annotations

import json

import pytest

from tests.conftest import NOW, Cli, FakeClock
from wxauth_cli.core.secret import Secret
from wxauth_cli.sandbox.server import Running
from wxauth_cli.stores import CachedToken, MemoryBackend

LEGACY, STABLE = "/cgi-bin/token", "/cgi-bin/stable_token"


@pytest.fixture
def app(cli: Cli, wechat: Running) -> Running:
    """The sandbox, and `cli` with its app in the environment."""
    cli.env |= {"WXAUTH_APPID": wechat.appid, "WXAUTH_SECRET": wechat.secret, "WXAUTH_API_BASE": wechat.url}
    return wechat


def calls(app: Running, path: str | None = None) -> int:
    return sum(entry["path"] == path or path is None for entry in app.control("journal")["entries"])


def test_get_masks_and_caches(cli: Cli, app: Running, clock: FakeClock) -> None:
    first = cli("access-token", "get", "--json", exit_code=0).json["data"]
    assert first["access_token"].startswith("****")
    assert len(first["access_token"]) <= 8
    assert (first["kind"], first["cached"], first["expires_in"], first["obtained_at"]) == ("stable", False, 7200, NOW)
    clock.time += 100
    second = cli("access-token", "get", "--json", exit_code=0).json["data"]
    assert (second["cached"], second["expires_in"], second["age_s"]) == (True, 7100, 100)
    assert calls(app, STABLE) == 1
    assert calls(app, LEGACY) == 0


def test_reveal(cli: Cli, app: Running) -> None:
    token = cli("access-token", "get", "--json", "--reveal", exit_code=0).json["data"]["access_token"]
    again = cli("access-token", "get", "--reveal", exit_code=0)
    assert token in "".join(again.stdout.split())
    assert token not in cli("access-token", "get", "-v", exit_code=0).stderr


@pytest.mark.parametrize(("passed_s", "requests"), [(6899, 1), (6901, 2), (7300, 2)])
def test_refreshed_five_minutes_before_its_end(
    cli: Cli, app: Running, clock: FakeClock, passed_s: int, requests: int
) -> None:
    cli("access-token", "get", exit_code=0)
    clock.time += passed_s
    data = cli("access-token", "get", "--json", exit_code=0).json["data"]
    assert calls(app, STABLE) == requests
    assert data["expires_in"] >= 300


@pytest.mark.parametrize("jump_s", [3600, -3600, 86400, -86400, 360_000_000])
def test_clock_that_jumps(cli: Cli, app: Running, clock: FakeClock, jump_s: int) -> None:
    cli("access-token", "get", exit_code=0)
    clock.time += jump_s
    data = cli("access-token", "get", "--json", exit_code=0).json["data"]
    assert data["expires_in"] >= 300
    assert data["age_s"] >= 0


@pytest.mark.parametrize("option", ["--legacy", "--force-refresh"])
def test_guarded_without_a_terminal(cli: Cli, app: Running, option: str) -> None:
    result = cli("access-token", "get", option, "--json", exit_code=2)
    assert result.json["error"]["code"] == "confirm-appid-needed"
    result = cli("access-token", "get", option, "--confirm-appid", "wx0000000000000000", exit_code=2)
    assert "[confirm-appid-wrong]" in result.stderr
    assert calls(app) == 0


def test_force_refresh_replaces_the_cached_token(cli: Cli, app: Running, clock: FakeClock) -> None:
    old = cli("access-token", "get", "--reveal", "--json", exit_code=0).json["data"]["access_token"]
    clock.time += 60
    options = ("--confirm-appid", app.appid, "--reveal", "--json")
    new = cli("access-token", "get", "--force-refresh", *options, exit_code=0).json["data"]
    assert new["access_token"] != old
    cached = cli("access-token", "get", "--reveal", "--json", exit_code=0).json["data"]
    assert (cached["access_token"], cached["cached"]) == (new["access_token"], True)


def test_legacy_is_not_cached(cli: Cli, app: Running) -> None:
    data = cli("access-token", "get", "--legacy", "--confirm-appid", app.appid, "--json", exit_code=0).json["data"]
    assert (data["kind"], data["cached"]) == ("legacy", False)
    assert cli("access-token", "show", "--json", exit_code=0).json["data"]["cached"] is False
    assert (calls(app, LEGACY), calls(app, STABLE)) == (1, 0)


def test_legacy_and_force_refresh_do_not_go_together(cli: Cli, app: Running) -> None:
    result = cli("access-token", "get", "--legacy", "--force-refresh", "--lang", "zh", exit_code=2)
    assert "不能一起用" in result.stderr


REFUSALS = [(40125, 60), (40164, 60), (45009, 600), (45011, 60)]


@pytest.mark.parametrize(("errcode", "cooldown_s"), REFUSALS)
def test_refusal_that_asking_again_does_not_mend(
    cli: Cli, app: Running, clock: FakeClock, errcode: int, cooldown_s: int
) -> None:
    app.control("fault", path=STABLE, errcode=errcode, times=1)
    assert cli("access-token", "get", "--json", exit_code=4).json["error"]["errcode"] == errcode
    clock.time += cooldown_s - 1
    error = cli("access-token", "get", "--json", exit_code=4).json["error"]
    assert (error["code"], error["errcode"]) == ("cooling-down", errcode)
    assert "2027-01-15 08:" in error["message"]
    assert calls(app, STABLE) == 1
    assert cli("access-token", "show", "--json", exit_code=0).json["data"]["cooldown"]["errcode"] == errcode
    assert "2027-01-15 08:" in cli("access-token", "show", exit_code=0).stdout
    clock.time += 1
    cli("access-token", "get", exit_code=0)
    assert calls(app, STABLE) == 2


@pytest.mark.parametrize(("lang", "says"), [("zh", "白名单"), ("en", "whitelist")])
def test_a_refusal_says_what_it_means_here(cli: Cli, app: Running, lang: str, says: str) -> None:
    app.control("fault", path=STABLE, errcode=40164, times=2)
    document = cli("access-token", "get", "--json", exit_code=4).json
    assert [step["errcode"] for step in document["data"]["steps"]] == [40164]
    assert document["findings"][0]["id"] == "ip-not-whitelisted"
    cli("access-token", "clear", exit_code=0)
    shown = cli("access-token", "get", "--lang", lang, exit_code=4).stdout
    assert "getStableAccessToken" in shown
    assert says in shown


@pytest.mark.parametrize("verb", ["get", "check"])
def test_no_answer_shows_how_far_the_call_came(cli: Cli, app: Running, verb: str) -> None:
    cli("access-token", "get", exit_code=0)
    app.close()
    options = ("--force-refresh", "--confirm-appid", app.appid) if verb == "get" else ()
    document = cli("access-token", verb, *options, "--json", exit_code=5).json
    assert {step["error"] for step in document["data"]["steps"]} == {"network-refused"}
    assert "127.0.0.1" in document["error"]["message"]


def test_another_secret_need_not_wait(cli: Cli, app: Running) -> None:
    wrong = {"WXAUTH_SECRET": "0" * 32}
    assert cli("access-token", "get", "--json", env=wrong, exit_code=4).json["error"]["code"] == "wechat-refused"
    assert cli("access-token", "get", "--json", env=wrong, exit_code=4).json["error"]["code"] == "cooling-down"
    cli("access-token", "get", exit_code=0)


def test_clear_lifts_the_wait(cli: Cli, app: Running) -> None:
    app.control("fault", path=STABLE, errcode=45009, times=1)
    cli("access-token", "get", exit_code=4)
    data = cli("access-token", "clear", "--json", exit_code=0).json["data"]
    assert (data["cleared"], data["cooldown_lifted"]) == (0, True)
    assert "wait is lifted" not in cli("access-token", "clear", exit_code=0).stdout
    cli("access-token", "get", exit_code=0)


def test_other_refusals_are_not_remembered(cli: Cli, app: Running) -> None:
    app.control("fault", path=STABLE, errcode=40243, times=1)
    cli("access-token", "get", exit_code=4)
    cli("access-token", "get", exit_code=0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_cached(cli: Cli, app: Running, lang: str) -> None:
    says = {"zh": "没有缓存", "en": "No access_token of"}[lang]
    for verb in ("show", "check", "clear"):
        assert says in cli("access-token", verb, "--lang", lang, exit_code=0).stdout
    assert cli("access-token", "check", "--json", exit_code=0).json["data"]["alive"] is None
    assert calls(app) == 0


def test_show_reads_no_secret(cli: Cli, app: Running, clock: FakeClock) -> None:
    cli("access-token", "get", exit_code=0)
    items = dict(cli.backend.items)
    cli.backend.items.clear()
    clock.time += 100
    data = cli("access-token", "show", "--json", exit_code=0).json["data"]
    assert (data["cached"], data["expires_in"], data["age_s"]) == (True, 7100, 100)
    assert "in 118 min" in cli("access-token", "show", exit_code=0).stdout
    cli.backend.items.update(items)


def test_check_alive_and_dead(cli: Cli, app: Running, clock: FakeClock) -> None:
    cli("access-token", "get", exit_code=0)
    data = cli("access-token", "check", "--json", exit_code=0).json["data"]
    assert (data["alive"], data["cached"]) == (True, True)
    assert "Alive" in cli("access-token", "check", exit_code=0).stdout
    dead = CachedToken(app.appid, app.url, Secret("80_" + "x" * 130), "stable", NOW, NOW + 7200)
    from wxauth_cli.actions.context import Paths
    from wxauth_cli.stores import Stores

    Stores(Paths.of(cli.env), cli.env, clock, backend=cli.backend).tokens.put(dead)
    result = cli("access-token", "check", "--json", exit_code=10).json
    assert (result["ok"], result["data"]["alive"], result["error"]) == (False, False, None)
    assert result["data"]["errcode"] in (40001, 40014, 42001)
    assert "无效" in cli("access-token", "check", "--lang", "zh", exit_code=10).stdout


def test_check_a_token_from_elsewhere(cli: Cli, app: Running) -> None:
    token = cli("access-token", "get", "--reveal", "--json", exit_code=0).json["data"]["access_token"]
    before = calls(app, STABLE)
    cli("access-token", "check", "--access-token-file", "-", stdin=token + "\n", exit_code=0)
    cli("access-token", "check", env={"WXAUTH_ACCESS_TOKEN": token}, exit_code=0)
    cli("access-token", "check", "--access-token-file", "-", stdin="\n", exit_code=3)
    cli("access-token", "check", "--access-token-file", "-", stdin="80_bad", exit_code=10)
    assert calls(app, STABLE) == before


def test_check_that_finds_no_network(cli: Cli, app: Running) -> None:
    cli("access-token", "get", exit_code=0)
    app.close()
    cli("access-token", "check", exit_code=5)


def test_given_token_is_used_as_it_is(cli: Cli, app: Running) -> None:
    token = "90_" + "g" * 140
    data = cli("access-token", "get", "--reveal", "--json", env={"WXAUTH_ACCESS_TOKEN": token}, exit_code=0).json[
        "data"
    ]
    assert (data["access_token"], data["kind"]) == (token, "given")
    assert calls(app) == 0


class NoKeyring(MemoryBackend):
    def get(self, name: str) -> str | None:
        from wxauth_cli.core.errors import StoreError

        raise StoreError("keyring-unavailable")

    def set(self, name: str, value: str) -> None:
        self.get(name)


@pytest.mark.parametrize(("lang", "says"), [("en", "is not cached: There is no usable OS keyring"), ("zh", "没有缓存")])
def test_environment_without_a_keyring_works_uncached(cli: Cli, app: Running, lang: str, says: str) -> None:
    cli.backend = NoKeyring()
    for number in (1, 2):
        result = cli("access-token", "get", "--json", "--lang", lang, exit_code=0)
        assert result.json["data"]["cached"] is False
        assert result.stderr.count(says) == 1
        assert calls(app, STABLE) == number


def test_sandbox_and_wechat_are_apart(cli: Cli, app: Running) -> None:
    cli("access-token", "get", exit_code=0)
    data = cli("access-token", "show", "--json", env={"WXAUTH_API_BASE": "http://127.0.0.1:9"}, exit_code=0).json[
        "data"
    ]
    assert data["cached"] is False


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"WXAUTH_SECRET": ""}, "env-incomplete"),
        ({"WXAUTH_APPID": ""}, "env-incomplete"),
        ({"WXAUTH_APPID": "", "WXAUTH_SECRET": ""}, "no-profile"),
        ({"WXAUTH_APPID": "gh_0123456789ab"}, "bad-appid"),
        ({"WXAUTH_API_BASE": "http://api.weixin.qq.com"}, "bad-api-base"),
        ({"WXAUTH_PROFILE": "nobody"}, "no-such-profile"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unfit_environment(cli: Cli, app: Running, env: dict[str, str], code: str) -> None:
    result = cli("access-token", "get", "--json", env=env, exit_code=2)
    assert result.json["error"]["code"] == code
    assert calls(app) == 0


def test_the_secret_is_nowhere(cli: Cli, app: Running) -> None:
    for argv in (("access-token", "get", "-v"), ("access-token", "show"), ("access-token", "check", "-v")):
        result = cli(*argv, exit_code=0)
        assert app.secret not in result.stdout + result.stderr
    for path in cli.home.rglob("*"):
        assert path.is_dir() or app.secret.encode() not in path.read_bytes()


def test_index_holds_no_token(cli: Cli, app: Running) -> None:
    token = cli("access-token", "get", "--reveal", "--json", exit_code=0).json["data"]["access_token"]
    index = json.loads((cli.home / "state" / "index.json").read_text())
    assert index["items"]["0"]["kind"] == "token"
    for path in cli.home.rglob("*"):
        assert path.is_dir() or token[:8].encode() not in path.read_bytes()
