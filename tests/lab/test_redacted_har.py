"""What happened, recorded in clear, redacted and read again: the same causes, just as sure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli, FakeClock
from wxauth_cli.core.model import Flow
from wxauth_cli.core.scenario import Play, healthy_login
from wxauth_cli.core.secret import LIVE
from wxauth_cli.diagnose.causes import slugs
from wxauth_cli.lab.scenarios import play, scenario
from wxauth_cli.render import har
from wxauth_cli.render.json_document import dump, plain

ANYBODY_CAN_MAKE = frozenset({"alg-none", "weak-or-default-secret", "hmac-blank"})
"""A token without a signature, or signed with what everybody knows, stays as it is: there is nothing in it to hide."""
PLAYED = [slug for slug in slugs() if scenario(slug) is not None]


class RunningClock(FakeClock):
    """Every look at it is a little later, so that what happened has an order."""

    def now(self) -> float:
        self.time += 0.002
        return self.time


@pytest.fixture
def clear_har(monkeypatch: pytest.MonkeyPatch) -> Callable[[Flow], str]:
    """Writes a flow as another tool would have recorded it: with everything in clear."""

    def same(value: Any, **kwargs: Any) -> Any:
        return value

    for name in ("redact_text", "redact_url", "redact_headers", "redact_json"):
        monkeypatch.setattr(har, name, same)
    monkeypatch.setattr(har, "redact_bytes", lambda body, **kwargs: body.decode("utf-8", "backslashreplace"))
    monkeypatch.setattr(har, "plain", lambda value, **kwargs: plain(value, reveal=True))
    return lambda flow: dump(har.har(flow))


@pytest.fixture
def before_and_after(cli: Cli, tmp_path: Path, clear_har: Callable[[Flow], str]) -> Callable[[Play, bool], list[Any]]:
    """Plays; what the record is diagnosed as before redaction, and after: causes, and how sure they are."""
    names = [str(tmp_path / "clear.har"), str(tmp_path / "redacted.har")]

    def run(act: Play, forged: bool) -> list[Any]:
        record = play(act, RunningClock(), seed=1)
        text = clear_har(record.flow)
        (tmp_path / "clear.har").write_text(text, encoding="utf-8")
        secrets = {value for value in LIVE.values() if len(value) > 12}
        LIVE.clear()
        cli("trace", "redact", *names[:1], "-o", names[1], exit_code=0)
        redacted = (tmp_path / "redacted.har").read_text(encoding="utf-8")
        assert [value for value in secrets if value in redacted and not (forged and value.startswith("eyJ"))] == []
        cli.clock.time = record.ended_at
        found = []
        for name in names:
            LIVE.clear()
            document = cli("diagnose", name, "--json", "--fail-on", "never", exit_code=0).json
            found.append([(item["id"], item["confidence"]) for item in document["findings"]])
        return found

    return run


@pytest.mark.parametrize("slug", PLAYED)
def test_it_is_diagnosed_as_before(before_and_after: Callable[[Play, bool], list[Any]], slug: str) -> None:
    wanted = scenario(slug)
    assert wanted is not None
    before, after = before_and_after(wanted.play, slug in ANYBODY_CAN_MAKE)
    assert before[0] == (slug, wanted.confidence.value)
    assert after == before


def test_a_healthy_one_stays_healthy(before_and_after: Callable[[Play, bool], list[Any]]) -> None:
    assert before_and_after(healthy_login, False) == [[], []]
