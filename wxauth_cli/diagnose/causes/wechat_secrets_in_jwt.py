"""wechat-secrets-in-jwt: a secret stands readable in the claims."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="wechat-secrets-in-jwt",
    refs=("J39",),
    step=4,
    severity=Severity.CRITICAL,
    title=Text("机密写进了 JWT", "A secret stands in the JWT"),
    detail=Text(
        "JWT 只有签名、没有加密，拿到的人都能读。有了 session_key 就能伪造任何加密数据，包括别人的手机号。",
        "A JWT is signed and not encrypted: whoever holds it can read it. With a session_key any "
        "encrypted data can be forged, another person's phone number included.",
    ),
    fix=Text(
        "机密只留在服务端，JWT 里只放用户编号；已经发出的 session_key 让用户重新登录来更换，AppSecret 要重置。",
        "Keep secrets on the server and only a user id in the JWT; have users log in again to replace a "
        "session_key that was sent out, and reset an AppSecret.",
    ),
)


SCENARIO = Scenario(
    with_token(lambda header, claims: claims.update(session_key="MDEyMzQ1Njc4OWFiY2RlZg==")),
    Confidence.CERTAIN,
    (with_token(lambda header, claims: claims.update(etag="MDEyMzQ1Njc4OWFiY2RlZg==")),),
)
