"""The bundles of a case: opened by the payload doctor, their rawData signature checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.bundle import Bundle
from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.signatures import name_raw_data_variant
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.case import Case
from wxauth_cli.diagnose.causes import cause
from wxauth_cli.knowledge.texts import Texts


class Judged(NamedTuple):
    """What came of one bundle."""

    findings: tuple[Finding, ...]
    """In the payload doctor's order."""
    decided: bool
    """It is in order, or a finding says why it is not. False: a field is missing, or nobody can tell."""


def judge_bundles(case: Case) -> Iterator[Judged]:
    """Each bundle of the case, with its own keys and those that answers of code2Session in the case gave."""
    for seen in case.bundles:
        bundle = seen.bundle
        found: tuple[Finding, ...] = ()
        fine, proven = True, False
        if bundle.encrypted_data or bundle.iv or bundle.cloud_id:
            from wxauth_cli.diagnose.payload.doctor import examine

            examined = examine(bundle, lang=case.lang, appid=case.appid, keys=case.keys, now=case.now)
            found, fine = examined.findings, examined.ok
            proven = examined.plaintext is not None
        if bundle.raw_data is not None and bundle.signature:
            signed = _signature(case, bundle, proven=proven or not bundle.encrypted_data)
            fine = fine and signed is not None
            # What is only explained (an emptied nickname) comes after a fault.
            faults = tuple(item for item in found if item.severity is not Severity.INFO)
            found = (*faults, *(signed or ()), *(item for item in found if item.severity is Severity.INFO))
        # A bundle as the client prints it has no key; only one that should be there and is not is a fault.
        found = tuple(item for item in found if seen.names_key or item.id != "session-key-absent")
        if not found and not fine:
            found = tuple(_seen_damage(case, bundle))
        yield Judged(found, fine or bool(found))


_BLANKS = Text("{name} 里夹着 {n} 个空格", "{n} blanks stand inside {name}")
_PERCENT = Text("{name} 里有百分号编码", "{name} holds percent-encoding")
_ELLIPSIS = Text("{name} 以省略号结尾", "{name} ends in an ellipsis")


def _seen_damage(case: Case, bundle: Bundle) -> Iterator[Finding]:
    """What can be seen of a payload's damage without any key; at most likely, for nothing proves it."""
    for name, text in (("encryptedData", bundle.encrypted_data or ""), ("iv", bundle.iv or "")):
        parts = text.strip().split(" ")
        # A text that was wrapped has its blanks at equal distances.
        wrapped = len(parts) > 2 and len({len(part) for part in parts[:-1]}) == 1
        if len(parts) > 1 and not wrapped and "\n" not in text:
            seen = case.seen(name, _BLANKS, name=name, n=len(parts) - 1)
            yield cause("plus-became-space").finding(case.lang, Confidence.LIKELY, (seen,))
        if any(sign in text.upper() for sign in ("%2B", "%2F", "%3D")):
            seen = case.seen(name, _PERCENT, name=name)
            yield cause("still-percent-encoded").finding(case.lang, Confidence.LIKELY, (seen,))
        if text.rstrip().endswith(("...", "…")):
            seen = case.seen(name, _ELLIPSIS, name=name)
            yield cause("ciphertext-truncated").finding(case.lang, Confidence.LIKELY, (seen,))


def _signature(case: Case, bundle: Bundle, *, proven: bool) -> tuple[Finding, ...] | None:
    """The finding on a rawData signature; none if it fits, None without a key to check it by.

    `proven`: nothing speaks against the keys. Where the payload beside it opens with none of them, a signature that
    none explains is what a wrong key does, too.
    """
    keys = [key for key in (bundle.session_key, *bundle.session_keys, *case.keys) if key]
    if not keys:
        return None
    given = (bundle.signature or "").strip()
    variants = [name_raw_data_variant(given, bundle.raw_data or "", key) for key in keys]
    if any(variant is not None and variant.right for variant in variants):
        return ()
    t = Texts(case.lang)
    named = next((variant for variant in variants if variant is not None), None)
    if named is None:
        text = t("payload.signature-fits-none")
    else:
        text = t("payload.signature-fits", variant=t(f"payload.variant.{named.name}"))
    mismatch = cause("rawdata-signature-mismatch")
    sure = Confidence.CERTAIN if proven or named is not None else Confidence.POSSIBLE
    return (mismatch.finding(case.lang, sure, (Evidence("signature", text),)),)
