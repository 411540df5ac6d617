"""What other people's programs print and other people write, one per line of `wordings.jsonl`, through `diagnose`.

The wordings are those of libraries, frameworks, consoles and customers, as public issue trackers and the libraries'
sources show them (WxJava, hutool, BouncyCastle, EasyWeChat, ThinkPHP, Laravel, egg, koa, express, nest, gin,
silenceper/wechat, PowerWeChat, Senparc, wechatpy, Django, Ruby's OpenSSL, DevTools, uni-app, Taro, nginx), of other
platforms with like numbers, and of healthy flows. Every code, id, secret, token, address and time in them is made up.

`causes`: what may come first; `none` among them: nothing may be said as well. `at_most`: no surer than this. `also`:
named as well.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli, Result
from wxauth_cli.core.findings import Confidence
from wxauth_cli.diagnose.causes import slugs

LINES = (Path(__file__).with_name("wordings.jsonl")).read_text(encoding="utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]
WRITTEN = 1_795_268_400.0
"""2026-11-21: when they were written; their captures and tokens are of the days before."""


def diagnosed(cli: Cli, text: str) -> Result:
    cli.clock.time = WRITTEN
    codes = (10, 0, 3)
    for code in codes:
        try:
            return cli("diagnose", "--json", stdin=text, exit_code=code)
        except AssertionError:
            if code == codes[-1]:
                raise
    raise AssertionError


def found(result: Result, *, grave: bool = False) -> list[tuple[str, Confidence]]:
    return [
        (item["id"], Confidence(item["confidence"]))
        for item in result.json["findings"]
        if not grave or item["severity"] != "info"
    ]


def of(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in CASES if case["kind"] == kind]


def test_there_are_many_and_each_is_well_formed() -> None:
    count = Counter(case["kind"] for case in CASES)
    assert count["fault"] >= 200
    assert count["irrelevant"] >= 60
    assert count["healthy"] >= 30
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert {slug for case in CASES for slug in case["causes"]} - set(slugs()) <= {"none"}


@pytest.mark.parametrize("case", of("fault"))
def test_a_fault_is_named_and_no_surer_than_it_is(cli: Cli, case: dict[str, Any]) -> None:
    named = found(diagnosed(cli, case["text"]))
    if not named:
        assert not case["causes"] or "none" in case["causes"]
        return
    first, confidence = named[0]
    if set(case["causes"]) - {"none"}:
        assert first in case["causes"]
        assert confidence.rank >= Confidence(case["at_most"]).rank
    else:
        assert confidence is Confidence.POSSIBLE
    assert set(case["also"]) <= {slug for slug, _ in named}


@pytest.mark.parametrize("case", of("irrelevant"))
def test_what_has_nothing_to_do_with_it_is_never_claimed(cli: Cli, case: dict[str, Any]) -> None:
    named = found(diagnosed(cli, case["text"]), grave=True)
    assert [slug for slug, confidence in named if confidence is not Confidence.POSSIBLE] == []


@pytest.mark.parametrize("case", of("healthy"))
def test_what_is_in_order_gives_no_finding(cli: Cli, case: dict[str, Any]) -> None:
    result = diagnosed(cli, case["text"])
    assert found(result, grave=True) == []
    assert result.exit_code in (0, 3)
