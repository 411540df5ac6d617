"""HTTPS under WeChat's own names: the authority, the door, and `sandbox serve --tls`."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509

from tests.conftest import Cli
from wxauth_cli.sandbox.authority import DAY_S, KEPT_LIFE_S, LIFE_S, load_authority, make_authority, server_context
from wxauth_cli.sandbox.guard import WECHAT_HOSTS
from wxauth_cli.sandbox.server import Running, open_wechat_door, serve_in_thread

NOW = time.time()
"""Certificates are judged by the machine's clock, whatever the sandbox's says."""


@pytest.fixture
def running() -> Iterator[Running]:
    with serve_in_thread(seed=1) as sandbox:
        yield sandbox


def trusting(pem: bytes) -> ssl.SSLContext:
    context = ssl.create_default_context(cadata=pem.decode())
    if hasattr(ssl, "VERIFY_X509_STRICT"):
        context.verify_flags |= ssl.VERIFY_X509_STRICT
    return context


def get(port: int, context: ssl.SSLContext, name: str, *, host: str = "", path: str = "/cgi-bin/token") -> str:
    """Status line and body; the TLS name and the Host header may differ."""
    plain = socket.create_connection(("127.0.0.1", port), timeout=10)
    with plain, context.wrap_socket(plain, server_hostname=name) as tls:
        tls.sendall(f"GET {path} HTTP/1.1\r\nHost: {host or name}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while piece := tls.recv(65536):
            answer += piece
    return answer.decode()


@pytest.fixture
def door(running: Running) -> Iterator[tuple[int, ssl.SSLContext]]:
    authority = make_authority(NOW)
    port, close = open_wechat_door(running.front, tls=server_context(authority, NOW))
    yield port, trusting(authority.certificate_pem)
    close()


@pytest.mark.parametrize("name", [*WECHAT_HOSTS, "localhost", "127.0.0.1"])
def test_it_answers_as_wechat_to_who_trusts_its_ca(door: tuple[int, ssl.SSLContext], name: str) -> None:
    answer = get(*door, name)
    assert answer.startswith("HTTP/1.1 200 ")
    # A path of the other host is no path of WeCom's.
    assert f'"errcode":{40066 if name.startswith("qyapi") else 41002},' in answer


def test_nobody_else_trusts_it(door: tuple[int, ssl.SSLContext]) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        get(door[0], ssl.create_default_context(), "api.weixin.qq.com")


@pytest.mark.parametrize(
    "host", ["evil.example", "mp.weixin.qq.com", "api.weixin.qq.com.evil.example", "weixin.qq.com"]
)
def test_a_foreign_host_is_refused_at_this_door_too(door: tuple[int, ssl.SSLContext], host: str) -> None:
    assert get(*door, "api.weixin.qq.com", host=host).startswith("HTTP/1.1 403 ")


def test_the_plain_door_does_not_go_by_wechats_names(running: Running) -> None:
    from http.client import HTTPConnection

    connection = HTTPConnection(running.url.removeprefix("http://"), timeout=10)
    connection.request("GET", "/cgi-bin/token", headers={"Host": "api.weixin.qq.com"})
    assert connection.getresponse().status == 403
    connection.close()


def test_calls_count_as_https(running: Running, door: tuple[int, ssl.SSLContext]) -> None:
    running.control("app", appid=running.appid, require_https=True)
    path = f"/sns/jscode2session?appid={running.appid}"
    assert '"errcode":41004,' in get(*door, "api.weixin.qq.com", path=path)


def test_only_loopback_is_listened_on(running: Running) -> None:
    with pytest.raises(ValueError, match="loopback"):
        open_wechat_door(running.front, tls=None, host="0.0.0.0")


def test_the_authority_is_good_for_these_names_only_and_for_a_short_time() -> None:
    certificate = make_authority(NOW).certificate
    extension = certificate.extensions.get_extension_for_class(x509.NameConstraints)
    assert extension.critical
    names = {str(subtree.value) for subtree in extension.value.permitted_subtrees or ()}
    assert names == {*WECHAT_HOSTS, "localhost", "127.0.0.1/32", "::1/128"}
    assert certificate.not_valid_after_utc.timestamp() == pytest.approx(NOW + LIFE_S, abs=1)
    assert certificate.not_valid_before_utc.timestamp() == pytest.approx(NOW - DAY_S, abs=1)


def test_a_certificate_for_another_name_is_not_believed(running: Running) -> None:
    """What a thief of the CA's key could make: a certificate for a bank, signed by it."""
    import wxauth_cli.sandbox.authority as module

    authority = make_authority(NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "WECHAT_HOSTS", ("bank.example",))
        port, close = open_wechat_door(running.front, tls=server_context(authority, NOW))
    try:
        with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
            get(port, trusting(authority.certificate_pem), "bank.example")
    finally:
        close()


