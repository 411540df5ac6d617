"""A sandbox without sockets, and the calls that tests make."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.conftest import NOW
from wxauth_cli.sandbox.control import perform
from wxauth_cli.sandbox.door import GET_VERBS
from wxauth_cli.sandbox.front import Front
from wxauth_cli.sandbox.messages import SandboxRequest, SandboxResponse, query_pairs
from wxauth_cli.sandbox.state import State, Switches


@dataclass
class World:
    """State and doors; the clock stands still but for `advance`."""

    switches: Switches = field(default_factory=Switches)
    seed: int = 7

    def __post_init__(self) -> None:
        self.state = State(self.seed, now=lambda: NOW, switches=self.switches)
        self.front = Front(self.state, "/_control-test", "token-of-the-test")
        self.appid = self.state.default.appid
        self.secret = self.state.default.secret

    def control(self, verb: str, **arguments: Any) -> dict[str, Any]:
        method = "GET" if verb in GET_VERBS else "POST"
        return perform(verb, method, json.dumps(arguments).encode() if arguments else b"", {}, self.state)

    def send(
        self,
        method: str,
        path: str,
        query: dict[str, Any] | str | None = None,
        *,
        body: Any = None,
        headers: dict[str, str] | None = None,
        ip: str = "127.0.0.1",
        scheme: str = "http",
    ) -> SandboxResponse:
        text = query if isinstance(query, str) else urlencode(query or {})
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        pairs = tuple((name.lower(), value) for name, value in (headers or {}).items())
        return self.front.respond(SandboxRequest(method, path, query_pairs(text), pairs, data, ip, scheme))

    def call(self, method: str, path: str, query: Any = None, **rest: Any) -> dict[str, Any]:
        response = self.send(method, path, query, **rest)
        assert response.status == 200
        answer: dict[str, Any] = json.loads(response.body)
        return answer

    def login(self, **arguments: Any) -> str:
        code: str = self.control("login", **arguments)["code"]
        return code

    def query(self, code: str, /, **changes: Any) -> dict[str, Any]:
        """The parameters of code2Session; a change to None leaves one out."""
        usual = {"appid": self.appid, "secret": self.secret, "js_code": code, "grant_type": "authorization_code"}
        return {name: value for name, value in {**usual, **changes}.items() if value is not None}

    def exchange(self, code: str, /, *, ip: str = "127.0.0.1", **changes: Any) -> dict[str, Any]:
        return self.call("GET", "/sns/jscode2session", self.query(code, **changes), ip=ip)

    def stable(self, **changes: Any) -> dict[str, Any]:
        usual = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        body = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        return self.call("POST", "/cgi-bin/stable_token", body=body)

    def legacy(self, **changes: Any) -> dict[str, Any]:
        usual = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        query = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        return self.call("GET", "/cgi-bin/token", query)

    def works(self, token: str) -> int:
        """The errcode with which a business call of that token is answered."""
        errcode: int = self.call("GET", "/cgi-bin/get_api_domain_ip", {"access_token": token}).get("errcode", 0)
        return errcode

    def phone(self, token: str, code: str, **body: Any) -> dict[str, Any]:
        return self.call(
            "POST", "/wxa/business/getuserphonenumber", {"access_token": token}, body={"code": code, **body}
        )

    def checksession(self, token: str, openid: str, session_key: str, /, **changes: Any) -> dict[str, Any]:
        path = changes.pop("path", "/wxa/checksession")
        signature = hmac.new(session_key.encode(), b"", hashlib.sha256).hexdigest()
        usual = {"access_token": token, "openid": openid, "signature": signature, "sig_method": "hmac_sha256"}
        query = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        return self.call("GET", path, query)

    def app(self, **settings: Any) -> tuple[str, str]:
        made = self.control("app", **settings)
        return made["appid"], made["secret"]

    def advance(self, seconds: float) -> None:
        self.control("clock", advance_s=seconds)
