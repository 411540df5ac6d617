"""Codes of the WeCom gateway (qyapi.weixin.qq.com), whose numbers overlap with those of api.weixin.qq.com."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode
from wxauth_cli.knowledge.errcodes.sources import WECOM_ERROR_CODES

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "wecom",
        40001,
        "invalid credential, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=40001",
        "memory",
        ("qyapi gettoken",),
        cause=Text(
            "企业微信应用的密钥不对。",
            "The secret of the WeCom app is wrong.",
        ),
        fix=Text(
            "从与小程序关联的那个应用复制 corpsecret，它和小程序的 AppSecret 不同。",
            "Copy corpsecret from the app that is linked with the mini program; it is not the mini program's "
            "AppSecret.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        40013,
        "invalid corpid, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=40013",
        "observed",
        ("qyapi gettoken",),
        cause=Text(
            "企业的编号不对。",
            "The id of the company is wrong.",
        ),
        fix=Text(
            "在企业微信后台「我的企业」里复制 corpid。",
            "Copy corpid from the page My Company of the WeCom console.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        40014,
        "invalid access_token, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=40014",
        "memory",
        ("qyapi",),
        cause=Text(
            "企业微信的 access_token 不正确，或者提前失效了。",
            "The WeCom access_token is not valid, or ended early.",
        ),
        fix=Text(
            "通过 gettoken 再取一个。",
            "Get another one through gettoken.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        40029,
        "invalid code, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=40029",
        "memory",
        ("WeCom miniprogram jscode2session",),
        cause=Text(
            "企业微信不认这个登录 code：它不是在企业微信里取得的，已经用过或过期，或者小程序没有关联应用。",
            "WeCom does not know this login code: not obtained inside WeCom, used or expired, or the mini "
            "program is not linked with the app.",
        ),
        fix=Text(
            "在企业微信客户端里用 wx.qy.login 取 code（微信里 wx.login 的 code 不行），并使用已关联应用的 "
            "access_token 换取。",
            "Obtain the code by wx.qy.login in the WeCom client (one of wx.login in WeChat does not do) and "
            "exchange it with the access_token of the linked app.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        41001,
        "access_token missing, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=41001",
        "memory",
        ("qyapi",),
        cause=Text(
            "发给企业微信的请求没有带 access_token。",
            "The request to WeCom carries no access_token.",
        ),
        fix=Text(
            "在 URL 参数里补上 access_token。",
            "Put access_token into the query string.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        41004,
        "corpsecret missing, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=41004",
        "observed",
        ("qyapi gettoken",),
        cause=Text(
            "发给企业微信的请求没有带应用的密钥。",
            "The request to WeCom carries no app secret.",
        ),
        fix=Text(
            "补上 corpsecret 参数，检查配置有没有加载。",
            "Supply the parameter corpsecret and check that the setting is loaded.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        42001,
        "access_token expired, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=42001",
        "memory",
        ("qyapi",),
        cause=Text(
            "企业微信的 access_token 用满两小时，已经到期。",
            "The WeCom access_token has reached the end of its two hours.",
        ),
        fix=Text(
            "重新取一个，并在到期前刷新缓存。",
            "Fetch another and renew the cache before it ends.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        45009,
        "api freq out of limit, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=45009",
        "memory",
        ("qyapi gettoken", "qyapi"),
        cause=Text(
            "调用企业微信太频繁，已被限制。密钥反复写错，还会让这个 IP 被封一小时。",
            "WeCom was called too often and now limits the caller. Repeated wrong secrets can even ban the "
            "address for an hour.",
        ),
        fix=Text(
            "缓存令牌，停掉循环调用，先确认密钥正确，再等待限制解除。",
            "Cache the token, stop the loop, make sure that the secret is right, and wait for the limit to lift.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        48002,
        "API forbidden, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=48002",
        "memory",
        ("qyapi",),
        cause=Text(
            "企业微信的这个应用没有使用该接口的权限。",
            "This WeCom app may not use the endpoint.",
        ),
        fix=Text(
            "在企业微信后台给应用开通对应权限。",
            "Grant the app that permission in the WeCom console.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
    ErrCode(
        "wecom",
        60020,
        "not allow to access from your ip, hint: [{hint}], from ip: {ip}, more info at "
        "https://open.work.weixin.qq.com/devtool/query?e=60020",
        "memory",
        ("qyapi",),
        cause=Text(
            "服务器的 IP 不在企业微信应用的可信名单里，报错中的 from ip 就是它。",
            "The server's address is not on the WeCom app's trusted list; the message gives it as from ip.",
        ),
        fix=Text(
            "把这个 IP 加入应用的「企业可信IP」。",
            "Add that address to the trusted addresses of the app.",
        ),
        source=WECOM_ERROR_CODES,
        confidence="sdk",
    ),
)
