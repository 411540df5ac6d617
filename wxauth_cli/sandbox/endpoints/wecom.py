"""WeCom's host: its tokens, and the two code2Session of WeCom mini programs.

On the real hosts `/cgi-bin/gettoken` and the rest are qyapi.weixin.qq.com's only. Where the sandbox is reached by those
names, the host decides, and a path of the other host is 40066; on loopback there is but one host, and as no path is
both's, all of them answer there.
"""

from __future__ import annotations

from wxauth_cli.sandbox.codes import CodeKind
from wxauth_cli.sandbox.endpoints.call import Call, text_of
from wxauth_cli.sandbox.errors import wecom
from wxauth_cli.sandbox.tokens import Token, TokenKind
from wxauth_cli.sandbox.wecom import Corp

Answer = dict[str, object]
_OK: Answer = {"errcode": 0, "errmsg": "ok"}


def gettoken(call: Call) -> Answer:
    """The company's token: the same one until it ends. Too many wrong secrets ban the address for an hour."""
    corps, ip = call.state.wecom, call.request.client_ip
    if corps.banned(ip, call.now):
        raise wecom(45009)
    corpid, secret = call.parameter("corpid"), call.parameter("corpsecret")
    # Without any parameter it is the secret that is missing (observed).
    if not secret:
        raise wecom(41004)
    if not corpid:
        raise wecom(41002)
    corp = corps.corps.get(corpid)
    if corp is None:
        raise wecom(40013)
    if secret != corp.secret:
        corps.wrong_secret(ip, call.now)
        raise wecom(40001)
    token = _token(call, TokenKind.WECOM, corpid)
    return {**_OK, "access_token": token.text, "expires_in": int(token.expires_at - call.now)}


def suite_token(call: Call) -> Answer:
    """The service provider's token. Its call and fields are memory, as is that it stays the same until it ends."""
    body = call.body()
    corp = call.state.wecom.by_suite(text_of(body.get("suite_id")))
    given = (text_of(body.get("suite_secret")), text_of(body.get("suite_ticket")))
    if corp is None or given != (corp.suite_secret, corp.suite_ticket):
        raise wecom(40001)
    token = _token(call, TokenKind.SUITE, corp.suite_id)
    return {**_OK, "suite_access_token": token.text, "expires_in": int(token.expires_at - call.now)}


def code2session(call: Call) -> Answer:
    """A wx.qy.login code for corpid, userid and session_key, by the company's own app."""
    token = _check(call, "access_token", TokenKind.WECOM)
    corp = call.state.wecom.corps.get(token.appid)
    assert corp is not None
    return {**_spent(call, corp), **_OK}


def provider_code2session(call: Call) -> Answer:
    """The same by a service provider; it gets an `open_userid` besides."""
    token = _check(call, "suite_access_token", TokenKind.SUITE)
    corp = call.state.wecom.by_suite(token.appid)
    assert corp is not None
    session = _spent(call, corp)
    # Where open_userid stands among the fields, and its shape, are memory.
    open_userid = "wo" + call.state.dice.stable("open_userid", corp.suite_id, str(session["userid"]), length=30)
    return {**session, "open_userid": open_userid, **_OK}


def _token(call: Call, kind: TokenKind, owner: str) -> Token:
    tokens = call.state.tokens
    return tokens.newest(kind, owner, call.now) or tokens.grant(kind, owner, call.now, call.state.dice)


def _check(call: Call, name: str, kind: TokenKind) -> Token:
    text = call.parameter(name)
    if not text:
        raise wecom(41001)
    token = call.state.tokens.find(text)
    if token is None or token.kind is not kind:
        raise wecom(40014)
    if call.now >= token.expires_at:
        raise wecom(42001)
    return token


def _spent(call: Call, corp: Corp) -> Answer:
    """The session of the code. A wx.login code is none of WeCom's, so it is 40029 and stays as it was."""
    text = call.parameter("js_code")
    # That a missing code and a missing grant_type are both called a missing or bad code is inferred.
    if not text:
        raise wecom(41008)
    code = call.state.codes.find(CodeKind.WECOM, text)
    wrong = code is None or not code.alive(call.now) or code.used_at is not None or code.appid != corp.appid
    if wrong or call.parameter("grant_type") != "authorization_code":
        raise wecom(40029)
    assert code is not None
    code.used_at = call.now
    session = call.state.sessions.current(corp.corpid, code.user, call.now, call.state.dice)
    return {"corpid": corp.corpid, "userid": code.user, "session_key": session.session_key}
