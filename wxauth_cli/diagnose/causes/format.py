"""format: not three parts of strict Base64url."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="format",
    refs=("J24",),
    step=7,
    severity=Severity.ERROR,
    title=Text("格式不对，严格的库会拒绝", "The form is wrong: strict libraries refuse it"),
    detail=Text(
        "JWT 是三段严格的 Base64url。宽松的库会接受别的写法，于是同一个 token 有了几种写法，按原文做的黑名单就会失效。",
        "A JWT is three parts of strict Base64url. Lenient libraries accept more, so that one token has "
        "several spellings and deny lists by text fail.",
    ),
    fix=Text(
        "检查传输中谁改动了它（复制、换行、URL 编码、拼接）；后端要拒绝而不是修补。",
        "Find out who changed it on the way (copying, wrapping, URL-encoding, joining), and have the "
        "backend refuse it instead of mending it.",
    ),
)


SCENARIO = Scenario(with_token(text=lambda token: token[:-2]), Confidence.CERTAIN, (with_token(),))
