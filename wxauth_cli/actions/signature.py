"""`wxauth signature`: the signature of rawData, and the session signature of checkSessionKey and its like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wxauth_cli.actions.bundle_input import (
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
from wxauth_cli.core.findings import Confidence, Evidence, Finding
from wxauth_cli.core.report import Report
from wxauth_cli.core.signatures import Variant, name_raw_data_variant, name_session_variant
from wxauth_cli.diagnose.causes import cause
from wxauth_cli.diagnose.payload.fields import is_absent


def signature(
    run: Context,
    *,
    source: str | None,
    raw_data: str | None,
    body: str | None,
    given: str | None,
    session_keys: Sequence[str],
    openid: str | None,
    appid: str | None,
) -> Report:
    """Verify a signature, and name the way in which it was computed. With rawData it is the sha1 signature of user
    info, else the HMAC over `body` (empty for a GET request)."""
    one_stdin(source, raw_data, body, given, *session_keys)
    if not (source or given):
        raise UsageError("nothing-to-verify")
    bundle = read_bundle(run, source) if source else Bundle()
    keys = [field_text(run, key) or "" for key in session_keys]
    bundle = with_keys(bundle, keys)
    hide_keys(bundle)
    bundle = bundle._replace(
        raw_data=field_text(run, raw_data) or bundle.raw_data,
        signature=field_text(run, given) or bundle.signature,
        openid=openid or bundle.openid,
    )
    message = field_text(run, body)
    if not bundle.signature:
        raise InputError("signature-missing")
    own = () if is_absent(bundle.session_key) else (bundle.session_key or "",)
    candidates = [*own, *bundle.session_keys]
    remembered = remembered_keys(run, openid, appid or bundle.appid) if openid and not candidates else ()
    candidates += [key for key, _ in remembered]
    if not any(candidates):
        found = cause("session-key-absent").finding(
            run.lang, Confidence.CERTAIN, (Evidence("session_key", run.t("payload.absent")),)
        )
        raise InputError("session-key-missing", findings=(found,))
    return _verdict(run, bundle, candidates, message, len(own), bool(remembered), bool(keys))


def _verdict(
    run: Context,
    bundle: Bundle,
    keys: list[str],
    message: str | None,
    own: int,
    remembered: bool,
    option: bool,
) -> Report:
    user_info = bundle.raw_data is not None and message is None
    best: tuple[int, Variant] | None = None
    for number, key in enumerate(keys):
        variant = _variant(bundle, key, message, user_info)
        if variant is not None and (best is None or (variant.right and not best[1].right)):
            best = number, variant
    valid = best is not None and best[1].right
    kind = "rawData" if user_info else "session"
    index = best[0] - own if best is not None and best[0] >= own else None
    findings = () if valid else (_mismatch(run, bundle, keys, best[1] if best else None, kind),)
    fitting = ("remembered" if remembered else "option" if option else "bundle") if best is not None else None
    return Report(
        command="signature",
        data={
            "kind": kind,
            "valid": valid,
            "variant": best[1].name if best is not None else None,
            "formula": "sha1(rawData + session_key)" if user_info else "hmac_sha256(session_key, body)",
            "key_index": index,
            "key_source": fitting,
        },
        findings=findings,
        ok=valid,
        exit_code=ExitCode.DONE if valid else ExitCode.VERDICT,
    )


def _variant(bundle: Bundle, key: str, message: str | None, user_info: bool) -> Variant | None:
    given = (bundle.signature or "").strip()
    if user_info:
        return name_raw_data_variant(given, bundle.raw_data or "", key)
    return name_session_variant(given, key, message or "", openid=bundle.openid, raw_data=bundle.raw_data)


def _mismatch(run: Context, bundle: Bundle, keys: list[str], variant: Variant | None, kind: str) -> Finding:
    given = (bundle.signature or "").strip()
    digits = 40 if kind == "rawData" else 64
    evidence: list[Evidence] = []
    if variant is not None:
        name = run.t(f"payload.variant.{variant.name}")
        evidence.append(Evidence("signature", run.t("payload.signature-fits", variant=name)))
    else:
        if not re.fullmatch(rf"[0-9a-f]{{{digits}}}", given):
            evidence.append(Evidence("signature", run.t("payload.signature-format", digits=digits)))
        evidence.append(Evidence("signature", run.t("payload.signature-fits-none")))
        if kind == "rawData" and _opens(bundle, keys):
            evidence.append(Evidence("session_key", run.t("payload.key-opens-payload")))
    slug = "rawdata-signature-mismatch" if kind == "rawData" else "checksession-hmac"
    confidence = Confidence.CERTAIN if variant is not None or kind == "rawData" else Confidence.LIKELY
    return cause(slug).finding(run.lang, confidence, tuple(evidence))


def _opens(bundle: Bundle, keys: list[str]) -> bool:
    """Whether one of the keys opens the payload beside rawData: then the key is not the reason."""
    if not bundle.encrypted_data:
        return False
    from wxauth_cli.diagnose.payload.doctor import examine

    return examine(bundle, lang="en", keys=keys).plaintext is not None
