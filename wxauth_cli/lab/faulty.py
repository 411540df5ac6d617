"""A backend with habits of its own: whatever a developer may get wrong, switched on one by one."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from wxauth_cli.core.crypto import open_cbc, unpad
from wxauth_cli.core.model import Exchange, Leg, OutcomeKind
from wxauth_cli.core.scenario import answering
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.core.world import Answer, Habits, WechatCall
from wxauth_cli.lab.backend import Backend, Refused, User
from wxauth_cli.lab.recorder import Clock, Recorder


class FaultyBackend(Backend):
    """As healthy as its `habits` let it be."""

    def __init__(
        self, recorder: Recorder, clock: Clock, *, wechat: str, appid: str, secret: Secret, jwt_key: bytes
    ) -> None:
        super().__init__(recorder, clock, wechat=wechat, appid=appid, secret=secret, jwt_key=jwt_key)
        self.habits = Habits()

    def answer(self, method: str, path: str, authorization: str, body: bytes) -> tuple[int, dict[str, object]]:
        """As the healthy one does; a form is read too, and `POST /data` takes payloads that hold no number."""
        if body[:1] not in (b"{", b""):
            body = json.dumps(dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))).encode()
        if (method, path) != ("POST", "/data"):
            return super().answer(method, path, authorization, body)
        try:
            plaintext = self._plaintext(self._user(authorization), json.loads(body))
        except Refused as refused:
            return refused.status, {"error": refused.error}
        return 200, {"fields": sorted(plaintext)}

    def reply(self, method: str, path: str, authorization: str, body: bytes) -> Answer:
        """What the habits prescribe for that path, else the answer."""
        fixed = self.habits.answers.get(path.partition("?")[0])
        if fixed is not None:
            return fixed
        answer = super().reply(method, path, authorization, body)
        if self.habits.hides_errors and path == "/login" and answer.status >= 400:
            return answering(200, openid=None)
        return answer

    def stored_key(self, openid: str) -> str:
        """The session_key that it has of a user."""
        return self._users[openid].session_key.reveal()

    def _plaintext(self, user: User, given: Mapping[str, object]) -> dict[str, object]:
        try:
            sealed, iv = (base64.b64decode(str(given[name]), validate=True) for name in ("encryptedData", "iv"))
            value = json.loads(unpad(open_cbc(sealed, self._key(user), iv)) or b"")
        except (KeyError, ValueError):
            self._not_opened(user)
            raise Refused(400, "cannot be opened") from None
        if not isinstance(value, dict):
            raise Refused(400, "cannot be opened")
        return value

    def _opened(self, user: User, given: Mapping[str, object]) -> str:
        try:
            return super()._opened(user, given)
        except Refused:
            self._not_opened(user)
            raise

    def _not_opened(self, user: User) -> None:
        key = Secret(self.habits.key_read(user.session_key.reveal()), SecretKind.SESSION_KEY)
        self._recorder.event(9, Leg.BACKEND, "payload-not-opened", session_key=key)

    def _key(self, user: User) -> bytes:
        return base64.b64decode(self.habits.key_read(user.session_key.reveal()), validate=True)

    def _stored(self, known: User | None, session_key: Secret) -> Secret:
        return known.session_key if known is not None and self.habits.keeps_first_key else session_key

    def _signed(self, header: dict[str, object], claims: dict[str, object]) -> str:
        self.habits.token(header, claims)
        if self.habits.jwt_key is not None:
            self._jwt_key = self.habits.jwt_key
        return self.habits.token_text(super()._signed(header, claims))

    def _phone_body(self, body: dict[str, str]) -> dict[str, str]:
        return body if self.habits.passes_openid else {"code": body["code"]}

    def access_token(self, *, force: bool = False) -> str:
        """A token, got in the way that the habits say."""
        if self.habits.token_in_use is not None:
            return self.habits.token_in_use
        own = self.habits.token_credentials
        appid, secret = (own.appid, own.secret) if own is not None else (self._appid, self._secret.reveal())
        given = {"grant_type": "client_credential", "appid": appid, "secret": secret}
        if self.habits.legacy_token:
            call = WechatCall("getAccessToken", "GET", "/cgi-bin/token", given)
        else:
            forced: dict[str, object] = {"force_refresh": True} if force else {}
            call = WechatCall("getStableAccessToken", "POST", "/cgi-bin/stable_token", body={**given, **forced})
        return str(self.ask(call, 9, ("access_token", "expires_in"))["access_token"])

    def ask(self, call: WechatCall, step: int, fields: tuple[str, ...], within: str | None = None) -> dict[str, object]:
        """As the healthy one does, after what the habits make of the call."""
        if call.endpoint == "code2Session":
            own = self.habits.credentials
            if own is not None:
                call = call.with_query(appid=own.appid, secret=own.secret)
            if self.habits.fetches_token_first:
                self.access_token()
        edit = self.habits.edits.get(call.endpoint)
        return super().ask(edit(call) if edit is not None else call, step, fields, within)

    def _send(self, call: WechatCall, step: int) -> tuple[int, Exchange]:
        for _ in range(self.habits.tries):
            place, exchange = self._recorder.send(
                call.request(self._wechat),
                step=step,
                leg=Leg.BACKEND_WECHAT,
                endpoint=call.endpoint,
                deadline_s=self.habits.patience_s,
            )
            if exchange.outcome.kind is not OutcomeKind.TRANSPORT:
                break
        return place, exchange
