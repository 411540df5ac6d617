"""What people ask about the login besides numbers and causes: scopes, privacy, the profile's history, sessions."""

from __future__ import annotations

import re
from functools import cache

from wxauth_cli.knowledge.topics.model import Topic

__all__ = ["Topic", "all_topics", "search", "topic"]


@cache
def all_topics() -> tuple[Topic, ...]:
    """Every topic, group by group."""
    from wxauth_cli.knowledge.topics import client_errnos, everyday, login_state, privacy, profile, scopes

    return (
        *login_state.TOPICS,
        *profile.TOPICS,
        *scopes.TOPICS,
        *privacy.TOPICS,
        *client_errnos.TOPICS,
        *everyday.TOPICS,
    )


def topic(name: str) -> Topic | None:
    """The topic of that id or name, in any case; None if there is none."""
    plain = _plain(name)
    for item in all_topics():
        if plain in (item.id.lower(), *(_plain(other) for other in item.names)):
            return item
    return None


def search(text: str) -> tuple[Topic, ...]:
    """The topics whose words all stand in `text`, those with the most words first."""
    low = text[:2_000].lower()
    found = [
        item for item in all_topics() if item.words and all(re.search(expression, low) for expression in item.words)
    ]
    return tuple(sorted(found, key=lambda item: -len(item.words)))


def _plain(name: str) -> str:
    return " ".join(name.strip().lower().removeprefix("wx.").split()).rstrip("?？ ")
