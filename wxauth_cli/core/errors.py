"""The one error tree and the exit codes it maps to.

An error holds a catalogue key and parameters, never prose: the sentence and its hint stand in
`knowledge/texts/errors.py` under `<code>` and `<code>.hint`, and one place (`cli.run`) turns the error
into words, a JSON document and an exit code.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from wxauth_cli.core.findings import Finding
    from wxauth_cli.core.model import Flow


class ExitCode(IntEnum):
    """What the process returns. A signal ends a run with 128 + its number."""

    DONE = 0
    CRASH = 1
    USAGE = 2
    INPUT = 3
    WECHAT = 4
    NETWORK = 5
    STORE = 6
    VERDICT = 10
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class WxauthError(Exception):
    """Base of all that can go wrong without a fault of the program.

    `code` is a kebab word, stable, shown as `error.code`. `params` fill the sentence. `data`, `findings`
    and `flow` carry what was learnt before it failed: nothing is lost.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.CRASH

    def __init__(
        self,
        code: str,
        /,
        *,
        data: Mapping[str, object] | None = None,
        findings: tuple[Finding, ...] = (),
        flow: Flow | None = None,
        **params: object,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.data = data
        self.findings = findings
        self.flow = flow


class UsageError(WxauthError):
    """The command line asks for something that does not go together."""

    exit_code = ExitCode.USAGE


class InputError(WxauthError):
    """A file or a value cannot be read, or a required field is absent."""

    exit_code = ExitCode.INPUT


class WechatRefused(WxauthError):
    """WeChat answered with an `errcode` other than 0."""

    exit_code = ExitCode.WECHAT

    def __init__(
        self,
        *,
        errcode: int,
        errmsg: str,
        rid: str | None,
        endpoint: str,
        data: Mapping[str, object] | None = None,
        findings: tuple[Finding, ...] = (),
        flow: Flow | None = None,
    ) -> None:
        super().__init__(
            "wechat-refused",
            data=data,
            findings=findings,
            flow=flow,
            errcode=errcode,
            errmsg=errmsg,
            endpoint=endpoint,
        )
        self.errcode = errcode
        self.errmsg = errmsg
        self.rid = rid
        self.endpoint = endpoint


class NetworkError(WxauthError):
    """No usable answer arrived: DNS, connect, TLS, time, size, or not WeChat that answered."""

    exit_code = ExitCode.NETWORK


class StoreError(WxauthError):
    """The keyring, the configuration or a file of ours does not work."""

    exit_code = ExitCode.STORE
