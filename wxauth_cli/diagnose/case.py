"""The evidence of one diagnosis. Rules read it; they never look anywhere else.

Values of parameters stand here in clear, because rules compare them. They leave a rule only as shapes, lengths and
verdicts, never as values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from wxauth_cli.core.codes import CodeShape, shape_of, tidy
from wxauth_cli.core.errmsg import WechatError, parse_errmsg
from wxauth_cli.core.findings import Evidence
from wxauth_cli.core.flow import Flow
from wxauth_cli.core.model_words import Leg, Sent
from wxauth_cli.core.patterns import lazy_pattern
from wxauth_cli.core.rid import Rid
from wxauth_cli.core.secret import Secret, SecretKind, mask
from wxauth_cli.core.text import Lang, Text
from wxauth_cli.diagnose.endpoints import PHONE, endpoint_of_name

if TYPE_CHECKING:
    from wxauth_cli.core.bundle import Bundle
    from wxauth_cli.core.model import Exchange

T = TypeVar("T")

CODE_LIFETIME_S = 300
"""How long a code may be exchanged (code2Session and getPhoneNumber pages)."""


@dataclass(frozen=True, eq=False, repr=False)
class Call:
    """One request as far as an input shows it: a recorded exchange, or a URL in a log line."""

    where: str
    endpoint: str | None = None
    host: str = ""
    path: str = ""
    method: str | None = None
    leg: Leg | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, object] = field(default_factory=dict)
    body_kind: str = "none"
    """`none`, `json` (an object), `form`, `other`."""
    referer_appid: str | None = None
    """The appid in a servicewechat.com Referer: the mini program that really ran."""
    referer: str = ""
    user_agent: str = ""
    started_at: float | None = None
    """Unix seconds."""
    total_s: float = 0.0
    sent: Sent = Sent.WHOLE
    status: int | None = None
    """HTTP status; None where no answer arrived, or the input shows none."""
    errcode: int | None = None
    """0 where WeChat granted it, None where the input does not say."""
    date: float | None = None
    """The answer's `Date` header in Unix seconds: the other side's clock."""
    failure: str | None = None
    """The word of a transport or HTTP failure, such as `network-timeout`."""
    token: str = ""
    """The access_token that the answer gave, to be compared with what later calls carry."""
    complete: bool = False
    """The whole request is at hand (a recorded exchange), so that what is absent was absent."""
    exchange: Exchange | None = None
    """The recorded exchange itself, with headers and answer."""

    def given(self, name: str) -> str:
        """A parameter where this endpoint reads it or not: from the query, else from the body; "" if absent."""
        value = self.query.get(name)
        if value is None:
            inner = self.body.get(name)
            value = inner if isinstance(inner, str) else ""
        return value


@dataclass(frozen=True, eq=False, repr=False)
class SeenError:
    """One error of WeChat, of a client API or of the sample code."""

    errcode: int | None
    """None where only the text is known."""
    errmsg: str = ""
    message: str = ""
    """`errmsg` without rid, hint and address."""
    endpoint: str | None = None
    rid: Rid | None = None
    where: str = ""
    family: str | None = None
    """The gateway that the suffix betrays: `sns`, `cgi-bin`, `component`, `wecom`, `cloud` …"""
    ip: str | None = None
    scope: str = "weixin"
    """`weixin`, `wecom`, `client` or `local`."""
    call: Call | None = None
    source: int = 0
    """Number of the input that it came with."""

    def evidence(self) -> Evidence:
        """This error as evidence: number and literal text."""
        text = f"{self.errcode} {self.message}" if self.errcode is not None else self.message
        where = self.where or "errcode"
        return Evidence(f"{where} · {self.endpoint}" if self.endpoint else where, text.strip())


@dataclass(frozen=True, eq=False, repr=False)
class SeenCode:
    """One code: what kind it looks like, and which endpoint it was sent to, if that is known."""

    value: str
    shape: CodeShape = CodeShape.UNUSUAL
    stripped: tuple[str, ...] = ()
    """What surrounded it: quotes, blanks, `code=`."""
    endpoint: str | None = None
    where: str = ""
    call: Call | None = None

    def sketch(self) -> str:
        """What may be said of it: its beginning and its length."""
        return f"{mask(self.value, SecretKind.CODE)} ({len(self.value)})"


@dataclass(frozen=True, eq=False, repr=False)
class SeenBundle:
    """A bundle, and whether the input has a field for its key at all (a client's own event has none)."""

    bundle: Bundle
    names_key: bool = True


@dataclass(frozen=True, eq=False, repr=False)
class SeenSign:
    """A telling piece of text: an error of a library or console, a header, a key in a list. `word` says what it is."""

    word: str
    """A word of `diagnose/signs.py`."""
    where: str
    text: str
    """What may be shown of it, without secret values."""
    about_wechat: bool | None = None
    """Whether a WeChat host is named beside it; None: no host is named at all."""

    def evidence(self) -> Evidence:
        """This sign as evidence: its place and its text."""
        return Evidence(self.where, self.text)


@dataclass(frozen=True, eq=False, repr=False)
class Case:
    """All the evidence of a diagnosis."""

    lang: Lang
    now: float
    """Unix seconds. Times in a capture are judged by the capture's own clock, not by this."""
    errors: tuple[SeenError, ...] = ()
    codes: tuple[SeenCode, ...] = ()
    rids: tuple[Rid, ...] = ()
    calls: tuple[Call, ...] = ()
    bundles: tuple[SeenBundle, ...] = ()
    keys: tuple[str, ...] = ()
    """session_keys that answers of code2Session in the input gave: candidates for its bundles."""
    tokens: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What was said in words: `--note`, and the text around an error."""
    appid: str | None = None
    """What the backend believes that it is."""
    flow: Flow = field(default_factory=Flow)
    hidden_reason: bool = False
    """A backend's own answer says that it failed, without WeChat's reason."""
    signs: tuple[SeenSign, ...] = ()
    doubted: bool = False
    """All of it is only asked about, expected, or told as an example: nothing that follows is more than possible."""
    hearsay: bool = False
    """All errors are numbers that somebody names in words of their own: nothing that follows is certain."""
    answers: tuple[frozenset[str], ...] = ()
    """Names of the fields of each answer of a login that the input shows."""

    @cached_property
    def _kept(self) -> dict[object, object]:
        return {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once for this case: an index that several rules use."""
        kept = self._kept
        if key not in kept:
            kept[key] = make()
        return kept[key]  # type: ignore[return-value]

    def signed(self, *words: str) -> tuple[SeenSign, ...]:
        """The signs with one of those words, in order."""
        return tuple(sign for sign in self.signs if sign.word in words)

    def place(self, call: Call) -> int:
        """The place of a call in `calls`, from 0; -1 for one that is not kept."""
        places = self.once("places", lambda: {id(other): number for number, other in enumerate(self.calls)})
        return places.get(id(call), -1)

    def code_of_call(self, call: Call) -> SeenCode | None:
        """The code that this call carries."""

        def index() -> dict[int, SeenCode]:
            found: dict[int, SeenCode] = {}
            for code in self.codes:
                if code.call is not None:
                    found.setdefault(id(code.call), code)
            return found

        return self.once("code-of-call", index).get(id(call))

    def coded(self, *errcodes: int, at: Iterable[str] | None = None, scope: str = "weixin") -> tuple[SeenError, ...]:
        """The errors with one of those numbers. `at`: from one of those endpoints, or from one that is not known."""
        wanted = None if at is None else set(at)
        return tuple(
            error
            for error in self.errors
            if error.errcode in errcodes
            and error.scope == scope
            and (wanted is None or error.endpoint is None or error.endpoint in wanted)
        )

    def says(self, pattern: str) -> bool:
        """Whether the notes, an error's text or a User-Agent speak of it (a regular expression, any case)."""

        def look() -> bool:
            expression = re.compile(pattern, re.I)
            return any(expression.search(text[:100_000]) for text in self._said)

        return self.once(("says", pattern), look)

    @cached_property
    def _said(self) -> tuple[str, ...]:
        texts = [*self.notes, *(error.errmsg for error in self.errors), *(call.user_agent for call in self.calls)]
        return tuple(dict.fromkeys(text for text in texts if text))

    def seen(self, where: str, text: Text, /, **params: object) -> Evidence:
        """A piece of evidence in the run's language."""
        return Evidence(where, text.say(self.lang, **params))

    def to(self, *endpoints: str) -> tuple[Call, ...]:
        """The calls to those endpoints, in order."""
        return tuple(call for call in self.calls if call.endpoint in endpoints)

    def issued_at(self, code: str) -> float | None:
        """When a client got or sent that code, in Unix seconds, where the evidence tells."""
        return self.once("issued", self._issued).get(code)

    def _issued(self) -> dict[str, float]:
        from wxauth_cli.core.model import Event

        found: dict[str, float] = {}

        def put(code: object, at: float) -> None:
            text = code.reveal() if isinstance(code, Secret) else code
            if isinstance(text, str) and text:
                found[text] = min(at, found.get(text, at))

        for item in self.flow.items:
            if isinstance(item, Event) and item.what in ("login-called", "button-tapped"):
                put(item.learnt.get("code"), item.at)
        for call in self.calls:
            if call.leg is Leg.CLIENT_BACKEND and call.started_at is not None:
                for value in _texts(call.body):
                    put(value, call.started_at)
        return found


def error_of(
    errcode: int | None,
    errmsg: str,
    *,
    where: str,
    endpoint: str | None = None,
    call: Call | None = None,
    source: int = 0,
    known: WechatError | None = None,
) -> SeenError:
    """A `SeenError` from a number and its text: suffix, rid, address and family are read from the text."""
    parsed = known or parse_errmsg(errmsg, errcode if errcode is not None else 0)
    name = endpoint_of_name(endpoint) if endpoint else None
    if name is None and parsed.family == "cloud" and "phonenumber" in errmsg.lower():
        name = PHONE
    return SeenError(
        errcode,
        errmsg,
        parsed.message,
        name or (endpoint or None),
        parsed.rid,
        where,
        parsed.family,
        parsed.ip,
        _scope(errcode, errmsg, parsed.family, call),
        call,
        source,
    )


def code_of(value: str, *, where: str, endpoint: str | None = None, call: Call | None = None) -> SeenCode:
    """A `SeenCode` from the text of a code as it was sent."""
    tidied, stripped = tidy(value)
    shape = shape_of(tidied)
    if shape not in (CodeShape.MOCK, CodeShape.PLACEHOLDER, CodeShape.EMPTY):
        # Secrets register themselves: from here on the redactor knows the code, in whatever form it is printed.
        Secret(tidied, SecretKind.CODE)
        Secret(value, SecretKind.CODE)
    return SeenCode(value, shape, stripped, endpoint, where, call)


def is_masked(value: str) -> bool:
    """Whether whoever kept the evidence hid (a part of) this value: nothing can be said of its shape."""
    return _MASK.search(value) is not None


_MASK = lazy_pattern(r"\*{2}|[•…]|redacted|masked|^<.{0,40}>$|x{6}", re.I)


def codes_in(calls: Iterable[Call]) -> Iterable[SeenCode]:
    """The codes that those calls carry, under the names that endpoints and backends use."""
    for call in calls:
        name, value = given_code(call)
        if value and not is_masked(value):
            yield code_of(value, where=f"{call.where} {name}", endpoint=call.endpoint, call=call)


def given_code(call: Call) -> tuple[str, str]:
    """The name under which a call carries a code, and the code, masked or not; "" if it carries none."""
    return next(((name, value) for name in ("js_code", "code") if (value := call.given(name))), ("", ""))


def _texts(body: Mapping[str, object]) -> set[str]:
    found: set[str] = set()
    for value in body.values():
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, Mapping):
            found.update(inner for inner in value.values() if isinstance(inner, str))
    return found


_CLIENT_TEXT = lazy_pattern(r"\b[A-Za-z]{3,40}:fail")


def _scope(errcode: int | None, errmsg: str, family: str | None, call: Call | None) -> str:
    if family == "wecom" or (call is not None and call.host == "qyapi.weixin.qq.com"):
        return "wecom"
    if family == "cloud" or call is not None:
        return "weixin"
    if _CLIENT_TEXT.search(errmsg):
        return "client"
    if errcode is not None and errcode < -10000:
        return "local" if -41999 < errcode <= -40001 else "client"
    if errcode is not None and errcode in (1400001, 1402101, 10001011, 10001014, 510001, 602001):
        return "client"
    return "weixin"
