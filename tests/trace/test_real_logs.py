"""The same requests in the logs of servers and frameworks that were really run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trace.support import outline, read
from tests.trace.test_real_captures import AGAIN, LOGIN, ME, PHONE
from wxauth_cli.trace.study import Trace, study

REAL = Path(__file__).parent / "real_logs"
# These write who asked: a request without a code is known as a mini program's.
WITH_CLIENT = (
    "aiohttp.log", "apache.log", "caddy.jsonl", "express-winston.jsonl", "gunicorn.log", "morgan-combined.log",
    "pino-http.jsonl",
)  # fmt: skip
BARE = (
    "django.log", "fastify.jsonl", "flask.log", "koa-logger.log", "morgan-dev.log", "morgan-tiny.log", "uvicorn.log",
)  # fmt: skip
WITHOUT_TIMES = ("koa-logger.log", "morgan-dev.log", "morgan-tiny.log", "uvicorn.log")


def seen(name: str) -> Trace:
    return study([read((REAL / name).read_bytes(), name)])


def test_every_log_is_judged_here() -> None:
    assert {path.name for path in REAL.iterdir()} == {"PROVENANCE.md", *WITH_CLIENT, *BARE}


@pytest.mark.parametrize("name", WITH_CLIENT)
def test_a_log_that_names_the_client_shows_every_request(name: str) -> None:
    found = seen(name)
    assert outline(found) == [LOGIN, ME, PHONE, AGAIN]
    assert all(item.environment == "devtools" for item in found.seen)


@pytest.mark.parametrize("name", BARE)
def test_a_log_without_clients_shows_what_must_belong_to_a_login(name: str) -> None:
    assert outline(seen(name)) == [LOGIN, PHONE, AGAIN]


@pytest.mark.parametrize("name", [*WITH_CLIENT, *BARE])
def test_nothing_is_skipped_and_times_are_where_they_are_written(name: str) -> None:
    found = seen(name)
    assert found.inputs[0].skipped_count == 0
    assert all(item.server_side for item in found.seen)
    assert found.inputs[0].timed is (name not in WITHOUT_TIMES)
    if found.inputs[0].timed:
        times = [item.exchange.timing.started_at for item in found.seen]
        assert times == sorted(times)
        assert 3 <= times[-1] - times[0] <= 5


def test_an_answer_told_in_a_line_of_its_own_is_put_to_its_request() -> None:
    """By the number that both lines bear, whatever stands between; a request without one is told too."""
    lines = (REAL / "fastify.jsonl").read_text(encoding="utf-8").splitlines()
    begun = [line for line in lines if '"incoming request"' in line]
    ended = [line for line in lines if '"request completed"' in line]
    mixed = "\n".join([*begun, *ended[:2], *ended[3:]])
    found = study([read(mixed.encode())])
    assert outline(found) == [LOGIN, (8, "client-backend", "POST /phone", None), AGAIN]
    assert [item.exchange.timing.total_ms > 0 for item in found.seen] == [True, False, True]


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in ("captures", "real_logs", "real_logins")
        for path in sorted((REAL.parent / folder).glob("*.[jl]*"))
    ],
    ids=lambda path: f"{path.parent.name}-{path.name}",
)
def test_what_is_passed_over_is_no_step_of_a_login(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of a page between the others, and what came of the whole with every record read to its end."""
    page = '{"time":"2026-11-21T10:00:00Z","method":"GET","url":"/news/7","status":200,"ua":"x","latency":"12ms"}\n'
    lines = path.read_bytes().splitlines(keepends=True)
    data = b"".join(line + page.encode() for line in lines) if path.suffix == ".jsonl" else b"".join(lines)
    quick = read(data)
    monkeypatch.setattr("wxauth_cli.trace.log_json._is_other", lambda found: False)
    assert read(data) == quick
    assert quick.kept
