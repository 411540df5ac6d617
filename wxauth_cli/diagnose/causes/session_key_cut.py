"""The session_key is shorter than 16 bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

if TYPE_CHECKING:
    from wxauth_cli.core.world import World

CAUSE = Cause(
    slug="session-key-cut",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "session_key 不完整",
        "The session_key is not whole",
    ),
    detail=Text(
        "session_key 应是 24 个字符、以“==”结尾，解码后 16 字节；这里的更短。常见原因：数据库字段太短，或者经"
        "过 Cookie、INI、网址时末尾被切掉。",
        "A session_key has 24 characters, ends with “==” and decodes to 16 bytes; this one is shorter. Usual "
        "causes: a column that is too short, or its end was lost in a cookie, an INI file or a URL.",
    ),
    fix=Text(
        "整串保存 code2Session 返回的 session_key（字段至少 32 个字符），只放在服务器上，不要经过 Cookie 或网"
        "址。然后让用户重新登录。",
        "Store the session_key as code2Session returned it (a column of at least 32 characters), on the "
        "server only, never through cookies or URLs. Then have the user log in again.",
    ),
)


def play(world: World) -> None:
    """How it comes about."""
    with world.unseen():
        log_in(world)
    world.habits.key_read = lambda key: key[:18]
    detail = world.tap()
    detail.pop("code")
    world.hand_over(detail)


def key_unknown_damage(world: World) -> None:
    """Near miss: key unknown damage."""
    handing_over(dict, stale=True)(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (key_unknown_damage,))
