"""The suffixes of errmsg, one for each gateway."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.errmsg import parse_errmsg, read_error

CASES = [
    ("invalid code, rid: 652d44d0-1d0af18b-5b069232", "sns", "invalid code", None, None),
    ("invalid code, hints: [ req_id: 6EkbY7aLRa-se8T9 ]", "old-sns", "invalid code", "6EkbY7aLRa-se8T9", None),
    ("code been used, hints: [ req_id: yn930a0760th41 ]", "old-sns", "code been used", "yn930a0760th41", None),
    (
        "invalid ip 183.155.242.143 ipv6 ::ffff:183.155.242.143, not in whitelist rid: 66b2251b-59e5467f-4220f10e",
        "cgi-bin",
        "invalid ip 183.155.242.143 ipv6 ::ffff:183.155.242.143, not in whitelist",
        None,
        "183.155.242.143",
    ),
    (
        "invalid code hint: [WiEBWV0sf-Te2URA] rid: 66165fe0-612cb3df-20194ddf",
        "cgi-bin",
        "invalid code",
        "WiEBWV0sf-Te2URA",
        None,
    ),
    (
        "reach max api daily quota limit hint: [nl1a8a02641530!]",
        "old-cgi",
        "reach max api daily quota limit",
        "nl1a8a02641530",
        None,
    ),
    (
        "reach max api daily quota limit hints: [nl1a8a02641530!]",
        "old-cgi",
        "reach max api daily quota limit",
        "nl1a8a02641530",
        None,
    ),
    (
        "access clientip is not registered requestIP: 175.11.201.147 rid: 64aa0c8e-1c8de4f4-5f7fb54c",
        "component",
        "access clientip is not registered",
        None,
        "175.11.201.147",
    ),
    (
        "access clientip is not registered hint: [oA0e3a0544ge25] requestIP: 1.2.3.4",
        "component",
        "access clientip is not registered",
        "oA0e3a0544ge25",
        "1.2.3.4",
    ),
    (
        "invalid code, hint: [1700000000_12_abc], from ip: 1.2.3.4, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=40029",
        "wecom",
        "invalid code",
        "1700000000_12_abc",
        "1.2.3.4",
    ),
    (
        "errCode: 40029 | errMsg: openapi.phonenumber.getPhoneNumber:fail invalid code hint: [WiEBWV0sf] "
        "rid: 66165fe0-612cb3df-20194ddf",
        "cloud",
        "invalid code",
        "WiEBWV0sf",
        None,
    ),
    (
        "invalid ip 1.2.3.4, not in whitelist hint: [abc]",
        "old-cgi",
        "invalid ip 1.2.3.4, not in whitelist",
        "abc",
        "1.2.3.4",
    ),
    ("system error", None, "system error", None, None),
    ("", None, "", None, None),
]


@pytest.mark.parametrize(("errmsg", "family", "message", "hint", "ip"), CASES)
def test_suffix(errmsg: str, family: str | None, message: str, hint: str | None, ip: str | None) -> None:
    error = parse_errmsg(errmsg, 40029)
    assert (error.family, error.message, error.hint, error.ip) == (family, message, hint, ip)
    assert error.errmsg == errmsg
    assert (error.rid is not None) == ("rid: 6" in errmsg)


@pytest.mark.parametrize(
    "answer",
    [
        {"errcode": 40029, "errmsg": "invalid code"},
        {"errcode": "40029", "errmsg": "invalid code"},
        {"errCode": 40029, "errMsg": "invalid code"},
        {"errcode": 40029.0, "errmsg": "invalid code"},
    ],
)
def test_errcode_in_any_spelling(answer: dict[str, object]) -> None:
    error = read_error(answer)
    assert error is not None
    assert (error.errcode, error.message) == (40029, "invalid code")


@pytest.mark.parametrize(
    "answer",
    [{}, {"errcode": 0}, {"errcode": "0", "errmsg": "ok"}, {"errcode": True}, {"errcode": "x"}, {"errcode": None}],
)
def test_no_error(answer: dict[str, object]) -> None:
    assert read_error(answer) is None


def test_error_without_text() -> None:
    error = read_error({"errcode": -1, "errmsg": None})
    assert error is not None
    assert (error.errcode, error.errmsg) == (-1, "")


@given(st.text(max_size=300), st.integers())
def test_never_raises(errmsg: str, errcode: int) -> None:
    assert parse_errmsg(errmsg, errcode).errmsg == errmsg
