"""Sentences of `wxauth diagnose`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "把任何线索交进来，按可能性列出原因。\n"
        "能读：微信的报错 JSON（夹在日志里也行，可以有多条）、只有 errmsg 的文字、rid、登录 code、手机号 code、"
        "JWT 或 Authorization 请求头、加密数据的 JSON、抓包（HAR）和请求日志、小程序控制台"
        "和各语言程序的报错。不给文件时从标准输入读；在终端里请你粘贴，没有可粘贴的就一个一个提问。",
        "Take any evidence and list the causes, the likeliest first.\n"
        "It reads WeChat's error JSON (inside log lines too, and several of them), a bare errmsg, a rid, a login or "
        "phone code, a JWT or Authorization header, the JSON of encrypted data, captures (HAR) and request logs, and what "
        "consoles and programs print. Without a file it reads standard input; at a terminal it takes a paste, or asks question by question.",
    ),
    "examples": Text(
        "# 粘贴客户发来的报错，再在空行上按回车；什么都没有就直接回车，回答问题\n"
        "wxauth diagnose\n"
        "# 服务器日志里最近两小时的错误\n"
        "wxauth diagnose server.log --since 2h\n"
        "# 说明情况会更准\n"
        'wxauth diagnose error.json --appid wx1234567890abcdef --note "只有插件里登录失败"\n'
        "# 在脚本里：只有严重问题才算失败\n"
        "cat error.json | wxauth diagnose - --json --fail-on critical",
        "# Paste an error, then Enter on an empty line; just Enter to answer questions\n"
        "wxauth diagnose\n"
        "# Errors of the last two hours in a server's log\n"
        "wxauth diagnose server.log --since 2h\n"
        "# Saying what is known makes it surer\n"
        'wxauth diagnose error.json --appid wx1234567890abcdef --note "only the plugin\'s login fails"\n'
        "# In a script: only critical findings fail\n"
        "cat error.json | wxauth diagnose - --json --fail-on critical",
    ),
    "param.files": Text("要看的文件，可以有多个；- 是标准输入。", "Files to look at; - is standard input."),
    "param.appid": Text("后端认为自己用的 appid。", "The appid that the backend believes it uses."),
    "param.note": Text(
        "用文字补充的情况，例如用的 SDK、在插件还是企业微信里。",
        "What else is known, in words: the SDK, inside a plugin, inside WeCom …",
    ),
    "param.since": Text(
        "只看这之后的错误：10m、2h、3d 或 ISO 8601 时间（按 rid 里的时间）。",
        "Only errors after this: 10m, 2h, 3d, or an ISO 8601 time (by the time in the rid).",
    ),
    "param.fail_on": Text(
        "从哪个级别起算失败（退出码 10），不论把握大小。",
        "From which severity on the run fails (exit 10), whatever the confidence.",
    ),
    "paste": Text(
        "请粘贴报错、日志、rid、code、token 或加密数据的 JSON，最后另起一行按 Ctrl-D（Windows：Ctrl-Z 再回车）。",
        "Paste the error, log, rid, code, token or JSON of encrypted data, then press Ctrl-D on a new line (Windows: "
        "Ctrl-Z and Enter).",
    ),
    "param.markdown": Text(
        "输出可以发给别人的 Markdown：没有密钥，人和 appid 也换成了代号。",
        "Print Markdown that can be given away: without secrets, people and appids masked.",
    ),
    "shared.title": Text("登录诊断", "Diagnosis of a login"),
    "shared.none": Text("没有发现问题。", "Nothing wrong was found."),
    "guide.paste": Text(
        "有报错、日志、rid、code、token 或加密数据的 JSON 就粘贴在这里，最后在空行上按回车。",
        "Paste the error, log, rid, code, token or JSON of encrypted data here, then press Enter on an empty line.",
    ),
    "guide.nothing": Text(
        "什么都没有？直接按回车，我来提问。", "Nothing to paste? Press Enter, and answer questions instead."
    ),
    "guide.more": Text(
        "符合这些回答的原因有 {n} 种，这里列出最常见的 {shown} 种。",
        "{n} causes fit these answers; the {shown} commonest are listed.",
    ),
    "guide.begin": Text(
        "请选一个数字；不知道就直接按回车；想到报错的原文，随时粘贴进来。Ctrl-D：不再提问，看结果。",
        "Choose a number, or press Enter if you do not know; the words of an error may be pasted at any time. "
        "Ctrl-D: no more questions, show the result.",
    ),
    "guide.question": Text("{number}. {text}（还剩 {left} 种可能）", "{number}. {text} ({left} causes are possible)"),
    "guide.answer": Text("{number}  {text}", "{number}  {text}"),
    "guide.dont-know": Text("0  不知道", "0  I do not know"),
    "guide.choose": Text("请输入 0 到 {most}", "0 to {most}"),
    "guide.again": Text(
        "没看懂“{said}”：请输入 0 到 {most} 的数字，或粘贴报错的原文。",
        "“{said}” was not understood: type a number from 0 to {most}, or paste the words of an error.",
    ),
    "guide.taken": Text("认出了报错，已经算进去。", "That was recognised and counts."),
    "guide.contradicts": Text(
        "这个回答和前面的合不起来，先不用它。", "This answer does not go with the earlier ones; it is left out."
    ),
    "unread": Text("{name} 里没有认得出的东西，已跳过。", "Nothing in {name} was recognised; it is left out."),
    "skipped": Text("有 {n} 条比 --since 早，没有算进来。", "{n} entries are older than --since and left out."),
    "more-items": Text(
        "一共认出 {n} 条，data.inputs 只列前 {shown} 条。",
        "{n} items were recognised; data.inputs lists the first {shown}.",
    ),
    "verdict.healthy": Text("没有发现问题", "Nothing wrong was found"),
    "verdict.undecided": Text("凭这些还判断不了", "This alone cannot be judged"),
    "verdict.nothing-left": Text("没有留下可以判断的内容", "Nothing is left that could be judged"),
    "verdict.hidden": Text(
        "这里看不出原因：后端没有把微信的 errcode 说出来",
        "No reason can be told from this: the backend does not pass on WeChat's errcode",
    ),
    "verdict.unknown": Text("有错误，但凭这些还说不出原因", "There is an error, but these facts alone name no cause"),
    "verdict.several": Text(
        "有 {n} 种可能，凭现有线索分不清", "{n} causes are possible; this evidence alone does not tell them apart"
    ),
    "verdict.possible": Text("有可能：{title}", "Possibly: {title}"),
    "verdict.likely": Text("很可能：{title}", "Likely: {title}"),
    "verdict.certain": Text("确定：{title}", "Certain: {title}"),
    "inputs": Text("认出了什么", "What was recognised"),
    "rows-more": Text("还有 {n} 条没有列出，--json 里有。", "{n} more are not listed here; --json has them."),
    "meaning": Text("这些错误的意思", "What these errors mean"),
    "ruled-out": Text("可以排除", "Out of the question"),
    "next": Text("接下来收集什么", "What to collect next"),
    "column.where": Text("位置", "where"),
    "column.what": Text("是什么", "what it is"),
    "column.detail": Text("内容", "content"),
    "source.stdin": Text("标准输入", "standard input"),
    "source.argument": Text("参数", "argument"),
    "source.note": Text("备注", "note"),
    "kind.error": Text("微信的错误", "WeChat error"),
    "kind.client-error": Text("小程序端的错误", "client error"),
    "kind.sample-code-error": Text("解密示例代码的错误号", "sample code's error number"),
    "kind.decrypt-error": Text("解密失败的报错", "decryption error"),
    "kind.errmsg": Text("微信的 errmsg", "WeChat errmsg"),
    "kind.request": Text("对微信的请求", "request to WeChat"),
    "kind.answer": Text("正常的回答", "ordinary answer"),
    "kind.backend-answer": Text("后端自己的失败回答", "backend's own failure answer"),
    "kind.bundle": Text("加密数据", "encrypted data"),
    "kind.code": Text("code", "code"),
    "kind.jwt": Text("JWT", "JWT"),
    "kind.jwe": Text("加密的 JWT（JWE）", "encrypted JWT (JWE)"),
    "kind.rid": Text("rid", "rid"),
    "kind.access_token": Text("形状像 access_token", "looks like an access_token"),
    "kind.session_key": Text("形状像 session_key 或 iv", "looks like a session_key or iv"),
    "kind.openid": Text("形状像 openid 或 unionid", "looks like an openid or unionid"),
    "kind.appid": Text("appid", "appid"),
    "kind.capture": Text("抓包或请求日志", "capture or request log"),
    "capture": Text("{format}，与登录有关的请求 {n} 条", "{format}, {n} requests of a login"),
    "kind.setting": Text("appid 或密钥的配置", "setting of appid or secret"),
    "kind.told": Text("你的回答", "what you answered"),
    "kind.sign": Text("有用的一行", "telling line"),
    "shape.login": Text("登录 code，{n} 位", "login code, {n} characters"),
    "shape.phone": Text("手机号 code（或插件登录 code），{n} 位", "phone code (or plugin login code), {n} characters"),
    "shape.mock": Text("开发者工具的替代文字", "the stand-in text of DevTools"),
    "shape.placeholder": Text("占位文字", "a placeholder"),
    "shape.cut": Text("像被截断的登录 code，{n} 位", "looks like a cut login code, {n} characters"),
    "shape.case-changed": Text("大小写被改过的登录 code，{n} 位", "a login code in changed case, {n} characters"),
    "shape.unusual": Text("形状少见的 code，{n} 位", "a code of unusual shape, {n} characters"),
    "shape.empty": Text("空值", "empty"),
}
