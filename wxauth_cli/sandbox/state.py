"""All that the sandbox remembers, with its own clock and its own randomness."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from wxauth_cli.sandbox.api_keys import ApiKeys
from wxauth_cli.sandbox.callbacks import Callbacks
from wxauth_cli.sandbox.clock import VirtualClock
from wxauth_cli.sandbox.codes import CodePools
from wxauth_cli.sandbox.components import Components
from wxauth_cli.sandbox.dice import Dice
from wxauth_cli.sandbox.errors import SuffixStyle
from wxauth_cli.sandbox.faults import Faults
from wxauth_cli.sandbox.journal import Journal
from wxauth_cli.sandbox.quota import Quotas
from wxauth_cli.sandbox.sessions import RotationPolicy, Sessions
from wxauth_cli.sandbox.tokens import Tokens
from wxauth_cli.sandbox.userdata import UserData
from wxauth_cli.sandbox.wecom import Wecom

if TYPE_CHECKING:
    from wxauth_cli.sandbox.snapshots import Snapshot

APPID = re.compile(r"wx[0-9a-f]{16}")
_LIKE_A_REAL_SECRET = re.compile(r"[0-9a-f]{32}")
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
    """A verified account; without it there are no phone numbers."""
    personal: bool = False
    """The account of a person and not of a company: no phone numbers either."""
    open_platform: str | None = DEFAULT_PLATFORM
    """The Open Platform account that it is bound to; None: not bound, so no unionid."""
    escape_slashes: bool = False
    """Answers have `\\/` for `/`, as some developers saw."""
    require_https: bool = False
    """Plain HTTP is refused with 43003, as the real hosts do."""
    api_security: ApiKeys | None = None
    """The keys with which its calls are signed and encrypted; None: they are not."""
    secret_may_be_real: bool = False
    """The secret was not made here and looks like one of the platform's: it is not shown again."""

    @property
    def may_have_phones(self) -> bool:
        """Whether getPhoneNumber is open to it: to verified accounts that are not a person's."""
        return self.verified and not self.personal


def like_a_real_secret(text: str) -> bool:
    """Whether an AppSecret has the shape of the platform's: 32 lower-case hex digits."""
    return _LIKE_A_REAL_SECRET.fullmatch(text) is not None


@dataclass
class User:
    """Somebody with a phone."""

    name: str
    phone: str
    """Without country code."""
    country_code: str = "86"
    risky: bool = False
    steps: tuple[int, ...] = ()
    """Steps of the last days as WeRun tells them, today's last; days that are not named have invented ones."""


@dataclass
class Switches:
    """What to do where the platform is unclear or has changed."""

    foreign_exchange_consumes: bool = False
    """Whether an exchange with another app's credentials uses the code up. One developer saw it, most did not."""
    sns_rid_errcode: Literal[76001, 76022] = 76001
    """What rid/get says of a rid of `/sns/*`: 76001 was seen, 76022 is documented."""
    encrypted_msg_hash: Literal["text", "bytes"] = "text"
    """What checkEncryptedData wants the SHA-256 of: the Base64 text, as SDKs hash it, or what it decodes to."""
    old_rid_errcode: Literal[76001, 76004] = 76004
    """What rid/get says of a rid that is older than seven days: the page has one number and a note about the other."""
    component_ip_errcode: Literal[61004, 40090] = 61004
    """What a third-party platform hears from an address that it has not registered. Both were seen."""
    quota_clear_window: Literal["month", "day"] = "month"
    """In which fifty calls of openapi/quota/clear are allowed: one page says a month, another a day."""
    quota_clear_paths: Literal["any", "shop"] = "any"
    """Which paths openapi/quota/clear takes: its notes speak of any, its table of those of `/channels/ec/` only."""
    country_code: Literal["text", "number"] = "text"
    """How getPhoneNumber writes countryCode: text was seen, the page's sample has a number."""
    login_errcode: bool = False
    """Whether code2Session says errcode 0 and errmsg ok on success, as its page's sample does. Real ones do not."""
    api_cipher: Literal["AES256_GCM", "SM4_GCM"] = "AES256_GCM"
    """Which of the console's two ciphers the keys are for that an app gets when it switches api_security on."""
    serial_required: bool = False
    """Whether a signed call without Wechatmp-Serial is 40230. The request's table has no such header."""
    certificate_rollover: bool = False
    """Whether the platform is exchanging its certificate: answers are signed with the next one, and with the present
    one in `Wechatmp-Serial-Deprecated` and `Wechatmp-Signature-Deprecated`."""
    suffix: SuffixStyle = "current"
    """What follows an error text."""
    rotation: RotationPolicy = field(default_factory=RotationPolicy)


