"""What a command returns. Renderers read it and decide nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from wxauth_cli.core.errors import ExitCode
from wxauth_cli.core.flow import Flow

if TYPE_CHECKING:
    from wxauth_cli.core.findings import Finding


class ErrorView(NamedTuple):
    """An error in the run's language, as the JSON document has it."""

    code: str
    message: str
    hint: str
    errcode: int | None = None
    rid: str | None = None


@dataclass(frozen=True, eq=False, repr=False)
class Report:
    """The result of one command: data, findings, flow, verdict."""

    command: str
    """Its words, such as `access-token get`."""
    data: Mapping[str, object] | None
    """Plain JSON values; secrets as `Secret`. Field names are the contract's."""
    findings: tuple[Finding, ...] = ()
    flow: Flow = field(default_factory=Flow)
    ok: bool = True
    exit_code: int = ExitCode.DONE
    """An `ExitCode`, or what a command that ran inside of this one ended with."""
    error: ErrorView | None = None
    notices: tuple[str, ...] = ()
    """Sentences for stderr, in the run's language: warnings about the run itself, next steps."""
    shown: bool = False
    """It was shown while the work went on (`Context.show`), so it is not shown again at the end."""
    clear: bool = False
    """`data` holds only synthetic values (what `token issue` minted, what the sandbox handed out): nothing to mask."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """What only the terminal view needs and the JSON document does not promise."""
