"""Where a bundle comes from (a file, standard input, the pasted text, options), and errors that name the field."""

from __future__ import annotations

from collections.abc import Sequence

from wxauth_cli.actions.context import Context
from wxauth_cli.core.bundle import Bundle, BundleError, parse_bundle
from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.core.secret import Secret, SecretKind

FIELD_LIMIT_BYTES = 16 * 1024 * 1024


def one_stdin(*sources: str | None) -> None:
    """UsageError if more than one of the sources is standard input."""
    if sum(source == "-" for source in sources) > 1:
        raise UsageError("stdin-for-two")


def field_text(run: Context, value: str | None) -> str | None:
    """The value of an option, or standard input for `-` without its last line end."""
    if value != "-":
        return value
    data = run.read_input("-", limit=FIELD_LIMIT_BYTES)
    try:
        return data.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise InputError("file-unreadable", path="-", reason="not UTF-8") from None


def read_bundle(run: Context, source: str) -> Bundle:
    """The bundle in a file, on standard input (`-`), or in the text itself where that begins with `{`."""
    pasted = source.lstrip().startswith("{")
    data = source if pasted else run.read_input(source)
    if not data.strip():
        raise InputError("input-empty")
    try:
        bundle = parse_bundle(data if isinstance(data, str) else data.removeprefix(b"\xef\xbb\xbf"))
    except BundleError as exc:
        raise bundle_error(run, exc) from None
    if bundle.is_empty:
        raise InputError("bundle-without-fields")
    return bundle


def bundle_error(run: Context, exc: BundleError) -> InputError:
    """The error in words: which field, what was expected, at which place the JSON is broken."""
    if exc.cause is not None:
        reason = run.t(f"strict_json.{exc.cause.code}", place=exc.cause.place, what=exc.cause.what)
        return InputError("bundle-not-json", reason=reason)
    if exc.code == "not-an-object":
        return InputError("bundle-not-an-object", found=run.t(f"decrypt.kind-of.{exc.found}"))
    if exc.code == "wrong-type":
        expected = run.t(f"decrypt.expected.{exc.expected}")
        return InputError(
            "bundle-wrong-type", field=exc.field, expected=expected, found=run.t(f"decrypt.kind-of.{exc.found}")
        )
    return InputError("bundle-field-twice", field=exc.field, found=exc.found)


def with_keys(bundle: Bundle, keys: Sequence[str]) -> Bundle:
    """The bundle with the session_key of the command line in place of its own; several are candidates."""
    if not keys:
        return bundle
    if len(keys) == 1:
        return bundle._replace(session_key=keys[0])
    return bundle._replace(session_key=None, session_keys=tuple(keys))


def hide_keys(bundle: Bundle) -> None:
    """Have the bundle's keys redacted from all that leaves the process."""
    for key in (bundle.session_key, *bundle.session_keys):
        if key:
            Secret(key, SecretKind.SESSION_KEY)
            Secret(key.strip(), SecretKind.SESSION_KEY)


def expected_appid(run: Context, given: str | None, bundle: Bundle) -> str | None:
    """The appid that the watermark has to name: the option's, else the bundle's, else that of an app that was
    chosen explicitly; the default profile says nothing about a bundle."""
    if given:
        return given.strip()
    if bundle.appid:
        return bundle.appid
    from wxauth_cli.actions.credentials import explicit_appid

    return explicit_appid(run)


def remembered_keys(run: Context, openid: str, appid: str | None) -> tuple[tuple[str, float], ...]:
    """The remembered session_keys of a user with the times at which they were obtained, newest first. InputError if
    there are none."""
    found = [
        (key.session_key.reveal(), key.obtained_at)
        for entry in run.stores.sessions.list(appid)
        if entry.openid == openid
        for key in run.stores.sessions.keys(entry.appid, entry.openid)
    ]
    if not found:
        raise InputError("no-such-session", openid=openid)
    return tuple(sorted(found, key=lambda pair: -pair[1]))
