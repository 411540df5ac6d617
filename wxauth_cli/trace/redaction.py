"""A capture or log without secrets and persons, field by field, that is diagnosed as before.

The text is gone through twice. The first time, every secret and personal value is met: by the name of its field, by
its shape, inside JSON in strings, queries, forms, JWTs and base64. The second time each of them is replaced wherever
it stands, in whatever encoding; what is left of one then, in an encoding nobody thought of, is masked.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from wxauth_cli.core import base64url
from wxauth_cli.core.codes import CodeShape, shape_of, tidy
from wxauth_cli.core.people import kind_of
from wxauth_cli.core.redact_live import live_spans
from wxauth_cli.core.redact_names import Under, hide, under
from wxauth_cli.core.secret import HIDDEN, LIVE
from wxauth_cli.core.signatures import raw_data_signature, session_signature
from wxauth_cli.trace.bodies import base64_body, unpacked
from wxauth_cli.trace.known_values import KnownValues
from wxauth_cli.trace.pseudonyms import Pseudonyms
from wxauth_cli.trace.resealing import resealed
from wxauth_cli.trace.text_finds import ACCESS_TOKEN, JWT, finds, is_somebody

DEEPEST = 200
MAX_SECRETS = 5000
"""Different values in one file; each costs some 25 KB, for all the encodings in which it is looked for."""
_PAYLOADS = ("encryptedData", "encrypted_data", "encryptData", "encryptedPhoneData")
_RAW_DATA = ("rawData", "raw_data")
_FORM = re.compile(r"[\w.%\[\]+*-]{1,100}=[^\s<>{}\"]*(?:&[\w.%\[\]+*-]{1,100}=[^\s<>{}\"]*)*", re.A)
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|/)[^\s?]*\?\S*", re.I)
_SCHEME = re.compile(r"\s*(?:(?:bearer|basic|token|digest|jwt)(?:[ \t:]+|%20|\+))+", re.I)
_AROUND = re.compile(r"[\s\"'`]*")
_COOKIE_PAIR = re.compile(r"([^=;,\s]+)=([^;,]*)")
_ATTRIBUTES = frozenset({"path", "domain", "expires", "max-age", "samesite", "priority", "version", "comment"})
_CODE_SHAPES = (CodeShape.LOGIN, CodeShape.PHONE, CodeShape.CUT, CodeShape.CASE_CHANGED)
_APPID = re.compile(r"(?<![0-9A-Za-z])wx[0-9a-f]{16}(?![0-9A-Za-z])")
_NOT_SEARCHED = frozenset({"name", "avatar", "address", "ip"})
"""Words of a language: looked for as they are, not in pieces."""


class TooManySecrets(ValueError):
    """More different values than MAX_SECRETS."""


class Redaction:
    """Redacts one file: `text` is called with the whole of it once."""

    def __init__(self, salt: bytes, public_secret: Callable[[str], bytes | None] = lambda token: None) -> None:
        """`public_secret` gives the secret of a JWT if it is one that everybody knows: the new signature is made with
        it, so that the fault can still be seen."""
        self.names = Pseudonyms(salt)
        self._public_secret = public_secret
        self._known: KnownValues | None = None
        self._payloads: dict[tuple[str, str], None] = {}
        self._signed: dict[tuple[str, str], None] = {}
        self._signatures: dict[str, None] = {}
        self._exact: dict[str, str] = {}

    def run(self, convert: Callable[[Redaction], Any]) -> Any:
        """`convert` twice: once to learn the values, once for the result."""
        convert(self)
        if len(self.names.given) > MAX_SECRETS:
            raise TooManySecrets
        self._seal()
        with LIVE.scope():
            LIVE.clear()
            for value in self.names.given:
                if self.names.kind(value) not in _NOT_SEARCHED:
                    LIVE.add(value)
            self._known = KnownValues({**self.names.given, **self._exact}, self.names)
            return convert(self)

    # Values

    def secret(self, value: str, kind: str) -> str:
        """What stands for a value that stands under a secret's name, quotes and scheme around it kept."""
        scheme = _SCHEME.match(value)
        head = value[: scheme.end()] if scheme and scheme.end() < len(value) else ""
        rest = value[len(head) :]
        lead = _AROUND.match(rest)
        start = lead.end() if lead else 0
        tail = len(rest) - len(rest.rstrip(" \t\r\n\"'`,;"))
        body = rest[start : len(rest) - tail]
        if not body or _is_kept(body):
            return value
        made = self._jwt(body) if body.startswith("eyJ") and "." in body else self.names.of(kind, body)
        return head + rest[:start] + made + (rest[len(rest) - tail :] if tail else "")

    def _jwt(self, token: str) -> str:
        given = self.names.given.get(token)
        if given is not None:
            return given
        parts = token.split(".")
        made = [*(self._segment(part) for part in parts[:2]), *(self.names.fill(part) for part in parts[2:])]
        known = self._public_secret(token)
        if known is not None and len(parts) == 3:
            made[2] = _signed_again(f"{made[0]}.{made[1]}", parts[0], known) or made[2]
        return self.names.know("token", token, ".".join(made)) if made != parts else token

    def _segment(self, part: str) -> str:
        """Header or claims with persons and secrets replaced; what cannot be read is filled."""
        data = base64url.decode_lenient(part)
        if not part or data is None:
            return part
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return part
        made = self.value(value)
        return part if made == value else base64url.encode(_dumps(made).encode("utf-8", "surrogatepass"))

    def _cookies(self, text: str) -> str:
        def one(match: re.Match[str]) -> str:
            name, value = match.groups()
            if name.lower() in _ATTRIBUTES or len(value) < 4 or _is_kept(value):
                return match.group()
            return f"{name}={self.secret(value, 'cookie')}"

        return _COOKIE_PAIR.sub(one, text)

    def named(self, name: str, value: str, *, sure: bool = False) -> str | None:
        """What stands for `value` under `name`; None if the name says nothing, or the value is visibly none."""
        kind = under(name)
        if kind is Under.COOKIE:
            return self._cookies(value)
        if kind in (Under.CODE, Under.LOGIN_CODE):
            bare = tidy(value)[0]
            if shape_of(bare) in _CODE_SHAPES:
                return value.replace(bare, self.names.of("code", bare))
        if kind is not None and kind is not Under.PERSON:
            if hide(value, kind, sure=sure) is None and not (kind is Under.SECRET and _is_sealed(value)):
                return None
            return self.secret(value, _kind_of_secret(name, kind))
        person = kind_of(name)
        if person is not None and is_somebody(person, value):
            return self.names.of(person, value.strip()) if value.strip() == value else None
        return None

    # Structures

    def value(self, value: object, name: str = "", depth: int = 0) -> object:
        """A copy of a JSON value."""
        if depth > DEEPEST:
            return HIDDEN
        if isinstance(value, str):
            return self.leaf(value, name, depth)
        if isinstance(value, Mapping):
            return self._object(value, name, depth)
        if isinstance(value, list):
            return [self.value(item, name, depth + 1) for item in value]
        if isinstance(value, int) and not isinstance(value, bool):
            text = str(value) if abs(value) < 1 << 70 else ""
            if len(text) < 6:
                return value
            made = self.named(name, text) or (self._known.whole(text) if self._known else None) or text
            return value if made == text else int(made) if made.isdigit() else made
        return value

    def _object(self, value: Mapping[str, object], name: str, depth: int) -> dict[str, object]:
        self._meet(value)
        field, content = value.get("name"), value.get("value")
        made: dict[str, object] = {}
        encoded = value.get("encoding") == "base64" and isinstance(value.get("text"), str)
        for key, item in value.items():
            if key == "value" and isinstance(field, str) and isinstance(content, str):
                # A header, a parameter, a cookie of a HAR.
                made[key] = (
                    self._cookie(content) if name == "cookies" else self.leaf(content, field, depth + 1, sure=True)
                )
            elif key == "text" and encoded:
                made[key] = self._base64(str(item), depth)
            else:
                made[self._text(key, depth)] = self.value(item, key, depth + 1)
        return made

    def _cookie(self, content: str) -> str:
        return content if len(content) < 4 or _is_kept(content) else self.secret(content, "cookie")

    def _base64(self, text: str, depth: int) -> str:
        body = unpacked(base64_body(text), "")
        try:
            inner = body.data.decode("utf-8") if body.note is None else None
        except UnicodeDecodeError:
            inner = None
        if inner is None:
            return self._rest(text)
        made = self.leaf(inner, "", depth + 1)
        return text if made == inner else b64encode(made.encode("utf-8", "surrogatepass")).decode("ascii")

    def _meet(self, fields: Mapping[str, object]) -> None:
        """Note what has to be made anew when all keys are known."""
        if self._known is not None:
            return
        iv = fields.get("iv")
        for field in _PAYLOADS:
            payload = fields.get(field)
            if isinstance(payload, str) and payload:
                self._payloads[payload, iv if isinstance(iv, str) else ""] = None
        signature = fields.get("signature")
        if isinstance(signature, str) and signature:
            self._signatures[signature] = None
            for field in _RAW_DATA:
                raw = fields.get(field)
                if isinstance(raw, str):
                    self._signed[raw, signature] = None

    def _seal(self) -> None:
        keys = [(key, self.names.of("session_key", key)) for key in self.names.of_kind("session_key")]
        for payload, iv in self._payloads:
            made = resealed(payload, iv, keys, self.value, lambda name, value: self.named(name, value) or value)
            if made is not None and made != payload:
                self._exact[payload] = made
        for key, new in keys:
            for raw, signature in self._signed:
                if signature.lower() == raw_data_signature(raw, key):
                    self._exact[signature] = raw_data_signature(self.leaf(raw, "rawData", 1), new)
            for signature in self._signatures:
                if signature.lower() == session_signature(key):
                    self._exact[signature] = session_signature(new)

    def leaf(self, text: str, name: str = "", depth: int = 0, *, sure: bool = False) -> str:
        """A string of a JSON value, which may hold another document."""
        if depth > DEEPEST:
            return HIDDEN
        made = self.named(name, text, sure=sure) if name else None
        if made is not None:
            return self._rest(made)
        bare = text.strip()
        if bare[:1] in ("{", "[") and bare[-1:] in ("}", "]"):
            inner = loaded(bare)
            if isinstance(inner, (dict, list)):
                changed = self.value(inner, "", depth + 1)
                return text if changed == inner else text.replace(bare, dumped_like(changed, bare))
        if "=" in text and _FORM.fullmatch(bare):
            return self._query(text, depth)
        if "?" in text and _URL.fullmatch(bare):
            head, _, rest = text.partition("?")
            query, sharp, fragment = rest.partition("#")
            return f"{self._text(head, depth)}?{self._query(query, depth)}{sharp}{self._text(fragment, depth)}"
        return self._text(text, depth)

    def _query(self, text: str, depth: int) -> str:
        pairs = [pair.partition("=") for pair in text.split("&")]
        self._meet({unquote(name): unquote_plus(value) for name, _, value in pairs})
        return "&".join(f"{name}{sign}{self._parameter(unquote(name), value, depth)}" for name, sign, value in pairs)

    def _parameter(self, name: str, value: str, depth: int) -> str:
        plain = unquote_plus(value)
        made = self.leaf(plain, name, depth + 1, sure=True)
        if made == plain:
            return value
        safe = "".join(sign for sign in "/=:@,;!*'()~[]{}\"" if sign in value)
        return quote(made, safe=safe) if "%20" in value and "+" not in value else quote_plus(made, safe=safe)

    # Text

    def _text(self, text: str, depth: int) -> str:
        """A text in which values stand under names, in their shapes, or by themselves."""
        if len(text) < 2:
            return text
        edits: list[tuple[int, int, str]] = []
        for find in finds(text):
            old = text[find.start : find.end]
            if find.name:
                made = self._found(find.name, old, depth)
            elif find.kind == "jwt":
                made = self._jwt(old)
            else:
                made = self.names.of(find.kind, old)
            if made != old:
                edits.append((find.start, find.end, made))
        known = self._known
        parts: list[str] = []
        last = 0
        for start, end, made in edits:
            parts += (known.replaced(text[last:start]) if known else text[last:start], made)
            last = end
        parts.append(known.replaced(text[last:]) if known else text[last:])
        return self._rest("".join(parts))

    def _found(self, name: str, old: str, depth: int) -> str:
        """A value that stands in a text, in the spelling of that text."""
        plain = unquote(old) if "%" in old else old.replace("\\/", "/") if "\\/" in old else old
        made = self.named(name, plain)
        if made is None and under(name) is Under.AUTHORIZATION:
            made = self.secret(plain, "token")
        if made is None or made == plain:
            return old
        return quote(made, safe="") if "%" in old else made.replace("/", "\\/") if "\\/" in old else made

    def _rest(self, text: str) -> str:
        """What is left of known values in other encodings, or in pieces, masked."""
        if self._known is None or len(text) < 6:
            return text
        spans = live_spans(text)
        if not spans:
            return text
        appids = [match.span() for match in _APPID.finditer(text)]
        parts: list[str] = []
        last = 0
        for start, end in spans:
            if any(begin <= start and end <= stop for begin, stop in appids):
                continue
            parts += (text[last:start], HIDDEN)
            last = end
        return "".join((*parts, text[last:]))

    def log(self, text: str) -> str:
        """Lines of a log: those that are JSON field by field, the others as text."""
        parts: list[str] = []
        plain: list[str] = []
        for line in text.splitlines(keepends=True):
            bare = line.strip()
            value = loaded(bare) if bare[:1] == "{" and bare[-1:] == "}" else None
            if not isinstance(value, dict):
                plain.append(line)
                continue
            if plain:
                parts.append(self._text("".join(plain), 0))
                plain = []
            made = self.value(value)
            parts.append(line if made == value else line.replace(bare, dumped_like(made, bare)))
        if plain:
            parts.append(self._text("".join(plain), 0))
        return "".join(parts)


