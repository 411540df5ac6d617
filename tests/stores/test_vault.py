"""Items and their index: healing, rebuilding, room, and one writer at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NOW, FakeClock
from tests.stores.conftest import Open
from wxauth_cli.core.errors import StoreError
from wxauth_cli.core.secret import Secret
from wxauth_cli.stores import CachedToken, MemoryBackend, Stores
from wxauth_cli.stores.vault import SLOTS

APPID = "wxa1b2c3d4e5f60718"
INDEX = Path("wx") / "state" / "index.json"


def remember(stores: Stores, *openids: str) -> None:
    for openid in openids:
        stores.sessions.put(APPID, openid, Secret(f"key-of-{openid}"))


def remembered(stores: Stores) -> dict[str, str]:
    return {
        item.openid: stores.sessions.keys(item.appid, item.openid)[0].session_key.reveal()
        for item in stores.sessions.list()
        if stores.sessions.keys(item.appid, item.openid)
    }


def token(appid: str = APPID, base: str = "https://api.weixin.qq.com", value: str = "t" * 150) -> CachedToken:
    return CachedToken(appid, base, Secret(value), "stable", NOW, NOW + 7200)


DAMAGE = {
    "empty": b"",
    "cut": b'{"version":1,"items":{"0":{"kind":"ses',
    "binary": bytes(range(256)),
    "not-an-object": b"[]",
    "no-version": b'{"items":{}}',
    "version-0": b'{"version":0,"items":{}}',
    "version-true": b'{"version":true,"items":{}}',
    "version-text": b'{"version":"1","items":{}}',
    "nan": b'{"version":1,"items":{"0":{"kind":"session","key":["a"],"meta":{"at":NaN}}}}',
    "no-items": b'{"version":1}',
    "items-list": b'{"version":1,"items":[]}',
    "slot-too-high": b'{"version":1,"items":{"999":{"kind":"session","key":[],"meta":{}}}}',
    "slot-negative": b'{"version":1,"items":{"-1":{"kind":"session","key":[],"meta":{}}}}',
    "entry-null": b'{"version":1,"items":{"0":null}}',
    "key-numbers": b'{"version":1,"items":{"0":{"kind":"session","key":[1],"meta":{}}}}',
    "deep": b"[" * 100_000,
    "huge": b" " * (2 * 1024 * 1024),
    "utf-16": '{"version":1,"items":{}}'.encode("utf-16"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_index_is_set_aside_and_made_anew(
    open_stores: Open, tmp_path: Path, warnings_said: list[str], damage: str
) -> None:
    remember(open_stores(), "one", "two")
    (tmp_path / INDEX).write_bytes(DAMAGE[damage])
    assert remembered(open_stores()) == {"one": "key-of-one", "two": "key-of-two"}
    assert warnings_said == ["set-aside"]
    broken = list((tmp_path / "wx" / "state").glob("index.json.broken-*"))
    assert [path.stat().st_mode & 0o777 for path in broken] == [0o600]
    assert remembered(open_stores()) == {"one": "key-of-one", "two": "key-of-two"}
    assert warnings_said == ["set-aside"]


def test_index_of_a_later_version_is_not_touched(open_stores: Open, tmp_path: Path) -> None:
    remember(open_stores(), "one")
    (tmp_path / INDEX).write_text('{"version":2,"items":"unknown"}')
    for action in (lambda stores: remember(stores, "two"), remembered):
        with pytest.raises(StoreError) as caught:
            action(open_stores())
        assert caught.value.code == "store-newer"
        assert caught.value.params["path"] == str(tmp_path / INDEX)
    assert (tmp_path / INDEX).read_text() == '{"version":2,"items":"unknown"}'


def test_index_that_was_deleted_is_made_anew_before_writing(open_stores: Open, tmp_path: Path) -> None:
    remember(open_stores(), "one")
    (tmp_path / INDEX).unlink()
    remember(open_stores(), "two")
    assert remembered(open_stores()) == {"one": "key-of-one", "two": "key-of-two"}


def test_entry_without_item_is_dropped(open_stores: Open, backend: MemoryBackend) -> None:
    remember(open_stores(), "one", "two")
    del backend.items["item-000"]
    stores = open_stores()
    assert stores.sessions.keys(APPID, "one") == ()
    assert [item.openid for item in open_stores().sessions.list()] == ["two"]


def test_item_that_is_another_one_than_the_index_says(open_stores: Open, backend: MemoryBackend) -> None:
    remember(open_stores(), "one", "two")
    backend.items["item-000"], backend.items["item-001"] = backend.items["item-001"], backend.items["item-000"]
    assert open_stores().sessions.keys(APPID, "one") == ()
    assert open_stores().sessions.keys(APPID, "two")[0].session_key.reveal() == "key-of-two"


@pytest.mark.parametrize("garbage", ["", "x", "[]", "null", '{"k":1}', '{"k":"session","f":[1],"m":{},"v":{}}'])
def test_item_that_is_none_of_ours(open_stores: Open, backend: MemoryBackend, garbage: str) -> None:
    remember(open_stores(), "one", "two")
    backend.items["item-000"] = garbage
    assert remembered(open_stores()) == {"two": "key-of-two"}
    assert "item-000" not in backend.items


def test_process_that_died_between_index_and_item(open_stores: Open, tmp_path: Path) -> None:
    remember(open_stores(), "one")
    document = json.loads((tmp_path / INDEX).read_text())
    document["items"]["1"] = {"kind": "session", "key": [APPID, "two"], "meta": {"keys": 1, "at": NOW}}
    (tmp_path / INDEX).write_text(json.dumps(document))
    assert open_stores().sessions.keys(APPID, "two") == ()
    remember(open_stores(), "two")
    assert remembered(open_stores()) == {"one": "key-of-one", "two": "key-of-two"}


def test_write_that_fails_leaves_no_entry(open_stores: Open, tmp_path: Path) -> None:
    class Fails(MemoryBackend):
        def set(self, name: str, value: str) -> None:
            raise StoreError("keyring-failed", operation="set", reason="X")

    remember(open_stores(), "one")
    with pytest.raises(StoreError):
        remember(open_stores(keyring=Fails()), "two")
    assert [item.openid for item in open_stores().sessions.list()] == ["one"]


def test_when_all_slots_are_taken_the_oldest_session_goes(open_stores: Open, clock: FakeClock) -> None:
    stores = open_stores()
    stores.profiles.add("dev", APPID, Secret("s" * 32))
    for number in range(SLOTS + 5):
        clock.time += 1
        remember(stores, f"user{number}")
    assert len(stores.sessions.list()) == SLOTS - 1
    assert stores.sessions.keys(APPID, "user0") == ()
    assert stores.sessions.keys(APPID, f"user{SLOTS + 4}") != ()
    assert stores.profiles.secret(stores.profiles.get("dev")).reveal() == "s" * 32


def test_last_three_keys_newest_first(stores: Stores, clock: FakeClock) -> None:
    for number in range(5):
        clock.time += 10
        stores.sessions.put(APPID, "one", Secret(f"key{number}"))
    keys = stores.sessions.keys(APPID, "one")
    assert [key.session_key.reveal() for key in keys] == ["key4", "key3", "key2"]
    assert [key.obtained_at for key in keys] == [NOW + 50, NOW + 40, NOW + 30]
    assert stores.sessions.list()[0].keys == 3


def test_key_that_came_again_is_kept_once(stores: Stores, clock: FakeClock) -> None:
    for name in ("a-key", "b-key", "a-key"):
        clock.time += 10
        stores.sessions.put(APPID, "one", Secret(name), unionid="union")
    assert [key.session_key.reveal() for key in stores.sessions.keys(APPID, "one")] == ["a-key", "b-key"]
    assert stores.sessions.list()[0].unionid == "union"


def test_sessions_of_two_apps_are_apart(stores: Stores) -> None:
    remember(stores, "one")
    stores.sessions.put("wx0000000000000000", "one", Secret("other-key"))
    assert stores.sessions.forget(APPID, "one") is True
    assert stores.sessions.forget(APPID, "one") is False
    assert [item.appid for item in stores.sessions.list()] == ["wx0000000000000000"]


def test_every_item_fits_the_smallest_keyring(stores: Stores, backend: MemoryBackend) -> None:
    for number in range(4):
        stores.sessions.put(APPID, "o" * 32, Secret(f"{number}" * 24), unionid="u" * 32)
    stores.tokens.put(token(value="t" * 900))
    stores.profiles.add("n" * 40, APPID, Secret("s" * 64))
    assert max(len(value) for value in backend.items.values()) < 1280


def test_tokens_are_apart_by_app_and_address(stores: Stores) -> None:
    stores.tokens.put(token())
    assert stores.tokens.get(APPID, "http://127.0.0.1:1") is None
    assert stores.tokens.get("wx0000000000000000", "https://api.weixin.qq.com") is None
    found = stores.tokens.get(APPID, "https://api.weixin.qq.com")
    assert found == token()


def test_only_the_dead_token_is_dropped(stores: Stores) -> None:
    base = "https://api.weixin.qq.com"
    stores.tokens.put(token())
    assert stores.tokens.drop(APPID, base, Secret("u" * 150)) is False
    assert stores.tokens.get(APPID, base) is not None
    assert stores.tokens.drop(APPID, base, Secret("t" * 150)) is True
    assert stores.tokens.drop(APPID, base, Secret("t" * 150)) is False


def test_expired_token_leaves_the_keyring(open_stores: Open, backend: MemoryBackend, clock: FakeClock) -> None:
    open_stores().tokens.put(token())
    clock.time += 7201
    assert open_stores().tokens.get(APPID, "https://api.weixin.qq.com") is None
    assert backend.items == {}


def test_phone_answer_is_kept_ten_minutes(open_stores: Open, backend: MemoryBackend, clock: FakeClock) -> None:
    open_stores().phones.put("code", {"purePhoneNumber": "13800000000"})
    clock.time += 599
    assert open_stores().phones.get("code") == ({"purePhoneNumber": "13800000000"}, NOW)
    assert open_stores().phones.get("other") is None
    clock.time += 1
    assert open_stores().phones.get("code") is None
    assert backend.items == {}


def test_code_that_was_sent_is_known_again_and_not_readable(
    open_stores: Open, tmp_path: Path, clock: FakeClock
) -> None:
    code = "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P"
    assert open_stores().codes.sent_at(code) is None
    open_stores().codes.record(code)
    clock.time += 60
    assert open_stores().codes.sent_at(code) == NOW
    assert open_stores().codes.sent_at(code + "x") is None
    for path in (tmp_path / "wx").rglob("*"):
        assert path.is_dir() or code[:8].encode() not in path.read_bytes()


def test_code_of_which_nothing_went_out(open_stores: Open) -> None:
    for code in ("one", "two"):
        open_stores().codes.record(code)
    open_stores().codes.forget("one")
    open_stores().codes.forget("three")
    assert open_stores().codes.sent_at("one") is None
    assert open_stores().codes.sent_at("two") == NOW


def test_codes_are_forgotten_after_a_week(open_stores: Open, clock: FakeClock) -> None:
    open_stores().codes.record("old")
    clock.time += 8 * 86400
    open_stores().codes.record("new")
    assert open_stores().codes.sent_at("old") is None


@pytest.mark.parametrize("name", ["codes.json", "cooldowns.json"])
def test_other_damaged_files_are_made_anew(
    open_stores: Open, tmp_path: Path, warnings_said: list[str], name: str
) -> None:
    from wxauth_cli.stores import Cooldown

    def use(stores: Stores) -> None:
        stores.codes.record("code")
        stores.tokens.cool_down(APPID, Cooldown(45009, "quota", NOW + 60))

    use(open_stores())
    (tmp_path / "wx" / "state" / name).write_text('{"version":1,"sent":{"a":"b"},"apps":{"a":"b"}}')
    use(open_stores())
    assert warnings_said == ["set-aside"]
    assert open_stores().codes.sent_at("code") == NOW
    assert open_stores().tokens.cooldown(APPID) == Cooldown(45009, "quota", NOW + 60)


def test_cooldown_ends(open_stores: Open, clock: FakeClock) -> None:
    from wxauth_cli.stores import Cooldown

    open_stores().tokens.cool_down(APPID, Cooldown(45009, "quota", NOW + 60))
    clock.time += 59
    assert open_stores().tokens.cooldown(APPID) is not None
    clock.time += 1
    assert open_stores().tokens.cooldown(APPID) is None
    open_stores().tokens.cool_down(APPID, Cooldown(45009, "quota", NOW + 600))
    assert open_stores().tokens.lift_cooldown(APPID) is True
    assert open_stores().tokens.lift_cooldown(APPID) is False


def test_probe_leaves_nothing(stores: Stores, backend: MemoryBackend) -> None:
    assert stores.probe().kind == "memory"
    assert backend.items == {}


HOLD = """
import sys
from pathlib import Path
from wxauth_cli.stores.lock import Lock
with Lock(Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_lock_that_is_held_names_its_holder_and_reading_goes_on(open_stores: Open, tmp_path: Path) -> None:
    stores = open_stores()
    remember(stores, "one")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "wx" / "state" / "store.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert remembered(open_stores()) == {"one": "key-of-one"}
        waiting = open_stores()
        waiting.lock.wait_s = 0.2
        with pytest.raises(StoreError) as caught:
            remember(waiting, "two")
        assert caught.value.code == "lock-timeout"
        assert caught.value.params["pid"] == str(holder.pid)
        holder.kill()
    remember(waiting, "two")
    assert set(remembered(open_stores())) == {"one", "two"}


def test_purge_finds_what_no_index_names(open_stores: Open, backend: MemoryBackend, tmp_path: Path) -> None:
    stores = open_stores()
    remember(stores, "one")
    stores.tokens.put(token())
    stores.profiles.add("dev", APPID, Secret("s" * 32))
    stores.codes.record("code")
    remember(open_stores(insecure=True), "two")
    (tmp_path / INDEX).unlink()
    backend.items["item-100"] = "garbage"
    backend.items["of-somebody-else"] = "stays"
    purged = open_stores().purge()
    assert sorted((where, entry.kind) for where, entry in purged.items) == [
        ("file", "session"),
        ("keyring", "other"),
        ("keyring", "secret"),
        ("keyring", "session"),
        ("keyring", "token"),
    ]
    assert backend.items == {"of-somebody-else": "stays"}
    left = [path for path in (tmp_path / "wx").rglob("*") if path.is_file()]
    assert [(path.name, path.read_bytes()) for path in left] == [("store.lock", b"")]
    assert open_stores().purge().items == ()


def test_purge_that_cannot_reach_the_keyring_says_so_and_keeps_the_way_to_it(open_stores: Open, tmp_path: Path) -> None:
    class Gone(MemoryBackend):
        def get(self, name: str) -> str | None:
            raise StoreError("keyring-unavailable")

        def delete(self, name: str) -> bool:
            raise StoreError("keyring-unavailable")

    remember(open_stores(), "one")
    with pytest.raises(StoreError) as caught:
        open_stores(keyring=Gone()).purge()
    assert caught.value.code == "keyring-unavailable"
    assert (tmp_path / INDEX).exists()


def test_purge_that_leaves_something_says_so(open_stores: Open) -> None:
    class Sticky(MemoryBackend):
        def delete(self, name: str) -> bool:
            return name in self.items

    backend = Sticky()
    remember(open_stores(keyring=backend), "one")
    with pytest.raises(StoreError) as caught:
        open_stores(keyring=backend).purge()
    assert caught.value.code == "purge-left"
