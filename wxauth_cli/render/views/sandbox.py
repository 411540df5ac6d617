"""`wxauth sandbox …`: what the sandbox handed out, and how to go on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Fields, Heading, Json, Paragraph, Row, Table
from wxauth_cli.render.trust import Door, instructions
from wxauth_cli.render.views.sandbox_console import callback as callback
from wxauth_cli.render.views.sandbox_console import component as component
from wxauth_cli.render.views.sandbox_console import corp as corp
from wxauth_cli.render.views.sandbox_console import event as event
from wxauth_cli.render.views.sandbox_console import pay as pay
from wxauth_cli.render.views.sandbox_console import switch as switch
from wxauth_cli.render.views.sandbox_console import user_key as user_key

_LONG = "%Y-%m-%d %H:%M:%S UTC"


def serve(report: Report, t: Texts) -> list[Block]:
    """Addresses and credentials, and the next commands."""
    data = _data(report)
    name = str(report.extra["profile"])
    keys = ("url", "network_url", "appid", "secret", "control_url", "control_token")
    rows = tuple(Row(key, str(data[key])) for key in keys if key in data)
    steps = (
        f"wxauth sandbox login --profile {name}",
        f"wxauth exchange CODE --profile {name}",
        f"wxauth sandbox tap --profile {name}",
    )
    return [
        Heading(t("sandbox.serve.title"), style="good"),
        Fields(rows),
        Bullets(steps, title=t("sandbox.serve.next")),
        *(_tls(report, t) if "tls_url" in data else []),
        Paragraph(t("sandbox.serve.end", name=name), style="dim"),
    ]


def run(report: Report, t: Texts) -> list[Block]:
    """Nothing: standard output belongs to the command that ran."""
    return []


def _tls(report: Report, t: Texts) -> list[Block]:
    data = _data(report)
    door = Door(
        url=str(data["tls_url"]),
        hosts=cast("list[str]", data["hosts"]),
        ca_file=str(data["ca_file"]),
        ca_bundle=str(data["ca_bundle"]),
        ca_name=str(report.extra["ca_name"]),
        until=_moment(data["ca_until"], "%Y-%m-%d"),
    )
    return instructions(door, t)


def login(report: Report, t: Texts) -> list[Block]:
    """The code and the next command."""
    return [Fields((Row("code", str(_data(report)["code"])),)), *_next(report, t)]


def tap(report: Report, t: Texts) -> list[Block]:
    """The detail object as the mini program sees it."""
    return [Json(report.data, title="e.detail"), *_next(report, t)]


def user(report: Report, t: Texts) -> list[Block]:
    """Who it is in this app."""
    data = _data(report)
    unionid = data["unionid"]
    note = "" if unionid else t("sandbox.user.no-unionid")
    return [
        Fields(
            (
                Row("user", data["user"]),
                Row("openid", data["openid"]),
                Row("unionid", unionid or t("common.none"), note=note),
            )
        )
    ]


def app(report: Report, t: Texts) -> list[Block]:
    """Its credentials."""
    data = _data(report)
    blocks: list[Block] = [Fields((Row("appid", data["appid"]), Row("secret", data["secret"])))]
    if data["api_security"] is not None:
        blocks.append(Json(data["api_security"], title="api_security"))
    return blocks


def session(report: Report, t: Texts) -> list[Block]:
    """The session_key now, and those before it."""
    data = _data(report)
    rows = [Row("user", data["user"]), Row("openid", data["openid"])]
    if data["session_key"] is None:
        rows.append(Row("session_key", t("common.none"), note=t("sandbox.session.none")))
    else:
        rows.append(Row("session_key", data["session_key"]))
        rows += [Row(name, str(data[name]), note=_moment(data[name], _LONG)) for name in ("created_at", "expires_at")]
    every = int(data["rotate_every_s"])
    rows.append(Row("rotate_every_s", str(every), note="" if every else t("sandbox.session.kept")))
    blocks: list[Block] = [Fields(tuple(rows))]
    if data["history"]:
        before = tuple((item["session_key"], _moment(item["ended_at"], _LONG)) for item in data["history"])
        blocks.append(Table((t("sandbox.session.before"), t("sandbox.session.ended")), before))
    return blocks


def clock(report: Report, t: Texts) -> list[Block]:
    """The sandbox's time."""
    data = _data(report)
    now = int(data["now"])
    rows = [Row("now", str(now), note=_moment(now, _LONG))]
    if data.get("frozen"):
        rows.append(Row("frozen", "true", note=t("sandbox.clock.frozen")))
    if "skew_s" in data:
        rows.append(
            Row("shown_now", str(data["shown_now"]), note=t("sandbox.clock.skew", seconds=f"{data['skew_s']:g}"))
        )
    return [Fields(tuple(rows))]


