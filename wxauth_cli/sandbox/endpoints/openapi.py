"""The interfaces for finding faults: a rid looked up, quotas, addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wxauth_cli.sandbox.endpoints.call import Call, text_of
from wxauth_cli.sandbox.errors import Refusal

if TYPE_CHECKING:
    from wxauth_cli.sandbox.endpoints import Endpoint

_RID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}")
_PATH = re.compile(r"/[A-Za-z0-9_./-]+")
RID_KEPT_S = 7 * 86400


def rid(call: Call) -> dict[str, object]:
    """The call behind a rid, from the sandbox's own journal."""
    app = call.token_owner()
    wanted = text_of(call.body().get("rid"))
    if not _RID.fullmatch(wanted):
        raise Refusal(76002)
    if call.state.shown_now() - int(wanted[:8], 16) > RID_KEPT_S:
        raise Refusal(call.state.switches.old_rid_errcode)
    entry = call.state.journal.by_rid(wanted)
    if entry is None:
        raise Refusal(76001)
    if entry.path.startswith("/sns/"):
        raise Refusal(call.state.switches.sns_rid_errcode)
    if entry.appid != app.appid:
        raise Refusal(76003)
    request = {
        "invoke_time": int(entry.time),
        "cost_in_ms": 1,
        "request_url": entry.query_string,
        "request_body": entry.request_body.decode("utf-8", "replace"),
        "response_body": entry.response_body.decode("utf-8", "replace"),
        "client_ip": entry.client_ip,
    }
    return {"errcode": 0, "errmsg": "ok", "request": request}


def quota(call: Call) -> dict[str, object]:
    """The daily limit of an interface and what is left of it."""
    app = call.token_owner()
    path, endpoint = asked_path(call)
    limit = endpoint.daily_limit or 0
    used = call.state.quotas.used(app.appid, path, call.now)
    answer: dict[str, object] = {
        "errcode": 0,
        "errmsg": "ok",
        "quota": {"daily_limit": limit, "used": used, "remain": limit - used},
    }
    if endpoint.per_minute is not None:
        answer["rate_limit"] = {"call_count": endpoint.per_minute, "refresh_second": 60}
    return answer


def asked_path(call: Call) -> tuple[str, Endpoint]:
    """The interface that `cgi_path` names, if its quota can be asked for."""
    from wxauth_cli.sandbox.endpoints import table

    path = text_of(call.body().get("cgi_path"))
    if not _PATH.fullmatch(path):
        raise Refusal(76003)
    endpoint = table().get(path)
    if path.startswith("/sns/"):
        raise Refusal(76022)
    if endpoint is None or endpoint.daily_limit is None:
        raise Refusal(76021)
    return path, endpoint


def api_domain_ip(call: Call) -> dict[str, object]:
    """Addresses of api.weixin.qq.com: of a block that is reserved for examples."""
    call.token_owner()
    return {"ip_list": [f"203.0.113.{number}" for number in (10, 11, 12)]}
