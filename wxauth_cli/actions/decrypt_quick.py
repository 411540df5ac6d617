"""The short way for a line of a batch that simply opens: the same document as on the long way, from a template.

It answers only where nothing is to be said: strict base64, a JSON object of the documented fields without duplicates,
the right watermark. Anything else is None, and the long way decides. A test holds the two ways together.
"""

from __future__ import annotations

import json
from binascii import Error
from collections.abc import Callable, Sequence
from typing import Any

from wxauth_cli.actions.context import Context
from wxauth_cli.core.gate import clean
from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import SecretKind, mask
from wxauth_cli.diagnose.payload.proof import ANONYMOUS_NICKNAME, kind_of
from wxauth_cli.diagnose.payload.readings import strict

_LARGEST = 10**19
_FIELDS = frozenset(
    {"encryptedData", "iv", "session_key", "appid", "code", "errMsg", "rawData", "signature", "cloudID"}
)
_PHONE = ("phoneNumber", "purePhoneNumber")
_KINDS = frozenset({"phone", "werun", "share", "userinfo"})


def _refuse(literal: str) -> object:
    raise ValueError(literal)


_DECODE = json.JSONDecoder(parse_constant=_refuse).decode


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
            data, key, iv = _bytes(bundle["encryptedData"]), _bytes(key_text), _bytes(bundle["iv"])
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
        except (ValueError, KeyError, TypeError, AttributeError, Error):
            return None

    def _written(self, bundle: dict[str, Any], text: str, value: dict[str, Any]) -> str | None:
        mark = value["watermark"]
        appid, stamp = mark["appid"], mark["timestamp"]
        kind = kind_of(value)
        expected = self._appid or bundle.get("appid") or self._default_appid
        if (
            len(mark) != 2
            or not isinstance(appid, str)
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
        if clean(text) != text:
            return None  # characters that the document writes as escapes
        parts = self._parts
        return f'{parts[0]}{text}{parts[1]}"{kind}"{parts[2]}{stamp}{parts[3]}"{appid}"{parts[4]}{age}{parts[5]}'


def _bytes(text: str) -> bytes:
    value = strict(text)
    if value is None:
        raise ValueError
    return value


def _object(text: str) -> dict[str, Any] | None:
    """A JSON object of texts, small numbers and lists of such objects; None for whatever needs a closer look, above
    all duplicate keys: `":` stands in the text once for every key, and more often only inside a text."""
    if "\\u" in text or '" ' in text or '"\t' in text:
        return None
    value = _DECODE(text)
    if type(value) is not dict:
        return None
    count = len(value)
    for item in value.values():
        kind = type(item)
        if kind is str:
            continue
        if kind is int:
            if not -_LARGEST < item < _LARGEST:
                return None
        elif kind is dict:
            count += _flat(item)
        elif kind is list:
            for inner in item:
                count += _flat(inner)
        else:
            return None
    return value if text.count('":') == count else None


def _flat(value: object) -> int:
    if type(value) is not dict:
        raise ValueError
    for item in value.values():
        if type(item) is not str and (type(item) is not int or not -_LARGEST < item < _LARGEST):
            raise ValueError
    return len(value)
