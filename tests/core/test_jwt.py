"""Reading, signing and checking JWTs.

Vectors: RFC 7515 appendices A.1 (HS256), A.2 (RS256), A.3 (ES256) and A.5 (unsecured), copied from the RFC's text.
Ed25519: RFC 8037 appendix A.4. The round trips use keys generated here and PyJWT as the second implementation.
"""

from __future__ import annotations

import base64
import json
import random

import jwt as pyjwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxauth_cli.core import base64url
from wxauth_cli.core.base64url import Base64UrlError
from wxauth_cli.core.jwt import SUPPORTED, unsafe_decode
from wxauth_cli.core.jwt_keys import KeyFormatError, is_roca, read_keys
from wxauth_cli.core.jwt_sign import encode_unsigned, generate_key, sign, signature_holds, signing_key

A1_TOKEN = (
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
)
A1_KEY = {
    "kty": "oct",
    "k": "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
}
A2_TOKEN = (
    "eyJhbGciOiJSUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1d"
    "nZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwu"
    "sC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
)
A2_KEY = {
    "kty": "RSA",
    "n": (
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pC"
        "gNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg6"
        "65xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
        "yuXpoQ"
    ),
    "e": "AQAB",
}
A3_TOKEN = (
    "eyJhbGciOiJFUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
)
A3_KEY = {
    "kty": "EC",
    "crv": "P-256",
    "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
}
A5_TOKEN = (
    "eyJhbGciOiJub25lIn0."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
)
ED_TOKEN = (
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
)
ED_KEY = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
CLAIMS = {"iss": "joe", "exp": 1300819380, "http://example.com/is_root": True}


@pytest.mark.quick
@pytest.mark.parametrize(
    ("token", "jwk", "alg"),
    [(A1_TOKEN, A1_KEY, "HS256"), (A2_TOKEN, A2_KEY, "RS256"), (A3_TOKEN, A3_KEY, "ES256")],
    ids=["A.1", "A.2", "A.3"],
)
def test_vectors_of_rfc_7515_verify(token: str, jwk: dict[str, str], alg: str) -> None:
    decoded = unsafe_decode(token)
    assert (decoded.problems, decoded.claims, decoded.alg) == ((), CLAIMS, alg)
    (key,) = read_keys(json.dumps(jwk).encode()).keys
    assert signature_holds(decoded, key, alg)
    assert key.problems == ()


@pytest.mark.quick
def test_the_vector_of_rfc_8037_verifies_though_its_payload_is_no_json() -> None:
    decoded = unsafe_decode(ED_TOKEN)
    (key,) = read_keys(json.dumps(ED_KEY).encode()).keys
    assert signature_holds(decoded, key, "EdDSA")
    assert decoded.payload == b"Example of Ed25519 signing"
    assert [(p.part, p.code, p.json) for p in decoded.problems] == [("claims", "syntax", True)]


def test_the_unsecured_vector_verifies_with_nothing() -> None:
    decoded = unsafe_decode(A5_TOKEN)
    assert (decoded.problems, decoded.claims, decoded.alg, decoded.signature) == ((), CLAIMS, "none", b"")
    for jwk, alg in ((A1_KEY, "HS256"), (A2_KEY, "RS256"), (A3_KEY, "ES256")):
        assert not signature_holds(decoded, read_keys(json.dumps(jwk).encode()).keys[0], alg)


@pytest.mark.parametrize("alg", SUPPORTED)
def test_round_trip_and_a_second_implementation_agrees(alg: str) -> None:
    key, text = generate_key(alg)
    token = sign({"alg": alg, "typ": "JWT"}, {"sub": "用户", "n": 1}, alg, key)
    keys = read_keys(text.encode())
    assert keys.origin == ("raw" if alg.startswith("HS") else "pem")
    assert signature_holds(unsafe_decode(token), keys.keys[0], alg)
    if alg in ("Ed25519", "Ed448"):
        return  # PyJWT knows both by the older name only
    public = key.public_key() if hasattr(key, "public_key") else key
    assert pyjwt.decode(token, public, algorithms=[alg]) == {"sub": "用户", "n": 1}
    theirs = pyjwt.encode({"sub": "x"}, key, algorithm=alg)
    assert signature_holds(unsafe_decode(theirs), keys.keys[0], alg)


@pytest.mark.parametrize("alg", ["HS256", "RS256", "PS256", "ES256", "EdDSA"])
def test_no_mutation_of_a_valid_token_verifies(alg: str) -> None:
    key, text = generate_key(alg)
    token = sign({"alg": alg, "typ": "JWT"}, {"sub": "u-1", "exp": 1_700_000_000}, alg, key)
    (public,) = read_keys(text.encode()).keys
    chance = random.Random(7515)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=. \n+/"
    mutants = 0
    while mutants < 400:
        at = chance.randrange(len(token))
        mutant = chance.choice(
            [
                token[:at] + chance.choice(alphabet) + token[at + 1 :],
                token[:at] + token[at + 1 :],
                token[:at] + chance.choice(alphabet) + token[at:],
                token[:at],
                token[:at] + token[at:].swapcase(),
            ]
        )
        if mutant == token:
            continue
        mutants += 1
        decoded = unsafe_decode(mutant)
        verified = not decoded.problems and len(decoded.parts) == 3 and signature_holds(decoded, public, alg)
        assert not verified, mutant


