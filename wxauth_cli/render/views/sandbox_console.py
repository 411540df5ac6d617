"""`wxauth sandbox component|corp|pay|user-key|callback|event|switch`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, cast

from wxauth_cli.core.report import Report
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render.blocks import Block, Bullets, Fields, Heading, Json, Row, Table


def component(report: Report, t: Texts) -> list[Block]:
    """The platform's credentials, and who has authorised it."""
    data = _data(report)
    names = ("component_appid", "component_appsecret", "component_verify_ticket")
    blocks: list[Block] = [Fields(_rows(data, names))]
    for item in cast("list[Mapping[str, Any]]", data["authorizations"]):
        sets = ", ".join(str(number) for number in item["permission_sets"])
        rows = _rows(item, ("authorizer_appid", "authorization_code", "authorizer_refresh_token"))
        blocks.append(Fields((*rows, Row("permission_sets", sets)), title=t("sandbox.component.authorization")))
    if not data["authorizations"]:
        command = f"wxauth sandbox component {data['component_appid']} --authorize APPID"
        blocks.append(Bullets((command,), title=t("sandbox.next")))
    return blocks


def corp(report: Report, t: Texts) -> list[Block]:
    """Credentials of the company and its suite."""
    return [Fields(_rows(_data(report), tuple(_data(report))))]


def pay(report: Report, t: Texts) -> list[Block]:
    """The numbers of the trade."""
    return [Fields(_rows(_data(report), tuple(_data(report))))]


def user_key(report: Report, t: Texts) -> list[Block]:
    """The key and its end."""
    data = _data(report)
    until = datetime.fromtimestamp(data["expireTime"], tz=timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")
    rows = _rows(data, ("encryptKey", "iv", "version"))
    return [Fields((*rows, Row("expireTime", str(data["expireTime"]), note=until)))]


def callback(report: Report, t: Texts) -> list[Block]:
    """Whether it was set, and how."""
    data = _data(report)
    good = data["verified"] is True
    blocks: list[Block] = [
        Heading(t(f"sandbox.callback.{'verified' if good else 'not-verified'}"), style="good" if good else "bad"),
        Fields(_rows(data, ("appid", "url", "token", "encoding_aes_key", "mode", "format"))),
    ]
    return blocks if good else [*blocks, _attempts([data["attempt"]], t)]


def event(report: Report, t: Texts) -> list[Block]:
    """The message, and how each delivery went."""
    data = _data(report)
    good = data["delivered"] is True
    return [
        Heading(t(f"sandbox.event.{'delivered' if good else 'not-delivered'}"), style="good" if good else "bad"),
        Json(data["message"]),
        _attempts(data["attempts"], t),
    ]


def switch(report: Report, t: Texts) -> list[Block]:
    """How they stand."""
    data = _data(report)
    rows = tuple(
        Row(name, str(value).lower() if isinstance(value, bool) else str(value), t(f"sandbox_control.switch.{name}"))
        for name, value in data.items()
    )
    return [Fields(rows)]


def _attempts(attempts: list[Mapping[str, Any]], t: Texts) -> Table:
    rows = tuple(
        (str(number), str(item["status"] or item["error"]), str(item["body"])[:60])
        for number, item in enumerate(attempts, 1)
    )
    return Table(("", t("sandbox.event.outcome"), t("sandbox.event.answer")), rows)


def _rows(data: Mapping[str, Any], names: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(Row(name, str(data[name])) for name in names)


def _data(report: Report) -> Mapping[str, Any]:
    assert report.data is not None
    return report.data
