"""Why a text is not strict JSON: one sentence part per code of `core.strict_json`. Places count from 1."""

from wxauth_cli.core.text import Text

TEXTS = {
    "empty": Text("内容是空的", "it is empty"),
    "bom": Text("开头有 BOM", "it begins with a byte order mark"),
    "utf-16": Text("编码是 UTF-16，应为 UTF-8", "it is UTF-16 and not UTF-8"),
    "utf-32": Text("编码是 UTF-32，应为 UTF-8", "it is UTF-32 and not UTF-8"),
    "not-utf8": Text("第 {place} 个字节（{what}）不是 UTF-8", "byte {place} ({what}) is not UTF-8"),
    "syntax": Text("第 {place} 个字符处语法有误：{what}", "wrong syntax at character {place}: {what}"),
    "control-character": Text(
        "第 {place} 个字符是没有转义的控制字符 {what}", "unescaped control character {what} at character {place}"
    ),
    "duplicate-key": Text("第 {place} 个字符处的键重复：{what}", "duplicate key at character {place}: {what}"),
    "not-finite": Text("第 {place} 个字符处不是有限的数：{what}", "no finite number at character {place}: {what}"),
    "integer-too-long": Text(
        "第 {place} 个字符处的数超过 20 位：{what}", "number of more than 20 digits at character {place}: {what}"
    ),
    "too-deep": Text("第 {place} 个字符处嵌套超过 {what} 层", "more than {what} levels deep at character {place}"),
    "lone-surrogate": Text("第 {place} 个字符处有单独的代理项 {what}", "lone surrogate {what} at character {place}"),
    "trailing-data": Text(
        "JSON 已经结束，第 {place} 个字符起还有：{what}", "the JSON has ended, and at character {place} follows: {what}"
    ),
}
