"""A one-time code before it is spent: read, tidied, looked at."""

from __future__ import annotations

from functools import reduce
from typing import Literal, NamedTuple

from wxauth_cli.actions.context import Context
from wxauth_cli.core.codes import CodeShape, is_regular, shape_of, tidy
from wxauth_cli.core.errors import InputError
from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.secret import LIVE, Secret, SecretKind

Purpose = Literal["login", "phone", "wecom"]
_ENDPOINT = {"login": "code2Session", "phone": "getPhoneNumber", "wecom": "WeCom miniprogram jscode2session"}
_ERRORS = {
    "mock-code-tourist-appid": "mock-code",
    "placeholder-code": "not-a-code",
    "code-kind-swapped": "wrong-kind-of-code",
}
_READ_LIMIT = 64 * 1024
LONGEST = 1024
"""Characters; real ones have 32 and 64. What is longer is a document that was pasted, and would not fit into a URL."""


class Code(NamedTuple):
    """A code that may be sent."""

    secret: Secret
    findings: tuple[Finding, ...]
    """What was taken off around it (info)."""


def read_code(run: Context, text: str, purpose: Purpose, *, force: bool) -> Code:
    """The code in `text` (`-`: standard input). What is certainly no such code is refused (InputError) unless `force`.

    Says on stderr what was trimmed, and what is unusual about the code's shape.
    """
    piped = text == "-"
    if piped:
        text = run.read_input("-", limit=_READ_LIMIT).decode("utf-8", "replace")
        text = text.removesuffix("\n").removesuffix("\r")
    code, stripped = tidy(text)
    shape = shape_of(code)
    if shape is CodeShape.EMPTY:
        raise InputError("code-empty", findings=_refused(run, "placeholder-code", code, purpose))
    if len(code) > LONGEST:
        raise InputError("code-too-long", length=len(code))
    slug = _wrong(shape, purpose)
    if slug is not None and not force:
        error = _ERRORS[slug]
        if slug == "code-kind-swapped":
            error += "-phone" if purpose == "phone" else "-login"
        raise InputError(error, findings=_refused(run, slug, code, purpose))
    findings: tuple[Finding, ...] = ()
    if stripped:
        names = (run.t(f"exchange.stripped.{name}") for name in stripped)
        what = reduce(lambda one, other: run.t("exchange.and", one=one, other=other), names)
        run.notify(run.t("exchange.stripped", what=what))
        findings = (_trimmed(run, what),)
    _warn(run, code, shape, purpose)
    return Code(Secret(code, SecretKind.CODE), findings)


def _wrong(shape: CodeShape, purpose: Purpose) -> str | None:
    if shape is CodeShape.MOCK:
        return "mock-code-tourist-appid"
    if shape is CodeShape.PLACEHOLDER:
        return "placeholder-code"
    other = CodeShape.LOGIN if purpose == "phone" else CodeShape.PHONE
    return "code-kind-swapped" if shape is other else None


def _warn(run: Context, code: str, shape: CodeShape, purpose: Purpose) -> None:
    if purpose == "wecom":
        # What a wx.qy.login code looks like is not published; one of wx.login can be told.
        if shape is CodeShape.LOGIN and is_regular(code):
            run.notify(run.t("exchange.shape.not-wecom"))
        return
    expected = CodeShape.LOGIN if purpose == "login" else CodeShape.PHONE
    if shape in (CodeShape.CUT, CodeShape.CASE_CHANGED) and purpose == "login":
        run.notify(run.t(f"exchange.shape.{shape.value}", length=len(code)))
    elif shape is not expected:
        run.notify(run.t(f"exchange.shape.unusual.{purpose}", length=len(code)))
    elif purpose == "login" and not is_regular(code):
        run.notify(run.t("exchange.shape.irregular"))


def _refused(run: Context, slug: str, code: str, purpose: Purpose) -> tuple[Finding, ...]:
    """The finding of that cause, by its own rule."""
    from wxauth_cli.diagnose.case import Case, code_of
    from wxauth_cli.diagnose.causes import cause
    from wxauth_cli.diagnose.engine import diagnose

    if slug == "code-kind-swapped":
        Secret(code, SecretKind.CODE)  # it may be alive: hidden from now on
        shape = run.t(f"exchange.evidence.{'login' if purpose == 'phone' else 'phone'}", length=len(code))
        step = 9 if purpose == "phone" else 3
        found = cause(slug).finding(run.lang, Confidence.CERTAIN, (Evidence("CODE", shape),), step=step)
        return (found,)
    with LIVE.scope():
        # A placeholder is no secret, and hiding its words would garble our own sentences.
        seen = code_of(code, where="CODE", endpoint=_ENDPOINT[purpose])
        return diagnose(Case(run.lang, run.clock.now(), codes=(seen,)), [cause(slug)]).findings


def _trimmed(run: Context, what: str) -> Finding:
    from wxauth_cli.diagnose.causes import cause

    evidence = (Evidence("CODE", run.t("exchange.stripped.evidence", what=what)),)
    return cause("code-quoted-or-padded").finding(run.lang, Confidence.CERTAIN, evidence, severity=Severity.INFO)
