"""weixin-python: login and access_token. The address of its login stands in its code and cannot be changed.

Its other half, WeixinMP, has an address that can be changed, and does not look at REQUESTS_CA_BUNDLE.
"""

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
with tempfile.TemporaryDirectory() as folder:
    token = WeixinMP(APPID, SECRET, ac_path=os.path.join(folder, "token")).access_token
try:
    login.jscode2session(code)
    again = 0
except WeixinLoginError as exc:
    again = int(str(exc).split()[0])
print(json.dumps({"openid": session.openid, "token": bool(token), "again": again}))
