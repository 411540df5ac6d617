"""Codes about who may fetch an access_token: the IP whitelist, confirmation by the administrator, frozen accounts."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode, Meaning
from wxauth_cli.knowledge.errcodes.sources import ACCESS_TOKEN_PAGE, GLOBAL_TABLE, STABLE_TOKEN_PAGE

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "weixin",
        40164,
        "invalid ip {ip} ipv6 ::ffff:{ip}, not in whitelist{suffix}",
        "observed",
        ("getAccessToken", "getStableAccessToken", "clearQuotaByAppSecret", "code2Session"),
        cause=Text(
            "服务器上网用的公网 IP 不在这个账号的 IP 白名单里。报错里的 IP 就是微信看到的地址。",
            "The public address that the server calls from is not on this account's IP whitelist. The address "
            "in the message is the one that WeChat saw.",
        ),
        fix=Text(
            "把报错里的 IP 加进后台「开发管理」→「开发设置」→「开发者ID」→「IP白名单」（小程序可写 1.2.3.* "
            "或网段）；弹性实例和云函数要配置固定出口。这不是代码上传用的那份白名单。",
            "Add that address in the console under Development management, Development settings, Developer ID, "
            "IP whitelist (mini programs may use 1.2.3.* or a CIDR range); give serverless or scaled hosts a "
            "fixed egress. The whitelist for code upload is a different one.",
        ),
        source=STABLE_TOKEN_PAGE,
        confidence="documented",
        meanings=(
            Meaning(
                ("getAccessToken", "getStableAccessToken"),
                Text(
                    "取 access_token 的服务器，其出口 IP 不在白名单里。这一步检查在核对密钥之前。",
                    "The server that fetches the access_token calls from an address that is not on the whitelist. This "
                    "is checked before the secret is looked at.",
                ),
                Text(
                    "照抄报错里的 IP 加入该 appid 的 IP 白名单；如果每次报出的 IP 不同，先固定出口。",
                    "Copy the address out of the message into the IP whitelist of this appid; if it differs from call "
                    "to call, get a fixed egress first.",
                ),
            ),
            Meaning(
                ("code2Session",),
                Text(
                    "登录过程中有请求来自不在白名单里的 IP。文档写明受限的是用密钥的接口，实际报告中登录换取也会遇到。",
                    "A request made during login came from an address that is not on the whitelist. The documentation "
                    "names the secret-based endpoints; reports show the login exchange meeting it as well.",
                ),
                Text(
                    "先看请求记录，确认是换取登录还是 SDK 抢先取 access_token 失败；然后把报错里的 IP 加入白名单，"
                    "或在不需要时关闭白名单。",
                    "Look at the request log first: was it the login exchange, or an SDK that fetched an access_token "
                    "before it? Then add the address from the message, or switch the whitelist off where it is not "
                    "needed.",
                ),
            ),
            Meaning(
                ("clearQuotaByAppSecret",),
                Text(
                    "用密钥清零额度的请求来自不在白名单里的 IP。",
                    "The request to clear the quota with the secret came from an address that is not on the whitelist.",
                ),
                Text(
                    "从已登记的服务器发出请求，或者先登记当前出口 IP。",
                    "Send it from a registered server, or register the present egress address first.",
                ),
            ),
        ),
        variants=("invalid ip {ip}, not in whitelist{suffix}",),
    ),
    ErrCode(
        "weixin",
        40243,
        "",
        "unknown",
        ("getAccessToken", "getStableAccessToken", "code2Session"),
        cause=Text(
            "管理员冻结了这个账号的 AppSecret。第三方授权和云调用照常工作。",
            "The administrator has frozen this account's AppSecret. Third-party authorisations and cloud calls "
            "go on working.",
        ),
        fix=Text(
            "在后台解冻，约 10 分钟后生效；若冻结是有意的，就改走第三方平台或云调用。",
            "Unfreeze it in the console, which takes effect after about 10 minutes; if the freeze is intended, "
            "go through a third-party platform or cloud calls.",
        ),
        source=ACCESS_TOKEN_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        50004,
        "user not allow to use accesstoken, maybe for punishment{suffix}",
        "documented-table",
        ("getAccessToken",),
        cause=Text(
            "这个账号被禁止使用取令牌的接口，可能受到了处罚或限制。",
            "This account is not allowed to use the token endpoint, perhaps because of a penalty or restriction.",
        ),
        fix=Text(
            "登录后台查看通知，需要时提出申诉；改代码无法绕过。",
            "Read the notices in the console and appeal if there is reason to; no change of code gets around it.",
        ),
        source=ACCESS_TOKEN_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        50007,
        "",
        "unknown",
        ("getAccessToken",),
        cause=Text(
            "这个账号已被冻结，暂时不能取得令牌。",
            "This account is frozen and cannot obtain tokens for now.",
        ),
        fix=Text(
            "在后台按指引解冻或找回账号。",
            "Follow the console's directions to lift the freeze or recover the account.",
        ),
        source=ACCESS_TOKEN_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89501,
        "",
        "unknown",
        ("getAccessToken", "getStableAccessToken"),
        cause=Text(
            "这个账号还有一条确认请求没有处理完，所以暂时不能继续。",
            "A confirmation for this account has not been dealt with yet, so the call cannot go on.",
        ),
        fix=Text(
            "请管理员先处理那条确认，然后再调用。",
            "Have the administrator settle that confirmation and call again afterwards.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89502,
        "",
        "unknown",
        ("getAccessToken", "getStableAccessToken"),
        cause=Text(
            "这次调用要等管理员确认。",
            "The call is on hold until the administrator confirms.",
        ),
        fix=Text(
            "联系管理员确认，期间不要反复请求。",
            "Ask the administrator to confirm and do not keep calling meanwhile.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89503,
        "",
        "unknown",
        ("getAccessToken", "getStableAccessToken"),
        cause=Text(
            "这台服务器的 IP 是第一次出现，需要账号管理员同意后才能调用。",
            "The call comes from an address not seen before, and the account's administrator has to agree to it.",
        ),
        fix=Text(
            "让管理员在手机微信里同意；固定使用的 IP 可以直接写进白名单。",
            "The administrator can agree on the phone; an address in permanent use is better put on the whitelist.",
        ),
        source=STABLE_TOKEN_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89504,
        "",
        "unknown",
        ("getAccessToken", "getStableAccessToken"),
        cause=Text(
            "管理员的确认还在进行中。",
            "The administrator's confirmation is still under way.",
        ),
        fix=Text(
            "等管理员完成后再试。",
            "Wait for the administrator to finish, then try again.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89505,
        "",
        "unknown",
        ("getAccessToken", "getStableAccessToken"),
        cause=Text(
            "管理员还没有完成确认，这次请求先被挡下。",
            "The administrator has not completed the confirmation, so this request was held back.",
        ),
        fix=Text(
            "过一会儿再发起请求。",
            "Send the request again after a while.",
        ),
        source=GLOBAL_TABLE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89506,
        "",
        "unknown",
        ("getAccessToken", "getStableAccessToken"),
        cause=Text(
            "管理员拒绝了这个 IP 的调用，24 小时内都不能用它调用。",
            "The administrator turned this address down; it stays blocked for 24 hours.",
        ),
        fix=Text(
            "先和管理员谈妥，再等 24 小时，或改为配置 IP 白名单。",
            "Settle the matter with the administrator, then wait out the 24 hours or configure the IP whitelist.",
        ),
        source=STABLE_TOKEN_PAGE,
        confidence="documented",
    ),
    ErrCode(
        "weixin",
        89507,
        "",
        "unknown",
        ("getAccessToken", "getStableAccessToken"),
        cause=Text(
            "管理员拒绝了这个 IP 的调用，1 小时内不能用它调用。",
            "The administrator turned this address down; it stays blocked for one hour.",
        ),
        fix=Text(
            "先和管理员谈妥，满 1 小时后再调用。",
            "Settle the matter with the administrator and call again after the hour.",
        ),
        source=STABLE_TOKEN_PAGE,
        confidence="documented",
    ),
)
