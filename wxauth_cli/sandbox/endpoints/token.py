"""Access tokens."""

from __future__ import annotations

from wxauth_cli.sandbox.endpoints.call import Call, text_of
from wxauth_cli.sandbox.errors import Refusal
from wxauth_cli.sandbox.tokens import TOKEN_LIFETIME_S


def legacy(call: Call) -> dict[str, object]:
    """getAccessToken: a new token, and five minutes for those before. Not for a third-party platform's appid."""
    if call.state.components.find(call.parameter("appid")) is not None:
        raise Refusal(61024)
    app = call.credentials(
        call.parameter("appid"), call.parameter("secret"), call.parameter("grant_type"), "client_credential"
    )
    token = call.state.tokens.legacy(app.appid, call.now, call.state.dice, call.state.quotas)
    return {"access_token": token.text, "expires_in": TOKEN_LIFETIME_S}


def stable(call: Call) -> dict[str, object]:
    """getStableAccessToken: the token that there is, with the seconds that it has left."""
    body = call.body()
    force = body.get("force_refresh", False)
    if not isinstance(force, bool):
        # Inferred: the page says boolean.
        raise Refusal(47001)
    app = call.credentials(
        text_of(body.get("appid")), text_of(body.get("secret")), text_of(body.get("grant_type")), "client_credential"
    )
    token = call.state.tokens.stable(app.appid, force, call.now, call.state.dice, call.state.quotas)
    return {"access_token": token.text, "expires_in": int(token.expires_at - call.now)}
