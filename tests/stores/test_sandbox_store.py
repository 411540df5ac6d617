"""A run about a sandbox needs no keyring: what it remembers stands beside the sandbox's profile, and goes with it."""

from __future__ import annotations

import pytest

from tests.conftest import Cli
from wxauth_cli.core.errors import StoreError
from wxauth_cli.sandbox.server import Running
from wxauth_cli.stores import BackendInfo, SandboxProfile, Stores


class NoKeyring:
    """As on a machine without one."""

    def get(self, name: str) -> str | None:
        raise StoreError("keyring-unavailable")

    def set(self, name: str, value: str) -> None:
        raise StoreError("keyring-unavailable")

    def delete(self, name: str) -> bool:
        raise StoreError("keyring-unavailable")

    def info(self) -> BackendInfo:
        raise StoreError("keyring-unavailable")


@pytest.fixture
def sandboxed(cli: Cli, wechat: Running) -> Cli:
    cli.backend = NoKeyring()  # type: ignore[assignment]
    stores_of(cli).profiles.add_sandbox(profile_of(wechat))
    return cli


def profile_of(wechat: Running) -> SandboxProfile:
    return SandboxProfile("sandbox", wechat.appid, wechat.secret, wechat.url, wechat.control_url, wechat.control_token)


def stores_of(cli: Cli) -> Stores:
    from wxauth_cli.actions.context import Paths

    return Stores(Paths.of(cli.env), cli.env, cli.clock, backend=cli.backend)


def test_a_login_is_remembered_and_opens_a_payload(sandboxed: Cli, wechat: Running) -> None:
    code = wechat.control("login")["code"]
    openid = sandboxed("exchange", code, "--profile", "sandbox", "--json", exit_code=0).json["data"]["openid"]
    listed = sandboxed("session", "list", "--profile", "sandbox", "--json", exit_code=0).json["data"]["sessions"]
    assert [item["openid"] for item in listed] == [openid]
    detail = wechat.control("tap", kind="phone")
    bundle = '{{"encryptedData": "{encryptedData}", "iv": "{iv}"}}'.format(**detail)
    opened = sandboxed("decrypt", "-", "--openid", openid, "--profile", "sandbox", "--json", stdin=bundle, exit_code=0)
    assert opened.json["data"]["kind"] == "phone"
    phone = sandboxed("phone", detail["code"], "--profile", "sandbox", "--json", exit_code=0).json["data"]
    assert phone["cached"] is False
    assert sandboxed("phone", detail["code"], "--profile", "sandbox", "--json", exit_code=0).json["data"]["cached"]


def test_a_token_is_fetched_once(sandboxed: Cli, wechat: Running) -> None:
    first = sandboxed("access-token", "get", "--profile", "sandbox", "--reveal", "--json", exit_code=0).json["data"]
    second = sandboxed("access-token", "get", "--profile", "sandbox", "--reveal", "--json", exit_code=0).json["data"]
    assert first["access_token"] == second["access_token"]
    assert second["cached"] is True
    assert [entry["path"] for entry in wechat.control("journal")["entries"]] == ["/cgi-bin/stable_token"]


def test_without_the_profile_the_keyring_is_needed(sandboxed: Cli, wechat: Running) -> None:
    env = {"WXAUTH_APPID": wechat.appid, "WXAUTH_SECRET": wechat.secret, "WXAUTH_API_BASE": wechat.url}
    sandboxed("exchange", wechat.control("login")["code"], env=env, exit_code=6)


def test_it_goes_with_the_sandbox(sandboxed: Cli, wechat: Running) -> None:
    sandboxed("access-token", "get", "--profile", "sandbox", exit_code=0)
    folder = sandboxed.home / "state" / "sandbox"
    assert any(path.suffix == ".store" for path in folder.iterdir())
    assert stores_of(sandboxed).profiles.remove_sandbox("sandbox", wechat.control_url)
    assert list(folder.iterdir()) == []


def test_a_new_sandbox_of_the_name_begins_with_nothing(sandboxed: Cli, wechat: Running) -> None:
    sandboxed("access-token", "get", "--profile", "sandbox", exit_code=0)
    stores_of(sandboxed).profiles.add_sandbox(profile_of(wechat))
    shown = sandboxed("access-token", "show", "--profile", "sandbox", "--json", exit_code=0).json["data"]
    assert shown["cached"] is False


def test_purge_erases_it(sandboxed: Cli) -> None:
    sandboxed("access-token", "get", "--profile", "sandbox", exit_code=0)
    sandboxed("purge", "--yes", exit_code=0)
    assert [path for path in sandboxed.home.rglob("*") if path.is_file() and path.suffix != ".lock"] == []


def test_doctor_needs_no_keyring_for_it(sandboxed: Cli) -> None:
    document = sandboxed("doctor", "--profile", "sandbox", "--json", exit_code=0).json
    assert {check["state"] for check in document["data"]["checks"]} == {"ok"}
