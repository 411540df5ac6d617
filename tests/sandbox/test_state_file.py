"""`--state FILE`: nothing is lost between two runs, whatever ends the first."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW
from tests.sandbox.world import World
from wxauth_cli.sandbox import rows
from wxauth_cli.sandbox.server import PortInUse, serve_in_thread
from wxauth_cli.sandbox.state import State
from wxauth_cli.sandbox.state_file import SCHEMA, StateFile, StateFileError


class Kept(World):
    """A world in a file."""

    def __init__(self, path: Path, seed: int | None = None, ahead_s: float = 0.0) -> None:
        super().__init__()
        self.state = State(seed, now=lambda: NOW + ahead_s)
        self.file = StateFile(path)
        try:
            self.file.keep(self.state, seed=seed)
        except StateFileError:
            self.file.close()
            raise
        self.front = type(self.front)(self.state, "/_control-test", "token-of-the-test")
        self.appid, self.secret = self.state.default.appid, self.state.default.secret

    def control(self, verb: str, **arguments: Any) -> dict[str, Any]:
        answer = super().control(verb, **arguments)
        self.file.commit()
        return answer


def everything(state: State) -> Any:
    """All that is kept, in a form that two states can be compared in."""
    written, bodies = rows.write(state)
    reader: dict[str, Any] = {}
    for address, text in written.items():
        reader[address] = _resolved(json.loads(text), bodies)
    return reader


def _resolved(plain: Any, bodies: dict[int, str]) -> Any:
    if isinstance(plain, dict) and set(plain) == {"r"}:
        return _resolved(json.loads(bodies[plain["r"]]), bodies)
    if isinstance(plain, dict):
        return {key: _resolved(value, bodies) for key, value in plain.items()}
    return [_resolved(item, bodies) for item in plain] if isinstance(plain, list) else plain


def lived_in(world: World) -> None:
    """A world in which something of everything has happened."""
    other, secret = world.app(open_platform="group", ip_whitelist=["127.0.0.1"], personal=True)
    world.control("app", appid=world.appid, reset_secret=True, escape_slashes=True)
    world.secret = world.state.default.secret
    world.control("user", user="ann", phone="51234567", country_code="852", steps=[1, 2, 3], rotate=True)
    world.control("fault", errcode=45009, path="/cgi-bin/token", rate=0.5, user="ann")
    world.control("session", rotate_every_s=3600, rotate=True)
    for kind in ("phone", "userinfo", "werun"):
        world.control("tap", kind=kind, user="ann")
    world.exchange(world.login(user="ann"))
    world.exchange(world.login(appid=other), appid=other, secret=secret)
    world.stable()
    world.legacy(appid=other, secret=secret)
    world.legacy(appid=other, secret=secret)
    world.stable(force_refresh=True)
    world.control("login", kind="plugin")
    world.control("state", save="first")
    world.control("clock", advance_s=60, skew_s=-5)
    world.exchange("x")


@pytest.mark.parametrize("seed", [None, 5])
def test_reopened_world_is_the_same(tmp_path: Path, seed: int | None) -> None:
    first = Kept(tmp_path / "w.db", seed)
    lived_in(first)
    before = everything(first.state)
    first.file.close()
    again = Kept(tmp_path / "w.db", seed)
    assert everything(again.state) == before
    assert set(again.state.snapshots) == {"first"}
    assert again.state.seed == seed
    again.control("state", load="first")
    assert again.control("clock")["now"] == int(NOW)
    again.file.close()


def test_what_is_one_object_is_one_object_again(tmp_path: Path) -> None:
    first = Kept(tmp_path / "w.db")
    token = first.legacy()["access_token"]
    first.file.close()
    again = Kept(tmp_path / "w.db")
    again.legacy()
    again.advance(301)
    assert again.works(token) == 40001
    again.file.close()


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    world = Kept(tmp_path / "w.db")
    for number in range(200):
        world.login(user=f"u{number}")
    code = world.login(user="u7")
    world.file._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seen: list[str] = []
    world.file._db.set_trace_callback(seen.append)
    world.exchange(code)
    world.file._db.set_trace_callback(None)
    assert 3 <= len(seen) < 20
    world.file.close()


def test_reset_and_load_are_written(tmp_path: Path) -> None:
    first = Kept(tmp_path / "w.db")
    lived_in(first)
    first.control("state", load="first")
    first.control("state", drop="first")
    code = first.login()
    before = everything(first.state)
    first.file.close()
    again = Kept(tmp_path / "w.db")
    assert everything(again.state) == before
    again.secret = again.state.default.secret
    assert "openid" in again.exchange(code)
    again.control("reset")
    again.file.close()
    last = Kept(tmp_path / "w.db")
    assert last.control("journal") == {"entries": []}
    assert last.state.users == {}
    assert last.appid == first.appid
    last.file.close()


def test_journal_in_the_file_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from collections import deque

    import wxauth_cli.sandbox.journal as journal

    monkeypatch.setattr(journal, "_ENTRIES", 20)
    world = Kept(tmp_path / "w.db")
    assert world.state.journal._entries.maxlen == 20
    for _ in range(50):
        world.exchange("x")
    count = world.file._db.execute("SELECT count(*) FROM row WHERE address LIKE 'journal._entries%'").fetchone()[0]
    assert count == 20
    before = world.control("journal")
    world.file.close()
    again = Kept(tmp_path / "w.db")
    assert isinstance(again.state.journal._entries, deque)
    assert again.control("journal") == before
    assert again.state.journal.count == 50
    again.file.close()


def test_file_is_for_its_owner_only_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    world = Kept(tmp_path / "w.db")
    world.login()
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "w.db").stat().st_mode) == 0o600
    world.file.close()
    world.file.close()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["w.db"]


def test_second_process_is_told_that_the_file_is_in_use(tmp_path: Path) -> None:
    world = Kept(tmp_path / "w.db")
    with pytest.raises(StateFileError) as caught:
        StateFile(tmp_path / "w.db")
    assert caught.value.why == "busy"
    world.file.close()
    Kept(tmp_path / "w.db").file.close()


def test_newer_file_is_refused_and_untouched(tmp_path: Path) -> None:
    Kept(tmp_path / "w.db").file.close()
    db = sqlite3.connect(tmp_path / "w.db")
    db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    db.close()
    before = (tmp_path / "w.db").read_bytes()
    with pytest.raises(StateFileError) as caught:
        StateFile(tmp_path / "w.db")
    assert (caught.value.why, caught.value.detail) == ("newer", str(SCHEMA + 1))
    assert (tmp_path / "w.db").read_bytes() == before


@pytest.mark.parametrize("what", ["text", "other-database"])
def test_foreign_file_is_refused_and_untouched(tmp_path: Path, what: str) -> None:
    path = tmp_path / "w.db"
    if what == "text":
        path.write_text("my diary\n" * 300)
    else:
        db = sqlite3.connect(path)
        db.execute("CREATE TABLE diary (day TEXT)")
        db.close()
    before = path.read_bytes()
    with pytest.raises(StateFileError) as caught:
        StateFile(path)
    assert caught.value.why == "not-ours"
    assert path.read_bytes() == before


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StateFileError) as caught:
        StateFile(tmp_path / "no" / "w.db")
    assert caught.value.why == "unwritable"


def test_other_seed_is_refused(tmp_path: Path) -> None:
    Kept(tmp_path / "w.db", 5).file.close()
    with pytest.raises(StateFileError) as caught:
        Kept(tmp_path / "w.db", 6)
    assert caught.value.why == "other-seed"
    same = Kept(tmp_path / "w.db")
    assert same.state.seed == 5
    same.file.close()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"o":["os:system",{}]}',
        '{"o":["..os:path",{}]}',
        '{"o":["server:serve_in_thread",{}]}',
        '{"o":["state:State",{}]}',
        '{"r":99}',
        '{"e":["codes:CodeKind","x"]}',
        '{"x":1}',
        '{"b":5}',
    ],
)
def test_row_that_is_none_of_ours_makes_nothing(tmp_path: Path, text: str) -> None:
    Kept(tmp_path / "w.db").file.close()
    db = sqlite3.connect(tmp_path / "w.db")
    db.execute("UPDATE row SET value = ? WHERE address = 'clock.skew_s'", (text,))
    db.commit()
    db.close()
    with pytest.raises(StateFileError) as caught:
        Kept(tmp_path / "w.db")
    assert caught.value.why == "damaged"


_CHILD = """
import json, sys
from pathlib import Path
from wxauth_cli.sandbox.control import perform
from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.messages import SandboxRequest
from wxauth_cli.sandbox.server import PortInUse, serve_in_thread
from wxauth_cli.sandbox.state import State
from wxauth_cli.sandbox.state_file import StateFile

