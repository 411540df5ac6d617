"""Fake secrets go through every command, however it ends: none comes out, except where `--reveal` says so.

A command without a recipe here fails `test_every_command_has_a_recipe`.
"""

from __future__ import annotations

import base64
import functools
import io
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import ANY
from urllib.parse import quote

import pytest

from tests.conftest import Cli, Result
from wxauth_cli.cli import build, declare, plain, tree
from wxauth_cli.core.jwt_sign import sign
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import LIVE
from wxauth_cli.sandbox.endpoints import table
from wxauth_cli.sandbox.server import Running

WINDOW = 8
JWT_KEY = "Kq8vX2mPz7Rt4Wn9Bc6Lf3Hd5Js1Yg0Q"
OWN_SECRET = "5f3c9a7e1b8d42609e7c5a3f1d8b6042"
OWN_TOKEN = "93_" + "".join(f"{number:02x}Zq" for number in range(40, 80))
DEAD = "http://127.0.0.1:9"
"""Nobody listens on the discard port."""


@dataclass
class World:
    """What a recipe can draw on; notes each secret that it hands out."""

    cli: Cli
    wechat: Running
    files: Path
    secrets: set[str] = field(default_factory=set)
    given: set[Path] = field(default_factory=set)
    """Files that a recipe wrote: they may hold secrets."""

    def code(self) -> str:
        """A fresh login code."""
        return self._note(str(self.wechat.control("login")["code"]))

    def tap(self, kind: str = "phone") -> dict[str, str]:
        """What a button gives."""
        detail = self.wechat.control("tap", kind=kind)
        if "code" in detail:
            self._note(detail["code"])
        return {name: str(value) for name, value in detail.items()}

    def session_key(self) -> str:
        """The user's present one."""
        with self.wechat.state.lock:
            session = self.wechat.state.sessions.current(
                self.wechat.appid, "default", self.wechat.state.now(), self.wechat.state.dice
            )
        return self._note(session.session_key)

    def openid(self) -> str:
        """The user's."""
        return str(self.wechat.control("user", user="default")["openid"])

    def remembered(self) -> str:
        """Has the session stored by a real exchange; the openid."""
        self.cli("exchange", self.code(), env=self.env(), exit_code=0)
        return self.openid()

    def profile(self) -> None:
        """Has a profile stored."""
        argv = ("profile", "add", "dev", self.wechat.appid, "--secret-file", "-", "--api-base", self.wechat.url)
        self.cli(*argv, stdin=self.wechat.secret, exit_code=0)

    def file(self, name: str, text: str) -> str:
        """A file outside of the program's home."""
        path = self.files / name
        path.write_text(text, encoding="utf-8")
        self.given.add(path)
        return str(path)

    def written(self) -> list[Path]:
        """All files that the program wrote."""
        found = [*self.cli.home.rglob("*"), *self.files.rglob("*")]
        return [path for path in found if path.is_file() and path not in self.given]

    def jwt(self) -> str:
        """A token of the backend's own."""
        now = int(self.cli.clock.now())
        token = sign({"alg": "HS256", "typ": "JWT"}, {"sub": "1", "exp": now + 60}, "HS256", JWT_KEY.encode())
        self._note(token.rpartition(".")[2])
        return token

    def env(self) -> dict[str, str]:
        """Credentials as CI gives them."""
        return {
            "WXAUTH_APPID": self.wechat.appid,
            "WXAUTH_SECRET": self.wechat.secret,
            "WXAUTH_API_BASE": self.wechat.url,
        }

    def all_secrets(self) -> set[str]:
        """All that must not come out, with what the sandbox has given out by now."""
        state = self.wechat.state
        with state.lock:
            keys = {session.session_key for session in state.sessions._sessions.values()}
            return {
                *self.secrets, *keys, *state.tokens._by_text, *(user.phone for user in state.users.values()),
                self.wechat.secret, self.wechat.control_token, JWT_KEY, OWN_SECRET, OWN_TOKEN,
            }  # fmt: skip

    def _note(self, secret: str) -> str:
        self.secrets.add(secret)
        return secret


@dataclass(frozen=True)
class Call:
    """How a command is called, and how it ends when all goes well."""

    argv: tuple[str, ...] = ()
    exit_code: int = 0
    stdin: str = ""
    env: dict[str, str] = field(default_factory=dict)
    hands_out: bool = False
    """Its result is synthetic and in clear: only secrets of somebody else must not be in it."""


