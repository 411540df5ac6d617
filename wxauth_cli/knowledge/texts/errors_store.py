"""Sentences of the store errors."""

from wxauth_cli.core.text import Text

TEXTS: dict[str, Text] = {}
