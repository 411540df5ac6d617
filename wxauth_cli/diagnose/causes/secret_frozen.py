"""secret-frozen: the AppSecret is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, log_in, refused_login
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain: the number names it."""
    for error in case.coded(40243):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="secret-frozen",
    refs=(),
    step=3,
    severity=Severity.ERROR,
    title=Text(
        "AppSecret 已被冻结",
        "The AppSecret is frozen",
    ),
    detail=Text(
        "管理员在后台冻结了 AppSecret，用它换取登录或 access_token 都会被拒绝。",
        "An administrator froze the AppSecret in the console; logins and access_tokens by it are refused.",
    ),
    fix=Text(
        "请管理员到后台解冻，大约 10 分钟后生效；如果是因为泄露而冻结，应当重置密钥并更新所有环境。",
        "Have the administrator unfreeze it; that takes about 10 minutes. If it was frozen because of a "
        "leak, reset it and update every environment.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.settings(secret_frozen=True)
    log_in(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (refused_login(40125),))
