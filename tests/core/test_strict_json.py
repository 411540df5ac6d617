"""Strict JSON: each departure has its code and its place, and nothing that is sent makes the parser fall over."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wxauth_cli.core import strict_json
from wxauth_cli.core.strict_json import CODES, TOLERATED, StrictJsonError, loads, loads_lenient
from wxauth_cli.knowledge.texts.strict_json import TEXTS

FAULTS: list[tuple[bytes | str, str, int]] = [
    ("", "empty", 0),
    (" \n\t", "empty", 3),
    ("\ufeff{}", "bom", 0),
    (b"\xef\xbb\xbf{}", "bom", 0),
    ("{}".encode("utf-16"), "utf-16", 0),
    ("{}".encode("utf-16-le"), "utf-16", 0),
    ("{}".encode("utf-16-be"), "utf-16", 0),
    ("{}".encode("utf-32"), "utf-32", 0),
    ("[]".encode("utf-32-be"), "utf-32", 0),
    ("[]".encode("utf-32-le"), "utf-32", 0),
    (b'{"a":"\xff"}', "not-utf8", 6),
    (b'"\xed\xa0\x80"', "not-utf8", 1),
    ('{"a":1,}', "syntax", 7),
    ("[1,]", "syntax", 3),
    ("[1 2]", "syntax", 3),
    ("[01]", "syntax", 2),
    ("+1", "syntax", 0),
    ("{a:1}", "syntax", 1),
    ("{'a':1}", "syntax", 1),
    ('{"a" 1}', "syntax", 5),
    ('"abc', "syntax", 0),
    ('["a\\x"]', "syntax", 3),
    ('"\\u12g4"', "syntax", 1),
    ("nul", "syntax", 0),
    ("[", "syntax", 1),
    ("{", "syntax", 1),
    ("[}", "syntax", 1),
    ('"a\x01"', "control-character", 2),
    ('"a\n"', "control-character", 2),
    ('{"a":1,"a":2}', "duplicate-key", 7),
    ('{"b":{"a":1,"\\u0061":2}}', "duplicate-key", 12),
    ("[NaN]", "not-finite", 1),
    ("[Infinity]", "not-finite", 1),
    ("[-Infinity]", "not-finite", 1),
    ("[1e999]", "not-finite", 1),
    ("-1e999", "not-finite", 0),
    ("[123456789012345678901]", "integer-too-long", 1),
    ('{"exp":' + "9" * 4000 + "}", "integer-too-long", 7),
    ("[" * 201, "too-deep", 200),
    ('{"a":' * 201, "too-deep", 1000),
    ('"\\ud800"', "lone-surrogate", 1),
    ('"x\\udc00\\ud800"', "lone-surrogate", 2),
    ('"\ud800"', "lone-surrogate", 1),
    ("{} x", "trailing-data", 3),
    ("{}{}", "trailing-data", 2),
    ("1.", "trailing-data", 1),
]


@pytest.mark.quick
@pytest.mark.parametrize(("data", "code", "position"), FAULTS)
def test_each_departure_has_its_code_and_place(data: bytes | str, code: str, position: int) -> None:
    with pytest.raises(StrictJsonError) as caught:
        loads(data)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert caught.value.place == position + 1
    assert len(caught.value.what) <= 60


@pytest.mark.quick
def test_every_code_is_reached_and_has_its_sentence() -> None:
    assert {code for _, code, _ in FAULTS} == set(CODES) == set(TEXTS)


@pytest.mark.parametrize(("data", "code", "position"), [case for case in FAULTS if case[1] in TOLERATED])
def test_the_lenient_reader_notes_what_the_strict_one_refuses(data: bytes | str, code: str, position: int) -> None:
    _, notes = loads_lenient(data)
    assert (notes[0].code, notes[0].position) == (code, position)


@pytest.mark.parametrize(("data", "code", "position"), [case for case in FAULTS if case[1] not in TOLERATED])
def test_the_lenient_reader_does_not_guess(data: bytes | str, code: str, position: int) -> None:
    with pytest.raises(StrictJsonError) as caught:
        loads_lenient(data)
    assert (caught.value.code, caught.value.position) == (code, position)


def test_what_the_lenient_reader_reads() -> None:
    assert loads_lenient('{"a":1,"a":2}')[0] == {"a": 2}
    assert loads_lenient("[NaN,1e999]")[0] == ["NaN", "1e999"]
    assert loads_lenient('{"a":"中"}'.encode("utf-16"))[0] == {"a": "中"}


@pytest.mark.parametrize("text", ["[" * 10**6, '{"a":' * 10**6, "[" * 10**6 + "]" * 10**6, '"\\' * 10**6])
def test_hostile_depth_and_length_are_refused_without_recursion(text: str) -> None:
    for read in (loads, loads_lenient):
        with pytest.raises(StrictJsonError):
            read(text)


def test_depth_200_is_allowed_and_the_limit_can_be_lowered() -> None:
    assert json.dumps(loads("[" * 200 + "]" * 200)) == "[" * 200 + "]" * 200
    with pytest.raises(StrictJsonError, match="too-deep"):
        loads("[[]]", max_depth=1)


def test_brackets_inside_strings_are_no_depth() -> None:
    assert loads('["' + "[" * 5000 + '"]') == ["[" * 5000]


@pytest.mark.parametrize("digits", [1, 19, 20])
def test_integers_of_up_to_20_digits_are_exact(digits: int) -> None:
    assert loads("-" + "9" * digits) == -int("9" * digits)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**19), 10**19)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans())
def test_what_the_standard_library_writes_is_read_as_the_same(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert loads(text) == value
    assert loads(text.encode()) == value
    # The careful reader, whatever the quick one did.
    assert loads_lenient(text) == (value, ())


JSON_LIKE = st.text(alphabet='{}[]",:\\ue0123456789.+-truefalsn \n\ud800')


@given(JSON_LIKE | st.text() | st.binary())
@example(b"\xff\xfe{")
@example(b"\0")
@example('"\\')
def test_it_reads_or_refuses_and_never_falls_over(data: str | bytes) -> None:
    try:
        value = loads(data)
    except StrictJsonError:
        return
    # What it takes, everybody takes, and in the same way.
    assert json.loads(data) == value
    assert not (isinstance(value, float) and not math.isfinite(value))


@given(JSON_LIKE)
def test_the_quick_and_the_careful_way_agree(text: str) -> None:
    quick = strict_json._fast(text, 200)
    if quick is not strict_json._UNSURE:
        assert loads_lenient(text) == (quick, ())
