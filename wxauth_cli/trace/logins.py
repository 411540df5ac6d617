"""Requests sorted into logins, and logins into users: by code, token, openid, and by what happens inside what."""

from __future__ import annotations

from dataclasses import dataclass, field

from wxauth_cli.core.model import Leg
from wxauth_cli.trace.collect import Seen

INSIDE_S = 0.5
"""How much a log's time may lie outside the request inside which it happened."""


@dataclass
class Login:
    """One login: from the code to what its token and key were used for."""

    items: list[int] = field(default_factory=list)
    """Places in the flow, from 0, in order."""
    codes: set[str] = field(default_factory=set, repr=False)
    tokens: set[str] = field(default_factory=set, repr=False)
    openids: set[str] = field(default_factory=set, repr=False)
    session_keys: list[str] = field(default_factory=list, repr=False)
    user: int = 0
    """Number of its user, from 1."""
    anchored: bool = True
    """Its login call is in the input; else only what came after it."""
    began: float | None = None


class _Sorter:
    def __init__(self, seen: list[Seen]) -> None:
        self.seen = seen
        self.logins: list[Login] = []
        self.of: dict[int, Login] = {}
        self.by_code: dict[str, Login] = {}
        self.by_token: dict[str, Login] = {}
        self.by_openid: dict[str, list[Login]] = {}
        self._open: list[int] = []
        """Client calls whose answer has not been seen yet at the time in question."""

    def put(self, number: int, login: Login) -> None:
        seen = self.seen[number]
        marks = seen.marks
        self.of[number] = login
        login.items.append(number)
        if login.began is None and seen.timed:
            login.began = seen.exchange.timing.started_at
        if marks.code and seen.exchange.step in (2, 3):
            login.codes.add(marks.code)
            self.by_code[marks.code] = login
        for token in (marks.token, marks.issued):
            if token:
                login.tokens.add(token)
                self.by_token[token] = login
        if marks.openid:
            login.openids.add(marks.openid)
            known = self.by_openid.setdefault(marks.openid, [])
            if login not in known:
                known.append(login)
        if marks.session_key:
            login.session_keys.append(marks.session_key)

    def new(self, *, anchored: bool = True) -> Login:
        login = Login(anchored=anchored)
        self.logins.append(login)
        return login

    def around(self, number: int, steps: tuple[int, ...]) -> Login | None:
        """The login of the only client call inside whose time this one lies."""
        inner = self.seen[number]
        if not inner.timed:
            return None
        at = inner.exchange.timing.started_at
        self._open = [
            other
            for other in self._open
            if self.seen[other].exchange.timing.started_at + self.seen[other].exchange.timing.total_ms / 1000 + INSIDE_S
            >= at
        ]
        found = {
            id(self.of[other]): self.of[other]
            for other in self._open
            if self.seen[other].exchange.step in steps and other in self.of
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def opened(self, number: int) -> None:
        seen = self.seen[number]
        if seen.timed and seen.exchange.leg is Leg.CLIENT_BACKEND:
            self._open.append(number)


def sort_logins(seen: list[Seen]) -> tuple[list[Login], dict[int, Login]]:
    """The logins in order, and the login of each request that belongs to one."""
    sorter = _Sorter(seen)
    for number, item in enumerate(seen):
        login = _login_of(sorter, number, item)
        if login is not None:
            sorter.put(number, login)
        sorter.opened(number)
    # What belongs to nobody in particular belongs to the only login there is.
    if len(sorter.logins) == 1:
        for number in range(len(seen)):
            if number not in sorter.of:
                sorter.of[number] = sorter.logins[0]
                sorter.logins[0].items.append(number)
        sorter.logins[0].items.sort()
    _number_users(sorter.logins)
    return sorter.logins, sorter.of


def _login_of(sorter: _Sorter, number: int, item: Seen) -> Login | None:
    step, marks = item.exchange.step, item.marks
    if step in (2, 3):
        known = sorter.by_code.get(marks.code) if marks.code else None
        if known is not None:
            return known
        if step == 3:
            outer = sorter.around(number, (2,))
            # The call around it may carry a code that is not this one: a login of somebody else at the same moment.
            if outer is not None and (not outer.codes or not marks.code):
                return outer
        return sorter.new()
    for token in (marks.token, marks.issued):
        known = sorter.by_token.get(token) if token else None
        if known is not None:
            return known
    if marks.openid and sorter.by_openid.get(marks.openid):
        return sorter.by_openid[marks.openid][-1]
    if item.exchange.leg is Leg.BACKEND_WECHAT:
        return sorter.around(number, (2, 6, 8))
    return sorter.new(anchored=False) if marks.token else None


def _number_users(logins: list[Login]) -> None:
    """The same openid, or the same token, is the same user."""
    known: dict[str, int] = {}
    count = 0
    for login in logins:
        names = [*(f"openid {value}" for value in login.openids), *(f"token {value}" for value in login.tokens)]
        login.user = next((known[name] for name in names if name in known), 0)
        if not login.user:
            count += 1
            login.user = count
        for name in names:
            known.setdefault(name, login.user)
