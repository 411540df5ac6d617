"""Where secrets and personal values stand in a text: under a name, or in a shape that says what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.people import kind_of
from wxauth_cli.core.redact_names import NAMED, named_edits, under

JWT = re.compile(r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,2}")
ACCESS_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])[0-9]{1,3}_[A-Za-z0-9_-]{80,512}(?![A-Za-z0-9_-])")
_PRIVATE_KEY = re.compile(r"(?<=PRIVATE KEY-----)[^-]{16,16384}")
_USERINFO = re.compile(r"(?<=://)[^\s/@?#\"']{1,512}(?=@)")
_OPENID = re.compile(r"(?<![A-Za-z0-9_-])o(?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])")
_MOBILE = re.compile(r"(?<![A-Za-z0-9_.*-])(?:\+?86[ -]?)?1[3-9][0-9]{9}(?![A-Za-z0-9_*.-])")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}", re.A)
_IPV4 = re.compile(r"(?<![0-9A-Za-z.])(?<![A-Za-z]/)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9A-Za-z]|\.[0-9])")
_IPV6 = re.compile(r"(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![0-9A-Za-z:.])")
_PERSON = re.compile(r"\\*[\"']([^\"'\\<>{}\[\]\r\n]{1,200})|([^\s\"'&;,\\<>{}\[\]()|]{2,200})")
_NOBODY = frozenset(
    {"", "null", "undefined", "none", "nil", "nan", "[object object]", "true", "false", "****", "微信用户", "-"}
)
"""What stands where nobody is; 微信用户 is what the platform calls everybody."""


class Find(NamedTuple):
    """A value in a text. `name`: it stands under that name; else `kind` is what its shape says (`jwt` …)."""

    start: int
    end: int
    name: str
    kind: str


def is_somebody(kind: str, value: str) -> bool:
    """Whether a value under a person's name is one."""
    bare = value.strip()
    if bare.lower() in _NOBODY or "****" in bare or len(bare) > 500:
        return False
    if kind == "phone":
        return sum(char.isdigit() for char in bare) >= 7
    return kind not in ("openid", "unionid") or len(bare) >= 6


def finds(text: str) -> list[Find]:
    """All of them in order, none inside another. What stands under a name comes before what has a shape."""
    taken: list[Find] = []
    if any(sign in text for sign in ("=", ":", ">", "%3", "u003", "\uff1a", "\uff1d")):
        taken = _without_overlaps(taken, _named(text))
        taken = _without_overlaps(taken, _persons(text))
    return _without_overlaps(taken, _shapes(text))


def _named(text: str) -> Iterator[Find]:
    names = [(match.end(), match.group(1)) for match in NAMED.finditer(text) if under(match.group(1)) is not None]
    at = 0
    for start, end, made in named_edits(text, share=True):
        while at + 1 < len(names) and names[at + 1][0] <= start:
            at += 1
        if names and names[at][0] <= start:
            quotes = made[:1] in "\"'" and text[start : start + 1] != made[:1]
            yield Find(start, end, names[at][1], "number" if quotes else "")


def _persons(text: str) -> Iterator[Find]:
    for match in NAMED.finditer(text):
        if kind_of(match.group(1)) is None:
            continue
        found = _PERSON.match(text, match.end())
        if found is not None:
            start, end = found.span(1 if found.group(1) is not None else 2)
            yield Find(start, end, match.group(1), "")


def _shapes(text: str) -> Iterator[Find]:
    patterns: list[tuple[re.Pattern[str], str]] = []
    if "eyJ" in text:
        patterns.append((JWT, "jwt"))
    if "_" in text:
        patterns.append((ACCESS_TOKEN, "access_token"))
    if "PRIVATE KEY-----" in text:
        patterns.append((_PRIVATE_KEY, "private_key"))
    if "@" in text:
        patterns += [(_USERINFO, "secret"), (_EMAIL, "email")]
    patterns += [(_OPENID, "openid"), (_MOBILE, "phone")]
    for pattern, kind in patterns:
        for match in pattern.finditer(text):
            yield Find(*match.span(), "", kind)
    if "::" in text or text.count(":") > 5:
        yield from _addresses(_IPV6, text)
    yield from _addresses(_IPV4, text)


def _addresses(pattern: re.Pattern[str], text: str) -> Iterator[Find]:
    from ipaddress import ip_address

    for match in pattern.finditer(text):
        try:
            address = ip_address(match.group())
        except ValueError:
            continue
        if not (address.is_loopback or address.is_unspecified):
            yield Find(*match.span(), "", "ip")


def _without_overlaps(taken: list[Find], more: Iterator[Find]) -> list[Find]:
    """`taken` and those of `more` that lie outside of all of them, sorted."""
    from bisect import bisect_right

    result = list(taken)
    starts = [find.start for find in result]
    for find in more:
        at = bisect_right(starts, find.start)
        if (at and result[at - 1].end > find.start) or (at < len(result) and result[at].start < find.end):
            continue
        if find.start < find.end:
            starts.insert(at, find.start)
            result.insert(at, find)
    return result
