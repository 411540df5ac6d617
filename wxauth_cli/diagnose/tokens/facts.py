"""What a token rule sees, and what it says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.jwt import UnverifiedToken
from wxauth_cli.core.text import Lang, Text
from wxauth_cli.diagnose.causes import cause
from wxauth_cli.knowledge.texts.common import TEXTS as COMMON
from wxauth_cli.knowledge.texts.token_facts import TEXTS


@dataclass(frozen=True, eq=False, repr=False)
class Facts:
    """A token taken apart, the time at which it is looked at (Unix seconds; None: unknown), and the seconds by which
    its own times may be off."""

    token: UnverifiedToken
    now: float | None = None
    leeway_s: float = 0
    header: Mapping[str, object] = field(init=False)
    claims: Mapping[str, object] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "header", self.token.header or {})
        object.__setattr__(self, "claims", self.token.claims or {})


@dataclass(frozen=True, eq=False, repr=False)
class Phrase:
    """A part of a sentence with its own values, said in the run's language."""

    text: Text
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, repr=False)
class Hit:
    """A rule holds. `params` fill the sentence on what was seen; a `Phrase` among them is said in its language.

    That sentence is `lead-<slug>` of `token_facts`, or `params["what"]` alone.
    """

    confidence: Confidence = Confidence.CERTAIN
    evidence: tuple[Evidence, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    """If it differs from the cause's own."""

    def finding(self, slug: str, lang: Lang) -> Finding:
        """The finding of the cause `slug`: what was seen comes before what the cause says of it in general."""
        params = {
            name: value.text.say(lang, **value.params) if isinstance(value, Phrase) else value
            for name, value in self.params.items()
        }
        found = cause(slug).finding(lang, self.confidence, self.evidence, severity=self.severity)
        lead = TEXTS.get(f"lead-{slug}", _SEEN if "what" in params else None)
        if lead is None:
            return found
        gap = "" if lang == "zh" else " "
        return replace(found, detail=f"{lead.say(lang, **params)}{gap}{found.detail}")


_SEEN = Text("{what}。", "{what}.")


def say(name: str) -> Phrase:
    """The phrase of that name in `knowledge/texts/token_facts.py`."""
    return Phrase(TEXTS[name])


def duration(length_s: float) -> Phrase:
    """A length of time in the largest unit that gives at least two, such as “3 h” or “90 s”."""
    for unit, size_s in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if length_s >= 2 * size_s:
            return Phrase(COMMON[unit], {"n": int(length_s // size_s)})
    return Phrase(COMMON["seconds"], {"n": int(length_s)})


Check = Callable[[Facts], Iterable[Hit]]


def shown(value: object, limit: int = 80) -> str:
    """A JSON value as evidence: on one line, cut at `limit` characters."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = type(value).__name__
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def seen(where: str, value: object) -> tuple[Evidence, ...]:
    """One piece of evidence: the value that stands at `where`, such as `header.alg`."""
    return (Evidence(where, shown(value)),)


def walk(value: object, path: str = "claims") -> Iterator[tuple[str, str, object]]:
    """Every member at any depth as (path, key, value), without recursion."""
    stack: list[tuple[str, object]] = [(path, value)]
    while stack:
        here, item = stack.pop()
        if isinstance(item, Mapping):
            for key, inner in item.items():
                yield f"{here}.{key}", str(key), inner
                stack.append((f"{here}.{key}", inner))
        elif isinstance(item, (list, tuple)):
            for index, inner in enumerate(item):
                yield f"{here}[{index}]", "", inner
                stack.append((f"{here}[{index}]", inner))


def spelling(key: str) -> str:
    """A key without case, hyphens and underscores: `sessionKey` and `session_key` are the same name."""
    return key.lower().replace("_", "").replace("-", "")
