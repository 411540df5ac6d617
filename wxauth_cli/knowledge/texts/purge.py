"""`wxauth purge`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "清除 wxauth 保存的一切：密钥、token、会话、配置、缓存，并证明已清除。\n"
        "\n"
        "在终端里会先询问；脚本里直接执行。清除之后逐项读回，还有剩余就退出码 6。",
        "Erase all that wxauth keeps: secrets, tokens, sessions, profiles, caches; and prove it gone.\n"
        "\n"
        "Asks first at a terminal, not in a script. All is read back afterwards; exit code 6 if anything is left.",
    ),
    "examples": Text("wxauth purge\nwxauth purge --yes --json", "wxauth purge\nwxauth purge --yes --json"),
    "param.yes": Text("不询问。", "Do not ask."),
    "confirm": Text(
        "将删除所有配置档、密钥、token 和会话。输入 yes 继续",
        "All profiles, secrets, tokens and sessions will be erased. Type yes to go on",
    ),
    "no-keyring": Text(
        "这里没有可用的钥匙串，所以其中也没有可清除的。",
        "There is no usable keyring here, so there is nothing in one to erase.",
    ),
    "done": Text("已全部清除，读回确认没有剩余", "All erased; reading back found nothing left"),
    "nothing": Text("没有可清除的", "There was nothing to erase"),
    "items": Text("删除的条目", "Items erased"),
    "files": Text("删除的文件", "Files erased"),
    "locks": Text(
        "留下的空锁文件（内容为空；删掉它们会让两个进程同时写入）",
        "Lock files left (they are empty; deleting them could let two processes write at once)",
    ),
    "kind.secret": Text("AppSecret", "AppSecret"),
    "kind.token": Text("access_token", "access_token"),
    "kind.session": Text("session_key", "session_key"),
    "kind.phone": Text("手机号", "phone number"),
    "kind.other": Text("其他条目", "other item"),
}
