"""The short way for a line of a batch that simply opens: the same document as on the long way, from a template.

It answers only where nothing is to be said: strict base64, a JSON object of the documented fields without duplicates,
the right watermark. Anything else is None, and the long way decides. A test holds the two ways together.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from wxauth_cli.actions.context import Context
from wxauth_cli.core.gate import clean
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import SecretKind, mask
from wxauth_cli.core.strict_json import MAX_INTEGER_DIGITS
from wxauth_cli.diagnose.payload.proof import ANONYMOUS_NICKNAME, kind_of
from wxauth_cli.diagnose.payload.readings import decode_strict

_ASCII = bytes(range(128))
_FIELDS = frozenset(
    {"encryptedData", "iv", "session_key", "appid", "code", "errMsg", "rawData", "signature", "cloudID"}
)
_PHONE = ("phoneNumber", "purePhoneNumber")
_KINDS = frozenset({"phone", "werun", "share", "userinfo"})


_sizes: list[int] = []
"""Number of keys of every object in the text that is being read."""


def _refuse(literal: str) -> object:
    raise ValueError(literal)


def _integer(literal: str) -> int:
    if len(literal) > MAX_INTEGER_DIGITS:
        raise ValueError(literal)
    return int(literal)


def _counted(value: dict[str, Any]) -> dict[str, Any]:
    _sizes.append(len(value))
    return value


# The standard library's scanner without the search for blanks around the value.
_SCAN: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
    object_hook=_counted, parse_int=_integer, parse_float=_refuse, parse_constant=_refuse
).scan_once  # type: ignore[attr-defined]


class Quick:
    """Makes documents of lines that open without any remark."""

    def __init__(
        self,
        run: Context,
        keys: Sequence[str],
        appid: str | None,
        default_appid: str | None,
        max_age_s: float | None,
        *,
        enabled: bool,
    ) -> None:
        self._appid = appid.strip() if appid else None
        self._default_appid = default_appid
        self._max_age_s = max_age_s
        self._reveal = run.reveal
        self._now = run.clock.now
        encoding = (run.streams.stdout.encoding or "utf-8").lower().replace("-", "")
        # Keys of the command line, remembered ones, an ASCII terminal: the long way.
        self._enabled = enabled and not keys and encoding.startswith("utf8")
        self._parts = self._template(run)
        self._cipher = self._ciphers()

    @staticmethod
    def _template(run: Context) -> list[str]:
        data: dict[str, object] = {
            "plaintext": "@plaintext@",
            "partial": None,
            "kind": "@kind@",
            "watermark": {"timestamp": "@timestamp@", "appid": "@appid@"},
            "watermark_age_s": "@age@",
            "repairs": [],
            "key_index": None,
            "key_source": "bundle",
            "reason": None,
        }
        rest = run.document(Report(command="decrypt", data=data))
        parts: list[str] = []
        for mark in ('"@plaintext@"', '"@kind@"', '"@timestamp@"', '"@appid@"', '"@age@"'):
            before, _, rest = rest.partition(mark)
            parts.append(before)
        return [*parts, rest]

    @staticmethod
    def _ciphers() -> Callable[[bytes, bytes], Any]:
        from cryptography.hazmat.primitives.ciphers import Cipher
        from cryptography.hazmat.primitives.ciphers.algorithms import AES
        from cryptography.hazmat.primitives.ciphers.modes import CBC

        return lambda key, iv: Cipher(AES(key), CBC(iv)).decryptor()

    def document(self, line: bytes) -> str | None:
        """The document of a line, or None where the long way has to decide."""
        if not self._enabled:
            return None
        try:
            bundle = _object(line.decode("utf-8"))
            if bundle is None or not _FIELDS.issuperset(bundle):
                return None
            key_text = bundle["session_key"]
            data, key, iv = decode_strict(bundle["encryptedData"]), decode_strict(key_text), decode_strict(bundle["iv"])
            if len(key) != 16 or len(iv) != 16 or not data or len(data) % 16:
                return None
            decryptor = self._cipher(key, iv)
            raw = decryptor.update(data)
            count = raw[-1]
            if not 1 <= count <= 16 or raw[-count:] != raw[-1:] * count:
                return None
            text = raw[:-count].decode("utf-8")
            value = _object(text)
            if value is None or key_text in text:
                return None
            return self._written(bundle, text, value)
        except (ValueError, KeyError, TypeError, AttributeError, StopIteration, RecursionError):
            return None

    def _written(self, bundle: dict[str, Any], text: str, value: dict[str, Any]) -> str | None:
        mark = value["watermark"]
        appid, stamp = mark["appid"], mark["timestamp"]
        kind = kind_of(value)
        expected = self._appid or bundle.get("appid") or self._default_appid
        if (
            len(mark) != 2
            or type(appid) is not str
            or not appid.isalnum()
            or not appid.isascii()
            or type(stamp) is not int
            or kind not in _KINDS
            or (expected and expected != appid)
            or value.get("nickName") == ANONYMOUS_NICKNAME
        ):
            return None
        if "telNumber" in value:
            return None
        age = int(self._now() - stamp)
        if self._max_age_s is not None and age > self._max_age_s:
            return None
        if kind == "phone" and not self._reveal:
            for name in _PHONE:
                if name in value:
                    number = value[name]
                    if not isinstance(number, str):
                        return None
                    value[name] = mask(number, SecretKind.PHONE)
            text = json.dumps(value, ensure_ascii=False)
        if not _plain(text):
            return None  # characters that the document writes as escapes
        parts = self._parts
        return f'{parts[0]}{text}{parts[1]}"{kind}"{parts[2]}{stamp}{parts[3]}"{appid}"{parts[4]}{age}{parts[5]}'


def _plain(text: str) -> bool:
    """Whether the gate would change nothing. Only what is not ASCII is put before it: it takes time for every
    character, and a payload is mostly ASCII."""
    if not text.isprintable():
        return False
    if text.isascii():
        return True
    rest = text.encode("utf-8").translate(None, _ASCII).decode("utf-8")
    return clean(rest) == rest


def _object(text: str) -> dict[str, Any] | None:
    """A JSON object without anything that strict JSON refuses; None for whatever needs a closer look, above all
    duplicate keys: `":` stands in the text once for every key, and more often only inside a text."""
    if "\\" in text and "\\u" in text:
        return None
    if (" " in text and '" ' in text) or "\t" in text or "\n" in text or "\r" in text:
        return None  # blanks before a colon would hide a key from the count
    _sizes.clear()
    value, end = _SCAN(text, 0)
    if type(value) is not dict or end != len(text) or text.count('":') != sum(_sizes):
        return None
    return value
