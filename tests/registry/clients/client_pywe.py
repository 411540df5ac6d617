"""pywe-miniapp: login and decryption of a phone number."""

import json
import warnings

from phone_of_a_developer import APPID, BASE, FIXED, SECRET, control
from pywe_miniapp.miniapp import MiniApp

# It does not verify certificates, whoever answers.
warnings.simplefilter("ignore")
mini = MiniApp(APPID, SECRET)
if not FIXED:
    mini.JSCODE2SESSION = mini.JSCODE2SESSION.replace(mini.API_DOMAIN, BASE)
code = control("login")["code"]
session = mini.get_session_info(code=code, unid="somebody")
detail = control("tap")
phone = mini.get_phone_number(
    session_key=session["session_key"], encryptedData=detail["encryptedData"], iv=detail["iv"]
)
again = mini.get_session_info(code=code)["errcode"]
print(
    json.dumps(
        {
            "openid": session["openid"],
            "decrypted": phone["watermark"]["appid"] == APPID,
            "phone": phone["purePhoneNumber"],
            "again": again,
        }
    )
)
