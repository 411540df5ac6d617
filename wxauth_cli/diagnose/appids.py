"""Which mini program made a code, and which appid exchanged it."""

from __future__ import annotations

from typing import NamedTuple

from wxauth_cli.core.model import Leg
from wxauth_cli.diagnose.case import Call, Case
from wxauth_cli.diagnose.endpoints import CODE2SESSION


class Pair(NamedTuple):
    """One code whose client and whose exchange are both seen."""

    call: Call
    """The client's request."""
    client: str
    server: str

    @property
    def same(self) -> bool:
        """Whether the appids agree."""
        return self.client == self.server


def mismatches(case: Case) -> tuple[Pair, ...]:
    """All such pairs, in order of the exchanges, each code once."""
    return case.once("appid-pairs", lambda: tuple(_pairs(case).values()))


def _pairs(case: Case) -> dict[str, Pair]:
    clients: dict[str, Call] = {}
    for call in case.calls:
        if call.leg is Leg.CLIENT_BACKEND and call.referer_appid is not None:
            for value in (*call.body.values(), *call.query.values()):
                if isinstance(value, str) and value:
                    clients.setdefault(value, call)
    found: dict[str, Pair] = {}
    for exchange in case.to(CODE2SESSION):
        code, server = exchange.given("js_code"), exchange.given("appid")
        client = clients.get(code)
        if client is not None and client.referer_appid is not None and server and code not in found:
            found[code] = Pair(client, client.referer_appid, server)
    return found
