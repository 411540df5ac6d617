"""`wxauth profile`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "保存和选择小程序的 appid 与 AppSecret。", "Store and choose the appid and AppSecret of mini programs."
    ),
    "add.help": Text(
        "保存一个小程序：appid 写进配置文件，AppSecret 存进系统钥匙串。\n"
        "\n"
        "AppSecret 在终端里询问（不回显），或者从文件、标准输入读；没有任何选项直接接收它的值。"
        "第一个配置档自动成为默认。",
        "Store a mini program: its appid in the profile file, its AppSecret in the OS keyring.\n"
        "\n"
        "The AppSecret is asked for at the terminal without echo, or read from a file or standard input; no option "
        "takes its value. The first profile becomes the default.",
    ),
    "add.examples": Text(
        "wxauth profile add dev wx0123456789abcdef\n"
        "# 从文件读 AppSecret\n"
        "wxauth profile add prod wx0123456789abcdef --secret-file secret.txt\n"
        "# 从密码管理器接过来\n"
        "pass show wechat/prod | wxauth profile add prod wx0123456789abcdef --secret-file - --replace",
        "wxauth profile add dev wx0123456789abcdef\n"
        "# the AppSecret from a file\n"
        "wxauth profile add prod wx0123456789abcdef --secret-file secret.txt\n"
        "# straight from a password manager\n"
        "pass show wechat/prod | wxauth profile add prod wx0123456789abcdef --secret-file - --replace",
    ),
    "add.param.name": Text("配置档的名字，例如 dev、prod。", "Name of the profile, such as dev or prod."),
    "add.param.appid": Text("小程序的 appid。", "The mini program's appid."),
    "add.param.secret_file": Text(
        "从这个文件读 AppSecret；- 表示标准输入。", "Read the AppSecret from this file; - for standard input."
    ),
    "add.param.api_base": Text(
        "接口地址，默认 https://api.weixin.qq.com；必须是 https，本机可以用 http。",
        "Address of the API, https://api.weixin.qq.com if not given; https, or http on this machine.",
    ),
    "add.param.replace": Text("覆盖同名的配置档。", "Overwrite the profile of that name."),
    "add.param.use": Text("同时设为默认。", "Make it the default too."),
    "list.help": Text("列出全部配置档，不读取密钥。", "List all profiles; reads no secret."),
    "list.examples": Text(
        "wxauth profile list\nwxauth profile list --json", "wxauth profile list\nwxauth profile list --json"
    ),
    "show.help": Text("显示一个配置档，AppSecret 打码。", "Show one profile, its AppSecret masked."),
    "show.examples": Text(
        "wxauth profile show dev\n# 看 AppSecret 原文\nwxauth profile show dev --reveal",
        "wxauth profile show dev\n# the AppSecret in clear\nwxauth profile show dev --reveal",
    ),
    "show.param.name": Text(
        "配置档的名字；不写则是当前会用到的那个。", "Name of the profile; without it, the one that would be used."
    ),
    "use.help": Text("把一个配置档设为默认。", "Make a profile the default."),
    "use.examples": Text("wxauth profile use prod", "wxauth profile use prod"),
    "use.param.name": Text("配置档的名字。", "Name of the profile."),
    "remove.help": Text(
        "删除一个配置档和它的密钥。\n"
        "\n"
        "如果没有别的配置档使用同一个 appid，缓存的 access_token 和记住的会话也一并删除。",
        "Delete a profile and its secret.\n"
        "\n"
        "If no other profile has the same appid, its cached access_token and remembered sessions go too.",
    ),
    "remove.examples": Text("wxauth profile remove dev", "wxauth profile remove dev"),
    "remove.param.name": Text("配置档的名字。", "Name of the profile."),
    "secret": Text("{appid} 的 AppSecret", "AppSecret of {appid}"),
    "secret-unusual": Text(
        "AppSecret 一般是 32 位小写十六进制，这个有 {length} 个字符，已照样保存。",
        "An AppSecret usually has 32 lower-case hexadecimal digits; this one has {length} characters. Stored as it is.",
    ),
    "environment": Text(
        "设置了 WXAUTH_APPID={appid}，它优先于默认配置档。",
        "WXAUTH_APPID={appid} is set and goes before the default profile.",
    ),
    "added": Text("已保存配置档 {name}", "Profile {name} is stored"),
    "used": Text("默认配置档现在是 {name}", "The default profile is now {name}"),
    "removed": Text("已删除配置档 {name} 和它的密钥", "Profile {name} and its secret are gone"),
    "removed-too": Text(
        "一并删除：缓存的 access_token {tokens} 个，记住的会话 {sessions} 个。",
        "Gone with it: {tokens} cached access_token, {sessions} remembered session(s).",
    ),
    "none": Text(
        "还没有配置档。用 wxauth profile add NAME APPID 保存一个。",
        "There is no profile. Store one with wxauth profile add NAME APPID.",
    ),
    "column.name": Text("名字", "name"),
    "column.api_base": Text("接口地址", "API"),
    "column.storage": Text("密钥存放", "secret in"),
    "column.default": Text("默认", "default"),
    "storage.keyring": Text("系统钥匙串", "OS keyring"),
    "storage.file": Text("明文文件", "plain file"),
    "storage.sandbox": Text("沙箱（虚构）", "sandbox (synthetic)"),
}
