"""`wxauth rid --lookup`: WeChat's own record of the request."""

from __future__ import annotations

from dataclasses import replace

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import api_base_of, client_for
from wxauth_cli.actions.phone import dead_token_notices, token_for
from wxauth_cli.actions.refused import LOST, refusal, settle, with_notices
from wxauth_cli.actions.steps import elapsed_ms, steps_of
from wxauth_cli.core.report import Report
from wxauth_cli.core.rid import Rid


def look_up(run: Context, found: Rid, offline: Report, access_token_file: str | None) -> Report:
    """`offline` with `request` as getRidInfo tells it; a refusal if WeChat does not."""
    try:
        token, creds = token_for(run, access_token_file)
    except LOST as exc:
        if exc.flow is None:
            raise
        return with_offline(offline, refusal(run, exc, appid=None))
    client = client_for(run, creds.api_base if creds else api_base_of(run))
    answer = client.rid_info(token.token, found.text)
    flow = token.flow + client.flow
    error = settle(answer, flow)
    if error is not None:
        report = refusal(run, error, appid=creds.appid if creds else None)
        return with_notices(with_offline(offline, report), dead_token_notices(run, error, token, creds))
    # Its texts hold the caller's token and what it got: plain text here, hidden by the redactor where it is drawn.
    request = dict(answer.learnt)
    return replace(
        offline,
        data={**(offline.data or {}), "request": request, "elapsed_ms": elapsed_ms(flow), "steps": steps_of(flow)},
        flow=flow,
    )


def with_offline(offline: Report, refused: Report) -> Report:
    """The refusal, with what the rid itself tells."""
    return replace(refused, data={**(offline.data or {}), **(refused.data or {})})
