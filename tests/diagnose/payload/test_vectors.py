"""The vectors of tests/vectors: official ones and made-up ones, sealed by another implementation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Cli
from wxauth_cli.core.bundle import bundle_of
from wxauth_cli.diagnose.payload.doctor import examine

VECTORS = Path(__file__).parents[2] / "vectors"
FILES = sorted(path for path in VECTORS.glob("*.json") if path.stem != "official-signature")


@pytest.mark.quick
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_vector(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    expect = content["expect"]
    found = examine(bundle_of(content["bundle"]), lang="zh", now=1_800_000_000.0)
    ids = [finding.id for finding in found.findings]
    assert found.ok is expect["ok"]
    assert found.plaintext == expect.get("plaintext")
    assert list(found.repairs) == expect.get("repairs", [])
    assert found.error_code == expect.get("error")
    if expect["ok"]:
        by_design = [one for one in ids if one != "userinfo-emptied"]
        assert by_design == ([expect["remark"]] if "remark" in expect else [])
    else:
        assert ids[:1] == ([expect["first"]] if expect["first"] else [])


@pytest.mark.parametrize("way", ["file", "stdin", "pasted", "nested", "flags", "jsonl", "openid"])
def test_the_official_sample_opens_every_way(cli: Cli, tmp_path: Path, way: str) -> None:
    content = json.loads((VECTORS / "official-userinfo.json").read_text(encoding="utf-8"))
    bundle, plaintext = content["bundle"], content["expect"]["plaintext"]
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    source = "bundle"
    if way == "file":
        result = cli("decrypt", str(path), "--json", exit_code=0)
    elif way == "stdin":
        result = cli("decrypt", "-", "--json", exit_code=0, stdin=json.dumps(bundle))
    elif way == "pasted":
        result = cli("decrypt", json.dumps(bundle), "--json", exit_code=0)
    elif way == "nested":
        event = {"type": "tap", "sessionKey": bundle.pop("session_key"), "detail": bundle}
        result = cli("decrypt", "-", "--json", exit_code=0, stdin=json.dumps(event))
    elif way == "flags":
        source = "option"
        result = cli(
            "decrypt",
            "--iv",
            bundle["iv"],
            "--encrypted-data",
            bundle["encryptedData"],
            "--session-key",
            "-",
            "--appid",
            bundle["appid"],
            "--json",
            exit_code=0,
            stdin=bundle["session_key"] + "\n",
        )
    elif way == "jsonl":
        result = cli("decrypt", "--jsonl", "-", exit_code=0, stdin=json.dumps(bundle) + "\n")
    else:
        source = "remembered"
        remember(cli, bundle["appid"], plaintext["openId"], bundle.pop("session_key"))
        path.write_text(json.dumps(bundle), encoding="utf-8")
        result = cli("decrypt", str(path), "--openid", plaintext["openId"], "--json", exit_code=0)
    document = result.json
    assert document["schema"] == "wxauth/1"
    assert document["data"]["plaintext"] == plaintext
    assert document["data"]["watermark"] == plaintext["watermark"]
    assert document["data"]["watermark_age_s"] == 1_800_000_000 - 1477314187
    assert document["data"]["key_source"] == source
    assert document["findings"] == []


def remember(cli: Cli, appid: str, openid: str, *keys: str) -> None:
    """Put session_keys into the store, the oldest first."""
    from wxauth_cli.actions.context import Paths
    from wxauth_cli.core.secret import Secret, SecretKind
    from wxauth_cli.stores import Stores

    stores = Stores(Paths.of(cli.env), cli.env, cli.clock, backend=cli.backend)
    for at, key in enumerate(keys):
        stores.sessions.put(appid, openid, Secret(key, SecretKind.SESSION_KEY), obtained_at=1_799_000_000.0 + at)


def test_an_older_remembered_key_is_named(cli: Cli) -> None:
    content = json.loads((VECTORS / "official-userinfo.json").read_text(encoding="utf-8"))["bundle"]
    openid = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
    remember(cli, content["appid"], openid, content.pop("session_key"), "AAECAwQFBgcICQoLDA0ODw==")
    document = cli("decrypt", "-", "--openid", openid, "--json", exit_code=0, stdin=json.dumps(content)).json
    assert document["data"]["key_index"] == 1
    assert document["data"]["key_source"] == "remembered"
    assert [(one["id"], one["confidence"]) for one in document["findings"]] == [
        ("session-key-stale-relogin", "certain")
    ]
