"""`wxauth lab`: a fault played for real."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "把一个登录故障真实地演一遍，再看诊断怎么说。\n"
        "小程序、带着这个毛病的后端和微信都在本机模拟，请求走真实的 HTTP；诊断只看录下来的证据。"
        "不写原因就演一次正常的登录。所有数据都是假的，不需要账号和网络。",
        "Play a login fault for real, and see what the diagnosis makes of it.\n"
        "Mini program, a backend with that very fault and WeChat are simulated on this machine and talk real HTTP; the "
        "diagnosis sees the recorded evidence only. Without a cause, a healthy login is played. All values are made "
        "up; it needs no account and no network.",
    ),
    "examples": Text(
        "wxauth lab code-reused\n"
        "# 有哪些可以演\n"
        "wxauth lab --list\n"
        "# 存下证据，用来培训或报告问题\n"
        "wxauth lab plus-became-space --save ./evidence\n"
        "# 一次正常的登录\n"
        "wxauth lab",
        "wxauth lab code-reused\n"
        "# What can be played\n"
        "wxauth lab --list\n"
        "# Keep the evidence, for training or a bug report\n"
        "wxauth lab plus-became-space --save ./evidence\n"
        "# A healthy login\n"
        "wxauth lab",
    ),
    "param.slug": Text(
        "要演的原因（wxauth lab --list 里的名字）；不写就演正常的登录。",
        "The cause to play (a name of wxauth lab --list); without it, a healthy login.",
    ),
    "param.every": Text(
        "列出能演的原因，以及不能演的和理由。", "List the causes that can be played, and those that cannot, with why."
    ),
    "param.save": Text(
        "把证据写进这个文件夹（新的或空的）：两段的 HAR（打码）、报错 JSON、密文、token。",
        "Write the evidence into this folder (new or empty): a HAR of both legs (masked), error JSON, payloads, tokens.",
    ),
    "param.seed": Text(
        "随机数种子：同一个数得到同样的 code、密钥和 token。",
        "Seed: one number gives the same codes, keys and tokens each time.",
    ),
    "title": Text("演示 {id}：{title}", "Playing {id}: {title}"),
    "title.healthy": Text("演示一次正常的登录", "Playing a healthy login"),
    "trace": Text("录下来的过程（{requests} 次 HTTP 请求）", "What was recorded ({requests} HTTP requests)"),
    "diagnosis": Text("只凭这些证据，诊断是", "The diagnosis, from this evidence alone"),
    "healthy": Text("一切正常，没有发现问题。", "All is well: nothing was found."),
    "not-as-scripted": Text(
        "诊断和剧本不一致：原因应是 {id}，把握不超过“{confidence}”。这是 wxauth 的缺陷，请用 --save 存下证据并报告。",
        "The diagnosis differs from the script: it should be {id}, no surer than “{confidence}”. This is a fault of "
        "wxauth: keep the evidence with --save and report it.",
    ),
    "not-healthy": Text(
        "正常的登录却诊断出了问题。这是 wxauth 的缺陷，请用 --save 存下证据并报告。",
        "A healthy login was found faulty. This is a fault of wxauth: keep the evidence with --save and report it.",
    ),
    "ruled-out": Text("可以排除", "Ruled out"),
    "next": Text("再收集这些，会更有把握", "Collect this to be surer"),
    "saved": Text("证据（全是假数据）", "Evidence (all values made up)"),
    "list.played": Text("可以演的原因（{n}）", "Causes that can be played ({n})"),
    "list.others": Text("不能演的原因（{n}）", "Causes that are not played ({n})"),
    "column.step": Text("步", "step"),
    "column.id": Text("原因", "cause"),
    "column.title": Text("是什么", "what it is"),
    "column.confidence": Text("把握", "confidence"),
    "column.why": Text("为什么不演", "why not"),
}
