"""What a cause module says of how its cause comes about: `SCENARIO = Scenario(play, …)`, and what plays have in common.

A cause is loaded for its texts and its rule much more often than it is played: what plays are made of (`core/world.py`)
is loaded when one is played.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wxauth_cli.core.findings import Confidence
    from wxauth_cli.core.world import Answer, Claims, Reply, WechatCall, World

Play = Callable[["World"], None]
Detail = dict[str, str]


class Scenario:
    """How a cause comes about, and flows that resemble it."""

    __slots__ = ("confidence", "near_misses", "play")

    def __init__(self, play: Play, confidence: Confidence, near_misses: tuple[Play, ...]) -> None:
        self.play = play
        self.confidence = confidence
        """How sure a diagnosis of the recorded evidence may be."""
        self.near_misses = near_misses
        """The same without the deciding fact: the diagnosis must be more modest."""


def answering(status: int, /, headers: Mapping[str, str] | None = None, **fields: object) -> Answer:
    """An answer of the backend with a JSON object of those fields."""
    import json

    from wxauth_cli.core.world import Answer

    return Answer(status, json.dumps(fields, ensure_ascii=False).encode(), headers or {})


def log_in(world: World) -> Reply:
    """Steps 1 to 5."""
    return world.send_code(world.login())


def relogin_unsent(world: World) -> None:
    """wx.login again, which replaces the session_key, while the backend is told nothing."""
    world.user(rotate=True)
    world.login()


def healthy_login(world: World) -> None:
    """A login with which nothing is wrong, the phone number both ways."""
    log_in(world)
    world.open_page()
    detail = world.tap()
    world.hand_over({name: detail[name] for name in ("encryptedData", "iv")})
    world.hand_over({"code": detail["code"]})


def handing_over(
    change: Callable[[Detail], Mapping[str, object]],
    *,
    kind: str = "phone",
    containing: str = "",
    stale: bool = False,
    raw_form: bool = False,
) -> Play:
    """A login and a tap, and what arrives at the backend is `change` of what the button gave. `stale`: the
    session_key has been replaced in between, so that nothing can be proven."""

    def play(world: World) -> None:
        log_in(world)
        if stale:
            relogin_unsent(world)
        detail = world.tap(kind, containing=containing)
        detail.pop("code", "")
        world.hand_over(change(detail), raw_form=raw_form)

    return play


def with_token(
    change: Callable[[Claims, Claims], None] = lambda header, claims: None,
    *,
    text: Callable[[str], str] = lambda text: text,
    key: bytes | None = None,
) -> Play:
    """A login whose own token has header and claims changed, is signed with `key`, and then rewritten by `text`; and a
    call with it."""

    def play(world: World) -> None:
        world.habits.token, world.habits.token_text, world.habits.jwt_key = change, text, key
        log_in(world)
        world.open_page()

    return play


def with_exchange(change: Callable[[WechatCall], WechatCall]) -> Play:
    """A login whose code2Session is changed."""

    def play(world: World) -> None:
        world.habits.edits["code2Session"] = change
        log_in(world)

    return play


def with_phone_call(change: Callable[[WechatCall], WechatCall]) -> Play:
    """A login and a phone code, and the call of getPhoneNumber is changed."""

    def play(world: World) -> None:
        world.habits.edits["getPhoneNumber"] = change
        log_in(world)
        world.hand_over({"code": world.tap()["code"]})

    return play


def refused_login(errcode: int, *, path: str = "") -> Play:
    """A login that WeChat refuses with that errcode. `path`: where the backend sends its exchange instead."""

    def play(world: World) -> None:
        if path:
            world.habits.edits["code2Session"] = lambda call: replace(call, path=path)
        world.fault(errcode=errcode)
        log_in(world)

    return play
