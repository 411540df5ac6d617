"""Addresses that pushes come from, and a look at the developer's callback."""

from __future__ import annotations

from wxauth_cli.sandbox.endpoints.call import Call
from wxauth_cli.sandbox.errors import Refusal

Answer = dict[str, object]
_OPERATORS = ("CHINANET", "UNICOM", "CAP", "DEFAULT")
_ACTIONS = ("dns", "ping", "all")


def callback_ip(call: Call) -> Answer:
    """Where pushes come from: in the sandbox from this machine only."""
    call.token_owner()
    return {"ip_list": ["127.0.0.1"]}


def check_callback(call: Call) -> Answer:
    """DNS and ping of the callback. It is on loopback here, so nothing is asked and nothing gets lost.

    Without a callback it is 40201 (inferred); the order of the checks is inferred too.
    """
    app = call.token_owner()
    body = call.body()
    action, operator = body.get("action"), body.get("check_operator")
    if action not in _ACTIONS:
        raise Refusal(40202)
    if operator not in _OPERATORS:
        raise Refusal(40203)
    if call.state.callbacks.find(app.appid) is None:
        raise Refusal(40201)
    answer: Answer = {}
    if action in ("dns", "all"):
        answer["dns"] = [{"ip": "127.0.0.1", "real_operator": operator}]
    if action in ("ping", "all"):
        answer["ping"] = [{"ip": "127.0.0.1", "from_operator": operator, "package_loss": "0%", "time": "0.050ms"}]
    return answer
