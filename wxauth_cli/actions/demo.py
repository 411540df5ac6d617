"""`wxauth demo`: a whole login on the sandbox, as one trace."""

from __future__ import annotations

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.steps import elapsed_ms, steps_of
from wxauth_cli.core.errors import NetworkError
from wxauth_cli.core.model import Event, Exchange, Flow
from wxauth_cli.core.report import Report

NEXT = (
    "wxauth sandbox serve",
    "wxauth explain 40029",
    "wxauth diagnose -",
    "wxauth profile add NAME",
)


def demo(run: Context, seed: int | None) -> Report:
    """Play steps 1 to 9 over real HTTP on loopback. Touches no keyring, no configuration and no file."""
    from wxauth_cli.lab.miniprogram import StepFailed
    from wxauth_cli.lab.play import play_healthy_login

    try:
        played = play_healthy_login(run.clock, seed=seed)
    except (StepFailed, OSError) as exc:
        step = exc.step if isinstance(exc, StepFailed) else 1
        raise NetworkError("demo-failed", step=step) from None
    return Report(
        command="demo",
        data={
            "appid": played.appid,
            "user_id": played.user_id,
            "elapsed_ms": elapsed_ms(played.flow),
            "steps": [_step(item) for item in played.flow.items],
            "next": list(NEXT),
        },
        flow=played.flow,
        extra={"requests": len(played.flow.exchanges)},
    )


def _step(item: Exchange | Event) -> dict[str, object]:
    if isinstance(item, Exchange):
        return {**steps_of(Flow((item,)))[0], "learnt": dict(item.learnt)}
    return {
        "step": item.step,
        "leg": item.leg.value,
        "event": item.what,
        "started_at": round(item.at, 3),
        "learnt": dict(item.learnt),
    }
