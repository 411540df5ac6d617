"""Nothing is readable under any key: most likely the key is not this payload's. Visible damage is named beside it."""

from __future__ import annotations

from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.diagnose.payload import fields
from wxauth_cli.diagnose.payload.attempts import ivs_of, keys_of
from wxauth_cli.diagnose.payload.examination import Examination, Question
from wxauth_cli.diagnose.payload.proof import Opened, open_payload
from wxauth_cli.diagnose.payload.readings import readings
from wxauth_cli.diagnose.payload.verdict import Writer

_READABLE_FROM = 8
"""So many characters of clean text behind valid padding come out of noise once in a million times."""


def no_key_fits(question: Question, writer: Writer, iv: str, data: str) -> Examination:
    """The verdict where no block of the payload can be read."""
    opened = _plainest(question, iv, data)
    if opened is not None and opened.text is not None and _is_clean(opened.text):
        place = opened.fault.place if opened.fault is not None else None
        return Examination(False, (), partial=opened.text, reason="not-json", error_code="not-json", place=place)
    swapped = _swapped(question, writer, iv, data)
    if swapped is not None:
        what = writer.say("all-noise", n=len([key for key in question.keys if key]))
        stale = writer.finding("session-key-stale-relogin", Confidence.POSSIBLE, ("encryptedData", what))
        return Examination(False, (stale, swapped), reason="bad-iv-length")
    case = _case(question, writer, data)
    payload = _payload_damage(question, writer, data)
    ivs = _iv_damage(writer, question, iv, data)
    unfit = tuple(
        finding for number, key in enumerate(question.keys) if (finding := key_fault(question, writer, number, key))
    )
    fit = len([key for key in question.keys if key]) - len(unfit)
    error, reason = None, "bad-padding"
    if opened is not None and opened.reason in ("not-utf8", "not-json"):
        error = reason = opened.reason
    first: tuple[Finding, ...] = ()
    if case:
        first = case
    elif not fit:
        first, reason = unfit[:1], "bad-key-length"
    elif _too_short(data):
        first, reason = (), "bad-block-length"
    elif ivs and _blocks(data) == 1:
        first, ivs, reason = ivs, (), "bad-iv-length"
    if not first and not _too_short(data):
        damaged = bool(payload or ivs)
        what = writer.say("all-noise", n=fit)
        first = (
            writer.finding(
                "session-key-stale-relogin",
                Confidence.POSSIBLE if damaged else Confidence.LIKELY,
                ("encryptedData", what),
            ),
        )
    absent = not iv and not case and bool(fit) and reason != "bad-block-length"
    return Examination(
        ok=False,
        findings=(*first, *(payload if not case else ()), *ivs, *(unfit if fit else ())),
        reason=reason,
        error_code="iv-missing" if absent else error,
    )


def _swapped(question: Question, writer: Writer, iv: str, data: str) -> Finding | None:
    """encryptedData as short as an IV while the IV or the key is as long as a payload: exchanged, by the lengths."""
    if not any(len(reading.value) == 16 for reading in readings(data)):
        return None
    for name, text in (("iv", iv), ("session_key", question.keys[0])):
        if any(len(reading.value) >= 64 and len(reading.value) % 16 == 0 for reading in readings(text)):
            what = writer.say("swapped-lengths", iv=len(text), data=len(data))
            return writer.finding("fields-swapped", Confidence.CERTAIN, (f"{name} ↔ encryptedData", what))
    return None


def _plainest(question: Question, iv: str, data: str) -> Opened | None:
    """What the first usable key makes of the text as it is."""
    whole = [reading for reading in readings(data) if len(reading.value) % 16 == 0]
    best: Opened | None = None
    for key_text in question.keys:
        for key in keys_of(key_text)[:1]:
            for reading in whole[:1]:
                for iv_reading in ivs_of(iv)[:1]:
                    opened = open_payload(reading.value, key.value, iv_reading.value)
                    if best is None or (opened.text is not None and best.text is None):
                        best = opened
    return best


