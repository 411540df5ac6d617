"""`wxauth demo`: a login explained to somebody who has never seen the diagram."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "在内置沙箱上走一遍完整的登录流程，并把每一步讲清楚。\n"
        "小程序、后端和微信都在本机模拟，请求走真实的 HTTP；不需要账号、网络和钥匙串，不留下任何文件。",
        "Play a whole login on the embedded sandbox, and explain each step.\n"
        "Mini program, backend and WeChat are simulated on this machine and talk real HTTP; it needs "
        "no account, no network "
        "and no keyring, and leaves nothing behind.",
    ),
    "examples": Text(
        "wxauth demo\n# 给脚本用\nwxauth demo --json\n# 每次都得到同样的 code 和密钥\nwxauth demo --seed 1",
        "wxauth demo\n# for scripts\nwxauth demo --json\n# the same codes and keys each time\nwxauth demo --seed 1",
    ),
    "param.seed": Text(
        "随机数种子：同一个数得到同样的 code、密钥和 token。",
        "Seed: one number gives the same codes, keys and tokens each time.",
    ),
    "title": Text("微信小程序登录：一次完整的过程", "How a WeChat mini program logs in: one whole login"),
    "intro": Text(
        "登录有三方参与。小程序在用户手机上，任何人都能拆开看，所以不能放密钥；后端是你的服务器，保管 "
        "AppSecret 和 session_key；"
        "微信只把用户的身份告诉后端。中间靠一次性的 code 牵线：小程序拿到 code，后端用它换回身份。",
        "Three parties take part. The mini program runs on the user's phone, where anybody can look "
        "inside: it holds no secret. "
        "The backend is your server: it keeps the AppSecret and the session_key. WeChat tells the backend, "
        "and nobody else, who the "
        "user is. A one-time code links them: the mini program gets it, the backend trades it for the identity.",
    ),
    "party.phone": Text("小程序", "mini program"),
    "party.backend": Text("开发者后端", "your backend"),
    "party.wechat": Text("微信服务器", "WeChat"),
    "picture.title": Text("全貌", "The picture"),
    "picture.1": Text("1 wx.login 得到 code", "1 wx.login: a code"),
    "picture.2": Text("2 发送 code", "2 sends the code"),
    "picture.3": Text("3 code + AppSecret", "3 code + AppSecret"),
    "picture.3b": Text("openid、session_key", "openid, session_key"),
    "picture.4": Text("4 签发自己的 token", "4 issues its own token"),
    "picture.5": Text("5 返回 token", "5 returns the token"),
    "picture.6": Text("6 请求，带上 token", "6 a call with the token"),
    "picture.7": Text("7 校验 token", "7 verifies the token"),
    "picture.8": Text("8 用户点按钮：密文或手机号 code", "8 user taps: ciphertext or phone code"),
    "picture.9": Text("9 用 session_key 解密，或者", "9 opens it with session_key, or"),
    "picture.9b": Text("9 手机号 code + access_token", "9 phone code + access_token"),
    "picture.9c": Text("手机号", "phone number"),
    "trace.title": Text(
        "刚才真的发生了什么（{requests} 次 HTTP 请求，密钥已打码）",
        "What really happened just now ({requests} HTTP requests, secrets masked)",
    ),
    "step.1": Text(
        "小程序调用 wx.login，微信给它一个 code：五分钟有效，只能用一次，本身不说明用户是谁。",
        "The mini program calls wx.login and WeChat hands it a code: valid for five minutes, usable "
        "once, and silent about who the user is.",
    ),
    "step.2": Text(
        "小程序把 code 发给自己的后端。它不直接找微信，因为那需要 AppSecret。",
        "The mini program sends the code to its backend. It does not ask WeChat itself: that would take the AppSecret.",
    ),
    "step.3": Text(
        "后端用 appid、AppSecret 和 code 调用 code2Session，换回 openid（用户在这个小程序里的编号）和 "
        "session_key（解密用的密钥）。",
        "The backend calls code2Session with appid, AppSecret and code, and gets openid (the user's "
        "id in this mini program) and "
        "session_key (the key for encrypted data).",
    ),
    "step.4": Text(
        "后端找到或新建用户，签发自己的 token（这里是 JWT），写明用户编号和过期时间。session_key 留在后端，"
        "不放进 token。",
        "The backend finds or creates the user and issues its own token (here a JWT) with the user's "
        "number and an expiry. "
        "The session_key stays at the backend and is not put into the token.",
    ),
    "step.5": Text(
        "后端把 token 交给小程序，小程序保存起来。微信不认识这个 token，它只在你的系统里有效。",
        "The backend hands the token to the mini program, which keeps it. WeChat does not know this "
        "token: it is valid in your system only.",
    ),
    "step.6": Text(
        "之后的请求都带上 token（Authorization: Bearer），不必每次重新登录。",
        "From now on each call carries the token (Authorization: Bearer); no new login is needed.",
    ),
    "step.7": Text(
        "后端校验 token 的签名、算法和过期时间，由此知道是谁；不相信请求里自称的 openid。",
        "The backend checks the token's signature, algorithm and expiry, and so knows who it is; an "
        "openid that a request claims proves nothing.",
    ),
    "step.8": Text(
        "用户点“获取手机号”按钮，小程序得到 encryptedData、iv 和一个手机号 code，原样交给后端。这个 "
        "code 和第 1 步的不是一种，不能混用。",
        "The user taps the phone number button; the mini program gets encryptedData, iv and a phone "
        "code, and passes them on as they are. "
        "This code is another kind than that of step 1; the two cannot be swapped.",
    ),
    "step.9": Text(
        "后端取得手机号，两种做法任选：用 session_key 解密并核对 watermark.appid（旧），或用 access_token "
        "拿 code 换（新，推荐）。上面两种都走了一遍。",
        "The backend gets the phone number, in either of two ways: open the data with session_key and "
        "check watermark.appid (older), or trade "
        "the code with the access_token (newer, advised). Both were played above.",
    ),
    "knows.title": Text("现在各自知道什么", "What each party knows now"),
    "knows.phone": Text(
        "自己的 token。没有 AppSecret、session_key、access_token，也不需要 openid。",
        "Its token. No AppSecret, no session_key, no access_token; it does not need the openid either.",
    ),
    "knows.backend": Text(
        "AppSecret、access_token、签 token 的密钥；每个用户的 openid、session_key 和手机号。",
        "AppSecret, access_token and the key that signs tokens; openid, session_key and phone number of each user.",
    ),
    "knows.wechat": Text(
        "用户是谁、发过哪些 code。不知道你的 token，也不知道你的用户编号。",
        "Who the user is, and which codes it gave out. Neither your token nor your user number.",
    ),
    "done": Text("九步全部成功，本机没有留下任何东西。", "All nine steps worked, and nothing is left on this machine."),
    "next.title": Text("接下来试试", "What to try next"),
    "next.sandbox": Text(
        "wxauth sandbox serve：让自己的后端连上这个沙箱，不用真账号调试登录",
        "wxauth sandbox serve: point your own backend at this sandbox and debug its login without an account",
    ),
    "next.explain": Text(
        "wxauth explain 40029：查一个错误码是什么意思、该改什么",
        "wxauth explain 40029: what an error code means and what to change",
    ),
    "next.diagnose": Text(
        "wxauth diagnose -：粘贴报错、日志、token 或加密数据，看原因",
        "wxauth diagnose -: paste an error, a log, a token or encrypted data and see the cause",
    ),
    "next.profile": Text(
        "wxauth profile add NAME：保存自己的 appid 和 AppSecret，然后用 wxauth exchange 换真的 code",
        "wxauth profile add NAME: keep your appid and AppSecret, then trade a real code with wxauth exchange",
    ),
}
