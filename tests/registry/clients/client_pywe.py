"""pywe-miniapp: login, access_token, phone number, checksession, decryption."""

import hashlib
import hmac
import json
import warnings

from phone_of_a_developer import APPID, BASE, FIXED, SECRET, control
from pywe_miniapp.miniapp import MiniApp

# It does not verify certificates, whoever answers.
warnings.simplefilter("ignore")
mini = MiniApp(APPID, SECRET)
if not FIXED:
    mini.JSCODE2SESSION = mini.JSCODE2SESSION.replace(mini.API_DOMAIN, BASE)
    mini.API_DOMAIN = BASE
code = control("login")["code"]
session = mini.get_session_info(code=code, unid="somebody")
key, detail = session["session_key"], control("tap")
phone = mini.get_phone_number(session_key=key, encryptedData=detail["encryptedData"], iv=detail["iv"])
# It has no names for these three, but its own requests.
credentials = {"grant_type": "client_credential", "appid": APPID, "secret": SECRET}
token = mini.post(f"{mini.API_DOMAIN}/cgi-bin/stable_token", data=credentials)["access_token"]
fetched = mini.post(
    f"{mini.API_DOMAIN}/wxa/business/getuserphonenumber?access_token={token}", data={"code": detail["code"]}
)
assert fetched["phone_info"]["purePhoneNumber"] == phone["purePhoneNumber"]
check = mini.get(
    mini.API_DOMAIN
    + "/wxa/checksession?access_token={token}&openid={openid}&signature={signature}&sig_method=hmac_sha256",
    token=token,
    openid=session["openid"],
    signature=hmac.new(key.encode(), b"", hashlib.sha256).hexdigest(),
)
again = mini.get_session_info(code=code)["errcode"]
print(
    json.dumps(
        {
            "openid": session["openid"],
            "token": bool(token),
            "decrypted": phone["watermark"]["appid"] == APPID,
            "phone": phone["purePhoneNumber"],
            "checksession": check["errmsg"],
            "again": again,
        }
    )
)
