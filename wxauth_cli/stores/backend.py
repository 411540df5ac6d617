"""Where secret items are kept: what every place offers, and the one that lives in memory."""

from __future__ import annotations

from typing import NamedTuple, Protocol

ITEM_LIMIT = 1280
"""UTF-16 units that one item may hold: the Windows Credential Manager takes 2560 bytes
(CRED_MAX_CREDENTIAL_BLOB_SIZE in wincred.h)."""


class BackendInfo(NamedTuple):
    """What a backend is, for `doctor`: `keyring`, `file` or `memory`, its class, and the file its code came from."""

    kind: str
    name: str
    source: str | None = None


class Backend(Protocol):
    """Small text items under names. Every method may raise StoreError."""

    def get(self, name: str) -> str | None:
        """The item, or None if there is none."""

    def set(self, name: str, value: str) -> None:
        """Store the item and prove it by reading it back."""

    def delete(self, name: str) -> bool:
        """Delete the item and prove it by reading; False if there was none."""

    def info(self) -> BackendInfo:
        """What this is."""


def utf16_units(text: str) -> int:
    """Length of `text` in UTF-16 units, which is what Windows counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class MemoryBackend:
    """Items that go with the process."""

    def __init__(self) -> None:
        self.items: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The item, or None."""
        return self.items.get(name)

    def set(self, name: str, value: str) -> None:
        """Keep the item."""
        self.items[name] = value

    def delete(self, name: str) -> bool:
        """Forget the item; False if there was none."""
        return self.items.pop(name, None) is not None

    def info(self) -> BackendInfo:
        """What this is."""
        return BackendInfo("memory", type(self).__name__)
