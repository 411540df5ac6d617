"""Logins that really took place, in the logs that frameworks and their users' own lines made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trace.support import read
from wxauth_cli.core.model import Leg
from wxauth_cli.trace.study import Trace, study

REAL = Path(__file__).parent / "real_logins"
LOGIN = (2, "POST /api/login", 200, None)
ME, REFUSED = (6, "GET /api/me", 200, None), (6, "GET /api/me", 401, None)
PHONE = (8, "POST /api/phone", 200, None)
EXCHANGED = (3, "code2Session", 200, None)
USED = (3, "code2Session", 200, 40163)


def failed(status: int | None) -> tuple[int, str, int | None, None]:
    return 2, "POST /api/login", status, None


def refused(errcode: int) -> tuple[int, str, int, int]:
    return 3, "code2Session", 200, errcode


# Calls in order, logins, and the minute of the first (UTC), which some wrote without a zone.
EXPECTED = {
    "bunyan.jsonl": ([failed(500), refused(40029)], 1, "16:51"),
    "caddy-console.log": ([LOGIN, ME, PHONE], 1, "16:49"),
    "django-json.jsonl": ([failed(401), refused(40125)], 1, "16:48"),
    "fastapi-httpx.log": ([EXCHANGED, LOGIN, USED, failed(401)], 1, "16:48"),
    "flask-own-lines.log": ([failed(401), refused(40029)], 1, "16:48"),
    "gunicorn-json.jsonl": ([LOGIN, ME, PHONE], 1, "17:38"),
    "haproxy.log": ([LOGIN, REFUSED] * 4, 4, "16:49"),
    "java-util-logging.log": ([EXCHANGED, LOGIN, USED, failed(500)], 1, "17:37"),
    "koa-own-lines.log": ([LOGIN, REFUSED] * 4, 4, "16:51"),
    "lighttpd.log": ([LOGIN, ME, PHONE, *[LOGIN, REFUSED] * 4], 5, "17:37"),
    "log4js.log": ([EXCHANGED, LOGIN, ME, USED, failed(500)], 1, "16:51"),
    "loguru.log": ([refused(40029), failed(401)], 1, "16:48"),
    "monolog.log": ([failed(None), refused(40029)], 1, "16:49"),
    "nest.log": ([EXCHANGED, LOGIN, USED, failed(500)], 1, "16:51"),
    "nginx-own-format.log": ([LOGIN, ME, failed(401)], 1, "16:49"),
    "sanic.log": ([LOGIN, PHONE], 1, "16:49"),
    "tornado.log": ([LOGIN, PHONE], 1, "16:49"),
    "urllib3-debug.log": ([EXCHANGED, USED], 1, "17:37"),
    "winston.jsonl": ([LOGIN, EXCHANGED, REFUSED] * 4, 4, "16:51"),
}
USERS = 5


def seen(name: str) -> Trace:
    return study([read((REAL / name).read_bytes(), name)])


def calls(found: Trace) -> list[tuple[int, str, int | None, int | None]]:
    return [
        (
            item.exchange.step,
            item.exchange.endpoint,
            item.exchange.response.status if item.exchange.response is not None else None,
            item.exchange.outcome.errcode,
        )
        for item in found.seen
    ]


def minute(found: Trace) -> str:
    at = int(found.seen[0].exchange.timing.started_at)
    return f"{at // 3600 % 24:02}:{at // 60 % 60:02}"


def test_every_log_is_judged_here() -> None:
    assert {path.name for path in REAL.iterdir()} == {"PROVENANCE.md", "structlog-five-users.jsonl", *EXPECTED}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_log_shows_the_login_that_took_place(name: str) -> None:
    found = seen(name)
    assert (calls(found), len(found.logins), minute(found)) == EXPECTED[name]
    assert found.inputs[0].skipped_count == 0


def test_five_users_at_once_are_five_logins() -> None:
    found = seen("structlog-five-users.jsonl")
    assert len(found.logins) == len({login.user for login in found.logins}) == USERS
    assert [len(login.items) for login in found.logins] == [2] * USERS
    assert not [fact for fact in found.facts if fact.kind == "overlap"]


def test_a_call_to_wechat_lies_inside_the_login_that_caused_it() -> None:
    """Winston stamps lines when requests are over; the flow shows when they began."""
    found = seen("winston.jsonl")
    spans = [(item.exchange.leg, item.exchange.timing.started_at, item.exchange.timing.total_ms) for item in found.seen]
    for (leg, begin, took), (inner, start, inner_took) in zip(spans[::3], spans[1::3], strict=True):
        assert (leg, inner) == (Leg.CLIENT_BACKEND, Leg.BACKEND_WECHAT)
        assert begin <= start + 0.002
        assert start + inner_took / 1000 <= begin + took / 1000 + 0.002
    assert all(login.items == [3 * number, 3 * number + 1, 3 * number + 2] for number, login in enumerate(found.logins))
