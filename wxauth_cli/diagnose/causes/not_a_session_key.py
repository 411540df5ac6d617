"""What stands in place of the session_key is something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

if TYPE_CHECKING:
    from wxauth_cli.core.world import World

CAUSE = Cause(
    slug="not-a-session-key",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "这不是 session_key",
        "This is no session_key",
    ),
    detail=Text(
        "填在 session_key 位置上的是别的东西（例如自己的 token、openid 或 code）。session_key 是 24 个字符、"
        "以“==”结尾的 base64 文本。",
        "Something else stands in place of the session_key, such as one's own token, an openid or a code. A "
        "session_key is a base64 text of 24 characters that ends with “==”.",
    ),
    fix=Text(
        "用自己的 token 或 openid 到服务器的会话里查出对应的 session_key 再解密。",
        "Look up the session_key in the backend's session by that token or openid, and decrypt with it.",
    ),
)


def play(world: World) -> None:
    """How it comes about."""
    with world.unseen():
        log_in(world)
    world.habits.key_read = lambda key: "o" + "A1b2C3d4E" * 3
    detail = world.tap()
    detail.pop("code")
    world.hand_over(detail)


def key_unknown_damage(world: World) -> None:
    """Near miss: key unknown damage."""
    handing_over(dict, stale=True)(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (key_unknown_damage,))