@pytest.mark.quick
@pytest.mark.parametrize(
    ("text", "part", "code", "position"),
    [
        ("a.b", "token", "parts", 0),
        ("a.b.c.d", "token", "parts", 0),
        ("", "token", "parts", 0),
        (A1_TOKEN + "=", "signature", "padding", 43),
        (A1_TOKEN + "\n", "signature", "blank", 43),
        (" " + A1_TOKEN, "header", "blank", 0),
        (A1_TOKEN[:-1] + "l", "signature", "spare-bits", 42),
        (A1_TOKEN + "AA", "signature", "length", 45),
        (A1_TOKEN.replace("-mB92", "+mB92"), "signature", "foreign-character", 12),
        ('{"payload":"e30","signatures":[]}', "token", "json-serialization", 0),
    ],
)
def test_the_form_is_strict_and_the_place_is_named(text: str, part: str, code: str, position: int) -> None:
    problem = next(problem for problem in unsafe_decode(text).problems if not problem.json)
    assert (problem.part, problem.code, problem.position) == (part, code, position)


@pytest.mark.quick
@pytest.mark.parametrize(
    ("header", "claims", "part", "code"),
    [
        (b'{"alg":"HS256","alg":"none"}', b"{}", "header", "duplicate-key"),
        (b'{"alg":"HS256"}', b'{"sub":"a","sub":"b"}', "claims", "duplicate-key"),
        (b'{"alg":"HS256"}', '{"sub":"a"}'.encode("utf-16"), "claims", "utf-16"),
        (b'{"alg":"HS256"}', b'\xef\xbb\xbf{"sub":"a"}', "claims", "bom"),
        (b'{"alg":"HS256"}', b'{"exp":NaN}', "claims", "not-finite"),
        (b'{"alg":"HS256"}', b'{"exp":' + b"1" * 4000 + b"}", "claims", "integer-too-long"),
        (b'{"alg":"HS256"}', b'["sub"]', "claims", "not-object"),
        (b'"HS256"', b"{}", "header", "not-object"),
        (b"{", b"{}", "header", "syntax"),
        (b'{"alg":"HS256"}', b"[" * 100_000, "claims", "too-deep"),
        (b'{"alg":"HS256"}', b'{"a":"\xff"}', "claims", "not-utf8"),
        (b'{"alg":"HS256"}', b"", "claims", "empty"),
    ],
)
def test_the_json_is_strict(header: bytes, claims: bytes, part: str, code: str) -> None:
    token = f"{base64url.encode(header)}.{base64url.encode(claims)}.AAAA"
    (problem,) = unsafe_decode(token).problems
    assert (problem.part, problem.code, problem.json) == (part, code, True)


@given(st.text() | st.text(alphabet="eyJ.{}=AQgw\"' \n"))
def test_decoding_never_raises(text: str) -> None:
    decoded = unsafe_decode(text)
    assert decoded.problems or len(decoded.parts) in (3, 5)


@given(st.binary(), st.binary(), st.binary())
def test_decoding_any_bytes_never_raises(header: bytes, claims: bytes, signature: bytes) -> None:
    text = ".".join(base64url.encode(part) for part in (header, claims, signature))
    assert not [problem for problem in unsafe_decode(text).problems if not problem.json]


@given(st.binary())
def test_base64url_round_trip_and_only_one_spelling(data: bytes) -> None:
    text = base64url.encode(data)
    assert base64url.decode(text) == data
    assert base64url.decode_lenient(base64.b64encode(data).decode()) == data
    for other in (f"{text}=", f" {text}", f"{text}\n", f"{text}."):
        with pytest.raises(Base64UrlError):
            base64url.decode(other)


# --- keys ---


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
def test_a_key_is_recognised_in_every_container(alg: str) -> None:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    private, pem = generate_key(alg)
    public = private.public_key()
    spki = PublicFormat.SubjectPublicKeyInfo
    token = unsafe_decode(sign({"alg": alg}, {}, alg, private))
    containers = [
        (pem.encode(), "pem"),
        (public.public_bytes(Encoding.PEM, spki), "pem"),
        (public.public_bytes(Encoding.DER, spki), "der"),
        (private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), "der"),
        (public.public_bytes(Encoding.PEM, spki).replace(b"\n", b"\r\n"), "pem"),
    ]
    for data, origin in containers:
        keys = read_keys(data)
        assert keys.origin == origin
        assert signature_holds(token, keys.keys[0], alg)


