"""Rules that hold whatever order things happen in: codes, and the isolation of tokens."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from tests.sandbox.world import World

LIMITS = settings(max_examples=60, stateful_step_count=40, deadline=None)


@dataclass
class Issued:
    text: str
    kind: str
    app: int
    at: float
    accepted: int = 0


class Codes(RuleBasedStateMachine):
    """A code is accepted at most once, by its own endpoint, with its own app's credentials, within five minutes."""

    codes: Bundle[Issued] = Bundle("codes")

    @initialize()
    def begin(self) -> None:
        self.world = World()
        self.apps = [(self.world.appid, self.world.secret), self.world.app()]
        self.tokens: list[str] = []
        self.refresh_tokens()

    def refresh_tokens(self) -> None:
        self.tokens = [self.world.stable(appid=appid, secret=secret)["access_token"] for appid, secret in self.apps]

    @rule(
        target=codes,
        app=st.integers(0, 1),
        user=st.sampled_from(["ann", "bob"]),
        kind=st.sampled_from(["login", "plugin"]),
    )
    def login(self, app: int, user: str, kind: str) -> Issued:
        code = self.world.login(appid=self.apps[app][0], user=user, kind=kind)
        return Issued(code, kind, app, self.world.state.now())

    @rule(target=codes, app=st.integers(0, 1), user=st.sampled_from(["ann", "bob"]))
    def tap(self, app: int, user: str) -> Issued:
        code = self.world.control("tap", appid=self.apps[app][0], user=user)["code"]
        return Issued(code, "phone", app, self.world.state.now())

    @rule(code=codes, app=st.integers(0, 1))
    def exchange(self, code: Issued, app: int) -> None:
        appid, secret = self.apps[app]
        answer = self.world.exchange(code.text, appid=appid, secret=secret)
        self.judge(code, "login", app, answer.get("errcode", 0), used=40163, foreign=40029)

    @rule(code=codes, app=st.integers(0, 1))
    def phone(self, code: Issued, app: int) -> None:
        answer = self.world.phone(self.tokens[app], code.text)
        self.judge(code, "phone", app, answer["errcode"], used=40029, foreign=40013)

    def judge(self, code: Issued, kind: str, app: int, errcode: int, *, used: int, foreign: int) -> None:
        alive = self.world.state.now() - code.at < 300
        if code.kind != kind or not alive or (kind == "phone" and code.accepted):
            assert errcode == 40029
        elif code.app != app:
            assert errcode == foreign
        elif code.accepted:
            assert errcode == used
        else:
            assert errcode == 0
            code.accepted += 1

    @rule(seconds=st.sampled_from([1, 60, 149, 150, 299, 300]))
    def advance(self, seconds: int) -> None:
        self.world.advance(seconds)
        self.refresh_tokens()


class Tokens(RuleBasedStateMachine):
    """The matrix of isolation, against a model of it: what one call does to the tokens of each kind and app."""

    @initialize()
    def begin(self) -> None:
        self.world = World()
        self.apps = [(self.world.appid, self.world.secret), self.world.app()]
        # For each app and kind: token -> when it stops working.
        self.model: dict[tuple[int, str], dict[str, float]] = {
            (app, kind): {} for app in (0, 1) for kind in ("legacy", "stable")
        }
        self.ends: dict[str, float] = {}
        self.forced: dict[int, float] = {}

    @property
    def now(self) -> float:
        return self.world.state.now()

    def new(self, app: int, kind: str, token: str) -> None:
        assert all(token not in known for known in self.model.values())
        self.model[app, kind][token] = self.ends[token] = self.now + 7200

    @rule(app=st.integers(0, 1))
    def legacy(self, app: int) -> None:
        appid, secret = self.apps[app]
        answer = self.world.legacy(appid=appid, secret=secret)
        assert answer["expires_in"] == 7200
        known = self.model[app, "legacy"]
        for token, end in known.items():
            known[token] = min(end, self.now + 300)
        self.new(app, "legacy", answer["access_token"])

    @rule(app=st.integers(0, 1), force=st.booleans())
    def stable(self, app: int, force: bool) -> None:
        appid, secret = self.apps[app]
        known = self.model[app, "stable"]
        refreshes = force and self.now - self.forced.get(app, -1e9) >= 30
        answer = self.world.stable(appid=appid, secret=secret, force_refresh=force)
        if answer.get("errcode") == 45009:
            assert refreshes  # twenty a day
            return
        token = answer["access_token"]
        assert answer["expires_in"] == int(self.ends.get(token, self.now + 7200) - self.now)
        assert answer["expires_in"] >= 300
        working = [text for text, end in known.items() if self.now < end]
        current = working[-1] if working else None
        keeps = current is not None and known[current] - self.now > 300
        if refreshes:
            for old in known:
                known[old] = min(known[old], self.now)
            self.forced[app] = self.now
            self.new(app, "stable", token)
        elif keeps:
            assert token == current
        else:
            self.new(app, "stable", token)

    @rule(seconds=st.sampled_from([1, 29, 30, 300, 3000, 6900, 7200]))
    def advance(self, seconds: int) -> None:
        self.world.advance(seconds)

    @invariant()
    def exactly_the_expected_tokens_work(self) -> None:
        for known in self.model.values():
            for token, end in known.items():
                errcode = self.world.works(token)
                if self.now < end:
                    assert errcode == 0
                else:
                    assert errcode == (42001 if self.now >= self.ends[token] else 40001)


TestCodes = Codes.TestCase
TestCodes.settings = LIMITS
TestTokens = Tokens.TestCase
TestTokens.settings = LIMITS
