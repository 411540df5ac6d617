"""secret-in-cache-key: a cache key contains the AppSecret."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain: appid and a value of an AppSecret's shape stand in the name of a cached access_token."""
    for sign in case.signed("secret-in-key"):
        yield Match(Confidence.CERTAIN, (sign.evidence(),))


CAUSE = Cause(
    slug="secret-in-cache-key",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "缓存的键名里有 AppSecret",
        "A cache key contains the AppSecret",
    ),
    detail=Text(
        "有的库默认用 appid 加 AppSecret 拼成 access_token 的缓存键。于是 Redis 的键列表、缓存文件名、日"
        "志里都能看到 AppSecret，能看这些的人就能冒充你的服务器。",
        "Some libraries build the cache key of the access_token from appid and AppSecret. The AppSecret "
        "then shows in key lists of Redis, in names of cache files and in logs, and whoever sees those "
        "can pose as your server.",
    ),
    fix=Text(
        "给 SDK 设置自己的缓存键（例如只含 appid），清掉旧的键；然后到小程序后台重置 AppSecret，并更新所有环境。",
        "Set a cache key of your own (with the appid alone, say), delete the old keys, then reset the "
        "AppSecret in the console and update every environment.",
    ),
    rule=rule,
)
