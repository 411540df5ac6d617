"""What a support person would be sent of a record: error answers, payloads, tokens. All values are synthetic."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from wxauth_cli.core.bundle import Bundle
from wxauth_cli.core.model import OutcomeKind

if TYPE_CHECKING:
    from wxauth_cli.lab.scenarios import Record


def evidence_files(record: Record) -> dict[str, str | dict[str, object]]:
    """File name -> text, or the JSON object that it holds: `error-1.json`, `bundle-1.json`, `token-1.txt` …"""
    case = record.case("en")
    files: dict[str, str | dict[str, object]] = {}
    refused = [item for item in record.flow.exchanges if item.outcome.kind is OutcomeKind.WECHAT]
    for number, exchange in enumerate(refused, 1):
        files[f"error-{number}.json"] = json.loads(exchange.response.body) if exchange.response is not None else {}
    for number, seen in enumerate(case.bundles, 1):
        files[f"bundle-{number}.json"] = _fields(seen.bundle, case.keys)
    for number, token in enumerate(case.tokens, 1):
        files[f"token-{number}.txt"] = token
    return files


def _fields(bundle: Bundle, keys: tuple[str, ...]) -> dict[str, object]:
    """The payload as it arrived, with the key that was used for it and the keys that WeChat had given."""
    found: dict[str, object] = {
        "encryptedData": bundle.encrypted_data,
        "iv": bundle.iv,
        "rawData": bundle.raw_data,
        "signature": bundle.signature,
        "cloudID": bundle.cloud_id,
        "session_key": bundle.session_key,
        "session_keys": list(keys),
    }
    return {name: value for name, value in found.items() if value}
