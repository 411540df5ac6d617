"""The client's requests of a recorded flow, read once: which are logins, what they carry, how they were answered.

Rules on sequences go over these lists, so that a flow of thousands of requests is read a few times and not squared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from wxauth_cli.core.codes import CodeShape, shape_of
from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.secret import HIDDEN
from wxauth_cli.diagnose.case import Call, Case
from wxauth_cli.diagnose.endpoints import API_HOSTS, CODE2SESSION

if TYPE_CHECKING:
    from wxauth_cli.core.model import Exchange

MAX_ANSWER = 256 * 1024
"""Bytes of an answer that are parsed."""
CODE_NAMES = ("code", "js_code", "jsCode", "jscode", "wxCode", "wx_code", "loginCode", "login_code")
TOKEN_HEADERS = (
    "authorization", "token", "x-token", "x-access-token", "access-token", "access_token", "x-auth-token",
    "auth_token", "user_token", "satoken",
)  # fmt: skip
_LOGIN = re.compile(r"log-?in|sign-?in|(?<![a-z])auth(?!or)|code2|jscode|wx_?session|onlogin", re.I)
_REFRESH = re.compile(r"refresh|renew", re.I)
_PHONE = re.compile(r"phone|mobile", re.I)
_FINE_CODES = (0, 200, 1, 20000, "0", "200", "1", "20000", "ok", "success", "SUCCESS", "OK", "00000")
_BEARER = re.compile(r"^\s*(?:bearer|jwt|token)[:\s]\s*", re.I)


@dataclass(frozen=True, eq=False)
class Visit:
    """One request of the client to its own backend."""

    call: Call
    exchange: Exchange = field(repr=False)

    @property
    def where(self) -> str:
        """The name of this request in evidence."""
        return self.call.where

    @property
    def at(self) -> float:
        """When it began, in Unix seconds."""
        return self.exchange.timing.started_at

    @property
    def end(self) -> float:
        """When it ended, in Unix seconds."""
        return self.at + self.exchange.timing.total_ms / 1000

    @property
    def now(self) -> float:
        """The backend's own time of the answer where it says so, else the recorder's, in Unix seconds."""
        return self.call.date if self.call.date is not None else self.end

    @property
    def status(self) -> int | None:
        """The HTTP status, None without an answer."""
        return self.call.status

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The request's headers by their names in small letters, the first of each."""
        found: dict[str, str] = {}
        for name, value in self.exchange.request.headers:
            found.setdefault(name.lower(), value)
        return found

    @cached_property
    def answer(self) -> Mapping[str, object]:
        """The answer's JSON object, empty where it is something else."""
        body = self.exchange.response.body if self.exchange.response is not None else b""
        return parsed(body)

    @cached_property
    def data(self) -> Mapping[str, object]:
        """The answer's fields, with those of its `data`, `result` and `userInfo` lifted up."""
        found = dict(self.answer)
        for name in ("data", "result", "userInfo", "user"):
            inner = found.get(name)
            if isinstance(inner, Mapping):
                found = {**inner, **found}
        return found

    def answer_header(self, name: str) -> str:
        """The first header of that name in the answer, "" if there is none."""
        return (self.exchange.response.header(name) if self.exchange.response is not None else None) or ""

    @cached_property
    def code(self) -> str:
        """The one-time code that it carries under one of the usual names, as text; "" if none."""
        for name in CODE_NAMES:
            value = self.call.query.get(name, self.call.body.get(name))
            if isinstance(value, str) and value:
                return value
        for inner in self.call.body.values():
            if isinstance(inner, Mapping):
                for name in CODE_NAMES:
                    value = inner.get(name)
                    if isinstance(value, str) and value:
                        return value
        return ""

    @cached_property
    def is_refresh(self) -> bool:
        """Whether it renews the backend's own token."""
        return _REFRESH.search(self.call.path) is not None

    @cached_property
    def is_login(self) -> bool:
        """Whether it brings a login code to the backend."""
        if self.is_refresh or _PHONE.search(self.call.path) or self.payload:
            return False
        if self.code:
            return shape_of(self.code) is not CodeShape.PHONE and HIDDEN not in self.code
        return False

    @property
    def is_login_path(self) -> bool:
        """Whether its address is that of a login, whatever it carries."""
        return _LOGIN.search(self.call.path) is not None and not self.is_refresh

    @property
    def payload(self) -> bool:
        """Whether it carries encrypted data."""
        return any(name in self.call.body for name in ("encryptedData", "encrypted_data", "encryptData"))

    @property
    def refused(self) -> bool:
        """Whether the backend does not accept its token: 401, or 401 in the answer's own code."""
        if self.status == 401:
            return True
        return self.status in (200, 403) and str(self.answer.get("code", self.answer.get("errno", ""))) in _REFUSALS

    @property
    def failed(self) -> bool:
        """Whether the backend says that it did not work: by status, or by a code of its own."""
        if self.status is None:
            return False
        if self.status >= 400:
            return True
        # `False` is a failure, though it equals the 0 that is none.
        return self.own_code is False or (self.own_code is not None and self.own_code not in _FINE_CODES)

    @property
    def own_code(self) -> object:
        """The backend's own result code, None where the answer has none."""
        answer = self.answer
        for name in ("code", "errcode", "errCode", "errno", "status"):
            value = answer.get(name)
            if isinstance(value, (int, str)) and not isinstance(value, bool):
                if name == "code" and isinstance(value, str) and len(value) > 12:
                    continue
                return value
        return False if answer.get("success") is False else None

    @cached_property
    def token_header(self) -> tuple[str, str]:
        """Name (in small letters) and whole value of the header that carries the backend's token; "" if none."""
        return next(((name, self.headers[name]) for name in TOKEN_HEADERS if self.headers.get(name)), ("", ""))

    @cached_property
    def token(self) -> str:
        """The token that it carries, without `Bearer` and what surrounds it; "" if none or masked."""
        value = _BEARER.sub("", self.token_header[1].strip().strip("\"'")).strip().strip("\"'")
        return "" if HIDDEN in value else value

    @cached_property
    def issued(self) -> str:
        """The token that the answer gives; "" if none or masked."""
        for name in ("token", "accessToken", "access_token", "jwt", "sessionToken", "session_token", "authToken"):
            value = self.data.get(name)
            if isinstance(value, str) and value and HIDDEN not in value:
                return _BEARER.sub("", value).strip()
        return ""

    @property
    def device(self) -> str:
        """What tells clients apart: User-Agent and Referer. "" where neither is recorded (a server's log)."""
        return "\n".join(part for part in (self.call.user_agent, self.call.referer) if part)


