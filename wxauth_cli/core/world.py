"""The world that a scenario plays in: a phone, a developer's backend, WeChat, and time.

`lab` carries out over real HTTP what a scenario (`core/scenario.py`) does in it; nothing here does anything by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Protocol
from urllib.parse import urlencode

from wxauth_cli.core.model import HttpRequest


@dataclass(frozen=True)
class Credentials:
    """An app and its AppSecret."""

    appid: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class WechatCall:
    """What a backend is about to send to WeChat. Habits change it with the methods below."""

    endpoint: str
    """The platform's name of it."""
    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, object] | bytes | None = None
    """A JSON object, or bytes as they are."""
    content_type: str = "application/json"

    def with_query(self, **given: str) -> WechatCall:
        """With these query parameters."""
        return replace(self, query={**self.query, **given})

    def without(self, *names: str) -> WechatCall:
        """Without these parameters, in the query and in the body."""
        query = {name: value for name, value in self.query.items() if name not in names}
        body = self.body
        if isinstance(body, Mapping):
            body = {name: value for name, value in body.items() if name not in names}
        return replace(self, query=query, body=body)

    def renamed(self, old: str, new: str) -> WechatCall:
        """With a query parameter under another name."""
        return replace(self, query={new if name == old else name: value for name, value in self.query.items()})

    def with_body(self, **given: object) -> WechatCall:
        """With these fields in its JSON body."""
        return replace(self, body={**(self.body if isinstance(self.body, Mapping) else {}), **given})

    def request(self, base: str) -> HttpRequest:
        """The request to the WeChat at `base`."""
        url = f"{base}{self.path}?{urlencode(self.query)}" if self.query else base + self.path
        body = json.dumps(self.body).encode() if isinstance(self.body, Mapping) else self.body or b""
        headers = (("Content-Type", self.content_type),) if self.body is not None else ()
        return HttpRequest(self.method, url, headers, body)


Claims = dict[str, object]


@dataclass(frozen=True)
class Answer:
    """What a backend answers, as it goes over the wire."""

    status: int
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    """Besides `Content-Type: application/json`, which they may change."""


@dataclass
class Habits:
    """What the backend does in its own way. As made: everything right."""

    credentials: Credentials | None = None
    """Another app's for the login; None: its own."""
    token_credentials: Credentials | None = None
    """Another app's for the access_token; None: its own."""
    edits: dict[str, Callable[[WechatCall], WechatCall]] = field(default_factory=dict)
    """Endpoint -> how its calls are changed before they are sent."""
    fetches_token_first: bool = False
    """Gets an access_token before it exchanges a code, as some SDKs do."""
    legacy_token: bool = False
    """Gets it from /cgi-bin/token."""
    token_in_use: str | None = None
    """An access_token that it uses without fetching one."""
    tries: int = 1
    """How often a call is sent if no answer comes in time."""
    patience_s: float | None = None
    """How long it waits for an answer; None: long enough."""
    keeps_first_key: bool = False
    """Stores the session_key of a user's first login only."""
    key_read: Callable[[str], str] = lambda text: text
    """What it makes of a stored session_key when it opens a payload."""
    answers: dict[str, Answer] = field(default_factory=dict)
    """Path -> what it answers there, whatever is asked and without doing anything."""
    hides_errors: bool = False
    """Answers a failed login with 200 and an empty openid."""
    passes_openid: bool = True
    """Sends the user's openid with a phone code."""
    jwt_key: bytes | None = None
    """Signs its tokens with this; None: 32 random bytes."""
    token: Callable[[Claims, Claims], None] = lambda header, claims: None
    """Changes header and claims of its own token before it is signed."""
    token_text: Callable[[str], str] = lambda text: text
    """What becomes of the signed text."""


class Reply(NamedTuple):
    """The backend's answer to the mini program; status 0 where none came."""

    status: int
    body: dict[str, object]


class World(Protocol):
    """What a scenario can do. All times in seconds."""

    @property
    def appid(self) -> str:
        """The mini program's."""

    @property
    def token(self) -> str:
        """The backend's token that the mini program has; "" before the login."""

    @property
    def habits(self) -> Habits:
        """The backend's; to be changed in place."""

    def login(self, user: str = "default", *, kind: str = "login") -> str:
        """Step 1: the code of wx.login (`kind="plugin"`: of wx.pluginLogin)."""

    def send_code(self, code: str) -> Reply:
        """Step 2: the code to the backend, which exchanges it (3) and issues a token (4); the mini program keeps it."""

    def open_page(self) -> Reply:
        """Step 6: a call with the token."""

    def tap(self, kind: str = "phone", *, containing: str = "", **forged: object) -> dict[str, str]:
        """Step 8: what the button's event holds. `containing`: taps until encryptedData has that in it. `forged`:
        `watermark_appid`, `age_s`."""

    def hand_over(self, detail: Mapping[str, object], *, raw_form: bool = False) -> Reply:
        """Step 8: what a button gave goes to the backend, which opens or exchanges it (9). `raw_form`: as a form whose
        values were not escaped."""

    def request(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """A request of the mini program's own making to its backend, without a token."""

    def device(self, *, appid: str | None = None, user_agent: str = "", page: str = "1/page-frame.html") -> None:
        """What runs: the mini program of that appid (None: the own one), on a device that names itself so in its
        requests; `page`: what follows the appid in their Referer, "" if they have none."""

    def fetch_token(self, *, legacy: bool = False, force: bool = False) -> str:
        """The backend gets an access_token; "" if it gets none."""

    def check_session(self, openid: str, session_key: str) -> None:
        """The backend asks WeChat whether this session_key holds."""

    def call_wechat(self, call: WechatCall) -> None:
        """The backend calls WeChat, habits or not."""

    def session_key(self, user: str = "default") -> str:
        """The one that the backend has stored."""

    def openid(self, appid: str | None = None, user: str = "default") -> str:
        """The user's, in this app or another."""

    def second_app(self) -> Credentials:
        """Another app that exists."""

    def settings(self, **given: object) -> None:
        """The app's on the platform's console: `ip_whitelist`, `secret_frozen`, `verified`, `require_https` …"""

    def user(self, name: str = "default", **given: object) -> None:
        """A user's: `phone`, `country_code`, `risky`, `rotate` (the next wx.login replaces the session_key)."""

    def fault(self, path: str | None = None, **given: object) -> None:
        """What goes wrong at WeChat: `errcode`, or `kind` with `delay_s` or `value`; `times`. No path: at any call."""

    def wait(self, seconds: float) -> None:
        """Time goes by."""

    def unseen(self) -> AbstractContextManager[None]:
        """What happens inside leaves no evidence."""