def fault(report: Report, t: Texts) -> list[Block]:
    """What was ordered, or what waits."""
    extra = report.extra
    if extra["what"] == "list":
        return _waiting(cast("list[Mapping[str, Any]]", _data(report)["faults"]), t)
    if extra["what"] == "clear":
        name = str(extra["name"])
        return [Paragraph(t("sandbox.fault.cleared-one", name=name) if name else t("sandbox.fault.cleared"))]
    where = str(extra["path"]) or t("sandbox.fault.any-path")
    if extra["rate"] is not None:
        return [Paragraph(t("sandbox.fault.ordered-rate", path=where, rate=f"{extra['rate']:g}"))]
    return [Paragraph(t("sandbox.fault.ordered", path=where, times=extra["times"] or 1))]


def _waiting(faults: list[Mapping[str, Any]], t: Texts) -> list[Block]:
    if not faults:
        return [Paragraph(t("sandbox.fault.none"))]
    rows = tuple(
        (
            str(item["name"]),
            str(item.get("errcode") or item["kind"]),
            str(item["path"] or t("sandbox.fault.any-path")),
            " ".join(f"{name}={item[name]}" for name in ("appid", "user") if item[name]),
            "" if item["times"] is None else str(item["times"]),
            f"{item['rate']:g}",
        )
        for item in faults
    )
    columns = tuple(t(f"sandbox.fault.{name}") for name in ("name", "kind", "path", "who", "times", "rate"))
    return [Table(columns, rows, right=(4, 5))]


def state(report: Report, t: Texts) -> list[Block]:
    """The snapshots that there are."""
    snapshots = cast("list[Mapping[str, Any]]", _data(report)["snapshots"])
    what = str(report.extra["what"])
    blocks: list[Block] = []
    if what != "list":
        blocks.append(Paragraph(t(f"sandbox.state.{what}-done", name=report.extra["name"])))
    elif not snapshots:
        blocks.append(Paragraph(t("sandbox.state.empty")))
    if snapshots:
        rows = tuple((str(item["name"]), _moment(item["saved_at"], _LONG)) for item in snapshots)
        blocks.append(Table((t("sandbox.state.name"), t("sandbox.state.saved")), rows))
    return blocks


def journal(report: Report, t: Texts) -> list[Block]:
    """One line per call."""
    if report.extra["har"] is not None:
        return [Paragraph(t("sandbox.journal.har-written", path=_data(report)["har"], count=report.extra["har"]))]
    entries = cast("list[Mapping[str, Any]]", _data(report)["entries"])
    if not entries:
        return [Paragraph(t("sandbox.journal.empty"))]
    rows = tuple(
        (
            _moment(float(entry["time"]), "%H:%M:%S"),
            f"{entry['method']} {entry['path']}",
            _outcome(entry, t),
            str(entry["rid"] or ""),
        )
        for entry in entries
    )
    columns = (t("sandbox.journal.time"), t("sandbox.journal.call"), "errcode", "rid")
    return [Table(columns, rows, right=(2,))]


def _outcome(entry: Mapping[str, Any], t: Texts) -> str:
    if entry["errcode"] is not None:
        return str(entry["errcode"])
    # A connection that was reset has no status.
    return f"HTTP {entry['status']}" if entry["status"] else t("sandbox.journal.no-answer")


def reset(report: Report, t: Texts) -> list[Block]:
    """That it is done."""
    return [Paragraph(t("sandbox.reset.done"))]


def _data(report: Report) -> Mapping[str, Any]:
    assert report.data is not None
    return report.data


def _next(report: Report, t: Texts) -> list[Block]:
    command = str(report.extra["next"])
    return [Bullets((command,), title=t("sandbox.next"))] if command else []


def _moment(seconds: float, form: str) -> str:
    return datetime.fromtimestamp(seconds, tz=timezone.utc).strftime(form)
