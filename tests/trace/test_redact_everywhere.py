"""A value that is met once under its name is nowhere left, in whatever encoding; and nothing else changes."""

from __future__ import annotations

import base64
import gzip
import json
import string
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.core.test_redact import ENCODINGS, leaks
from wxauth_cli.trace.json_text import dumped_like
from wxauth_cli.trace.redaction import Redaction

LENIENT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
ALNUM = string.ascii_letters + string.digits
URLSAFE = ALNUM + "_-"
SALT = b"0123456789abcdef"


def of(alphabet: str, length: int, head: str = "") -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=length, max_size=length).map(lambda text: head + text)


def code_of(text: str) -> str:
    """With the marks that all login codes have in common: the second, and four that stand twice."""
    return f"0{text[0]}1{text[1:25]}{text[1:5]}{text[25]}"


def is_mixed(text: str) -> bool:
    return any(char.isdigit() for char in text) and any(char.isalpha() for char in text) and len(set(text)) > 6


VALUES: dict[str, tuple[tuple[str, ...], st.SearchStrategy[str]]] = {
    "session_key": (
        ("session_key", "sessionKey", "x_session_key"),
        st.binary(min_size=16, max_size=16)
        .map(lambda data: base64.b64encode(data).decode())
        .filter(lambda text: len(set(text)) > 6 and not text.isupper() and not text.islower()),
    ),
    "secret": (("secret", "appSecret", "WX_APP_SECRET"), of("0123456789abcdef", 32).filter(is_mixed)),
    "access_token": (("access_token", "accessToken"), of(URLSAFE, 120, "71_").filter(is_mixed)),
    "code": (("js_code", "code"), of(ALNUM, 26).filter(is_mixed).map(code_of)),
    "phone code": (("code", "phoneCode"), of("0123456789abcdef", 64).filter(is_mixed)),
    "phone": (("phoneNumber", "mobile"), of(string.digits, 9, "13").filter(lambda text: len(set(text)) > 4)),
    "password": (("password", "jwt_secret"), of(ALNUM + "!#$%()*+,-./:;=?@[]^_{}|~", 20, "p4").filter(is_mixed)),
    "token": (("token", "X-Token"), of(URLSAFE, 40).filter(is_mixed)),
    "openid": (("openid", "openId", "touser"), of(ALNUM, 27, "o").filter(is_mixed)),
    "unionid": (("unionid", "unionId"), of(ALNUM, 27, "o").filter(is_mixed)),
    "name": (
        ("nickName", "nickname"),
        st.text("张三李四王五赵钱孙周吴郑陈卫蒋沈韩杨朱秦许何吕", min_size=3, max_size=8),
    ),
    "id": (("idCard",), of(string.digits, 17, "1").filter(lambda text: len(set(text)) > 4)),
    "email": (("email",), of(string.ascii_lowercase, 10).map(lambda text: f"{text}@mail.example.com")),
}
NAMED: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "JSON key": lambda name, value: {"answer": json.dumps({name: value})},
    "escaped JSON": lambda name, value: {"answer": json.dumps(json.dumps({"data": json.dumps({name: value})}))},
    "list": lambda name, value: {"answer": json.dumps({"data": [{name: value}, {"x": 1}]}, indent=2)},
    "query": lambda name, value: {"url": f"https://api.example.com/x?a=1&{name}={quote(value, safe='')}&b=2"},
    "form": lambda name, value: {"posted": f"a=1&{name}={quote_plus(value)}"},
    "header": lambda name, value: {"headers": [{"name": "X-Other", "value": "1"}, {"name": name, "value": value}]},
    "parameter": lambda name, value: {"queryString": [{"name": name, "value": value}]},
    "base64 body": lambda name, value: {"packed": json.dumps({name: value})},
    "log line": lambda name, value: {"answer": f'2027-01-15 INFO login done {{"{name}": "{value}"}} in 12 ms'},
}
ELSEWHERE: dict[str, Callable[[str], dict[str, Any]]] = {
    "text": lambda text: {"answer2": f"it failed with {text} again"},
    "HTML": lambda text: {"answer2": f"<html><p>Error</p><pre>{text}</pre></html>"},
    "path": lambda text: {"url2": f"https://shop.example.com/user/{text}/orders"},
    "query": lambda text: {"url2": f"https://shop.example.com/orders?q={text}&page=1"},
    "JSON key": lambda text: {"answer2": json.dumps({"data": {f"user:{text}": 1}})},
    "nested JSON": lambda text: {"answer2": json.dumps({"data": json.dumps({"note": json.dumps([text])})})},
    "form": lambda text: {"posted2": f"note={quote_plus(text)}&x=1"},
    "header": lambda text: {"headers2": [{"name": "X-Note", "value": text}]},
    "base64": lambda text: {"packed2": f"seen {text} here"},
    "gzip": lambda text: {"zipped2": f"seen {text} here"},
    "binary": lambda text: {"binary2": f"seen {text} here"},
    "message": lambda text: {"message2": f'{{"event":"x","note":{json.dumps(text)}}}'},
}


