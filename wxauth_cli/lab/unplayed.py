"""The causes that are not played, each with the reason."""

from __future__ import annotations

from wxauth_cli.core.text import Text

REASONS: dict[str, Text] = {
    "client": Text(
        "只在小程序端出现，没有 HTTP 请求：看控制台的文字",
        "shows on the client only, without a request: a text on its console",
    ),
    "server": Text(
        "只出现在服务器的代码、缓存或日志里，请求上看不出来",
        "shows in the server's code, cache or log only, not in its requests",
    ),
    "key": Text(
        "要用验证密钥才看得出来：wxauth token verify",
        "shows only with the verification key: wxauth token verify",
    ),
    "advice": Text(
        "不会让登录失败，只是建议：wxauth token inspect",
        "makes no login fail, it is advice: wxauth token inspect",
    ),
    "words": Text(
        "只有用户口头提到才知道：wxauth diagnose --note",
        "is known only from what the user says: wxauth diagnose --note",
    ),
    "option": Text(
        "要看多旧才算旧，由你决定：wxauth decrypt --max-age",
        "depends on the age that you allow: wxauth decrypt --max-age",
    ),
    "never": Text(
        "真实的微信不会这样加密；只有自己造的数据才会",
        "WeChat never encrypts like this; only data of one's own making is so",
    ),
    "network": Text(
        "出在网络、证书或代理上，本机回环里没有",
        "lies in networks, certificates or proxies, which loopback does not have",
    ),
    "host": Text(
        "要用微信真正的域名，而演示的请求不出本机",
        "takes WeChat's own host name, and nothing that is played leaves this machine",
    ),
    "probe": Text(
        "要拿伪造的 token 去试自己的后端才知道",
        "is known only when one's own backend is tried with forged tokens",
    ),
    "machine": Text(
        "是本机的状态，不是登录流程：wxauth doctor",
        "is a state of this machine and no part of a login: wxauth doctor",
    ),
}

UNPLAYED: dict[str, str] = {
    "alg-confusion": "key",
    "alg-key-mismatch": "key",
    "alg-none-or-confusion": "probe",
    "alg-weak": "advice",
    "aud": "advice",
    "base64-secret-mismatch": "key",
    "checksession-hmac": "key",
    "devtools-not-member": "client",
    "domain-not-listed": "client",
    "hdr-b64": "advice",
    "hdr-cty-nested": "advice",
    "hdr-jwk": "advice",
    "hdr-typ": "advice",
    "is-jwe": "advice",
    "iss": "advice",
    "jti-replay": "advice",
    "jwe-zip": "advice",
    "key-dup-kid": "key",
    "key-mixed-set": "key",
    "key-not-decoded": "never",
    "key-not-in-set": "key",
    "key-size": "key",
    "key-use": "key",
    "keyring-unavailable": "machine",
    "multi-end-app-code": "words",
    "multi-end-client-errors": "client",
    "nbf-iat": "advice",
    "not-a-jwt": "advice",
    "official-python-demo-fault": "server",
    "padding-provider": "server",
    "phone-no-permission": "client",
    "phone-quota": "client",
    "priv-in-claims": "advice",
    "privacy-not-agreed": "client",
    "sdk-drops-unionid": "server",
    "sdk-verifier-inverted": "server",
    "secret-in-cache-key": "server",
    "secret-in-client": "host",
    "server-ca-missing": "network",
    "signature-mismatch": "key",
    "size": "advice",
    "sub": "advice",
    "tls-chain-on-device": "network",
    "unionid-missing": "words",
    "userprofile-not-in-tap": "client",
    "watermark-missing": "never",
    "watermark-stale": "option",
}
"""Slug -> word of `REASONS`."""
