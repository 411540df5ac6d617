"""Rules that hold whatever order things happen in, against a model beside the sandbox: codes, and what touches what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.sandbox.world import World
from wxauth_cli.sandbox.state import Switches

LIMITS = settings(max_examples=150, stateful_step_count=40, deadline=None)
APPS = st.integers(0, 1)
USERS = st.sampled_from(["ann", "bob"])
LOGIN, PHONE, PLUGIN, WECOM = "login", "phone", "plugin", "wecom"


@dataclass
class Issued:
    text: str
    kind: str
    app: int
    user: str
    at: float
    spent: bool = False


class Codes(RuleBasedStateMachine):
    """A code is accepted at most once, by its own endpoints, with its own app's credentials, within five minutes."""

    codes: Bundle[Issued] = Bundle("codes")
    consumes = False
    """Whether an exchange with a foreign app's credentials uses a login code up."""

    @initialize()
    def begin(self) -> None:
        self.world = World(Switches(foreign_exchange_consumes=self.consumes))
        self.apps = [(self.world.appid, self.world.secret), self.world.app()]
        self.accepted: dict[str, int] = {}
        for appid, _ in self.apps:
            self.world.control("component", authorize=appid)
        # One company per mini program: only that one's codes are its.
        self.corps = [self.world.control("corp", corpid=f"ww{n}", appid=self.apps[n][0]) for n in (0, 1)]
        self.refresh_tokens()

    def refresh_tokens(self) -> None:
        self.tokens = [self.world.stable(appid=appid, secret=secret)["access_token"] for appid, secret in self.apps]
        made = self.world.control("component")
        body = {name: made[name] for name in ("component_appid", "component_appsecret", "component_verify_ticket")}
        answer = self.world.call("POST", "/cgi-bin/component/api_component_token", body=body)
        self.platform = {**answer, "component_appid": made["component_appid"]}
        self.corp_tokens = [
            self.world.call("GET", "/cgi-bin/gettoken", {name: corp[name] for name in ("corpid", "corpsecret")})
            for corp in self.corps
        ]

    @rule(target=codes, app=APPS, user=USERS, kind=st.sampled_from([LOGIN, PLUGIN, WECOM]))
    def login(self, app: int, user: str, kind: str) -> Issued:
        code = self.world.login(appid=self.apps[app][0], user=user, kind=kind)
        return Issued(code, kind, app, user, self.world.state.now())

    @rule(target=codes, app=APPS, user=USERS)
    def tap(self, app: int, user: str) -> Issued:
        code = self.world.control("tap", appid=self.apps[app][0], user=user)["code"]
        return Issued(code, PHONE, app, user, self.world.state.now())

    @rule(
        code=codes,
        own_app=st.sampled_from([True, True, False]),
        where=st.sampled_from([None, None, None, LOGIN, PHONE, PLUGIN, WECOM]),
        as_platform=st.booleans(),
    )
    def use(self, code: Issued, own_app: bool, where: str | None, as_platform: bool) -> None:
        app = code.app if own_app else 1 - code.app
        kind = code.kind if where is None else where
        if kind == LOGIN:
            self.judge_login(code, app, self.as_platform(code, app) if as_platform else self.exchange(code, app))
        elif kind == PHONE:
            self.judge(code, PHONE, app, self.world.phone(self.tokens[app], code.text), used=40029, foreign=40013)
        elif kind == PLUGIN:
            self.judge(code, PLUGIN, app, self.openpid(code, app), used=1007, foreign=1005, unknown=1007)
        else:
            self.judge(code, WECOM, app, self.wecom(code, app), used=40029, foreign=40029)

    def exchange(self, code: Issued, app: int) -> dict[str, Any]:
        appid, secret = self.apps[app]
        return self.world.exchange(code.text, appid=appid, secret=secret)

    def as_platform(self, code: Issued, app: int) -> dict[str, Any]:
        query = {
            "appid": self.apps[app][0],
            "js_code": code.text,
            "grant_type": "authorization_code",
            "component_appid": self.platform["component_appid"],
            "component_access_token": self.platform["component_access_token"],
        }
        return self.world.call("GET", "/sns/component/jscode2session", query)

    def openpid(self, code: Issued, app: int) -> dict[str, Any]:
        query, body = {"access_token": self.tokens[app]}, {"code": code.text}
        return self.world.call("POST", "/wxa/getpluginopenpid", query, body=body)

    def wecom(self, code: Issued, app: int) -> dict[str, Any]:
        token = self.corp_tokens[app]["access_token"]
        query = {"access_token": token, "js_code": code.text, "grant_type": "authorization_code"}
        return self.world.call("GET", "/cgi-bin/miniprogram/jscode2session", query)

    def judge_login(self, code: Issued, app: int, answer: dict[str, Any]) -> None:
        foreign = code.kind == LOGIN and code.app != app and self.alive(code) and self.consumes
        self.judge(code, LOGIN, app, answer, used=40163, foreign=40029)
        if foreign:
            code.spent = True

    def alive(self, code: Issued) -> bool:
        return self.world.state.now() - code.at < 300

    def judge(
        self,
        code: Issued,
        kind: str,
        app: int,
        answer: dict[str, Any],
        *,
        used: int,
        foreign: int,
        unknown: int = 40029,
    ) -> None:
        errcode = answer.get("errcode", 0)
        if errcode == 0:
            self.accepted[code.text] = self.accepted.get(code.text, 0) + 1
        if code.kind != kind or not self.alive(code):
            assert errcode == unknown
        elif code.app != app:
            # Whether a spent code or a foreign app is named first differs; accepted it is by neither.
            assert errcode in ({foreign, used} if code.spent else {foreign})
        elif code.spent:
            assert errcode == used
        else:
            assert errcode == 0
            code.spent = True
            if kind == LOGIN:
                assert answer["openid"] == self.world.state.openid(self.apps[app][0], code.user)

    @rule(seconds=st.sampled_from([1, 60, 149, 150, 299, 300]))
    def advance(self, seconds: int) -> None:
        self.world.advance(seconds)
        self.refresh_tokens()

    @invariant()
    def no_code_was_accepted_twice(self) -> None:
        assert all(count == 1 for count in getattr(self, "accepted", {}).values())


