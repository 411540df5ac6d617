"""Session keys: one per app and user, kept or replaced at wx.login, with what they were before."""

from __future__ import annotations

from dataclasses import dataclass, field

from wxauth_cli.sandbox.dice import Dice

SESSION_LIFETIME_S = 3 * 86400
"""The platform publishes no lifetime and lengthens it with use. Three days from the last wx.login are ours."""


@dataclass
class Session:
    """The server's side of a login state."""

    session_key: str
    created_at: float
    expires_at: float
    history: list[tuple[str, float]] = field(default_factory=list)
    """Earlier keys, and when each ended."""

    def replace(self, session_key: str, now: float) -> None:
        """Have a new key, the end stays."""
        self.history = [*self.history[-19:], (self.session_key, now)]
        self.session_key = session_key
        self.created_at = now


@dataclass
class RotationPolicy:
    """When wx.login replaces the key. The platform says that it may, and not more often than at some interval."""

    min_interval_s: float | None = None
    """Replace a key that is at least this old; None: keep it as long as the session lives, unless told otherwise."""


class Sessions:
    """All sessions."""

    def __init__(self, policy: RotationPolicy) -> None:
        self.policy = policy
        self._sessions: dict[tuple[str, str], Session] = {}
        self._rotate_next: set[tuple[str, str]] = set()

    def rotate_at_next_login(self, appid: str, user: str) -> None:
        """Have the next wx.login replace the key."""
        self._rotate_next.add((appid, user))

    def login(self, appid: str, user: str, now: float, dice: Dice) -> Session:
        """wx.login: begins a session or lengthens it; replaces its key if that is due."""
        session = self.live(appid, user, now)
        if session is None:
            return self._begin(appid, user, now, dice)
        interval = self.policy.min_interval_s
        due = interval is not None and now - session.created_at >= interval
        if (appid, user) in self._rotate_next or due:
            session.replace(dice.session_key(), now)
        self._rotate_next.discard((appid, user))
        session.expires_at = now + SESSION_LIFETIME_S
        return session

    def live(self, appid: str, user: str, now: float) -> Session | None:
        """The session if there is one that has not ended."""
        session = self._sessions.get((appid, user))
        return session if session is not None and now < session.expires_at else None

    def last(self, appid: str, user: str) -> Session | None:
        """The session, ended or not."""
        return self._sessions.get((appid, user))

    def end(self, appid: str, user: str, now: float) -> None:
        """End the session, if there is a live one."""
        session = self.live(appid, user, now)
        if session is not None:
            session.expires_at = now

    def current(self, appid: str, user: str, now: float, dice: Dice) -> Session:
        """The live session; one begins if there is none (the client encrypts with some key, inferred)."""
        return self.live(appid, user, now) or self._begin(appid, user, now, dice)

    def _begin(self, appid: str, user: str, now: float, dice: Dice) -> Session:
        before = self._sessions.get((appid, user))
        session = Session(dice.session_key(), now, now + SESSION_LIFETIME_S)
        if before is not None:
            session.history = [*before.history[-19:], (before.session_key, before.expires_at)]
        self._sessions[appid, user] = session
        self._rotate_next.discard((appid, user))
        return session
