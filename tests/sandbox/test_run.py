"""`sandbox run -- CMD`: what the command finds, what comes back, and what it must not see."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12

from tests.conftest import Cli
from wxauth_cli.actions.sandbox_environment import Reach, child_environment, trusted_before, write_files
from wxauth_cli.cli.invocation import language
from wxauth_cli.sandbox.authority import make_authority
from wxauth_cli.sandbox.guard import WECHAT_HOSTS

OWN = {
    "WXAUTH_SECRET": "5f3c9a7e1b8d42609e7c5a3f1d8b6042",
    "WXAUTH_ACCESS_TOKEN": "93_ownTokenOfProduction" + "x" * 80,
    "WXAUTH_SANDBOX_TOKEN": "own-control-token",
    "WXAUTH_PROFILE": "production",
    "WXAUTH_APPID": "wx1111111111111111",
    "WXAUTH_API_BASE": "https://api.weixin.qq.com",
}
PYTHON_CLIENT = """
import json, os, sys, urllib.request
def get(url):
    try:
        return urllib.request.urlopen(url, timeout=20).read().decode()
    except OSError as exc:
        return str(exc)
query = "?appid=" + os.environ["WXAUTH_APPID"]
print(json.dumps([get("https://" + host + "/sns/jscode2session" + query) for host in sys.argv[1:]]))
"""


def wxauth(home: Path, *argv: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wxauth_cli", "sandbox", "run", *argv],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(home, env),
        timeout=120,
        check=False,
    )


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, "WXAUTH_HOME": str(home), "WXAUTH_LANG": "en", **(more or {})}


def reach(folder: Path) -> Reach:
    files = {name: folder / name for name in ("ca", "bundle", "java_store", "php_folder", "node_preload")}
    return Reach("wx1", "s", "http://127.0.0.1:1", "http://127.0.0.1:1/_c", "t", 2, "http://127.0.0.1:3", **files)


def test_a_python_client_with_fixed_addresses_reaches_the_sandbox_and_nothing_else(tmp_path: Path) -> None:
    done = wxauth(tmp_path, "--", sys.executable, "-c", PYTHON_CLIENT, *WECHAT_HOSTS, "example.com", env=OWN)
    assert done.returncode == 0, done.stderr
    *answers, refused = json.loads(done.stdout)
    # The AppSecret is missing: the appid was known, so it was the sandbox's. WeCom's host has no such path.
    assert [json.loads(answer)["errcode"] for answer in answers] == [41004] * 5 + [40066]
    assert "403" in refused
    ready, said = done.stderr.splitlines()
    assert ready.startswith("The sandbox at http://127.0.0.1:")
    assert said == "The proxy refused example.com:443 (times: 1): only HTTPS to WeChat's API passes."


def test_nothing_of_ones_own_reaches_the_command_and_all_is_cleared_away(tmp_path: Path) -> None:
    code = "import json, os; print(json.dumps(dict(os.environ)))"
    done = wxauth(tmp_path, "--", sys.executable, "-c", code, env=OWN)
    seen = json.loads(done.stdout)
    ours = {name for name in seen if name.startswith("WXAUTH_") and not name.startswith("WXAUTH_TEST_")}
    assert ours == {
        *("WXAUTH_HOME", "WXAUTH_LANG", "WXAUTH_APPID", "WXAUTH_SECRET", "WXAUTH_API_BASE"),
        *("WXAUTH_SANDBOX_URL", "WXAUTH_SANDBOX_TOKEN", "WXAUTH_SANDBOX_TLS_PORT"),
    }
    for name, value in OWN.items():
        assert value not in done.stdout + done.stderr, name
    assert not Path(seen["SSL_CERT_FILE"]).parent.exists()
    assert [path for path in tmp_path.rglob("*.json") if "sandbox" in path.parts] == []


def test_the_profile_of_the_sandbox_is_there_while_the_command_runs(tmp_path: Path) -> None:
    done = wxauth(tmp_path, "--", sys.executable, "-m", "wxauth_cli", "sandbox", "login", "--json")
    assert len(json.loads(done.stdout)["data"]["code"]) == 32


@pytest.mark.parametrize(("code", "expected"), [("0", 0), ("7", 7), ("255", 255)])
def test_the_exit_code_is_passed_on(tmp_path: Path, code: str, expected: int) -> None:
    assert wxauth(tmp_path, "--", sys.executable, "-c", f"raise SystemExit({code})").returncode == expected


def test_an_end_by_signal_is_128_and_its_number(tmp_path: Path) -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert wxauth(tmp_path, "--", sys.executable, "-c", code).returncode == 128 + signal.SIGKILL


def test_with_json_stdout_is_the_document_alone(tmp_path: Path) -> None:
    code = "import sys; print('from the command'); sys.exit(3)"
    done = wxauth(tmp_path, "--json", "--", sys.executable, "-c", code)
    document = json.loads(done.stdout)
    assert (document["command"], document["ok"], document["error"]) == ("sandbox run", False, None)
    assert {name: document["data"][name] for name in ("exit_code", "calls", "refused")} == {
        "exit_code": 3,
        "calls": 0,
        "refused": {},
    }
    assert done.returncode == 3
    assert "from the command\n" in done.stderr


def test_input_goes_to_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wxauth_cli", "sandbox", "run", "--", "cat"],
        input="through\n",
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=60,
        check=True,
    )
    assert done.stdout == "through\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_reaches_the_command_which_decides(tmp_path: Path, number: signal.Signals) -> None:
    code = (
        "import signal, sys, time\n"
        f"signal.signal({int(number)}, lambda *_: sys.exit(42))\n"
        "print('ready', flush=True)\ntime.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "wxauth_cli", "sandbox", "run", "--", sys.executable, "-c", code],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 42
    assert "Traceback" not in errors
    assert not list((tmp_path / "state" / "sandbox").iterdir())


def test_ctrl_c_at_a_terminal_reaches_the_command_once(tmp_path: Path) -> None:
    code = (
        "import signal, sys, time\n"
        "seen = []\n"
        "signal.signal(signal.SIGINT, lambda *_: seen.append(1))\n"
        "print('begin', flush=True)\n"
        "while not seen: time.sleep(0.05)\n"
        "time.sleep(0.5)\nprint(f'seen {len(seen)}', flush=True)"
    )
    at_terminal = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
    argv = [sys.executable, "-m", "wxauth_cli", "sandbox", "run", "--", sys.executable, "-c", code]
    process = subprocess.Popen(
        [sys.executable, "-c", at_terminal, *argv],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(tmp_path),
    )
    guard = threading.Timer(60, process.kill)
    guard.start()
    assert process.stdin is not None
    assert process.stdout is not None
    text = b""
    while not text.endswith(b"begin"):
        piece = process.stdout.read(1)
        assert piece, text
        text += piece
    process.stdin.write(b"\x03")
    process.stdin.flush()
    rest = process.stdout.read()
    process.communicate()
    guard.cancel()
    assert b"seen 1" in rest
    assert process.returncode == 0


@pytest.mark.parametrize(("lang", "words"), [("zh", "找不到命令 no-such-thing"), ("en", "no command no-such-thing")])
def test_a_command_that_is_not_there(cli: Cli, lang: str, words: str) -> None:
    result = cli("sandbox", "run", "--lang", lang, "--", "no-such-thing", exit_code=2)
    assert result.stdout == ""
    assert words in result.stderr
    assert "[command-not-found]" in result.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_command_that_cannot_start(cli: Cli, tmp_path: Path, lang: str) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF nonsense")
    broken.chmod(0o700)
    result = cli("sandbox", "run", "--lang", lang, "--", str(broken), exit_code=2)
    assert "[command-not-started]" in result.stderr
    assert str(broken) in result.stderr
    assert not list((cli.home / "state" / "sandbox").iterdir())


def test_options_behind_the_dashes_are_the_commands(cli: Cli) -> None:
    result = cli("sandbox", "run", "--", "no-such-thing", "--lang", "zh", "--json", exit_code=2)
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert language(("sandbox", "--lang", "zh"), {}) == "zh"


def test_the_environment_keeps_what_was_set_and_adds_ours(tmp_path: Path) -> None:
    env = {"NODE_OPTIONS": "--enable-source-maps", "JAVA_TOOL_OPTIONS": "-Xmx64m", "PHP_INI_SCAN_DIR": "/etc/php"}
    child = child_environment(env, reach(tmp_path), WECHAT_HOSTS)
    assert child["NODE_OPTIONS"] == f'--enable-source-maps --require "{tmp_path}/node_preload"'
    assert child["JAVA_TOOL_OPTIONS"].startswith("-Xmx64m -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=3 ")
    assert child["PHP_INI_SCAN_DIR"] == f"/etc/php{os.pathsep}{tmp_path}/php_folder"
    alone = child_environment({}, reach(tmp_path), WECHAT_HOSTS)
    assert alone["NODE_OPTIONS"].startswith("--require ")
    assert alone["PHP_INI_SCAN_DIR"].startswith(os.pathsep)


def test_a_path_with_blanks_and_quotes_is_one_word_for_node(tmp_path: Path) -> None:
    odd = tmp_path / 'a "b" \\c'
    child = child_environment({}, reach(odd), WECHAT_HOSTS)
    assert child["NODE_OPTIONS"] == f'--require "{tmp_path}/a \\"b\\" \\\\c/node_preload"'


@pytest.mark.parametrize(
    ("no_proxy", "kept"),
    [
        ("", []),
        ("*", []),
        ("weixin.qq.com", []),
        (".qq.com, db.internal", ["db.internal"]),
        ("api.weixin.qq.com:443,10.0.0.0/8", ["10.0.0.0/8"]),
        ("*.weixin.qq.com", []),
        ("COM", []),
        ("localhost,xqq.com", ["xqq.com"]),
    ],
)
def test_no_proxy_cannot_lead_past_the_sandbox(tmp_path: Path, no_proxy: str, kept: list[str]) -> None:
    env = {"no_proxy": no_proxy, "ALL_PROXY": "http://proxy.example:1", "http_proxy": "http://proxy.example:1"}
    child = child_environment(env, reach(tmp_path), WECHAT_HOSTS)
    assert child["NO_PROXY"] == child["no_proxy"] == ",".join(["localhost", "127.0.0.1", "::1", *kept])
    assert "proxy.example" not in str(child)


def test_the_files_hold_the_former_cas_and_ours(tmp_path: Path) -> None:
    former, extra, ours = (make_authority(time.time()).certificate_pem for _ in range(3))
    (tmp_path / "former.pem").write_bytes(former + b"-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n")
    (tmp_path / "extra.pem").write_bytes(extra)
    env = {"SSL_CERT_FILE": str(tmp_path / "former.pem"), "NODE_EXTRA_CA_CERTS": str(tmp_path / "extra.pem")}
    folder = tmp_path / "files"
    folder.mkdir()
    paths = write_files(folder, ours, env)
    assert former in paths["bundle"].read_bytes()
    assert paths["bundle"].read_bytes().endswith(ours)
    assert paths["ca"].read_bytes() == extra + ours
    store = pkcs12.load_pkcs12(paths["java_store"].read_bytes(), b"changeit")
    assert len(store.additional_certs) == 2
    assert f'curl.cainfo = "{paths["bundle"]}"' in (paths["php_folder"] / "wxauth.ini").read_text()
    assert "PRIVATE" not in "".join(path.read_text("latin-1") for path in folder.rglob("*") if path.is_file())


def test_without_a_bundle_named_the_systems_or_certifis_is_taken(tmp_path: Path) -> None:
    assert trusted_before({}).count(b"-----BEGIN CERTIFICATE-----") > 50
    assert trusted_before({"SSL_CERT_FILE": str(tmp_path / "none")}) == trusted_before({})


NODE_CLIENT = """
const net = require("net"), tls = require("tls"), https = require("https");
const url = "https://api.weixin.qq.com/sns/jscode2session?appid=" + process.env.WXAUTH_APPID;
const tries = {
  fetch: async () => (await fetch(url)).text(),
  https: () => new Promise((done, failed) => https.get(url, (response) => {
    let text = ""; response.on("data", (piece) => text += piece); response.on("end", () => done(text));
  }).on("error", failed)),
  tls: () => new Promise((done, failed) => {
    const socket = tls.connect(443, "hk.api.weixin.qq.com", { servername: "hk.api.weixin.qq.com" });
    socket.on("secureConnect", () => { socket.end(); done("connected " + socket.authorized); }).on("error", failed);
  }),
  plain: () => new Promise((done) => new net.Socket().connect(80, "api.weixin.qq.com", done)),
  own: () => new Promise((done, failed) => {
    const server = net.createServer((socket) => socket.end()).listen(0, "127.0.0.1", () => {
      new net.Socket().connect(server.address().port, "127.0.0.1", () => { server.close(); done("own"); });
    });
  }),
};
(async () => {
  const answers = {};
  for (const [name, call] of Object.entries(tries)) {
    try { answers[name] = await call(); } catch (error) { answers[name] = "refused: " + error.message; }
  }
  console.log(JSON.stringify(answers));
})();
"""


@pytest.mark.registry
def test_nodes_own_clients_reach_the_sandbox(tmp_path: Path) -> None:
    node = shutil.which("node")
    assert node is not None, "nodejs is missing"
    done = wxauth(tmp_path, "--", node, "-e", NODE_CLIENT)
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert json.loads(answers["fetch"])["errcode"] == json.loads(answers["https"])["errcode"] == 41004
    assert answers["tls"] == "connected true"
    assert answers["plain"].startswith("refused: wxauth sandbox run: api.weixin.qq.com:80 ")
    assert answers["own"] == "own"
