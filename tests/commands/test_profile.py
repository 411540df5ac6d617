"""`wxauth profile`, `wxauth session list|show|forget`, `wxauth purge`."""

from __future__ import annotations

import pytest

from tests.conftest import NOW, Cli, FakeClock
from wxauth_cli.actions.context import Paths
from wxauth_cli.core.errors import StoreError, UsageError
from wxauth_cli.core.secret import Secret
from wxauth_cli.stores import CachedToken, SandboxProfile, Stores

APPID = "wxa1b2c3d4e5f60718"
OTHER = "wx00112233445566aa"
SECRET = "c0ffee5eaf00dc0ffee5eaf00dbadbee"
ADD = ("profile", "add", "dev", APPID, "--secret-file", "-")


@pytest.fixture
def stores(cli: Cli, clock: FakeClock) -> Stores:
    return Stores(Paths.of(cli.env), cli.env, clock, backend=cli.backend)


def test_first_profile_becomes_the_default(cli: Cli) -> None:
    result = cli(*ADD, stdin=SECRET + "\n", exit_code=0)
    assert "Profile dev is stored" in result.stdout
    assert "****dbee"[-4:] in result.stdout
    cli("profile", "add", "prod", OTHER, "--secret-file", "-", stdin=SECRET, exit_code=0)
    data = cli("profile", "list", "--json", exit_code=0).json["data"]
    assert [(item["name"], item["appid"], item["default"]) for item in data["profiles"]] == [
        ("dev", APPID, True),
        ("prod", OTHER, False),
    ]
    toml = (cli.home / "config" / "profiles.toml").read_text()
    assert APPID in toml
    for path in cli.home.rglob("*"):
        assert path.is_dir() or SECRET[:8].encode() not in path.read_bytes()


def test_secret_is_shown_only_when_revealed(cli: Cli) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)
    assert cli("profile", "show", "--json", exit_code=0).json["data"]["appsecret"] == "****dbee"
    assert SECRET not in cli("profile", "show", "dev", "-v", exit_code=0).stdout
    assert cli("profile", "show", "dev", "--json", "--reveal", exit_code=0).json["data"]["appsecret"] == SECRET
    assert SECRET in cli("profile", "show", "--profile", "dev", "--reveal", exit_code=0).stdout


def test_secret_from_a_file(cli: Cli) -> None:
    path = cli.home.parent / "secret.txt"
    path.write_bytes(b"\xef\xbb\xbf" + SECRET.encode() + b"\r\n")
    cli("profile", "add", "dev", APPID, "--secret-file", str(path), exit_code=0)
    assert cli("profile", "show", "--json", "--reveal", exit_code=0).json["data"]["appsecret"] == SECRET


