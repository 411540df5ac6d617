"""Signing and encryption of WeChat's server API: AES256_GCM or SM4_GCM, and RSAwithSHA256 (PSS), as the call guide
describes them. The size of a symmetric key tells which of the two it is for: 32 bytes or 16. SM2withSM3 is not here:
no library of ours has SM2.

Source: developers.weixin.qq.com, "服务端 API 签名" (api_signature). Pure: time, randomness and keys are passed in;
`cryptography` is loaded at the first call.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.padding import PSS
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.modes import GCM

IV_BYTES = 12
TAG_BYTES = 16
SALT_BYTES = 32
AES_KEY_BYTES = 32
SM4_KEY_BYTES = 16
WINDOW_S = 300
"""How far a timestamp may be off. The samples of the guide reject more."""
BASE = "https://api.weixin.qq.com"
"""`urlpath` begins with it however a server is reached."""
_OWN = ("_n", "_appid", "_timestamp")

Fault = Literal["not-json", "bad-iv", "bad-tag", "bad-data", "auth-tag-mismatch", "field-missing"]


class ApiSecurityError(ValueError):
    """A body that cannot be opened; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Context:
    """What a signature and an encryption are bound to."""

    urlpath: str
    """The whole URL without its query."""
    appid: str
    timestamp: int
    """Unix seconds; the same as in the headers and in `_timestamp`."""

    def aad(self, sym_sn: str) -> bytes:
        """The additional data of GCM; `sym_sn` is the number of the symmetric key."""
        return f"{self.urlpath}|{self.appid}|{self.timestamp}|{sym_sn}".encode()

    def signed(self, body: bytes) -> bytes:
        """What is signed: four lines without a line end behind the last, the body byte for byte."""
        return f"{self.urlpath}\n{self.appid}\n{self.timestamp}\n".encode() + body


def urlpath(path: str) -> str:
    """The `urlpath` of a path such as `/wxa/getuserriskrank`."""
    return BASE + path


def seal(context: Context, fields: Mapping[str, object], *, key: str, sym_sn: str, iv: bytes, nonce: str) -> bytes:
    """The body for `fields`: `_n`, `_appid` and `_timestamp` are put before them.

    `key` is Base64 of 32 bytes (AES) or 16 (SM4), `iv` 12 random bytes, `nonce` the random text that becomes `_n`.
    """
    plain = {"_n": nonce, "_appid": context.appid, "_timestamp": context.timestamp, **fields}
    return seal_text(context, _dump(plain).encode("utf-8", "replace"), key=key, sym_sn=sym_sn, iv=iv)


def seal_text(context: Context, plaintext: bytes, *, key: str, sym_sn: str, iv: bytes) -> bytes:
    """The body `{"iv":…,"data":…,"authtag":…}`, in that order and without blanks, for a plaintext as it is."""
    encryptor = _gcm(key, iv).encryptor()
    encryptor.authenticate_additional_data(context.aad(sym_sn))
    data = encryptor.update(plaintext) + encryptor.finalize()
    tag = encryptor.tag
    parts = {"iv": iv, "data": data, "authtag": tag}
    return _dump({name: base64.b64encode(value).decode() for name, value in parts.items()}).encode()


def open_text(context: Context, body: bytes, *, key: str, sym_sn: str) -> bytes:
    """The plaintext of a body. ApiSecurityError says what is wrong; a wrong `urlpath`, appid, timestamp, number or key
    is all the same to GCM: `auth-tag-mismatch`."""
    from cryptography.exceptions import InvalidTag

    value = _object(body)
    iv, data, tag = (_decoded(value.get(name)) for name in ("iv", "data", "authtag"))
    if iv is None or len(iv) != IV_BYTES:
        raise ApiSecurityError("bad-iv")
    if tag is None or len(tag) != TAG_BYTES:
        raise ApiSecurityError("bad-tag")
    if data is None:
        raise ApiSecurityError("bad-data")
    decryptor = _gcm(key, iv, tag).decryptor()
    decryptor.authenticate_additional_data(context.aad(sym_sn))
    try:
        return decryptor.update(data) + decryptor.finalize()
    except InvalidTag:
        raise ApiSecurityError("auth-tag-mismatch") from None


def open_fields(context: Context, body: bytes, *, key: str, sym_sn: str) -> dict[str, object]:
    """The fields of a body without `_n`, `_appid` and `_timestamp`, which have to be there and to fit `context`."""
    value = _object(open_text(context, body, key=key, sym_sn=sym_sn))
    nonce, appid, timestamp = (value.get(name) for name in _OWN)
    if not nonce or appid != context.appid or timestamp != context.timestamp or isinstance(timestamp, bool):
        raise ApiSecurityError("field-missing")
    return {name: field for name, field in value.items() if name not in _OWN}


def sign(context: Context, body: bytes, private_key_pem: str) -> str:
    """The Base64 signature of a body. ValueError for what is no RSA private key."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key(private_key_pem.encode(), None)
    if not isinstance(key, RSAPrivateKey):
        raise ValueError("not an RSA key")
    return base64.b64encode(key.sign(context.signed(body), _pss(), SHA256())).decode()


def verify(context: Context, body: bytes, signature: str, public_pem: str) -> bool:
    """Whether the signature is right. `public_pem`: a public key or a certificate. ValueError if it is neither."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.hashes import SHA256

    raw = _decoded(signature)
    if raw is None:
        return False
    try:
        _public_key(public_pem).verify(raw, context.signed(body), _pss(), SHA256())
    except InvalidSignature:
        return False
    return True


def _gcm(key: str, iv: bytes, tag: bytes | None = None) -> Cipher[GCM]:
    """ValueError for a key of another size than the two."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES, SM4
    from cryptography.hazmat.primitives.ciphers.modes import GCM

    raw = base64.b64decode(key)
    if len(raw) not in (AES_KEY_BYTES, SM4_KEY_BYTES):
        raise ValueError("a symmetric key has 32 bytes (AES256_GCM) or 16 (SM4_GCM)")
    return Cipher(AES(raw) if len(raw) == AES_KEY_BYTES else SM4(raw), GCM(iv, tag))


def _public_key(pem: str) -> RSAPublicKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from cryptography.x509 import load_pem_x509_certificate

    raw = pem.encode()
    key = load_pem_x509_certificate(raw).public_key() if b"CERTIFICATE" in raw else load_pem_public_key(raw)
    if not isinstance(key, RSAPublicKey):
        raise ValueError("not an RSA key")
    return key


def _pss() -> PSS:
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
    from cryptography.hazmat.primitives.hashes import SHA256

    return PSS(MGF1(SHA256()), SALT_BYTES)


def _decoded(text: object) -> bytes | None:
    if not isinstance(text, str):
        return None
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None


def _object(data: bytes) -> dict[str, object]:
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise ApiSecurityError("not-json")
    return value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
