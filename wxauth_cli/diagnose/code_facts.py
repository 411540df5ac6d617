"""What the evidence says about the code behind an error: its shape, its age, whether it settles the matter."""

from __future__ import annotations

from wxauth_cli.core.codes import CodeShape
from wxauth_cli.diagnose.case import CODE_LIFETIME_S, Case, SeenCode, SeenError
from wxauth_cli.diagnose.endpoints import LOGIN_ENDPOINTS, PHONE

_NO_CODES = (CodeShape.MOCK, CodeShape.PLACEHOLDER, CodeShape.EMPTY)
_SANE_CLOCK_S = 60


def code_behind(case: Case, error: SeenError) -> SeenCode | None:
    """The code that the error is about: the one of its own request, else the only one of the whole case."""
    if error.call is not None:
        return next((code for code in case.codes if code.call is error.call), None)
    values = {code.value for code in case.codes}
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
    if issued is None:
        return None
    skews = [
        call.date - (call.started_at + call.total_s)
        for call in case.calls
        if call.date is not None and call.started_at is not None and call.leg is not None
    ]
    if not skews:
        return error.rid.time - issued, False
    skew = sorted(skews)[len(skews) // 2]
    return error.rid.time - issued - skew, abs(max(skews) - min(skews)) <= _SANE_CLOCK_S


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
    later = case.errors[case.errors.index(error) + 1 :]
    return any(other.errcode == 40163 and after_another(case, other, 40029) for other in later)


def same_code_before(case: Case, error: SeenError) -> tuple[SeenCode, ...]:
    """Earlier sendings to WeChat of the very code that the error is about, in order."""
    code = code_behind(case, error)
    if code is None or code.call is None:
        return ()
    position = case.calls.index(code.call)
    return tuple(
        other
        for other in case.codes
        if other.call is not None
        and other.value == code.value
        and other.endpoint == code.endpoint
        and case.calls.index(other.call) < position
    )


def after_another(case: Case, error: SeenError, errcode: int) -> bool:
    """Whether the same input shows `errcode` before this error, and nothing says that the codes differ."""
    earlier = same_code_before(case, error)
    if earlier:
        return any(code.call is not None and code.call.errcode == errcode for code in earlier)
    if error.call is not None:
        return False
    position = case.errors.index(error)
    return any(
        other.errcode == errcode and other.source == error.source and other.call is None
        for other in case.errors[:position]
    )
