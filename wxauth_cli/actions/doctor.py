"""`wxauth doctor`: what works from here."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from urllib.parse import urlsplit

from wxauth_cli import __version__
from wxauth_cli.actions.context import Context
from wxauth_cli.core.errors import ExitCode, NetworkError, StoreError, UsageError
from wxauth_cli.core.findings import Finding
from wxauth_cli.core.model import Exchange, Flow, OutcomeKind
from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.error_words import error_view

PROBE_CODE = "0" * 32
"""A js_code that WeChat never issued: 40029 means that appid, secret and IP were accepted before it was looked at."""
PROBE_ACCEPTED = 40029
MAX_SKEW_S = 5.0
PROXY_VARIABLES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
TRUST_VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR")


@dataclass(frozen=True)
class Check:
    """One line of the doctor: `state` is ok, warning, failed or skipped."""

    id: str
    state: str
    detail: str
    fix: str = ""

    def data(self) -> dict[str, str]:
        """As the JSON document has it."""
        return {"id": self.id, "state": self.state, "detail": self.detail, "fix": self.fix}


def doctor(run: Context, *, offline: bool) -> Report:
    """Every check, its result, and what to change; `ok` is false if any failed."""
    checks = [check_python(run), check_keyring(run), check_paths(run), check_proxy(run)]
    flow, findings = Flow(), tuple[Finding, ...]()
    if offline:
        checks += [Check(name, "skipped", run.t("doctor.offline")) for name in ("network", "clock", "credentials")]
    else:
        online, flow, findings = check_online(run)
        checks += online
    failed = any(check.state == "failed" for check in checks)
    return Report(
        command="doctor",
        data={"checks": [check.data() for check in checks]},
        findings=findings,
        flow=flow,
        ok=not failed,
        exit_code=ExitCode.VERDICT if failed else ExitCode.DONE,
    )


def check_python(run: Context) -> Check:
    """Versions, for a bug report."""
    versions = {"python": platform.python_version(), "wxauth": __version__, "platform": platform.platform(terse=True)}
    return Check("python", "ok", run.t("doctor.python.ok", **versions))


def check_keyring(run: Context) -> Check:
    """A round trip through the keyring."""
    try:
        run.stores.probe()
        return Check("keyring", "ok", run.t("doctor.keyring.ok", backend=run.stores.backend_info().name))
    except StoreError as exc:
        words = error_view(exc, run.t)
        return Check("keyring", "failed", words.message, words.hint)


def check_paths(run: Context) -> Check:
    """Our folders: writable, and closed to other users."""
    t, paths = run.t, run.paths
    for path in (paths.config, paths.state):
        existing = next((folder for folder in (path, *path.parents) if folder.exists()), path)
        if not os.access(existing, os.W_OK):
            reason = "EACCES" if existing.is_dir() else "ENOTDIR"
            return Check(
                "paths",
                "failed",
                t("doctor.paths.unwritable", path=existing, reason=reason),
                t("doctor.paths.unwritable.fix"),
            )
        if os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
            mode = f"{path.stat().st_mode & 0o777:o}"
            return Check(
                "paths", "warning", t("doctor.paths.open", path=path, mode=mode), t("doctor.paths.open.fix", path=path)
            )
    return Check("paths", "ok", t("doctor.paths.ok", config=paths.config, state=paths.state))


def check_proxy(run: Context) -> Check:
    """Variables that change where requests go or whom they trust. Their values may hold a password: not shown."""
    t, env = run.t, run.env
    if env.get("SSLKEYLOGFILE"):
        return Check("proxy", "warning", t("doctor.proxy.keylog"), t("doctor.proxy.keylog.fix"))
    proxies = ", ".join(name for name in PROXY_VARIABLES if env.get(name) or env.get(name.lower()))
    trust = ", ".join(name for name in TRUST_VARIABLES if env.get(name))
    said = [t("doctor.proxy.set", names=proxies)] if proxies else []
    said += [t("doctor.proxy.trust", names=trust)] if trust else []
    return Check("proxy", "ok", " ".join(said) or t("doctor.proxy.none"))


def check_online(run: Context) -> tuple[list[Check], Flow, tuple[Finding, ...]]:
    """Network, clock and credentials, from one call of code2Session."""
    from wxauth_cli.actions.credentials import api_base_of, client_for, credentials

    t = run.t
    try:
        chosen = credentials(run)
    except UsageError as exc:
        if exc.code != "no-profile":
            raise
        chosen = None
    except StoreError as exc:
        words = error_view(exc, t)
        return [Check("credentials", "failed", words.message, words.hint)], Flow(), ()
    base = api_base_of(run)
    client = client_for(run, base)
    exchange = client.code2session(chosen.appid, chosen.secret, PROBE_CODE) if chosen else client.probe()
    checks = [check_network(run, exchange, urlsplit(base).netloc)]
    if checks[0].state == "failed":
        checks += [Check(name, "skipped", t("doctor.no-network")) for name in ("clock", "credentials")]
        return checks, client.flow, ()
    checks.append(check_clock(run, exchange))
    findings: tuple[Finding, ...] = ()
    if chosen is None:
        checks.append(Check("credentials", "skipped", t("doctor.credentials.none")))
    elif exchange.outcome.errcode == PROBE_ACCEPTED:
        checks.append(Check("credentials", "ok", t("doctor.credentials.ok", appid=chosen.appid)))
    else:
        from wxauth_cli.diagnose.engine import findings_for_flow

        findings = findings_for_flow(Flow((exchange,)), lang=run.lang, now=run.clock.now(), appid=chosen.appid)
        detail = t(
            "doctor.credentials.refused",
            appid=chosen.appid,
            errcode=exchange.outcome.errcode,
            errmsg=exchange.outcome.errmsg,
        )
        checks.append(Check("credentials", "failed", detail, findings[0].fix if findings else ""))
    return checks, client.flow, findings


def check_network(run: Context, exchange: Exchange, host: str) -> Check:
    """Whether WeChat answered, and how long each part took."""
    if exchange.outcome.kind in (OutcomeKind.TRANSPORT, OutcomeKind.HTTP):
        from wxauth_cli.wechat.client import network_params

        error = NetworkError(exchange.outcome.error_code or "not-wechat")
        error.params = network_params(exchange)
        words = error_view(error, run.t)
        return Check("network", "failed", words.message, words.hint)
    timing = exchange.timing
    parts = {"dns": timing.dns_ms, "connect": timing.connect_ms, "tls": timing.tls_ms, "total": timing.total_ms}
    shown = {name: "-" if value is None else f"{value:.0f}" for name, value in parts.items()}
    return Check("network", "ok", run.t("doctor.network.ok", host=host, **shown))


def check_clock(run: Context, exchange: Exchange) -> Check:
    """This machine's clock against the answer's Date header (RFC 9110 section 6.6.1: whole seconds)."""
    from email.utils import parsedate_to_datetime

    t = run.t
    date = exchange.response.header("date") if exchange.response else None
    try:
        theirs = parsedate_to_datetime(date or "").timestamp()
    except ValueError:
        return Check("clock", "skipped", t("doctor.clock.unknown"))
    ours = exchange.timing.started_at + exchange.timing.total_ms / 1000
    skew = ours - theirs
    if abs(skew) <= MAX_SKEW_S:
        return Check("clock", "ok", t("doctor.clock.ok", skew=f"{abs(skew):.0f}"))
    direction = t("doctor.clock.ahead" if skew > 0 else "doctor.clock.behind")
    detail = t("doctor.clock.skewed", direction=direction, skew=f"{abs(skew):.0f}")
    return Check("clock", "failed", detail, t("doctor.clock.skewed.fix"))
