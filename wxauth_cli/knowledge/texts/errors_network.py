"""Sentences of the network errors."""

from wxauth_cli.core.text import Text

TEXTS: dict[str, Text] = {}
