"""Requests sorted into logins, and logins into users: by code, token, openid, and by what happens inside what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wxauth_cli.core.jwt import unsafe_decode
from wxauth_cli.core.model import Leg, OutcomeKind
from wxauth_cli.trace.collect import Seen

INSIDE_S = 0.5
"""How much a log's time may lie outside the request inside which it happened."""
BEFORE_S = 3.0
"""How long before the line of a login its call to WeChat may have been, where the log tells no durations."""
ISSUED_S = 2.0
"""How far a token's `iat`, in whole seconds, may lie from the login that issued it."""
NO_TOKENS = frozenset({"undefined", "null", "none", "nan", "[object object]"})
"""What clients send that have no token: it is nobody's."""
_REFRESH = re.compile(rb"refresh_?token[\"']?\s?[=:]\s?[\"']?([\w.~+/=-]{8,4096})", re.I)


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
        self.by_refresh: dict[bytes, Login] = {}
        self._unheard: dict[int, Login] = {}
        """By input: the login last made whose answer, with the token, the input does not show."""
        self._lonely: list[int] = []
        """Calls to WeChat that a log tells before the login inside which they happened."""
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
        for token in (token_of(seen), marks.issued):
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
        if seen.exchange.step in (2, 5):
            for refresh in _refresh_tokens(seen):
                self.by_refresh[refresh] = login
        if seen.exchange.step == 2 and seen.exchange.leg is Leg.CLIENT_BACKEND:
            fine = seen.exchange.outcome.kind is OutcomeKind.FINE and not marks.issued
            for place in seen.places:
                if fine:
                    self._unheard[place.source] = login
                else:
                    self._unheard.pop(place.source, None)

    def new(self, *, anchored: bool = True) -> Login:
        login = Login(anchored=anchored)
        self.logins.append(login)
        return login

    def join(self, login: Login, other: Login) -> None:
        """Make one login of two."""
        for number in login.items:
            self.of[number] = other
        other.items = sorted({*other.items, *login.items})
        self.logins.remove(login)

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

    def alone(self, number: int) -> None:
        """A call to WeChat has been told before what caused it."""
        self._lonely.append(number)

    def before(self, number: int) -> Login | None:
        """The login of the only call to WeChat that a log tells right before this login, and that may be inside it."""
        seen = self.seen[number]
        if not (seen.timed and seen.server_side):
            return None
        at = seen.exchange.timing.started_at
        self._lonely = [other for other in self._lonely if self.seen[other].exchange.timing.started_at >= at - BEFORE_S]
        found = [other for other in self._lonely if self._inside(other, seen)]
        if len(found) != 1 or (seen.marks.code and self.of[found[0]].codes):
            return None
        self._lonely.remove(found[0])
        return self.of[found[0]]

    def _inside(self, number: int, outer: Seen) -> bool:
        inner = self.seen[number]
        if not {place.source for place in inner.places} & {place.source for place in outer.places}:
            return False
        began, timing = inner.exchange.timing.started_at, outer.exchange.timing
        # Where durations are told, loggers may still begin to count at different moments.
        return not (timing.total_ms and timing.started_at % 1) or timing.started_at - began <= INSIDE_S

    def told_nothing(self, number: int) -> Login | None:
        """The login whose token this request carries, where its answer is not recorded."""
        seen = self.seen[number]
        login = next((self._unheard[place.source] for place in seen.places if place.source in self._unheard), None)
        if login is None or not token_of(seen) or login.tokens:
            return None
        if not seen.server_side:
            return login  # one phone, one user
        issued = (unsafe_decode(seen.marks.token).claims or {}).get("iat") if seen.marks.token.count(".") == 2 else None
        if not isinstance(issued, (int, float)) or login.began is None:
            return None
        return login if login.began - ISSUED_S <= issued <= login.began + ISSUED_S else None

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


def token_of(seen: Seen) -> str:
    """The token that a client carried, "" where what it sent is none."""
    return "" if seen.marks.token.lower() in NO_TOKENS else seen.marks.token


def _refresh_tokens(seen: Seen) -> Iterator[bytes]:
    for body in (seen.exchange.request.body, seen.exchange.response.body if seen.exchange.response else b""):
        found = _REFRESH.search(body[:65536])
        if found is not None:
            yield found[1]


def _login_of(sorter: _Sorter, number: int, item: Seen) -> Login | None:
    step, marks = item.exchange.step, item.marks
    if step in (2, 3):
        known = sorter.by_code.get(marks.code) if marks.code else None
        outer = sorter.around(number, (2,)) if step == 3 else None
        if step == 3 and outer is None and item.server_side and item.timed:
            sorter.alone(number)
        if known is not None:
            if outer is not None and outer is not known and not outer.codes and not outer.tokens:
                sorter.join(outer, known)  # the client sent that code, which its line does not show
            return known
        # The call around it may carry a code that is not this one: a login of somebody else at the same moment.
        if outer is not None and (not outer.codes or not marks.code):
            return outer
        return (sorter.before(number) if step == 2 else None) or sorter.new()
    if step == 5:
        known = next((sorter.by_refresh[name] for name in _refresh_tokens(item) if name in sorter.by_refresh), None)
        if known is not None:
            return known
    for token in (token_of(item), marks.issued):
        known = sorter.by_token.get(token) if token else None
        if known is not None:
            return known
    if marks.openid and sorter.by_openid.get(marks.openid):
        return sorter.by_openid[marks.openid][-1]
    if item.exchange.leg is Leg.BACKEND_WECHAT:
        return sorter.around(number, (2, 6, 8))
    if not token_of(item):
        return None
    return sorter.told_nothing(number) or sorter.new(anchored=False)


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
