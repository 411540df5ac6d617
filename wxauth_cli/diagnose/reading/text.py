"""Running text, log lines, half a JSON, a chat message -> items.

Every pattern here is anchored on a literal and bounded in length, so that no input makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote_plus, urlsplit

from wxauth_cli.core.model_words import Leg
from wxauth_cli.core.redact import redact_text
from wxauth_cli.diagnose.calls import parameters
from wxauth_cli.diagnose.case import Call, SeenSign, code_of, error_of
from wxauth_cli.diagnose.decrypt_texts import NEEDLES, decrypt_text_around, decrypt_text_in
from wxauth_cli.diagnose.endpoints import (
    CODE2SESSION,
    COMPONENT_LOGIN,
    LEGACY_TOKEN,
    OAUTH_LOGIN,
    PHONE,
    endpoint_of_path,
    names_other_platform,
    other_platform,
)
from wxauth_cli.diagnose.reading.item import Item
from wxauth_cli.diagnose.reading.lines import Lines, at
from wxauth_cli.diagnose.reading.messages import call_above, messages
from wxauth_cli.diagnose.reading.settings import settings_in
from wxauth_cli.diagnose.reading.speech import Said, Speech
from wxauth_cli.diagnose.reading.values import answers, rids, tokens
from wxauth_cli.diagnose.signs import lowered, signs_in
from wxauth_cli.diagnose.told import WORD, told_in
from wxauth_cli.knowledge import errcodes

NEAR = 600
"""Characters around an errcode in which its errmsg is looked for."""
LINES_AROUND = 3
"""Lines above an error that any program may print, in which decrypting is looked for."""
LOOKS = 2_000
"""Places of one literal that are looked at."""
MAX_DECRYPT_ERRORS = 20
ADDS_NOTHING = frozenset({f"{WORD}backend-hides-reason"})
"""What is told in vain where an error stands beside it."""
MAX_ITEMS = 5_000
MAX_SETTINGS_TEXT = 200_000
"""Characters of a text that may be a settings file; a longer one is a log."""

_CODE_NAME = re.compile(r"(?:err_?code|error[_ ]?code|errno|错误代码|错误码)", re.I)
_SEPARATOR = r"[\"'\\\]”’]{0,4}\s{0,8}(?:=>|[:=：>])\s{0,8}"
_CODE_VALUE = re.compile(_SEPARATOR + r"(?:int\()?[\"'\\“‘]{0,4}(-?[0-9]{1,9})(?![0-9A-Za-z])", re.I)
_MSG_NAME = re.compile(
    r"(?:err_?msg|error_?msg|err_?message|错误信息|错误描述|说明|消息)" + _SEPARATOR + r"(?:string\([0-9]{1,5}\)\s)?",
    re.I,
)
_QUOTED = re.compile(r"(?:(\\{0,3}[\"'])|[“‘])(.{0,500}?)(?(1)\1|[”’])", re.S)
_BARE = re.compile(r"[^\n\r,;}|）)\]]{1,300}")
_URL = re.compile(
    r"(?:https?://[A-Za-z0-9.:-]{4,80})?/(?:sns|cgi-bin|wxa)/[A-Za-z0-9_/]{4,60}"
    r"(?:\?(?:[^\s\"'<>\\，。）)]|(?<==)[\"'][0-9A-Za-z]{20,64}[\"']|(?<==)<[A-Za-z_-]{1,16}>){0,2000})?"
)
_MANUAL = re.compile(r"[?&]appid=APPID&secret=(?:APP)?SECRET\b")
"""The address as the documentation prints it: no request."""
_COMPOSING = re.compile(r"(?:`|[fF$][\"'])$")
_REFERER = re.compile(r"servicewechat\.com/(wx[0-9a-f]{16})/")
_LOGIN_CODE = re.compile(r"(?<![0-9A-Za-z_+/-])0[0-9A-Za-z]{31}(?![0-9A-Za-z_+/-])")
_METHOD = re.compile(r"\b(GET|POST)\s{1,4}[\"']?$")
_CLIENT = re.compile(r"(?<![A-Za-z.])([A-Za-z]{3,40}):fail[^\n\r\"'}]{0,200}")
_ERRNO_NEAR = re.compile(r"(?:errno|errCode)[\"'\\]{0,4}\s{0,8}[:=]\s{0,8}[\"']?(-?[0-9]{1,9})", re.I)
_MOCK = "the code is a mock one"
_MASKED = re.compile(r"[*•…<>\[{]|x{4,}|redacted|masked", re.I)
_QUERY_ONLY = (CODE2SESSION, COMPONENT_LOGIN, LEGACY_TOKEN, OAUTH_LOGIN)


def items_in_text(text: str, *, where: str = "") -> list[Item]:
    """Everything that is recognised in `text`, in the order of its place."""
    text = _decoded(text)
    lines = Lines(text)
    found = [*_requests(text, lines, where), *_carriers(text, lines, where)]
    calls = [item for item in found if item.call is not None and item.call.leg is None]
    if not calls:
        found.extend(_codes_told(text, lines, where))
    taken: list[tuple[int, int]] = []
    for item, end in _errors(text, lines, where, calls):
        found.append(item)
        taken.append((item.position, end))
        if len(found) >= MAX_ITEMS:
            break
    found.extend(_client_errors(text, lines, where, taken))
    found.extend(_decrypt_errors(text, lines, where))
    if not any(item.error is not None for item in found):
        found.extend(messages(text, lines, where, calls))
    known = {item.error.rid.text for item in found if item.error is not None and item.error.rid is not None}
    found.extend(rids(text, lines, known))
    found.extend(tokens(text, lines))
    if _MOCK in text and not any(item.code is not None for item in found):
        place = text.index(_MOCK)
        code = code_of(_MOCK, where=at(where, lines.of(place)))
        found.append(Item("code", lines.of(place), place, code=code))
    found.extend(answers(text, lines))
    found = found[:MAX_ITEMS]
    found.extend(Item("sign", line, place, sign=sign) for place, line, sign in signs_in(text, where=where))
    found = _judged(found, text)
    named = any(item.error is not None for item in found)
    found.extend(
        item for item in _told(text, lines, where) if not (named and item.sign and item.sign.word in ADDS_NOTHING)
    )
    if len(text) <= MAX_SETTINGS_TEXT:
        for place, sign in settings_in(text, where=where):
            kind = "setting" if sign.word == "setting" else "sign"
            found.append(Item(kind, lines.of(place), place, sign=sign))
    return sorted(found, key=lambda item: item.position)


_JUDGED = frozenset({"error", "errmsg", "client-error", "sample-code-error", "decrypt-error", "sign", "request"})


def _judged(found: list[Item], text: str) -> list[Item]:
    """The items without those that the text denies; those that it only asks about or gives as an example are marked."""
    said = Said(text, [item.position for item in found if item.error is not None])
    kept: list[Item] = []
    for item in found:
        # A secret that stands in a text is out, whatever is said of it.
        if item.kind not in _JUDGED or (item.sign is not None and item.sign.word.startswith("secret")):
            kept.append(item)
            continue
        deniable = item.error is not None or (item.sign is not None and item.sign.word == "login-status")
        manner = said.of(item.position, deniable=deniable)
        if manner is Speech.SAID:
            kept.append(item)
        elif manner is Speech.ASKED and item.kind != "request":
            kept.append(replace(item, doubted=True))
    return kept


def _told(text: str, lines: Lines, where: str) -> Iterator[Item]:
    said = Said(text)
    for place, sign in told_in(text, where=where):
        if said.of(place, deniable=False, described=True) is Speech.SAID:
            yield Item("sign", lines.of(place), place, sign=sign)


_ENCODED = re.compile(r"%22err_?(?:code|msg|no)%22", re.I)
_ENCODED_PART = re.compile(r"%7B[^\s\"'<>&]{10,4000}", re.I)


def _decoded(text: str) -> str:
    """The text with percent-encoded JSON errors decoded, in the same number of lines."""
    if _ENCODED.search(text) is None:
        return text
    return _ENCODED_PART.sub(
        lambda part: unquote_plus(part.group()).replace("\n", " ") if _ENCODED.search(part.group()) else part.group(),
        text,
    )


def _requests(text: str, lines: Lines, where: str) -> Iterator[Item]:
    for match in _URL.finditer(text):
        try:
            url = urlsplit(match.group())
            host = (url.hostname or "").lower()
        except ValueError:
            continue
        endpoint = endpoint_of_path(url.path)
        if endpoint is None:
            continue
        if other_platform(host) or _MANUAL.search(match.group()):
            continue
        if _COMPOSING.search(text[max(0, match.start() - 2) : match.start()]) and "{" in match.group():
            continue  # a program's text, not its request
        if host == "qyapi.weixin.qq.com" and "jscode2session" not in url.path:
            endpoint = "qyapi"
        method = _METHOD.search(text[max(0, match.start() - 8) : match.start()])
        query = parameters(url.query)
        readable = not any(_MASKED.search(value) for value in query.values())
        call = Call(
            at(where, lines.of(match.start())),
            endpoint,
            host,
            url.path,
            method.group(1) if method else None,
            query=query,
            complete=bool(query) and readable and endpoint in _QUERY_ONLY,
        )
        yield Item("request", lines.of(match.start()), match.start(), call=call)


def _carriers(text: str, lines: Lines, where: str) -> Iterator[Item]:
    """The mini program's requests in a log: lines with its Referer and a login code."""
    for count, match in enumerate(_REFERER.finditer(text)):
        if count >= LOOKS:
            return
        number = lines.of(match.start())
        line = text[lines.starts[number - 1] : lines.starts[number - 1] + 2_000].partition("\n")[0]
        codes = set(_LOGIN_CODE.findall(line))
        if len(codes) == 1 and "jscode2session" not in line:
            body = {"code": codes.pop()}
            call = Call(at(where, number), leg=Leg.CLIENT_BACKEND, body=body, referer_appid=match.group(1))
            yield Item("request", number, match.start(), call=call)


