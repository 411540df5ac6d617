"""Personal data goes behind pseudonyms that stay the same, wherever and however it is written."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core.people import People, kind_of

OPENID = "oTESTsyntheticOpenid00000001"


@pytest.mark.quick
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("openid", "openid"),
        ("openId", "openid"),
        ("OPENID", "openid"),
        ("X-WX-OPENID", "openid"),
        ("user_open_id", "openid"),
        ("unionId", "unionid"),
        ("purePhoneNumber", "phone"),
        ("nickName", "name"),
        ("nick_name", "name"),
        ("avatarUrl", "avatar"),
        ("email", "email"),
        ("code", None),
        ("filename", None),
        ("token", None),
        ("countryCode", None),
        ("", None),
    ],
)
def test_kinds(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


@pytest.mark.quick
@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"login of {OPENID} failed", "login of openid-1 failed"),
        ("call 13800138000 or +8613800138000", "call phone-1 or phone-1"),
        ("invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not", "invalid ip ip-1 ipv6 ip-1, not"),
        ("from 2001:db8::17 and 203.0.113.7:8080", "from ip-1 and ip-2:8080"),
        ("http://203.0.113.7/x", "http://ip-1/x"),
        ("mail a.b@example.com now", "mail email-1 now"),
        ("Chrome/120.0.0.0 Safari/537.36", "Chrome/120.0.0.0 Safari/537.36"),
        ("127.0.0.1 and ::1", "127.0.0.1 and ::1"),
        ("at 10:00:00 on 2026-11-21, 1795226400000 ms", "at 10:00:00 on 2026-11-21, 1795226400000 ms"),
        ("a" * 40 + "13800138000", "a" * 40 + "13800138000"),
        ("", ""),
    ],
)
def test_shapes(text: str, shown: str) -> None:
    assert People().hide_text(text) == shown


def test_a_name_is_hidden_wherever_it_was_met() -> None:
    people = People()
    people.meet({"nickName": "张三"}, b'{"user": {"realName": "Bob Miller"}}', "a=1&nick=%E6%9D%8E%E5%9B%9B&b=2")
    assert people.hide_text("hello 张三, dear Bob Miller") == "hello name-1, dear name-2"
    assert people.hide_text(f"?u={quote('张三')}&v=李四") == "?u=name-1&v=name-3"
    assert people.hide_text(json.dumps({"x": "张三"})) == '{"x": "name-1"}'
    assert people.hide_text("Bob Millers") == "Bob Millers"


def test_one_person_has_one_name() -> None:
    people = People()
    value = {
        "openid": OPENID,
        "list": [{"openId": OPENID}, OPENID],
        "phone": 13800138000,
        "other": "+86 13800138000",
        "rawData": json.dumps({"nickName": "小明", "inner": json.dumps({"openid": OPENID})}),
        "errcode": 40029,
        "ok": True,
        "nothing": None,
        "share": 0.5,
    }
    people.meet(value)
    hidden = people.hide_json(value)
    assert hidden == {
        "openid": "openid-1",
        "list": [{"openId": "openid-1"}, "openid-1"],
        "phone": "phone-1",
        "other": "+86 phone-1",
        "rawData": '{"nickName":"name-1","inner":"{\\"openid\\":\\"openid-1\\"}"}',
        "errcode": 40029,
        "ok": True,
        "nothing": None,
        "share": 0.5,
    }
    assert people.hide_json(hidden) == hidden
    assert people.counts == {"name": 1, "openid": 1, "phone": 1}


def test_headers_urls_and_tokens() -> None:
    people = People()
    assert people.hide_headers([("X-WX-OPENID", "o1"), ("X-Forwarded-For", "203.0.113.7"), ("Host", "a.example")]) == [
        ("X-WX-OPENID", "openid-1"),
        ("X-Forwarded-For", "ip-1"),
        ("Host", "a.example"),
    ]
    assert people.hide_url(f"https://a.example/u/{OPENID}?openid={OPENID}&nick=Tom&v=3").endswith(
        "/u/openid-2?openid=openid-2&nick=name-1&v=3"
    )
    assert people.hide_text("Bearer eyJhbGciOiJIUzI1NiJ9.eyJvcGVuaWQiOiJvMSJ9.abc") == "Bearer eyJ….****"


def test_what_names_nobody_stays() -> None:
    people = People()
    value = {"nickName": "", "openid": None, "phone": "undefined", "avatar": "null", "mobile": "no"}
    people.meet(value)
    assert people.hide_json(value) == value
    assert people.counts == {}


def test_a_common_word_is_hidden_only_under_its_name() -> None:
    people = People()
    people.meet({"nickName": "token"})
    assert people.hide_text("the token of POST /api") == "the token of POST /api"
    assert people.hide_json({"nickName": "token"}) == {"nickName": "name-1"}


@given(
    st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=4, max_size=30),
    st.sampled_from(["json", "query", "text", "nested", "list"]),
)
def test_no_value_that_was_named_survives(value: str, form: str) -> None:
    name = f"某人{value}"
    people = People()
    people.meet({"nickName": name})
    made = {
        "json": lambda: people.hide_json({"a": name, name: 1}),
        "query": lambda: people.hide_url(f"https://a.example/?x={quote(name, safe='')}"),
        "text": lambda: people.hide_text(f"<{name}>"),
        "nested": lambda: people.hide_json({"a": json.dumps({"b": name})}),
        "list": lambda: people.hide_json([name, [name]]),
    }[form]()
    shown = json.dumps(made, ensure_ascii=False)
    assert name not in shown
    assert quote(name, safe="") not in shown
    assert "name-1" in shown


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("name", ["三三三", "老王😀", "a三b"])
def test_a_name_is_known_through_nested_escapes(name: str, depth: int) -> None:
    text = json.dumps({"nickName": name})
    for _ in range(depth - 1):
        text = json.dumps(text)
    line = f"INFO body={text} done"
    people = People()
    people.meet(line, f"failed: {name}")
    assert people.counts == {"name": 1}
    hidden = people.hide_named(line)
    assert "name-1" in hidden
    assert json.dumps(name)[1:-1] not in hidden
    assert people.hide_text(f"failed: {name}") == "failed: name-1"
