"""The control API as a page for people: each verb with its arguments, and one example in three forms."""

from __future__ import annotations

import json
from typing import NamedTuple

from wxauth_cli.core.text import Lang
from wxauth_cli.knowledge.texts import Texts
from wxauth_cli.sandbox.control import VERBS
from wxauth_cli.sandbox.control_document import about_argument, about_verb


class Example(NamedTuple):
    """One call, three times alike; tests make all three."""

    arguments: dict[str, object]
    words: str
    """Behind `wxauth sandbox`."""
    python: str
    """With the fixture `wechat`, or what `serve_in_thread` returns."""


EXAMPLES: dict[str, Example] = {
    "login": Example({"user": "ann"}, "login --user ann", 'wechat.login("ann")'),
    "tap": Example(
        {"kind": "userinfo", "user": "ann"}, "tap --kind userinfo --user ann", 'wechat.tap("userinfo", user="ann")'
    ),
    "user": Example(
        {"user": "ann", "phone": "51234567", "country_code": "852"},
        "user ann --phone 51234567 --country-code 852",
        'wechat.user("ann", phone="51234567", country_code="852")',
    ),
    "app": Example(
        {"appid": "wx0123456789abcdef", "ip_whitelist": ["10.0.0.1"]},
        "app wx0123456789abcdef --ip-whitelist 10.0.0.1",
        'wechat.app("wx0123456789abcdef", ip_whitelist=["10.0.0.1"])',
    ),
    "clock": Example({"advance_s": 301.0}, "clock 301", "wechat.advance(301)"),
    "fault": Example(
        {"path": "/sns/jscode2session", "kind": "slow", "delay_s": 5.0},
        "fault /sns/jscode2session --slow 5s",
        'wechat.fault("slow", delay_s=5, path="/sns/jscode2session")',
    ),
    "journal": Example({"errcode": 40163}, "journal --errcode 40163", "wechat.journal(errcode=40163)"),
    "har": Example({"limit": 100}, "journal --limit 100 --har calls.har", "wechat.har(limit=100)"),
    "switch": Example({"suffix": "hint"}, "switch suffix=hint", 'wechat.switch(suffix="hint")'),
    "session": Example({"user": "ann", "rotate": True}, "session ann --rotate", 'wechat.session("ann", rotate=True)'),
    "state": Example({"save": "logged-in"}, "state save logged-in", 'wechat.save("logged-in")'),
    "reset": Example({}, "reset", "wechat.reset()"),
    "component": Example(
        {"authorize": "wx0123456789abcdef"},
        "component --authorize wx0123456789abcdef",
        'wechat.component(authorize="wx0123456789abcdef")',
    ),
    "corp": Example({}, "corp", "wechat.corp()"),
    "pay": Example({"user": "ann"}, "pay ann", 'wechat.pay("ann")'),
    "user_key": Example({"user": "ann"}, "user-key ann", 'wechat.user_key("ann")'),
    "callback": Example(
        {"url": "http://127.0.0.1:8000/wechat"},
        "callback http://127.0.0.1:8000/wechat",
        'wechat.callback("http://127.0.0.1:8000/wechat")',
    ),
    "event": Example(
        {"user": "ann", "revoke_info": [8]},
        "event --user ann --revoke-info 8",
        'wechat.event(user="ann", revoke_info=[8])',
    ),
}


def page(lang: Lang) -> str:
    """The page in Markdown."""
    t = Texts(lang)
    other = "[English](control.en.md)" if lang == "zh" else "[中文](control.md)"
    parts = [f"# {t('sandbox_control.page.title')}", other, t("sandbox_control.about"), t("sandbox_control.page.intro")]
    for name in VERBS:
        parts += [f"## {name}", about_verb(name, t), *_arguments(name, t)]
        parts.append(
            f"{t('sandbox_control.page.answer')}{'：' if lang == 'zh' else ': '}{t(f'sandbox_control.{name}.out')}"
        )
        parts.append(_forms(name))
    return "\n\n".join(parts) + "\n"


def _arguments(name: str, t: Texts) -> list[str]:
    rows = [f"| `{argument}` | {about_argument(name, argument, t)} |" for argument in VERBS[name].readers]
    head = f"| {t('sandbox_control.page.argument')} | {t('sandbox_control.page.meaning')} |"
    return ["\n".join([head, "|---|---|", *rows])] if rows else []


def _forms(name: str) -> str:
    example, verb = EXAMPLES[name], VERBS[name]
    if verb.method == "GET":
        query = "&".join(f"{key}={value}" for key, value in example.arguments.items())
        http = f"GET {{control_url}}/{name}?{query}"
    else:
        http = f"POST {{control_url}}/{name} {json.dumps(example.arguments)}"
    return f"```text\n{http}\nwxauth sandbox {example.words}\n{example.python}\n```"
