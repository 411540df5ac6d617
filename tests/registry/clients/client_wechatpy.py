"""wechatpy: login, access_token, phone number, checksession, decryption."""

import hashlib
import hmac
import json

from phone_of_a_developer import APPID, BASE, FIXED, SECRET, control
from wechatpy import WeChatClient
from wechatpy.client.api import WeChatWxa
from wechatpy.crypto import WeChatWxaCrypto
from wechatpy.exceptions import WeChatClientException


class Here(WeChatClient):
    """The few lines that point it elsewhere."""

    API_BASE_URL = f"{BASE}/cgi-bin/"

    def fetch_access_token(self):
        query = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        return self._fetch_access_token(f"{BASE}/cgi-bin/token", query)


if FIXED:
    client, base = WeChatClient(APPID, SECRET), "https://api.weixin.qq.com"
else:
    WeChatWxa.API_BASE_URL = f"{BASE}/"
    client, base = Here(APPID, SECRET), BASE

code = control("login")["code"]
session = client.wxa.code_to_session(code)
detail = control("tap", kind="userinfo")
plain = WeChatWxaCrypto(session["session_key"], detail["iv"], APPID).decrypt_message(detail["encryptedData"])
phone = client.post(f"{base}/wxa/business/getuserphonenumber", data={"code": control("tap")["code"]})
signature = hmac.new(session["session_key"].encode(), b"", hashlib.sha256).hexdigest()
check = client.get(
    f"{base}/wxa/checksession",
    params={"openid": session["openid"], "signature": signature, "sig_method": "hmac_sha256"},
)
try:
    client.wxa.code_to_session(code)
    again = 0
except WeChatClientException as exc:
    again = exc.errcode
print(
    json.dumps(
        {
            "openid": session["openid"],
            "token": bool(client.access_token),
            "decrypted": plain["watermark"]["appid"] == APPID,
            "phone": phone["phone_info"]["purePhoneNumber"],
            "checksession": check["errmsg"],
            "again": again,
        }
    )
)
