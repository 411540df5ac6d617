"""Writes tests/vectors/*.json: the official samples, and made-up payloads sealed by the `openssl` program.

`openssl enc` is an implementation of its own: what it seals was not sealed by the code under test. Run
`python tests/vectors/make.py` to write the files anew; they come out the same every time.
"""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
KEY = bytes(range(16))
IV = bytes(range(16, 32))
OTHER = bytes(range(64, 80))
APPID = "wx0123456789abcdef"
MARK = {"timestamp": 1700000000, "appid": APPID}
PAYLOADS: dict[str, dict[str, object]] = {
    "phone": {"phoneNumber": "13000000000", "purePhoneNumber": "13000000000", "countryCode": "86", "watermark": MARK},
    "phone-hongkong": {
        "phoneNumber": "+85298765432",
        "purePhoneNumber": "98765432",
        "countryCode": "852",
        "watermark": MARK,
    },
    "werun": {
        "stepInfoList": [{"timestamp": 1699891200, "step": 100}, {"timestamp": 1699977600, "step": 200}],
        "watermark": MARK,
    },
    "share": {"openGId": "tEXAMPLEexampleEXAMPLEexampl", "watermark": MARK},
    "userinfo": {
        "openId": "oEXAMPLEexampleEXAMPLEexampl",
        "nickName": '小明 \u202e\u0000\u001b[31m"}',
        "gender": 0,
        "language": "zh_CN",
        "city": "",
        "province": "",
        "country": "",
        "avatarUrl": "https://thirdwx.qlogo.cn/mmopen/vi_32/EXAMPLE/132",
        "watermark": MARK,
    },
    "profile": {"nickName": "微信用户", "gender": 0, "language": "", "city": "", "avatarUrl": "", "watermark": MARK},
}


def text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def seal(plain: bytes) -> bytes:
    argv = ["openssl", "enc", "-aes-128-cbc", "-K", KEY.hex(), "-iv", IV.hex()]
    return subprocess.run(argv, input=plain, capture_output=True, check=True).stdout


def bundle(data: bytes | str, **changes: str) -> dict[str, str]:
    shown = data if isinstance(data, str) else text(data)
    return {"session_key": text(KEY), "iv": text(IV), "encryptedData": shown, "appid": APPID, **changes}


def write(name: str, expect: dict[str, object], given: dict[str, str]) -> None:
    content = json.dumps({"expect": expect, "bundle": given}, ensure_ascii=True, indent=2)
    (HERE / f"{name}.json").write_text(content + "\n", encoding="utf-8")


def main() -> None:
    sealed: dict[str, bytes] = {}
    for name, payload in PAYLOADS.items():
        plain = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        sealed[name] = seal(plain)
        write(f"valid-{name}", {"ok": True, "plaintext": payload}, bundle(sealed[name]))
    phone, user = sealed["phone"], sealed["userinfo"]
    opened = {"plaintext": PAYLOADS["phone"]}

    def invalid(name: str, first: str | None, given: dict[str, str], **expect: object) -> None:
        write(f"invalid-{name}", {"ok": False, "first": first, **expect}, given)

    invalid("wrong-key", "session-key-stale-relogin", bundle(phone, session_key=text(OTHER)))
    invalid("key-15-bytes", "session-key-cut", bundle(phone, session_key=text(KEY[:15])))
    invalid("key-17-bytes", "not-a-session-key", bundle(phone, session_key=text(KEY + b"x")))
    digits = "".join(str(byte) for byte in OTHER)
    invalid("key-decimal-digits", "not-a-session-key", bundle(phone, session_key=digits, iv=digits[:38]))
    invalid("iv-12-bytes", "iv-malformed", bundle(user, iv=text(IV[:12])))
    invalid("wrong-iv-userinfo", "iv-malformed", bundle(user, iv=text(OTHER)))
    invalid("wrong-iv-phone", "iv-malformed", bundle(phone, iv=text(OTHER)), repairs=["iv-malformed"], **opened)
    invalid(
        "key-iv-exchanged",
        "fields-swapped",
        bundle(phone, session_key=text(IV), iv=text(KEY)),
        repairs=["fields-swapped"],
        **opened,
    )
    plus = next(name for name in ("phone", "userinfo", "werun") if "+" in text(sealed[name]))
    invalid(
        "plus-became-space",
        "plus-became-space",
        bundle(text(sealed[plus]).replace("+", " ")),
        repairs=["plus-became-space"],
        plaintext=PAYLOADS[plus],
    )
    invalid(
        "percent-encoded",
        "still-percent-encoded",
        bundle(text(phone).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")),
        repairs=["still-percent-encoded"],
        **opened,
    )
    invalid("last-block-lost", "ciphertext-truncated", bundle(phone[:-16]))
    invalid("cut", "ciphertext-truncated", bundle(text(phone)[:100]))
    invalid(
        "letters-in-front",
        "character-changed",
        bundle("aaaa" + text(phone)),
        repairs=["character-changed"],
        **opened,
    )
    invalid("other-app", "watermark-other-app", bundle(phone, appid="wx0000000000000000"), repairs=[], **opened)
    invalid("no-watermark", "watermark-missing", bundle(seal(b'{"a":1}')), repairs=[], plaintext={"a": 1})
    invalid("cloudid", "cloudid-as-payload", bundle("27_Xyn3gPl9rRz8eXaMpLeXAmPlE-eXaMpLe_eXaMpLeXaMpLe1"))
    invalid("not-json", None, bundle(seal(b"plain words")), error="not-json")
    invalid(
        "not-utf8", None, bundle(seal(b'{"nickName":"\xff","gender":1,"watermark":{"appid":"x"}}')), error="not-utf8"
    )
    write("harmless-wrapped", {"ok": True, "remark": "base64-wrapped", **opened}, bundle(_wrapped(text(phone))))
    stripped = {name: value.rstrip("=") for name, value in bundle(phone).items()}
    write("harmless-no-padding", {"ok": True, "remark": "base64-wrapped", **opened}, stripped)
    alphabet = text(phone).replace("+", "-").replace("/", "_")
    write("harmless-url-alphabet", {"ok": True, "remark": "base64-url-alphabet", **opened}, bundle(alphabet))


def _wrapped(value: str) -> str:
    return "\n".join(value[at : at + 64] for at in range(0, len(value), 64))


if __name__ == "__main__":
    main()
