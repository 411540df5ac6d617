"""Thousands of odd requests: no crash, no answer that is not WeChat's, and a state that still works."""

from __future__ import annotations

import json
import random
import tracemalloc
from typing import Any

from tests.sandbox.world import World
from wxauth_cli.sandbox.endpoints import table
from wxauth_cli.sandbox.messages import SandboxRequest, query_pairs

ODD_TEXTS = [
    "",
    "0",
    "-1",
    "null",
    "undefined",
    "the code is a mock one",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\ud800",
    "\U0001f600" * 50,
    "%",
    "%zz",
    "a" * 10_000,
    "{}",
    "[" * 2000,
    "../../etc/passwd",
    "' OR 1=1",
    "wx0123456789abcdef",
    "88_" + "a" * 133,
]
METHODS = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "BREW", ""]
NAMES = [
    "appid",
    "secret",
    "js_code",
    "grant_type",
    "access_token",
    "openid",
    "signature",
    "sig_method",
    "code",
    "rid",
    "cgi_path",
    "force_refresh",
]


def odd_request(dice: random.Random, world: World) -> SandboxRequest:
    """A request that is right in some places and wrong in others."""
    right = {
        "appid": world.appid,
        "secret": world.secret,
        "grant_type": dice.choice(["authorization_code", "client_credential"]),
        "access_token": world.stable()["access_token"],
        "js_code": world.login(),
        "sig_method": "hmac_sha256",
    }

    def value(name: str) -> str:
        return right.get(name, "x") if dice.random() < 0.6 else dice.choice(ODD_TEXTS)

    names = dice.sample(NAMES, dice.randrange(len(NAMES)))
    fields: dict[str, Any] = {name: value(name) for name in names}
    path = dice.choice(
        [*table(), *table(), "/", "", "/sns/", "/\x00", "/cgi-bin/token/", f"{world.front.control_path}/login"]
    )
    body = json.dumps({**fields, "nested": [fields]}).encode("utf-8", "replace") if dice.random() < 0.6 else b""
    if dice.random() < 0.3:
        body = dice.randbytes(dice.randrange(200))
    if body and dice.random() < 0.2:
        cut = dice.randrange(len(body))
        body = body[:cut] + dice.randbytes(3) + body[cut:]
    raw = "&".join(f"{name}={text}" for name, text in fields.items()) if dice.random() < 0.8 else dice.choice(ODD_TEXTS)
    headers = tuple(
        (name, dice.choice(ODD_TEXTS))
        for name in ("authorization", "content-encoding", "content-type")
        if dice.random() < 0.3
    )
    return SandboxRequest(
        dice.choice(METHODS[:2]) if dice.random() < 0.7 else dice.choice(METHODS),
        path,
        query_pairs(raw),
        headers,
        body,
        dice.choice(["127.0.0.1", "::1", "::ffff:10.0.0.1", "", "x"]),
        dice.choice(["http", "https"]),
    )


def test_two_thousand_odd_requests_are_all_answered_by_wechat() -> None:
    dice = random.Random(20_270_115)
    world = World()
    errcodes: set[int] = set()
    for _ in range(2_000):
        request = odd_request(dice, world)
        response = world.front.respond(request)
        answer = json.loads(response.body.decode("utf-8"))
        assert response.status in (200, 401), request
        assert len(response.body) == int(response.header("Content-Length") or -1)
        errcodes.add(answer.get("errcode", 0))
        if dice.random() < 0.05:
            world.advance(dice.randrange(400))
    # Far enough into the endpoints to mean something.
    assert {0, 40001, 40002, 40013, 40014, 40029, 40066, 40125, 41001, 41002, 43001, 43002, 47001} <= errcodes
    world.advance(60)
    assert "openid" in world.exchange(world.login())


def test_ten_thousand_calls_do_not_pile_up() -> None:
    world = World()
    for _ in range(500):
        world.send("POST", "/cgi-bin/stable_token", body=b"x" * 100_000)
    tracemalloc.start()
    for _ in range(10_000):
        world.send("GET", "/nowhere")
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(10_000):
        world.send("GET", "/nowhere")
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert after - before < 1_000_000
    assert len(world.state.journal.entries()) == world.state.journal.limit
