"""Evidence for tests of rules on sequences: requests of a mini program to its backend, with their answers."""

from __future__ import annotations

import json
from email.utils import formatdate

from tests.conftest import NOW
from tests.diagnose import evidence as e
from wxauth_cli.core.jwt_sign import sign
from wxauth_cli.core.model import Exchange, HttpRequest, HttpResponse, Leg, Outcome, OutcomeKind, Sent, Timing

PHONE_AGENT = "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50 NetType/WIFI miniProgram"
HOST = "https://backend.example"
OPENID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
OTHER_OPENID = "oGZUI0egBJY1zhBYw2KhdUfwVJJF"


def code(number: int) -> str:
    """A login code of the usual shape, another one for each number."""
    return f"0a3{number:04d}" + e.CODE[7:]


def token(number: int = 1, *, exp: float = NOW + 3600, **claims: object) -> str:
    """A token of the backend."""
    given = {"sub": str(number), "iat": int(NOW - 60), "exp": exp if isinstance(exp, str) else int(exp), **claims}
    return sign({"alg": "HS256", "typ": "JWT"}, given, "HS256", b"k" * 32)


def visit(
    path: str,
    *,
    method: str = "POST",
    status: int | None = 200,
    body: object = None,
    answer: object = None,
    auth: str | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    answer_headers: tuple[tuple[str, str], ...] = (),
    content_type: str = "application/json",
    at: float = NOW,
    ms: float = 100,
    appid: str = e.APPID,
    version: str = "12",
    marked: bool = True,
    date: float | None = None,
    host: str = HOST,
    step: int = 6,
) -> Exchange:
    """One request of the client to its backend. `marked`: with the Referer and User-Agent of a mini program."""
    marks: tuple[tuple[str, str], ...] = ()
    if marked:
        referer = f"https://servicewechat.com/{appid}/{version}/page-frame.html"
        marks = (("Referer", referer), ("User-Agent", PHONE_AGENT))
    sent = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    given = answer if isinstance(answer, bytes) else b"" if answer is None else json.dumps(answer).encode()
    all_headers = (*marks, *headers)
    if auth is not None:
        all_headers = (*all_headers, ("Authorization", auth))
    if sent:
        all_headers = (*all_headers, ("Content-Type", content_type))
    dated = (("Date", formatdate(date, usegmt=True)),) if date is not None else ()
    response = None
    outcome = Outcome(OutcomeKind.TRANSPORT, Sent.WHOLE, "network-timeout")
    if status is not None:
        response = HttpResponse(status, (*dated, ("Content-Type", "application/json"), *answer_headers), given)
        outcome = Outcome(OutcomeKind.HTTP, Sent.WHOLE, "http-status") if status >= 400 else Outcome(OutcomeKind.FINE)
    return Exchange(
        step,
        Leg.CLIENT_BACKEND,
        f"{method} {path}",
        HttpRequest(method, host + path, all_headers, sent),
        response,
        Timing(at, ms),
        outcome,
    )


def login(number: int = 1, *, answer: object = None, **more: object) -> Exchange:
    """A login that works, with code number `number`, and a token of that number."""
    given = {"token": token(number)} if answer is None else answer
    return visit("/api/login", body={"code": code(number)}, answer=given, step=2, **more)  # type: ignore[arg-type]


def call(number: int = 1, **more: object) -> Exchange:
    """An API call with the token of that number."""
    given = {"auth": f"Bearer {token(number)}", "method": "GET", "answer": {"code": 0}, **more}
    return visit("/api/me", **given)  # type: ignore[arg-type]


def payload(*, ok: bool, at: float = NOW, **body: object) -> Exchange:
    """Encrypted data that the client hands over, and whether the backend could open them."""
    sent = {"encryptedData": "A" * 64, "iv": "B" * 24, **body}
    answer = {"code": 0} if ok else {"code": 500, "msg": "decrypt failed"}
    return visit("/api/phone", body=sent, answer=answer, auth=f"Bearer {token()}", at=at, step=8)


def granted(number: int, *, openid: str = OPENID, at: float = NOW, **given: str) -> Exchange:
    """An exchange of code number `number` that WeChat grants."""
    made = e.code2session(js_code=code(number), at=at, **given)  # type: ignore[arg-type]
    body = json.dumps({"openid": openid, "session_key": "x"}).encode()
    return Exchange(
        made.step,
        made.leg,
        made.endpoint,
        made.request,
        HttpResponse(200, (), body),
        made.timing,
        made.outcome,
        {"openid": openid},
    )