def _phone(world: World) -> Call:
    return Call((world.tap()["code"],), env=world.env())


def _decrypt(world: World) -> Call:
    return Call(("-",), stdin=json.dumps({**world.tap(), "session_key": world.session_key()}))


def _signature(world: World) -> Call:
    return Call(("-",), stdin=json.dumps({**world.tap("userinfo"), "session_key": world.session_key()}))


def _diagnose(world: World) -> Call:
    phone = world._note("13912345678")
    log = [
        f"GET {world.wechat.url}/sns/jscode2session?appid=wx1&secret={world.wechat.secret}&js_code={world.code()}",
        f'answer {{"session_key":"{world.session_key()}","openid":"o1"}}',
        f"phoneNumber: {phone}",
        '{"errcode":40029,"errmsg":"invalid code, rid: 6543fa00-7b3e9d21-0a1b2c3d"}',
        f"Authorization: Bearer {world.jwt()}",
    ]
    return Call(("-",), exit_code=ANY, stdin="\n".join(log))


def _capture(world: World) -> str:
    """A HAR of somebody else's, with everything in clear."""
    base = "https://api.weixin.qq.com"
    phone = world._note("13912345678")
    answer = {"openid": "oABC", "session_key": world.session_key()}
    entries = [
        _entry(f"{base}/sns/jscode2session?appid=wx1&secret={world.wechat.secret}&js_code={world.code()}", answer),
        _entry(
            f"{base}/wxa/business/getuserphonenumber?access_token={OWN_TOKEN}", {"phone_info": {"phoneNumber": phone}}
        ),
        _entry("https://backend.example/api/me", {"token": world.jwt()}),
    ]
    return world.file("capture.har", json.dumps({"log": {"version": "1.2", "creator": {}, "entries": entries}}))


def _entry(url: str, answer: dict[str, object]) -> dict[str, object]:
    headers = [
        {"name": "Authorization", "value": f"Bearer {JWT_KEY}"},
        {"name": "Cookie", "value": f"sid={OWN_SECRET}"},
    ]
    return {
        "startedDateTime": "2027-01-15T08:00:00.000Z",
        "time": 12,
        "request": {"method": "GET", "url": url, "httpVersion": "HTTP/1.1", "headers": headers, "queryString": []},
        "response": {
            "status": 200,
            "httpVersion": "HTTP/1.1",
            "headers": [],
            "content": {"mimeType": "application/json", "text": json.dumps(answer)},
        },
        "timings": {"send": 0, "wait": 12, "receive": 0},
    }


def _sandbox(*argv: str) -> Callable[[World], Call]:
    def recipe(world: World) -> Call:
        env = {
            "WXAUTH_SANDBOX_TOKEN": world.wechat.control_token,
            "WXAUTH_SECRET": OWN_SECRET,
            "WXAUTH_ACCESS_TOKEN": OWN_TOKEN,
        }
        return Call((*argv, "--url", world.wechat.control_url), env=env, hands_out=True)

    return recipe


def _callback(world: World) -> Call:
    # Nobody listens: the settings are shown, and not set.
    recipe = _sandbox(DEAD, "--token-file", world.file("token", "T0kenOfMyOwn"))
    return replace(recipe(world), exit_code=10)


def _with_profile(*argv: str) -> Callable[[World], Call]:
    def recipe(world: World) -> Call:
        world.profile()
        return Call(argv)

    return recipe


