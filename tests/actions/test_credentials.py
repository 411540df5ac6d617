"""Which app a run is about, and whether the user named it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from wxauth_cli.actions.context import Context, Streams
from wxauth_cli.actions.credentials import DEFAULT_API_BASE, api_base_of, app, credentials, explicit_appid
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.secret import Secret
from wxauth_cli.stores import MemoryBackend, Stores

APPID = "wxa1b2c3d4e5f60718"
OTHER = "wx00112233445566aa"
FROM_ENV = {"WXAUTH_APPID": OTHER, "WXAUTH_SECRET": "e" * 32}

Make = Callable[..., Context]


@pytest.fixture
def make(tmp_path: Path, clock: FakeClock) -> Make:
    backend = MemoryBackend()

    def context(profile: str | None = None, **env: str) -> Context:
        everything = {"WXAUTH_HOME": str(tmp_path / "wx"), **env}
        return Context(
            lang="en",
            clock=clock,
            env=everything,
            streams=Streams(io.StringIO(), io.StringIO(), io.StringIO()),
            profile=profile,
            open_stores=lambda run: Stores(run.paths, run.env, run.clock, backend=backend),
        )

    context().stores.profiles.add("dev", APPID, Secret("s" * 32), api_base="https://dev.example")
    context().stores.profiles.add("prod", OTHER, Secret("p" * 32))
    return context


def test_default_profile_is_not_named(make: Make) -> None:
    found = credentials(make())
    assert (found.appid, found.secret.reveal(), found.api_base) == (APPID, "s" * 32, "https://dev.example")
    assert (found.profile, found.explicit) == ("dev", False)
    assert explicit_appid(make()) is None


def test_named_profile(make: Make) -> None:
    found = credentials(make("prod", **FROM_ENV))
    assert (found.secret.reveal(), found.api_base, found.explicit) == ("p" * 32, DEFAULT_API_BASE, True)
    assert explicit_appid(make("dev", **FROM_ENV)) == APPID


def test_environment_before_the_default(make: Make) -> None:
    found = credentials(make(**FROM_ENV, WXAUTH_API_BASE="http://127.0.0.1:8/"))
    assert (found.appid, found.api_base, found.profile) == (OTHER, "http://127.0.0.1:8", None)
    assert explicit_appid(make(**FROM_ENV)) == OTHER


def test_a_profiles_own_address_is_kept(make: Make) -> None:
    env = {"WXAUTH_API_BASE": "http://127.0.0.1:8"}
    assert app(make("dev", **env)).api_base == "https://dev.example"
    assert app(make("prod", **env)).api_base == "http://127.0.0.1:8"


def test_address_without_an_app(make: Make) -> None:
    run = make()
    for name in ("dev", "prod"):
        run.stores.profiles.remove(name)
    assert api_base_of(make()) == DEFAULT_API_BASE
    assert api_base_of(make(WXAUTH_API_BASE="https://x.example")) == "https://x.example"
    with pytest.raises(UsageError) as caught:
        credentials(make())
    assert caught.value.code == "no-profile"
