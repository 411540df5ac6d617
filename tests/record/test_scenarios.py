"""Every fault that can be played is recorded from outside, redacted while that goes on, and diagnosed as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import NOW, Cli, FakeClock
from tests.record.support import recording
from wxauth_cli.core.scenario import Play, healthy_login
from wxauth_cli.core.secret import LIVE
from wxauth_cli.diagnose.causes import slugs
from wxauth_cli.lab.scenarios import scenario
from wxauth_cli.lab.world import SandboxWorld

UNSEEN = {
    "code-expired": "code-appid-mismatch",  # how old the code was
    "not-a-session-key": "session-key-stale-relogin",  # with which key the backend tried
    "session-key-absent": "session-key-stale-relogin",
    "session-key-cut": "session-key-stale-relogin",
    "own-session-vs-checksession": "token-has-expired",  # that time went by because somebody waited
}
"""What the two legs do not show, and so is diagnosed as something else, redacted or not."""
FORGEABLE = frozenset({"alg-none", "hmac-blank", "weak-or-default-secret"})
"""Whose tokens anybody can make: that is the fault, and it has to be seen."""
PLAYED = [slug for slug in slugs() if scenario(slug) is not None]


def recorded(play: Play, output: Path, *, clear: bool = False) -> float:
    """Play before a recorder; when it ended."""
    with SandboxWorld(FakeClock(NOW), seed=1) as world:
        backend, wechat = world._listening, world._backend
        with recording(output, backend.url, wechat._wechat, clear=clear, now=world.clock.now) as (doors, _):
            backend.url, wechat._wechat = doors.url(0), doors.url(1)
            play(world)
        return world.clock.now()


@pytest.mark.parametrize("slug", PLAYED)
def test_it_is_diagnosed_as_what_it_is(cli: Cli, tmp_path: Path, slug: str) -> None:
    wanted = scenario(slug)
    assert wanted is not None
    cli.clock.time = recorded(wanted.play, tmp_path / "login.har")
    document = cli("diagnose", str(tmp_path / "login.har"), "--json", "--fail-on", "info", exit_code=10).json
    assert document["findings"][0]["id"] == UNSEEN.get(slug, slug)


@pytest.mark.parametrize("slug", PLAYED)
def test_no_secret_of_it_reaches_the_disk(tmp_path: Path, slug: str) -> None:
    wanted = scenario(slug)
    assert wanted is not None
    LIVE.clear()
    recorded(wanted.play, tmp_path / "login.har")
    text = (tmp_path / "login.har").read_text(encoding="utf-8")
    left = [value for value in LIVE.values() if len(value) >= 8 and value in text]
    assert [value for value in left if not (slug in FORGEABLE and value.startswith("eyJ"))] == []


@pytest.mark.slow
@pytest.mark.parametrize("slug", PLAYED)
def test_redaction_changes_nothing(cli: Cli, tmp_path: Path, slug: str) -> None:
    """Recorded in clear, redacted afterwards and read again: the same primary cause."""
    wanted = scenario(slug)
    assert wanted is not None
    cli.clock.time = recorded(wanted.play, tmp_path / "clear.har", clear=True)
    cli("trace", "redact", str(tmp_path / "clear.har"), "-o", str(tmp_path / "login.har"), exit_code=0)
    for name in ("clear.har", "login.har"):
        document = cli("diagnose", str(tmp_path / name), "--json", "--fail-on", "info", exit_code=10).json
        assert document["findings"][0]["id"] == UNSEEN.get(slug, slug)


def test_a_healthy_login_is_healthy(cli: Cli, tmp_path: Path) -> None:
    cli.clock.time = recorded(healthy_login, tmp_path / "login.har")
    assert cli("diagnose", str(tmp_path / "login.har"), "--json", exit_code=0).json["findings"] == []
    shown = cli("trace", "show", str(tmp_path / "login.har"), "--json", exit_code=0).json["data"]
    assert {item["leg"] for item in shown["items"]} == {"client-backend", "backend-wechat"}
    assert [login["login_call_seen"] for login in shown["logins"]] == [True]