def test_every_authority_has_a_key_and_a_name_of_its_own() -> None:
    first, second = make_authority(NOW), make_authority(NOW)
    assert first.name != second.name
    assert first.certificate_pem != second.certificate_pem
    with pytest.raises(ValueError, match="belong together"):
        load_authority(first.certificate_pem, second.key_pem)


def test_no_key_in_clear_touches_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[bytes] = []
    load = ssl.SSLContext.load_cert_chain

    def spy(self: ssl.SSLContext, certfile: str, *args: object, **kwargs: object) -> None:
        assert Path(certfile).stat().st_mode & 0o777 == 0o600
        seen.append(Path(certfile).read_bytes())
        load(self, certfile, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", spy)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    server_context(make_authority(NOW), NOW)
    assert len(seen) == 1
    assert seen[0].count(b"PRIVATE KEY-----") == 2
    assert b"-----BEGIN ENCRYPTED PRIVATE KEY-----" in seen[0]
    assert list(tmp_path.glob("wxauth-*")) == []


@contextlib.contextmanager
def serving(home: Path, *options: str, lang: str = "en") -> Iterator[subprocess.Popen[str]]:
    env = {
        **os.environ,
        "WXAUTH_HOME": str(home),
        "WXAUTH_LANG": lang,
        "COLUMNS": "100",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "wxauth_cli", "sandbox", "serve", "--tls", "--tls-port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=env,
    )
    guard = threading.Timer(60, process.kill)
    guard.start()
    try:
        yield process
    finally:
        guard.cancel()
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout is not None
    data: dict[str, object] = json.loads(process.stdout.readline())["data"]
    return data


def test_serve_tls_hands_out_a_certificate_and_takes_it_away_again(tmp_path: Path) -> None:
    with serving(tmp_path, "--json") as process:
        data = first_line(process)
        file = Path(str(data["ca_file"]))
        assert data["hosts"] == list(WECHAT_HOSTS)
        assert file.stat().st_mode & 0o777 == 0o600
        port = int(str(data["tls_url"]).rpartition(":")[2])
        context = trusting(file.read_bytes())
        bundle = Path(str(data["ca_bundle"])).read_bytes()
        assert bundle.endswith(file.read_bytes())
        assert bundle.count(b"-----BEGIN CERTIFICATE-----") > 50
        assert '"errcode":41004,' in get(port, context, "qyapi.weixin.qq.com", path="/cgi-bin/gettoken")
        assert not [path for path in tmp_path.rglob("*") if path.is_file() and b"PRIVATE KEY" in path.read_bytes()]
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert not list(file.parent.iterdir())


def test_a_kept_ca_stays_the_same_until_it_ends(tmp_path: Path) -> None:
    kept = tmp_path / "ca"
    notices = []
    pems = []
    for _ in range(2):
        with serving(tmp_path, "--json", "--ca-dir", str(kept)) as process:
            file = Path(str(first_line(process)["ca_file"]))
            pems.append(file.read_bytes())
            process.send_signal(signal.SIGTERM)
            notices.append(process.communicate(timeout=30)[1])
    assert pems[0] == pems[1]
    assert notices == [f"A new CA was made in {kept}; it has to be installed in the trust store (again).\n", ""]
    assert {path.name: path.stat().st_mode & 0o777 for path in kept.iterdir()} == {
        "wxauth-sandbox-ca.crt": 0o600,
        "wxauth-sandbox-ca.key": 0o600,
    }


def test_a_kept_ca_that_ends_or_is_damaged_is_made_anew(cli: Cli, tmp_path: Path) -> None:
    from wxauth_cli.actions.context import Context, Paths, Streams
    from wxauth_cli.actions.sandbox_ca import ca_for

    said: list[str] = []
    stream = open(os.devnull, "r+")  # noqa: SIM115
    run = Context("zh", cli.clock, {}, Streams(stream, stream, stream), Paths.of(cli.env), notify=said.append)
    folder = str(tmp_path / "ca")
    first = ca_for(run, folder, NOW)
    assert ca_for(run, folder, NOW + KEPT_LIFE_S - 2 * DAY_S).certificate_pem == first.certificate_pem
    second = ca_for(run, folder, NOW + KEPT_LIFE_S - DAY_S)
    assert second.certificate_pem != first.certificate_pem
    (tmp_path / "ca" / "wxauth-sandbox-ca.key").write_text("nonsense")
    assert ca_for(run, folder, NOW + KEPT_LIFE_S).certificate_pem != second.certificate_pem
    stream.close()
    assert [sentence[:3] for sentence in said] == ["在 /"] * 3


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("1. 在 hosts 文件里加一行", "2. 让系统信任证书", "3. 试一下", "4. 用完后", "端口不是 443")),
        ("en", ("1. Add a line", "2. Have the system trust", "3. Try it", "4. Undo", "is not 443")),
    ],
)
def test_it_says_what_to_do_and_how_to_undo_it(tmp_path: Path, lang: str, words: tuple[str, ...]) -> None:
    with serving(tmp_path, lang=lang) as process:
        time.sleep(0.1)
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "Ctrl-C" in line:
                break
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=30)
    text = "".join(lines)
    assert (process.returncode, rest, errors) == (0, "", "")
    for word in words:
        assert word in text
    file = str(tmp_path / "state" / "sandbox" / "wxauth-sandbox-ca.crt")
    bundle = str(tmp_path / "state" / "sandbox" / "wxauth-sandbox-ca-bundle.pem")
    entry = f"127.0.0.1 {' '.join(WECHAT_HOSTS)} # wxauth sandbox"
    port = re.search(r"https://127\.0\.0\.1:(\d+)", text)
    assert port is not None
    # A command is never broken, however narrow the terminal, so that it can be copied.
    for system, command in (
        ("Linux, macOS", f"echo '{entry}' | sudo tee -a /etc/hosts"),
        ("Windows", f'Add-Content "$env:windir\\System32\\drivers\\etc\\hosts" "{entry}"'),
        (
            "Debian, Ubuntu",
            f"sudo install -m 644 '{file}' /usr/local/share/ca-certificates/wxauth-sandbox-ca.crt "
            "&& sudo update-ca-certificates",
        ),
        ("Windows", f'certutil -addstore -f Root "{file}"'),
        ("Node", f"NODE_EXTRA_CA_CERTS='{file}'"),
        ("Python", f"REQUESTS_CA_BUNDLE='{bundle}' SSL_CERT_FILE='{bundle}'"),
        (
            "Java",
            f"sudo keytool -importcert -noprompt -cacerts -storepass changeit -alias wxauth-sandbox -file '{file}'",
        ),
        ("Go", f"SSL_CERT_FILE='{bundle}'"),
        ("Linux, macOS", "sudo sed -i.bak '/# wxauth sandbox$/d' /etc/hosts"),
    ):
        assert f"\n{system:<14}  {command}\n" in text
    assert f"\ncurl 'https://api.weixin.qq.com:{port[1]}/cgi-bin/token'\n" in text
    assert re.search(r'certutil -delstore Root "wxauth sandbox CA [0-9a-f]{8}"\n', text)


