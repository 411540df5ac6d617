"""A file that the user names and that is written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkstemp

from wxauth_cli.core.errors import InputError


def write_new(name: str, text: str | bytes | Iterator[bytes], *, force: bool = False) -> None:
    """Write `text` (a `str` as UTF-8) to a file of mode 0600: whoever looks sees nothing, or all of it.

    An iterator is asked for the first piece when it is known that there is a place for it.

    InputError `output-exists` if something has the name already; with `force` a regular file is replaced, and
    `output-not-a-file` says that a link, a folder or a device stands there (`-`
    is none of a user's files either). `output-unwritable` gives the reason.
    """
    path = Path(name)
    temporary = ""
    try:
        _check(path, force=force)
        handle, temporary = mkstemp(prefix=".wxauth-", suffix=".tmp", dir=path.parent)  # O_EXCL, mode 0600
        with open(handle, "wb") as file:
            if isinstance(text, str):
                file.write(text.encode())
            else:
                file.writelines([text] if isinstance(text, bytes) else text)
            file.flush()
            os.fsync(file.fileno())
        if force:
            os.replace(temporary, path)  # replaces a link that came meanwhile, does not follow it
            temporary = ""
        else:
            _claim(temporary, path)
    except FileExistsError:
        raise InputError("output-exists", path=name) from None
    except (OSError, ValueError) as exc:
        reason = (exc.strerror if isinstance(exc, OSError) else None) or type(exc).__name__
        raise InputError("output-unwritable", path=name, reason=reason) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _check(path: Path, *, force: bool) -> None:
    if str(path) == "-" or path.is_symlink() or (path.exists() and not path.is_file()):
        raise InputError("output-not-a-file", path=str(path))
    if not force and path.exists():
        raise FileExistsError(errno.EEXIST, "")


def _claim(temporary: str, path: Path) -> None:
    """Give the finished file its name, unless somebody took it meanwhile (FileExistsError)."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: the name is taken first, with nothing in it.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.replace(temporary, path)