@pytest.mark.parametrize(
    ("argv", "stdin", "exit_code", "code"),
    [
        (("add", "dev", "wx123", "--secret-file", "-"), SECRET, 2, "bad-appid"),
        (("add", "dev", APPID.upper(), "--secret-file", "-"), SECRET, 2, "bad-appid"),
        (("add", "../x", APPID, "--secret-file", "-"), SECRET, 2, "bad-profile-name"),
        (("add", "dev", APPID, "--secret-file", "-"), " \n", 3, "input-empty"),
        (("add", "dev", APPID, "--secret-file", "/no/such"), "", 3, "file-not-found"),
        (("add", "dev", APPID), "", 2, "no-terminal"),
        (("add", "dev", APPID, "--secret-file", "-", "--api-base", "http://example.com"), SECRET, 2, "bad-api-base"),
        (
            ("add", "dev", APPID, "--secret-file", "-", "--api-base", "https://u:p@example.com"),
            SECRET,
            2,
            "bad-api-base",
        ),
        (("add", "dev", APPID, "--secret-file", "-", "--api-base", "ftp://127.0.0.1"), SECRET, 2, "bad-api-base"),
        (("add", "dev", APPID, "--secret-file", "-", "--api-base", "https://[::1"), SECRET, 2, "bad-api-base"),
        (
            ("add", "dev", APPID, "--secret-file", "-", "--api-base", "http://127.0.0.1.evil.com"),
            SECRET,
            2,
            "bad-api-base",
        ),
        (("show", "nobody"), "", 2, "no-such-profile"),
        (("show",), "", 2, "no-profile"),
        (("use", "nobody"), "", 2, "no-such-profile"),
        (("remove", "nobody"), "", 2, "no-such-profile"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_refused(cli: Cli, argv: tuple[str, ...], stdin: str, exit_code: int, code: str, lang: str) -> None:
    result = cli("profile", *argv, "--lang", lang, stdin=stdin, exit_code=exit_code)
    assert f"[{code}]" in result.stderr
    assert result.stdout == ""
    assert SECRET not in result.stderr
    assert cli.backend.items == {}


@pytest.mark.parametrize(
    "url", ["https://example.com/wx/", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:2"]
)
def test_api_address(cli: Cli, url: str) -> None:
    cli(*ADD, "--api-base", url, stdin=SECRET, exit_code=0)
    data = cli("profile", "list", "--json", exit_code=0).json["data"]
    assert data["profiles"][0]["api_base"] == url.rstrip("/")


def test_same_name_needs_replace(cli: Cli) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)
    assert (
        "[profile-exists]"
        in cli("profile", "add", "dev", OTHER, "--secret-file", "-", stdin="x" * 32, exit_code=2).stderr
    )
    cli("profile", "add", "dev", OTHER, "--secret-file", "-", "--replace", stdin="y" * 32, exit_code=0)
    data = cli("profile", "show", "--json", "--reveal", exit_code=0).json["data"]
    assert (data["appid"], data["appsecret"]) == (OTHER, "y" * 32)
    assert len(cli.backend.items) == 1


def test_unusual_secret_is_stored_with_a_remark(cli: Cli) -> None:
    assert "this one has 7 characters" in cli(*ADD, stdin="unusual", exit_code=0).stderr
    assert cli("profile", "show", "--json", "--reveal", exit_code=0).json["data"]["appsecret"] == "unusual"


def test_use_and_remove(cli: Cli, stores: Stores) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)
    cli("profile", "add", "prod", OTHER, "--secret-file", "-", "--use", stdin=SECRET, exit_code=0)
    assert cli("profile", "list", "--json", exit_code=0).json["data"]["default"] == "prod"
    assert "默认配置档现在是 dev" in cli("profile", "use", "dev", "--lang", "zh", exit_code=0).stdout
    stores.tokens.put(CachedToken(APPID, "https://api.weixin.qq.com", Secret("t" * 99), "stable", NOW, NOW + 7200))
    stores.sessions.put(APPID, "user", Secret("k" * 24))
    stores.sessions.put(OTHER, "user", Secret("k" * 24))
    data = cli("profile", "remove", "dev", "--json", exit_code=0).json["data"]
    assert (data["tokens"], data["sessions"]) == (1, 1)
    data = cli("profile", "list", "--json", exit_code=0).json["data"]
    assert ([item["name"] for item in data["profiles"]], data["default"]) == (["prod"], None)
    assert len(cli.backend.items) == 2
    assert "no default" in cli("access-token", "show", exit_code=2).stderr


def test_two_profiles_of_one_app_share_what_is_cached(cli: Cli, stores: Stores) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)
    cli("profile", "add", "again", APPID, "--secret-file", "-", stdin=SECRET, exit_code=0)
    stores.sessions.put(APPID, "user", Secret("k" * 24))
    assert cli("profile", "remove", "dev", "--json", exit_code=0).json["data"]["sessions"] == 0
    assert len(stores.sessions.list()) == 1


def test_file_edited_by_hand(cli: Cli) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)
    path = cli.home / "config" / "profiles.toml"
    good = path.read_text()
    for bad in ("[[", "profiles = 3", good.replace(APPID, "wx1"), good.replace('"keyring"', '"cloud"'), "\xff"):
        path.write_bytes(bad.encode("latin-1"))
        result = cli("profile", "list", exit_code=6)
        assert "[profiles-unreadable]" in result.stderr
        assert path.read_bytes() == bad.encode("latin-1")
    path.write_text(good.replace("slot = 0", "slot = 77"))
    assert "[secret-missing]" in cli("profile", "show", exit_code=6).stderr
    path.write_text(good.replace("[profiles.dev]", "[profiles.renamed]"))
    assert "[secret-missing]" in cli("profile", "show", "renamed", exit_code=6).stderr


