"""What is known about a cause or a number, without a case at hand."""

from __future__ import annotations

from importlib import import_module

from wxauth_cli.core.findings import Finding
from wxauth_cli.core.text import Lang, Text
from wxauth_cli.diagnose import causes
from wxauth_cli.diagnose.cause import Cause
from wxauth_cli.diagnose.causes import all_causes, cause, slugs
from wxauth_cli.diagnose.lookalikes import lookalikes
from wxauth_cli.knowledge import errcodes


def without_params(text: Text, lang: Lang) -> str:
    """The sentence with an ellipsis for each value that only a case could give."""
    return (text.zh if lang == "zh" else text.en).format_map(_Unsaid())


class _Unsaid(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


ALIASES = {"no-exp-or-long": "exp-missing"}
"""Former or wider names of causes that are told apart more finely here."""


def slug_of(word: str) -> str | None:
    """The slug that `word` means: itself in any case and with either dash, or the code of a rule (`J28`); else None."""
    plain = word.strip().lower().replace("_", "-")
    plain = ALIASES.get(plain, plain)
    if plain in slugs():
        return plain
    rule = word.strip().upper()
    # Where a rule has a special case of its own, the rule itself is the shorter name.
    return min((cause.slug for cause in all_causes() if rule in cause.refs), key=len, default=None)


def cause_data(known: Cause, lang: Lang) -> dict[str, object]:
    """A cause as plain data: texts without a case's values, what looks like it, how to see it."""
    return {
        "kind": "cause",
        "id": known.slug,
        "title": without_params(known.title, lang),
        "detail": without_params(known.detail, lang),
        "fix": without_params(known.fix, lang),
        "severity": known.severity.value,
        "step": known.step,
        "rules": list(known.refs),
        "lookalikes": [
            {
                "symptom": alike.symptom.say(lang),
                "tell": alike.tell.say(lang),
                "causes": [
                    {"id": slug, "title": without_params(cause(slug).title, lang)}
                    for slug in alike.slugs
                    if slug != known.slug
                ],
            }
            for alike in lookalikes(known.slug)
        ],
        "reproduce": f"wxauth lab {known.slug}" if _is_played(known.slug) else None,
    }


def _is_played(slug: str) -> bool:
    """Whether the cause's module tells how to make it happen."""
    return hasattr(import_module(f"{causes.__name__}.{slug.replace('-', '_')}"), "SCENARIO")


def causes_of(errcode: int, *, endpoint: str | None, scope: str, lang: Lang) -> tuple[Finding, ...]:
    """What this number alone, from this endpoint, can come from: findings, the likeliest first."""
    from wxauth_cli.diagnose.case import Case, error_of
    from wxauth_cli.diagnose.engine import rank, rule_findings
    from wxauth_cli.diagnose.numbers import CAUSES_BY_NUMBER

    found = errcodes.lookup(errcode, api=endpoint, scope=scope)
    errmsg = found[0].errmsg.partition("{")[0].rstrip(", ") if found else ""
    error = error_of(errcode, errmsg, where="errcode", endpoint=endpoint)
    if error.scope != scope:
        return ()
    possible = [cause(slug) for slug in CAUSES_BY_NUMBER.get(errcode, ())]
    return rank(rule_findings(Case(lang, 0.0, errors=(error,)), possible))


def similar(word: str) -> tuple[str, ...]:
    """Slugs and numbers that are spelt much like `word`, at most five."""
    from difflib import get_close_matches

    numbers = [str(entry.code) for entry in errcodes.all_codes()]
    plain = word.strip().lower()[:80]
    names = [*get_close_matches(plain, slugs(), n=3, cutoff=0.5), *get_close_matches(plain, numbers, n=3, cutoff=0.75)]
    contained = [slug for slug in slugs() if len(plain) > 3 and plain in slug]
    return tuple(dict.fromkeys([*contained, *names]))[:5]
