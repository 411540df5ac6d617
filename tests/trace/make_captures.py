# ruff: noqa: E501 - lines of logs are as long as they are
"""Writes `captures/`: one healthy login as each exporter writes it, by its documented or observed format.

Run it by hand after a change (`python -m tests.trace.make_captures`); the files are committed, tests read them only.
Every value is invented. What each tool does differently stands beside the lines that do it; see captures/PROVENANCE.md.
"""

from __future__ import annotations

import base64
import gzip
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "captures"
APPID = "wx0123456789abcdef"
SECRET = "5ecre75ecre75ecre75ecre75ecre75e"
CODE = "0a1XYZ1abcdefghijklmnopqrstXYZ1w"
PHONE_CODE = "a1" * 32
OPENID = "oTESTsyntheticOpenid00000001"
SESSION_KEY = "AAECAwQFBgcICQoLDA0ODw=="
ACCESS_TOKEN = "81_" + "Syn7heticAcc3ssTok3n" * 6
PHONE = "13800138000"


def _part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).rstrip(b"=").decode()


# 2026-11-21 02:00:00 UTC
BEGIN = 1795226400.0
TOKEN = f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part({'sub': 'u1', 'iat': int(BEGIN), 'exp': int(BEGIN) + 7200})}.c3ludGhldGljLXNpZ25hdHVyZQ"
HOST = "https://shop.example.com"
REFERER = f"https://servicewechat.com/{APPID}/12/page-frame.html"
AGENT = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50 MiniProgramEnv/android"

Call = dict[str, Any]


def call(
    at: float, ms: float, method: str, url: str, body: object, status: int, answer: object, **headers: str
) -> Call:
    return {
        "at": BEGIN + at,
        "ms": ms,
        "method": method,
        "url": url,
        "body": body,
        "status": status,
        "answer": answer,
        "headers": headers,
    }


LOGIN = call(0.0, 180.0, "POST", f"{HOST}/api/login", {"code": CODE}, 200, {"code": 0, "data": {"token": TOKEN}})
ME = call(
    1.0,
    20.0,
    "GET",
    f"{HOST}/api/me",
    None,
    200,
    {"code": 0, "data": {"nickname": "小明"}},
    Authorization=f"Bearer {TOKEN}",
)
PHONE_CALL = call(
    5.0,
    250.0,
    "POST",
    f"{HOST}/api/phone",
    {"code": PHONE_CODE},
    200,
    {"code": 0, "msg": "已绑定"},
    Authorization=f"Bearer {TOKEN}",
)
CLIENT = (LOGIN, ME, PHONE_CALL)
API = "https://api.weixin.qq.com"
CODE2SESSION = call(
    0.03,
    90.0,
    "GET",
    f"{API}/sns/jscode2session?appid={APPID}&secret={SECRET}&js_code={CODE}&grant_type=authorization_code",
    None,
    200,
    {"session_key": SESSION_KEY, "openid": OPENID},
)
GET_PHONE = call(
    5.04,
    120.0,
    "POST",
    f"{API}/wxa/business/getuserphonenumber?access_token={ACCESS_TOKEN}",
    {"code": PHONE_CODE, "openid": OPENID},
    200,
    {
        "errcode": 0,
        "errmsg": "ok",
        "phone_info": {
            "phoneNumber": PHONE,
            "purePhoneNumber": PHONE,
            "countryCode": "86",
            "watermark": {"timestamp": int(BEGIN), "appid": APPID},
        },
    },
)
SERVER = (LOGIN, CODE2SESSION, ME, PHONE_CALL, GET_PHONE)


