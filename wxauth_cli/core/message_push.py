"""WeChat's message push: its signatures, and the encryption of "safe mode".

Source: developers.weixin.qq.com, "消息推送" and "消息加解密说明". The cipher is AES-256-CBC with the EncodingAESKey;
its IV is the first 16 bytes of the key; padding is PKCS#7 with blocks of 32 bytes; the plaintext is 16 random bytes,
the length of the message (4 bytes, big-endian), the message, and the appid. Pure; `cryptography` loads at first use.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

PAD_BLOCK = 32
RANDOM_BYTES = 16
_LENGTH_BYTES = 4

Fault = Literal["bad-encoding-aes-key", "bad-base64", "bad-length", "wrong-key", "appid-mismatch"]


class MessagePushError(ValueError):
    """A message that cannot be opened; `fault` says why, `appid` whose it is where that is what does not fit."""

    def __init__(self, fault: Fault, appid: str | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.appid = appid


@dataclass(frozen=True)
class Opened:
    """What an encrypted message held."""

    message: bytes
    appid: str
    random: bytes
    """16 bytes that mean nothing."""


def signature(token: str, timestamp: str, nonce: str, *encrypted: str) -> str:
    """SHA-1 in hex of the sorted texts, joined.

    Without `encrypted` it is `signature` (the URL's verification, plain mode), with the Base64 text of `Encrypt` it is
    `msg_signature` (safe mode). They are sorted as bytes.
    """
    joined = b"".join(sorted(text.encode() for text in (token, timestamp, nonce, *encrypted)))
    return hashlib.sha1(joined, usedforsecurity=False).hexdigest()


def holds(given: str, token: str, timestamp: str, nonce: str, *encrypted: str) -> bool:
    """Whether a signature is right; takes the same time for all wrong ones."""
    right = signature(token, timestamp, nonce, *encrypted)
    return hmac.compare_digest(right.encode(), given.encode("utf-8", "replace"))


def aes_key(encoding_aes_key: str) -> bytes:
    """The 32 bytes of an EncodingAESKey of 43 characters. Its last character may carry bits that do not count.

    MessagePushError `bad-encoding-aes-key` for anything else.
    """
    try:
        key = base64.b64decode(encoding_aes_key.encode("ascii") + b"=", validate=True)
    except (ValueError, binascii.Error):
        raise MessagePushError("bad-encoding-aes-key") from None
    if len(encoding_aes_key) != 43 or len(key) != 32:
        raise MessagePushError("bad-encoding-aes-key")
    return key


def seal(message: bytes, appid: str, encoding_aes_key: str, random: bytes) -> str:
    """The Base64 text of `Encrypt`. `random` is 16 bytes."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    key = aes_key(encoding_aes_key)
    if len(random) != RANDOM_BYTES:
        raise ValueError("random has 16 bytes")
    plain = random + len(message).to_bytes(_LENGTH_BYTES, "big") + message + appid.encode()
    count = PAD_BLOCK - len(plain) % PAD_BLOCK
    encryptor = Cipher(AES(key), CBC(key[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes((count,)) * count) + encryptor.finalize()).decode()


def open_sealed(encrypted: str, encoding_aes_key: str, appid: str | None = None) -> Opened:
    """The message of an `Encrypt`. With `appid`, MessagePushError `appid-mismatch` unless it is that app's.

    For a third-party platform the appid at the end is the platform's, not the mini program's.
    """
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    key = aes_key(encoding_aes_key)
    try:
        sealed = base64.b64decode(encrypted.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        raise MessagePushError("bad-base64") from None
    if not sealed or len(sealed) % 16:
        raise MessagePushError("bad-length")
    decryptor = Cipher(AES(key), CBC(key[:16])).decryptor()
    opened = _parted(decryptor.update(sealed) + decryptor.finalize())
    if appid is not None and not hmac.compare_digest(opened.appid.encode(), appid.encode()):
        raise MessagePushError("appid-mismatch", opened.appid)
    return opened


def _parted(padded: bytes) -> Opened:
    count = padded[-1]
    if not 1 <= count <= PAD_BLOCK or padded[-count:] != bytes((count,)) * count:
        raise MessagePushError("wrong-key")
    plain = padded[:-count]
    begins = RANDOM_BYTES + _LENGTH_BYTES
    ends = begins + int.from_bytes(plain[RANDOM_BYTES:begins], "big")
    if len(plain) < begins or ends > len(plain):
        raise MessagePushError("wrong-key")
    try:
        appid = plain[ends:].decode("utf-8")
    except UnicodeDecodeError:
        raise MessagePushError("wrong-key") from None
    return Opened(plain[begins:ends], appid, plain[:RANDOM_BYTES])
