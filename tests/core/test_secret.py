"""Secrets are masked wherever they are printed, and leave no copy."""

from __future__ import annotations

import contextlib
import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.secret import LIVE, Secret, SecretKind, mask

pytestmark = pytest.mark.quick


@given(st.text(max_size=600), st.sampled_from(SecretKind))
def test_a_mask_shows_at_most_four_characters_of_a_long_secret(value: str, kind: SecretKind) -> None:
    shown = mask(value, kind)
    rest = shown.replace("****", "", 1)
    assert "****" in shown
    if kind is SecretKind.PHONE:
        return
    assert len(rest) <= (4 if len(value) >= 20 else 0)
    assert value.endswith(rest) if kind is not SecretKind.CODE else value.startswith(rest)


@given(st.from_regex(r"(\+[0-9]{1,3}[ -]?)?1[3-9][0-9]{9}", fullmatch=True))
def test_a_phone_mask_hides_the_middle(value: str) -> None:
    assert mask(value, SecretKind.PHONE) == f"{value[:-8]}****{value[-4:]}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13800138000", "138****8000"),
        ("+8613800138000", "+86138****8000"),
        ("10086", "****"),
        ("", "****"),
        ("not a phone number", "****"),
        ("1" * 40, "****"),
    ],
)
def test_phone_masks(value: str, shown: str) -> None:
    assert mask(value, SecretKind.PHONE) == shown


def test_a_secret_shows_its_mask_everywhere() -> None:
    secret = Secret("0123456789abcdef0123456789abcdef", SecretKind.APPSECRET)
    assert [str(secret), f"{secret}", f"{secret:>10}", repr(secret), f"{secret}"] == [
        "****cdef",
        "****cdef",
        "  ****cdef",
        "Secret(****cdef)",
        "****cdef",
    ]
    assert secret.reveal() == "0123456789abcdef0123456789abcdef"
    assert "0123" not in repr({"a": [secret]})


def test_a_secret_is_not_serialised() -> None:
    secret = Secret("0123456789abcdef")
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        json.dumps(secret)
    with pytest.raises(AttributeError):
        secret.other = 1  # type: ignore[attr-defined]
    assert copy.deepcopy(secret) is secret
    assert copy.copy(secret) is secret


def test_equality() -> None:
    assert Secret("0123456789abcdef") == Secret("0123456789abcdef")
    assert Secret("0123456789abcdef") != Secret("fedcba9876543210")
    assert Secret("0123456789abcdef") != "0123456789abcdef"
    assert Secret("\ud800abcdef") == Secret("\ud800abcdef")
    assert len({Secret("0123456789abcdef"), Secret("0123456789abcdef")}) == 1


def test_what_is_registered() -> None:
    for value in ("abc12", "secret", "      ", "1234567", "abcdefgh"):
        LIVE.add(value)
    assert LIVE.values() == {"1234567", "abcdefgh"}
    before = LIVE.version
    LIVE.add("abcdefgh")
    assert LIVE.version == before


def test_a_scope_forgets_what_was_added_in_it() -> None:
    LIVE.add("before-1")
    with LIVE.scope():
        LIVE.add("before-1")
        LIVE.add("inside-1")
        with LIVE.scope():
            LIVE.add("deeper-1")
        assert LIVE.values() == {"before-1", "inside-1"}
    assert LIVE.values() == {"before-1"}
    with contextlib.suppress(KeyError), LIVE.scope():
        LIVE.add("inside-2")
        raise KeyError
    assert LIVE.values() == {"before-1"}
