"""Every kind of payload × everything that happens to it × the right and a wrong key."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.diagnose.payload.damage import DAMAGES, KINDS, Damage, case, text64
from wxauth_cli.core.findings import Confidence
from wxauth_cli.diagnose.payload.doctor import examine

NOW = 1_800_000_000.0
FORM_SAYS_IT = frozenset({"case-changed", "not-a-session-key", "session-key-cut"})
"""Causes that the form of a value names, whatever the key is."""


def judged(damage: Damage, kind: str, number: int) -> bool:
    """Whether the damage is named, and undone to the letter where that is possible; a false repair fails at once."""
    rng = random.Random(f"{damage.name} {kind} {number}")
    made = case(kind, rng)
    found = examine(damage.harm(made, rng), lang="en", now=NOW)
    first = found.findings[0].id if found.findings else None
    assert found.plaintext in (None, made.plaintext), "a false repair"
    named = first in damage.first if damage.first else first is None
    if kind not in damage.restores:
        return named and found.plaintext is None and found.repairs == ()
    repairs = damage.first[:1] if damage.repairs is None else damage.repairs
    return named and found.plaintext == made.plaintext and found.repairs == repairs and found.ok == (not repairs)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_named_and_undone(damage: Damage, kind: str) -> None:
    assert judged(damage, kind, 0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_under_a_wrong_key_nothing_is_repaired(damage: Damage, kind: str) -> None:
    rng = random.Random(f"wrong {damage.name} {kind}")
    made = case(kind, rng)
    harmed = damage.harm(made._replace(key=text64(rng.randbytes(16))), rng)
    found = examine(harmed, lang="en", now=NOW)
    assert found.plaintext is None
    assert found.partial is None
    assert found.repairs == ()
    assert not found.ok
    assert found.findings[0].id == "session-key-stale-relogin" or found.findings[0].id in FORM_SAYS_IT
    stale = [finding for finding in found.findings if finding.id == "session-key-stale-relogin"]
    assert all(finding.confidence is not Confidence.CERTAIN for finding in stale)
    blanks = [finding for finding in found.findings if finding.id == "plus-became-space"]
    assert all(finding.confidence is not Confidence.CERTAIN for finding in blanks)


@pytest.mark.slow
def test_of_many_payloads_99_in_100_are_named_rightly() -> None:
    missed: Counter[str] = Counter()
    total = 0
    for damage in DAMAGES:
        for kind in KINDS:
            for number in range(1, 26):
                total += 1
                if not judged(damage, kind, number):
                    missed[f"{damage.name}: {kind}"] += 1
    assert sum(missed.values()) <= total // 100, missed
    assert all(count <= 5 for count in missed.values()), missed


def test_ten_thousand_wrong_keys_open_nothing() -> None:
    rng = random.Random(41)
    made = [case(kind, rng) for kind in KINDS]
    for number in range(10_000):
        bundle = made[number % 4].bundle(session_key=text64(rng.randbytes(16)))
        found = examine(bundle, lang="en", now=NOW)
        assert found.plaintext is None
        assert found.repairs == ()
        assert found.partial is None
        assert [(finding.id, finding.confidence) for finding in found.findings] == [
            ("session-key-stale-relogin", Confidence.LIKELY)
        ]


def test_a_wrong_key_and_another_calls_iv_is_no_recovered_iv() -> None:
    rng = random.Random(42)
    for number in range(400):
        made = case(KINDS[number % 4], rng)
        bundle = made.bundle(iv=text64(rng.randbytes(16)), session_key=text64(rng.randbytes(16)))
        found = examine(bundle, lang="en", now=NOW)
        assert (found.plaintext, found.repairs) == (None, ())


@pytest.mark.parametrize("field", ["encrypted_data", "iv", "session_key"])
def test_a_flipped_bit_never_yields_another_plaintext(field: str) -> None:
    """A bit of the IV flips the same bit of block 0 and may leave valid JSON; that is the one change nobody can see."""
    from base64 import b64decode

    rng = random.Random(field)
    for number in range(120):
        made = case(KINDS[number % 4], rng)
        raw = bytearray(b64decode(getattr(made.bundle(), field)))
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        found = examine(made.bundle(**{field: text64(bytes(raw))}), lang="en", now=NOW)
        if found.plaintext is not None and found.plaintext != made.plaintext:
            assert field == "iv"
            assert found.repairs == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_truncation_is_named(kind: str) -> None:
    rng = random.Random(kind)
    made = case(kind, rng)
    body = made.data.rstrip("=")
    for length in range(1, len(body) - 1):
        found = examine(made.bundle(encrypted_data=made.data[:length]), lang="en", now=NOW)
        assert found.plaintext in (None, made.plaintext)
        if length >= 43 or length < 16:
            assert found.findings[0].id in ("ciphertext-truncated", "character-changed"), length
