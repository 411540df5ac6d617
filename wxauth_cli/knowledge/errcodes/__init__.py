"""The error codes of WeChat login: what each one means at each endpoint, and how to tell one by its text.

The facts are from Tencent's documentation, public repositories and answers that developers published; every entry
names its source. The sentences are this program's own.
"""

from __future__ import annotations

import functools
import re

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning

__all__ = ["ErrCode", "Meaning", "all_codes", "lookup", "match_errmsg", "meaning"]

_SCOPES = ("weixin", "wecom", "client", "local")
_SURENESS = ("observed", "documented-table", "memory", "unknown")

# What client code and SDKs put before the server's text: `errCode: 40029 | errMsg: openapi.x.y:fail invalid code`.
_WRAPPER = lazy_pattern(r"(?:errCode: ?-?\d+ ?\| ?)?(?:errMsg: ?)?(?:[\w.]+:fail[: ]\s*)?")
# The caller's address belongs to what varies: some answers have a hint before it, some none.
_ADDRESS_TAIL = lazy_pattern(r",? requestIP: $")
_SUFFIX_WORD = lazy_pattern(r"(?:rid|hints?):")


@functools.cache
def all_codes() -> tuple[ErrCode, ...]:
    """Every entry of every scope, by scope and then by number. The source of each stands in its `source`."""
    # Imported here because most commands look up one code at most, and many none.
    from wxauth_cli.knowledge.errcodes import (
        api_security,
        client,
        client_network,
        credentials,
        local,
        login_code,
        management,
        parameters,
        permission,
        quota,
        request,
        session,
        third_party,
        third_party_tokens,
        token_access,
        tokens,
        user,
        wecom,
    )

    modules = (
        api_security,
        client,
        client_network,
        credentials,
        local,
        login_code,
        management,
        parameters,
        permission,
        quota,
        request,
        session,
        third_party,
        third_party_tokens,
        token_access,
        tokens,
        user,
        wecom,
    )
    entries = (entry for module in modules for entry in module.CODES)
    return tuple(sorted(entries, key=lambda entry: (_SCOPES.index(entry.scope), entry.code)))


def lookup(code: int, *, api: str | None = None, scope: str | None = None) -> tuple[ErrCode, ...]:
    """The entries for `code`, the most relevant first; empty if the number is unknown.

    `scope` keeps one scope. `api` moves entries that name that endpoint to the front. Otherwise api.weixin.qq.com
    comes before the other scopes. Numbers below -10000 are known on the phone and in sample code only.
    """
    found = [entry for entry in _by_code().get(code, ()) if scope is None or entry.scope == scope]
    found.sort(key=lambda entry: (not _concerns(entry, api), _SCOPES.index(entry.scope)))
    return tuple(found)


def meaning(entry: ErrCode, api: str | None) -> Meaning:
    """What `entry` means when `api` answers with it: the reading for that endpoint, or else the general one."""
    for special in entry.meanings:
        if api is not None and _names(special.apis, api):
            return special
    return Meaning(entry.apis, entry.cause, entry.fix)


def match_errmsg(text: str) -> tuple[ErrCode, ...]:
    """The entries whose literal text begins the server message `text`, the longest literal first.

    Only the part before the first placeholder is compared: Tencent appends a rid, a hint or an address, each gateway
    in its own way. Texts are not unique, so several entries are the rule; the `errcode` decides where there is one.
    """
    given = text.strip()
    spellings = {given, given[_wrapper_length(given) :]}
    found: dict[tuple[str, int], tuple[int, ErrCode]] = {}
    for head, entry in _heads():
        if any(_begins(spelling, head) for spelling in spellings):
            # The heads come longest first, so that the first match of an entry is its best.
            found.setdefault((entry.scope, entry.code), (len(head), entry))
    ranked = sorted(found.values(), key=lambda pair: (-pair[0], _SURENESS.index(pair[1].literal)))
    return tuple(entry for _, entry in ranked)


PART = 8
"""Characters that a part of a message needs to stand for it."""


def match_part(text: str) -> tuple[ErrCode, ...]:
    """The entries of api.weixin.qq.com whose literal text holds `text` (at least 8 characters and two words)."""
    given = text.strip().rstrip(".,;:。，；：").lower()
    if len(given) < PART or " " not in given:
        return ()
    found = [entry for head, entry in _heads() if given in head.lower() and entry.scope == "weixin"]
    return tuple(dict.fromkeys(found))


@functools.cache
def _by_code() -> dict[int, tuple[ErrCode, ...]]:
    table: dict[int, tuple[ErrCode, ...]] = {}
    for entry in all_codes():
        table[entry.code] = (*table.get(entry.code, ()), entry)
    return table


@functools.cache
def _heads() -> tuple[tuple[str, ErrCode], ...]:
    pairs = [
        (_ADDRESS_TAIL.sub("", template.partition("{")[0]), entry)
        for entry in all_codes()
        for template in (entry.errmsg, *entry.variants)
        if template
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _begins(text: str, head: str) -> bool:
    if not text.startswith(head):
        return False
    rest = text[len(head) :]
    if head.endswith(" "):
        # An address stands here; where the suffix follows at once, it is the text of another code.
        return not _SUFFIX_WORD.match(rest)
    # `expired` must not be found in `expiredToken`.
    return not (head[-1:].isalnum() and re.match(r"[A-Za-z0-9_]", rest))


def _wrapper_length(text: str) -> int:
    found = _WRAPPER.match(text)
    return found.end() if found else 0


def _concerns(entry: ErrCode, api: str | None) -> bool:
    if api is None:
        return False
    return _names(entry.apis, api) or any(_names(special.apis, api) for special in entry.meanings)


def _names(listed: tuple[str, ...], api: str) -> bool:
    # `wx.*` is a family of endpoints, and `qyapi` covers `qyapi gettoken`.
    return any(
        name == api or api.startswith(name + " ") or (name.endswith("*") and api.startswith(name[:-1]))
        for name in listed
    )
