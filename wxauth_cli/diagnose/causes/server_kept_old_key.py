"""server-kept-old-key: the server's session_key is not the latest one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Likely by the answer of the check: a wrongly computed signature looks the same."""
    for error in case.coded(87007, 87009):
        yield Match(Confidence.LIKELY, (error.evidence(),))


CAUSE = Cause(
    slug="server-kept-old-key",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "服务器保存的 session_key 不是最新的",
        "The session_key that the server kept is not the latest",
    ),
    detail=Text(
        "87009 表示签名对不上微信手里的 session_key：多半是用户后来又 wx.login 过（例如另一台设备），而服务"
        "器还留着旧的；也可能是签名算错，HMAC 的密钥要用 session_key 的文本，不要先做 base64 解码。87007 表"
        "示这个用户已没有有效的会话。wx.checkSession 成功只说明最新的 session_key 有效，不代表服务器里的那"
        "个有效。",
        "87009 means that the signature does not fit the session_key that WeChat holds: mostly the user "
        "has called wx.login since (on another device, say) and the server still has the former key; or "
        "the signature was computed wrongly, since the HMAC takes the text of session_key as its key, "
        "without base64-decoding. 87007 means that the user has no live session. A success of "
        "wx.checkSession vouches for the newest key, not for the server's.",
    ),
    fix=Text(
        "每次登录都覆盖保存 session_key；校验或解密第一次失败时，就让前端重新 wx.login。",
        "Store session_key anew at every login; on the first failing check or decryption have the client "
        "call wx.login again.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    world.habits.keeps_first_key = True
    world.wait(600)
    world.user(rotate=True)
    log_in(world)
    world.check_session(world.openid(), world.session_key())


def key_kept_new(world: World) -> None:
    """Near miss: key kept new."""
    log_in(world)
    world.wait(600)
    world.user(rotate=True)
    log_in(world)
    world.check_session(world.openid(), world.session_key())


SCENARIO = Scenario(play, Confidence.LIKELY, (key_kept_new,))
