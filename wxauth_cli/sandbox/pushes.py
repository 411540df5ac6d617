"""What WeChat pushes to a developer's callback: signed, encrypted in safe mode, to loopback only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import urlencode, urlsplit

from wxauth_cli.core.message_push import seal, signature
from wxauth_cli.sandbox.callbacks import LOOPBACK, Callback, Format, Mode
from wxauth_cli.sandbox.dice import Dice
from wxauth_cli.sandbox.mint import dump

TRIES = 3
"""Deliveries of one message, until one is answered well."""
PATIENCE_S = 5.0
_ANSWER_BYTES = 64 * 1024


class Event(str, Enum):
    """What WeChat reports: changes of a user's information; and the ticket that a third-party platform needs."""

    MODIFIED = "user_info_modified"
    REVOKE = "user_authorization_revoke"
    CANCELLATION = "user_authorization_cancellation"
    TICKET = "component_verify_ticket"


REVOCABLE = frozenset({*range(1, 9), *range(12, 17), 18, 19, 20, *range(201, 208), 301})
"""Numbers of RevokeInfo: what a user can take back."""


@dataclass(frozen=True)
class Push:
    """One request to a callback."""

    method: str
    url: str
    body: bytes
    content_type: str


@dataclass(frozen=True)
class Attempt:
    """How one delivery went."""

    status: int | None
    body: str
    """The answer's beginning."""
    error: str | None
    """What there was instead of an answer."""

    def shown(self) -> dict[str, object]:
        """For the control API."""
        return {"status": self.status, "body": self.body, "error": self.error}


def verification(callback: Callback, now: float, dice: Dice) -> tuple[Push, str]:
    """The GET that proves that the callback knows its token, and the text that it has to answer."""
    echostr = str(dice.number(10**18, 10**19 - 1))
    query = {**_signed(callback, now, dice), "echostr": echostr}
    return Push("GET", f"{callback.url}?{urlencode(query)}", b"", ""), echostr


def information_change(
    event: Event, *, appid: str, openid: str, revoke_info: tuple[int, ...], now: float, dice: Dice
) -> dict[str, object]:
    """The message of a change. That several numbers of RevokeInfo are joined by commas is inferred."""
    message: dict[str, object] = {
        "ToUserName": account_of(appid, dice),
        "FromUserName": openid,
        "CreateTime": int(now),
        "MsgType": "event",
        "Event": event.value,
        "OpenID": openid,
        "AppID": appid,
    }
    if revoke_info:
        message["RevokeInfo"] = ",".join(str(number) for number in revoke_info)
    return message


def ticket_message(component_appid: str, ticket: str, now: float) -> dict[str, object]:
    """The message of a component_verify_ticket. Its fields are memory."""
    return {
        "AppId": component_appid,
        "CreateTime": int(now),
        "InfoType": Event.TICKET.value,
        "ComponentVerifyTicket": ticket,
    }


def to_platform(callback: Callback) -> Callback:
    """A third-party platform's callback: what goes there is always encrypted, and XML."""
    return replace(callback, mode=Mode.SAFE, format=Format.XML)


def push(callback: Callback, message: dict[str, object], appid: str, now: float, dice: Dice) -> Push:
    """The POST of a message."""
    query, text = _signed(callback, now, dice), _written(message, callback.format)
    if "FromUserName" in message:
        query["openid"] = str(message["FromUserName"])
    if callback.mode is Mode.SAFE:
        encrypted = seal(text.encode(), appid, callback.encoding_aes_key, dice.hex(16).encode())
        # A platform's messages name it by AppId, an account's by ToUserName.
        owner = "ToUserName" if "ToUserName" in message else "AppId"
        text = _written({owner: message[owner], "Encrypt": encrypted}, callback.format)
        query["encrypt_type"] = "aes"
        query["msg_signature"] = signature(callback.token, query["timestamp"], query["nonce"], encrypted)
    content_type = "application/json" if callback.format is Format.JSON else "text/xml"
    return Push("POST", f"{callback.url}?{urlencode(query)}", text.encode(), content_type)


def deliver(request: Push) -> Attempt:
    """Send it; loopback only, no redirect is followed, five seconds."""
    from http.client import HTTPConnection, HTTPException

    parts = urlsplit(request.url)
    connection = HTTPConnection(LOOPBACK[parts.hostname or ""], parts.port or 80, timeout=PATIENCE_S)
    headers = {"Host": parts.netloc, "User-Agent": "Mozilla/4.0"}
    if request.content_type:
        headers["Content-Type"] = request.content_type
    try:
        connection.request(request.method, f"{parts.path or '/'}?{parts.query}", request.body or None, headers)
        response = connection.getresponse()
        return Attempt(response.status, response.read(_ANSWER_BYTES).decode("utf-8", "replace"), None)
    except (OSError, HTTPException) as exc:
        return Attempt(None, "", type(exc).__name__)
    finally:
        connection.close()


def delivered(requests: list[Push]) -> list[Attempt]:
    """How the deliveries of one message went, up to the one that was taken."""
    attempts: list[Attempt] = []
    for request in requests:
        attempts.append(deliver(request))
        if accepted(attempts[-1]):
            break
    return attempts


def accepted(attempt: Attempt) -> bool:
    """Whether a message counts as delivered: `success` or nothing, or an encrypted reply (which is not looked into)."""
    if attempt.status != 200:
        return False
    text = attempt.body.strip()
    return text in ("", "success") or "Encrypt" in text


def account_of(appid: str, dice: Dice) -> str:
    """The original id of an app's account: gh_ and 12 hex digits."""
    return "gh_" + dice.stable_hex("account", appid)[:12]


def _signed(callback: Callback, now: float, dice: Dice) -> dict[str, str]:
    timestamp, nonce = str(int(now)), str(dice.number(10**8, 10**10 - 1))
    return {"signature": signature(callback.token, timestamp, nonce), "timestamp": timestamp, "nonce": nonce}


def _written(message: dict[str, object], style: Format) -> str:
    if style is Format.JSON:
        return dump(message)
    fields = "".join(
        f"<{name}>{value}</{name}>\n" if isinstance(value, int) else f"<{name}><![CDATA[{value}]]></{name}>\n"
        for name, value in message.items()
    )
    return f"<xml>{fields}</xml>"
