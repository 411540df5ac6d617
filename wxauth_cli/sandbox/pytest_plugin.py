"""The pytest fixture `wechat`: a WeChat for the tests of somebody's backend.

pytest loads this module in every project that has wxauth installed, so it imports nothing of ours until a test asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from wxauth_cli.sandbox.server import Running


@pytest.fixture(scope="session")
def wechat_server() -> Iterator[Running]:
    """One sandbox on loopback for the whole run: its `url`, `appid` and `secret` stay the same."""
    from wxauth_cli.sandbox.server import serve_in_thread

    with serve_in_thread() as running:
        yield running


@pytest.fixture
def wechat(wechat_server: Running) -> Running:
    """The sandbox as at its beginning: nobody logged in, no fault ordered, the clock right.

    `wechat.login()` gives a code, `wechat.tap()` a button's detail, `wechat.control(verb, …)` does all else.
    """
    with wechat_server.state.lock:
        wechat_server.state.reset()
    return wechat_server
