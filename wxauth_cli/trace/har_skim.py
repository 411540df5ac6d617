"""Passes over the entries of a big HAR that are no step of a login, without making objects of all that they hold.

It only ever decides that an entry does not matter, by the rules that hold for all (`steps.understand`); what may
matter, what is broken and what it cannot tell is left to the careful reader. Most of a capture is passed over here:
that is what makes a gigabyte quicker to read than to load.
"""

from __future__ import annotations

import re

import msgspec

from wxauth_cli.trace.captured import Captured
from wxauth_cli.trace.har_entry import MAX_HEADERS, MAX_URL
from wxauth_cli.trace.json_window import Window
from wxauth_cli.trace.steps import understand

LONGEST_ENTRY = 1 << 20
"""Characters; a longer entry is left to the careful reader."""
_PATIENCE = 32
"""So many times in a row it may not find where an entry ends: some exporters write each with other members first."""
_READ_ONLY = ("GET", "HEAD")
_BETWEEN = re.compile(r'\s{0,200},\s{0,200}\{(?:\s{0,200}"[^"\\]{1,60}")?')


class _Header(msgspec.Struct, gc=False):
    name: str
    value: str


class _Posted(msgspec.Struct, gc=False):
    text: str | None = None
    params: list[msgspec.Raw] | None = None


class _Request(msgspec.Struct, gc=False):
    method: str
    url: str
    headers: list[_Header] = []
    posted: _Posted | None = msgspec.field(default=None, name="postData")


class _Content(msgspec.Struct, gc=False):
    mime_type: str | None = msgspec.field(default=None, name="mimeType")


class _Response(msgspec.Struct, gc=False):
    content: _Content | None = None


class _Entry(msgspec.Struct, gc=False):
    request: _Request
    response: _Response | None = None
    ours: msgspec.Raw | None = msgspec.field(default=None, name="_wxauth")


class Skim:
    """For one list of entries. It learns from the file itself what stands between two of them."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._mark = ""
        self._failed = 0
        self._decode = msgspec.json.Decoder(_Entry).decode

    def learn(self) -> None:
        """The cursor stands behind an entry: remember how the next one is set off from it."""
        found = self._window.at_cursor(_BETWEEN) if self._failed < _PATIENCE else ""
        if found:
            # A line end never stands inside a text, so that the indentation says enough; without one it takes the name
            # of the first member, which inside a text would have backslashes.
            self._mark = "}" + (found[: found.index("{") + 1] if "\n" in found else found)

    def other(self, index: int, *, matters: bool = False) -> Captured | None:
        """The next entry if it is no step of a login, the cursor behind it; None, and nothing moved, if it may be.

        `matters`: those that may be one, too, with no more of them than it takes to count them.
        """
        if not self._mark or self._failed >= _PATIENCE:
            return None
        text = self._window.up_to(self._mark, LONGEST_ENTRY)
        if text is None:
            return None
        try:
            entry = self._decode(text)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            self._failed += 1
            return None
        self._failed = 0
        captured = _light(entry, index)
        if captured is None or (not matters and understand(captured) is not None):
            return None
        self._window.skip(len(text))
        return captured if matters else captured._replace(other=True)


def _light(entry: _Entry, index: int) -> Captured | None:
    """What of an entry decides what it is; None if more of it would have to be known."""
    request = entry.request
    method, url, headers, posted = request.method.upper(), request.url, request.headers, request.posted
    if method not in _READ_ONLY or entry.ours is not None or (posted is not None and (posted.text or posted.params)):
        return None
    if not url or len(url) > MAX_URL or len(headers) > MAX_HEADERS:
        return None
    content = entry.response.content if entry.response is not None else None
    return Captured(
        index,
        method,
        url,
        tuple((header.name, header.value) for header in headers),
        mime_type=(content.mime_type or "").partition(";")[0].strip().lower() if content is not None else "",
    )
