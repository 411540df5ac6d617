"""The privacy agreement, and the numbers that speak of it."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.topics.model import Topic

_PRIVACY = "https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize"

TOPICS = (
    Topic(
        "privacy",
        "privacy",
        title=Text(
            "隐私协议与报错 104、112、1025、1026",
            "The privacy agreement and errors 104, 112, 1025, 1026",
        ),
        body=(
            Text(
                "从 2023-10-17 起，读取手机号、位置、相册等信息之前，用户必须先同意小程序的《用户隐私保护指引"
                "》。两件事缺一不可：开发者在后台声明会用到哪类信息（缺了是 112），用户点过同意（缺了是 104）"
                "。",
                "Since 2023-10-17 the user has to agree to the mini program's privacy guide before it may "
                "read a phone number, a location, the album and so on. Two things are needed: the developer "
                "has declared that kind of data in the console (if not: 112), and the user has agreed (if "
                "not: 104).",
            ),
            Text(
                "不自己做弹窗时，系统会弹官方的；自己做就监听 wx.onNeedPrivacyAuthorization，用 <button "
                'open-type="agreePrivacyAuthorization">。用户拒绝后 10 秒内再调用，不弹窗直接失败。',
                "Without a prompt of one's own the official one appears; otherwise listen to "
                'wx.onNeedPrivacyAuthorization and use <button open-type="agreePrivacyAuthorization">. '
                "Within 10 seconds of a refusal another call fails without any prompt.",
            ),
            Text(
                "wx.getPrivacySetting 的 needAuthorization 为 false 不等于用户同意了：后台没有声明任何信息时"
                "它也是 false。",
                "needAuthorization: false of wx.getPrivacySetting does not prove that the user agreed: it is "
                "also false where nothing is declared in the console.",
            ),
        ),
        source=_PRIVACY,
        names=(
            "privacy errno",
            "隐私",
            "隐私协议",
            "隐私保护指引",
            "getPrivacySetting",
            "onNeedPrivacyAuthorization",
            "requirePrivacyAuthorize",
            "openPrivacyContract",
        ),
        words=(r"隐私|privacy",),
        rows=(
            (
                "104",
                Text(
                    "用户还没有同意隐私协议：等 wx.onNeedPrivacyAuthorization，同意后再调用。同一个号码也用于用户"
                    "取消授权，看 errMsg 里有没有 privacy",
                    "the user has not agreed yet: wait for wx.onNeedPrivacyAuthorization and call again. The "
                    "number also stands for a permission that the user cancelled: look for privacy in errMsg",
                ),
            ),
            (
                "112",
                Text(
                    "后台的《用户隐私保护指引》里没有声明这类信息：补上，约 30 到 60 分钟后生效",
                    "the privacy guide in the console does not declare this kind of data: add it, which acts "
                    "after some 30 to 60 minutes",
                ),
            ),
            (
                "1025",
                Text(
                    "还没有填写用户隐私保护指引",
                    "the privacy guide has not been filled in",
                ),
            ),
            (
                "1026",
                Text(
                    "还没有做隐私弹窗",
                    "the privacy prompt has not been built",
                ),
            ),
        ),
        see=(
            "privacy-not-agreed",
            "104",
            "112",
        ),
    ),
)
