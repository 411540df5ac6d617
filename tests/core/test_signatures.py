"""Signatures made with a session_key: the documented samples, and every wrong way by its name."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64decode
from html import escape

import pytest

from wxauth_cli.core.signatures import (
    HMAC_VARIANTS,
    RAW_VARIANTS,
    name_raw_data_variant,
    name_session_variant,
    raw_data_signature,
    same,
    session_signature,
)

BAND_KEY = "HyVFkGl5F5OQWJZZaNzBBg=="
BAND = (
    '{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN",'
    '"avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpuj'
    'xyzYsrztuuICqIM5ibXQ/0"}'
)
BAND_SIGNATURE = "75e81ceda165f4ffa64f4068af58c64b8f54b88c"
POST_KEY = "o0q0otL8aEzpcZL/FT9WsQ=="
NAMES = '{"nickName":"小明+1 😀","city":"","avatarUrl":"https://a/b"}'


@pytest.mark.quick
def test_the_official_samples() -> None:
    assert raw_data_signature(BAND, BAND_KEY) == BAND_SIGNATURE
    assert session_signature(POST_KEY, '{"foo":"bar"}') == (
        "654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b"
    )
    assert session_signature(POST_KEY) == "46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128"
    exact = name_raw_data_variant(BAND_SIGNATURE, BAND, BAND_KEY)
    assert exact is not None
    assert (exact.name, exact.right) == ("exact", True)


@pytest.mark.parametrize(
    ("name", "received"),
    [
        ("compact", json.dumps(json.loads(NAMES), ensure_ascii=False)),
        ("unescaped-unicode", json.dumps(json.loads(NAMES), separators=(",", ":"))),
        ("unescaped-slashes", NAMES.replace("/", "\\/")),
        ("html-unescaped", escape(NAMES)),
        ("percent-decoded", "%7B%22nickName%22" + NAMES[11:]),
        ("trimmed", NAMES + "\n"),
        ("compact", escape(json.dumps(json.loads(NAMES), ensure_ascii=False))),
    ],
)
def test_rawdata_that_was_changed_on_its_way(name: str, received: str) -> None:
    found = name_raw_data_variant(raw_data_signature(NAMES, BAND_KEY), received, BAND_KEY)
    assert found is not None
    assert (found.name, found.right) == (name, False)


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("spaced", json.dumps(json.loads(NAMES), ensure_ascii=False)),
        ("ascii-escapes", json.dumps(json.loads(NAMES), separators=(",", ":"))),
        ("escaped-slashes", NAMES.replace("/", "\\/")),
        ("html-escaped", escape(NAMES)),
        ("plus-to-blank", NAMES.replace("+", " ")),
        ("sorted-keys", json.dumps(json.loads(NAMES), ensure_ascii=False, separators=(",", ":"), sort_keys=True)),
    ],
)
def test_a_signature_over_a_changed_rawdata(name: str, signed: str) -> None:
    found = name_raw_data_variant(raw_data_signature(signed, BAND_KEY), NAMES, BAND_KEY)
    assert found is not None
    assert (found.name, found.right) == (name, False)


def test_wrong_ways_with_the_key() -> None:
    key = b64decode(BAND_KEY)
    for name, digest in (
        ("upper-case-hex", BAND_SIGNATURE.upper()),
        ("key-decoded", hashlib.sha1(BAND.encode() + key).hexdigest()),
        ("arguments-exchanged", hashlib.sha1((BAND_KEY + BAND).encode()).hexdigest()),
        ("hmac-sha256", hmac.new(BAND_KEY.encode(), BAND.encode(), "sha256").hexdigest()),
    ):
        found = name_raw_data_variant(digest, BAND, BAND_KEY)
        assert found is not None
        assert (found.name, found.right) == (name, False)
        assert found.name in RAW_VARIANTS


def test_wrong_ways_to_a_session_signature() -> None:
    text, raw, openid = POST_KEY.encode(), b64decode(POST_KEY), "oEXAMPLEexampleEXAMPLEexampl"
    for name, digest in (
        ("exact", hmac.new(text, b"", "sha256").hexdigest()),
        ("upper-case-hex", hmac.new(text, b"", "sha256").hexdigest().upper()),
        ("key-decoded", hmac.new(raw, b"", "sha256").hexdigest()),
        ("arguments-exchanged", hmac.new(b"", text, "sha256").hexdigest()),
        ("sha1", hashlib.sha1(text).hexdigest()),
        ("hmac-sha1", hmac.new(text, b"", "sha1").hexdigest()),
        ("message-openid", hmac.new(text, openid.encode(), "sha256").hexdigest()),
        ("message-raw-data", hmac.new(text, BAND.encode(), "sha256").hexdigest()),
        ("message-body", hmac.new(text, b"{}", "sha256").hexdigest()),
    ):
        found = name_session_variant(digest, POST_KEY, openid=openid, raw_data=BAND)
        assert found is not None, name
        assert found.name == name
        assert found.name in HMAC_VARIANTS
        assert found.right is (name == "exact")
    empty = name_session_variant(session_signature(POST_KEY), POST_KEY, '{"foo":"bar"}')
    again = name_session_variant(session_signature(POST_KEY, '{"foo": "bar"}'), POST_KEY, '{"foo":"bar"}')
    assert empty is not None
    assert again is not None
    assert (empty.name, again.name) == ("message-empty", "message-reserialised")


def test_what_fits_nothing_is_none() -> None:
    assert name_raw_data_variant("fake_sign", BAND, BAND_KEY) is None
    assert name_raw_data_variant(BAND_SIGNATURE, BAND, POST_KEY) is None
    assert name_session_variant("0" * 64, POST_KEY) is None
    assert name_raw_data_variant("", "", "") is None
    assert not same("é", "e")
