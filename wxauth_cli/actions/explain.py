"""The knowledge base: numbers, causes, texts, rids."""

from __future__ import annotations

import re
from dataclasses import replace

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.moments import iso
from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.report import Report
from wxauth_cli.core.rid import LOOKUP_DAYS, Rid, find_rid, parse_rid
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.cause import Cause
from wxauth_cli.diagnose.causes import all_causes, cause
from wxauth_cli.diagnose.endpoints import endpoint_of_name, names
from wxauth_cli.diagnose.explaining import cause_data, causes_of, similar, slug_of, without_params
from wxauth_cli.knowledge import errcodes, topics

_NUMBER_INSIDE = lazy_pattern(r"(?:err_?code|errno|错误码)\s{0,4}[:=：]?\s{0,4}(-?[0-9]{1,9})(?![0-9])", re.I)
_SPOKEN = lazy_pattern(r"(?<![0-9A-Za-z._-])-?[0-9]{4,8}(?![0-9A-Za-z._-])")
MAX_TOPICS = 5
_NUMBER = lazy_pattern(r"(?:err_?code|errno)?\s{0,4}[:=]?\s{0,4}(-?[0-9]{1,9})", re.I)


def explain(
    run: Context, what: str, *, api: str | None = None, all_known: bool = False, markdown: bool = False
) -> Report:
    """What `what` is: an errcode, a cause, a topic, a rid, or the text of an error. InputError `explain-unknown` if
    none of them. `markdown`: for pasting into an issue or a chat, in `data.markdown`."""
    report = _explain(run, what, api, all_known)
    if not markdown:
        return report
    from wxauth_cli.diagnose.markdown import markdown_of

    return replace(report, data={**(report.data or {}), "markdown": markdown_of(report.data or {}, run.t)})


def _explain(run: Context, what: str, api: str | None, all_known: bool) -> Report:
    endpoint = _endpoint(api)
    what = what.strip()
    if all_known or not what:
        return _list(run)
    number = _NUMBER.fullmatch(what)
    if number is not None:
        entries = errcodes.lookup(int(number.group(1)), api=endpoint)
        if entries:
            # An endpoint belongs to one side: the same number of another side is another matter.
            here = [entry for entry in entries if endpoint is None or entry.scope == entries[0].scope]
            return _codes(run, tuple(here), endpoint)
    else:
        rid = parse_rid(what.removeprefix("rid:").strip())
        if rid is not None:
            return _rid(run, rid)
        slug = slug_of(what)
        if slug is not None:
            return _cause(run, cause(slug))
        named = topics.topic(what)
        if named is not None:
            return _topic(run, named)
        found = _in_text(run, what, endpoint)
        if found is not None:
            return found
        inside = _NUMBER_INSIDE.search(what[:2_000])
        entries = errcodes.lookup(int(inside.group(1)), api=endpoint) if inside is not None else ()
        if entries:
            return _codes(run, tuple(entries), endpoint)
        slug = _diagnosed(run, what)
        if slug is not None:
            return _cause(run, cause(slug))
        about = topics.search(what)
        if about:
            return _topic(run, about[0], about[1:MAX_TOPICS])
        spoken = _number_spoken(what, endpoint)
        if spoken:
            return _codes(run, spoken, endpoint)
        words = _by_words(run, what, endpoint)
        if words is not None:
            return words
    near = similar(what)
    raise InputError(
        "explain-unknown",
        what=what[:80],
        similar=run.t("errors_usage.similar", names=" / ".join(near)) if near else "",
    )


def _diagnosed(run: Context, what: str) -> str | None:
    """The cause that the words themselves name, as `diagnose` reads them; None where nothing or only a login's
    failure as such is said."""
    from wxauth_cli.diagnose.engine import diagnose as judge
    from wxauth_cli.diagnose.reading import read

    reading = read([("", what)], lang=run.lang, now=run.clock.now())
    if not reading.items:
        return None
    return next((finding.id for finding in judge(reading.case).findings), None)


def _number_spoken(what: str, endpoint: str | None) -> tuple[errcodes.ErrCode, ...]:
    """The entries of the only known number in running words."""
    numbers = {int(match.group()) for match in _SPOKEN.finditer(what[:2_000])}
    found = [entries for number in sorted(numbers) if (entries := errcodes.lookup(number, api=endpoint))]
    return found[0][:1] if len(found) == 1 else ()


def _by_words(run: Context, what: str, endpoint: str | None) -> Report | None:
    """What the program's own texts say about these words."""
    from wxauth_cli.diagnose.word_search import search

    best = next(iter(search(what)), None)
    if best is None:
        return None
    if best.kind == "cause":
        return _cause(run, cause(best.id))
    if best.kind == "topic":
        named = topics.topic(best.id)
        return _topic(run, named) if named is not None else None
    return _codes(run, errcodes.lookup(int(best.id), api=endpoint)[:1], endpoint)


