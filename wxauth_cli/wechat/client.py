"""WeChat's server API. Each call returns its Exchange, with what the answer told under `learnt`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, urlencode, urlsplit

from wxauth_cli.core.errors import NetworkError, WechatRefused
from wxauth_cli.core.model import Exchange, Flow, HttpRequest, Leg, OutcomeKind, Sent
from wxauth_cli.core.redact import redact_url
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.core.signatures import session_signature
from wxauth_cli.wechat import answer, endpoints
from wxauth_cli.wechat.endpoints import Endpoint, Repeat

if TYPE_CHECKING:
    from wxauth_cli.net.http import Http

ATTEMPTS = 3
BACKOFF_S = 0.3
"""Before the second attempt; twice as long before the third."""
_CONNECT_FAULTS = frozenset({"network-dns", "network-refused", "network-unreachable", "network-timeout"})
_BUSY_STATUS = frozenset({502, 503, 504})
_BUSY = -1
JSON_TYPE = ("Content-Type", "application/json")


class Clock(Protocol):
    """A monotonic time in seconds, and waiting."""

    def now(self) -> float: ...

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


class Client:
    """Calls of one API address. `flow` holds every request that was made, repeated ones too."""

    def __init__(self, http: Http, api_base: str) -> None:
        self._http = http
        self._base = api_base.rstrip("/")
        self._made: list[Exchange] = []

    @property
    def flow(self) -> Flow:
        """All requests so far, in order."""
        return Flow(tuple(self._made))

    def code2session(self, appid: str, secret: Secret, js_code: str | Secret) -> Exchange:
        """code2Session: `openid`, `session_key`, `unionid` where there is one. Spends the code."""
        code = _code(js_code)
        query = {
            "appid": appid,
            "secret": secret.reveal(),
            "js_code": code.reveal(),
            "grant_type": "authorization_code",
        }
        return self._call(endpoints.CODE2SESSION, query)

    def component_code2session(
        self, appid: str, component_appid: str, component_access_token: Secret, js_code: str | Secret
    ) -> Exchange:
        """code2Session by a third-party platform for a mini program that has authorised it. Spends the code."""
        query = {
            "appid": appid,
            "js_code": _code(js_code).reveal(),
            "grant_type": "authorization_code",
            "component_appid": component_appid,
            "component_access_token": component_access_token.reveal(),
        }
        return self._call(endpoints.COMPONENT_LOGIN, query)

    def wecom_code2session(self, access_token: Secret, js_code: str | Secret) -> Exchange:
        """WeCom's code2Session: `corpid`, `userid`, `session_key`. Takes codes of wx.qy.login only; spends the code."""
        query = {
            "access_token": access_token.reveal(),
            "js_code": _code(js_code).reveal(),
            "grant_type": "authorization_code",
        }
        return self._call(endpoints.WECOM_LOGIN, query)

    def stable_token(self, appid: str, secret: Secret, force_refresh: bool = False) -> Exchange:
        """getStableAccessToken: `access_token`, `expires_in`. With `force_refresh` the token before it dies at once."""
        body = {
            "grant_type": "client_credential",
            "appid": appid,
            "secret": secret.reveal(),
            "force_refresh": force_refresh,
        }
        return self._call(endpoints.FORCED_TOKEN if force_refresh else endpoints.STABLE_TOKEN, {}, body)

    def token(self, appid: str, secret: Secret) -> Exchange:
        """getAccessToken, the legacy call: it invalidates the token that it gave before, to whomever."""
        query = {"grant_type": "client_credential", "appid": appid, "secret": secret.reveal()}
        return self._call(endpoints.TOKEN, query)

    def check_session(self, access_token: Secret, openid: str, session_key: Secret) -> Exchange:
        """checkSessionKey: errcode 0 if the key is the current one, 87009 if not."""
        return self._call(endpoints.CHECK_SESSION, _session_query(access_token, openid, session_key))

    def reset_session(self, access_token: Secret, openid: str, session_key: Secret) -> Exchange:
        """resetUserSessionKey: `openid`, `session_key`. The key that was current is dead at once."""
        return self._call(endpoints.RESET_SESSION, _session_query(access_token, openid, session_key))

    def phone_number(self, access_token: Secret, code: str | Secret, openid: str | None = None) -> Exchange:
        """getPhoneNumber: `phoneNumber`, `purePhoneNumber`, `countryCode`, `watermark`. Spends the code.

        With `openid` WeChat refuses the code of another user.
        """
        body: dict[str, object] = {"code": _code(code).reveal()}
        if openid is not None:
            body["openid"] = openid
        return self._call(endpoints.PHONE_NUMBER, {"access_token": access_token.reveal()}, body)

    def rid_info(self, access_token: Secret, rid: str) -> Exchange:
        """getRidInfo: `invoke_time`, `cost_in_ms`, `request_url`, `request_body`, `response_body`, `client_ip`."""
        return self._call(endpoints.RID_INFO, {"access_token": access_token.reveal()}, {"rid": rid})

    def api_domain_ip(self, access_token: Secret) -> Exchange:
        """getApiDomainIp: `ip_list`. Changes nothing, so it tells whether a token is alive."""
        return self._call(endpoints.API_DOMAIN_IP, {"access_token": access_token.reveal()})

    def probe(self) -> Exchange:
        """A call without parameters, which WeChat refuses (41002) without looking at anything: is it there?"""
        return self._call(replace(endpoints.CODE2SESSION, repeat=Repeat.SAFE), {})

    def require(self, exchange: Exchange) -> Exchange:
        """`exchange`, if WeChat granted it; else WechatRefused or NetworkError with the flow so far."""
        return require(exchange, self.flow)

    def _call(self, endpoint: Endpoint, query: Mapping[str, str], body: Mapping[str, object] | None = None) -> Exchange:
        url = self._base + endpoint.path
        if query:
            url += "?" + urlencode(query, quote_via=quote, safe="", errors="backslashreplace")
        # WeChat's JSON readers want UTF-8 as it is, not \\u escapes (47002 otherwise).
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
        request = HttpRequest(endpoint.method, url, () if body is None else (JSON_TYPE,), data)
        clock: Clock = self._http.clock  # type: ignore[assignment]
        began = clock.monotonic()
        for attempt in range(ATTEMPTS):
            left = self._http.deadline_s - (clock.monotonic() - began)
            exchange = self._once(request, endpoint, left)
            self._made.append(exchange)
            pause = BACKOFF_S * 2**attempt
            # The deadline covers all attempts together.
            late = clock.monotonic() - began + pause >= self._http.deadline_s
            if attempt + 1 == ATTEMPTS or late or not may_repeat(exchange, endpoint.repeat):
                break
            clock.sleep(pause)
        return exchange

    def _once(self, request: HttpRequest, endpoint: Endpoint, deadline_s: float) -> Exchange:
        exchange = self._http.send(
            request, step=endpoint.step, leg=Leg.BACKEND_WECHAT, endpoint=endpoint.name, deadline_s=deadline_s
        )
        if exchange.response is None or exchange.outcome.error_code in ("response-too-large", "bad-encoding"):
            return exchange
        read = answer.read(exchange.response, endpoint, exchange.outcome.sent)
        return replace(exchange, outcome=read.outcome, learnt=read.learnt)


