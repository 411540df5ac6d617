"""What is known of the platform, by section; a test that shows one of these facts is marked `@fact("5.2")`.

The name of such a test is the fact in a sentence. `test_facts.py` counts them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

SECTIONS = {
    "1": "transport: status, content types, verbs, bodies",
    "1.1": "what follows an error text",
    "1.2": "the rid",
    "1.3": "the order of checks",
    "2": "shapes of identifiers",
    "3": "code2Session",
    "4.1": "the third-party platform: its tokens and its code2Session",
    "4.2": "getPluginOpenPId",
    "4.3": "WeCom",
    "5.1": "getAccessToken",
    "5.2": "getStableAccessToken",
    "5.3": "what business interfaces say of a token",
    "5.4": "what touches which token, and what does not",
    "5.5": "IP whitelist and frozen AppSecret",
    "6.1": "checkSessionKey",
    "6.2": "resetUserSessionKey",
    "6.3": "how long a session_key lives",
    "7": "getPhoneNumber",
    "8.1": "checkEncryptedData",
    "8.2": "getUserEncryptKey",
    "8.3": "getPaidUnionid",
    "9.1": "rid/get",
    "9.2": "quota/get",
    "9.3": "clearing quotas",
    "9.4": "addresses and callback/check",
    "10": "encryptedData",
    "11": "signatures with the session_key",
    "12": "signed and encrypted calls",
    "13": "message push and changes of a user's information",
    "14": "what the client side gets",
    "15": "hosts",
    "16": "faults as a network and a busy server have them",
}
FACTS: Counter[str] = Counter()
"""Tests by section, as far as their modules are imported."""

Test = TypeVar("Test", bound=Callable[..., Any])


def fact(section: str) -> Callable[[Test], Test]:
    """Marks the test of one fact of that section."""
    if section not in SECTIONS:
        raise ValueError(f"no section {section}")

    def mark(test: Test) -> Test:
        FACTS[section] += 1
        return test

    return mark
