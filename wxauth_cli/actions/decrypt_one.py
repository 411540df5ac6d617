"""One bundle decided: opened, judged, and put into a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wxauth_cli.actions.bundle_input import expected_appid
from wxauth_cli.actions.context import Context
from wxauth_cli.core.bundle import Bundle
from wxauth_cli.core.errors import ExitCode, InputError
from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.report import ErrorView, Report
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.diagnose.causes import cause
from wxauth_cli.diagnose.payload.doctor import examine
from wxauth_cli.diagnose.payload.examination import Examination

PHONE_FIELDS = frozenset({"phoneNumber", "purePhoneNumber", "telNumber"})
"""Fields of a plaintext that hold a phone number."""


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
