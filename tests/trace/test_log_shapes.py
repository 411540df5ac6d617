"""Shapes of log lines and of logins that no file of this folder holds: each by the smallest text that has it."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from tests.trace.support import outline, trace_of

AT = datetime(2026, 11, 21, 16, 51, 14, 202000, timezone.utc)
SECONDS = AT.timestamp()
CODE = "0c2NUkDRkyKomZMhDOw1LUkptvVNUkD6"
BARE = f'POST /api/login - 401 - 103ms body={{"code":"{CODE}"}}'
LINE = f"2026-11-21T16:51:14.202Z {BARE}"
LOGIN = (2, "client-backend", "POST /api/login", 401)
EXCHANGE = "https://api.weixin.qq.com/sns/jscode2session?appid=wx1111111111111111&js_code="
RID = "6b01cbfc-01b0b55f-ac2ec127"
REFUSED = f'{{"errcode":40163,"errmsg":"code been used, rid: {RID}"}}'


@pytest.mark.parametrize(
    "record",
    [
        {"log": LINE + "\n", "stream": "stdout", "time": "2026-11-21T16:51:15.000000001Z"},
        {"log": BARE + "\n", "stream": "stdout", "time": "2026-11-21T16:51:14.202123456Z"},
        {"__REALTIME_TIMESTAMP": str(int(SECONDS * 1e6)), "_HOSTNAME": "web01", "PRIORITY": "6", "MESSAGE": BARE},
        {"__time__": "1795279874", "__source__": "10.0.0.8", "content": LINE},
        {"@timestamp": "2026-11-21T16:51:14.202Z", "host": {"name": "web01"}, "message": BARE},
        {"log": json.dumps({"time": "2026-11-21T16:51:14.202Z", "method": "POST", "url": "/api/login", "status": 401,
                            "duration_ms": 103, "request_body": {"code": CODE}}), "stream": "stdout"},
    ],
    ids=["docker", "docker-time", "journald", "sls", "filebeat", "json-in-docker"],
)  # fmt: skip
def test_a_line_inside_a_record_is_read_as_the_line_that_it_is(record: dict[str, object]) -> None:
    found = trace_of(json.dumps(record) + "\n" + json.dumps({**record, "log": "started", "MESSAGE": "started"}) + "\n")
    assert outline(found)[:1] == [LOGIN]
    assert found.seen[0].marks.code == CODE
    # The line is written when the request is over.
    assert found.seen[0].exchange.timing.started_at == pytest.approx(SECONDS - 0.103, abs=0.001)


SHIPPED = {"timestamp": int(SECONDS * 1000), "message": BARE, "ingestionTime": 1795279900000}


@pytest.mark.parametrize(
    "listed",
    [
        [SHIPPED],
        [{"__time__": "1795279874", "__topic__": "api", "content": LINE}],
        {"events": [SHIPPED], "searchedLogStreams": []},
        {"took": 3, "hits": {"total": {"value": 1}, "max_score": None, "hits": [{"_id": "1", "_source": SHIPPED}]}},
    ],
    ids=["console", "sls", "cloudwatch", "elasticsearch"],
)
@pytest.mark.parametrize("indent", [None, 4])
def test_an_exported_list_of_records_is_read(listed: object, indent: int | None) -> None:
    found = trace_of(json.dumps(listed, indent=indent))
    assert outline(found) == [LOGIN]
    assert (found.inputs[0].format, found.inputs[0].skipped_count, found.inputs[0].cut) == ("jsonl", 0, False)


def test_a_list_that_breaks_off_is_read_up_to_there() -> None:
    text = json.dumps([{**SHIPPED, "message": f"{BARE} {number}"} for number in range(3)])
    found = trace_of(text[:-40])
    assert (outline(found), found.inputs[0].cut) == ([LOGIN, LOGIN], True)


def test_a_list_of_entries_is_still_a_capture() -> None:
    found = trace_of(json.dumps([_entry(1, "POST", "/login", 401, {"code": CODE}, {"code": 1})]))
    assert (found.inputs[0].format, outline(found)) == ("har", [(2, "client-backend", "POST /login", 401)])


@pytest.mark.parametrize(
    "record",
    [
        {"upstream_method": "GET", "upstream_url": EXCHANGE + CODE, "upstream_status": 200, "upstream_body": REFUSED},
        {"msg": "out", "call": {"method": "GET", "url": EXCHANGE + CODE, "status": 200, "body": json.loads(REFUSED)}},
        {"RequestMethod": "GET", "RequestUrl": EXCHANGE + CODE, "ResponseBody": REFUSED, "StatusCode": 200},
    ],
    ids=["prefix", "inside", "other-case"],
)
def test_names_of_an_applications_own_are_understood(record: dict[str, object]) -> None:
    found = trace_of(json.dumps({"time": "2026-11-21T16:51:14Z", **record}) + "\n")
    assert outline(found) == [(3, "backend-wechat", "code2Session", 200)]
    assert (found.seen[0].exchange.outcome.errcode, found.seen[0].timed) == (40163, True)


@pytest.mark.parametrize(
    "line",
    [
        f"2026-11-21 16:51:14 ERROR jscode2session fail {REFUSED}",
        f"2026-11-21 16:51:14 code2session code={CODE} resp={REFUSED}",
        "2026-11-21 16:51:14 ERROR code2Session failed: {'errcode': 40163, 'errmsg': 'used, rid: " + RID + "'}",
        "[2026-11-21T16:51:14.000] [ERROR] wx - code2Session {\n  errcode: 40163,\n  errmsg: 'code been used, rid: "
        + RID + "'\n}\n[2026-11-21T16:51:15.000] [INFO] done",
        f"2026-11-21 16:51:14 INFO GET {EXCHANGE}{CODE} => {{\n  \"errcode\": 40163,\n  \"errmsg\": \"rid: {RID}\"\n}}",
    ],
    ids=["named", "with-code", "python", "node", "pretty"],
)  # fmt: skip
def test_an_answer_of_wechat_is_read_in_whatever_notation_it_stands(line: str) -> None:
    found = trace_of(line + "\n")
    assert outline(found) == [(3, "backend-wechat", "code2Session", 200)]
    assert found.seen[0].exchange.outcome.errcode == 40163


def test_wxjava_tells_a_call_in_three_lines() -> None:
    lines = (
        "Nov 22, 2026 12:51:14 AM J handle\nINFO: 【请求地址】: https://api.weixin.qq.com/sns/jscode2session\n"
        f"【请求参数】：appid=wx1111111111111111&js_code={CODE}&grant_type=authorization_code\n【响应数据】：{REFUSED}\n"
    )
    found = trace_of(lines)
    assert outline(found) == [(3, "backend-wechat", "code2Session", 200)]
    assert (found.seen[0].marks.code, found.seen[0].exchange.outcome.errcode) == (CODE, 40163)
    assert found.seen[0].exchange.timing.started_at == 1795279874  # placed by the rid


def test_a_call_that_library_and_pool_tell_is_one() -> None:
    lines = [
        f"send: b'GET /sns/jscode2session?js_code={CODE} HTTP/1.1\\r\\nHost: api.weixin.qq.com\\r\\n'",
        f'2026-11-21 16:51:14 DEBUG https://api.weixin.qq.com "GET /sns/jscode2session?js_code={CODE} HTTP/1.1" 200 9',
    ]
    assert outline(trace_of("\n".join(lines) + "\n")) == [(3, "backend-wechat", "code2Session", 200)]


def test_go_writes_durations_in_nanoseconds() -> None:
    record = {"time": "2026-11-21T16:51:14.040678266Z", "method": "POST", "path": "/api/login", "status": 200}
    found = trace_of(json.dumps({**record, "latency": 14486}) + "\n")
    assert found.seen[0].exchange.timing.total_ms == pytest.approx(0.014486)


def test_data_that_only_wechat_answers_is_no_request() -> None:
    """pino users put the answer beside the URL as `data`."""
    record = {"time": 1795279874000, "method": "GET", "url": EXCHANGE + CODE, "data": json.loads(REFUSED)}
    assert trace_of(json.dumps(record) + "\n").seen[0].exchange.outcome.errcode == 40163


def test_a_login_that_sends_the_same_code_again_stays_one_login() -> None:
    """The client's lines have no codes; the calls inside them do."""
    lines = []
    for second in (14, 18):
        inner = {"time": f"2026-11-21T16:51:{second}.150Z", "method": "GET", "url": EXCHANGE + CODE, "duration_ms": 40}
        outer = {"time": f"2026-11-21T16:51:{second}.200Z", "method": "POST", "path": "/api/login", "status": 200}
        lines += [json.dumps(inner), json.dumps({**outer, "duration_ms": 100})]
    assert [login.items for login in trace_of("\n".join(lines) + "\n").logins] == [[0, 1, 2, 3]]


