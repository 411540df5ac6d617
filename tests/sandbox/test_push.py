"""Message push and changes of a user's information: section 13, sent to a callback on loopback."""

from __future__ import annotations

import json
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.core.test_message_push import OFFICIAL
from tests.sandbox.facts import fact
from tests.sandbox.world import World
from wxauth_cli.core.message_push import holds, open_sealed
from wxauth_cli.sandbox import pushes
from wxauth_cli.sandbox.arguments import ControlError
from wxauth_cli.sandbox.callbacks import Callback, Format, Mode
from wxauth_cli.sandbox.dice import Dice
from wxauth_cli.sandbox.server import Running, serve_in_thread

TOKEN, KEY = "pushtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
Answer = Callable[[dict[str, str]], tuple[int, str]]


class Backend:
    """A developer's server: what reached it, and what it answers to messages."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, dict[str, str], dict[str, str], bytes]] = []
        self.verify: Answer = lambda query: (200, query["echostr"])
        self.answers: list[tuple[int, str]] = []
        backend = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._take(b"", lambda query: backend.verify(query))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self._take(body, lambda _: backend.answers.pop(0) if backend.answers else (200, "success"))

            def _take(self, body: bytes, answer: Answer) -> None:
                parts = urlsplit(self.path)
                query, headers = dict(parse_qsl(parts.query)), {k.lower(): v for k, v in self.headers.items()}
                backend.seen.append((self.command, parts.path, query, headers, body))
                status, text = answer(query)
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "http://example.com/")
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: Any) -> None:
                """Somebody who has hung up is part of a test."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/push"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def backend() -> Iterator[Backend]:
    made = Backend()
    yield made
    made.close()


def callback(world: World, backend: Backend, **changes: Any) -> dict[str, Any]:
    usual = {"url": backend.url, "token": TOKEN, "encoding_aes_key": KEY}
    return world.control("callback", **{**usual, **changes})


@fact("13")
def test_url_is_verified_with_signature_and_echostr(world: World, backend: Backend) -> None:
    made = callback(world, backend)
    assert made["verified"] is True
    assert made["attempt"]["status"] == 200
    ((method, path, query, _, body),) = backend.seen
    assert (method, path, body) == ("GET", "/push", b"")
    assert list(query) == ["signature", "timestamp", "nonce", "echostr"]
    assert holds(query["signature"], TOKEN, query["timestamp"], query["nonce"])
    assert int(query["timestamp"]) == int(world.state.now())


@fact("13")
@pytest.mark.parametrize("answer", [(200, "wrong"), (500, ""), (302, ""), (200, "")])
def test_url_that_does_not_answer_the_echostr_is_not_set(
    world: World, backend: Backend, answer: tuple[int, str]
) -> None:
    backend.verify = lambda _: answer
    assert callback(world, backend)["verified"] is False
    assert len(backend.seen) == 1
    with pytest.raises(ControlError, match="has no callback"):
        world.control("event")


def test_token_and_key_are_made_up_and_kept(world: World, backend: Backend) -> None:
    made = world.control("callback", url=backend.url)
    assert (made["mode"], made["format"], made["verified"]) == ("safe", "json", True)
    assert len(made["encoding_aes_key"]) == 43
    again = world.control("callback", url=backend.url, mode="plain")
    assert (again["token"], again["encoding_aes_key"]) == (made["token"], made["encoding_aes_key"])


