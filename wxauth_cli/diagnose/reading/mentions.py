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
    r"|(?-i:\b[A-Z][A-Z0-9_]{2,40}\s?\(-?[0-9]{2,8}\s{0,2}[,;)])|[a-z]{3,40}\(-?[0-9]{2,8},\s?[\"']"  # an enumeration
    r"|\b(?!(?:err_?|error_?|ret_?)?(?:code|no)\b)[A-Za-z_]{3,40}\s{0,2}=\s{0,2}-?[0-9]{2,8}\s{0,2}[,;)]"  # a constant
    r"|^\s{0,20}(?:[-*+•]|[0-9]{1,3}[.)、])\s{0,4}(?:fix|feat|docs?|chore|tests?|refactor|perf|修复|新增|优化|文档)"
    r"(?:\([^)\n]{0,40}\))?\s{0,2}[:：]"  # a change log
    r"|(?-i:(?:\b[A-Z_]{3,40}\s?[:=]\s?-?[0-9]{1,8}\b[^\n]{0,20}){2})"
    r"|^\s{0,20}(?:commit [0-9a-f]{7,40}|(?:handles?|adds?|documents?|treats?|maps?|catch(?:es)?)\s)"
    r"|\bTODO\b|\bFIXME\b|\berror TS[0-9]{4}\b|\bdifference between\b|区别|<t[dh]\b"
    r"|duplicate key|primary key|violates|constraint|Duplicate entry",
    re.I,
)
_HAPPENED = lazy_pattern(
    r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}|[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}|exception|traceback|^\s{0,8}at [\w.$]{3,}"
    r"|\[error\]|\berror:|\bfatal\b|wxerror",
    re.I,
)


def only_mentioned(line: str) -> bool:
    """Whether a line names its errcode as a table, a program or a change log does."""
    return _CODE_OR_LIST.search(line) is not None


def happened(line: str) -> bool:
    """Whether a line bears the marks of something that a program reported: a time, a rid, an exception."""
    return _HAPPENED.search(line) is not None
