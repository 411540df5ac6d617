"""What to collect next, so that a `possible` becomes a `likely` or falls away."""

from __future__ import annotations

from collections.abc import Iterable

from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import Case, SeenError
from wxauth_cli.diagnose.code_facts import age_s, code_behind, settled
from wxauth_cli.diagnose.endpoints import CODE2SESSION

_CODE = Text(
    "服务器实际收到的 code：它的长度和前 4 个字符就够了（登录 code 一般 32 位，手机号 code 是 64 位十六进制）。",
    "The code as the server received it: its length and first 4 characters are enough (a login code usually has 32 "
    "characters, a phone code 64 hex digits).",
)
_TIMES = Text(
    "前端调用 wx.login（或用户点按钮）的时间，以及报错里完整的 rid：两者相差 5 分钟以上就是过期。",
    "The time of wx.login (or of the tap) and the full rid of the error: more than 5 minutes apart means expired.",
)
_CLIENT_APPID = Text(
    "前端真正运行的 appid：开发者工具“详情”里的 AppID，或请求的 Referer（servicewechat.com/后面那段）；再用 --appid "
    "给出服务器用的 appid。",
    "The appid that really runs in the client: AppID under Details in DevTools, or the request's Referer (the part "
    "after servicewechat.com/); give the server's own appid with --appid.",
)
_ENDPOINT = Text(
    "报错的是哪个接口（jscode2session、getuserphonenumber、token……）。",
    "Which endpoint answered (jscode2session, getuserphonenumber, token …).",
)
_FIRST_ANSWER = Text(
    "同一个 code 第一次换取时微信的回答，以及两次请求的时间：日志里按 code 的前几个字符搜索。",
    "WeChat's answer to the first exchange of the same code, and the times of both: search the log for the code's "
    "first characters.",
)
_TOKEN_AGE = Text(
    "这个 access_token 是何时、由谁、用哪个 appid 和接口（token 还是 stable_token）取的，它以前好用过没有。",
    "When, by whom, with which appid and by which endpoint (token or stable_token) this access_token was fetched, and "
    "whether it ever worked.",
)
_SDK = Text(
    "用的是什么 SDK 和版本，登录时它先发了哪些请求：有的 SDK 换 code 之前会先取 access_token。",
    "Which SDK and version it is, and which requests it sends at login: some fetch an access_token before they "
    "exchange the code.",
)
_CALLER = Text(
    "这次调用是从哪台机器、经过哪个代理发出的。",
    "From which machine, and through which proxy, the call was made.",
)
_SERVER_LOG = Text(
    "服务器日志里微信返回的那一行（errcode、errmsg 和 rid）。",
    "The line of the server's log that holds WeChat's answer (errcode, errmsg and rid).",
)
_SESSION = Text(
    "服务器里这个用户的 session_key 是何时存的，之后前端有没有再调用 wx.login。",
    "When the server stored this user's session_key, and whether the client called wx.login after that.",
)

_KEY = Text(
    "解密用的 session_key（字段 session_key，有几个候选就用 session_keys），和数据放在同一个 JSON 里。",
    "The session_key that decrypts it (field session_key, or session_keys for candidates), in the same JSON.",
)
_EXCHANGE = Text(
    "服务器换 code 的那次请求：用的 appid，以及它和前端送出 code 相隔多久（AppSecret 请先遮住）。",
    "The server's exchange of that code: which appid it used, and how long after the client sent the code (mask the "
    "AppSecret first).",
)
_CAPTURE = Text(
    "一次失败的登录的抓包（HAR），或服务器日志里带 errcode 和 rid 的几行；交出去之前可以用 wxauth trace redact 脱敏。",
    "A capture (HAR) of one login that fails, or the lines of the server's log with errcode and rid; wxauth trace "
    "redact takes the secrets out before it is handed on.",
)


def next_evidence(case: Case, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Sentences in the run's language, most useful first; none where the primary cause is certain."""
    if findings and findings[0].id == "backend-hides-reason":
        return (_SERVER_LOG.say(case.lang),)
    if findings and findings[0].confidence is Confidence.CERTAIN:
        return ()
    wanted: dict[Text, None] = {}
    for error in case.errors:
        for text in _for_error(case, error):
            wanted.setdefault(text)
    if not case.errors and any(finding.id == "session-key-stale-relogin" for finding in findings):
        wanted.setdefault(_SESSION)
    if (case.hidden_reason or case.rids) and not case.errors and not findings:
        wanted.setdefault(_SERVER_LOG)
    keyless = any(not seen.bundle.session_key and not seen.bundle.session_keys for seen in case.bundles)
    if keyless and not case.keys:
        wanted.setdefault(_KEY)
    if findings and not wanted and not case.flow.items:
        wanted.setdefault(_CAPTURE)
    return tuple(text.say(case.lang) for text in wanted)


def _for_error(case: Case, error: SeenError) -> Iterable[Text]:
    errcode = error.errcode
    if errcode == 40029 and not settled(case, error):
        if error.endpoint is None and error.family not in ("sns", "old-sns"):
            yield _ENDPOINT
        if code_behind(case, error) is None:
            yield _CODE
        if age_s(case, error) is None:
            yield _TIMES
        if not any(call.referer_appid for call in case.calls):
            yield _CLIENT_APPID
        elif not case.to(CODE2SESSION):
            yield _EXCHANGE
    elif errcode == 40163:
        yield _FIRST_ANSWER
    elif errcode in (40001, 40014, 48001, 40013):
        if error.endpoint is None:
            yield _ENDPOINT
        yield _TOKEN_AGE
    elif errcode in (40125, 45009) and error.call is None:
        yield _ENDPOINT
        yield _SDK
    elif errcode == 40164 and error.call is None:
        yield _SDK
    elif errcode == 40090:
        yield _CALLER
    elif errcode in (87007, 87009) or error.scope == "local":
        yield _SESSION
    elif errcode is None or error.endpoint is None:
        yield _ENDPOINT
