"""What is asked of a bundle, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wxauth_cli.core.bundle import Bundle
from wxauth_cli.core.findings import Finding
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.payload.proof import kind_of


@dataclass(frozen=True, eq=False, repr=False)
class Examination:
    """What came of a bundle."""

    ok: bool
    """It opens as given, and its watermark holds."""
    findings: tuple[Finding, ...] = ()
    """The primary one first."""
    plaintext: dict[str, object] | None = None
    """The whole object, if it is proven (or opened as given, though without a watermark)."""
    partial: str | None = None
    """What is readable of a payload that is not proven, `…` for the rest; numbers in clear."""
    kind: str | None = None
    """`phone, userinfo, profile, werun, share, other`, of a plaintext."""
    watermark: dict[str, object] | None = None
    watermark_age_s: int | None = None
    """Seconds from the watermark's timestamp to `now`."""
    repairs: tuple[str, ...] = ()
    """Slugs of the damage that was undone, and proven by it."""
    key_index: int | None = None
    """Place of the fitting key in the list of candidates (`session_keys`, then `keys`), from 0; None where the key was
    the bundle's `session_key`, or none fits."""
    reason: str | None = None
    """Why it does not open as given: `no-payload, no-key, bad-base64, bad-key-length, bad-iv-length, bad-block-length,
    bad-padding, not-utf8, not-json, watermark-missing, appid-mismatch, stale`."""
    error_code: str | None = None
    """`encrypted-data-missing`, `session-key-missing`, `iv-missing` where a field is absent (nothing can be tried);
    `not-utf8`, `not-json` where the padding is valid and what it holds is not a payload."""
    place: int | None = None
    """For `not-json`: the character at which the JSON is broken, from 1."""


class Question(NamedTuple):
    """What is asked of a bundle, in the words of `examine`."""

    lang: Lang
    bundle: Bundle
    keys: tuple[str, ...]
    """All candidates: the bundle's own first."""
    listed_from: int
    """From which place in `keys` on they belong to a list of candidates."""
    appid: str | None
    max_age_s: float | None
    now: float | None

    def key_index(self, number: int) -> int | None:
        """The place of candidate `number` in the list of candidates."""
        return number - self.listed_from if number >= self.listed_from else None


def about(value: dict[str, object], watermark: dict[str, object] | None, now: float | None) -> tuple[str, int | None]:
    """The kind of a plaintext, and the age of its watermark in seconds."""
    stamp = watermark.get("timestamp") if watermark else None
    age = int(now - stamp) if now is not None and isinstance(stamp, int) else None
    return kind_of(value), age
