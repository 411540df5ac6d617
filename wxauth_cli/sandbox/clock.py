"""The sandbox's own clock: ahead of the machine's, or standing still, or shown wrongly to others."""

from __future__ import annotations

from collections.abc import Callable


class VirtualClock:
    """Seconds since 1970. `underneath` is the clock that it follows."""

    def __init__(self, underneath: Callable[[], float]) -> None:
        self._underneath = underneath
        self.ahead_s = 0.0
        """How far it is ahead of the clock underneath, while it runs."""
        self.frozen_at: float | None = None
        """Where it stands still; None: it runs."""
        self.skew_s = 0.0
        """How much what WeChat writes is ahead of this clock; nothing ends earlier or later for it."""

    def now(self) -> float:
        """The time."""
        return self._underneath() + self.ahead_s if self.frozen_at is None else self.frozen_at

    def reset(self, frozen_at: float | None = None) -> None:
        """Follow the clock underneath exactly, or stand still at that moment."""
        self.ahead_s = self.skew_s = 0.0
        self.frozen_at = frozen_at

    def advance(self, seconds: float) -> None:
        """Move forward, standing still or not."""
        if self.frozen_at is None:
            self.ahead_s += seconds
        else:
            self.frozen_at += seconds

    def freeze(self) -> None:
        """Stand still."""
        self.frozen_at = self.now()

    def resume(self) -> None:
        """Go on from where it stands."""
        if self.frozen_at is not None:
            self.set(self.frozen_at)

    def set(self, now: float) -> None:
        """Run on from that moment."""
        self.frozen_at = None
        self.ahead_s = now - self._underneath()
