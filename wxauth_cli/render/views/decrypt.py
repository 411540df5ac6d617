"""View of `wxauth decrypt`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone

from wxauth_cli.core.report import Report
from wxauth_cli.core.secret import Secret
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Fields, Heading, Json, Paragraph, Row, Style


def decrypt(report: Report, t: Texts) -> list[Block]:
    """The verdict, what it is and from when, then the content."""
    data = report.data or {}
    plaintext, partial = data.get("plaintext"), data.get("partial")
    if plaintext is None:
        key = "verdict.partly" if partial else "verdict.fails"
        blocks: list[Block] = [Heading(t(f"decrypt.{key}"), "bad")]
        if partial:
            blocks.append(Paragraph(f"{t('decrypt.partial')}: {partial}"))
        return blocks
    heading, style = _verdict(report, data)
    blocks = [
        Heading(t(f"decrypt.{heading}", kind=t(f"decrypt.kind.{data['kind']}")), style),
        Fields(tuple(_rows(data, t))),
        Json(plaintext, t("decrypt.plaintext")),
    ]
    if _holds_secret(plaintext):
        blocks.append(Paragraph(t("decrypt.reveal"), "dim"))
    return blocks


def _verdict(report: Report, data: Mapping[str, object]) -> tuple[str, Style]:
    if report.ok:
        return "verdict.opens", "good"
    if data.get("repairs"):
        return "verdict.repaired", "warn"
    if any(finding.id == "session-key-stale-relogin" for finding in report.findings):
        return "verdict.other-key", "warn"
    return "verdict.watermark", "bad"


def _rows(data: Mapping[str, object], t: Texts) -> list[Row]:
    rows: list[Row] = []
    mark = data.get("watermark")
    if isinstance(mark, Mapping):
        rows.append(Row(t("decrypt.watermark"), str(mark.get("appid", ""))))
        stamp, age = mark.get("timestamp"), data.get("watermark_age_s")
        if isinstance(stamp, int) and isinstance(age, int):
            rows.append(Row(t("decrypt.time"), _moment(stamp), _ago(age, t)))
    rows.append(Row(t("decrypt.key"), _key(data, t)))
    repairs = data.get("repairs")
    if isinstance(repairs, list) and repairs:
        rows.append(Row(t("decrypt.repairs"), ", ".join(str(slug) for slug in repairs)))
    return rows


def _key(data: Mapping[str, object], t: Texts) -> str:
    source, index = data.get("key_source"), data.get("key_index")
    if not isinstance(index, int):
        return t(f"decrypt.key.{source}")
    return t("decrypt.key.remembered" if source == "remembered" else "decrypt.key.listed", place=index + 1)


def _moment(stamp: int) -> str:
    """Local time with its offset from UTC, or the number where it is no time."""
    try:
        return datetime.fromtimestamp(stamp, timezone.utc).astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
    except (OverflowError, OSError, ValueError):
        return str(stamp)


def _ago(age_s: int, t: Texts) -> str:
    size = abs(age_s)
    for unit, seconds in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if size >= seconds:
            time = t(f"common.{unit}", n=size // seconds)
            break
    else:
        time = t("common.seconds", n=size)
    return t("common.ago" if age_s >= 0 else "common.in-future", time=time)


def _holds_secret(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_holds_secret(item) for item in value.values())
    return isinstance(value, Secret)
