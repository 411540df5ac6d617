"""Counters per app and interface, by the day, by the minute, and for a few by the month."""

from __future__ import annotations

from time import gmtime

_DAY_S = 86400
_CHINA_S = 8 * 3600


class Quotas:
    """How often each interface was used.

    That a day begins at midnight in China, and a minute when the clock's does, is inferred.
    """

    def __init__(self) -> None:
        self._days: dict[tuple[str, str], tuple[int, int]] = {}
        self._minutes: dict[tuple[str, str], tuple[int, int]] = {}
        self._months: dict[tuple[str, str], tuple[int, int]] = {}

    def take(self, appid: str, what: str, now: float, *, daily: int) -> bool:
        """Count one use; False, and nothing counted, if the day's are gone."""
        return _take(self._days, (appid, what), int(now + _CHINA_S) // _DAY_S, daily)

    def take_minute(self, appid: str, what: str, now: float, limit: int) -> bool:
        """Count one use; False, and nothing counted, if the minute's are gone."""
        return _take(self._minutes, (appid, what), int(now) // 60, limit)

    def take_month(self, appid: str, what: str, now: float, limit: int) -> bool:
        """Count one use; False, and nothing counted, if the month's are gone."""
        # 253402300799 is the end of the year 9999.
        at = gmtime(min(now + _CHINA_S, 253402300799))
        return _take(self._months, (appid, what), at.tm_year * 12 + at.tm_mon, limit)

    def clear(self, appid: str, what: str | None = None) -> None:
        """The day's uses of one interface, or of all, are forgotten."""
        for key in [key for key in self._days if key[0] == appid and what in (None, key[1])]:
            del self._days[key]

    def used(self, appid: str, what: str, now: float) -> int:
        """Uses so far today."""
        day, count = self._days.get((appid, what), (0, 0))
        return count if day == int(now + _CHINA_S) // _DAY_S else 0


def _take(table: dict[tuple[str, str], tuple[int, int]], key: tuple[str, str], window: int, limit: int) -> bool:
    counted_in, count = table.get(key, (window, 0))
    if counted_in != window:
        count = 0
    if count >= limit:
        return False
    table[key] = (window, count + 1)
    return True
