"""Message push, held against the vectors that Tencent's pages print.

Source: developers.weixin.qq.com, "消息推送" (server-ability/message-push) for the mini program's, "消息加解密说明"
(oplatform push/encryption) for the third-party platform's.
"""

from __future__ import annotations

import base64

import pytest

from wxauth_cli.core.message_push import MessagePushError, aes_key, holds, open_sealed, seal, signature

KEY = "A" * 43
# appid, token, timestamp, nonce, msg_signature, message, random, Encrypt
OFFICIAL = [
    (
        "wxba5fad812f8e6fb9",
        "AAAAA",
        "1714112445",
        "415670741",
        "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
        (
            '{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":171411244'
            '5,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}'
        ),
        "61386565646231383565623266656366",
        (
            "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVza"
            "zhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwK"
            "SqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
        ),
    ),
    (
        "wxba5fad812f8e6fb9",
        "AAAAA",
        "1713424427",
        "415670741",
        "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1",
        ('{"demo_resp":"good luck"}'),
        "37303737323262383033313832393530",
        ("ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="),
    ),
    (
        "wx134c8103faa5a59e",
        "AAAAA",
        "1715943329",
        "1590219412",
        "6c12a4205838198b8fa631b3220723bb07f1015c",
        (
            "<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName>\n<FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbN"
            "ODIiE3bGY]]></FromUserName>\n<CreateTime>1715943329</CreateTime>\n<MsgType><![CDATA[event]]></MsgType>"
            "\n<Event><![CDATA[debug_demo]]></Event>\n<debug_str><![CDATA[hello world]]></debug_str>\n</xml>"
        ),
        "31323035383939656166303139626264",
        (
            "D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjD"
            "v8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0ME"
            "A4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcU"
            "YrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQ"
            "iY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg=="
        ),
    ),
    (
        "wx134c8103faa5a59e",
        "AAAAA",
        "1713424427",
        "415670741",
        "03e0812039325c2712ef5f0f980fd14c70d6e307",
        ("<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>"),
        "39393939353133343965386565373436",
        (
            "hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11"
            "MI7d6WELwqrGd7jMnV0zv3Zc9Nq7"
        ),
    ),
]
IDS = ["mini-program", "its-reply", "platform-xml", "its-reply-xml"]


@pytest.mark.parametrize(
    ("timestamp", "nonce", "expected"),
    [
        ("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        ("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
        ("1714112445", "415670741", "6c5c811b55cc85e0e1b54100749188c20beb3f5d"),
        ("1715943329", "1590219412", "cc0c594499c1634947d5b502f158ee518947db27"),
    ],
    ids=["url", "plain", "safe", "platform"],
)
def test_official_signatures(timestamp: str, nonce: str, expected: str) -> None:
    assert signature("AAAAA", timestamp, nonce) == expected
    assert holds(expected, "AAAAA", timestamp, nonce)
    assert not holds(expected, "AAAAB", timestamp, nonce)
    assert not holds("签名", "AAAAA", timestamp, nonce)


@pytest.mark.parametrize(
    ("appid", "token", "timestamp", "nonce", "msg_signature", "message", "random", "encrypted"), OFFICIAL, ids=IDS
)
def test_official_messages_open_and_are_made_byte_for_byte(
    appid: str, token: str, timestamp: str, nonce: str, msg_signature: str, message: str, random: str, encrypted: str
) -> None:
    assert signature(token, timestamp, nonce, encrypted) == msg_signature
    opened = open_sealed(encrypted, KEY, appid)
    assert (opened.message.decode(), opened.appid, opened.random.hex()) == (message, appid, random)
    assert seal(message.encode(), appid, KEY, opened.random) == encrypted


def test_appid_at_the_end_is_checked_and_named() -> None:
    sealed = seal(b"{}", "wxba5fad812f8e6fb9", KEY, bytes(16))
    with pytest.raises(MessagePushError) as caught:
        open_sealed(sealed, KEY, "wx0000000000000000")
    assert (caught.value.fault, caught.value.appid) == ("appid-mismatch", "wxba5fad812f8e6fb9")
    assert open_sealed(sealed, KEY).appid == "wxba5fad812f8e6fb9"


def test_padding_has_blocks_of_32_bytes() -> None:
    for length in range(64):
        sealed = base64.b64decode(seal(b"x" * length, "wxba5fad812f8e6fb9", KEY, bytes(16)))
        assert len(sealed) % 32 == 0
        assert open_sealed(base64.b64encode(sealed).decode(), KEY).message == b"x" * length


def test_last_character_of_a_key_may_carry_bits_that_do_not_count() -> None:
    assert aes_key("A" * 42 + "B") == aes_key("A" * 43) == bytes(32)


@pytest.mark.parametrize("key", ["A" * 42, "A" * 44, "", "中" * 43, "*" * 43])
def test_key_of_another_shape_is_named(key: str) -> None:
    with pytest.raises(MessagePushError) as caught:
        aes_key(key)
    assert caught.value.fault == "bad-encoding-aes-key"


@pytest.mark.parametrize(
    ("encrypted", "fault"),
    [
        ("*", "bad-base64"),
        ("密文", "bad-base64"),
        ("", "bad-length"),
        ("AAAA", "bad-length"),
        (OFFICIAL[0][7], "wrong-key"),
    ],
)
def test_what_cannot_be_opened_is_named(encrypted: str, fault: str) -> None:
    with pytest.raises(MessagePushError) as caught:
        open_sealed(encrypted, "B" * 43)
    assert caught.value.fault == fault


def test_length_that_points_outside_is_a_wrong_key() -> None:
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import CBC

    for plain in (bytes(16) + b"\xff" * 4 + b"x" * 11 + b"\x01", bytes(15) + b"\x11" * 17, b"\x00" * 20 + b"\x8f" * 11):
        padded = plain + bytes((32 - len(plain) % 32,)) * (-len(plain) % 32)
        encryptor = Cipher(AES(bytes(32)), CBC(bytes(16))).encryptor()
        sealed = base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()
        with pytest.raises(MessagePushError) as caught:
            open_sealed(sealed, KEY)
        assert caught.value.fault == "wrong-key"


def test_random_has_16_bytes() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        seal(b"", "wx", KEY, b"")
