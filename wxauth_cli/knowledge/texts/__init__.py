"""The program's own sentences. One module per area, each a `TEXTS` dictionary of `Text(zh, en)`.

A key is `area.name`: `t("exchange.help")` reads `TEXTS["help"]` of `knowledge/texts/exchange.py`. An area is
loaded when its first sentence is wanted, because start-up is felt at every call.
"""

from __future__ import annotations

from importlib import import_module

from wxauth_cli.core.text import Lang, Text


def lookup(key: str) -> Text | None:
    """The sentence of that key in both languages, or None."""
    area, _, name = key.partition(".")
    try:
        module = import_module(f"wxauth_cli.knowledge.texts.{area}")
    except ModuleNotFoundError:
        return None
    texts: dict[str, Text] = module.TEXTS
    return texts.get(name)


class Texts:
    """The catalogue in one language: `t(key, **params)`."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def __call__(self, key: str, /, **params: object) -> str:
        """The sentence of `key`; KeyError if there is none (a fault of ours, found by a test)."""
        text = lookup(key)
        if text is None:
            raise KeyError(key)
        return text.say(self.lang, **params)

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return lookup(key) is not None

    def pick(self, text: Text, /, **params: object) -> str:
        """`text` in this language."""
        return text.say(self.lang, **params)
