"""`wxauth sandbox fault`: order a fault, clear, or list those that wait."""

from __future__ import annotations

from collections.abc import Mapping

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.sandbox import duration
from wxauth_cli.actions.sandbox_control import control_of
from wxauth_cli.core.errors import UsageError
from wxauth_cli.core.report import Report


def fault(
    run: Context,
    url: str | None,
    *,
    kinds: Mapping[str, object],
    where: Mapping[str, object],
    takes_effect: bool,
    address: str | None,
) -> Report:
    """One of `kinds` is given; UsageError `fault-choose-one` if it is not one."""
    chosen = [(name, value) for name, value in kinds.items() if value is not None and value is not False]
    if len(chosen) != 1:
        raise UsageError("fault-choose-one", help=f"wxauth {run.command} --help")
    ((kind, value),) = chosen
    given: dict[str, object] = {**_arguments(kind, value), **where, "takes_effect": takes_effect or None}
    if address is not None:
        given["value"] = address
    answer = control_of(run, url).call("fault", given)
    name = where["name"]
    extra = {
        "what": kind if kind in ("list", "clear") else "ordered",
        "name": name or "",
        "times": where["times"],
        "rate": where["rate"],
        "path": where["path"] or "",
    }
    return Report("sandbox fault", answer, clear=True, extra=extra)


def _arguments(kind: str, value: object) -> dict[str, object]:
    if kind in ("errcode", "list", "clear"):
        return {kind: value}
    if kind == "slow":
        return {"kind": kind, "delay_s": duration(str(value))}
    if kind == "content-type":
        return {"kind": kind, "value": value}
    return {"kind": kind}
