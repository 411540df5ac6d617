"""The table of the numbers that the client itself gives."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes import all_codes
from wxauth_cli.knowledge.errcodes.sources import PUBLIC_ERRNO
from wxauth_cli.knowledge.topics.model import Topic

_MORE: tuple[tuple[int, Text], ...] = (
    (1, Text("用户取消", "cancelled by the user")),
    (109, Text("网关没有给出内容，稍后再试", "the gateway gave nothing; try again later")),
    (1000, Text("微信后台系统错误，稍后再试", "an error of the system; try again later")),
    (1001, Text("参数不对", "a wrong parameter")),
    (1002, Text("请求是空的", "the request is empty")),
    (1003, Text("调用太频繁", "called too often")),
    (1004, Text("openid 不对", "a wrong openid")),
    (1005, Text("appid 不对", "a wrong appid")),
    (1006, Text("写入失败", "storing failed")),
    (1007, Text("没有数据", "there are no data")),
    (1009, Text("数据已过期", "the data are out of date")),
    (1011, Text("用户编号不对", "a wrong user id")),
    (1012, Text("要用 POST", "needs POST")),
    (1013, Text("要用 GET", "needs GET")),
    (1014, Text("用户凭据不对", "a wrong user ticket")),
    (1015, Text("接口不对", "a wrong API")),
    (1022, Text("JSON 格式不对", "broken JSON")),
    (1023, Text("状态不对", "a wrong state")),
    (600007, Text("同时进行的请求太多", "too many requests at once")),
)
"""Numbers of the public table about which there is no more to say."""


def _rows() -> tuple[tuple[str, Text], ...]:
    """Every number of the client's side, in order, in a few words."""
    known = [(entry.code, entry.cause) for entry in all_codes() if entry.scope == "client"]
    return tuple((str(number), text) for number, text in sorted((*known, *_MORE), key=lambda row: row[0]))


TOPICS = (
    Topic(
        "client-errno",
        "errno",
        title=Text(
            "小程序端的 errno 一览",
            "The numbers that the mini program itself sees (errno)",
        ),
        body=(
            Text(
                "这些号码出现在 wx.* 接口的 fail 回调和 e.detail 里（errno 或 errCode），是微信客户端给的，后"
                "端看不到。同一个号码和服务器的 errcode 没有关系。",
                "These numbers stand in the fail callbacks of wx.* calls and in e.detail (errno or errCode). "
                "The WeChat client gives them and no backend sees them. They have nothing to do with the "
                "errcode of the server side, even where the number is the same.",
            ),
            Text(
                "判断时号码和 errMsg 一起看：老版本只有 errMsg 没有 errno，文字随客户端版本有变化。",
                "Read the number together with errMsg: old versions give errMsg alone, and its wording "
                "varies with the version of the client.",
            ),
        ),
        source=PUBLIC_ERRNO,
        names=(
            "errno",
            "client errno",
            "errno table",
            "小程序端错误码",
            "通用错误码",
        ),
        words=(
            r"errno",
            r"table|list|表|全部|所有|一览|哪些",
        ),
        rows=_rows(),
        see=(
            "privacy",
            "phone-quota",
            "domain-not-listed",
        ),
    ),
)
