"""Payloads as people paste them: what surrounds the base64 is taken off, and only with the right key."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest

from tests.conftest import Cli
from wxauth_cli.core.crypto import seal

KEY, OTHER, IV = bytes(range(16)), bytes(range(1, 17)), bytes(range(32, 48))
PLAIN = json.dumps(
    {"phoneNumber": "13800000002", "watermark": {"timestamp": 1795140849, "appid": "wxa3c94e0b7d21f685"}},
    separators=(",", ":"),
).encode()
DATA = b64encode(seal(PLAIN, KEY, IV)).decode()
FORMS = {
    "full-width": DATA.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "+/="}),
    "zero-width": "\u200b" + DATA,
    "trailing-comma": DATA + ",",
    "chinese-semicolon": DATA + "；",
}
ENTITIES = {
    "html-entities": DATA.replace("+", "&#43;").replace("=", "&#61;"),
    "hex-entities": DATA.replace("/", "&#x2F;"),
    "named-entities": DATA.replace("+", "&plus;").replace("/", "&sol;"),
}


def bundle(data: str, key: bytes) -> str:
    return json.dumps({"encryptedData": data, "iv": b64encode(IV).decode(), "session_key": b64encode(key).decode()})


@pytest.mark.parametrize("form", FORMS)
def test_what_was_pasted_along_is_taken_off(cli: Cli, form: str) -> None:
    result = cli("decrypt", "-", "--json", "--reveal", stdin=bundle(FORMS[form], KEY), exit_code=0)
    assert "13800000002" in result.stdout
    assert {item["id"] for item in result.json["findings"]} <= {"base64-wrapped"}


@pytest.mark.parametrize("form", ENTITIES)
def test_html_entities_are_damage_that_is_undone_and_named(cli: Cli, form: str) -> None:
    assert ENTITIES[form] != DATA
    result = cli("decrypt", "-", "--json", "--reveal", stdin=bundle(ENTITIES[form], KEY), exit_code=10)
    assert "13800000002" in result.stdout
    assert result.json["data"]["repairs"] == ["still-percent-encoded"]
    assert "HTML" in result.json["findings"][0]["evidence"][0]["what"]


@pytest.mark.parametrize("form", FORMS)
def test_with_another_key_nothing_is_claimed(cli: Cli, form: str) -> None:
    result = cli("decrypt", "-", "--json", stdin=bundle(FORMS[form], OTHER), exit_code=10)
    assert result.json["ok"] is False
    assert "session-key-stale-relogin" in {item["id"] for item in result.json["findings"]}


@pytest.mark.parametrize(
    ("damaged", "slug"),
    [
        (DATA[:20] + " " + DATA[21:70] + " " + DATA[71:], "plus-became-space"),
        (DATA.replace("=", "%3D") + "%3D", "still-percent-encoded"),
        (DATA[:60] + "...", "ciphertext-truncated"),
    ],
)
def test_damage_that_can_be_seen_is_named_without_a_key(cli: Cli, damaged: str, slug: str) -> None:
    event = json.dumps({"encryptedData": damaged, "iv": b64encode(IV).decode()})
    result = cli("diagnose", "-", "--json", stdin=event, exit_code=10)
    assert [(item["id"], item["confidence"]) for item in result.json["findings"]] == [(slug, "likely")]


def test_a_wrapped_payload_whose_line_ends_became_blanks_is_no_fault(cli: Cli) -> None:
    wrapped = " ".join(DATA[place : place + 32] for place in range(0, len(DATA), 32))
    event = json.dumps({"encryptedData": wrapped, "iv": b64encode(IV).decode()})
    assert cli("diagnose", "-", "--json", stdin=event, exit_code=0).json["findings"] == []
