"""What stands in place of one value, by the name under which it stands: quotes, scheme and form are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from wxauth_cli.core import base64url
from wxauth_cli.core.codes import CodeShape, shape_of, tidy
from wxauth_cli.core.people import is_somebody, kind_of
from wxauth_cli.core.redact_names import ACCESS_TOKEN, Under, hide, under
from wxauth_cli.core.secret import HIDDEN
from wxauth_cli.trace.json_text import dumped, loaded
from wxauth_cli.trace.pseudonyms import Pseudonyms
from wxauth_cli.trace.text_finds import JWT

_SCHEME = re.compile(r"\s*(?:(?:bearer|basic|token|digest|jwt)(?:[ \t:]+|%20|\+))+", re.I)
_AROUND = re.compile(r"[\s\"'`]*")
_COOKIE_PAIR = re.compile(r"([^=;,\s]+)=([^;,]*)")
_ATTRIBUTES = frozenset({"path", "domain", "expires", "max-age", "samesite", "priority", "version", "comment"})
_CODE_SHAPES = (CodeShape.LOGIN, CodeShape.PHONE, CodeShape.CUT, CodeShape.CASE_CHANGED)
_NO_VALUE = frozenset({"undefined", "null", "none", "nan", "[object object]", "true", "false"})
_SHORTEST_COOKIE = 4
_KINDS = {Under.LOGIN_CODE: "code", Under.CODE: "code", Under.PHONE: "phone", Under.COOKIE: "cookie"}
_HASHES = {"HS256": "sha256", "HS384": "sha384", "HS512": "sha512"}


class MadeValues:
    """Chooses pseudonyms for the values of one file."""

    def __init__(
        self,
        names: Pseudonyms,
        public_secret: Callable[[str], bytes | None],
        hide_json: Callable[[object], object],
    ) -> None:
        """`public_secret` gives the secret of a JWT if it is one that everybody knows: the new signature is made with
        it, so that the fault can still be seen. `hide_json` does the claims of a JWT.
        """
        self._names = names
        self._public_secret = public_secret
        self._hide_json = hide_json

    def named(self, name: str, value: str, *, sure: bool = False) -> str | None:
        """What stands for `value` under `name`; None if the name says nothing, or the value is visibly none.

        `sure`: it is known to be a value (a parameter of a request), not perhaps a word of a sentence.
        """
        kind = under(name)
        if kind is Under.COOKIE:
            return self.cookies(value)
        if kind in (Under.CODE, Under.LOGIN_CODE):
            bare = tidy(value)[0]
            shape = shape_of(bare)
            if shape is CodeShape.MOCK:
                return None  # what DevTools gives everybody, also with its blanks as `+`
            if shape in _CODE_SHAPES:
                return value.replace(bare, self._names.of("code", bare))
        if kind is not None and kind is not Under.PERSON:
            if hide(value, kind, sure=sure) is None and not (kind is Under.SECRET and _is_token(value)):
                return None
            return self.secret(value, _kind_of_secret(name, kind))
        person = kind_of(name)
        if person is not None and value.strip() == value and is_somebody(person, value):
            return self._names.of(person, value)
        return None

    def secret(self, value: str, kind: str) -> str:
        """What stands for a value that is a secret, quotes and scheme around it kept."""
        quotes = _AROUND.match(value)
        scheme = _SCHEME.match(value, quotes.end() if quotes else 0)
        head = value[: scheme.end()] if scheme and scheme.end() < len(value) else ""
        rest = value[len(head) :]
        lead = _AROUND.match(rest)
        start = lead.end() if lead else 0
        end = max(len(rest.rstrip(" \t\r\n\"'`,;")), start)
        body = rest[start:end]
        if not body or is_kept(body):
            return value
        made = self.jwt(body) if body.startswith("eyJ") and "." in body else self._names.of(kind, body)
        return head + rest[:start] + made + rest[end:]

    def cookie(self, value: str) -> str:
        """What stands for the value of one cookie."""
        return value if len(value) < _SHORTEST_COOKIE or is_kept(value) else self.secret(value, "cookie")

    def cookies(self, text: str) -> str:
        """A Cookie or Set-Cookie header: names and attributes are kept."""

        def one(match: re.Match[str]) -> str:
            name, value = match.groups()
            return match.group() if name.lower() in _ATTRIBUTES else f"{name}={self.cookie(value)}"

        return _COOKIE_PAIR.sub(one, text)

    def jwt(self, token: str) -> str:
        """A JWT with persons and secrets in its claims replaced, and another signature."""
        known = self._names.find(token)
        if known is not None:
            return known
        parts = token.split(".")
        made = [
            *(self._segment(part) for part in parts[:2]),
            *(self._names.fill(part, base64=True) for part in parts[2:]),
        ]
        secret = self._public_secret(token)
        if secret is not None and len(parts) == 3:
            made[2] = _signature(f"{made[0]}.{made[1]}", parts[0], secret) or made[2]
        return self._names.know("token", token, ".".join(made)) if made != parts else token

    def _segment(self, part: str) -> str:
        """Header or claims; what cannot be read is kept, and searched with the rest of the text."""
        data = base64url.decode_lenient(part)
        if not part or data is None:
            return part
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            return part
        made = self._hide_json(value)
        return part if made == value else base64url.encode(dumped(made).encode("utf-8", "surrogatepass"))


def is_kept(value: str) -> bool:
    """Whether a value is masked already, or a word for no value."""
    return HIDDEN in value or value.lower() in _NO_VALUE


def _is_token(value: str) -> bool:
    return ACCESS_TOKEN.fullmatch(value) is not None or JWT.fullmatch(value) is not None


def _kind_of_secret(name: str, kind: Under) -> str:
    plain = re.sub(r"[^a-z]", "", name.lower())
    if "sessionkey" in plain:
        return "session_key"
    if kind is Under.TOKEN or kind is Under.AUTHORIZATION:
        return "token"
    if "accesstoken" in plain:
        return "access_token"
    return _KINDS.get(kind, "secret")


def _signature(signing_input: str, header: str, secret: bytes) -> str | None:
    import hmac

    value = loaded((base64url.decode_lenient(header) or b"").decode("utf-8", "replace"))
    name = _HASHES.get(str(value.get("alg"))) if isinstance(value, dict) else None
    return base64url.encode(hmac.new(secret, signing_input.encode(), name).digest()) if name else None
