"""The access_token of an app: given by the user, cached, or fetched once for all processes.

Production is never disturbed: the token comes from stable_token with force_refresh=false, which gives every caller
the same token (developers.weixin.qq.com, getStableAccessToken).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Literal, TypeVar

from wxauth_cli.actions.context import Context
from wxauth_cli.actions.credentials import Credentials, client_for, credentials
from wxauth_cli.core.errors import InputError, StoreError, WechatRefused
from wxauth_cli.core.model import Exchange, Flow
from wxauth_cli.core.secret import Secret, SecretKind
from wxauth_cli.stores import CachedToken, Cooldown

MARGIN_S = 300.0
"""A token with less time left is fetched anew: that is when WeChat renews a stable token itself."""
_CLOCK_BACK_S = 60.0
_WRONG_SECRET = 40125
COOLDOWN_S = {_WRONG_SECRET: 60, 40164: 60, 45009: 600, 45011: 60}
"""How long WeChat is not asked again: wrong secret, IP not in the whitelist, quota of the day, of the minute."""

T = TypeVar("T")
Kind = Literal["stable", "legacy", "given"]


@dataclass(frozen=True)
class TokenResult:
    """A token that can be used now."""

    token: Secret
    flow: Flow
    """The request that fetched it; empty for a cached or given one."""
    cached: bool
    kind: Kind
    """`given`: it came from WXAUTH_ACCESS_TOKEN or `--access-token-file`."""
    obtained_at: float | None = None
    """Unix seconds; None for a given one."""
    expires_at: float | None = None


def cooldown_key(appid: str, api_base: str) -> str:
    """Under which a cool-down is kept: a sandbox's refusal says nothing about WeChat."""
    return f"{appid} {api_base}"


class CoolingDown(WechatRefused):
    """WeChat refused a moment ago for a reason that asking again does not mend, and was not asked."""

    def __init__(self, cooldown: Cooldown) -> None:
        super().__init__(errcode=cooldown.errcode, errmsg=cooldown.errmsg, rid=None, endpoint="getStableAccessToken")
        self.code = "cooling-down"
        until = datetime.fromtimestamp(cooldown.until, timezone.utc)
        self.params = {**self.params, "until": until.strftime("%Y-%m-%d %H:%M:%S UTC")}


def given_token(run: Context, access_token_file: str | None = None) -> TokenResult | None:
    """The token that the user gave: from the file (`-`: standard input), else WXAUTH_ACCESS_TOKEN; None if neither."""
    if access_token_file is not None:
        text = run.read_secret("access_token", file=access_token_file, alternative="--access-token-file").strip()
        if not text:
            raise InputError("input-empty")
    else:
        text = run.env.get("WXAUTH_ACCESS_TOKEN", "").strip()
    return TokenResult(Secret(text, SecretKind.ACCESS_TOKEN), Flow(), True, "given") if text else None


def usable_token(
    run: Context, creds: Credentials | None = None, *, access_token_file: str | None = None
) -> TokenResult:
    """A token to call WeChat with: given, cached with five minutes or more to live, or fetched.

    Any number of processes fetch once: the others wait for the first one and read what it stored. Without a keyring
    the token is used and not kept, with a warning. WechatRefused, NetworkError and StoreError carry the flow.
    """
    given = given_token(run, access_token_file)
    if given is not None:
        return given
    creds = creds or credentials(run)
    cache = _Cache(run, creds)
    began = run.clock.now()
    known = cache.fresh()
    if known is not None:
        return _from_cache(known)
    with cache.fetching():
        known = cache.fresh(since=began)
        if known is not None:
            return _from_cache(known)
        return fetch(run, creds, cache=cache)


def fetch(run: Context, creds: Credentials, *, force_refresh: bool = False, cache: _Cache | None = None) -> TokenResult:
    """Ask stable_token, remember the token, and remember refusals. Needs the fetch lock if other processes run."""
    cache = cache or _Cache(run, creds)
    cooldown = cache.cooldown()
    if cooldown is not None:
        raise CoolingDown(cooldown)
    client = client_for(run, creds.api_base)
    exchange = client.stable_token(creds.appid, creds.secret, force_refresh=force_refresh)
    errcode = exchange.outcome.errcode
    if errcode in COOLDOWN_S:
        cache.cool_down(errcode, exchange.outcome.errmsg or "")
    result = _from_exchange(client.require(exchange), client.flow, "stable")
    cache.put(result)
    return result