@fact("13")
def test_event_in_safe_mode_is_signed_and_encrypted(world: World, backend: Backend) -> None:
    callback(world, backend)
    openid = world.control("user", user="ann")["openid"]
    sent = world.control("event", user="ann", event="user_authorization_revoke", revoke_info=[8])
    assert sent["delivered"] is True
    assert len(sent["attempts"]) == 1
    method, _, query, headers, body = backend.seen[1]
    assert method == "POST"
    assert set(query) == {"signature", "timestamp", "nonce", "openid", "encrypt_type", "msg_signature"}
    assert (query["encrypt_type"], query["openid"]) == ("aes", openid)
    assert headers["content-type"] == "application/json"
    envelope = json.loads(body)
    assert list(envelope) == ["ToUserName", "Encrypt"]
    assert holds(query["signature"], TOKEN, query["timestamp"], query["nonce"])
    assert holds(query["msg_signature"], TOKEN, query["timestamp"], query["nonce"], envelope["Encrypt"])
    assert not holds(query["signature"], TOKEN, query["timestamp"], query["nonce"], envelope["Encrypt"])
    opened = open_sealed(envelope["Encrypt"], KEY, world.appid)
    message = json.loads(opened.message)
    assert message == sent["message"]
    assert list(message) == [
        "ToUserName",
        "FromUserName",
        "CreateTime",
        "MsgType",
        "Event",
        "OpenID",
        "AppID",
        "RevokeInfo",
    ]
    assert (message["MsgType"], message["Event"]) == ("event", "user_authorization_revoke")
    assert (message["OpenID"], message["AppID"], message["RevokeInfo"]) == (openid, world.appid, "8")
    assert message["CreateTime"] == int(world.state.now())


@fact("13")
def test_event_in_plain_mode_is_signed_only(world: World, backend: Backend) -> None:
    callback(world, backend, mode="plain")
    world.control("event", event="user_info_modified")
    _, _, query, _, body = backend.seen[1]
    assert set(query) == {"signature", "timestamp", "nonce", "openid"}
    assert holds(query["signature"], TOKEN, query["timestamp"], query["nonce"])
    assert json.loads(body)["Event"] == "user_info_modified"


@fact("13")
@pytest.mark.parametrize("mode", ["plain", "safe"])
def test_event_in_xml(world: World, backend: Backend, mode: str) -> None:
    callback(world, backend, mode=mode, format="xml")
    sent = world.control("event", revoke_info=[6, 20])["message"]
    _, _, query, headers, body = backend.seen[1]
    assert headers["content-type"] == "text/xml"
    root = ElementTree.fromstring(body)
    if mode == "safe":
        encrypted = root.findtext("Encrypt") or ""
        assert holds(query["msg_signature"], TOKEN, query["timestamp"], query["nonce"], encrypted)
        root = ElementTree.fromstring(open_sealed(encrypted, KEY, world.appid).message)
    assert {field.tag: field.text for field in root} == {name: str(value) for name, value in sent.items()}
    assert sent["RevokeInfo"] == "6,20"


@fact("13")
@pytest.mark.parametrize(
    "event", ["user_info_modified", "user_authorization_revoke", "user_authorization_cancellation"]
)
def test_there_are_three_events(world: World, backend: Backend, event: str) -> None:
    callback(world, backend)
    assert world.control("event", event=event)["message"]["Event"] == event


@fact("4.1")
def test_ticket_is_pushed_to_the_platform_encrypted_as_xml(world: World, backend: Backend) -> None:
    made = world.control("component", authorize=world.appid)
    platform = made["component_appid"]
    assert callback(world, backend, appid=platform, mode="plain")["appid"] == platform
    assert platform not in world.state.apps
    sent = world.control("event", event="component_verify_ticket")
    assert sent["delivered"] is True
    _, _, query, headers, body = backend.seen[1]
    assert (headers["content-type"], query["encrypt_type"]) == ("text/xml", "aes")
    assert "openid" not in query
    root = ElementTree.fromstring(body)
    assert [field.tag for field in root] == ["AppId", "Encrypt"]
    encrypted = root.findtext("Encrypt") or ""
    assert holds(query["msg_signature"], TOKEN, query["timestamp"], query["nonce"], encrypted)
    # The appid at the end of the plaintext is the platform's.
    message = ElementTree.fromstring(open_sealed(encrypted, KEY, platform).message)
    assert {field.tag: field.text for field in message} == {
        "AppId": platform,
        "CreateTime": str(int(world.state.now())),
        "InfoType": "component_verify_ticket",
        "ComponentVerifyTicket": made["component_verify_ticket"],
    }
    world.advance(600)
    newer = world.control("event", event="component_verify_ticket", appid=platform)["message"]["ComponentVerifyTicket"]
    assert newer != made["component_verify_ticket"]
    body_of = {"component_appid": platform, "component_appsecret": made["component_appsecret"]}
    answer = world.call(
        "POST", "/cgi-bin/component/api_component_token", body={**body_of, "component_verify_ticket": newer}
    )
    assert "component_access_token" in answer


