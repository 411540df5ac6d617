"""The shape of a one-time code, looked at before it is spent.

Only the phone code's shape (64 hexadecimal digits) and the mock's text are safe to judge by. That a login code has 32
characters, begins with 0, has 1 to 3 in third place and repeats its characters 4 to 7 before its last one was seen in
every public sample and is documented nowhere: what departs from it is warned of, never refused.
"""

from __future__ import annotations

import re
from enum import Enum

from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.secret import HIDDEN


class CodeShape(str, Enum):
    """What a text looks like in the place of a code."""

    LOGIN = "login"
    """32 letters and digits that begin with 0: a code of wx.login. Whether it is regular says `is_regular`."""
    PHONE = "phone"
    """64 lower-case hexadecimal digits: from the phone button, or of wx.pluginLogin."""
    MOCK = "mock"
    """What DevTools gives without a real appid."""
    PLACEHOLDER = "placeholder"
    """Words of a document or a template, `undefined`, or too short for any code."""
    CUT = "cut"
    """The beginning of a login code."""
    CASE_CHANGED = "case-changed"
    """A login code in capitals or in small letters only."""
    UNUSUAL = "unusual"
    """Anything else."""
    EMPTY = "empty"


MOCK_CODE = "the code is a mock one"
STRIPPED = ("blanks", "line-end", "invisible", "quotes", "comma", "field-name", "json", "percent-encoding")
"""What `tidy` may take off."""

_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’", "「": "」"}
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
_FIELD = lazy_pattern(r"(?:js_?)?code\s*[=:]\s*(?=\S)", re.I)
_JSON = lazy_pattern(r'\{.*"(?:js_)?code"\s*:\s*"(?P<code>[^"\\]*)".*\}', re.S)
_PERCENT_AROUND = lazy_pattern(r"(?:%(?:22|27|20|09|0[aA]|0[dD]))+")

_LOGIN = lazy_pattern(r"0[0-9A-Za-z]{31}")
_REGULAR = lazy_pattern(r"0[0-9A-Za-z][1-3]([0-9A-Za-z]{4})[0-9A-Za-z]{20}\1[0-9A-Za-z]")
_LOGIN_HEAD = lazy_pattern(r"0[0-9A-Za-z][1-3][0-9A-Za-z]{7,28}")
_PHONE = lazy_pattern(r"[0-9a-f]{64}")
_HEX = lazy_pattern(r"[0-9a-f]+|[0-9A-F]+")
_ONE_CASE = lazy_pattern(r"0[0-9A-Z]{31}|0[0-9a-z]{31}")
_WORDS = frozenset({"undefined", "null", "none", "nan", "nil", "false", "true", "jscode", "js_code", "logincode"})
_TEMPLATE = lazy_pattern(
    r"[<{\[$%*].*[>}\]*%]|[xX.*]+|(?:your|my|test|the|some|wx|mock|fake|sample)[-_ ].*", re.S | re.I
)
SHORTEST = 10
"""Characters from which on a text may be a code, or what is left of one."""


def tidy(code: str) -> tuple[str, tuple[str, ...]]:
    """`code` without what travelled around it, and the names (see STRIPPED) of what that was, in their order."""
    found: list[str] = []
    before = None
    while code != before:
        before = code
        for name, bare in (
            ("invisible", code.strip(_INVISIBLE)),
            ("line-end", code.strip("\r\n")),
            ("blanks", code.strip()),
            ("percent-encoding", _without_percent(code)),
            ("comma", code.rstrip(",;") if len(code.rstrip(",;")) >= SHORTEST else code),
            ("quotes", _without_quotes(code)),
            ("json", _out_of_json(code)),
            ("field-name", _FIELD.sub("", code, count=1) if _FIELD.match(code) else code),
        ):
            if bare != code:
                if name not in found:
                    found.append(name)
                code = bare
                break
    return code, tuple(found)


def _without_percent(code: str) -> str:
    head = _PERCENT_AROUND.match(code)
    if head:
        code = code[head.end() :]
    tail = re.search(_PERCENT_AROUND.pattern + r"\Z", code)
    return code[: tail.start()] if tail else code


def _without_quotes(code: str) -> str:
    if len(code) > 1 and _QUOTES.get(code[0]) == code[-1]:
        return code[1:-1]
    # One quote alone is left over when a text was cut out of a JSON document.
    if len(code) > SHORTEST and code[0] in "\"'" and code[0] not in code[1:]:
        return code[1:]
    if len(code) > SHORTEST and code[-1] in "\"'" and code[-1] not in code[:-1]:
        return code[:-1]
    return code


def _out_of_json(code: str) -> str:
    match = _JSON.fullmatch(code)
    return match["code"] if match else code


def is_regular(code: str) -> bool:
    """Whether a login code repeats itself as every public sample does. Not documented: say so at most."""
    return _REGULAR.fullmatch(code) is not None


def shape_of(code: str) -> CodeShape:
    """What `code` (already tidied) looks like."""
    if not code:
        return CodeShape.EMPTY
    if HIDDEN in code:
        # Masked by whoever kept it: nothing can be said of its shape.
        return CodeShape.UNUSUAL
    words = re.sub(r"[\s+]+|%20", " ", code).casefold()
    if words == MOCK_CODE:
        return CodeShape.MOCK
    # Before the shape of a whole code: what it repeats, it repeats in capitals too.
    if _ONE_CASE.fullmatch(code) and sum(char.isalpha() for char in code) >= 16 and not _HEX.fullmatch(code):
        return CodeShape.CASE_CHANGED
    if _LOGIN.fullmatch(code) and not _HEX.fullmatch(code):
        return CodeShape.LOGIN
    if _PHONE.fullmatch(code):
        return CodeShape.PHONE
    if len(code) < SHORTEST or " " in words or words in _WORDS or (_TEMPLATE.fullmatch(code) and not code.isalnum()):
        return CodeShape.PLACEHOLDER
    if re.fullmatch(r"[xX]+", code):
        return CodeShape.PLACEHOLDER
    if _LOGIN_HEAD.fullmatch(code) and not _HEX.fullmatch(code):
        return CodeShape.CUT
    return CodeShape.UNUSUAL
