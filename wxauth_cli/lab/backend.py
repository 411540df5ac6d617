"""A developer's backend in small, done right: the session_key stays here, the token is its own, a code is sent once.

Three calls, over real HTTP on loopback, each a JSON object in and out:

    POST /login {code}                    step 3, 4: code2Session, then a token of its own (JWT, HS256)
    GET  /me    Authorization: Bearer …   step 7: the token is checked
    POST /phone {encryptedData, iv}       step 9: opened with the session_key that was kept
    POST /phone {code}                    step 9: exchanged with the access_token
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Thread
from typing import TYPE_CHECKING

from wxauth_cli.core.crypto import open_cbc, unpad
from wxauth_cli.core.jwt import unsafe_decode
from wxauth_cli.core.jwt_sign import hmac_fits, sign
from wxauth_cli.core.model import Exchange, Leg, Outcome, OutcomeKind
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.core.world import Answer, WechatCall
from wxauth_cli.lab.recorder import Clock, Recorder

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

TOKEN_LIFETIME_S = 7200
LONGEST_BODY = 64 * 1024
FIRST_USER = 10001
_SESSION = ("openid", "session_key")
_TOKEN = ("access_token", "expires_in")


class Refused(Exception):
    """The backend says no: an HTTP status and a word for the client."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


@dataclass
class User:
    """What the backend keeps of a user."""

    number: int
    openid: str
    session_key: Secret
    phone: Secret | None = None


