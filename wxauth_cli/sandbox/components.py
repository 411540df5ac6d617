"""Third-party platforms (components): their tickets, who has authorised them, and with what permission sets."""

from __future__ import annotations

from dataclasses import dataclass, field

from wxauth_cli.sandbox.dice import Dice

TICKET_LIFETIME_S = 12 * 3600
TICKET_EVERY_S = 600
"""WeChat pushes a new ticket this often."""
AUTHORIZATION_CODE_S = 3600
"""Memory: `expires_in` that comes with an authorization_code."""
ALL_SETS = (1, 17, 18, 19, 25, 30, 31, 36, 37, 40)
"""Permission sets that an authorisation has unless told otherwise; 18 is needed to reset a session_key."""
_KEEP = 100


@dataclass
class Authorization:
    """A mini program that has authorised a platform."""

    appid: str
    refresh_token: str
    """Valid until the mini program takes the authorisation back."""
    permission_sets: tuple[int, ...]
    authorized_at: float
    code: str
    """The authorization_code that the platform got at its callback page."""
    code_used: bool = False


@dataclass
class Component:
    """A third-party platform."""

    appid: str
    secret: str
    ip_whitelist: tuple[str, ...] = ()
    """Addresses that it registered, exact ones only; none: everybody may call (as in a mini program, inferred)."""
    tickets: list[tuple[str, float]] = field(default_factory=list)
    """Tickets that were pushed, and when."""
    pushed_at: float | None = None
    """When a ticket was last sent to the callback; None: never."""
    authorizations: dict[str, Authorization] = field(default_factory=dict)
    """By the mini program's appid."""

    def ticket(self, now: float, dice: Dice) -> str:
        """The ticket that was pushed last; a new one if the last is ten minutes old."""
        if not self.tickets or now - self.tickets[-1][1] >= TICKET_EVERY_S:
            self.tickets = [*self.tickets[-_KEEP:], (f"ticket@@@{dice.url_safe(86)}", now)]
        return self.tickets[-1][0]

    def ticket_age_s(self, text: str, now: float) -> float | None:
        """How old a ticket is; None if it was never pushed."""
        return next((now - at for ticket, at in self.tickets if ticket == text), None)

    def authorize(self, appid: str, sets: tuple[int, ...], now: float, dice: Dice) -> Authorization:
        """Have the mini program authorise the platform, or change what it has authorised it for."""
        before = self.authorizations.get(appid)
        refresh_token = before.refresh_token if before is not None else f"refreshtoken@@@{dice.url_safe(43)}"
        made = Authorization(appid, refresh_token, sets, now, f"queryauthcode@@@{dice.url_safe(64)}")
        self.authorizations[appid] = made
        return made

    def by_code(self, code: str) -> Authorization | None:
        """The authorisation that an authorization_code stands for."""
        return next((one for one in self.authorizations.values() if one.code == code), None)


class Components:
    """All platforms of a sandbox."""

    def __init__(self) -> None:
        self._components: dict[str, Component] = {}

    def get(self, appid: str, dice: Dice) -> Component:
        """The platform of that appid, made now if new."""
        found = self._components.get(appid)
        if found is None:
            found = self._components[appid] = Component(appid, dice.hex(32))
        return found

    def find(self, appid: str) -> Component | None:
        """The platform of that appid."""
        return self._components.get(appid)

    def first(self) -> Component | None:
        """The one that came into being first."""
        return next(iter(self._components.values()), None)

    def all(self) -> tuple[Component, ...]:
        """All of them."""
        return tuple(self._components.values())

    def has_secret(self, text: str) -> bool:
        """Whether a text is one of their secrets, tickets or refresh tokens: made here, so nobody's real one."""
        return any(
            text == component.secret
            or component.ticket_age_s(text, 0) is not None
            or any(text in (one.refresh_token, one.code) for one in component.authorizations.values())
            for component in self._components.values()
        )
