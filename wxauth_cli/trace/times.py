"""Times as captures and logs write them -> Unix seconds, and whether a zone was given."""

from __future__ import annotations

import re
from calendar import timegm
from math import isfinite
from typing import NamedTuple

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_ISO = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T|\s+-\s+|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:](\d{1,9}))?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?",
    re.I,
)
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}),?\s+(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?\s*(AM|PM)?", re.I)
_COMMON_LOG = re.compile(r"(\d{1,2})/([A-Za-z]{3})/(\d{4})[: ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?\s*([+-]\d{4})?")
_HTTP_DATE = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{2,4}),?\s+(\d{2}):(\d{2}):(\d{2})\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_JAVA_DATE = re.compile(r"([A-Za-z]{3}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2}):(\d{2})\s?([AP]M)?", re.I)
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2}) (\d{2}):(\d{2}):(\d{2})")
_JS_DATE = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) (\d{1,2}) (\d{4}) (\d{2}):(\d{2}):(\d{2})\s*(?:GMT|UTC)?([+-]\d{4})?")
STAMPED = "stamped"
"""Among a request's notes: its time is that of a line that was written when it was over. See `trace.stamps`."""
_SECONDS = re.compile(r"\d{9,19}(?:\.\d{1,9})?")
EARLIEST, LATEST = 946684800.0, 4102444800.0
"""2000 and 2100: a number outside is no time of a capture."""


class Moment(NamedTuple):
    """Unix seconds; `zoned` is False where the text has no zone and was read as UTC."""

    at: float
    zoned: bool


def parse_time(value: object) -> Moment | None:
    """The time in `value`: ISO 8601 and its loose relatives, the common log format, HTTP and JavaScript dates,
    Unix seconds, milliseconds, micro- and nanoseconds. None if it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _number(float(value)) if abs(value) < 1e20 else None
    if not isinstance(value, str):
        return None
    text = value.strip("[] \t")[:80]
    for pattern, read in _READERS:
        match = pattern.match(text)
        if match is not None:
            return read(match)
    return _number(float(text)) if _SECONDS.fullmatch(text) else None


def http_date(text: str) -> float | None:
    """A `Date` header in Unix seconds (RFC 9110, 5.6.7); None if it is none."""
    match = _HTTP_DATE.match(text.strip()[:64])
    moment = _dated(match) if match is not None else None
    return moment.at if moment is not None else None


def _number(value: float) -> Moment | None:
    for unit in (1.0, 1e3, 1e6, 1e9):
        at = value / unit
        if isfinite(at) and EARLIEST <= at <= LATEST:
            return Moment(at, True)
    return None


def _make(
    year: int, month: int, day: int, hour: int, minute: int, second: int, fraction: str | None, zone: str | None
) -> Moment | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and hour <= 24 and minute <= 59 and second <= 60):
        return None
    at = timegm((year, month, day, hour, minute, second)) + (float(f"0.{fraction}") if fraction else 0.0)
    offset = _offset(zone)
    at -= offset or 0
    return Moment(at, offset is not None) if EARLIEST <= at <= LATEST else None


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "")
    seconds = int(digits[:2]) * 3600 + int(digits[2:4] or 0) * 60
    return -seconds if zone[0] == "-" else seconds


def _iso(match: re.Match[str]) -> Moment | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    return _make(year, month, day, hour, minute, second, match[7], match[8])


def _american(match: re.Match[str]) -> Moment | None:
    month, day, year, hour, minute, second = (int(part) for part in match.groups()[:6])
    if month > 12:
        month, day = day, month
    half = (match[8] or "").upper()
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    return _make(year, month, day, hour, minute, second, match[7], None)


def _common(match: re.Match[str]) -> Moment | None:
    month = _MONTHS.get(match[2].lower(), 0)
    return _make(int(match[3]), month, int(match[1]), int(match[4]), int(match[5]), int(match[6]), match[7], match[8])


def _dated(match: re.Match[str]) -> Moment | None:
    year = int(match[3])
    month = _MONTHS.get(match[2].lower(), 0)
    if year < 100:
        year += 2000
    return _make(year, month, int(match[1]), int(match[4]), int(match[5]), int(match[6]), None, match[7])


def _javascript(match: re.Match[str]) -> Moment | None:
    month = _MONTHS.get(match[1].lower(), 0)
    clock = (int(match[4]), int(match[5]), int(match[6]))
    return _make(int(match[3]), month, int(match[2]), *clock, None, match[7])


def _java(match: re.Match[str]) -> Moment | None:
    month, half = _MONTHS.get(match[1].lower(), 0), (match[7] or "").upper()
    hour = int(match[4]) % 12 + (12 if half == "PM" else 0) if half else int(match[4])
    return _make(int(match[3]), month, int(match[2]), hour, int(match[5]), int(match[6]), None, None)


def _tornado(match: re.Match[str]) -> Moment | None:
    year, month, day, hour, minute, second = (int(part) for part in match.groups())
    return _make(2000 + year, month, day, hour, minute, second, None, None)


_READERS = (
    (_ISO, _iso),
    (_COMMON_LOG, _common),
    (_US, _american),
    (_JS_DATE, _javascript),
    (_HTTP_DATE, _dated),
    (_JAVA_DATE, _java),
    (_SHORT, _tornado),
)