def _endpoint(api: str | None) -> str | None:
    if api is None:
        return None
    known = endpoint_of_name(api)
    named = {name for entry in errcodes.all_codes() for name in entry.apis}
    if known is None and api not in named:
        raise UsageError("unknown-api", name=api, names=", ".join(names()))
    return known or api


def _in_text(run: Context, what: str, endpoint: str | None) -> Report | None:
    """An error JSON, a log line, or an errmsg."""
    from wxauth_cli.diagnose.reading import read

    found: dict[tuple[str, int], errcodes.ErrCode] = {}
    for _, item in read([("", what)], lang=run.lang, now=run.clock.now()).items:
        error = item.error
        if error is None:
            continue
        at = endpoint or error.endpoint
        matches = (
            errcodes.lookup(error.errcode, api=at)
            if error.errcode is not None
            else errcodes.match_errmsg(error.message)
        )
        same = [entry for entry in matches if entry.scope == error.scope] or list(matches)
        for entry in same if error.errcode is None else same[:1]:
            found.setdefault((entry.scope, entry.code), entry)
    if not found:
        matches = errcodes.match_errmsg(what) or errcodes.match_part(what)
        found = {(entry.scope, entry.code): entry for entry in matches}
    rid = find_rid(what)
    if found:
        return _codes(run, tuple(found.values()), endpoint, rid)
    return _rid(run, rid) if rid is not None else None


def _codes(run: Context, entries: tuple[errcodes.ErrCode, ...], endpoint: str | None, rid: Rid | None = None) -> Report:
    return Report(
        command=run.command,
        data={
            "kind": "errcode",
            "api": endpoint,
            "entries": [_entry(run, entry, endpoint) for entry in entries],
            **({"rid": _rid_data(run, rid)} if rid is not None else {}),
        },
    )


def _entry(run: Context, entry: errcodes.ErrCode, endpoint: str | None) -> dict[str, object]:
    chosen = errcodes.meaning(entry, endpoint)
    return {
        "errcode": entry.code,
        "scope": entry.scope,
        "errmsg": entry.errmsg,
        "literal": entry.literal,
        "apis": list(entry.apis),
        "cause": chosen.cause.say(run.lang),
        "fix": chosen.fix.say(run.lang),
        "meanings": [
            {"apis": list(item.apis), "cause": item.cause.say(run.lang), "fix": item.fix.say(run.lang)}
            for item in entry.meanings
        ],
        "source": entry.source,
        "confidence": entry.confidence,
        "causes": [
            {"id": finding.id, "confidence": finding.confidence.value, "title": without_params_of(run, finding.id)}
            for finding in causes_of(entry.code, endpoint=endpoint, scope=entry.scope, lang=run.lang)
        ],
    }


def without_params_of(run: Context, slug: str) -> str:
    """The title of a cause without values that only a case could give."""
    return without_params(cause(slug).title, run.lang)


def _cause(run: Context, known: Cause) -> Report:
    return Report(command=run.command, data=cause_data(known, run.lang))


def _topic(run: Context, item: topics.Topic, others: tuple[topics.Topic, ...] = ()) -> Report:
    return Report(command=run.command, data=topic_data(item, run.lang, others))


def topic_data(item: topics.Topic, lang: Lang, others: tuple[topics.Topic, ...] = ()) -> dict[str, object]:
    """A topic as plain data; `others`: topics that the same words could mean."""
    return {
        "kind": "topic",
        "id": item.id,
        "group": item.group,
        "title": item.title.say(lang),
        "text": [paragraph.say(lang) for paragraph in item.body],
        "rows": [{"what": what, "text": text.say(lang)} for what, text in item.rows],
        "see": [*item.see, *(other.id for other in others)],
        "source": item.source,
    }


def _rid(run: Context, rid: Rid) -> Report:
    return Report(command=run.command, data={"kind": "rid", "rid": _rid_data(run, rid)})


def _rid_data(run: Context, rid: Rid) -> dict[str, object]:
    age = run.clock.now() - rid.time
    return {
        "rid": rid.text,
        "time": iso(rid.time),
        "time_beijing": iso(rid.time + 8 * 3600).replace("Z", "+08:00"),
        "age_s": round(age),
        "lookup_open": 0 <= age <= LOOKUP_DAYS * 86400,
    }


def _list(run: Context) -> Report:
    return Report(
        command=run.command,
        data={
            "kind": "list",
            "causes": [
                {
                    "id": item.slug,
                    "title": without_params(item.title, run.lang),
                    "severity": item.severity.value,
                    "step": item.step,
                    "rules": list(item.refs),
                }
                for item in all_causes()
            ],
            "errcodes": [
                {
                    "errcode": entry.code,
                    "scope": entry.scope,
                    "errmsg": entry.errmsg,
                    "cause": entry.cause.say(run.lang),
                }
                for entry in errcodes.all_codes()
            ],
            "topics": [
                {"id": item.id, "group": item.group, "title": item.title.say(run.lang)} for item in topics.all_topics()
            ],
        },
    )
