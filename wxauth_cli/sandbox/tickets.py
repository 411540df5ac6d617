"""component_verify_ticket: pushed every ten minutes to each third-party platform whose callback is set."""

from __future__ import annotations

from wxauth_cli.sandbox.callbacks import Callback
from wxauth_cli.sandbox.components import TICKET_EVERY_S, Component
from wxauth_cli.sandbox.pushes import TRIES, Push, delivered, push, ticket_message, to_platform
from wxauth_cli.sandbox.state import State


def requests_of(state: State, component: Component, callback: Callback) -> tuple[dict[str, object], list[Push]]:
    """The message with the platform's ticket, a new one if the last is ten minutes old, and its deliveries.

    To be called with the state locked; the ticket counts as pushed from then on, taken or not.
    """
    component.pushed_at, shown = state.now(), state.shown_now()
    message = ticket_message(component.appid, component.ticket(component.pushed_at, state.dice), shown)
    to = to_platform(callback)
    return message, [push(to, message, component.appid, shown, state.dice) for _ in range(TRIES)]


def are_due(state: State) -> bool:
    """Whether a platform waits for its ticket."""
    with state.lock:
        return bool(_due(state))


def push_due(state: State) -> None:
    """Push the tickets whose time has come; waits for those who receive them. However far the clock was moved, each
    platform gets one."""
    with state.lock:
        waiting = [requests_of(state, component, callback)[1] for component, callback in _due(state)]
    for requests in waiting:
        delivered(requests)


def _due(state: State) -> list[tuple[Component, Callback]]:
    found = [(component, state.callbacks.find(component.appid)) for component in state.components.all()]
    return [
        (component, callback)
        for component, callback in found
        if callback is not None and (component.pushed_at is None or state.now() - component.pushed_at >= TICKET_EVERY_S)
    ]
