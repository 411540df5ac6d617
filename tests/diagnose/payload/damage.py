"""Payloads that are made up, and everything that happens to them on the way. Encrypts with its own few lines."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from wxauth_cli.core.bundle import Bundle

APPID = "wx0123456789abcdef"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BASE64 = LETTERS[:-2] + "+/"


class Case(NamedTuple):
    """A payload and what belongs to it."""

    kind: str
    plaintext: dict[str, object]
    key: str
    iv: str
    data: str

    def bundle(self, **changes: object) -> Bundle:
        fields = {"encrypted_data": self.data, "iv": self.iv, "session_key": self.key, "appid": APPID, **changes}
        return Bundle(**fields)  # type: ignore[arg-type]


def text64(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def encrypt(plain: bytes, key: bytes, iv: bytes) -> bytes:
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()


def _word(rng: random.Random, length: int) -> str:
    return "".join(rng.choices(LETTERS, k=length))


def plaintext(kind: str, rng: random.Random) -> dict[str, object]:
    """A payload of that kind as the platform writes it."""
    mark = {"timestamp": rng.randrange(1_500_000_000, 1_800_000_000), "appid": APPID}
    if kind == "phone":
        number = f"1{rng.randrange(30, 99)}{rng.randrange(10**8):08d}"
        return {"phoneNumber": number, "purePhoneNumber": number, "countryCode": "86", "watermark": mark}
    if kind == "werun":
        steps = [{"timestamp": 1_699_891_200 + 86_400 * day, "step": rng.randrange(30_000)} for day in range(31)]
        return {"stepInfoList": steps, "watermark": mark}
    if kind == "share":
        return {"openGId": "t" + _word(rng, 27), "watermark": mark}
    return {
        "openId": "o" + _word(rng, 27),
        "nickName": rng.choice(["Band", "小明", "张三😀", 'O\'Neil "Q" \\', "a"]),
        "gender": rng.randrange(3),
        "language": "zh_CN",
        "city": rng.choice(["Guangzhou", "广州", ""]),
        "province": "Guangdong",
        "country": "CN",
        "avatarUrl": f"https://thirdwx.qlogo.cn/mmopen/vi_32/{_word(rng, 80)}/132",
        "unionId": "o" + _word(rng, 27),
        "watermark": mark,
    }


KINDS = ("userinfo", "phone", "werun", "share")


def case(kind: str, rng: random.Random) -> Case:
    """A payload with a key, an IV and data that all hold a `+` and a `/`, so that damage can hit each."""
    value = plaintext(kind, rng)
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    while True:
        key, iv = rng.randbytes(16), rng.randbytes(16)
        data = encrypt(raw, key, iv)
        texts = [text64(item) for item in (key, iv, data)]
        # The blank at an end and a run of blanks are rows of their own.
        if all("+" in text.strip("+") and "/" in text and "++" not in text for text in texts) and not any(
            text.startswith("+") for text in texts
        ):
            return Case(kind, value, *texts)


class Damage(NamedTuple):
    """What happens to a bundle, what has to be found first, and for which kinds the payload can be restored."""

    name: str
    harm: Callable[[Case, random.Random], Bundle]
    first: tuple[str, ...]
    restores: frozenset[str]
    repairs: tuple[str, ...] | None = None
    """Slugs of `repairs` where restored; None: those of `first`."""


ALL = frozenset(KINDS)
NONE: frozenset[str] = frozenset()
KNOWN_HEAD = frozenset({"phone", "werun"})


def _changed(text: str, at: int, rng: random.Random) -> str:
    return text[:at] + rng.choice([char for char in BASE64 if char != text[at]]) + text[at + 1 :]


def _inside(text: str, rng: random.Random) -> int:
    """A place after the first two blocks and before the last two, in the text's body."""
    return rng.randrange(64, len(text.rstrip("=")) - 46)


def _unlike_neighbours(text: str, rng: random.Random) -> int:
    while True:
        at = _inside(text, rng)
        if text[at] not in (text[at - 1], text[at + 1]):
            return at


def _wrap(text: str) -> str:
    return "\r\n".join(text[at : at + 76] for at in range(0, len(text), 76)) + "\r\n"


