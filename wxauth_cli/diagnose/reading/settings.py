"""Settings of a program (`.env`, YAML, TOML, JSON, PHP arrays, properties): the appid and AppSecret that stand in them.

Only what can be judged by its form is said: a template's variable and an obvious stand-in are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.diagnose.case import SeenSign

MAX_SETTINGS = 40
_SEPARATOR = r"[\"']?\s{0,4}(?:=>|[:=])\s{0,4}"
_VALUE = r"(?:\"([^\"\n]{0,80})\"|'([^'\n]{0,80})'|([^\s\"',;#&?]{1,80}))"
_APPID = re.compile(r"(?<![A-Za-z0-9?&/=])([\w.-]{0,40}?app_?-?id)" + _SEPARATOR + _VALUE, re.I)
_SECRET = re.compile(r"(?<![A-Za-z0-9?&/=])([\w.-]{0,40}?secret)" + _SEPARATOR + _VALUE, re.I)
_ABOUT_WECHAT = re.compile(
    r"wx[0-9a-f]{6}|wechat|weixin|mini_?-?(?:program|app)|wx[_.-]|微信|小程序|gh_[0-9a-f]{6}", re.I
)
_REQUEST = re.compile(r"https?://|/sns/|/cgi-bin/|\b(?:GET|POST)\b|errcode|\d\d:\d\d:\d\d")
_TEMPLATE = re.compile(r"[${<%]|your|xxx|example|\*\*|env\(|placeholder|\.{2}|…|\*", re.I)


def settings_in(text: str, *, where: str = "") -> Iterator[tuple[int, SeenSign]]:
    """Positions and signs: `setting` where it may be right, `setting-appid` and `setting-secret` where it cannot be."""
    if not _ABOUT_WECHAT.search(text[:200_000]):
        return
    found = 0
    for word, expression in (("setting-appid", _APPID), ("setting-secret", _SECRET)):
        for match in expression.finditer(text[:200_000]):
            value = next((part for part in match.groups()[1:] if part is not None), "")
            if _REQUEST.search(_line(text, match.start())):
                continue  # a logged request: what it carried is judged with its answer
            good = _good(word, value)
            if good is None or found >= MAX_SETTINGS:
                continue
            found += 1
            line = text.count("\n", 0, match.start()) + 1
            place = f"{where}:{line}" if where else f"L{line}"
            if word == "setting-secret":
                Secret(value.strip(), SecretKind.APPSECRET)
                shown = f"{match.group(1)[-40:]} ({len(value)})"
            else:
                shown = f"{match.group(1)[-40:]} = “{value}” ({len(value)})"
            yield match.start(), SeenSign("setting" if good else word, place, shown)


def _line(text: str, place: int) -> str:
    start = max(text.rfind("\n", max(0, place - 300), place) + 1, place - 300)
    end = text.find("\n", place, place + 300)
    return text[start : end if end >= 0 else place + 300]


def _good(word: str, value: str) -> bool | None:
    """Whether the value can be one; None where nothing can be said of it."""
    bare = value.strip()
    if not bare or _TEMPLATE.search(value):
        return None
    if word == "setting-appid":
        if re.fullmatch(r"wx[0-9a-f]{16}", value):
            return True
        return False if re.match(r"wx[0-9a-fA-F]{8}|gh_[0-9a-f]{8}|WX[0-9a-fA-F]{8}", bare) else None
    if re.fullmatch(r"[0-9a-f]{32}", value):
        return True
    return False if re.fullmatch(r"[0-9a-fA-F]{24,40}", bare) else None
