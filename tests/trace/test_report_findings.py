"""A report judges payloads and tokens of a capture as `diagnose` does, each fault once; a healthy one has none."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.trace import make_captures as made
from tests.trace.failing import capture
from tests.trace.make_captures import CODE2SESSION, HOST, LOGIN, ME, Call, call
from wxauth_cli.core.crypto import seal

OWN_KEY = base64.b64decode(made.SESSION_KEY)
IV = bytes(range(16))


def segment(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).rstrip(b"=").decode()


CLAIMS = {"sub": "u1", "iat": int(made.BEGIN), "exp": int(made.BEGIN) + 7200}
UNSIGNED = f"{segment({'alg': 'none', 'typ': 'JWT'})}.{segment(CLAIMS)}."
UNSIGNED_LOGIN = call(0, 180, "POST", f"{HOST}/api/login", {"code": made.CODE}, 200, {"data": {"token": UNSIGNED}})


def handed_over(key: bytes, status: int, *, damaged: bool = False) -> Call:
    """The phone number, sealed with `key`; damaged: as a form that was not percent-encoded arrives."""
    watermark = {"timestamp": int(made.BEGIN), "appid": made.APPID}
    plain = {"purePhoneNumber": made.PHONE, "phoneNumber": made.PHONE, "countryCode": "86", "watermark": watermark}
    sealed = base64.b64encode(seal(json.dumps(plain).encode(), key, IV)).decode()
    assert "+" in sealed
    body = {"encryptedData": sealed.replace("+", " ") if damaged else sealed, "iv": base64.b64encode(IV).decode()}
    token = {"Authorization": f"Bearer {made.TOKEN}"}
    return call(4, 30, "POST", f"{HOST}/api/phone", body, status, {"msg": "x"}, **token)


CASES = {
    "healthy": ((LOGIN, CODE2SESSION, ME, handed_over(OWN_KEY, 200)), None),
    "unsigned-token": ((UNSIGNED_LOGIN, CODE2SESSION), ("alg-none", "certain")),
    "damaged-payload": (
        (LOGIN, CODE2SESSION, handed_over(OWN_KEY, 500, damaged=True)),
        ("plus-became-space", "certain"),
    ),
    "payload-of-an-older-key": (
        (LOGIN, CODE2SESSION, handed_over(b"another key 1234", 500)),
        ("session-key-stale-relogin", "likely"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_payloads_and_tokens_are_judged(cli: Cli, tmp_path: Path, name: str) -> None:
    calls, expected = CASES[name]
    path = tmp_path / "a.har"
    path.write_text(capture(calls), encoding="utf-8")
    written = cli("trace", "report", str(path), "-o", str(tmp_path / "a.html"), "--json", exit_code=0)
    found = [(finding["id"], finding["confidence"]) for finding in written.json["findings"]]
    assert (found[0] if found else None) == expected
    assert len({slug for slug, _ in found}) == len(found)
    told = cli("diagnose", str(path), "--json", exit_code=10 if expected else 0)
    assert [(finding["id"], finding["confidence"]) for finding in told.json["findings"]] == found
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert all(slug in page for slug, _ in found)
    for secret in (made.SESSION_KEY, made.PHONE, UNSIGNED):
        assert secret not in page