def har(parts: dict[str, Any]) -> dict[str, Any]:
    """Two entries, the parts in their places."""
    entries = []
    for number in ("", "2"):
        content: dict[str, Any] = {
            "size": 2,
            "mimeType": "application/json",
            "text": parts.get(f"answer{number}", "{}"),
        }
        for kind, pack in (
            ("packed", lambda data: data),
            ("zipped", lambda data: gzip.compress(data, mtime=0)),
            ("binary", lambda data: b"\x89\xff\x00" + data + b"\xfe\x80"),
        ):
            if f"{kind}{number}" in parts:
                text = base64.b64encode(pack(parts[f"{kind}{number}"].encode())).decode()
                content.update(text=text, encoding="base64")
        entries.append(
            {
                "startedDateTime": "2027-01-15T08:00:00.000Z",
                "time": 12.5,
                "request": {
                    "method": "POST",
                    "url": parts.get(f"url{number}", "https://shop.example.com/api/login?v=3"),
                    "headers": [{"name": "Host", "value": "shop.example.com"}, *parts.get(f"headers{number}", [])],
                    "queryString": parts.get(f"queryString{number}", []),
                    "postData": {"mimeType": "text/plain", "text": parts.get(f"posted{number}", "")},
                },
                "response": {"status": 200, "headers": [], "content": content},
                "_webSocketMessages": [{"type": "send", "data": parts.get(f"message{number}", "")}],
            }
        )
    return {"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": entries}}


def redacted(document: object, salt: bytes = SALT) -> Any:
    return Redaction(salt).run(lambda it: it.value(document))


