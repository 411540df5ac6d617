"""What others wrote reaches no terminal raw: every control, bidi and markup trick, in every field and renderer."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from wxauth_cli.core.findings import Confidence, Evidence, Finding, Severity
from wxauth_cli.core.model import Event, Exchange, Flow, HttpRequest, HttpResponse, Leg, Outcome, OutcomeKind, Timing
from wxauth_cli.core.report import ErrorView, Report
from wxauth_cli.core.secret import Secret
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.render import blocks as b
from wxauth_cli.render.har import har
from wxauth_cli.render.json_document import document, dump
from wxauth_cli.render.terminal import Drawer, console_for

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) != "\n"]
UNICODE = [
    chr(code)
    for code in (
        0xAD,
        0x34F,
        0x61C,
        0x115F,
        0x1160,
        0x17B4,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x2028, 0x202F),
        *range(0x2060, 0x2070),
        0x3164,
        0xFE0E,
        0xFE0F,
        0xFEFF,
        0xFFA0,
        0xFFF9,
        0xFFFB,
        0xFFFE,
        0xFFFF,
        0xD800,
        0xDFFF,
        0xE0001,
        0xE0041,
        0xE007F,
        0xE0100,
        0x1D173,
        0x1BCA0,
        0x13430,
        0x110BD,
    )
]
MARKUP = [
    "[/bold]",
    "[bold]x",
    "[link=https://evil.example]x[/link]",
    "[@click=app.quit]x",
    ":warning:",
    "[red]",
    "[",
    "]",
    "[[",
    "[/]",
    "\\[x]",
    "\x1b]8;;https://evil.example\x07x\x1b]8;;\x07",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J",
    "ok\rFAILED",
    "a\x08\x08b",
    "{0}",
    "{x}",
    "%s",
    "\x9b31m",
    "e" + "\u0301" * 200,
]
_SIGNS = [*CONTROLS, *UNICODE]
HOSTILE = [*("a" + "b".join(_SIGNS[at : at + 8]) + "c" for at in range(0, len(_SIGNS), 8)), *MARKUP]
"""Eight signs in one text: each is looked for by itself."""


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return False


def blocks_with(text: str) -> list[b.Block]:
    """The text in every field of every block."""
    finding = Finding("slug", Confidence.LIKELY, Severity.ERROR, text, text, text, 3, (Evidence(text, text),))
    return [
        b.Heading(text),
        b.Paragraph(text),
        b.Fields((b.Row(text, text, text), b.Row("secret", Secret("e7a91c0d5b3f4862" + text[:3]))), title=text),
        b.Table((text, "x"), ((text, text),), title=text, right=(1,)),
        b.Bullets((text,), title=text),
        b.Json({text: [text, {"x": text}]}, title=text),
        b.Lifelines((text, text), (b.Message(0, 1, text), b.Message(1, 1, text)), title=text),
        b.FlowTable(flow_with(text), title=text, remarks=((3, text),)),
        b.FlowTable(flow_with(text), title=text),
        b.Findings((finding,)),
    ]


def flow_with(text: str) -> Flow:
    exchange = Exchange(
        3,
        Leg.BACKEND_WECHAT,
        text,
        HttpRequest("GET", f"https://h/{text}?a={text}", ((text, text),), text.encode("utf-8", "surrogatepass")),
        HttpResponse(200, ((text, text),), text.encode("utf-8", "surrogatepass")),
        Timing(1_800_000_000.0, 1.0),
        Outcome(OutcomeKind.WECHAT, errcode=40029, errmsg=text, rid=text),
        {text: text},
    )
    return Flow(
        (exchange, replace(exchange, learnt={}), Event(1, Leg.CLIENT, "login-called", 0.0, {text: {text: text}}))
    )


def assert_harmless(shown: str) -> None:
    for char in (*CONTROLS, *UNICODE):
        assert char not in shown, ascii(char)
    shown.encode("utf-8")


@pytest.mark.parametrize("width", [20, 60, 120])
def test_terminal(width: int) -> None:
    for text in HOSTILE:
        stream = Tty()
        Drawer(console_for(stream, {"COLUMNS": str(width)}), Texts("zh"), reveal=width == 60).draw(blocks_with(text))
        assert_harmless(stream.getvalue())
        if text.startswith("[") and width == 120:
            assert text in stream.getvalue()


def test_json_and_har() -> None:
    for text in HOSTILE:
        view = ErrorView("code", text, text, 40029, text)
        finding = Finding("slug", Confidence.LIKELY, Severity.ERROR, text, text, text, 3, (Evidence(text, text),))
        report = Report("explain", {"value": text, text: [text]}, findings=(finding,), error=view)
        for reveal in (False, True):
            for ascii_only in (False, True):
                shown = document(report, reveal=reveal, ascii_only=ascii_only)
                assert_harmless(shown)
                assert "\n" not in shown
                assert json.loads(shown)["data"]["value"] == text
        assert_harmless(dump(har(flow_with(text))))


@pytest.mark.parametrize("encoding", ["utf-8", "cp936", "ascii", "latin-1", "utf-16"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_encoding_crashes(encoding: str, lang: str) -> None:
    for text in ("张三😀é", "\ud800", "Ω→·"):
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding=encoding, errors="backslashreplace", newline="")
        console = console_for(stream, {"COLUMNS": "80"})
        Drawer(console, Texts("zh" if lang == "zh" else "en")).draw(blocks_with(text))
        stream.flush()
        assert raw.getvalue().decode(encoding)


def test_reveal_is_for_values_only() -> None:
    secret = "e7a91c0d5b3f48629d1e6a7c8b2f4053"
    held = Secret(secret)
    shown: dict[str, str] = {}
    finding = Finding("slug", Confidence.LIKELY, Severity.ERROR, secret, secret, secret, 3, (Evidence(secret, secret),))
    kinds: dict[str, b.Block] = {
        "heading": b.Heading(secret),
        "paragraph": b.Paragraph(secret),
        "bullets": b.Bullets((secret,)),
        "findings": b.Findings((finding,)),
        "flow": b.FlowTable(flow_with(secret)),
        "lifelines": b.Lifelines((secret, secret), (b.Message(0, 1, secret),)),
        "fields": b.Fields((b.Row("secret", held),)),
        "table": b.Table(("secret",), ((held,),)),
        "json": b.Json({"secret": held}),
    }
    for name, block in kinds.items():
        for reveal in (False, True):
            stream = Tty()
            Drawer(console_for(stream, {"COLUMNS": "120"}), Texts("en"), reveal=reveal).draw([block])
            shown[name, reveal] = stream.getvalue()  # type: ignore[index]
    assert {key for key, text in shown.items() if secret in text} == {
        ("fields", True), ("table", True), ("json", True),
    }  # fmt: skip
