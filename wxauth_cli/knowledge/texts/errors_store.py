"""Store errors: the keyring, the configuration, files of our own. Exit code 6."""

from wxauth_cli.core.text import Text

_WAYS_ZH = (
    "三种办法：安装并解锁系统钥匙串（Linux 装 gnome-keyring 或 KWallet）；"
    "用环境变量 WXAUTH_APPID、WXAUTH_SECRET 提供凭据；加 --insecure-storage 存成明文文件。"
)
_WAYS_EN = (
    "Three ways on: install and unlock an OS keyring (gnome-keyring or KWallet on Linux); give the credentials in the "
    "environment as WXAUTH_APPID and WXAUTH_SECRET; or add --insecure-storage to store them in a plain file."
)
_WAYS = Text(_WAYS_ZH, _WAYS_EN)
_OTHER_ZH = "换一个钥匙串后端（见 PYTHON_KEYRING_BACKEND 和 keyringrc.cfg）。" + _WAYS_ZH
_OTHER_EN = "Choose another keyring backend (see PYTHON_KEYRING_BACKEND and keyringrc.cfg). " + _WAYS_EN
_OTHER = Text(_OTHER_ZH, _OTHER_EN)

TEXTS = {
    "record-lost": Text(
        "录制没有写完：{reason}。已录的在 {path}。",
        "The recording was not finished: {reason}. What there is stands in {path}.",
    ),
    "record-lost.hint": Text(
        "用 wxauth trace import {path} -o FILE 取出。", "Bring it back with wxauth trace import {path} -o FILE."
    ),
    "sandbox-state-not-ours": Text("{path} 不是沙箱的状态文件。", "{path} is not a state file of the sandbox."),
    "sandbox-state-not-ours.hint": Text("换一个文件名；原文件没有改动。", "Name another file; this one is unchanged."),
    "sandbox-state-newer": Text(
        "{path} 由更新的 wxauth 写成（格式 {detail}）。", "{path} was written by a newer wxauth (format {detail})."
    ),
    "sandbox-state-newer.hint": Text("升级 wxauth，或者换一个文件。", "Upgrade wxauth, or name another file."),
    "sandbox-state-busy": Text("{path} 正被另一个沙箱使用。", "Another sandbox is using {path}."),
    "sandbox-state-busy.hint": Text("先结束那一个，或者换一个文件。", "End that one first, or name another file."),
    "sandbox-state-other-seed": Text(
        "{path} 里的沙箱用的是另一个种子（{detail}）。", "The sandbox in {path} has another seed ({detail})."
    ),
    "sandbox-state-other-seed.hint": Text("去掉 --seed，或者换一个文件。", "Leave --seed out, or name another file."),
    "sandbox-state-damaged": Text("{path} 已损坏：{detail}", "{path} is damaged: {detail}"),
    "sandbox-state-damaged.hint": Text(
        "删掉它就能从头开始，或者换一个文件。", "Delete it to begin anew, or name another file."
    ),
    "sandbox-state-unwritable": Text("无法使用 {path}：{detail}", "{path} cannot be used: {detail}"),
    "sandbox-state-unwritable.hint": Text(
        "检查文件夹是否存在、是否可写。", "Check that its folder exists and can be written."
    ),
    "keyring-unavailable": Text("这台机器上没有可用的系统钥匙串。", "There is no usable OS keyring on this machine."),
    "keyring-unavailable.hint": _WAYS,
    "keyring-null": Text(
        "钥匙串后端 {backend} 什么都不存，已拒绝使用。",
        "The keyring backend {backend} stores nothing, so it is not used.",
    ),
    "keyring-null.hint": _OTHER,
    "keyring-plaintext": Text(
        "钥匙串后端 {backend} 以明文保存密钥，已拒绝使用。",
        "The keyring backend {backend} stores secrets in clear, so it is not used.",
    ),
    "keyring-plaintext.hint": _OTHER,
    "keyring-broken": Text("钥匙串后端加载失败（{reason}）。", "The keyring backend cannot be loaded ({reason})."),
    "keyring-broken.hint": Text(
        "检查环境变量 PYTHON_KEYRING_BACKEND 和 keyringrc.cfg 里的名字。" + _WAYS_ZH,
        "Check the name in PYTHON_KEYRING_BACKEND and in keyringrc.cfg. " + _WAYS_EN,
    ),
    "keyring-timeout": Text(
        "钥匙串在 {limit} 秒内没有回应（{operation}）。", "The keyring did not answer within {limit} s ({operation})."
    ),
    "keyring-timeout.hint": Text(
        "它可能在等一个看不见的窗口，或者它的服务没有运行。先解锁或重启钥匙串服务再试。" + _WAYS_ZH,
        "It may be waiting for a window that nobody sees, or its service does not run. Unlock or restart the keyring "
        "service and try again. " + _WAYS_EN,
    ),
    "keyring-locked": Text("钥匙串是锁着的（{operation}）。", "The keyring is locked ({operation})."),
    "keyring-locked.hint": Text("先解锁再运行。" + _WAYS_ZH, "Unlock it and run again. " + _WAYS_EN),
    "keyring-denied": Text("钥匙串拒绝了访问（{operation}）。", "The keyring denied access ({operation})."),
    "keyring-denied.hint": Text(
        "解锁的窗口被取消，或者这个会话不允许弹窗（例如 SSH）。" + _WAYS_ZH,
        "The prompt was dismissed, or this session may not show one (SSH, for example). " + _WAYS_EN,
    ),
    "keyring-failed": Text("钥匙串出错（{operation}：{reason}）。", "The keyring failed ({operation}: {reason})."),
    "keyring-failed.hint": Text(
        "稍后再试；运行 wxauth doctor 看用的是哪个后端。" + _WAYS_ZH,
        "Try again; wxauth doctor names the backend in use. " + _WAYS_EN,
    ),
    "keyring-not-stored": Text(
        "钥匙串后端 {backend} 说存好了，但读不回来。",
        "The keyring backend {backend} said that it stored the item, but it cannot be read back.",
    ),
    "keyring-not-stored.hint": _OTHER,
    "keyring-truncates": Text(
        "钥匙串后端 {backend} 存的内容被截断了。", "The keyring backend {backend} cut off what it stored."
    ),
    "keyring-truncates.hint": _OTHER,
    "keyring-altered": Text(
        "钥匙串后端 {backend} 读回来的不是刚才存进去的内容。",
        "The keyring backend {backend} gives back something else than was stored.",
    ),
    "keyring-altered.hint": _OTHER,
    "keyring-not-deleted": Text(
        "钥匙串后端 {backend} 没有真正删除条目。", "The keyring backend {backend} did not really delete the item."
    ),
    "keyring-not-deleted.hint": Text(
        "用系统自带的钥匙串工具删除名为 wxauth 的条目。",
        "Delete the entries named wxauth with the keyring tool of your system.",
    ),
    "keyring-oversize": Text(
        "内容太大，钥匙串放不下（{units}，上限 {limit} 个 UTF-16 单元）。",
        "The item is too large for the keyring ({units}; the limit is {limit} UTF-16 units).",
    ),
    "keyring-oversize.hint": Text(
        "检查给出的值：AppSecret 是 32 个字符，access_token 一般不到 600 个字符。",
        "Check the value: an AppSecret has 32 characters, an access_token seldom more than 600.",
    ),
    "secret-missing": Text(
        "配置档 {name} 的 AppSecret 不在它应在的地方。", "The AppSecret of profile {name} is not where it should be."
    ),
    "secret-missing.hint": Text(
        "重新保存一次：wxauth profile add {name} APPID --replace",
        "Store it again: wxauth profile add {name} APPID --replace",
    ),
    "secret-in-file": Text(
        "配置档 {name} 的 AppSecret 存在明文文件里，要用它必须写明。",
        "The AppSecret of profile {name} is in a plain file; using it has to be asked for.",
    ),
    "secret-in-file.hint": Text(
        "加 --insecure-storage；或者用 wxauth profile add {name} APPID --replace 改存到钥匙串。",
        "Add --insecure-storage, or move it into the keyring with wxauth profile add {name} APPID --replace.",
    ),
    "profiles-unreadable": Text(
        "配置文件 {path} 读不懂：{reason}", "The profile file {path} cannot be understood: {reason}"
    ),
    "profiles-unreadable.hint": Text(
        "改正这一处，或者移走这个文件再用 wxauth profile add 重建。",
        "Correct that place, or move the file away and make the profiles again with wxauth profile add.",
    ),
    "store-full": Text("已经存满 {limit} 个条目。", "All {limit} items are taken."),
    "store-full.hint": Text(
        "用 wxauth profile remove 删掉不用的配置档。",
        "Remove profiles that are no longer used with wxauth profile remove.",
    ),
    "store-newer": Text(
        "{path} 是更新版本的 wxauth 写的（格式 {version}），不会改动它。",
        "{path} was written by a later wxauth (format {version}); it is left as it is.",
    ),
    "store-newer.hint": Text(
        "升级 wxauth；或者用 WXAUTH_HOME 指定另一个目录。", "Upgrade wxauth, or name another folder in WXAUTH_HOME."
    ),
    "store-unsafe": Text(
        "{path} 不是可以放心使用的文件或目录（{reason}）。",
        "{path} is not a file or folder that is safe to use ({reason}).",
    ),
    "store-unsafe.hint": Text(
        "它必须是普通文件或目录、属于当前用户、别人不能写，不能是链接。检查后移走它，或用 WXAUTH_HOME 另指目录。",
        "It has to be a plain file or folder of your own that nobody else may write to, and no link. Look at it and "
        "move it away, or name another folder in WXAUTH_HOME.",
    ),
    "store-unwritable": Text("写不了 {path}：{reason}", "{path} cannot be written: {reason}"),
    "store-unwritable.hint": Text(
        "检查磁盘空间和权限，或者用 WXAUTH_HOME 指定一个可写的目录。",
        "Check disk space and permissions, or name a writable folder in WXAUTH_HOME.",
    ),
    "store-unreadable": Text("读不了 {path}：{reason}", "{path} cannot be read: {reason}"),
    "store-unreadable.hint": Text(
        "检查权限，或者用 WXAUTH_HOME 指定另一个目录。", "Check its permissions, or name another folder in WXAUTH_HOME."
    ),
    "store-altered": Text("{path} 读回来的不是刚写进去的内容。", "{path} does not hold what was just written."),
    "store-altered.hint": Text("检查磁盘。", "Check the disk."),
    "lock-timeout": Text(
        "等了 {wait_s} 秒，进程 {pid} 仍占用着 {path}。", "After {wait_s} s the process {pid} still holds {path}."
    ),
    "lock-timeout.hint": Text(
        "看看进程 {pid} 是不是卡住了；它一结束，锁会自动释放。",
        "See whether process {pid} is stuck; the lock is freed as soon as it ends.",
    ),
    "no-home": Text(
        "没有可用的主目录（{path}），不知道把文件放在哪里。",
        "There is no usable home folder ({path}) to keep files in.",
    ),
    "no-home.hint": Text(
        "设置 HOME，或者用 WXAUTH_HOME 指定一个目录（绝对路径）。",
        "Set HOME, or name a folder in WXAUTH_HOME (an absolute path).",
    ),
    "home-not-absolute": Text("WXAUTH_HOME 不是绝对路径：{path}", "WXAUTH_HOME is not an absolute path: {path}"),
    "home-not-absolute.hint": Text("写完整路径，以 / 开头。", "Write the whole path, beginning with /."),
    "purge-left": Text("没能全部清除，还剩：{what}", "Not everything could be erased; left: {what}"),
    "purge-left.hint": Text(
        "可能有别的 wxauth 正在运行。等它结束后再运行 wxauth purge。",
        "Another wxauth may be running. Run wxauth purge again when it has ended.",
    ),
}
