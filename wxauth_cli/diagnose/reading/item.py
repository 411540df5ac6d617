"""One thing that was recognised in an input."""

from __future__ import annotations

from dataclasses import dataclass, field

from wxauth_cli.core.rid import Rid
from wxauth_cli.diagnose.case import Call, SeenBundle, SeenCode, SeenError, SeenSign

KINDS = (
    "error",
    "client-error",
    "sample-code-error",
    "decrypt-error",
    "errmsg",
    "request",
    "answer",
    "backend-answer",
    "bundle",
    "code",
    "jwt",
    "jwe",
    "rid",
    "access_token",
    "session_key",
    "openid",
    "appid",
    "sign",
    "setting",
)
"""All kinds of an item; their names stand in the text area `diagnose` under `kind.<kind>`."""


@dataclass(frozen=True)
class Item:
    """What a piece of an input is. One of the last fields holds it, according to `kind`."""

    kind: str
    line: int | None = None
    """Line of the text in which it begins, from 1; None for a JSON value."""
    position: int = 0
    """Character at which it begins."""
    error: SeenError | None = None
    call: Call | None = None
    bundle: SeenBundle | None = None
    code: SeenCode | None = None
    token: str = field(default="", repr=False)
    rid: Rid | None = None
    appid: str = ""
    sign: SeenSign | None = None
    fields: frozenset[str] = frozenset()
    """Names of the fields of a login's answer."""
    doubted: bool = False
    """It is only asked about, expected, or told as an example."""
    hearsay: bool = False
    """Somebody names an error's number in words of their own; no program's text is at hand."""
    session_key: str = field(default="", repr=False)
    """The key that an answer of code2Session gave."""