def test_braces_that_are_no_answer_hide_no_line() -> None:
    found = trace_of(f"server {{\n2026-11-21 16:51:14 {BARE}\nconfig = {{\n{LINE}\nlisten {{\n")
    assert outline(found) == [LOGIN, LOGIN]


def test_what_the_application_and_the_server_below_it_tell_is_one_request() -> None:
    lines = [
        f"2026-11-22 00:51:14,100 [INFO] shop: 收到请求 POST /api/login 参数: {{\"code\":\"{CODE}\"}}",
        f'2026-11-22 00:51:14,180 [INFO] shop: 响应 POST /api/login 状态=401 内容={{"code": 40163, "msg": "{RID}"}}',
        '127.0.0.1 - - [22/Nov/2026 00:51:14] "POST /api/login HTTP/1.1" 401 -',
        # Once more, really.
        '127.0.0.1 - - [22/Nov/2026 00:51:14] "POST /api/login HTTP/1.1" 401 -',
    ]  # fmt: skip
    assert outline(trace_of("\n".join(lines) + "\n")) == [LOGIN, LOGIN]


def test_times_without_a_zone_are_placed_by_what_answers_tell() -> None:
    """A rid is WeChat's time; it stands in a log that a server in Shanghai wrote."""
    found = trace_of(f"2026-11-22 00:51:08 GET {EXCHANGE}{CODE} result {REFUSED}\n")
    only = found.inputs[0]
    assert (only.offset_s, only.offset_from, only.offset_pairs) == (-28800.0, "told-times", 1)
    assert found.seen[0].exchange.timing.started_at == 1795279868  # 2026-11-21T16:51:08Z
    assert "zone" not in found.not_seen