def texts(value: object) -> Iterator[str]:
    """Every string, and what lies packed in those that are base64."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts(item)
        if value.get("encoding") == "base64":
            data = base64.b64decode(value["text"], validate=True)
            yield (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8", "replace")
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def shape(value: object) -> object:
    """A document without its texts."""
    if isinstance(value, dict):
        return {"keys": len(value), "values": [shape(item) for item in value.values()]}
    return [shape(item) for item in value] if isinstance(value, list) else type(value)


def check(kind: str, name: str, value: str, place: str, encoding: str, elsewhere: str) -> None:
    document = har(NAMED[place](name, value) | ELSEWHERE[elsewhere](ENCODINGS[encoding](value)))
    made = redacted(document)
    told = (kind, name, value, place, encoding, elsewhere)
    for text in (dumped_like(made, "{"), *texts(made)):
        assert value not in text, told
        if kind not in ("name", "email"):
            assert not leaks(text, value, ENCODINGS["raw"]), told
    assert shape(made) == shape(document), told
    assert json.loads(json.dumps(made)) == made


@pytest.mark.parametrize(
    ("value", "name", "place", "encoding", "elsewhere"),
    [
        ("p400000#00000000000123", "password", "query", "UTF-16", "query"),
        ("p400000#00000000000123", "password", "JSON key", "JSON", "path"),
        ("p4.0000?00#%00.%000=0+", "jwt_secret", "list", "percent", "binary"),
        ("p40=0/00%%0%000z=000#0", "jwt_secret", "parameter", "unicode escapes", "form"),
        ("p4&00000#0::z0:&%00+&#", "jwt_secret", "JSON key", "JSON", "HTML"),
    ],
)
def test_passwords_made_of_signs_escapes_and_zeros(
    value: str, name: str, place: str, encoding: str, elsewhere: str
) -> None:
    check("password", name, value, place, encoding, elsewhere)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str, str, str, str, str]:
    kind = draw(st.sampled_from(sorted(VALUES)))
    names, values = VALUES[kind]
    value = draw(values)
    return (
        kind,
        draw(st.sampled_from(names)),
        value,
        draw(st.sampled_from(sorted(NAMED))),
        draw(st.sampled_from(sorted(ENCODINGS))),
        draw(st.sampled_from(sorted(ELSEWHERE))),
    )


@settings(max_examples=500, deadline=None, suppress_health_check=LENIENT)
@given(cases())
# It begins like `my-token`, in which no value stands yet.
@example(("token", "token", "my-0000000000000000000000000000000000123", "JSON key", "HEX", "HTML"))
@example(("token", "X-Token", "the_kQ2vXz81LmNpRsTuVwAbCdEfGhJkMnPqRsTuV", "header", "base64", "text"))
def test_nothing_is_left(case: tuple[str, str, str, str, str, str]) -> None:
    check(*case)


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None, suppress_health_check=LENIENT)
@given(cases())
def test_nothing_is_left_at_length(case: tuple[str, str, str, str, str, str]) -> None:
    check(*case)


PLAIN = (
    "login order 订单 商品名称 2027-01-15T08:00:00Z Chrome/120.0.0.0 127.0.0.1 12.5 wx0123456789abcdef 40029 v1.2.3 "
    '6543fa00-7b3e9d21-0a1b2c3d https://cdn.example.com/a/b.png?v=3 undefined index.html#top a=b 微信用户 { } " \\ %20 '
    "&amp; 100% code:40029 errcode=40163 ****"
)
plain_words = st.sampled_from(["invalid code", "code: 40029", *PLAIN.split()])
# Without what makes an address (0.0.0.1, 1::) or gives a value to the name before it (code = 1).
plain_letters = st.characters(codec="utf-8", exclude_characters=".:=>%\uff1a\uff1d")
plain_texts = st.lists(st.one_of(plain_words, st.text(max_size=12, alphabet=plain_letters)), max_size=8).map(" ".join)


@settings(max_examples=1500, deadline=None, suppress_health_check=LENIENT)
@given(plain_texts)
def test_a_text_without_secrets_stays_as_it_is(text: str) -> None:
    made = Redaction(SALT).run(lambda it: it.log(text))
    assert made == text


@settings(max_examples=500, deadline=None, suppress_health_check=LENIENT)
@given(st.dictionaries(plain_words, plain_texts, max_size=4), st.sampled_from([None, 1, "\t"]), st.booleans())
def test_json_without_secrets_stays_as_it_is(fields: dict[str, str], indent: Any, ascii_only: bool) -> None:
    document = har({"answer": json.dumps({"data": [fields]}, indent=indent, ensure_ascii=ascii_only)})
    assert redacted(document) == document


@settings(max_examples=300, deadline=None, suppress_health_check=LENIENT)
@given(cases())
def test_once_more_changes_no_shape(case: tuple[str, str, str, str, str, str]) -> None:
    _, name, value, place, encoding, elsewhere = case
    document = har(NAMED[place](name, value) | ELSEWHERE[elsewhere](ENCODINGS[encoding](value)))
    once = redacted(document)
    again = redacted(once, b"another salt")
    assert shape(again) == shape(document)


@settings(max_examples=300, deadline=None, suppress_health_check=LENIENT)
@given(st.sampled_from(sorted(set(VALUES) - {"name", "email", "id", "password"})), st.data())
def test_the_same_value_becomes_the_same_everywhere(kind: str, data: st.DataObject) -> None:
    names, values = VALUES[kind]
    value, other = data.draw(st.tuples(values, values).filter(lambda two: two[0] != two[1]))
    one, two, three = (
        redacted({"a": {names[0]: value}, "b": [{names[-1]: value}], "c": {names[0]: other}}, salt)
        for salt in (SALT, SALT, b"another salt")
    )
    assert one == two
    assert one["a"][names[0]] == one["b"][0][names[-1]] != value
    assert one["c"][names[0]] != one["a"][names[0]]
    assert len(one["a"][names[0]]) == len(value)
    if kind not in ("openid", "unionid"):
        assert three["a"][names[0]] != one["a"][names[0]]


IN_A_LOG: dict[str, Callable[[str, str], str]] = {
    "JSON line": lambda name, value: json.dumps({"level": "info", "data": {name: value}}),
    "assigned": lambda name, value: f"2027-01-15 08:00:00 INFO login {name}={value} done",
    "said": lambda name, value: f"[08:00:00] DEBUG {name}: {value}",
    "Python": lambda name, value: f"INFO:root:answer {{'errcode': 0, '{name}': '{value}'}}",
    "access log": lambda name, value: f'10.0.0.9 - - "GET /api/x?v=1&{name}={quote(value, safe="")} HTTP/1.1" 200 12',
    "escaped": lambda name, value: "INFO body=" + json.dumps(json.dumps({name: value})),
}


@settings(max_examples=1000, deadline=None, suppress_health_check=LENIENT)
@given(cases(), st.sampled_from(sorted(IN_A_LOG)))
def test_nothing_is_left_in_a_log(case: tuple[str, str, str, str, str, str], place: str) -> None:
    kind, name, value, _, encoding, _ = case
    if kind in ("password", "name") and place in ("assigned", "said"):
        return  # where such a value ends, nobody can tell
    text = f"{IN_A_LOG[place](name, value)}\n08:00:01 ERROR failed: {ENCODINGS[encoding](value)}\n"
    made = Redaction(SALT).run(lambda it: it.log(text))
    assert value not in made, (place, encoding)
    if kind not in ("name", "email"):
        assert not leaks(made, value, ENCODINGS["raw"]), (place, encoding)