_REFUSALS = ("401", "40101", "401001", "4001", "50008", "50012", "50014", "10401")


AGAIN_S = 2.0


class Traffic:
    """The visits of a case in order, and their usual selections."""

    def __init__(self, case: Case) -> None:
        self.visits = tuple(
            Visit(call, call.exchange)
            for call in case.calls
            if call.leg is Leg.CLIENT_BACKEND and call.exchange is not None and call.host not in API_HOSTS
        )
        self.logins = tuple(visit for visit in self.visits if visit.is_login)
        self.refreshes = tuple(visit for visit in self.visits if visit.is_refresh)
        self.exchanges = case.to(CODE2SESSION)

    @cached_property
    def users(self) -> Mapping[str, str]:
        """Login code -> openid, where an answer of WeChat or of the backend tells."""
        found: dict[str, str] = {}
        for call in self.exchanges:
            openid = answer_of(call).get("openid") if call.exchange is not None else None
            if call.exchange is not None and openid is None:
                openid = call.exchange.learnt.get("openid")
            if isinstance(openid, str) and call.given("js_code"):
                found[call.given("js_code")] = openid
        for visit in self.logins:
            openid = visit.data.get("openid") or visit.data.get("openId")
            if isinstance(openid, str) and openid:
                found.setdefault(visit.code, openid)
        return found

    @cached_property
    def exchange_times(self) -> Mapping[str, list[float]]:
        """openid -> when its codes were exchanged, sorted, in Unix seconds."""
        found: dict[str, list[float]] = {}
        for call in self.exchanges:
            openid = self.users.get(call.given("js_code"))
            if openid is not None and call.started_at is not None:
                found.setdefault(openid, []).append(call.started_at)
        return {openid: sorted(times) for openid, times in found.items()}

    @cached_property
    def issuing(self) -> Mapping[str, Visit]:
        """Token of the backend -> the request whose answer gave it."""
        found: dict[str, Visit] = {}
        for visit in self.visits:
            if visit.issued and (visit.is_login or visit.is_refresh or visit.is_login_path):
                found.setdefault(visit.issued, visit)
        return found

    @cached_property
    def renewed(self) -> frozenset[str]:
        """Tokens that were refused, then replaced by a login or a refresh, and after it by one that was accepted."""
        last: dict[str, Visit] = {}
        for visit in self.refused():
            if visit.token:
                last[visit.token] = visit
        if not last:
            return frozenset()
        issued = [visit for visit in self.visits if visit.issued and not visit.failed]
        served = [visit for visit in self.visits if visit.token and not visit.failed]
        found: set[str] = set()
        for token, visit in last.items():
            fresh = next(
                (other for other in issued if other.at >= visit.at and other.call.host == visit.call.host), None
            )
            if fresh is not None and any(
                other.at >= fresh.at and other.token == fresh.issued and other.call.host == visit.call.host
                for other in served
            ):
                found.add(token)
        return frozenset(found)

    def refused(self) -> Iterator[Visit]:
        """The requests whose token was not accepted, refreshes and logins left out."""
        return (visit for visit in self.visits if visit.refused and not visit.is_login and not visit.is_refresh)


def traffic(case: Case) -> Traffic:
    """The traffic of a case, made once."""
    return case.once("traffic", lambda: Traffic(case))


def used_again(case: Case) -> Mapping[str, tuple[Visit, Visit]]:
    """Login code -> the login that worked with it, and the next one that brought it, later, and failed.

    Two that follow closer than AGAIN_S may be one that was sent twice: see code-resubmitted-by-plumbing.
    """
    worked: dict[str, Visit] = {}
    found: dict[str, tuple[Visit, Visit]] = {}
    for visit in traffic(case).logins:
        if not visit.failed and visit.status is not None:
            worked.setdefault(visit.code, visit)
        elif visit.failed and visit.code in worked and visit.at - worked[visit.code].end > AGAIN_S:
            found.setdefault(visit.code, (worked[visit.code], visit))
    return found


def answer_of(call: Call) -> Mapping[str, object]:
    """The JSON object that a recorded call was answered with, empty where there is none."""
    exchange = call.exchange
    return parsed(exchange.response.body) if exchange is not None and exchange.response is not None else {}


def parsed(body: bytes) -> Mapping[str, object]:
    """The JSON object of a body; empty for anything else, and for one too large."""
    if not body or len(body) > MAX_ANSWER or body.lstrip()[:1] != b"{":
        return {}
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