def tickets(backend: Backend, platform: str) -> list[str | None]:
    bodies = [ElementTree.fromstring(body) for method, _, _, _, body in backend.seen if method == "POST"]
    opened = [open_sealed(body.findtext("Encrypt") or "", KEY, platform).message for body in bodies]
    return [ElementTree.fromstring(message).findtext("ComponentVerifyTicket") for message in opened]


@fact("4.1")
def test_a_ticket_is_pushed_every_ten_minutes_of_the_sandboxs_time(world: World, backend: Backend) -> None:
    platform = world.control("component")["component_appid"]
    world.control("clock", advance_s=600)
    callback(world, backend, appid=platform)
    world.control("clock", advance_s=1)
    first = world.control("component")["component_verify_ticket"]
    assert tickets(backend, platform) == [first]
    world.control("clock", advance_s=599)
    world.control("clock")
    assert tickets(backend, platform) == [first]
    world.control("clock", advance_s=1)
    world.control("clock", advance_s=43_200)
    assert len(set(tickets(backend, platform))) == len(tickets(backend, platform)) == 3
    # What was ordered counts too, and what nobody took is tried as any message is.
    world.control("event", event="component_verify_ticket")
    world.control("clock", advance_s=599)
    assert len(tickets(backend, platform)) == 4
    backend.answers = [(500, "")] * 3
    world.control("clock", advance_s=1)
    assert len(tickets(backend, platform)) == 7


