"""What the Python clients here share: the mini program's side, played by the control API."""

import json
import os
import urllib.request

APPID = os.environ["WXAUTH_APPID"]
SECRET = os.environ["WXAUTH_SECRET"]
BASE = os.environ["WXAUTH_API_BASE"]
FIXED = os.environ.get("ADDRESS") == "fixed"
"""The SDK is left with its own address, https://api.weixin.qq.com."""


def control(verb: str, **arguments: object) -> dict:
    request = urllib.request.Request(
        f"{os.environ['WXAUTH_SANDBOX_URL']}/{verb}",
        data=json.dumps(arguments).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['WXAUTH_SANDBOX_TOKEN']}",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)