def test_a_time_that_no_zone_explains_is_left_as_it_is() -> None:
    found = trace_of(f"2026-11-25 00:51:08 GET {EXCHANGE}{CODE} result {REFUSED}\n")
    assert (found.inputs[0].offset_s, "zone" in found.not_seen) == (0.0, True)


def _entry(second: int, method: str, path: str, status: int, given: object, answer: object, token: str = "") -> object:
    headers = [{"name": "Referer", "value": "https://servicewechat.com/wx1111111111111111/1/page-frame.html"}]
    headers += [{"name": "Authorization", "value": f"Bearer {token}"}] if token else []
    body = {"postData": {"mimeType": "application/json", "text": json.dumps(given)}} if given else {}
    content = (
        {"mimeType": "application/json", "text": json.dumps(answer)} if answer else {"mimeType": "application/json"}
    )
    return {
        "startedDateTime": f"2026-11-21T16:51:{second:02}.000Z", "time": 20,
        "request": {"method": method, "url": f"https://shop.example{path}", "headers": headers, **body},
        "response": {"status": status, "headers": [], "content": content},
    }  # fmt: skip


def _logins(*entries: object) -> list[list[int]]:
    return [login.items for login in trace_of(json.dumps({"log": {"entries": entries}})).logins]


@pytest.mark.parametrize("word", ["undefined", "null", "[object Object]"])
def test_a_word_that_is_no_token_is_nobodys(word: str) -> None:
    assert _logins(
        _entry(1, "POST", "/login", 200, {"code": CODE}, {"token": "t" * 32}),
        _entry(2, "GET", "/me", 401, None, {}, word),
    ) == [[0, 1]]


