"""The HAR that is shared is masked, and so proves less: what it is diagnosed as may be weaker, and never surer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Cli
from wxauth_cli.core.codes import CodeShape, shape_of
from wxauth_cli.core.scenario import healthy_login
from wxauth_cli.core.secret import HIDDEN, LIVE, Secret
from wxauth_cli.diagnose.causes import slugs
from wxauth_cli.lab.scenarios import play, scenario
from wxauth_cli.render.har import write_har

STILL_FIRST = frozenset((
    "account-limited", "alternating-decrypt", "api-security-signature", "appid-malformed", "appsecret-wrong",
    "backend-hides-reason", "cdn-cached-user-data", "client-ip-or-endpoint", "cloudid-as-payload",
    "code-appid-mismatch", "code-expired", "code-resubmitted-by-plumbing", "code-reused", "component-credential",
    "component-ip-not-registered", "component-not-authorised", "component-token-clobbered", "cookies-not-kept",
    "devtools-cached-appid", "devtools-differs-userinfo", "exchange-param-name", "exchange-params-in-body",
    "force-refresh-abuse", "grant-type", "ip-call-needs-admin", "ip-not-whitelisted", "login-rate",
    "mock-code-tourist-appid", "multi-appid-mixup", "openid-of-other-app", "phone-body-empty",
    "phone-body-not-json", "phone-code-expired-in-panel", "phone-event-without-code", "placeholder-code",
    "plugin-code", "plus-became-space", "prefetch-rotated-key", "refresh-race",
    "rid-query-unsupported", "sdk-fetched-token-first",
    "secret-frozen", "server-kept-old-key", "server-network", "stable-legacy-confusion", "still-percent-encoded",
    "token-clobbered", "token-day-quota", "token-expired", "token-not-in-url", "token-of-other-app", "token-undefined",
    "uniapp-field-name", "user-high-risk", "user-inactive-risk-api", "wechat-busy", "wecom-code",
    "wrong-account-kind-token", "wrong-http-method", "wrong-platform-endpoint",
))  # fmt: skip
"""What lies in numbers, times and addresses is seen in a masked capture, too."""
SILENT = frozenset((
    "alg-case", "alg-none", "backend-code-null", "base64-twice", "base64-url-alphabet", "base64-wrapped",
    "bearer-format", "case-changed", "character-changed", "ciphertext-truncated", "clock-skew", "concurrent-login",
    "exp-in-milliseconds", "exp-missing", "exp-type", "fields-swapped", "format", "hdr-crit", "hdr-jku-x5u",
    "hdr-kid-inject", "header-dropped-by-proxy", "hex-instead-of-base64", "hmac-blank", "integer-sub",
    "iv-malformed", "json-strict", "jwe-p2c", "lifetime", "not-a-session-key", "own-session-vs-checksession",
    "pii-in-claims", "rawdata-signature-mismatch", "session-key-absent",
    "session-key-cut", "session-key-sent-to-client", "session-key-stale-relogin",
    "token-has-expired", "trusting-client-openid", "userinfo-emptied", "watermark-other-app",
    "weak-or-default-secret", "wechat-secrets-in-jwt",
))  # fmt: skip
"""What lies in masked values, and leaves nothing else."""
PLAYED = [slug for slug in slugs() if scenario(slug) is not None]


@pytest.mark.parametrize("slug", PLAYED)
def test_it_is_never_surer_than_the_record(cli: Cli, tmp_path: Path, slug: str) -> None:
    wanted = scenario(slug)
    assert wanted is not None
    record = play(wanted.play, cli.clock, seed=1)
    certain = {item.id for item in record.diagnose("en").findings if item.confidence.rank == 0}
    har = tmp_path / "flow.har"
    write_har(har, record.flow)
    LIVE.clear()
    cli.clock.time = record.ended_at
    code = 0 if slug in SILENT else 10
    document = cli("diagnose", str(har), "--json", "--fail-on", "info", exit_code=code).json
    assert {item["id"] for item in document["findings"] if item["confidence"] == "certain"} <= certain
    if slug in STILL_FIRST:
        assert document["findings"][0]["id"] == slug


def test_a_healthy_one_stays_healthy(cli: Cli, tmp_path: Path) -> None:
    record = play(healthy_login, cli.clock, seed=1)
    har = tmp_path / "flow.har"
    write_har(har, record.flow)
    assert HIDDEN in har.read_text(encoding="utf-8")
    LIVE.clear()
    assert cli("diagnose", str(har), "--json", exit_code=0).json["findings"] == []


@pytest.mark.quick
def test_nothing_is_said_of_a_masked_code() -> None:
    assert shape_of(f"0a3A{HIDDEN}") is CodeShape.UNUSUAL
    assert shape_of(HIDDEN) is CodeShape.UNUSUAL


@pytest.mark.quick
@pytest.mark.parametrize("word", ["undefined", "Undefined", "[object Object]"])
def test_no_value_is_no_secret(word: str) -> None:
    Secret(word)
    assert word not in LIVE.values()
