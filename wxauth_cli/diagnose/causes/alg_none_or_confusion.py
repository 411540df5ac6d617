"""alg-none-or-confusion: the verifier goes by the algorithm that the token names."""

from __future__ import annotations

from wxauth_cli.core.findings import Severity
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="alg-none-or-confusion",
    refs=(
        "J01",
        "J03",
    ),
    step=7,
    severity=Severity.CRITICAL,
    title=Text(
        "后端按 token 自己写的算法验签，可以伪造任何用户",
        "The backend verifies by the algorithm that the token names: anyone can be forged",
    ),
    detail=Text(
        "把 alg 改成 none，或者把 RS256 的公钥当作 HS256 的密钥签一个 token，后端照样接受。攻击者不需要任"
        "何密钥就能变成任意用户。只看一个 token 看不出来，要对自己的后端实际试一次才能确定。",
        "With alg changed to none, or signed as HS256 with the public key of RS256 as its secret, a "
        "token is still accepted. An attacker becomes any user without a key. No token shows this by "
        "itself: only trying one's own backend proves it.",
    ),
    fix=Text(
        '验签时写死允许的算法（例如 algorithms=["RS256"]），密钥按算法取；升级 JWT 库，不要使用 token 里'
        "的 jwk、jku、kid 去找密钥。",
        'Pin the allowed algorithms when verifying (algorithms=["RS256"], say) and take the key by '
        "algorithm; upgrade the JWT library, and never let jwk, jku or kid of the token choose the key.",
    ),
)
