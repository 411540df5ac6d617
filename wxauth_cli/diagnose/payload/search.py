"""Looking for the one character that is wrong, missing or too many, and for the IV that must have been meant.

The blocks before the fault are readable under the right key, so only the characters of the first unreadable block
come into question: about 1400 texts, decrypted in one call. A result counts only if it is the only one that is proven.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wxauth_cli.core.crypto import xor
from wxauth_cli.diagnose.payload.partial import is_text
from wxauth_cli.diagnose.payload.proof import Opened, judge, open_payload
from wxauth_cli.diagnose.payload.readings import decoded

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

PHONE_HEAD = b'{"phoneNumber":"'
WERUN_HEAD = b'{"stepInfoList":'
"""The first block of these two payloads is known to the last byte."""
HEADS = (PHONE_HEAD, WERUN_HEAD, b'{"openId":"o', b'{"openGId":"t', b'{"opengid":"t', b'{"nickName":"')
"""How payloads begin."""


class Change(NamedTuple):
    """What one change of the text brings: `how` is `changed`, `lost` (a character is missing) or `doubled` (one too
    many); `place` counts characters from 1."""

    how: str
    place: int
    opened: Opened
    body: str


def ecb(key: bytes, blocks: bytes) -> bytes:
    """Every block decrypted alone."""
    from cryptography.hazmat.primitives.ciphers import Cipher
    from cryptography.hazmat.primitives.ciphers.algorithms import AES
    from cryptography.hazmat.primitives.ciphers.modes import ECB

    decryptor = Cipher(AES(key), ECB()).decryptor()  # noqa: S305 - CBC is put together by hand around it
    return decryptor.update(blocks) + decryptor.finalize()


def find_change(body: str, key: bytes, iv: bytes, bad_block: int) -> Change | None:
    """The single character whose change, insertion or removal in or before `bad_block` makes the payload proven; None
    if there is none, or if several changes give different plaintexts."""
    found: dict[str, Change] = {}
    for how, place, candidate in _promising(body, key, iv, bad_block):
        data = decoded(candidate)
        if data is None or len(data) % 16:
            continue
        opened = open_payload(data, key, iv)
        if opened.proven and opened.text is not None:
            found.setdefault(opened.text, Change(how, place, opened, candidate))
    return next(iter(found.values())) if len(found) == 1 else None


def _ways(length: int) -> tuple[str, ...]:
    """What can be wrong with a body of that length: whole blocks take 22, 43 or 0 characters more than a multiple
    of 64."""
    rest = length % 64
    if rest in (0, 22, 43):
        return ("changed",)
    if rest in (63, 21, 42):
        return ("lost",)
    return ("doubled",) if rest in (1, 23, 44) else ()


def _promising(body: str, key: bytes, iv: bytes, block: int) -> Iterator[tuple[str, int, str]]:
    """Changed texts under which `block` becomes text; all in one decryption."""
    first, last = 128 * block // 6, (128 * block + 127) // 6
    quad = first // 4 * 4
    skip = 16 * block - quad * 6 // 8
    window_end = last + 6
    before = decoded(body[: (16 * block * 8 + 5) // 6 // 4 * 4 + 4]) or b""
    previous = iv if block == 0 else before[16 * (block - 1) : 16 * block]
    if len(previous) != 16:
        return
    candidates: list[tuple[str, int, str]] = []
    blocks: list[bytes] = []
    for how in _ways(len(body)):
        for at in range(first, min(last + 1, len(body)) + (1 if how == "lost" else 0)):
            head, rest = body[quad:at], body[at:window_end]
            if how == "doubled":
                changes = [(head + rest[1:], "")]
            elif how == "lost":
                changes = [(head + char + rest, char) for char in ALPHABET]
            else:
                changes = [(head + char + rest[1:], char) for char in ALPHABET if char != rest[:1]]
            for window, char in changes:
                piece = decoded(window[: len(window) // 4 * 4] if len(window) % 4 == 1 else window)
                if piece is None or len(piece) < skip + 16:
                    continue
                candidates.append((how, at, char))
                blocks.append(piece[skip : skip + 16])
    if not blocks:
        return
    plain = ecb(key, b"".join(blocks))
    for index, (how, at, char) in enumerate(candidates):
        # The padding of a last block is no text: any end of 1 to 16 equal small bytes is let through here.
        piece = xor(plain[16 * index : 16 * index + 16], previous)
        if is_text(piece.rstrip(piece[-1:])) or not piece.rstrip(piece[-1:]) or is_text(piece):
            after = body[at:] if how == "lost" else body[at + 1 :]
            yield how, at + 1, body[:at] + char + after


def find_foreign(text_body: str, key: bytes, iv: bytes) -> Change | None:
    """The character that belongs in place of the one foreign character; None if there are more, or no answer."""
    places = [match.start() for match in re.finditer(r"[^A-Za-z0-9+/]", text_body)]
    if len(places) != 1:
        return None
    at = places[0]
    found: dict[str, Change] = {}
    for how, char in (*(("changed", char) for char in ALPHABET), ("doubled", "")):
        body = text_body[:at] + char + text_body[at + 1 :]
        data = decoded(body)
        if data is None or len(data) % 16:
            continue
        opened = open_payload(data, key, iv)
        if opened.proven and opened.text is not None:
            found.setdefault(opened.text, Change(how, at + 1, opened, body))
    return next(iter(found.values())) if len(found) == 1 else None


class Recovered(NamedTuple):
    """An IV that was worked out."""

    iv: bytes
    opened: Opened


def recover_iv(data: bytes, key: bytes) -> Recovered | None:
    """The IV of a phone or WeRun payload, from its known first block; None unless the rest fits: the number ends with
    the pure number, the steps are a list. (The head of a phone payload laid over user info makes valid JSON too.)"""
    if len(data) < 32 or len(data) % 16:
        return None
    plain = ecb(key, data)
    rest = xor(plain[16:], data[:-16])
    for head in (PHONE_HEAD, WERUN_HEAD):
        opened = judge(head + rest)
        if opened.proven and opened.value is not None and rest_fits(opened.value):
            return Recovered(xor(plain[:16], head), opened)
    return None


def rest_fits(value: dict[str, object]) -> bool:
    """Whether a payload with a head that was put there hangs together."""
    steps = value.get("stepInfoList")
    if isinstance(steps, list):
        return all(isinstance(step, dict) and "timestamp" in step for step in steps)
    number, pure = value.get("phoneNumber"), value.get("purePhoneNumber")
    return isinstance(number, str) and isinstance(pure, str) and bool(pure) and number.endswith(pure)


def repair_iv(iv_body: str, data: bytes, key: bytes) -> Recovered | None:
    """The IV that differs from the given text in one character (or lacks one, or has one too many) and makes the
    payload begin as payloads do; None if none or several do."""
    if len(iv_body) not in (21, 22, 23) or len(data) % 16 or not data:
        return None
    first = ecb(key, data[:16])
    found: dict[bytes, Recovered] = {}
    for at in range(len(iv_body) + 1):
        if len(iv_body) == 22:
            texts = [iv_body[:at] + char + iv_body[at + 1 :] for char in ALPHABET] if at < 22 else []
        elif len(iv_body) == 21:
            texts = [iv_body[:at] + char + iv_body[at:] for char in ALPHABET]
        else:
            texts = [iv_body[:at] + iv_body[at + 1 :]] if at < 23 else []
        for text in texts:
            iv = decoded(text)
            if iv is None or len(iv) != 16 or iv in found:
                continue
            if not xor(first, iv).startswith(HEADS):
                continue
            opened = open_payload(data, key, iv)
            if opened.proven:
                found[iv] = Recovered(iv, opened)
    return next(iter(found.values())) if len(found) == 1 else None


def head_is_damaged(raw: bytes) -> bool:
    """Whether the plaintext begins almost as payloads do: one or two bytes differ, as after one wrong character in the
    IV."""
    return any(0 < sum(a != b for a, b in zip(raw, head, strict=False)) <= 2 for head in HEADS if len(raw) >= len(head))
