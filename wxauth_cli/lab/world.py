"""The world of scenarios over the sandbox: two servers on loopback, one clock, everything recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace

from wxauth_cli.core.model import Flow, HttpRequest, Leg, OutcomeKind
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.core.signatures import session_signature
from wxauth_cli.core.world import Credentials, Habits, Reply, WechatCall
from wxauth_cli.lab.backend import Refused, json_of
from wxauth_cli.lab.backend import Running as RunningBackend
from wxauth_cli.lab.faulty import FaultyBackend
from wxauth_cli.lab.recorder import Clock, Recorder
from wxauth_cli.net.http import Http
from wxauth_cli.net.lazy import load_httpx
from wxauth_cli.sandbox.server import serve_in_thread
from wxauth_cli.sandbox.state import State

_MOST_TAPS = 200


class MovingClock:
    """A clock that can be moved ahead of another."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead_s = 0.0

    def now(self) -> float:
        """Unix seconds."""
        return self._clock.now() + self._ahead_s

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return self._clock.monotonic() + self._ahead_s

    def sleep(self, seconds: float) -> None:
        """Wait for real."""
        self._clock.sleep(seconds)

    def advance(self, seconds: float) -> None:
        """Move ahead at once."""
        self._ahead_s += seconds


class SandboxWorld:
    """A `World`; its servers live from `with` to its end. With `seed`, codes, keys and tokens repeat themselves."""

    def __init__(self, clock: Clock, *, seed: int | None = None) -> None:
        load_httpx()
        self.clock = MovingClock(clock)
        state = State(seed, now=self.clock.now)
        self._wechat = serve_in_thread(state, seed=seed)
        self._recorder = Recorder(Http(self.clock), self.clock)
        self._backend = FaultyBackend(
            self._recorder,
            self.clock,
            wechat=self._wechat.url,
            appid=self._wechat.appid,
            secret=Secret(self._wechat.secret, SecretKind.APPSECRET),
            jwt_key=state.dice.bytes(32),
        )
        self._listening = RunningBackend(self._backend)
        self.device()
        self._token = ""
        self._tapped = "phone"

    def __enter__(self) -> SandboxWorld:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()
        self._wechat.close()

    @property
    def flow(self) -> Flow:
        """All that was recorded."""
        return self._recorder.flow

    @property
    def appid(self) -> str:
        """The mini program's."""
        return self._wechat.appid

    @property
    def token(self) -> str:
        """The backend's token that the mini program has."""
        return self._token

    @property
    def habits(self) -> Habits:
        """The backend's; to be changed in place."""
        return self._backend.habits

    def login(self, user: str = "default", *, kind: str = "login") -> str:
        """Step 1: the code of wx.login or wx.pluginLogin."""
        code = str(self._wechat.control("login", user=user, kind=kind, appid=self._client_appid)["code"])
        self._recorder.event(1, Leg.CLIENT, "login-called", code=Secret(code, SecretKind.CODE))
        return code

    def send_code(self, code: str) -> Reply:
        """Steps 2 to 5."""
        reply = self._call(2, "POST", "/login", {"code": code})
        if reply.status == 200 and "token" in reply.body:
            self._token = str(reply.body["token"])
            token = Secret(self._token, SecretKind.JWT)
            self._recorder.event(5, Leg.CLIENT, "token-received", token=token, expires_in=reply.body.get("expires_in"))
        return reply

    def open_page(self) -> Reply:
        """Steps 6 and 7."""
        return self._call(6, "GET", "/me", shown=("user_id",))

    def tap(self, kind: str = "phone", *, containing: str = "", **forged: object) -> dict[str, str]:
        """Step 8: what the button's event holds."""
        self._tapped = kind
        for _ in range(_MOST_TAPS):
            detail = self._wechat.control("tap", kind=kind, appid=self._client_appid, **forged)
            if containing in detail["encryptedData"]:
                break
        learnt: dict[str, object] = {name: detail[name] for name in ("encryptedData", "iv")}
        if "code" in detail:
            learnt["code"] = Secret(detail["code"], SecretKind.CODE)
        self._recorder.event(8, Leg.CLIENT, "button-tapped", **learnt)
        return {name: str(value) for name, value in detail.items() if name != "errMsg"}

    def hand_over(self, detail: Mapping[str, object], *, raw_form: bool = False) -> Reply:
        """Steps 8 and 9."""
        path = "/phone" if self._tapped == "phone" or "code" in detail else "/data"
        return self._call(8, "POST", path, detail, shown=("phone", "fields"), raw_form=raw_form)

    def request(
        self,
        method: str,
        path: str,
        body: Mapping[str, object] | bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """A request of the mini program's own making."""
        given = list((headers or {}).items())
        step = 2 if path == "/login" else 6
        return self._request(step, method, path, self._own_headers() + given, body)

    def device(self, *, appid: str | None = None, user_agent: str = "", page: str = "1/page-frame.html") -> None:
        """What runs, and how it names itself."""
        self._client_appid = appid or self.appid
        self._user_agent, self._page = user_agent, page

    def fetch_token(self, *, legacy: bool = False, force: bool = False) -> str:
        """The backend gets an access_token; "" if it gets none."""
        before, self.habits.legacy_token = self.habits.legacy_token, legacy
        try:
            return self._backend.access_token(force=force)
        except Refused:
            return ""
        finally:
            self.habits.legacy_token = before

    def check_session(self, openid: str, session_key: str) -> None:
        """The backend asks WeChat whether this session_key holds."""
        query = {
            "access_token": self.fetch_token(),
            "openid": openid,
            "signature": session_signature(session_key),
            "sig_method": "hmac_sha256",
        }
        self.call_wechat(WechatCall("checkSessionKey", "GET", "/wxa/checksession", query))

    def call_wechat(self, call: WechatCall) -> None:
        """The backend calls WeChat."""
        with suppress(Refused):
            self._backend.ask(call, 3 if call.path.startswith("/sns/") else 9, ())

    def session_key(self, user: str = "default") -> str:
        """The one that the backend has stored."""
        return self._backend.stored_key(self.openid(user=user))

    def openid(self, appid: str | None = None, user: str = "default") -> str:
        """The user's, in this app or another."""
        return str(self._wechat.control("user", user=user, appid=appid or self.appid)["openid"])

    def second_app(self) -> Credentials:
        """Another app that exists."""
        made = self._wechat.control("app")
        Secret(made["secret"], SecretKind.APPSECRET)
        return Credentials(made["appid"], made["secret"])

    def settings(self, **given: object) -> None:
        """The app's on the platform's console."""
        self._wechat.control("app", appid=self.appid, **given)

    def user(self, name: str = "default", **given: object) -> None:
        """A user's."""
        self._wechat.control("user", user=name, **given)

    def fault(self, path: str | None = None, **given: object) -> None:
        """What goes wrong at WeChat."""
        where = {"path": path} if path is not None else {}
        self._wechat.control("fault", **where, **given)

    def wait(self, seconds: float) -> None:
        """Time goes by, for everybody; the record says so, or nobody would see why."""
        last = self.flow.items[-1].step if self.flow.items else 1
        self.clock.advance(seconds)
        self._recorder.event(last, Leg.CLIENT, "time-passed", seconds=round(seconds))

    def unseen(self) -> AbstractContextManager[None]:
        """What happens inside leaves no evidence."""
        return self._recorder.unseen()

    def _own_headers(self) -> list[tuple[str, str]]:
        """How the device names itself."""
        headers: list[tuple[str, str]] = []
        if self._page:
            headers.append(("Referer", f"https://servicewechat.com/{self._client_appid}/{self._page}"))
        if self._user_agent:
            headers.append(("User-Agent", self._user_agent))
        return headers

    def _call(
        self,
        step: int,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        shown: tuple[str, ...] = (),
        raw_form: bool = False,
    ) -> Reply:
        headers = self._own_headers()
        if self._token and path != "/login":
            headers.append(("Authorization", f"Bearer {self._token}"))
        if body is not None and raw_form:
            headers.append(("Content-Type", "application/x-www-form-urlencoded"))
            form = "&".join(f"{name}={value}" for name, value in body.items()).encode()
            return self._request(step, method, path, headers, form, shown)
        return self._request(step, method, path, headers, body, shown)

    def _request(
        self,
        step: int,
        method: str,
        path: str,
        headers: list[tuple[str, str]],
        body: Mapping[str, object] | bytes | None,
        shown: tuple[str, ...] = (),
    ) -> Reply:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        if isinstance(body, Mapping) and not any(name.lower() == "content-type" for name, _ in headers):
            headers = [*headers, ("Content-Type", "application/json")]
        request = HttpRequest(method, self._listening.url + path, tuple(headers), data)
        endpoint = f"{method} {path.partition('?')[0]}"
        place, exchange = self._recorder.send(request, step=step, leg=Leg.CLIENT_BACKEND, endpoint=endpoint)
        answer = json_of(exchange)
        if exchange.outcome.kind is OutcomeKind.FINE:
            learnt = {name: answer[name] for name in shown if name in answer}
            self._recorder.learn(place, replace(exchange, learnt=learnt))
        return Reply(exchange.response.status if exchange.response else 0, answer)
