"""The control API as Python: a method for each thing that can be done, whether the sandbox listens or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

GET_VERBS = frozenset({"journal", "har"})
"""Verbs that only tell; all others are POST."""


class Controls:
    """What a person does on a phone and on the console, what goes wrong, and what was asked.

    Every method is one verb of the control API (docs/sandbox/control.en.md); arguments that are None are left to
    their defaults. ValueError with the sandbox's words if it refuses; then nothing has changed.
    """

    def control(self, verb: str, **arguments: object) -> dict[str, Any]:
        """One verb, by its name."""
        raise NotImplementedError

    def _call(self, verb: str, arguments: Mapping[str, object]) -> dict[str, Any]:
        return self.control(verb, **{name: value for name, value in arguments.items() if value is not None})

    # --- the phone ---

    def login(self, user: str | None = None, *, appid: str | None = None, kind: str | None = None) -> str:
        """wx.login (`kind="plugin"`: wx.pluginLogin, `"wecom"`: wx.qy.login): the code."""
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
        """A tapped button: its `e.detail`. `watermark_appid` and `age_s` forge the watermark."""
        given = {"kind": kind, "user": user, "appid": appid, "watermark_appid": watermark_appid, "age_s": age_s}
        return self._call("tap", given)

    def user(
        self,
        user: str,
        *,
        appid: str | None = None,
        phone: str | None = None,
        country_code: str | None = None,
        risky: bool | None = None,
        steps: Sequence[int] | None = None,
        rotate: bool | None = None,
    ) -> dict[str, Any]:
        """Make or change a user: `user, openid, unionid`."""
        given = {
            "user": user,
            "appid": appid,
            "phone": phone,
            "country_code": country_code,
            "risky": risky,
            "steps": None if steps is None else list(steps),
            "rotate": rotate,
        }
        return self._call("user", given)

    def session(
        self,
        user: str | None = None,
        *,
        appid: str | None = None,
        rotate: bool | None = None,
        expire: bool | None = None,
        rotate_every_s: float | None = None,
    ) -> dict[str, Any]:
        """A user's session: its session_key and those before it; replaced, ended, or given a rule of rotation."""
        given = {"user": user, "appid": appid, "rotate": rotate, "expire": expire, "rotate_every_s": rotate_every_s}
        return self._call("session", given)

    def user_key(self, user: str | None = None, *, appid: str | None = None) -> dict[str, Any]:
        """The key of the encrypted network channel, as the phone gets it."""
        return self._call("user_key", {"user": user, "appid": appid})

    def pay(self, user: str | None = None, *, appid: str | None = None) -> dict[str, Any]:
        """A user pays: the numbers of the trade."""
        return self._call("pay", {"user": user, "appid": appid})

    # --- the console ---

    def app(
        self,
        appid: str | None = None,
        *,
        ip_whitelist: Sequence[str] | None = None,
        secret_frozen: bool | None = None,
        reset_secret: bool | None = None,
        secret: str | None = None,
        force: bool | None = None,
        verified: bool | None = None,
        personal: bool | None = None,
        open_platform: str | bool | None = None,
        escape_slashes: bool | None = None,
        require_https: bool | None = None,
        api_security: bool | None = None,
    ) -> dict[str, Any]:
        """Make or change an app: `appid, secret, api_security`. Without appid a new one.

        A `secret` of one's own that looks like a real one is refused without `force`.
        """
        given = {
            "appid": appid,
            "ip_whitelist": None if ip_whitelist is None else list(ip_whitelist),
            "secret_frozen": secret_frozen,
            "reset_secret": reset_secret,
            "secret": secret,
            "force": force,
            "verified": verified,
            "personal": personal,
            "open_platform": open_platform,
            "escape_slashes": escape_slashes,
            "require_https": require_https,
            "api_security": api_security,
        }
        return self._call("app", given)

    def component(
        self,
        component_appid: str | None = None,
        *,
        authorize: str | None = None,
        unauthorize: str | None = None,
        permission_sets: Sequence[int] | None = None,
        ip_whitelist: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        """A third-party platform: credentials, ticket, and who has authorised it."""
        given = {
            "component_appid": component_appid,
            "authorize": authorize,
            "unauthorize": unauthorize,
            "permission_sets": None if permission_sets is None else list(permission_sets),
            "ip_whitelist": None if ip_whitelist is None else list(ip_whitelist),
        }
        return self._call("component", given)

    def corp(self, corpid: str | None = None, *, appid: str | None = None) -> dict[str, Any]:
        """A company on WeCom, the app that is linked with a mini program, and the suite that it has installed."""
        return self._call("corp", {"corpid": corpid, "appid": appid})

    def callback(
        self,
        url: str,
        *,
        appid: str | None = None,
        token: str | None = None,
        encoding_aes_key: str | None = None,
        mode: str | None = None,
        format: str | None = None,
    ) -> dict[str, Any]:
        """Set up message push; `verified` says whether the URL answered as it has to."""
        given = {
            "url": url,
            "appid": appid,
            "token": token,
            "encoding_aes_key": encoding_aes_key,
            "mode": mode,
            "format": format,
        }
        return self._call("callback", given)

    def event(
        self,
        event: str | None = None,
        *,
        user: str | None = None,
        appid: str | None = None,
        revoke_info: Sequence[int] | None = None,
    ) -> dict[str, Any]:
        """A user takes back or changes what an app was told: the message, and how its delivery went."""
        given = {
            "event": event,
            "user": user,
            "appid": appid,
            "revoke_info": None if revoke_info is None else list(revoke_info),
        }
        return self._call("event", given)

    # --- time, faults, behaviours ---

    def clock(
        self, *, advance_s: float | None = None, freeze: bool | None = None, skew_s: float | None = None
    ) -> dict[str, Any]:
        """Move, stop or skew the clock: `now`, and what differs from a plain clock."""
        return self._call("clock", {"advance_s": advance_s, "freeze": freeze, "skew_s": skew_s})

    def now(self) -> int:
        """The sandbox's time, Unix seconds."""
        return int(self.clock()["now"])

    def advance(self, seconds: float) -> int:
        """Move the clock forward; the new time."""
        return int(self.clock(advance_s=seconds)["now"])

    def freeze(self) -> int:
        """Stop the clock; the time."""
        return int(self.clock(freeze=True)["now"])

    def resume(self) -> int:
        """Let the clock go on from where it stands; the time."""
        return int(self.clock(freeze=False)["now"])

    def skew(self, seconds: float) -> int:
        """Have what WeChat writes that many seconds ahead of the clock (behind, if negative); the time."""
        return int(self.clock(skew_s=seconds)["now"])

    def fault(
        self,
        kind: str | int,
        *,
        path: str | None = None,
        times: int | None = None,
        rate: float | None = None,
        appid: str | None = None,
        user: str | None = None,
        delay_s: float | None = None,
        value: str | None = None,
        takes_effect: bool | None = None,
        name: str | None = None,
    ) -> None:
        """Order a fault: an errcode (a number), or a kind such as `"slow"`."""
        given = {
            "errcode" if isinstance(kind, int) else "kind": kind,
            "path": path,
            "times": times,
            "rate": rate,
            "appid": appid,
            "user": user,
            "delay_s": delay_s,
            "value": value,
            "takes_effect": takes_effect,
            "name": name,
        }
        self._call("fault", given)

    def faults(self) -> list[dict[str, Any]]:
        """The faults that wait."""
        return list(self.control("fault", list=True)["faults"])

    def clear_faults(self, name: str | None = None) -> None:
        """No more faults, or not the one of that name."""
        self._call("fault", {"clear": True, "name": name})

    def switch(self, **behaviours: object) -> dict[str, Any]:
        """Choose behaviours where the platform is unclear (names as in `Switches`); how all switches stand."""
        return self._call("switch", behaviours)

    # --- what was asked ---

    def journal(
        self,
        *,
        path: str | None = None,
        appid: str | None = None,
        errcode: int | None = None,
        since: float | None = None,
        after: int | None = None,
        limit: int | None = None,
        detail: bool | None = None,
    ) -> list[dict[str, Any]]:
        """The calls so far, or those that fit; `detail=True` has headers and bodies too."""
        given = {
            "path": path,
            "appid": appid,
            "errcode": errcode,
            "since": since,
            "after": after,
            "limit": limit,
            "detail": detail,
        }
        return list(self._call("journal", given)["entries"])

    def har(
        self,
        *,
        path: str | None = None,
        appid: str | None = None,
        errcode: int | None = None,
        since: float | None = None,
        after: int | None = None,
        limit: int | None = None,
    ) -> dict[str, Any]:
        """The same calls as a HAR document."""
        given = {"path": path, "appid": appid, "errcode": errcode, "since": since, "after": after, "limit": limit}
        return self._call("har", given)

    # --- the whole ---

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
