"""What counts as opened: strict padding, UTF-8, one JSON object, a watermark. Less proves nothing.

A wrong key yields valid padding once in 256 times, so a padding that fits is no success (and one that does not is no
proof of a wrong key).
"""

from __future__ import annotations

from typing import NamedTuple

from wxauth_cli.core import strict_json
from wxauth_cli.core.crypto import open_cbc, unpad


class Opened(NamedTuple):
    """How far one attempt came. `reason` is None when a JSON object came out, else the word of the first obstacle:
    `bad-block-length`, `bad-padding`, `not-utf8`, `not-json`."""

    reason: str | None
    raw: bytes = b""
    """What came out of AES, padding and all."""
    text: str | None = None
    """The plaintext, from valid padding and UTF-8 on."""
    value: dict[str, object] | None = None
    fault: strict_json.StrictJsonError | None = None
    """Why it is no JSON."""

    @property
    def watermark(self) -> dict[str, object] | None:
        """The watermark, if it has the documented form."""
        return watermark_of(self.value) if self.value is not None else None

    @property
    def proven(self) -> bool:
        """Padding, UTF-8, JSON object and watermark."""
        return self.watermark is not None


def open_payload(data: bytes, key: bytes, iv: bytes) -> Opened:
    """Decrypt and judge. `key` has 16 bytes (24 or 32 are AES-192 and AES-256), `iv` 16."""
    if not data or len(data) % 16:
        return Opened("bad-block-length")
    return judge(open_cbc(data, key, iv))


def judge(raw: bytes) -> Opened:
    """How far decrypted blocks come."""
    plain = unpad(raw)
    if plain is None:
        return Opened("bad-padding", raw)
    try:
        text = plain.decode("utf-8")
    except UnicodeDecodeError:
        return Opened("not-utf8", raw)
    try:
        value = strict_json.loads(text)
    except strict_json.StrictJsonError as exc:
        return Opened("not-json", raw, text, fault=exc)
    if not isinstance(value, dict):
        return Opened("not-json", raw, text)
    return Opened(None, raw, text, value)


def watermark_of(value: dict[str, object]) -> dict[str, object] | None:
    """`watermark` with an appid (text) and a timestamp (Unix seconds), or None."""
    mark = value.get("watermark")
    if not isinstance(mark, dict) or not isinstance(mark.get("appid"), str):
        return None
    stamp = mark.get("timestamp")
    return mark if isinstance(stamp, int) and not isinstance(stamp, bool) else None


ANONYMOUS_NICKNAME = "微信用户"
"""The nickName of every anonymous profile (user-information adjustment of 2021 and 2022)."""


def kind_of(value: dict[str, object]) -> str:
    """Which call made the payload: `phone, userinfo, profile, werun, share, other` (open-data page, payload shapes)."""
    if "phoneNumber" in value or "purePhoneNumber" in value:
        return "phone"
    if "stepInfoList" in value:
        return "werun"
    if "openGId" in value or "opengid" in value:
        return "share"
    if "nickName" in value:
        return "userinfo" if "openId" in value else "profile"
    return "userinfo" if "openId" in value else "other"
