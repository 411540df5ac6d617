"""What the process gives to a run: environment, streams, clock, and what tests put in their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from wxauth_cli.actions.context import Clock, Context, Streams
from wxauth_cli.core.text import Lang
from wxauth_cli.knowledge.texts import Texts

if TYPE_CHECKING:
    import httpcore

    from wxauth_cli.stores import Stores


class Invocation(NamedTuple):
    """One call of the program."""

    argv: tuple[str, ...]
    env: Mapping[str, str]
    streams: Streams
    clock: Clock
    network: httpcore.NetworkBackend | None = None
    open_stores: Callable[[Context], Stores] | None = None

    @property
    def lang(self) -> Lang:
        """`--lang`, read before help is built, else `WXAUTH_LANG`, else the locale."""
        return language(_options(self.argv), self.env)

    @property
    def t(self) -> Texts:
        """The sentences in that language."""
        return Texts(self.lang)

    @property
    def as_json(self) -> bool:
        """Whether `--json` stands anywhere: usage errors obey it too."""
        return "--json" in _options(self.argv)


def _options(argv: tuple[str, ...]) -> tuple[str, ...]:
    """What stands before `--`; behind it are arguments, such as the command of `sandbox run`."""
    return argv[: argv.index("--")] if "--" in argv else argv


def language(argv: Sequence[str], env: Mapping[str, str]) -> Lang:
    """zh where asked for or where the locale is Chinese, else en."""
    for index, word in enumerate(argv):
        wanted = word[7:] if word.startswith("--lang=") else ""
        if word == "--lang" and index + 1 < len(argv):
            wanted = argv[index + 1]
        if wanted in ("zh", "en"):
            return cast(Lang, wanted)
    for name in ("WXAUTH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