def test_process_that_died_before_the_file_switched_over(
    cli: Cli, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)

    def die(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("wxauth_cli.stores.profiles.replace_file", die)
    with pytest.raises(KeyboardInterrupt):
        stores.profiles.add("dev", OTHER, Secret("y" * 32), replace=True)
    monkeypatch.undo()
    data = cli("profile", "show", "--json", "--reveal", exit_code=0).json["data"]
    assert (data["appid"], data["appsecret"]) == (APPID, SECRET)
    assert len(cli.backend.items) == 2
    cli("profile", "add", "other", OTHER, "--secret-file", "-", stdin="z" * 32, exit_code=0)
    assert not any("y" * 32 in value for value in cli.backend.items.values())


def test_insecure_storage_has_to_be_asked_for_each_time(cli: Cli) -> None:
    result = cli(*ADD, "--insecure-storage", stdin=SECRET, exit_code=0)
    assert "secrets are in clear in" in result.stderr
    assert cli.backend.items == {}
    assert "[secret-in-file]" in cli("profile", "show", exit_code=6).stderr
    shown = cli("profile", "show", "--insecure-storage", "--json", "--reveal", exit_code=0)
    assert shown.json["data"]["appsecret"] == SECRET
    assert "secrets are in clear in" in shown.stderr
    assert "plain file" in cli("profile", "list", exit_code=0).stdout
    cli("profile", "remove", "dev", exit_code=0)
    assert not any(SECRET.encode() in path.read_bytes() for path in cli.home.rglob("*") if path.is_file())


def sandbox(name: str = "sandbox", control: str = "http://127.0.0.1:5/_sandbox") -> SandboxProfile:
    return SandboxProfile(name, OTHER, "5" * 32, "http://127.0.0.1:5", control, "control-token")


def test_profile_of_a_sandbox(cli: Cli, stores: Stores) -> None:
    stores.profiles.add_sandbox(sandbox())
    path = cli.home / "state" / "sandbox" / "sandbox.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert cli.backend.items == {}
    data = cli("profile", "show", "sandbox", "--json", "--reveal", exit_code=0).json["data"]
    assert (data["storage"], data["api_base"], data["appsecret"]) == ("sandbox", "http://127.0.0.1:5", "5" * 32)
    stores.profiles.add_sandbox(sandbox(control="http://127.0.0.1:6/_sandbox"))
    assert stores.profiles.remove_sandbox("sandbox", "http://127.0.0.1:5/_sandbox") is False
    assert stores.profiles.remove_sandbox("sandbox", "http://127.0.0.1:6/_sandbox") is True
    assert cli("profile", "list", "--json", exit_code=0).json["data"]["profiles"] == []


def test_sandbox_does_not_replace_a_profile_of_ones_own(cli: Cli, stores: Stores) -> None:
    cli("profile", "add", "sandbox", APPID, "--secret-file", "-", stdin=SECRET, exit_code=0)
    with pytest.raises(UsageError) as caught:
        stores.profiles.add_sandbox(sandbox())
    assert caught.value.code == "profile-exists"
    stores.profiles.add_sandbox(sandbox("second"))
    result = cli("profile", "add", "second", APPID, "--secret-file", "-", "--replace", stdin=SECRET, exit_code=2)
    assert "[profile-exists]" in result.stderr


def test_damaged_sandbox_profile_is_none(cli: Cli, stores: Stores) -> None:
    stores.profiles.add_sandbox(sandbox())
    (cli.home / "state" / "sandbox" / "sandbox.json").write_text('{"name": 3}')
    assert stores.profiles.list() == ()
    stores.profiles.add_sandbox(sandbox())
    assert stores.profiles.sandbox("sandbox") == sandbox()


def test_environment_goes_before_the_default_and_says_so(cli: Cli) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)
    env = {"WXAUTH_APPID": OTHER, "WXAUTH_SECRET": "x" * 32}
    assert "goes before the default" in cli("profile", "list", env=env, exit_code=0).stderr
    assert cli("access-token", "show", "--json", env=env, exit_code=0).json["data"]["appid"] == OTHER
    data = cli("access-token", "show", "--json", "--profile", "dev", env=env, exit_code=0).json["data"]
    assert data["appid"] == APPID