_SWAPPED = (
    (PHONE, "getuserphonenumber", re.compile(r"getuserphonenumber[^\n]{0,80}\bcode\W{1,5}(0[0-9A-Za-z]{31})\b", re.I)),
    (
        CODE2SESSION,
        "jscode2session",
        re.compile(r"jscode2session[^\n]{0,80}\b(?:js_)?code\W{1,5}([0-9a-f]{64})\b", re.I),
    ),
)
_BOTH = re.compile(r"getuserphonenumber[^\n]*code2session|code2session[^\n]*getuserphonenumber|wx\.login", re.I)


def _codes_told(text: str, lines: Lines, where: str) -> Iterator[Item]:
    """Codes of the other kind that somebody says to have sent to an endpoint, in one line."""
    for endpoint, name, sent in _SWAPPED:
        for index in _lines_with((name,), text, lines)[:MAX_DECRYPT_ERRORS]:
            line = text[lines.starts[index] : lines.starts[index] + 1_000].partition("\n")[0]
            match = sent.search(line)
            if match is not None and _BOTH.search(line) is None:
                code = code_of(match.group(1), where=at(where, index + 1), endpoint=endpoint)
                yield Item("code", index + 1, lines.starts[index], code=code)


def _errors(text: str, lines: Lines, where: str, calls: list[Item]) -> Iterator[tuple[Item, int]]:
    last_end = -1
    elsewhere = names_other_platform(text)
    for name in _CODE_NAME.finditer(text):
        value = _CODE_VALUE.match(text, name.end(), name.end() + 40)
        if value is None or name.start() < last_end:
            continue
        errcode = int(value.group(1))
        if errcode == 0:
            continue
        errmsg, end = _errmsg_near(text, name.start(), value.end())
        if errcode < -10_000 and (inner := _CODE_NAME.search(errmsg)) is not None:
            # A cloud function's failure around WeChat's own error, which comes next.
            errmsg, end = errmsg[: inner.start()].rstrip(" {\"'\\"), value.end()
        if name.group().lower() == "errno" or (":fail" in errmsg and "openapi." not in errmsg):
            if errmsg and ":fail" not in errmsg:
                line = lines.of(name.start())
                sign = SeenSign("backend-failure", at(where, line), redact_text(errmsg[:160]))
                yield Item("backend-answer", line, name.start(), sign=sign), end
            continue  # a client's error: read as one
        if elsewhere and _another_platform(text, name.start(), value.end(), lines):
            continue
        last_end = end
        call = call_above(calls, name.start(), lines)
        error = error_of(
            errcode,
            errmsg,
            where=at(where, lines.of(name.start())),
            endpoint=call.endpoint if call else None,
            call=call,
        )
        kind = "sample-code-error" if error.scope == "local" else "error"
        yield Item(kind, lines.of(name.start()), name.start(), error=error), end


