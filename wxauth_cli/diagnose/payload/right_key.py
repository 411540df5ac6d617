"""A payload of which something is readable: the key is the right one, and what is wrong lies elsewhere."""

from __future__ import annotations

import re

from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.diagnose.payload import fields
from wxauth_cli.diagnose.payload.attempts import Attempt, FrontCut
from wxauth_cli.diagnose.payload.examination import Examination, Question
from wxauth_cli.diagnose.payload.partial import View, after_block_0, readable
from wxauth_cli.diagnose.payload.proof import Opened, open_payload
from wxauth_cli.diagnose.payload.readings import bodies
from wxauth_cli.diagnose.payload.search import Change, Recovered, find_change, head_is_damaged, recover_iv, repair_iv
from wxauth_cli.diagnose.payload.search_repairs import told
from wxauth_cli.diagnose.payload.verdict import Writer, concluded, stale_own_key

_ELLIPSIS = lazy_pattern(r"\.{2,}|…|\*{3,}|<|\[")
_NOISE_FROM = 3
"""So many bytes of a block that are no text make it noise; fewer are a character that was not UTF-8 to begin with."""


def right_key(question: Question, writer: Writer, attempt: Attempt) -> Examination:
    """The verdict under a key that makes at least two blocks readable."""
    assert attempt.view is not None
    whole = len(attempt.data.value) % 16 == 0 and not _foreign_at(attempt)
    if whole and attempt.view.padded and _only_head_is_bad(attempt):
        healed = _heal_iv(question, writer, attempt) or _heal_text(question, writer, attempt, 0)
        if healed is None and attempt.iv is not None and _is_no_noise(attempt.view, attempt.view.first_bad):
            return _holds_no_payload(question, writer, attempt)
        return healed or _head_unreadable(question, writer, attempt)
    bad = attempt.view.first_bad
    if attempt.iv is None and bad == 0:
        bad = next((index for index, good in enumerate(attempt.view.text) if index and not good), None)
    healed = _heal_text(question, writer, attempt, len(attempt.view.text) if bad is None else bad)
    if healed is not None:
        return healed
    if whole and attempt.view.padded and _is_no_noise(attempt.view, bad):
        return _holds_no_payload(question, writer, attempt)
    return _damaged(question, writer, attempt, bad, whole)


def _only_head_is_bad(attempt: Attempt) -> bool:
    """Whether everything is text but block 0; or block 0 is almost what it should be."""
    view = attempt.view
    assert view is not None
    if not all(view.text[1:]):
        return False
    return not view.text[0] or head_is_damaged(view.raw)


def _foreign_at(attempt: Attempt) -> int | None:
    """The first character of encryptedData's body that no base64 has, from 0."""
    match = re.search(r"[^A-Za-z0-9+/]", attempt.data.body)
    return match.start() if match is not None else None


def _iv_text(question: Question, attempt: Attempt) -> str:
    """The text that stands for the IV in this attempt."""
    swapped = next((item.field for item in attempt.undone if item.slug == "fields-swapped"), "")
    bundle = question.bundle
    if swapped == "session_key ↔ iv":
        return question.keys[attempt.key_number]
    if swapped == "iv ↔ encryptedData":
        return bundle.encrypted_data or ""
    return "" if fields.is_absent(bundle.iv) else bundle.iv or ""


def _heal_iv(question: Question, writer: Writer, attempt: Attempt) -> Examination | None:
    text = _iv_text(question, attempt)
    data, key = attempt.data.value, attempt.key
    recovered: Recovered | None = recover_iv(data, key)
    for body, _ in bodies(text):
        recovered = recovered or repair_iv(body, data, key)
    if recovered is None:
        return None
    what = _iv_evidence(writer, text, attempt.iv, recovered.iv)
    finding = writer.finding("iv-malformed", Confidence.CERTAIN, ("iv", what))
    return _healed(question, writer, attempt, finding, recovered.opened, drop="iv")


