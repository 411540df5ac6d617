# ruff: noqa: E501 - records of logs are as long as they are
"""Reading what is damaged, packed, encoded or no capture at all."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zlib
from typing import Any

import pytest

from tests.trace import make_captures as made
from tests.trace.support import CAPTURES, outline, read, trace_of
from wxauth_cli.trace import log_json
from wxauth_cli.trace.bodies import MAX_BODY_BYTES, base64_body, text_body, unpacked
from wxauth_cli.trace.captured import BadEntry, Body
from wxauth_cli.trace.har_entry import read_entry
from wxauth_cli.trace.json_window import JsonFault, Window
from wxauth_cli.trace.log_fmt import read_pairs_line
from wxauth_cli.trace.log_json import captured_of
from wxauth_cli.trace.reader import Format, Unreadable
from wxauth_cli.trace.text_stream import TextStream
from wxauth_cli.trace.times import http_date, parse_time


class Dripping(io.RawIOBase):
    """Gives a few bytes at a time, so that every value is cut somewhere."""

    def __init__(self, data: bytes, step: int) -> None:
        self.data, self.step, self.at = data, step, 0

    def read(self, size: int = -1) -> bytes:
        piece = self.data[self.at : self.at + self.step]
        self.at += len(piece)
        return piece


def window(data: bytes | str, step: int = 1 << 20) -> Window:
    return Window(TextStream(Dripping(data.encode() if isinstance(data, str) else data, step)))  # type: ignore[arg-type]


@pytest.mark.parametrize("step", [1, 2, 3, 7, 64])
def test_values_are_whole_wherever_the_pieces_end(step: int) -> None:
    values: list[Any] = [{"a": [1, 2.5e-3, -7]}, "äß\u2028中文\\", 12345, -0.5, True, None, [], "x" * 200, 3]
    text = "[" + ",".join(json.dumps(value, ensure_ascii=False) for value in values) + "]"
    found = []
    w = window(text, step)
    w.expect("[")
    while True:
        found.append(w.value())
        if w.take("]"):
            break
        w.expect(",")
    assert found == values
    assert w.position == len(text)


@pytest.mark.parametrize("step", [1, 5, 1000])
@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[1 2]                  ", "syntax", 3),
        ('{"a" 1}                   ', "syntax", 5),
        ('["abc', "end", 5),
        ("[1,", "end", 3),
        ("", "end", 0),
    ],
)
def test_a_fault_has_its_place(text: str, code: str, place: int, step: int) -> None:
    with pytest.raises(JsonFault) as caught:
        window(text, step).value()
    assert (caught.value.code, caught.value.position) == (code, place)


def test_what_would_not_fit_into_memory_is_a_fault() -> None:
    with pytest.raises(JsonFault, match="too-large"):
        window("[" + "123456789," * (17 << 17) + "1]").value()
    with pytest.raises(JsonFault, match="too-deep"):
        window("[" * 100_000 + "]" * 100_000).value()
    with pytest.raises(JsonFault, match="number"):
        window("[" + "9" * 5000 + "]").value()


@pytest.mark.parametrize("step", [1, 3, 1 << 20])
@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"\xef\xbb\xbfabc", "abc", "utf-8"),
        ("中文abc".encode("utf-16"), "中文abc", "utf-16-le"),
        ("ascii 登录失败 end".encode("gb18030"), "ascii 登录失败 end", "gb18030"),
        ("登录".encode(), "登录", "utf-8"),
        (gzip.compress("登录".encode(), mtime=0), "登录", "utf-8"),
        (gzip.compress(b"a" * 100, mtime=0) + gzip.compress(b"b", mtime=0), "a" * 100 + "b", "utf-8"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str, step: int) -> None:
    if data[:1] in (b"\xef", b"\xff", b"\x1f"):
        step = max(step, 30)  # a mark is never split: files are read in large pieces
    stream = TextStream(Dripping(data, step))  # type: ignore[arg-type]
    assert "".join(iter(stream.read, "")) == text
    assert stream.encoding == encoding
    assert not stream.garbled


def test_a_damaged_byte_does_not_make_utf_8_something_else() -> None:
    stream = TextStream(io.BytesIO("登录".encode() + b"\xff\xfe" + "成功".encode()))
    assert "".join(iter(stream.read, "")) == "登录\ufffd\ufffd成功"
    assert stream.garbled


def test_a_cut_gzip_is_read_as_far_as_it_goes() -> None:
    whole = (CAPTURES / "chrome.har").read_bytes()
    found = read(gzip.compress(whole, mtime=0)[:-20])
    assert found.cut
    assert found.kept >= 2


def test_a_small_file_that_unpacks_to_much_is_read_in_pieces() -> None:
    bomb = gzip.compress(b'{"log":{"entries":[' + b" " * (200 << 20) + b"]}}", 9, mtime=0)
    assert len(bomb) < 300_000
    assert read(bomb).met == 0


MOMENT = 1795255200.0


@pytest.mark.parametrize(
    ("text", "at", "zoned"),
    [
        ("2026-11-21T10:00:00Z", MOMENT, True),
        ("2026-11-21T18:00:00+08:00", MOMENT, True),
        ("2026-11-21T18:00:00.5+0800", MOMENT + 0.5, True),
        ("2026-11-21 10:00:00", MOMENT, False),
        ("2026/11/21 10:00:00.250", MOMENT + 0.25, False),
        ("2026-11-21 10:00:00,250", MOMENT + 0.25, False),
        ("2026/11/21 - 10:00:00", MOMENT, False),
        ("21/Nov/2026:18:00:00 +0800", MOMENT, True),
        ("21/Nov/2026 10:00:00", MOMENT, False),
        ("11/21/2026 10:00:00 AM", MOMENT, False),
        ("Sat, 21 Nov 2026 10:00:00 GMT", MOMENT, True),
        ("Sat Nov 21 2026 18:00:00 GMT+0800 (CST)", MOMENT, True),
        (MOMENT, MOMENT, True),
        (int(MOMENT * 1000), MOMENT, True),
        (int(MOMENT * 10**9), MOMENT, True),
        (str(int(MOMENT * 1000)), MOMENT, True),
    ],
)
def test_times(text: object, at: float, zoned: bool) -> None:
    assert parse_time(text) == (pytest.approx(at, abs=1e-3), zoned)


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00",
        "",
        "yesterday",
        "2026-13-01T00:00:00",
        -5,
        0,
        float("nan"),
        float("inf"),
        True,
        None,
        [],
        10**400,
    ],
)
def test_what_is_no_time(text: object) -> None:
    assert parse_time(text) is None


def test_date_headers() -> None:
    assert http_date("Sat, 21 Nov 2026 10:00:00 GMT") == MOMENT
    assert http_date("Saturday, 21-Nov-26 10:00:00 GMT") == MOMENT
    assert http_date("rubbish") is None


def test_bodies_are_decoded_within_the_cap() -> None:
    assert base64_body("5bCP5piO").data == "小明".encode()
    assert base64_body("5bCP\n5piO=").note is None
    assert base64_body("%%%").note == "broken-base64"
    assert text_body("x" * (MAX_BODY_BYTES + 1)).note == "dropped-large"
    packed = gzip.compress(b"{}", mtime=0)
    assert unpacked(Body(packed), "").data == b"{}"
    assert unpacked(Body(packed[:-4]), "gzip").note == "cut"
    assert unpacked(Body(packed[:4] + b"\xff\xff\xff" * 9), "gzip").note == "broken-gzip"
    assert unpacked(Body(gzip.compress(b"0" * (MAX_BODY_BYTES * 3), mtime=0)), "gzip") == Body(b"", "dropped-large")
    assert unpacked(Body(zlib.compress(b"\xff\x00{}")), "deflate").data == b"\xff\x00{}"
    assert unpacked(Body(zlib.compress(b"{}")[2:-4]), "deflate").data == b"{}"
    assert unpacked(Body(b"{}"), "br").data == b"{}", "already decoded, the header was kept"
    assert unpacked(Body(b"\x8b\x01\x80{}\x03"), "br").note == "compressed-br"
    assert unpacked(Body(b"\x28\xb5\x2f\xfd\x00"), "zstd").note == "compressed-zstd"


def entry(**changes: Any) -> dict[str, Any]:
    return {**made.entry(made.LOGIN), **changes}


@pytest.mark.parametrize(
    ("value", "reason", "detail"),
    [
        (7, "not-object", "int"),
        ({}, "no-request", "request"),
        ({"request": []}, "no-request", "request"),
        ({"request": {"method": "GET"}}, "bad-field", "request.url"),
        ({"request": {"method": None, "url": "/"}}, "bad-field", "request.method"),
        ({"request": {"method": "GET", "url": "x" * 70_000}}, "too-long", "request.url"),
    ],
)
def test_a_bad_entry_says_what_is_wrong(value: object, reason: str, detail: str) -> None:
    with pytest.raises(BadEntry) as caught:
        read_entry(value, 0)
    assert (caught.value.reason, caught.value.detail) == (reason, detail)


def test_wrong_types_elsewhere_are_no_reason_to_drop_an_entry() -> None:
    odd = entry(
        time="NaN", timings=[], startedDateTime=12, response={"status": "200", "headers": {"A": ["1", "2"], "B": 3}}
    )
    odd["request"]["headers"] = [{"name": 1}, "x", ["Referer", made.REFERER], {"name": "N", "value": None}]
    odd["request"]["postData"] = {"text": {"code": made.CODE}}
    found = read_entry(odd, 4)
    assert (found.number, found.status, found.started_at, found.total_ms) == (4, 200, None, 0.0)
    assert found.response_headers == (("A", "1"), ("A", "2"), ("B", "3"))
    assert found.request_headers == (("Referer", made.REFERER),)
    assert set(found.notes) == {"no-time", "odd-header", "body-as-object"}
    assert json.loads(found.request_body.data) == {"code": made.CODE}


@pytest.mark.parametrize(
    ("time", "timings", "total", "note"),
    [
        (-5, {"wait": 7, "dns": -1, "send": 1}, 8.0, "negative-time"),
        (1e300, {"wait": 7}, 7.0, "huge-time"),
        (0, {}, 0.0, None),
        (None, {"connect": 5, "ssl": 3, "wait": 2}, 7.0, None),
    ],
)
def test_odd_times(time: object, timings: dict[str, float], total: float, note: str | None) -> None:
    found = read_entry(entry(time=time, timings=timings), 0)
    assert (found.total_ms, found.notes) == (total, (note,) if note else ())


@pytest.mark.parametrize("number", [10**400, -(10**400), float("nan"), float("inf"), True, "9" * 400, None])
def test_numbers_beyond_all_bounds_are_no_fault_of_ours(number: object) -> None:
    value = made.entry(made.LOGIN)
    value["response"] |= {"status": number, "bodySize": number}
    value["response"]["content"]["size"] = number
    value |= {"time": number, "startedDateTime": number, "timings": {"wait": number}}
    assert read_entry(value, 0).status is None


def har(*entries: object) -> str:
    return json.dumps(made.document("t", "1", list(entries)), ensure_ascii=False)  # type: ignore[arg-type]


GOOD = made.entry(made.LOGIN)
ME = made.entry(made.ME)


def test_bad_entries_are_skipped_and_named_and_the_rest_is_read() -> None:
    found = read(har(GOOD, 7, {"request": {}}, ME).encode())
    assert found.kept == 2
    assert [(item.index, item.reason, item.detail) for item in found.skipped] == [
        (1, "not-object", "int"),
        (2, "bad-field", "request.url"),
    ]


@pytest.mark.parametrize(
    "damage", ['{"startedDateTime": oops', '{"request": {"method": "GET" "url"}}', "]]]", "\x00", "9" * 5000]
)
def test_broken_json_in_the_middle_costs_one_entry(damage: str) -> None:
    text = har(GOOD, "HERE", ME).replace('"HERE"', damage)
    found = read(text.encode(), wanted=Format.HAR)
    assert found.kept == 2
    assert found.skipped_count >= 1
    assert found.skipped[0].index == 1
    assert found.skipped[0].reason.startswith("json-")
    assert found.skipped[0].line == 1


def test_a_capture_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    text = har(GOOD, ME)
    found = read(text[:-150].encode())
    assert (found.kept, found.skipped_count, found.cut) == (1, 1, True)
    assert found.skipped[0].reason == "json-end"


def test_the_list_of_entries_alone_and_entries_without_log() -> None:
    assert read(json.dumps([GOOD, ME]).encode()).kept == 2
    assert read(json.dumps({"entries": [GOOD, ME]}).encode()).kept == 2
    assert read((json.dumps(GOOD) + "\n" + json.dumps(ME)).encode(), wanted=Format.JSONL).kept == 2


def test_a_head_that_is_broken_does_not_hide_the_entries() -> None:
    text = har(GOOD, ME).replace('"version": "1.2"', '"version": 1.2.3')
    assert read(text.encode()).kept == 2


@pytest.mark.parametrize(
    ("data", "wanted", "code"),
    [
        (b"", Format.AUTO, "empty"),
        (b" \n\n", Format.AUTO, "empty"),
        (b"\xef\xbb\xbf", Format.AUTO, "empty"),
        (b"PK\x03\x04rest", Format.AUTO, "archive"),
        (b"Dear all,\nnothing works.\n", Format.AUTO, "not-a-capture"),
        (b'{"log": {"entries": 5}}', Format.AUTO, "broken-har"),
        (b'{"log": oops', Format.HAR, "broken-har"),
        (b'{"log": {"version": "1.2"}}', Format.HAR, "broken-har"),
        (b'{"a": 1}\n{"b": 2}\n', Format.JSONL, "not-a-capture"),
    ],
)
def test_what_is_no_capture(data: bytes, wanted: Format, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, wanted=wanted)
    assert caught.value.code == code


def test_an_empty_capture_is_a_capture() -> None:
    found = read(har().encode())
    assert (found.met, found.kept, found.skipped_count) == (0, 0, 0)


def test_bad_lines_of_a_json_log_are_named() -> None:
    good = '{"time":"2026-11-21T10:00:00Z","method":"POST","url":"/api/login","status":200}'
    found = read(f"{good}\n{{oops\n[1]\n{good}\n".encode(), wanted=Format.JSONL)
    assert found.kept == 2
    assert [(item.index, item.reason) for item in found.skipped] == [(2, "json-syntax"), (3, "not-object")]


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    line = "POST /api/login 200 12 ms"
    found = read(f"{line}\n{'x' * (3 << 20)}\n{line}\n".encode())
    assert found.kept == 2
    assert [(item.index, item.reason) for item in found.skipped] == [(2, "too-long")]


@pytest.mark.parametrize(
    "record",
    [
        {"time": 1795255200123, "req": {"method": "POST", "url": "/api/login", "headers": {"referer": made.REFERER}}, "res": {"statusCode": 200}, "responseTime": 12},
        {"@timestamp": "2026-11-21T10:00:00.123Z", "http.request.method": "POST", "url.path": "/api/login", "http.response.status_code": 200, "duration_ms": 12},
        {"ts": 1795255200.123, "request": {"method": "POST", "host": "shop.example.com", "uri": "/api/login", "headers": {"Referer": [made.REFERER]}, "tls": {}}, "status": 200, "duration": 0.012},
        {"time_local": "21/Nov/2026:18:00:00 +0800", "request": "POST /api/login HTTP/1.1", "status": "200", "request_time": "0.012", "http_referer": made.REFERER},
        {"time": "2026-11-21T18:00:00+08:00", "level": "INFO", "method": "POST", "path": "/api/login", "status_code": 200, "latency": "12ms"},
    ],
    ids=["pino", "ecs", "caddy", "nginx", "zap"],
)  # fmt: skip
def test_json_logs_of_common_loggers(record: dict[str, Any]) -> None:
    found = trace_of(json.dumps(record))
    assert outline(found) == [(2, "client-backend", "POST /api/login", 200)]
    timing = found.seen[0].exchange.timing
    assert timing.started_at == pytest.approx(MOMENT, abs=0.2)
    assert timing.total_ms == pytest.approx(12)


@pytest.mark.parametrize(
    "text",
    [
        f'INFO HTTP Request: GET {made.CODE2SESSION["url"]} "HTTP/1.1 200 OK"',
        f'DEBUG https://api.weixin.qq.com:443 "GET {made.CODE2SESSION["url"][25:]} HTTP/1.1" 200 None',
        f"[Wx#login] ---> GET {made.CODE2SESSION['url']} HTTP/1.1\n[Wx#login] <--- HTTP/1.1 200 OK (90ms)",
        f"--> GET {made.CODE2SESSION['url']}\n<-- 200 OK {made.CODE2SESSION['url']} (90ms)",
        f"请求微信: {made.CODE2SESSION['url']}",
    ],
    ids=["httpx", "urllib3", "feign", "okhttp", "bare"],
)
def test_calls_to_wechat_in_logs_of_http_clients(text: str) -> None:
    answer = 'wechat result: {"errcode":40163,"errmsg":"code been used, rid: 6720f5a0-1d0af18b-5b069232"}'
    found = trace_of(f"2026-11-21 10:00:00 {text}\n{answer}\n")
    assert [(item.exchange.step, item.exchange.endpoint) for item in found.seen] == [(3, "code2Session")]
    outcome = found.seen[0].exchange.outcome
    assert (outcome.errcode, outcome.rid) == (40163, "6720f5a0-1d0af18b-5b069232")
    assert found.seen[0].marks.code == made.CODE


def test_http_alone_says_nothing_of_a_call_to_wechat() -> None:
    found = trace_of(f'HTTP Request: GET {made.CODE2SESSION["url"]} "HTTP/1.1 200 OK"\n')
    assert found.seen[0].exchange.outcome.error_code == "answer-not-recorded"


def test_base64_alphabet_of_urls() -> None:
    assert base64_body(base64.urlsafe_b64encode(b"\xfb\xff\xfe").decode()).data == b"\xfb\xff\xfe"


ECS = [
    {
        "@timestamp": "2026-11-21T02:00:00.100Z",
        "http": {
            "request": {
                "method": "POST",
                "body": {"content": '{"code":"x"}', "bytes": 12},
                "referrer": "https://a.example",
            },
            "response": {"status_code": 200, "body": {"content": '{"token":"t"}'}},
        },
        "url": {"path": "/api/login", "query": "v=1"},
        "event": {"duration": 180_000_000},
        "user_agent": {"original": "MicroMessenger"},
    }
]


def test_a_record_of_the_elastic_common_schema() -> None:
    found = captured_of(ECS[0], 1)
    assert found is not None
    assert (found.method, found.url, found.status, found.total_ms) == ("POST", "/api/login?v=1", 200, 180.0)
    assert (found.request_body.data, found.response_body.data) == (b'{"code":"x"}', b'{"token":"t"}')
    assert ("Referer", "https://a.example") in found.request_headers
    assert ("User-Agent", "MicroMessenger") in found.request_headers


@pytest.mark.parametrize(
    "line",
    [
        'time=2026-11-21T10:00:00+08:00 level=info msg="request done" method=POST path=/api/login status=200 duration=180ms',
        'web-1  | time="2026-11-21T10:00:00+08:00" method=POST path="/api/login" status=200 duration=180ms',
        '2026-11-21T02:00:00.1Z stdout F {"time":"2026-11-21T02:00:00Z","method":"POST","path":"/api/login","status":200,"duration_ms":180}',
    ],
)
def test_pairs_and_what_containers_put_before_a_line(line: str) -> None:
    (item,) = trace_of(f"{line}\n".encode()).seen
    exchange = item.exchange
    assert (exchange.endpoint, exchange.response.status) == ("POST /api/login", 200)
    assert round(exchange.timing.total_ms) == 180
    assert exchange.timing.started_at == 1795226400


@pytest.mark.parametrize("line", ["method=POST", "the method=x was called status=3", 'method="a\\', "a=1 b=2 c=3"])
def test_pairs_that_are_no_request(line: str) -> None:
    assert read_pairs_line(line, 1) is None


def test_no_line_that_tells_of_a_request_is_passed_over() -> None:
    for name in (*log_json._METHOD.ordered, *log_json._REQUEST_NAMES - {"req", "http"}):
        assert any(word in name for word in log_json._REQUEST_WORDS), name
    chatter = [json.dumps({"level": "info", "msg": f"packed {n}"}) for n in range(3)]
    login = json.dumps({"verb": "POST", "path": "/api/login", "status": 200})
    broken = '{"level": "info", "msg": "cut'
    found = read("\n".join((*chatter, login, broken, *chatter)).encode())
    assert (found.met, found.kept) == (1, 1)
    assert [(item.index, item.reason) for item in found.skipped] == [(5, "json-syntax")]
