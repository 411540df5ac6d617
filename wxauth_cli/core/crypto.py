"""AES-128-CBC with PKCS#7 (RFC 5652, 6.3), as WeChat seals encryptedData: key, IV and blocks of 16 bytes.

`cryptography` is loaded at the first call, because most commands never need it.
"""

from __future__ import annotations

BLOCK = 16
"""Bytes of a block, of a key and of an IV."""


def open_cbc(ciphertext: bytes, key: bytes, iv: bytes) -> bytes:
    """The blocks as they come out, padding and all. ValueError unless the ciphertext is whole blocks, the IV 16 bytes
    and the key an AES key (16, 24 or 32 bytes)."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    if len(ciphertext) % BLOCK:
        raise ValueError(f"{len(ciphertext)} bytes are not whole blocks")
    decryptor = Cipher(AES(key), CBC(iv)).decryptor()
    return decryptor.update(ciphertext) + decryptor.finalize()


def seal(plaintext: bytes, key: bytes, iv: bytes) -> bytes:
    """`plaintext` padded by PKCS#7 and encrypted. ValueError for a key or IV of the wrong length."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    encryptor = Cipher(AES(key), CBC(iv)).encryptor()
    return encryptor.update(pad(plaintext)) + encryptor.finalize()


def pad(data: bytes) -> bytes:
    """`data` with 1 to 16 bytes behind it, each of them their number."""
    count = BLOCK - len(data) % BLOCK
    return data + bytes((count,)) * count


def unpad(data: bytes) -> bytes | None:
    """`data` without its padding; None unless it is whole blocks that end with 1 to 16 bytes, each their number.

    Every padding byte is looked at. Valid padding proves little: one wrong key in 256 yields it by chance. No one gets
    to measure the time of this, the holder of the key runs it.
    """
    if not data or len(data) % BLOCK:
        return None
    count = data[-1]
    if not 1 <= count <= BLOCK or data[-count:] != bytes((count,)) * count:
        return None
    return data[:-count]


def xor(left: bytes, right: bytes) -> bytes:
    """The two, bit by bit; as long as the shorter."""
    return bytes(a ^ b for a, b in zip(left, right, strict=False))
