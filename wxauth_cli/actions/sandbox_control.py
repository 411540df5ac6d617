"""Where the control API of a running sandbox is, and one call of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import NetworkError, UsageError

DEFAULT_NAME = "sandbox"
TIMEOUT_S = 10.0
PATIENT_S = 30.0
"""Where the sandbox asks somebody else, or makes RSA keys."""
ANSWER_LIMIT = 64 * 1024 * 1024
TOKEN_VARIABLE = "WXAUTH_SANDBOX_TOKEN"  # noqa: S105 - the name of a variable


@dataclass(frozen=True)
class Control:
    """A sandbox that can be controlled."""

    url: str
    token: str
    profile: str | None
    """Its profile, None if it was named by its address and has none."""
    help: str
    lang: str = "en"
    """In which it refuses."""

    def call(self, verb: str, arguments: Mapping[str, object], *, patience_s: float = TIMEOUT_S) -> dict[str, object]:
        """One verb; arguments that are None are left out.

        UsageError `sandbox-refused` with the sandbox's words, NetworkError `sandbox-unreachable`.
        """
        from http.client import HTTPConnection, HTTPException

        given = {name: value for name, value in arguments.items() if value is not None}
        target = urlsplit(self.url)
        connection = HTTPConnection(target.hostname or "", target.port or 80, timeout=patience_s)
        try:
            connection.request(
                "GET" if verb in ("journal", "har") else "POST",
                f"{target.path}/{verb}",
                body=json.dumps(given).encode() if given else None,
                headers={
                    "Authorization": f"Bearer {self.token}",
                    "Content-Type": "application/json",
                    "Accept-Language": self.lang,
                },
            )
            response = connection.getresponse()
            answer = json.loads(response.read(ANSWER_LIMIT))
        except (OSError, HTTPException, ValueError) as exc:
            reason = exc.strerror if isinstance(exc, OSError) and exc.strerror else type(exc).__name__
            raise NetworkError("sandbox-unreachable", url=self.url, reason=reason) from None
        finally:
            connection.close()
        if not isinstance(answer, dict):
            raise NetworkError("sandbox-unreachable", url=self.url, reason="JSON")
        if response.status != 200:
            raise UsageError("sandbox-refused", reason=answer.get("error", response.status), help=self.help)
        return answer


def control_of(run: Context, url: str | None) -> Control:
    """The sandbox at `url`, else that of the chosen profile, else the one that registered as `sandbox`.

    The token is that of the profile, or WXAUTH_SANDBOX_TOKEN. UsageError `no-sandbox`, `no-sandbox-token` or
    `bad-sandbox-url`: a control token is sent to this machine only.
    """
    help_line = f"wxauth {run.command} --help"
    token = run.env.get(TOKEN_VARIABLE)
    profiles = run.stores.profiles
    if url is not None:
        url = _checked(url)
        known = [profiles.sandbox(item.name) for item in profiles.list() if item.synthetic]
        profile = next((item for item in known if item is not None and item.control_url == url), None)
        token = token or (profile.control_token if profile else None)
        if not token:
            raise UsageError("no-sandbox-token", url=url)
        return Control(url, token, profile.name if profile else None, help_line, run.lang)
    profile = profiles.sandbox(run.profile) if run.profile else None
    if profile is None and run.profile and not any(item.name == run.profile for item in profiles.list()):
        raise UsageError("no-sandbox", name=run.profile)
    # WXAUTH_PROFILE may name an app of one's own: what controls a sandbox is then the usual one.
    profile = profile or profiles.sandbox(DEFAULT_NAME)
    if profile is None:
        raise UsageError("no-sandbox", name=DEFAULT_NAME)
    return Control(_checked(profile.control_url), token or profile.control_token, profile.name, help_line, run.lang)


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        good = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1") and parts.port is not None
    except ValueError:
        good = False
    if not good:
        raise UsageError("bad-sandbox-url", url=url)
    return url.strip().rstrip("/")
