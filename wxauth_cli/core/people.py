"""Personal data behind stable pseudonyms: in one report the same openid is `openid-1` wherever it stands.

Three ways to it, because no single one finds everything: the name of a field, a value that was met under such a name,
and a shape (openid, mobile number, IP address). Which pseudonym belongs to whom is forgotten with the object, so two
reports cannot be joined.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote, unquote_plus

from wxauth_cli.core.secret import HIDDEN

_KINDS: dict[str, str] = {
    **dict.fromkeys(["openid", "touser", "fromusername", "fromuser"], "openid"),
    "unionid": "unionid",
    **dict.fromkeys(
        ["phonenumber", "phone", "mobile", "mobilephone", "telephone", "phoneno", "phonenum", "mobileno", "tel"],
        "phone",
    ),
    **dict.fromkeys(["nickname", "nick", "realname", "username", "truename", "fullname", "displayname"], "name"),
    **dict.fromkeys(["avatarurl", "avatar", "headimgurl", "headimg"], "avatar"),
    **dict.fromkeys(["email", "mail"], "email"),
    **dict.fromkeys(["idcard", "idnumber", "idno"], "id"),
    **dict.fromkeys(["address", "addr", "detailinfo"], "address"),
}
_LONGEST_NAME = 3  # words
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_NOBODY = frozenset(
    {"", "null", "undefined", "none", "nil", "nan", "[object object]", "true", "false", "微信用户", "-"}
)
"""What stands where nobody is; 微信用户 is what the platform calls everybody."""
_DEEPEST = 200

# `openid=…`, `"nickName": "…"`, `phone: …` in a text that is no whole JSON document.
# A letter of the value may be escaped, and its backslash in turn: \\u4e09 in JSON inside JSON.
ESCAPED_LETTER = r"\\{1,16}u[0-9A-Fa-f]{4}"
_NAMED = re.compile(
    r"([A-Za-z][A-Za-z_-]{2,30})(\\*[\"']|)(\s{0,3}[:=]\s{0,3})(\\*[\"']|)"
    rf"((?:[^\s\"'&;,\\<>{{}}\[\]()|]|{ESCAPED_LETTER}){{2,200}})"
)
_LETTERS = re.compile(rf"(?:{ESCAPED_LETTER})+")
OPENID = re.compile(r"(?<![A-Za-z0-9_-])o(?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])")
MOBILE = re.compile(r"(?<![A-Za-z0-9_.*-])(?:\+?86[ -]?)?1[3-9][0-9]{9}(?![A-Za-z0-9_*-])")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,4}", re.A)
# One slash behind a letter is a version (`Chrome/120.0.0.0`), two are an address.
IPV4 = re.compile(r"(?<![0-9A-Za-z.])(?<![A-Za-z]/)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9A-Za-z]|\.[0-9])")
IPV6 = re.compile(r"(?<![0-9A-Za-z:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f.]{0,15}(?![0-9A-Za-z:])")
_JWT = re.compile(r"eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_*-]*\.[A-Za-z0-9_*-]*")


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str | None:
    """What person's value stands under `name`, in whatever spelling: `openid`, `phone`, `name` …"""
    words = [word.lower() for word in _WORDS.findall(name)]
    for first in range(max(len(words) - _LONGEST_NAME, 0), len(words)):
        found = _KINDS.get("".join(words[first:]))
        if found is not None:
            return found
    return None


