"""Requests that are wrong in some way, as bytes, and a judge of what comes back."""

from __future__ import annotations

import json
import random
import socket
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from wxauth_cli.sandbox.endpoints import table

ODD_TEXTS = [
    "",
    "0",
    "-1",
    "null",
    "undefined",
    "the code is a mock one",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\U0001f600" * 50,
    "%",
    "%zz",
    "a" * 10_000,
    "{}",
    "[" * 2000,
    "../../etc/passwd",
    "' OR 1=1",
    "wx0123456789abcdef",
    "88_" + "a" * 133,
]
NAMES = [
    "appid",
    "secret",
    "js_code",
    "grant_type",
    "access_token",
    "openid",
    "signature",
    "sig_method",
    "code",
    "rid",
    "cgi_path",
    "force_refresh",
    "action",
    "check_operator",
    "component_appid",
    "component_access_token",
    "component_appsecret",
    "component_verify_ticket",
    "corpid",
    "corpsecret",
    "suite_access_token",
    "encrypted_msg_hash",
    "transaction_id",
    "mch_id",
    "out_trade_no",
]
TOGETHER = [
    ["appid", "secret", "js_code", "grant_type"],
    ["access_token", "code"],
    ["access_token", "openid", "signature", "sig_method"],
    ["access_token", "rid", "cgi_path", "action", "check_operator"],
]
"""What a call needs, so that some of them come further than their first check."""
ODD_PATHS = ["/", "/sns/", "/%00", "/%ff", "//", "/a/../b", "/cgi-bin/token/"]
METHODS = ["GET", "GET", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "PROPFIND"]
BROKEN = [
    b"nonsense\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nA\x00B: c\r\n\r\n",
    b"BREW /pot HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET http://[::1 HTTP/1.1\r\n\r\n",
]
"""No HTTP, or HTTP that may not be answered as if it were understood (request smuggling)."""


@dataclass(frozen=True)
class Odd:
    """One request."""

    data: bytes
    is_http: bool
    head_only: bool = False
    """A HEAD request: its answer has no body."""


def odd(dice: random.Random, right: dict[str, str]) -> Odd:
    """A request that is right in some places and wrong in others; one in twenty is no HTTP at all."""
    if dice.random() < 0.05:
        return Odd(_mangled(dice), False)
    together = dice.random() < 0.3
    fields = {
        name: right[name] if name in right and dice.random() < (0.8 if together else 0.6) else dice.choice(ODD_TEXTS)
        for name in (dice.choice(TOGETHER) if together else dice.sample(NAMES, dice.randrange(10)))
    }
    path = dice.choice(list(table())) if dice.random() < 0.9 else dice.choice(ODD_PATHS)
    method = dice.choice(METHODS)
    if path in table() and dice.random() < 0.7:
        method = "POST" if table()[path].verb == "POST" else "GET"
    query = urlencode(fields) if dice.random() < 0.8 else quote(dice.choice(ODD_TEXTS))
    body = _body(dice, fields)
    headers = {"Host": "127.0.0.1"}
    for name in ("Content-Encoding", "Content-Type", "Wechatmp-Appid", "Wechatmp-TimeStamp", "Wechatmp-Signature"):
        if dice.random() < 0.2:
            headers[name] = dice.choice(["", "x", "UTF-8", "gzip", "1", right["appid"], "\xe9", "a" * 5_000])
    if body and dice.random() < 0.3:
        headers["Transfer-Encoding"] = "chunked"
        body = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in _parts(dice, body)) + b"0\r\n\r\n"
    elif body or method in ("POST", "PUT", "PATCH"):
        headers["Content-Length"] = str(len(body))
    lines = [f"{method} {path}?{query} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return Odd("\r\n".join([*lines, "", ""]).encode("latin-1") + body, True, method == "HEAD")


def _body(dice: random.Random, fields: dict[str, str]) -> bytes:
    if dice.random() < 0.3:
        return b""
    body = json.dumps({**fields, "nested": [fields]}).encode()
    if dice.random() < 0.3:
        body = dice.choice([b"\xff" * 20, b"[]", b"{", b'"x"', b"null", b"[" * 3_000, b"9" * 6_000, b'{"a":1e999}'])
    if dice.random() < 0.2:
        cut = dice.randrange(len(body))
        body = body[:cut] + dice.randbytes(3) + body[cut:]
    return body


def _parts(dice: random.Random, body: bytes) -> list[bytes]:
    cut = dice.randrange(1, len(body) + 1)
    return [part for part in (body[:cut], body[cut:]) if part]


def _mangled(dice: random.Random) -> bytes:
    data = dice.choice(BROKEN)
    if dice.random() < 0.3:
        return dice.randbytes(dice.randrange(1, 200)) + b"\r\n\r\n"
    return data


class Wrong(AssertionError):
    """An answer that WeChat would not have given."""


def judged(request: Odd, status: int, content_type: str, body: bytes) -> int | None:
    """The errcode of an answer; None where there was no HTTP to answer. Wrong if the answer is not WeChat-shaped."""
    if not request.is_http:
        # Nothing says that a mangled request is none: what is HTTP by chance is answered by WeChat.
        if status == 200:
            return judged(Odd(request.data, True), status, content_type, body)
        if status not in (400, 403, 413, 431) or list(json.loads(body)) != ["error"]:
            raise Wrong(f"{status} {body[:200]!r} to {request.data[:200]!r}")
        return None
    if status != 200 or content_type not in (
        "text/plain",
        "application/json; encoding=utf-8",
        "application/json; charset=UTF-8",
    ):
        raise Wrong(f"{status} {content_type} {body[:200]!r} to {request.data[:300]!r}")
    if request.head_only:
        return 0
    answer = json.loads(body.decode("utf-8"))
    errcode = answer.get("errcode", 0)
    said = isinstance(errcode, int) and (errcode == 0 or (isinstance(answer["errmsg"], str) and answer["errmsg"]))
    if not said or not answer:
        raise Wrong(f"{body[:200]!r} to {request.data[:300]!r}")
    return errcode


class Line:
    """A connection that is used as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._rest = b""

    def ask(self, request: Odd) -> tuple[int, str, bytes]:
        """Status, content type and body of the answer."""
        if not request.is_http:
            self.close()  # so that what is left over of it is nobody's
        kept = self._socket is not None
        try:
            return self._ask(request)
        except (ConnectionError, EOFError):
            self.close()
            if not kept:
                raise
            return self._ask(request)

    def _ask(self, request: Odd) -> tuple[int, str, bytes]:
        if self._socket is None:
            self._socket, self._rest = socket.create_connection(("127.0.0.1", self._port), timeout=15), b""
        self._socket.sendall(request.data)
        while b"\r\n\r\n" not in self._rest:
            self._more()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        length = 0 if request.head_only else int(headers["content-length"])
        while len(self._rest) < length:
            self._more()
        body, self._rest = self._rest[:length], self._rest[length:]
        if headers.get("connection") == "close" or not request.is_http:
            self.close()
        return int(lines[0].split(" ")[1]), headers.get("content-type", ""), body

    def _more(self) -> None:
        assert self._socket is not None
        chunk = self._socket.recv(65536)
        if not chunk:
            raise EOFError
        self._rest += chunk

    def close(self) -> None:
        """End it."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._rest = None, b""
