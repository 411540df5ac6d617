"""Rules on what must not stand in claims, because a JWT is readable by everyone who holds it; and its mask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wxauth_cli.core.findings import Confidence, Evidence, Severity
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.diagnose.tokens.facts import Check, Facts, Hit, say, spelling, walk

_SECRET_NAMES: dict[str, SecretKind] = {
    "sessionkey": SecretKind.SESSION_KEY,
    "wxsessionkey": SecretKind.SESSION_KEY,
    "appsecret": SecretKind.APPSECRET,
    "secret": SecretKind.APPSECRET,
    "clientsecret": SecretKind.APPSECRET,
    "secretkey": SecretKind.APPSECRET,
    "accesstoken": SecretKind.ACCESS_TOKEN,
    "wxaccesstoken": SecretKind.ACCESS_TOKEN,
    "componentaccesstoken": SecretKind.ACCESS_TOKEN,
    "password": SecretKind.OTHER,
    "passwd": SecretKind.OTHER,
    "pwd": SecretKind.OTHER,
    "encodingaeskey": SecretKind.OTHER,
    "privatekey": SecretKind.JWT_KEY,
    "apikey": SecretKind.OTHER,
}
_SESSION_KEY = lazy_pattern(r"[A-Za-z0-9+/]{21}[AQgw]==")
_ACCESS_TOKEN = lazy_pattern(r"[0-9]{1,3}_[A-Za-z0-9_-]{80,512}")

_PHONE_NAMES = frozenset(
    {"phone", "phonenumber", "purephonenumber", "mobile", "mobilephone", "tel", "telephone", "cellphone"}
)
_PHONE = lazy_pattern(r"(?:\+?86[- ]?)?1[3-9][0-9]{9}")
_PHONE_DIGITS = lazy_pattern(r"\+?[0-9][0-9 -]{5,18}[0-9]")
_ID_NAMES = frozenset({"idcard", "idcardno", "idno", "identitycard", "idnumber", "certno", "certificateno"})
_ID_CARD = lazy_pattern(r"[1-9][0-9]{16}[0-9Xx]")
_WECHAT_ID_NAMES = frozenset({"openid", "unionid"})


def _id_card(value: str) -> bool:
    """Whether the check character fits (GB 11643-1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    if not _ID_CARD.fullmatch(value):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(value, weights, strict=False))
    return "10X98765432"[total % 11] == value[-1].upper()


def wechat_secrets_in_jwt(facts: Facts) -> Iterator[Hit]:
    """J39: session_key and other secrets by the name they stand under; by shape alone it is a guess."""
    certain: list[Evidence] = []
    guessed: list[Evidence] = []
    for path, key, value in walk(facts.claims):
        if not isinstance(value, str) or not value:
            continue
        kind = _SECRET_NAMES.get(spelling(key))
        if kind is not None:
            certain.append(Evidence(path, str(Secret(value, kind))))
        elif _SESSION_KEY.fullmatch(value):
            guessed.append(Evidence(path, str(Secret(value, SecretKind.SESSION_KEY))))
        elif _ACCESS_TOKEN.fullmatch(value):
            guessed.append(Evidence(path, str(Secret(value, SecretKind.ACCESS_TOKEN))))
    if certain:
        yield Hit(evidence=tuple(certain[:5]), params={"what": say("secret-by-name")})
    elif guessed:
        yield Hit(Confidence.POSSIBLE, tuple(guessed[:5]), {"what": say("secret-by-shape")}, Severity.WARNING)


def pii_in_claims(facts: Facts) -> Iterator[Hit]:
    """J40: phone and identity card numbers; openid and unionid more mildly."""
    named: list[Evidence] = []
    guessed: list[Evidence] = []
    mild: list[Evidence] = []
    for path, key, value in walk(facts.claims):
        text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
        name = spelling(key)
        masked = Evidence(path, "****")
        if name in _PHONE_NAMES and _PHONE_DIGITS.fullmatch(text):
            named.append(Evidence(path, str(Secret(text, SecretKind.PHONE))))
        elif name in _ID_NAMES and text:
            named.append(masked)
        elif isinstance(value, str) and path != "claims.sub" and (_PHONE.fullmatch(value) or _id_card(value)):
            guessed.append(masked)
        elif name in _WECHAT_ID_NAMES and text:
            mild.append(Evidence(path, key))
    if named:
        yield Hit(evidence=tuple(named[:5]), params={"what": say("pii-named")})
    elif guessed:
        yield Hit(Confidence.POSSIBLE, tuple(guessed[:5]), {"what": say("pii-shape")}, Severity.WARNING)
    elif mild:
        yield Hit(evidence=tuple(mild[:5]), params={"what": say("pii-wechat")}, severity=Severity.WARNING)


def masked_claims(value: object, key: str = "") -> object:
    """A copy of claims or header in which secrets and personal numbers are `Secret`s, by name or by shape.

    Depth is bounded by the JSON reader, so that recursion is safe here.
    """
    if isinstance(value, Mapping):
        return {name: masked_claims(item, str(name)) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [masked_claims(item, key) for item in value]
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return value
    text, name = str(value), spelling(key)
    if name in _SECRET_NAMES and isinstance(value, str) and value:
        return Secret(value, _SECRET_NAMES[name])
    if name in _PHONE_NAMES and _PHONE_DIGITS.fullmatch(text):
        return Secret(text, SecretKind.PHONE)
    if name in _ID_NAMES and text:
        return Secret(text, SecretKind.OTHER)
    if not isinstance(value, str):
        return value
    if _SESSION_KEY.fullmatch(value):
        return Secret(value, SecretKind.SESSION_KEY)
    if _ACCESS_TOKEN.fullmatch(value):
        return Secret(value, SecretKind.ACCESS_TOKEN)
    if _PHONE.fullmatch(value):
        return Secret(value, SecretKind.PHONE)
    if _id_card(value):
        return Secret(value, SecretKind.OTHER)
    return value


CONTENT_RULES: dict[str, Check] = {
    "wechat-secrets-in-jwt": wechat_secrets_in_jwt,
    "pii-in-claims": pii_in_claims,
}
