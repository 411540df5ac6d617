"""session_key: sections 6 and 11; rotation, checking, resetting."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode

import pytest

from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.sandbox.sessions import RotationPolicy
from wxauth_cli.sandbox.state import Switches


@pytest.fixture
def token(world: World) -> str:
    text: str = world.stable()["access_token"]
    return text


@fact("6.3")
def test_login_keeps_the_session_key(world: World) -> None:
    first, second = world.exchange(world.login()), world.exchange(world.login())
    assert first["session_key"] == second["session_key"]


@fact("6.3")
def test_rotate_gives_the_next_login_a_new_key_and_only_that(world: World) -> None:
    before = world.exchange(world.login(user="ann"))["session_key"]
    world.control("user", user="ann", rotate=True)
    rotated = world.exchange(world.login(user="ann"))["session_key"]
    after = world.exchange(world.login(user="ann"))["session_key"]
    assert before != rotated == after


@fact("6.3")
def test_rotation_policy_replaces_a_key_of_a_certain_age() -> None:
    world = World(Switches(rotation=RotationPolicy(min_interval_s=60)))
    first = world.exchange(world.login())["session_key"]
    world.advance(59)
    assert world.exchange(world.login())["session_key"] == first
    world.advance(1)
    assert world.exchange(world.login())["session_key"] != first


def test_user_verb_makes_no_session(world: World, token: str) -> None:
    openid = world.control("user", user="ann")["openid"]
    assert world.checksession(token, openid, "AAAAAAAAAAAAAAAAAAAAAA==")["errcode"] == 87007


@fact("6.1")
def test_current_key_is_ok(world: World, token: str) -> None:
    session = world.exchange(world.login())
    assert world.checksession(token, session["openid"], session["session_key"]) == {"errcode": 0, "errmsg": "ok"}


@fact("6.1")
def test_replaced_key_is_87009(world: World, token: str) -> None:
    session = world.exchange(world.login(user="ann"))
    world.control("user", user="ann", rotate=True)
    world.login(user="ann")
    answer = world.checksession(token, session["openid"], session["session_key"])
    assert answer["errcode"] == 87009
    assert answer["errmsg"].startswith("invalid signature rid: ")


@fact("11")
def test_key_decoded_before_hmac_is_87009(world: World, token: str) -> None:
    session = world.exchange(world.login())
    wrong = hmac.new(b64decode(session["session_key"]), b"", hashlib.sha256).hexdigest()
    assert world.checksession(token, session["openid"], "x", signature=wrong)["errcode"] == 87009


@fact("11")
def test_message_other_than_empty_is_87009(world: World, token: str) -> None:
    session = world.exchange(world.login())
    wrong = hmac.new(session["session_key"].encode(), session["openid"].encode(), hashlib.sha256).hexdigest()
    assert world.checksession(token, session["openid"], "x", signature=wrong)["errcode"] == 87009


def test_signature_that_is_no_ascii_is_87009(world: World, token: str) -> None:
    session = world.exchange(world.login())
    assert world.checksession(token, session["openid"], "x", signature="签" * 64)["errcode"] == 87009


@fact("6.1")
def test_ended_session_is_87007_with_its_typing_error(world: World) -> None:
    session = world.exchange(world.login())
    world.advance(3 * 86400)
    answer = world.checksession(world.stable()["access_token"], session["openid"], session["session_key"])
    assert answer["errcode"] == 87007
    assert answer["errmsg"].startswith("session_key is not existd or expired rid: ")


@fact("6.1")
@pytest.mark.parametrize("path", ["/wxa/checksession", "/wxa/resetusersessionkey"])
@pytest.mark.parametrize(
    ("changes", "errcode"),
    [
        ({"sig_method": "sha256"}, 87008),
        ({"sig_method": None}, 40097),
        ({"signature": None}, 40097),
        ({"openid": None}, 40097),
        ({"openid": "oNobodyNobodyNobodyNobodyNob"}, 40003),
        ({"access_token": None}, 41001),
    ],
    ids=["method", "no-method", "no-signature", "no-openid", "foreign-openid", "no-token"],
)
def test_session_calls_name_what_is_wrong(
    world: World, token: str, path: str, changes: dict[str, str | None], errcode: int
) -> None:
    session = world.exchange(world.login())
    answer = world.checksession(token, session["openid"], session["session_key"], path=path, **changes)
    assert answer["errcode"] == errcode


@fact("6.1")
def test_openid_of_another_app_is_40003(world: World, token: str) -> None:
    other, secret = world.app()
    session = world.exchange(world.login(appid=other), appid=other, secret=secret)
    assert world.checksession(token, session["openid"], session["session_key"])["errcode"] == 40003


@fact("6.2")
def test_reset_gives_a_new_key_and_kills_the_old_at_once(world: World, token: str) -> None:
    session = world.exchange(world.login())
    openid, old = session["openid"], session["session_key"]
    answer = world.checksession(token, openid, old, path="/wxa/resetusersessionkey")
    assert list(answer) == ["errcode", "errmsg", "openid", "session_key"]
    assert (answer["errcode"], answer["openid"]) == (0, openid)
    assert world.checksession(token, openid, old)["errcode"] == 87009
    assert world.checksession(token, openid, answer["session_key"])["errcode"] == 0


@fact("6.2")
def test_reset_does_not_lengthen_the_session(world: World) -> None:
    session = world.exchange(world.login())
    openid = session["openid"]
    world.advance(3 * 86400 - 60)
    token = world.stable()["access_token"]
    new = world.checksession(token, openid, session["session_key"], path="/wxa/resetusersessionkey")["session_key"]
    assert world.checksession(token, openid, new)["errcode"] == 0
    world.advance(60)
    assert world.checksession(token, openid, new)["errcode"] == 87007


@fact("6.3")
def test_login_lengthens_the_session(world: World) -> None:
    session = world.exchange(world.login())
    world.advance(3 * 86400 - 60)
    world.login()
    world.advance(120)
    token = world.stable()["access_token"]
    assert world.checksession(token, session["openid"], session["session_key"])["errcode"] == 0
