"""The command tree: which words there are, and where their functions stand. Nothing is imported here."""

from __future__ import annotations

from typing import NamedTuple


class Node(NamedTuple):
    """A command, or a group of verbs. Its module is `cli/commands/<name>.py`, its texts `knowledge/texts/<name>.py`."""

    name: str
    verbs: tuple[str, ...] = ()
    """Empty: a command of one word, whose function has the module's name."""
    network: bool = False
    """Talks to WeChat: takes `--trace`."""
    stores: bool = False
    """May use the keyring: takes `--insecure-storage`."""

    @property
    def module(self) -> str:
        """Name of its module in `cli/commands`, and of its text area."""
        return self.name.replace("-", "_")


TREE: tuple[Node, ...] = (
    Node("demo", network=True),
    Node("exchange", network=True, stores=True),
    Node("phone", network=True, stores=True),
    Node("decrypt", stores=True),
    Node("signature", stores=True),
    Node("session", ("list", "show", "check", "forget", "reset"), network=True, stores=True),
    Node("access-token", ("get", "show", "check", "clear"), network=True, stores=True),
    Node("token", ("inspect", "verify", "issue"), stores=True),
    Node("trace", ("import", "show", "report", "record", "redact")),
    Node("diagnose"),
    Node("explain"),
    Node("lab"),
    Node("rid", network=True, stores=True),
    Node(
        "sandbox",
        (
            "serve",
            "run",
            "login",
            "tap",
            "user",
            "app",
            "session",
            "clock",
            "fault",
            "journal",
            "state",
            "reset",
            "switch",
            "component",
            "corp",
            "pay",
            "user-key",
            "callback",
            "event",
        ),
    ),
    Node("profile", ("add", "list", "show", "use", "remove"), stores=True),
    Node("doctor", network=True, stores=True),
    Node("purge", stores=True),
)


def node(name: str) -> Node | None:
    """The node of that name."""
    return next((item for item in TREE if item.name == name), None)


def paths() -> tuple[tuple[str, ...], ...]:
    """The words of every command: `("exchange",)`, `("access-token", "get")` …"""
    return tuple((item.name, verb) if verb else (item.name,) for item in TREE for verb in item.verbs or ("",))
