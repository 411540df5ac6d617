"""pii-in-claims: personal data stand readable in the claims."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, with_token
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="pii-in-claims",
    refs=("J40",),
    step=4,
    severity=Severity.ERROR,
    title=Text("个人信息写进了 JWT", "Personal data stand in the JWT"),
    detail=Text(
        "JWT 谁拿到都能读，还会留在日志和缓存里。",
        "Whoever holds the JWT can read it, and it stays in logs and caches.",
    ),
    fix=Text(
        "只放内部用户编号，需要时由后端查询。",
        "Put in an internal user id only, and look the rest up on the server.",
    ),
)


SCENARIO = Scenario(
    with_token(lambda header, claims: claims.update(phone="13000000001")),
    Confidence.CERTAIN,
    (with_token(lambda header, claims: claims.update(note="13000000001")),),
)
