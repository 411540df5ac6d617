"""Moments and spans of time in words."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from wxauth_cli.knowledge.texts import Texts


def moment(at: object) -> str:
    """Unix seconds as `2027-01-15 08:00:00 UTC`."""
    if not isinstance(at, (int, float)):
        return "-"
    return datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")


def beijing(at: object) -> str:
    """Unix seconds as `2027-01-15 16:00:00 +08:00`: the time that WeChat's users and logs go by."""
    if not isinstance(at, (int, float)):
        return "-"
    return datetime.fromtimestamp(at, timezone(timedelta(hours=8))).strftime("%Y-%m-%d %H:%M:%S +08:00")


def span(t: Texts, seconds: object) -> str:
    """A length of time in its largest fitting unit: `40 s`, `3 min`, `5 h`, `2 d`."""
    n = int(seconds) if isinstance(seconds, (int, float)) else 0
    for unit, size, below in (("seconds", 1, 120), ("minutes", 60, 7200), ("hours", 3600, 172800)):
        if n < below:
            return t(f"common.{unit}", n=n // size)
    return t("common.days", n=n // 86400)


def ago(t: Texts, seconds: object) -> str:
    """`3 min ago`."""
    return t("common.ago", time=span(t, seconds))


def ahead(t: Texts, seconds: object) -> str:
    """`in 3 min`."""
    return t("common.in-future", time=span(t, seconds))
