"""weixin-python: login, access_token, phone number, checksession. It has no decryption.

The address of its login stands in its code and cannot be changed. Its other half, WeixinMP, has an address that can
be changed, and does not look at REQUESTS_CA_BUNDLE.
"""

import hashlib
import hmac
import json
import os
import tempfile

from phone_of_a_developer import APPID, BASE, SECRET, control
from weixin.login import WeixinLogin, WeixinLoginError
from weixin.mp import WeixinMP

code = control("login")["code"]
WeixinMP.api_uri = BASE
login = WeixinLogin(APPID, SECRET)
session = login.jscode2session(code)
signature = hmac.new(session.session_key.encode(), b"", hashlib.sha256).hexdigest()
with tempfile.TemporaryDirectory() as folder:
    mp = WeixinMP(APPID, SECRET, ac_path=os.path.join(folder, "token"))
    token = mp.access_token
    phone = mp.post("/business/getuserphonenumber", {"code": control("tap")["code"]}, prefix="/wxa")
    query = {"openid": session.openid, "signature": signature, "sig_method": "hmac_sha256"}
    check = mp.get("/checksession", query, prefix="/wxa")
try:
    login.jscode2session(code)
    again = 0
except WeixinLoginError as exc:
    again = int(str(exc).split()[0])
print(
    json.dumps(
        {
            "openid": session.openid,
            "token": bool(token),
            "phone": phone["phone_info"]["purePhoneNumber"],
            "checksession": check["errmsg"],
            "again": again,
        }
    )
)
