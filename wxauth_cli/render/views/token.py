"""`wxauth token …`: what a token says, the verdict on it, a minted one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Fields, Heading, Json, Paragraph, Row, Style, Table, Verbatim


def inspect(report: Report, t: Texts) -> list[Block]:
    """What it is, that nothing is verified, header, claims and times."""
    data = _data(report)
    if "cached" in data:
        return _cached(data, t)
    kind = data["kind"]
    rows = [
        Row(t("token.kind"), t(f"token.kind.{kind}"), note=t(f"common.finding.{data['confidence']}")),
        Row(t("token.length"), t("token.characters", n=data["length"])),
    ]
    taken = [name for name in data["stripped"] if name not in data["mended"]]
    if taken:
        rows.append(Row(t("token.stripped"), _names(taken, t)))
    if data["mended"]:
        rows.append(Row(t("token.mended"), _names(data["mended"], t), style="warn"))
    blocks: list[Block] = [Fields(tuple(rows))]
    if kind in ("jwt", "jwe"):
        blocks.insert(0, Heading(t("token.unverified"), style="warn"))
        blocks.extend(_contents(data, t, encrypted=kind == "jwe"))
    elif data["times"]:
        blocks.append(_times(data["times"], t))
    return blocks


def verify(report: Report, t: Texts) -> list[Block]:
    """The verdict, what was checked, then the contents."""
    data = _data(report)
    valid = data["signature_valid"]
    word = {True: "true", False: "false", None: "none"}[valid]
    if report.ok:
        head = Heading(t("token.verified"), style="good")
    else:
        why = {True: "refused-other", False: "refused-signature", None: "refused-unchecked"}[valid]
        head = Heading(t(f"token.{why}"), style="bad")
    style: Style = "good" if valid else "bad"
    rows = [Row(t("token.signature"), t(f"token.signature.{word}"), style=style)]
    if data["alg"]:
        rows.append(Row(t("token.alg"), data["alg"]))
    if report.extra["why"]:
        rows.insert(0, Row(t("token.why"), str(report.extra["why"]), style="bad"))
    if data.get("secret_form") not in (None, "raw"):
        rows.append(Row(t("token.secret_form"), t(f"token_facts.form-{data['secret_form']}")))
    if data["stripped"]:
        rows.append(Row(t("token.stripped"), _names(data["stripped"], t)))
    return [head, Fields(tuple(rows)), *_contents(data, t)]


def issue(report: Report, t: Texts) -> list[Block]:
    """The token alone, so that it can be piped on."""
    return [Verbatim(str(_data(report)["token"]))]


def _data(report: Report) -> dict[str, Any]:
    return cast("dict[str, Any]", dict(report.data or {}))


def _names(names: Sequence[str], t: Texts) -> str:
    return ("、" if t.lang == "zh" else ", ").join(t(f"token.strip.{name}") for name in names)


def _contents(data: Mapping[str, Any], t: Texts, *, encrypted: bool = False) -> list[Block]:
    blocks: list[Block] = []
    for name in ("header",) if encrypted else ("header", "claims"):
        title = t(f"token.{name}")
        if data[name] is None:
            blocks.append(Fields((Row(title, t("token.unreadable"), style="warn"),)))
        else:
            blocks.append(Json(data[name], title=title))
    if data["times"]:
        blocks.append(_times(data["times"], t))
    return blocks


def _times(times: Mapping[str, Mapping[str, Any]], t: Texts) -> Table:
    rows = []
    for name, value in times.items():
        local = value["local"]
        if value["unit"] == "ms":
            local = f"{local} ({t('token.times.in-ms')})"
        rows.append((t(f"token.times.{name}"), local, _relative(int(value["from_now_s"]), t)))
    columns = (t("token.times.claim"), t("token.times.local"), t("token.times.relative"))
    return Table(columns, tuple(rows), title=t("token.times"))


def _relative(from_now_s: int, t: Texts) -> str:
    length = abs(from_now_s)
    unit, size = next(
        ((unit, size) for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)) if length >= 2 * size),
        ("seconds", 1),
    )
    time = t(f"common.{unit}", n=length // size)
    return t("common.ago" if from_now_s < 0 else "common.in-future", time=time)


def _cached(data: Mapping[str, Any], t: Texts) -> list[Block]:
    blocks: list[Block] = []
    if data["cached"]:
        left = _relative(int(data["expires_in"]), t)
        rows = (Row(t("token.cached.appid"), data["appid"]), Row(t("token.cached.expires_in"), left))
        blocks.append(Fields(rows, title=t("token.cached")))
    else:
        blocks.append(Paragraph(t("token.cached.none")))
    return [*blocks, Paragraph(t("token.cached.next"), style="dim")]
