"""A parsed JSON value -> items: errors, client errors, bundles, answers, codes, wherever they stand inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from wxauth_cli.core.bundle import BundleError, bundle_of
from wxauth_cli.core.codes import CodeShape
from wxauth_cli.core.errmsg import read_error
from wxauth_cli.core.redact import redact_text
from wxauth_cli.core.shapes import recognise
from wxauth_cli.diagnose.case import SeenBundle, SeenSign, code_of, error_of
from wxauth_cli.diagnose.endpoints import endpoint_of_name, other_platform
from wxauth_cli.diagnose.reading.item import Item
from wxauth_cli.diagnose.signs import signs_in
from wxauth_cli.knowledge import errcodes

MAX_NODES = 200_000
"""Objects and lists that are looked at; what comes after them is not read."""

_NUMBER = re.compile(r"-?[0-9]{1,9}")
_LOOSE = ("answer", "backend-answer", "code")
"""Kinds whose other fields may hold evidence as text: WeChat's error inside a backend's message."""
_ENDPOINT_NAMES = ("api", "endpoint", "path", "url", "uri", "interface")
_CODE_NAMES = ("code", "js_code", "jsCode", "loginCode", "login_code", "phoneCode", "phone_code")


def items_in(value: object) -> Iterator[tuple[Item | str, str]]:
    """Items with the place of each (`data.errcode` style), and text values that may hold evidence themselves."""
    stack: list[tuple[object, str]] = [(value, "")]
    seen = 0
    while stack and seen < MAX_NODES:
        node, place = stack.pop()
        seen += 1
        if isinstance(node, Mapping):
            found = _item_of(node, place)
            if found is not None:
                yield found, place
                # A bundle's and an error's own fields are read; what they contain as objects may hold more.
            for key, inner in reversed(list(node.items())):
                if isinstance(inner, (Mapping, list)):
                    if not (found is not None and found.kind == "bundle" and key in ("detail", "e", "e.detail")):
                        stack.append((inner, f"{place}.{key}".lstrip(".")[:80]))
                elif isinstance(inner, str) and len(inner) > 20 and (found is None or found.kind in _LOOSE):
                    stack.append((inner, f"{place}.{key}".lstrip(".")[:80]))
        elif isinstance(node, list):
            stack.extend((inner, f"{place}[{index}]") for index, inner in reversed(list(enumerate(node))))
        elif isinstance(node, str) and len(node) > 4:
            yield node, place


def _item_of(node: Mapping[str, object], place: str) -> Item | None:
    where = place or "errcode"
    client = _client_error(node, where)
    if client is not None:
        return client
    known = read_error(node)
    if known is not None and known.errcode != 0:
        named = next((node[name] for name in _ENDPOINT_NAMES if isinstance(node.get(name), str)), None)
        endpoint = endpoint_of_name(str(named)) if named else None
        error = error_of(known.errcode, known.errmsg, where=where, endpoint=endpoint, known=known)
        return Item(_error_kind(error.scope), error=error)
    payload = node.get("encryptedData") or node.get("cloudID") or _nested_payload(node)
    if payload or (node.get("rawData") and node.get("signature")):
        try:
            names_key = any("session" in key.lower() for key in node)
            lacking = SeenSign("phone-event-without-code", where, "code") if _lacks_code(node) else None
            return Item("bundle", bundle=SeenBundle(bundle_of(node), names_key), sign=lacking)
        except BundleError:
            return None
    if isinstance(node.get("openid"), str) and ("session_key" in node or "unionid" in node):
        key = node.get("session_key")
        return Item("answer", session_key=key if isinstance(key, str) else "", fields=frozenset(node))
    if isinstance(node.get("access_token"), str) and "expires_in" in node:
        return Item("answer")
    if known is not None or (node.get("errcode") in (0, "0")):
        return Item("answer")
    return _code(node, place)


def _nested_payload(node: Mapping[str, object]) -> bool:
    for name in ("detail", "e", "e.detail"):
        inner = node.get(name)
        if isinstance(inner, Mapping) and (inner.get("encryptedData") or _nested_payload(inner)):
            return True
    return False


def _client_error(node: Mapping[str, object], where: str) -> Item | None:
    text = next((node[name] for name in ("errMsg", "errmsg") if isinstance(node.get(name), str)), None)
    number = next((node[name] for name in ("errno", "errCode") if name in node), None)
    errno = _integer(number)
    is_client = text is not None and ":fail" in str(text) and "openapi." not in str(text)
    if text is None and errno is not None and "errno" in node and errno != 0:
        is_client = True
    if not is_client or node.get("errcode"):
        return None
    error = error_of(errno, str(text or ""), where=where)
    if error.scope == "weixin":
        error = replace(error, scope="client")
    signs = signs_in(error.errmsg, where=where)
    return Item("client-error", error=error, sign=replace(signs[0][2], where=where) if signs else None)


_RESULT_WORDS = ("msg", "message", "error", "errmsg", "errMsg", "error_msg", "sub_code", "sub_msg", "detail", "success")
_SAID = ("msg", "message", "errmsg", "errMsg", "error_msg", "error")
_FINE = (0, 1, 200, 20000)


def _code(node: Mapping[str, object], place: str) -> Item | None:
    result = any(name in node for name in _RESULT_WORDS)
    for name in _CODE_NAMES:
        value = node.get(name)
        if isinstance(value, str) and value:
            code = code_of(value, where=f"{place}.{name}".lstrip("."))
            real = code.shape in (CodeShape.LOGIN, CodeShape.PHONE, CodeShape.MOCK)
            if real or recognise(value).kind in ("login_code", "phone_code"):
                return Item("code", code=code)
            if code.shape is not CodeShape.UNUSUAL and not (name == "code" and result):
                return Item("code", code=code)
    for name in ("code", "errno", "status"):
        number = _integer(node.get(name))
        if number is not None and any(key in node for key in _SAID) and (name != "status" or number >= 400):
            if number in _FINE:
                return Item("answer")
            return _failure(node, number, where_of(place, name))
    return None


def _failure(node: Mapping[str, object], number: int, where: str) -> Item | None:
    """A backend's own answer that it failed, or WeChat's number and words under names of its own; None for one that
    names another platform than WeChat."""
    said = next((str(node[key]) for key in _SAID if isinstance(node.get(key), str)), "")
    if number in {entry.code for entry in errcodes.match_errmsg(said) if entry.code != 0}:
        error = error_of(number, said, where=where)
        return Item(_error_kind(error.scope), error=error)
    path = node.get("path")
    if isinstance(path, str) and path.startswith("/"):
        said = f"{path[:80]} {said}"
    if other_platform(said):
        return None
    return Item("backend-answer", sign=SeenSign("backend-failure", where, redact_text(said[:160])))


def where_of(place: str, name: str) -> str:
    """The place of a field in a JSON value."""
    return f"{place}.{name}".lstrip(".")


def _lacks_code(node: Mapping[str, object]) -> bool:
    """Whether it is the event of a phone button, or what was sent of it, with a code field that holds nothing."""
    names = [name for name in ("code", "phoneCode", "phone_code") if name in node]
    return (
        bool(names) and "rawData" not in node and all(node[name] in (None, "", "undefined", "null") for name in names)
    )


def _integer(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int) and abs(value) < 10**9:
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return int(value)
    return None


def _error_kind(scope: str) -> str:
    return {"client": "client-error", "local": "sample-code-error"}.get(scope, "error")
