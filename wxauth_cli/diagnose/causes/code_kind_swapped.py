"""code-kind-swapped: a phone code went to the login endpoint, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.codes import CodeShape, shape_of
from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.secret import HIDDEN
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.code_facts import (
    code_behind,
    settled,
    swapped,
)
from wxauth_cli.diagnose.endpoints import (
    LOGIN_ENDPOINTS,
    PHONE,
)

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

_PHONE = Text("64 位十六进制的手机号 code 送到了 {endpoint}", "a phone code (64 hex digits) was sent to {endpoint}")
_LOGIN = Text("登录 code（{length} 位）送到了 {endpoint}", "a login code ({length} characters) was sent to {endpoint}")
_PHONE_PATH = lazy_pattern(r"phone|mobile", re.I)


def rule(case: Case) -> Iterator[Match]:
    """Certain by shape and endpoint; one possibility behind a 40029 whose code or endpoint is not known."""
    for code in case.codes:
        if swapped(code) and (code.call is None or code.call.errcode != 0):
            text = _LOGIN if code.endpoint == PHONE else _PHONE
            seen = case.seen(code.where, text, endpoint=code.endpoint, length=len(code.value))
            yield Match(Confidence.CERTAIN, (seen,), step=9 if code.endpoint == PHONE else 3)
    if case.coded(40029) and not any(swapped(code) for code in case.codes):
        yield from _seen_by_the_client(case)
    for error in case.coded(40029, at={PHONE, *LOGIN_ENDPOINTS}):
        behind = code_behind(case, error)
        unknown = behind is None or (error.endpoint is None and behind.shape is CodeShape.PHONE)
        if unknown and not settled(case, error):
            yield Match(Confidence.POSSIBLE, (error.evidence(),))


def _seen_by_the_client(case: Case) -> Iterator[Match]:
    """Likely: the backend's own calls are not shown, but what was sent to which of its addresses is."""
    if not case.calls:
        return
    from wxauth_cli.diagnose.traffic import traffic  # `explain` has no use for it

    for visit in traffic(case).visits:
        if not visit.failed or visit.payload or not visit.code or HIDDEN in visit.code:
            continue
        shape, phone = shape_of(visit.code), _PHONE_PATH.search(visit.call.path) is not None
        if shape is CodeShape.PHONE and visit.is_login_path and not phone:
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _PHONE, endpoint=visit.call.path),), step=3)
        elif shape is CodeShape.LOGIN and phone and not visit.is_login_path:
            seen = case.seen(visit.where, _LOGIN, endpoint=visit.call.path, length=len(visit.code))
            yield Match(Confidence.LIKELY, (seen,), step=9)


CAUSE = Cause(
    slug="code-kind-swapped",
    refs=("B06",),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "登录 code 和手机号 code 弄混了",
        "Login code and phone code were exchanged for each other",
    ),
    detail=Text(
        "有两种东西都叫 code：wx.login 的登录 code（一般 32 位）送 code2Session，手机号按钮事件里的 "
        "e.detail.code（64 位十六进制）送 getuserphonenumber。送反了都是 40029。",
        "Two things are called code: the login code of wx.login (usually 32 characters) goes to "
        "code2Session, and e.detail.code of the phone button (64 hex digits) goes to getuserphonenumber. "
        "The wrong way round, both answer 40029.",
    ),
    fix=Text(
        "登录用 wx.login 的 res.code；取手机号用按钮事件的 e.detail.code。前端和后端的字段分别命名，例如 "
        "loginCode 和 phoneCode。",
        "Use res.code of wx.login for the login and e.detail.code of the button for the phone number. Give "
        "the two fields different names in client and backend, such as loginCode and phoneCode.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.hand_over({"code": world.login()})


def phone_code_twice(world: World) -> None:
    """Near miss: phone code twice."""
    log_in(world)
    code = world.tap()["code"]
    with world.unseen():
        world.hand_over({"code": code})
    world.hand_over({"code": code})


SCENARIO = Scenario(play, Confidence.CERTAIN, (phone_code_twice,))
