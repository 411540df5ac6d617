"""The session_key is not the one that sealed the payload, most often because wx.login was called in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over, log_in, relogin_unsent
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match
from wxauth_cli.diagnose.traffic import traffic

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case

SOON_S = 5.0
_BETWEEN = Text(
    "一次登录（{login}）紧接在交出加密数据之前，随后解密失败",
    "a login ({login}) ran right before the payload was handed over, and decrypting failed",
)


def rule(case: Case) -> Iterator[Match]:
    """Likely where a login ran between the tap and the payload that then failed; the payload doctor knows the rest."""
    login = None
    for visit in traffic(case).visits:
        if visit.is_login and not visit.failed:
            login = visit
        elif visit.payload and visit.failed and login is not None and 0 <= visit.at - login.at <= SOON_S:
            yield Match(Confidence.LIKELY, (case.seen(visit.where, _BETWEEN, login=login.where),))
            return


CAUSE = Cause(
    slug="session-key-stale-relogin",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "session_key 不是这份数据加密时的那一个",
        "The session_key is not the one that sealed this payload",
    ),
    detail=Text(
        "长度和格式都对，但这个 session_key 打不开这份数据。最常见的原因：用户点按钮之后（或在回调里）小程序"
        "又调用了一次 wx.login，服务器换到了新的 session_key，而数据是用旧的那个加密的。其他可能：服务器存的"
        "是更早一次登录的 session_key；同一用户在另一台设备上登录过；数据预拉取先用掉了 code；拿错了用户或小"
        "程序的 session_key。单凭这份数据分不清是哪一种。",
        "Lengths and form are right, but this session_key does not open this payload. The usual reason: "
        "after the button was tapped (or in its callback) the mini program called wx.login once more, the "
        "backend got a new session_key, and the payload had been sealed under the one before. Other "
        "possibilities: the backend keeps the key of an earlier login; the user logged in on another device; "
        "data pre-fetch spent the code first; or the key is another user's or another app's. The payload "
        "alone cannot tell which.",
    ),
    fix=Text(
        "页面加载时先调用 wx.login 并换好 session_key，之后再让用户点按钮；按钮回调里不要再调 wx.login。每次"
        "登录都覆盖保存 session_key，解密失败时让用户重新登录再取一次数据。取手机号请改用 code 换号（"
        "getuserphonenumber），不需要 session_key。想确认的话，把最近几个 session_key 放进 session_keys 再试"
        "。",
        "Call wx.login when the page loads and exchange the code then; let the user tap afterwards, and do "
        "not call wx.login in the button's callback. Store the session_key on every login, and when "
        "decrypting fails have the user log in and tap again. For phone numbers use the code of the button "
        "(getuserphonenumber), which needs no session_key. To make sure, put the last few keys into "
        "session_keys and try again.",
    ),
    rule=rule,
)


def damaged_long_after(world: World) -> None:
    """Near miss: damaged long after."""
    log_in(world)
    relogin_unsent(world)
    world.wait(3600)
    detail = world.tap()
    world.hand_over({"encryptedData": detail["encryptedData"][:-9], "iv": detail["iv"]})


SCENARIO = Scenario(handing_over(dict, stale=True), Confidence.LIKELY, (damaged_long_after,))
