"""Moments as JSON documents show them."""

from __future__ import annotations

from datetime import datetime, timezone


def iso(seconds: float) -> str:
    """ISO 8601 in UTC, to the second; "" for a moment beyond the calendar."""
    try:
        return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return ""
