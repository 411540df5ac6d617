"""`wxauth signature` as it is used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Cli

KEY = "o0q0otL8aEzpcZL/FT9WsQ=="
BAND = json.loads((Path(__file__).parents[1] / "vectors" / "official-signature.json").read_text(encoding="utf-8"))


@pytest.mark.quick
def test_the_official_rawdata_signature(cli: Cli) -> None:
    document = cli("signature", "-", "--json", exit_code=0, stdin=json.dumps(BAND)).json
    assert document["data"]["valid"] is True
    assert (document["data"]["kind"], document["data"]["variant"]) == ("rawData", "exact")
    assert document["findings"] == []


@pytest.mark.parametrize(("lang", "heading"), [("zh", "签名不正确"), ("en", "The signature is wrong")])
def test_a_changed_rawdata_names_the_change(cli: Cli, lang: str, heading: str) -> None:
    spaced = json.dumps(json.loads(BAND["rawData"]))
    text = json.dumps({**BAND, "rawData": spaced})
    result = cli("signature", "-", "--lang", lang, exit_code=10, stdin=text)
    assert result.stdout.splitlines()[0] == heading
    document = cli("signature", "-", "--json", exit_code=10, stdin=text).json
    assert document["data"]["variant"] == "compact"
    finding = document["findings"][0]
    assert (finding["id"], finding["confidence"]) == ("rawdata-signature-mismatch", "certain")


def test_a_signature_that_fits_nothing(cli: Cli) -> None:
    text = json.dumps({**BAND, "signature": "fake_sign"})
    document = cli("signature", "-", "--json", exit_code=10, stdin=text).json
    assert document["data"]["variant"] is None
    assert document["findings"][0]["id"] == "rawdata-signature-mismatch"
    assert len(document["findings"][0]["evidence"]) == 2


def test_session_signatures(cli: Cli) -> None:
    get = "46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128"
    post = "654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b"
    cli("signature", "--signature", get, "--session-key", "-", exit_code=0, stdin=KEY + "\n")
    body = '{"foo":"bar"}'
    cli("signature", "--signature", post, "--body", body, "--session-key", KEY, exit_code=0)
    wrong = cli("signature", "--signature", post, "--session-key", KEY, "--json", exit_code=10).json
    assert (wrong["findings"][0]["id"], wrong["findings"][0]["confidence"]) == ("checksession-hmac", "likely")
    exchanged = cli("signature", "--signature", get, "--body", body, "--session-key", KEY, "--json", exit_code=10).json
    assert exchanged["data"]["variant"] == "message-empty"
    assert exchanged["findings"][0]["confidence"] == "certain"


def test_what_is_missing(cli: Cli) -> None:
    assert cli("signature", "--json", exit_code=2).json["error"]["code"] == "nothing-to-verify"
    missing = cli("signature", "-", "--json", exit_code=3, stdin='{"rawData": "x", "session_key": "k"}').json
    assert missing["error"]["code"] == "signature-missing"
    absent = cli("signature", "--signature", "0" * 64, "--json", exit_code=3).json
    assert absent["findings"][0]["id"] == "session-key-absent"
