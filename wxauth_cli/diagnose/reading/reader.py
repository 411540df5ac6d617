"""Several inputs -> one case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from wxauth_cli.core.codes import tidy
from wxauth_cli.core.rid import Rid
from wxauth_cli.core.shapes import recognise
from wxauth_cli.core.strict_json import StrictJsonError, loads_lenient
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.case import Call, Case, SeenCode, SeenError, code_of, codes_in
from wxauth_cli.diagnose.reading.item import Item
from wxauth_cli.diagnose.reading.mentions import MANY
from wxauth_cli.diagnose.reading.objects import items_in
from wxauth_cli.diagnose.reading.speech import LONGEST, Said
from wxauth_cli.diagnose.reading.text import items_in_text
from wxauth_cli.diagnose.reading.values import is_code
from wxauth_cli.diagnose.signs import signs_in

MAX_BUNDLES = 50
MAX_JSON_LINES = 5_000
MAX_ERRORS = 300
MAX_CALLS = 300
"""What the rules look at; a log repeats itself, and its first errors and requests say what the rest says."""
MAX_ALIKE = 3
"""Equal errors that are kept."""
_SHAPED = ("rid", "jwt", "jwe", "access_token", "session_key", "openid", "appid", "login_code", "phone_code")


class Reading(NamedTuple):
    """What the inputs were recognised as, and the case that they make."""

    items: tuple[tuple[int, Item], ...]
    """Number of the input, from 0, and what was found in it."""
    unread: tuple[int, ...]
    """Numbers of inputs in which nothing was recognised."""
    skipped: int
    """Errors older than `since`."""
    case: Case


def read(
    texts: Sequence[tuple[str, str]],
    *,
    lang: Lang,
    now: float,
    appid: str | None = None,
    notes: Iterable[str] = (),
    since: float | None = None,
) -> Reading:
    """The case that these inputs make: pairs of a name (shown in evidence; may be empty) and a text.

    `since` (Unix seconds) drops errors whose rid is older. An input that was given twice counts once.
    """
    items: list[tuple[int, Item]] = []
    unread: list[int] = []
    said = [note for note in notes if note.strip()]
    seen: set[str] = set()
    skipped = 0
    for number, (name, text) in enumerate(texts):
        if text in seen:
            continue
        seen.add(text)
        found = _items(name, text)
        if not found:
            unread.append(number)
        for item in found:
            if since is not None and _time(item) is not None and (_time(item) or 0) < since:
                skipped += 1
                continue
            items.append((number, item))
        if found and any(item.line is not None for item in found) and len(text) <= 100_000:
            said.append(Said(text).asserted() if len(text) <= LONGEST else text)
    items, doubted = _sure_ones(items)
    telling = [item for _, item in items if item.kind in _TELLING]
    hearsay = bool(telling) and all(item.hearsay for item in telling)
    case = replace(_case(items, lang, now, appid, said), doubted=doubted, hearsay=hearsay)
    return Reading(tuple(items), tuple(unread), skipped, case)


_TELLING = frozenset(
    {"error", "errmsg", "client-error", "sample-code-error", "decrypt-error", "sign", "backend-answer"}
)


def _sure_ones(items: list[tuple[int, Item]]) -> tuple[list[tuple[int, Item]], bool]:
    """What is said to happen, without what is only asked about; the latter alone if there is nothing else.

    Then the second value is true. Many different numbers that are only asked about are a list of codes.
    """
    doubted = [item for _, item in items if item.doubted]
    if not doubted:
        return items, False
    sure = any(item.kind in _TELLING and not item.doubted for _, item in items)
    listed = {item.error.errcode for item in doubted if item.error is not None}
    if sure or len(listed) >= MANY:
        return [(number, item) for number, item in items if not item.doubted], False
    return items, True


def _items(name: str, text: str) -> list[Item]:
    stripped = text.strip().strip("\ufeff")
    if not stripped:
        return []
    if stripped[0] in "{[":
        values = _json_values(stripped)
        if values:
            found = [item for value in values for item in _of_json(name, value)]
            return [item for item in found if item.error is None] if _is_a_table(found) else found
    if len(stripped) <= 20_000 and "\n" not in stripped:
        single = _single(name, stripped)
        if single is not None:
            signs = signs_in(stripped, where=name) if single.kind == "jwt" else []
            return [single, *(Item("sign", line, place, sign=sign) for place, line, sign in signs)]
    elif len(stripped) <= 20_000:
        shape = recognise(stripped)
        if shape.kind in ("jwt", "jwe") and "surrounding-text" not in shape.mended:
            return [Item(shape.kind, 1, token=stripped)]
    return items_in_text(text, where=name)


def _is_a_table(items: Sequence[Item]) -> bool:
    """Whether the errors are a list of what there is: many numbers, each once, none with WeChat's words or a rid."""
    errors = [item.error for item in items if item.error is not None]
    numbers = {error.errcode for error in errors}
    return len(errors) == len(numbers) >= MANY and not any(error.errmsg or error.rid for error in errors)


