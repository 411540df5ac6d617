"""A recorded flow as a case."""

from __future__ import annotations

from collections.abc import Iterable

from wxauth_cli.core.model import Flow, Leg
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.calls import call_of, is_wechats
from wxauth_cli.diagnose.case import Call, Case, SeenError, codes_in, error_of
from wxauth_cli.diagnose.endpoints import CODE2SESSION
from wxauth_cli.diagnose.traffic import answer_of


def case_of_flow(flow: Flow, *, lang: Lang, now: float, appid: str | None = None, notes: Iterable[str] = ()) -> Case:
    """The case that recorded exchanges and events make."""
    calls: list[Call] = []
    errors: list[SeenError] = []
    for index, exchange in enumerate(flow.exchanges, 1):
        call = call_of(exchange, where=f"#{index} {exchange.endpoint}")
        calls.append(call)
        if exchange.outcome.errcode:
            # What a backend passes on tells neither WeChat's endpoint nor the request that WeChat got.
            passed_on = call.leg is Leg.CLIENT_BACKEND and call.endpoint is None
            error = error_of(
                exchange.outcome.errcode,
                exchange.outcome.errmsg or "",
                where=f"#{index}",
                endpoint=None if passed_on else call.endpoint or exchange.endpoint,
                call=None if passed_on else call,
            )
            if not passed_on or is_wechats(error):
                errors.append(error)
    return Case(
        lang,
        now,
        tuple(errors),
        tuple(codes_in(calls)),
        tuple(error.rid for error in errors if error.rid is not None),
        tuple(calls),
        notes=tuple(notes),
        appid=appid,
        flow=flow,
        answers=tuple(_answers(calls)),
    )


def _answers(calls: Iterable[Call]) -> Iterable[frozenset[str]]:
    """The names of the fields of WeChat's answers to logins."""
    for call in calls:
        if call.endpoint == CODE2SESSION and call.errcode == 0:
            fields = answer_of(call)
            if "openid" in fields:
                yield frozenset(fields)