def _iv_evidence(writer: Writer, text: str, given: bytes | None, true: bytes) -> str:
    if not text:
        return writer.say("iv-absent")
    if given is None:
        return writer.say("iv-length", length=len(text))
    wrong = sum(a != b for a, b in zip(given, true, strict=True))
    return writer.say("iv-differs", n=wrong) if wrong < 16 else writer.say("iv-other")


def _heal_text(question: Question, writer: Writer, attempt: Attempt, bad: int) -> Examination | None:
    if attempt.iv is None or not attempt.data.body:
        return None
    change: Change | None = None
    # The block before is looked at too: a character on the border alters the end of it.
    for block in (bad, bad - 1):
        if change is None and block >= 0:
            change = find_change(attempt.data.body, attempt.key, attempt.iv, block)
    if change is None:
        return None
    at_the_end = change.how == "lost" and change.place > len(attempt.data.body)
    slug = "ciphertext-truncated" if at_the_end else "character-changed"
    what = writer.say(f"{change.how}-at", place=change.place)
    finding = writer.finding(slug, Confidence.CERTAIN, ("encryptedData", what))
    return _healed(question, writer, attempt, finding, change.opened)


def _healed(
    question: Question, writer: Writer, attempt: Attempt, finding: Finding, opened: Opened, drop: str = ""
) -> Examination:
    undone = tuple(item for item in attempt.undone if item.field != drop and item.slug != finding.id)
    more, remarks = told(question, writer, undone)
    slugs = tuple(dict.fromkeys((finding.id, *(item.id for item in more))))
    first = (finding, *more, *stale_own_key(question, writer, attempt.key_number))
    return concluded(question, writer, attempt.key_number, opened, first, slugs, remarks)


def _unproven(
    question: Question, writer: Writer, attempt: Attempt, reason: str, *findings: Finding, error: str | None = None
) -> Examination:
    """A verdict without a plaintext: `findings`, then what had to be undone to read anything, not proven by that."""
    assert attempt.view is not None
    named = {item.id for item in findings}
    undone = tuple(item for item in attempt.undone if item.slug not in named)
    more, _ = told(question, writer, undone, Confidence.LIKELY)
    return Examination(
        ok=False,
        findings=(*findings, *more, *stale_own_key(question, writer, attempt.key_number)),
        partial=readable(attempt.view),
        key_index=question.key_index(attempt.key_number),
        reason=reason,
        error_code=error,
    )


def _head_unreadable(question: Question, writer: Writer, attempt: Attempt) -> Examination:
    assert attempt.view is not None
    text = _iv_text(question, attempt)
    if attempt.iv is None:
        what = writer.say("iv-length", length=len(text)) if text else writer.say("iv-absent")
        found = writer.finding("iv-malformed", Confidence.CERTAIN, ("iv", what))
        error = None if text else "iv-missing"
        return _unproven(question, writer, attempt, "bad-iv-length", found, error=error)
    rest = readable(attempt.view)[1:]
    why = after_block_0(rest)
    evidence = ("encryptedData", writer.say("head-unreadable"))
    reason = attempt.opened.reason or "not-utf8"
    if why == "lost":
        found = writer.finding("ciphertext-truncated", Confidence.CERTAIN, evidence)
        return _unproven(question, writer, attempt, reason, found)
    confidence = Confidence.CERTAIN if why == "iv" else Confidence.LIKELY
    found = writer.finding("iv-malformed", confidence, evidence, ("iv", writer.say("iv-other")))
    return _unproven(question, writer, attempt, reason, found)


def _is_no_noise(view: View, bad: int | None) -> bool:
    """Whether what is no text is too little for a damaged block."""
    if bad is None:
        return True
    block = view.raw[16 * bad : 16 * bad + 16].decode("utf-8", "replace")
    return sum(char == "\ufffd" or char < " " for char in block) < _NOISE_FROM