def _json_values(text: str) -> list[object]:
    """The one JSON value of a text, or one for each of its lines; nothing where any of it is something else."""
    whole = _json_value(text)
    if whole is not None:
        return [whole]
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_JSON_LINES or any(line.lstrip()[0] not in "{[" for line in lines):
        return []
    values = [_json_value(line) for line in lines]
    return [] if None in values else list(values)


def _json_value(text: str) -> object:
    try:
        value, notes = loads_lenient(text.strip())
    except StrictJsonError:
        return None
    whole = isinstance(value, (dict, list)) and not any(note.code == "trailing-data" for note in notes)
    return value if whole else None


def _of_json(name: str, value: object) -> list[Item]:
    found: list[Item] = []
    for item, _ in items_in(value):
        if isinstance(item, Item):
            found.append(_named(item, name))
        elif any(sign in item for sign in ("errcode", "errCode", "rid:", "eyJ", ":fail", "rror", "xception")):
            inner = item.strip()
            if inner[:1] == "{":
                nested = _json_value(inner)
                if isinstance(nested, dict):
                    found.extend(_named(one, name) for one, _ in items_in(nested) if isinstance(one, Item))
                    continue
            found.extend(items_in_text(item, where=name))
    return found


def _named(item: Item, name: str) -> Item:
    """The item with the input's name before its place, so that evidence from several files can be told apart."""
    if not name:
        return item
    if item.error is not None:
        return replace(item, error=replace(item.error, where=f"{name} {item.error.where}"))
    if item.code is not None:
        return replace(item, code=replace(item.code, where=f"{name} {item.code.where}"))
    if item.sign is not None:
        return replace(item, sign=replace(item.sign, where=f"{name} {item.sign.where}"))
    return item


def _single(name: str, text: str) -> Item | None:
    """A text of one line that is one value."""
    bare, around = tidy(text)
    if is_code(bare):
        quotes = tuple(word for word in around if word)
        return Item("code", 1, code=replace(code_of(text, where=name or "code"), stripped=quotes))
    shape = recognise(text)
    if shape.kind in ("jwt", "jwe"):
        # Inside a sentence the text around it is read as well.
        return None if "surrounding-text" in shape.mended else Item(shape.kind, 1, token=text)
    if shape.kind == "rid":
        from wxauth_cli.core.rid import parse_rid

        rid = parse_rid(shape.value)
        return Item("rid", 1, rid=rid) if rid is not None else None
    if shape.kind in ("login_code", "phone_code"):
        return Item("code", 1, code=code_of(shape.value, where=name or "code"))
    if shape.kind == "appid":
        return Item("appid", 1, appid=shape.value)
    if shape.kind in _SHAPED:
        return Item(shape.kind, 1)
    return None


def _time(item: Item) -> float | None:
    if item.error is not None and item.error.rid is not None:
        return item.error.rid.time
    return item.rid.time if item.rid is not None else None


def _case(items: Sequence[tuple[int, Item]], lang: Lang, now: float, appid: str | None, notes: Sequence[str]) -> Case:
    errors: list[SeenError] = []
    calls = [item.call for _, item in items if item.call is not None]
    answered: dict[str, Call] = {}
    alike: dict[tuple[object, ...], int] = {}
    for number, item in items:
        if item.error is not None and len(errors) < MAX_ERRORS:
            sent = item.error.call.given("js_code") if item.error.call is not None else ""
            key = (number, item.error.errcode, item.error.message, item.error.endpoint, sent)
            alike[key] = alike.get(key, 0) + 1
            if alike[key] > MAX_ALIKE:
                continue
            call = item.error.call
            if call is not None:
                call = answered.setdefault(call.where, replace(call, errcode=item.error.errcode))
            errors.append(replace(item.error, source=number, call=call))
    calls = [answered.get(call.where, call) for call in calls]
    if len(calls) > MAX_CALLS:
        calls = [*(call for call in calls if call.where in answered), *calls][:MAX_CALLS]
    codes: list[SeenCode] = [item.code for _, item in items if item.code is not None]
    codes.extend(codes_in(call for call in calls if call.complete))
    rids: list[Rid] = [item.rid for _, item in items if item.rid is not None]
    rids.extend(error.rid for error in errors if error.rid is not None)
    return Case(
        lang,
        now,
        tuple(errors),
        tuple(codes),
        tuple(rids),
        tuple(calls),
        tuple(item.bundle for _, item in items if item.bundle is not None)[:MAX_BUNDLES],
        tuple(dict.fromkeys(item.session_key for _, item in items if item.session_key))[:MAX_BUNDLES],
        tuple(item.token for _, item in items if item.kind in ("jwt", "jwe")),
        tuple(notes),
        appid,
        hidden_reason=any(item.kind == "backend-answer" for _, item in items),
        signs=tuple(item.sign for _, item in items if item.sign is not None),
        answers=tuple(item.fields for _, item in items if item.fields),
    )
