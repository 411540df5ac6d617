"""`wxauth decrypt` as it is used: verdicts, masks, errors with the place, both languages, many lines."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.diagnose.payload.damage import APPID, KINDS, Case, case, text64
from wxauth_cli.core.secret import LIVE


def made(kind: str, seed: int = 1) -> Case:
    return case(kind, random.Random(f"{kind} {seed}"))


def bundle(of: Case, **changes: object) -> str:
    fields = {"encryptedData": of.data, "iv": of.iv, "session_key": of.key, "appid": APPID, **changes}
    return json.dumps({name: value for name, value in fields.items() if value is not None})


@pytest.mark.parametrize(
    ("lang", "heading", "reveal"),
    [
        ("zh", "解密成功：手机号（getPhoneNumber）", "加 --reveal"),
        ("en", "Decrypted: phone number (getPhoneNumber)", "--reveal shows"),
    ],
)
def test_a_phone_number_is_masked_until_revealed(cli: Cli, lang: str, heading: str, reveal: str) -> None:
    phone = made("phone")
    number = str(phone.plaintext["phoneNumber"])
    masked = cli("decrypt", "-", "--lang", lang, exit_code=0, stdin=bundle(phone))
    assert masked.stdout.splitlines()[0] == heading
    assert f"{number[:3]}****{number[-4:]}" in masked.stdout
    assert number not in masked.stdout
    assert reveal in masked.stdout
    assert masked.stderr == ""
    shown = cli("decrypt", "-", "--lang", lang, "--reveal", exit_code=0, stdin=bundle(phone))
    assert number in shown.stdout
    assert phone.key not in shown.stdout


def test_a_repair_is_a_verdict_with_the_plaintext(cli: Cli) -> None:
    user = made("userinfo")
    document = cli(
        "decrypt", "-", "--json", exit_code=10, stdin=bundle(user, encryptedData=user.data.replace("+", " "))
    ).json
    assert document["ok"] is False
    assert document["error"] is None
    assert document["data"]["plaintext"] == user.plaintext
    assert document["data"]["repairs"] == ["plus-became-space"]
    assert document["data"]["reason"] == "bad-base64"
    first = document["findings"][0]
    assert (first["id"], first["confidence"], first["step"]) == ("plus-became-space", "certain", 9)


def test_a_partial_text_hides_the_number(cli: Cli) -> None:
    phone = made("phone")
    number = str(phone.plaintext["phoneNumber"])
    cut = bundle(phone, encryptedData=phone.data[:100])
    document = cli("decrypt", "-", "--json", exit_code=10, stdin=cut).json
    assert document["data"]["plaintext"] is None
    assert document["data"]["partial"].startswith('{"phoneNumber":"')
    assert number not in json.dumps(document)
    assert number in cli("decrypt", "-", "--json", "--reveal", exit_code=10, stdin=cut).stdout


def test_the_fitting_key_of_several_is_named(cli: Cli) -> None:
    share = made("share")
    keys = [text64(bytes(16)), share.key, text64(bytes(range(16)))]
    document = cli("decrypt", "-", "--json", exit_code=0, stdin=bundle(share, session_key=None, session_keys=keys)).json
    assert document["data"]["key_index"] == 1
    assert document["data"]["repairs"] == []
    stale = cli(
        "decrypt", "-", "--json", exit_code=10, stdin=bundle(share, session_key=keys[0], session_keys=keys)
    ).json
    assert stale["data"]["key_index"] == 1
    assert stale["data"]["plaintext"] == share.plaintext
    assert (stale["findings"][0]["id"], stale["findings"][0]["confidence"]) == ("session-key-stale-relogin", "certain")
    options = [word for key in keys for word in ("--session-key", key)]
    assert cli("decrypt", "-", "--json", *options, exit_code=0, stdin=bundle(share)).json["data"]["key_index"] == 1


def test_the_watermark(cli: Cli) -> None:
    share = made("share")
    other = cli("decrypt", "-", "--json", "--appid", "wx0000000000000000", exit_code=10, stdin=bundle(share)).json
    assert other["findings"][0]["id"] == "watermark-other-app"
    assert other["data"]["plaintext"] == share.plaintext
    stale = cli("decrypt", "-", "--json", "--max-age", "60", exit_code=10, stdin=bundle(share)).json
    assert stale["findings"][0]["id"] == "watermark-stale"
    assert stale["data"]["watermark_age_s"] == 1_800_000_000 - share.plaintext["watermark"]["timestamp"]  # type: ignore[index]
    cli("decrypt", "-", "--json", "--max-age", "900000000", exit_code=0, stdin=bundle(share))


@pytest.mark.parametrize(
    ("stdin", "code", "en"),
    [
        ('{"iv": "x",}', "bundle-not-json", "wrong syntax at character 12"),
        ("[1]", "bundle-not-an-object", "this is a list"),
        ('{"iv": 7}', "bundle-wrong-type", "field iv should be text, and is a number"),
        ('{"a": 1}', "bundle-without-fields", "none of the fields"),
        ("", "input-empty", "empty"),
        ('{"iv": "AA==", "session_key": "x"}', "encrypted-data-missing", "no encryptedData"),
        ('{"iv": "AA==", "encryptedData": "eA=="}', "session-key-missing", "no session_key"),
    ],
)
def test_what_cannot_be_read_says_where(cli: Cli, stdin: str, code: str, en: str) -> None:
    result = cli("decrypt", "-", "--lang", "en", exit_code=3, stdin=stdin)
    assert f"[{code}]" in result.stderr
    assert en in result.stderr
    document = cli("decrypt", "-", "--json", "--lang", "zh", exit_code=3, stdin=stdin).json
    assert document["error"]["code"] == code
    assert document["error"]["hint"]


def test_an_absent_key_is_named(cli: Cli) -> None:
    for key in (None, "", "undefined", "null"):
        document = cli("decrypt", "-", "--json", exit_code=3, stdin=bundle(made("share"), session_key=key)).json
        assert document["findings"][0]["id"] == "session-key-absent"


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["-", "--session-key", "-"], "stdin-for-two"),
        (["-", "--jsonl", "x"], "jsonl-alone"),
        ([], "nothing-to-decrypt"),
    ],
)
def test_usage(cli: Cli, argv: list[str], code: str) -> None:
    assert cli("decrypt", *argv, "--json", exit_code=2).json["error"]["code"] == code


def lines_of(result: str) -> list[Any]:
    return [json.loads(line) for line in result.splitlines()]


def test_many_lines_in_order_and_past_bad_ones(cli: Cli, tmp_path: Path) -> None:
    cases = [made(KINDS[number % 4], number) for number in range(2_000)]
    lines = [bundle(one) for one in cases]
    lines[10] = "{broken"
    lines[1_500] = bundle(cases[1_500], session_key=text64(bytes(16)))
    path = tmp_path / "bundles.jsonl"
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    result = cli("decrypt", "--jsonl", str(path), "--reveal", "--lang", "en", exit_code=10)
    documents = lines_of(result.stdout)
    assert len(documents) == 2_000
    for number, (one, document) in enumerate(zip(cases, documents, strict=True)):
        if number == 10:
            assert document["error"]["code"] == "bundle-not-json"
        elif number == 1_500:
            assert document["findings"][0]["id"] == "session-key-stale-relogin"
        else:
            assert document["ok"] is True
            assert document["data"]["plaintext"] == one.plaintext
    assert "2000 lines: 1998 fine, 2 with a problem" in result.stderr


def test_the_short_way_says_the_same_as_the_long_way(cli: Cli) -> None:
    for number, kind in enumerate(KINDS * 3):
        text = bundle(made(kind, number))
        for extra in ((), ("--reveal",)):
            many = cli("decrypt", "--jsonl", "-", "--json", *extra, exit_code=0, stdin=text + "\r\n").json
            assert many == cli("decrypt", "-", "--json", *extra, exit_code=0, stdin=text).json


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text[:-1] + ', "iv": "x"}',
        lambda text: text[:-1] + ', "iv" : "x"}',
        lambda text: text.replace(APPID, "wx0000000000000000"),
        lambda text: text.replace('"iv"', '"\\u0069v"'),
    ],
)
def test_the_short_way_lets_nothing_pass_that_the_long_way_refuses(cli: Cli, harm: Any) -> None:
    text = harm(bundle(made("share")))
    one = json.loads(cli("decrypt", "-", "--json", exit_code=exit_of(cli, text), stdin=text).stdout)
    many = json.loads(cli("decrypt", "--jsonl", "-", "--json", exit_code=exit_of(cli, text), stdin=text).stdout)
    assert one == many


def exit_of(cli: Cli, text: str) -> int:
    if '"\\u0069v"' in text:
        return 0
    return 10 if "wx0000000000000000" in text else 3


def test_lines_leave_no_secret_behind(cli: Cli) -> None:
    before = LIVE.values()
    text = "\n".join(bundle(made("phone", number)) for number in range(50))
    result = cli("decrypt", "--jsonl", "-", exit_code=0, stdin=text)
    assert LIVE.values() == before
    for number in range(50):
        assert str(made("phone", number).plaintext["phoneNumber"]) not in result.stdout


def test_no_line_could_be_read(cli: Cli) -> None:
    result = cli("decrypt", "--jsonl", "-", exit_code=3, stdin="nonsense\n[]\n")
    assert [one["error"]["code"] for one in lines_of(result.stdout)] == ["bundle-not-json", "bundle-not-an-object"]
    assert cli("decrypt", "--jsonl", "-", "--json", exit_code=3, stdin="\n").json["error"]["code"] == "input-empty"