@pytest.mark.parametrize("data", [b"secret", b"secret\n", b"", b"{not json", b'{"a":1}', b"\x30\x82", b"a" * 64])
def test_everything_else_is_a_secret_byte_for_byte(data: bytes) -> None:
    keys = read_keys(data)
    assert (keys.origin, keys.keys[0].secret) == ("raw", data)


@pytest.mark.parametrize(
    "data",
    [
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        b"-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----\n",
        b'{"kty":"RSA"}',
        b'{"kty":"EC","crv":"P-1"}',
        b'{"kty":"RSA","kty":"oct","k":"AAAA"}',
        b'{"keys":[]}',
        b'{"keys":[1]}',
        b'{"kty":"oct","k":5}',
    ],
)
def test_a_broken_key_is_an_error_and_no_secret(data: bytes) -> None:
    with pytest.raises(KeyFormatError):
        read_keys(data)


def jwk_of(private: object, **extra: object) -> dict[str, object]:
    numbers = private.public_key().public_numbers()  # type: ignore[attr-defined]
    length = (numbers.n.bit_length() + 7) // 8
    return {"kty": "RSA", "n": base64url.encode(numbers.n.to_bytes(length, "big")), "e": "AQAB", **extra}


def problems_of(value: object) -> list[str]:
    keys = read_keys(json.dumps(value).encode())
    return [problem.slug for problem in (*keys.problems, *(p for key in keys.keys for p in key.problems))]


@pytest.mark.filterwarnings("ignore::cryptography.utils.CryptographyDeprecationWarning")
def test_unfit_keys_say_why() -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    good = jwk_of(rsa.generate_private_key(65537, 2048))
    small = jwk_of(rsa.generate_private_key(65537, 1024))
    assert problems_of(good) == []
    assert problems_of(small) == ["key-size"]
    assert problems_of({**good, "e": "AQ"}) == ["key-size"]
    assert problems_of({**good, "e": "AQAA"}) == ["key-size"]
    assert problems_of({**A3_KEY, "y": A3_KEY["x"]}) == ["key-size"]
    assert problems_of({**good, "use": "enc"}) == ["key-use"]
    assert problems_of({**good, "key_ops": ["encrypt"]}) == ["key-use"]
    assert problems_of({**good, "use": "sig", "key_ops": ["verify"], "alg": "PS256"}) == []
    assert problems_of({**good, "alg": "ES256"}) == ["alg-key-mismatch"]
    assert problems_of({**A3_KEY, "alg": "ES384"}) == ["alg-key-mismatch"]
    assert problems_of({**good, "alg": "FOO"}) == ["alg-key-mismatch"]
    one, two = {**good, "kid": "1"}, {**A3_KEY, "kid": "2"}
    assert problems_of({"keys": [one, two]}) == []
    assert problems_of({"keys": [one, {**two, "kid": "1"}]}) == ["key-dup-kid"]
    assert problems_of({"keys": [one, A3_KEY]}) == ["key-dup-kid"]
    assert problems_of({"keys": [one, {**A1_KEY, "kid": "3"}]}) == ["key-mixed-set"]
    assert problems_of({"keys": [{**two, "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}]}) == ["key-mixed-set"]
    assert problems_of({"keys": [one, {"kty": "new", "kid": "9"}]}) == []


def test_roca_moduli_are_told_from_ordinary_ones() -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    # Built like the flawed library did: k * M + 65537^a mod M, M a product of small primes.
    product = 1
    for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
                  103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167):  # fmt: skip
        product *= prime
    factors = [12345 * product + pow(65537, power, product) for power in (1001, 2002)]
    assert is_roca(factors[0] * factors[1])
    assert not is_roca(rsa.generate_private_key(65537, 2048).public_key().public_numbers().n)


def test_a_signing_key_has_to_fit_its_algorithm() -> None:
    _, pem = generate_key("ES256")
    assert signing_key(pem.encode(), "ES256")
    for data, alg in ((pem.encode(), "RS256"), (pem.encode(), "HS256"), (b"secret", "RS256"), (b"secret", "ES256")):
        with pytest.raises(ValueError, match=alg):
            signing_key(data, alg)
    with pytest.raises(ValueError, match="ES256"):
        signing_key(json.dumps(A3_KEY).encode(), "ES256")  # a public key
    private = {**A3_KEY, "d": "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}
    token = sign({"alg": "ES256"}, {}, "ES256", signing_key(json.dumps(private).encode(), "ES256"))
    assert signature_holds(unsafe_decode(token), read_keys(json.dumps(A3_KEY).encode()).keys[0], "ES256")
    assert signing_key(json.dumps(A1_KEY).encode(), "HS256") == base64url.decode(A1_KEY["k"])


def test_unsigned_parts_keep_their_order_and_characters() -> None:
    header, claims = encode_unsigned({"alg": "none"}, {"b": "é", "a": 1}).split(".")
    assert base64url.decode(header) == b'{"alg":"none"}'
    assert base64url.decode(claims) == '{"b":"é","a":1}'.encode()
