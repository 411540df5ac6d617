"""Numbers and messages that a text only mentions: tables of errcodes, source code, change logs, results of tests.

They prove nothing of a login. Only numbers without a field name of their own are looked at here, one line at a time.
"""

from __future__ import annotations

import re

from wxauth_cli.core.patterns import lazy_pattern

MANY = 3
"""So many different numbers, none of them with a time, a rid or an exception beside it, are a list of codes."""

_CODE_OR_LIST = lazy_pattern(
    r"^\s{0,40}[✓✔√✅×✗✘☑]|^\s{0,20}(?:PASS|FAIL)\s"  # a test runner
    r"|\bcase\s{1,4}-?[0-9]{2,8}\s{0,4}:|[=!]==?\s{0,4}-?[0-9]{2,8}|-?[0-9]{2,8}\s{0,4}[=!]=="  # a comparison
    r"|\bif\s{0,4}\(|\bswitch\s{0,4}\("
    r"|[A-Za-z_]{3,40}\s{0,2}[(=]\s{0,2}-?[0-9]{2,8}\s{0,2}[,;)]"  # an enumeration, a constant
    r"|^\s{0,20}(?:[-*+•]|[0-9]{1,3}[.)、])\s{0,4}(?:fix|feat|docs?|chore|tests?|refactor|perf|修复|新增|优化|文档)"
    r"(?:\([^)\n]{0,40}\))?\s{0,2}[:：]"  # a change log
    r"|(?-i:(?:\b[A-Z_]{3,40}\s?[:=]\s?-?[0-9]{1,8}\b[^\n]{0,20}){2})"
    r"|^\s{0,20}(?:commit [0-9a-f]{7,40}|(?:handles?|adds?|documents?|treats?|maps?|catch(?:es)?)\s)"
    r"|\bTODO\b|\bFIXME\b|\berror TS[0-9]{4}\b|\bdifference between\b|区别|<t[dh]\b"
    r"|duplicate key|primary key|violates|constraint|Duplicate entry",
    re.I,
)
_OVER = lazy_pattern(
    r"已解决|已修复|已经解决|已经修复|解决了|修好了|之前(?:一直)?(?:报|提示|出现|返回)|现在(?:一切)?正常|问题解决"
    r"|\bresolved\b|\bis fixed\b|\bfixed (?:it|now|by)\b|\bused to (?:get|fail|return|see)\b|works (?:fine )?now\b"
    r"|\bno longer\b",
    re.I,
)
_HAPPENED = lazy_pattern(
    r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}|[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}|exception|traceback|^\s{0,8}at [\w.$]{3,}"
    r"|\[error\]|\berror:|\bfatal\b|wxerror",
    re.I,
)


def only_mentioned(line: str) -> bool:
    """Whether a line names its errcode as a table, a program, a change log or somebody who looks back does."""
    return _CODE_OR_LIST.search(line) is not None or _OVER.search(line) is not None


def was_over(text: str) -> bool:
    """Whether somebody looks back at a fault that is gone."""
    return _OVER.search(text) is not None


def happened(line: str) -> bool:
    """Whether a line bears the marks of something that a program reported: a time, a rid, an exception."""
    return _HAPPENED.search(line) is not None
