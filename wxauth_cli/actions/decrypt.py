"""`wxauth decrypt`: one bundle, or a file of them."""

from __future__ import annotations

from collections.abc import Sequence

from wxauth_cli.actions.bundle_input import field_text, hide_keys, one_stdin, read_bundle, remembered_keys, with_keys
from wxauth_cli.actions.context import Context
from wxauth_cli.actions.decrypt_one import decided
from wxauth_cli.core.bundle import Bundle
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.report import Report


def decrypt(
    run: Context,
    *,
    source: str | None,
    iv: str | None,
    encrypted_data: str | None,
    session_keys: Sequence[str],
    openid: str | None,
    appid: str | None,
    max_age_s: float | None,
    jsonl: str | None,
) -> Report:
    """Open a bundle and say what came of it; with `jsonl` one bundle a line."""
    one_stdin(source, iv, encrypted_data, *session_keys, jsonl)
    if jsonl is not None and (source or iv or encrypted_data):
        raise UsageError("jsonl-alone")
    if jsonl is None and not (source or encrypted_data or iv):
        raise UsageError("nothing-to-decrypt")
    keys = [field_text(run, key) or "" for key in session_keys]
    if jsonl is not None:
        from wxauth_cli.actions.decrypt_batch import decrypt_lines

        remembered = remembered_keys(run, openid, appid) if openid else ()
        return decrypt_lines(run, jsonl, keys, remembered, appid, max_age_s)
    bundle = read_bundle(run, source) if source else Bundle()
    bundle = bundle._replace(
        encrypted_data=field_text(run, encrypted_data) or bundle.encrypted_data,
        iv=field_text(run, iv) or bundle.iv,
    )
    bundle = with_keys(bundle, keys)
    hide_keys(bundle)
    remembered = remembered_keys(run, openid, appid or bundle.appid) if openid else ()
    return decided(run, bundle, bool(keys), remembered, appid, max_age_s)
