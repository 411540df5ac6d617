"""Secret items in plain files, for machines without a keyring, where the user asked for it."""

from __future__ import annotations

from pathlib import Path

from wxauth_cli.core.errors import StoreError
from wxauth_cli.stores.backend import BackendInfo
from wxauth_cli.stores.files import check_folder, delete_file, ensure_folder, read_plain, replace_file

_LIMIT = 64 * 1024


class FileBackend:
    """One file of mode 0600 for each item, in a folder of mode 0700. Whoever reads the disk reads the secrets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> str | None:
        """The item, or None."""
        if not check_folder(self.folder):
            return None
        data = read_plain(self.folder / name, _LIMIT)
        return None if data is None else data.decode("utf-8", "replace")

    def set(self, name: str, value: str) -> None:
        """Replace the item whole."""
        ensure_folder(self.folder)
        replace_file(self.folder / name, value.encode())
        if self.get(name) != value:
            raise StoreError("store-altered", path=str(self.folder / name))

    def delete(self, name: str) -> bool:
        """Delete the file; False if there was none."""
        return delete_file(self.folder / name)

    def info(self) -> BackendInfo:
        """What this is."""
        return BackendInfo("file", type(self).__name__, str(self.folder))