def test_a_server_pushes_tickets_by_itself(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wxauth_cli.sandbox.protocol.TICK_S", 0.02)
    with serve_in_thread(seed=1) as running:
        platform = running.component()["component_appid"]
        running.callback(backend.url, appid=platform, token=TOKEN, encoding_aes_key=KEY)
        for _ in range(250):
            if tickets(backend, platform):
                break
            time.sleep(0.02)
        assert tickets(backend, platform) == [running.component()["component_verify_ticket"]]


def test_ticket_without_a_platform_or_its_callback_is_refused(world: World, backend: Backend) -> None:
    with pytest.raises(ControlError):
        world.control("event", event="component_verify_ticket")
    platform = world.control("component")["component_appid"]
    callback(world, backend)
    for appid in (platform, world.appid):
        with pytest.raises(ControlError):
            world.control("event", event="component_verify_ticket", appid=appid)


@fact("13")
@pytest.mark.parametrize("answer", ["success", "", '{"Encrypt":"x"}'])
def test_success_or_nothing_or_a_reply_ends_the_delivery(world: World, backend: Backend, answer: str) -> None:
    callback(world, backend)
    backend.answers = [(200, answer)]
    sent = world.control("event")
    assert (sent["delivered"], len(sent["attempts"])) == (True, 1)


@fact("13")
def test_other_answers_are_tried_three_times(world: World, backend: Backend) -> None:
    callback(world, backend)
    backend.answers = [(500, "success"), (200, "fail"), (302, ""), (200, "success")]
    sent = world.control("event")
    assert sent["delivered"] is False
    assert [attempt["status"] for attempt in sent["attempts"]] == [500, 200, 302]
    assert len(backend.seen) == 4


def test_second_try_can_succeed(world: World, backend: Backend) -> None:
    callback(world, backend)
    backend.answers = [(500, ""), (200, "success")]
    sent = world.control("event")
    assert (sent["delivered"], len(sent["attempts"])) == (True, 2)


def test_backend_that_is_gone_is_named(world: World) -> None:
    backend = Backend()
    callback(world, backend)
    backend.close()
    sent = world.control("event")
    assert sent["delivered"] is False
    assert [attempt["error"] for attempt in sent["attempts"]] == ["ConnectionRefusedError"] * 3


@fact("13")
def test_slow_backend_is_not_waited_for(world: World, backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    callback(world, backend)
    over = threading.Event()
    backend.verify = lambda query: (200, query["echostr"] if over.wait(10) else "")
    monkeypatch.setattr(pushes, "PATIENCE_S", 0.2)
    assert callback(world, backend)["attempt"]["error"] == "TimeoutError"
    over.set()


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/push",
        "https://127.0.0.1/push",
        "http://127.0.0.1@example.com/",
        "http://localhost.example.com/",
        "http://10.0.0.1/",
        "http://127.0.0.1/?a=b",
        "http://127.0.0.1:x/",
        "http://127.0.0.1/\r\nX: y",
        "ftp://127.0.0.1/",
        "",
        5,
    ],
)
def test_only_loopback_is_pushed_to(world: World, url: Any) -> None:
    with pytest.raises(ControlError, match="an http URL on 127"):
        world.control("callback", url=url)


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("callback", {}),
        ("callback", {"url": "http://127.0.0.1:9/", "token": "a b"}),
        ("callback", {"url": "http://127.0.0.1:9/", "encoding_aes_key": "A" * 42}),
        ("callback", {"url": "http://127.0.0.1:9/", "mode": "both"}),
        ("event", {"event": "subscribe"}),
        ("event", {"revoke_info": [9]}),
        ("event", {"revoke_info": "8"}),
        ("event", {"event": "user_authorization_cancellation", "revoke_info": [8]}),
        ("component", {"permission_sets": [0]}),
        ("corp", {"corpid": "a b"}),
    ],
)
def test_wrong_arguments_are_refused(world: World, verb: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(ControlError):
        world.control(verb, **arguments)


def test_backend_may_call_the_sandbox_while_it_is_called(backend: Backend) -> None:
    from urllib.request import urlopen

    def verify(query: dict[str, str]) -> tuple[int, str]:
        with urlopen(f"{running.url}/cgi-bin/token", timeout=5) as answer:
            assert json.loads(answer.read())["errcode"] == 41002
        return 200, query["echostr"]

    running: Running = serve_in_thread(seed=1)
    with running:
        backend.verify = verify
        assert running.control("callback", url=backend.url)["verified"] is True
        assert running.control("event")["delivered"] is True
        # What the sandbox sends is no call of its public API.
        assert [entry["path"] for entry in running.control("journal")["entries"]] == ["/cgi-bin/token"]


class OfficialDice(Dice):
    """Throws what stands on the page."""

    def __init__(self, nonce: str, random: str) -> None:
        super().__init__(1)
        self.nonce, self.random = nonce, random

    def number(self, low: int, high: int) -> int:
        assert low <= int(self.nonce) <= high
        return int(self.nonce)

    def hex(self, count: int) -> str:
        assert count == len(self.random)
        return self.random


def official(mode: Mode = Mode.SAFE) -> Callback:
    return Callback("http://127.0.0.1:9/push", "AAAAA", "A" * 43, mode, Format.JSON)


@fact("13")
def test_official_message_is_pushed_byte_for_byte() -> None:
    appid, _, timestamp, nonce, msg_signature, message, random, encrypted = OFFICIAL[0]
    dice = OfficialDice(nonce, bytes.fromhex(random).decode())
    made = pushes.push(official(), json.loads(message), appid, int(timestamp), dice)
    query = dict(parse_qsl(urlsplit(made.url).query))
    assert json.loads(made.body)["Encrypt"] == encrypted
    assert query["msg_signature"] == msg_signature
    assert query["signature"] == "6c5c811b55cc85e0e1b54100749188c20beb3f5d"
    assert open_sealed(json.loads(made.body)["Encrypt"], "A" * 43, appid).message.decode() == message


@fact("13")
@pytest.mark.parametrize(
    ("timestamp", "nonce", "signature"),
    [
        ("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        ("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
    ],
    ids=["url", "plain"],
)
def test_official_signatures_of_verification_and_plain_mode(timestamp: str, nonce: str, signature: str) -> None:
    dice = OfficialDice(nonce, "")
    made = pushes.push(official(Mode.PLAIN), {"ToUserName": "gh_97417a04a28d"}, "", int(timestamp), dice)
    assert dict(parse_qsl(urlsplit(made.url).query))["signature"] == signature
