"""WeCom (企业微信): companies, the service provider's suites, and addresses that guessed too many secrets."""

from __future__ import annotations

from dataclasses import dataclass

from wxauth_cli.sandbox.dice import Dice

BAN_S = 3600
"""Repeated wrong secrets ban an address for an hour (observed)."""
WRONG_SECRETS = 30
"""How many wrong secrets within an hour bring that about. The number is ours."""


@dataclass
class Corp:
    """A company, its own app with a secret, and the provider's suite that it has installed."""

    corpid: str
    secret: str
    appid: str
    """The mini program that is linked with the app: only its codes can be exchanged."""
    suite_id: str
    suite_secret: str
    suite_ticket: str


class Wecom:
    """All companies of a sandbox."""

    def __init__(self) -> None:
        self.corps: dict[str, Corp] = {}
        self._wrong: dict[str, tuple[int, float]] = {}

    def corp(self, corpid: str | None, appid: str, dice: Dice) -> Corp:
        """The company of that corpid, made now if new and linked with that mini program; None: a new one."""
        if corpid is None:
            corpid = f"ww{dice.hex(16)}"
        found = self.corps.get(corpid)
        if found is None:
            secret, suite = dice.url_safe(43), f"dk{dice.hex(16)}"
            found = Corp(corpid, secret, appid, suite, dice.url_safe(43), dice.url_safe(64))
            self.corps[corpid] = found
        return found

    def by_suite(self, suite_id: str) -> Corp | None:
        """The company that has installed that suite."""
        return next((corp for corp in self.corps.values() if corp.suite_id == suite_id), None)

    def banned(self, ip: str, now: float) -> bool:
        """Whether an address has guessed too often."""
        count, since = self._wrong.get(ip, (0, now))
        return count >= WRONG_SECRETS and now - since < BAN_S

    def wrong_secret(self, ip: str, now: float) -> None:
        """Count a wrong secret from that address."""
        count, since = self._wrong.get(ip, (0, now))
        if now - since >= BAN_S:
            count = 0
        if len(self._wrong) > 1_000:
            self._wrong.clear()
        self._wrong[ip] = (count + 1, now)

    def has_secret(self, text: str) -> bool:
        """Whether a text is one of their secrets: made here, so nobody's real one."""
        return any(text in (corp.secret, corp.suite_secret, corp.suite_ticket) for corp in self.corps.values())
