"""SDKs that nobody here wrote, unmodified from PyPI and npm, log in against the sandbox.

Each is left with its own address and run by `sandbox run`; those that can be pointed elsewhere are also run without
any help, and some go through `sandbox serve --tls` by a proxy that stands for the line in a hosts file. Packages go
into throw-away folders; the machine's hosts file and trust store are not touched.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from wxauth_cli.sandbox.server import Running, serve_in_thread
from wxauth_cli.sandbox.tunnel import open_proxy

pytestmark = pytest.mark.registry

CLIENTS = Path(__file__).parent / "clients"
PYPI = ("wechatpy==1.8.18", "weixin-python==0.5.7", "pywe-miniapp==1.1.6")
NPM = (
    "node-easywechat@3.6.2",
    "node-socialite@1.4.1",  # what node-easywechat asks for; later ones lack a file that it loads
    "co-wechat-api@3.11.0",
    "wechat-jssdk@5.1.0",
    "wx-js-utils@1.0.0",
)
INSTALL_S = 600
LOGIN_S = 120
WXAUTH = str(Path(sys.executable).with_name("wxauth"))


def install(*argv: str) -> None:
    done = subprocess.run(argv, capture_output=True, text=True, timeout=INSTALL_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """A Python that has the SDKs and nothing of ours."""
    folder = tmp_path_factory.mktemp("python")
    install(sys.executable, "-m", "venv", str(folder))
    program = str(folder / "bin" / "python")
    install(program, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PYPI)
    return (program,)


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the SDKs and the scripts, and the program."""
    program, npm = shutil.which("node"), shutil.which("npm")
    assert program is not None, "nodejs is missing"
    assert npm is not None, "npm is missing"
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder))
    install(npm, "install", *quiet, *NPM)
    for script in CLIENTS.glob("*.js"):
        shutil.copy(script, folder)
    return folder, program


@pytest.fixture
def sandbox() -> Iterator[Running]:
    """On the machine's clock, which is the SDKs' clock too."""
    with serve_in_thread() as running:
        yield running


def by_run(home: Path, *command: str) -> dict[str, Any]:
    """With its own address, through `wxauth sandbox run`."""
    env = {**os.environ, "WXAUTH_HOME": str(home), "WXAUTH_LANG": "en", "ADDRESS": "fixed", "PYTHONPATH": str(CLIENTS)}
    return answer_of([WXAUTH, "sandbox", "run", "--", *command], env)


def by_address(running: Running, *command: str) -> dict[str, Any]:
    """Pointed to the sandbox's own address, with no proxy and no CA."""
    env = {
        **os.environ,
        "PYTHONPATH": str(CLIENTS),
        "WXAUTH_APPID": running.appid,
        "WXAUTH_SECRET": running.secret,
        "WXAUTH_API_BASE": running.url,
        "WXAUTH_SANDBOX_URL": running.control_url,
        "WXAUTH_SANDBOX_TOKEN": running.control_token,
    }
    return answer_of(list(command), env)


@contextlib.contextmanager
def behind_tls(home: Path) -> Iterator[dict[str, str]]:
    """An environment in which WeChat's names lead to `wxauth sandbox serve --tls`, and its certificate is trusted."""
    env = {**os.environ, "WXAUTH_HOME": str(home), "WXAUTH_LANG": "en"}
    argv = [WXAUTH, "sandbox", "serve", "--tls", "--tls-port", "0", "--json"]
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, env=env))
        stack.callback(server.terminate)
        assert server.stdout is not None
        data = json.loads(server.stdout.readline())["data"]
        port = int(data["tls_url"].rpartition(":")[2])
        proxy = open_proxy(tls_port=port, clear_port=port)
        stack.callback(proxy.close)
        yield {
            **env,
            "ADDRESS": "fixed",
            "PYTHONPATH": str(CLIENTS),
            "WXAUTH_APPID": data["appid"],
            "WXAUTH_SECRET": data["secret"],
            "WXAUTH_API_BASE": data["url"],
            "WXAUTH_SANDBOX_URL": data["control_url"],
            "WXAUTH_SANDBOX_TOKEN": data["control_token"],
            "HTTPS_PROXY": proxy.url,
            "NO_PROXY": "127.0.0.1",
            "REQUESTS_CA_BUNDLE": data["ca_bundle"],
        }


