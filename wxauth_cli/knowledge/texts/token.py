"""`wxauth token`: business JWTs."""

from wxauth_cli.core.text import Text

TEXTS = {
    "help": Text(
        "看、验、造登录后后端自己签发的 token（JWT）。", "Look at, verify and mint the backend's own tokens (JWTs)."
    ),
    "inspect.help": Text(
        "说出粘贴的是什么；是 JWT 就拆开并检查。\n不验证签名：里面的内容谁都可以写。要验证请用 wxauth token verify。",
        "Say what was pasted; take a JWT apart and check it.\n"
        "The signature is not verified, so anyone may have written what it says. To verify, use wxauth token verify.",
    ),
    "inspect.examples": Text(
        "# 从剪贴板或文件传入，前面带 Bearer、引号、换行都可以\n"
        "wxauth token inspect - < token.txt\n"
        "# 有错误级别的问题就以 10 退出，适合放进 CI\n"
        "wxauth token inspect - --fail-on error --json < token.txt",
        "# from a file; Bearer, quotes and line breaks around it do not matter\n"
        "wxauth token inspect - < token.txt\n"
        "# end with 10 if anything is an error; for CI\n"
        "wxauth token inspect - --fail-on error --json < token.txt",
    ),
    "inspect.param.token": Text(
        "要看的值，- 表示标准输入。在终端里省略则显示缓存的 access_token 的状态。",
        "The value, - for standard input. Left out at a terminal: the state of the cached access_token.",
    ),
    "inspect.param.fail_on": Text(
        "有不低于这个级别的发现时以 10 退出。", "End with 10 if a finding is at least this grave."
    ),
    "verify.help": Text(
        "用自己的密钥验证 JWT，并说明哪一项没有通过。\n"
        "算法由 --alg 或密钥决定，不看 token 自己怎么写；token 里的 jku、x5u、jwk 一律不用。",
        "Verify a JWT with a key of your own, and say which check failed.\n"
        "The algorithm is pinned by --alg or by the key and never taken from the token; jku, x5u and jwk in a token "
        "are never used.",
    ),
    "verify.examples": Text(
        "# 密钥文件按字节使用，末尾的换行也算；PEM、JWK、JWKS 会自动识别\n"
        "wxauth token verify - --key-file jwt.key --alg HS256 < token.txt\n"
        "# 密钥在环境变量里，并核对受众和签发者\n"
        "wxauth token verify - --key-env JWT_SECRET --alg HS256 --aud mini --iss https://api.example.com < token.txt\n"
        "wxauth token verify - --jwks-url https://auth.example.com/.well-known/jwks.json < token.txt",
        "# a file counts byte for byte, its final newline too; PEM, JWK, JWKS are recognised\n"
        "wxauth token verify - --key-file jwt.key --alg HS256 < token.txt\n"
        "# the key from the environment; audience and issuer are checked too\n"
        "wxauth token verify - --key-env JWT_SECRET --alg HS256 --aud mini --iss https://api.example.com < token.txt\n"
        "wxauth token verify - --jwks-url https://auth.example.com/.well-known/jwks.json < token.txt",
    ),
    "verify.param.token": Text(
        "JWT，- 表示标准输入；省略也从标准输入读。", "The JWT, - for standard input; left out, standard input as well."
    ),
    "verify.param.key_file": Text(
        "密钥文件：原始字节的密钥、PEM、JWK 或 JWKS。", "File with the key: a secret's bytes, PEM, JWK or JWKS."
    ),
    "verify.param.key_env": Text("存放密钥的环境变量名。", "Name of the environment variable that holds the key."),
    "verify.param.jwks_url": Text(
        "自己的 JWKS 地址，必须是 https（本机可用 http）。", "Address of your own JWKS: https, or http on this machine."
    ),
    "verify.param.alg": Text(
        "固定的算法，例如 HS256、RS256、ES256、EdDSA。", "The pinned algorithm, such as HS256, RS256, ES256 or EdDSA."
    ),
    "verify.param.aud": Text("要求的受众，可写多次，符合其一即可。", "Expected audience; repeat it to allow several."),
    "verify.param.iss": Text("要求的签发者，整串相等。", "Expected issuer, compared as a whole."),
    "verify.param.leeway": Text("允许的时钟误差，秒。", "Seconds by which clocks may differ."),
    "verify.param.fail_on": Text(
        "有不低于这个级别的发现时判为不通过；签名、时间、受众等总是要通过。",
        "A finding at least this grave means not verified; signature, times and audience have to hold anyway.",
    ),
    "issue.help": Text(
        "造一个测试用的 JWT，正常的或坏的，用来试后端会不会拒绝。\n"
        "没有给密钥时临时生成一把，打印在标准错误和 data.key。",
        "Mint a test JWT, good or bad, to see whether a backend refuses it.\n"
        "Without a key a throw-away one is made and printed on standard error and in data.key.",
    ),
    "issue.examples": Text(
        "# 正常的\n"
        "wxauth token issue --key-file jwt.key --sub 42 --claim aud=mini\n"
        "# 后端应当拒绝的\n"
        "wxauth token issue --key-file jwt.key --expired\n"
        "wxauth token issue --key-file jwt.key --tampered\n"
        "wxauth token issue --alg none",
        "# a good one\n"
        "wxauth token issue --key-file jwt.key --sub 42 --claim aud=mini\n"
        "# what a backend has to refuse\n"
        "wxauth token issue --key-file jwt.key --expired\n"
        "wxauth token issue --key-file jwt.key --tampered\n"
        "wxauth token issue --alg none",
    ),
    "issue.param.alg": Text("签名算法；none 表示没有签名。", "Signature algorithm; none leaves the signature out."),
    "issue.param.sub": Text("用户标识。", "The user id."),
    "issue.param.ttl": Text("有效期，秒。", "Lifetime in seconds."),
    "issue.param.claim": Text(
        "再加一个 claim，可写多次；值是 JSON 就按 JSON，否则按文本。",
        "One more claim, repeatable; a value that is JSON is taken as JSON, any other as text.",
    ),
    "issue.param.expired": Text("造一个一小时前过期的。", "Make one that expired an hour ago."),
    "issue.param.tampered": Text("签名之后再改 sub。", "Change sub after signing."),
    "issue.param.kid": Text("写进 header 的密钥编号。", "Key id to put into the header."),
    "issue.param.key_file": Text(
        "签名密钥：原始字节、PEM 私钥或 JWK。", "The signing key: a secret's bytes, a PEM private key or a JWK."
    ),
    "issue.param.key_env": Text(
        "存放签名密钥的环境变量名。", "Name of the environment variable that holds the signing key."
    ),
    "issue.key": Text(
        "没有给密钥，临时生成了一把（只供测试）：", "No key was given; a throw-away key was made (for tests only):"
    ),
    "verify.key": Text("密钥", "the key"),
    "verify.ask-alg": Text("算法（例如 HS256）", "algorithm (such as HS256)"),
    # views
    "unverified": Text("未验证：下面的内容谁都可以写", "NOT VERIFIED: anyone may have written what follows"),
    "verified": Text("通过：签名、时间和密钥都没有问题", "VERIFIED: signature, times and key are in order"),
    "refused-signature": Text("不通过：签名不成立", "REFUSED: the signature does not hold"),
    "refused-unchecked": Text("不通过：签名无法核对", "REFUSED: the signature could not be checked"),
    "refused-other": Text(
        "不通过：签名成立，但有别的问题", "REFUSED: the signature holds, but something else does not"
    ),
    "why": Text("首要原因", "first reason"),
    "kind": Text("是什么", "kind"),
    "kind.jwt": Text("JWT（签名的 token）", "JWT (a signed token)"),
    "kind.jwe": Text("JWE（加密的 token）", "JWE (an encrypted token)"),
    "kind.access_token": Text("微信 access_token", "WeChat access_token"),
    "kind.session_key": Text("session_key 或 iv", "session_key or iv"),
    "kind.openid": Text("openid 或 unionid", "openid or unionid"),
    "kind.login_code": Text("wx.login 的 code", "code of wx.login"),
    "kind.phone_code": Text("手机号 code 或 SHA-256", "phone code or SHA-256"),
    "kind.appid": Text("appid", "appid"),
    "kind.rid": Text("rid", "rid"),
    "kind.opaque": Text("看不出结构的值", "a value without known structure"),
    "kind.empty": Text("空的", "nothing"),
    "length": Text("长度", "length"),
    "characters": Text("{n} 个字符", "{n} characters"),
    "stripped": Text("去掉了", "taken off"),
    "mended": Text("修整了", "mended"),
    "strip.blanks": Text("空白", "blanks"),
    "strip.line-end": Text("行尾换行", "line end"),
    "strip.invisible": Text("不可见字符", "invisible characters"),
    "strip.quotes": Text("引号", "quotes"),
    "strip.comma": Text("末尾的逗号或分号", "comma or semicolon"),
    "strip.header-name": Text("Authorization:", "Authorization:"),
    "strip.field-name": Text("字段名", "field name"),
    "strip.bearer": Text("Bearer", "Bearer"),
    "strip.percent-encoding": Text("URL 编码", "percent-encoding"),
    "strip.wrapped-lines": Text("中间的换行或空白", "line breaks or blanks inside"),
    "strip.escapes": Text("转义字符", "escapes"),
    "strip.padding": Text("填充符 =", "padding (=)"),
    "strip.standard-base64": Text("普通 Base64 的 + 和 /", "+ and / of plain Base64"),
    "strip.surrounding-text": Text("前后的其他文字", "text around it"),
    "header": Text("header（头部）", "header"),
    "claims": Text("claims（内容）", "claims"),
    "unreadable": Text("读不出来", "cannot be read"),
    "times": Text("时间", "times"),
    "times.claim": Text("字段", "claim"),
    "times.local": Text("本地时间", "local time"),
    "times.relative": Text("距现在", "from now"),
    "times.exp": Text("exp（过期）", "exp (expires)"),
    "times.nbf": Text("nbf（生效）", "nbf (valid from)"),
    "times.iat": Text("iat（签发）", "iat (issued)"),
    "times.rid": Text("微信收到请求", "request received"),
    "times.in-ms": Text("按毫秒读", "read as milliseconds"),
    "alg": Text("固定的算法", "pinned algorithm"),
    "signature": Text("签名", "signature"),
    "signature.true": Text("成立", "holds"),
    "signature.false": Text("不成立", "does not hold"),
    "signature.none": Text("无法核对", "could not be checked"),
    "secret_form": Text("签名时用的密钥写法", "form of the secret that signed it"),
    "cached": Text("缓存的 access_token", "cached access_token"),
    "cached.none": Text("没有缓存的 access_token。", "No access_token is cached."),
    "cached.appid": Text("appid", "appid"),
    "cached.expires_in": Text("剩余", "expires in"),
    "cached.next": Text(
        "要看 JWT 请粘贴进来：wxauth token inspect - < token.txt；access_token 用 wxauth access-token show。",
        "To look at a JWT, pipe it in: wxauth token inspect - < token.txt; "
        "for the access_token, wxauth access-token show.",
    ),
}
