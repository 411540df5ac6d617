"""Bundles: what is accepted, and that errors name the field and the place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.bundle import Bundle, BundleError, parse_bundle

FIELDS = {"encryptedData": "d", "iv": "i", "session_key": "k", "appid": "a"}


@pytest.mark.quick
@pytest.mark.parametrize(
    "value",
    [
        FIELDS,
        {**FIELDS, "errMsg": "getPhoneNumber:ok", "cloudID": None, "code": ""},
        {"session_key": "k", "appid": "a", "detail": {"encryptedData": "d", "iv": "i"}},
        {"sessionKey": "k", "appId": "a", "e": {"type": "tap", "detail": {"encryptedData": "d", "iv": "i"}}},
        {"session_key": "k", "sessionKey": "k", "appid": "a", "e.detail": {"encryptedData": "d", "iv": "i"}},
    ],
)
def test_forms_of_a_bundle(value: object) -> None:
    assert parse_bundle(json.dumps(value)) == Bundle(encrypted_data="d", iv="i", session_key="k", appid="a")


def test_candidates() -> None:
    assert parse_bundle('{"session_keys": ["a", "b"]}').session_keys == ("a", "b")
    assert parse_bundle("{}").is_empty


@pytest.mark.parametrize(
    ("text", "code", "field", "expected", "found"),
    [
        ("[]", "not-an-object", "", "", "list"),
        ('"x"', "not-an-object", "", "", "text"),
        ('{"iv": 5}', "wrong-type", "iv", "text", "number"),
        ('{"encryptedData": ["x"]}', "wrong-type", "encryptedData", "text", "list"),
        ('{"session_keys": "x"}', "wrong-type", "session_keys", "list-of-texts", "text"),
        ('{"session_keys": ["x", true]}', "wrong-type", "session_keys[1]", "text", "boolean"),
        ('{"detail": "x"}', "wrong-type", "detail", "object", "text"),
        ('{"session_key": "x", "sessionKey": "y"}', "field-twice", "session_key", "", "session_key, sessionKey"),
    ],
)
def test_errors_name_the_field(text: str, code: str, field: str, expected: str, found: str) -> None:
    with pytest.raises(BundleError) as caught:
        parse_bundle(text)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert (caught.value.expected, caught.value.found) == (expected, found)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [('{"iv": "x",}', "syntax", 12), ('{"iv":"a","iv":"b"}', "duplicate-key", 11), ("", "empty", 1)],
)
def test_broken_json_has_a_place(text: str, code: str, place: int) -> None:
    with pytest.raises(BundleError) as caught:
        parse_bundle(text)
    assert caught.value.cause is not None
    assert (caught.value.cause.code, caught.value.cause.place) == (code, place)


@given(st.text() | st.binary())
def test_whatever_is_pasted_is_a_bundle_or_an_error(data: str | bytes) -> None:
    try:
        assert isinstance(parse_bundle(data), Bundle)
    except BundleError as exc:
        assert exc.code in ("not-json", "not-an-object", "wrong-type", "field-twice")  # noqa: PT017
