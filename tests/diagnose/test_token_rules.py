"""Every rule on tokens fires on its tokens and is silent on healthy ones."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wxauth_cli.core import base64url
from wxauth_cli.core.findings import Confidence, Finding, Severity
from wxauth_cli.core.jwt_keys import read_keys
from wxauth_cli.core.jwt_sign import generate_key, sign
from wxauth_cli.diagnose.causes import cause
from wxauth_cli.diagnose.tokens.lint import RULES, lint, lint_text
from wxauth_cli.diagnose.tokens.secret_rules import FORMS, WORDS, other_forms, public_key_shapes
from wxauth_cli.diagnose.tokens.verify import Expected, Verification, verify

NOW = 1_700_000_000.0
SECRET = b"k7Qv-0pXw_3mZr8LsT1yBn5cHd9fGa2e-synthetic-secret-for-tests-64by"
HEADER: dict[str, Any] = {"alg": "HS256", "typ": "JWT"}
CLAIMS: dict[str, Any] = {
    "iss": "https://api.example.com",
    "sub": "u-20017",
    "aud": "mini",
    "iat": int(NOW) - 10,
    "exp": int(NOW) + 7200,
    "jti": "b1946ac92492d2347c6235b4d2611184",
}


def raw(header: str | bytes, claims: str | bytes, signature: bytes = b"\x01" * 32) -> str:
    parts = (item.encode() if isinstance(item, str) else item for item in (header, claims))
    return ".".join([*(base64url.encode(part) for part in parts), base64url.encode(signature)])


def token(header: dict[str, Any] | None = None, secret: bytes = SECRET, **claims: Any) -> str:
    """A signed token: the healthy one, with fields replaced; `...` removes a field."""
    merged = {name: value for name, value in {**HEADER, **(header or {})}.items() if value is not ...}
    body = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not ...}
    signing_input = f"{base64url.encode(json.dumps(merged).encode())}.{base64url.encode(json.dumps(body).encode())}"
    signature = hmac.new(secret, signing_input.encode(), hashlib.sha256).digest()
    return f"{signing_input}.{base64url.encode(signature)}"


def jwe(**header: Any) -> str:
    return ".".join(
        [base64url.encode(json.dumps({"alg": "dir", "enc": "A256GCM", **header}).encode()), "", "YQ", "Yg", "Yw"]
    )


GOOD = token()
FIRES: dict[str, list[str]] = {
    "alg-none": [
        token({"alg": "none"}),
        token({"alg": "NoNe"}),
        token({"alg": " none "}),
        token({"alg": ...}),
        GOOD.rpartition(".")[0] + ".",
    ],
    "alg-case": [token({"alg": "hs256"}), token({"alg": "HS256 "}), token({"alg": "noNE"}), token({"alg": "eddsa"})],
    "alg-weak": [
        token({"alg": "HS1"}),
        token({"alg": "RS1"}),
        token({"alg": "MY-ALG"}),
        token({"alg": 256}),
        token({"alg": "RS256"}),
    ],
    "hdr-jwk": [token({"jwk": {"kty": "oct"}}), token({"x5c": ["MIIB"]}), token({"jwk": None})],
    "hdr-jku-x5u": [
        token({"jku": "https://a.example/k"}),
        token({"x5u": "http://a.example/k"}),
        token({"jku": "http://169.254.169.254/"}),
        token({"jku": 5}),
    ],
    "hdr-kid-inject": [
        token({"kid": "../../dev/null"}),
        token({"kid": "' OR 1=1 --"}),
        token({"kid": "key\x00"}),
        token({"kid": "a|b"}),
        token({"kid": "https://evil.example/key"}),
        token({"kid": "k" * 129}),
        token({"kid": 7}),
        token({"kid": "/etc/passwd"}),
    ],
    "hdr-crit": [
        token({"crit": []}),
        token({"crit": "exp"}),
        token({"crit": ["exp"]}),
        token({"crit": ["http://x"], "http://x": True}),
        token({"crit": ["b64", "b64"], "b64": True}),
    ],
    "hdr-b64": [token({"b64": False, "crit": ["b64"]}), token({"b64": False}), token({"b64": "no"})],
    "hdr-typ": [token({"typ": ...}), token({"typ": 1}), token({"typ": ""})],
    "hdr-cty-nested": [token({"cty": "JWT"}), token({"cty": "jwt"}), raw('{"alg":"HS256","typ":"JWT"}', GOOD)],
    "is-jwe": [jwe(), jwe(alg="RSA-OAEP"), jwe(alg="ECDH-ES", zip="DEF")],
    "jwe-p2c": [jwe(p2c=1_200_001), jwe(p2c=999), jwe(p2c="9"), token({"p2c": 10**9})],
    "jwe-zip": [jwe(zip="DEF"), token({"zip": "DEF"}), jwe(zip=None)],
    "format": [
        f"{GOOD}=",
        f"{GOOD}\n",
        f"{GOOD[:40]} {GOOD[40:]}",
        GOOD.rpartition(".")[0],
        f"{GOOD}.AAAA",
        f"{GOOD[:-1]}{'B' if GOOD[-1] != 'B' else 'C'}",
        json.dumps({"payload": "e30", "signatures": []}),
    ],
    "json-strict": [
        raw('{"alg":"HS256","alg":"none","typ":"JWT"}', json.dumps(CLAIMS)),
        raw(json.dumps(HEADER), '{"sub":"a","sub":"b"}'),
        raw(json.dumps(HEADER), json.dumps(CLAIMS).encode("utf-16")),
        raw(json.dumps(HEADER), b"\xef\xbb\xbf" + json.dumps(CLAIMS).encode()),
        raw(json.dumps(HEADER), '{"exp":Infinity}'),
        raw(json.dumps(HEADER), '{"exp":' + "9" * 50 + "}"),
        raw(json.dumps(HEADER), "[" * 10_000),
        raw(json.dumps(HEADER), "[1]"),
        raw(json.dumps(HEADER), b'{"a":"\xff"}'),
        raw(json.dumps(HEADER), '{"a":"{sub} {0}" "b"}'),
    ],
    "size": [token(x="y" * 9000), token({"x": "y" * 9000}), token(a=list(range(3000)))],
    "hmac-blank": [token(secret=b""), token(secret=b"", sub="u-2"), token({"kid": "1"}, secret=b"")],
    "weak-or-default-secret": [token(secret=word.encode()) for word in WORDS],
    "wechat-secrets-in-jwt": [
        token(session_key="tiihtNczf5v6AKRyjwEUhQ=="),
        token(sessionKey="tiihtNczf5v6AKRyjwEUhQ=="),
        token(data={"user": [{"session-key": "tiihtNczf5v6AKRyjwEUhQ=="}]}),
        token(access_token="81_" + "a" * 133),
        token(appSecret="0123456789abcdef0123456789abcdef"),
        token(x="81_" + "a" * 133),
    ],
    "pii-in-claims": [
        token(phone="13800138000"),
        token(user={"purePhoneNumber": "13800138000"}),
        token(mobile=13800138000),
        token(idCard="11010519491231002X"),
        token(note="13800138000"),
        token(openid="oABC0123456789_-abcdefghijkl"),
    ],
    "exp-missing": [token(exp=...), token(exp=..., iat=...), token(exp=..., expires_in=7200)],
    "exp-type": [token(exp=value) for value in ("1700007200", True, None, -1, [1], {}, 4_294_967_296, 10**15, "never")]
    + [raw(json.dumps(HEADER), '{"sub":"u","exp":1.7000072e9}')],
    "exp-in-milliseconds": [
        token(exp=int(NOW) * 1000 + 7_200_000),
        token(iat=int(NOW) * 1000),
        token(nbf=int(NOW) * 1000),
        token(exp=100_000_000_000),
    ],
    "token-has-expired": [token(exp=int(NOW) - 1), token(exp=int(NOW)), token(exp=0), token(exp=NOW - 86400.5)],
    "lifetime": [
        token(exp=int(NOW) + 86_400),
        token(exp=int(NOW) + 31 * 86_400),
        token(iat=int(NOW), exp=int(NOW) + 7_200_000),
        token(iat=int(NOW), exp=int(NOW) + 7),
        token(iat=..., exp=int(NOW) + 90_000),
    ],
    "nbf-iat": [
        token(iat=...),
        token(iat="now"),
        token(iat=CLAIMS["exp"]),
        token(nbf=CLAIMS["exp"]),
        token(nbf=int(NOW) + 30),
        token(nbf=False),
    ],
    "clock-skew": [token(iat=int(NOW) + 90), token(nbf=int(NOW) + 61), token(iat=int(NOW) + 3600)],
    "iss": [token(iss=...), token(iss=""), token(iss=["https://api.example.com"]), token(iss=5)],
    "sub": [
        token(sub=...),
        token(sub=""),
        token(sub=["u"]),
        token(sub="13800138000"),
        token(sub="oABC0123456789_-abcdefghijkl"),
        token(sub=True),
    ],
    "integer-sub": [token(sub=42), token(sub=0), token(sub=1.5)],
    "aud": [token(aud=...), token(aud=[]), token(aud=5), token(aud=["a", 1])],
    "jti-replay": [token(jti=...), token(jti=5), token(jti="")],
    "priv-in-claims": [token(role="admin"), token(isAdmin=True), token(is_admin=False), token(price=5, vipLevel=3)],
}


def ids(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.id for finding in findings]


@pytest.mark.quick
def test_every_rule_has_at_least_three_tokens() -> None:
    assert set(FIRES) == set(RULES)
    assert min(len(tokens) for tokens in FIRES.values()) >= 3


@pytest.mark.quick
@pytest.mark.parametrize("slug", RULES)
def test_a_rule_fires_on_its_tokens_in_both_languages(slug: str) -> None:
    for text in FIRES[slug]:
        for lang in ("zh", "en"):
            found = next((item for item in lint(text, lang=lang, now=NOW) if item.id == slug), None)  # type: ignore[arg-type]
            assert found is not None, text
            assert found.rules == cause(slug).refs
            assert "{" not in found.title + found.fix
            assert found.detail[0] != " "


@pytest.mark.quick
def test_causes_can_be_explained_without_a_token() -> None:
    keys = (
        "alg-confusion",
        "alg-key-mismatch",
        "key-size",
        "key-use",
        "key-mixed-set",
        "key-dup-kid",
        "key-not-in-set",
    )
    for slug in (*RULES, *keys, "not-a-jwt", "signature-mismatch", "base64-secret-mismatch"):
        for text in (cause(slug).title, cause(slug).detail, cause(slug).fix):
            assert "{" not in "".join(text)


def healthy(number: int) -> str:
    """One of many healthy tokens: other values, orders, extra claims and algorithms; nothing that a rule names."""
    chance = random.Random(number)
    issued = int(NOW) - chance.randrange(0, 3600)
    claims: dict[str, Any] = {
        "iss": chance.choice(["https://api.example.com", "login", "wxauth-test"]),
        "sub": chance.choice(
            [f"u-{chance.randrange(10**6)}", f"{chance.randrange(10**9):x}", "用户-7", str(chance.randrange(10**6))]
        ),
        "aud": chance.choice(["mini", ["mini", "admin"], "https://mini.example.com"]),
        "iat": issued,
        "exp": issued + chance.choice([3700, 7200, 86_400]),
        "jti": f"{chance.getrandbits(128):032x}",
    }
    if chance.random() < 0.5:
        claims["nbf"] = issued
    if chance.random() < 0.3:
        claims["iat"] += 0.25
    if chance.random() < 0.3:
        claims["tenant"] = {"id": chance.randrange(10**8), "tags": ["a", None, True]}
    if chance.random() < 0.2:
        claims["nickname"] = chance.choice(["张三", "[bold]", "O'Hara", "{x}"])
    if chance.random() < 0.2:
        # Looks nearly like a session_key: 24 characters, but another length of bytes.
        claims["etag"] = base64url.encode(chance.randbytes(18))
    items = list(claims.items())
    chance.shuffle(items)
    header: dict[str, Any] = {"typ": chance.choice(["JWT", "at+jwt"])}
    if chance.random() < 0.5:
        header["kid"] = chance.choice(["2026-01", "key_1", "b7f1c0de", "prod.eu-1"])
    alg = chance.choice(["HS256", "HS256", "HS512", "ES256", "PS256", "Ed25519"])
    return sign({**header, "alg": alg}, dict(items), alg, key_of(alg)[0])


@cache
def key_of(alg: str) -> tuple[Any, bytes]:
    if alg.startswith("HS"):
        return SECRET, SECRET
    key, pem = generate_key(alg)
    return key, pem.encode()


def test_300_healthy_tokens_give_no_finding_and_verify() -> None:
    for number in range(300):
        text = healthy(number)
        assert lint_text(text, lang="zh", now=NOW) == (), text
        alg = json.loads(base64url.decode(text.split(".")[0]))["alg"]
        result = verify(text, read_keys(key_of(alg)[1]), Expected(alg=alg), lang="en", now=NOW)
        assert (result.ok, result.signature_valid, result.findings) == (True, True, ())


@pytest.mark.parametrize(
    "text",
    [
        token(aud=...),
        token(jti=..., iss=...),
        token({"typ": ...}, sub=...),
        token(openid="oABC0123456789_-abcdefghijkl"),
    ],
)
def test_without_advice_an_ordinary_token_is_silent(text: str) -> None:
    assert lint(text, lang="zh", now=NOW)
    assert lint(text, lang="zh", now=NOW, advice=False) == ()
    assert ids(lint(token(exp=...), lang="zh", now=NOW, advice=False)) == ["exp-missing"]


@given(
    st.text() | st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists).map(repr)
)
def test_rules_never_fall_over_on_text(text: str) -> None:
    lint(text, lang="zh", now=NOW)
    lint_text(text, lang="en", now=None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
HEADER_NAMES = st.sampled_from(
    ["alg", "typ", "kid", "crit", "b64", "cty", "jku", "x5u", "jwk", "x5c", "zip", "p2c", "enc"]
)
CLAIM_NAMES = st.sampled_from([*CLAIMS, "nbf", "role", "phone", "session_key", "idcard", "openid"])


@settings(max_examples=300)
@given(st.dictionaries(HEADER_NAMES, JSON), st.dictionaries(CLAIM_NAMES, JSON))
def test_rules_and_verification_never_fall_over_on_any_values(header: dict[str, Any], claims: dict[str, Any]) -> None:
    text = raw(json.dumps(header), json.dumps(claims))
    for lang in ("zh", "en"):
        lint_text(text, lang=lang, now=NOW)  # type: ignore[arg-type]
    assert not verify(text, read_keys(SECRET), Expected(alg="HS256"), lang="en", now=NOW).ok


# --- how sure, and how grave ---


@pytest.mark.quick
@pytest.mark.parametrize(
    ("text", "slug", "confidence", "severity"),
    [
        (token(session_key="tiihtNczf5v6AKRyjwEUhQ=="), "wechat-secrets-in-jwt", Confidence.CERTAIN, Severity.CRITICAL),
        (token(x="tiihtNczf5v6AKRyjwEUhQ=="), "wechat-secrets-in-jwt", Confidence.POSSIBLE, Severity.WARNING),
        (token(x="81_" + "a" * 133), "wechat-secrets-in-jwt", Confidence.POSSIBLE, Severity.WARNING),
        (token(x="13800138000"), "pii-in-claims", Confidence.POSSIBLE, Severity.WARNING),
        (token(phone="13800138000"), "pii-in-claims", Confidence.CERTAIN, Severity.ERROR),
        (token(openid="oABC0123456789_-abcdefghijkl"), "pii-in-claims", Confidence.CERTAIN, Severity.WARNING),
        (token({"typ": ...}), "hdr-typ", Confidence.CERTAIN, Severity.INFO),
        (token(jti=...), "jti-replay", Confidence.CERTAIN, Severity.INFO),
        (token({"alg": "RS256"}), "alg-weak", Confidence.CERTAIN, Severity.INFO),
        (token({"alg": "RS1"}), "alg-weak", Confidence.CERTAIN, Severity.WARNING),
        (token({"jku": "https://a.example/k"}), "hdr-jku-x5u", Confidence.CERTAIN, Severity.WARNING),
        (token({"jku": "http://a.example/k"}), "hdr-jku-x5u", Confidence.CERTAIN, Severity.ERROR),
        (token(exp=int(NOW) + 90_000), "lifetime", Confidence.CERTAIN, Severity.WARNING),
        (token(exp=int(NOW) + 31 * 86_400), "lifetime", Confidence.CERTAIN, Severity.ERROR),
        (token(iat=int(NOW) + 90), "clock-skew", Confidence.LIKELY, Severity.ERROR),
        (token(sub="oABC0123456789_-abcdefghijkl"), "sub", Confidence.POSSIBLE, Severity.WARNING),
        (token(secret=b"123456"), "weak-or-default-secret", Confidence.CERTAIN, Severity.CRITICAL),
        (jwe(p2c=10), "jwe-p2c", Confidence.CERTAIN, Severity.WARNING),
    ],
)
def test_confidence_and_severity(text: str, slug: str, confidence: Confidence, severity: Severity) -> None:
    found = next(item for item in lint(text, lang="zh", now=NOW) if item.id == slug)
    assert (found.confidence, found.severity) == (confidence, severity)


@pytest.mark.parametrize("near", ["oABC0123456789_-abcdefghijkl"])
def test_an_openid_with_its_appid_is_no_unreliable_sub(near: str) -> None:
    assert "sub" in ids(lint(token(sub=near), lang="zh", now=NOW))
    assert "sub" not in ids(lint(token(sub=near, aud="wx0123456789abcdef"), lang="zh", now=NOW))


def test_both_readings_of_milliseconds_are_shown() -> None:
    (found,) = [f for f in lint(token(exp=1_700_007_200_000), lang="en", now=NOW) if f.id == "exp-in-milliseconds"]
    assert "2023-11-15 00:13:20Z" in found.detail
    assert "55841" in found.detail


def test_a_secret_in_claims_is_masked_in_the_evidence() -> None:
    (found, *_) = lint(token(session_key="tiihtNczf5v6AKRyjwEUhQ=="), lang="zh", now=NOW)
    assert [item.what for item in found.evidence] == ["****hQ=="]


def test_without_a_time_nothing_is_said_about_it() -> None:
    assert ids(lint(token(exp=1), lang="zh", now=None)) == ["nbf-iat"]  # exp before iat needs no clock


@pytest.mark.parametrize(
    "kind", ["tiihtNczf5v6AKRyjwEUhQ==", "hello", "wx0123456789abcdef", "043CKLll2n47v94491pl2nVIsi3CKLlr"]
)
def test_what_is_no_jwt_gives_one_finding(kind: str) -> None:
    (found,) = lint_text(kind, lang="zh", now=NOW)
    assert (found.id, found.severity) == ("not-a-jwt", Severity.INFO)


@pytest.mark.parametrize("form", ["Bearer {}", '"{}"', "Authorization: Bearer {}", "{}="])
def test_a_pasted_form_is_named(form: str) -> None:
    assert ids(lint_text(form.format(GOOD), lang="zh", now=NOW)) == ["not-a-jwt"]


# --- with the key ---


def judge(text: str, key: bytes, **expected: Any) -> Verification:
    alg = expected.pop("alg", "HS256")
    return verify(text, read_keys(key), Expected(alg=alg, **expected), lang="zh", now=NOW)


@pytest.mark.quick
@pytest.mark.parametrize(
    ("text", "expected", "first", "valid"),
    [
        (token(secret=b"x" * 40), {}, "signature-mismatch", False),
        (GOOD[:-2] + ("AA" if not GOOD.endswith("AA") else "BA"), {}, "signature-mismatch", False),
        (token(exp=int(NOW) - 1), {}, "token-has-expired", True),
        (token(exp=int(NOW)), {}, "token-has-expired", True),
        (token(nbf=int(NOW) + 1), {}, "nbf-iat", True),
        (token(nbf=int(NOW) + 61), {}, "clock-skew", True),
        (token(iat=int(NOW) + 90), {}, "clock-skew", True),
        (GOOD, {"audience": ("other",)}, "aud", True),
        (token(aud=...), {"audience": ("mini",)}, "aud", True),
        (token(aud=["a", "b"]), {"audience": ("mini", "c")}, "aud", True),
        (GOOD, {"issuer": "https://api.example.com.evil"}, "iss", True),
        (token(iss=["https://api.example.com"]), {"issuer": "https://api.example.com"}, "iss", True),
        (token({"alg": "none"}), {}, "alg-none", False),
        (token({"alg": "HS512"}), {}, "alg-key-mismatch", False),
        (token({"crit": ["x"], "x": 1}), {}, "hdr-crit", True),
        (token({"b64": False, "crit": ["b64"]}), {}, "hdr-b64", None),
        (token(exp="1800000000"), {}, "exp-type", True),
        (token(exp=...), {}, "exp-missing", True),
        (f"{GOOD}=", {}, "format", None),
        (f"{GOOD[:50]}\n{GOOD[50:]}", {}, "format", None),
        (jwe(), {}, "is-jwe", None),
        ("hello", {}, "format", None),
        (GOOD, {"alg": "RS256"}, "alg-key-mismatch", False),
    ],
)
def test_verification_says_which_check_failed(
    text: str, expected: dict[str, Any], first: str, valid: bool | None
) -> None:
    result = judge(text, SECRET, **expected)
    assert not result.ok
    assert result.signature_valid is valid
    assert first in ids(result.findings)
    if first not in ("is-jwe", "hdr-b64", "alg-none"):
        assert ids(result.findings)[0] == first


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (token(exp=int(NOW) - 59), {"leeway_s": 60}),
        (token(nbf=int(NOW) + 60), {"leeway_s": 60}),
        (GOOD, {"audience": ("other", "mini"), "issuer": "https://api.example.com"}),
        (token(aud=["x", "mini"]), {"audience": ("mini",)}),
    ],
)
def test_what_is_expected_and_met_verifies(text: str, expected: dict[str, Any]) -> None:
    assert judge(text, SECRET, **expected).ok


def test_fail_on_judges_findings_beside_the_signature() -> None:
    text = token(role="admin")
    for fail_on, ok in (("error", True), ("warning", False), ("never", True)):
        assert verify(text, read_keys(SECRET), Expected("HS256"), lang="zh", now=NOW, fail_on=fail_on).ok is ok
    dead = token(exp=1)
    assert not verify(dead, read_keys(SECRET), Expected("HS256"), lang="zh", now=NOW, fail_on="never").ok


PRINTABLE = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC1zZWNyZXQ"
GIVEN: list[bytes] = [
    PRINTABLE.encode(),
    f"{PRINTABLE}\n".encode(),
    f'"{PRINTABLE}"\n'.encode(),
    f"'{PRINTABLE}'".encode(),
    f" {PRINTABLE} \r\n".encode(),
    b"8f14e45fceea167a5a36dedd4bea2543b1946ac92492d2347c6235b4d2611184",
    bytes(range(64)),
]


@pytest.mark.parametrize("given_secret", GIVEN)
def test_every_mix_up_of_a_secret_is_named(given_secret: bytes) -> None:
    seen = set()
    for form, secret in other_forms(given_secret):
        if not secret:
            continue
        result = judge(token(secret=secret), given_secret)
        if secret == given_secret:
            assert (result.ok, result.secret_form) == (True, "raw")
            continue
        assert (result.ok, result.signature_valid) == (False, False)
        (found,) = result.findings
        assert (found.id, found.confidence) == ("base64-secret-mismatch", Confidence.CERTAIN)
        # Two forms may be the same bytes: the first of them is named.
        assert dict(reversed(list(other_forms(given_secret))))[result.secret_form or ""] == secret
        seen.add(form)
    assert len(seen) >= 6
    assert seen <= set(FORMS)


@pytest.mark.parametrize(
    ("given_secret", "signed_with", "form"),
    [
        (PRINTABLE.encode(), base64url.decode(PRINTABLE), "base64"),
        (b"_-8" * 12, base64url.decode("_-8" * 12), "base64url"),
        (b"ab" * 32, b"\xab" * 32, "hex"),
        (f"{PRINTABLE}\n".encode(), PRINTABLE.encode(), "raw-without-newline"),
        (PRINTABLE.encode(), f"{PRINTABLE}\n".encode(), "raw-with-newline"),
        (f'"{PRINTABLE}"'.encode(), PRINTABLE.encode(), "raw-without-quotes"),
        (PRINTABLE.encode(), f'"{PRINTABLE}"'.encode(), "raw-with-double-quotes"),
        (f'"{PRINTABLE}"\n'.encode(), base64url.decode(PRINTABLE), "base64"),
    ],
)
def test_the_form_that_the_issuer_used_is_named(given_secret: bytes, signed_with: bytes, form: str) -> None:
    assert judge(token(secret=signed_with), given_secret).secret_form == form


ALGORITHMS = ["RS256", "ES256", "EdDSA"]


@cache
def public(alg: str) -> dict[str, bytes]:
    (key,) = read_keys(key_of(alg)[1]).keys
    return dict(public_key_shapes(key))


@pytest.mark.quick
@pytest.mark.parametrize("alg", ALGORITHMS)
def test_a_token_signed_with_the_public_key_is_algorithm_confusion(alg: str) -> None:
    assert len(public(alg)) >= 12
    for shape in public(alg).values():
        result = verify(token(secret=shape), read_keys(public(alg)["PEM"]), Expected(), lang="zh", now=NOW)
        assert (result.ok, result.signature_valid) == (False, False)
        (found,) = result.findings
        assert (found.id, found.confidence, found.severity) == ("alg-confusion", Confidence.CERTAIN, Severity.CRITICAL)


@pytest.mark.quick
@pytest.mark.parametrize("alg", ALGORITHMS)
def test_a_public_key_given_as_the_secret_is_refused(alg: str) -> None:
    shapes = {name: shape for name, shape in public(alg).items() if not name.startswith("raw ")}
    assert len(shapes) >= 12
    for shape in shapes.values():
        result = judge(token(secret=shape), shape)
        assert not result.ok
        assert ids(result.findings) == ["alg-confusion", "alg-key-mismatch"]


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_the_file_of_a_jwk_as_the_secret_is_refused(alg: str) -> None:
    (key,) = read_keys(key_of(alg)[1]).keys
    jwk = {
        "RS256": lambda n: {"kty": "RSA", "n": _b64(n.n), "e": "AQAB"},
        "ES256": lambda n: {"kty": "EC", "crv": "P-256", "x": _b64(n.x, 32), "y": _b64(n.y, 32)},
    }
    if alg == "EdDSA":
        value = {"kty": "OKP", "crv": "Ed25519", "x": base64url.encode(public(alg)["raw key"])}
    else:
        value = jwk[alg](key.public.public_numbers())  # type: ignore[union-attr]
    for text in (json.dumps(value), json.dumps(value, indent=2) + "\n", json.dumps({"keys": [value]})):
        result = judge(token(secret=text.encode()), text.encode())
        assert not result.ok
        assert ids(result.findings) == ["alg-confusion", "alg-key-mismatch"]


def _b64(number: int, length: int = 0) -> str:
    return base64url.encode(number.to_bytes(length or (number.bit_length() + 7) // 8, "big"))


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_an_hs_token_against_a_public_key_is_a_mismatch(alg: str) -> None:
    result = verify(GOOD, read_keys(public(alg)["PEM"]), Expected(), lang="zh", now=NOW)
    assert ids(result.findings) == ["alg-key-mismatch"]


def test_a_secret_in_a_jwk_never_checks_an_rs_token() -> None:
    text = sign({"alg": "RS256", "typ": "JWT"}, CLAIMS, "RS256", key_of("RS256")[0])
    jwk = json.dumps({"kty": "oct", "k": base64url.encode(SECRET), "alg": "HS256"}).encode()
    result = verify(text, read_keys(jwk), Expected(), lang="zh", now=NOW)
    assert (result.ok, result.signature_valid, ids(result.findings)[0]) == (False, False, "alg-key-mismatch")


def test_a_set_picks_by_kid_and_says_when_it_has_none() -> None:
    keys = {
        "keys": [
            {"kty": "oct", "k": base64url.encode(SECRET), "kid": "1"},
            {"kty": "oct", "k": base64url.encode(b"o" * 40), "kid": "2"},
        ]
    }
    data = json.dumps(keys).encode()
    assert judge(token({"kid": "1"}), data).ok
    assert ids(judge(token({"kid": "2"}), data).findings) == ["signature-mismatch"]
    unknown = judge(token({"kid": "3"}), data)
    assert (unknown.signature_valid, ids(unknown.findings)) == (None, ["key-not-in-set"])
    assert judge(GOOD, data).ok


def test_unfit_keys_are_refused_though_the_signature_holds() -> None:
    jwk = {"kty": "oct", "k": base64url.encode(SECRET)}
    for extra, slug in (
        ({"use": "enc"}, "key-use"),
        ({"key_ops": ["sign"]}, "key-use"),
        ({"alg": "XX"}, "alg-key-mismatch"),
    ):
        result = judge(GOOD, json.dumps({**jwk, **extra}).encode())
        assert not result.ok
        assert slug in ids(result.findings)
    duplicate = {"keys": [{**jwk, "kid": "a"}, {**jwk, "kid": "a"}]}
    result = judge(GOOD, json.dumps(duplicate).encode())
    assert (result.ok, result.signature_valid, ids(result.findings)) == (False, True, ["key-dup-kid"])


@pytest.mark.parametrize("length", [6, 16, 31])
def test_a_short_secret_is_an_error_and_a_listed_one_critical(length: int) -> None:
    secret = b"Zk9!x_Lq3vB7nM2pR5tY8wE1uI4oP6aS"[:length]
    result = judge(token(secret=secret), secret)
    assert (result.ok, result.signature_valid) == (False, True)
    assert [(f.id, f.severity) for f in result.findings] == [("weak-or-default-secret", Severity.ERROR)]
    listed = judge(token(secret=b"secret"), b"secret")
    assert [(f.id, f.severity) for f in listed.findings] == [("weak-or-default-secret", Severity.CRITICAL)]


@pytest.mark.parametrize("strong", [SECRET, bytes(range(32)), b"a-string-of-forty-characters-0123456789-"])
def test_strong_secrets_are_silent(strong: bytes) -> None:
    assert judge(token(secret=strong), strong).findings == ()


def test_the_word_list_is_short_and_has_no_word_twice() -> None:
    assert len(WORDS) == len(set(WORDS)) <= 100


def test_no_network_whatever_the_header_names(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a token made the program connect")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    headers: list[dict[str, Any]] = [{name: "http://127.0.0.1:9/k"} for name in ("jku", "x5u", "kid", "x5t")]
    for header in headers:
        lint(token(header), lang="zh", now=NOW)
        judge(token(header), SECRET)