RECIPES: dict[str, Callable[[World], Call]] = {
    "demo": lambda world: Call(),
    "exchange": lambda world: Call((world.code(),), env=world.env()),
    "phone": _phone,
    "decrypt": _decrypt,
    "signature": _signature,
    "session list": lambda world: Call(env={"X": world.remembered()}),
    "session show": lambda world: Call((world.remembered(),), env=world.env()),
    "session check": lambda world: Call((world.remembered(),), env=world.env()),
    "session forget": lambda world: Call((world.remembered(),), env=world.env()),
    "session reset": lambda world: Call((world.remembered(), "--confirm-appid", world.wechat.appid), env=world.env()),
    "access-token get": lambda world: Call(env=world.env()),
    "access-token show": lambda world: Call(env={**world.env(), "WXAUTH_ACCESS_TOKEN": OWN_TOKEN}),
    "access-token check": lambda world: Call(env=world.env()),
    "access-token clear": lambda world: Call(env=world.env()),
    "token inspect": lambda world: Call(("-",), stdin=world.jwt()),
    "token verify": lambda world: Call(
        ("-", "--alg", "HS256", "--key-file", world.file("key", JWT_KEY)), exit_code=ANY, stdin=world.jwt()
    ),
    "token issue": lambda world: Call(("--key-file", world.file("key", JWT_KEY)), hands_out=True),
    "diagnose": _diagnose,
    "explain": lambda world: Call(("40029",)),
    "lab": lambda world: Call(("code-reused", "--save", str(world.files / "lab"))),
    "rid": lambda world: Call(("6543fa00-12345678-0a1b2c3d",), env=world.env()),
    "sandbox serve": lambda world: Call(("--host", "192.0.2.1"), exit_code=2, env={"WXAUTH_SECRET": OWN_SECRET}),
    "sandbox run": lambda world: Call(
        ("true",), env={"WXAUTH_SECRET": OWN_SECRET, "WXAUTH_ACCESS_TOKEN": OWN_TOKEN}, hands_out=True
    ),
    "sandbox login": _sandbox(),
    "sandbox tap": _sandbox(),
    "sandbox user": _sandbox("alice"),
    "sandbox app": _sandbox(),
    "sandbox session": _sandbox("alice"),
    "sandbox clock": _sandbox("10s"),
    "sandbox fault": _sandbox("/sns/jscode2session", "--errcode", "40029"),
    "sandbox journal": _sandbox(),
    "sandbox state": _sandbox("save", "one"),
    "sandbox reset": _sandbox(),
    "sandbox switch": _sandbox("suffix=hint"),
    "sandbox component": _sandbox("--authorize", "wx0123456789abcdef"),
    "sandbox corp": _sandbox(),
    "sandbox pay": _sandbox(),
    "sandbox user-key": _sandbox(),
    "sandbox callback": _callback,
    "sandbox event": lambda world: replace(_sandbox()(world), exit_code=2),
    "profile add": lambda world: Call(("dev", world.wechat.appid, "--secret-file", "-"), stdin=world.wechat.secret),
    "profile list": _with_profile(),
    "profile show": _with_profile("dev"),
    "profile use": _with_profile("dev"),
    "profile remove": _with_profile("dev"),
    "trace import": lambda world: Call((_capture(world), "--output", str(world.files / "made.har"))),
    "trace show": lambda world: Call((_capture(world),)),
    "trace report": lambda world: Call((_capture(world), "--output", str(world.files / "made.html"))),
    "trace record": lambda world: Call(("--backend", "ftp://u:p@127.0.0.1"), exit_code=2),
    "trace redact": lambda world: Call((_capture(world), "--output", str(world.files / "made.har"))),
    "doctor": lambda world: Call(exit_code=ANY, env=world.env()),
    "purge": _with_profile("--yes"),
}
ENDINGS = ("fine", "refused", "no network", "crash", "Ctrl-C")
MODES = ((), ("-v", "--trace"), ("--json", "-v"))
COMMANDS = [" ".join(path) for path in tree.paths()]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a root logger at DEBUG prints, as if somebody had configured one."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    factory = logging.getLogRecordFactory()
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
    logging.setLogRecordFactory(factory)


@pytest.fixture
def world(cli: Cli, wechat: Running, tmp_path: Path) -> World:
    files = tmp_path / "given"
    files.mkdir()
    return World(cli, wechat, files)


def encoded(secret: str) -> Iterator[str]:
    """The secret's pieces, and the whole in the encodings in which a program may write it."""
    yield from (secret[at : at + WINDOW] for at in range(len(secret) - WINDOW + 1))
    data = secret.encode()
    yield from (data.hex(), quote(secret, safe=""), json.dumps(secret)[1:-1])
    for before in range(3):
        yield base64.b64encode(b"\0" * before + data).decode()[4 if before else 0 :].rstrip("=")[:-2]


def assert_no_leak(place: str, text: str, secrets: set[str]) -> None:
    for secret in secrets:
        for piece in encoded(secret):
            assert piece not in text, f"{place}: {piece} of {secret}\n{text}"


