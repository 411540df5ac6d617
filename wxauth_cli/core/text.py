"""A sentence in both of the program's languages."""

from __future__ import annotations

from typing import Literal, NamedTuple

from wxauth_cli.core.gate import clean

Lang = Literal["zh", "en"]


class Text(NamedTuple):
    """One user-facing sentence, in Chinese and in English, with the same `{placeholders}`."""

    zh: str
    en: str

    def say(self, lang: Lang, **params: object) -> str:
        """The sentence in `lang`, its placeholders filled with values that passed the gate."""
        template = self.zh if lang == "zh" else self.en
        return template.format(**{name: clean(str(value)) for name, value in params.items()})