class State:
    """The whole world of one sandbox.

    `now` is the clock underneath, in Unix seconds; `clock` moves the sandbox ahead of it. `seed` makes everything
    repeatable. All that is an attribute of it, or of a part of it, is what `rows` keeps in files and snapshots.
    """

    def __init__(self, seed: int | None = None, *, now: Callable[[], float], switches: Switches | None = None) -> None:
        self.seed = seed
        self.switches = switches or Switches()
        self._first_switches = replace(self.switches)
        self.dice = Dice(seed)
        self.lock = threading.RLock()
        self.clock = VirtualClock(now)
        self.frozen_from: float | None = None
        """Where the clock stands still from the beginning; None: it runs."""
        self.snapshots: dict[str, Snapshot] = {}
        self.generation = 0
        """How often everything was replaced at once."""
        self.keep: Callable[[], None] | None = None
        """Called when a call has been dealt with and before it is answered: writes down what has changed."""
        default = App(f"wx{self.dice.hex(16)}", self.dice.hex(32))
        self.default_appid = default.appid
        self._begin(default)
        self._dice_at_start = self.dice.mark()

    def reset(self) -> None:
        """As at the beginning: the app of the serve line with its secret, nobody logged in, the clock set right.

        Snapshots stay. With a seed the same values come again.
        """
        self.dice.rewind(self._dice_at_start)
        self._begin(App(self.default_appid, self._first_secret))
        self.generation += 1

    def _begin(self, default: App) -> None:
        self.switches = replace(self._first_switches)
        self._first_secret = default.secret
        self.clock.reset(self.frozen_from)
        self.apps: dict[str, App] = {default.appid: default}
        self.users: dict[str, User] = {}
        self._openids: dict[tuple[str, str], str] = {}
        self.codes = CodePools()
        self.sessions = Sessions(self.switches.rotation)
        self.tokens = Tokens()
        self.quotas = Quotas()
        self.journal = Journal()
        self.faults = Faults()
        self.components = Components()
        self.wecom = Wecom()
        self.userdata = UserData()
        self.callbacks = Callbacks()

    def reseed(self, seed: int) -> None:
        """Have the dice of that seed; what they have made so far stays."""
        self.seed = seed
        self.dice = Dice(seed)

    def begin_frozen(self, at: float) -> None:
        """Have the clock stand still at that moment, now and after a reset, until it is told to go on."""
        self.frozen_from = at
        self.clock.reset(at)

    @property
    def default(self) -> App:
        """The app of the serve line."""
        return self.apps[self.default_appid]

    def now(self) -> float:
        """The sandbox's time, Unix seconds: by it codes and tokens end."""
        return self.clock.now()

    def shown_now(self) -> float:
        """What WeChat's clock shows to others, Unix seconds: in `Date`, rids, watermarks. It may be wrong."""
        return self.clock.now() + self.clock.skew_s

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self.clock.advance(seconds)

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

    def has_secret(self, text: str) -> bool:
        """Whether a text is a secret that was made here: then it is nobody's real one."""
        own = any(app.secret == text and not app.secret_may_be_real for app in self.apps.values())
        return own or self.components.has_secret(text) or self.wecom.has_secret(text)

    def rid(self) -> str:
        """A request id: the time in hex, then two random blocks."""
        return f"{int(self.shown_now()) & 0xFFFFFFFF:08x}-{self.dice.hex(8)}-{self.dice.hex(8)}"
