"""Plays a whole healthy login over real HTTP on loopback: mini program, backend and WeChat (the sandbox)."""

from __future__ import annotations

from dataclasses import dataclass

from wxauth_cli.core.jwt_sign import sign
from wxauth_cli.core.model import Flow
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.lab.backend import Backend
from wxauth_cli.lab.backend import Running as RunningBackend
from wxauth_cli.lab.miniprogram import MiniProgram
from wxauth_cli.lab.recorder import Clock, Recorder
from wxauth_cli.net.http import Http
from wxauth_cli.net.lazy import load_httpx
from wxauth_cli.sandbox.server import serve_in_thread
from wxauth_cli.sandbox.state import State


@dataclass(frozen=True)
class Played:
    """What was played."""

    flow: Flow
    appid: str
    user_id: int
    """The user's number at the backend: what it calls its own token's `sub`."""


def play_healthy_login(clock: Clock, *, seed: int | None = None) -> Played:
    """Steps 1 to 9, the phone number both ways. Two servers live on free loopback ports meanwhile; nothing is left.

    With `seed` all codes, keys and tokens are the same each time.
    """
    # Loaded now, or the first request would seem to take as long as that.
    load_httpx()
    sign({}, {}, "HS256", b"\0" * 32)
    state = State(seed, now=clock.now)
    with serve_in_thread(state, seed=seed) as wechat:
        recorder = Recorder(Http(clock), clock)
        backend = Backend(
            recorder,
            clock,
            wechat=wechat.url,
            appid=wechat.appid,
            secret=Secret(wechat.secret, SecretKind.APPSECRET),
            jwt_key=state.dice.bytes(32),
        )
        with RunningBackend(backend) as listening:
            program = MiniProgram(recorder, wechat, listening.url)
            program.login()
            number = program.open_page()
            detail = program.tap_phone_button()
            program.hand_over({name: detail[name] for name in ("encryptedData", "iv")})
            program.hand_over({"code": detail["code"]})
        return Played(recorder.flow, wechat.appid, number)
