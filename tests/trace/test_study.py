"""Logins, clocks and facts, on flows made for one question each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.trace import make_captures as made
from tests.trace.support import outline, trace_of
from wxauth_cli.trace.study import Trace

CODES = [f"0a1XYZ{n}abcdefghijklmnopqrstXYZ{n}w" for n in range(10)]


def token(number: int, *, iat: float = made.BEGIN, life: float = 7200) -> str:
    return f"eyJhbGciOiJIUzI1NiJ9.{made._part({'sub': f'u{number}', 'iat': iat, 'exp': iat + life})}.c2ln"


def login(at: float, number: int, ms: float = 100, issued: int | None = None) -> dict[str, Any]:
    answer = {"data": {"token": token(number if issued is None else issued)}}
    return made.call(at, ms, "POST", f"{made.HOST}/api/login", {"code": CODES[number]}, 200, answer)


def exchange(
    at: float, number: int, user: int = 1, key: str = made.SESSION_KEY, code: int | None = None
) -> dict[str, Any]:
    url = made.CODE2SESSION["url"].replace(made.CODE, CODES[number if code is None else code])
    return made.call(
        at, 50, "GET", url, None, 200, {"openid": f"oTESTsyntheticOpenid0000000{user}", "session_key": key}
    )


def api(at: float, number: int, status: int = 200, path: str = "me", ms: float = 20) -> dict[str, Any]:
    return made.call(
        at,
        ms,
        "GET",
        f"{made.HOST}/api/{path}",
        None,
        status,
        {"code": status},
        Authorization=f"Bearer {token(number)}",
    )


def har(*calls: dict[str, Any]) -> str:
    return json.dumps(made.document("t", "1", [made.entry(item) for item in calls]))


def facts(found: Trace, kind: str) -> list[tuple[tuple[int, ...], dict[str, object]]]:
    return [(fact.items, dict(fact.values)) for fact in found.facts if fact.kind == kind]


def server(*calls: dict[str, Any]) -> str:
    """As a backend's log: the calls to WeChat carry no mark of a client."""
    lines = []
    for item in calls:
        lines.append(
            json.dumps(
                {
                    "time": item["at"],
                    "method": item["method"],
                    "url": item["url"].removeprefix(made.HOST),
                    "status": item["status"],
                    "duration_ms": item["ms"],
                    "headers": item["headers"],
                    "request_body": item["body"],
                    "response_body": item["answer"],
                }
            )
        )
    return "\n".join(lines)


def test_two_users_at_once_are_two_logins() -> None:
    found = trace_of(
        server(
            login(0, 1), login(0.01, 2), exchange(0.02, 2, user=2), exchange(0.03, 1, user=1), api(1, 2), api(1.1, 1)
        )
    )
    assert [login.items for login in found.logins] == [[0, 3, 5], [1, 2, 4]]
    assert [login.user for login in found.logins] == [1, 2]


def test_a_second_login_of_the_same_openid_is_the_same_user() -> None:
    found = trace_of(
        server(login(0, 1), exchange(0.02, 1), login(60, 2), exchange(60.02, 2, key="ZZECAwQFBgcICQoLDA0ODw=="))
    )
    assert [login.items for login in found.logins] == [[0, 1], [2, 3]]
    assert [login.user for login in found.logins] == [1, 1]
    assert facts(found, "key-rotation") == [((1, 3), {"seconds": 60.0})]


def test_the_same_key_is_no_rotation() -> None:
    assert not facts(trace_of(server(exchange(0, 1), exchange(60, 2))), "key-rotation")


def test_an_exchange_belongs_to_the_login_around_it_where_no_code_is_shown() -> None:
    line = '1.1.1.1 - - [21/Nov/2026:10:00:00 +0800] "POST /api/login HTTP/1.1" 200 5 "-" "-" 0.400'
    call = exchange(0.1, 1)
    found = trace_of(line, server(call))
    assert outline(found)[1][0] == 3
    assert [login.items for login in found.logins] == [[0, 1]]


def test_a_code_sent_twice() -> None:
    found = trace_of(server(login(0, 1), exchange(0.02, 1), exchange(0.5, 1)))
    assert facts(found, "same-code") == [
        ((1, 2), {"times": 2, "leg": "backend-wechat", "seconds": 0.48}),
    ]
    assert facts(found, "retry") == [((1, 2), {"seconds": 0.48, "after": "answered"})]


def test_twice_in_one_capture_is_twice_and_the_capture_given_twice_is_once() -> None:
    text = har(login(0, 1), login(0.4, 1))
    assert len(trace_of(text).seen) == 2
    assert len(trace_of(text, text).seen) == 2


def test_an_entry_listed_twice_in_one_capture_is_one_request() -> None:
    call = login(0.123, 1)
    found = trace_of(har(call, login(3.5, 2), call))
    assert [[place.index for place in item.places] for item in found.seen] == [[0, 2], [1]]
    assert {fact.kind for fact in found.facts} == {"token-lifetime"}


@pytest.mark.parametrize(
    "changed",
    [
        {"startedDateTime": "2027-01-15T08:00:00.124Z"},
        {"time": 91},
        {"response": {"status": 500}},
        {"response": {"status": 0, "_error": "net::ERR_CONNECTION_RESET"}},
    ],
)
def test_a_request_that_was_sent_again_is_another_one(changed: dict[str, object]) -> None:
    call = {**made.entry(login(0.123, 1)), "startedDateTime": "2027-01-15T08:00:00.123Z"}
    found = trace_of(json.dumps(made.document("t", "1", [call, {**call, **changed}])))
    assert [len(item.places) for item in found.seen] == [1, 1]
    assert [fact.kind for fact in found.facts if fact.kind == "same-code"] == ["same-code"]


