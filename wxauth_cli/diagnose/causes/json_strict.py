"""json-strict: JSON that two readers may read differently."""

from wxauth_cli.core import base64url
from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="json-strict",
    refs=("J25",),
    step=7,
    severity=Severity.ERROR,
    title=Text("里面的 JSON 不严格", "The JSON in it is not strict"),
    detail=Text(
        "遇到这样的 JSON，不同的解析器会读出不同的值，验证的和使用的可能不是同一个。",
        "Parsers differ on such JSON, so what was checked may not be what is used.",
    ),
    fix=Text(
        "签发方用正规的 JSON 库生成 UTF-8；后端拒绝这样的 token。",
        "Have the issuer write UTF-8 with a proper JSON library, and have the backend refuse such tokens.",
    ),
)


def twice(token: str) -> str:
    """A claim that stands there two times."""
    header, claims, signature = token.split(".")
    text = base64url.decode_lenient(claims) or b""
    doubled = base64url.encode(text[:-1] + b',"sub":"1"}')
    return f"{header}.{doubled}.{signature}"


SCENARIO = Scenario(with_token(text=twice), Confidence.CERTAIN, (with_token(),))