def _holds_no_payload(question: Question, writer: Writer, attempt: Attempt) -> Examination:
    """Padding valid, content readable, and yet no JSON object in UTF-8: it was never a payload."""
    opened = open_payload(attempt.data.value, attempt.key, attempt.iv or bytes(16))
    reason = opened.reason or "watermark-missing"
    if reason == "watermark-missing":
        found = writer.finding("watermark-missing", Confidence.CERTAIN, ("plaintext", writer.say("no-watermark")))
        return _unproven(question, writer, attempt, reason, found)
    examination = _unproven(question, writer, attempt, reason, error=reason)
    place = opened.fault.place if opened.fault is not None else None
    from dataclasses import replace

    return replace(examination, place=place)


def _damaged(question: Question, writer: Writer, attempt: Attempt, bad: int | None, whole: bool) -> Examination:
    """The beginning is readable and the rest is not, or a place in the middle is not."""
    view = attempt.view
    assert view is not None
    text = question.bundle.encrypted_data or ""
    foreign = _foreign_at(attempt)
    reason = "bad-base64" if foreign is not None else "bad-padding" if whole else "bad-block-length"
    blanks = any(item.slug == "plus-became-space" for item in attempt.undone)
    if foreign is not None and not _ELLIPSIS.match(attempt.data.body, foreign):
        what = writer.say("foreign-at", place=foreign + 1)
        found = writer.finding("character-changed", Confidence.CERTAIN, ("encryptedData", what))
        return _unproven(question, writer, attempt, reason, found)
    if bad is None or foreign is not None or (bad == 0 and all(view.text[1:])):
        length = len(text)
        key = "cut-round" if length in fields.ROUND_LENGTHS else "cut"
        what = writer.say(key, length=length)
        found = writer.finding("ciphertext-truncated", Confidence.CERTAIN, ("encryptedData", what))
        if bad == 0 and attempt.iv is not None:
            extra = writer.finding("iv-malformed", Confidence.LIKELY, ("iv", writer.say("iv-other")))
            return _unproven(question, writer, attempt, reason, found, extra)
        return _unproven(question, writer, attempt, reason, found)
    first, last = 128 * bad // 6 + 1, (128 * bad + 127) // 6 + 1
    resumes = any(view.text[bad + 1 :])
    what = writer.say("block-bad" if resumes else "noise-from", block=bad + 1, first=first, last=last)
    evidence = ("encryptedData", what)
    if blanks and not resumes:
        # Several blanks in a row were made one, or one at an end is gone: it cannot be told how many pluses there were.
        found = writer.finding(
            "plus-became-space", Confidence.LIKELY, ("encryptedData", writer.say("blanks-lost", n=fields.blanks(text)))
        )
        return _unproven(question, writer, attempt, reason, found)
    confidence = Confidence.CERTAIN if resumes else Confidence.LIKELY
    found = writer.finding("character-changed", confidence, evidence)
    if not resumes and not whole and bad >= len(view.text) - 1:
        found = writer.finding("ciphertext-truncated", Confidence.LIKELY, evidence)
    return _unproven(question, writer, attempt, reason, found)


def front_cut(question: Question, writer: Writer, cut: FrontCut) -> Examination:
    """The verdict on a payload that can be read from its end: something is missing or too much at its beginning."""
    attempt = cut.attempt
    if attempt.opened.proven:
        what = writer.say("prefix", n=cut.dropped)
        found = writer.finding("character-changed", Confidence.CERTAIN, ("encryptedData", what))
        return _healed(question, writer, attempt, found, attempt.opened)
    recovered = recover_iv(attempt.data.value, attempt.key)
    if recovered is not None:
        what = writer.say("prefix", n=cut.dropped)
        changed = writer.finding("character-changed", Confidence.CERTAIN, ("encryptedData", what))
        iv = writer.finding("iv-malformed", Confidence.CERTAIN, ("iv", writer.say("iv-other")))
        undone = tuple(item for item in attempt.undone if item.field != "iv")
        more, remarks = told(question, writer, undone)
        slugs = ("character-changed", "iv-malformed", *(item.id for item in more))
        return concluded(question, writer, attempt.key_number, recovered.opened, (changed, iv, *more), slugs, remarks)
    found = writer.finding("ciphertext-truncated", Confidence.CERTAIN, ("encryptedData", writer.say("front-cut")))
    return _unproven(question, writer, attempt, "bad-block-length", found)
