"""A bundle that does not open as given: what is absent, what opens it, what can be read, else what is likely."""

from __future__ import annotations

from wxauth_cli.core.findings import Confidence, Finding
from wxauth_cli.diagnose.payload import fields
from wxauth_cli.diagnose.payload.attempts import Attempt, Undone, proven_attempt, read_from_end, readable_attempt
from wxauth_cli.diagnose.payload.examination import Examination, Question
from wxauth_cli.diagnose.payload.no_key_fits import no_key_fits
from wxauth_cli.diagnose.payload.readings import HARMLESS, bodies
from wxauth_cli.diagnose.payload.search import find_foreign
from wxauth_cli.diagnose.payload.verdict import Writer, concluded, stale_own_key


def not_as_given(question: Question) -> Examination:
    """The verdict on a bundle that does not open without something undone."""
    writer = Writer(question)
    bundle = question.bundle
    data = bundle.encrypted_data or ""
    if fields.is_absent(data) or fields.is_cloud_id(data):
        return _no_payload(writer, question)
    if not any(question.keys):
        found = writer.finding("session-key-absent", Confidence.CERTAIN, ("session_key", _absent(writer, question)))
        return Examination(False, (found,), reason="no-key", error_code="session-key-missing")
    iv = "" if fields.is_absent(bundle.iv) else bundle.iv or ""
    attempt = proven_attempt(question.keys, iv, data)
    if attempt is not None:
        return repaired(question, writer, attempt)
    foreign = _foreign(question, writer, iv, data)
    if foreign is not None:
        return foreign
    readable_one = readable_attempt(question.keys, iv, data)
    from wxauth_cli.diagnose.payload.right_key import front_cut, right_key

    if readable_one is not None:
        return right_key(question, writer, readable_one)
    from_end = read_from_end(question.keys, iv, data)
    if from_end is not None:
        return front_cut(question, writer, from_end)
    return no_key_fits(question, writer, iv, data)


def _no_payload(writer: Writer, question: Question) -> Examination:
    bundle = question.bundle
    if not fields.is_absent(bundle.encrypted_data):
        length = len(bundle.encrypted_data or "")
        found = writer.finding(
            "cloudid-as-payload", Confidence.CERTAIN, ("encryptedData", writer.say("cloudid", length=length))
        )
        return Examination(False, (found,), reason="bad-base64")
    findings: tuple[Finding, ...] = ()
    if bundle.cloud_id:
        what = writer.say("only-cloudid")
        findings = (writer.finding("cloudid-as-payload", Confidence.CERTAIN, ("cloudID", what)),)
    return Examination(False, findings, reason="no-payload", error_code="encrypted-data-missing")


def _absent(writer: Writer, question: Question) -> str:
    text = (question.bundle.session_key or "").strip()
    return writer.say("absent-word", word=text) if text else writer.say("absent")


def repaired(question: Question, writer: Writer, attempt: Attempt) -> Examination:
    """The verdict on a payload that is proven after damage was undone, be it only what a lenient decoder reads past."""
    repairs, remarks = told(question, writer, attempt.undone)
    first = (*repairs, *stale_own_key(question, writer, attempt.key_number))
    return concluded(question, writer, attempt.key_number, attempt.opened, first, attempt.repairs, remarks)


def told(
    question: Question, writer: Writer, undone: tuple[Undone, ...], confidence: Confidence = Confidence.CERTAIN
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What was undone as findings: repairs, and harmless remarks."""
    places: dict[str, list[str]] = {}
    for item in undone:
        places.setdefault(item.slug, []).append(item.field)
    repairs: list[Finding] = []
    remarks: list[Finding] = []
    for slug, where in places.items():
        evidence = tuple((field, _what(question, writer, slug, field)) for field in where)
        (remarks if slug in HARMLESS else repairs).append(writer.finding(slug, confidence, *evidence))
    return tuple(repairs), tuple(remarks)


def _what(question: Question, writer: Writer, slug: str, field: str) -> str:
    text = {
        "encryptedData": question.bundle.encrypted_data,
        "iv": question.bundle.iv,
        "session_key": question.bundle.session_key or next((key for key in question.keys if key), ""),
    }.get(field) or ""
    entities = fields.entities(text)
    counts = {
        "plus-became-space": fields.blanks(text),
        "still-percent-encoded": text.count("%"),
        "entities": entities,
    }
    if slug == "plus-became-space" and not counts[slug]:
        slug = "plus-trimmed"
    if slug == "still-percent-encoded" and "%25" in text:
        slug = "percent-twice"
    elif slug == "still-percent-encoded" and entities:
        slug = "entities"
    return writer.say(f"saw.{slug}", n=counts.get(slug, len(text)))


def _foreign(question: Question, writer: Writer, iv: str, data: str) -> Examination | None:
    """The verdict where one character stands in encryptedData that no base64 has, and only one fits in its place."""
    from wxauth_cli.diagnose.payload.attempts import ivs_of, keys_of

    for body, undone in bodies(data):
        for number, key_text in enumerate(question.keys):
            for key in keys_of(key_text)[:1]:
                for iv_reading in ivs_of(iv)[:1]:
                    change = find_foreign(body, key.value, iv_reading.value)
                    if change is not None:
                        what = writer.say("changed-at", place=change.place)
                        found = writer.finding("character-changed", Confidence.CERTAIN, ("encryptedData", what))
                        items = (
                            *(Undone(slug, "encryptedData") for slug in undone),
                            *(Undone(slug, "iv") for slug in iv_reading.undone),
                            *(Undone(slug, "session_key") for slug in key.undone),
                        )
                        more, remarks = told(question, writer, items)
                        slugs = tuple(dict.fromkeys(("character-changed", *(item.id for item in more))))
                        return concluded(question, writer, number, change.opened, (found, *more), slugs, remarks)
    return None