def fetch_legacy(run: Context, creds: Credentials) -> TokenResult:
    """Ask the legacy /cgi-bin/token, which invalidates the former legacy token. Never cached: it may die any time."""
    client = client_for(run, creds.api_base)
    exchange = client.require(client.token(creds.appid, creds.secret))
    return _from_exchange(exchange, client.flow, "legacy")


def forget_token(run: Context, creds: Credentials, dead: Secret) -> bool:
    """Drop the token from the cache, because WeChat said that it is dead; False if it was not there (any more:
    another process may have fetched a new one meanwhile, which stays)."""
    with contextlib.suppress(StoreError):
        return run.stores.tokens.drop(creds.appid, creds.api_base, dead)
    return False


def fetch_lock(run: Context, creds: Credentials) -> contextlib.AbstractContextManager[None]:
    """Held while a token of that app is fetched."""
    return _Cache(run, creds).fetching()


def _from_cache(known: CachedToken) -> TokenResult:
    kind: Kind = "legacy" if known.kind == "legacy" else "stable"
    return TokenResult(known.token, Flow(), True, kind, known.obtained_at, known.expires_at)


def _from_exchange(exchange: Exchange, flow: Flow, kind: Kind) -> TokenResult:
    token, expires_in = exchange.learnt.get("access_token"), exchange.learnt.get("expires_in")
    assert isinstance(token, Secret)
    seconds = float(expires_in) if isinstance(expires_in, (int, float)) else 0.0
    # From the moment of asking: WeChat counted from some moment after it.
    at = exchange.timing.started_at
    return TokenResult(token, flow, False, kind, at, at + seconds)


class _Cache:
    """The store's token cache, which a run can do without: the first failure is told, then it is left alone."""

    def __init__(self, run: Context, creds: Credentials) -> None:
        self.run = run
        self.creds = creds
        self.off = False

    def fresh(self, since: float | None = None) -> CachedToken | None:
        """The cached token if it has five minutes to live, or was fetched `since`."""
        known = self._try(lambda: self.run.stores.tokens.get(self.creds.appid, self.creds.api_base))
        now = self.run.clock.now()
        if known is None or known.obtained_at > now + _CLOCK_BACK_S:
            return None
        new = since is not None and known.obtained_at >= since and known.expires_at > now
        return known if new or known.expires_at - now >= MARGIN_S else None

    def put(self, result: TokenResult) -> None:
        """Remember a token."""
        assert result.obtained_at is not None
        assert result.expires_at is not None
        token = CachedToken(
            self.creds.appid,
            self.creds.api_base,
            result.token,
            result.kind,
            result.obtained_at,
            result.expires_at,
        )
        self._try(lambda: self.run.stores.tokens.put(token))

    def cooldown(self) -> Cooldown | None:
        """The cool-down that runs now."""
        with contextlib.suppress(StoreError):
            found = self.run.stores.tokens.cooldown(cooldown_key(self.creds.appid, self.creds.api_base))
            if found is not None and found.secret_tag in ("", self._secret_tag()):
                return found
        return None

    def cool_down(self, errcode: int, errmsg: str) -> None:
        """Remember a refusal; not remembering it does no harm."""
        until = self.run.clock.now() + COOLDOWN_S[errcode]
        with contextlib.suppress(StoreError):
            tag = self._secret_tag() if errcode == _WRONG_SECRET else ""
            cooldown = Cooldown(errcode, errmsg, until, tag)
            self.run.stores.tokens.cool_down(cooldown_key(self.creds.appid, self.creds.api_base), cooldown)

    def _secret_tag(self) -> str:
        return self.run.stores.codes.tag(self.creds.secret.reveal())

    @contextlib.contextmanager
    def fetching(self) -> Iterator[None]:
        """The fetch lock; where no lock file can be made, a warning and no lock."""
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(self.run.stores.tokens.fetching(self.creds.appid))
            except StoreError as exc:
                if exc.code == "lock-timeout":
                    raise
                self._warn(exc)
            yield

    def _try(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; None once the store has failed. A lock that stays held is an error all the same."""
        if self.off:
            return None
        try:
            return work()
        except StoreError as exc:
            if exc.code == "lock-timeout":
                raise
            self._warn(exc)
            return None

    def _warn(self, exc: StoreError) -> None:
        from wxauth_cli.knowledge.error_words import error_view

        if not self.off:
            self.off = True
            reason = error_view(exc, self.run.t).message
            self.run.notify(self.run.t("access_token.uncached", reason=reason))
