"""A mini program in small: what runs on the phone. It knows its backend's address and nothing secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from wxauth_cli.core.model import HttpRequest, Leg, OutcomeKind
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.lab.backend import json_of
from wxauth_cli.lab.recorder import Recorder


class Phone(Protocol):
    """WeChat on the phone: the sandbox's control API."""

    def control(self, verb: str, **arguments: object) -> dict[str, object]: ...


class StepFailed(Exception):
    """A step of the healthy flow did not come out as it should."""

    def __init__(self, step: int) -> None:
        super().__init__(step)
        self.step = step


class MiniProgram:
    """Logs in, calls the backend with the token, hands over what a button gave."""

    def __init__(self, recorder: Recorder, phone: Phone, backend_url: str) -> None:
        self._recorder = recorder
        self._phone = phone
        self._url = backend_url
        self._token: Secret | None = None

    def login(self) -> None:
        """Steps 1, 2 and 5: wx.login, the code to the backend, the token back."""
        code = str(self._phone.control("login")["code"])
        self._recorder.event(1, Leg.CLIENT, "login-called", code=Secret(code, SecretKind.CODE))
        answer = self._call(2, "POST", "/login", {"code": code})
        self._token = Secret(str(answer["token"]), SecretKind.JWT)
        self._recorder.event(5, Leg.CLIENT, "token-received", token=self._token, expires_in=answer.get("expires_in"))

    def open_page(self) -> int:
        """Step 6: a call with the token; the user's number at the backend."""
        answer = self._call(6, "GET", "/me", shown=("user_id",))
        number = answer.get("user_id")
        if not isinstance(number, int):
            raise StepFailed(6)
        return number

    def tap_phone_button(self) -> dict[str, object]:
        """Step 8: the user taps `open-type="getPhoneNumber"`; what the event's detail holds."""
        detail = self._phone.control("tap", kind="phone")
        learnt: dict[str, object] = {name: detail[name] for name in ("encryptedData", "iv")}
        self._recorder.event(
            8, Leg.CLIENT, "button-tapped", **learnt, code=Secret(str(detail["code"]), SecretKind.CODE)
        )
        return detail

    def hand_over(self, detail: Mapping[str, object]) -> str:
        """Step 8: what the button gave goes to the backend; the masked number that comes back."""
        return str(self._call(8, "POST", "/phone", detail, shown=("phone",))["phone"])

    def _call(
        self,
        step: int,
        method: str,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        shown: tuple[str, ...] = (),
    ) -> dict[str, object]:
        headers = [("Content-Type", "application/json")] if body is not None else []
        if self._token is not None:
            headers.append(("Authorization", f"Bearer {self._token.reveal()}"))
        data = json.dumps(body).encode() if body is not None else b""
        request = HttpRequest(method, self._url + path, tuple(headers), data)
        endpoint = f"{method} {path}"
        place, exchange = self._recorder.send(request, step=step, leg=Leg.CLIENT_BACKEND, endpoint=endpoint)
        answer = json_of(exchange)
        if exchange.outcome.kind is not OutcomeKind.FINE:
            raise StepFailed(step)
        self._recorder.learn(place, replace(exchange, learnt={name: answer[name] for name in shown if name in answer}))
        return answer
