"""A login that fails, with a person's data in every place: what a report has to show, and what it must not."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any

from tests.trace.make_captures import (
    ACCESS_TOKEN,
    API,
    APPID,
    BEGIN,
    CODE,
    CODE2SESSION,
    HOST,
    LOGIN,
    ME,
    PHONE,
    PHONE_CODE,
    SECRET,
    SESSION_KEY,
    Call,
    call,
    document,
    entry,
)
from wxauth_cli.core.crypto import seal

OPENID = "oTESTsyntheticOpenid00000001"
UNIONID = "oUNIONsyntheticUnion00000001"
NICKNAME = "张三的小店"
AVATAR = "https://thirdwx.qlogo.cn/mmopen/vi_32/syntheticAvatar0001/132"
CLIENT_IP, SERVER_IP, IPV6 = "203.0.113.77", "198.51.100.23", "2001:db8::17"
PEOPLE = (OPENID, UNIONID, NICKNAME, "syntheticAvatar0001", CLIENT_IP, SERVER_IP, IPV6, PHONE)
SECRETS = (SECRET, SESSION_KEY, ACCESS_TOKEN, CODE, PHONE_CODE)

_PLAIN = {
    "openId": OPENID,
    "nickName": NICKNAME,
    "unionId": UNIONID,
    "avatarUrl": AVATAR,
    "watermark": {"timestamp": int(BEGIN), "appid": APPID},
}
_IV = bytes(range(16, 32))
SEALED = {
    "encryptedData": b64encode(seal(json.dumps(_PLAIN).encode(), b64decode(SESSION_KEY), _IV)).decode(),
    "iv": b64encode(_IV).decode(),
}

AGAIN = call(
    2.0,
    140.0,
    "POST",
    f"{HOST}/api/login",
    {"code": CODE, "userInfo": {"nickName": NICKNAME, "avatarUrl": AVATAR}},
    500,
    {"code": 500, "msg": f"login failed for {OPENID}"},
    **{"X-Forwarded-For": f"{CLIENT_IP}, {IPV6}", "X-WX-OPENID": OPENID},
)
REFUSED = call(
    2.02,
    95.0,
    "GET",
    f"{API}/sns/jscode2session?appid={APPID}&secret={SECRET}&js_code={CODE}&grant_type=authorization_code",
    None,
    200,
    {"errcode": 40163, "errmsg": "code been used, rid: 6a019f22-1b2c3d4e-5f607182"},
)
PROFILE = call(
    4.5,
    33.0,
    "POST",
    f"{HOST}/api/profile?openid={OPENID}&nick=%E5%BC%A0%E4%B8%89%E7%9A%84%E5%B0%8F%E5%BA%97",
    {"rawData": json.dumps({"nickName": NICKNAME, "unionId": UNIONID}), **SEALED},
    200,
    {"code": 0, "data": {"phone": PHONE, "openId": OPENID, "note": f"{NICKNAME} {PHONE}"}},
)
IP_REFUSED = call(
    9.0,
    71.0,
    "POST",
    f"{API}/cgi-bin/stable_token",
    {"grant_type": "client_credential", "appid": APPID, "secret": SECRET},
    200,
    {"errcode": 40164, "errmsg": f"invalid ip {SERVER_IP}, not in whitelist rid: 6a019f29-1b2c3d4e-5f607182"},
)


def capture(calls: tuple[Call, ...] = (LOGIN, CODE2SESSION, ME, AGAIN, REFUSED, PROFILE, IP_REFUSED)) -> str:
    """The HAR."""
    entries: list[dict[str, Any]] = [entry(item) for item in calls]
    for made in entries:
        if made["request"]["url"].startswith(API):  # the backend's own calls carry nothing of the mini program
            made["request"]["headers"] = [{"name": "User-Agent", "value": "node-fetch/3.3"}]
    for made in entries[:1]:
        made["timings"] |= {"dns": 12, "connect": 45, "ssl": 30, "wait": 100, "receive": 23}
    return json.dumps(document("WebInspector", "537.36", entries), ensure_ascii=False)
