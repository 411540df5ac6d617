"""The backends in examples/ log in against the sandbox, by the very commands of their READMEs."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("fastapi", "express")
LIMIT_S = 300
"""What a newcomer may need, all installing included."""


def commands(name: str, readme: str = "README.md") -> list[str]:
    """What stands in the README to be typed, block by block."""
    return re.findall(r"^```sh\n(.*?)^```", (EXAMPLES / name / readme).read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_commands(name: str) -> None:
    assert len(commands(name)) == 4
    assert commands(name) == commands(name, "README.en.md")


def bash(script: str, folder: Path, env: dict[str, str]) -> str:
    argv = ["bash", "-euo", "pipefail", "-c", script]
    done = subprocess.run(argv, capture_output=True, text=True, cwd=folder, env=env, timeout=LIMIT_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def wait_for(port: int, server: subprocess.Popen[str]) -> None:
    for _ in range(600):
        assert server.poll() is None, server.stdout and server.stdout.read()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the backend does not listen")


@pytest.mark.registry
@pytest.mark.parametrize("name", NAMES)
def test_a_backend_logs_in_as_its_readme_says(tmp_path: Path, name: str) -> None:
    began = time.monotonic()
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("node_modules", ".venv"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    start, login, phone, wrong = (block.replace("8000", str(port)) for block in commands(name))
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, "PORT": str(port), "WXAUTH_HOME": str(tmp_path / "home"), "WXAUTH_LANG": "en"}
    install, _, run = start.rstrip().rpartition("\n")
    bash(install, tmp_path, env)
    server = subprocess.Popen(
        ["bash", "-c", f"exec {run}"],
        cwd=tmp_path / "examples" / name,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_for(port, server)
        me, known, refused, *_ = bash(login + phone + wrong, tmp_path, env).splitlines()
        assert len(json.loads(me)["openid"]) == 28
        assert json.loads(known) == {**json.loads(me), "phone": json.loads(known)["phone"]}
        assert json.loads(known)["phone"].startswith("130000")
        assert json.loads(refused) == {"detail": {"errcode": 40029}}
        # The fault that the README's last block ordered meets the next call.
        code = json.loads(bash("wxauth sandbox login --json", tmp_path, env))["data"]["code"]
        assert post(port, "/login", {"code": code}) == (503, {"detail": {"errcode": -1}})
        # It was ordered to have no effect, so the code is still good.
        status, answer = post(port, "/login", {"code": code})
        assert (status, set(answer)) == (200, {"token"})
        assert post(port, "/login", {"code": code}) == (401, {"detail": {"errcode": 40163}})
        assert post(port, "/login", {"code": ""})[0] == 422
        assert post(port, "/phone", {"code": code})[0] == 401
    finally:
        server.send_signal(signal.SIGINT)
        printed, _ = server.communicate(timeout=60)
    assert "Traceback" not in printed
    assert time.monotonic() - began < LIMIT_S


def post(port: int, path: str, body: dict[str, str]) -> tuple[int, dict[str, object]]:
    headers = {"Content-Type": "application/json"}
    request = Request(f"http://127.0.0.1:{port}{path}", json.dumps(body).encode(), headers)
    try:
        with urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except HTTPError as exc:
        with exc:
            return exc.code, json.load(exc)
