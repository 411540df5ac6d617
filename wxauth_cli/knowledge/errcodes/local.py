"""Numbers of the official sample code for decryption and message push: made locally, never sent by a server."""

from __future__ import annotations

from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.errcodes.model import ErrCode
from wxauth_cli.knowledge.errcodes.sources import DECRYPT_SAMPLE, PUSH_SAMPLE

CODES: tuple[ErrCode, ...] = (
    ErrCode(
        "local",
        -41016,
        "Base64DecodeError",
        "memory",
        ("decrypt encryptedData",),
        cause=Text(
            "加密数据的 Base64 文本解不开。这个数字只出现在示例代码的注释里。",
            "The Base64 text of the encrypted data cannot be decoded. This number stands only in a comment of "
            "the sample code.",
        ),
        fix=Text(
            "按 -41004 的办法检查传输过程。",
            "Examine the transport as for -41004.",
        ),
        source=DECRYPT_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -41005,
        "EncodeBase64Error",
        "memory",
        ("decrypt encryptedData",),
        cause=Text(
            "生成 Base64 文本时出错。这个数字只出现在示例代码的注释里。",
            "Writing Base64 failed. This number stands only in a comment of the sample code.",
        ),
        fix=Text(
            "检查交给编码函数的数据。",
            "Look at the data given to the encoder.",
        ),
        source=DECRYPT_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -41004,
        "DecodeBase64Error",
        "documented-table",
        ("decrypt encryptedData",),
        cause=Text(
            "加密数据的 Base64 文本解不开，多半在传输中被改动。",
            "The Base64 text of the encrypted data cannot be decoded; it was probably altered on the way.",
        ),
        fix=Text(
            "看加号有没有变成空格，并确认 URL 解码只做一次。",
            "See whether plus signs have become blanks, and make sure that URL decoding happens a single time.",
        ),
        source=DECRYPT_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -41003,
        "IllegalBuffer",
        "documented-table",
        ("decrypt encryptedData",),
        cause=Text(
            "数据没有解开，或者解开后发现不属于这个小程序。最常见的原因是 session_key 已经换新，不是数据产生时的那个。",
            "The data could not be opened, or turned out not to belong to this app. Most often the session_key "
            "has changed and is not the one from when the data was made.",
        ),
        fix=Text(
            "先登录再让用户点按钮，回调里不要再调 wx.login，使用最新的 session_key。如果前 16 字节之后可读，是 "
            "iv 错了；如果 JSON 完整，对照 watermark.appid 与自己的 appid。",
            "Have the login done before the user taps and keep wx.login out of the callback, so that the "
            "stored session_key stays the latest. Readable text after the first 16 bytes points to the iv; "
            "whole JSON points to watermark.appid, to be compared with your appid.",
        ),
        source=DECRYPT_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -41002,
        "IllegalIv",
        "documented-table",
        ("decrypt encryptedData",),
        cause=Text(
            "解密用的 iv 长度不对，它应当是 24 个字符。",
            "The iv for decryption has the wrong length; it should have 24 characters.",
        ),
        fix=Text(
            "检查传输时加号和等号有没有丢失。",
            "Check whether plus or equals signs got lost in transport.",
        ),
        source=DECRYPT_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -41001,
        "IllegalAesKey",
        "documented-table",
        ("decrypt encryptedData",),
        cause=Text(
            "解密用的 session_key 长度不对，它应当是 24 个字符。",
            "The session_key for decryption has the wrong length; it should have 24 characters.",
        ),
        fix=Text(
            "检查有没有被截断、斜杠前有没有多余的反斜杠，以及是否解码了两次。",
            "Look for truncation, a backslash before a slash, and decoding that was done twice.",
        ),
        source=DECRYPT_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40011,
        "GenReturnXmlError",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "生成回复消息时出错。",
            "The reply message could not be built.",
        ),
        fix=Text(
            "看看拼接回复内容的模板有没有问题。",
            "Look at the reply's template.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40010,
        "DecodeBase64Error",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "推送消息的 Base64 文本解不开。",
            "The Base64 text of the pushed message cannot be decoded.",
        ),
        fix=Text(
            "检查收到的内容是否完整。",
            "See whether what arrived is complete.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40009,
        "EncodeBase64Error",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "处理推送消息时，生成 Base64 文本出错。",
            "Writing Base64 failed while a pushed message was handled.",
        ),
        fix=Text(
            "检查交给编码函数的内容。",
            "Look at what was given to the encoder.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40008,
        "IllegalBuffer",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "推送消息解开后，内部结构不对。",
            "The pushed message was opened, but its inner layout is wrong.",
        ),
        fix=Text(
            "按顺序核对：16 字节随机数、4 字节长度、消息、appid。",
            "Go through the parts in order: 16 random bytes, 4 bytes of length, the message, the appid.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40007,
        "DecryptAESError",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "推送消息解密失败，可能后台刚刚换过密钥。",
            "The pushed message could not be decrypted; the key may just have been changed in the console.",
        ),
        fix=Text(
            "核对服务器与后台的 EncodingAESKey 是否相同。",
            "Compare the server's EncodingAESKey with the console's.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40006,
        "EncryptAESError",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "加密回复消息时失败。",
            "The reply message could not be encrypted.",
        ),
        fix=Text(
            "先看密钥，再看填充是不是按 32 字节一块。",
            "Check the key and the padding to blocks of 32 bytes.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40005,
        "ValidateAppidError",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "推送消息末尾的 appid 与自己的不同，消息不是发给这个账号的。",
            "The appid at the end of the pushed message is another one, so it is not meant for this account.",
        ),
        fix=Text(
            "与接收消息的账号 appid 比较；由第三方平台接收时，比较平台的 appid。",
            "Compare with the appid of the receiving account; for a third-party platform that is the platform's.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40004,
        "IllegalAesKey",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "推送消息的密钥长度不对，它应当是 43 个字符。",
            "The key for pushed messages has the wrong length; it should have 43 characters.",
        ),
        fix=Text(
            "从后台再复制一次 EncodingAESKey。",
            "Copy EncodingAESKey from the console once more.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40003,
        "ComputeSignatureError",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "计算推送消息的签名时出错。",
            "Computing the signature of a pushed message failed.",
        ),
        fix=Text(
            "检查参与签名的各个值。",
            "Look at the values that go into it.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40002,
        "ParseXmlError",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "推送消息的内容无法解析。",
            "The pushed message cannot be parsed.",
        ),
        fix=Text(
            "核对后台选择的数据格式（XML 或 JSON）与代码是否一致。",
            "Make sure that the data format chosen in the console, XML or JSON, is the one the code expects.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
    ErrCode(
        "local",
        -40001,
        "ValidateSignatureError",
        "documented-table",
        ("message push crypto",),
        cause=Text(
            "推送消息的签名不对，无法确认它来自微信。",
            "The signature of the pushed message is wrong, so it cannot be taken to come from WeChat.",
        ),
        fix=Text(
            "把 token、timestamp、nonce、Encrypt 排序拼接后求 SHA-1，应等于 msg_signature（不是 signature）。",
            "Sort and join token, timestamp, nonce and Encrypt; their SHA-1 has to equal msg_signature, which "
            "is not the parameter signature.",
        ),
        source=PUSH_SAMPLE,
        confidence="documented",
    ),
)
