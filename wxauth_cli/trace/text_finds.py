"""Where secrets and personal values stand in a text: under a name, or in a shape that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wxauth_cli.core.people import EMAIL, ESCAPED_LETTER, IPV4, IPV6, MOBILE, OPENID, address_of, kind_of
from wxauth_cli.core.redact_names import ACCESS_TOKEN, NAMED, PRIVATE_KEY, START, USERINFO, named_edits, under

JWT = re.compile(START + r"eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,2}")
"""With or without a signature: what stands in its claims is readable in any case."""
_PERSON = re.compile(
    rf"\\*[\"']((?:[^\"'\\<>{{}}\[\]\r\n]|{ESCAPED_LETTER}){{1,200}})|((?:[^\s\"'&;,\\<>{{}}\[\]()|]|{ESCAPED_LETTER}){{2,200}})"
)
_SHORTEST_OPENID = 6


class Find(NamedTuple):
    """A value in a text. `name`: it stands under that name; else `kind` is what its shape says (`jwt` …)."""

    start: int
    end: int
    name: str
    kind: str


def finds(text: str) -> list[Find]:
    """All of them in order, none inside another. What stands under a name comes before what has a shape."""
    taken: list[Find] = []
    if any(sign in text for sign in ("=", ":", ">", "%3", "u003", "\uff1a", "\uff1d")):
        names = [(match.end(), match.group(1)) for match in NAMED.finditer(text)]
        if names:
            taken = _joined(taken, _named(text, [item for item in names if under(item[1]) is not None]))
            taken = _joined(taken, _persons(text, names))
    for more in _shapes(text):
        taken = _joined(taken, more)
    return taken


def _named(text: str, names: list[tuple[int, str]]) -> Iterator[Find]:
    at = 0
    for start, end, made in named_edits(text, share=True) if names else ():
        while at + 1 < len(names) and names[at + 1][0] <= start:
            at += 1
        if names[at][0] <= start:
            quotes = made[:1] in "\"'" and text[start : start + 1] != made[:1]
            yield Find(start, end, names[at][1], "number" if quotes else "")


def _persons(text: str, names: list[tuple[int, str]]) -> Iterator[Find]:
    for at, name in names:
        kind = kind_of(name)
        found = _PERSON.match(text, at) if kind is not None else None
        if found is None:
            continue
        start, end = found.span(1 if found.group(1) is not None else 2)
        if kind in ("openid", "unionid") and end - start < _SHORTEST_OPENID:
            continue  # `openid: bad` says something about it
        yield Find(start, end, name, "")


def _shapes(text: str) -> Iterator[Iterator[Find]]:
    if "eyJ" in text:
        yield _matches(JWT, "jwt", text)
    if "_" in text:
        yield _matches(ACCESS_TOKEN, "access_token", text)
    if "PRIVATE KEY-----" in text:
        yield _matches(PRIVATE_KEY, "private_key", text, group=2)
    if "@" in text:
        yield _matches(USERINFO, "secret", text, group=1)
        yield _matches(EMAIL, "email", text)
    yield _matches(OPENID, "openid", text)
    yield _matches(MOBILE, "phone", text)
    if "::" in text or text.count(":") > 5:
        yield _addresses(IPV6, text)  # first, because its end may look like the other kind
    yield _addresses(IPV4, text)


def _matches(pattern: re.Pattern[str], kind: str, text: str, *, group: int = 0) -> Iterator[Find]:
    for match in pattern.finditer(text):
        yield Find(*match.span(group), "", kind)


def _addresses(pattern: re.Pattern[str], text: str) -> Iterator[Find]:
    for match in pattern.finditer(text):
        if address_of(match.group()):
            yield Find(*match.span(), "", "ip")


def _joined(taken: list[Find], more: Iterable[Find]) -> list[Find]:
    """`taken` and those of `more` that lie outside of all of them; both are in order, and so is the result."""
    result: list[Find] = []
    at = 0
    for find in more:
        while at < len(taken) and taken[at].start < find.end:
            result.append(taken[at])
            at += 1
        if find.start < find.end and not (result and result[-1].end > find.start):
            result.append(find)
    return [*result, *taken[at:]]
