"""AES-CBC and strict PKCS#7 against another implementation and against every wrong ending."""

from __future__ import annotations

import subprocess

import pytest
from cryptography.hazmat.primitives.padding import PKCS7
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.crypto import open_cbc, pad, seal, unpad, xor

KEY, IV = bytes(range(16)), bytes(range(16, 32))


@given(st.binary(max_size=200), st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_what_is_sealed_opens(plain: bytes, key: bytes, iv: bytes) -> None:
    sealed = seal(plain, key, iv)
    assert len(sealed) == len(plain) // 16 * 16 + 16
    assert unpad(open_cbc(sealed, key, iv)) == plain


@pytest.mark.parametrize("length", [0, 1, 15, 16, 17, 160])
def test_openssl_seals_the_same(length: int) -> None:
    plain = bytes(index % 251 for index in range(length))
    argv = ["openssl", "enc", "-aes-128-cbc", "-K", KEY.hex(), "-iv", IV.hex()]
    assert seal(plain, KEY, IV) == subprocess.run(argv, input=plain, capture_output=True, check=True).stdout


@given(st.binary(min_size=16, max_size=48))
def test_unpad_agrees_with_another_unpadder(data: bytes) -> None:
    unpadder = PKCS7(128).unpadder()
    try:
        expected = unpadder.update(data) + unpadder.finalize()
    except ValueError:
        expected = None
    assert unpad(data) == expected


@pytest.mark.quick
def test_every_last_byte_is_judged() -> None:
    for last in range(256):
        for filler in (0, last):
            data = bytes([filler]) * 15 + bytes([last])
            right = 1 <= last <= 16 and (last == 1 or filler == last)
            assert (unpad(data) is not None) is right, (last, filler)


@pytest.mark.parametrize("data", [b"", b"\x01", b"a" * 15, b"a" * 16 + b"\x01"])
def test_no_whole_blocks_is_no_padding(data: bytes) -> None:
    assert unpad(data) is None


@pytest.mark.parametrize(("key", "iv"), [(KEY[:15], IV), (KEY, IV[:12]), (b"", IV), (KEY, b"")])
def test_wrong_lengths_are_refused(key: bytes, iv: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        seal(b"x", key, iv)
    with pytest.raises(ValueError, match=r".+"):
        open_cbc(bytes(16), key, iv)


def test_half_a_block_is_refused() -> None:
    with pytest.raises(ValueError, match="17 bytes"):
        open_cbc(bytes(17), KEY, IV)


@given(st.binary(max_size=64))
def test_pad_makes_whole_blocks(data: bytes) -> None:
    assert len(pad(data)) % 16 == 0
    assert unpad(pad(data)) == data
    assert xor(xor(data, data), data) == data
