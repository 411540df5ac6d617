"""WeChat's words and numbers that stand in running text without a field name of their own: `40029 invalid code`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxauth_cli.diagnose.case import Call, error_of
from wxauth_cli.diagnose.endpoints import CHECK_SESSION, LOGIN_ENDPOINTS, PHONE, TOKEN_ENDPOINTS, other_platform
from wxauth_cli.diagnose.reading.item import Item
from wxauth_cli.diagnose.reading.lines import Lines, at
from wxauth_cli.diagnose.reading.mentions import MANY, happened, only_mentioned
from wxauth_cli.diagnose.reading.speech import Said, Speech
from wxauth_cli.knowledge import errcodes

LINES_AFTER_A_REQUEST = 6
"""An error at most so many lines below a URL is taken for its answer."""
MAX_ROWS = 20_000
_NUMBER = re.compile(r"(?<![0-9A-Za-z._/-])-?[0-9]{2,8}(?![0-9A-Za-z_/-]|\.[0-9])")
_ROW = re.compile(r"^[ \t>]{0,20}[|│][^\n]{1,400}", re.M)


def messages(text: str, lines: Lines, where: str, calls: list[Item]) -> list[Item]:
    """The errors that are named so, without those that a table, a program or a list of codes only mentions."""
    return _that_happened(_messages(text, lines, where, calls), text, lines)


def call_above(calls: list[Item], position: int, lines: Lines) -> Call | None:
    """The request that an error at `position` is likely to answer: the last one above it, if it is near."""
    above = [item for item in calls if item.position <= position]
    if not above or above[-1].call is None:
        return None
    near = lines.of(position) - lines.of(above[-1].position) <= LINES_AFTER_A_REQUEST
    return above[-1].call if near else None


def _that_happened(items: Iterator[Item], text: str, lines: Lines) -> list[Item]:
    """The items without those that are only mentioned, on their own line or as one of a list of codes."""
    kept: list[Item] = []
    listed: set[int] = set()
    rows = [match.group() for match in _ROW.finditer(text[:MAX_ROWS])]
    for row in rows:
        listed.update(int(match.group()) for match in _NUMBER.finditer(row) if errcodes.lookup(int(match.group())))
    for item in items:
        number = item.line or 1
        line = text[lines.starts[number - 1] : lines.starts[number - 1] + 2_000].partition("\n")[0]
        if only_mentioned(line):
            continue
        kept.append(item)
        if not happened(line):
            listed.update(int(match.group()) for match in _NUMBER.finditer(line) if errcodes.lookup(int(match.group())))
    return [] if len(listed - {0}) >= MANY else kept


def _messages(text: str, lines: Lines, where: str, calls: list[Item]) -> Iterator[Item]:
    """WeChat's words without a field name: `40029 invalid code`, `code been used, rid: …`, a bare known number."""
    short = len(text) <= 2_000
    said = Said(text)
    for index, start in enumerate(lines.starts[:500]):
        end = lines.starts[index + 1] if index + 1 < len(lines.starts) else len(text)
        line = text[start : min(end, start + 2_000)]
        call = call_above(calls, start, lines)
        endpoint = call.endpoint if call else None
        numbers = [
            match for match in _NUMBER.finditer(line) if errcodes.lookup(int(match.group())) and int(match.group())
        ]
        asked: Item | None = None
        for match in numbers[:20]:
            words = line[match.end() :].lstrip(" \t]\"':：,，;)}-（(")
            known = {entry.code for entry in errcodes.match_errmsg(words)}
            errcode = int(match.group())
            alone = short and len(line) <= 200 and abs(errcode) >= 40_000 and _speaks_of_an_error(line, match)
            if not (errcode in known or alone) or other_platform(line):
                continue
            errmsg = words.strip() if errcode in known else ""
            error = error_of(errcode, errmsg, where=at(where, index + 1), endpoint=endpoint, call=call)
            hearsay = not errmsg and not happened(line) and line.strip(_AROUND_A_NUMBER) != match.group()
            item = Item("error", index + 1, start + match.start(), error=error, hearsay=hearsay)
            manner = said.of(item.position)
            if manner is Speech.SAID:
                yield item
                break
            # Of several numbers in a line, the one that is said to happen counts, else the first that may.
            asked = asked or (item if manner is Speech.ASKED else None)
        else:
            message = _message_alone(line, index, start, where, call)
            if message is not None and (asked is None or said.of(message.position) is Speech.SAID):
                yield message
            elif asked is not None:
                yield asked


def _message_alone(line: str, index: int, start: int, where: str, call: Call | None) -> Item | None:
    """WeChat's words in a line without their number."""
    for place, words in _openings(line):
        entries = errcodes.match_errmsg(words)
        number = _number_of(entries) if entries else None
        if not entries or len(words.split()) < 2 or number == 0:
            continue
        endpoint = call.endpoint if call else None
        error = error_of(number, words.strip(), where=at(where, index + 1), endpoint=endpoint, call=call)
        return Item("errmsg", index + 1, start + place, error=error)
    return None


_AROUND_A_NUMBER = " \t\r\n.,;:!?。，！？：()（）[]【】\"'“”"
_ERROR_WORDS = re.compile(
    r"err|code|fail|refus|reject|exception|login|log in|sign in|wechat|weixin|\bwx|phonenumber|openid|session"
    r"|token|secret"
    r"|appid|冻结|错|报|失败|异常"
    r"|返回|提示|微信|登录|登陆|登不上|小程序|手机号|授权|状态码|什么意思|怎么(?:办|处理|解决)|接口|日志|压测|并发",
    re.I,
)
_ORDER_WORDS = re.compile(r"订单|快递|单号|金额|价格|\border\b|invoice|\bprice|amount|employee|coupon", re.I)


def _speaks_of_an_error(line: str, number: re.Match[str]) -> bool:
    """Whether a bare number is meant as an errcode: it stands alone, or its line speaks of an error or a login."""
    if line.strip(_AROUND_A_NUMBER) == number.group():
        return True
    return _ERROR_WORDS.search(line) is not None and _ORDER_WORDS.search(line) is None


def _openings(line: str) -> Iterator[tuple[int, str]]:
    """Places in a line where a message may begin, with the rest of it: its start, and after a colon or bracket."""
    yield len(line) - len(line.lstrip(" \t\"'")), line.strip().strip("\"'")
    for match in list(
        re.finditer(
            r"(?:[:：\]>=|“‘]|(?<=[\s，。])(?=\")|提示|返回|显示|报错?|一直|总是|老是|都是|还是|弹|说|出现?|\bsays?"
            r"|\bg[eo]t(?:s|ting)?)\s{0,3}[\"'“‘]?",
            line,
        )
    )[:30]:
        yield match.end(), line[match.end() :].strip().strip("\"'")


_LOGIN_APIS = {"*", "any API that takes access_token", *LOGIN_ENDPOINTS, *TOKEN_ENDPOINTS, PHONE, CHECK_SESSION}


def _number_of(entries: tuple[errcodes.ErrCode, ...]) -> int | None:
    """The errcode that a text belongs to: the only one that says exactly this, or the only one of the login's calls."""
    head = entries[0].errmsg.partition("{")[0]
    same = [entry for entry in entries if entry.scope == "weixin" and entry.errmsg.partition("{")[0] == head]
    if not same:
        same = [entry for entry in entries if entry.scope == "weixin"]
    near = [entry for entry in same if _LOGIN_APIS & set(entry.apis)]
    chosen = near if len(same) > 1 else same
    return chosen[0].code if len(chosen) == 1 else None
