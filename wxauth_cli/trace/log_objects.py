"""Objects inside the lines of a log: JSON, and what Python (`repr`) and Node (`console.log`) print."""

from __future__ import annotations

import json
import re

from wxauth_cli.trace.bodies import text_body
from wxauth_cli.trace.captured import Body, Captured
from wxauth_cli.trace.log_json import captured_of

ANSWER_WORD = re.compile(
    r"(?:resp(?:onse)?(?:_?body)?|result|answer|return(?:ed)?|res|返回|响应|结果|应答|[-=]>)[^{\n]{0,30}$", re.I
)
ONLY_ANSWERED = frozenset({"errcode", "session_key", "phone_info"})
"""Names that only WeChat's answers have."""
_decode = json.JSONDecoder()
LONGEST = 8192
_PARTS = re.compile(
    r"""'((?:[^'\\]|\\.)*)'|"(?:[^"\\]|\\.)*"|([A-Za-z_$][\w$]*)(?=\s*:)|\b(True|False|None|undefined)\b|([{}])"""
)
_WORDS = {"True": "true", "False": "false", "None": "null", "undefined": "null"}
_ESCAPED = re.compile(r"\\(.)")


def _loose_object(text: str, start: int) -> tuple[dict[str, object] | None, int]:
    pieces: list[str] = []
    at, depth = start, 0
    for part in _PARTS.finditer(text, start, start + LONGEST):
        quoted, name, word, brace = part.groups()
        pieces.append(text[at : part.start()])
        at = part.end()
        if quoted is not None:
            pieces.append(json.dumps(_ESCAPED.sub(r"\1", quoted)))
        elif name is not None or word is not None:
            pieces.append(json.dumps(name) if name else _WORDS[word])
        else:
            pieces.append(part.group())
        depth += (brace == "{") - (brace == "}")
        if brace == "}" and depth == 0:
            break
    else:
        return None, start
    try:
        value = json.loads(re.sub(r",(\s*[}\]])", r"\1", "".join(pieces)))
    except (ValueError, RecursionError):
        return None, start
    return (value, at) if isinstance(value, dict) else (None, start)


def object_at(text: str, start: int) -> tuple[dict[str, object] | None, int]:
    """The object that begins at `start`, and where it ends; None if it is none that can be read."""
    try:
        value, end = _decode.raw_decode(text, start)
    except (ValueError, RecursionError):
        return _loose_object(text, start)
    return (value, end) if isinstance(value, dict) else (None, start)


def text_of(text: str, value: dict[str, object]) -> Body:
    """The body that an object in a line is: as it stands, or as JSON where another language's notation stands."""
    return text_body(text if '"' in text[:3] or "'" not in text else json.dumps(value, ensure_ascii=False))


def bodies_of(rest: str) -> tuple[Body, Body]:
    """The JSON objects in what stands behind a URL: the request's, and the answer's (behind a word that says so)."""
    request = answer = Body()
    at, tries = 0, 0
    while tries < 8:
        start = rest.find("{", at)
        if start < 0:
            break
        tries += 1
        value, end = object_at(rest, start)
        if value is None:
            at = start + 1
            continue
        if not ONLY_ANSWERED.isdisjoint(value) or ANSWER_WORD.search(rest, max(0, start - 60), start):
            answer = answer if answer.data else text_of(rest[start:end], value)
        else:
            request = request if request.data else text_of(rest[start:end], value)
        at = end
    return request, answer


def record_in(line: str, index: int) -> Captured | None:
    """The request of a record at the end of a line: Caddy's and zap's console, monolog."""
    start = line.find("{")
    if start < 0 or "ethod" not in line or not line.rstrip().endswith(("}", "]")):
        return None
    value, _ = object_at(line, start)
    return captured_of(value, index) if value is not None else None
