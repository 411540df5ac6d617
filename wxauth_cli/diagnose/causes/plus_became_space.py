"""A plus of the base64 text became a blank on its way."""

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.scenario import Scenario, handing_over
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause

CAUSE = Cause(
    slug="plus-became-space",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "传输途中加号变成了空格",
        "A plus became a blank on the way",
    ),
    detail=Text(
        "base64 里的“+”放进网址参数或表单时没有编码，服务器解码后成了空格。只有数据里恰好含“+”的用户会失败，"
        "所以看起来时好时坏。",
        "The “+” of base64 was put into a query or a form without encoding, and the server decoded it to a "
        "blank. Only payloads that happen to hold a “+” fail, so that it seems to come and go.",
    ),
    fix=Text(
        "小程序端改用 JSON 请求体（wx.request 的 POST 默认就是），或对每个值调用 encodeURIComponent。服务器端"
        "把空格换回“+”只能应急，首尾的空格会被去掉，补不全。",
        "Send the values in a JSON body (what wx.request does for POST by default), or call "
        "encodeURIComponent on each. Turning blanks back into “+” on the server is first aid only: blanks at "
        "the ends get trimmed and are lost.",
    ),
)


SCENARIO = Scenario(
    handing_over(dict, containing="+", raw_form=True),
    Confidence.CERTAIN,
    (handing_over(dict, containing="+", raw_form=True, stale=True),),
)
