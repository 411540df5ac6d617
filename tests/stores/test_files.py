"""Files that are safe to read and write, and folders that are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.stores.conftest import Open
from wxauth_cli.core.errors import StoreError
from wxauth_cli.core.secret import Secret
from wxauth_cli.stores import Stores
from wxauth_cli.stores.files import TEMP_PREFIX, check_home, read_plain, replace_file

APPID = "wxa1b2c3d4e5f60718"


def use(stores: Stores) -> None:
    """Write to every file that a secret of ours leads to."""
    stores.profiles.add("dev", APPID, Secret("s" * 32))
    stores.sessions.put(APPID, "openid", Secret("k" * 24))
    stores.codes.record("code")


def code_of(stores: Stores) -> str:
    with pytest.raises(StoreError) as caught:
        use(stores)
    return caught.value.code


def test_folders_and_files_are_the_owners_alone(open_stores: Open, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        use(open_stores(insecure=True))
    finally:
        os.umask(old)
    for path in (tmp_path / "wx").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert (tmp_path / "wx").stat().st_mode & 0o077 == 0


PLANTS = ["state/index.json", "state/codes.json", "state/store.lock", "config/profiles.toml"]


@pytest.mark.parametrize("kind", ["symlink", "dangling", "fifo", "folder", "hard-link"])
@pytest.mark.parametrize("name", PLANTS)
def test_what_was_planted_is_refused_and_left_alone(stores: Stores, tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / "wx" / name
    path.parent.mkdir(parents=True, mode=0o700)
    victim = tmp_path / "victim"
    victim.write_text('{"version":1}')
    if kind == "symlink":
        path.symlink_to(victim)
    elif kind == "dangling":
        path.symlink_to(tmp_path / "not-there")
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.hardlink_to(victim)
    assert code_of(stores) == "store-unsafe"
    assert victim.read_text() == '{"version":1}'
    assert not (tmp_path / "not-there").exists()


@pytest.mark.parametrize("name", ["state", "config"])
def test_folder_that_others_may_write_to_is_refused(stores: Stores, tmp_path: Path, name: str) -> None:
    (tmp_path / "wx" / name).mkdir(parents=True)
    (tmp_path / "wx" / name).chmod(0o777)
    assert code_of(stores) == "store-unsafe"


def test_file_in_place_of_a_folder(stores: Stores, tmp_path: Path) -> None:
    (tmp_path / "wx").mkdir()
    (tmp_path / "wx" / "state").write_text("")
    assert code_of(stores) == "store-unsafe"


def test_file_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.write_text("{}")
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    with pytest.raises(StoreError) as caught:
        read_plain(path, 10)
    assert caught.value.code == "store-unsafe"


def test_failed_write_leaves_the_old_file_and_no_temporary_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    replace_file(path, b"old")

    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError) as caught:
        replace_file(path, b"new")
    assert (caught.value.code, caught.value.params["reason"]) == ("store-unwritable", "No space left on device")
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir() if item.name.startswith(TEMP_PREFIX)] == []


def test_temporary_files_of_a_killed_process_go_at_the_next_run(open_stores: Open, tmp_path: Path) -> None:
    use(open_stores(insecure=True))
    orphans = [tmp_path / "wx" / name / f"{TEMP_PREFIX}dead" for name in ("state", "config", "state/insecure")]
    for path in orphans:
        path.write_text("a secret")
    open_stores().profiles.list()
    assert [path for path in orphans if path.exists()] == []


def test_temporary_file_of_a_live_writer_stays(open_stores: Open, tmp_path: Path) -> None:
    stores = open_stores()
    use(stores)
    busy = tmp_path / "wx" / "state" / f"{TEMP_PREFIX}live"
    with stores.lock.held():
        busy.write_text("half")
        open_stores().profiles.list()
        assert busy.exists()


@pytest.mark.parametrize(
    ("env", "code"),
    [
        ({"HOME": ""}, "no-home"),
        ({"HOME": "/"}, "no-home"),
        ({"HOME": "relative"}, "no-home"),
        ({"HOME": "/no/such/home"}, "no-home"),
        ({"WXAUTH_HOME": "relative"}, "home-not-absolute"),
    ],
    ids=str,
)
def test_no_home(env: dict[str, str], code: str) -> None:
    with pytest.raises(StoreError) as caught:
        check_home(env, (Path("/x"),))
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["with blank", "new\nline", "中文", "ümlaut"])
def test_unusual_homes(tmp_path: Path, name: str) -> None:
    home = tmp_path / name
    home.mkdir()
    check_home({"HOME": str(home)}, (home / ".config",))
    replace_file(home / ".config" / "x", b"1")
    assert read_plain(home / ".config" / "x", 10) == b"1"
