"""The report of a call that WeChat refused, or that got no answer: steps, causes, and what the errcode means here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.steps import ONE_TIME, elapsed_ms, steps_of
from wxauth_cli.core.errors import NetworkError, WechatRefused
from wxauth_cli.core.model import Exchange, Flow, Sent
from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.error_words import error_view
from wxauth_cli.wechat.client import require

LOST = (NetworkError, WechatRefused)
"""What `wechat.client.require` raises."""


def settle(exchange: Exchange, flow: Flow) -> NetworkError | WechatRefused | None:
    """The error that an exchange came to, None if WeChat granted it."""
    try:
        require(exchange, flow)
    except LOST as exc:
        return exc
    return None


def refusal(
    run: Context, error: NetworkError | WechatRefused, *, appid: str | None, notices: tuple[str, ...] = ()
) -> Report:
    """Exit 4 or 5 with `data` = `{steps, elapsed_ms}`, and the causes that the recorded flow shows."""
    from wxauth_cli.diagnose.engine import findings_for_flow

    flow = error.flow or Flow()
    now = run.clock.now()
    findings = findings_for_flow(flow, lang=run.lang, now=now, appid=appid)
    return Report(
        command=run.command,
        data={"steps": steps_of(flow), "elapsed_ms": elapsed_ms(flow)},
        findings=findings,
        flow=flow,
        ok=False,
        exit_code=error.exit_code,
        error=error_view(error, run.t),
        notices=(*notices, *code_notices(run, flow)),
        extra={"refusal": meaning(run, error, now)} if isinstance(error, WechatRefused) else {},
    )


def meaning(run: Context, error: WechatRefused, now: float) -> Mapping[str, object]:
    """What the errcode means at this endpoint, and when WeChat saw the request."""
    from wxauth_cli.core.errmsg import parse_errmsg
    from wxauth_cli.knowledge import errcodes

    parsed = parse_errmsg(error.errmsg, error.errcode)
    found: dict[str, object] = {
        "endpoint": error.endpoint,
        "errcode": error.errcode,
        "message": parsed.message,
        "ip": parsed.ip,
    }
    # The same numbers have other meanings on WeCom's host.
    scope = "wecom" if error.endpoint.startswith("WeCom") else "weixin"
    entries = errcodes.lookup(error.errcode, api=error.endpoint, scope=scope)
    if entries:
        here = errcodes.meaning(entries[0], error.endpoint)
        found["cause"], found["fix"] = run.t.pick(here.cause), run.t.pick(here.fix)
    if parsed.rid is not None:
        found["rid"], found["rid_time"], found["rid_age_s"] = parsed.rid.text, parsed.rid.time, now - parsed.rid.time
    return found


def code_notices(run: Context, flow: Flow) -> tuple[str, ...]:
    """What became of a one-time code in a request that got no answer of WeChat's."""
    last = next((item for item in reversed(flow.exchanges) if item.endpoint in ONE_TIME), None)
    if last is None or (last.outcome.error_code is None and last.outcome.errcode != -1):
        return ()
    return (run.t(f"steps.code.{'unused' if last.outcome.sent is Sent.NOTHING else 'maybe'}"),)


def with_notices(report: Report, notices: tuple[str, ...]) -> Report:
    """The same report with more to say on stderr."""
    return replace(report, notices=(*report.notices, *notices))