def utc(at: float, digits: int = 3) -> str:
    moment = datetime.fromtimestamp(at, timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + (f".{moment.microsecond:06d}"[: digits + 1] if digits else "") + "Z"


def shanghai(at: float) -> datetime:
    return datetime.fromtimestamp(at, timezone(timedelta(hours=8)))


def date_header(at: float) -> str:
    return datetime.fromtimestamp(int(at), timezone.utc).strftime("%a, %d %b %Y %H:%M:%S GMT")


def request_headers(item: Call) -> dict[str, str]:
    kind = {"Content-Type": "application/json"} if item["body"] is not None else {}
    return {"Host": "shop.example.com", "Referer": REFERER, "User-Agent": AGENT, **kind, **item["headers"]}


def entry(item: Call, **changes: Any) -> dict[str, Any]:
    """The plain entry; `changes` replace or add members of the entry, `drop` removes them."""
    text = json.dumps(item["answer"], ensure_ascii=False)
    request: dict[str, Any] = {
        "method": item["method"],
        "url": item["url"],
        "httpVersion": "HTTP/1.1",
        "headers": [{"name": name, "value": value} for name, value in request_headers(item).items()],
        "queryString": [],
        "cookies": [],
        "headersSize": -1,
        "bodySize": len(json.dumps(item["body"])) if item["body"] is not None else 0,
    }
    if item["body"] is not None:
        request["postData"] = {"mimeType": "application/json", "text": json.dumps(item["body"])}
    made = {
        "startedDateTime": utc(item["at"]),
        "time": item["ms"],
        "request": request,
        "response": {
            "status": item["status"],
            "statusText": "OK",
            "httpVersion": "HTTP/1.1",
            "headers": [
                {"name": "Content-Type", "value": "application/json; charset=utf-8"},
                {"name": "Date", "value": date_header(item["at"] + item["ms"] / 1000)},
            ],
            "cookies": [],
            "content": {"size": len(text.encode()), "mimeType": "application/json", "text": text},
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": len(text.encode()),
        },
        "cache": {},
        "timings": {
            "blocked": -1,
            "dns": -1,
            "connect": -1,
            "send": 0.1,
            "wait": item["ms"] - 1,
            "receive": 0.9,
            "ssl": -1,
        },
    }
    made.update(changes)
    return made


def document(creator: str, version: str, entries: list[dict[str, Any]], **log: Any) -> dict[str, Any]:
    return {"log": {"version": "1.2", "creator": {"name": creator, "version": version}, **log, "entries": entries}}


def low(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    for made in entries:
        for side in ("request", "response"):
            for header in made[side]["headers"]:
                header["name"] = header["name"].lower()
    return entries


def chrome() -> str:
    """Chrome and WeChat DevTools: HTTP/2 pseudo headers, `_` members, a websocket, an aborted request, an image, data:."""
    entries = [entry(item) for item in CLIENT]
    for made in low(entries):
        made |= {
            "_initiator": {"type": "script", "stack": {"callFrames": []}},
            "_priority": "High",
            "_resourceType": "xhr",
            "connection": "443",
            "pageref": "page_1",
        }
        made["request"]["headers"].insert(0, {"name": ":authority", "value": "shop.example.com"})
        made["timings"]["_blocked_queueing"] = 0.8
    socket = entry(
        ME,
        _resourceType="websocket",
        _webSocketMessages=[{"type": "send", "time": BEGIN, "opcode": 1, "data": '{"token":"x"}'}],
    )
    socket["request"]["url"] = "wss://shop.example.com/ws"
    socket["response"]["status"] = 101
    aborted = entry(call(6.0, 0.0, "GET", f"{HOST}/api/orders", None, 0, {}, Authorization=f"Bearer {TOKEN}"), time=-1)
    aborted["response"] |= {
        "status": 0,
        "_error": "net::ERR_CONNECTION_REFUSED",
        "content": {"size": 0, "mimeType": "x-unknown"},
        "headers": [],
    }
    image = entry(call(0.5, 9.0, "GET", "https://cdn.example.com/logo.png", None, 200, {}))
    image["response"]["content"] = {"size": 4, "mimeType": "image/png", "text": "iVBORw==", "encoding": "base64"}
    inline = entry(call(0.6, 0.0, "GET", "data:image/png;base64,iVBORw==", None, 200, {}))
    return json.dumps(
        document(
            "WebInspector",
            "537.36",
            [*entries, socket, aborted, image, inline],
            pages=[{"id": "page_1", "startedDateTime": utc(BEGIN), "title": "", "pageTimings": {}}],
        ),
        ensure_ascii=False,
        indent=2,
    )


def firefox() -> str:
    """Firefox: a zone with a colon, forms as params without text, an answer that was not kept, a preflight."""
    entries = [entry(item, startedDateTime=shanghai(item["at"]).isoformat(timespec="milliseconds")) for item in CLIENT]
    entries[0]["request"]["postData"] = {
        "mimeType": "application/x-www-form-urlencoded",
        "params": [{"name": "code", "value": CODE}],
        "text": "",
    }
    options = entry(call(4.9, 3.0, "OPTIONS", f"{HOST}/api/phone", None, 204, {}))
    entries[1]["response"]["content"] = {
        "mimeType": "application/json",
        "size": 40,
        "comment": "Response bodies are not included.",
    }
    return json.dumps(
        document("Firefox", "132.0", [*entries, options], browser={"name": "Firefox", "version": "132.0"}, pages=[]),
        ensure_ascii=False,
    )


def safari() -> str:
    """Safari: fractional times below zero for what did not happen, HTTP/2 in its own spelling."""
    entries = [
        entry(item, time=item["ms"] + 0.123456789, _serverPort=443, _fetchType="Network Load") for item in CLIENT
    ]
    for made in entries:
        made["request"]["httpVersion"] = made["response"]["httpVersion"] = "h2"
        made["timings"] = {
            "blocked": -1.0,
            "dns": -1,
            "connect": -1,
            "send": 0.2,
            "wait": made["time"] - 1,
            "receive": 0.8,
            "ssl": -1,
        }
    return json.dumps(document("WebKit Web Inspector", "1.0", entries, pages=[]), ensure_ascii=False)


def charles() -> str:
    """Charles: its bodies in base64, gzip left in, the answer's encoding marked, `timings` in whole milliseconds."""
    entries = [
        entry(item, startedDateTime=shanghai(item["at"]).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "+08:00")
        for item in CLIENT
    ]
    for made, item in zip(entries, CLIENT, strict=True):
        packed = gzip.compress(json.dumps(item["answer"], ensure_ascii=False).encode(), mtime=0)
        made["response"]["headers"].append({"name": "Content-Encoding", "value": "gzip"})
        made["response"]["content"] = {
            "size": len(packed),
            "mimeType": "application/json",
            "encoding": "base64",
            "text": base64.b64encode(packed).decode(),
        }
        made["timings"] = {"dns": -1, "connect": -1, "ssl": -1, "send": 0, "wait": int(item["ms"]), "receive": 0}
    return json.dumps(document("Charles Proxy", "4.6.7", entries), ensure_ascii=False)


def fiddler() -> bytes:
    """Fiddler: a byte order mark; seven digits of seconds; one session without a time (year 1)."""
    entries = [
        entry(item, startedDateTime=shanghai(item["at"]).strftime("%Y-%m-%dT%H:%M:%S.%f") + "0+08:00")
        for item in CLIENT
    ]
    tunnel = entry(
        call(-1.0, 5.0, "CONNECT", "http://shop.example.com:443", None, 200, {}),
        startedDateTime="0001-01-01T00:00:00.0000000-08:00",
    )
    tunnel["request"]["headers"] = []
    return (
        b"\xef\xbb\xbf"
        + json.dumps(
            document("Fiddler Classic", "5.0.20242", [tunnel, *entries], comment="exported @ 2026/11/21 10:01:00"),
            ensure_ascii=False,
        ).encode()
    )


def proxypin() -> str:
    """ProxyPin: local times without a zone, header names in small letters, HTTP version by itself, its own members."""
    entries = low(
        [
            entry(
                item,
                startedDateTime=shanghai(item["at"]).strftime("%Y-%m-%dT%H:%M:%S.%f"),
                _id=f"id{number}",
                _app={"name": "WeChat"},
            )
            for number, item in enumerate(CLIENT)
        ]
    )
    for made in entries:
        made["time"] = int(made["time"])
        made["timings"] = {"send": 0, "wait": made["time"], "receive": 0}
    return json.dumps(document("ProxyPin", "1.2.0", entries, pages=[]), ensure_ascii=False)


def whistle() -> str:
    """whistle: header names in small letters; headers of one name as a list of values; bodies in base64 where not text."""
    entries = low([entry(item) for item in CLIENT])
    for made in entries:
        made["request"]["headers"] = {header["name"]: header["value"] for header in made["request"]["headers"]}
        made["response"]["headers"] = {header["name"]: [header["value"]] for header in made["response"]["headers"]}
        made["whistleRules"] = {}
    return json.dumps(
        document("Whistle", "2.9.90", entries, browser={"name": "Whistle", "version": "2.9.90"}), ensure_ascii=False
    )


def stream() -> str:
    """Stream (iOS): local times with blanks and without a zone, no timings, posted bodies in base64."""
    entries = [
        entry(item, startedDateTime=shanghai(item["at"]).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]) for item in CLIENT
    ]
    for made in entries:
        made["time"] = 0
        made["timings"] = {"send": 0, "wait": 0, "receive": 0}
        posted = made["request"].get("postData")
        if posted:
            posted |= {"text": base64.b64encode(posted["text"].encode()).decode(), "encoding": "base64"}
        content = made["response"]["content"]
        content |= {"text": base64.b64encode(content["text"].encode()).decode(), "encoding": "base64"}
    return json.dumps(document("Stream", "1.0.5", entries), ensure_ascii=False)


def json_log() -> str:
    """A backend's own log: one JSON object per line, both legs."""
    lines = []
    for item in SERVER:
        inbound = item["url"].startswith(HOST)
        record: dict[str, Any] = {
            "level": "info",
            "time": shanghai(item["at"]).isoformat(timespec="milliseconds"),
            "msg": "request completed" if inbound else "upstream",
            "method": item["method"],
            "url": item["url"].removeprefix(HOST),
            "status": item["status"],
            "duration_ms": item["ms"],
        }
        if inbound:
            record |= {"headers": request_headers(item)}
        if item["body"] is not None:
            record["request_body"] = item["body"]
        record["response_body"] = item["answer"]
        lines.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def access_log() -> str:
    """nginx, combined format with $request_time behind."""
    lines = []
    for item in CLIENT:
        when = shanghai(item["at"] + item["ms"] / 1000).strftime("%d/%b/%Y:%H:%M:%S %z")
        path = item["url"].removeprefix(HOST)
        lines.append(
            f'203.0.113.7 - - [{when}] "{item["method"]} {path} HTTP/1.1" {item["status"]} 64 "{REFERER}" "{AGENT}" {item["ms"] / 1000:.3f}'
        )
    return "\n".join(lines) + "\n"


def spring_log() -> str:
    """Spring Boot at DEBUG: begin, the call to WeChat, end, put together by thread."""
    lines = []
    for number, item in enumerate(CLIENT):
        thread = f"[nio-8080-exec-{number + 1}]"

        def say(at: float, logger: str, text: str, thread: str = thread) -> None:
            lines.append(f"{shanghai(at).strftime('%Y-%m-%d %H:%M:%S.%f')[:-3]} DEBUG 7 --- {thread} {logger} : {text}")

        path = item["url"].removeprefix(HOST)
        say(
            item["at"],
            "o.s.web.servlet.DispatcherServlet",
            f'{item["method"]} "{path}", parameters={{}}'
            if item["body"] is None
            else f'{item["method"]} "{path}", body={json.dumps(item["body"])}',
        )
        for inner in (CODE2SESSION, GET_PHONE):
            if item["at"] < inner["at"] < item["at"] + 1:
                say(
                    inner["at"],
                    "o.s.web.client.RestTemplate",
                    f"HTTP {inner['method']} {inner['url']}"
                    + (f" body={json.dumps(inner['body'])}" if inner["body"] else ""),
                )
                say(inner["at"] + inner["ms"] / 1000, "o.s.web.client.RestTemplate", "Response 200 OK")
                say(
                    inner["at"] + inner["ms"] / 1000,
                    "c.example.WxClient",
                    f"wechat answer: {json.dumps(inner['answer'])}",
                )
        say(item["at"] + item["ms"] / 1000, "o.s.web.servlet.DispatcherServlet", f"Completed {item['status']} OK")
    return "\n".join(lines) + "\n"


LOGS = {
    "express-morgan-dev.log": "\x1b[0mPOST /api/login \x1b[32m200\x1b[0m 180.123 ms - 64\x1b[0m\n\x1b[0mGET /api/me \x1b[33m401\x1b[0m 2.1 ms - 20\x1b[0m\n",
    "koa-logger.log": "  <-- POST /api/login\n  --> POST /api/login 200 180ms 64b\n  <-- GET /api/me\n  xxx GET /api/me 401 2ms 20b\n",
    "flask.log": '127.0.0.1 - - [21/Nov/2026 10:00:00] "POST /api/login HTTP/1.1" 200 -\n127.0.0.1 - - [21/Nov/2026 10:00:01] "GET /api/me HTTP/1.1" 401 -\n',
    "django.log": '[21/Nov/2026 10:00:00] "POST /api/login HTTP/1.1" 200 64\nUnauthorized: /api/me\n[21/Nov/2026 10:00:01] "GET /api/me HTTP/1.1" 401 20\n',
    "uvicorn.log": 'INFO:     127.0.0.1:51234 - "POST /api/login HTTP/1.1" 200 OK\nINFO:     127.0.0.1:51234 - "GET /api/me HTTP/1.1" 401 Unauthorized\n',
    "gin.log": '[GIN] 2026/11/21 - 10:00:00 | 200 |  180.123ms |  203.0.113.7 | POST     "/api/login"\n[GIN] 2026/11/21 - 10:00:01 | 401 |     88.1µs |  203.0.113.7 | GET      "/api/me"\n',
    "rails.log": 'Started POST "/api/login" for 203.0.113.7 at 2026-11-21 10:00:00 +0800\nCompleted 200 OK in 180ms (Views: 1.0ms)\nStarted GET "/api/me" for 203.0.113.7 at 2026-11-21 10:00:01 +0800\nCompleted 401 Unauthorized in 2ms\n',
}
"""The same two requests, a login and a refused call, as frameworks write them."""


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for name, text in {
        "chrome.har": chrome(),
        "firefox.har": firefox(),
        "safari.har": safari(),
        "charles.har": charles(),
        "fiddler.har": fiddler(),
        "proxypin.har": proxypin(),
        "whistle.har": whistle(),
        "stream.har": stream(),
        "backend.jsonl": json_log(),
        "nginx-access.log": access_log(),
        "spring.log": spring_log(),
        "backend-gb18030.jsonl": json_log().encode("gb18030"),
        **LOGS,
    }.items():
        (HERE / name).write_bytes(text if isinstance(text, bytes) else text.encode())


if __name__ == "__main__":
    main()
