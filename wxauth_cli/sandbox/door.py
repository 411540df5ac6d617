"""The control API as Python: a method for each thing that can be done, whether the sandbox listens or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

GET_VERBS = frozenset({"journal", "har"})
"""Verbs that only tell; all others are POST."""


class Controls:
    """What a person does on a phone and on the console, what goes wrong, and what was asked.

    Every method is one verb of the control API (docs/sandbox-control.en.md); arguments that are None are left to
    their defaults. ValueError with the sandbox's words if it refuses; then nothing has changed.
    """

    def control(self, verb: str, **arguments: object) -> dict[str, Any]:
        """One verb, by its name."""
        raise NotImplementedError

    def _call(self, verb: str, arguments: Mapping[str, object]) -> dict[str, Any]:
        return self.control(verb, **{name: value for name, value in arguments.items() if value is not None})

    def login(self, user: str | None = None, *, appid: str | None = None, kind: str | None = None) -> str:
        """wx.login (`kind="plugin"`: wx.pluginLogin): the code."""
        return str(self._call("login", {"user": user, "appid": appid, "kind": kind})["code"])

    def tap(
        self,
        kind: str = "phone",
        *,
        user: str | None = None,
        appid: str | None = None,
        watermark_appid: str | None = None,
        age_s: float | None = None,
    ) -> dict[str, Any]:
        """A tapped button: its `e.detail`."""
        given = {"kind": kind, "user": user, "appid": appid, "watermark_appid": watermark_appid, "age_s": age_s}
        return self._call("tap", given)

    def user(self, user: str, **settings: object) -> dict[str, Any]:
        """Make or change a user: `user, openid, unionid`."""
        return self._call("user", {"user": user, **settings})

    def app(self, appid: str | None = None, **settings: object) -> dict[str, Any]:
        """Make or change an app: `appid, secret, api_security`."""
        return self._call("app", {"appid": appid, **settings})

    def session(self, user: str | None = None, **settings: object) -> dict[str, Any]:
        """A user's session: its session_key and those before it; `rotate`, `expire`, `rotate_every_s` change it."""
        return self._call("session", {"user": user, **settings})

    def now(self) -> int:
        """The sandbox's time, Unix seconds."""
        return int(self.control("clock")["now"])

    def advance(self, seconds: float) -> int:
        """Move the clock forward; the new time."""
        return int(self.control("clock", advance_s=seconds)["now"])

    def freeze(self) -> int:
        """Stop the clock; the time."""
        return int(self.control("clock", freeze=True)["now"])

    def resume(self) -> int:
        """Let the clock go on from where it stands; the time."""
        return int(self.control("clock", freeze=False)["now"])

    def skew(self, seconds: float) -> int:
        """Have what WeChat writes that many seconds ahead of the clock (behind, if negative); the time."""
        return int(self.control("clock", skew_s=seconds)["now"])

    def fault(self, kind: str | int, **where: object) -> None:
        """Order a fault: an errcode, or a kind such as `"slow"`; `path`, `appid`, `user`, `times`, `rate` narrow it."""
        what = {"errcode": kind} if isinstance(kind, int) else {"kind": kind}
        self._call("fault", {**what, **where})

    def faults(self) -> list[dict[str, Any]]:
        """The faults that wait."""
        return list(self.control("fault", list=True)["faults"])

    def clear_faults(self, name: str | None = None) -> None:
        """No more faults, or not the one of that name."""
        self._call("fault", {"clear": True, "name": name})

    def journal(self, **choice: object) -> list[dict[str, Any]]:
        """The calls so far: all, or those of a `path`, `appid`, `errcode`, `since` a moment; `detail=True` for more."""
        return list(self._call("journal", choice)["entries"])

    def har(self, **choice: object) -> dict[str, Any]:
        """The same calls as a HAR document."""
        return self._call("har", choice)

    def save(self, name: str) -> None:
        """Put the world aside under that name."""
        self.control("state", save=name)

    def load(self, name: str) -> None:
        """Make the world what it was when it was saved."""
        self.control("state", load=name)

    def drop(self, name: str) -> None:
        """Forget a snapshot."""
        self.control("state", drop=name)

    def snapshots(self) -> list[str]:
        """The names of the snapshots."""
        return [str(item["name"]) for item in self.control("state")["snapshots"]]

    def reset(self) -> None:
        """As at the beginning."""
        self.control("reset")
