"""All that the sandbox remembers, with its own clock and its own randomness."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from wxauth_cli.sandbox.codes import CodePools
from wxauth_cli.sandbox.dice import Dice
from wxauth_cli.sandbox.errors import SuffixStyle
from wxauth_cli.sandbox.faults import Faults
from wxauth_cli.sandbox.journal import Journal
from wxauth_cli.sandbox.quota import Quotas
from wxauth_cli.sandbox.sessions import RotationPolicy, Sessions
from wxauth_cli.sandbox.tokens import Tokens

APPID = re.compile(r"wx[0-9a-f]{16}")
DEFAULT_USER = "default"
DEFAULT_PLATFORM = "default"


@dataclass
class App:
    """A mini program and its settings on the platform's console."""

    appid: str
    secret: str
    ip_whitelist: tuple[str, ...] = ()
    secret_frozen: bool = False
    verified: bool = True
    """A verified account of a company; without it there are no phone numbers."""
    open_platform: str | None = DEFAULT_PLATFORM
    """The Open Platform account that it is bound to; None: not bound, so no unionid."""
    escape_slashes: bool = False
    """Answers have `\\/` for `/`, as some developers saw."""
    require_https: bool = False
    """Plain HTTP is refused with 43003, as the real hosts do."""


@dataclass
class User:
    """Somebody with a phone."""

    name: str
    phone: str
    """Without country code."""
    country_code: str = "86"
    risky: bool = False


@dataclass
class Switches:
    """What to do where the platform is unclear or has changed."""

    foreign_exchange_consumes: bool = False
    """Whether an exchange with another app's credentials uses the code up. One developer saw it, most did not."""
    sns_rid_errcode: Literal[76001, 76022] = 76001
    """What rid/get says of a rid of `/sns/*`: 76001 was seen, 76022 is documented."""
    suffix: SuffixStyle = "current"
    """What follows an error text."""
    rotation: RotationPolicy = field(default_factory=RotationPolicy)


class State:
    """The whole world of one sandbox.

    `now` is the clock underneath, in Unix seconds; `advance` moves the sandbox ahead of it. `seed` makes everything
    repeatable.
    """

    def __init__(self, seed: int | None = None, *, now: Callable[[], float], switches: Switches | None = None) -> None:
        self._clock = now
        self.switches = switches or Switches()
        self.dice = Dice(seed)
        self.lock = threading.RLock()
        self.default = App(f"wx{self.dice.hex(16)}", self.dice.hex(32))
        self.reset()

    def reset(self) -> None:
        """As at the beginning: the app of the serve line with its secret, nobody logged in, the clock set right."""
        self._ahead_s = 0.0
        self.default = App(self.default.appid, self.default.secret)
        self.apps: dict[str, App] = {self.default.appid: self.default}
        self.users: dict[str, User] = {}
        self._openids: dict[tuple[str, str], str] = {}
        self.codes = CodePools()
        self.sessions = Sessions(self.switches.rotation)
        self.tokens = Tokens()
        self.quotas = Quotas()
        self.journal = Journal()
        self.faults = Faults()

    def now(self) -> float:
        """The sandbox's time, Unix seconds."""
        return self._clock() + self._ahead_s

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self._ahead_s += seconds

    def app(self, appid: str | None = None) -> App:
        """The app of that appid, made now if it is new; the default one for None."""
        if appid is None:
            return self.default
        found = self.apps.get(appid)
        if found is None:
            found = self.apps[appid] = App(appid, self.dice.hex(32))
        return found

    def new_app(self) -> App:
        """An app with an appid of our own making."""
        return self.app(f"wx{self.dice.hex(16)}")

    def user(self, name: str = DEFAULT_USER) -> User:
        """The user of that name, made now if new."""
        found = self.users.get(name)
        if found is None:
            # 130 0000 …: well formed, and nobody's.
            phone = f"130000{self.dice.stable_number('phone', name, below=100_000):05d}"
            found = self.users[name] = User(name, phone)
        return found

    def openid(self, appid: str, user: str) -> str:
        """The openid of a user in an app: 28 characters that begin with o."""
        openid = "o" + self.dice.stable("openid", appid, user, length=27)
        self._openids[appid, openid] = user
        return openid

    def user_of(self, appid: str, openid: str) -> str | None:
        """Whose openid it is in that app; None if it is not one of that app."""
        return self._openids.get((appid, openid))

    def unionid(self, appid: str, user: str) -> str | None:
        """Equal for one user in all apps of one Open Platform account; None if the app is not bound to one."""
        platform = self.app(appid).open_platform
        return None if platform is None else "o" + self.dice.stable("unionid", platform, user, length=27)

    def rid(self) -> str:
        """A request id: the time in hex, then two random blocks."""
        return f"{int(self.now()) & 0xFFFFFFFF:08x}-{self.dice.hex(8)}-{self.dice.hex(8)}"
