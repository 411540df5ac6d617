"""What an errmsg says besides its message: each gateway of WeChat appends its own suffix.

Shapes as seen in public answers (none is documented); the message is compared by prefix, never by equality.

    sns        MSG, rid: XXXXXXXX-XXXXXXXX-XXXXXXXX
    old-sns    MSG, hints: [ req_id: XXXXXXXX ]
    cgi-bin    MSG rid: …            MSG hint: [XXXX] rid: …
    old-cgi    MSG hint: [XXXX]      MSG hints: [XXXX!]
    component  MSG requestIP: 1.2.3.4 rid: …     MSG hint: [XXXX] requestIP: 1.2.3.4
    wecom      MSG, hint: [XXXX], from ip: 1.2.3.4, more info at https://open.work.weixin.qq.com/devtool/query?e=CODE
    cloud      errCode: CODE | errMsg: openapi.x.y:fail MSG hint: [XXXX] rid: …
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.rid import Rid, parse_rid

_CLOUD = lazy_pattern(
    r"^(?:.*?\berrCode:\s*-?\d+[^|]*\|\s*)?(?:errMsg:\s*)?(?:cloud\.)?openapi\.[\w.]+:fail\b[:\s]*", re.S
)
_CLOUD_CODE = lazy_pattern(r"^.*?\berrCode:\s*-?\d+[^|]*\|\s*errMsg:\s*", re.S)
_WECOM = lazy_pattern(r",?\s*from ip:\s*(?P<ip>[^\s,]+)(?:,\s*more info at\s+\S+)?\s*$")
_WECOM_BARE = lazy_pattern(r",?\s*more info at\s+https?://open\.work\.weixin\.qq\.com/\S*\s*$")
_RID = lazy_pattern(r"(?P<comma>,?)\s*\brid:\s*(?P<rid>[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})\s*$")
_IP = lazy_pattern(r",?\s*requestIP:\s*(?P<ip>[^\s,]+)\s*$")
_HINT = lazy_pattern(r"(?P<comma>,?)\s*\bhints?:\s*\[\s*(?P<request>req_id:\s*)?(?P<hint>[^\[\]]{1,64}?)!?\s*\]\s*$")
_CALLER = lazy_pattern(r"^invalid ip (?P<ip>[0-9A-Fa-f.:]+)")


class WechatError(NamedTuple):
    """An error answer, its errmsg taken apart."""

    errcode: int
    errmsg: str
    """As it came."""
    message: str
    """Without suffix and without what a client library put before it."""
    rid: Rid | None = None
    hint: str | None = None
    """The hint or req_id; nobody outside Tencent can read it."""
    family: str | None = None
    """`sns`, `old-sns`, `cgi-bin`, `old-cgi`, `component`, `wecom` or `cloud`: the gateway that the suffix betrays."""
    ip: str | None = None
    """The caller's address as WeChat saw it."""


def read_error(obj: Mapping[str, object]) -> WechatError | None:
    """The error in an answer, or None if it tells of none: an errcode of 0, or none at all.

    Lenient in what answers and client libraries really contain: an errcode as a string, `errCode` and `errMsg`,
    and a backend's own `message` beside WeChat's number.
    """
    errcode = errcode_of(obj)
    if not errcode:
        return None
    names = ("errmsg", "errMsg", "message", "msg")
    text = next((obj[name] for name in names if isinstance(obj.get(name), str)), "")
    assert isinstance(text, str)
    return parse_errmsg(text, errcode)


def errcode_of(obj: Mapping[str, object]) -> int | None:
    """The errcode of an answer as a number, whatever its spelling; None if there is none or it is no number."""
    value = next((obj[name] for name in ("errcode", "errCode") if name in obj), None)
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?[0-9]{1,12}\s*", value):
        return int(value)
    return value if isinstance(value, int) else None


def parse_errmsg(errmsg: str, errcode: int) -> WechatError:
    """`errmsg` taken apart. Never raises, whatever stands there."""
    text = errmsg[:4096].strip()
    family: str | None = None
    cloud = _CLOUD.match(text) or _CLOUD_CODE.match(text)
    if cloud:
        family, text = "cloud", text[cloud.end() :]
    rid, hint, ip = None, None, None
    wecom = _WECOM.search(text) or _WECOM_BARE.search(text)
    if wecom:
        family = family or "wecom"
        ip = wecom.groupdict().get("ip")
        text = text[: wecom.start()]
    found = _RID.search(text)
    if found:
        rid, text = parse_rid(found["rid"]), text[: found.start()]
        family = family or ("sns" if found["comma"] else "cgi-bin")
    address = _IP.search(text)
    if address:
        ip, text = address["ip"], text[: address.start()]
        family = "component" if family in (None, "cgi-bin") else family
    found = _HINT.search(text)
    if found:
        hint, text = found["hint"].strip(), text[: found.start()]
        family = family or ("old-sns" if found["request"] else "old-cgi")
    caller = _CALLER.match(text)
    if ip is None and caller:
        ip = caller["ip"]
    return WechatError(errcode, errmsg, text.strip(), rid, hint, family, ip)
