"""Where a token and its key come from, and what is shown of a token."""

from __future__ import annotations

from collections.abc import Mapping

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import InputError, UsageError
from wxauth_cli.core.jwt import SUPPORTED
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.core.shapes import strip

TOKEN_LIMIT_BYTES = 4 * 1024 * 1024
KEY_LIMIT_BYTES = 1024 * 1024


def token_text(run: Context, token: str | None) -> str:
    """The pasted text: the argument, or standard input for `-` and for no argument. InputError if there is nothing.

    Standard input may be UTF-8 or, as some shells pipe it, UTF-16 with a mark; other bytes become U+FFFD.
    """
    source = "-" if token is None else token
    text = _decoded(run.read_input("-", limit=TOKEN_LIMIT_BYTES)) if source == "-" else source
    if not strip(text)[0]:
        raise InputError("input-empty")
    return text


def remember(token: str) -> None:
    """Have a token and its signature redacted from all that the run prints: each alone is a credential."""
    Secret(token, SecretKind.JWT)
    if token.count(".") == 2:
        Secret(token.rpartition(".")[2], SecretKind.JWT)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def one_stdin(*sources: str | None) -> None:
    """UsageError if more than one of the sources is standard input."""
    if sum(source == "-" for source in sources) > 1:
        raise UsageError("stdin-twice")


def key_bytes(run: Context, *, key_file: str | None, key_env: str | None) -> bytes:
    """The key from a file or an environment variable, byte for byte. UsageError or InputError if it is not there."""
    if key_env is not None:
        value = run.env.get(key_env)
        if not value:
            raise UsageError("no-such-variable", name=key_env)
        return value.encode("utf-8", "surrogateescape")
    assert key_file is not None
    data = run.read_input(key_file, limit=KEY_LIMIT_BYTES)
    if not data:
        raise InputError("key-empty", source=key_file)
    return data


def algorithm(name: str) -> str:
    """One of `core.jwt.SUPPORTED`, written exactly so; UsageError otherwise."""
    if name not in SUPPORTED:
        raise UsageError("bad-algorithm", value=name, names=", ".join(SUPPORTED))
    return name


def times(claims: Mapping[str, object] | None, now: float) -> dict[str, object]:
    """`exp`, `nbf` and `iat` as dates: UTC, the machine's own zone, and seconds from now.

    A time in milliseconds is read as such and says so in `unit`; what is no time is left out.
    """
    from wxauth_cli.diagnose.tokens.claim_rules import MICROSECONDS_FROM, MILLISECONDS_FROM, TIME_CLAIMS, utc

    shown: dict[str, object] = {}
    for name in TIME_CLAIMS:
        value = (claims or {}).get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < MICROSECONDS_FROM:
            continue
        in_ms = value >= MILLISECONDS_FROM
        moment = value / 1000 if in_ms else float(value)
        shown[name] = {
            "unix_s": int(moment),
            "utc": utc(moment),
            "local": local_time(moment),
            "from_now_s": int(moment - now),
            "unit": "ms" if in_ms else "s",
        }
    return shown


def local_time(moment_s: float) -> str:
    """Unix seconds in the machine's time zone, with its offset.

    The zone is the process's own (TZ, else the system's): the one thing here that is not passed in, because only the
    C library knows it.
    """
    from datetime import datetime, timezone

    try:
        return datetime.fromtimestamp(moment_s, timezone.utc).astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
    except (OverflowError, OSError, ValueError):
        return "-"
