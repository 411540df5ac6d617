"""The history of the profile calls, and what replaces them."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.topics.model import Topic

_PROFILE = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile"

_TIMELINE = (
    (
        "2.10.4",
        Text(
            "wx.getUserProfile 出现",
            "wx.getUserProfile appears",
        ),
    ),
    (
        "2021-02-23",
        Text(
            "不关注公众号也能从登录得到 unionid",
            "the login gives unionid without following an account",
        ),
    ),
    (
        "2021-04-28",
        Text(
            "这一天之后发布的版本：wx.getUserInfo 不弹窗，只返回匿名资料（昵称“微信用户”、灰色头像）",
            "versions released after this day: wx.getUserInfo shows no dialog and gives anonymous data "
            "(a fixed nickname, a grey avatar)",
        ),
    ),
    (
        "2021-10-20",
        Text(
            "性别和地区不再返回内容",
            "gender and region come back blank",
        ),
    ),
    (
        "2.21.2",
        Text(
            '“头像昵称填写”出现：<button open-type="chooseAvatar"> 和 <input type="nickname">；手机号按钮给出 code',
            'the fill-in components appear: <button open-type="chooseAvatar"> and <input '
            'type="nickname">; the phone button gives a code',
        ),
    ),
    (
        "2022-02-21",
        Text(
            "open-data 组件不再显示个人资料",
            "the open-data component shows no personal data any more",
        ),
    ),
    (
        "2022-11-08",
        Text(
            "这一天之后：wx.getUserProfile 也只返回匿名资料（基础库低于 2.27.1 仍可用；小游戏不受影响）",
            "after this day wx.getUserProfile gives anonymous data too (base libraries below 2.27.1 "
            "still work; mini games keep it)",
        ),
    ),
    (
        "2.24.4",
        Text(
            "头像和昵称有内容审核：不合规时 bindchooseavatar 不触发、昵称在失焦时清空",
            "avatar and nickname are checked: if they fail, bindchooseavatar does not fire and the "
            "nickname is emptied on blur",
        ),
    ),
)
"""Day or base library version, and what changed with it."""

TOPICS = (
    Topic(
        "getUserProfile",
        "profile",
        title=Text(
            "wx.getUserProfile：2022-11-08 之后只返回匿名资料",
            "wx.getUserProfile: anonymous data since 2022-11-08",
        ),
        body=(
            Text(
                "现在调用它得到的是昵称“微信用户”和灰色头像，这不是错误。它从来不含 openid 和 unionid，也不需"
                "要为登录而调用。必须在点击事件里直接调用。",
                "What it gives now is a fixed nickname and a grey avatar; that is no error. It never held "
                "openid or unionid, and a login does not need it. It must be called directly inside a tap "
                "handler.",
            ),
            Text(
                "想要的是什么，就换成什么：识别用户用 code2Session 的 openid（或 unionid）；昵称和头像用“头像"
                "昵称填写”组件让用户自己填；手机号用 getPhoneNumber 按钮的 code。",
                "What to use instead depends on what it was for: to know the user, openid (or unionid) from "
                "code2Session; for nickname and avatar, the fill-in components; for the phone number, the "
                "code of the getPhoneNumber button.",
            ),
            Text(
                "chooseAvatar 给的 avatarUrl 是临时本地路径，要上传到自己的服务器才能长期使用。",
                "The avatarUrl of chooseAvatar is a temporary local path: upload it if it is to last.",
            ),
        ),
        source=_PROFILE,
        names=(
            "userprofile",
            "user profile",
        ),
        words=(r"get_?user_?profile|用户资料|头像昵称|微信用户|grey avatar|灰色头像",),
        rows=_TIMELINE,
        see=(
            "getUserInfo",
            "userinfo-emptied",
            "userprofile-not-in-tap",
            "devtools-differs-userinfo",
        ),
    ),
    Topic(
        "getUserInfo",
        "profile",
        title=Text(
            "wx.getUserInfo：2021-04-28 之后只返回匿名资料",
            "wx.getUserInfo: anonymous data since 2021-04-28",
        ),
        body=(
            Text(
                '它不再弹窗，直接返回匿名资料；<button open-type="getUserInfo"> 也一样。仍然会给 rawData、'
                "signature、encryptedData、iv，但里面的昵称和头像是匿名的。",
                "It shows no dialog any more and gives anonymous data, and so does <button "
                'open-type="getUserInfo">. It still gives rawData, signature, encryptedData and iv, with an '
                "anonymous nickname and avatar inside.",
            ),
            Text(
                "想要的是什么，就换成什么：识别用户用 code2Session 的 openid（或 unionid）；昵称和头像用“头像"
                "昵称填写”组件让用户自己填；手机号用 getPhoneNumber 按钮的 code。",
                "What to use instead depends on what it was for: to know the user, openid (or unionid) from "
                "code2Session; for nickname and avatar, the fill-in components; for the phone number, the "
                "code of the getPhoneNumber button.",
            ),
            Text(
                "chooseAvatar 给的 avatarUrl 是临时本地路径，要上传到自己的服务器才能长期使用。",
                "The avatarUrl of chooseAvatar is a temporary local path: upload it if it is to last.",
            ),
        ),
        source=_PROFILE,
        names=(
            "userinfo",
            "user info",
            "open-data",
        ),
        words=(r"get_?user_?info",),
        rows=_TIMELINE,
        see=(
            "getUserProfile",
            "scope.userInfo",
            "userinfo-emptied",
        ),
    ),
    Topic(
        "chooseAvatar",
        "profile",
        title=Text(
            '头像昵称填写：chooseAvatar 和 type="nickname"',
            'Letting users fill in avatar and nickname: chooseAvatar and type="nickname"',
        ),
        body=(
            Text(
                '基础库 2.21.2 起：<button open-type="chooseAvatar" bindchooseavatar> 得到头像的临时路径，'
                '<input type="nickname"> 得到昵称。都由用户自己填，可以不填，也可以填别的，所以不能用来识别用'
                "户。",
                'From base library 2.21.2: <button open-type="chooseAvatar" bindchooseavatar> gives a '
                'temporary path of the avatar, <input type="nickname"> the nickname. Users fill them in '
                "themselves, or not, or with anything, so they never identify a user.",
            ),
            Text(
                "chooseAvatar 给的 avatarUrl 是临时本地路径，要上传到自己的服务器才能长期使用。",
                "The avatarUrl of chooseAvatar is a temporary local path: upload it if it is to last.",
            ),
        ),
        source=_PROFILE,
        names=(
            "avatar",
            "nickname",
            "头像昵称填写",
        ),
        words=(
            r"choose_?avatar|type=.?nickname|填写.{0,4}(?:头像|昵称)|(?:头像|昵称).{0,4}填写"
            r"|(?:get|obtain|ask for|获取|拿到|怎么取|如何取).{0,20}(?:nickname|avatar|昵称|头像)",
        ),
        see=("getUserProfile",),
    ),
)
