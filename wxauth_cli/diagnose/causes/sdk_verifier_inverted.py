"""sdk-verifier-inverted: a library's comparison of signatures is the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wxauth_cli.core.findings import Confidence, Severity
from wxauth_cli.core.signatures import name_raw_data_variant
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.cause import Cause, Match

if TYPE_CHECKING:
    from wxauth_cli.diagnose.case import Case

_FAILS = (
    r"验签失败|签名(?:校验|验证)?(?:失败|不通过|不对|错误)"
    r"|signature (?:check |verification )?(?:fails?|failed|mismatch|invalid)|invalid signature"
)
_RIGHT = Text("按官方算法核对，这个 signature 是对的", "checked by the official algorithm, this signature is right")
_NAMED = Text("提到了曾经写反的库", "a library that had it inverted is named")


def rule(case: Case) -> Iterator[Match]:
    """A possibility where a right signature is said to fail, or where such a library is named."""
    if not case.says(_FAILS):
        return
    for seen in case.bundles:
        bundle = seen.bundle
        keys = [key for key in (bundle.session_key, *bundle.session_keys, *case.keys) if key]
        if bundle.raw_data is None or not bundle.signature:
            continue
        found = [name_raw_data_variant(bundle.signature.strip(), bundle.raw_data, key) for key in keys]
        if any(variant is not None and variant.right for variant in found):
            yield Match(Confidence.POSSIBLE, (case.seen("signature", _RIGHT),))
    if case.says(r"medivhzhan|weapp/v?[0-9]"):
        yield Match(Confidence.POSSIBLE, (case.seen("note", _NAMED),))


CAUSE = Cause(
    slug="sdk-verifier-inverted",
    refs=(),
    step=9,
    severity=Severity.ERROR,
    title=Text(
        "可能是 SDK 的验签写反了：对的被拒绝，错的被接受",
        "The SDK may compare signatures the wrong way round",
    ),
    detail=Text(
        "数据的 signature 按官方算法核对是对的，后端的库却说不对。有的库的某个版本把比较结果写反了，这时"
        "伪造的数据反而会被接受。",
        "By the official algorithm the signature is right, yet the backend's library rejects it. One "
        "release of some library had the comparison inverted; forged data are then accepted.",
    ),
    fix=Text(
        "升级 SDK；用 wxauth signature 的结果作参照，另外送一个改动过的数据，确认后端会拒绝。",
        "Upgrade the SDK; take the result of wxauth signature as the reference, and also send altered "
        "data to see that the backend rejects them.",
    ),
    rule=rule,
)