def _is_clean(text: str) -> bool:
    return len(text) >= _READABLE_FROM and text.isprintable()


def _blocks(data: str) -> int:
    return max((len(reading.value) // 16 for reading in readings(data, floor=True)), default=0)


def _too_short(data: str) -> bool:
    return _blocks(data) == 0


def _case(question: Question, writer: Writer, data: str) -> tuple[Finding, ...]:
    """encryptedData or the key without any upper-case (or lower-case) letter."""
    found: list[Finding] = []
    case = fields.one_case(data)
    if case is not None and len(data) >= 64:
        found.append(writer.finding("case-changed", Confidence.CERTAIN, ("encryptedData", writer.say(f"all-{case}"))))
    for key in question.keys:
        case = fields.one_case(key)
        if case is not None and fields.key_shape(key) is None and keys_of(key) and not found:
            found.append(writer.finding("case-changed", Confidence.LIKELY, ("session_key", writer.say(f"all-{case}"))))
    return tuple(found)


def _payload_damage(question: Question, writer: Writer, data: str) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if any(fields.is_percent_encoded(text) for text in (data, question.bundle.iv or "", *question.keys)):
        name = "encryptedData" if fields.is_percent_encoded(data) else "iv"
        what = writer.say("saw.still-percent-encoded", n=data.count("%"))
        found.append(writer.finding("still-percent-encoded", Confidence.CERTAIN, (name, what)))
    elif fields.entities(data):
        what = writer.say("saw.entities", n=fields.entities(data))
        found.append(writer.finding("still-percent-encoded", Confidence.CERTAIN, ("encryptedData", what)))
    for name, text in (("encryptedData", data), ("iv", question.bundle.iv or ""), ("session_key", question.keys[0])):
        if fields.blanks(text.strip()):
            what = writer.say("saw.plus-became-space", n=fields.blanks(text.strip()))
            found.append(writer.finding("plus-became-space", Confidence.LIKELY, (name, what)))
            break
    if found:
        return tuple(found)
    places = [] if readings(data) else fields.foreign(data)
    lengths = {len(reading.value) % 16 for reading in readings(data)}
    if places:
        what = writer.say("foreign-at", place=places[0] + 1)
        found.append(writer.finding("character-changed", Confidence.LIKELY, ("encryptedData", what)))
    elif _too_short(data):
        what = writer.say("too-short", length=len(data))
        found.append(writer.finding("ciphertext-truncated", Confidence.CERTAIN, ("encryptedData", what)))
    elif 0 not in lengths:
        what = writer.say("no-whole-blocks", length=len(data))
        found.append(writer.finding("ciphertext-truncated", Confidence.POSSIBLE, ("encryptedData", what)))
    return tuple(found)


def _iv_damage(writer: Writer, question: Question, iv: str, data: str) -> tuple[Finding, ...]:
    if any("iv-malformed" not in reading.undone for reading in ivs_of(iv)):
        return ()
    what = writer.say("iv-length", length=len(iv)) if iv else writer.say("iv-absent")
    return (writer.finding("iv-malformed", Confidence.CERTAIN, ("iv", what)),)


def key_fault(question: Question, writer: Writer, number: int, key: str) -> Finding | None:
    """Why a value cannot be a session_key, by its form; None if it has the form of one (or is absent)."""
    if not key:
        return None
    place = question.key_index(number)
    where = "session_key" if place is None else f"session_keys[{place}]"
    shape = fields.key_shape(key)
    if shape is not None:
        return writer.finding("not-a-session-key", Confidence.CERTAIN, (where, writer.say(f"shape.{shape}")))
    if any(len(reading.value) == 16 for reading in readings(key)):
        return None
    found = [reading for reading in readings(key, floor=True) if "base64-twice" not in reading.undone]
    size = len(found[0].value) if found else 0
    what = writer.say("key-length", length=len(key), size=size)
    if found and size < 16 and not fields.foreign(key):
        return writer.finding("session-key-cut", Confidence.CERTAIN, (where, what))
    return writer.finding("not-a-session-key", Confidence.CERTAIN, (where, what))
