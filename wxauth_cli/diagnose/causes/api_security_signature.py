"""api-security-signature: server API signing or encryption is switched on, and this call fails it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_phone_call
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.core.world import World
    from wxauth_cli.diagnose.case import Case


def rule(case: Case) -> Iterator[Match]:
    """Certain: the numbers 40230 to 40240 belong to it alone."""
    for error in case.coded(*range(40230, 40241)):
        yield Match(Confidence.CERTAIN, (error.evidence(),))


CAUSE = Cause(
    slug="api-security-signature",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "服务端 API 签名或加密没有通过",
        "The server API's signing or encryption check failed",
    ),
    detail=Text(
        "这个小程序打开了服务端 API 签名/加密，于是调用必须带 Wechatmp-* 请求头并加密请求体。缺请求头、时间"
        "戳偏差太大、签名或密文不对，或者还在用普通方式调用，都会被拒绝。",
        "This mini program has server API signing/encryption switched on, so calls have to carry the "
        "Wechatmp-* headers and an encrypted body. A missing header, a clock too far off, a wrong "
        "signature or ciphertext, or a plain call is refused.",
    ),
    fix=Text(
        "按文档对 urlpath、appid、时间戳、请求体签名（RSA 用 PSS，盐长 32），urlpath 含 "
        "https://api.weixin.qq.com；核对服务器时间；不需要时在后台关闭这项功能。",
        "Sign urlpath, appid, timestamp and body as documented (RSA with PSS, salt of 32), urlpath "
        "including https://api.weixin.qq.com; check the server's clock; switch the feature off in the "
        "console if it is not needed.",
    ),
    rule=rule,
)


def play(world: World) -> None:
    """How it comes about."""
    world.fault("/wxa/business/getuserphonenumber", errcode=40234)
    with_phone_call(lambda call: call)(world)


def other_signature(world: World) -> None:
    """Near miss: other signature."""
    world.fault("/wxa/business/getuserphonenumber", errcode=87009)
    with_phone_call(lambda call: call)(world)


SCENARIO = Scenario(play, Confidence.CERTAIN, (other_signature,))
