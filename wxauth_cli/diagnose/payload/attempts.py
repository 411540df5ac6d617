"""Trying the readings of the three fields together: which of them open the payload, and if none does, which key makes
any of it readable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.crypto import open_cbc, unpad
from wxauth_cli.diagnose.payload.partial import View, look
from wxauth_cli.diagnose.payload.proof import Opened, judge, open_payload
from wxauth_cli.diagnose.payload.readings import HARMLESS, Reading, readings

FIELDS = ("session_key", "iv", "encryptedData")
_ORDERS = ((0, 1, 2), (1, 0, 2), (0, 2, 1), (2, 1, 0), (1, 2, 0), (2, 0, 1))


class Undone(NamedTuple):
    """One damage that was undone, and in which field it stood."""

    slug: str
    field: str


class Attempt(NamedTuple):
    """A way to read all three fields, and how far it came."""

    opened: Opened
    undone: tuple[Undone, ...]
    key: bytes
    key_number: int
    """Place of the key among the candidates, from 0."""
    iv: bytes | None
    iv_reading: Reading | None
    data: Reading
    view: View | None = None

    @property
    def repairs(self) -> tuple[str, ...]:
        """Slugs of what was undone, each once, without the harmless."""
        return tuple(dict.fromkeys(item.slug for item in self.undone if item.slug not in HARMLESS))


class _Fields(NamedTuple):
    """The texts in one order: which one is taken for the key, the IV and the data."""

    order: tuple[int, int, int]
    key: str
    iv: str
    data: str


def _orders(key: str, iv: str, data: str) -> Iterator[_Fields]:
    texts = (key, iv, data)
    for order in _ORDERS:
        yield _Fields(order, *(texts[place] for place in order))


def keys_of(text: str) -> list[Reading]:
    """Readings of a session_key that are AES keys: 16 bytes, or the text itself where its length happens to be one."""
    found = [reading for reading in readings(text) if len(reading.value) == 16]
    bare = text.strip()
    if len(bare) in (16, 24, 32) and bare.isascii():
        found.append(Reading(bare.encode("ascii"), ("key-not-decoded",)))
    return found


def ivs_of(text: str) -> list[Reading]:
    """Readings of an IV that have 16 bytes; its first 16 letters taken as they are; zeros."""
    found = [reading for reading in readings(text) if len(reading.value) == 16]
    raw = text.strip().encode("utf-8", "replace")
    if len(raw) >= 16:
        found.append(Reading(raw[:16], ("iv-malformed",)))
    found.append(Reading(bytes(16), ("iv-malformed",)))
    return found


def _undone(fields: _Fields, key: Reading, iv: Reading | None, data: Reading) -> tuple[Undone, ...]:
    items: list[Undone] = []
    for place, reading in zip(fields.order, (key, iv, data), strict=True):
        if reading is not None:
            items.extend(Undone(slug, FIELDS[place]) for slug in reading.undone)
    if fields.order != (0, 1, 2):
        moved = " ↔ ".join(FIELDS[place] for at, place in enumerate(fields.order) if at != place)
        items.insert(0, Undone("fields-swapped", moved))
    return tuple(dict.fromkeys(items))


def proven_attempt(keys: tuple[str, ...], iv: str, data: str) -> Attempt | None:
    """The attempt with the least undone that is proven; None if none is.

    The last two blocks are decrypted first: they do not depend on the IV, and under a wrong key their padding fits once
    in 256 times.
    """
    best: Attempt | None = None
    for number, key_text in enumerate(keys):
        for fields in _orders(key_text, iv, data):
            if len(fields.data) < 22:
                continue
            key_readings = keys_of(fields.key)
            if not key_readings:
                continue
            data_readings = [reading for reading in readings(fields.data) if len(reading.value) % 16 == 0]
            iv_readings = ivs_of(fields.iv) if data_readings else []
            for data_reading in data_readings:
                value = data_reading.value
                for key in key_readings:
                    if len(value) > 16 and unpad(open_cbc(value[-16:], key.value, value[-32:-16])) is None:
                        continue
                    for iv_reading in iv_readings:
                        opened = open_payload(value, key.value, iv_reading.value)
                        if not opened.proven:
                            continue
                        undone = _undone(fields, key, iv_reading, data_reading)
                        attempt = Attempt(opened, undone, key.value, number, iv_reading.value, iv_reading, data_reading)
                        if best is None or _cost(attempt) < _cost(best):
                            best = attempt
    return best


def _cost(attempt: Attempt) -> tuple[int, int]:
    return len(attempt.repairs), len(attempt.undone)


def readable_attempt(keys: tuple[str, ...], iv: str, data: str) -> Attempt | None:
    """The attempt under which most of the payload is text; None if no block is (then no key fits)."""
    best: Attempt | None = None
    best_score = (0, 0, 0)
    for number, key_text in enumerate(keys):
        for fields in _orders(key_text, iv, data):
            key_readings = keys_of(fields.key)
            if not key_readings or len(fields.data) < 22:
                continue
            iv_readings = [reading for reading in ivs_of(fields.iv) if "iv-malformed" not in reading.undone]
            for data_reading in readings(fields.data, floor=True):
                whole = data_reading.value[: len(data_reading.value) // 16 * 16]
                # A plus put where there is no blank is a guess that only a proof can carry.
                guessed = "plus-became-space" in data_reading.undone and not _has_blank(fields.data)
                if not whole or guessed:
                    continue
                for key in key_readings:
                    attempt = _viewed(fields, number, key, iv_readings, data_reading, whole)
                    assert attempt.view is not None
                    score = (attempt.view.score(), sum(attempt.view.text), -len(attempt.repairs))
                    if score[0] and score > best_score:
                        best, best_score = attempt, score
    return best


def _has_blank(text: str) -> bool:
    return " " in text or "%20" in text or "%2520" in text


def _viewed(
    fields: _Fields, number: int, key: Reading, iv_readings: list[Reading], data: Reading, whole: bytes
) -> Attempt:
    iv = iv_readings[0] if iv_readings else None
    raw = open_cbc(whole, key.value, iv.value if iv else bytes(16))
    view = look(raw, skip_first=iv is None)
    undone = _undone(fields, key, iv, data)
    opened = judge(raw) if len(whole) == len(data.value) else Opened("bad-block-length", raw)
    return Attempt(opened, undone, key.value, number, iv.value if iv else None, iv, data, view)


class FrontCut(NamedTuple):
    """A payload read from its end, because something is missing or too much before it."""

    attempt: Attempt
    dropped: int
    """How many characters at the front were left out so that whole blocks remain."""


def read_from_end(keys: tuple[str, ...], iv: str, data: str) -> FrontCut | None:
    """The payload whose blocks are counted from its end; None if no block is readable that way."""
    body = data.strip().rstrip("=")
    pad = len(data.strip()) - len(body)
    for number, key_text in enumerate(keys):
        fields = _Fields((0, 1, 2), key_text, iv, data)
        for data_reading in readings(data, floor=True)[:4]:
            text = data_reading.body + "=" * pad
            odd = len(text) % 4
            for aligned in readings(text[odd:])[:1]:
                extra = len(aligned.value) % 16
                whole = aligned.value[extra:]
                if not whole or not (odd or extra):
                    continue
                trimmed = Reading(whole, data_reading.undone, aligned.body)
                for key in keys_of(key_text):
                    ivs = [reading for reading in ivs_of(iv) if "iv-malformed" not in reading.undone]
                    attempt = _viewed(fields, number, key, ivs, trimmed, whole)
                    assert attempt.view is not None
                    if attempt.view.score() and attempt.view.padded:
                        return FrontCut(attempt, odd + extra * 4 // 3)
    return None
