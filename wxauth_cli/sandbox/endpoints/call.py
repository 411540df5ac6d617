"""One call on its way through an endpoint, and the checks that endpoints share."""

from __future__ import annotations

import json
from dataclasses import dataclass

from wxauth_cli.sandbox.errors import Refusal, not_in_whitelist
from wxauth_cli.sandbox.messages import SandboxRequest
from wxauth_cli.sandbox.state import App, State
from wxauth_cli.sandbox.tokens import TokenKind
from wxauth_cli.sandbox.whitelist import listed

_ENCODINGS = {"", "identity", "gzip", "deflate", "br"}


@dataclass(frozen=True)
class Call:
    """A request, the world, and the moment."""

    request: SandboxRequest
    state: State
    now: float

    def parameter(self, name: str) -> str:
        """A query parameter; "" if absent or empty."""
        return self.request.parameter(name)

    def body(self) -> dict[str, object]:
        """The JSON object of a POST, or the Refusal for what is none."""
        if (self.request.header("content-encoding") or "").strip().lower() not in _ENCODINGS:
            raise Refusal(40221)
        if not self.request.body:
            raise Refusal(44002)
        value = json_object(self.request.body)
        if value is None:
            raise Refusal(47001)
        return value

    def credentials(self, appid: str, secret: str, grant_type: str, wanted: str, missing: int | None = None) -> App:
        """The app, if it may be used with this secret from here. `missing`: the errcode of another absent parameter.

        The order was observed: whitelist, parameters, appid, secret. That grant_type comes after the appid was seen
        on /cgi-bin/token; for the others it is inferred.
        """
        app = self.state.apps.get(appid)
        if app is not None and not listed(self.request.client_ip, app.ip_whitelist):
            raise not_in_whitelist(self.request.client_ip)
        if not appid:
            raise Refusal(41002)
        if not secret:
            raise Refusal(41004)
        if missing is not None:
            raise Refusal(missing)
        if app is None:
            raise Refusal(40013)
        if grant_type != wanted:
            raise Refusal(40002)
        if secret != app.secret:
            raise Refusal(40125)
        # That a frozen secret has to be the right one to be called frozen is inferred.
        if app.secret_frozen:
            raise Refusal(40243)
        return app

    def token_owner(self, permission_set: int | None = None) -> App:
        """The app whose live access_token was sent in the query. The whitelist does not apply here.

        A third-party platform's authorizer_access_token works as well, as long as the authorisation lasts (61003) and
        has the permission set that the interface needs (61007).
        """
        token = self.state.tokens.check(self.parameter("access_token"), self.now)
        if token.kind is TokenKind.AUTHORIZER:
            component = self.state.components.find(token.via)
            authorization = component.authorizations.get(token.appid) if component is not None else None
            if authorization is None:
                raise Refusal(61003)
            if permission_set is not None and permission_set not in authorization.permission_sets:
                raise Refusal(61007)
        return self.state.app(token.appid)


def json_object(body: bytes) -> dict[str, object] | None:
    """The object that a body holds as UTF-8 JSON without a byte order mark; None if it holds none."""
    try:
        value = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def text_of(value: object) -> str:
    """A string field of a body; "" if it is absent or no string (inferred: as if it were missing)."""
    return value if isinstance(value, str) else ""
