"""What `wxauth` alone says."""

from wxauth_cli.core.text import Text

TEXTS = {
    "title": Text("wxauth：微信小程序登录调试器", "wxauth: the login debugger for WeChat mini programs"),
    "next": Text("从这里开始", "Start here"),
    "demo": Text(
        "wxauth demo              看一遍完整的登录流程，不需要账号和网络",
        "wxauth demo              watch a whole login; needs no account, no network",
    ),
    "diagnose": Text(
        "wxauth diagnose -        把报错 JSON、rid、token 或加密数据粘贴进来，看原因",
        "wxauth diagnose -        paste an error JSON, a rid, a token or a bundle and see why",
    ),
    "profile": Text(
        "wxauth profile add NAME  保存 appid 和 AppSecret，之后就能 exchange、phone、doctor",
        "wxauth profile add NAME  save appid and AppSecret; then exchange, phone and doctor work",
    ),
    "more": Text("全部命令：wxauth --help", "All commands: wxauth --help"),
}
