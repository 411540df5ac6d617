"""Evidence for tests of the engine: texts as people paste them, and recorded exchanges. All values are made up."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from tests.conftest import NOW
from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.core.model import (
    Exchange,
    Flow,
    HttpRequest,
    HttpResponse,
    Leg,
    Outcome,
    OutcomeKind,
    Sent,
    Timing,
)
from wxauth_cli.diagnose.engine import Diagnosis, diagnose, findings_for_flow
from wxauth_cli.diagnose.reading import read

APPID = "wx0123456789abcdef"
OTHER_APPID = "wxfedcba9876543210"
SECRET = "0123456789abcdef" * 2
CODE = "0a3AbCd1234567890abcdefghijAbCdX"
PHONE_CODE = "ab" * 32
TOKEN = "88_" + "tok" * 40
SNS_RID = f"{int(NOW):08x}-1d0af18b-5b069232"


def error(errcode: int, message: str = "", *, comma: bool = True) -> str:
    """An error answer of WeChat as JSON, with a rid of NOW."""
    suffix = f"{',' if comma else ''} rid: {SNS_RID}" if message else ""
    return json.dumps({"errcode": errcode, "errmsg": message + suffix})


def judge(*texts: str, notes: tuple[str, ...] = (), appid: str | None = None, lang: str = "en") -> Diagnosis:
    """What the engine makes of pasted texts."""
    inputs = [("", text) for text in texts]
    return diagnose(read(inputs, lang="zh" if lang == "zh" else "en", now=NOW, notes=notes, appid=appid).case)


def judge_flow(*exchanges: Exchange, notes: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """What the engine makes of recorded exchanges."""
    return findings_for_flow(Flow(exchanges), lang="en", now=NOW, notes=notes)


def confidence_in(findings: tuple[Finding, ...], slug: str) -> Confidence | None:
    """How surely `slug` is named; None if it is not."""
    return next((finding.confidence for finding in findings if finding.id == slug), None)


def http(
    method: str,
    url: str,
    *,
    errcode: int | None = 0,
    errmsg: str = "",
    body: bytes = b"",
    content_type: str = "application/json",
    headers: tuple[tuple[str, str], ...] = (),
    leg: Leg = Leg.BACKEND_WECHAT,
    at: float = NOW,
    ms: float = 80,
    endpoint: str = "",
    learnt: dict[str, object] | None = None,
    date: str | None = None,
) -> Exchange:
    """An exchange; `errcode` None means that no answer came."""
    if errcode is None:
        outcome = Outcome(OutcomeKind.TRANSPORT, Sent.WHOLE, "network-timeout")
    elif errcode:
        outcome = Outcome(OutcomeKind.WECHAT, Sent.WHOLE, errcode=errcode, errmsg=errmsg)
    else:
        outcome = Outcome(OutcomeKind.FINE)
    all_headers = (*headers, ("Content-Type", content_type)) if body else headers
    answer_headers = (("Date", date),) if date else ()
    return Exchange(
        3,
        leg,
        endpoint or url.split("?")[0],
        HttpRequest(method, url, all_headers, body),
        None if errcode is None else HttpResponse(200, answer_headers, b""),
        Timing(at, ms),
        outcome,
        learnt or {},
    )


def code2session(
    errcode: int | None = 0,
    message: str = "",
    *,
    at: float = NOW,
    ms: float = 80,
    rid_at: float | None = None,
    **given: str,
) -> Exchange:
    """An exchange of CODE, with parameters changed by `given`; a value of "-" drops the parameter."""
    query = {"appid": APPID, "secret": SECRET, "js_code": CODE, "grant_type": "authorization_code", **given}
    query = {name: value for name, value in query.items() if value != "-"}
    rid = f", rid: {int(at):08x}-1d0af18b-5b069232" if message else ""
    url = f"https://api.weixin.qq.com/sns/jscode2session?{urlencode(query)}"
    return http("GET", url, errcode=errcode, errmsg=message + rid, at=at, ms=ms)


def login_post(code: str = CODE, *, appid: str = APPID, at: float = NOW, date: str | None = None) -> Exchange:
    """The client's login request to its backend."""
    referer = (("Referer", f"https://servicewechat.com/{appid}/12/page-frame.html"),)
    body = json.dumps({"code": code}).encode()
    url = "https://backend.example/login"
    return http("POST", url, body=body, headers=referer, leg=Leg.CLIENT_BACKEND, at=at, date=date)


def phone(
    errcode: int | None = 0, message: str = "", *, code: str = PHONE_CODE, body: bytes | None = None, **more: object
) -> Exchange:
    """A call of getuserphonenumber."""
    sent = json.dumps({"code": code}).encode() if body is None else body
    token = str(more.get("token", TOKEN))
    url = f"https://api.weixin.qq.com/wxa/business/getuserphonenumber?access_token={token}"
    rid = f" rid: {SNS_RID}" if message else ""
    return http(
        "POST",
        url,
        errcode=errcode,
        errmsg=message + rid,
        body=sent,
        content_type=str(more.get("content_type", "application/json")),
        at=float(str(more.get("at", NOW))),
    )


def token_fetch(
    token: str = TOKEN, *, errcode: int = 0, message: str = "", appid: str = APPID, at: float = NOW
) -> Exchange:
    """A fetch by the legacy endpoint."""
    url = f"https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid={appid}&secret={SECRET}"
    learnt: dict[str, object] = {} if errcode else {"access_token": token}
    return http("GET", url, errcode=errcode, errmsg=message, at=at, learnt=learnt)


def forced_fetch(errcode: int = 0) -> Exchange:
    """A fetch by stable_token with force_refresh."""
    body = json.dumps({"appid": APPID, "secret": SECRET, "force_refresh": True}).encode()
    return http("POST", "https://api.weixin.qq.com/cgi-bin/stable_token", errcode=errcode, body=body)