def answer_of(argv: list[str], env: Mapping[str, str]) -> dict[str, Any]:
    done = subprocess.run(argv, capture_output=True, text=True, timeout=LOGIN_S, env=dict(env), check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def judge(answer: dict[str, Any], *abilities: str) -> None:
    """The login went through, the same code a second time did not, and each further ability held."""
    assert len(answer["openid"]) == 28
    assert answer["again"] == 40163
    assert set(answer) == {"openid", "again", *abilities}
    good = {"token": True, "decrypted": True, "signature": True, "checksession": "ok"}
    for ability in abilities:
        if ability == "phone":
            assert answer["phone"].startswith("130000")
        else:
            assert answer[ability] == good[ability]


PYTHON = {
    "client_wechatpy.py": ("token", "decrypted", "phone", "checksession"),
    "client_weixin.py": ("token", "phone", "checksession"),
    "client_pywe.py": ("token", "decrypted", "phone", "checksession"),
}
NODE = {
    "client_easywechat.js": ("token", "decrypted", "phone", "checksession"),
    "client_cowechat.js": ("token", "phone", "checksession"),
    "client_jssdk.js": ("token", "decrypted", "signature", "phone", "checksession"),
}


@pytest.mark.parametrize("script", PYTHON)
def test_a_python_sdk_with_its_own_address(tmp_path: Path, python: tuple[str, ...], script: str) -> None:
    judge(by_run(tmp_path, *python, str(CLIENTS / script)), *PYTHON[script])


@pytest.mark.parametrize("script", ["client_wechatpy.py", "client_weixin.py"])
def test_a_python_sdk_with_its_own_address_through_tls(tmp_path: Path, python: tuple[str, ...], script: str) -> None:
    with behind_tls(tmp_path) as env:
        judge(answer_of([*python, str(CLIENTS / script)], env), *PYTHON[script])


@pytest.mark.parametrize("script", sorted(set(PYTHON) - {"client_weixin.py"}))
def test_a_python_sdk_pointed_here(sandbox: Running, python: tuple[str, ...], script: str) -> None:
    judge(by_address(sandbox, *python, str(CLIENTS / script)), *PYTHON[script])


@pytest.mark.parametrize("script", NODE)
def test_a_node_sdk_with_its_own_address(tmp_path: Path, node: tuple[Path, str], script: str) -> None:
    judge(by_run(tmp_path, node[1], str(node[0] / script)), *NODE[script])


@pytest.mark.parametrize("script", NODE)
def test_a_node_sdk_pointed_here(sandbox: Running, node: tuple[Path, str], script: str) -> None:
    judge(by_address(sandbox, node[1], str(node[0] / script)), *NODE[script])


LANGUAGES = {
    "java": ("java", "Client.java"),
    "php": ("php", "client.php"),
    "go": ("go", "run", "client.go"),
}
"""What each language brings itself: their SDKs' registries are not asked."""


def language(name: str) -> tuple[str, ...]:
    *argv, script = LANGUAGES[name]
    assert shutil.which(argv[0]) is not None, f"{argv[0]} is missing"
    return (*argv, str(CLIENTS / script))


@pytest.mark.parametrize("name", LANGUAGES)
def test_another_language_with_wechats_address(tmp_path: Path, name: str) -> None:
    judge(by_run(tmp_path, *language(name)), "token", "decrypted", "phone", "checksession")


@pytest.mark.parametrize("name", LANGUAGES)
def test_another_language_pointed_here(sandbox: Running, name: str) -> None:
    judge(by_address(sandbox, *language(name)), "token", "decrypted", "phone", "checksession")


def test_a_node_sdk_without_any_setting_reaches_the_sandbox(tmp_path: Path, node: tuple[Path, str]) -> None:
    """wx-js-utils writes `appId` where the documentation has `appid`, so all it can get is 41002: here, not there."""
    answer = by_run(tmp_path, node[1], str(node[0] / "client_wxjsutils.js"))
    assert answer["session"]["errcode"] == 41002