class People:
    """The pseudonyms of one report. Let it `meet` all the material first, then `hide` it piece by piece."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()
        self._known: dict[str, str] = {}
        """What is replaced wherever it stands, in the forms in which it may be written."""
        self._pattern: re.Pattern[str] | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many persons' values of each kind were hidden."""
        return dict(sorted(self._counts.items()))

    def pseudonym(self, kind: str, value: str) -> str:
        """What stands for that value, always the same: `phone-2`."""
        key = (kind, _same(kind, value))
        if key not in self._given:
            self._counts[kind] += 1
            self._given[key] = f"{kind}-{self._counts[kind]}"
        return self._given[key]

    # Meeting

    def meet(self, *values: object) -> None:
        """Learn the personal data in JSON values, bodies and other texts."""
        for value in values:
            self._meet(value, None, 0)

    def _meet(self, value: object, kind: str | None, depth: int) -> None:
        if depth > _DEEPEST:
            return
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if isinstance(value, Mapping):
            for name, item in value.items():
                self._meet(item, kind_of(str(name)), depth + 1)
        elif isinstance(value, (list, tuple)):
            for item in value:
                self._meet(item, kind, depth + 1)
        elif isinstance(value, (str, int)) and not isinstance(value, bool):
            text = str(value)
            if kind is not None:
                self._know(kind, text)
            elif isinstance(value, str):
                inner = _container(text)
                if inner is not None:
                    self._meet(inner, None, depth + 1)
                else:
                    for match in _NAMED.finditer(text):
                        named = kind_of(match.group(1))
                        if named is not None:
                            self._know(named, _plain(match.group(5)))

    def _know(self, kind: str, value: str) -> None:
        value = value.strip()
        if not is_somebody(kind, value):
            return
        shown = self.pseudonym(kind, value)
        if len(value) < (4 if value.isascii() else 2) or (value.isalpha() and value.isascii() and value.islower()):
            return  # a common word: hidden where it stands under its name, not all over the report
        escaped = json.dumps(value)[1:-1]
        for form in {value, quote(value, safe=""), quote(value), escaped, escaped.replace("\\", "\\\\")}:
            self._known.setdefault(form, shown)
        self._pattern = None

    # Hiding

    def hide_text(self, text: str) -> str:
        """A text with every known value and every shape of personal data replaced."""
        if len(text) < 2:
            return text
        if self._known:
            if self._pattern is None:
                forms = sorted(self._known, key=lambda form: (-len(form), form))
                self._pattern = re.compile("|".join(_bounded(form) for form in forms))
            text = self._pattern.sub(lambda match: self._known[match.group()], text)
        if "eyJ" in text:
            text = _JWT.sub("eyJ….****", text)
        text = OPENID.sub(lambda match: self.pseudonym("openid", match.group()), text)
        text = MOBILE.sub(lambda match: self.pseudonym("phone", match.group()), text)
        if "@" in text:
            text = EMAIL.sub(lambda match: self.pseudonym("email", match.group()), text)
        if "::" in text or text.count(":") > 5:
            text = IPV6.sub(self._address, text)  # first, because its end may look like the other kind
        return IPV4.sub(self._address, text)

    def _address(self, match: re.Match[str]) -> str:
        address = address_of(match.group())
        return self.pseudonym("ip", address) if address else match.group()

    def hide_named(self, text: str) -> str:
        """A text in which names and values stand beside each other (a query, a form, a log line)."""

        def one(match: re.Match[str]) -> str:
            kind = kind_of(match.group(1))
            value = _plain(match.group(5))
            if kind is None or not is_somebody(kind, value):
                return match.group()
            return "".join(match.groups()[:4]) + self.pseudonym(kind, value)

        return self.hide_text(_NAMED.sub(one, text))

    def hide_json(self, value: object, *, kind: str | None = None, depth: int = 0) -> object:
        """A copy of a JSON value with personal data replaced, by name, value and shape; in JSON inside a string too."""
        if depth > _DEEPEST:
            return None
        if isinstance(value, Mapping):
            return {
                self.hide_text(str(name)): self.hide_json(item, kind=kind_of(str(name)), depth=depth + 1)
                for name, item in value.items()
            }
        if isinstance(value, (list, tuple)):
            return [self.hide_json(item, kind=kind, depth=depth + 1) for item in value]
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            return value
        if kind is not None and is_somebody(kind, str(value)):
            return self.pseudonym(kind, str(value).strip())
        if isinstance(value, int):
            hidden = self.hide_text(str(value))
            return value if hidden == str(value) else hidden
        inner = _container(value)
        if inner is not None:
            hidden_inner = self.hide_json(inner, depth=depth + 1)
            return json.dumps(hidden_inner, ensure_ascii=False, separators=(",", ":"))
        return self.hide_named(value)

    def hide_url(self, url: str) -> str:
        """A URL; its query is looked at by name."""
        head, question, query = url.partition("?")
        return self.hide_text(unquote(head) if "%" in head else head) + question + self.hide_named(query)

    def hide_headers(self, headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Headers: same names, same order."""
        return [
            (self.hide_text(name), self.pseudonym(kind, value) if _held(kind, value) else self.hide_named(value))
            for name, value in headers
            for kind in [kind_of(name) or ""]
        ]


def _plain(value: str) -> str:
    """A value as it stands in a text, without its escapes."""
    if "\\" in value:
        value = _LETTERS.sub(_letters, value)
    return unquote_plus(value)


def _letters(match: re.Match[str]) -> str:
    # Two escapes may be the halves of one character.
    data = b"".join(int(part[-4:], 16).to_bytes(2, "big") for part in re.findall(ESCAPED_LETTER, match.group()))
    return data.decode("utf-16-be", "replace")


def _held(kind: str, value: str) -> bool:
    return bool(kind) and is_somebody(kind, value)


def is_somebody(kind: str, value: str) -> bool:
    """Whether a value under a person's name is one, and not a word for nobody, a mask or a pseudonym."""
    bare = value.strip()
    if bare.lower() in _NOBODY or HIDDEN in bare or re.fullmatch(rf"{kind}-[0-9]+", bare):
        return False
    return kind != "phone" or sum(char.isdigit() for char in bare) >= 5


@lru_cache(maxsize=4096)
def address_of(text: str) -> str:
    """An IP address in its usual form; "" if the text is none, or the address is this machine's own."""
    from ipaddress import ip_address

    try:
        address = ip_address(text)
    except ValueError:
        return ""
    inner = getattr(address, "ipv4_mapped", None) or address
    return "" if inner.is_loopback or inner.is_unspecified else str(inner)


def _same(kind: str, value: str) -> str:
    """The form in which two spellings of one value are one."""
    if kind == "phone":
        digits = "".join(char for char in value if char.isdigit() or char == "*")
        return digits[-11:]
    return value.strip()


def _bounded(form: str) -> str:
    if not form.isascii():
        return re.escape(form)
    return rf"(?<![A-Za-z0-9]){re.escape(form)}(?![A-Za-z0-9])"


def _container(text: str) -> object:
    """The object or list that a string holds as JSON; None for any other string."""
    if text[:1] not in "{[" or len(text) < 2:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, (dict, list)) else None
