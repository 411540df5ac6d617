"""What a topic is: something that is neither a number nor a cause, and that everybody asks about the login."""

from __future__ import annotations

from typing import NamedTuple

from wxauth_cli.core.text import Text


class Topic(NamedTuple):
    """One topic of `explain`."""

    id: str
    group: str
    """`scope`, `privacy`, `errno`, `profile` or `login`."""
    title: Text
    body: tuple[Text, ...]
    """Paragraphs, the answer first."""
    source: str
    """The page on which the facts stand."""
    names: tuple[str, ...] = ()
    """Other exact names that mean it, in any case."""
    words: tuple[str, ...] = ()
    """Expressions that free text must hold to mean it: each one of them."""
    rows: tuple[tuple[str, Text], ...] = ()
    """A table: what (a date, a number, a name), and what is to be said of it."""
    see: tuple[str, ...] = ()
    """Topics, causes and numbers to read on: what one types after `explain`."""