def _another_platform(text: str, start: int, end: int, lines: Lines) -> bool:
    """Whether the error's own line, or the line above it, names another platform and not WeChat."""
    number = lines.of(start)
    first = max(lines.starts[max(0, number - 2)], start - 600)
    last = text.find("\n", end, end + 400)
    return other_platform(text[first : last if last >= 0 else end + 400])


def _errmsg_near(text: str, start: int, end: int) -> tuple[str, int]:
    """The errmsg that belongs to a number: after it on the way to the next number, else just before it."""
    window = text[end : end + NEAR]
    following = _CODE_NAME.search(window)
    name = _MSG_NAME.search(window, 0, following.start() if following else len(window))
    if name is not None:
        message, length = _value(window, name.end())
        return message, end + length
    before = text[max(0, start - NEAR) : start]
    names = list(_MSG_NAME.finditer(before))
    if names and not _CODE_NAME.search(before, names[-1].end()):
        return _value(before, names[-1].end())[0], end
    # `[40029] invalid code`: the words right behind the number, if WeChat uses such.
    tail = re.match(r"[\s\]\"':：,，;)}-]{0,6}([^\n\r\"'}]{3,300})", window)
    if tail is not None and errcodes.match_errmsg(tail.group(1)):
        return tail.group(1).strip(), end + tail.end()
    return "", end


