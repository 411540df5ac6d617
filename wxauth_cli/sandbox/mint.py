"""What the client gets from a button: encrypted data with real AES, signatures, and the phone code."""

from __future__ import annotations

import base64
import hashlib
import json
from enum import Enum

from wxauth_cli.core.crypto import seal
from wxauth_cli.sandbox.codes import CodeKind
from wxauth_cli.sandbox.state import App, State, User

ANONYMOUS = "微信用户"
_AVATAR = "https://thirdwx.qlogo.cn/mmopen/vi_32/wxauthSandboxGreyAvatar/132"
_CHINA_S = 8 * 3600
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class TapKind(str, Enum):
    """Which button or call."""

    PHONE = "phone"
    USERINFO = "userinfo"
    PROFILE = "profile"
    WERUN = "werun"
    SHARE = "share"


_ERRMSG = {
    TapKind.PHONE: "getPhoneNumber:ok",
    TapKind.USERINFO: "getUserInfo:ok",
    TapKind.PROFILE: "getUserProfile:ok",
    TapKind.WERUN: "getWeRunData:ok",
    TapKind.SHARE: "getShareInfo:ok",
}


def tap(
    state: State, app: App, user: User, kind: TapKind, *, watermark_appid: str | None = None, age_s: float = 0.0
) -> dict[str, object]:
    """The detail object of the event. `watermark_appid` and `age_s` forge the watermark."""
    now = state.now()
    session_key = state.sessions.current(app.appid, user.name, now, state.dice).session_key
    watermark = {"timestamp": int(state.shown_now() - age_s), "appid": watermark_appid or app.appid}
    iv = state.dice.bytes(16)
    plaintext = dump({**_payload(state, app, user, kind), "watermark": watermark}).encode()
    sealed = seal(plaintext, base64.b64decode(session_key), iv)
    encrypted = {
        "encryptedData": base64.b64encode(sealed).decode(),
        "iv": base64.b64encode(iv).decode(),
        "errMsg": _ERRMSG[kind],
    }
    if kind is TapKind.PHONE:
        # A forged watermark was not made by WeChat.
        if watermark_appid is None and age_s == 0:
            state.userdata.note_payload(app.appid, encrypted["encryptedData"], sealed, now)
        code = state.codes.issue(CodeKind.PHONE, app.appid, user.name, now, state.dice)
        return {"code": code.text, **encrypted}
    if kind in (TapKind.USERINFO, TapKind.PROFILE):
        raw_data = dump(_profile())
        signature = hashlib.sha1((raw_data + session_key).encode(), usedforsecurity=False).hexdigest()
        return {"rawData": raw_data, "signature": signature, **encrypted}
    return dict(encrypted)


def phone_info(user: User) -> dict[str, object]:
    """The three phone fields. A foreign number has its prefix in `phoneNumber`; the `+` before it is inferred."""
    home = user.country_code == "86"
    return {
        "phoneNumber": user.phone if home else f"+{user.country_code}{user.phone}",
        "purePhoneNumber": user.phone,
        "countryCode": user.country_code,
    }


def dump(value: object) -> str:
    """JSON as the platform writes it: no blanks, Chinese as it is."""
    return _ENCODER.encode(value)


def _profile() -> dict[str, object]:
    # Since November 2022 everybody is anonymous.
    return {
        "nickName": ANONYMOUS,
        "gender": 0,
        "language": "",
        "city": "",
        "province": "",
        "country": "",
        "avatarUrl": _AVATAR,
    }


def _payload(state: State, app: App, user: User, kind: TapKind) -> dict[str, object]:
    if kind is TapKind.PHONE:
        return phone_info(user)
    if kind is TapKind.PROFILE:
        return _profile()
    if kind is TapKind.USERINFO:
        unionid = state.unionid(app.appid, user.name)
        ids = {"openId": state.openid(app.appid, user.name)}
        return {**ids, **_profile(), **({"unionId": unionid} if unionid else {})}
    if kind is TapKind.SHARE:
        return {"openGId": "t" + state.dice.stable("group", user.name, length=27)}
    midnight = (int(state.now()) + _CHINA_S) // 86400 * 86400 - _CHINA_S
    days = [midnight - 86400 * back for back in range(30, -1, -1)]
    known = dict(zip(reversed(days), reversed(user.steps), strict=False))
    steps = [
        {
            "timestamp": day,
            "step": known.get(day, state.dice.stable_number("steps", user.name, str(day), below=20_000)),
        }
        for day in days
    ]
    return {"stepInfoList": steps}
