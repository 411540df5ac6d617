"""Causes that look the same from outside, and what tells them apart."""

from __future__ import annotations

from typing import NamedTuple

from wxauth_cli.core.text import Text


class Alike(NamedTuple):
    """One symptom and the causes behind it."""

    symptom: Text
    slugs: tuple[str, ...]
    tell: Text
    """What to look at next."""


SETS: tuple[Alike, ...] = (
    Alike(
        Text("登录得到 40029", "a login answers 40029"),
        (
            "code-expired", "code-appid-mismatch", "code-kind-swapped", "code-quoted-or-padded", "placeholder-code",
            "mock-code-tourist-appid", "wrong-platform-endpoint", "plugin-code", "multi-end-app-code", "wecom-code",
        ),
        Text(
            "看 code 的形状、wx.login 的时间和 rid 的时间、前端真正运行的 appid、换取用的接口。",
            "Look at the code's shape, the times of wx.login and of the rid, the appid that really runs, the endpoint.",
        ),
    ),
    Alike(
        Text("取手机号得到 40029", "getting a phone number answers 40029"),
        ("code-kind-swapped", "phone-code-expired-in-panel", "phone-code-other-user"),
        Text(
            "看 code 是不是 64 位十六进制、用户点按钮到请求之间有多久、有没有带 openid。",
            "Look whether the code has 64 hex digits, how long after the tap it came, and whether openid was sent too.",
        ),
    ),
    Alike(
        Text("登录得到 40163", "a login answers 40163"),
        ("code-reused", "code-resubmitted-by-plumbing", "code-appid-mismatch", "wechat-busy"),
        Text(
            "看同一个 code 第一次得到了什么回答，两次相隔多久。",
            "Look at the first answer to the same code, and how far apart the two requests are.",
        ),
    ),
    Alike(
        Text("解密失败，内容全是乱码", "decrypting fails and everything is garbled"),
        (
            "session-key-stale-relogin", "server-kept-old-key", "prefetch-rotated-key", "concurrent-login",
            "multi-appid-mixup", "key-not-decoded", "not-a-session-key", "devtools-cached-appid", "alternating-decrypt",
        ),
        Text(
            "看登录和点按钮的先后；把最近几个 session_key 都拿来试；用 wxauth session check 核对。",
            "Look at the order of login and tap; try the last few session_keys; check with wxauth session check.",
        ),
    ),
    Alike(
        Text("解密后只有开头是乱码", "only the beginning is garbled after decrypting"),
        ("iv-malformed", "plus-became-space", "ciphertext-truncated"),
        Text("密钥是对的，看 iv 从哪里来。", "The key is right: look where the iv comes from."),
    ),
    Alike(
        Text("调用接口得到 40001", "a call answers 40001"),
        (
            "token-clobbered", "token-of-other-app", "wrong-account-kind-token", "component-token-clobbered",
            "appsecret-wrong", "stable-legacy-confusion", "token-truncated",
        ),
        Text(
            "看这个 access_token 是谁、用哪个 appid、何时取的，以前好用过没有。过期报的是 42001。",
            "Look who fetched this access_token, with which appid, when, and whether it ever worked. Expiry is 42001.",
        ),
    ),
    Alike(
        Text(
            "登录报出取 token 的错误（40164、40125、45009）",
            "a login shows the error of a token fetch (40164, 40125, 45009)",
        ),
        ("sdk-fetched-token-first", "ip-not-whitelisted", "appsecret-wrong", "token-day-quota"),
        Text(
            "看登录时 SDK 先发了哪些请求；code2Session 本身不查 IP 白名单。",
            "Look which requests the SDK sends at login; code2Session itself checks no IP whitelist.",
        ),
    ),
    Alike(
        Text("登录成功，之后的接口得到 401", "the login works, the next calls get 401"),
        (
            "bearer-format", "token-undefined", "header-dropped-by-proxy", "relogin-loop",
            "own-session-vs-checksession", "token-has-expired", "exp-in-milliseconds", "clock-skew",
            "base64-secret-mismatch", "cookies-not-kept",
        ),
        Text(
            "看实际发出的请求头、token 里的 exp 和 iat，以及后端回答的 Date。",
            "Look at the header as it was sent, exp and iat of the token, and the Date of the backend's answer.",
        ),
    ),
    Alike(
        Text("登录得到 500 或“登录失败”", "a login answers 500 or “login failed”"),
        (
            "backend-hides-reason", "server-network", "server-ca-missing", "error-inside-200-or-binary",
            "session-key-absent",
        ),
        Text(
            "要服务器日志里带 errcode 和 rid 的那一行。",
            "Ask for the line of the server's log that holds errcode and rid.",
        ),
    ),
    Alike(
        Text("开发者工具里正常，手机上不行", "it works in DevTools and not on a phone"),
        (
            "domain-not-listed", "tls-chain-on-device", "devtools-cached-appid", "devtools-differs-userinfo",
            "secret-in-client", "privacy-not-agreed",
        ),
        Text(
            "看手机上完整的 errMsg，以及请求的 Referer。",
            "Look at the whole errMsg on the phone, and at the request's Referer.",
        ),
    ),
    Alike(
        Text("解密成功但 appid 对不上", "it decrypts, but the appid differs"),
        ("watermark-other-app", "multi-appid-mixup", "devtools-cached-appid"),
        Text("核对每一处配置的 appid。", "Compare the appid in every place where it is configured."),
    ),
    Alike(
        Text("拿不到 unionid", "there is no unionid"),
        ("unionid-missing", "sdk-drops-unionid", "userinfo-emptied"),
        Text("看微信原始回答里有没有 unionid。", "Look whether WeChat's raw answer holds a unionid."),
    ),
    Alike(
        Text("后端收到的 code 是空的", "the backend gets an empty code"),
        ("uniapp-field-name", "backend-code-null", "placeholder-code", "phone-event-without-code"),
        Text("看前端实际发出的请求体和 content-type。", "Look at the body and the content type that the client sent."),
    ),
)  # fmt: skip


def lookalikes(slug: str) -> tuple[Alike, ...]:
    """The sets in which that cause stands."""
    return tuple(alike for alike in SETS if slug in alike.slugs)