def loaded(text: str) -> object:
    """The JSON value, None if it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def dumped_like(value: object, text: str) -> str:
    """`value` as JSON, with blanks, line ends and escapes where `text` has them."""
    indent = re.match(r"[{\[]\r?\n([ \t]+)", text)
    spaced = '": ' in text[:4096]
    separators = (",", ": ") if indent else (", ", ": ") if spaced else (",", ":")
    made = json.dumps(
        value, ensure_ascii=text.isascii(), separators=separators, indent=indent.group(1) if indent else None
    )
    return made.replace("/", "\\/") if "\\/" in text[:65536] else made


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _is_kept(value: str) -> bool:
    return HIDDEN in value or value.lower() in ("undefined", "null", "none", "nan", "[object object]", "true", "false")


def _is_sealed(value: str) -> bool:
    return ACCESS_TOKEN.fullmatch(value) is not None or JWT.fullmatch(value) is not None


def _kind_of_secret(name: str, kind: Under) -> str:
    plain = re.sub(r"[^a-z]", "", name.lower())
    if "sessionkey" in plain:
        return "session_key"
    if kind is Under.TOKEN or kind is Under.AUTHORIZATION:
        return "token"
    if "accesstoken" in plain:
        return "access_token"
    return {Under.LOGIN_CODE: "code", Under.CODE: "code", Under.PHONE: "phone", Under.COOKIE: "cookie"}.get(
        kind, "secret"
    )


def _signed_again(signing_input: str, header: str, secret: bytes) -> str | None:
    import hmac

    value = loaded((base64url.decode_lenient(header) or b"").decode("utf-8", "replace"))
    alg = value.get("alg") if isinstance(value, dict) else None
    name = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}.get(str(alg))
    return base64url.encode(hmac.new(secret, signing_input.encode(), name).digest()) if name else None
