"""Sentences in both languages at once, and the gate before the template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wxauth_cli.core.gate import clean
from wxauth_cli.core.redact import redact_text
from wxauth_cli.core.text import Text
from wxauth_cli.knowledge.texts import Texts

ZH, EN = Texts("zh"), Texts("en")


def both(key: str, /, **params: object) -> Text:
    """The sentence of that key in both languages; a parameter that is a `Text` goes into each in its language."""
    zh = {name: value.zh if isinstance(value, Text) else value for name, value in params.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in params.items()}
    return Text(ZH(key, **zh), EN(key, **en))


def same(text: object) -> Text:
    """What reads alike in both languages: a name, a number, somebody's text."""
    return Text(str(text), str(text))


def listed(*parts: Text) -> Text:
    """The parts one after the other, with each language's own comma."""
    return Text("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def gated(value: Any) -> Any:
    """A plain value in which every text has passed the redactor and the gate: the last step before the template."""
    if isinstance(value, str):
        return clean(redact_text(value))
    if isinstance(value, Text):
        return Text(gated(value.zh), gated(value.en))
    if isinstance(value, Mapping):
        return {name: gated(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [gated(item) for item in value]
    return value