def test_sessions(cli: Cli, stores: Stores, clock: FakeClock) -> None:
    assert "没有记住任何会话" in cli("session", "list", "--lang", "zh", exit_code=0).stdout
    for number in range(2):
        stores.sessions.put(APPID, "o-user-one", Secret(f"session-key-number-{number}"), unionid="u-one")
        clock.time += 3600
    stores.sessions.put(OTHER, "o-user-two", Secret("other-session-key-000"))
    data = cli("session", "list", "--json", exit_code=0).json["data"]
    assert [(item["openid"], item["session_key_count"], item["age_s"]) for item in data["sessions"]] == [
        ("o-user-two", 1, 0),
        ("o-user-one", 2, 3600),
    ]
    shown = cli("session", "show", "o-user-one", exit_code=0)
    assert "session-key" not in shown.stdout
    assert "****er-1" in shown.stdout
    keys = cli("session", "show", "o-user-one", "--json", "--reveal", exit_code=0).json["data"]["session_keys"]
    assert [key["session_key"] for key in keys] == ["session-key-number-1", "session-key-number-0"]
    only = cli("session", "list", "--json", env={"WXAUTH_APPID": OTHER}, exit_code=0).json["data"]["sessions"]
    assert [item["openid"] for item in only] == ["o-user-two"]
    assert "[no-such-session]" in cli("session", "show", "nobody", exit_code=3).stderr


def test_session_forget(cli: Cli, stores: Stores) -> None:
    for openid in ("one", "two", "three"):
        stores.sessions.put(APPID, openid, Secret("k" * 24))
    stores.sessions.put(OTHER, "one", Secret("k" * 24))
    assert "[openid-in-many-apps]" in cli("session", "forget", "one", exit_code=2).stderr
    assert cli("session", "forget", "two", "--json", exit_code=0).json["data"]["forgotten"] == 1
    assert "nothing was deleted" in cli("session", "forget", "two", exit_code=0).stdout
    for argv in ((), ("one", "--all")):
        assert "[openid-or-all]" in cli("session", "forget", *argv, exit_code=2).stderr
    env = {"WXAUTH_APPID": APPID}
    assert cli("session", "forget", "--all", "--json", env=env, exit_code=0).json["data"]["forgotten"] == 2
    assert cli("session", "forget", "--all", "--json", exit_code=0).json["data"]["forgotten"] == 1
    assert cli.backend.items == {}


def test_purge_names_what_it_erased(cli: Cli, stores: Stores) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)
    stores.sessions.put(APPID, "user", Secret("k" * 24))
    stores.phones.put("code", {"purePhoneNumber": "13800001234"})
    result = cli("purge", exit_code=0)
    for part in (f"AppSecret dev {APPID}", f"session_key {APPID} user", "phone number", "profiles.toml", "store.lock"):
        assert part in "".join(line.strip() for line in result.stdout.split("\n"))
    assert cli.backend.items == {}
    data = cli("purge", "--json", exit_code=0).json["data"]
    assert (data["items"], data["files"], data["left"], data["keyring"]) == ([], [], 0, "erased")
    assert "没有可清除的" in cli("purge", "--lang", "zh", exit_code=0).stdout


def test_purge_works_with_files_that_cannot_be_read(cli: Cli) -> None:
    cli(*ADD, stdin=SECRET, exit_code=0)
    (cli.home / "config" / "profiles.toml").write_text("[[")
    (cli.home / "state" / "index.json").write_text('{"version": 99}')
    cli("purge", exit_code=0)
    assert cli.backend.items == {}
    assert cli("profile", "list", "--json", exit_code=0).json["data"]["profiles"] == []


def test_purge_without_a_keyring(cli: Cli) -> None:
    class Gone(type(cli.backend)):  # type: ignore[misc]
        def get(self, name: str) -> str | None:
            raise StoreError("keyring-unavailable")

        def delete(self, name: str) -> bool:
            raise StoreError("keyring-unavailable")

    cli.backend = Gone()
    result = cli("purge", exit_code=0)
    assert "no usable keyring" in result.stderr