DAMAGES: tuple[Damage, ...] = (
    Damage("none", lambda c, r: c.bundle(), (), ALL, ()),
    Damage(
        "another call's iv",
        lambda c, r: c.bundle(iv=text64(r.randbytes(16))),
        ("iv-malformed",),
        KNOWN_HEAD,
    ),
    Damage("iv zeros", lambda c, r: c.bundle(iv=text64(bytes(16))), ("iv-malformed",), KNOWN_HEAD),
    Damage("iv text cut to 16", lambda c, r: c.bundle(iv=text64(c.iv[:16].encode())), ("iv-malformed",), KNOWN_HEAD),
    Damage("iv of 15 bytes", lambda c, r: c.bundle(iv=c.iv[:20]), ("iv-malformed",), KNOWN_HEAD),
    Damage("iv of 12 bytes", lambda c, r: c.bundle(iv=c.iv[:16]), ("iv-malformed",), KNOWN_HEAD),
    Damage("iv undefined", lambda c, r: c.bundle(iv="undefined"), ("iv-malformed",), KNOWN_HEAD),
    Damage("iv absent", lambda c, r: c.bundle(iv=None), ("iv-malformed",), KNOWN_HEAD),
    Damage("first block lost", lambda c, r: c.bundle(encrypted_data=_tail(c, 16)), ("ciphertext-truncated",), NONE),
    Damage("front cut", lambda c, r: c.bundle(encrypted_data=c.data[37:]), ("ciphertext-truncated",), NONE),
    Damage(
        "iv and key exchanged",
        lambda c, r: c.bundle(iv=c.key, session_key=c.iv),
        ("fields-swapped",),
        ALL,
    ),
    Damage(
        "iv and data exchanged",
        lambda c, r: c.bundle(iv=c.data, encrypted_data=c.iv),
        ("fields-swapped",),
        ALL,
    ),
    Damage(
        "key and data exchanged",
        lambda c, r: c.bundle(session_key=c.data, encrypted_data=c.key),
        ("fields-swapped",),
        ALL,
    ),
    Damage("data lower-cased", lambda c, r: c.bundle(encrypted_data=c.data.lower()), ("case-changed",), NONE),
    Damage("data upper-cased", lambda c, r: c.bundle(encrypted_data=c.data.upper()), ("case-changed",), NONE),
    Damage("key lower-cased", lambda c, r: c.bundle(session_key=c.key.lower()), ("case-changed",), NONE),
    Damage(
        "plus to blank", lambda c, r: c.bundle(encrypted_data=c.data.replace("+", " ")), ("plus-became-space",), ALL
    ),
    Damage("plus to blank in iv", lambda c, r: c.bundle(iv=c.iv.replace("+", " ")), ("plus-became-space",), ALL),
    Damage(
        "plus to blank in key", lambda c, r: c.bundle(session_key=c.key.replace("+", " ")), ("plus-became-space",), ALL
    ),
    Damage(
        "plus to blank everywhere",
        lambda c, r: c.bundle(
            encrypted_data=c.data.replace("+", " "), iv=c.iv.replace("+", " "), session_key=c.key.replace("+", " ")
        ),
        ("plus-became-space",),
        ALL,
    ),
    Damage(
        "plus encoded",
        lambda c, r: c.bundle(encrypted_data=c.data.replace("+", "%2B")),
        ("still-percent-encoded",),
        ALL,
    ),
    Damage(
        "percent-encoded",
        lambda c, r: c.bundle(encrypted_data=quote(c.data, safe="")),
        ("still-percent-encoded",),
        ALL,
    ),
    Damage(
        "percent-encoded twice",
        lambda c, r: c.bundle(encrypted_data=quote(quote(c.data, safe=""), safe="")),
        ("still-percent-encoded",),
        ALL,
    ),
    Damage(
        "all percent-encoded",
        lambda c, r: c.bundle(
            encrypted_data=quote(c.data, safe=""), iv=quote(c.iv, safe=""), session_key=quote(c.key, safe="")
        ),
        ("still-percent-encoded",),
        ALL,
    ),
    Damage(
        "url-safe",
        lambda c, r: c.bundle(encrypted_data=c.data.replace("+", "-").replace("/", "_")),
        ("base64-url-alphabet",),
        ALL,
        (),
    ),
    Damage("cut at 100", lambda c, r: c.bundle(encrypted_data=c.data[:100]), ("ciphertext-truncated",), NONE),
    Damage("cut at 128", lambda c, r: c.bundle(encrypted_data=c.data[:128]), ("ciphertext-truncated",), NONE),
    Damage("last block lost", lambda c, r: c.bundle(encrypted_data=_head(c, 16)), ("ciphertext-truncated",), NONE),
    Damage(
        "a character changed",
        lambda c, r: c.bundle(encrypted_data=_changed(c.data, _inside(c.data, r), r)),
        ("character-changed",),
        ALL,
    ),
    Damage(
        "a character of the first block changed",
        lambda c, r: c.bundle(encrypted_data=_changed(c.data, r.randrange(2, 20), r)),
        ("character-changed",),
        ALL,
    ),
    Damage(
        "a character of the last block changed",
        lambda c, r: c.bundle(encrypted_data=_changed(c.data, len(c.data.rstrip("=")) - r.randrange(3, 20), r)),
        ("character-changed",),
        ALL,
    ),
    Damage(
        "a character lost",
        lambda c, r: c.bundle(encrypted_data=_without(c.data, _unlike_neighbours(c.data, r))),
        ("character-changed",),
        ALL,
    ),
    Damage(
        "a character doubled",
        lambda c, r: c.bundle(encrypted_data=_doubled(c.data, _unlike_neighbours(c.data, r))),
        ("character-changed",),
        ALL,
    ),
    Damage(
        "a foreign character",
        lambda c, r: c.bundle(encrypted_data=_put(c.data, _inside(c.data, r), "?")),
        ("character-changed",),
        ALL,
    ),
    Damage("letters in front", lambda c, r: c.bundle(encrypted_data="aaaa" + c.data), ("character-changed",), ALL),
    Damage("base64 twice", lambda c, r: c.bundle(encrypted_data=text64(c.data.encode())), ("base64-twice",), ALL),
    Damage("key base64 twice", lambda c, r: c.bundle(session_key=text64(c.key.encode())), ("base64-twice",), ALL),
    Damage("hex", lambda c, r: c.bundle(session_key=_hex(c.key), iv=_hex(c.iv)), ("hex-instead-of-base64",), ALL),
    Damage("data in hex", lambda c, r: c.bundle(encrypted_data=_hex(c.data)), ("hex-instead-of-base64",), ALL),
    Damage("padding stripped", lambda c, r: c.bundle(**_stripped(c)), ("base64-wrapped",), ALL, ()),
    Damage("wrapped", lambda c, r: c.bundle(encrypted_data=_wrap(c.data)), ("base64-wrapped",), ALL, ()),
    Damage(
        "slashes escaped",
        lambda c, r: c.bundle(
            encrypted_data=c.data.replace("/", "\\/"),
            iv=c.iv.replace("/", "\\/"),
            session_key=c.key.replace("/", "\\/"),
        ),
        ("base64-wrapped",),
        ALL,
        (),
    ),
    Damage("quoted", lambda c, r: c.bundle(session_key=f'"{c.key}"'), ("base64-wrapped",), ALL, ()),
    Damage("key cut", lambda c, r: c.bundle(session_key=c.key[:20]), ("session-key-cut",), NONE),
    Damage(
        "a uuid for a key",
        lambda c, r: c.bundle(session_key="6fa459ea-ee8a-3ca4-894e-db77e160355e"),
        ("not-a-session-key",),
        NONE,
    ),
    # Pairs
    Damage(
        "plus to blank, and another call's iv",
        lambda c, r: c.bundle(encrypted_data=c.data.replace("+", " "), iv=text64(r.randbytes(16))),
        ("iv-malformed",),
        KNOWN_HEAD,
        ("iv-malformed", "plus-became-space"),
    ),
    Damage(
        "exchanged and percent-encoded",
        lambda c, r: c.bundle(iv=quote(c.key, safe=""), session_key=quote(c.iv, safe="")),
        ("fields-swapped",),
        ALL,
        ("fields-swapped", "still-percent-encoded"),
    ),
    Damage(
        "wrapped, and plus to blank",
        lambda c, r: c.bundle(encrypted_data=_wrap(c.data).replace("+", " ")),
        ("plus-became-space",),
        ALL,
    ),
    Damage(
        "plus to blank, then percent-encoded",
        lambda c, r: c.bundle(encrypted_data=quote(c.data.replace("+", " "), safe="")),
        ("still-percent-encoded", "plus-became-space"),
        ALL,
        ("still-percent-encoded", "plus-became-space"),
    ),
    Damage(
        "plus to blank, and a character changed",
        lambda c, r: c.bundle(encrypted_data=_changed(c.data, _inside(c.data, r), r).replace("+", " ")),
        ("character-changed",),
        ALL,
        ("character-changed", "plus-became-space"),
    ),
    Damage(
        "plus to blank, and cut",
        lambda c, r: c.bundle(encrypted_data=c.data[:120].replace("+", " ")),
        ("ciphertext-truncated",),
        NONE,
    ),
    Damage(
        "base64 twice, url-safe",
        lambda c, r: c.bundle(encrypted_data=text64(c.data.encode()).replace("+", "-").rstrip("=")),
        ("base64-twice",),
        ALL,
    ),
)


def _raw(text: str) -> bytes:
    from base64 import b64decode

    return b64decode(text)


def _tail(c: Case, lost: int) -> str:
    return text64(_raw(c.data)[lost:])


def _head(c: Case, lost: int) -> str:
    return text64(_raw(c.data)[:-lost])


def _hex(text: str) -> str:
    return _raw(text).hex()


def _without(text: str, at: int) -> str:
    return text[:at] + text[at + 1 :]


def _doubled(text: str, at: int) -> str:
    return text[:at] + text[at] + text[at:]


def _put(text: str, at: int, char: str) -> str:
    return text[:at] + char + text[at + 1 :]


def _stripped(c: Case) -> dict[str, object]:
    return {"encrypted_data": c.data.rstrip("="), "iv": c.iv.rstrip("="), "session_key": c.key.rstrip("=")}
