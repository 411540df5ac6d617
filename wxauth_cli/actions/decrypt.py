"""`wxauth decrypt`: one bundle, or a file of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wxauth_cli.actions.bundle_input import (
    expected_appid,
    field_text,
    hide_keys,
    one_stdin,
    read_bundle,
    remembered_keys,
    with_keys,
)
from wxauth_cli.actions.context import Context
from wxauth_cli.core.bundle import Bundle
from wxauth_cli.core.errors import ExitCode, InputError, UsageError
from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.report import ErrorView, Report
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.diagnose.causes import cause
from wxauth_cli.diagnose.payload.doctor import examine
from wxauth_cli.diagnose.payload.examination import Examination

PHONE_FIELDS = frozenset({"phoneNumber", "purePhoneNumber", "telNumber"})
"""Fields of a plaintext that hold a phone number."""


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


def decided(
    run: Context,
    bundle: Bundle,
    keys_given: bool,
    remembered: tuple[tuple[str, float], ...],
    appid: str | None,
    max_age_s: float | None,
) -> Report:
    """The report on one bundle. InputError where a required field is absent."""
    examination = examine(
        bundle,
        lang=run.lang,
        appid=expected_appid(run, appid, bundle),
        keys=[key for key, _ in remembered],
        max_age_s=max_age_s,
        now=run.clock.now(),
    )
    examination, place = _without_remembered(examination, len(bundle.session_keys))
    data = data_of(examination, keys_given, bundle)
    if place is not None:
        data = {**data, "key_source": "remembered", "key_index": place, "key_obtained_at": int(remembered[place][1])}
        if place:
            older = _older_key(run, place)
            examination = replace(examination, findings=(*examination.findings, older))
    if examination.error_code in ("encrypted-data-missing", "session-key-missing", "iv-missing"):
        raise InputError(examination.error_code, data=data, findings=examination.findings)
    error = None
    if examination.error_code is not None:
        code = examination.error_code
        error = ErrorView(
            code,
            run.t(f"decrypt.error.{code}", place=examination.place or 1),
            run.t(f"decrypt.error.{code}.hint"),
        )
    partial = examination.partial
    if partial is not None and not run.reveal:
        from wxauth_cli.diagnose.payload.partial import mask_numbers

        partial = mask_numbers(partial)
    return Report(
        command="decrypt",
        data={**data, "partial": partial},
        findings=examination.findings,
        ok=examination.ok,
        exit_code=ExitCode.DONE if examination.ok else ExitCode.VERDICT,
        error=error,
    )


def _older_key(run: Context, place: int) -> Finding:
    """The newest remembered key does not open it and one before does: named, though the payload opens."""
    evidence = Evidence("session_key", run.t("payload.older-remembered-key", place=place))
    return cause("session-key-stale-relogin").finding(
        run.lang, Confidence.CERTAIN, (evidence,), severity=Severity.WARNING
    )


def _without_remembered(examination: Examination, own: int) -> tuple[Examination, int | None]:
    """The examination with `key_index` counted in the bundle's own list, and the place among remembered keys."""
    index = examination.key_index
    if index is None or index < own:
        return examination, None
    return replace(examination, key_index=None), index - own


def data_of(examination: Examination, keys_given: bool, bundle: Bundle) -> dict[str, object]:
    """`data` of the JSON document, phone numbers as `Secret`."""
    fits = examination.plaintext is not None
    source = ("option" if keys_given else "bundle") if fits else None
    plaintext = examination.plaintext
    return {
        "plaintext": hide_phones(plaintext) if plaintext is not None else None,
        "partial": None,
        "kind": examination.kind,
        "watermark": examination.watermark,
        "watermark_age_s": examination.watermark_age_s,
        "repairs": list(examination.repairs),
        "key_index": examination.key_index,
        "key_source": source,
        "reason": examination.reason,
    }


def hide_phones(value: object) -> object:
    """A copy of a JSON value with every phone number as `Secret`."""
    if isinstance(value, Mapping):
        return {
            key: Secret(str(item), SecretKind.PHONE)
            if key in PHONE_FIELDS and isinstance(item, (str, int)) and not isinstance(item, bool)
            else hide_phones(item)
            for key, item in value.items()
        }
    return [hide_phones(item) for item in value] if isinstance(value, list) else value
