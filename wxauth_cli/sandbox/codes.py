"""One-time codes: a pool for each kind, five minutes, one use, bound to the app that they were issued for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from wxauth_cli.sandbox.dice import Dice

CODE_LIFETIME_S = 300
_KEEP = 20_000


class CodeKind(str, Enum):
    """Which call made the code; only its own endpoint knows it."""

    LOGIN = "login"
    PLUGIN = "plugin"
    PHONE = "phone"
    WECOM = "wecom"


@dataclass
class Code:
    """A code as issued."""

    text: str
    kind: CodeKind
    appid: str
    user: str
    issued_at: float
    used_at: float | None = None

    def alive(self, now: float) -> bool:
        """Whether its five minutes last. At exactly 300 s it is over (inferred)."""
        return now - self.issued_at < CODE_LIFETIME_S


class CodePools:
    """All codes. Expired ones are forgotten when there are many: an unknown code and an expired one answer alike."""

    def __init__(self) -> None:
        self._pools: dict[CodeKind, dict[str, Code]] = {kind: {} for kind in CodeKind}

    def issue(self, kind: CodeKind, appid: str, user: str, now: float, dice: Dice) -> Code:
        """A new code. Earlier unused ones stay valid (the platform is not known to cancel them).

        A wx.login code has 32 letters and digits and begins with 0; phone and plugin codes have 64 hex digits. The
        43 characters of a wx.qy.login code are memory.
        """
        pool = self._pools[kind]
        if len(pool) >= _KEEP:
            for text in [text for text, code in pool.items() if not code.alive(now)]:
                del pool[text]
        text = _text(kind, dice)
        code = Code(text, kind, appid, user, now)
        pool[text] = code
        return code

    def find(self, kind: CodeKind, text: str) -> Code | None:
        """The code of that text in the pool of that kind."""
        return self._pools[kind].get(text)

    def of_any_kind(self, text: str) -> Code | None:
        """The code of that text, whatever its kind."""
        return next((pool[text] for pool in self._pools.values() if text in pool), None)


def _text(kind: CodeKind, dice: Dice) -> str:
    if kind is CodeKind.LOGIN:
        return _login_code(dice)
    return dice.url_safe(43) if kind is CodeKind.WECOM else dice.hex(64)


def _login_code(dice: Dice) -> str:
    # Every public sample has 1 to 3 in third place and repeats four characters before its last one (observed).
    again = dice.alphanumeric(4)
    return f"0{dice.alphanumeric(1)}{dice.number(1, 3)}{again}{dice.alphanumeric(20)}{again}{dice.alphanumeric(1)}"
