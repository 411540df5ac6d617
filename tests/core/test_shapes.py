"""What a pasted value is, in the forms in which people paste it."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.findings import Confidence
from wxauth_cli.core.shapes import KINDS, recognise, strip
from wxauth_cli.knowledge.texts.token import TEXTS


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


JWT = f"{encoded({'alg': 'HS256', 'typ': 'JWT'})}.{encoded({'sub': 'u-1', 'exp': 1_700_000_000})}.{'A' * 42}E"
JWE = f"{encoded({'alg': 'dir', 'enc': 'A256GCM'})}..aXYtaXYtaXYtaXY.Y2lwaGVydGV4dA.dGFnLXRhZy10YWctdGFn"

SURROUNDED = [
    (JWT, ()),
    (f"{JWT}\n", ("line-end",)),
    (f"{JWT}\r\n", ("line-end",)),
    (f"  {JWT}  ", ("blanks",)),
    (f"Bearer {JWT}", ("bearer",)),
    (f"bearer  {JWT}", ("bearer",)),
    (f"Authorization: Bearer {JWT}", ("header-name", "bearer")),
    (f"authorization:{JWT}\n", ("line-end", "header-name")),
    (f'"{JWT}"', ("quotes",)),
    (f"'Bearer {JWT}',", ("comma", "quotes", "bearer")),
    (f"“{JWT}”", ("quotes",)),
    (f'"token": "{JWT}",', ("field-name", "comma", "quotes")),
    (f"token={JWT}", ("field-name",)),
    (f"\ufeff{JWT}\u200b", ("invisible",)),
    (f"<{JWT}>", ("quotes",)),
]
MENDED = [
    (JWT.replace(".", "%2E"), ("percent-encoding",)),
    (quote(f"Bearer {JWT}"), ("percent-encoding",)),
    (quote(quote(f'"{JWT}"')), ("percent-encoding",)),
    (f"{JWT[:30]}\n{JWT[30:60]}\n{JWT[60:]}", ("wrapped-lines",)),
    (f"{JWT[:30]}\r\n    {JWT[30:]}", ("wrapped-lines",)),
    (f"{JWT[:30]} {JWT[30:]}", ("wrapped-lines",)),
    (f"{JWT}=", ("padding",)),
    (f"{JWT}\\n", ("escapes",)),
    (f"the server got {JWT} and said 401", ("surrounding-text",)),
    (f'{{"code":0,"data":{{"token":"{JWT}"}}}}', ("surrounding-text",)),
    (f"curl -H 'Authorization: Bearer {JWT}' https://api.example.com", ("surrounding-text",)),
]


@pytest.mark.quick
@pytest.mark.parametrize(("text", "stripped"), SURROUNDED)
def test_what_surrounds_a_token_is_taken_off_and_named(text: str, stripped: tuple[str, ...]) -> None:
    assert strip(text) == (JWT, stripped)
    shape = recognise(text)
    assert (shape.kind, shape.value, shape.stripped, shape.mended) == ("jwt", JWT, stripped, ())
    assert shape.confidence is Confidence.CERTAIN


@pytest.mark.quick
@pytest.mark.parametrize(("text", "mended"), MENDED)
def test_a_damaged_token_is_mended_and_the_damage_named(text: str, mended: tuple[str, ...]) -> None:
    shape = recognise(text)
    assert (shape.kind, shape.value) == ("jwt", JWT)
    assert shape.mended == mended
    # For verification it is not mended.
    assert strip(text)[0] != JWT


def test_standard_base64_is_turned_into_base64url() -> None:
    token = f"{encoded({'alg': 'HS256'})}.{encoded({'a': '?>?>?>'})}.ab-_"
    damaged = token.replace("-", "+").replace("_", "/")
    shape = recognise(damaged)
    assert damaged != token
    assert (shape.kind, shape.value, shape.mended) == ("jwt", token, ("standard-base64",))


@pytest.mark.quick
@pytest.mark.parametrize(
    ("value", "kind", "confidence"),
    [
        (JWE, "jwe", Confidence.CERTAIN),
        ("81_" + "aB3-_" * 27, "access_token", Confidence.LIKELY),
        ("tiihtNczf5v6AKRyjwEUhQ==", "session_key", Confidence.POSSIBLE),
        ("oABC0123456789_-abcdefghijkl", "openid", Confidence.POSSIBLE),
        ("043CKLll2n47v94491pl2nVIsi3CKLlr", "login_code", Confidence.LIKELY),
        ("043CKLll2n47v94491pl2nVIsi3CKLLr", "login_code", Confidence.POSSIBLE),
        ("e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144", "phone_code", Confidence.POSSIBLE),
        ("wx0123456789abcdef", "appid", Confidence.CERTAIN),
        ("6543e63a-01aaaaaa-1bbbbbbb", "rid", Confidence.CERTAIN),
        ("rid: 6543e63a-01aaaaaa-1bbbbbbb", "rid", Confidence.CERTAIN),
        ("0123456789abcdef0123456789abcdef", "opaque", Confidence.POSSIBLE),
        ("", "empty", Confidence.CERTAIN),
        (" \n", "empty", Confidence.CERTAIN),
        ("1.2.3", "opaque", Confidence.POSSIBLE),
        ("hello", "opaque", Confidence.POSSIBLE),
        ("10.0.0.1", "opaque", Confidence.POSSIBLE),
        # 24 characters ending in ==, but the spare bits say that no 16 bytes were encoded.
        ("tiihtNczf5v6AKRyjwEUhR==", "opaque", Confidence.POSSIBLE),
        ("81_" + "a" * 79, "opaque", Confidence.POSSIBLE),
        ("WX0123456789abcdef", "opaque", Confidence.POSSIBLE),
    ],
)
def test_kinds_and_how_sure_they_are(value: str, kind: str, confidence: Confidence) -> None:
    shape = recognise(f"{value}\n" if value.strip() else value)
    assert (shape.kind, shape.confidence) == (kind, confidence)


def test_other_meanings_of_a_shape_are_named() -> None:
    assert recognise("tiihtNczf5v6AKRyjwEUhQ==").also == ("iv",)
    assert recognise("oABC0123456789_-abcdefghijkl").also == ("unionid",)


def test_every_kind_and_every_stripped_thing_has_a_word() -> None:
    assert {f"kind.{kind}" for kind in KINDS} <= set(TEXTS)
    seen = {name for text, _ in [*SURROUNDED, *MENDED] for name in (*recognise(text).stripped, *recognise(text).mended)}
    assert {f"strip.{name}" for name in {*seen, "standard-base64"}} == {
        key for key in TEXTS if key.startswith("strip.")
    }


@given(st.text() | st.text(alphabet="eyJ.%2E=+/ \n\"'Bearer:{}\\"))
def test_it_never_falls_over_and_strips_for_good(text: str) -> None:
    shape = recognise(text)
    assert shape.kind in KINDS
    bare, _ = strip(text)
    assert strip(bare) == (bare, ())


@pytest.mark.parametrize("text", ["eyJ" * 10**6 + ".", "%" * 10**6, "." * 10**6, "Bearer " * 10**4, '"' * 10**5])
def test_long_nonsense_takes_no_long_time(text: str) -> None:
    assert recognise(text).kind in KINDS
