"""getPluginOpenPId."""

from __future__ import annotations

from wxauth_cli.sandbox.codes import CodeKind
from wxauth_cli.sandbox.endpoints.call import Call, text_of
from wxauth_cli.sandbox.errors import Refusal


def openpid(call: Call) -> dict[str, object]:
    """A wx.pluginLogin code for the openpid. Every code that is not a live one of this pool is 1007."""
    app = call.token_owner()
    text = text_of(_body(call).get("code"))
    if not text:
        raise Refusal(1001)
    code = call.state.codes.find(CodeKind.PLUGIN, text)
    if code is None or not code.alive(call.now) or code.used_at is not None:
        raise Refusal(1007)
    if code.appid != app.appid:
        raise Refusal(1005)
    code.used_at = call.now
    # The only published sample begins with G and has 28 characters; that all begin so is inferred.
    openpid = "G" + call.state.dice.stable("openpid", app.appid, code.user, length=27)
    return {"errcode": 0, "errmsg": "ok", "openpid": openpid}


def _body(call: Call) -> dict[str, object]:
    """Its body: what is no JSON has a number of its own here."""
    try:
        return call.body()
    except Refusal as refusal:
        raise Refusal(1022 if refusal.errcode == 47001 else refusal.errcode) from None
