"""What both doors open to: the public API, and the control API under a path of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from wxauth_cli.sandbox.arguments import ControlError
from wxauth_cli.sandbox.control import control, language_of, perform, waits
from wxauth_cli.sandbox.door import GET_VERBS, Controls
from wxauth_cli.sandbox.guard import has_token, plain
from wxauth_cli.sandbox.handle import handle
from wxauth_cli.sandbox.messages import SandboxRequest, SandboxResponse
from wxauth_cli.sandbox.state import State
from wxauth_cli.sandbox.tickets import push_due


@dataclass(frozen=True)
class Front(Controls):
    """One sandbox. `control_path` and `control_token` are random: who does not know them cannot control it."""

    state: State
    control_path: str
    control_token: str

    @classmethod
    def of(cls, state: State) -> Front:
        """A front with a path and a token that nobody can guess, whatever the state's seed."""
        import secrets

        return cls(state, f"/_control-{secrets.token_hex(8)}", secrets.token_hex(24))

    def waits(self, request: SandboxRequest) -> bool:
        """Whether the answer may take seconds: a door that serves many at once has a thread do it."""
        own = f"{self.control_path}/"
        return request.path.startswith(own) and waits(request.path[len(own) :])

    def tick(self) -> None:
        """Do what WeChat does by itself as time goes by; may wait for those to whom it pushes."""
        push_due(self.state)
        if self.state.keep is not None:
            self.state.keep()

    def control(self, verb: str, **arguments: object) -> dict[str, Any]:
        """Call the control API without HTTP. ValueError with its words if it refuses."""
        body = json.dumps(arguments).encode() if arguments else b""
        try:
            answer = perform(verb, "GET" if verb in GET_VERBS else "POST", body, {}, self.state)
        except ControlError as error:
            raise ValueError(error.say()) from None
        if self.state.keep is not None:
            self.state.keep()
        return answer

    def respond(self, request: SandboxRequest) -> SandboxResponse:
        """Answer. A fault of the sandbox's own is a 500 in JSON that names its kind."""
        try:
            if request.path.startswith(f"{self.control_path}/"):
                if not has_token(request, self.control_token):
                    refusal = ControlError("no-token", 401)
                    return plain(refusal.status, {"error": refusal.say(language_of(request))})
                response = control(request.path[len(self.control_path) + 1 :], request, self.state)
            else:
                response = handle(request, self.state)
            if self.state.keep is not None:
                self.state.keep()
            return response
        except Exception as exc:
            return plain(500, {"error": f"a fault of the sandbox: {type(exc).__name__}"})
