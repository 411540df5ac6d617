"""`wxauth trace record` in a process of its own, as a user meets it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli, validate
from tests.record.support import Server, get, talk
from tests.trace.support import read
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import GrowingRow, Paragraph
from wxauth_cli.render.growing import growing_lines
from wxauth_cli.render.views.recording import request, saved
from wxauth_cli.trace.study import study

CODE = "0a3Ab1cd2EFgh3ijklMNO4pqrSTU5a3A"
LOGIN = get("/echo", "Connection: close", method="POST", body=f'{{"code":"{CODE}"}}')


class Recorder:
    """The process, and the documents that it has printed so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.first = self.next()

    def next(self) -> Any:
        assert self.process.stdout is not None
        document = json.loads(self.process.stdout.readline())
        validate(document)
        return document["data"]

    @property
    def ports(self) -> tuple[int, int]:
        return tuple(int(self.first[name].rpartition(":")[2]) for name in ("url", "wechat_url"))  # type: ignore[return-value]


@contextmanager
def started(folder: Path, *options: str, as_json: bool = True) -> Iterator[subprocess.Popen[str]]:
    env = {**os.environ, "WXAUTH_HOME": str(folder / "home"), "LANG": "C.UTF-8", "COLUMNS": "100"}
    argv = [sys.executable, "-m", "wxauth_cli", "trace", "record", *options, *(["--json"] if as_json else [])]
    process = subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd=folder, encoding="utf-8"
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


@contextmanager
def recorder(folder: Path, *options: str) -> Iterator[Recorder]:
    with started(folder, *options, "-o", "login.har") as process:
        yield Recorder(process)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        yield made


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_legs_until_a_signal(tmp_path: Path, server: Server, number: int) -> None:
    with recorder(tmp_path, "--backend", server.url) as made:
        client, wechat = made.ports
        sandbox = made.first["sandbox"]
        assert sandbox["started"]
        query = f"appid={sandbox['appid']}&secret={sandbox['secret']}&js_code={CODE}&grant_type=authorization_code"
        got = talk(wechat, get(f"/sns/jscode2session?{query}", "Connection: close"))[0]
        assert b"40029" in got
        row = made.next()
        assert (row["step"], row["leg"], row["endpoint"]) == (3, "backend-wechat", "code2Session")
        assert (row["status"], row["errcode"], row["failed"]) == (200, 40029, True)
        talk(client, LOGIN)
        assert made.next()["step"] == 2
        made.process.send_signal(number)
        saved = made.next()
        assert made.process.wait(10) == 0
    assert (saved["state"], saved["entries"], saved["replaced"]) == ("saved", 2, {"code": 1, "secret": 1})
    text = (tmp_path / "login.har").read_text()
    assert CODE not in text
    assert sandbox["secret"] not in text
    assert not (tmp_path / "login.har.part").exists()
    first, second = json.loads(text)["log"]["entries"]
    assert first["request"]["url"].startswith("https://api.weixin.qq.com/sns/jscode2session?")
    assert second["request"]["url"] == f"{server.url}/echo"


@pytest.mark.parametrize(("kb", "cut"), [("1", 1), ("4", 0)])
def test_what_is_cut_off_of_a_body_is_told(tmp_path: Path, server: Server, kb: str, cut: int) -> None:
    login = get("/echo", "Connection: close", method="POST", body=json.dumps({"code": CODE, "note": "n" * 3000}))
    with recorder(tmp_path, "--backend", server.url, "--max-body", kb) as made:
        talk(made.ports[0], login)
        row = made.next()
        made.process.send_signal(signal.SIGINT)
        saved = made.next()
        made.process.wait(10)
    assert [(part["side"], part["kept"]) for part in row["cut"]] == [("request", 1024)][:cut]
    assert (saved["cut_bodies"], saved["max_body"]) == (cut, int(kb) * 1024)
    (entry,) = json.loads((tmp_path / "login.har").read_text())["log"]["entries"]
    assert entry["request"]["postData"].get("comment", "").startswith("cut: 1024 of 3") == bool(cut)


@pytest.mark.parametrize(("lang", "said"), [("zh", "2 个正文太长，只录了前 1.5 KB"), ("en", "2; their first 1.5 KB")])
def test_the_end_names_how_much_was_cut_off(lang: str, said: str) -> None:
    data = {"output": "a.har", "entries": 1, "added_ms": None, "replaced": {}, "cut_bodies": 2, "max_body": 1536}
    blocks = saved(data, Texts(lang))  # type: ignore[arg-type]
    assert [block.text for block in blocks if isinstance(block, Paragraph) and said in block.text]
    assert len(saved({**data, "cut_bodies": 0}, Texts(lang))) == len(blocks) - 1  # type: ignore[arg-type]


