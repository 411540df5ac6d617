"""The scopes of wx.authorize: what each covers, and what a refusal means."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.topics.model import Topic

_AUTHORIZE = "https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/authorize"

TOPICS = (
    Topic(
        "scopes",
        "scope",
        title=Text(
            "wx.authorize 的各个 scope：管什么、拒绝意味着什么",
            "The scopes of wx.authorize: what each covers, what a refusal means",
        ),
        body=(
            Text(
                "scope 是小程序向用户要的单项授权，和登录无关：wx.login、code2Session 不需要任何 scope。第一"
                "次用到时弹窗一次；用户拒绝后不再弹窗，之后每次调用都直接失败，只能由用户在 wx.openSetting 里"
                "打开（必须由点击触发）。",
                "A scope is a single permission that the mini program asks of the user. It has nothing to do "
                "with the login: wx.login and code2Session need none. The first use shows a dialog once; "
                "after a refusal there is no further dialog, every call fails at once, and only the user can "
                "turn it on, in wx.openSetting, opened from a tap.",
            ),
            Text(
                "用 wx.getSetting 看现在的状态：没有这个键是还没问过，true 是同意，false 是拒绝。名字写错报 "
                "authorize:fail invalid scope。授权在用户删除小程序后会清空。",
                "wx.getSetting tells the state: no such key means never asked, true agreed, false refused. A "
                "misspelt name gives authorize:fail invalid scope. Deleting the mini program clears what was "
                "granted.",
            ),
        ),
        source=_AUTHORIZE,
        names=(
            "scope",
            "wx.authorize",
            "authorize",
            "getSetting",
            "openSetting",
        ),
        words=(
            r"\bscopes?\b|授权",
            r"拒绝|refus|den(?:y|ied)|list|哪些|什么|what|which|authori[sz]e|列表|再次|弹",
        ),
        rows=(
            (
                "scope.userLocation",
                Text(
                    "精确位置：getLocation、startLocationUpdate",
                    "precise location: getLocation, startLocationUpdate",
                ),
            ),
            (
                "scope.userFuzzyLocation",
                Text(
                    "模糊位置：getFuzzyLocation",
                    "rough location: getFuzzyLocation",
                ),
            ),
            (
                "scope.userLocationBackground",
                Text(
                    "后台定位：startLocationUpdateBackground",
                    "location in the background: startLocationUpdateBackground",
                ),
            ),
            (
                "scope.record",
                Text(
                    "麦克风：录音、直播推流的声音",
                    "microphone: recording, the sound of a live stream",
                ),
            ),
            (
                "scope.camera",
                Text(
                    "摄像头：camera 组件、直播推流的画面",
                    "camera: the camera component, the picture of a live stream",
                ),
            ),
            (
                "scope.bluetooth",
                Text(
                    "蓝牙：openBluetoothAdapter 等",
                    "Bluetooth: openBluetoothAdapter and its peers",
                ),
            ),
            (
                "scope.writePhotosAlbum",
                Text(
                    "保存图片和视频到相册",
                    "saving pictures and videos to the album",
                ),
            ),
            (
                "scope.addPhoneContact",
                Text(
                    "写入通讯录",
                    "writing contacts",
                ),
            ),
            (
                "scope.addPhoneCalendar",
                Text(
                    "写入日历",
                    "writing the calendar",
                ),
            ),
            (
                "scope.werun",
                Text(
                    "微信运动步数：getWeRunData",
                    "steps of WeRun: getWeRunData",
                ),
            ),
            (
                "scope.userInfo",
                Text(
                    "已回收：不弹窗也算成功，只有匿名资料",
                    "withdrawn: succeeds without a dialog and gives anonymous data",
                ),
            ),
            (
                "scope.address",
                Text(
                    "收货地址：已不需要授权，总是 true",
                    "delivery address: needs no permission any more, always true",
                ),
            ),
            (
                "scope.invoiceTitle",
                Text(
                    "发票抬头：已不需要授权，总是 true",
                    "invoice title: needs no permission any more, always true",
                ),
            ),
            (
                "scope.invoice",
                Text(
                    "电子发票：已不需要授权，总是 true",
                    "invoices: need no permission any more, always true",
                ),
            ),
        ),
        see=(
            "104",
            "privacy",
            "getUserInfo",
        ),
    ),
    Topic(
        "scope.userLocation",
        "scope",
        title=Text(
            "精确地理位置（scope.userLocation）",
            "Precise location (scope.userLocation)",
        ),
        body=(
            Text(
                "精确地理位置。涉及的接口：getLocation, startLocationUpdate, MapContext.moveToLocation。",
                "Precise location. Calls: getLocation, startLocationUpdate, MapContext.moveToLocation.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
            Text(
                "还要在 app.json 的 permission 里写用途说明，在 requiredPrivateInfos 里声明接口，并在后台申请开通。",
                "It also needs a purpose in permission and the call in requiredPrivateInfos of app.json, and "
                "has to be applied for in the console.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.userFuzzyLocation",
        "scope",
        title=Text(
            "模糊地理位置（scope.userFuzzyLocation）",
            "Rough location (scope.userFuzzyLocation)",
        ),
        body=(
            Text(
                "模糊地理位置。涉及的接口：getFuzzyLocation。",
                "Rough location. Calls: getFuzzyLocation.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.userLocationBackground",
        "scope",
        title=Text(
            "后台定位（scope.userLocationBackground）",
            "Location in the background (scope.userLocationBackground)",
        ),
        body=(
            Text(
                "后台定位。涉及的接口：startLocationUpdateBackground。",
                "Location in the background. Calls: startLocationUpdateBackground.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
            Text(
                "它不弹窗，只能由用户在设置页选择“使用小程序期间和离开后”。",
                "It shows no dialog: the user has to choose “while using and after leaving” on the settings page.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.record",
        "scope",
        title=Text(
            "麦克风（scope.record）",
            "Microphone (scope.record)",
        ),
        body=(
            Text(
                "麦克风。涉及的接口：RecorderManager, live-pusher。",
                "Microphone. Calls: RecorderManager, live-pusher.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.camera",
        "scope",
        title=Text(
            "摄像头（scope.camera）",
            "Camera (scope.camera)",
        ),
        body=(
            Text(
                "摄像头。涉及的接口：camera, live-pusher。",
                "Camera. Calls: camera, live-pusher.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.bluetooth",
        "scope",
        title=Text(
            "蓝牙（scope.bluetooth）",
            "Bluetooth (scope.bluetooth)",
        ),
        body=(
            Text(
                "蓝牙。涉及的接口：openBluetoothAdapter。",
                "Bluetooth. Calls: openBluetoothAdapter.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.writePhotosAlbum",
        "scope",
        title=Text(
            "保存到相册（scope.writePhotosAlbum）",
            "Saving to the album (scope.writePhotosAlbum)",
        ),
        body=(
            Text(
                "保存到相册。涉及的接口：saveImageToPhotosAlbum, saveVideoToPhotosAlbum。",
                "Saving to the album. Calls: saveImageToPhotosAlbum, saveVideoToPhotosAlbum.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.addPhoneContact",
        "scope",
        title=Text(
            "写入通讯录（scope.addPhoneContact）",
            "Writing contacts (scope.addPhoneContact)",
        ),
        body=(
            Text(
                "写入通讯录。涉及的接口：addPhoneContact。",
                "Writing contacts. Calls: addPhoneContact.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.addPhoneCalendar",
        "scope",
        title=Text(
            "写入日历（scope.addPhoneCalendar）",
            "Writing the calendar (scope.addPhoneCalendar)",
        ),
        body=(
            Text(
                "写入日历。涉及的接口：addPhoneCalendar, addPhoneRepeatCalendar。",
                "Writing the calendar. Calls: addPhoneCalendar, addPhoneRepeatCalendar.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.werun",
        "scope",
        title=Text(
            "微信运动步数（scope.werun）",
            "Steps of WeRun (scope.werun)",
        ),
        body=(
            Text(
                "微信运动步数。涉及的接口：getWeRunData。",
                "Steps of WeRun. Calls: getWeRunData.",
            ),
            Text(
                "用户拒绝之后，再调用不会再弹窗，直接失败（errMsg 里有 auth deny 或 auth denied）；只能请用户"
                "在一次点击里打开 wx.openSetting 自己打开。",
                "Once the user has refused, further calls show no dialog and fail at once (errMsg holds auth "
                "deny or auth denied); only wx.openSetting, opened from a tap, lets the user turn it on.",
            ),
            Text(
                "步数是加密数据：先 wx.login 并由后端存好 session_key，再调用 wx.getWeRunData，用 "
                "session_key 解密 encryptedData；顺序反了就会解密失败。用户还要开通微信运动。",
                "The steps come as encrypted data: call wx.login first, have the backend store the "
                "session_key, then call wx.getWeRunData and decrypt with that key; the other way round "
                "decrypting fails. The user must have WeRun switched on, too.",
            ),
        ),
        source=_AUTHORIZE,
        names=(
            "werun",
            "getWeRunData",
        ),
        see=(
            "scopes",
            "session-key-stale-relogin",
        ),
    ),
    Topic(
        "scope.userInfo",
        "scope",
        title=Text(
            "用户资料（scope.userInfo）",
            "The user's profile (scope.userInfo)",
        ),
        body=(
            Text(
                "用户资料。涉及的接口：getUserInfo。",
                "The user's profile. Calls: getUserInfo.",
            ),
            Text(
                "已经回收：wx.authorize 不弹窗直接成功，得到的是匿名资料（昵称“微信用户”、灰色头像）。代码里"
                "不必再申请它。",
                "Withdrawn: wx.authorize succeeds without a dialog, and what comes is anonymous data (a "
                "fixed nickname, a grey avatar). There is no need to ask for it any more.",
            ),
        ),
        source=_AUTHORIZE,
        see=(
            "getUserInfo",
            "userinfo-emptied",
        ),
    ),
    Topic(
        "scope.address",
        "scope",
        title=Text(
            "收货地址（scope.address）",
            "Delivery address (scope.address)",
        ),
        body=(
            Text(
                "收货地址。涉及的接口：chooseAddress。",
                "Delivery address. Calls: chooseAddress.",
            ),
            Text(
                "已不需要授权，查询结果总是 true；接口自己会打开选择页。",
                "It needs no permission any more and always reads true; the call opens its own page.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.invoiceTitle",
        "scope",
        title=Text(
            "发票抬头（scope.invoiceTitle）",
            "Invoice title (scope.invoiceTitle)",
        ),
        body=(
            Text(
                "发票抬头。涉及的接口：chooseInvoiceTitle。",
                "Invoice title. Calls: chooseInvoiceTitle.",
            ),
            Text(
                "已不需要授权，查询结果总是 true。",
                "It needs no permission any more and always reads true.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
    Topic(
        "scope.invoice",
        "scope",
        title=Text(
            "电子发票（scope.invoice）",
            "Invoices (scope.invoice)",
        ),
        body=(
            Text(
                "电子发票。涉及的接口：chooseInvoice。",
                "Invoices. Calls: chooseInvoice.",
            ),
            Text(
                "已不需要授权，查询结果总是 true。",
                "It needs no permission any more and always reads true.",
            ),
        ),
        source=_AUTHORIZE,
        see=("scopes",),
    ),
)
