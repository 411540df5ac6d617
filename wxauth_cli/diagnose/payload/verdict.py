"""From what was tried to findings: each names its cause, how sure it is, and where it was seen."""

from __future__ import annotations

from wxauth_cli.core.crypto import BLOCK
from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.diagnose.causes import cause
from wxauth_cli.diagnose.payload.examination import Examination, Question, about
from wxauth_cli.diagnose.payload.proof import ANONYMOUS_NICKNAME, Opened, open_payload
from wxauth_cli.diagnose.payload.readings import strict
from wxauth_cli.knowledge.texts import Texts


class Writer:
    """Makes findings in the run's language."""

    def __init__(self, question: Question) -> None:
        self.lang = question.lang
        self.t = Texts(question.lang)

    def finding(
        self,
        slug: str,
        confidence: Confidence,
        *evidence: tuple[str, str],
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of that cause; evidence as (where, what)."""
        items = tuple(Evidence(where, what) for where, what in evidence)
        return cause(slug).finding(self.lang, confidence, items, severity=severity)

    def say(self, key: str, **params: object) -> str:
        """A sentence of the payload doctor's text area."""
        return self.t(f"payload.{key}", **params)


def opened_as_given(question: Question, number: int, opened: Opened) -> Examination:
    """The verdict on a bundle that one of its keys opens without anything undone."""
    writer = Writer(question)
    return concluded(question, writer, number, opened, stale_own_key(question, writer, number))


def stale_own_key(question: Question, writer: Writer, number: int) -> tuple[Finding, ...]:
    """The finding that the bundle's own session_key is not the payload's, where one of the candidates is."""
    if question.listed_from == 0 or number < question.listed_from:
        return ()
    what = writer.say("other-key-fits", place=number - question.listed_from + 1)
    return (writer.finding("session-key-stale-relogin", Confidence.CERTAIN, ("session_key", what)),)


def concluded(
    question: Question,
    writer: Writer,
    number: int,
    opened: Opened,
    first: tuple[Finding, ...] = (),
    repairs: tuple[str, ...] = (),
    remarks: tuple[Finding, ...] = (),
) -> Examination:
    """The examination of a payload of which the object is known: its watermark judged, `first` in front."""
    assert opened.value is not None
    mark = opened.watermark
    kind, age = about(opened.value, mark, question.now)
    against, reason = _watermark(question, writer, mark, age)
    if first:
        reason = obstacle(question)
    emptied = _emptied(writer, kind, opened.value)
    return Examination(
        ok=not first and not repairs and not against,
        findings=(*first, *against, *remarks, *emptied),
        plaintext=opened.value,
        kind=kind,
        watermark=mark,
        watermark_age_s=age,
        repairs=repairs,
        key_index=question.key_index(number),
        reason=reason,
    )


def obstacle(question: Question) -> str:
    """The first thing at which a plain, strict reader stops."""
    bundle = question.bundle
    data, iv = strict(bundle.encrypted_data or ""), strict(bundle.iv or "")
    key = strict(question.keys[0])
    if data is None or iv is None or key is None:
        return "bad-base64"
    if len(key) != BLOCK:
        return "bad-key-length"
    if len(iv) != BLOCK:
        return "bad-iv-length"
    return open_payload(data, key, iv).reason or "watermark-missing"


def _watermark(
    question: Question, writer: Writer, mark: dict[str, object] | None, age: int | None
) -> tuple[tuple[Finding, ...], str | None]:
    if mark is None:
        return (writer.finding("watermark-missing", Confidence.CERTAIN, ("plaintext", writer.say("no-watermark"))),), (
            "watermark-missing"
        )
    found: list[Finding] = []
    reason = None
    appid = str(mark["appid"])
    if question.appid and appid != question.appid:
        reason = "appid-mismatch"
        found.append(
            writer.finding(
                "watermark-other-app",
                Confidence.CERTAIN,
                ("watermark.appid", appid),
                (writer.say("expected-appid"), question.appid),
            )
        )
    if question.max_age_s is not None and age is not None and age > question.max_age_s:
        reason = reason or "stale"
        what = writer.say("age", age=age, limit=int(question.max_age_s))
        found.append(writer.finding("watermark-stale", Confidence.CERTAIN, ("watermark.timestamp", what)))
    return tuple(found), reason


def _emptied(writer: Writer, kind: str, value: dict[str, object]) -> tuple[Finding, ...]:
    anonymous = value.get("nickName") == ANONYMOUS_NICKNAME
    if kind == "profile" or (kind == "userinfo" and anonymous):
        what = writer.say("anonymous" if anonymous else "no-openid")
        return (writer.finding("userinfo-emptied", Confidence.CERTAIN, ("plaintext", what)),)
    return ()
