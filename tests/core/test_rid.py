"""The rid and its time."""

from __future__ import annotations

import pytest

from wxauth_cli.core.rid import Rid, find_rid, parse_rid


def test_first_block_is_the_time() -> None:
    # 2023-04-13 17:33:35 +08:00, the time that its reporter gave
    assert parse_rid("6437cc6f-0bd4a2b5-1f8e3c11") == Rid("6437cc6f-0bd4a2b5-1f8e3c11", 1_681_378_415)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "6437cc6f",
        "6437CC6F-0bd4a2b5-1f8e3c11",
        "6437cc6f-0bd4a2b5-1f8e3c1",
        "6437cc6f-0bd4a2b5-1f8e3c111",
        " 6437cc6f-0bd4a2b5-1f8e3c11",
    ],
)
def test_what_is_no_rid(text: str) -> None:
    assert parse_rid(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "invalid code, rid: 652d44d0-1d0af18b-5b069232",
        "invalid code hint: [WiEBWV0sf-Te2URA] rid: 652d44d0-1d0af18b-5b069232",
        '{"errcode":40029,"errmsg":"invalid code, rid: 652d44d0-1d0af18b-5b069232"}',
        "652d44d0-1d0af18b-5b069232",
        "rid:652d44d0-1d0af18b-5b069232.",
        "uuid 3f2504e0-4f89-11d3-9a0c-0305e82c3301, rid: 652d44d0-1d0af18b-5b069232",
    ],
)
def test_found_in_text(text: str) -> None:
    found = find_rid(text)
    assert found is not None
    assert found.text == "652d44d0-1d0af18b-5b069232"


@pytest.mark.parametrize("text", ["", "rid: none", "a652d44d0-1d0af18b-5b069232", "652d44d0-1d0af18b-5b069232-1"])
def test_not_found(text: str) -> None:
    assert find_rid(text) is None


def test_of_several_the_last_is_of_this_answer() -> None:
    text = "rid not found, please check rid: 11111111-22222222-33333333 rid: 6541aa8b-26b859f9-34c0cda6"
    found = find_rid(text)
    assert found is not None
    assert found.text == "6541aa8b-26b859f9-34c0cda6"
