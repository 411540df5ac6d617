"""hdr-jku-x5u: the token says where to fetch its key."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="hdr-jku-x5u",
    refs=("J15",),
    step=7,
    severity=Severity.WARNING,
    title=Text("token 指定了下载密钥的网址", "The token says where its key is to be fetched"),
    detail=Text(
        "后端若照着 token 里的网址去取密钥，攻击者既能换成自己的密钥，也能让服务器访问内网。这里从不访问它。",
        "A backend that follows an address in the token lets an attacker supply the key and make the "
        "server call internal hosts. It is never followed here.",
    ),
    fix=Text(
        "后端只从写死的地址取密钥，忽略 token 里的网址。",
        "Fetch keys from a configured address only and ignore addresses in tokens.",
    ),
)


SCENARIO = Scenario(
    with_token(lambda header, claims: header.update(jku="http://keys.example/jwks.json")),
    Confidence.CERTAIN,
    (with_token(),),
)
