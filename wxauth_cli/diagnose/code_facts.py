"""What the evidence says about the code behind an error: its shape, its age, whether it settles the matter."""

from __future__ import annotations

from wxauth_cli.core.codes import CodeShape
from wxauth_cli.core.secret import HIDDEN
from wxauth_cli.diagnose.case import CODE_LIFETIME_S, Case, SeenCode, SeenError
from wxauth_cli.diagnose.endpoints import LOGIN_ENDPOINTS, PHONE

_NO_CODES = (CodeShape.MOCK, CodeShape.PLACEHOLDER, CodeShape.EMPTY)
_SANE_CLOCK_S = 60
_ZONE_STEP_S = 1800.0
FIRST_RID = 1_500_000_000
"""2017, in Unix seconds: a time before that is one of a log that names no day."""


def code_behind(case: Case, error: SeenError) -> SeenCode | None:
    """The code that the error is about: the one of its own request, else the only one of the whole case."""
    if error.call is not None:
        return case.code_of_call(error.call)
    values = case.once("codes", lambda: {code.value for code in case.codes})
    return case.codes[0] if len(values) == 1 else None


def age_s(case: Case, error: SeenError) -> tuple[float, bool] | None:
    """How old the code was when WeChat answered, in seconds, and whether the clocks are known to agree.

    The rid gives WeChat's time. The time of issue comes from the client's side; its clock is trusted where its own
    answers carried a `Date` close to it.
    """
    code = code_behind(case, error)
    if code is None or error.rid is None:
        return None
    issued = case.issued_at(code.value)
    if issued is None or issued < FIRST_RID:
        return None  # a log without a day
    skews = case.once("skews", lambda: _skews(case))
    if not skews:
        gap = error.rid.time - issued
        # A log that does not say its zone (or its day) is off by half hours: that is no age.
        in_zone = abs(gap) < _ZONE_STEP_S - _SANE_CLOCK_S
        near = abs(gap - round(gap / _ZONE_STEP_S) * _ZONE_STEP_S) <= 2 * _SANE_CLOCK_S
        return None if near and not in_zone else (gap, False)
    skew = skews[len(skews) // 2]
    if HIDDEN in code.value:
        return error.rid.time - issued - skew, False
    return error.rid.time - issued - skew, abs(skews[-1] - skews[0]) <= _SANE_CLOCK_S


def _skews(case: Case) -> list[float]:
    """How far answers' `Date` headers are ahead of the recorder's clock, in seconds, sorted."""
    return sorted(
        call.date - (call.started_at + call.total_s)
        for call in case.calls
        if call.date is not None and call.started_at is not None and call.leg is not None
    )


def too_old(case: Case, error: SeenError) -> bool:
    """Whether the times prove that the code was past its five minutes."""
    age = age_s(case, error)
    return age is not None and age[0] > CODE_LIFETIME_S


def swapped(code: SeenCode) -> bool:
    """Whether its shape is that of the other kind of code than its endpoint takes."""
    if code.endpoint == PHONE:
        return code.shape is CodeShape.LOGIN
    return code.endpoint in LOGIN_ENDPOINTS and code.shape is CodeShape.PHONE


def settled(case: Case, error: SeenError) -> bool:
    """Whether the code itself explains a 40029, so that nothing else needs to be guessed."""
    code = code_behind(case, error)
    if known_later(case, error):
        return True
    if code is None:
        return too_old(case, error)
    sent_badly = bool(code.stripped) and code.call is not None
    return sent_badly or code.shape in _NO_CODES or swapped(code) or too_old(case, error)


def known_later(case: Case, error: SeenError) -> bool:
    """Whether WeChat afterwards called the same code used (40163): then it was whole, its own and in time."""
    last = case.once("known-later", lambda: _last_used(case))
    code = code_behind(case, error)
    places = [last.get(code.value, -1), last.get(None, -1)] if code is not None else list(last.values())
    return max(places, default=-1) > _place(case, error)


def _place(case: Case, error: SeenError) -> int:
    places = case.once("error-places", lambda: {id(other): number for number, other in enumerate(case.errors)})
    return places.get(id(error), -1)


def _last_used(case: Case) -> dict[str | None, int]:
    """Code (None: not known) -> place of its last 40163 that followed a 40029."""
    found: dict[str | None, int] = {}
    for place, error in enumerate(case.errors):
        if error.errcode == 40163 and after_another(case, error, 40029):
            code = code_behind(case, error)
            found[code.value if code is not None else None] = place
    return found


MAX_REPEATS = 20
"""Earlier sendings of one code that are looked at."""


def same_code_before(case: Case, error: SeenError) -> tuple[SeenCode, ...]:
    """Earlier sendings to WeChat of the very code that the error is about, in order, the first of them."""
    code = code_behind(case, error)
    if code is None or code.call is None or HIDDEN in code.value:
        # Of a masked code only the beginning is left: two that look alike may be two.
        return ()
    position = case.place(code.call)
    sent = case.once("sendings", lambda: _sendings(case)).get((code.value, code.endpoint), [])
    return tuple(other for place, other in sent[:MAX_REPEATS] if place < position)


def _sendings(case: Case) -> dict[tuple[str, str | None], list[tuple[int, SeenCode]]]:
    found: dict[tuple[str, str | None], list[tuple[int, SeenCode]]] = {}
    for code in case.codes:
        if code.call is not None:
            found.setdefault((code.value, code.endpoint), []).append((case.place(code.call), code))
    return found


def after_another(case: Case, error: SeenError, errcode: int) -> bool:
    """Whether the same input shows `errcode` before this error, and nothing says that the codes differ."""
    earlier = same_code_before(case, error)
    if earlier:
        return any(code.call is not None and code.call.errcode == errcode for code in earlier)
    if error.call is not None:
        return False
    return any(
        other.errcode == errcode and other.source == error.source and other.call is None
        for other in case.errors[: _place(case, error)]
    )
