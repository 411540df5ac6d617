"""Single values inside running text: rids, tokens, the answers of granted logins, codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxauth_cli.core.codes import CodeShape, shape_of
from wxauth_cli.core.rid import parse_rid
from wxauth_cli.core.shapes import token_kind
from wxauth_cli.diagnose.reading.item import Item
from wxauth_cli.diagnose.reading.lines import Lines

MAX_TOKENS = 20
MAX_TRIED = 1_000
"""Texts that look like a token and are taken apart."""
_RID = re.compile(r"(?<![0-9A-Za-z-])[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}(?![0-9A-Za-z-])")
_JWT = re.compile(r"(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{6,8192}(?:\.[A-Za-z0-9_-]{0,16384}){2,4}(?![A-Za-z0-9_.-])")


def rids(text: str, lines: Lines, known: set[str]) -> Iterator[Item]:
    """The rids of a text that are not `known` from an error."""
    for match in list(_RID.finditer(text))[:200]:
        rid = parse_rid(match.group())
        if rid is not None and rid.text not in known:
            known.add(rid.text)
            yield Item("rid", lines.of(match.start()), match.start(), rid=rid)


_ANSWER = re.compile(
    r"[\"'\\]{1,4}(openid|session_key|unionid)[\"'\\]{1,4}\s{0,3}(?::|=>)\s{0,3}[\"'\\]{1,4}[^\"'\\\s]{1,64}[\"'\\]"
)
_DONE = re.compile(r"(?<![A-Za-z])(?:login|getPhoneNumber|checkSession|getUserProfile|request):ok\b")
_TOKEN_GRANTED = re.compile(
    r"access_token[\"'\\]{1,4}\s{0,3}(?::|=>)[^\n{}]{1,600}?expires_in[\"'\\]{1,4}\s{0,3}(?::|=>)"
)
MAX_ANSWERS = 20


def answers(text: str, lines: Lines) -> Iterator[Item]:
    """Granted logins inside log lines, by the fields of their answers; and what a client says went well."""
    fields: dict[int, set[str]] = {}
    places: dict[int, int] = {}
    for match in _ANSWER.finditer(text):
        line = lines.of(match.start())
        if len(fields) >= MAX_ANSWERS and line not in fields:
            break
        fields.setdefault(line, set()).add(match.group(1))
        places.setdefault(line, match.start())
    for line, names in fields.items():
        if {"openid", "session_key"} <= names:
            yield Item("answer", line, places[line], fields=frozenset(names))
    done = _DONE.search(text) or _TOKEN_GRANTED.search(text)
    if done is not None:
        yield Item("answer", lines.of(done.start()), done.start())


def tokens(text: str, lines: Lines) -> Iterator[Item]:
    """The JWTs and JWEs of a text, each once."""
    seen: set[str] = set()
    given = 0
    for match in _JWT.finditer(text):
        token = match.group()
        if token in seen:
            continue
        if given >= MAX_TOKENS or len(seen) >= MAX_TRIED:
            break
        seen.add(token)
        kind, _ = token_kind(token)
        if kind is not None:
            given += 1
            yield Item(kind, lines.of(match.start()), match.start(), token=token)


_STAND_IN = re.compile(
    r"(?:the|your|my|test|some|sample)[ _-]?(?:js_?|login_?)?code|(?:js_?|login_?)?code|undefined|x{3,64}"
    r"|[<{\[$%]{1,2}[ A-Za-z_.]{0,20}code[ A-Za-z_.]{0,20}[>}\]%]{0,2}",
    re.I,
)


def is_code(text: str) -> bool:
    """Whether a whole pasted text is a code, or what stands in for one. Any short word is no placeholder yet."""
    shape = shape_of(text)
    if shape in (CodeShape.LOGIN, CodeShape.PHONE, CodeShape.MOCK):
        return True
    if shape is CodeShape.PLACEHOLDER:
        return _STAND_IN.fullmatch(text) is not None
    damaged = shape in (CodeShape.CUT, CodeShape.CASE_CHANGED)
    return damaged and re.fullmatch(r"[0-9A-Za-z]{20,40}", text) is not None