def fail_in_action(monkeypatch: pytest.MonkeyPatch, world: World, error: type[BaseException]) -> None:
    """Have the command end with an exception that tells all, after it has done its work."""
    function_of = declare.function_of

    def failing(node: tree.Node, verb: str) -> Callable[..., Report]:
        function = function_of(node, verb)

        @functools.wraps(function)
        def wrapped(*args: object, **kwargs: object) -> Report:
            function(*args, **kwargs)
            # What this process holds; what it failed to note is found in the outputs of the other endings.
            told = " ".join(sorted(LIVE.values()))
            logging.getLogger("somebody").critical("told: %s", told, exc_info=error(told))
            raise error(f"https://api.weixin.qq.com/x?all={told}")

        wrapped.__defaults__ = function.__defaults__
        return wrapped

    for reader in (build, plain):
        monkeypatch.setattr(reader, "function_of", failing)


def call(world: World, command: str, ready: Call, extra: tuple[str, ...], exit_code: object) -> Result:
    node = tree.node(command.split()[0])
    assert node is not None
    if "--trace" in extra:
        rest = tuple(word for word in extra if word != "--trace")
        extra = (*rest, "--trace", str(world.files / "out.har")) if node.network else rest
    argv = (*command.split(), *ready.argv, *extra)
    return world.cli(*argv, stdin=ready.stdin, env=ready.env, exit_code=exit_code)  # type: ignore[arg-type]


def test_every_command_has_a_recipe() -> None:
    assert set(RECIPES) == set(COMMANDS)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: " ".join(mode) or "plain")
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_comes_out(
    world: World, monkeypatch: pytest.MonkeyPatch, log: io.StringIO, command: str, ending: str, mode: tuple[str, ...]
) -> None:
    ready = RECIPES[command](world)
    exit_code: object = ready.exit_code
    if ending == "refused":
        for path in table():
            world.wechat.control("fault", path=path, errcode=40029, times=9)
        exit_code = ANY
    elif ending == "no network":
        ready = Call(ready.argv, ANY, ready.stdin, {**ready.env, "WXAUTH_API_BASE": DEAD}, ready.hands_out)
        exit_code = ANY
    elif ending != "fine":
        fail_in_action(monkeypatch, world, RuntimeError if ending == "crash" else KeyboardInterrupt)
        exit_code = ANY
    result = call(world, command, ready, mode, exit_code)
    if ending in ("crash", "Ctrl-C") and ready.exit_code == 0:
        assert "somebody told: " in log.getvalue()
        assert result.exit_code == {"crash": 1, "Ctrl-C": 130}[ending]
    assert "Traceback" not in result.stderr + log.getvalue()
    secrets = world.all_secrets()
    if ready.hands_out:
        assert_no_leak("stdout", result.stdout, {OWN_SECRET, OWN_TOKEN, JWT_KEY, world.wechat.control_token})
    else:
        assert_no_leak("stdout", result.stdout, secrets)
    assert_no_leak("stderr", result.stderr, secrets)
    assert_no_leak("log", log.getvalue(), secrets)
    for path in world.written():
        assert_no_leak(path.name, path.read_bytes().decode("utf-8", "replace"), secrets)


@pytest.mark.parametrize("command", COMMANDS)
def test_reveal_reveals_data_and_nothing_else(world: World, log: io.StringIO, command: str) -> None:
    ready = RECIPES[command](world)
    result = call(world, command, ready, ("--json", "--reveal", "-v", "--trace"), ready.exit_code)
    secrets = world.all_secrets()
    document = json.loads(result.stdout.splitlines()[0])
    del document["data"]
    assert_no_leak("document", json.dumps(document), secrets)
    assert_no_leak("stderr", result.stderr, secrets)
    assert_no_leak("log", log.getvalue(), secrets)
    har = world.files / "out.har"
    if har.exists():
        assert_no_leak("HAR", har.read_text(encoding="utf-8"), secrets)


def test_reveal_works(world: World) -> None:
    key = world.session_key()
    result = call(world, "exchange", Call((world.code(),), env=world.env()), ("--json", "--reveal"), 0)
    assert result.json["data"]["session_key"] == key


@pytest.mark.parametrize("text", ["x {} y", "{}"])
def test_a_leak_would_be_seen(text: str) -> None:
    for form in (
        JWT_KEY,
        JWT_KEY[5:13],
        JWT_KEY.encode().hex(),
        base64.b64encode(b"user:" + JWT_KEY.encode()).decode(),
    ):
        with pytest.raises(AssertionError):
            assert_no_leak("text", text.format(form), {JWT_KEY})
    assert_no_leak("text", text.format("****" + JWT_KEY[-4:]), {JWT_KEY})
