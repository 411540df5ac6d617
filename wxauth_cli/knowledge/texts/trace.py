"""`wxauth trace`."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "读入抓包和服务器日志，看清一次登录的全过程。",
        "Read captures and server logs, and see a whole login.",
    ),
    "import.help": Text(
        "读入抓包或日志，挑出与登录有关的请求，可另存为打码的 HAR。\n"
        "\n"
        "抓包：Chrome 和微信开发者工具、Edge、Firefox、Safari、Charles、Fiddler、mitmproxy、ProxyPin、whistle、Stream、Playwright "
        "以及 wxauth 自己写的 HAR；断在半截的也读。\n"
        "\n"
        "日志：每行一个 JSON（pino、bunyan、winston、zap、logrus、Caddy、Elastic Common Schema、Fastify 等），每行一串 name=value（logfmt），"
        "nginx、Apache、HAProxy、lighttpd 等的访问日志，Spring、Express（morgan）、koa、NestJS、Flask、Django、uvicorn、gunicorn、aiohttp、"
        "Tornado、Sanic、gin、Rails、Laravel（Monolog）、ThinkPHP 的请求日志，"
        "OkHttp、Feign、RestTemplate、WxJava、httpx、urllib3、curl -v 记下的外发请求，以及应用自己写的、带网址的日志行。"
        "行首有 docker compose 或 Kubernetes 加上的前缀也行；Docker、journald、Filebeat、CloudWatch、阿里云 SLS、Elasticsearch "
        "把日志行装进了 JSON 也行，不论每行一条还是导出成一整张列表。\n"
        "\n"
        "UTF-8、UTF-16、GB18030 都能读，可以是 .gz。可同时给出小程序一侧和服务器一侧的文件：时钟会对齐，同一个请求只算一次。"
        "读不懂的条目会跳过并逐条说明，这时退出码是 10。不联网，也不会重放任何请求。",
        "Read captures or logs, pick the requests of a login, and save them as a redacted HAR if wanted.\n"
        "\n"
        "Captures: HAR files of Chrome and WeChat DevTools, Edge, Firefox, Safari, Charles, Fiddler, mitmproxy, ProxyPin, "
        "whistle, Stream, Playwright and wxauth itself, also such as break off.\n"
        "\n"
        "Logs: a JSON object per line (pino, bunyan, winston, zap, logrus, Caddy, the Elastic Common Schema, Fastify …), "
        "name=value pairs (logfmt), access logs of nginx, Apache, HAProxy, lighttpd and their like, request logs of Spring, "
        "Express (morgan), koa, NestJS, Flask, Django, uvicorn, gunicorn, aiohttp, Tornado, Sanic, gin, Rails, Laravel (Monolog) "
        "and ThinkPHP, what OkHttp, Feign, RestTemplate, WxJava, httpx, urllib3 and curl -v note of the requests that they send, "
        "and lines of an application's own in which a URL stands. docker compose and Kubernetes may have put something before "
        "each line; Docker, journald, Filebeat, CloudWatch, Aliyun SLS and Elasticsearch may have put the lines into JSON, one "
        "record per line or as one exported list.\n"
        "\n"
        "UTF-8, UTF-16 and GB18030 are read, also as .gz. Files of both sides can be given at once: their clocks are "
        "aligned, and a request that two of them show is one. What cannot be read is skipped and named; the exit code is 10 "
        "then. Nothing is sent, and no request is ever repeated.",
    ),
    "import.examples": Text(
        "wxauth trace import capture.har\n"
        "# 小程序抓包和后端日志放在一起看，另存为一份\n"
        "wxauth trace import phone.har backend.log -o login.har\n"
        "zcat access.log.gz | wxauth trace import - --format access --json",
        "wxauth trace import capture.har\n"
        "# the phone's capture and the backend's log together, saved as one\n"
        "wxauth trace import phone.har backend.log -o login.har\n"
        "zcat access.log.gz | wxauth trace import - --format access --json",
    ),
    "import.param.files": Text(
        "抓包或日志文件，可以有多个；- 表示标准输入。", "Captures or logs, one or more; - is standard input."
    ),
    "import.param.output": Text(
        "把挑出的请求写成 HAR 文件，密钥打码，权限 0600。",
        "Write the picked requests to a HAR file, secrets masked, mode 0600.",
    ),
    "import.param.format": Text(
        "文件格式：har、jsonl（每行一个 JSON）、access（访问日志）、app（应用日志，包括 logfmt）。",
        "Format of the files: har, jsonl (one JSON object per line), access (access log), app (application log, logfmt too).",
    ),
    "show.help": Text(
        "把抓包或日志画成登录流程：第几步、何时、谁到谁、结果、得到了什么。\n"
        "\n"
        "不给文件名时读标准输入。可以只看某些步骤或出错的请求，画成时序图，或展开其中一个请求（JWT 会解码，但不验证签名）。密钥始终打码。",
        "Draw a capture or log as the login flow: step, time, who to whom, result, what was learnt.\n"
        "\n"
        "Without a file, standard input is read. Show certain steps or failures only, draw the sequence, or open one request in "
        "full (JWTs are decoded, not verified). Secrets are masked.",
    ),
    "show.examples": Text(
        "wxauth trace show capture.har\n"
        "wxauth trace show phone.har backend.log --sequence\n"
        "# 展开表格里的第 2 个请求\n"
        "wxauth trace show capture.har --entry 2\n"
        "wxauth trace show capture.har --mermaid > login.mmd",
        "wxauth trace show capture.har\n"
        "wxauth trace show phone.har backend.log --sequence\n"
        "# the second request of the table in full\n"
        "wxauth trace show capture.har --entry 2\n"
        "wxauth trace show capture.har --mermaid > login.mmd",
    ),
    "show.param.files": Text(
        "抓包或日志文件，可以有多个；- 表示标准输入。", "Captures or logs, one or more; - is standard input."
    ),
    "show.param.step": Text("只看这一步（1 到 9），可以重复。", "Only this step (1 to 9); may be repeated."),
    "show.param.errors": Text("只看出错的请求。", "Only requests that failed."),
    "show.param.entry": Text("展开表格里编号为 N 的请求。", "Show request number N of the table in full."),
    "show.param.sequence": Text("画成时序图。", "Draw the sequence diagram."),
    "show.param.mermaid": Text("输出 Mermaid 时序图源码。", "Print the sequence as Mermaid source."),
    "show.param.format": Text(
        "文件格式：har、jsonl（每行一个 JSON）、access（访问日志）、app（应用日志，包括 logfmt）。",
        "Format of the files: har, jsonl (one JSON object per line), access (access log), app (application log, logfmt too).",
    ),
    "report.help": Text(
        "把抓包或日志写成一份可以发给同事的报告。\n"
        "\n"
        "报告是一个独立的网页文件：结论、时序图、耗时、原因和依据、每个请求的全文，中英文和深浅色可切换，不含脚本，不联网。"
        "密钥打码，openid、unionid、手机号、昵称、IP 换成同一份报告里一致的代号（openid-1），所以可以放心转发。"
        "默认写到 report.html（权限 0600），不覆盖已有文件。--markdown 打印可以贴进工单的文字。",
        "Write a capture or log as a report that can be sent to a colleague.\n"
        "\n"
        "The report is one page in one file: verdict, sequence diagram, times, causes with their evidence, every request in full; "
        "in Chinese and English, light and dark, without scripts or network. Secrets are masked; openid, unionid, phone number, "
        "nickname and IP are replaced by names that stay the same within a report (openid-1), so it can be passed on. It goes to "
        "report.html (mode 0600) unless told otherwise and overwrites nothing. --markdown prints text for an issue tracker.",
    ),
    "report.examples": Text(
        "wxauth trace report capture.har\n"
        "# 两侧一起看，写到别的文件\n"
        "wxauth trace report phone.har backend.log -o login.html\n"
        "# 贴进工单\n"
        "wxauth trace report capture.har --markdown",
        "wxauth trace report capture.har\n"
        "# both sides together, to another file\n"
        "wxauth trace report phone.har backend.log -o login.html\n"
        "# for an issue tracker\n"
        "wxauth trace report capture.har --markdown",
    ),
    "report.param.files": Text(
        "抓包或日志文件，可以有多个；- 表示标准输入。", "Captures or logs, one or more; - is standard input."
    ),
    "report.param.output": Text(
        "写到这个文件，默认 report.html；--markdown 默认打印到标准输出。",
        "Write to this file (report.html); --markdown prints unless a file is given.",
    ),
    "report.param.markdown": Text("写成 Markdown。", "Write Markdown."),
    "report.param.force": Text("覆盖已有的文件。", "Overwrite an existing file."),
    "report.param.format": Text(
        "文件格式：har、jsonl（每行一个 JSON）、access（访问日志）、app（应用日志，包括 logfmt）。",
        "Format of the files: har, jsonl (one JSON object per line), access (access log), app (application log, logfmt too).",
    ),
    "record.help": Text(
        "站在小程序和后端、后端和微信之间，把一次登录的两段都录下来。\n"
        "\n"
        "开两个入口：小程序改连第一个，后端把 https://api.weixin.qq.com 换成第二个。经过的字节原样转发（上传、SSE、WebSocket "
        "也一样），从不重发；每个请求结束就显示一行，包括本程序多花的毫秒数。按 Ctrl-C 结束，写出 HAR；没来得及写就被杀掉，"
        "留下的 .part 文件也能用 wxauth trace 直接读。密钥和个人信息存盘前换成同形状的假值，诊断结果不变。"
        "默认只在本机监听，微信一侧默认是沙箱。",
        "Stand between mini program and backend, and between backend and WeChat, and record both legs of a login.\n"
        "\n"
        "Two doors open: the mini program calls the first one, and the backend uses the second one in place of "
        "https://api.weixin.qq.com. Bytes pass on as they are (uploads, SSE and WebSocket too), and nothing is ever sent twice. "
        "Each request is shown when it is over, with the milliseconds that this program added. Ctrl-C ends it and writes the "
        "HAR; if it is killed before, wxauth trace reads the .part file that is left. Secrets and personal data become made-up "
        "values of the same shape before they reach the disk, so the diagnosis stays the same. It listens on this machine only, "
        "and WeChat is the sandbox, unless told otherwise.",
    ),
    "record.examples": Text(
        "wxauth trace record --backend http://127.0.0.1:3000\n"
        "# 固定端口，开发者工具和后端只用配置一次\n"
        "wxauth trace record --backend http://127.0.0.1:3000 --port 8801 --wechat-port 8802 -o login.har\n"
        "# 后端连的是真实的微信\n"
        "wxauth trace record --backend http://127.0.0.1:3000 --wechat real\n"
        "wxauth diagnose login.har",
        "wxauth trace record --backend http://127.0.0.1:3000\n"
        "# fixed ports, so that DevTools and the backend are set up once\n"
        "wxauth trace record --backend http://127.0.0.1:3000 --port 8801 --wechat-port 8802 -o login.har\n"
        "# the backend talks to the real WeChat\n"
        "wxauth trace record --backend http://127.0.0.1:3000 --wechat real\n"
        "wxauth diagnose login.har",
    ),
    "record.param.backend": Text(
        "后端的地址，例如 http://127.0.0.1:3000；只转发到这里。",
        "The backend, such as http://127.0.0.1:3000; requests go nowhere else.",
    ),
    "record.param.wechat": Text(
        "微信一侧：sandbox（正在运行的沙箱，没有就开一个）或 real（https://api.weixin.qq.com）。",
        "The WeChat side: sandbox (the one that runs, or a new one) or real (https://api.weixin.qq.com).",
    ),
    "record.param.output": Text(
        "写到这个 HAR 文件，权限 0600；默认是当前目录下的 wxauth-日期-时间.har。",
        "The HAR file, mode 0600; default: wxauth-DATE-TIME.har in this folder.",
    ),
    "record.param.force": Text("覆盖已有的文件。", "Overwrite an existing file."),
    "record.param.port": Text("小程序一侧的端口；0 表示自动选一个。", "Port for the mini program; 0: any free one."),
    "record.param.wechat_port": Text(
        "后端连微信用的端口；0 表示自动选一个。", "Port for the backend's calls to WeChat; 0: any free one."
    ),
    "record.param.host": Text(
        "监听地址；换成本机以外的地址（例如 0.0.0.0），别的机器就能连进来。",
        "Address to listen on; with one other than this machine's own, such as 0.0.0.0, others can come in.",
    ),
    "record.param.allow_host": Text(
        "另外允许的主机名，例如 host.docker.internal；可以写多次。",
        "One more host name to answer to, such as host.docker.internal; may be repeated.",
    ),
    "record.param.keep_secrets": Text(
        "存盘时不脱敏：文件里会有真实的密钥和个人信息。",
        "Do not redact what is stored: real secrets and personal data will be in the file.",
    ),
    "record.param.max_body": Text(
        "每个正文最多录多少 KB，多出的照样转发、只是不录，并会注明；wxauth 读 HAR 时超过 1024 KB 的正文不看。",
        "KB of each body that are recorded; all of it passes on, and what is cut off is named. Of a HAR, wxauth itself reads "
        "bodies of up to 1024 KB.",
    ),
    "redact.help": Text(
        "把抓包或日志脱敏后另存一份，可以发出去，诊断结果不变。\n"
        "\n"
        "密钥、token、code、session_key、Cookie、手机号、openid、昵称、IP 都换成编造的值：形状不变，同一个值处处换成同一个；"
        "JWT 里的声明和能用文件里的 session_key 打开的加密数据会重新生成，打不开的换成同样形状的乱码。其余字段原样保留，HAR 还是 HAR。"
        "在正文、网址、嵌套的 JSON、表单、base64 里都会找。文件权限 0600，不覆盖已有文件。HAR 和按行写的日志多大都行，读两遍；标准输入最多 512 MB。"
        "发出去之前请自己再看一眼：业务数据（订单、地址文字等）它不认识。",
        "Write a copy of a capture or log that can be given away, and that is diagnosed as before.\n"
        "\n"
        "Secrets, tokens, codes, session_keys, cookies, phone numbers, openids, nicknames and IP addresses become made-up values: "
        "of the same shape, and the same one wherever a value stands. Claims of JWTs and payloads that a key in the file opens are "
        "made anew, other payloads become noise of their shape. All other fields stay, a HAR stays a HAR. Bodies, URLs, JSON in strings, forms and base64 are searched. Mode "
        "0600, nothing is overwritten. HARs and logs in lines may be of any size and are read twice; standard input holds 512 MB at most. Look at it yourself before it leaves: business data (orders, what people "
        "wrote) is not recognised.",
    ),
    "redact.examples": Text(
        "wxauth trace redact capture.har -o shared.har\n"
        "# 确认诊断结果没变\n"
        "wxauth diagnose shared.har\n"
        "zcat backend.log.gz | wxauth trace redact - -o shared.log",
        "wxauth trace redact capture.har -o shared.har\n"
        "# the diagnosis is the same\n"
        "wxauth diagnose shared.har\n"
        "zcat backend.log.gz | wxauth trace redact - -o shared.log",
    ),
    "redact.param.file": Text("抓包或日志文件；- 表示标准输入。", "A capture or log; - is standard input."),
    "redact.param.output": Text("写到这个文件。", "Write to this file."),
    "redact.param.force": Text("覆盖已有的文件。", "Overwrite an existing file."),
    "redact.progress": Text("读取 {name}，共两遍（MB）", "reading {name}, twice in all (MB)"),
    "redact.written": Text("已写入 {path}", "Written to {path}"),
    "redact.summary": Text("换掉的值：{kinds}。", "Values replaced: {kinds}."),
    "redact.nothing": Text(
        "没有找到密钥或个人数据，内容没有改动。", "No secret and no personal data was found; nothing is changed."
    ),
    "redact.cut": Text(
        "这份 HAR 在结尾断开了：最后不完整的部分没有写出，其余已补成完整的 HAR。",
        "This HAR breaks off at its end: the last part, which is not whole, was left out, and the rest was closed.",
    ),
    "redact.kind.secret": Text("密钥", "secret"),
    "redact.kind.session_key": Text("session_key", "session_key"),
    "redact.kind.access_token": Text("access_token", "access_token"),
    "redact.kind.token": Text("token", "token"),
    "redact.kind.code": Text("code", "code"),
    "redact.kind.cookie": Text("Cookie", "cookie"),
    "redact.kind.private_key": Text("私钥", "private key"),
    "redact.kind.phone": Text("手机号", "phone number"),
    "redact.kind.openid": Text("openid", "openid"),
    "redact.kind.unionid": Text("unionid", "unionid"),
    "redact.kind.name": Text("姓名或昵称", "name"),
    "redact.kind.avatar": Text("头像", "avatar"),
    "redact.kind.email": Text("邮箱", "email address"),
    "redact.kind.id": Text("证件号", "identity number"),
    "redact.kind.address": Text("地址", "address"),
    "redact.kind.ip": Text("IP", "IP address"),
    "progress": Text("读取 {name}（MB）", "reading {name} (MB)"),
    "title": Text(
        "{requests} 个与登录有关的请求，{logins} 次登录", "Requests of a login: {requests}; logins: {logins}"
    ),
    "title.none": Text("没有与登录有关的请求", "No request of a login"),
    "title.filtered": Text("{shown} 个请求（共 {requests} 个）", "{shown} of {requests} requests"),
    "more": Text(
        "还有 {n} 个没有显示。用 --step、--errors 缩小范围，或用 --json 看全部。",
        "{n} more are not shown. Narrow it down with --step or --errors, or see all with --json.",
    ),
    "more-logins": Text(
        "还有 {n} 次登录没有列出，用 --json 看全部。", "{n} more logins are not listed; see all with --json."
    ),
    "column.entry": Text("编号", "no."),
    "column.step": Text("步", "step"),
    "column.time": Text("时间 +08:00", "time +08:00"),
    "column.gap": Text("间隔 秒", "gap s"),
    "column.leg": Text("谁到谁", "leg"),
    "column.what": Text("请求", "what"),
    "column.result": Text("结果", "result"),
    "column.learnt": Text("得到", "learnt"),
    "inputs": Text("输入", "Inputs"),
    "input.file": Text("文件", "file"),
    "input.kind": Text("格式", "format"),
    "input.counts": Text("读到 / 登录 / 其他 / 跳过", "read / login / other / skipped"),
    "input.clock": Text("时钟", "clock"),
    "clock.reference": Text("基准", "reference"),
    "clock.common-requests": Text("按 {n} 个共同请求调整 {offset}", "moved {offset} by {n} common requests"),
    "clock.dates": Text("按 {n} 个 Date 头调整 {offset}", "moved {offset} by {n} Date headers"),
    "clock.told-times": Text(
        "按 {n} 处 rid 或 JWT 里的时间调整 {offset}", "moved {offset} by the times in {n} rids or JWTs"
    ),
    "clock.same": Text("与基准一致（{n} 处可比）", "agrees with the reference ({n} to compare)"),
    "clocks": Text("对齐的时钟", "Clocks put right"),
    "clock.none": Text("无从对齐", "not aligned"),
    "clock.no-times": Text("没有时间", "no times"),
    "skipped": Text("跳过、截断或合并的", "Skipped, cut or merged"),
    "skipped.entry": Text("{name} 第 {index} 条（第 {line} 行）：{text}", "{name} entry {index} (line {line}): {text}"),
    "skipped.line": Text("{name} 第 {line} 行：{text}", "{name} line {line}: {text}"),
    "skipped.more": Text("另外 {n} 条没有列出", "{n} more are not listed"),
    "not-seen": Text("这些输入看不到", "What these inputs do not show"),
    "facts": Text("推出的事实", "What follows"),
    "logins": Text("登录", "Logins"),
    "login.row": Text("登录 {login}（用户 {user}）", "login {login} (user {user})"),
    "login.steps": Text("步骤 {steps}；请求 {entries}", "steps {steps}; requests {entries}"),
    "login.no-call": Text("没有看到它的登录请求", "its login call is not in the input"),
    "written": Text("已写入 {path}（密钥已打码）", "Written to {path} (secrets masked)"),
    "bodies-dropped": Text(
        "{name}：{n} 个正文过大、被截断或压缩方式不认识，没有全部保留",
        "{name}: bodies that were too long, cut off or in an unknown encoding, and are not kept whole: {n}",
    ),
    "over-limit": Text(
        "{name}：另有 {n} 个请求超出上限，没有保留", "{name}: {n} more requests were over the limit and not kept"
    ),
    "repeated": Text(
        "{name}：{n} 条与另一条完全相同（开始时间、耗时、请求、应答都一样），合为一条",
        "{name}: {n} copies of an entry (same beginning, duration, request and answer) count as that entry",
    ),
    "garbled": Text("{name}：有些字节既不是 UTF-8 也不是 GB18030", "{name}: some bytes are neither UTF-8 nor GB18030"),
    "notice.skipped": Text(
        "{name} 里有 {n} 条读不懂，已跳过；用 wxauth trace import 看是哪些。",
        "{n} entries of {name} could not be read and were skipped; wxauth trace import names them.",
    ),
    "notice.many-secrets": Text(
        "密钥和 token 太多：另外 {n} 个只按字段名和形状打码。要分享时，请先截取出问题的那一段。",
        "There are too many secrets: {n} more are hidden by their field names and shapes only. Before you share it, cut out "
        "the part in question.",
    ),
    "notice.cut": Text("{name} 不完整，只读到断开的地方。", "{name} breaks off; it was read up to there."),
    "notice.no-requests": Text(
        "没有找到与登录有关的请求：找的是发往微信接口的、带小程序 Referer 的、带 code、加密数据或 token 的请求。",
        "No request of a login was found: it looks for calls to WeChat, a mini program's Referer, codes, payloads and tokens.",
    ),
    "not-seen.client-leg": Text("小程序和后端之间的请求", "requests between the mini program and the backend"),
    "not-seen.wechat-leg": Text(
        "后端和微信之间的请求（手机或开发者工具的抓包里不会有，要看后端日志）",
        "requests between the backend and WeChat (no capture of a phone or of DevTools has them; the backend's log may)",
    ),
    "not-seen.login-call": Text("登录请求本身（提交 code 的那次）", "the login call itself, which sends the code"),
    "not-seen.request-bodies": Text("请求的正文（code、encryptedData）", "bodies of requests (code, encryptedData)"),
    "not-seen.answers": Text("应答的正文（errcode、token）", "bodies of answers (errcode, token)"),
    "not-seen.some-answers": Text("一部分应答的正文", "bodies of some answers"),
    "not-seen.headers": Text("请求头（token 是怎么带上的）", "headers of requests (how the token was sent)"),
    "not-seen.times": Text("一部分请求的时间", "the time of some requests"),
    "not-seen.zone": Text("时间的时区（按 UTC 读）", "the zone of the times (read as UTC)"),
    "not-seen.clocks": Text("各文件的时钟相差多少", "how far the files' clocks are apart"),
    "not-seen.failed-answers": Text("没有得到应答的请求在对方那里的结果", "what became of requests that got no answer"),
    "not-seen.inside": Text(
        "小程序和后端内部的事：第 1 步 wx.login、第 4 步签发、第 7 步校验",
        "what happens inside: step 1 (wx.login), step 4 (issuing the token), step 7 (verifying it)",
    ),
    "skip.not-object": Text("不是 JSON 对象，而是 {detail}", "not a JSON object but {detail}"),
    "skip.no-request": Text("缺少 {detail}", "{detail} is missing"),
    "skip.bad-field": Text("{detail} 缺失或类型不对", "{detail} is missing or of the wrong type"),
    "skip.too-long": Text("太长（{detail}）", "too long ({detail})"),
    "skip.json-syntax": Text("不是合法的 JSON（字符 {detail}）", "not valid JSON (character {detail})"),
    "skip.json-end": Text("文件在这里断开（字符 {detail}）", "the file breaks off (character {detail})"),
    "skip.json-too-large": Text("超过 16 MB（从字符 {detail} 起）", "longer than 16 MB (from character {detail})"),
    "skip.json-too-deep": Text("嵌套太深（从字符 {detail} 起）", "nested too deeply (from character {detail})"),
    "skip.json-number": Text("数字太长（从字符 {detail} 起）", "a number is too long (from character {detail})"),
    "skip.not-access-line": Text("不是访问日志的格式", "not in the form of an access log"),
    "fact.gap": Text("停顿了 {seconds} 秒", "a pause of {seconds} s"),
    "fact.same-code": Text(
        "同一个 code 用了 {times} 次，前两次相隔 {seconds} 秒",
        "one code in {times} requests, the first two {seconds} s apart",
    ),
    "fact.retry": Text(
        "{seconds} 秒后重发了同一个请求（前一次：{after}）",
        "the same request again after {seconds} s (before: {after})",
    ),
    "fact.overlap": Text("两次登录重叠 {seconds} 秒", "two logins overlap for {seconds} s"),
    "fact.loop-401": Text("401 和登录反复了 {rounds} 轮", "{rounds} rounds of 401 and login"),
    "fact.parallel-401": Text(
        "{times} 个请求同时得到 401，随后刷新 {refreshes} 次",
        "{times} requests got 401 at once; {refreshes} refreshes followed",
    ),
    "fact.key-rotation": Text("{seconds} 秒后 session_key 换了", "another session_key after {seconds} s"),
    "fact.token-lifetime": Text("{of} 的有效期是 {seconds} 秒", "{of} is valid for {seconds} s"),
    "fact.token-refused": Text(
        "被拒绝的 token 已签发 {age_s} 秒，离到期还有 {left_s} 秒",
        "the refused token was {age_s} s old and had {left_s} s left",
    ),
    "after.no-answer": Text("没有应答", "no answer"),
    "after.error": Text("出错", "an error"),
    "after.answered": Text("有应答", "answered"),
    "party.client": Text("小程序", "mini program"),
    "party.backend": Text("后端", "backend"),
    "party.wechat": Text("微信", "WeChat"),
    "sequence.direct": Text(
        "#{entry} 第 {step} 步：直接调用微信 {what}（{result}）",
        "#{entry} step {step}: calls WeChat itself, {what} ({result})",
    ),
    "sequence.request": Text("#{entry} 第 {step} 步 {what}", "#{entry} step {step} {what}"),
    "sequence.none": Text("没有应答", "no answer"),
    "sequence.failed": Text("没有应答：{error}", "no answer: {error}"),
    "sequence.unknown": Text("应答没有记录", "answer not recorded"),
    "ms": Text("{ms} 毫秒", "{ms} ms"),
    "entry.title": Text("请求 {entry}：第 {step} 步，{leg}", "Request {entry}: step {step}, {leg}"),
    "entry.request": Text("请求", "Request"),
    "entry.response": Text("应答：{status}", "Answer: {status}"),
    "entry.time": Text("开始", "began"),
    "entry.elapsed": Text("用时", "took"),
    "entry.seen-in": Text("来自", "seen in"),
    "entry.no-body": Text("没有，或没有记录", "none, or not recorded"),
    "entry.in.request": Text("请求头 {name}", "request header {name}"),
    "entry.in.request.url": Text("请求网址", "request URL"),
    "entry.in.request.body": Text("请求正文", "request body"),
    "entry.in.response": Text("应答头 {name}", "answer header {name}"),
    "entry.in.response.body": Text("应答正文", "answer body"),
    "entry.place.har": Text("{name} 的 entries[{index}]", "{name}, entries[{index}]"),
    "entry.place.log": Text("{name} 第 {index} 行", "{name}, line {index}"),
    "entry.notes": Text("备注", "notes"),
    "entry.status": Text("状态", "status"),
    "entry.body": Text("正文", "body"),
    "entry.bytes": Text("{n} 字节", "{n} bytes"),
    "entry.no-answer": Text("没有记录到应答（{error}）", "no answer is recorded ({error})"),
    "entry.token": Text("{where} 里的 JWT：只解码，没有验证（NOT VERIFIED）", "JWT in {where}: decoded, NOT VERIFIED"),
    "entry.payload": Text("加密数据", "Encrypted data"),
    "payload.whole": Text(
        "{field} 是 {bytes} 字节的 AES-128-CBC 密文（16 的整数倍），iv 是 {iv} 字节。",
        "{field} is {bytes} bytes of AES-128-CBC ciphertext (whole blocks); the iv has {iv} bytes.",
    ),
    "payload.broken": Text(
        "{field} 解码后是 {bytes} 字节，不是 AES-128-CBC 密文该有的 16 的整数倍；iv 是 {iv} 字节。",
        "{field} decodes to {bytes} bytes, which is no whole number of AES blocks; the iv has {iv} bytes.",
    ),
    "payload.key": Text(
        "能打开它的只有点按钮时有效的 session_key。同一登录里，请求 {entries} 的应答带回过 session_key：用 wxauth decrypt 试。",
        "Only the session_key that was valid at the tap opens it. In this login the answer to request {entries} brought a "
        "session_key: try wxauth decrypt.",
    ),
    "payload.no-key": Text(
        "能打开它的只有点按钮时有效的 session_key，这些输入里没有：它只在后端和微信之间出现。",
        "Only the session_key that was valid at the tap opens it, and these inputs have none: it passes between the backend "
        "and WeChat only.",
    ),
    "note.no-time": Text("没有时间", "no time"),
    "note.negative-time": Text("用时是负数，没有采用", "its duration was negative and is not used"),
    "note.huge-time": Text("用时大得不可能，没有采用", "its duration was impossibly long and is not used"),
    "note.odd-header": Text("有请求头格式不对，已略去", "a malformed header was left out"),
    "note.body-as-object": Text("正文本来是 JSON 值，不是文字", "the body stood there as a JSON value, not as text"),
    "note.params-only-body": Text("正文由参数还原", "the body was put together from its parameters"),
    "note.method-guessed": Text("日志里没有方法，按网址推断", "the log has no method; it is inferred from the URL"),
    "note.not-recorded": Text("抓包工具没有保留正文", "the tool did not keep the body"),
    "note.dropped-large": Text("正文超过 1 MB，没有保留", "the body is longer than 1 MB and was not kept"),
    "note.dropped-budget": Text("正文太多，这一个没有保留", "too many bodies; this one was not kept"),
    "note.compressed-br": Text("正文用 br 压缩，没有解开", "the body is compressed with br and was not opened"),
    "note.compressed-zstd": Text("正文用 zstd 压缩，没有解开", "the body is compressed with zstd and was not opened"),
    "note.broken-base64": Text("正文不是合法的 base64", "the body is not valid base64"),
    "note.broken-gzip": Text("正文的 gzip 已损坏", "the body's gzip is damaged"),
    "note.broken-deflate": Text("正文的 deflate 已损坏", "the body's deflate is damaged"),
    "note.cut": Text("正文不完整", "the body is cut off"),
    "note.cut-request": Text(
        "录制时请求正文只留了前 {kept}（共 {size}）", "of the request body, the first {kept} of {size} were recorded"
    ),
    "note.cut-response": Text(
        "录制时应答正文只留了前 {kept}（共 {size}）", "of the answer body, the first {kept} of {size} were recorded"
    ),
    "note.binary-request": Text(
        "请求正文不是文本，没有录（--keep-secrets 才录）",
        "the request body is no text; only --keep-secrets records such",
    ),
    "note.binary-response": Text(
        "应答正文不是文本，没有录（--keep-secrets 才录）",
        "the answer body is no text; only --keep-secrets records such",
    ),
    "note.too-deep": Text("正文嵌套太深，没有保留", "the body is nested too deeply and was not kept"),
}
