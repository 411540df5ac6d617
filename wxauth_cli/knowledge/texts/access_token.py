"""`wxauth access-token`, and what is said while a token is fetched."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text("调用微信接口用的 access_token。", "The access_token with which WeChat's interfaces are called."),
    "get.help": Text(
        "取得 access_token：缓存里有就用缓存，没有就向 stable_token 要。\n"
        "\n"
        "默认的方式不会让线上正在用的 token 失效。许多进程同时运行也只请求一次。"
        "--legacy 和 --force-refresh 会让别处的 token 失效，因此必须再次写出 appid。",
        "Get the access_token: from the cache, else from stable_token.\n"
        "\n"
        "As it stands this never invalidates the token that production uses, and any number of processes ask once. "
        "--legacy and --force-refresh invalidate tokens elsewhere, so the appid has to be given again.",
    ),
    "get.examples": Text(
        "wxauth access-token get\n# 在脚本里取原文\nwxauth access-token get --profile prod --reveal --json",
        "wxauth access-token get\n# in clear, for a script\nwxauth access-token get --profile prod --reveal --json",
    ),
    "get.param.legacy": Text(
        "改用旧接口 /cgi-bin/token：上一个旧接口的 token 会失效。",
        "Use the old /cgi-bin/token: the last token of that interface becomes invalid.",
    ),
    "get.param.force_refresh": Text(
        "强制刷新：当前的稳定版 token 立即失效（每天最多 20 次）。",
        "Force a new one: the current stable token dies at once (20 times a day at most).",
    ),
    "get.param.confirm_appid": Text(
        "再次写出 appid，确认 --legacy 或 --force-refresh。", "The appid again, to confirm --legacy or --force-refresh."
    ),
    "show.help": Text(
        "显示缓存的 access_token 还有多久，不读取它，也不联网。",
        "Show how long the cached access_token lives; reads no secret and sends nothing.",
    ),
    "show.examples": Text("wxauth access-token show", "wxauth access-token show"),
    "check.help": Text(
        "问微信这个 access_token 还有没有效。\n"
        "\n"
        "用 get_api_domain_ip 询问，不改变任何东西。失效时退出码 10；没有缓存时退出码 0 并说明。",
        "Ask WeChat whether the access_token is alive.\n"
        "\n"
        "It asks with get_api_domain_ip, which changes nothing. Exit code 10 for a dead token; 0 when "
        "none is cached, which is then said.",
    ),
    "check.examples": Text(
        "wxauth access-token check\n# 检查别处拿到的 token\nwxauth access-token check --access-token-file token.txt",
        "wxauth access-token check\n# a token from elsewhere\nwxauth access-token check --access-token-file token.txt",
    ),
    "check.param.access_token_file": Text(
        "检查这个文件里的 token；- 表示标准输入。也可以用 WXAUTH_ACCESS_TOKEN。",
        "Check the token in this file; - for standard input. Or set WXAUTH_ACCESS_TOKEN.",
    ),
    "clear.help": Text(
        "删除缓存的 access_token，并解除等待。token 本身在微信那边仍然有效。",
        "Forget the cached access_token and lift the wait. The token itself lives on at WeChat.",
    ),
    "clear.examples": Text("wxauth access-token clear", "wxauth access-token clear"),
    "confirm": Text(
        "会影响正在使用的凭证。输入 appid {appid} 确认",
        "This disturbs what others use. Type the appid {appid} to go on",
    ),
    "uncached": Text("没有缓存 access_token：{reason}", "The access_token is not cached: {reason}"),
    "kind": Text("来源", "from"),
    "kind.stable": Text("stable_token", "stable_token"),
    "kind.legacy": Text("旧接口 /cgi-bin/token", "the old /cgi-bin/token"),
    "kind.given": Text("由你提供", "given by you"),
    "cached": Text("缓存", "cached"),
    "fetched": Text("刚刚取得", "just fetched"),
    "obtained_at": Text("取得时间", "obtained"),
    "expires_at": Text("到期时间", "expires"),
    "expired": Text("已过期", "expired"),
    "api_base": Text("接口地址", "API"),
    "title.get": Text("access_token 可用", "An access_token is ready"),
    "title.show": Text("缓存里的 access_token", "The cached access_token"),
    "nothing": Text("没有缓存 {appid} 的 access_token。", "No access_token of {appid} is cached."),
    "alive": Text("有效：微信接受这个 access_token。", "Alive: WeChat accepts this access_token."),
    "dead": Text("无效：微信回答 {errcode}（{errmsg}）。", "Dead: WeChat answers {errcode} ({errmsg})."),
    "cooldown": Text(
        "微信以 {errcode} 拒绝过，{until} 之前不再询问。",
        "WeChat refused with {errcode}; it is not asked again before {until}.",
    ),
    "cleared": Text("已删除 {appid} 缓存的 access_token。", "The cached access_token of {appid} is gone."),
    "cooldown-lifted": Text("等待已解除，下次会重新询问微信。", "The wait is lifted; the next call asks WeChat again."),
}
