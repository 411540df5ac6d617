"""Codes that the mini program sees from the client itself: its system, arguments and network (errno)."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode
from wxauth_cli.knowledge.errcodes.sources import PUBLIC_ERRNO

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "client",
        3,
        "system permission denied",
        "documented-table",
        ("wx.*",),
        cause=Text(
            "手机系统没有给微信这项权限。",
            "The phone's system has not given WeChat this permission.",
        ),
        fix=Text(
            "提示用户到系统设置里打开微信的对应权限。",
            "Show the user where to turn it on for WeChat in the system settings.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        4,
        "internal error",
        "documented-table",
        ("wx.*",),
        cause=Text(
            "微信客户端内部出错。",
            "The WeChat client failed inside.",
        ),
        fix=Text(
            "再试一次，并记录微信和基础库的版本。",
            "Try again, and log the versions of WeChat and of the base library.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        5,
        "time out",
        "documented-table",
        ("wx.login", "wx.request"),
        cause=Text(
            "手机上的操作等待太久，超时了。",
            "The operation on the phone took too long and was given up.",
        ),
        fix=Text(
            "重试一次，并检查网络和所设的 timeout。",
            "Retry once, and check the network and the timeout that is set.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        100,
        "jsapi not supported",
        "documented-table",
        ("wx.*",),
        cause=Text(
            "用户的微信版本或这种设备不支持该功能。",
            "The user's version of WeChat, or this kind of device, does not have the function.",
        ),
        fix=Text(
            "调用前用 wx.canIUse 判断，并准备替代方案。",
            "Ask wx.canIUse before calling and have an alternative ready.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        101,
        "invalid request data",
        "documented-table",
        ("wx.*",),
        cause=Text(
            "小程序调用功能时传的参数不对。",
            "The mini program passed arguments that are not right.",
        ),
        fix=Text(
            "对照文档检查参数的名称和类型。",
            "Compare names and types of the arguments with the documentation.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        108,
        "cgi failed",
        "documented-table",
        ("wx.*",),
        cause=Text(
            "手机到微信服务器的网络请求失败。",
            "The phone could not get its request through to WeChat.",
        ),
        fix=Text(
            "提示用户检查网络并重试。",
            "Tell the user to check the network, and retry.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        510001,
        "too frequent",
        "documented-table",
        ("wx.*",),
        cause=Text(
            "操作太频繁，被客户端限制。",
            "The action was repeated too often and the client limits it.",
        ),
        fix=Text(
            "限制调用频率。",
            "Limit how often it is called.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        600000,
        "unknown network error",
        "documented-table",
        ("wx.request",),
        cause=Text(
            "网络出错，原因不明。",
            "The network failed for a reason that is not known.",
        ),
        fix=Text(
            "重试，并检查服务器证书和域名解析。",
            "Retry, and check the server's certificate and DNS.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        600001,
        "cronet component internal error",
        "documented-table",
        ("wx.request",),
        cause=Text(
            "手机的网络组件出错，可能是安全连接、域名解析或连接本身的问题。",
            "The phone's network component failed: the secure connection, name resolution or the connection itself.",
        ),
        fix=Text(
            "检查证书链是否完整、是否支持 TLS 1.2，以及域名解析。",
            "Check that the certificate chain is complete, that TLS 1.2 is offered, and DNS.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        600002,
        "url not in domain list",
        "documented-table",
        ("wx.request",),
        cause=Text(
            "小程序请求的网址没有登记在后台的域名名单里，所以被微信拦下。",
            "WeChat stopped the request because its address is not on the list of domains in the console.",
        ),
        fix=Text(
            "在后台登记自己的 HTTPS 域名；api.weixin.qq.com 不能登记，code2Session 必须由后端调用。",
            "Register your own HTTPS domain in the console; api.weixin.qq.com cannot be registered, so "
            "code2Session has to be called from the backend.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        600003,
        "interrupted",
        "documented-table",
        ("wx.request",),
        cause=Text(
            "请求中途被打断，例如小程序退到了后台。",
            "The request was broken off, for instance because the mini program went into the background.",
        ),
        fix=Text(
            "回到前台后再发一次。",
            "Send it again once the mini program is in front.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        600009,
        "invalid URL",
        "documented-table",
        ("wx.request",),
        cause=Text(
            "小程序请求的网址写法不对。",
            "The address that the mini program requested is malformed.",
        ),
        fix=Text(
            "检查拼接出来的 URL。",
            "Look at the URL as it was put together.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
    ErrCode(
        "client",
        602001,
        "request system error",
        "documented-table",
        ("wx.request",),
        cause=Text(
            "发送请求的系统功能出错。",
            "The system function that sends requests failed.",
        ),
        fix=Text(
            "隔一会儿再发一次，并记录手机型号和系统版本。",
            "Send it again after a while, and log the phone model and system version.",
        ),
        source=PUBLIC_ERRNO,
        confidence="documented",
    ),
)