def may_repeat(exchange: Exchange, repeat: Repeat) -> bool:
    """Whether the same request may be sent again: always safe where nothing was sent, else only by the endpoint."""
    outcome = exchange.outcome
    if outcome.kind is OutcomeKind.TRANSPORT:
        return outcome.sent is Sent.NOTHING and outcome.error_code in _CONNECT_FAULTS
    if repeat is not Repeat.SAFE:
        return False
    if outcome.kind is OutcomeKind.WECHAT:
        return outcome.errcode == _BUSY
    return exchange.response is not None and exchange.response.status in _BUSY_STATUS


def require(exchange: Exchange, flow: Flow | None = None) -> Exchange:
    """`exchange`, if WeChat granted it; else WechatRefused or NetworkError that carry the flow."""
    outcome = exchange.outcome
    flow = flow if flow is not None else Flow((exchange,))
    if outcome.kind is OutcomeKind.FINE:
        return exchange
    if outcome.kind is OutcomeKind.WECHAT:
        assert outcome.errcode is not None
        raise WechatRefused(
            errcode=outcome.errcode,
            errmsg=outcome.errmsg or "",
            rid=outcome.rid,
            endpoint=exchange.endpoint,
            flow=flow,
        )
    error = NetworkError(outcome.error_code or "not-wechat", flow=flow)
    error.params = network_params(exchange)
    raise error


def network_params(exchange: Exchange) -> dict[str, object]:
    """What the sentence of a network error may name; nothing secret."""
    response = exchange.response
    location = (response.header("location") or "") if response else ""
    return {
        "host": urlsplit(exchange.request.url).netloc.rpartition("@")[2],
        "endpoint": exchange.endpoint,
        "status": response.status if response else "-",
        "start": answer.beginning(response) or "-",
        "target": redact_url(location[:500]) or "-",
        "seconds": f"{exchange.timing.total_ms / 1000:.1f}",
    }


def _code(code: str | Secret) -> Secret:
    return code if isinstance(code, Secret) else Secret(code, SecretKind.CODE)


def _session_query(access_token: Secret, openid: str, session_key: Secret) -> dict[str, str]:
    return {
        "access_token": access_token.reveal(),
        "openid": openid,
        "signature": session_signature(session_key.reveal()),
        "sig_method": "hmac_sha256",
    }
