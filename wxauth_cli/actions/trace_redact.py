"""`wxauth trace redact`: a copy of a capture or log without secrets and persons, diagnosed as before."""

from __future__ import annotations

import gzip
import io
import os
import zlib

from wxauth_cli.actions.context import INPUT_LIMIT_BYTES, Context
from wxauth_cli.actions.output_file import write_new
from wxauth_cli.core.errors import InputError
from wxauth_cli.core.report import Report


def redact(run: Context, file: str, *, output: str, force: bool) -> Report:
    """Write `file` to `output` with made-up values in place of secrets and persons; say how many of which kind."""
    from wxauth_cli.diagnose.tokens.public_secrets import public_secret
    from wxauth_cli.trace.json_text import dumped_like, loaded
    from wxauth_cli.trace.redaction import MAX_SECRETS, Redaction, TooManySecrets

    text = _text(run, file)
    bare = text.strip()
    document = loaded(bare) if bare[:1] in ("{", "[") else None
    is_json = isinstance(document, (dict, list))
    redaction = Redaction(os.urandom(16), public_secret)
    try:
        made = redaction.run(lambda it: it.value(document) if is_json else it.log(text))
    except TooManySecrets:
        raise InputError("redact-too-many", limit=MAX_SECRETS) from None
    if is_json:
        made = text if made == document else text.replace(bare, dumped_like(made, bare))
    counts = redaction.names.counts
    write_new(output, made, force=force)
    kinds = ", ".join(f"{run.t(f'trace.redact.kind.{kind}')} {count}" for kind, count in counts.items())
    run.notify(run.t("trace.redact.summary", kinds=kinds) if counts else run.t("trace.redact.nothing"))
    if not is_json and bare[:1] in ("{", "[") and '"entries"' in text[:65536]:
        run.notify(run.t("trace.redact.broken"))
    return Report(
        command="trace redact",
        data={"output": output, "format": "json" if is_json else "text", "replaced": counts},
    )


def _text(run: Context, file: str) -> str:
    """The text of a capture, unpacked and decoded. InputError if it is none, or too large."""
    from wxauth_cli.trace.text_stream import TextStream

    data = run.read_input(file)
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(INPUT_LIMIT_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            raise InputError("not-text", name=file) from None
        if len(data) > INPUT_LIMIT_BYTES:
            raise InputError("input-too-large", limit=INPUT_LIMIT_BYTES)
    stream = TextStream(io.BytesIO(data))
    parts = list(iter(stream.read, ""))
    text = "".join(parts)
    if not text.strip():
        raise InputError("input-empty")
    if stream.garbled or "\0" in text:
        raise InputError("not-text", name=file)
    return text