class ConsumingCodes(Codes):
    """The same where a foreign exchange uses the code up."""

    consumes = True


@dataclass
class AppModel:
    """What is expected of one app."""

    appid: str
    secret: str
    legacy: dict[str, float] = field(default_factory=dict)
    """Token -> when it stops working."""
    stable: dict[str, float] = field(default_factory=dict)
    forced_at: float = -1e9
    keys: dict[str, tuple[str, float]] = field(default_factory=dict)
    """User -> session_key and its end."""


class Isolation(RuleBasedStateMachine):
    """The matrix of isolation: what every call does to the tokens of each kind, to the sessions, and to other apps."""

    @initialize()
    def begin(self) -> None:
        self.world = World()
        self.apps = [AppModel(self.world.appid, self.world.secret), AppModel(*self.world.app())]
        self.ends: dict[str, float] = {}
        self.rotates: set[tuple[int, str]] = set()

    @property
    def now(self) -> float:
        return self.world.state.now()

    def new(self, known: dict[str, float], token: str) -> None:
        assert token not in self.ends
        known[token] = self.ends[token] = self.now + 7200

    @rule(app=APPS)
    def legacy(self, app: int) -> None:
        model = self.apps[app]
        answer = self.world.legacy(appid=model.appid, secret=model.secret)
        assert answer["expires_in"] == 7200
        for token, end in model.legacy.items():
            model.legacy[token] = min(end, self.now + 300)
        self.new(model.legacy, answer["access_token"])

    @rule(app=APPS, force=st.booleans())
    def stable(self, app: int, force: bool) -> None:
        model = self.apps[app]
        refreshes = force and self.now - model.forced_at >= 30
        answer = self.world.stable(appid=model.appid, secret=model.secret, force_refresh=force)
        if answer.get("errcode") == 45009:
            assert refreshes  # twenty a day
            return
        token = answer["access_token"]
        assert answer["expires_in"] == int(self.ends.get(token, self.now + 7200) - self.now) >= 300
        working = [text for text, end in model.stable.items() if self.now < end]
        current = working[-1] if working else None
        keeps = current is not None and model.stable[current] - self.now > 300
        if refreshes:
            for old in model.stable:
                model.stable[old] = min(model.stable[old], self.now)
            model.forced_at = self.now
            self.new(model.stable, token)
        elif keeps:
            assert token == current
        else:
            self.new(model.stable, token)

    @rule(app=APPS)
    def reset_secret(self, app: int) -> None:
        model = self.apps[app]
        old, model.secret = model.secret, self.world.control("app", appid=model.appid, reset_secret=True)["secret"]
        assert self.world.legacy(appid=model.appid, secret=old)["errcode"] == 40125
        assert self.world.stable(appid=model.appid, secret=old)["errcode"] == 40125
        assert self.world.exchange("x", appid=model.appid, secret=old)["errcode"] == 40125

    @rule(app=APPS)
    def calls_with_another_apps_secret_change_nothing(self, app: int) -> None:
        model, other = self.apps[app], self.apps[1 - app]
        assert self.world.legacy(appid=model.appid, secret=other.secret)["errcode"] == 40125
        assert self.world.stable(appid=model.appid, secret=other.secret, force_refresh=True)["errcode"] == 40125

    @rule(app=APPS, user=USERS)
    def rotate(self, app: int, user: str) -> None:
        self.world.control("user", user=user, appid=self.apps[app].appid, rotate=True)
        self.rotates.add((app, user))

    @rule(app=APPS, user=USERS)
    def login(self, app: int, user: str) -> None:
        model = self.apps[app]
        code = self.world.login(user=user, appid=model.appid)
        answer = self.world.exchange(code, appid=model.appid, secret=model.secret)
        if answer.get("errcode") == 45011:
            return
        before, end = model.keys.get(user, ("", 0.0))
        same = self.now < end and (app, user) not in self.rotates
        assert (answer["session_key"] == before) is same
        self.rotates.discard((app, user))
        model.keys[user] = (answer["session_key"], self.now + 3 * 86400)

    def working_token(self, model: AppModel) -> str | None:
        working = [token for token, end in {**model.legacy, **model.stable}.items() if self.now < end]
        return working[-1] if working else None

    @precondition(lambda self: any(model.keys for model in self.apps))
    @rule(app=APPS, user=USERS)
    def reset_session(self, app: int, user: str) -> None:
        model = self.apps[app]
        if user not in model.keys:
            return
        if self.working_token(model) is None:
            self.stable(app, False)
        token = self.working_token(model)
        assert token is not None
        key, end = model.keys[user]
        openid = self.world.state.openid(model.appid, user)
        answer = self.world.checksession(token, openid, key, path="/wxa/resetusersessionkey")
        if self.now >= end:
            assert answer["errcode"] == 87007
            return
        assert answer["session_key"] != key
        assert self.world.checksession(token, openid, key)["errcode"] == 87009
        model.keys[user] = (answer["session_key"], end)

    @rule(seconds=st.sampled_from([1, 29, 30, 300, 3000, 6900, 7200, 86400]))
    def advance(self, seconds: int) -> None:
        self.world.advance(seconds)

    @rule(which=st.integers(0, 50), off_s=st.sampled_from([-1, 0, 0, 1]))
    def advance_to_where_something_changes(self, which: int, off_s: int) -> None:
        moments = {end for model in self.apps for end in (*model.legacy.values(), *model.stable.values())}
        moments |= {end - 300 for model in self.apps for end in model.stable.values()}
        moments |= {end for model in self.apps for _, end in model.keys.values()}
        ahead = sorted(moment - self.now + off_s for moment in moments if moment + off_s > self.now)
        if ahead:
            self.world.advance(ahead[which % len(ahead)])

    @invariant()
    def exactly_the_expected_tokens_work(self) -> None:
        for model in self.apps:
            for token, end in {**model.legacy, **model.stable}.items():
                errcode = self.world.works(token)
                if self.now < end:
                    assert errcode == 0
                else:
                    assert errcode == (42001 if self.now >= self.ends[token] else 40001)

    @invariant()
    def exactly_the_expected_session_keys_hold(self) -> None:
        for model in self.apps:
            for user, (key, end) in model.keys.items():
                live = self.world.state.sessions.live(model.appid, user, self.now)
                assert (live.session_key if live else None) == (key if self.now < end else None)


TestCodes = Codes.TestCase
TestCodes.settings = LIMITS
TestConsumingCodes = ConsumingCodes.TestCase
TestConsumingCodes.settings = LIMITS
TestIsolation = Isolation.TestCase
TestIsolation.settings = LIMITS