def test_a_recorder_that_is_killed_has_lost_nothing(tmp_path: Path, server: Server) -> None:
    with recorder(tmp_path, "--backend", server.url) as made:
        for _ in range(20):
            assert talk(made.ports[0], LOGIN)[0].startswith(b"HTTP/1.1 200")
        with socket.create_connection(("127.0.0.1", made.ports[0])) as waiting:
            waiting.sendall(get("/slow/5", method="POST", body=f'{{"code":"{CODE}"}}'))
            time.sleep(0.1)
            made.process.kill()
            made.process.wait()
            assert waiting.recv(10) == b""
        until = time.monotonic() + 10
        while not (tmp_path / "login.har").exists() and time.monotonic() < until:
            time.sleep(0.02)
    found = study([read((tmp_path / "login.har").read_bytes())])
    assert [item.exchange.step for item in found.seen] == [2] * 21
    assert [item.exchange.outcome.error_code for item in found.seen] == [None] * 20 + ["not-finished"]


def test_a_group_that_is_killed_leaves_a_file_that_can_be_read(tmp_path: Path, server: Server, cli: Cli) -> None:
    with recorder(tmp_path, "--backend", server.url) as made:
        for _ in range(5):
            talk(made.ports[0], LOGIN)
            made.next()
        children = Path(f"/proc/{made.process.pid}/task/{made.process.pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGKILL)
        made.process.kill()
        made.process.wait()
    part = tmp_path / "login.har.part"
    assert not (tmp_path / "login.har").exists()
    shown = cli("trace", "show", str(part), "--json", exit_code=0).json["data"]
    assert [item["step"] for item in shown["items"]] == [2] * 5
    cli("trace", "import", str(part), "-o", str(tmp_path / "back.har"), exit_code=0)
    assert len(json.loads((tmp_path / "back.har").read_text())["log"]["entries"]) == 5
    refused = cli("trace", "record", "--backend", "http://127.0.0.1:9", "-o", str(tmp_path / "login.har"), exit_code=3)
    assert "[record-part-exists]" in refused.stderr
    assert f"wxauth trace import {part}" in refused.stderr


def test_what_takes_long_is_shown_before_it_is_over(tmp_path: Path, server: Server) -> None:
    slow = get("/slow/3", "Connection: close", method="POST", body=f'{{"code":"{CODE}"}}')
    with (
        recorder(tmp_path, "--backend", server.url) as made,
        socket.create_connection(("127.0.0.1", made.ports[0])) as it,
    ):
        it.sendall(slow)
        first, second = made.next(), made.next()
    assert (first["entry"], first["over"], first["step"], first["status"], first["failed"]) == (
        1,
        False,
        2,
        None,
        False,
    )
    assert (second["entry"], second["over"], second["status"]) == (1, True, 200)


@pytest.mark.parametrize(("lang", "said"), [("zh", "只转发、不再记录"), ("en", "are not recorded any more")])
def test_a_writer_that_dies_is_told_of_at_once(tmp_path: Path, server: Server, lang: str, said: str) -> None:
    with recorder(tmp_path, "--backend", server.url, "--lang", lang) as made:
        talk(made.ports[0], LOGIN)
        made.next()
        for child in Path(f"/proc/{made.process.pid}/task/{made.process.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)
        assert made.process.stderr is not None
        assert said in made.process.stderr.readline()
        assert talk(made.ports[0], LOGIN)[0].startswith(b"HTTP/1.1 200")
        made.process.send_signal(signal.SIGINT)
        assert made.process.wait(10) == 6
        assert made.process.stdout is not None
        error = json.loads(made.process.stdout.readline())["error"]
    assert error["code"] == "record-lost"
    assert "login.har.part" in error["hint"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", ("正在录制", "已写入", "小程序连")), ("en", ("Recording.", "Written to", "mini program calls"))],
)
def test_what_a_pipe_gets(tmp_path: Path, server: Server, lang: str, said: tuple[str, ...]) -> None:
    options = ("--backend", server.url, "--port", "0", "-o", "a.har", "--lang", lang)
    with started(tmp_path, *options, as_json=False) as process:
        assert process.stdout is not None
        lines = []
        while "a.har.part -o a.har" not in "".join(lines[-2:]).replace("\n", " "):
            lines.append(process.stdout.readline())
        port = int(next(line for line in lines if said[2] in line).split("http://127.0.0.1:")[1].split()[0])
        talk(port, LOGIN)
        talk(port, get("/plain", "Connection: close", host="evil.example"))
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    text = "".join(lines) + out
    assert process.returncode == 0
    for words in said:
        assert words in text
    assert "POST /echo" in text
    assert CODE not in text + err
    assert "--allow-host evil.example" in err
    assert all(len(line) <= 100 for line in out.splitlines())


def test_a_sandbox_that_runs_is_used(tmp_path: Path, server: Server) -> None:
    env = {**os.environ, "WXAUTH_HOME": str(tmp_path / "home")}
    argv = [sys.executable, "-m", "wxauth_cli", "sandbox", "serve", "--json"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, env=env) as sandbox:
        assert sandbox.stdout is not None
        told = json.loads(sandbox.stdout.readline())["data"]
        with recorder(tmp_path, "--backend", server.url) as made:
            assert made.first["sandbox"] == {"appid": told["appid"], "started": False}
            got = talk(made.ports[1], get("/cgi-bin/token", "Connection: close"))[0]
            made.process.send_signal(signal.SIGINT)
            made.process.wait(10)
        sandbox.terminate()
    assert b"errcode" in got


@pytest.mark.parametrize(
    ("options", "exit_code", "word"),
    [
        (("--backend", "ftp://127.0.0.1"), 2, "record-backend-scheme"),
        (("--backend", "127.0.0.1:3000"), 2, "record-backend-scheme"),
        (("--backend", "http://"), 2, "record-backend-host"),
        (("--backend", "http://127.0.0.1:99999"), 2, "record-backend-port"),
        (("--backend", "http://u:p@127.0.0.1"), 2, "record-backend-user"),
        (("--backend", "http://127.0.0.1/api"), 2, "record-backend-path"),
        (("--backend", "http://127.0.0.1:8801", "--port", "8801"), 2, "record-backend-self"),
        (("--backend", "http://localhost:8802", "--wechat-port", "8802"), 2, "record-backend-self"),
        (("--backend", "https://api.weixin.qq.com"), 2, "record-backend-wechat"),
        (("--backend", "http://QYAPI.weixin.qq.com:80"), 2, "record-backend-wechat"),
        (("--backend", "http://127.0.0.1:1", "-o", "."), 3, "output-not-a-file"),
        (("--backend", "http://127.0.0.1:1", "-o", "no/x.har"), 3, "output-unwritable"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_recorded(
    cli: Cli,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    exit_code: int,
    word: str,
    lang: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = cli("trace", "record", *options, "--lang", lang, exit_code=exit_code)
    assert f"[{word}]" in result.stderr
    assert not list(tmp_path.glob("*.part"))


def test_a_file_and_a_port_that_are_taken(
    cli: Cli, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Server() as other:
        options = ("--backend", server.url, "-o", "a.har", "--wechat-port", str(other.port))
        taken = cli("trace", "record", *options, exit_code=5)
    assert "[record-port-in-use]" in taken.stderr
    assert "--wechat-port" in taken.stderr
    assert list(tmp_path.glob("*.har*")) == []
    (tmp_path / "a.har").write_text("mine")
    exists = cli("trace", "record", "--backend", server.url, "-o", "a.har", exit_code=3)
    assert "[output-exists]" in exists.stderr
    assert (tmp_path / "a.har").read_text() == "mine"


SIDES = ("request", "response")
ROWS: tuple[dict[str, Any], ...] = (
    {
        "step": 3,
        "leg": "backend-wechat",
        "endpoint": "code2Session",
        "learnt": {"openid": "oAbc", "session_key": "****EQ=="},
    },
    {
        "step": 2,
        "leg": "client-backend",
        "endpoint": "POST /api/auth/login",
        "learnt": {"token": "****8f2c"},
        "gap_s": -0.01,
    },
    {
        "step": 3,
        "leg": "backend-wechat",
        "endpoint": "code2Session",
        "errcode": 40163,
        "errmsg": "code been used",
        "failed": True,
    },
    {
        "step": 2,
        "status": None,
        "own_answer": 502,
        "error": "network-refused",
        "failed": True,
        "endpoint": "POST /api/login",
    },
    {"step": None, "endpoint": "GET /a/very/long/path/of/something/that/has/nothing/to/do/with/a/login", "status": 204},
    {"step": 2, "endpoint": "POST /login", "status": None, "over": False, "elapsed_ms": 0.0},
    {
        "step": None,
        "endpoint": "POST /a",
        "cut": [{"side": side, "kept": 262_144, "size": 1_824_099} for side in SIDES],
    },
    {"step": 6, "endpoint": "GET /ws", "status": 101, "switched": [120, 4096], "elapsed_ms": 65_000.0},
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 100, 140])
def test_the_growing_table(golden: Any, lang: str, width: int) -> None:
    common = {"step": 6, "leg": "client-backend", "started_at": 1_800_000_000.25, "gap_s": 0.012, "status": 200}
    common |= {"own_answer": None, "error": None, "errcode": None, "errmsg": None, "elapsed_ms": 12.3, "added_ms": 0.42}
    common |= {"switched": None, "learnt": {}, "failed": False, "over": True, "cut": []}
    lines = []
    for number, row in enumerate(ROWS):
        for block in request({**common, **row}, Texts(lang), head=number == 0):  # type: ignore[arg-type]
            assert isinstance(block, GrowingRow)
            lines += [text for text, _ in growing_lines(block, width)]
    golden(f"record-{lang}-{width}.txt", "\n".join(lines) + "\n")
