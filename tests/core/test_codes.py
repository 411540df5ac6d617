"""Codes by their shape, and what is taken off around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.codes import STRIPPED, CodeShape, is_regular, shape_of, tidy

LOGIN = "043CKLll2n47v94491pl2nVIsi3CKLlr"
PHONE = "e31968a7f94cc5ee25fafc2aef2773f0bb8c3937b22520eb8ee345274d00c144"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (LOGIN, CodeShape.LOGIN),
        ("0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P", CodeShape.LOGIN),
        (PHONE, CodeShape.PHONE),
        ("the code is a mock one", CodeShape.MOCK),
        ("the+code+is+a+mock+one", CodeShape.MOCK),
        ("the%20code%20is%20a%20mock%20one", CodeShape.MOCK),
        ("the code", CodeShape.PLACEHOLDER),
        ("CODE", CodeShape.PLACEHOLDER),
        ("JSCODE", CodeShape.PLACEHOLDER),
        ("xxx", CodeShape.PLACEHOLDER),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", CodeShape.PLACEHOLDER),
        ("undefined", CodeShape.PLACEHOLDER),
        ("[object Object]", CodeShape.PLACEHOLDER),
        ("{{login_code}}", CodeShape.PLACEHOLDER),
        ("your_code_here", CodeShape.PLACEHOLDER),
        (LOGIN[:-4], CodeShape.CUT),
        (LOGIN[:12], CodeShape.CUT),
        (LOGIN.upper(), CodeShape.CASE_CHANGED),
        (LOGIN.lower(), CodeShape.CASE_CHANGED),
        (LOGIN[4:], CodeShape.UNUSUAL),
        (LOGIN[:-1] + "=", CodeShape.UNUSUAL),
        ("0" * 32, CodeShape.UNUSUAL),
        (PHONE[:32], CodeShape.UNUSUAL),
        (PHONE.upper(), CodeShape.UNUSUAL),
        ("", CodeShape.EMPTY),
    ],
)
def test_shape(text: str, shape: CodeShape) -> None:
    assert shape_of(text) is shape


@pytest.mark.parametrize(
    ("around", "stripped"),
    [
        ("{}", ()),
        ('"{}"', ("quotes",)),
        ("'{}'", ("quotes",)),
        ("“{}”", ("quotes",)),
        (" {} ", ("blanks",)),
        ("{}\n", ("line-end",)),
        ('"{}",\r\n', ("line-end", "comma", "quotes")),
        ("code={}", ("field-name",)),
        ("js_code: {}", ("field-name",)),
        ("%22{}%22", ("percent-encoding",)),
        ("\ufeff{}", ("invisible",)),
        ('{{"errMsg":"login:ok","code":"{}"}}', ("json",)),
        ('"{}', ("quotes",)),
    ],
)
@pytest.mark.parametrize("code", [LOGIN, PHONE])
def test_tidy(around: str, stripped: tuple[str, ...], code: str) -> None:
    assert tidy(around.format(code)) == (code, stripped)


@given(st.text(max_size=80))
def test_tidying_is_final(text: str) -> None:
    tidied, stripped = tidy(text)
    assert tidy(tidied) == (tidied, ())
    assert set(stripped) <= set(STRIPPED)
    assert shape_of(tidied) in CodeShape


def test_a_public_sample_is_regular() -> None:
    assert is_regular(LOGIN)


@pytest.mark.parametrize("code", [LOGIN[:-1], LOGIN[:5] + "x" + LOGIN[6:], "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P", ""])
def test_not_regular(code: str) -> None:
    assert not is_regular(code)