def test_a_quote_in_a_path_does_not_end_the_word(tmp_path: Path) -> None:
    from wxauth_cli.knowledge.texts import Texts
    from wxauth_cli.render.trust import Door, instructions

    door = Door("https://127.0.0.1:443", WECHAT_HOSTS, "/home/o'neil/ca.crt", "/home/o'neil/b.pem", "CA", "2026-01-01")
    commands = "\n".join(getattr(block, "text", "") for block in instructions(door, Texts("en")))
    assert "install -m 644 '/home/o'\\''neil/ca.crt' " in commands
    assert "\ncurl 'https://api.weixin.qq.com/cgi-bin/token'" in commands


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_taken_port_is_said(cli: Cli, running: Running, lang: str) -> None:
    port = running.url.rpartition(":")[2]
    result = cli("sandbox", "serve", "--tls", "--tls-port", port, "--lang", lang, exit_code=5)
    assert result.stdout == ""
    assert "[tls-port-in-use]" in result.stderr
    assert "wxauth sandbox run -- " in result.stderr
    assert not (cli.home / "state" / "sandbox" / "sandbox.json").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_port_without_the_rights_is_said(cli: Cli, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    bind = socket.socket.bind

    def guarded(self: socket.socket, address: tuple[str, int]) -> None:
        if address[1] == 443:
            raise PermissionError(13, "Permission denied")
        bind(self, address)

    monkeypatch.setattr(socket.socket, "bind", guarded)
    result = cli("sandbox", "serve", "--tls", "--lang", lang, exit_code=5)
    assert "[tls-port-needs-rights]" in result.stderr
    assert "net.ipv4.ip_unprivileged_port_start=443" in result.stderr