def test_times_in_whole_seconds_without_a_duration_prove_no_copy() -> None:
    call = {**made.entry(login(0, 1)), "startedDateTime": "2027-01-15T08:00:00Z", "time": 0, "timings": {}}
    assert len(trace_of(json.dumps(made.document("t", "1", [call, call]))).seen) == 2


def test_lines_of_a_log_are_requests_of_their_own() -> None:
    assert len(trace_of(server(exchange(0.123, 1), exchange(0.123, 1))).seen) == 2


def test_a_retry_after_no_answer() -> None:
    first = made.entry(login(0, 1))
    first["response"] = {"status": 0, "_error": "net::ERR_CONNECTION_RESET"}
    text = json.dumps(made.document("t", "1", [first, made.entry(login(3, 1))]))
    found = trace_of(text)
    assert found.seen[0].exchange.outcome.error_code == "network-reset"
    assert facts(found, "retry") == [((0, 1), {"seconds": 3.0, "after": "no-answer"})]


def test_overlapping_logins_of_one_client() -> None:
    assert facts(trace_of(har(login(0, 1, ms=500), login(0.2, 2))), "overlap") == [((0, 1), {"seconds": 0.3})]
    assert not facts(trace_of(har(login(0, 1, ms=100), login(0.2, 2))), "overlap")


def test_overlapping_logins_of_two_users_are_none() -> None:
    found = trace_of(server(login(0, 1, ms=500), exchange(0.01, 1, user=1), login(0.1, 2), exchange(0.11, 2, user=2)))
    assert not facts(found, "overlap")


def test_a_loop_of_refusals_and_logins() -> None:
    calls = [call for n in range(1, 5) for call in (api(n * 2, n, 401), login(n * 2 + 1, n + 1, issued=n + 1))]
    assert facts(trace_of(har(*calls)), "loop-401") == [(tuple(range(8)), {"rounds": 4})]
    healthy = [api(2, 1, 401), login(3, 2), api(4, 2), api(200, 2, 401), login(201, 3), api(202, 3)]
    assert not facts(trace_of(har(*healthy)), "loop-401")


def test_refusals_at_once_and_the_refreshes_after_them() -> None:
    refreshes = [
        made.call(at, 50, "POST", f"{made.HOST}/api/refresh", {"refreshToken": "r" * 20}, status, {})
        for at, status in ((0.2, 200), (0.21, 401))
    ]
    found = trace_of(har(api(0, 1, 401, "a", 100), api(0.01, 1, 401, "b", 100), *refreshes))
    assert facts(found, "parallel-401") == [((0, 1, 2, 3), {"times": 2, "refreshes": 2})]


def test_how_old_a_refused_token_was() -> None:
    found = trace_of(har(login(0, 1), api(8000, 1, 401)))
    (fact,) = facts(found, "token-refused")
    assert fact[0] == (1,)
    # By the Date header, whole seconds.
    assert abs(fact[1]["age_s"] - 8000) <= 1  # type: ignore[operator]
    assert abs(fact[1]["left_s"] + 800) <= 1  # type: ignore[operator]
    assert facts(found, "token-lifetime") == [((0,), {"of": "jwt", "seconds": 7200.0})]
    assert facts(found, "gap")[0][0] == (0, 1)


def test_a_client_that_calls_wechat_itself_is_the_client() -> None:
    found = trace_of(har(exchange(0, 1)))
    assert found.seen[0].exchange.leg.value == "client-backend"
    assert found.seen[0].exchange.endpoint == "code2Session"


def test_an_error_of_wechat_that_a_backend_hands_through_is_known_and_a_backends_own_is_not() -> None:
    passed = {"errcode": 40029, "errmsg": "invalid code, rid: 6720f5a0-1d0af18b-5b069232"}
    found = trace_of(
        har({**login(0, 1), "answer": passed}, {**login(1, 2), "answer": {"errcode": 501, "errmsg": "请登录"}})
    )
    assert [item.exchange.outcome.errcode for item in found.seen] == [40029, None]


def test_what_a_client_capture_cannot_show() -> None:
    assert trace_of(har(login(0, 1), api(1, 1))).not_seen == ("wechat-leg", "inside")
    assert trace_of(har(api(1, 1))).not_seen == ("wechat-leg", "login-call", "inside")
    assert trace_of(server(exchange(0, 1))).not_seen == ("client-leg", "inside")
    assert trace_of(har()).not_seen == ("client-leg", "wechat-leg")


def test_clocks_that_nothing_connects_are_said_to_be_so() -> None:
    plain = '2026-11-21 10:00:00 POST /api/login {"code": "%s"} 200\n'
    found = trace_of(har(login(0, 1)), plain % CODES[5])
    assert found.inputs[1].offset_from == "none"
    assert {"clocks", "zone"} <= set(found.not_seen)


def test_masked_values_connect_nothing() -> None:
    masked = [{**login(n, n), "body": {"code": "0a1X****"}, "answer": {}} for n in range(2)]
    found = trace_of(har(*masked))
    assert len(found.logins) == 2
    assert not facts(found, "same-code")
