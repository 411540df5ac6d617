"""`wxauth trace redact`: a copy of a capture or log without secrets and persons, diagnosed as before."""

from __future__ import annotations

import io
import os
import re
from typing import TYPE_CHECKING

from wxauth_cli.actions.context import INPUT_LIMIT_BYTES, Context
from wxauth_cli.actions.output_file import write_new
from wxauth_cli.core.errors import InputError
from wxauth_cli.core.report import Report

if TYPE_CHECKING:
    from wxauth_cli.trace.text_stream import TextStream

_HAR = re.compile(r'\{\s*"log"\s*:\s*\{')


def redact(run: Context, file: str, *, output: str, force: bool) -> Report:
    """Write `file` to `output` with made-up values in place of secrets and persons; say how many of which kind.

    A HAR that breaks off is closed; InputError `capture-broken-har` if it is broken elsewhere, because what stands
    where can then not be told.
    """
    from wxauth_cli.diagnose.tokens.public_secrets import public_secret
    from wxauth_cli.trace.json_text import dumped_like, loaded
    from wxauth_cli.trace.redaction import MAX_SECRETS, Redaction, TooManySecrets

    text, stream = _text(run, file)
    bare = text.strip()
    document = loaded(bare) if bare[:1] in ("{", "[") else None
    is_json = isinstance(document, (dict, list))
    if not is_json and _HAR.match(bare):
        text = bare = _closed(bare, file)
        document, is_json = loaded(bare), True
        run.notify(run.t("trace.redact.cut"))
    elif stream.cut:
        run.notify(run.t("trace.notice.cut", name=file))
    redaction = Redaction(os.urandom(16), public_secret)
    try:
        made = redaction.run(lambda it: it.value(document) if is_json else it.log(text))
    except TooManySecrets:
        raise InputError("redact-too-many", limit=MAX_SECRETS) from None
    if is_json:
        made = text if made == document else text.replace(bare, dumped_like(made, bare))
    counts = redaction.names.counts
    write_new(output, stream.mark + made.encode(stream.encoding, "surrogatepass"), force=force)
    kinds = ", ".join(f"{run.t(f'trace.redact.kind.{kind}')} {count}" for kind, count in counts.items())
    run.notify(run.t("trace.redact.summary", kinds=kinds) if counts else run.t("trace.redact.nothing"))
    return Report(
        command="trace redact",
        data={"output": output, "format": "json" if is_json else "text", "replaced": counts},
    )


def _text(run: Context, file: str) -> tuple[str, TextStream]:
    """The text of a capture, unpacked and decoded, and how it was written. InputError if it is none, or too large."""
    from wxauth_cli.trace.text_stream import TextStream

    stream = TextStream(io.BytesIO(run.read_input(file)))
    parts: list[str] = []
    while part := stream.read():
        parts.append(part)
        if stream.decoded_bytes > INPUT_LIMIT_BYTES:
            raise InputError("input-too-large", limit=INPUT_LIMIT_BYTES)
    text = "".join(parts)
    if stream.garbled or "\0" in text:
        raise InputError("not-text", name=file)
    if not text.strip():
        raise InputError("not-text" if stream.cut else "input-empty", name=file)
    return text, stream


def _closed(text: str, file: str) -> str:
    from wxauth_cli.trace.cut_json import closed

    made = closed(text)
    if made is None:
        raise InputError("redact-broken-har", path=file)
    return made