def test_a_renewed_token_belongs_to_the_login_that_gave_the_refresh_token() -> None:
    assert _logins(
        _entry(1, "POST", "/login", 200, {"code": CODE}, {"token": "a" * 32, "refresh_token": "r" * 32}),
        _entry(2, "POST", "/refresh", 200, {"refresh_token": "r" * 32}, {"token": "b" * 32}),
        _entry(3, "GET", "/me", 200, None, {"id": 1}, "b" * 32),
    ) == [[0, 1, 2]]


def test_a_token_after_a_login_whose_answer_is_not_recorded_is_its_token() -> None:
    fine = _entry(1, "POST", "/login", 200, {"code": CODE}, None)
    assert _logins(fine, _entry(2, "GET", "/me", 200, None, {"id": 1}, "a" * 32)) == [[0, 1]]
    # Where the login failed, the token is an older one.
    failed = _entry(1, "POST", "/login", 500, {"code": CODE}, None)
    assert _logins(failed, _entry(2, "GET", "/me", 200, None, {"id": 1}, "a" * 32)) == [[0], [1]]


def test_a_phone_code_at_the_login_is_a_login() -> None:
    phone = "ebd1bb3056c8c7eae2c25a2ff9a88cf344597c06e4da01fe83af15c9d365dd6f"
    found = trace_of(
        json.dumps({"log": {"entries": [_entry(1, "POST", "/login", 401, {"code": phone}, {"code": 40029})]}})
    )
    assert [item.exchange.step for item in found.seen] == [2]
    with_token = _entry(1, "POST", "/user/bind", 200, {"code": phone}, {"code": 0}, "a" * 32)
    assert [item.exchange.step for item in trace_of(json.dumps({"log": {"entries": [with_token]}})).seen] == [8]


def test_quotes_around_the_whole_header_are_no_part_of_the_token() -> None:
    found = trace_of(json.dumps({"log": {"entries": [_entry(1, "GET", "/me", 401, None, {}, "x")]}}).replace(
        "Bearer x", '\\"Bearer ' + "a" * 32 + '\\"'
    ))  # fmt: skip
    assert found.seen[0].marks.token == "a" * 32


def test_what_a_login_caused_is_not_before_it() -> None:
    """The phone's clock is 10 ms behind the backend's: less than the way of the request explains."""
    client = _entry(14, "POST", "/api/login", 200, {"code": CODE}, {"token": "t" * 32})
    har = json.dumps({"log": {"entries": [client]}}).replace("16:51:14.000Z", "16:51:14.300Z")
    records = [
        {"time": "2026-11-21T16:51:14.350Z", "method": "GET", "url": EXCHANGE + CODE, "status": 200, "duration_ms": 55},
        {"time": "2026-11-21T16:51:14.400Z", "method": "POST", "path": "/api/login", "status": 200, "duration_ms": 110,
         "request_body": {"code": CODE}},
    ]  # fmt: skip
    found = trace_of(har, "".join(json.dumps(record) + "\n" for record in records))
    assert [item.exchange.step for item in found.seen] == [2, 3]
    assert [round(item.exchange.timing.started_at % 60, 3) for item in found.seen] == [14.29, 14.295]


def test_two_users_in_one_capture_do_not_overlap() -> None:
    entries = [
        _entry(14, "POST", "/login", 200, {"code": CODE}, {"token": "a" * 32, "openid": "o" * 28}),
        _entry(14, "POST", "/login", 200, {"code": CODE[:-1] + "7"}, {"token": "b" * 32, "openid": "p" * 28}),
    ]
    assert [fact.kind for fact in trace_of(json.dumps({"log": {"entries": entries}})).facts] == []
    nobody = json.dumps({"log": {"entries": entries}}).replace("openid", "id")
    assert [fact.kind for fact in trace_of(nobody).facts] == ["overlap"]


def test_a_call_that_a_logger_began_to_count_before_its_request_is_inside_it() -> None:
    lines = [
        f"2026-11-21 16:51:14.550 info: GET {EXCHANGE}{CODE} 204ms {REFUSED}",
        '2026-11-21 16:51:14.627 info: POST /api/login 500 36 - 233.223 ms "-"',
    ]
    found = trace_of("\n".join(lines) + "\n")
    assert [login.items for login in found.logins] == [[0, 1]]