def _value(text: str, place: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, place)
    if quoted is not None:
        return quoted.group(2).replace("\\/", "/"), quoted.end()
    bare = _BARE.match(text, place)
    # A message may hold a comma before its rid.
    if bare is not None:
        end = bare.end()
        rid = re.match(r",? ?rid: ?[0-9a-f-]{26}", text[end : end + 40])
        end += rid.end() if rid else 0
        return text[place:end].strip("\"' \\"), end
    return "", place


def _client_errors(text: str, lines: Lines, where: str, taken: list[tuple[int, int]]) -> Iterator[Item]:
    for match in _CLIENT.finditer(text):
        if match.group(1) in ("openapi",) or any(start <= match.start() < end for start, end in taken):
            continue
        around = text[max(0, match.start() - 160) : match.end() + 160]
        number = _ERRNO_NEAR.search(around)
        error = error_of(
            int(number.group(1)) if number else None,
            match.group().strip(),
            where=at(where, lines.of(match.start())),
        )
        if error.scope == "client":
            yield Item("client-error", lines.of(match.start()), match.start(), error=error)


def _lines_with(needles: tuple[str, ...], text: str, lines: Lines) -> list[int]:
    """Places in `lines.starts` of the lines that hold one of these literals, in order."""
    low = lowered(text)
    found: set[int] = set()
    for needle in needles:
        place = low.find(needle)
        count = 0
        while place >= 0 and count < LOOKS:
            found.add(lines.of(place) - 1)
            count += 1
            place = low.find(needle, place + len(needle))
    return sorted(found)


def _decrypt_errors(text: str, lines: Lines, where: str) -> Iterator[Item]:
    found = 0
    for index in _lines_with(NEEDLES, text, lines):
        start = lines.starts[index]
        end = lines.starts[index + 1] if index + 1 < len(lines.starts) else len(text)
        if found >= MAX_DECRYPT_ERRORS:
            break
        line = text[start : min(end, start + 1_000)].strip()
        match = decrypt_text_in(line)
        if match is None:
            first = lines.starts[max(0, index - LINES_AROUND)]
            match = decrypt_text_around(line, text[max(first, start - 500) : start + 800])
        if match is not None:
            found += 1
            near = line[max(0, match.start() - 60) : match.end() + 60]
            error = replace(error_of(None, near, where=at(where, index + 1)), scope="local")
            yield Item("decrypt-error", index + 1, start, error=error)
