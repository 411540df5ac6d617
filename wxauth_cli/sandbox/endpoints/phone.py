"""getPhoneNumber."""

from __future__ import annotations

from wxauth_cli.sandbox.codes import CodeKind
from wxauth_cli.sandbox.endpoints.call import Call, text_of
from wxauth_cli.sandbox.errors import Refusal
from wxauth_cli.sandbox.mint import phone_info


def number(call: Call) -> dict[str, object]:
    """A phone code for the number. With `openid` in the body, the code has to be that user's."""
    app = call.token_owner()
    body = call.body()
    if not app.may_have_phones:
        raise Refusal(48001)
    text = text_of(body.get("code"))
    if not text:
        # A missing field is called a format error here (inferred).
        raise Refusal(47001)
    code = call.state.codes.find(CodeKind.PHONE, text)
    if code is None or not code.alive(call.now) or code.used_at is not None:
        raise Refusal(40029)
    if code.appid != app.appid:
        raise Refusal(40013)
    openid = body.get("openid")
    if openid is not None and openid != call.state.openid(app.appid, code.user):
        # The page says that it is checked; the code and that the phone code survives are inferred.
        raise Refusal(40003)
    code.used_at = call.now
    user = call.state.user(code.user)
    info = phone_info(user)
    if call.state.switches.country_code == "number":
        info["countryCode"] = int(user.country_code)
    watermark = {"timestamp": int(call.state.shown_now()), "appid": app.appid}
    return {"errcode": 0, "errmsg": "ok", "phone_info": {**info, "watermark": watermark}}
