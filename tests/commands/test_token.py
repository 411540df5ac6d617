"""`wxauth token`: inspect never claims to verify, verify says why not, issue mints what a backend must refuse."""

from __future__ import annotations

import http.server
import json
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import NOW, Cli
from wxauth_cli.core import base64url
from wxauth_cli.core.jwt_sign import generate_key, sign
from wxauth_cli.core.secret import LIVE

SECRET = b"k7Qv-0pXw_3mZr8LsT1yBn5cHd9fGa2e-synthetic-secret"
CLAIMS: dict[str, Any] = {
    "iss": "https://api.example.com",
    "sub": "u-20017",
    "aud": "mini",
    "iat": int(NOW) - 10,
    "exp": int(NOW) + 7200,
    "jti": "b1946ac9",
}


def token(header: dict[str, Any] | None = None, **claims: Any) -> str:
    body = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not ...}
    return sign({"alg": "HS256", "typ": "JWT", **(header or {})}, body, "HS256", SECRET)


GOOD = token()
HOSTILE = token({"kid": "a\x1b[31m"}, nick="\x1b]0;owned\x07\u202e\u200b[bold]x[/oops] {y} \x9b2J", phone="13800138000")


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local times are those of a zone with an odd offset, so that UTC cannot pass for it."""
    monkeypatch.setenv("TZ", "TEST-05:45")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    path = tmp_path / "jwt.key"
    path.write_bytes(SECRET)
    return str(path)


def ids(document: Any) -> list[str]:
    return [finding["id"] for finding in document["findings"]]


# --- inspect ---

PASTED = [
    GOOD,
    f"{GOOD}\n",
    f"  {GOOD}\r\n",
    f"Bearer {GOOD}",
    f"Authorization: Bearer {GOOD}",
    f'"{GOOD}"',
    f"'Bearer {GOOD}',",
    f'"token": "{GOOD}",',
    quote(f"Bearer {GOOD}"),
    GOOD.replace(".", "%2E"),
    f"{GOOD[:60]}\n{GOOD[60:120]}\n{GOOD[120:]}",
    f"{GOOD}=",
    f"{GOOD}\\n",
    f"\ufeff{GOOD}",
    f"curl -H 'Authorization: Bearer {GOOD}' https://api.example.com/me",
    f'{{"code":0,"data":{{"token":"{GOOD}"}}}}',
]


@pytest.mark.quick
@pytest.mark.parametrize("text", PASTED)
def test_inspect_takes_what_people_paste(cli: Cli, text: str) -> None:
    for argv, stdin in ((("-",), text), ((text,), ""), ((), text)):
        document = cli("token", "inspect", *argv, "--json", exit_code=0, stdin=stdin).json
        data = document["data"]
        assert (document["ok"], data["kind"], data["verified"]) == (True, "jwt", False)
        assert data["claims"] == CLAIMS
        assert data["header"] == {"alg": "HS256", "typ": "JWT"}
        assert bool(data["stripped"]) is (text != GOOD)
        assert set(ids(document)) <= {"not-a-jwt"}
        LIVE.clear()


@pytest.mark.quick
@pytest.mark.parametrize(("lang", "heading"), [("en", "NOT VERIFIED"), ("zh", "未验证")])
def test_inspect_is_headed_not_verified_and_never_shows_the_signature(cli: Cli, lang: str, heading: str) -> None:
    for flags in ((), ("--reveal",), ("-v",)):
        result = cli("token", "inspect", "-", "--lang", lang, *flags, exit_code=0, stdin=GOOD)
        assert result.stdout.startswith(heading)
        assert result.stderr == ""
        assert "u-20017" in result.stdout
        assert GOOD.rpartition(".")[2][:8] not in result.stdout


def test_times_are_local_and_relative(cli: Cli) -> None:
    text = token(exp=int(NOW) - 3 * 86_400, iat=int(NOW) - 4 * 86_400, nbf=int(NOW) * 1000)
    times = cli("token", "inspect", "-", "--json", exit_code=0, stdin=text).json["data"]["times"]
    assert times["exp"]["from_now_s"] == -3 * 86_400
    assert times["nbf"] == {**times["nbf"], "unit": "ms", "unix_s": int(NOW), "from_now_s": 0}
    assert times["exp"]["local"].endswith("+0545")
    assert times["exp"]["utc"].endswith("Z")
    assert "3 d ago" in cli("token", "inspect", "-", exit_code=0, stdin=text).stdout
    assert re.search("3 天 ?前", cli("token", "inspect", "-", "--lang", "zh", exit_code=0, stdin=text).stdout)


@pytest.mark.parametrize("value", [10**13, 10**18, -1, 1e300, 253_402_300_800, "9" * 30])
def test_strange_times_do_not_break_it(cli: Cli, value: object) -> None:
    for flags in ((), ("--json",)):
        assert cli("token", "inspect", "-", *flags, exit_code=0, stdin=token(exp=value)).stderr == ""


@pytest.mark.quick
@pytest.mark.parametrize(("fail_on", "code"), [("critical", 0), ("error", 10), ("warning", 10), ("never", 0)])
def test_inspect_ends_with_10_only_if_asked_to(cli: Cli, fail_on: str, code: int) -> None:
    bad = token(exp=...)
    assert cli("token", "inspect", "-", "--json", exit_code=0, stdin=bad).json["ok"] is True
    document = cli("token", "inspect", "-", "--json", "--fail-on", fail_on, exit_code=code, stdin=bad).json
    assert document["ok"] is (code == 0)
    assert "exp-missing" in ids(document)
    assert document["error"] is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tiihtNczf5v6AKRyjwEUhQ==", "session_key"),
        ("81_" + "aB3-_" * 27, "access_token"),
        ("043CKLll2n47v94491pl2nVIsi3CKLlr", "login_code"),
        ("6543e63a-01aaaaaa-1bbbbbbb", "rid"),
        ("0123456789abcdef0123456789abcdef", "opaque"),
        ("wx0123456789abcdef", "appid"),
    ],
)
def test_other_values_are_named_and_not_shown(cli: Cli, text: str, kind: str) -> None:
    document = cli("token", "inspect", "-", "--json", exit_code=0, stdin=text).json
    assert (document["data"]["kind"], ids(document)) == (kind, ["not-a-jwt"])
    for lang in ("zh", "en"):
        assert text not in cli("token", "inspect", "-", "--lang", lang, exit_code=0, stdin=text).stdout


@pytest.mark.quick
@pytest.mark.parametrize("stdin", ["", " \n", "\ufeff"])
def test_no_input(cli: Cli, stdin: str) -> None:
    document = cli("token", "inspect", "-", "--json", exit_code=3, stdin=stdin.encode()).json
    assert document["error"]["code"] == "input-empty"
    assert cli("token", "inspect", "", exit_code=3).stdout == ""


def test_utf_16_from_a_pipe_is_read(cli: Cli) -> None:
    assert cli("token", "inspect", "--json", exit_code=0, stdin=GOOD.encode("utf-16")).json["data"]["kind"] == "jwt"


def test_at_a_terminal_it_shows_the_cached_access_token(cli: Cli) -> None:
    result = cli("token", "inspect", "--lang", "zh", exit_code=0, tty=True)
    assert "没有缓存" in result.stdout
    assert "access-token show" in result.stdout


@pytest.mark.quick
@pytest.mark.parametrize("flags", [(), ("--lang", "zh"), ("--json",), ("--reveal",)])
def test_hostile_claims_reach_no_terminal(cli: Cli, flags: tuple[str, ...]) -> None:
    result = cli("token", "inspect", "-", *flags, exit_code=0, stdin=HOSTILE, tty=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e]", result.stdout + result.stderr)
    assert "[bold]x[/oops] {y}" in result.stdout


def test_secrets_and_phone_numbers_in_claims_are_masked(cli: Cli) -> None:
    key, access = "tiihtNczf5v6AKRyjwEUhQ==", "81_" + "aB3-_" * 27
    claims = {"session_key": key, "u": [{"phoneNumber": "13800138000", "m": key}], "x": access, "mobile": 13912345678}
    for flags in ((), ("--json",)):
        shown = cli("token", "inspect", "-", *flags, exit_code=0, stdin=token(**claims)).stdout
        for secret in (key, access, "13800138000", "13912345678"):
            assert secret[:8] not in shown
        assert "138****8000" in shown
    data = cli("token", "inspect", "-", "--json", "--reveal", exit_code=0, stdin=token(**claims)).json["data"]
    assert data["claims"]["session_key"] == key
    assert data["claims"]["u"][0]["phoneNumber"] == "13800138000"


# --- verify ---


@pytest.mark.quick
@pytest.mark.parametrize("text", [GOOD, f"Bearer {GOOD}\n", f'"{GOOD}"', f"  {GOOD}"])
def test_verify(cli: Cli, key_file: str, text: str) -> None:
    document = cli(
        "token", "verify", "-", "--key-file", key_file, "--alg", "HS256", "--json", exit_code=0, stdin=text
    ).json
    data = document["data"]
    assert (document["ok"], data["signature_valid"], data["alg"], data["secret_form"]) == (True, True, "HS256", "raw")
    assert (data["claims"], document["findings"]) == (CLAIMS, [])


@pytest.mark.quick
@pytest.mark.parametrize("text", [f"{GOOD}=", f"{GOOD[:50]}\n{GOOD[50:]}", GOOD.replace(".", "%2E"), f"{GOOD} x"])
def test_verify_mends_nothing_inside(cli: Cli, key_file: str, text: str) -> None:
    document = cli(
        "token", "verify", "-", "--key-file", key_file, "--alg", "HS256", "--json", exit_code=10, stdin=text
    ).json
    assert (document["ok"], document["data"]["signature_valid"]) == (False, None)
    assert "format" in ids(document)


@pytest.mark.quick
@pytest.mark.parametrize(
    ("text", "options", "first", "valid"),
    [
        (token(sub="x")[:-4] + "AAAA", (), "signature-mismatch", False),
        (token(exp=int(NOW) - 5400), (), "token-has-expired", True),
        (token(nbf=int(NOW) + 30), (), "nbf-iat", True),
        (token(iat=int(NOW) + 90), (), "clock-skew", True),
        (GOOD, ("--aud", "other"), "aud", True),
        (GOOD, ("--iss", "other"), "iss", True),
        (token({"alg": "none"}), (), "alg-none", False),
    ],
)
def test_verify_says_which_check_failed(
    cli: Cli, key_file: str, text: str, options: tuple[str, ...], first: str, valid: bool
) -> None:
    argv = ("token", "verify", "-", "--key-file", key_file, "--alg", "HS256", *options)
    document = cli(*argv, "--json", exit_code=10, stdin=text).json
    assert document["data"]["signature_valid"] is valid
    assert first in ids(document)
    for lang, head in (("zh", "不通过"), ("en", "REFUSED")):
        result = cli(*argv, "--lang", lang, exit_code=10, stdin=text)
        assert result.stdout.startswith(head)
        assert document["data"]["claims"]["iss"] in result.stdout


def test_how_long_ago_it_expired(cli: Cli, key_file: str) -> None:
    argv = ("token", "verify", "-", "--key-file", key_file, "--alg", "HS256")
    text = token(exp=int(NOW) - 3 * 3600)
    assert "3 h ago" in cli(*argv, exit_code=10, stdin=text).stdout
    assert "已经过去 3 小时" in cli(*argv, "--lang", "zh", exit_code=10, stdin=text).stdout
    cli(*argv, "--leeway", "20000", exit_code=0, stdin=text)


def test_the_algorithm_is_never_the_tokens_choice(cli: Cli, key_file: str, tmp_path: Path) -> None:
    result = cli("token", "verify", "-", "--key-file", key_file, "--json", exit_code=2, stdin=GOOD).json
    assert result["error"]["code"] == "algorithm-needed"
    document = cli(
        "token", "verify", "-", "--key-file", key_file, "--alg", "HS512", "--json", exit_code=10, stdin=GOOD
    ).json
    assert ids(document) == ["alg-key-mismatch"]
    _, pem = generate_key("RS256")
    public = tmp_path / "rsa.pem"
    public.write_text(pem)
    document = cli("token", "verify", "-", "--key-file", str(public), "--json", exit_code=10, stdin=GOOD).json
    assert ids(document) == ["alg-key-mismatch"]


@pytest.mark.parametrize("alg", ["RS256", "PS384", "ES256", "ES512", "EdDSA"])
def test_a_pem_pins_by_its_kind(cli: Cli, tmp_path: Path, alg: str) -> None:
    key, pem = generate_key(alg)
    path = tmp_path / "key.pem"
    path.write_text(pem)
    text = sign({"alg": alg, "typ": "JWT"}, CLAIMS, alg, key)
    document = cli("token", "verify", "-", "--key-file", str(path), "--json", exit_code=0, stdin=text).json
    assert (document["data"]["signature_valid"], document["data"]["alg"]) == (True, alg)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (SECRET + b"\n", "raw-without-newline"),
        (b'"' + SECRET + b'"\n', "raw-without-quotes"),
        (base64url.encode(SECRET).encode(), "base64"),
        (SECRET.hex().encode() + b"\n", "hex"),
    ],
)
def test_a_secret_in_another_form_is_named(cli: Cli, tmp_path: Path, content: bytes, form: str) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    document = cli(
        "token", "verify", "-", "--key-file", str(path), "--alg", "HS256", "--json", exit_code=10, stdin=GOOD
    ).json
    assert (document["data"]["signature_valid"], document["data"]["secret_form"]) == (False, form)
    assert [(f["id"], f["confidence"]) for f in document["findings"]] == [("base64-secret-mismatch", "certain")]
    assert SECRET.decode()[:8] not in json.dumps(document)


def test_the_key_from_the_environment_and_errors_of_keys(cli: Cli, key_file: str, tmp_path: Path) -> None:
    env = {"JWT_SECRET": SECRET.decode()}
    argv = ("token", "verify", "-", "--alg", "HS256", "--json")
    cli(*argv, "--key-env", "JWT_SECRET", exit_code=0, stdin=GOOD, env=env)
    broken, empty = tmp_path / "broken.pem", tmp_path / "empty"
    broken.write_text("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
    empty.write_bytes(b"")
    for options, code, word in (
        (("--key-env", "NOT_SET"), 2, "no-such-variable"),
        (("--key-file", key_file, "--key-env", "JWT_SECRET"), 2, "one-key-source"),
        (("--key-file", "-"), 2, "stdin-twice"),
        ((), 2, "no-terminal"),
        (("--key-file", str(broken)), 3, "bad-key"),
        (("--key-file", str(empty)), 3, "key-empty"),
        (("--key-file", str(tmp_path / "none")), 3, "file-not-found"),
        (("--key-file", key_file, "--leeway", "-1"), 2, "bad-leeway"),
    ):
        document = cli(*argv, *options, exit_code=code, stdin=GOOD).json
        assert (document["error"]["code"], document["ok"]) == (word, False)
        assert document["error"]["hint"]
    document = cli(
        "token", "verify", "-", "--key-file", key_file, "--alg", "hs256", "--json", exit_code=2, stdin=GOOD
    ).json
    assert document["error"]["code"] == "bad-algorithm"


class Jwks(http.server.BaseHTTPRequestHandler):
    """Serves one key set, and errors on other paths."""

    body = b""
    seen: list[str]

    def do_GET(self) -> None:
        type(self).seen.append(self.path)
        self.send_response(200 if self.path == "/jwks" else 404)
        self.end_headers()
        self.wfile.write(self.body if self.path == "/jwks" else b"{}")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def jwks() -> Iterator[tuple[str, type[Jwks]]]:
    handler = type("Handler", (Jwks,), {"seen": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_jwks_of_ones_own_is_fetched_and_the_tokens_addresses_are_not(cli: Cli, jwks: tuple[str, type[Jwks]]) -> None:
    url, handler = jwks
    key, _ = generate_key("ES256")
    numbers = key.public_key().public_numbers()  # type: ignore[union-attr, unused-ignore]
    jwk = {
        "kty": "EC",
        "crv": "P-256",
        "kid": "1",
        "x": base64url.encode(numbers.x.to_bytes(32, "big")),
        "y": base64url.encode(numbers.y.to_bytes(32, "big")),
    }
    handler.body = json.dumps({"keys": [jwk]}).encode()
    header = {"alg": "ES256", "typ": "JWT", "kid": "1", "jku": f"{url}/jku", "x5u": f"{url}/x5u"}
    text = sign(header, CLAIMS, "ES256", key)
    argv = ("token", "verify", "-", "--json", "--fail-on", "critical", "--jwks-url")
    document = cli(*argv, f"{url}/jwks", exit_code=0, stdin=text).json
    assert document["data"]["signature_valid"] is True
    cli("token", "inspect", "-", exit_code=0, stdin=text)
    assert handler.seen == ["/jwks"]
    assert cli(*argv, f"{url}/other", exit_code=5, stdin=text).json["error"]["code"] == "jwks-unreachable"
    handler.body = b"secret"
    assert cli(*argv, f"{url}/jwks", exit_code=3, stdin=text).json["error"]["code"] == "bad-key"


@pytest.mark.parametrize(
    "url",
    ["http://example.com/jwks", "ftp://127.0.0.1/", "file:///etc/passwd", "https://u:p@example.com/", "x", "http://["],
)
def test_other_addresses_are_refused_unasked(cli: Cli, url: str) -> None:
    document = cli("token", "verify", "-", "--jwks-url", url, "--json", exit_code=2, stdin=GOOD).json
    assert document["error"]["code"] == "bad-jwks-url"


# --- issue ---


def issued(cli: Cli, *options: str) -> dict[str, Any]:
    data: dict[str, Any] = cli("token", "issue", *options, "--json", exit_code=0).json["data"]
    return data


@pytest.mark.quick
@pytest.mark.parametrize(
    ("options", "code", "first"),
    [
        ((), 0, None),
        (("--expired",), 10, "token-has-expired"),
        (("--tampered",), 10, "signature-mismatch"),
        (("--alg", "HS512"), 10, "alg-key-mismatch"),
        (("--claim", "exp=null"), 10, "exp-type"),
        (("--claim", "sub=42"), 10, "integer-sub"),
    ],
)
def test_what_is_issued_is_judged_as_meant(
    cli: Cli, key_file: str, options: tuple[str, ...], code: int, first: str | None
) -> None:
    result = cli("token", "issue", "--key-file", key_file, *options, exit_code=0)
    assert re.fullmatch(r"[\w-]+\.[\w-]+\.[\w-]+\n", result.stdout)
    assert result.stderr == ""
    argv = ("token", "verify", "-", "--key-file", key_file, "--alg", "HS256", "--json")
    document = cli(*argv, exit_code=code, stdin=result.stdout).json
    assert ids(document)[:1] == ([first] if first else [])


@pytest.mark.parametrize("alg", ["HS384", "RS256", "PS512", "ES384", "EdDSA"])
def test_a_throw_away_key_is_printed_and_verifies(cli: Cli, tmp_path: Path, alg: str) -> None:
    result = cli("token", "issue", "--alg", alg, "--json", exit_code=0)
    data = result.json["data"]
    assert data["key"].strip() in result.stderr
    path = tmp_path / "key"
    path.write_text(data["key"])
    text = data["token"]
    assert cli("token", "verify", "-", "--key-file", str(path), "--alg", alg, "--json", exit_code=0, stdin=text).json[
        "ok"
    ]


def test_claims_ttl_and_kid(cli: Cli, key_file: str) -> None:
    data = issued(
        cli, "--key-file", key_file, "--sub", "7", "--ttl", "60", "--kid", "k1",
        "--claim", "level=3", "--claim", "tags=[1,2]", "--claim", "name=张三", "--claim", "note=a=b",
    )  # fmt: skip
    claims = data["claims"]
    assert (claims["sub"], claims["exp"] - claims["iat"], claims["iat"]) == ("7", 60, int(NOW))
    assert (claims["level"], claims["tags"], claims["name"], claims["note"]) == (3, [1, 2], "张三", "a=b")
    assert (data["header"]["kid"], data["key"]) == ("k1", None)


def test_none_has_an_empty_signature(cli: Cli) -> None:
    data = issued(cli, "--alg", "none")
    assert data["token"].endswith(".")
    assert data["key"] is None


def test_issue_refuses_what_does_not_go_together(cli: Cli, key_file: str, tmp_path: Path) -> None:
    for options, code, word in (
        (("--ttl", "0"), 2, "bad-ttl"),
        (("--alg", "HS257"), 2, "bad-algorithm"),
        (("--claim", "x"), 2, "bad-claim"),
        (("--alg", "none", "--key-file", key_file), 2, "key-with-none"),
        (("--alg", "RS256", "--key-file", key_file), 3, "key-does-not-sign"),
        (("--key-env", "NOT_SET"), 2, "no-such-variable"),
    ):
        assert cli("token", "issue", *options, "--json", exit_code=code).json["error"]["code"] == word


# --- words that belong to access-token ---


@pytest.mark.quick
@pytest.mark.parametrize("verb", ["get", "show", "clear"])
def test_token_get_points_to_access_token(cli: Cli, verb: str) -> None:
    for lang in ("zh", "en"):
        result = cli("token", verb, "--lang", lang, exit_code=2)
        assert f"wxauth access-token {verb}" in result.stderr
        assert result.stdout == ""
    assert cli("token", verb, "--json", exit_code=2).json["error"]["code"] == "moved"
