"""One login, as each exporter and each log writes it: the same flow."""

from __future__ import annotations

import json

import pytest

from tests.trace import make_captures as made
from tests.trace.support import CAPTURES, outline, read, trace
from wxauth_cli.core.secret import Secret

LOGIN = (2, "client-backend", "POST /api/login", 200)
EXCHANGE = (3, "backend-wechat", "code2Session", 200)
ME = (6, "client-backend", "GET /api/me", 200)
PHONE = (8, "client-backend", "POST /api/phone", 200)
NUMBER = (9, "backend-wechat", "getPhoneNumber", 200)
CLIENT = [LOGIN, ME, PHONE]
BOTH = [LOGIN, EXCHANGE, ME, PHONE, NUMBER]
HARS = sorted(path.name for path in CAPTURES.glob("*.har"))
CLIENT_HARS = [name for name in HARS if name != "chrome.har"]


def test_there_is_a_capture_of_every_exporter() -> None:
    assert {name.removesuffix(".har") for name in HARS} >= {
        "charles", "chrome", "fiddler", "firefox", "mitmproxy", "proxypin", "safari", "stream", "whistle",
    }  # fmt: skip


@pytest.mark.parametrize("name", CLIENT_HARS)
def test_every_exporter_gives_the_same_flow(name: str) -> None:
    found = trace(name)
    assert outline(found) == CLIENT
    assert [login.items for login in found.logins] == [[0, 1, 2]]
    assert found.seen[0].marks.code == made.CODE
    assert found.seen[0].marks.issued == made.TOKEN == found.seen[1].marks.token
    assert found.inputs[0].skipped_count == 0
    assert found.not_seen[0] == "wechat-leg"


@pytest.mark.parametrize("name", HARS)
def test_times_are_where_they_belong(name: str) -> None:
    times = [item.exchange.timing.started_at - made.BEGIN for item in trace(name).seen[:3]]
    assert times == pytest.approx([0.0, 1.0, 5.0], abs=0.002)


@pytest.mark.parametrize("name", [name for name in HARS if name != "firefox.har"])
def test_answers_are_decoded(name: str) -> None:
    response = trace(name).seen[1].exchange.response
    assert response is not None
    assert "小明".encode() in response.body or b"\\u5c0f\\u660e" in response.body


def test_chrome_knows_the_refused_request_and_leaves_out_what_is_no_call() -> None:
    found = trace("chrome.har")
    assert outline(found) == [*CLIENT, (6, "client-backend", "GET /api/orders", None)]
    assert found.seen[3].exchange.outcome.error_code == "network-refused"
    assert found.inputs[0].others == 3
    assert "failed-answers" in found.not_seen
    assert found.inputs[0].producer == "WebInspector 537.36"


def test_firefox_says_what_it_did_not_keep() -> None:
    found = trace("firefox.har")
    assert found.seen[1].notes == ("not-recorded",)
    assert found.seen[0].notes == ("params-only-body",)
    assert json.loads(found.seen[0].exchange.request.body) == {"code": made.CODE}


@pytest.mark.parametrize("name", ["proxypin.har", "stream.har"])
def test_local_times_are_placed_by_the_date_headers(name: str) -> None:
    only = trace(name).inputs[0]
    assert (only.zoned, only.offset_s, only.offset_from, only.offset_pairs) == (False, -28800.0, "dates", 3)
    assert "zone" not in trace(name).not_seen


@pytest.mark.parametrize("name", ["backend.jsonl", "backend-gb18030.jsonl"])
def test_a_json_log_shows_both_legs(name: str) -> None:
    found = trace(name)
    assert outline(found) == BOTH
    assert [login.items for login in found.logins] == [[0, 1, 2, 3, 4]]
    assert found.not_seen == ("inside",)
    assert found.inputs[0].encoding == ("gb18030" if "gb" in name else "utf-8")
    phone = found.seen[4].exchange.learnt["purePhoneNumber"]
    assert isinstance(phone, Secret)
    assert phone.reveal() == made.PHONE


def test_a_spring_log_is_put_together_by_thread() -> None:
    found = trace("spring.log")
    assert outline(found) == [LOGIN, EXCHANGE, PHONE, NUMBER]
    assert found.seen[1].exchange.learnt["openid"] == made.OPENID
    assert "zone" in found.not_seen


def test_an_access_log_shows_what_it_can() -> None:
    found = trace("nginx-access.log")
    assert outline(found) == CLIENT
    assert found.inputs[0].format == "access"
    assert {"wechat-leg", "request-bodies", "answers"} <= set(found.not_seen)
    assert found.seen[0].exchange.timing.total_ms == pytest.approx(180.0)


@pytest.mark.parametrize("name", sorted(made.LOGS))
def test_frameworks_request_lines(name: str) -> None:
    found = trace(name)
    assert outline(found) == [LOGIN, (6, "client-backend", "GET /api/me", 401)]
    assert found.seen[0].server_side
    timed = name not in ("express-morgan-dev.log", "koa-logger.log", "uvicorn.log")
    assert found.inputs[0].timed is timed
    assert ("times" in found.not_seen) is not timed


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("chrome.har", "backend.jsonl"), [*BOTH, (6, "client-backend", "GET /api/orders", None)]),
        (("charles.har", "backend.jsonl"), BOTH),
        (("backend.jsonl", "charles.har"), BOTH),
        (("backend.jsonl", "charles.har", "nginx-access.log"), BOTH),
        (("proxypin.har", "spring.log"), BOTH),
        (("safari.har", "spring.log", "nginx-access.log"), BOTH),
        (("stream.har", "stream.har"), CLIENT),
        (("backend.jsonl", "backend-gb18030.jsonl"), BOTH),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_the_same_login_in_several_captures_is_one_flow(
    names: tuple[str, ...], expected: list[tuple[int, str, str, int | None]]
) -> None:
    found = trace(*names)
    assert outline(found) == expected
    assert len(found.logins) == 1
    assert found.logins[0].items == list(range(len(expected)))
    assert len(found.seen[0].places) == len(names)
    assert found.logins[0].codes == {made.CODE}


def test_what_a_spring_log_lacks_the_capture_of_the_client_brings() -> None:
    found = trace("proxypin.har", "spring.log")
    assert [item.offset_from for item in found.inputs] == ["dates", "common-requests"]
    assert found.inputs[1].offset_s == -28800.0
    assert found.seen[0].marks.issued == made.TOKEN


def test_a_clock_that_is_wrong_is_found_by_common_requests() -> None:
    log = (CAPTURES / "backend.jsonl").read_text(encoding="utf-8").replace("T10:00:0", "T10:01:3")
    from wxauth_cli.trace.study import study

    found = study([read((CAPTURES / "charles.har").read_bytes(), "c", 0), read(log.encode(), "s", 1)])
    assert outline(found) == BOTH
    assert (found.inputs[1].offset_s, found.inputs[1].offset_pairs) == (-90.0, 3)
