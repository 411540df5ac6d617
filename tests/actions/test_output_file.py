"""A file is written whole or not at all, never through a link, and never over another unless asked."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from wxauth_cli.actions.output_file import write_new
from wxauth_cli.core.errors import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


def refused(path: Path, *, force: bool = False) -> str:
    with pytest.raises(InputError) as caught:
        write_new(str(path), "new", force=force)
    return caught.value.code


def test_a_new_file(folder: Path) -> None:
    path = folder / "报告.html"
    write_new(str(path), "text 中文\n")
    assert path.read_bytes() == "text 中文\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(folder) == [path.name]


def test_an_existing_file_stays_unless_forced(folder: Path) -> None:
    path = folder / "a"
    path.write_text("old")
    assert refused(path) == "output-exists"
    assert path.read_text() == "old"
    write_new(str(path), "new", force=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(folder) == ["a"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "fifo"])
def test_what_is_no_file_is_refused(folder: Path, kind: str, force: bool) -> None:
    path, other = folder / "a", folder / "other"
    if kind == "link":
        other.write_text("old")
        path.symlink_to(other)
    elif kind == "dangling":
        path.symlink_to(other)
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    assert refused(path, force=force) == "output-not-a-file"
    assert not other.exists() or other.read_text() == "old"
    assert set(os.listdir(folder)) <= {"a", "other"}


def test_a_file_that_came_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "a"
    fsync = os.fsync

    def slow(handle: int) -> None:
        fsync(handle)
        path.write_text("somebody's")

    monkeypatch.setattr(os, "fsync", slow)
    assert refused(path) == "output-exists"
    assert path.read_text() == "somebody's"
    assert os.listdir(folder) == ["a"]


@pytest.mark.parametrize("taken", [False, True])
def test_without_hard_links(folder: Path, monkeypatch: pytest.MonkeyPatch, taken: bool) -> None:
    path = folder / "a"

    def no_link(source: str, target: Path) -> None:
        if taken:
            path.write_text("somebody's")
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    if taken:
        assert refused(path) == "output-exists"
    else:
        write_new(str(path), "new")
    assert path.read_text() == ("somebody's" if taken else "new")
    assert os.listdir(folder) == ["a"]


def test_a_reason_is_given(folder: Path) -> None:
    assert refused(folder / "none" / "a") == "output-unwritable"
    assert refused(Path("a\0b")) == "output-unwritable"