state = State(now=lambda: 1_800_000_000.0)
file = StateFile(Path(sys.argv[1]))
file.keep(state)
front = Front(state, "/_c", "t")
print("open", flush=True)

def call(path, *query):
    return json.loads(front.respond(SandboxRequest("GET", path, query)).body)

app = state.default
own = (("appid", app.appid), ("secret", app.secret))
number = int(sys.argv[2])
while True:
    number += 1
    code = perform("login", "POST", b'{"user":"u%d"}' % number, {}, state)["code"]
    answer = call("/sns/jscode2session", *own, ("js_code", code), ("grant_type", "authorization_code"))
    token = ""
    if number % 5 == 0:
        token = call("/cgi-bin/token", *own, ("grant_type", "client_credential"))["access_token"]
    print(json.dumps([f"u{number}", code, answer["openid"], answer["session_key"], token]), flush=True)
"""


def test_every_answer_given_before_a_kill_holds_after_it(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    dice = random.Random(11)
    known: list[list[str]] = []
    for turn in range(30):
        argv = [sys.executable, "-c", _CHILD, str(path), str(turn * 100_000)]
        child = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        time.sleep(dice.random() * 0.04)
        child.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        out, _ = child.communicate()
        said = [json.loads(line) for line in out.splitlines() if line.endswith("]")]
        known.extend(said)
        world = Kept(path)
        assert world.file._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        for user, code, openid, session_key, token in said[-15:]:
            assert world.exchange(code)["errcode"] == 40163
            session = world.control("session", user=user)
            assert (session["openid"], session["session_key"]) == (openid, session_key)
            assert world.state.tokens.owner(token) == (world.appid if token else None)
        assert world.state.journal.count >= len(known)
        world.file.close()
    assert len(known) > 50


def test_a_server_in_a_thread_keeps_its_world_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "wechat.db"
    with serve_in_thread(state_file=file, seed=3) as first:
        key = (first.login("ann"), first.session("ann")["session_key"])[1]
        with pytest.raises(StateFileError, match="busy"):
            serve_in_thread(state_file=file)
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(PortInUse):
            serve_in_thread(state_file=tmp_path / "other.db", port=port)
    with serve_in_thread(state_file=file) as second:
        assert (second.appid, second.secret) == (first.appid, first.secret)
        assert second.session("ann")["session_key"] == key
    with pytest.raises(StateFileError, match="other-seed"):
        serve_in_thread(state_file=file, seed=4)
    # The port was taken, and the file is nobody's now.
    with serve_in_thread(state_file=tmp_path / "other.db"):
        pass
