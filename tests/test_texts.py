"""Every sentence exists in both languages, with the same placeholders and equal care."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

import wxauth_cli.knowledge.texts as catalogue
from wxauth_cli.core.text import Text
from wxauth_cli.diagnose.causes import all_causes
from wxauth_cli.diagnose.lookalikes import SETS
from wxauth_cli.knowledge.topics import all_topics

AREAS = sorted(path.stem for path in Path(catalogue.__path__[0]).glob("*.py") if path.stem != "__init__")
HAN = re.compile("[\u4e00-\u9fff]")


def texts() -> Iterator[tuple[str, Text]]:
    for area in AREAS:
        for name, text in import_module(f"wxauth_cli.knowledge.texts.{area}").TEXTS.items():
            yield f"{area}.{name}", text
    for item in all_topics():
        for number, text in enumerate((item.title, *item.body, *(text for _, text in item.rows))):
            yield f"{item.id}.{number}", text
    for number, alike in enumerate(SETS):
        yield f"alike.{number}.symptom", alike.symptom
        yield f"alike.{number}.tell", alike.tell
    for cause in all_causes():
        for field in ("title", "detail", "fix"):
            yield f"{cause.slug}.{field}", getattr(cause, field)


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.quick
@pytest.mark.parametrize(("key", "text"), [pytest.param(key, text, id=key) for key, text in texts()])
def test_both_languages(key: str, text: Text) -> None:
    assert isinstance(text, Text)
    assert placeholders(text.zh) == placeholders(text.en)
    assert "" not in placeholders(text.zh)
    assert not HAN.search(re.sub("“[^”]*”", "", text.en)), "Chinese in an English sentence"
    for sentence in text:
        assert sentence == sentence.strip() or key.startswith("errors_usage.similar"), "blank at an end"
        assert sentence
    assert not re.search("[\u4e00-\u9fff][,;:?!]", text.zh), "half-width punctuation after a Chinese character"
