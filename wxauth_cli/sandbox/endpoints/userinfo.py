"""checkEncryptedData, getUserEncryptKey, getPaidUnionid."""

from __future__ import annotations

import re

from wxauth_cli.sandbox.endpoints.call import Call, text_of
from wxauth_cli.sandbox.endpoints.session import signed_session
from wxauth_cli.sandbox.errors import Refusal
from wxauth_cli.sandbox.userdata import KEY_LIFETIME_S

Answer = dict[str, object]
_DIGEST = re.compile(r"[0-9a-f]{64}")


def check_encrypted(call: Call) -> Answer:
    """Whether WeChat made a phone payload of that SHA-256, within three days. The field is really called `vaild`."""
    app = call.token_owner()
    digest = text_of(call.body().get("encrypted_msg_hash"))
    if not _DIGEST.fullmatch(digest):
        raise Refusal(40097)
    made_at = call.state.userdata.payload_made_at(app.appid, call.state.switches.encrypted_msg_hash, digest, call.now)
    # When `vaild` would be false was never seen; what is unknown is errcode 1.
    if made_at is None:
        raise Refusal(1)
    return {"errcode": 0, "errmsg": "ok", "vaild": True, "create_time": int(made_at)}


def encrypt_keys(call: Call) -> Answer:
    """The last three keys of the encrypted network channel, the newest first; those that ended have expire_in 0."""
    appid, user, _ = signed_session(call)
    keys = call.state.userdata.network_keys(appid, user, call.now, call.state.dice)
    return {
        "errcode": 0,
        "errmsg": "ok",
        "key_info_list": [
            {
                "encrypt_key": key.encrypt_key,
                "version": key.version,
                "expire_in": max(0, int(key.created_at + KEY_LIFETIME_S - call.now)),
                "iv": key.iv,
                "create_time": int(key.created_at),
            }
            for key in keys
        ],
    }


def paid_unionid(call: Call) -> Answer:
    """The unionid of somebody who has just paid."""
    app = call.token_owner()
    openid = call.parameter("openid")
    user = call.state.user_of(app.appid, openid)
    if user is None:
        raise Refusal(40003)
    payment = call.state.userdata.payment(
        call.parameter("transaction_id"), call.parameter("mch_id"), call.parameter("out_trade_no"), call.now
    )
    # That no number at all is an invalid trade too is inferred, as is that the trade is looked at before the binding.
    if payment is None or (payment.appid, payment.user) != (app.appid, user):
        raise Refusal(89300)
    unionid = call.state.unionid(app.appid, user)
    if unionid is None:
        raise Refusal(89002)
    return {"unionid": unionid, "errcode": 0, "errmsg": "ok"}
