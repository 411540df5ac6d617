"""Finds values that stand under a secret's name, and values that have a secret's shape, though nobody registered them.

Names are recognised by their words, so that `session_key`, `sessionKey`, `wx-session-key` and `SESSION_KEY` are one;
in JSON, JSON inside a string, query strings, headers, log lines, XML, and percent-encoded. A value that is visibly no
secret (a sentence, `YOUR_APPSECRET`, `undefined`) is left alone: it may be the very thing somebody looks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.secret import HIDDEN, SecretKind, mask


class Under(Enum):
    """What stands under a name."""

    SECRET = "secret"  # noqa: S105 - a kind, not a secret
    TOKEN = "token"  # noqa: S105
    """A name that also stands for harmless things: only a value that looks like a token."""
    LOGIN_CODE = "login code"
    CODE = "code"
    """`code` also names error codes and states: only a value that looks like a login or phone code."""
    PHONE = "phone"
    COOKIE = "cookie"
    AUTHORIZATION = "authorization"
    PERSON = "person"
    """openid, unionid: hidden only in what is meant to be shared."""


_NAMES: dict[str, Under] = {
    **dict.fromkeys(
        [
            "sessionkey",
            "sessionkeys",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authorizeraccesstoken",
            "authorizerrefreshtoken",
            "componentaccesstoken",
            "appsecret",
            "secret",
            "clientsecret",
            "corpsecret",
            "secretkey",
            "aeskey",
            "encodingaeskey",
            "symkey",
            "privatekey",
            "signingkey",
            "jwtkey",
            "jwtsecret",
            "hmackey",
            "apikey",
            "appkey",
            "password",
            "passwd",
            "passphrase",
            "xwxsessionkey",
            "verifyticket",
            "controltoken",
            "jsapiticket",
        ],
        Under.SECRET,
    ),
    **dict.fromkeys(
        [
            "token",
            "usertoken",
            "authtoken",
            "logintoken",
            "sessiontoken",
            "xtoken",
            "jwt",
            "sessionid",
            "sid",
            "ticket",
        ],
        Under.TOKEN,
    ),
    **dict.fromkeys(
        ["jscode", "logincode", "wxcode", "phonecode", "authcode", "authorizationcode", "wxlogincode"], Under.LOGIN_CODE
    ),
    "code": Under.CODE,
    **dict.fromkeys(
        [
            "phonenumber",
            "purephonenumber",
            "phone",
            "mobile",
            "mobilephone",
            "telephone",
            "phoneno",
            "phonenum",
            "mobileno",
            "tel",
        ],
        Under.PHONE,
    ),
    **dict.fromkeys(["cookie", "cookies", "setcookie"], Under.COOKIE),
    **dict.fromkeys(["authorization", "proxyauthorization"], Under.AUTHORIZATION),
    **dict.fromkeys(["openid", "unionid", "openids", "touser", "fromusername"], Under.PERSON),
}
_LONGEST_NAME = 4  # words
_WORDS = lazy_pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

# A name, a sign that gives it a value, and nothing of the value yet. The look-behind keeps the search linear: a long
# word is tried once, at its beginning. What an escape leaves before a name (`%26`, `\n`, `\u0022`) is skipped.
NAMED = lazy_pattern(
    r"(?<![A-Za-z0-9_.-])(?:(?<=%)(?:25)*[0-9A-Fa-f]{2}|(?<=\\)(?:[nrt]|u[0-9A-Fa-f]{4}))?"
    r"([A-Za-z_][A-Za-z0-9_.-]{2,47}(?:[ ][Kk][Ee][Yy])?)"
    r"(\\*[\"']|%(?:25)*2[27]|&(?:amp;)*(?:quot|#34|#39|#x22|#x27);|\\+u002[27]|[\]])?"
    r"(?:[ \t]{0,4}(?:=>|={1,3}|:=|[:\uff1a\uff1d])|%(?:25)*3[AaDd]|\\+u003[aAdD]|(?<=[A-Za-z0-9_])>(?:<!\[CDATA\[)?)"
    r"(?:[ \t]|%(?:25)*20|\+(?=%)){0,4}"
)
_QUOTE = lazy_pattern(r"\\*[\"']|%(?:25)*2[27]|&(?:amp;)*(?:quot|#34|#39|#x22|#x27);|\\+u002[27]")
_BARE = lazy_pattern(r"[!#$%*+\-./0-9:=?@A-Z^_a-z|~]+")
_CODE = lazy_pattern(r"[A-Za-z0-9_-]*")
_CODE_AHEAD = lazy_pattern(r"[^A-Za-z0-9_]{0,12}[A-Za-z0-9_-]{20}")
_LINE = lazy_pattern(r"[^\r\n\"'\\]*")
_PERCENT_END = lazy_pattern(r"%(?:25)*(?:26|22|27|2C|2c|7D|7d|20|0A|0a)")
_SCHEME = lazy_pattern(r"(?:[Bb]earer|BEARER|[Bb]asic|[Tt]oken|Digest|JWT)(?:[ \t]+|%20|\+)")
_ITEM = lazy_pattern(r"\s*,?\s*")
LONGEST_VALUE = 16 * 1024
# A value longer than this is none of its kind; looking no further keeps the time linear.
_LONGEST = {Under.CODE: 160, Under.PHONE: 40}
_LONGEST_WORD = 64

_PLACEHOLDER = lazy_pattern(
    r"[A-Z]+(?:[_ -][A-Z0-9]+)*|\$.*|\{.*|<.*|%[sdvr]|[xX]+|\.{2,}.*|"
    r"(?:your|my|the)(?:[-_ ][A-Za-z]{1,16}){1,8}(?:[-_ ]?[0-9]{1,3})?|"
    r"[A-Za-z]+(?:\.[A-Za-z]+)+|null|nil|none|None|true|false|True|False|undefined|string|String|NaN|\[object Object\]",
    re.S,
)
_MASKED = lazy_pattern(r"[^*]{0,11}\*{3,}[^*]{0,4}")
_LOOKS_LIKE_CODE = lazy_pattern(r"(?=[A-Za-z_-]{0,63}[0-9])(?=[0-9_-]{0,63}[A-Za-z])[A-Za-z0-9_-]{20,128}")
_DIGITS = lazy_pattern(r"\+?[0-9][0-9 ()-]{5,18}[0-9]")
_COOKIE = lazy_pattern(r"([^=;,\s]+)=([^;,]*)")
_COOKIE_ATTRIBUTES = frozenset({"path", "domain", "expires", "max-age", "samesite", "priority", "version", "comment"})

# The look-behind admits a token at the beginning of a word, or behind what an escape leaves there.
START = r"(?:(?<![A-Za-z0-9_-])|(?<=%[0-9A-Fa-f][0-9A-Fa-f])|(?<=\\[nrt])|(?<=\\u00[0-9a-f][0-9a-f]))"
_JWT = lazy_pattern(START + r"(eyJ[A-Za-z0-9_-]{4,})\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]+)((?:\.[A-Za-z0-9_-]*){0,2})")
ACCESS_TOKEN = lazy_pattern(START + r"[0-9]{1,3}_[A-Za-z0-9_-]{80,512}(?![A-Za-z0-9_-])")
PRIVATE_KEY = lazy_pattern(r"(-----BEGIN (?:[A-Z]{2,12} )?PRIVATE KEY-----)([^-]{16,16384})")
USERINFO = lazy_pattern(r"(?<=://)([^\s/@?#\"']{1,512})@")


@lru_cache(maxsize=4096)
def under(name: str) -> Under | None:
    """What kind of value stands under `name`, in whatever spelling; None: nothing that has to be hidden."""
    words = [word.lower() for word in _WORDS.findall(name)[-_LONGEST_NAME:]]
    for first in range(len(words)):
        found = _NAMES.get("".join(words[first:]))
        if found is not None:
            if found is Under.CODE and first:
                return None  # errcode, countryCode, status_code
            return found
    return None


def hide(value: str, kind: Under, *, quoted: bool = True, sure: bool = False) -> str | None:
    """What stands in place of `value` under a name of that kind; None if it is visibly no secret and stays.

    `quoted`: it is known where the value ends. `sure`: it is known to be a value (a query parameter of a request that
    was sent), not perhaps a word of a sentence.
    """
    if not value or len(value) > _LONGEST.get(kind, len(value)) or _MASKED.fullmatch(value):
        return None
    if len(value) > LONGEST_VALUE:
        return HIDDEN
    if kind is Under.COOKIE:
        return _hide_cookies(value)
    if kind is Under.AUTHORIZATION:
        scheme = _SCHEME.match(value)
        start = scheme.end() if scheme else 0
        hidden = hide(value[start:], Under.SECRET, quoted=quoted, sure=sure)
        return None if hidden is None else value[:start] + hidden
    if kind is Under.PHONE:
        return mask(value, SecretKind.PHONE) if _DIGITS.fullmatch(value) else None
    if kind is Under.CODE:
        return mask(value, SecretKind.CODE) if _LOOKS_LIKE_CODE.fullmatch(value) else None
    is_word = len(value) <= _LONGEST_WORD
    if is_word and _PLACEHOLDER.fullmatch(value):
        return None
    if is_word and not sure and not (_plausible_quoted(value) if quoted else _plausible_bare(value)):
        return None
    if kind is Under.TOKEN and not sure and (len(value) < 16 or value.isalpha()):
        return None
    return mask(value, SecretKind.CODE if kind is Under.LOGIN_CODE else SecretKind.OTHER)


def _plausible_quoted(value: str) -> bool:
    if len(value) < 4:
        return False
    sentence = not value.isascii() or " " in value
    return not (sentence and not any((char.isascii() and char.isdigit()) or char in "+/=" for char in value))


def _plausible_bare(value: str) -> bool:
    if len(value) < 6:
        return False
    if any(char.isdigit() for char in value):
        return True
    # One session_key in forty has no digit; what ends in = is base64, and no word.
    is_run = value.isalnum() or value.endswith("=")
    return len(value) >= 16 and is_run and not (value.islower() or value.isupper() or value.istitle())


def _hide_cookies(value: str) -> str | None:
    def one(match: re.Match[str]) -> str:
        if match.group(1).lower() in _COOKIE_ATTRIBUTES or not match.group(2) or _MASKED.fullmatch(match.group(2)):
            return match.group()
        return f"{match.group(1)}={HIDDEN}"

    hidden = _COOKIE.sub(one, value)
    return hidden if hidden != value else None


class _Value(NamedTuple):
    start: int
    end: int
    quoted: bool


def _value_at(text: str, at: int, kind: Under, *, encoded: bool) -> _Value:
    quote = _QUOTE.match(text, at)
    if quote:
        start, sign = quote.end(), quote.group()
        end = _closing(text, start, sign)
        if end >= 0:
            return _Value(start, end, True)
        bare = _BARE.match(text, start, start + LONGEST_VALUE)  # a text that was cut off
        return _Value(start, bare.end() if bare else start, True)
    if kind is Under.COOKIE:
        line = _LINE.match(text, at, at + LONGEST_VALUE)
        return _Value(at, line.end() if line else at, False)
    start = at
    if kind is Under.AUTHORIZATION and (scheme := _SCHEME.match(text, at)):
        start = scheme.end()
    bare = (_CODE if kind is Under.CODE else _BARE).match(text, start, start + _LONGEST.get(kind, LONGEST_VALUE))
    end = bare.end() if bare else start
    if encoded and (stop := _PERCENT_END.search(text, start, end)):
        end = stop.start()
    while end > start and text[end - 1] in ".:!?":
        end -= 1
    return _Value(at, end, False)


def _closing(text: str, start: int, sign: str) -> int:
    limit = start + LONGEST_VALUE
    end = text.find(sign, start, limit)
    if len(sign) > 1:
        return end
    while end >= 0:
        slashes = 0
        while end - slashes > start and text[end - slashes - 1] == "\\":
            slashes += 1
        if slashes % 2 == 0:
            return end
        end = text.find(sign, end + 1, limit)
    return -1


def named_edits(text: str, *, share: bool) -> Iterator[tuple[int, int, str]]:
    """What to replace in `text` because of the name before it: start, end, replacement; in order, not overlapping."""
    done = cookies_done = 0
    for match in NAMED.finditer(text):
        kind = under(match.group(1))
        if kind is None or (kind is Under.PERSON and not share) or match.end() < done:
            continue
        at = match.end()
        if kind is Under.COOKIE and at < cookies_done:
            continue
        if kind is Under.CODE and not _CODE_AHEAD.match(text, at):
            continue  # `code: 40029` is the most frequent of all, and no secret
        head = text[match.end(1) : at]
        if ">" in head and "=>" not in head and text[match.start(1) - 1 : match.start(1)] != "<":
            continue
        if text[at : at + 1] == "[":
            for edit in _list_edits(text, at + 1, kind):
                yield edit
                done = edit[1]
            continue
        value = _value_at(text, at, kind, encoded="%" in head)
        quoted_name = match.group(2) is not None
        in_query = text[match.start(1) - 1 : match.start(1)] in ("?", "&")
        hidden = hide(text[value.start : value.end], kind, quoted=value.quoted or in_query)
        if hidden is None:
            if kind is Under.COOKIE:
                cookies_done = value.end
            continue
        if (
            not value.quoted
            and quoted_name
            and head.lstrip("\\\"' \t").startswith(":")
            and text[value.start : value.end].isdigit()
        ):
            sign = match.group(2)
            hidden = f"{sign}{hidden}{sign}"  # a number in JSON: what stands for it is a string
        yield value.start, value.end, hidden
        done = value.end


def _list_edits(text: str, at: int, kind: Under) -> Iterator[tuple[int, int, str]]:
    while True:
        gap = _ITEM.match(text, at)
        at = gap.end() if gap else at
        quote = _QUOTE.match(text, at)
        if not quote:
            return
        end = _closing(text, quote.end(), quote.group())
        if end < 0:
            return
        hidden = hide(text[quote.end() : end], kind)
        if hidden is not None:
            yield quote.end(), end, hidden
        at = end + len(quote.group())


def hide_shapes(text: str, *, share: bool) -> str:
    """`text` with the signature of every JWT hidden, and whatever has the shape of an access_token or a private key."""
    if "eyJ" in text:
        text = _JWT.sub(lambda match: _hide_jwt(match, share=share), text)
    if "_" in text:
        text = ACCESS_TOKEN.sub(lambda match: mask(match.group()), text)
    if "PRIVATE KEY-----" in text:
        text = PRIVATE_KEY.sub(lambda match: f"{match.group(1)}{HIDDEN}", text)
    if "@" in text and "://" in text:
        text = USERINFO.sub(_hide_userinfo, text)
    return text


def _hide_userinfo(match: re.Match[str]) -> str:
    return match.group() if _MASKED.fullmatch(match.group(1)) else f"{HIDDEN}@"


def _hide_jwt(match: re.Match[str], *, share: bool) -> str:
    header, payload = match.group(1), match.group(2)
    if _tells_secrets(payload, share=share):
        payload = HIDDEN
    return f"{header}.{payload}.{HIDDEN}"


def _tells_secrets(payload: str, *, share: bool) -> bool:
    """Whether the claims of a JWT hold something that has to be hidden, which base64 does not do."""
    from base64 import urlsafe_b64decode

    if len(payload) > LONGEST_VALUE:
        return True
    try:
        claims = urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode("utf-8")
    except ValueError:
        return False
    return next(named_edits(claims, share=share), None) is not None
