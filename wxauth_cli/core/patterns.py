"""Regular expressions that are compiled when they are first used: a command pays for its own ones only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING


class _Pattern:
    """Stands for a compiled pattern; its first use compiles it and takes over the pattern's methods."""

    def __init__(self, source: str, flags: int) -> None:
        self.__dict__["lazily"] = (source, flags)

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(*self.__dict__["lazily"])
        for method in ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split", "pattern"):
            self.__dict__[method] = getattr(compiled, method)
        return getattr(compiled, name)


if TYPE_CHECKING:

    def lazy_pattern(source: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
        """What `re.compile` returns, compiled at first use."""
else:

    def lazy_pattern(source: str, flags: int = 0) -> _Pattern:
        """What `re.compile` returns, compiled at first use."""
        return _Pattern(source, flags)
