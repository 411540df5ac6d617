"""The payload opens, and its watermark names another mini program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in, relogin_unsent
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

if TYPE_CHECKING:
    from wxauth_cli.core.world import World

CAUSE = Cause(
    slug="watermark-other-app",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "数据来自另一个小程序",
        "The payload is another mini program's",
    ),
    detail=Text(
        "解密成功，但水印里的 appid 不是预期的那一个。这不是解密失败，很多 SDK 却报成同一个错误（-41003、"
        "Illegal Buffer）。多半是配置里的 appid 写错了，或多个小程序共用一个后端时串了。",
        "Decrypting worked, but the appid in the watermark is not the expected one. That is no decrypt "
        "failure, though many SDKs report the same error (-41003, Illegal Buffer). Most likely the "
        "configured appid is wrong, or several mini programs share a backend and got mixed up.",
    ),
    fix=Text(
        "核对后端配置的 appid 和小程序 project.config.json 里的 appid；水印不符的数据一律拒绝。",
        "Compare the appid in the backend's configuration with the one in the mini program's "
        "project.config.json; go on refusing payloads whose watermark does not match.",
    ),
)


def play(world: World) -> None:
    """How it comes about."""
    log_in(world)
    detail = world.tap(watermark_appid="wx" + "0" * 16)
    detail.pop("code")
    world.hand_over(detail)


def own_app(world: World) -> None:
    """Near miss: own app."""
    log_in(world)
    relogin_unsent(world)
    detail = world.tap(watermark_appid="wx" + "0" * 16)
    detail.pop("code")
    world.hand_over(detail)


SCENARIO = Scenario(play, Confidence.CERTAIN, (own_app,))
