"""Access tokens of both kinds, each with its own rules, and neither touching the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from wxauth_cli.sandbox.dice import Dice
from wxauth_cli.sandbox.errors import DAILY_LEGACY_TOKEN, Refusal
from wxauth_cli.sandbox.quota import Quotas

TOKEN_LIFETIME_S = 7200
OVERLAP_S = 300
FORCE_SPACING_S = 30
FORCE_DAILY = 20
STABLE_PER_MINUTE = 10_000
STABLE_DAILY = 500_000
LEGACY_DAILY = 2_000
_KEEP = 5_000
_WELL_FORMED = re.compile(r"[0-9]{1,3}_[A-Za-z0-9_-]{60,509}")


class TokenKind(str, Enum):
    """Which endpoint issued it."""

    LEGACY = "legacy"
    STABLE = "stable"
    COMPONENT = "component"
    """Of a third-party platform, for its own interfaces."""
    AUTHORIZER = "authorizer"
    """Of a mini program, held by a third-party platform that it has authorised."""
    WECOM = "wecom"
    """Of a company, for WeCom's host."""
    SUITE = "suite"
    """Of a WeCom service provider."""


@dataclass
class Token:
    """A token as issued."""

    text: str
    appid: str
    kind: TokenKind
    issued_at: float
    expires_at: float
    dies_at: float
    """When it stops working because of a newer one; else `expires_at`."""
    via: str = ""
    """The third-party platform that holds it; "" if the account itself does."""

    def alive(self, now: float) -> bool:
        """Whether a call with it is accepted."""
        return now < self.dies_at and now < self.expires_at


@dataclass
class _Issued:
    legacy: list[Token] = field(default_factory=list)
    stable: list[Token] = field(default_factory=list)
    last_force_at: float | None = None


class Tokens:
    """All tokens of all apps."""

    def __init__(self) -> None:
        self._apps: dict[str, _Issued] = {}
        self._by_text: dict[str, Token] = {}

    def legacy(self, appid: str, now: float, dice: Dice, quotas: Quotas) -> Token:
        """/cgi-bin/token: always a new one; those before work for five minutes more."""
        if not quotas.take(appid, "/cgi-bin/token", now, daily=LEGACY_DAILY):
            raise Refusal(45009, DAILY_LEGACY_TOKEN)
        issued = self._apps.setdefault(appid, _Issued())
        for token in issued.legacy:
            token.dies_at = min(token.dies_at, now + OVERLAP_S)
        issued.legacy = [token for token in issued.legacy if token.alive(now)]
        token = self._issue(appid, TokenKind.LEGACY, now, dice)
        issued.legacy.append(token)
        return token

    def stable(self, appid: str, force: bool, now: float, dice: Dice, quotas: Quotas) -> Token:
        """/cgi-bin/stable_token: the same token until five minutes before its end; then a new one beside it."""
        if not quotas.take_minute(appid, "/cgi-bin/stable_token", now, STABLE_PER_MINUTE):
            raise Refusal(45011)
        if not quotas.take(appid, "/cgi-bin/stable_token", now, daily=STABLE_DAILY):
            raise Refusal(45009)
        issued = self._apps.setdefault(appid, _Issued())
        issued.stable = [token for token in issued.stable if token.alive(now)]
        current = issued.stable[-1] if issued.stable else None
        if force and self._may_refresh(appid, issued, now, quotas):
            for token in issued.stable:
                token.dies_at = now
            issued.stable = []
            issued.last_force_at = now
        elif current is not None and current.expires_at - now > OVERLAP_S:
            return current
        token = self._issue(appid, TokenKind.STABLE, now, dice)
        issued.stable.append(token)
        return token

    def _may_refresh(self, appid: str, issued: _Issued, now: float, quotas: Quotas) -> bool:
        # Too early: "the call does not refresh". That it then answers like a normal call, and does not count towards
        # the 20 of the day, is inferred.
        if issued.last_force_at is not None and now - issued.last_force_at < FORCE_SPACING_S:
            return False
        if not quotas.take(appid, "force_refresh", now, daily=FORCE_DAILY):
            raise Refusal(45009)
        return True

    def check(self, text: str, now: float) -> Token:
        """The live token of that text, or the Refusal that a business API answers with."""
        if not text:
            raise Refusal(41001)
        if not _WELL_FORMED.fullmatch(text):
            raise Refusal(40014)
        token = self._by_text.get(text)
        if token is None or token.kind in (TokenKind.WECOM, TokenKind.SUITE):
            raise Refusal(40001)
        if token.kind is TokenKind.COMPONENT:
            raise Refusal(61015)
        if now >= token.expires_at:
            raise Refusal(42001)
        if now >= token.dies_at:
            raise Refusal(40001)
        return token

    def grant(self, kind: TokenKind, appid: str, now: float, dice: Dice, *, via: str = "") -> Token:
        """A new token of a kind that neither endpoint of the two above issues; earlier ones live on."""
        return self._issue(appid, kind, now, dice, via)

    def end(self, kind: TokenKind, appid: str, now: float, *, via: str = "") -> None:
        """The live tokens of that kind and owner die now."""
        for token in self._by_text.values():
            if (token.kind, token.appid, token.via) == (kind, appid, via):
                token.dies_at = min(token.dies_at, now)

    def newest(self, kind: TokenKind, appid: str, now: float) -> Token | None:
        """The last live token of that kind and owner."""
        found = [token for token in self._by_text.values() if token.kind is kind and token.appid == appid]
        return found[-1] if found and found[-1].alive(now) else None

    def find(self, text: str) -> Token | None:
        """The token of that text, dead or alive."""
        return self._by_text.get(text)

    def owner(self, text: str) -> str | None:
        """The appid that a token was issued for, dead or alive."""
        token = self._by_text.get(text)
        return token.appid if token is not None else None

    def _issue(self, appid: str, kind: TokenKind, now: float, dice: Dice, via: str = "") -> Token:
        if len(self._by_text) >= _KEEP:
            # Long dead ones: 42001 becomes 40001 for them, nothing else changes.
            for text in [text for text, token in self._by_text.items() if now - token.expires_at > 86400]:
                del self._by_text[text]
        # 136 characters in all, one of the two lengths that were seen. WeCom's have no number before them (memory).
        foreign = kind in (TokenKind.WECOM, TokenKind.SUITE)
        text = dice.url_safe(214) if foreign else f"{dice.number(10, 99)}_{dice.url_safe(133)}"
        token = Token(text, appid, kind, now, now + TOKEN_LIFETIME_S, now + TOKEN_LIFETIME_S, via)
        self._by_text[text] = token
        return token
