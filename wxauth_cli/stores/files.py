"""Our own files: readable by their owner only, replaced whole, and read only if they are what they should be."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from wxauth_cli.core.errors import StoreError

TEMP_PREFIX = ".wxauth-tmp-"
"""Temporary files begin with it; whoever holds the lock may delete those that he finds."""

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)  # opening a planted FIFO must not hang
_HOME_VARIABLES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME")


def reason_of(exc: OSError) -> str:
    """Why the operating system refused, in its own words and without a path."""
    return exc.strerror or type(exc).__name__


def check_home(env: Mapping[str, str], folders: tuple[Path, ...]) -> None:
    """StoreError `no-home` unless our folders lie in a home that exists: never in `/` or in the current folder."""
    home = env.get("WXAUTH_HOME")
    if home:
        if not os.path.isabs(home):
            raise StoreError("home-not-absolute", path=home)
        return
    if os.name == "posix" and not all(os.path.isabs(env.get(name, "")) for name in _HOME_VARIABLES):
        base = env.get("HOME", os.path.expanduser("~") if "HOME" not in env else "")
        if not os.path.isabs(base) or os.path.normpath(base) == "/" or not os.path.isdir(base):
            raise StoreError("no-home", path=base or '""')
    for folder in folders:
        if not folder.is_absolute():
            raise StoreError("no-home", path=str(folder))


def _owned(info: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or info.st_uid == os.geteuid()


def ensure_folder(path: Path) -> None:
    """Make `path`, and what is missing above it, with mode 0700; refuse one that others own or may write to."""
    try:
        for folder in (*reversed(path.parents), path):
            if not folder.exists():
                folder.mkdir(mode=0o700, exist_ok=True)
    except FileExistsError:
        raise StoreError("store-unsafe", path=str(path), reason="ENOTDIR") from None
    except (OSError, ValueError) as exc:
        raise _unwritable(path, exc) from None
    check_folder(path)


def check_folder(path: Path) -> bool:
    """Whether the folder exists; StoreError `store-unsafe` if others own it or may write to it."""
    try:
        info = path.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as exc:
        raise _unwritable(path, exc) from None
    if not stat.S_ISDIR(info.st_mode):
        raise StoreError("store-unsafe", path=str(path), reason="ENOTDIR")
    if not _owned(info) or (os.name == "posix" and info.st_mode & 0o022):
        raise StoreError("store-unsafe", path=str(path), reason=f"{stat.filemode(info.st_mode)} uid={info.st_uid}")
    return True


def check_plain(path: Path) -> bool:
    """Whether the file exists; StoreError `store-unsafe` if it is a link, FIFO, folder or another user's."""
    try:
        info = path.lstat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as exc:
        raise _unreadable(path, exc) from None
    if not stat.S_ISREG(info.st_mode) or not _owned(info) or info.st_nlink != 1:
        raise StoreError("store-unsafe", path=str(path), reason=f"{stat.filemode(info.st_mode)} uid={info.st_uid}")
    return True


def read_plain(path: Path, limit: int) -> bytes | None:
    """The bytes of one of our files, at most `limit` + 1 of them; None if there is none."""
    if not check_plain(path):
        return None
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _NOFOLLOW | _NONBLOCK), "rb") as file:
            return file.read(limit + 1) or b""
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise _unreadable(path, exc) from None


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in place of the file: a reader sees the old or the new bytes, also after a crash. Mode 0600."""
    check_plain(path)
    ensure_folder(path.parent)
    temp = path.with_name(f"{TEMP_PREFIX}{secrets.token_hex(8)}")
    try:
        fd = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, 0o600)
        try:
            with os.fdopen(fd, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temp, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temp.unlink()
            raise
        _sync_folder(path.parent)
    except (OSError, ValueError) as exc:
        raise _unwritable(path, exc) from None


def _sync_folder(path: Path) -> None:
    """Have the new name survive a power cut, where the platform can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        fd = os.open(path, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def delete_file(path: Path) -> bool:
    """Delete one of our files; False if there was none. A planted link is deleted itself, never what it points to."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as exc:
        raise _unwritable(path, exc) from None
    return True


def temp_files(folder: Path) -> list[Path]:
    """Temporary files that stand in `folder` now: in use by the holder of the lock, or left by a killed process."""
    try:
        return [folder / name for name in os.listdir(folder) if name.startswith(TEMP_PREFIX)]
    except OSError:
        return []


def _unwritable(path: Path, exc: Exception) -> StoreError:
    reason = reason_of(exc) if isinstance(exc, OSError) else type(exc).__name__
    return StoreError("store-unwritable", path=str(path), reason=reason)


def _unreadable(path: Path, exc: Exception) -> StoreError:
    reason = reason_of(exc) if isinstance(exc, OSError) else type(exc).__name__
    return StoreError("store-unreadable", path=str(path), reason=reason)
