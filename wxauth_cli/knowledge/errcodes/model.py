"""What is known about one error code."""

from __future__ import annotations

from typing import Literal, NamedTuple

from wxauth_cli.core.text import Text

Scope = Literal["weixin", "wecom", "client", "local"]
Literalness = Literal["observed", "documented-table", "memory", "unknown"]
Confidence = Literal["documented", "sdk"]


class Meaning(NamedTuple):
    """What a code says when it comes from certain endpoints."""

    apis: tuple[str, ...]
    """The endpoints for which this holds, by their names on the documentation pages."""
    cause: Text
    """What happened, for a reader who is no programmer."""
    fix: Text
    """What to change, for a developer."""


class ErrCode(NamedTuple):
    """One number of one scope. The same number in another scope is another entry with its own meaning."""

    scope: Scope
    """`weixin`: api.weixin.qq.com. `wecom`: qyapi.weixin.qq.com. `client`: wx.* errno and errCode. `local`: the
    numbers of the official sample code, which no server sends."""
    code: int
    errmsg: str
    """The literal text with `{suffix}`, `{ip}` and `{hint}` for what varies, typos as Tencent sends them; "" where no
    text is known."""
    literal: Literalness
    """How sure `errmsg` is: seen in a raw answer, printed in a table of Tencent's, remembered, or not known."""
    apis: tuple[str, ...]
    """Endpoints or families of endpoints that answer with it; `*` for all."""
    cause: Text
    """What happened in general, for a reader who is no programmer."""
    fix: Text
    """What to change in general, for a developer."""
    source: str
    """The documentation page or public repository that the fact is from."""
    confidence: Confidence
    """`documented` on a Tencent page, or only visible in an `sdk` or in posts."""
    meanings: tuple[Meaning, ...] = ()
    """Readings that hold for certain endpoints only and go before the general one."""
    variants: tuple[str, ...] = ()
    """Other wordings of `errmsg` that older answers or other pages show, written in the same way."""
