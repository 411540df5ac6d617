"""Which code went where, as a phone's capture alone shows it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Cli

LOGIN_CODE = "0c2NUkDRkyKomZMhDOw1LUkptvVNUkD6"
PHONE_CODE = "ebd1bb3056c8c7eae2c25a2ff9a88cf344597c06e4da01fe83af15c9d365dd6f"


def found(cli: Cli, folder: Path, path: str, code: str) -> dict[str, str]:
    """Findings of one refused request -> their confidence, the first first."""
    headers = [{"name": "Referer", "value": "https://servicewechat.com/wx1111111111111111/1/page-frame.html"}]
    answer = {"code": 40029, "msg": "invalid code, rid: 6b01cb22-47efc0a8-6b4f1aad"}
    entry = {
        "startedDateTime": "2026-11-21T16:51:14.000Z",
        "time": 20,
        "request": {
            "method": "POST",
            "url": f"https://shop.example{path}",
            "headers": headers,
            "postData": {"mimeType": "application/json", "text": json.dumps({"code": code})},
        },
        "response": {
            "status": 502,
            "headers": [],
            "content": {"mimeType": "application/json", "text": json.dumps(answer)},
        },
    }
    file = folder / "phone.har"
    file.write_text(json.dumps({"log": {"entries": [entry]}}), encoding="utf-8")
    document = json.loads(cli("diagnose", str(file), "--json", exit_code=10).stdout)
    return {finding["id"]: finding["confidence"] for finding in document["findings"]}


@pytest.mark.parametrize(("path", "code"), [("/api/login", PHONE_CODE), ("/api/phone", LOGIN_CODE)])
def test_the_wrong_kind_of_code_is_likely(cli: Cli, tmp_path: Path, path: str, code: str) -> None:
    assert next(iter(found(cli, tmp_path, path, code).items())) == ("code-kind-swapped", "likely")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/login", LOGIN_CODE),
        ("/api/phone", PHONE_CODE),
        ("/auth/phoneLogin", PHONE_CODE),
        ("/api/phone/login", LOGIN_CODE),
    ],
)
def test_a_code_that_may_belong_there_is_not_called_swapped(cli: Cli, tmp_path: Path, path: str, code: str) -> None:
    assert found(cli, tmp_path, path, code).get("code-kind-swapped") in (None, "possible")