class Backend:
    """The backend's own logic, without HTTP."""

    def __init__(
        self, recorder: Recorder, clock: Clock, *, wechat: str, appid: str, secret: Secret, jwt_key: bytes
    ) -> None:
        self._recorder = recorder
        self._clock = clock
        self._wechat = wechat
        self._appid = appid
        self._secret = secret
        self._jwt_key = jwt_key
        self._users: dict[str, User] = {}

    def now(self) -> float:
        """The backend's clock, Unix seconds."""
        return self._clock.now()

    def answer(self, method: str, path: str, authorization: str, body: bytes) -> tuple[int, dict[str, object]]:
        """Status and body for a request."""
        try:
            if (method, path) == ("POST", "/login"):
                return 200, self._login(_object(body))
            if (method, path) == ("GET", "/me"):
                return 200, self._me(self._user(authorization))
            if (method, path) == ("POST", "/phone"):
                return 200, self._phone(self._user(authorization), _object(body))
            raise Refused(404, "no such call")
        except Refused as refused:
            return refused.status, {"error": refused.error}

    def reply(self, method: str, path: str, authorization: str, body: bytes) -> Answer:
        """The same as it goes over the wire."""
        status, answer = self.answer(method, path, authorization, body)
        return Answer(status, json.dumps(answer).encode())

    def _login(self, given: Mapping[str, object]) -> dict[str, object]:
        query = {
            "appid": self._appid,
            "secret": self._secret.reveal(),
            "js_code": str(given.get("code", "")),
            "grant_type": "authorization_code",
        }
        answer = self.ask(WechatCall("code2Session", "GET", "/sns/jscode2session", query), 3, _SESSION)
        openid, session_key = str(answer["openid"]), Secret(str(answer["session_key"]), SecretKind.SESSION_KEY)
        known = self._users.get(openid)
        number = known.number if known else FIRST_USER + len(self._users)
        self._users[openid] = User(number, openid, self._stored(known, session_key))
        now = int(self.now())
        claims: dict[str, object] = {"sub": str(number), "iat": now, "exp": now + TOKEN_LIFETIME_S}
        token = self._signed({"alg": "HS256", "typ": "JWT"}, claims)
        self._recorder.event(
            4,
            Leg.BACKEND,
            "token-issued",
            token=Secret(token, SecretKind.JWT),
            sub=str(number),
            expires_in=TOKEN_LIFETIME_S,
        )
        return {"token": token, "expires_in": TOKEN_LIFETIME_S}

    def _stored(self, known: User | None, session_key: Secret) -> Secret:
        """The session_key to keep: that of the latest login."""
        return session_key

    def _signed(self, header: dict[str, object], claims: dict[str, object]) -> str:
        return sign(header, claims, "HS256", self._jwt_key)

    def _user(self, authorization: str) -> User:
        token = unsafe_decode(authorization.removeprefix("Bearer "))
        claims = token.claims or {}
        expires = claims.get("exp")
        # The algorithm is the backend's choice, never the token's.
        good = token.alg == "HS256" and hmac_fits(token, "HS256", self._jwt_key)
        if not good or not isinstance(expires, int) or expires <= self.now():
            raise Refused(401, "token not valid")
        user = next((user for user in self._users.values() if str(user.number) == claims.get("sub")), None)
        if user is None:
            raise Refused(401, "no such user")
        return user

    def _me(self, user: User) -> dict[str, object]:
        self._recorder.event(7, Leg.BACKEND, "token-verified", alg="HS256", sub=str(user.number))
        return {"user_id": user.number}

    def _phone(self, user: User, given: Mapping[str, object]) -> dict[str, object]:
        number = self._exchanged(user, given) if "code" in given else self._opened(user, given)
        user.phone = Secret(number, SecretKind.PHONE)
        return {"phone": str(user.phone)}

    def _opened(self, user: User, given: Mapping[str, object]) -> str:
        try:
            key = self._key(user)
            sealed, iv = (base64.b64decode(str(given[name]), validate=True) for name in ("encryptedData", "iv"))
            plaintext = json.loads(unpad(open_cbc(sealed, key, iv)) or b"")
            number, watermark = str(plaintext["purePhoneNumber"]), plaintext["watermark"]
        except (KeyError, ValueError):
            raise Refused(400, "cannot be opened") from None
        if watermark["appid"] != self._appid:
            raise Refused(400, "sealed for another app")
        self._recorder.event(
            9,
            Leg.BACKEND,
            "payload-opened",
            purePhoneNumber=Secret(number, SecretKind.PHONE),
            watermark={"appid": watermark["appid"]},
        )
        return number

    def _key(self, user: User) -> bytes:
        return base64.b64decode(user.session_key.reveal(), validate=True)

    def _exchanged(self, user: User, given: Mapping[str, object]) -> str:
        token = self.access_token()
        # With the openid, WeChat refuses a code that another user's button gave.
        body = {"code": str(given["code"]), "openid": user.openid}
        call = WechatCall(
            "getPhoneNumber",
            "POST",
            "/wxa/business/getuserphonenumber",
            {"access_token": token},
            self._phone_body(body),
        )
        return str(
            self.ask(call, 9, ("phoneNumber", "purePhoneNumber", "countryCode"), "phone_info")["purePhoneNumber"]
        )

    def _phone_body(self, body: dict[str, str]) -> dict[str, str]:
        return body

    def access_token(self) -> str:
        """A token of stable_token."""
        credentials = {"grant_type": "client_credential", "appid": self._appid, "secret": self._secret.reveal()}
        call = WechatCall("getStableAccessToken", "POST", "/cgi-bin/stable_token", body=credentials)
        return str(self.ask(call, 9, _TOKEN)["access_token"])

    def _send(self, call: WechatCall, step: int) -> tuple[int, Exchange]:
        return self._recorder.send(
            call.request(self._wechat), step=step, leg=Leg.BACKEND_WECHAT, endpoint=call.endpoint
        )

    def ask(self, call: WechatCall, step: int, fields: tuple[str, ...], within: str | None = None) -> dict[str, object]:
        """Those fields of WeChat's answer (of the object `within` it); `Refused` if WeChat gives an error or none."""
        place, exchange = self._send(call, step)
        value = json_of(exchange)
        errcode = value.get("errcode", 0)
        if exchange.outcome.kind is not OutcomeKind.FINE or errcode:
            if isinstance(errcode, int) and errcode:
                errmsg = str(value.get("errmsg", ""))
                outcome = Outcome(OutcomeKind.WECHAT, exchange.outcome.sent, errcode=errcode, errmsg=errmsg)
                self._recorder.learn(place, replace(exchange, outcome=outcome))
            raise Refused(502, "WeChat refused")
        inner = value.get(within) if within else value
        answer = {name: inner[name] for name in fields if name in inner} if isinstance(inner, dict) else {}
        kinds = {
            "session_key": SecretKind.SESSION_KEY,
            "access_token": SecretKind.ACCESS_TOKEN,
            "phoneNumber": SecretKind.PHONE,
            "purePhoneNumber": SecretKind.PHONE,
        }
        learnt = {name: Secret(str(item), kinds[name]) if name in kinds else item for name, item in answer.items()}
        self._recorder.learn(place, replace(exchange, learnt=learnt))
        return answer


def json_of(exchange: Exchange) -> dict[str, object]:
    """The JSON object that came back; empty if it was none."""
    try:
        value = json.loads(exchange.response.body) if exchange.response else None
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {}


def _object(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise Refused(400, "not a JSON object")
    return value


class Running:
    """A backend that listens on a free port of loopback, until `close()`."""

    def __init__(self, backend: Backend) -> None:
        self._server = _server(backend)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), name="wxauth-lab-backend", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _server(backend: Backend) -> ThreadingHTTPServer:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def _respond(self) -> None:
            length = self.headers.get("Content-Length", "0")
            size = int(length) if length.isascii() and length.isdigit() else LONGEST_BODY + 1
            answer = Answer(413, b'{"error": "too large"}')
            if size <= LONGEST_BODY:
                body = self.rfile.read(size)
                authorization = self.headers.get("Authorization", "")
                answer = backend.reply(self.command, self.path, authorization, body)
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = _respond

        def date_time_string(self, timestamp: float | None = None) -> str:
            """The backend's own time, so that it fits what is played."""
            return super().date_time_string(backend.now() if timestamp is None else timestamp)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: request lines hold what is nobody's business."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)
