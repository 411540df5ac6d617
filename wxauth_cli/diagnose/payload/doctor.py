"""The payload doctor: opens a bundle, and where it does not open, says why and with what change it would.

A bundle that simply opens loads nothing of the search. Whatever is tried, only `proof` decides: valid padding, UTF-8,
a JSON object and a watermark. Under a wrong key nothing is ever called repaired.
"""

from __future__ import annotations

from collections.abc import Sequence

from wxauth_cli.core.bundle import Bundle
from wxauth_cli.core.text import Lang
from wxauth_cli.diagnose.payload import fields
from wxauth_cli.diagnose.payload.examination import Examination, Question
from wxauth_cli.diagnose.payload.proof import Opened, open_payload
from wxauth_cli.diagnose.payload.readings import strict


def examine(
    bundle: Bundle,
    *,
    lang: Lang,
    appid: str | None = None,
    keys: Sequence[str] = (),
    max_age_s: float | None = None,
    now: float | None = None,
) -> Examination:
    """Open `bundle` with its own keys and with `keys`, one after the other.

    `appid`: what the watermark has to name (else the bundle's own). `max_age_s`: how old the watermark may be at `now`
    (Unix seconds); without it age is no fault. Never raises for what stands in the bundle.
    """
    own = () if fields.is_absent(bundle.session_key) else (bundle.session_key or "",)
    # An absent one keeps its place in the list, so that places are the user's.
    listed = tuple("" if fields.is_absent(key) else key for key in (*bundle.session_keys, *keys))
    question = Question(lang, bundle, (*own, *listed), len(own), appid or bundle.appid, max_age_s, now)
    opened = _as_given(question)
    if opened is not None:
        from wxauth_cli.diagnose.payload.verdict import opened_as_given

        return opened_as_given(question, *opened)
    from wxauth_cli.diagnose.payload.search_repairs import not_as_given

    return not_as_given(question)


def _as_given(question: Question) -> tuple[int, Opened] | None:
    """The first key that opens the bundle without anything undone, and what came out."""
    bundle = question.bundle
    data, iv = strict(bundle.encrypted_data or ""), strict(bundle.iv or "")
    if not data or iv is None or len(iv) != 16 or len(data) % 16:
        return None
    for number, text in enumerate(question.keys):
        key = strict(text)
        if key is not None and len(key) == 16:
            opened = open_payload(data, key, iv)
            if opened.value is not None:
                return number, opened
    return None
